/* app/hsds_csv.c: the tabular writing of HSDS: a CSV for each table. */
#include "app/hsds.h"
#include "base/csv.h"

#define CSV_MAX ((size_t)256 << 20)

int hsds_table_of_file(struct str name)
{
    for (int t = 0; t < HSDS_TABLE_N; t++) {
        if (str_eq(name, str_c(hsds_shapes[t].file)))
            return t;
    }
    return -1;
}

/* Which column of the table each of the file is, -1 for none. */
static void header_read(struct hsds *h, enum hsds_table table, struct hsds_place at,
                        const struct csv_row *row, int *columns)
{
    for (size_t i = 0; i < row->n; i++) {
        columns[i] = hsds_column(table, str_trim(row->items[i]));
        if (columns[i] < 0)
            hsds_note(h, at, "HSDS 3.0 has no column %.*s here; it is left out",
                      STR_ARG(row->items[i]));
    }
}

/* An empty cell is nothing given; but a description that has to be there may be empty. */
static bool is_text(enum hsds_table table, int column)
{
    const struct hsds_column *c = &hsds_shapes[table].columns[column];

    return c->required && str_eq(str_c(c->name), STR("description"));
}

/* columns: of the first line, as header_read() found them. */
static void cells_read(struct hsds *h, struct hsds_row *row, const struct csv_row *cells,
                       const int *columns, size_t column_n)
{
    if (cells->n > column_n)
        hsds_problem(h, row->at, "the row has more cells than the first line");
    for (size_t i = 0; i < cells->n && i < column_n; i++) {
        if (columns[i] >= 0 && (str_given(cells->items[i]) || is_text(row->table, columns[i])))
            row->cells[columns[i]] = cells->items[i];
    }
}

void hsds_read_csv(struct hsds *h, enum hsds_table table, const char *file, struct str text)
{
    struct hsds_place at = {.file = file};
    struct csv csv;
    struct csv_row cells;
    int *columns = NULL;
    size_t column_n = 0;

    csv_init(&csv, h->arena, text);
    for (;;) {
        enum err e = csv_next(&csv, &cells);

        at.line = csv.line;
        if (e != OK) {
            hsds_problem(h, at, "a quotation mark is not closed, or text follows it");
            return;
        }
        if (cells.n == 0)
            return;
        if (!columns) {
            columns = ARENA_ARRAY(h->arena, int, cells.n);
            column_n = cells.n;
            header_read(h, table, at, &cells, columns);
            continue;
        }
        struct hsds_row row = {.table = table, .at = at};

        cells_read(h, &row, &cells, columns, column_n);
        (void)hsds_add(h, &row);
    }
}

struct str hsds_write_csv(struct arena *a, const struct hsds *h, enum hsds_table table)
{
    const struct hsds_column *columns = hsds_shapes[table].columns;
    struct buf out;

    if (h->rows[table].n == 0)
        return STR_NONE;
    buf_init(&out, a, CSV_MAX);
    for (int c = 0; columns[c].name; c++)
        csv_put_exact(&out, str_c(columns[c].name), c == 0);
    csv_end_row(&out);
    for (size_t i = 0; i < h->rows[table].n; i++) {
        if (h->rows[table].items[i]->gone)
            continue;
        for (int c = 0; columns[c].name; c++)
            csv_put_exact(&out, h->rows[table].items[i]->cells[c], c == 0);
        csv_end_row(&out);
    }
    return buf_str(&out);
}
