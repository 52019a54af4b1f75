/* promise/promise_store.c: rows of promises, see promise_store.h. */
#include "feature/promise/promise_store.h"

#include "plat/db.h"
#include "promise_sql.gen.h"

#define CASE_MAX 200

enum err promise_store_insert(struct ctx *ctx, const struct promise *p)
{
    return db_exec(ctx->db, &SQL_PROMISE_INSERT,
                   BINDS(b_id(p->id), b_id(p->casefile_id), b_str(p->what), b_str(p->to_whom),
                         b_date(ctx->arena, p->made_on), b_date(ctx->arena, p->due),
                         b_str(p->source), b_id(p->origin_id), b_id(p->made_by),
                         b_instant(p->created_at)),
                   NULL);
}

static struct promise promise_read(const struct rows *rows)
{
    return (struct promise){.id = col_id(rows, 0),
                            .casefile_id = col_id(rows, 1),
                            .account_id = col_id(rows, 2),
                            .made_by = col_id(rows, 3),
                            .what = col_str(rows, 4),
                            .to_whom = col_str(rows, 5),
                            .made_on = col_date(rows, 6),
                            .due = col_date(rows, 7),
                            .source = col_str(rows, 8),
                            .origin_id = col_id(rows, 9),
                            .state = col_str(rows, 10),
                            .outcome = col_str(rows, 11),
                            .created_at = col_instant(rows, 12),
                            .ended_at = col_instant(rows, 13),
                            .version = col_int(rows, 14),
                            .keeper_name = col_str(rows, 15),
                            .made_by_name = col_str(rows, 16),
                            .ended_by_name = col_str(rows, 17),
                            .client_name = col_str(rows, 18),
                            .number = col_str(rows, 19)};
}

static enum err promises_read(struct ctx *ctx, struct rows *rows, struct promise_list *ret)
{
    struct promise_list list = {0};

    while (rows_next(rows))
        LIST_ADD(ctx->arena, &list, promise_read(rows));
    TRY(rows_end(rows));
    *ret = list;
    return OK;
}

enum err promise_store_find(struct ctx *ctx, struct id casefile_id, struct id id,
                            struct promise *ret)
{
    struct rows rows;
    struct promise_list list;

    TRY(db_query(ctx->db, &SQL_PROMISE_FIND, BINDS(b_id(casefile_id), b_id(id)), &rows));
    TRY(promises_read(ctx, &rows, &list));
    if (list.n == 0)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    *ret = list.items[0];
    return OK;
}

enum err promise_store_by_casefile(struct ctx *ctx, struct id casefile_id, struct promise_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PROMISE_BY_CASEFILE, BINDS(b_id(casefile_id), b_int(CASE_MAX)),
                 &rows));
    return promises_read(ctx, &rows, ret);
}

enum err promise_store_due(struct ctx *ctx, const struct duty_ask *ask, struct promise_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PROMISE_DUE,
                 BINDS(b_id(ctx->actor.account_id), b_id(ctx->actor.scope_id),
                       b_date(ctx->arena, ask->until), b_int(ask->most),
                       b_date(ctx->arena, ask->from)),
                 &rows));
    return promises_read(ctx, &rows, ret);
}

enum err promise_store_first(struct ctx *ctx, struct id casefile_id, struct promise *ret)
{
    struct promise promise = {.due = DATE_NONE};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PROMISE_FIRST, BINDS(b_id(casefile_id)), &rows));
    if (rows_next(&rows))
        promise = (struct promise){
            .id = col_id(&rows, 0), .what = col_str(&rows, 1), .due = col_date(&rows, 2)};
    TRY(rows_end(&rows));
    *ret = promise;
    return OK;
}

enum err promise_store_set(struct ctx *ctx, const struct promise *p, bool *ret_done)
{
    bool ended = !promise_is_open(p);
    int64_t n;

    TRY(db_exec(ctx->db, &SQL_PROMISE_SET,
                BINDS(b_id(p->casefile_id), b_id(p->id), b_int(p->version), b_str(p->state),
                      b_str(p->outcome), b_date(ctx->arena, p->due), b_instant(p->ended_at),
                      b_id(ended ? ctx->actor.account_id : ID_NONE)),
                &n));
    *ret_done = n > 0;
    return OK;
}

enum err promise_store_hand_on(struct ctx *ctx, struct id casefile_id)
{
    return db_exec(ctx->db, &SQL_PROMISE_HAND_ON, BINDS(b_id(casefile_id)), NULL);
}
