/* proposal/proposal_store.h: rows of proposals. *ret_done is false when the state was another
 * meanwhile. Errors: those of plat/db.h unless more are listed. */
#ifndef PROPOSAL_STORE_H
#define PROPOSAL_STORE_H

#include "feature/proposal/proposal.h"

/** A new one; not done: one of this kind is open. */
enum err proposal_store_insert(struct ctx *ctx, const struct proposal *p,
                               bool *ret_done) MUST_CHECK;
/** All of a case, the newest first. */
enum err proposal_store_list(struct ctx *ctx, struct id casefile_id,
                             struct proposal_list *ret) MUST_CHECK;
/** One of a case. Errors: E_NOT_FOUND. */
enum err proposal_store_find(struct ctx *ctx, struct id casefile_id, struct id id,
                             struct proposal *ret) MUST_CHECK;
/** The notice was given. */
enum err proposal_store_tell(struct ctx *ctx, const struct proposal *p, bool *ret_done) MUST_CHECK;
/** What the family says. */
enum err proposal_store_answer(struct ctx *ctx, const struct proposal *p,
                               bool *ret_done) MUST_CHECK;
/** Decided by the actor. */
enum err proposal_store_decide(struct ctx *ctx, const struct proposal *p,
                               bool *ret_done) MUST_CHECK;
/** Appealed against. */
enum err proposal_store_appeal(struct ctx *ctx, const struct proposal *p,
                               bool *ret_done) MUST_CHECK;
/** The appeal is decided by the actor. */
enum err proposal_store_appeal_decide(struct ctx *ctx, const struct proposal *p,
                                      bool *ret_done) MUST_CHECK;

#endif
