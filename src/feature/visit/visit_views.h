/* visit/visit_views.h: views of the pages of visits. */
#ifndef VISIT_VIEWS_H
#define VISIT_VIEWS_H

#include "core/form.h"
#include "core/view.h"
#include "core/web.h"
#include "feature/appointment/appointment_page.h"
#include "feature/casefile/casefile_page.h"
#include "feature/person/person_page.h"
#include "feature/visit/visit.h"

/** Something to keep in mind, with a day or without. */
struct visit_line_view {
    struct str href, text, who;
    int64_t percent;
    bool has_percent;
    struct due_view due;
};
LIST_TYPE(visit_line_view_list, struct visit_line_view);

struct visit_member_view {
    struct str name, role, age;
};

/** Out alone: start, or what to do while out. {{> visit_banner out}} */
struct visit_banner_view {
    struct str start; /* where to begin one, or empty */
    struct id id;     /* the one that runs, or none */
    struct str client;
    struct instant expected_at;
    bool late, elsewhere; /* elsewhere: in another case */
    struct field_view minutes, place;
};

struct visit_kit_view {
    const struct casefile *file;
    struct str base, address, household_address, last_note, debrief;
    struct date last_on;
    LIST_OF(struct str) flags;
    LIST_OF(struct visit_member_view) members;
    struct visit_line_view_list goals, promises, steps, tasks;
    struct appointment_row_view_list next;
    struct visit_banner_view out;
    int64_t hidden_n; /* members the actor may not see */
    bool may_edit;
};

struct visit_debrief_view {
    struct str action, back;
    struct id appointment_id;
    struct field_view kind, occurred_on, result, body, promise_what, promise_due;
    struct field_view task_1_title, task_1_due, task_2_title, task_2_due;
    struct field_view next_mode, next_on, next_from, next_place, next_sure;
    struct casefile_ticks_view seen, actions;
    struct appointment_text_list doubts;
    bool has_next;
};

/** Visits that are not back in time. */
struct visit_late_view {
    struct id id;
    struct str worker, phone, client, place;
    struct instant expected_at;
    bool escalated;
};
struct visit_today_view {
    struct visit_banner_view out;
    LIST_OF(struct visit_late_view) late;
    struct field_view words;
};
struct visit_action_view {
    struct str href;
};

#endif
