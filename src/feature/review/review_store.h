/* review/review_store.h: rows of reviews. Errors: those of plat/db.h. */
#ifndef REVIEW_STORE_H
#define REVIEW_STORE_H

#include "feature/review/review.h"

/** A new one, which may take the place of another (or ID_NONE). */
enum err review_store_insert(struct ctx *ctx, const struct review *r,
                             struct id replaces_id) MUST_CHECK;
/** Of a case, newest first. */
enum err review_store_by_casefile(struct ctx *ctx, struct id casefile_id,
                                  struct review_list *ret) MUST_CHECK;

#endif
