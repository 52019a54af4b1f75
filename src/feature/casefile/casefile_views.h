/* casefile/casefile_views.h: views of the pages of a case and of approvals. */
#ifndef CASEFILE_VIEWS_H
#define CASEFILE_VIEWS_H

#include "core/core_views.h"
#include "core/form.h"
#include "core/view.h"
#include "core/web.h"
#include "core/weighed.h"
#include "feature/casefile/casefile.h"
#include "feature/casefile/casefile_page.h"
#include "feature/person/person_page.h"

/* ---- the frame ------------------------------------------------------------------------------ */

struct casefile_phase_view {
    struct str label, href, small;
    bool done, now;
};
struct casefile_link_view {
    struct str href, label, icon;
    bool current;
};
LIST_TYPE(casefile_link_view_list, struct casefile_link_view);

struct casefile_todo_view {
    struct str text, href;
    struct str who; /* who has to act, when it is not the worker */
    struct due_view due;
};
/** What is due, what keeps the case in its phase: {{> casefile_strip next}}, and below it or beside
 * it {{> casefile_gatepost next}}. */
struct casefile_next_view {
    struct id casefile_id;
    LIST_OF(struct casefile_todo_view) todo;
    struct panel_view_list clocks; /* lines of other features */
    int done_n, step_n, missing_n, percent;
    int more_n; /* open steps that are not shown */
    struct str phase_href, next_phase, guidance;
    struct str waiting; /* what a supervisor has to decide first */
    bool may_edit, is_ready, is_last, has_lines;
};
/** Pages of a case that belong together, as one entry of the navigation. */
struct casefile_group_view {
    struct str href, label;
    bool current; /* the page is one of them */
    bool is_page; /* and is the only one */
};

struct casefile_frame_view {
    const struct casefile *file;
    struct str initials, title, age, risk_cls, risk_text;
    LIST_OF(struct str) flags, languages;
    LIST_OF(struct casefile_phase_view) phases;
    LIST_OF(struct casefile_group_view) groups;
    struct casefile_link_view_list sections; /* of the group of this page, when there are several */
    struct casefile_link_view_list actions;
    struct to_paper_view paper;
    bool has_menu;
    struct casefile_next_view next;
    bool has_strip;
    struct str phase_name;
    int phase_k, phase_total;
    struct contact_line_view reach;
    struct str home;
    bool is_overview, is_form, is_open, is_part;
    struct panel_view content;
};

/* ---- overview ------------------------------------------------------------------------------- */

struct timeline_entry_view {
    struct str title, href, summary, by;
    struct instant at;
    bool hidden; /* confidential: only that it exists */
    bool confidential;
    bool small; /* not a contact and not a document */
    bool erased, is_harm, is_protective;
    struct str where; /* of a chronology: the case, its programme and team, when it is another */
    struct str where_href;
};
LIST_TYPE(timeline_entry_view_list, struct timeline_entry_view);

struct casefile_person_view {
    struct id person_id;
    struct str name, initials, role, age, phone;
};
LIST_TYPE(casefile_person_view_list, struct casefile_person_view);

struct casefile_overview_view {
    const struct casefile *file;
    struct casefile_next_view next;
    bool may_edit;
    struct casefile_link_view_list shows; /* filters of the timeline */
    struct timeline_entry_view_list timeline;
    bool has_more;
    struct panel_view_list top, actions, main, side;
    struct casefile_person_view_list people;
    struct due_view review;
};

struct casefile_history_view {
    struct id casefile_id;
    struct casefile_link_view_list shows;
    struct timeline_entry_view_list timeline;
    struct pager_view pager;
    bool has_pages;
};

struct casefile_chronology_view {
    struct id casefile_id;
    struct str client, show, from, until, problem, next_href, first_href;
    struct casefile_link_view_list shows;
    struct timeline_entry_view_list timeline;
    bool has_next, is_later, is_filtered;
};

/* ---- phases and steps ----------------------------------------------------------------------- */

struct casefile_step_view {
    struct str name, what, why, guidance, who, href, reason, status, status_cls, mark_href;
    struct due_view due;
    struct instant done_at;
    bool required, may_done, may_skip, may_open, repeats;
};
struct casefile_steps_view {
    struct id casefile_id;
    struct str phase, why;
    LIST_OF(struct casefile_step_view) steps;
    bool is_now, is_later, is_earlier, may_edit;
    struct str move_href;
};

struct casefile_gate_view {
    struct id casefile_id;
    struct str to, to_name;
    LIST_OF(struct casefile_step_view) missing;
    LIST_OF(struct casefile_step_view) met;
    int missing_n;
    bool is_back, is_here, is_open, needs_approval, skips;
    struct field_view reason;
    LIST_OF(struct option_view) others; /* other phases to go to */
    struct str waiting;                 /* an override waits for the supervisor */
    struct id waiting_id;
    bool may_withdraw;
    struct weighed_view weighed;
};

struct casefile_mark_view {
    struct id casefile_id;
    struct str phase, step, what;
    struct field_view reason;
};

/* ---- forms about the case itself ------------------------------------------------------------ */

struct casefile_risk_view {
    struct id casefile_id;
    struct field_view risk, reason;
    struct weighed_view weighed;
};
struct casefile_safety_view {
    struct id casefile_id;
    struct field_view safety, safety_note;
    int64_t version;
    struct str was_safety, was_note;
};
struct casefile_summary_view {
    struct id casefile_id;
    struct field_view summary;
    int64_t version;
    struct str was;
};
struct casefile_assign_view {
    struct id casefile_id;
    struct casefile_worker_view_list workers;
    struct field_view worker, reason;
    bool is_assigned, to_nobody;
    LIST_OF(struct casefile_involvement) involved;
};

struct casefile_found_view {
    struct id person_id;
    struct str name, by;
    bool is_in;
};
struct casefile_people_view {
    struct id casefile_id;
    struct casefile_person_view client;
    struct casefile_person_view_list people;
    struct str query;
    LIST_OF(struct casefile_found_view) found;
    bool may_edit, searched, has_pages; /* has_pages: people have pages of their own */
    struct field_view role;
};

/* ---- who saw this case ---------------------------------------------------------------------- */

struct casefile_access_row_view {
    struct str name, role, what;
    struct instant first, last;
    int64_t n;
};
struct casefile_access_day_view {
    struct date day;
    LIST_OF(struct casefile_access_row_view) rows;
};
struct casefile_share_view {
    struct id id;
    struct str unit, reason, by, ended_by;
    struct date since, until, ended;
    bool running;
};
struct casefile_access_view {
    struct id casefile_id;
    LIST_OF(struct casefile_share_view) shares;
    struct field_view unit, until, reason; /* of another one */
    bool may_share, may_end, is_sent;      /* is_sent: something in the form was wrong */
    LIST_OF(struct casefile_access_day_view) days;
    bool is_cut;
};

/* ---- approvals ------------------------------------------------------------------------------ */

struct approval_view {
    struct id id, casefile_id;
    struct str title, client_name, number, asked_by, reason;
    struct str href; /* of the record to decide about, or empty */
    struct due_view waits;
    struct instant asked_at;
    bool is_own, failed; /* failed: its form was sent and is wrong */
    struct field_view words;
    struct weighed asked_weighed;
    struct date asked_appeal; /* of them, as a day */
    struct weighed_view weighed;
    struct field_view appeal; /* of a form not sent yet: the day that who asked said */
};
struct approvals_view {
    LIST_OF(struct approval_view) list;
};
/** The first of them, on the page of the day. */
struct approval_today_view {
    LIST_OF(struct approval_view) rows;
};

#endif
