/* deadline/deadline_store.c: rows of deadlines and their pauses, see deadline_store.h. */
#include "feature/deadline/deadline_store.h"

#include "deadline_sql.gen.h"
#include "plat/db.h"

#define COLUMN_N 20 /* of the fragment columns */

static struct deadline deadline_read(const struct rows *rows)
{
    struct deadline d = {.id = col_id(rows, 0),
                         .casefile_id = col_id(rows, 1),
                         .clock = col_str(rows, 2),
                         .pack = col_str(rows, 3),
                         .pack_version = col_str(rows, 4),
                         .amount = (int)col_int(rows, 6),
                         .risk = col_str(rows, 7),
                         .began_by = col_str(rows, 8),
                         .began_about = col_str(rows, 9),
                         .began_at = col_instant(rows, 10),
                         .state = col_str(rows, 11),
                         .due_at = col_instant(rows, 12),
                         .due_on = col_date(rows, 13),
                         .free_days = col_int(rows, 14),
                         .paused_days = col_int(rows, 15),
                         .over_by = col_str(rows, 16),
                         .over_about = col_str(rows, 17),
                         .over_at = col_instant(rows, 18),
                         .told = (enum deadline_told)col_int(rows, 19)};

    (void)clock_unit_parse(col_str(rows, 5), &d.unit);
    return d;
}

static enum err read_all(struct ctx *ctx, struct rows *rows, struct deadline_list *ret)
{
    struct deadline_list list = {0};

    while (rows_next(rows))
        LIST_ADD(ctx->arena, &list, deadline_read(rows));
    TRY(rows_end(rows));
    *ret = list;
    return OK;
}

enum err deadline_store_case(struct ctx *ctx, struct id casefile_id, struct deadline_case *ret)
{
    struct rows rows;
    bool found;

    *ret = (struct deadline_case){0};
    TRY(db_query(ctx->db, &SQL_DEADLINE_CASE, BINDS(b_id(casefile_id)), &rows));
    found = rows_next(&rows);
    if (found)
        *ret = (struct deadline_case){.risk = col_str(&rows, 0),
                                      .programme = col_str(&rows, 1),
                                      .person_id = col_id(&rows, 2),
                                      .state = col_str(&rows, 3),
                                      .area = col_str(&rows, 4)};
    TRY(rows_end(&rows));
    return found ? OK : E_NOT_FOUND;
}

enum err deadline_store_insert(struct ctx *ctx, const struct deadline *d, struct instant look_at,
                               bool repeats)
{
    bool once = !repeats && str_eq(d->began_by, STR(DEADLINE_ANSWER));

    return db_exec(ctx->db, &SQL_DEADLINE_INSERT,
                   BINDS(b_id(d->id), b_id(d->casefile_id), b_str(d->clock), b_str(d->pack),
                         b_str(d->pack_version), b_str(clock_unit_code(d->unit)), b_int(d->amount),
                         b_str(d->risk), b_str(d->began_by), b_str(d->began_about),
                         b_instant(d->began_at), b_instant(d->due_at),
                         b_date(ctx->arena, d->due_on), b_int(d->free_days), b_instant(look_at),
                         b_str(once ? STR("met") : STR_NONE)),
                   NULL);
}

enum err deadline_store_over(struct ctx *ctx, const struct deadline *over, bool *ret_any)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_DEADLINE_OVER,
                BINDS(b_id(over->casefile_id), b_str(over->clock), b_str(over->state),
                      b_str(over->over_by), b_str(over->over_about), b_instant(over->over_at)),
                &changed));
    if (ret_any)
        *ret_any = changed > 0;
    return OK;
}

enum err deadline_store_all_over(struct ctx *ctx, struct id casefile_id, struct str event_kind)
{
    return db_exec(ctx->db, &SQL_DEADLINE_ALL_OVER,
                   BINDS(b_id(casefile_id), b_str(event_kind), b_instant(ctx->claimed_at)), NULL);
}

enum err deadline_store_renew(struct ctx *ctx, const struct deadline *d, struct instant look_at)
{
    return db_exec(ctx->db, &SQL_DEADLINE_RENEW,
                   BINDS(b_id(d->casefile_id), b_id(d->id), b_str(d->pack_version),
                         b_str(clock_unit_code(d->unit)), b_int(d->amount), b_str(d->risk),
                         b_str(d->state), b_instant(d->due_at), b_date(ctx->arena, d->due_on),
                         b_int(d->free_days), b_int(d->paused_days), b_int(d->told),
                         b_instant(look_at), b_str(d->began_by), b_str(d->began_about),
                         b_instant(d->began_at)),
                   NULL);
}

enum err deadline_store_told(struct ctx *ctx, const struct deadline *d, struct instant look_at)
{
    return db_exec(ctx->db, &SQL_DEADLINE_TOLD,
                   BINDS(b_id(d->casefile_id), b_id(d->id), b_int(d->told), b_instant(look_at)),
                   NULL);
}

enum err deadline_store_running(struct ctx *ctx, struct id casefile_id, struct deadline_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_DEADLINE_RUNNING, BINDS(b_id(casefile_id)), &rows));
    return read_all(ctx, &rows, ret);
}

enum err deadline_store_by_casefile(struct ctx *ctx, struct id casefile_id,
                                    struct deadline_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_DEADLINE_BY_CASEFILE, BINDS(b_id(casefile_id)), &rows));
    return read_all(ctx, &rows, ret);
}

enum err deadline_store_find(struct ctx *ctx, struct id casefile_id, struct id id,
                             struct deadline *ret)
{
    struct deadline_list list;
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_DEADLINE_FIND, BINDS(b_id(casefile_id), b_id(id)), &rows));
    TRY(read_all(ctx, &rows, &list));
    if (list.n == 0)
        return E_NOT_FOUND;
    *ret = list.items[0];
    return OK;
}

static enum err read_with_case(struct ctx *ctx, struct rows *rows, struct deadline_row_list *ret)
{
    struct deadline_row_list list = {0};

    while (rows_next(rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct deadline_row){.deadline = deadline_read(rows),
                                        .number = col_str(rows, COLUMN_N),
                                        .client_name = col_str(rows, COLUMN_N + 1),
                                        .worker_name = col_str(rows, COLUMN_N + 2),
                                        .risk = col_str(rows, COLUMN_N + 3)}));
    TRY(rows_end(rows));
    *ret = list;
    return OK;
}

enum err deadline_store_visible(struct ctx *ctx, struct instant until,
                                struct deadline_row_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_DEADLINE_VISIBLE,
                 BINDS(b_id(ctx->actor.scope_id), b_instant(until), b_int(DEADLINE_LIST_MAX)),
                 &rows));
    return read_with_case(ctx, &rows, ret);
}

enum err deadline_store_due(struct ctx *ctx, const struct duty_ask *ask,
                            struct deadline_row_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, ask->team ? &SQL_DEADLINE_DUE_TEAM : &SQL_DEADLINE_DUE_OWN,
                 BINDS(b_id(ctx->actor.scope_id),
                       b_id(ask->team ? ctx->actor.team_id : ctx->actor.account_id),
                       b_date(ctx->arena, ask->until), b_int(ask->most),
                       b_date(ctx->arena, ask->from)),
                 &rows));
    return read_with_case(ctx, &rows, ret);
}

enum err deadline_store_next(struct ctx *ctx, struct id casefile_id, int max,
                             struct deadline_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_DEADLINE_NEXT, BINDS(b_id(casefile_id), b_int(max)), &rows));
    return read_all(ctx, &rows, ret);
}

enum err deadline_store_dealt(struct ctx *ctx, struct id casefile_id)
{
    return db_exec(ctx->db, &SQL_DEADLINE_DEALT, BINDS(b_id(casefile_id)), NULL);
}

enum err deadline_store_between(struct ctx *ctx, struct id worker_id, struct date from,
                                struct date until, struct deadline_row_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_DEADLINE_BETWEEN,
                 BINDS(b_id(ctx->actor.scope_id), b_date(ctx->arena, from),
                       b_date(ctx->arena, until), b_id(worker_id), b_bool(!id_given(worker_id))),
                 &rows));
    return read_with_case(ctx, &rows, ret);
}

enum err deadline_store_to_tell(struct ctx *ctx, int max, struct deadline_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_DEADLINE_TO_TELL, BINDS(b_instant(ctx->now), b_int(max)), &rows));
    return read_all(ctx, &rows, ret);
}

enum err deadline_store_pause(struct ctx *ctx, const struct deadline *d, struct str reason)
{
    return db_exec(ctx->db, &SQL_DEADLINE_PAUSE_INSERT,
                   BINDS(b_id(id_new(ctx, "deadline_pause")), b_id(d->id), b_id(d->casefile_id),
                         b_str(reason), b_instant(ctx->claimed_at), b_id(ctx->actor.account_id)),
                   NULL);
}

enum err deadline_store_resume(struct ctx *ctx, const struct deadline *d)
{
    return db_exec(ctx->db, &SQL_DEADLINE_PAUSE_OVER,
                   BINDS(b_id(d->casefile_id), b_id(d->id), b_instant(ctx->claimed_at),
                         b_id(ctx->actor.account_id)),
                   NULL);
}

enum err deadline_store_pauses(struct ctx *ctx, const struct deadline *d,
                               struct deadline_pause_list *ret)
{
    struct deadline_pause_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_DEADLINE_PAUSES, BINDS(b_id(d->casefile_id), b_id(d->id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct deadline_pause){.reason = col_str(&rows, 0),
                                          .began_at = col_instant(&rows, 1),
                                          .over_at = col_instant(&rows, 2)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err deadline_store_of_pack(struct ctx *ctx, struct str pack, struct id after,
                                struct deadline_of_pack_list *ret)
{
    const struct id first = {{[15] = 1}};
    struct deadline_of_pack_list list = {0};
    struct rows rows;

    TRY(db_query(
        ctx->db, &SQL_DEADLINE_OF_PACK,
        BINDS(b_str(pack), b_id(id_given(after) ? after : first), b_int(DEADLINE_LIST_MAX)),
        &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct deadline_of_pack){.deadline = deadline_read(&rows),
                                            .area = col_str(&rows, COLUMN_N)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}
