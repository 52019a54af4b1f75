/* directory/benefit_store.h: rows of snapshots. Errors: those of plat/db.h. */
#ifndef BENEFIT_STORE_H
#define BENEFIT_STORE_H

#include "feature/directory/benefit.h"

/** A new one; *ret_new: false when just this statement is there already. */
enum err benefit_store_insert(struct ctx *ctx, const struct benefit *b, bool *ret_new) MUST_CHECK;
/** Of a case, the newest first. */
enum err benefit_store_by_casefile(struct ctx *ctx, struct id casefile_id,
                                   struct benefit_list *ret) MUST_CHECK;
/** Marks it; *ret_done: false when it is marked already. */
enum err benefit_store_void(struct ctx *ctx, const struct benefit *b, struct str reason,
                            bool *ret_done) MUST_CHECK;
/** The case of a number, for the import: its id, its client, its pack. Errors: also E_NOT_FOUND. */
enum err benefit_store_case(struct ctx *ctx, struct str number, struct casefile *ret) MUST_CHECK;

#endif
