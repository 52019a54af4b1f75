/* casefile/step_store.c: rows of steps, see step_store.h. */
#include "feature/casefile/step_store.h"

#include "plat/db.h"
#include "step_sql.gen.h"

static enum err steps_read(struct ctx *ctx, struct rows *rows, struct step_row_list *ret)
{
    struct step_row_list list = {0};

    while (rows_next(rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct step_row){.id = col_id(rows, 0),
                                    .phase = (enum phase)col_int(rows, 1),
                                    .step = col_str(rows, 2),
                                    .state = col_str(rows, 3),
                                    .due = col_date(rows, 4),
                                    .done_at = col_instant(rows, 5),
                                    .reason = col_str(rows, 6)}));
    TRY(rows_end(rows));
    *ret = list;
    return OK;
}

enum err step_store_open(struct ctx *ctx, struct id casefile_id, enum phase phase,
                         struct step_row_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_STEP_OPEN, BINDS(b_id(casefile_id), b_int(phase)), &rows));
    return steps_read(ctx, &rows, ret);
}

enum err step_store_phase(struct ctx *ctx, struct id casefile_id, enum phase phase,
                          struct step_row_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_STEP_PHASE, BINDS(b_id(casefile_id), b_int(phase)), &rows));
    return steps_read(ctx, &rows, ret);
}

enum err step_store_enter(struct ctx *ctx, struct id casefile_id, enum phase phase, struct str step,
                          struct date due)
{
    return db_exec(ctx->db, &SQL_STEP_ENTER,
                   BINDS(b_id(id_new(ctx, "casefile_step")), b_id(casefile_id), b_int(phase),
                         b_str(step), b_date(ctx->arena, due)),
                   NULL);
}

enum err step_store_set(struct ctx *ctx, struct id casefile_id, const struct step_row *row)
{
    bool done = instant_given(row->done_at);

    return db_exec(ctx->db, &SQL_STEP_SET,
                   BINDS(b_id(id_new(ctx, "casefile_step")), b_id(casefile_id), b_int(row->phase),
                         b_str(row->step), b_str(row->state), b_date(ctx->arena, row->due),
                         b_instant(row->done_at), b_id(done ? ctx->actor.account_id : ID_NONE),
                         b_str(row->reason)),
                   NULL);
}

enum err step_store_set_due(struct ctx *ctx, struct id casefile_id, struct id id, struct date due)
{
    return db_exec(ctx->db, &SQL_STEP_SET_DUE,
                   BINDS(b_id(casefile_id), b_id(id), b_date(ctx->arena, due)), NULL);
}

enum err step_store_reset(struct ctx *ctx, struct id casefile_id, enum phase from)
{
    return db_exec(ctx->db, &SQL_STEP_RESET, BINDS(b_id(casefile_id), b_int(from)), NULL);
}

enum err step_store_case(struct ctx *ctx, struct id casefile_id, struct casefile *ret)
{
    struct casefile file = {.id = casefile_id};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_STEP_CASE, BINDS(b_id(casefile_id)), &rows));
    bool found = rows_next(&rows);

    if (found) {
        file.state = col_str(&rows, 0);
        file.phase = (enum phase)col_int(&rows, 1);
        file.phase_since = col_instant(&rows, 2);
        file.risk = col_str(&rows, 3);
    }
    TRY(rows_end(&rows));
    if (!found)
        return E_NOT_FOUND;
    *ret = file;
    return OK;
}

enum err step_store_stay(struct ctx *ctx, const struct casefile *f, struct str reason)
{
    TRY(db_exec(ctx->db, &SQL_STEP_PHASE_LEAVE, BINDS(b_id(f->id), b_int(ctx->now.us)), NULL));
    return db_exec(ctx->db, &SQL_STEP_PHASE_INSERT,
                   BINDS(b_id(id_new(ctx, "casefile_phase")), b_id(f->id), b_int(f->phase),
                         b_int(ctx->now.us), b_id(ctx->actor.account_id), b_str(reason)),
                   NULL);
}
