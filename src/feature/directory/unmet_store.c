/* directory/unmet_store.c: see unmet_store.h. */
#include "feature/directory/unmet_store.h"

#include "plat/db.h"
#include "unmet_sql.gen.h"

enum err unmet_store_insert(struct ctx *ctx, const struct unmet *u, bool *ret_new)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_UNMET_INSERT,
                BINDS(b_id(u->id), b_id(u->casefile_id), b_str(u->need), b_str(u->reason),
                      b_id(u->area_id), b_str(u->remark), b_id(ctx->actor.account_id),
                      b_int(ctx->now.us)),
                &changed));
    *ret_new = changed == 1;
    return OK;
}

enum err unmet_store_by_casefile(struct ctx *ctx, struct id casefile_id, struct unmet_list *ret)
{
    struct unmet_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_UNMET_BY_CASEFILE, BINDS(b_id(casefile_id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct unmet){.id = col_id(&rows, 0),
                                 .casefile_id = casefile_id,
                                 .need = col_str(&rows, 1),
                                 .reason = col_str(&rows, 2),
                                 .area_id = col_id(&rows, 3),
                                 .area_name = col_str(&rows, 4),
                                 .remark = col_str(&rows, 5),
                                 .author_name = col_str(&rows, 6),
                                 .at = col_instant(&rows, 7),
                                 .ended_at = col_instant(&rows, 8),
                                 .ended_how = col_str(&rows, 9)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err unmet_store_end(struct ctx *ctx, const struct unmet *u, struct str how, bool *ret_done)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_UNMET_END,
                BINDS(b_id(u->casefile_id), b_id(u->id), b_int(ctx->now.us),
                      b_id(ctx->actor.account_id), b_str(how)),
                &changed));
    *ret_done = changed == 1;
    return OK;
}

static enum err count(struct ctx *ctx, const struct sql *sql, struct instant since,
                      struct id area_id, struct report_cell_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, sql, BINDS(b_int(since.us), b_bool(id_given(area_id)), b_id(area_id)),
                 &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, ret,
                 ((struct report_cell){.code = col_str(&rows, 0), .n = col_int(&rows, 1)}));
    return rows_end(&rows);
}

enum err unmet_store_count(struct ctx *ctx, struct instant since, struct id area_id,
                           struct report_cell_list *ret_needs, struct report_cell_list *ret_reasons)
{
    TRY(count(ctx, &SQL_UNMET_COUNT_NEEDS, since, area_id, ret_needs));
    return count(ctx, &SQL_UNMET_COUNT_REASONS, since, area_id, ret_reasons);
}
