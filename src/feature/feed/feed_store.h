/* feed/feed_store.h: rows of feeds. Errors: those of plat/db.h unless more are listed. */
#ifndef FEED_STORE_H
#define FEED_STORE_H

#include "feature/feed/feed.h"

/** A new address of the actor. *ret_put: false when this command made one that is in use. */
enum err feed_store_put(struct ctx *ctx, struct id id, struct str hash, bool *ret_put) MUST_CHECK;
/** All of the actor's but one. *ret_n: how many. */
enum err feed_store_revoke(struct ctx *ctx, struct id stays, int64_t *ret_n) MUST_CHECK;
/** The actor's, or an empty one. */
enum err feed_store_of(struct ctx *ctx, struct feed *ret) MUST_CHECK;
/** Errors: E_NOT_FOUND. */
enum err feed_store_by_token(struct ctx *ctx, struct str hash, struct feed *ret) MUST_CHECK;
/** Counts a use. */
enum err feed_store_used(struct ctx *ctx, struct str hash) MUST_CHECK;

#endif
