/* conference/conference_views.h: views of the pages of conferences. */
#ifndef CONFERENCE_VIEWS_H
#define CONFERENCE_VIEWS_H

#include "core/form.h"
#include "core/view.h"
#include "feature/conference/conference.h"

struct conference_row_view {
    struct str href, kind, mode, place, starts, purpose, state, state_cls;
    struct date held_on;
};
LIST_TYPE(conference_row_view_list, struct conference_row_view);
struct conference_list_view {
    struct id casefile_id;
    struct conference_row_view_list ahead, held;
    bool may_edit;
};

struct conference_panel_view {
    struct id casefile_id;
    struct conference_row_view next, last; /* href: empty when there is none */
};

/* ---- the minutes ---------------------------------------------------------------------------- */

struct conference_people_view {
    struct str id, name, role, organization, presence, presence_cls;
    struct option_view_list options;
};
struct conference_entry_view {
    struct str domain, what, said, reason, alternatives, agreed, dissent, who, by;
    struct str href;   /* of the decision or task it became */
    struct str remove; /* where to take it out, or empty */
    struct date due;
    struct instant at;
    bool has_left; /* who does it is not in the team any more */
};
LIST_TYPE(conference_entry_view_list, struct conference_entry_view);
struct conference_minutes_view {
    LIST_OF(struct conference_people_view) people;
    struct conference_entry_view_list issues, decisions, actions, corrections;
    struct str summary;
    struct date next_on;
    bool is_shown, is_closed;
};
struct conference_page_view {
    struct str base, back;
    struct conference_row_view row;
    struct conference_minutes_view minutes;
    struct str planned_by, ended_by, why_not;
    struct instant ended_at;
    int64_t version;
    struct field_view person, name, role, organization;
    struct field_view domain, issue, said;
    struct field_view decision, reason, alternatives, agreed, dissent;
    struct field_view action, who, due;
    struct field_view summary, next_on, why, correction;
    bool may_write, may_correct, is_cancelled;
    bool inviting, raising, deciding, acting, closing, cancelling, correcting; /* came back */
};
struct conference_form_view {
    struct str action, back;
    struct field_view kind, held_on, starts, mode, place, purpose;
    int64_t version;
    bool is_new;
};
struct conference_print_view {
    struct str back, site, client, number, team;
    struct conference_row_view row;
    struct conference_minutes_view minutes;
    struct str ended_by;
    struct instant ended_at;
    struct date today;
};

#endif
