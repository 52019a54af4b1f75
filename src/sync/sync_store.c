/* sync/sync_store.c: rows of receipts and of what waits for a decision, see sync_store.h. */
#include "sync/sync_store.h"

#include "plat/db.h"
#include "sync_sql.gen.h"

static const char *result_of(struct str stored)
{
    static const char *const known[] = {"applied", "applied_merged", "needs_review"};

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (str_eq(stored, str_c(known[i])))
            return known[i];
    }
    return "rejected";
}

enum err sync_store_receipt(struct ctx *ctx, struct id device_id, struct id cmd_id,
                            struct sync_receipt *ret, bool *ret_found)
{
    struct rows rows;

    *ret_found = false;
    TRY(db_query(ctx->db, &SQL_SYNC_RECEIPT_FIND, BINDS(b_id(device_id), b_id(cmd_id)), &rows));
    if (rows_next(&rows)) {
        *ret = (struct sync_receipt){.cmd_id = cmd_id,
                                     .device_id = device_id,
                                     .seq = col_int(&rows, 0),
                                     .result = result_of(col_str(&rows, 1)),
                                     .location = col_str(&rows, 2),
                                     .why = col_str(&rows, 3),
                                     .claimed_at = col_instant(&rows, 4)};
        *ret_found = true;
    }
    return rows_end(&rows);
}

enum err sync_store_put_receipt(struct ctx *ctx, const struct sync_receipt *r)
{
    return db_exec(ctx->db, &SQL_SYNC_RECEIPT_INSERT,
                   BINDS(b_id(r->cmd_id), b_id(r->device_id), b_int(r->seq),
                         b_str(str_c(r->result)), b_str(r->location), b_str(r->why),
                         b_instant(r->claimed_at), b_instant(ctx->now)),
                   NULL);
}

enum err sync_store_put_review(struct ctx *ctx, const struct sync_review *r)
{
    return db_exec(ctx->db, &SQL_SYNC_REVIEW_INSERT,
                   BINDS(b_id(r->id), b_id(r->device_id), b_id(r->account_id), b_id(r->team_id),
                         b_id(r->casefile_id), b_str(r->reason), b_str(r->path), b_str(r->body),
                         b_str(r->stored), b_int(r->stored_version), b_instant(r->claimed_at),
                         b_instant(ctx->now)),
                   NULL);
}

static enum err reviews_read(struct ctx *ctx, struct rows *rows, struct sync_review_list *ret)
{
    struct sync_review_list list = {0};

    while (rows_next(rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct sync_review){.id = col_id(rows, 0),
                                       .device_id = col_id(rows, 1),
                                       .account_id = col_id(rows, 2),
                                       .team_id = col_id(rows, 3),
                                       .casefile_id = col_id(rows, 4),
                                       .reason = col_str(rows, 5),
                                       .path = col_str(rows, 6),
                                       .body = col_str(rows, 7),
                                       .stored = col_str(rows, 8),
                                       .stored_version = col_int(rows, 9),
                                       .claimed_at = col_instant(rows, 10),
                                       .at = col_instant(rows, 11),
                                       .state = col_str(rows, 12),
                                       .author = col_str(rows, 13),
                                       .device = col_str(rows, 14),
                                       .number = col_str(rows, 15),
                                       .client = col_str(rows, 16)}));
    TRY(rows_end(rows));
    *ret = list;
    return OK;
}

enum err sync_store_reviews_own(struct ctx *ctx, struct sync_review_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_SYNC_REVIEW_OWN,
                 BINDS(b_id(ctx->actor.scope_id), b_id(ctx->actor.account_id)), &rows));
    return reviews_read(ctx, &rows, ret);
}

enum err sync_store_reviews_team(struct ctx *ctx, struct sync_review_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_SYNC_REVIEW_TEAM,
                 BINDS(b_id(ctx->actor.scope_id), b_id(ctx->actor.team_id)), &rows));
    return reviews_read(ctx, &rows, ret);
}

enum err sync_store_review(struct ctx *ctx, struct id id, struct sync_review *ret)
{
    struct rows rows;
    struct sync_review_list list;

    TRY(db_query(ctx->db, &SQL_SYNC_REVIEW_FIND, BINDS(b_id(ctx->actor.scope_id), b_id(id)),
                 &rows));
    TRY(reviews_read(ctx, &rows, &list));
    if (list.n == 0)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    *ret = list.items[0];
    return OK;
}

enum err sync_store_decide(struct ctx *ctx, struct id id, const char *state, struct str words,
                           bool *ret_done)
{
    int64_t n = 0;

    TRY(db_exec(ctx->db, &SQL_SYNC_REVIEW_DECIDE,
                BINDS(b_id(id), b_str(str_c(state)), b_id(ctx->actor.account_id),
                      b_instant(ctx->now), b_str(words)),
                &n));
    *ret_done = n > 0;
    return OK;
}

enum err sync_store_review_again(struct ctx *ctx, const struct sync_review *r)
{
    return db_exec(ctx->db, &SQL_SYNC_REVIEW_AGAIN,
                   BINDS(b_id(r->id), b_str(r->stored), b_int(r->stored_version)), NULL);
}

enum err sync_store_was_held(struct ctx *ctx, struct id device_id, struct id casefile_id,
                             struct instant at, bool *ret)
{
    struct rows rows;

    *ret = false;
    TRY(db_query(ctx->db, &SQL_SYNC_SCOPE_LEFT, BINDS(b_id(device_id), b_id(casefile_id)), &rows));
    if (rows_next(&rows))
        *ret = col_bool(&rows, 0) || col_instant(&rows, 1).us >= at.us;
    return rows_end(&rows);
}
