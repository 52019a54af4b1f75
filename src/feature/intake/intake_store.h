/* intake/intake_store.h: rows of requests and who sees them. Errors: those of plat/db.h. */
#ifndef INTAKE_STORE_H
#define INTAKE_STORE_H

#include "feature/intake/intake.h"

/** One in the actor's scope, or of a case in it. Errors: E_NOT_FOUND. */
enum err intake_store_find(struct ctx *ctx, struct id id, struct intake *ret) MUST_CHECK;
/** Of whom it is and which case it became, whoever may see it; ret->id is ID_NONE when there is
 * none.
 */
enum err intake_store_whose(struct ctx *ctx, struct id id, struct intake *ret) MUST_CHECK;
/** Whoever decides about the same one waits until this transaction ends. */
enum err intake_store_lock(struct ctx *ctx, struct id id) MUST_CHECK;
/** Name of the pack of a request in the actor's scope; empty when there is none. */
enum err intake_store_programme(struct ctx *ctx, struct id id, struct str *ret) MUST_CHECK;
enum err intake_store_insert(struct ctx *ctx, const struct intake *intake) MUST_CHECK;
enum err intake_store_update(struct ctx *ctx, const struct intake *intake) MUST_CHECK;
enum err intake_store_screen(struct ctx *ctx, const struct intake *intake) MUST_CHECK;
enum err intake_store_decide(struct ctx *ctx, const struct intake *intake) MUST_CHECK;
/** Lets a unit see it. */
enum err intake_store_scope(struct ctx *ctx, struct id id, struct id scope_id,
                            bool waiting) MUST_CHECK;
/** Lets an area see it, and all areas that area lies in. */
enum err intake_store_scope_area(struct ctx *ctx, struct id id, struct id area_id) MUST_CHECK;
/** Those that wait, or those decided; max of them after the first `from`. */
enum err intake_store_list(struct ctx *ctx, bool decided, int64_t from, int64_t max,
                           struct intake_list *ret) MUST_CHECK;
/** Errors: E_NOT_FOUND. */
enum err intake_store_of_casefile(struct ctx *ctx, struct id casefile_id,
                                  struct intake *ret) MUST_CHECK;
/** The newest first, at most 20. */
enum err intake_store_of_person(struct ctx *ctx, struct id person_id,
                                struct intake_list *ret) MUST_CHECK;
/** Moves requests from one person to another; ids of those that moved. */
enum err intake_store_move(struct ctx *ctx, struct id kept, struct id merged,
                           struct person_row_list *ret) MUST_CHECK;
enum err intake_store_back(struct ctx *ctx, struct id id, struct id kept,
                           struct id merged) MUST_CHECK;

#endif
