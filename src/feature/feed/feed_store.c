/* feed/feed_store.c: rows of feeds, see feed_store.h. */
#include "feature/feed/feed_store.h"

#include "feed_sql.gen.h"
#include "plat/db.h"

enum err feed_store_put(struct ctx *ctx, struct id id, struct str hash, bool *ret_put)
{
    int64_t n;

    TRY(db_exec(ctx->db, &SQL_FEED_PUT,
                BINDS(b_id(id), b_id(ctx->actor.account_id), b_blob(hash), b_instant(ctx->now)),
                &n));
    *ret_put = n > 0;
    return OK;
}

enum err feed_store_revoke(struct ctx *ctx, struct id stays, int64_t *ret_n)
{
    return db_exec(ctx->db, &SQL_FEED_REVOKE,
                   BINDS(b_id(ctx->actor.account_id), b_instant(ctx->now), b_id(stays)), ret_n);
}

static enum err feed_read_one(struct rows *rows, struct feed *ret)
{
    struct feed feed = {0};

    if (rows_next(rows))
        feed = (struct feed){.id = col_id(rows, 0),
                             .account_id = col_id(rows, 1),
                             .created_at = col_instant(rows, 2),
                             .used_at = col_instant(rows, 3),
                             .used_n = col_int(rows, 4),
                             .locale = locale_find(col_str(rows, 5))};
    TRY(rows_end(rows));
    *ret = feed;
    return OK;
}

enum err feed_store_of(struct ctx *ctx, struct feed *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_FEED_OF, BINDS(b_id(ctx->actor.account_id)), &rows));
    return feed_read_one(&rows, ret);
}

enum err feed_store_by_token(struct ctx *ctx, struct str hash, struct feed *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_FEED_BY_TOKEN, BINDS(b_blob(hash)), &rows));
    TRY(feed_read_one(&rows, ret));
    return id_given(ret->id) ? OK : E_NOT_FOUND;
}

enum err feed_store_used(struct ctx *ctx, struct str hash)
{
    return db_exec(ctx->db, &SQL_FEED_USED, BINDS(b_blob(hash), b_instant(ctx->now)), NULL);
}
