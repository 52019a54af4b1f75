/* visit/visit_store.h: rows of lone visits. Errors: those of plat/db.h unless more are listed. */
#ifndef VISIT_STORE_H
#define VISIT_STORE_H

#include "feature/visit/visit.h"

/** A new one; *ret_put: false when its worker is out already. */
enum err visit_store_insert(struct ctx *ctx, const struct visit *v, bool *ret_put) MUST_CHECK;
/** The actor's, or an empty one. */
enum err visit_store_running(struct ctx *ctx, struct visit *ret) MUST_CHECK;
/** Whoever it belongs to. Errors: E_NOT_FOUND. */
enum err visit_store_find(struct ctx *ctx, struct id id, struct visit *ret) MUST_CHECK;
/** Not back in time, in the actor's scope. */
enum err visit_store_late(struct ctx *ctx, struct visit_list *ret) MUST_CHECK;
/** Of which something is to be told by now. */
enum err visit_store_to_tell(struct ctx *ctx, struct visit_list *ret) MUST_CHECK;
/** What was told, and when to look again. */
enum err visit_store_told(struct ctx *ctx, const struct visit *v, struct instant look) MUST_CHECK;
/** Back. *ret_ended: false when it had ended. */
enum err visit_store_end(struct ctx *ctx, const struct visit *v, struct str words,
                         bool *ret_ended) MUST_CHECK;
/** Back by expected_at. *ret_running: false when it had ended. */
enum err visit_store_prolong(struct ctx *ctx, const struct visit *v, bool *ret_running) MUST_CHECK;

#endif
