/* core/xlsform.h: a form as XLSForm writes it, between a workbook and the CSV files that packs
 * keep: survey, choices, settings. Spellings become one, what Alidade cannot use is left out with a
 * warning, and nothing without one. It does not load forms: core/pack_form.c does. */
#ifndef CORE_XLSFORM_H
#define CORE_XLSFORM_H

#include "core/pack.h"
#include "plat/book.h"

enum xlsform_part { XLSFORM_SURVEY, XLSFORM_CHOICES, XLSFORM_SETTINGS, XLSFORM_PARTS };

/** Each row has as many cells as the header. */
struct xlsform_row {
    int number; /* in its file, from 1 */
    struct str *cells;
};
struct xlsform_sheet {
    LIST_OF(struct str) header;
    LIST_OF(int) places; /* of each column in the workbook, from 1; empty: it came from none */
    LIST_OF(struct xlsform_row) rows;
};
struct xlsform {
    struct xlsform_sheet part[XLSFORM_PARTS];
    LIST_OF(struct str) warnings; /* "survey, row 12, column C: …" */
};

/** "survey", "choices", "settings". */
const char *xlsform_part_name(enum xlsform_part part);
/** The sheets that xlsform_read() looks at, for book_read(). */
extern const char *const xlsform_sheets[];

/**
 * The form in a workbook.
 *
 * Errors  E_INVALID  it is no form, or one that cannot be meant: *problem says in which sheet, row
 *         and column, and what to do
 */
enum err xlsform_read(struct arena *a, const struct book *book, struct xlsform *ret,
                      struct str *problem) MUST_CHECK;
/**
 * A part from its CSV text, as it stands there.
 *
 * Errors  E_INVALID  *problem has the line
 */
enum err xlsform_from_csv(struct arena *a, struct str text, struct xlsform_sheet *ret,
                          struct str *problem) MUST_CHECK;
/** A part as CSV: exact, with LF, so that versions compare well. */
struct str xlsform_csv(struct arena *a, const struct xlsform_sheet *sheet);
/** The choices and settings that a pack's form needs to stand alone; part[XLSFORM_SURVEY] is its
 * sheet, and tells which lists are used. */
void xlsform_of_pack(struct arena *a, const struct pack *pack, const struct pack_form *form,
                     struct xlsform *ret);
/** The form as a workbook. */
void xlsform_book(struct arena *a, const struct xlsform *form, struct book *ret);
/** The column of a heading, or -1. */
int xlsform_column(const struct xlsform_sheet *sheet, const char *name);

#endif
