/* plat/book.h: spreadsheet workbooks (.xlsx): the texts of their sheets in, and out again. Formulas
 * are never run; what is too large, damaged or hostile is refused with the place and what to do.
 * Reading and writing are native only. */
#ifndef PLAT_BOOK_H
#define PLAT_BOOK_H

#include "base/err.h"
#include "base/list.h"
#include "base/map.h"

#define BOOK_FILE_MAX ((size_t)16 << 20)  /* bytes of the file */
#define BOOK_PART_MAX ((size_t)64 << 20)  /* bytes of one unpacked part */
#define BOOK_TOTAL_MAX ((size_t)96 << 20) /* bytes of all parts that are unpacked */
#define BOOK_RATIO_MAX 200                /* unpacked to packed; asked of parts over 1 MiB */
#define BOOK_TEXT_MAX ((size_t)32 << 20)  /* bytes of all cells */
#define BOOK_CELL_MAX                                                                              \
    ((size_t)96 << 10) /* bytes of one cell; spreadsheets end at 32,767 letters                    \
                        */
#define BOOK_CELLS_MAX 400000
#define BOOK_ROWS_MAX 9999 /* filled rows of a sheet */
#define BOOK_COLUMNS_MAX 256
#define BOOK_SHEETS_MAX 64

enum book_kind {
    BOOK_TEXT,
    BOOK_COMPUTED, /* the last value of a formula */
    BOOK_ERROR     /* "#REF!" */
};
/** A filled cell. Columns count from 1. */
struct book_cell {
    int column;
    enum book_kind kind;
    struct str text;
};
/** A row that has a filled cell; cells are in the order of columns. */
struct book_row {
    int number; /* as the spreadsheet shows it, from 1 */
    LIST_OF(struct book_cell) cells;
};
struct book_sheet {
    struct str name;
    bool read;         /* false: its rows were not asked for */
    struct str merged; /* the first merged range, "A5:C5"; empty: none */
    LIST_OF(struct book_row) rows;
};
struct book {
    LIST_OF(struct book_sheet) sheets; /* in the order of the tabs */
};

/**
 * Reads a workbook. Numbers are written as a spreadsheet shows them (1, 0.25), dates as 2026-11-20
 * or 2026-11-20T09:40:00, booleans as TRUE and FALSE; of rich text the text stays.
 *
 * wanted  names of the sheets whose rows are read, small letters, ending with NULL; NULL: all
 * Errors  E_INVALID, E_LIMIT: *problem says in which sheet, row and column, and what to do
 * Memory  the arena; may take several times the size of the file
 */
enum err book_read(struct arena *a, struct str file, const char *const *wanted, struct book *ret,
                   struct str *problem) MUST_CHECK;
/** The same from unpacked parts ("xl/workbook.xml" → struct str *), for tests. Errors: as
 * book_read. */
enum err book_read_parts(struct arena *a, const struct map *parts, const char *const *wanted,
                         struct book *ret, struct str *problem) MUST_CHECK;
/**
 * Writes a workbook whose cells are all texts; the first row of a sheet is its heading. The same
 * sheets give the same bytes.
 *
 * Effects  replaces the file, whole or not at all
 * Errors   E_LIMIT  a text is too long for a cell (*problem says where); E_IO
 */
enum err book_write(struct arena *a, const char *path, const struct book *book,
                    struct str *problem) MUST_CHECK;
/** The letters of a column: 1 is A, 27 is AA. */
struct str book_column(struct arena *a, int column);
/** The text of a cell, or empty. */
struct str book_text(const struct book_row *row, int column);

#endif
