/* caseload/search_store.h: finding cases. Errors: those of plat/db.h, and those listed. */
#ifndef SEARCH_STORE_H
#define SEARCH_STORE_H

#include "feature/caseload/caseload.h"

/** The one case with one of two numbers. Errors: E_NOT_FOUND  none, or both. */
enum err search_store_number(struct ctx *ctx, struct str number, struct str other,
                             struct id *ret) MUST_CHECK;
/** Rows in no order; near: begin with the few people the actor sees. */
enum err search_store_names(struct ctx *ctx, const struct person_words *words, bool near_first,
                            struct search_hit_list *ret) MUST_CHECK;

#endif
