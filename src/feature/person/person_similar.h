/* person/person_similar.h: how alike two people on record are. Pure functions: no database, so that
 * a form, an import and the interface judge alike. */
#ifndef PERSON_SIMILAR_H
#define PERSON_SIMILAR_H

#include "feature/person/person.h"

/** What two records have in common besides their names. */
struct person_common {
    bool phone, identifier;
};
/** The score and, in the reader's words, what speaks for it. The weights are our choice. */
int person_similar(struct ctx *ctx, const struct person *a, const struct person *b,
                   const struct person_common *common, struct str *ret_why);

#endif
