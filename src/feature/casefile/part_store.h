/* casefile/part_store.h: the row of a case for somebody of its team. Errors: those of plat/db.h,
 * and those listed. */
#ifndef PART_STORE_H
#define PART_STORE_H

#include "feature/casefile/casefile.h"

/** Keeps the case as it is until the transaction ends. */
enum err part_store_lock(struct ctx *ctx, struct id id) MUST_CHECK;
/** What the actor's running membership gives of the case: nothing of the person but the name
 * without the part "contact". Errors: E_NOT_FOUND. */
enum err part_store_find(struct ctx *ctx, struct id id, struct casefile *ret) MUST_CHECK;

#endif
