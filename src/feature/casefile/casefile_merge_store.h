/* casefile/casefile_merge_store.h: rows of cases that follow when two records of a person become
 * one. Errors: those of plat/db.h. */
#ifndef CASEFILE_MERGE_STORE_H
#define CASEFILE_MERGE_STORE_H

#include "feature/casefile/casefile.h"

/** Moves the person's own cases; gives their ids. */
enum err casefile_merge_store_cases(struct ctx *ctx, const struct person_merge *merge,
                                    struct person_row_list *ret) MUST_CHECK;
/** Moves the parts the person has in other cases; gives the ids of those cases. */
enum err casefile_merge_store_people(struct ctx *ctx, const struct person_merge *merge,
                                     struct person_row_list *ret) MUST_CHECK;
/** Gives a case, or a part in one, back to the record it came from. */
enum err casefile_merge_store_case_back(struct ctx *ctx, const struct person_merge *merge,
                                        struct id casefile_id) MUST_CHECK;
enum err casefile_merge_store_person_back(struct ctx *ctx, const struct person_merge *merge,
                                          struct id casefile_id) MUST_CHECK;

#endif
