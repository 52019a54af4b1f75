/* review/closure_store.h: rows of closures. Errors: those of plat/db.h unless more are listed. */
#ifndef CLOSURE_STORE_H
#define CLOSURE_STORE_H

#include "feature/review/closure.h"

/** One that waits. *ret_done: false when another of the case waits already. */
enum err closure_store_insert(struct ctx *ctx, const struct closure *c, bool *ret_done) MUST_CHECK;
/** One of a case. Errors: E_NOT_FOUND. */
enum err closure_store_find(struct ctx *ctx, struct id casefile_id, struct id id,
                            struct closure *ret) MUST_CHECK;
/** All of a case, newest first. */
enum err closure_store_by_casefile(struct ctx *ctx, struct id casefile_id,
                                   struct closure_list *ret) MUST_CHECK;
/** What was decided, by the actor, now. *ret_done: false when it did not wait any more. */
enum err closure_store_decide(struct ctx *ctx, const struct closure *c, bool *ret_done) MUST_CHECK;
/** The case was opened again by the actor, now. */
enum err closure_store_reopen(struct ctx *ctx, const struct reopening_draft *draft) MUST_CHECK;
/** What was answered about a promise or a referral. */
enum err closure_store_end_insert(struct ctx *ctx, const struct closure *c, int64_t number,
                                  const struct closure_end *end) MUST_CHECK;
/** All of a case. */
enum err closure_store_ends(struct ctx *ctx, struct id casefile_id,
                            struct closure_end_list *ret) MUST_CHECK;

/** Of a person, in the actor's scope; the last closed first. */
enum err closure_store_of_person(struct ctx *ctx, struct id person_id,
                                 struct closure_earlier_list *ret) MUST_CHECK;

#endif
