/* person/relationship_store.h: rows of relationships. Errors: those of plat/db.h. */
#ifndef RELATIONSHIP_STORE_H
#define RELATIONSHIP_STORE_H

#include "feature/person/person.h"

/** A row as stored: person is the KIND of other. */
struct relationship_row {
    struct id id, person_id, other_id;
    struct str kind, tie;
    struct date since;
};

/**
 * Relationships to people in the actor's scope; kind as stored.
 *
 * Returns  *ret_first says, for each, whether the person asked about is the first of the two
 */
enum err relationship_store_of(struct ctx *ctx, struct id person_id, struct relationship_list *ret,
                               bool *ret_first, size_t max) MUST_CHECK;
enum err relationship_store_insert(struct ctx *ctx, const struct relationship_row *row) MUST_CHECK;
enum err relationship_store_set_tie(struct ctx *ctx, struct id id, struct id person_id,
                                    struct str tie) MUST_CHECK;
/** Told already, as it is or turned round? */
enum err relationship_store_known(struct ctx *ctx, const struct relationship_row *row,
                                  struct str reverse, bool *ret) MUST_CHECK;
/** Whether ancestor is one of the person's, by whatever was told, or the person. */
enum err relationship_store_is_above(struct ctx *ctx, struct id person_id, struct id ancestor_id,
                                     bool *ret) MUST_CHECK;
/** Gives what was voided. Errors: E_NOT_FOUND. */
enum err relationship_store_void(struct ctx *ctx, struct id id, struct id person_id,
                                 struct relationship_row *ret) MUST_CHECK;

#endif
