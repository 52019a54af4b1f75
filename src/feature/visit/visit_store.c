/* visit/visit_store.c: rows of lone visits, see visit_store.h. */
#include "feature/visit/visit_store.h"

#include "plat/db.h"
#include "visit_sql.gen.h"

enum err visit_store_insert(struct ctx *ctx, const struct visit *v, bool *ret_put)
{
    int64_t n;

    TRY(db_exec(ctx->db, &SQL_VISIT_INSERT,
                BINDS(b_id(v->id), b_id(v->casefile_id), b_id(v->account_id), b_str(v->place),
                      b_instant(v->started_at), b_instant(v->expected_at)),
                &n));
    *ret_put = n > 0;
    return OK;
}

static enum err visits_read(struct ctx *ctx, struct rows *rows, struct visit_list *ret)
{
    struct visit_list list = {0};

    while (rows_next(rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct visit){.id = col_id(rows, 0),
                                 .casefile_id = col_id(rows, 1),
                                 .account_id = col_id(rows, 2),
                                 .place = col_str(rows, 3),
                                 .started_at = col_instant(rows, 4),
                                 .expected_at = col_instant(rows, 5),
                                 .ended_at = col_instant(rows, 6),
                                 .told = (enum visit_told)col_int(rows, 7),
                                 .version = col_int(rows, 8),
                                 .worker_name = col_str(rows, 9),
                                 .worker_phone = col_str(rows, 10),
                                 .client_name = col_str(rows, 11),
                                 .number = col_str(rows, 12)}));
    TRY(rows_end(rows));
    *ret = list;
    return OK;
}

enum err visit_store_running(struct ctx *ctx, struct visit *ret)
{
    struct visit_list list;
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_VISIT_RUNNING, BINDS(b_id(ctx->actor.account_id)), &rows));
    TRY(visits_read(ctx, &rows, &list));
    *ret = list.n > 0 ? list.items[0] : (struct visit){0};
    return OK;
}

enum err visit_store_find(struct ctx *ctx, struct id id, struct visit *ret)
{
    struct visit_list list;
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_VISIT_FIND, BINDS(b_id(id)), &rows));
    TRY(visits_read(ctx, &rows, &list));
    if (list.n == 0)
        return E_NOT_FOUND;
    *ret = list.items[0];
    return OK;
}

enum err visit_store_late(struct ctx *ctx, struct visit_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_VISIT_LATE, BINDS(b_id(ctx->actor.scope_id), b_instant(ctx->now)),
                 &rows));
    return visits_read(ctx, &rows, ret);
}

enum err visit_store_to_tell(struct ctx *ctx, struct visit_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_VISIT_TO_TELL, BINDS(b_instant(ctx->now)), &rows));
    return visits_read(ctx, &rows, ret);
}

enum err visit_store_told(struct ctx *ctx, const struct visit *v, struct instant look)
{
    return db_exec(ctx->db, &SQL_VISIT_TOLD, BINDS(b_id(v->id), b_int(v->told), b_instant(look)),
                   NULL);
}

enum err visit_store_end(struct ctx *ctx, const struct visit *v, struct str words, bool *ret_ended)
{
    int64_t n;

    TRY(db_exec(ctx->db, &SQL_VISIT_END,
                BINDS(b_id(v->id), b_instant(ctx->now), b_id(ctx->actor.account_id), b_str(words)),
                &n));
    *ret_ended = n > 0;
    return OK;
}

enum err visit_store_prolong(struct ctx *ctx, const struct visit *v, bool *ret_running)
{
    int64_t n;

    TRY(db_exec(ctx->db, &SQL_VISIT_PROLONG, BINDS(b_id(v->id), b_instant(v->expected_at)), &n));
    *ret_running = n > 0;
    return OK;
}
