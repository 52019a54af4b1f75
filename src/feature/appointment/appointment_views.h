/* appointment/appointment_views.h: views of the pages of appointments and of the calendar. */
#ifndef APPOINTMENT_VIEWS_H
#define APPOINTMENT_VIEWS_H

#include "core/form.h"
#include "core/view.h"
#include "core/web.h"
#include "feature/appointment/appointment_page.h"
#include "feature/casefile/casefile_page.h"
#include "feature/person/person_page.h"

/** A place to go to: a view of the calendar, a language of the card. */
struct appointment_link_view {
    struct str href, label, tag;
    bool current;
};
LIST_TYPE(appointment_link_view_list, struct appointment_link_view);

struct appointment_case_view {
    struct str base;
    struct appointment_row_view_list planned, others;
    bool may_edit;
};
struct appointment_panel_view {
    struct str base;
    struct appointment_row_view_list rows;
    bool may_edit;
};
struct appointment_action_view {
    struct str href;
};
/** One of today, with how the people are reached. */
struct appointment_today_row_view {
    struct appointment_row_view row;
    struct person_reach_view reach;
    bool has_reach;
};
struct appointment_today_view {
    LIST_OF(struct appointment_today_row_view) rows;
};

struct appointment_form_view {
    struct str action, back, address;
    struct field_view mode, on, from, until, place, title, account, reason, sure;
    struct casefile_ticks_view people;
    struct appointment_text_list doubts;
    int64_t version;
    bool is_new;
};

struct appointment_page_view {
    const struct appointment *appointment;
    struct appointment_row_view row;
    struct str base;
    struct str prepare,
        debrief; /* what to know before, and where it is told what came of it; or empty */
    struct appointment_move_list moves;
    LIST_OF(struct str) people;
    struct str reason; /* of the code, in words */
    struct field_view missed, missed_words, cancelled, cancelled_words;
    bool may_edit, is_planned, has_come, missing, cancelling;
};

struct appointment_card_view {
    struct contact_paper_view paper;
    struct appointment_link_view_list languages;
    struct str back, site, team, worker, phone, mode, place;
    struct instant starts_at, ends_at;
    bool is_planned;
};

/* ---- the calendar ---------------------------------------------------------------------------- */

/** What is due on a day: a task or a deadline. */
struct agenda_due_view {
    struct str href, text, who;
    bool is_deadline;
};
struct agenda_day_view {
    struct date on;
    struct str href; /* the day in the agenda */
    struct appointment_row_view_list rows;
    LIST_OF(struct agenda_due_view) dues;
    LIST_OF(struct str) away;  /* who is away, in words */
    int64_t day;               /* of the month */
    int64_t n;                 /* of all that is on the day */
    bool today, free, outside; /* free: nobody works; outside: of another month */
};
LIST_TYPE(agenda_day_view_list, struct agenda_day_view);
struct agenda_week_view {
    struct agenda_day_view_list days;
};
struct agenda_view {
    struct appointment_link_view_list shows, whose;
    struct str title, prev_href, next_href, today_href, feed_href;
    struct agenda_day_view_list days;       /* agenda: those with something on them */
    LIST_OF(struct agenda_week_view) weeks; /* week: one; month: all */
    struct agenda_day_view_list heads;      /* names of the days of the week */
    bool is_agenda, is_week, is_cut;
};

struct absence_row_view {
    const struct absence *absence;
    bool mine, now;
};
struct absence_page_view {
    LIST_OF(struct absence_row_view) rows;
    struct field_view kind, first, last, cover;
    bool may_edit;
};

#endif
