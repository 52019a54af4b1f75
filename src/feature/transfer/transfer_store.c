/* transfer/transfer_store.c: rows of offers and their items, see transfer_store.h. */
#include "feature/transfer/transfer_store.h"

#include "plat/db.h"
#include "transfer_sql.gen.h"

enum err transfer_store_insert(struct ctx *ctx, const struct transfer *t)
{
    return db_exec(ctx->db, &SQL_TRANSFER_INSERT,
                   BINDS(b_id(t->id), b_id(t->casefile_id), b_id(t->from_worker_id),
                         b_id(t->to_team_id), b_id(t->to_agency_id), b_id(t->to_account_id),
                         b_str(t->reason), b_str(t->words), b_id(t->asked_by),
                         b_instant(t->asked_at)),
                   NULL);
}

enum err transfer_store_item_insert(struct ctx *ctx, const struct transfer *t,
                                    const struct transfer_item *item, int64_t place)
{
    return db_exec(ctx->db, &SQL_TRANSFER_ITEM_INSERT,
                   BINDS(b_id(id_new(ctx, "transfer_item")), b_id(t->id), b_id(t->casefile_id),
                         b_int(place), b_str(item->kind), b_str(item->what), b_str(item->who),
                         b_date(ctx->arena, item->due)),
                   NULL);
}

static enum err transfers_read(struct ctx *ctx, struct rows *rows, struct transfer_list *ret)
{
    struct transfer_list list = {0};

    while (rows_next(rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct transfer){.id = col_id(rows, 0),
                                    .casefile_id = col_id(rows, 1),
                                    .from_worker_id = col_id(rows, 2),
                                    .to_team_id = col_id(rows, 3),
                                    .to_agency_id = col_id(rows, 4),
                                    .to_account_id = col_id(rows, 5),
                                    .reason = col_str(rows, 6),
                                    .words = col_str(rows, 7),
                                    .state = col_str(rows, 8),
                                    .asked_by = col_id(rows, 9),
                                    .asked_at = col_instant(rows, 10),
                                    .answered_at = col_instant(rows, 11),
                                    .answer = col_str(rows, 12),
                                    .asked_by_name = col_str(rows, 13),
                                    .answered_by_name = col_str(rows, 14),
                                    .from_name = col_str(rows, 15),
                                    .to_name = col_str(rows, 16),
                                    .to_team = col_str(rows, 17),
                                    .to_agency = col_str(rows, 18),
                                    .client_name = col_str(rows, 19),
                                    .number = col_str(rows, 20),
                                    .risk = col_str(rows, 21),
                                    .programme = col_str(rows, 22)}));
    TRY(rows_end(rows));
    *ret = list;
    return OK;
}

enum err transfer_store_by_casefile(struct ctx *ctx, struct id casefile_id,
                                    struct transfer_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_TRANSFER_BY_CASEFILE, BINDS(b_id(casefile_id)), &rows));
    return transfers_read(ctx, &rows, ret);
}

enum err transfer_store_received(struct ctx *ctx, struct transfer_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_TRANSFER_RECEIVED,
                 BINDS(b_id(ctx->actor.scope_id), b_id(ctx->actor.account_id)), &rows));
    return transfers_read(ctx, &rows, ret);
}

enum err transfer_store_sent(struct ctx *ctx, struct transfer_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_TRANSFER_SENT,
                 BINDS(b_id(ctx->actor.account_id), b_id(ctx->actor.scope_id)), &rows));
    return transfers_read(ctx, &rows, ret);
}

enum err transfer_store_find(struct ctx *ctx, struct id id, struct transfer *ret)
{
    struct rows rows;
    struct transfer_list list;

    TRY(db_query(ctx->db, &SQL_TRANSFER_FIND, BINDS(b_id(id)), &rows));
    TRY(transfers_read(ctx, &rows, &list));
    if (list.n == 0)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    *ret = list.items[0];
    return OK;
}

enum err transfer_store_items(struct ctx *ctx, const struct transfer *t,
                              struct transfer_item_list *ret)
{
    struct transfer_item_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_TRANSFER_ITEMS, BINDS(b_id(t->casefile_id), b_id(t->id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct transfer_item){.id = col_id(&rows, 0),
                                         .kind = col_str(&rows, 1),
                                         .what = col_str(&rows, 2),
                                         .who = col_str(&rows, 3),
                                         .due = col_date(&rows, 4),
                                         .taken = col_is_null(&rows, 5) ? -1 : col_int(&rows, 5),
                                         .remark = col_str(&rows, 6)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err transfer_store_item_set(struct ctx *ctx, const struct transfer *t,
                                 const struct transfer_item *item)
{
    return db_exec(ctx->db, &SQL_TRANSFER_ITEM_SET,
                   BINDS(b_id(t->casefile_id), b_id(t->id), b_id(item->id), b_int(item->taken),
                         b_str(item->remark)),
                   NULL);
}

enum err transfer_store_set_state(struct ctx *ctx, const struct transfer *t, bool *ret_done)
{
    int64_t n;

    TRY(db_exec(ctx->db, &SQL_TRANSFER_SET_STATE,
                BINDS(b_id(t->casefile_id), b_id(t->id), b_str(t->state),
                      b_id(ctx->actor.account_id), b_instant(ctx->now), b_str(t->answer)),
                &n));
    *ret_done = n > 0;
    return OK;
}

enum err transfer_store_places(struct ctx *ctx, struct id team_id, struct transfer_place_list *ret)
{
    struct transfer_place_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_TRANSFER_PLACES, BINDS(b_id(team_id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct transfer_place){.account_id = col_id(&rows, 0),
                                          .team_id = col_id(&rows, 1),
                                          .agency_id = col_id(&rows, 2),
                                          .name = col_str(&rows, 3),
                                          .team = col_str(&rows, 4),
                                          .agency = col_str(&rows, 5)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}
