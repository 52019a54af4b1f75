/* base/csv.h: RFC 4180 rows. Reading accepts a byte-order mark, CRLF or LF; writing quotes only
 * when needed and defuses cells that a spreadsheet would run as a formula. */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/buf.h"
#include "base/err.h"
#include "base/list.h"
#include "base/str.h"

LIST_TYPE(csv_row, struct str);

struct csv {
    struct arena *arena;
    struct str rest;
    char separator; /* a comma; may be set after csv_init() */
    int line;       /* of the row last read, from 1 */
    int next_line;  /* private */
};

/** Starts reading; the text must outlive the reader. */
void csv_init(struct csv *c, struct arena *a, struct str text);
/**
 * What separates the cells of a text: comma, semicolon or tab, whichever stands most often in its
 * first line outside of quotes; a comma when none does. Spreadsheets write what their language
 * uses.
 */
char csv_separator(struct str text);
/**
 * The next row; empty lines are skipped.
 *
 * Returns  ret->n == 0 at the end
 * Errors   E_INVALID  a quote is not closed, or text follows a closing quote (c->line says where)
 */
enum err csv_next(struct csv *c, struct csv_row *ret) MUST_CHECK;
/**
 * Appends one cell; first says whether it begins the row.
 *
 * A cell that begins with = + - @ TAB CR LF (or a wide form) gets an apostrophe in front, except a
 * plain negative number such as -12.50. Reading does not take it off again.
 */
void csv_put(struct buf *b, struct str cell, bool first);
/** Appends one cell as it is, formula or not: for files that programs read and people compare. */
void csv_put_exact(struct buf *b, struct str cell, bool first);
/** Ends the row (CRLF). A row of one empty cell is written "", or it would read as no row. */
void csv_end_row(struct buf *b);

#endif
