/* account/account_change_store.c: see account_change_store.h. */
#include "feature/account/account_change_store.h"

#include "account_change_sql.gen.h"
#include "plat/db.h"

#define WAITS_US (7 * DAY_US)

enum err account_change_store_insert(struct ctx *ctx, const struct account_change_secret *x)
{
    return db_exec(ctx->db, &SQL_ACCOUNT_CHANGE_INSERT,
                   BINDS(b_id(x->change.id), b_id(x->change.account_id), b_id(x->change.asked_by),
                         b_int(x->change.asked_at.us), b_bool(x->change.phrase), b_str(x->password),
                         b_str(x->half), b_str(role_code(x->change.role)), b_id(x->change.unit_id)),
                   NULL);
}

enum err account_change_store_replace(struct ctx *ctx, struct id account_id)
{
    return db_exec(ctx->db, &SQL_ACCOUNT_CHANGE_REPLACE,
                   BINDS(b_id(account_id), b_id(ctx->actor.account_id), b_int(ctx->now.us)), NULL);
}

enum err account_change_store_waiting(struct ctx *ctx, bool all, struct id id,
                                      struct account_change_secret_list *ret)
{
    struct rows rows;

    TRY(db_query(
        ctx->db, &SQL_ACCOUNT_CHANGE_WAITING,
        BINDS(b_id(ctx->actor.scope_id), b_bool(all), b_int(ctx->now.us - WAITS_US), b_id(id)),
        &rows));
    while (rows_next(&rows)) {
        struct account_change_secret *x = LIST_PUSH(ctx->arena, ret);

        *x = (struct account_change_secret){.change = {.id = col_id(&rows, 0),
                                                       .account_id = col_id(&rows, 1),
                                                       .asked_by = col_id(&rows, 2),
                                                       .asked_at = col_instant(&rows, 3),
                                                       .phrase = col_bool(&rows, 4),
                                                       .unit_id = col_id(&rows, 8),
                                                       .login = col_str(&rows, 9),
                                                       .name = col_str(&rows, 10),
                                                       .asked_by_name = col_str(&rows, 11),
                                                       .unit_name = col_str(&rows, 12)},
                                            .password = col_str(&rows, 5),
                                            .half = col_str(&rows, 6)};
        if (role_parse(col_str(&rows, 7), &x->change.role) != OK)
            x->change.role = ROLE_NONE;
    }
    return rows_end(&rows);
}

enum err account_change_store_decide(struct ctx *ctx, struct id id, bool confirm)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_ACCOUNT_CHANGE_DECIDE,
                BINDS(b_id(id), b_id(ctx->actor.account_id), b_int(ctx->now.us),
                      b_str(confirm ? STR("confirmed") : STR("refused"))),
                &changed));
    return changed ? OK : E_CONFLICT;
}

enum err account_change_store_told(struct ctx *ctx, struct account_told *ret)
{
    struct rows rows;

    *ret = (struct account_told){.at = INSTANT_NONE};
    TRY(db_query(ctx->db, &SQL_ACCOUNT_CHANGE_TOLD, BINDS(b_id(ctx->actor.account_id)), &rows));
    if (rows_next(&rows))
        *ret = (struct account_told){.asked_by = col_str(&rows, 0),
                                     .confirmed_by = col_str(&rows, 1),
                                     .at = col_instant(&rows, 2)};
    return rows_end(&rows);
}

enum err account_change_store_sweep(struct ctx *ctx)
{
    return db_exec(ctx->db, &SQL_ACCOUNT_CHANGE_SWEEP, BINDS(b_int(ctx->now.us - WAITS_US)), NULL);
}
