/* picture/picture.h: a case drawn from what is on record: the family, its ties, who was seen when,
 * how far the goals are. Nothing is stored here, and nothing is drawn that its reader may not read
 * elsewhere. */
#ifndef PICTURE_H
#define PICTURE_H

#include "core/genogram.h"
#include "feature/casefile/casefile.h"
#include "feature/person/person.h"

#define PICTURE_PEOPLE_MAX 80

/** Somebody of the family, with all that was told of them. */
struct picture_person {
    struct person person;
    struct relationship_list relations;
};
LIST_TYPE(picture_person_list, struct picture_person);

struct picture_family {
    struct picture_person_list people; /* the client first, then whoever is nearer */
    struct genogram_link_list links;   /* between them */
    int more;                          /* related people for whom there was no room */
};
/**
 * The client's family as far as it was told and the actor may see it: parents, children, brothers
 * and sisters, partners, and theirs, PICTURE_PEOPLE_MAX people at most.
 *
 * Errors  E_NOT_FOUND  the client is not in the actor's scope; E_BUSY, E_IO
 */
enum err picture_family(struct ctx *ctx, const struct casefile *file,
                        struct picture_family *ret) MUST_CHECK;

#endif
