/* casefile/share_store.c: rows of sharings, see share_store.h. */
#include "feature/casefile/share_store.h"

#include "plat/db.h"
#include "share_sql.gen.h"

static struct casefile_unit unit_read(const struct rows *rows, int at)
{
    return (struct casefile_unit){
        .id = col_id(rows, at), .team = col_str(rows, at + 1), .agency = col_str(rows, at + 2)};
}

enum err share_store_units(struct ctx *ctx, struct casefile_unit_list *ret)
{
    struct casefile_unit_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_SHARE_UNITS, NO_BINDS, &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list, unit_read(&rows, 0));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err share_store_unit(struct ctx *ctx, struct id id, struct casefile_unit *ret)
{
    struct rows rows;
    struct casefile_unit unit = {0};

    TRY(db_query(ctx->db, &SQL_SHARE_UNIT, BINDS(b_id(id)), &rows));
    if (rows_next(&rows))
        unit = unit_read(&rows, 0);
    TRY(rows_end(&rows));
    if (!id_given(unit.id))
        return E_NOT_FOUND;
    *ret = unit;
    return OK;
}

enum err share_store_list(struct ctx *ctx, struct id casefile_id, struct casefile_share_list *ret)
{
    struct casefile_share_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_SHARE_LIST, BINDS(b_id(casefile_id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct casefile_share){.id = col_id(&rows, 0),
                                          .casefile_id = casefile_id,
                                          .unit = unit_read(&rows, 1),
                                          .reason = col_str(&rows, 4),
                                          .until = col_date(&rows, 5),
                                          .by_name = col_str(&rows, 6),
                                          .at = col_instant(&rows, 7),
                                          .ended_by_name = col_str(&rows, 8),
                                          .ended_at = col_instant(&rows, 9)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err share_store_sees(struct ctx *ctx, struct id casefile_id, struct id unit_id, bool *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_SHARE_SEES, BINDS(b_id(unit_id), b_id(casefile_id)), &rows));
    bool sees = rows_next(&rows);
    TRY(rows_end(&rows));
    *ret = sees;
    return OK;
}

enum err share_store_add(struct ctx *ctx, const struct casefile_share *s)
{
    TRY(db_exec(ctx->db, &SQL_SHARE_INSERT,
                BINDS(b_id(s->id), b_id(s->casefile_id), b_id(s->unit.id), b_str(s->reason),
                      b_date(ctx->arena, s->until), b_id(ctx->actor.account_id),
                      b_int(ctx->now.us)),
                NULL));
    return db_exec(ctx->db, &SQL_SHARE_GRANT, BINDS(b_id(s->unit.id), b_id(s->casefile_id)), NULL);
}

enum err share_store_end(struct ctx *ctx, const struct casefile_share *s, bool *ret_ended)
{
    int64_t changed = 0;

    TRY(db_exec(
        ctx->db, &SQL_SHARE_END,
        BINDS(b_id(s->casefile_id), b_id(s->id), b_int(ctx->now.us), b_id(ctx->actor.account_id)),
        &changed));
    *ret_ended = changed > 0;
    if (changed == 0)
        return OK;
    TRY(db_exec(ctx->db, &SQL_SHARE_UNGRANT, BINDS(b_id(s->unit.id), b_id(s->casefile_id)), NULL));
    return db_exec(ctx->db, &SQL_SHARE_UNSEE, BINDS(b_id(s->unit.id), b_id(s->casefile_id)), NULL);
}

enum err share_store_until(struct ctx *ctx, struct id casefile_id, struct id unit_id,
                           struct date *ret)
{
    struct rows rows;
    struct date until = DATE_NONE;

    TRY(db_query(ctx->db, &SQL_SHARE_UNTIL, BINDS(b_id(casefile_id), b_id(unit_id)), &rows));
    if (rows_next(&rows))
        until = col_date(&rows, 0);
    TRY(rows_end(&rows));
    *ret = until;
    return OK;
}

enum err share_store_next(struct ctx *ctx, enum err *e)
{
    if (*e == OK)
        *e = tx_commit(ctx->db);
    if (*e != OK)
        tx_rollback(ctx->db);
    return tx_begin(ctx->db, TX_WRITE);
}

enum err share_store_due(struct ctx *ctx, struct date today, struct share_due_list *ret)
{
    struct share_due_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_SHARE_DUE, BINDS(b_date(ctx->arena, today)), &rows));
    while (rows_next(&rows)) {
        struct share_due *due = LIST_PUSH(ctx->arena, &list);

        due->share.id = col_id(&rows, 0);
        due->share.casefile_id = col_id(&rows, 1);
        due->share.unit.id = col_id(&rows, 2);
        due->person_id = col_id(&rows, 3);
    }
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}
