/* person/person_similar.h: how alike two people on record are. Pure functions: no database, so that
 * a form, an import and the interface judge alike. */
#ifndef PERSON_SIMILAR_H
#define PERSON_SIMILAR_H

#include "feature/person/person.h"

/**
 * Jaro-Winkler similarity of two folded words.
 *
 * Units   percent, 0 nothing in common to 100 the same
 * Source  Winkler 1990 (instrument); scaling 0.1 over at most four letters
 */
int person_similar_word(struct str a, struct str b);
/**
 * How alike two names are, word by word in any order; a word in another script counts as 90 when it
 * sounds alike. Percent.
 */
int person_similar_name(struct ctx *ctx, const struct person *a, const struct person *b);

/** What two records have in common besides their names. */
struct person_common {
    bool phone, identifier;
};
/** The score and, in the reader's words, what speaks for it. The weights are our choice. */
int person_similar(struct ctx *ctx, const struct person *a, const struct person *b,
                   const struct person_common *common, struct str *ret_why);

#endif
