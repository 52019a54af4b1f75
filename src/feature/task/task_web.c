/* task/task_web.c: lists of tasks, the form for a new one, and the panels on other pages. The page
 * of one task is in task_page_web.c. */
#include "core/feature.h"
#include "core/messages.gen.h"
#include "feature/casefile/casefile_page.h"
#include "task_handlers.h"
#include "task_tmpl.gen.h"

#define PANEL_MAX 5
#define ENDED_MAX 20

static const struct field new_form[] = {
    {"title", FIELD_LINE, .label = "task.title", .hint = "task.title_hint", .required = true},
    {"due", FIELD_DATE, .label = "task.due"},
    {"high", FIELD_BOOL, .label = "task.high"},
    {"detail", FIELD_TEXT, .label = "task.detail", .max = TASK_DETAIL_MAX},
    {"repeat_n", FIELD_INT, .label = "task.repeat_n", .min = 1, .max = TASK_REPEAT_MAX},
    {"repeat_unit", FIELD_CODE, .label = "task.repeat_unit", .codes = "repeat_unit"},
    {"account", FIELD_ID, .label = "task.account"},
    {"case", FIELD_ID, .label = "casefile.case"},
    FIELDS_END,
};

struct task_repeat task_repeat_read(const struct form *form)
{
    return (struct task_repeat){.n = form_int(form, "repeat_n", 0),
                                .unit = form_code(form, "repeat_unit")};
}

struct str task_repeat_words(struct ctx *ctx, const struct task_repeat *repeat)
{
    if (repeat->n < 1)
        return STR_NONE;
    return ctx_msg_n(ctx,
                     str_eq(repeat->unit, STR("days"))    ? MSG_TASK_EVERY_DAYS
                     : str_eq(repeat->unit, STR("weeks")) ? MSG_TASK_EVERY_WEEKS
                                                          : MSG_TASK_EVERY_MONTHS,
                     repeat->n);
}

struct task_row_view task_row_fill(struct ctx *ctx, const struct task *task, const char *back)
{
    bool has_risk = str_given(task->risk) && risk_index(task->risk) == 0;

    return (struct task_row_view){.task = task,
                                  .due = task_is_open(task) ? casefile_due(ctx, task->due)
                                                            : (struct due_view){.on = DATE_NONE},
                                  .back = str_c(back),
                                  .repeat = task_repeat_words(ctx, &task->repeat),
                                  .risk_cls = casefile_risk_class(task->risk),
                                  .risk =
                                      has_risk ? casefile_risk_label(ctx, task->risk) : STR_NONE,
                                  .is_open = task_is_open(task),
                                  .is_done = str_eq(task->state, STR("done"))};
}

/* ---- /tasks --------------------------------------------------------------------------------- */

/* 0 overdue, 1 today, 2 this week, 3 later, 4 without a date. */
static int group_of(struct ctx *ctx, const struct task *task)
{
    if (!date_given(task->due))
        return 4;

    int left = task->due.day - ctx_today(ctx).day;

    if (left <= 0)
        return left < 0 ? 0 : 1;
    return left <= TASK_WEEK ? 2 : 3;
}

static void groups_fill(struct ctx *ctx, const struct task_list *list, enum task_show show,
                        struct task_list_view *view)
{
    static const int labels[] = {MSG_DATE_OVERDUE, MSG_DATE_TODAY, MSG_DATE_NEXT_DAYS,
                                 MSG_DATE_LATER, MSG_DATE_NONE};
    int last = -1;

    for (size_t i = 0; i < list->n; i++) {
        const struct task *task = &list->items[i];
        int group = show == TASK_ENDED ? 5 : group_of(ctx, task);

        if (group != last)
            LIST_ADD(ctx->arena, &view->groups,
                     ((struct task_group_view){
                         .label = msg_text(ctx->locale,
                                           group == 5 ? MSG_TASK_ENDED_LATELY : labels[group])}));
        last = group;
        struct task_group_view *g = &view->groups.items[view->groups.n - 1];
        struct task_row_view row = task_row_fill(ctx, task, show == TASK_TEAM ? "team" : "tasks");

        row.with_case = id_given(task->casefile_id);
        row.with_worker = show == TASK_TEAM;
        row.may_edit = view->may_edit;
        row.may_tick = view->may_edit && row.is_open;
        g->n++;
        LIST_ADD(ctx->arena, &g->rows, row);
    }
}

static void shows_fill(struct ctx *ctx, enum task_show show, struct task_list_view *view)
{
    static const struct {
        const char *href;
        int label;
        enum cap need;
    } shows[] = {
        [TASK_MINE] = {"/tasks", MSG_TASK_MINE, CAP_TASK_READ},
        [TASK_TEAM] = {"/tasks?show=team", MSG_TASK_TEAM, CAP_CASE_TEAM},
        [TASK_ENDED] = {"/tasks?show=done", MSG_TASK_ENDED, CAP_TASK_READ},
    };

    for (size_t i = 0; i < sizeof shows / sizeof shows[0]; i++) {
        if (authz_can(ctx, shows[i].need))
            LIST_ADD(ctx->arena, &view->shows,
                     ((struct task_link_view){str_c(shows[i].href),
                                              msg_text(ctx->locale, shows[i].label),
                                              i == (size_t)show}));
    }
}

/* Which day, how urgent, and in the team's list whose. */
static enum err filters_fill(struct req *r, struct task_filter *f, struct task_list_view *view)
{
    static const struct {
        const char *code, *label;
    } whens[] = {
        [TASK_ANY_TIME] = {"", "task.any_time"}, [TASK_OVERDUE] = {"over", "date.overdue"},
        [TASK_TODAY] = {"today", "date.today"},  [TASK_THIS_WEEK] = {"week", "date.next_days"},
        [TASK_LATER] = {"later", "date.later"},  [TASK_UNDATED] = {"none", "date.none"}};
    struct ctx *ctx = r->ctx;
    struct task_person_list people = {0};

    for (int i = 0; i <= TASK_UNDATED; i++) {
        bool chosen = str_eq(req_get(r, "due"), str_c(whens[i].code));

        f->when = chosen ? (enum task_when)i : f->when;
        LIST_ADD(ctx->arena, &view->whens,
                 ((struct option_view){.value = str_c(whens[i].code),
                                       .label = ctx_msg(ctx, whens[i].label),
                                       .chosen = chosen}));
    }
    view->is_team = f->show == TASK_TEAM;
    if (view->is_team) {
        (void)!id_parse(req_get(r, "who"), &f->account_id);
        TRY(task_team(ctx, &people));
        LIST_ADD(ctx->arena, &view->people,
                 ((struct option_view){.label = ctx_msg(ctx, "core.all")}));
    }
    for (size_t i = 0; i < people.n; i++)
        LIST_ADD(
            ctx->arena, &view->people,
            ((struct option_view){.value = ctx_id_text(ctx, people.items[i].account_id),
                                  .label = people.items[i].name,
                                  .chosen = id_eq(people.items[i].account_id, f->account_id)}));
    view->high = f->high;
    view->is_filtered = f->high || f->when != TASK_ANY_TIME || id_given(f->account_id);
    return OK;
}

static enum err task_list_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct task_list list;
    struct task_list_view view = {.may_edit = authz_can(ctx, CAP_TASK_EDIT)};
    struct str wanted = req_get(r, "show");
    struct task_filter f = {.show = str_eq(wanted, STR("done"))   ? TASK_ENDED
                                    : str_eq(wanted, STR("team")) ? TASK_TEAM
                                                                  : TASK_MINE,
                            .high = str_eq(req_get(r, "high"), STR("1")),
                            .page = req_get_int(r, "page", 1, 1000, 1)};
    bool more;

    if (f.show == TASK_TEAM)
        TRY(authz_need(ctx, CAP_CASE_TEAM));
    TRY(filters_fill(r, &f, &view));
    TRY(task_list(ctx, &f, &list, &more));
    shows_fill(ctx, f.show, &view);
    groups_fill(ctx, &list, f.show, &view);
    view.is_ended = f.show == TASK_ENDED;
    view.pager = req_pager(r, f.page, more);
    view.has_pages = more || f.page > 1;
    struct page frame = {
        .title = msg_text(ctx->locale, MSG_TASK_HEADING), .nav = "/tasks", .own_heading = true};

    return resp_page(r, &frame, &tmpl_task_list, &view);
}

/* ---- a new one ------------------------------------------------------------------------------ */

static enum err task_new_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file = {0};
    struct task_new_view view = {0};
    struct str of = r->form.sent ? form_typed(&r->form, "case") : req_get(r, "case");
    struct page page = {
        .title = msg_text(ctx->locale, MSG_TASK_NEW), .nav = "/tasks", .narrow = true};

    if (str_given(of)) {
        if (id_parse(of, &view.casefile_id) != OK)
            return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
        TRY(casefile_load_for_form(ctx, view.casefile_id, &file));
    }
    view.client_name = file.client_name;
    view.title = form_field(ctx, &r->form, new_form, "title", req_get(r, "title"));
    view.due = form_field(ctx, &r->form, new_form, "due", req_get(r, "due"));
    view.high = form_field(ctx, &r->form, new_form, "high", STR_NONE);
    view.detail = form_field(ctx, &r->form, new_form, "detail", STR_NONE);
    view.repeat_n = form_field(ctx, &r->form, new_form, "repeat_n", STR_NONE);
    view.repeat_unit = form_field(ctx, &r->form, new_form, "repeat_unit", STR_NONE);

    view.account =
        form_field(ctx, &r->form, new_form, "account", ctx_id_text(ctx, ctx->actor.account_id));
    TRY(task_people_offer(ctx, &file, &view.account));
    if (id_given(file.id))
        return casefile_page(r, &file, NULL, page.title,
                             (struct panel_view){&tmpl_task_new, &view});
    return resp_page(r, &page, &tmpl_task_new, &view);
}

static enum err task_post(struct req *r)
{
    struct task_draft draft = {.casefile_id = form_id(&r->form, "case"),
                               .account_id = form_id(&r->form, "account"),
                               .title = form_text(&r->form, "title"),
                               .detail = form_text(&r->form, "detail"),
                               .due = form_date(&r->form, "due"),
                               .high = form_bool(&r->form, "high"),
                               .repeat = task_repeat_read(&r->form)};
    struct task task;

    TRY(task_add(r->ctx, &draft, &task));
    if (!id_given(task.casefile_id))
        return resp_see_other(
            r, str_cat(r->ctx->arena, STR("/tasks#"), str_from(task_href(r->ctx, task.id, ""), 7)),
            "task.done_added");
    return resp_see_other(r,
                          str_cat(r->ctx->arena, casefile_href(r->ctx, task.casefile_id, "tasks#"),
                                  str_from(task_href(r->ctx, task.id, ""), 7)),
                          "task.done_added");
}

/* ---- of a case ------------------------------------------------------------------------------ */

static bool may_edit(const struct ctx *ctx, const struct casefile *file)
{
    return casefile_is_open(file) && file->access == CASEFILE_WRITE &&
           authz_can(ctx, CAP_TASK_EDIT);
}

static enum err task_case_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct task_list list;
    struct task_case_view view = {0};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(task_list_for_casefile(ctx, &file, &list));
    view.casefile_id = file.id;
    view.may_edit = may_edit(ctx, &file);
    for (size_t i = 0; i < list.n; i++) {
        struct task_row_view row = task_row_fill(ctx, &list.items[i], "case");

        row.may_edit = view.may_edit;
        row.with_worker = true;
        row.risk = STR_NONE;
        if (row.is_open)
            LIST_ADD(ctx->arena, &view.open, row);
        else if (view.ended.n < ENDED_MAX)
            LIST_ADD(ctx->arena, &view.ended, row);
    }
    view.title = form_field(ctx, &r->form, new_form, "title", STR_NONE);
    view.due = form_field(ctx, &r->form, new_form, "due", STR_NONE);
    return casefile_page(r, &file, "tasks", msg_text(ctx->locale, MSG_TASK_HEADING),
                         (struct panel_view){&tmpl_task_case, &view});
}

static enum err case_panel_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    const struct casefile *file = subject;
    struct task_panel_view *view = ARENA_NEW(r->ctx->arena, struct task_panel_view);
    struct task_list list;

    TRY(task_list_for_casefile(r->ctx, file, &list));
    view->casefile_id = file->id;
    view->may_edit = may_edit(r->ctx, file);
    for (size_t i = 0; i < list.n && task_is_open(&list.items[i]); i++) {
        struct task_row_view row = task_row_fill(r->ctx, &list.items[i], "overview");

        row.may_edit = view->may_edit;
        row.risk = STR_NONE;
        if (view->rows.n < PANEL_MAX)
            LIST_ADD(r->ctx->arena, &view->rows, row);
        else
            view->more_n++;
    }
    if (view->rows.n > 0 || view->may_edit)
        *ret = (struct panel_view){&tmpl_task_panel, view};
    return OK;
}

static enum err action_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    const struct casefile *file = subject;
    struct task_action_view *view = ARENA_NEW(r->ctx->arena, struct task_action_view);

    if (!may_edit(r->ctx, file))
        return OK;
    view->casefile_id = file->id;
    *ret = (struct panel_view){&tmpl_task_action, view};
    return OK;
}

/* ---- the feature ---------------------------------------------------------------------------- */

static const struct route task_routes[] = {
    ROUTE(GET, "/tasks", task_list_get, CAP_TASK_READ),
    ROUTE(GET, "/tasks/new", task_new_get, CAP_TASK_EDIT),
    ROUTE_OFFLINE("/tasks", task_post, CAP_TASK_EDIT, new_form, task_new_get),
    ROUTE(GET, "/tasks/several", task_bulk_get, CAP_TASK_EDIT),
    ROUTE_FORM("/tasks/several", task_bulk_post, CAP_TASK_EDIT, task_bulk_form, task_bulk_get),
    ROUTE(GET, "/tasks/:task", task_page_get, CAP_TASK_READ),
    ROUTE_OFFLINE("/tasks/:task/done", task_done_post, CAP_TASK_EDIT, task_done_form,
                  task_page_get),
    ROUTE_OFFLINE("/tasks/:task/later", task_later_post, CAP_TASK_EDIT, task_later_form,
                  task_page_get),
    ROUTE_FORM("/tasks/:task/assignee", task_assignee_post, CAP_TASK_EDIT, task_assignee_form,
               task_page_get),
    ROUTE_OFFLINE("/tasks/:task/drop", task_drop_post, CAP_TASK_EDIT, task_drop_form,
                  task_page_get),
    ROUTE_OFFLINE("/tasks/:task/open", task_open_post, CAP_TASK_EDIT, NULL, NULL),
    ROUTE(GET, "/tasks/:task/edit", task_edit_get, CAP_TASK_EDIT),
    ROUTE_OFFLINE("/tasks/:task/edit", task_edit_post, CAP_TASK_EDIT, task_edit_form,
                  task_edit_get),
    ROUTE(GET, "/cases/:case/tasks", task_case_get, CAP_TASK_READ),
    ROUTES_END,
};

static const struct panel task_panels[] = {
    {SLOT_CASE_ACTIONS, 20, CAP_TASK_EDIT, action_draw},
    {SLOT_CASE_SIDE, 10, CAP_TASK_READ, case_panel_draw},
    PANELS_END,
};

static const struct nav_item task_nav[] = {
    {"/tasks", "nav.tasks", "tasks", CAP_TASK_READ, 35, false},
    NAV_END,
};

static const struct event_kind task_events[] = {
    {"task.added", 0, NULL},
    {"task.done", EVENT_TIMELINE, NULL},
    {"task.dropped", EVENT_TIMELINE, NULL},
    {"task.dropped_at_end", 0, NULL}, /* the closing of the case stands on the timeline */
    {"task.reopened", 0, NULL},
    {"task.snoozed", EVENT_TIMELINE, NULL},
    {"task.assigned", 0, NULL},
    {"task.edited", 0, NULL},
    EVENTS_END,
};

static const struct subscriber task_subscribers[] = {
    {"casefile.closed", task_on_closed},
    {"casefile.assigned", task_on_assigned},
    {"task.added", casefile_on_work},
    {"task.done", casefile_on_work},
    {"task.dropped", casefile_on_work},
    {"task.reopened", casefile_on_work},
    {"task.snoozed", casefile_on_work},
    {"task.edited", casefile_on_work},
    SUBSCRIBERS_END,
};

const struct feature task_feature = {
    .name = "task",
    .routes = task_routes,
    .panels = task_panels,
    .nav = task_nav,
    .events = task_events,
    .subscribers = task_subscribers,
    .first = task_first,
    .due = task_due,
};
