/* directory/unmet_store.h: rows of unmet needs. Errors: those of plat/db.h. */
#ifndef UNMET_STORE_H
#define UNMET_STORE_H

#include "feature/directory/unmet.h"

/** A new one; *ret_new: false when the need is open already. Errors: also E_CONFLICT  no such area.
 */
enum err unmet_store_insert(struct ctx *ctx, const struct unmet *u, bool *ret_new) MUST_CHECK;
/** Of a case, open ones first. */
enum err unmet_store_by_casefile(struct ctx *ctx, struct id casefile_id,
                                 struct unmet_list *ret) MUST_CHECK;
/** Ends it; *ret_done: false when it is not open. */
enum err unmet_store_end(struct ctx *ctx, const struct unmet *u, struct str how,
                         bool *ret_done) MUST_CHECK;
/** Cases by need, and by reason, since a moment. */
enum err unmet_store_count(struct ctx *ctx, struct instant since, struct id area_id,
                           struct report_cell_list *ret_needs,
                           struct report_cell_list *ret_reasons) MUST_CHECK;

#endif
