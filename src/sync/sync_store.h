/* sync/sync_store.h: rows of receipts and of what waits for a decision. Errors: those of plat/db.h.
 */
#ifndef SYNC_STORE_H
#define SYNC_STORE_H

#include "sync/sync.h"

/** *ret_found: false when the command is new to that device. */
enum err sync_store_receipt(struct ctx *ctx, struct id device_id, struct id cmd_id,
                            struct sync_receipt *ret, bool *ret_found) MUST_CHECK;
/** A new one. */
enum err sync_store_put_receipt(struct ctx *ctx, const struct sync_receipt *r) MUST_CHECK;
/** A new one. */
enum err sync_store_put_review(struct ctx *ctx, const struct sync_review *r) MUST_CHECK;
/** Those of an account. */
enum err sync_store_reviews_own(struct ctx *ctx, struct sync_review_list *ret) MUST_CHECK;
/** Those of the actor's team. */
enum err sync_store_reviews_team(struct ctx *ctx, struct sync_review_list *ret) MUST_CHECK;
/** Whoever's it is. Errors: also E_NOT_FOUND. */
enum err sync_store_review(struct ctx *ctx, struct id id, struct sync_review *ret) MUST_CHECK;
/** *ret_done: false when it is decided already. */
enum err sync_store_decide(struct ctx *ctx, struct id id, const char *state, struct str words,
                           bool *ret_done) MUST_CHECK;
/** What is stored has changed once more. */
enum err sync_store_review_again(struct ctx *ctx, const struct sync_review *r) MUST_CHECK;
/** Whether a case was on a device at that time, as far as is known; also when it still is. */
enum err sync_store_was_held(struct ctx *ctx, struct id device_id, struct id casefile_id,
                             struct instant at, bool *ret) MUST_CHECK;

#endif
