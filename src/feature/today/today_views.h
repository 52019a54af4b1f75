/* today/today_views.h: views of the page of the day. */
#ifndef TODAY_VIEWS_H
#define TODAY_VIEWS_H

#include "core/view.h"
#include "core/web.h"
#include "feature/casefile/casefile_page.h"
#include "feature/person/person_page.h"

struct today_row_view {
    struct str what, href, why, who, done_href;
    struct id casefile_id;
    struct str client_name, number, worker_name;
    struct str risk_cls, risk; /* of a high risk only: the others say nothing about the day */
    struct due_view due;
    bool high, has_reach;
    struct person_reach_view reach; /* of what is due today, in one's own day */
};
LIST_TYPE(today_row_view_list, struct today_row_view);

struct today_group_view {
    struct str id, label; /* "over", "today", "soon" */
    int n, rest_n;        /* in all; and those behind a link, so that today is not far below */
    bool is_cut;          /* there are more than are counted */
    struct str more_href;
    struct today_row_view_list rows;
};
struct today_link_view {
    struct str href, label;
    bool current;
};
struct today_view {
    struct date on;
    LIST_OF(struct today_link_view) shows; /* own, team: for who leads one */
    struct panel_view_list visits, waiting;
    LIST_OF(struct today_group_view) groups;
    bool is_free, may_add; /* is_free: nothing is due or late, today */
    struct str day_href;   /* back from the page of one group alone */
};

#endif
