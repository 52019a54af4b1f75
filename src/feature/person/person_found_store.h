/* person/person_found_store.h: searching rows of people. Errors: those of plat/db.h. */
#ifndef PERSON_FOUND_STORE_H
#define PERSON_FOUND_STORE_H

#include "feature/person/person.h"
#include "feature/person/person_key.h"

/** Days of birth: from inclusive, to exclusive, as text; "" to "~" is every day and none. */
#define PERSON_ANY_DAY ((struct person_range){STR(""), STR("~")})

/** The newest records. page counts from 1 here and below. */
enum err person_found_store_recent(struct ctx *ctx, int64_t page,
                                   struct person_found_list *ret) MUST_CHECK;
/** By the words of a name; match_text is the earlier name of a merged record that fits. */
enum err person_found_store_by_name(struct ctx *ctx, const struct person_words *words,
                                    const struct person_range *born, int64_t page,
                                    struct person_found_list *ret) MUST_CHECK;
enum err person_found_store_by_birth(struct ctx *ctx, const struct person_range *born, int64_t page,
                                     struct person_found_list *ret) MUST_CHECK;
/** match_text is the identifier as it was typed. */
enum err person_found_store_by_identifier(struct ctx *ctx, const struct person_range *value,
                                          struct person_found_list *ret) MUST_CHECK;

#endif
