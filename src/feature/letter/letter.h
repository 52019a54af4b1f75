/* letter/letter.h: letters of the programme with what a case and its forms say in their places. A
 * letter leaves the house: only answers that everybody who sees the case may read stand in it. */
#ifndef LETTER_H
#define LETTER_H

#include "core/pack.h"
#include "feature/casefile/casefile.h"

#define LETTER_HOW_MAX 200

/** Words of a paragraph, or what fills one of its places. */
struct letter_bit {
    struct str text; /* empty: nobody knows it yet, a line to write on */
    bool is_place;
};
LIST_TYPE(letter_bit_list, struct letter_bit);
struct letter_paragraph {
    struct letter_bit_list bits;
};
LIST_TYPE(letter_paragraph_list, struct letter_paragraph);

/**
 * The paragraphs that apply to the case, in the language of ctx->locale. Answers are those of the
 * newest submitted record of each form, as the load of the record gives them.
 *
 * Errors  those of assess_latest()
 */
enum err letter_compose(struct ctx *ctx, const struct casefile *file,
                        const struct pack_letter *letter,
                        struct letter_paragraph_list *ret) MUST_CHECK;
/**
 * Puts on the timeline that the family or somebody else was given the letter.
 *
 * Needs    CAP_ASSESS_EDIT
 * Effects  event letter.given
 * Errors   E_BUSY, E_IO
 */
enum err letter_give(struct ctx *ctx, const struct casefile *file, const struct pack_letter *letter,
                     struct date on, struct str how) MUST_CHECK;

#endif
