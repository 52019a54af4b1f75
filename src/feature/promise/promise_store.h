/* promise/promise_store.h: rows of promises. Errors: those of plat/db.h. */
#ifndef PROMISE_STORE_H
#define PROMISE_STORE_H

#include "feature/promise/promise.h"

/** A new promise. */
enum err promise_store_insert(struct ctx *ctx, const struct promise *p) MUST_CHECK;
/** One of a case. Errors: also E_NOT_FOUND. */
enum err promise_store_find(struct ctx *ctx, struct id casefile_id, struct id id,
                            struct promise *ret) MUST_CHECK;
/** Those of a case, open ones first. */
enum err promise_store_by_casefile(struct ctx *ctx, struct id casefile_id,
                                   struct promise_list *ret) MUST_CHECK;
/** What the actor has to keep, in the cases that the actor's seat sees. */
enum err promise_store_due(struct ctx *ctx, const struct duty_ask *ask,
                           struct promise_list *ret) MUST_CHECK;
/** The open one that is due first; ret->id is ID_NONE when there is none. */
enum err promise_store_first(struct ctx *ctx, struct id casefile_id,
                             struct promise *ret) MUST_CHECK;
/** State, outcome and day; *ret_done: false when it is not at p->version any more. */
enum err promise_store_set(struct ctx *ctx, const struct promise *p, bool *ret_done) MUST_CHECK;
/** Promises of people who do not see the case any more go to its worker. */
enum err promise_store_hand_on(struct ctx *ctx, struct id casefile_id) MUST_CHECK;

#endif
