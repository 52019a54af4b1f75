/* caseload/caseload_views.h: views of the lists of cases. */
#ifndef CASELOAD_VIEWS_H
#define CASELOAD_VIEWS_H

#include "core/form.h"
#include "core/view.h"
#include "core/web.h"
#include "feature/casefile/casefile_page.h"

struct caseload_row_view {
    struct id id;
    struct str name, number, risk_cls, risk, phase, phase_icon, next, worker, seen;
    struct due_view due;
};
struct caseload_group_view {
    struct str label; /* empty: no heading */
    int64_t n;        /* cases of the group, also on other pages; 0: not said */
    LIST_OF(struct caseload_row_view) rows;
};
struct caseload_count_view {
    struct str cls, label, href;
    int64_t n;
    bool current;
};
struct caseload_head_view {
    struct str label, href, sorted; /* sorted: "ascending", "descending" or empty */
};
struct caseload_select_view {
    struct str id, name, label;
    struct option_view_list options;
};
struct caseload_link_view {
    struct str href, label;
    bool current;
};

struct caseload_view {
    struct str action; /* "/cases" or "/team" */
    struct str title, q, sort, due, team_id;
    LIST_OF(struct caseload_select_view) selects;
    LIST_OF(struct caseload_count_view) counts;
    LIST_OF(struct caseload_link_view) teams, chips;
    LIST_OF(struct caseload_head_view) heads;
    LIST_OF(struct caseload_group_view) groups;
    int64_t from, to, total, columns;
    struct pager_view pager;
    bool has_rows, is_filtered, may_assign, may_intake, has_pages, has_teams, is_team;
    bool with_worker; /* a column says who has the case; else the heading does */
};

struct caseload_bulk_row_view {
    struct id id;
    struct str name, number, worker;
};
struct caseload_bulk_view {
    LIST_OF(struct caseload_bulk_row_view) cases;
    struct casefile_worker_view_list workers;
    struct field_view worker, reason;
    struct str back, ids;
    int64_t n;
    bool to_nobody;
};

#endif
