/* plan/plan_store.c: rows of plans, goals and progress. Actions are in plan_action_store.c. */
#include "feature/plan/plan_store.h"

#include "plan_sql.gen.h"
#include "plat/db.h"

#define VERSIONS_MAX 100
#define GOALS_MAX 100
#define PROGRESS_MAX 100

static struct plan plan_read(const struct rows *rows, struct id casefile_id)
{
    return (struct plan){.id = col_id(rows, 0),
                         .casefile_id = casefile_id,
                         .account_id = col_id(rows, 1),
                         .version_no = col_int(rows, 2),
                         .state = col_str(rows, 3),
                         .aim = col_str(rows, 4),
                         .sent_back = col_str(rows, 5),
                         .agreed_on = col_date(rows, 6),
                         .agreed_how = col_str(rows, 7),
                         .agreed_with = col_str(rows, 8),
                         .witness = col_str(rows, 9),
                         .author_name = col_str(rows, 10),
                         .created_at = col_instant(rows, 11),
                         .state_at = col_instant(rows, 12),
                         .version = col_int(rows, 13)};
}

enum err plan_store_insert(struct ctx *ctx, const struct plan *p)
{
    return db_exec(ctx->db, &SQL_PLAN_INSERT,
                   BINDS(b_id(p->id), b_id(p->casefile_id), b_int(p->version_no), b_str(p->state),
                         b_str(p->aim), b_id(p->account_id), b_instant(p->created_at)),
                   NULL);
}

enum err plan_store_list(struct ctx *ctx, struct id casefile_id, struct plan_list *ret)
{
    struct plan_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PLAN_LIST, BINDS(b_id(casefile_id), b_int(VERSIONS_MAX)), &rows));
    while (rows_next(&rows)) {
        struct plan plan = plan_read(&rows, casefile_id);

        LIST_ADD(ctx->arena, &list, plan);
    }
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err plan_store_find(struct ctx *ctx, struct id casefile_id, struct id id, struct plan *ret)
{
    struct rows rows;
    struct plan plan = {0};

    TRY(db_query(ctx->db, &SQL_PLAN_FIND, BINDS(b_id(casefile_id), b_id(id)), &rows));
    bool found = rows_next(&rows);

    if (found)
        plan = plan_read(&rows, casefile_id);
    TRY(rows_end(&rows));
    if (!found)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    *ret = plan;
    return OK;
}

enum err plan_store_set_aim(struct ctx *ctx, const struct plan *p, struct str aim)
{
    return db_exec(ctx->db, &SQL_PLAN_SET_AIM, BINDS(b_id(p->casefile_id), b_id(p->id), b_str(aim)),
                   NULL);
}

enum err plan_store_set_state(struct ctx *ctx, const struct plan *p, const char *state,
                              struct str sent_back, bool *ret_done)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_PLAN_SET_STATE,
                BINDS(b_id(p->casefile_id), b_id(p->id), b_str(p->state), b_str(str_c(state)),
                      b_instant(ctx->now), b_str(sent_back)),
                &changed));
    *ret_done = changed > 0;
    return OK;
}

enum err plan_store_set_agreed(struct ctx *ctx, const struct plan *p,
                               const struct plan_agreement *agreement, bool *ret_done)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_PLAN_SET_AGREED,
                BINDS(b_id(p->casefile_id), b_id(p->id), b_instant(ctx->now),
                      b_date(ctx->arena, agreement->on), b_str(agreement->how),
                      b_str(agreement->with), b_str(agreement->witness)),
                &changed));
    *ret_done = changed > 0;
    return OK;
}

enum err plan_store_replace(struct ctx *ctx, struct id casefile_id, struct id *ret)
{
    struct rows rows;

    *ret = ID_NONE;
    TRY(db_query(ctx->db, &SQL_PLAN_REPLACE, BINDS(b_id(casefile_id), b_instant(ctx->now)), &rows));
    if (rows_next(&rows))
        *ret = col_id(&rows, 0);
    return rows_end(&rows);
}

enum err plan_store_set_live(struct ctx *ctx, const struct plan *p)
{
    return db_exec(ctx->db, &SQL_PLAN_SET_LIVE, BINDS(b_id(p->casefile_id), b_id(p->id)), NULL);
}

/* ---- goals ---------------------------------------------------------------------------------- */

static struct plan_goal goal_read(const struct rows *rows, struct id casefile_id)
{
    return (struct plan_goal){.id = col_id(rows, 0),
                              .plan_id = col_id(rows, 1),
                              .casefile_id = casefile_id,
                              .origin_id = col_id(rows, 2),
                              .domain = col_str(rows, 3),
                              .wish = col_str(rows, 4),
                              .baseline = col_str(rows, 5),
                              .target = col_str(rows, 6),
                              .due = col_date(rows, 7),
                              .progress = col_int(rows, 8),
                              .state = col_str(rows, 9),
                              .created_at = col_instant(rows, 10),
                              .version = col_int(rows, 11)};
}

enum err plan_store_goal_insert(struct ctx *ctx, const struct plan_goal *g)
{
    return db_exec(ctx->db, &SQL_PLAN_GOAL_INSERT,
                   BINDS(b_id(g->id), b_id(g->plan_id), b_id(g->casefile_id), b_id(g->origin_id),
                         b_str(g->domain), b_str(g->wish), b_str(g->baseline), b_str(g->target),
                         b_date(ctx->arena, g->due), b_int(g->progress), b_str(g->state),
                         b_instant(g->created_at)),
                   NULL);
}

enum err plan_store_goals(struct ctx *ctx, const struct plan *p, struct plan_goal_list *ret)
{
    struct plan_goal_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PLAN_GOAL_LIST,
                 BINDS(b_id(p->casefile_id), b_id(p->id), b_int(GOALS_MAX)), &rows));
    while (rows_next(&rows)) {
        struct plan_goal goal = goal_read(&rows, p->casefile_id);

        LIST_ADD(ctx->arena, &list, goal);
    }
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err plan_store_goal_find(struct ctx *ctx, struct id casefile_id, struct id id,
                              struct plan_goal *ret)
{
    struct rows rows;
    struct plan_goal goal = {0};

    TRY(db_query(ctx->db, &SQL_PLAN_GOAL_FIND, BINDS(b_id(casefile_id), b_id(id)), &rows));
    bool found = rows_next(&rows);

    if (found)
        goal = goal_read(&rows, casefile_id);
    TRY(rows_end(&rows));
    if (!found)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    *ret = goal;
    return OK;
}

enum err plan_store_goal_set(struct ctx *ctx, const struct plan_goal *g)
{
    return db_exec(ctx->db, &SQL_PLAN_GOAL_SET,
                   BINDS(b_id(g->casefile_id), b_id(g->id), b_str(g->domain), b_str(g->wish),
                         b_str(g->baseline), b_str(g->target), b_date(ctx->arena, g->due)),
                   NULL);
}

enum err plan_store_goal_set_progress(struct ctx *ctx, const struct plan_goal *g)
{
    return db_exec(
        ctx->db, &SQL_PLAN_GOAL_SET_PROGRESS,
        BINDS(b_id(g->casefile_id), b_id(g->origin_id), b_int(g->progress), b_str(g->state)), NULL);
}

enum err plan_store_goal_delete(struct ctx *ctx, const struct plan_goal *g)
{
    TRY(db_exec(ctx->db, &SQL_PLAN_GOAL_DELETE_ACTIONS, BINDS(b_id(g->casefile_id), b_id(g->id)),
                NULL));
    return db_exec(ctx->db, &SQL_PLAN_GOAL_DELETE, BINDS(b_id(g->casefile_id), b_id(g->id)), NULL);
}

enum err plan_store_progress_insert(struct ctx *ctx, const struct plan_goal *g, struct str note)
{
    return db_exec(ctx->db, &SQL_PLAN_PROGRESS_INSERT,
                   BINDS(b_id(id_new(ctx, "plan_progress")), b_id(g->casefile_id),
                         b_id(g->origin_id), b_int(g->progress), b_str(g->state), b_str(note),
                         b_id(ctx->actor.account_id), b_instant(ctx->now)),
                   NULL);
}

enum err plan_store_progress(struct ctx *ctx, const struct plan_goal *g,
                             struct plan_progress_list *ret)
{
    struct plan_progress_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PLAN_PROGRESS_LIST,
                 BINDS(b_id(g->casefile_id), b_id(g->origin_id), b_int(PROGRESS_MAX)), &rows));
    while (rows_next(&rows)) {
        LIST_ADD(ctx->arena, &list,
                 ((struct plan_progress){.percent = col_int(&rows, 0),
                                         .state = col_str(&rows, 1),
                                         .note = col_str(&rows, 2),
                                         .author_name = col_str(&rows, 3),
                                         .at = col_instant(&rows, 4)}));
    }
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}
