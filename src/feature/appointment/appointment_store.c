/* appointment/appointment_store.c: rows of appointments, see appointment_store.h. */
#include "feature/appointment/appointment_store.h"

#include "appointment_sql.gen.h"
#include "plat/db.h"

enum err appointment_store_insert(struct ctx *ctx, const struct appointment *a)
{
    return db_exec(ctx->db, &SQL_APPOINTMENT_INSERT,
                   BINDS(b_id(a->id), b_id(a->casefile_id), b_id(a->account_id), b_str(a->mode),
                         b_str(a->place), b_str(a->title), b_instant(a->starts_at),
                         b_instant(a->ends_at), b_id(ctx->actor.account_id), b_instant(ctx->now)),
                   NULL);
}

static struct appointment appointment_read(const struct rows *rows)
{
    return (struct appointment){.id = col_id(rows, 0),
                                .casefile_id = col_id(rows, 1),
                                .account_id = col_id(rows, 2),
                                .mode = col_str(rows, 3),
                                .place = col_str(rows, 4),
                                .title = col_str(rows, 5),
                                .starts_at = col_instant(rows, 6),
                                .ends_at = col_instant(rows, 7),
                                .state = col_str(rows, 8),
                                .reason = col_str(rows, 9),
                                .words = col_str(rows, 10),
                                .moved_n = col_int(rows, 11),
                                .version = col_int(rows, 12),
                                .created_at = col_instant(rows, 13),
                                .changed_at = col_instant(rows, 14),
                                .worker_name = col_str(rows, 15),
                                .worker_phone = col_str(rows, 16),
                                .created_by_name = col_str(rows, 17),
                                .client_name = col_str(rows, 18),
                                .number = col_str(rows, 19),
                                .programme = col_str(rows, 20),
                                .covered = col_int(rows, 21) != 0};
}

static enum err appointments_read(struct ctx *ctx, struct rows *rows, struct appointment_list *ret)
{
    struct appointment_list list = {0};

    while (rows_next(rows))
        LIST_ADD(ctx->arena, &list, appointment_read(rows));
    TRY(rows_end(rows));
    *ret = list;
    return OK;
}

enum err appointment_store_find(struct ctx *ctx, struct id casefile_id, struct id id,
                                struct appointment *ret)
{
    struct rows rows;
    struct appointment_list list;

    TRY(db_query(ctx->db, &SQL_APPOINTMENT_FIND, BINDS(b_id(casefile_id), b_id(id)), &rows));
    TRY(appointments_read(ctx, &rows, &list));
    if (list.n == 0)
        return E_NOT_FOUND;
    *ret = list.items[0];
    return OK;
}

enum err appointment_store_by_casefile(struct ctx *ctx, struct id casefile_id,
                                       struct appointment_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_APPOINTMENT_BY_CASEFILE, BINDS(b_id(casefile_id)), &rows));
    return appointments_read(ctx, &rows, ret);
}

enum err appointment_store_next(struct ctx *ctx, struct id casefile_id, int64_t max,
                                struct appointment_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_APPOINTMENT_NEXT, BINDS(b_id(casefile_id), b_int(max)), &rows));
    return appointments_read(ctx, &rows, ret);
}

enum err appointment_store_list(struct ctx *ctx, const struct appointment_span *span,
                                struct appointment_list *ret)
{
    struct bind scope = b_id(ctx->actor.scope_id), from = b_instant(span->from);
    struct bind until = b_instant(span->until), most = b_int(APPOINTMENT_LIST_MAX);
    struct rows rows;

    if (id_given(span->account_id))
        TRY(db_query(ctx->db, &SQL_APPOINTMENT_MINE,
                     BINDS(b_id(span->account_id), scope, from, until, most), &rows));
    else
        TRY(db_query(ctx->db, &SQL_APPOINTMENT_VISIBLE, BINDS(scope, from, until, most), &rows));
    return appointments_read(ctx, &rows, ret);
}

enum err appointment_store_covered(struct ctx *ctx, const struct appointment_span *span,
                                   struct appointment_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_APPOINTMENT_COVERED,
                 BINDS(b_id(span->account_id), b_id(ctx->actor.scope_id), b_instant(span->from),
                       b_instant(span->until), b_int(APPOINTMENT_LIST_MAX)),
                 &rows));
    return appointments_read(ctx, &rows, ret);
}

enum err appointment_store_for_feed(struct ctx *ctx, const struct appointment_span *span,
                                    struct appointment_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_APPOINTMENT_FEED,
                 BINDS(b_id(span->account_id), b_instant(span->from), b_instant(span->until),
                       b_int(APPOINTMENT_LIST_MAX)),
                 &rows));
    return appointments_read(ctx, &rows, ret);
}

/* ---- what speaks against a time ------------------------------------------------------------- */

static enum err doubts_read(struct ctx *ctx, struct rows *rows, const char *msg,
                            struct appointment_doubt_list *ret)
{
    while (rows_next(rows))
        LIST_ADD(ctx->arena, ret,
                 ((struct appointment_doubt){
                     .msg = msg, .from = col_instant(rows, 0), .to = col_instant(rows, 1)}));
    return rows_end(rows);
}

enum err appointment_store_clashes(struct ctx *ctx, const struct appointment_span *span,
                                   struct id except, struct appointment_doubt_list *ret)
{
    struct instant day_before = {span->from.us - DAY_US};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_APPOINTMENT_CLASHES,
                 BINDS(b_id(span->account_id), b_instant(day_before), b_instant(span->from),
                       b_instant(span->until), b_id(id_given(except) ? except : span->account_id)),
                 &rows));
    return doubts_read(ctx, &rows, "appointment.doubt_clash", ret);
}

enum err appointment_store_away(struct ctx *ctx, const struct appointment_span *span,
                                struct appointment_doubt_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_APPOINTMENT_AWAY,
                 BINDS(b_id(span->account_id), b_instant(span->from), b_instant(span->until)),
                 &rows));
    return doubts_read(ctx, &rows, "appointment.doubt_away", ret);
}

/* ---- changes -------------------------------------------------------------------------------- */

enum err appointment_store_set(struct ctx *ctx, const struct appointment *a, bool *ret_changed)
{
    int64_t n;

    TRY(db_exec(ctx->db, &SQL_APPOINTMENT_SET,
                BINDS(b_id(a->casefile_id), b_id(a->id), b_int(a->version), b_id(a->account_id),
                      b_str(a->mode), b_str(a->place), b_str(a->title), b_instant(a->starts_at),
                      b_instant(a->ends_at), b_int(a->moved_n), b_instant(ctx->now)),
                &n));
    *ret_changed = n > 0;
    return OK;
}

enum err appointment_store_set_state(struct ctx *ctx, const struct appointment *a,
                                     bool *ret_changed)
{
    int64_t n;

    TRY(db_exec(ctx->db, &SQL_APPOINTMENT_SET_STATE,
                BINDS(b_id(a->casefile_id), b_id(a->id), b_int(a->version), b_str(a->state),
                      b_str(a->reason), b_str(a->words), b_instant(ctx->now)),
                &n));
    *ret_changed = n > 0;
    return OK;
}

enum err appointment_store_move(struct ctx *ctx, const struct appointment *was, struct str reason)
{
    return db_exec(ctx->db, &SQL_APPOINTMENT_MOVE_INSERT,
                   BINDS(b_id(id_new(ctx, "appointment_move")), b_id(was->id),
                         b_id(was->casefile_id), b_instant(was->starts_at), b_instant(was->ends_at),
                         b_str(reason), b_id(ctx->actor.account_id), b_instant(ctx->now)),
                   NULL);
}

enum err appointment_store_moves(struct ctx *ctx, const struct appointment *a,
                                 struct appointment_move_list *ret)
{
    struct appointment_move_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_APPOINTMENT_MOVES, BINDS(b_id(a->casefile_id), b_id(a->id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct appointment_move){.starts_at = col_instant(&rows, 0),
                                            .ends_at = col_instant(&rows, 1),
                                            .at = col_instant(&rows, 2),
                                            .reason = col_str(&rows, 3),
                                            .by_name = col_str(&rows, 4)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err appointment_store_set_people(struct ctx *ctx, const struct appointment *a,
                                      const struct casefile_id_list *people)
{
    TRY(db_exec(ctx->db, &SQL_APPOINTMENT_PERSON_CLEAR, BINDS(b_id(a->id)), NULL));
    for (size_t i = 0; i < people->n; i++)
        TRY(db_exec(ctx->db, &SQL_APPOINTMENT_PERSON_INSERT,
                    BINDS(b_id(a->id), b_id(a->casefile_id), b_id(people->items[i])), NULL));
    return OK;
}

enum err appointment_store_people(struct ctx *ctx, struct id id, struct casefile_id_list *ret)
{
    struct casefile_id_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_APPOINTMENT_PEOPLE, BINDS(b_id(id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list, col_id(&rows, 0));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err appointment_store_cancel_all(struct ctx *ctx, struct id casefile_id)
{
    return db_exec(ctx->db, &SQL_APPOINTMENT_CANCEL_ALL,
                   BINDS(b_id(casefile_id), b_instant(ctx->now)), NULL);
}

enum err appointment_store_hand_on(struct ctx *ctx, struct id casefile_id)
{
    return db_exec(ctx->db, &SQL_APPOINTMENT_HAND_ON, BINDS(b_id(casefile_id), b_instant(ctx->now)),
                   NULL);
}
