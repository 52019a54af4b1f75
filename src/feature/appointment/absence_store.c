/* appointment/absence_store.c: rows of absences, see appointment_store.h. */
#include "absence_sql.gen.h"
#include "feature/appointment/appointment_store.h"
#include "plat/db.h"

enum err absence_store_insert(struct ctx *ctx, const struct absence *absence)
{
    return db_exec(ctx->db, &SQL_ABSENCE_INSERT,
                   BINDS(b_id(absence->id), b_id(absence->account_id), b_str(absence->kind),
                         b_instant(absence->from_at), b_instant(absence->until_at),
                         b_id(absence->cover_id), b_instant(ctx->now)),
                   NULL);
}

static enum err absences_read(struct ctx *ctx, struct rows *rows, struct absence_list *ret)
{
    struct absence_list list = {0};

    while (rows_next(rows)) {
        struct absence absence = {.id = col_id(rows, 0),
                                  .account_id = col_id(rows, 1),
                                  .cover_id = col_id(rows, 2),
                                  .kind = col_str(rows, 3),
                                  .from_at = col_instant(rows, 4),
                                  .until_at = col_instant(rows, 5),
                                  .account_name = col_str(rows, 6),
                                  .cover_name = col_str(rows, 7),
                                  .voided = col_int(rows, 8) != 0};

        absence.first = ctx_day_of(ctx, absence.from_at);
        absence.last = date_add_days(ctx_day_of(ctx, absence.until_at), -1);
        LIST_ADD(ctx->arena, &list, absence);
    }
    TRY(rows_end(rows));
    *ret = list;
    return OK;
}

enum err absence_store_find(struct ctx *ctx, struct id id, struct absence *ret)
{
    struct rows rows;
    struct absence_list list;

    TRY(db_query(ctx->db, &SQL_ABSENCE_FIND, BINDS(b_id(id), b_id(ctx->actor.account_id)), &rows));
    TRY(absences_read(ctx, &rows, &list));
    if (list.n == 0)
        return E_NOT_FOUND;
    *ret = list.items[0];
    return OK;
}

enum err absence_store_void(struct ctx *ctx, struct id id)
{
    return db_exec(ctx->db, &SQL_ABSENCE_VOID,
                   BINDS(b_id(id), b_id(ctx->actor.account_id), b_instant(ctx->now)), NULL);
}

enum err absence_store_list(struct ctx *ctx, struct instant after, struct absence_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_ABSENCE_LIST, BINDS(b_id(ctx->actor.account_id), b_instant(after)),
                 &rows));
    return absences_read(ctx, &rows, ret);
}

enum err absence_store_colleagues(struct ctx *ctx, struct absence_colleague_list *ret)
{
    struct absence_colleague_list list = {0};
    struct rows rows;

    TRY(db_query(
        ctx->db, &SQL_ABSENCE_COLLEAGUES,
        BINDS(b_id(ctx->actor.team_id), b_id(ctx->actor.agency_id), b_id(ctx->actor.account_id)),
        &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct absence_colleague){.account_id = col_id(&rows, 0),
                                             .name = col_str(&rows, 1)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}
