/* core/pack_diff_words.h: the tables of a pack, and what a change in each means. For pack_diff.c.
 */
#ifndef CORE_PACK_DIFF_WORDS_H
#define CORE_PACK_DIFF_WORDS_H

#include "core/pack_sheet.h"

/** A column whose change means something; of: only in rows whose key begins so, or NULL. */
struct diff_column {
    const char *name, *words, *means, *of;
};
/** A file: what one row is, what makes it the same in both versions. */
struct diff_table {
    const char *file, *keys[2], *noun;
    const char *text; /* the column that says what it is, such as "label"; or NULL */
    const char *means_new, *means_required, *means_gone;
    const struct diff_column *columns; /* ends with a NULL name */
};

/** All files but the forms' sheets, in the order they are told in; ends with NULL. */
extern const struct diff_table *const diff_tables[];
/** codes.csv, forms.csv, and a form's sheet. */
extern const struct diff_table diff_codes;
extern const struct diff_table diff_forms;
extern const struct diff_table diff_questions;

#endif
