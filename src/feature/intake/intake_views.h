/* intake/intake_views.h: views of requests and of the panel that a case shows of its request. */
#ifndef INTAKE_VIEWS_H
#define INTAKE_VIEWS_H

#include "core/draft_keep.h"
#include "core/form.h"
#include "core/view.h"
#include "core/web.h"
#include "feature/casefile/casefile_page.h"

/** A request in the inbox. */
struct intake_row_view {
    struct id id;
    struct str name, age, area, channel, source, urgency;
    struct str concerns;
    struct instant received_at;
    struct str waiting; /* "2 days ago" */
    bool screened;
    struct due_view due;
    struct str decision, decided_by, casefile_number;
    struct id casefile_id;
    struct instant decided_at;
};
struct intake_group_view {
    struct str urgency;
    LIST_OF(struct intake_row_view) rows;
};
/** The first ones that wait, on the page of the day. */
struct intake_today_view {
    LIST_OF(struct intake_row_view) rows;
};
struct intake_list_view {
    LIST_OF(struct intake_group_view) groups;
    LIST_OF(struct intake_row_view) decided;
    struct pager_view pager;
    bool show_decided, may_add, paged, empty;
};

/** Who it is about; beside the form when the person is known already. */
struct intake_person_view {
    struct id id;
    struct str name, initials, age, area, phone;
    struct str case_number, case_state;
    bool visible;
};

/** One of several programmes that a new request may be for. */
struct intake_programme_view {
    struct str title, href;
    bool chosen;
};
struct intake_form_view {
    struct id id; /* none: a new request */
    struct str programme;
    LIST_OF(struct intake_programme_view) programmes; /* none when there is only one */
    struct intake_person_view person;
    struct panel_view_list earlier; /* what is known of the person already */
    bool known;                     /* the person is chosen already */
    struct field_view channel, source, source_contact, concerns, urgency, narrative;
    struct field_view given_name, family_name, sex, birth_date, age, phone;
    bool concerns_open;
    struct panel_view twins;
    struct draft_notice_view draft; /* of a new request */
    int64_t version;
};

struct intake_case_view {
    struct id id;
    struct str number;
};
struct intake_view {
    struct intake_row_view row;
    struct intake_person_view person;
    struct panel_view_list earlier; /* what is known of the person already */
    struct str source_contact, narrative, by, team;
    bool open, may_edit, may_decide, has_screening, may_screen, has_case;
    struct answer_view_list answers;
    struct str reason_list, reason_code, reason, referred_to;
    LIST_OF(struct intake_case_view) cases; /* open ones of the same person */
};

/** The requests about a person. */
struct intake_person_panel_view {
    struct id person_id;
    LIST_OF(struct intake_row_view) rows;
    bool may_add;
};

struct intake_screening_view {
    struct intake_row_view row;
    struct intake_person_view person;
    struct str why;
    struct field_view_list fields;
};

struct intake_decide_view {
    struct intake_row_view row;
    struct intake_person_view person;
    struct panel_view_list earlier; /* what is known of the person already */
    struct str narrative;
    struct field_view decision, referred_to, refer_reason, close_reason, reason, worker_id;
    struct casefile_worker_view_list workers;
    bool may_assign, to_team;
    struct str open_case; /* number of a case that is open already, or empty */
    struct id open_case_id;
};

struct intake_twin_view {
    struct id id;
    struct str name, about, ask;
    bool visible, chosen;
};
struct intake_sheet_row_view {
    int64_t line;
    struct str name, age, phone, concerns, urgency, problem, error;
    bool is_ok, is_twin, is_problem;
    bool take_new, leave_out;
    int64_t twin_line;
    LIST_OF(struct intake_twin_view) twins;
};
struct intake_sheet_view {
    struct field_view channel, source, urgency, text;
    LIST_OF(struct intake_sheet_row_view) rows;
    struct str raw, unknown; /* the text again, for the second time it is sent */
    int64_t n, ok_n, twin_n, problem_n;
    bool checked;
};

#endif
