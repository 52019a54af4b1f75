/* decision/decision_store.h: rows of decisions: added and read, never changed. Errors: those of
 * plat/db.h unless more are listed. */
#ifndef DECISION_STORE_H
#define DECISION_STORE_H

#include "feature/decision/decision.h"

/** A new one, as the actor's; *ret_done is false when what it corrects was corrected already. */
enum err decision_store_insert(struct ctx *ctx, const struct decision *d,
                               bool *ret_done) MUST_CHECK;
/** One more thing that a decision rests on. */
enum err decision_store_evidence_insert(struct ctx *ctx, const struct decision *d, int64_t number,
                                        const struct decision_evidence *e) MUST_CHECK;
/** All of a case, the newest first. */
enum err decision_store_list(struct ctx *ctx, struct id casefile_id,
                             struct decision_list *ret) MUST_CHECK;
/** One of a case. Errors: E_NOT_FOUND. */
enum err decision_store_find(struct ctx *ctx, struct id casefile_id, struct id id,
                             struct decision *ret) MUST_CHECK;
/** What it rests on, in order. */
enum err decision_store_evidence(struct ctx *ctx, struct id casefile_id, struct id id,
                                 struct decision_evidence_list *ret) MUST_CHECK;

#endif
