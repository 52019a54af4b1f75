/* plat/book_write.c: sheets of texts as an .xlsx file, through libxlsxwriter. Every cell is written
 * as a text, so nothing in it can run as a formula. */
#include <stdio.h>
#include <stdlib.h>
#include <xlsxwriter.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "plat/book.h"

#define MADE 946684800 /* the day that stands in the file, always the same: 1 January 2000 */
#define LETTERS_MAX 32767
#define WIDTH 28

/* What XML cannot hold, and what would read as such an escape: "_x0041_" would become A. The
 * library does it only to texts that hold control characters. */
static const char *escaped(struct arena *a, struct str s)
{
    struct buf b;

    buf_init(&b, a, s.n * 7 + 1);
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if ((c < ' ' && c != '\n' && c != '\t') || str_has_prefix(str_from(s, i), STR("_x")))
            buf_printf(&b, "_x%04X_", c);
        else
            buf_put_c(&b, (char)c);
    }
    return str_z(a, buf_str(&b));
}

static enum err write_row(struct arena *a, lxw_worksheet *to, const struct book_row *row,
                          lxw_format *format, struct str *problem)
{
    for (size_t i = 0; i < row->cells.n; i++) {
        const struct book_cell *cell = &row->cells.items[i];

        if (utf8_length(cell->text) > LETTERS_MAX) {
            *problem = str_fmt(a,
                               "row %d, column %.*s: the text is longer than %d letters, which "
                               "no spreadsheet holds; shorten it",
                               row->number, STR_ARG(book_column(a, cell->column)), LETTERS_MAX);
            return E_LIMIT;
        }
        if (str_given(cell->text) &&
            worksheet_write_string(to, (lxw_row_t)(row->number - 1), (lxw_col_t)(cell->column - 1),
                                   escaped(a, cell->text), format) != LXW_NO_ERROR)
            return E_IO;
    }
    return OK;
}

static enum err write_sheet(struct arena *a, lxw_workbook *to, const struct book_sheet *sheet,
                            lxw_format *bold, struct str *problem)
{
    lxw_worksheet *out = workbook_add_worksheet(to, str_z(a, sheet->name));

    if (!out)
        return E_IO;
    worksheet_freeze_panes(out, 1, 0);
    (void)worksheet_set_column(out, 0, BOOK_COLUMNS_MAX - 1, WIDTH, NULL);
    for (size_t i = 0; i < sheet->rows.n; i++) {
        const struct book_row *row = &sheet->rows.items[i];
        enum err e = write_row(a, out, row, row->number == 1 ? bold : NULL, problem);

        if (e == E_LIMIT)
            *problem = str_fmt(a, "sheet \"%.*s\", %.*s", STR_ARG(sheet->name), STR_ARG(*problem));
        if (e != OK)
            return e;
    }
    return OK;
}

/* The library says on stderr when it cannot write, so we try before it does. */
static bool can_write(const char *path)
{
    FILE *f = fopen(path, "wb");

    return f && fclose(f) == 0;
}

static enum err write_all(struct arena *a, const char *path, const struct book *book,
                          struct str *problem)
{
    lxw_doc_properties about = {.created = MADE};
    lxw_workbook *out = workbook_new(path);
    enum err e = OK;

    if (!out)
        return E_IO;
    (void)workbook_set_properties(out, &about);
    lxw_format *bold = workbook_add_format(out);

    format_set_bold(bold);
    for (size_t i = 0; i < book->sheets.n && e == OK; i++)
        e = write_sheet(a, out, &book->sheets.items[i], bold, problem);
    /* Closing writes the file and frees everything, also when it is not wanted any more. */
    if (workbook_close(out) != LXW_NO_ERROR && e == OK)
        e = E_IO;
    return e;
}

enum err book_write(struct arena *a, const char *path, const struct book *book, struct str *problem)
{
    const char *part = str_fmt(a, "%s.part", path).p;
    enum err e;

    *problem = STR_NONE;
    if (!can_write(part))
        return E_IO;
    e = write_all(a, part, book, problem);
    if (e == OK && rename(part, path) != 0)
        e = E_IO;
    if (e != OK)
        (void)remove(part);
    return e;
}
