/* casefile/share_store.h: rows of sharings, and the scope they give. Errors: those of plat/db.h,
 * and those listed. */
#ifndef SHARE_STORE_H
#define SHARE_STORE_H

#include "feature/casefile/casefile_share.h"

/** All teams and agencies. */
enum err share_store_units(struct ctx *ctx, struct casefile_unit_list *ret) MUST_CHECK;
/** One of them. Errors: E_NOT_FOUND. */
enum err share_store_unit(struct ctx *ctx, struct id id, struct casefile_unit *ret) MUST_CHECK;
/** The sharings of a case, newest first. */
enum err share_store_list(struct ctx *ctx, struct id casefile_id,
                          struct casefile_share_list *ret) MUST_CHECK;
/** Whether the unit sees the case, for whatever reason. */
enum err share_store_sees(struct ctx *ctx, struct id casefile_id, struct id unit_id,
                          bool *ret) MUST_CHECK;
/** The row, and the unit sees the case. */
enum err share_store_add(struct ctx *ctx, const struct casefile_share *share) MUST_CHECK;
/** The row ends, by the actor if there is one; the unit sees the case no longer unless it works on
 *  it. *ret_ended: it was still running. */
enum err share_store_end(struct ctx *ctx, const struct casefile_share *share,
                         bool *ret_ended) MUST_CHECK;
/** The last day of the running sharing with a unit; DATE_NONE when there is none. */
enum err share_store_until(struct ctx *ctx, struct id casefile_id, struct id unit_id,
                           struct date *ret) MUST_CHECK;
/** A running sharing that should have ended, and for whom the case is. */
struct share_due {
    struct casefile_share share;
    struct id person_id;
};
LIST_TYPE(share_due_list, struct share_due);
/** Those whose last day is before this one. */
enum err share_store_due(struct ctx *ctx, struct date today, struct share_due_list *ret) MUST_CHECK;
/** Ends the job's transaction and begins another: what was done since is kept when *e is OK, else
 * undone. *e becomes why it could not be kept. */
enum err share_store_next(struct ctx *ctx, enum err *e) MUST_CHECK;

#endif
