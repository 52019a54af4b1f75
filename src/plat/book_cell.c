/* plat/book_cell.c: what both builds ask of a workbook in memory. */
#include "plat/book.h"

struct str book_column(struct arena *a, int column)
{
    char out[8];
    size_t at = sizeof out;

    for (; column > 0 && at > 0; column = (column - 1) / 26)
        out[--at] = (char)('A' + (column - 1) % 26);
    return str_dup(a, (struct str){out + at, sizeof out - at});
}

struct str book_text(const struct book_row *row, int column)
{
    for (size_t i = 0; i < row->cells.n; i++)
        if (row->cells.items[i].column == column)
            return row->cells.items[i].text;
    return STR_NONE;
}
