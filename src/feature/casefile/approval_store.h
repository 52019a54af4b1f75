/* casefile/approval_store.h: rows of approvals. Errors: those of plat/db.h. */
#ifndef APPROVAL_STORE_H
#define APPROVAL_STORE_H

#include "feature/casefile/casefile.h"

/** A new one that waits. */
enum err approval_store_insert(struct ctx *ctx, const struct approval *a,
                               struct id team_id) MUST_CHECK;
/** Whether one of the kind and subject waits. */
enum err approval_store_is_waiting(struct ctx *ctx, const struct approval *a, bool *ret) MUST_CHECK;
/** In the actor's scope. Errors: E_NOT_FOUND. */
enum err approval_store_find(struct ctx *ctx, struct id id, struct approval *ret) MUST_CHECK;
/** In the actor's scope, oldest first. */
enum err approval_store_waiting(struct ctx *ctx, struct approval_list *ret) MUST_CHECK;
/** Of cases of the actor's team, oldest first. */
enum err approval_store_waiting_team(struct ctx *ctx, int max,
                                     struct approval_list *ret) MUST_CHECK;
/** What waits goes with its case to another team. */
enum err approval_store_dealt(struct ctx *ctx, const struct casefile *file) MUST_CHECK;
/** Of a case, newest first. */
enum err approval_store_by_casefile(struct ctx *ctx, struct id casefile_id,
                                    struct approval_list *ret) MUST_CHECK;
/** The decision, about an approval that waits while its case is locked. */
enum err approval_store_set(struct ctx *ctx, const struct approval *a) MUST_CHECK;

#endif
