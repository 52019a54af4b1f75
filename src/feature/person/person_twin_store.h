/* person/person_twin_store.h: candidates for likely twins, in the actor's scope or not. Errors:
 * those of plat/db.h. */
#ifndef PERSON_TWIN_STORE_H
#define PERSON_TWIN_STORE_H

#include "feature/person/person.h"
#include "feature/person/person_key.h"

#define PERSON_SOUNDS 3 /* of each part of a name */
/** How the words of both parts of a name sound; a part that is missing repeats the other. */
struct person_sounds {
    struct str given[PERSON_SOUNDS], family[PERSON_SOUNDS];
};

/** Candidates are added with score 0; somebody who is there already is not added again. */
/** Born in the range of days (both inclusive), or nobody knows when. */
enum err person_twin_store_by_name(struct ctx *ctx, const struct person_sounds *sounds,
                                   const struct person_range *born,
                                   struct person_twin_list *ret) MUST_CHECK;
enum err person_twin_store_by_birth(struct ctx *ctx, const struct person_sounds *sounds,
                                    struct date born, struct person_twin_list *ret) MUST_CHECK;
enum err person_twin_store_by_phone(struct ctx *ctx, const struct person_range *phone,
                                    struct person_twin_list *ret) MUST_CHECK;
enum err person_twin_store_by_identifier(struct ctx *ctx, struct str folded,
                                         struct person_twin_list *ret) MUST_CHECK;
/** True when the person has the identifier. */
enum err person_twin_store_has(struct ctx *ctx, struct id person_id, struct str folded,
                               bool *ret) MUST_CHECK;
/** Whom to ask about somebody outside the scope: the team, or the agency when it is another one. */
enum err person_twin_store_ask(struct ctx *ctx, struct id person_id, struct str *ret) MUST_CHECK;

#endif
