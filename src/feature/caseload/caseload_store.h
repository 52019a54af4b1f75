/* caseload/caseload_store.h: rows for lists of cases. Errors: those of plat/db.h.
 */
#ifndef CASELOAD_STORE_H
#define CASELOAD_STORE_H

#include "feature/caseload/caseload.h"

/** One page of a list. */
enum err caseload_store_list(struct ctx *ctx, const struct caseload_filter *filter,
                             struct caseload_row_list *ret) MUST_CHECK;
/** All its counts. */
enum err caseload_store_count(struct ctx *ctx, const struct caseload_filter *filter,
                              struct caseload_counts *ret) MUST_CHECK;
/** Teams of the actor's unit, by name. */
enum err caseload_store_teams(struct ctx *ctx, struct caseload_team_list *ret) MUST_CHECK;
/** Who may have cases in a team, by name. */
enum err caseload_store_colleagues(struct ctx *ctx, struct id team_id,
                                   struct caseload_colleague_list *ret) MUST_CHECK;
/** Adds one open case to the list, if the actor may change it. */
enum err caseload_store_one(struct ctx *ctx, struct id id,
                            struct caseload_row_list *ret) MUST_CHECK;

#endif
