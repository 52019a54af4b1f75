/* task/task_page_web.c: the page of one task, and what can be done with it. */
#include "core/messages.gen.h"
#include "feature/casefile/casefile_page.h"
#include "task_handlers.h"
#include "task_tmpl.gen.h"

const struct field task_done_form[] = {
    {"outcome", FIELD_LINE, .label = "task.outcome", .hint = "task.outcome_hint", .max = 500},
    FIELDS_END,
};
const struct field task_later_form[] = {
    {"due", FIELD_DATE, .label = "task.due_new", .required = true},
    {"reason", FIELD_LINE, .label = "task.reason_later", .required = true},
    {"version", FIELD_INT, .label = "task.version", .required = true, .max = 1000000},
    FIELDS_END,
};
const struct field task_assignee_form[] = {
    {"account", FIELD_ID, .label = "task.account", .required = true},
    {"version", FIELD_INT, .label = "task.version", .required = true, .max = 1000000},
    FIELDS_END,
};
const struct field task_drop_form[] = {
    {"drop_reason", FIELD_LINE, .label = "task.reason_drop", .required = true},
    FIELDS_END,
};
const struct field task_edit_form[] = {
    {"title", FIELD_LINE, .label = "task.title", .required = true},
    {"due", FIELD_DATE, .label = "task.due"},
    {"high", FIELD_BOOL, .label = "task.high"},
    {"detail", FIELD_TEXT, .label = "task.detail", .max = TASK_DETAIL_MAX},
    {"repeat_n", FIELD_INT, .label = "task.repeat_n", .min = 1, .max = TASK_REPEAT_MAX},
    {"repeat_unit", FIELD_CODE, .label = "task.repeat_unit", .codes = "repeat_unit"},
    {"version", FIELD_INT, .label = "task.version", .required = true, .max = 1000000},
    FIELDS_END,
};

struct str task_href(struct ctx *ctx, struct id id, const char *rest)
{
    char text[ID_TEXT];

    return str_fmt(ctx->arena, "/tasks/%.*s%s%s", STR_ARG(id_format(id, text)), *rest ? "/" : "",
                   rest);
}

enum err task_people_offer(struct ctx *ctx, const struct casefile *file, struct field_view *field)
{
    struct task_person_list people;

    if (!id_given(file->id))
        return OK;
    TRY(task_people(ctx, file, &people));
    for (size_t i = 0; i < people.n; i++)
        field_option_add(ctx, field, ctx_id_text(ctx, people.items[i].account_id),
                         people.items[i].name);
    return OK;
}

/* A page in the frame of the case, or alone when there is none. */
static enum err answer(struct req *r, const struct casefile *file, struct str title,
                       const struct tmpl *tmpl, const void *view)
{
    struct page page = {.title = title, .nav = "/tasks", .narrow = true};

    if (id_given(file->id))
        return casefile_page(r, file, "tasks", title, (struct panel_view){tmpl, view});
    return resp_page(r, &page, tmpl, view);
}

static struct str from_text(struct ctx *ctx, const struct task *task)
{
    static const int texts[] = {-1,
                                MSG_TASK_FROM_STEP,
                                MSG_TASK_FROM_PLAN,
                                MSG_TASK_FROM_REVIEW,
                                MSG_TASK_FROM_REFERRAL,
                                MSG_TASK_FROM_CONFERENCE};

    return task->origin == TASK_OWN ? STR_NONE : msg_text(ctx->locale, texts[task->origin]);
}

static bool may_edit(const struct ctx *ctx, const struct task *task, const struct casefile *file)
{
    if (!authz_can(ctx, CAP_TASK_EDIT))
        return false;
    return !id_given(task->casefile_id) ||
           (casefile_is_open(file) && file->access == CASEFILE_WRITE);
}

enum err task_page_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct task_page_view view = {0};

    TRY(task_load(ctx, req_id(r, "task"), CASEFILE_READ, &view.task, &file));
    view.due = casefile_due(ctx, view.task.due);
    view.is_open = task_is_open(&view.task);
    view.state_cls = view.is_open ? STR("info") : STR("none");
    view.from = from_text(ctx, &view.task);
    view.repeat = task_repeat_words(ctx, &view.task.repeat);
    view.may_edit = may_edit(ctx, &view.task, &file);
    view.may_assign = id_given(file.id) && !casefile_is_part(&file);
    view.snoozing = r->form.sent && r->form.fields == task_later_form;
    view.assigning = r->form.sent && r->form.fields == task_assignee_form;
    view.dropping = r->form.sent && r->form.fields == task_drop_form;
    view.outcome = form_field(ctx, &r->form, task_done_form, "outcome", STR_NONE);
    view.due_new = form_field(ctx, &r->form, task_later_form, "due", STR_NONE);
    view.reason = form_field(ctx, &r->form, task_later_form, "reason", STR_NONE);
    view.drop_reason = form_field(ctx, &r->form, task_drop_form, "drop_reason", STR_NONE);
    view.account = form_field(ctx, &r->form, task_assignee_form, "account",
                              ctx_id_text(ctx, view.task.account_id));
    if (view.is_open && view.may_edit && view.may_assign)
        TRY(task_people_offer(ctx, &file, &view.account));
    return answer(r, &file, view.task.title, &tmpl_task_page, &view);
}

/* Back to the list the button was in; never to an address that was sent. */
static struct str back(struct req *r, const struct task *task)
{
    struct str to = form_typed(&r->form, "back");

    if (str_eq(to, STR("today")))
        return STR("/today");
    if (str_eq(to, STR("overview")) && id_given(task->casefile_id))
        return casefile_href(r->ctx, task->casefile_id, "");
    if (str_eq(to, STR("case")) && id_given(task->casefile_id))
        return casefile_href(r->ctx, task->casefile_id, "tasks");
    if (str_eq(to, STR("team")))
        return STR("/tasks?show=team");
    return str_eq(to, STR("tasks")) ? STR("/tasks") : task_href(r->ctx, task->id, "");
}

enum err task_done_post(struct req *r)
{
    struct casefile file;
    struct task task;

    TRY(task_load(r->ctx, req_id(r, "task"), CASEFILE_WRITE, &task, &file));
    TRY(task_done(r->ctx, &task, &file, form_text(&r->form, "outcome")));
    return resp_see_other(r, back(r, &task), "task.done_done");
}

enum err task_later_post(struct req *r)
{
    struct casefile file;
    struct task task;
    struct task_draft wanted = {.due = form_date(&r->form, "due")};

    TRY(task_load(r->ctx, req_id(r, "task"), CASEFILE_WRITE, &task, &file));
    TRY(task_snooze(r->ctx, &task, &wanted, form_text(&r->form, "reason"),
                    form_int(&r->form, "version", 0)));
    return resp_see_other(r, back(r, &task), "task.done_later");
}

enum err task_assignee_post(struct req *r)
{
    struct casefile file;
    struct task task;

    TRY(task_load(r->ctx, req_id(r, "task"), CASEFILE_WRITE, &task, &file));
    TRY(task_assign(r->ctx, &task, &file, form_id(&r->form, "account"),
                    form_int(&r->form, "version", 0)));
    return resp_see_other(r, back(r, &task), "task.done_assigned");
}

enum err task_drop_post(struct req *r)
{
    struct casefile file;
    struct task task;

    TRY(task_load(r->ctx, req_id(r, "task"), CASEFILE_WRITE, &task, &file));
    TRY(task_drop(r->ctx, &task, &file, form_text(&r->form, "drop_reason")));
    return resp_see_other(r, back(r, &task), "task.done_dropped");
}

enum err task_open_post(struct req *r)
{
    struct casefile file;
    struct task task;

    TRY(task_load(r->ctx, req_id(r, "task"), CASEFILE_WRITE, &task, &file));
    TRY(task_open_again(r->ctx, &task, &file));
    return resp_see_other(r, back(r, &task), "task.done_open");
}

enum err task_edit_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct task task;

    TRY(task_load(ctx, req_id(r, "task"), CASEFILE_READ, &task, &file));
    if (!may_edit(ctx, &task, &file))
        return ctx_fail(ctx, E_CONFLICT, "casefile.is_closed", NULL);
    if (!task_is_open(&task))
        return ctx_fail(ctx, E_CONFLICT, "task.ended_already", NULL);
    struct task_edit_view view = {
        .task_id = task.id,
        .version = task.version,
        .title = form_field(ctx, &r->form, task_edit_form, "title", task.title),
        .due = form_field(ctx, &r->form, task_edit_form, "due",
                          date_given(task.due) ? ctx_date_text(ctx, task.due) : STR_NONE),
        .high = form_field(ctx, &r->form, task_edit_form, "high", task.high ? STR("1") : STR_NONE),
        .detail = form_field(ctx, &r->form, task_edit_form, "detail", task.detail),
        .repeat_n = form_field(
            ctx, &r->form, task_edit_form, "repeat_n",
            task.repeat.n > 0 ? str_fmt(ctx->arena, "%lld", (long long)task.repeat.n) : STR_NONE),
        .repeat_unit = form_field(ctx, &r->form, task_edit_form, "repeat_unit",
                                  task.repeat.n > 0 ? task.repeat.unit : STR_NONE)};

    return answer(r, &file, msg_text(ctx->locale, MSG_TASK_EDIT), &tmpl_task_edit, &view);
}

enum err task_edit_post(struct req *r)
{
    struct casefile file;
    struct task task;
    struct task_draft wanted = {.title = form_text(&r->form, "title"),
                                .detail = form_text(&r->form, "detail"),
                                .due = form_date(&r->form, "due"),
                                .high = form_bool(&r->form, "high"),
                                .repeat = task_repeat_read(&r->form)};

    TRY(task_load(r->ctx, req_id(r, "task"), CASEFILE_WRITE, &task, &file));
    if (id_given(file.id) && !casefile_is_open(&file))
        return ctx_fail(r->ctx, E_CONFLICT, "casefile.is_closed", NULL);
    TRY(task_edit(r->ctx, &task, &wanted, form_int(&r->form, "version", 0)));
    return resp_see_other(r, task_href(r->ctx, task.id, ""), "task.done_saved");
}
