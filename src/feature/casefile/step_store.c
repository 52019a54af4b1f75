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
        file.programme = col_str(&rows, 4);
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

enum err step_store_rules(struct ctx *ctx, struct step_rules *ret)
{
    struct step_rules rules = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_STEP_RULES, NULL, 0, &rows));
    if (rows_next(&rows))
        rules = (struct step_rules){col_str(&rows, 0), col_id(&rows, 1), col_bool(&rows, 2)};
    TRY(rows_end(&rows));
    *ret = rules;
    return OK;
}

enum err step_store_set_rules(struct ctx *ctx, const struct step_rules *rules)
{
    return db_exec(ctx->db, &SQL_STEP_RULES_SET,
                   BINDS(b_str(rules->mark), b_id(rules->after_id), b_bool(rules->done)), NULL);
}

enum err step_store_lock(struct ctx *ctx, struct id casefile_id)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_STEP_CASE_LOCK, BINDS(b_id(casefile_id)), &rows));
    (void)rows_next(&rows);
    return rows_end(&rows);
}

enum err step_store_cases_after(struct ctx *ctx, struct id after, int limit,
                                struct casefile_list *ret)
{
    const struct id first = {{[15] = 1}};
    struct casefile_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_STEP_CASES_AFTER,
                 BINDS(b_id(id_given(after) ? after : first), b_int(limit)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct casefile){.id = col_id(&rows, 0),
                                    .person_id = col_id(&rows, 1),
                                    .state = col_str(&rows, 2),
                                    .programme = col_str(&rows, 3)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}
