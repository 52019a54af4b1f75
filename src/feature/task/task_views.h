/* task/task_views.h: views of the pages of tasks. */
#ifndef TASK_VIEWS_H
#define TASK_VIEWS_H

#include "core/form.h"
#include "core/view.h"
#include "core/web.h"
#include "feature/casefile/casefile_page.h"
#include "feature/task/task.h"

/** One row of a list: {{> task_row this}}. */
struct task_row_view {
    const struct task *task;
    struct due_view due;
    struct str back; /* where "done" returns to: "tasks", "case" or "overview" */
    struct str risk_cls, risk;
    struct str repeat; /* "every 2 weeks", or empty */
    bool is_open, is_done, may_edit;
    bool with_case, with_worker; /* what the list does not say by itself */
    bool may_tick;               /* several can be chosen */
};
LIST_TYPE(task_row_view_list, struct task_row_view);

/** One of several that are worked on at once. */
struct task_bulk_row_view {
    struct task_row_view row;
    bool told;          /* what became of it is known */
    struct str problem; /* then: why nothing was done, or empty */
};
struct task_bulk_view {
    struct str ids;
    int64_t n, done_n, gone_n; /* gone_n: not to be seen any more */
    LIST_OF(struct task_bulk_row_view) rows;
    bool is_told, later_open, assign_open;
    struct field_view due, reason, account;
};

struct task_group_view {
    struct str label;
    int n;
    struct task_row_view_list rows;
};
struct task_link_view {
    struct str href, label;
    bool current;
};
struct task_list_view {
    LIST_OF(struct task_link_view) shows;
    LIST_OF(struct task_group_view) groups;
    struct pager_view pager;
    bool may_edit, has_pages, is_ended, is_team, is_filtered, high;
    struct option_view_list whens, people; /* filters; people: of the team */
};

struct task_case_view {
    struct id casefile_id;
    struct task_row_view_list open, ended;
    struct field_view title, due;
    bool may_edit;
};

/** Open tasks on the overview of a case. */
struct task_panel_view {
    struct id casefile_id;
    struct task_row_view_list rows;
    int more_n; /* open ones that are not shown */
    bool may_edit;
};
struct task_action_view {
    struct id casefile_id;
};

struct task_new_view {
    struct id casefile_id;
    struct str client_name; /* of the case, or empty */
    struct field_view title, due, high, detail, account, repeat_n, repeat_unit;
};

struct task_page_view {
    struct task task;
    struct due_view due;
    struct str repeat, state_cls, from; /* from: what it came from, or empty */
    bool is_open, may_edit, may_assign;
    bool snoozing, assigning, dropping; /* that form has problems and stays open */
    struct field_view outcome, due_new, reason, account, drop_reason;
};

struct task_edit_view {
    struct id task_id;
    int64_t version;
    struct field_view title, due, high, detail, repeat_n, repeat_unit;
};

#endif
