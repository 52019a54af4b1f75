/* search/search_store.h: rows of what is found. Errors: those of plat/db.h, and those listed. */
#ifndef SEARCH_STORE_H
#define SEARCH_STORE_H

#include "feature/search/search.h"

/** The one case with one of two numbers; its id is ID_NONE when there is none, or both are. */
enum err search_store_number(struct ctx *ctx, struct str number, struct str other,
                             struct search_case *ret) MUST_CHECK;
/** What a query of people asks for. */
struct search_names {
    struct person_words words;
    struct person_range born;
    bool has_birth;
    bool near_first; /* begin with the few people the actor sees */
};
/** People by keys of theirs; rows in no order. *ret_cut: there are more. */
enum err search_store_names(struct ctx *ctx, const struct search_names *asked,
                            struct search_hit_list *ret, bool *ret_cut) MUST_CHECK;
/** People by their day of birth; near_first as above. */
enum err search_store_birth(struct ctx *ctx, const struct person_range *born, bool near_first,
                            struct search_hit_list *ret, bool *ret_cut) MUST_CHECK;
/** People by a number of theirs, folded. */
enum err search_store_identifier(struct ctx *ctx, const struct person_range *value,
                                 struct search_hit_list *ret, bool *ret_cut) MUST_CHECK;

#endif
