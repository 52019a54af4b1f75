/* task/task_store.c: rows of tasks, see task_store.h. */
#include "feature/task/task_store.h"

#include "plat/db.h"
#include "task_sql.gen.h"

static const char *const origins[] = {
    [TASK_OWN] = "own",       [TASK_STEP] = "step",         [TASK_PLAN] = "plan",
    [TASK_REVIEW] = "review", [TASK_REFERRAL] = "referral", [TASK_CONFERENCE] = "conference"};

static enum task_origin origin_parse(struct str code)
{
    for (int i = TASK_OWN; i <= TASK_CONFERENCE; i++) {
        if (str_eq(code, str_c(origins[i])))
            return (enum task_origin)i;
    }
    return TASK_OWN;
}

enum err task_store_insert(struct ctx *ctx, const struct task *t)
{
    /* What the program adds is written down for whoever has to do it. */
    struct id by = id_given(ctx->actor.account_id) ? ctx->actor.account_id : t->account_id;

    return db_exec(ctx->db, &SQL_TASK_INSERT,
                   BINDS(b_id(t->id), b_id(t->casefile_id), b_str(t->title), b_str(t->detail),
                         b_date(ctx->arena, t->due), b_bool(t->high), b_id(t->account_id), b_id(by),
                         b_instant(t->created_at), b_str(str_c(origins[t->origin])),
                         b_id(t->origin_id), b_int(t->repeat.n), b_str(t->repeat.unit),
                         b_date(ctx->arena, t->repeat.from)),
                   NULL);
}

static struct task task_read(const struct rows *rows)
{
    return (struct task){
        .id = col_id(rows, 0),
        .casefile_id = col_id(rows, 1),
        .account_id = col_id(rows, 2),
        .title = col_str(rows, 3),
        .detail = col_str(rows, 4),
        .due = col_date(rows, 5),
        .high = col_bool(rows, 6),
        .origin = origin_parse(col_str(rows, 7)),
        .origin_id = col_id(rows, 8),
        .state = col_str(rows, 9),
        .outcome = col_str(rows, 10),
        .created_at = col_instant(rows, 11),
        .ended_at = col_instant(rows, 12),
        .version = col_int(rows, 13),
        .repeat = {.n = col_int(rows, 14), .unit = col_str(rows, 15), .from = col_date(rows, 16)},
        .worker_name = col_str(rows, 17),
        .created_by_name = col_str(rows, 18),
        .ended_by_name = col_str(rows, 19),
        .client_name = col_str(rows, 20),
        .number = col_str(rows, 21),
        .risk = col_str(rows, 22)};
}

static enum err tasks_read(struct ctx *ctx, struct rows *rows, struct task_list *ret)
{
    struct task_list list = {0};

    while (rows_next(rows))
        LIST_ADD(ctx->arena, &list, task_read(rows));
    TRY(rows_end(rows));
    *ret = list;
    return OK;
}

enum err task_store_find(struct ctx *ctx, struct id id, struct task *ret)
{
    struct rows rows;
    struct task_list list;

    TRY(db_query(ctx->db, &SQL_TASK_FIND, BINDS(b_id(id)), &rows));
    TRY(tasks_read(ctx, &rows, &list));
    if (list.n == 0)
        return E_NOT_FOUND;
    *ret = list.items[0];
    return OK;
}

/* Dates are text: from a day (inclusive) to another (exclusive); none is after the last. */
static void span_of(struct ctx *ctx, enum task_when when, struct str *from, struct str *to)
{
    struct date today = ctx_today(ctx);
    struct str tomorrow = ctx_date_text(ctx, date_add_days(today, 1));
    struct str later = ctx_date_text(ctx, date_add_days(today, TASK_WEEK + 1));

    *from = STR("");
    *to = STR("~");
    if (when == TASK_OVERDUE)
        *to = ctx_date_text(ctx, today);
    else if (when == TASK_TODAY)
        *from = ctx_date_text(ctx, today), *to = tomorrow;
    else if (when == TASK_THIS_WEEK)
        *from = tomorrow, *to = later;
    else if (when == TASK_LATER)
        *from = later, *to = STR("9999-12-32");
    else if (when == TASK_UNDATED)
        *from = STR("9999-12-32");
}

/* One list of the actor's own for the page, the day and the calendar: dates as text. */
struct mine {
    struct str from, before;
    bool high;
    int64_t n, skip;
};

static enum err mine_read(struct ctx *ctx, const struct mine *want, struct task_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_TASK_MINE,
                 BINDS(b_id(ctx->actor.account_id), b_id(ctx->actor.scope_id), b_int(want->n),
                       b_int(want->skip), b_date(ctx->arena, ctx_today(ctx)), b_str(want->from),
                       b_str(want->before), b_bool(want->high)),
                 &rows));
    return tasks_read(ctx, &rows, ret);
}

enum err task_store_list(struct ctx *ctx, const struct task_filter *f, struct task_list *ret)
{
    struct mine want = {.high = f->high, .n = TASK_PAGE + 1, .skip = (f->page - 1) * TASK_PAGE};
    struct bind scope = b_id(ctx->actor.scope_id), n = b_int(want.n), skip = b_int(want.skip);
    struct rows rows;

    span_of(ctx, f->when, &want.from, &want.before);
    if (f->show == TASK_MINE)
        return mine_read(ctx, &want, ret);
    if (f->show == TASK_TEAM)
        TRY(db_query(ctx->db, &SQL_TASK_TEAM,
                     BINDS(scope, b_id(f->account_id), n, skip, b_str(want.from),
                           b_str(want.before), b_bool(f->high)),
                     &rows));
    else
        TRY(db_query(
            ctx->db, &SQL_TASK_ENDED,
            BINDS(b_id(ctx->actor.account_id), scope, n, skip, b_date(ctx->arena, ctx_today(ctx))),
            &rows));
    return tasks_read(ctx, &rows, ret);
}

enum err task_store_due(struct ctx *ctx, const struct duty_ask *ask, struct task_list *ret)
{
    struct bind scope = b_id(ctx->actor.scope_id), most = b_int(ask->most);
    struct bind from = b_date(ctx->arena, ask->from), until = b_date(ctx->arena, ask->until);
    struct task_list list = {0};
    struct rows rows;

    if (ask->team)
        TRY(db_query(ctx->db, &SQL_TASK_DUE_TEAM,
                     BINDS(scope, b_id(ctx->actor.team_id), until, most, from), &rows));
    else
        TRY(db_query(ctx->db, &SQL_TASK_DUE_OWN,
                     BINDS(b_id(ctx->actor.account_id), scope, until, most,
                           b_date(ctx->arena, ctx_today(ctx)), from),
                     &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct task){.id = col_id(&rows, 0),
                                .casefile_id = col_id(&rows, 1),
                                .title = col_str(&rows, 2),
                                .detail = col_str(&rows, 3),
                                .due = col_date(&rows, 4),
                                .high = col_bool(&rows, 5),
                                .client_name = col_str(&rows, 6),
                                .number = col_str(&rows, 7),
                                .risk = col_str(&rows, 8),
                                .worker_name = col_str(&rows, 9)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err task_store_between(struct ctx *ctx, struct date from, struct date until,
                            struct task_list *ret)
{
    struct mine want = {
        .from = ctx_date_text(ctx, from), .before = ctx_date_text(ctx, until), .n = TASK_SPAN_MAX};

    return mine_read(ctx, &want, ret);
}

enum err task_store_by_casefile(struct ctx *ctx, struct id casefile_id, struct task_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_TASK_BY_CASEFILE, BINDS(b_id(casefile_id)), &rows));
    return tasks_read(ctx, &rows, ret);
}

enum err task_store_first(struct ctx *ctx, struct id casefile_id, struct task *ret)
{
    struct rows rows;
    struct task task = {.due = DATE_NONE};

    TRY(db_query(ctx->db, &SQL_TASK_FIRST, BINDS(b_id(casefile_id)), &rows));
    if (rows_next(&rows))
        task = (struct task){
            .id = col_id(&rows, 0), .title = col_str(&rows, 1), .due = col_date(&rows, 2)};
    TRY(rows_end(&rows));
    *ret = task;
    return OK;
}

static enum err people_read(struct ctx *ctx, struct rows *rows, struct task_person_list *ret)
{
    struct task_person_list list = {0};

    while (rows_next(rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct task_person){.account_id = col_id(rows, 0), .name = col_str(rows, 1)}));
    TRY(rows_end(rows));
    *ret = list;
    return OK;
}

enum err task_store_people(struct ctx *ctx, struct id casefile_id, struct task_person_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_TASK_PEOPLE,
                 BINDS(b_id(casefile_id), b_date(ctx->arena, ctx_today(ctx))), &rows));
    return people_read(ctx, &rows, ret);
}

enum err task_store_team(struct ctx *ctx, struct task_person_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_TASK_TEAM_PEOPLE, BINDS(b_id(ctx->actor.team_id)), &rows));
    return people_read(ctx, &rows, ret);
}

enum err task_store_set_state(struct ctx *ctx, const struct task *t, bool *ret_changed)
{
    bool ended = !task_is_open(t);
    int64_t n;

    TRY(db_exec(ctx->db, &SQL_TASK_SET_STATE,
                BINDS(b_id(t->id), b_int(t->version), b_str(t->state), b_instant(t->ended_at),
                      b_id(ended ? ctx->actor.account_id : ID_NONE), b_str(t->outcome),
                      b_int(t->repeat.n)),
                &n));
    *ret_changed = n > 0;
    return OK;
}

enum err task_store_set(struct ctx *ctx, const struct task *t, bool *ret_changed)
{
    int64_t n;

    TRY(db_exec(ctx->db, &SQL_TASK_SET,
                BINDS(b_id(t->id), b_int(t->version), b_str(t->title), b_str(t->detail),
                      b_date(ctx->arena, t->due), b_bool(t->high), b_id(t->account_id),
                      b_int(t->repeat.n), b_str(t->repeat.unit),
                      b_date(ctx->arena, t->repeat.from)),
                &n));
    *ret_changed = n > 0;
    return OK;
}

enum err task_store_stranded(struct ctx *ctx, struct id casefile_id, struct task_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_TASK_STRANDED, BINDS(b_id(casefile_id)), &rows));
    return tasks_read(ctx, &rows, ret);
}

enum err task_store_worker(struct ctx *ctx, struct id casefile_id, struct id *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_TASK_WORKER, BINDS(b_id(casefile_id)), &rows));
    bool found = rows_next(&rows);
    struct id worker = found ? col_id(&rows, 0) : ID_NONE;

    TRY(rows_end(&rows));
    if (!found)
        return E_NOT_FOUND;
    *ret = worker;
    return OK;
}

enum err task_store_owner(struct ctx *ctx, struct task *task, const struct locale **ret_locale)
{
    struct rows rows;
    struct str language = STR_NONE;

    TRY(db_query(ctx->db, &SQL_TASK_OWNER, BINDS(b_id(task->casefile_id), b_id(task->account_id)),
                 &rows));
    bool found = rows_next(&rows);

    if (found) {
        task->account_id = col_id(&rows, 0);
        task->worker_name = col_str(&rows, 1);
        language = col_str(&rows, 2);
    }
    TRY(rows_end(&rows));
    if (!found)
        return E_NOT_FOUND;
    const struct locale *locale = locale_find(language);

    *ret_locale = locale ? locale : ctx->locale;
    return OK;
}
