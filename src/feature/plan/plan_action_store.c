/* plan/plan_action_store.c: rows of actions, see plan_store.h. */
#include "core/feature.h"
#include "feature/plan/plan_store.h"
#include "plan_sql.gen.h"
#include "plat/db.h"

#define ACTIONS_MAX 500

static struct plan_action action_read(const struct rows *rows, struct id casefile_id)
{
    return (struct plan_action){.id = col_id(rows, 0),
                                .plan_id = col_id(rows, 1),
                                .goal_id = col_id(rows, 2),
                                .casefile_id = casefile_id,
                                .origin_id = col_id(rows, 3),
                                .account_id = col_id(rows, 4),
                                .kind = col_str(rows, 5),
                                .what = col_str(rows, 6),
                                .who = col_str(rows, 7),
                                .who_name = col_str(rows, 8),
                                .start_on = col_date(rows, 9),
                                .due = col_date(rows, 10),
                                .state = col_str(rows, 11),
                                .outcome = col_str(rows, 12),
                                .ended_on = col_date(rows, 13),
                                .created_at = col_instant(rows, 14),
                                .version = col_int(rows, 15),
                                .later = col_bool(rows, 16)};
}

enum err plan_store_action_insert(struct ctx *ctx, const struct plan_action *a, bool live)
{
    return db_exec(ctx->db, &SQL_PLAN_ACTION_INSERT,
                   BINDS(b_id(a->id), b_id(a->plan_id), b_id(a->goal_id), b_id(a->casefile_id),
                         b_id(a->origin_id), b_str(a->kind), b_str(a->what), b_str(a->who),
                         b_str(a->who_name), b_id(a->account_id), b_date(ctx->arena, a->start_on),
                         b_date(ctx->arena, a->due), b_str(a->state), b_str(a->outcome),
                         b_date(ctx->arena, a->ended_on), b_bool(live), b_instant(a->created_at),
                         b_bool(a->later)),
                   NULL);
}

enum err plan_store_actions(struct ctx *ctx, const struct plan *p, struct plan_action_list *ret)
{
    struct plan_action_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PLAN_ACTION_LIST,
                 BINDS(b_id(p->casefile_id), b_id(p->id), b_int(ACTIONS_MAX)), &rows));
    while (rows_next(&rows)) {
        struct plan_action action = action_read(&rows, p->casefile_id);

        LIST_ADD(ctx->arena, &list, action);
    }
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err plan_store_action_find(struct ctx *ctx, struct id casefile_id, struct id id,
                                struct plan_action *ret)
{
    struct rows rows;
    struct plan_action action = {0};

    TRY(db_query(ctx->db, &SQL_PLAN_ACTION_FIND, BINDS(b_id(casefile_id), b_id(id)), &rows));
    bool found = rows_next(&rows);

    if (found)
        action = action_read(&rows, casefile_id);
    TRY(rows_end(&rows));
    if (!found)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    *ret = action;
    return OK;
}

enum err plan_store_action_set(struct ctx *ctx, const struct plan_action *a)
{
    return db_exec(ctx->db, &SQL_PLAN_ACTION_SET,
                   BINDS(b_id(a->casefile_id), b_id(a->id), b_str(a->kind), b_str(a->what),
                         b_str(a->who), b_str(a->who_name), b_id(a->account_id),
                         b_date(ctx->arena, a->start_on), b_date(ctx->arena, a->due)),
                   NULL);
}

enum err plan_store_action_set_state(struct ctx *ctx, const struct plan_action *a)
{
    return db_exec(ctx->db, &SQL_PLAN_ACTION_SET_STATE,
                   BINDS(b_id(a->casefile_id), b_id(a->origin_id), b_str(a->state),
                         b_str(a->outcome), b_date(ctx->arena, a->ended_on)),
                   NULL);
}

enum err plan_store_action_first(struct ctx *ctx, struct id casefile_id, struct plan_action *ret)
{
    struct plan_action action = {.due = DATE_NONE};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PLAN_ACTION_FIRST, BINDS(b_id(casefile_id)), &rows));
    if (rows_next(&rows))
        action = (struct plan_action){
            .id = col_id(&rows, 0), .what = col_str(&rows, 1), .due = col_date(&rows, 2)};
    TRY(rows_end(&rows));
    *ret = action;
    return OK;
}

enum err plan_store_due(struct ctx *ctx, const struct duty_ask *ask, struct plan_due_list *ret)
{
    struct plan_due_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PLAN_ACTION_DUE,
                 BINDS(b_id(ctx->actor.account_id), b_id(ctx->actor.scope_id),
                       b_date(ctx->arena, ask->until), b_int(ask->most),
                       b_date(ctx->arena, ask->from)),
                 &rows));
    while (rows_next(&rows)) {
        LIST_ADD(ctx->arena, &list,
                 ((struct plan_due){.id = col_id(&rows, 0),
                                    .casefile_id = col_id(&rows, 1),
                                    .what = col_str(&rows, 2),
                                    .who = col_str(&rows, 3),
                                    .who_name = col_str(&rows, 4),
                                    .due = col_date(&rows, 5),
                                    .client_name = col_str(&rows, 6),
                                    .number = col_str(&rows, 7),
                                    .risk = col_str(&rows, 8)}));
    }
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}
