/* task/task.c: the rules of tasks. */
#include "feature/task/task.h"

#include "core/authz.h"
#include "core/event.h"
#include "core/pack.h"
#include "feature/task/task_store.h"

static enum err task_emit(struct ctx *ctx, const struct task *task, const char *kind,
                          struct str more)
{
    char id[ID_TEXT];
    struct str summary = task->title;

    if (str_given(more))
        summary = str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(task->title), STR_ARG(more));
    return event_emit(ctx, &(struct event){.kind = kind,
                                           .subject_id = task->id,
                                           .casefile_id = task->casefile_id,
                                           .link = str_fmt(ctx->arena, "/tasks/%.*s",
                                                           STR_ARG(id_format(task->id, id))),
                                           .summary = summary});
}

/* ---- adding --------------------------------------------------------------------------------- */

/* Sets whose task it is; in a case only somebody who sees the case can have it. */
static enum err owner_set(struct ctx *ctx, struct task *task, const struct casefile *file,
                          struct id wanted)
{
    struct task_person_list people;

    task->account_id = id_given(wanted) ? wanted : ctx->actor.account_id;
    if (id_eq(task->account_id, ctx->actor.account_id)) {
        task->worker_name = ctx->actor.name;
        return OK;
    }
    if (!id_given(task->casefile_id))
        return ctx_fail(ctx, E_INVALID, "task.nobody", "account");
    TRY(task_store_people(ctx, file->id, &people));
    for (size_t i = 0; i < people.n; i++) {
        if (!id_eq(people.items[i].account_id, wanted))
            continue;
        task->worker_name = people.items[i].name;
        return OK;
    }
    return ctx_fail(ctx, E_INVALID, "task.nobody", "account");
}

/* Counted from the day it is due. */
static enum err repeat_check(struct ctx *ctx, const struct task_draft *draft,
                             struct task_repeat *ret)
{
    struct task_repeat r = draft->repeat;
    bool known = pack_has_word(STR("days weeks months"), r.unit);

    *ret = (struct task_repeat){.from = DATE_NONE};
    if (r.n == 0 && !str_given(r.unit))
        return OK;
    if (r.n < 1 || r.n > TASK_REPEAT_MAX)
        return ctx_fail(ctx, E_INVALID, "task.repeat_number", "repeat_n");
    if (!str_given(r.unit) || !known)
        return ctx_fail(ctx, E_INVALID, "task.repeat_what", "repeat_unit");
    if (!date_given(draft->due))
        return ctx_fail(ctx, E_INVALID, "task.repeat_day", "due");
    *ret = (struct task_repeat){.n = r.n, .unit = r.unit, .from = draft->due};
    return OK;
}

struct date task_repeat_next(const struct task_repeat *repeat, struct date after)
{
    int64_t n = repeat->n;

    if (!date_given(repeat->from) || n < 1)
        return DATE_NONE;
    if (!str_eq(repeat->unit, STR("months"))) {
        int64_t step = str_eq(repeat->unit, STR("weeks")) ? 7 * n : n;
        int64_t gone = (int64_t)after.day - repeat->from.day;

        return date_add_days(repeat->from, (int)(gone < 0 ? 0 : (gone / step + 1) * step));
    }
    for (int64_t months = 0; months < 10000LL * 12; months += n) {
        struct date day = date_add_months(repeat->from, (int)months);

        if (!date_given(day) || date_cmp(day, after) > 0)
            return day;
    }
    return DATE_NONE;
}

enum err task_add(struct ctx *ctx, const struct task_draft *draft, struct task *ret)
{
    struct casefile file = {0};
    struct task task = {.id = id_new(ctx, "task"),
                        .casefile_id = draft->casefile_id,
                        .title = str_trim(draft->title),
                        .detail = draft->detail,
                        .due = draft->due,
                        .high = draft->high,
                        .origin = draft->origin,
                        .origin_id = draft->origin_id,
                        .state = STR("open"),
                        .created_at = ctx->now,
                        .version = 1,
                        .created_by_name = ctx->actor.name};

    TRY(authz_need(ctx, CAP_TASK_EDIT));
    if (id_given(draft->casefile_id))
        TRY(casefile_load_open(ctx, draft->casefile_id, &file));
    if (!str_given(task.title))
        return ctx_fail(ctx, E_INVALID, "task.title_missing", "title");
    TRY(repeat_check(ctx, draft, &task.repeat));
    TRY(owner_set(ctx, &task, &file, draft->account_id));
    TRY(task_store_insert(ctx, &task));
    TRY(task_emit(ctx, &task, "task.added", STR_NONE));
    *ret = task;
    return OK;
}

enum err task_raise(struct ctx *ctx, const struct task_draft *draft, const struct task_words *title)
{
    const struct locale *locale;
    struct task task = {.id = id_new(ctx, "task"),
                        .casefile_id = draft->casefile_id,
                        .account_id = draft->account_id,
                        .detail = draft->detail,
                        .due = draft->due,
                        .high = draft->high,
                        .origin = draft->origin,
                        .origin_id = draft->origin_id,
                        .created_at = ctx->now};

    TRY(task_store_owner(ctx, &task, &locale));
    task.title = msg_format(ctx->arena, locale, title->msg, title->args, title->arg_n);
    TRY(task_store_insert(ctx, &task));
    return task_emit(ctx, &task, "task.added", STR_NONE);
}

/* ---- reading -------------------------------------------------------------------------------- */

/* One of the case's team has their own tasks of it, and no others. */
static enum casefile_part part_of(const struct ctx *ctx, const struct task *task)
{
    return id_eq(task->account_id, ctx->actor.account_id) ? CASEFILE_PART_TASKS
                                                          : CASEFILE_PART_NONE;
}

enum err task_load(struct ctx *ctx, struct id id, enum casefile_access access, struct task *ret,
                   struct casefile *ret_file)
{
    struct task task;
    struct casefile file = {0};
    enum err e = task_store_find(ctx, id, &task);

    if (e == OK && id_given(task.casefile_id)) {
        TRY(casefile_load_part(ctx, task.casefile_id, part_of(ctx, &task), access, &file));
        /* Once more: the case may just have been waited for. */
        e = access == CASEFILE_WRITE ? task_store_find(ctx, id, &task) : OK;
    } else if (e == OK && !id_eq(task.account_id, ctx->actor.account_id)) {
        e = E_NOT_FOUND;
    }
    if (e == E_NOT_FOUND)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    TRY(e);
    *ret = task;
    *ret_file = file;
    return OK;
}

enum err task_list(struct ctx *ctx, const struct task_filter *filter, struct task_list *ret,
                   bool *ret_more)
{
    struct task_list list;

    TRY(task_store_list(ctx, filter, &list));
    *ret_more = list.n > TASK_PAGE;
    list.n = *ret_more ? TASK_PAGE : list.n;
    *ret = list;
    return OK;
}

enum err task_between(struct ctx *ctx, struct date from, struct date until, struct task_list *ret)
{
    return task_store_between(ctx, from, until, ret);
}

enum err task_list_for_casefile(struct ctx *ctx, const struct casefile *file, struct task_list *ret)
{
    return task_store_by_casefile(ctx, file->id, ret);
}

enum err task_people(struct ctx *ctx, const struct casefile *file, struct task_person_list *ret)
{
    return task_store_people(ctx, file->id, ret);
}

enum err task_team(struct ctx *ctx, struct task_person_list *ret)
{
    return task_store_team(ctx, ret);
}

/* ---- how it ends ---------------------------------------------------------------------------- */

static enum err may_change(struct ctx *ctx, const struct task *task, const struct casefile *file)
{
    TRY(authz_need(ctx, CAP_TASK_EDIT));
    if (id_given(task->casefile_id) && !casefile_is_open(file))
        return ctx_fail(ctx, E_CONFLICT, "casefile.is_closed", NULL);
    return OK;
}

static enum err must_be_open(struct ctx *ctx, const struct task *task)
{
    return task_is_open(task) ? OK : ctx_fail(ctx, E_CONFLICT, "task.ended_already", NULL);
}

static enum err state_set(struct ctx *ctx, struct task *task, struct str state, struct str outcome)
{
    bool ends = !str_eq(state, STR("open")), changed;

    task->state = state;
    task->outcome = outcome;
    task->ended_at = ends ? ctx->now : INSTANT_NONE;
    TRY(task_store_set_state(ctx, task, &changed));
    if (!changed)
        return ctx_fail(ctx, E_CONFLICT, "task.changed_meanwhile", NULL);
    task->version++;
    return OK;
}

/* The one that repeats goes on as another task; what was done stays as it was done. */
static enum err next_add(struct ctx *ctx, const struct task *done, struct task_repeat repeat)
{
    struct date today = ctx_today(ctx);
    struct date after = date_cmp(done->due, today) > 0 ? done->due : today;
    struct task next = {.id = id_new(ctx, "task"),
                        .casefile_id = done->casefile_id,
                        .account_id = done->account_id,
                        .title = done->title,
                        .detail = done->detail,
                        .due = task_repeat_next(&repeat, after),
                        .high = done->high,
                        .origin = done->origin,
                        .origin_id = done->origin_id,
                        .state = STR("open"),
                        .created_at = ctx->now,
                        .version = 1,
                        .repeat = repeat};

    if (!date_given(next.due))
        return OK;
    TRY(task_store_insert(ctx, &next));
    return task_emit(ctx, &next, "task.added", STR_NONE);
}

enum err task_done(struct ctx *ctx, struct task *task, const struct casefile *file,
                   struct str outcome)
{
    TRY(may_change(ctx, task, file));
    if (str_eq(task->state, STR("done")) && (!str_given(outcome) || str_eq(outcome, task->outcome)))
        return OK;
    TRY(must_be_open(ctx, task));
    struct task_repeat repeat = task->repeat;

    task->repeat.n = 0;
    TRY(state_set(ctx, task, STR("done"), outcome));
    TRY(task_emit(ctx, task, "task.done", outcome));
    return repeat.n > 0 ? next_add(ctx, task, repeat) : OK;
}

enum err task_drop(struct ctx *ctx, struct task *task, const struct casefile *file,
                   struct str reason)
{
    TRY(may_change(ctx, task, file));
    TRY(must_be_open(ctx, task));
    if (!str_given(reason))
        return ctx_fail(ctx, E_INVALID, "task.reason_missing", "reason");
    TRY(state_set(ctx, task, STR("dropped"), reason));
    return task_emit(ctx, task, "task.dropped", reason);
}

enum err task_open_again(struct ctx *ctx, struct task *task, const struct casefile *file)
{
    TRY(may_change(ctx, task, file));
    if (task_is_open(task))
        return ctx_fail(ctx, E_CONFLICT, "task.is_open", NULL);
    TRY(state_set(ctx, task, STR("open"), STR_NONE));
    return task_emit(ctx, task, "task.reopened", STR_NONE);
}

/* ---- changing ------------------------------------------------------------------------------- */

static enum err changes_store(struct ctx *ctx, struct task *task)
{
    bool changed;

    TRY(task_store_set(ctx, task, &changed));
    if (!changed)
        return ctx_fail(ctx, E_CONFLICT, "task.changed_meanwhile", NULL);
    task->version++;
    return OK;
}

enum err task_snooze(struct ctx *ctx, struct task *task, const struct task_draft *wanted,
                     struct str reason, int64_t version)
{
    struct event_diff diff = {.ctx = ctx};
    char id[ID_TEXT];

    TRY(authz_need(ctx, CAP_TASK_EDIT));
    TRY(must_be_open(ctx, task));
    if (!date_given(wanted->due) || date_cmp(wanted->due, ctx_today(ctx)) <= 0)
        return ctx_fail(ctx, E_INVALID, "task.later_day", "due");
    if (!str_given(reason))
        return ctx_fail(ctx, E_INVALID, "task.reason_missing", "reason");
    if (version != task->version && date_cmp(task->due, wanted->due) != 0) {
        ctx_conflict_add(ctx, "task.due", ctx_date_text(ctx, task->due),
                         ctx_date_text(ctx, wanted->due));
        return ctx_conflict(ctx, task->version, "task.changed_meanwhile");
    }
    event_diff_add(&diff, "due", ctx_date_text(ctx, task->due), ctx_date_text(ctx, wanted->due));
    task->due = wanted->due;
    TRY(changes_store(ctx, task));
    return event_emit(
        ctx,
        &(struct event){
            .kind = "task.snoozed",
            .subject_id = task->id,
            .casefile_id = task->casefile_id,
            .link = str_fmt(ctx->arena, "/tasks/%.*s", STR_ARG(id_format(task->id, id))),
            .summary = str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(task->title), STR_ARG(reason)),
            .data = event_diff_done(&diff)});
}

enum err task_assign(struct ctx *ctx, struct task *task, const struct casefile *file,
                     struct id account_id, int64_t version)
{
    struct task wanted = *task;

    TRY(may_change(ctx, task, file));
    if (casefile_is_part(file))
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    TRY(must_be_open(ctx, task));
    TRY(owner_set(ctx, &wanted, file, account_id));
    if (id_eq(wanted.account_id, task->account_id))
        return OK;
    if (version != task->version) {
        ctx_conflict_add(ctx, "task.account", task->worker_name, wanted.worker_name);
        return ctx_conflict(ctx, task->version, "task.changed_meanwhile");
    }
    TRY(changes_store(ctx, &wanted));
    *task = wanted;
    return task_emit(ctx, task, "task.assigned", task->worker_name);
}

static struct str repeat_text(struct ctx *ctx, const struct task_repeat *r)
{
    return r->n > 0 ? str_fmt(ctx->arena, "%lld %.*s", (long long)r->n, STR_ARG(r->unit))
                    : STR_NONE;
}

static enum err edit_check(struct ctx *ctx, const struct task *task,
                           const struct task_draft *wanted, int64_t version)
{
    if (!str_given(str_trim(wanted->title)))
        return ctx_fail(ctx, E_INVALID, "task.title_missing", "title");
    if (version == task->version)
        return OK;
    ctx_conflict_add(ctx, "task.title", task->title, wanted->title);
    ctx_conflict_add(ctx, "task.detail", task->detail, wanted->detail);
    ctx_conflict_add(ctx, "task.due", ctx_date_text(ctx, task->due),
                     ctx_date_text(ctx, wanted->due));
    return ctx->conflict.rows.n ? ctx_conflict(ctx, task->version, "task.changed_meanwhile") : OK;
}

enum err task_edit(struct ctx *ctx, struct task *task, const struct task_draft *wanted,
                   int64_t version)
{
    struct event_diff diff = {.ctx = ctx};
    struct task_repeat repeat;

    TRY(authz_need(ctx, CAP_TASK_EDIT));
    TRY(must_be_open(ctx, task));
    TRY(repeat_check(ctx, wanted, &repeat));
    TRY(edit_check(ctx, task, wanted, version));
    event_diff_add(&diff, "title", task->title, wanted->title);
    event_diff_add(&diff, "detail", task->detail, wanted->detail);
    event_diff_add(&diff, "due", ctx_date_text(ctx, task->due), ctx_date_text(ctx, wanted->due));
    event_diff_add(&diff, "high", task->high ? STR("1") : STR_NONE,
                   wanted->high ? STR("1") : STR_NONE);
    event_diff_add(&diff, "repeat", repeat_text(ctx, &task->repeat), repeat_text(ctx, &repeat));
    if (diff.n == 0)
        return OK;
    task->title = str_trim(wanted->title);
    task->detail = wanted->detail;
    task->due = wanted->due;
    task->high = wanted->high;
    task->repeat = repeat;
    TRY(changes_store(ctx, task));
    return event_emit(ctx, &(struct event){.kind = "task.edited",
                                           .subject_id = task->id,
                                           .casefile_id = task->casefile_id,
                                           .summary = task->title,
                                           .data = event_diff_done(&diff)});
}

/* ---- what happens to the case --------------------------------------------------------------- */

enum err task_first(struct ctx *ctx, struct id casefile_id, struct todo *ret)
{
    struct task task;
    char id[ID_TEXT];

    TRY(task_store_first(ctx, casefile_id, &task));
    if (id_given(task.id))
        *ret = (struct todo){task.title,
                             str_fmt(ctx->arena, "/tasks/%.*s", STR_ARG(id_format(task.id, id))),
                             task.due};
    return OK;
}

static void duty_tell(struct ctx *ctx, struct duty *duty)
{
    const struct task *t = duty->of;
    char id[ID_TEXT];

    duty->link = str_fmt(ctx->arena, "/tasks/%.*s", STR_ARG(id_format(t->id, id)));
    if (authz_can(ctx, CAP_TASK_EDIT))
        duty->done_href = str_cat(ctx->arena, duty->link, STR("/done"));
}

enum err task_due(struct ctx *ctx, const struct duty_ask *ask, struct duty_list *ret)
{
    struct task_list list;

    TRY(task_store_due(ctx, ask, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct task *t = &list.items[i];

        LIST_ADD(ctx->arena, ret,
                 ((struct duty){.casefile_id = t->casefile_id,
                                .what = t->title,
                                .why = t->detail,
                                .client_name = t->client_name,
                                .number = t->number,
                                .risk = t->risk,
                                .worker_name = t->worker_name,
                                .due = t->due,
                                .high = t->high,
                                .tell = duty_tell,
                                .of = t}));
    }
    return OK;
}

enum err task_on_closed(struct ctx *ctx, const struct event *event)
{
    struct task_list list;

    TRY(task_store_by_casefile(ctx, event->casefile_id, &list));
    for (size_t i = 0; i < list.n && task_is_open(&list.items[i]); i++) {
        struct task *task = &list.items[i];

        TRY(state_set(ctx, task, STR("dropped"), ctx_msg(ctx, "task.case_closed")));
        TRY(task_emit(ctx, task, "task.dropped_at_end", STR_NONE));
    }
    return OK;
}

enum err task_on_assigned(struct ctx *ctx, const struct event *event)
{
    struct task_list list;
    struct id worker;

    TRY(task_store_worker(ctx, event->casefile_id, &worker));
    if (!id_given(worker))
        return OK;
    TRY(task_store_stranded(ctx, event->casefile_id, &list));
    for (size_t i = 0; i < list.n; i++) {
        struct task *task = &list.items[i];

        task->account_id = worker;
        TRY(changes_store(ctx, task));
        TRY(task_emit(ctx, task, "task.assigned", STR_NONE));
    }
    return OK;
}
