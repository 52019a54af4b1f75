/* person/person_part.h: the parts of a person's record as a table, so that editing, conflicts,
 * comparing, merging and undoing all treat each of them alike. */
#ifndef PERSON_PART_H
#define PERSON_PART_H

#include "feature/person/person.h"

enum person_part_kind { PART_TEXT, PART_CODE, PART_CODES, PART_DATE, PART_BIRTH, PART_AREA };

/** One part; label is a message key. */
struct person_part {
    const char *name, *label;
    enum person_part_kind kind;
    size_t offset;     /* in struct person; of PART_BIRTH the date */
    const char *codes; /* code list of PART_CODE and PART_CODES */
};
extern const struct person_part person_parts[];
extern const int person_part_n;

/** The part as text that is stored in the journal and compared: codes, ISO dates, ids; an estimated
 *  birth date ends in "~". */
struct str person_part_get(struct ctx *ctx, const struct person *p, const struct person_part *part);
/** The part in the reader's words. */
struct str person_part_words(struct ctx *ctx, const struct person *p,
                             const struct person_part *part);
/** Takes the part over from one record to another. */
void person_part_copy(struct person *to, const struct person *from, const struct person_part *part);
/** The part from the text of person_part_get(). Errors: E_INVALID. */
enum err person_part_set(struct person *p, const struct person_part *part,
                         struct str text) MUST_CHECK;

#endif
