/* tests/fuzz/fuzz_csv.c: any bytes as a CSV text, and any cells written and read again; and as a
 * form of four parts with NUL between: survey, choices, a file beside it, what fills it in. */
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "form_filler.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

LIST_TYPE(table, struct csv_row);

static enum err read_all(struct arena *a, struct str text, struct table *ret)
{
    struct table table = {0};
    struct csv c;
    struct csv_row row;
    int line = 0;

    csv_init(&c, a, text);
    for (;;) {
        TRY(csv_next(&c, &row));
        if (row.n == 0)
            break;
        MUST(c.line > line);
        line = c.line;
        LIST_ADD(a, &table, row);
    }
    *ret = table;
    return OK;
}

static struct str write_all(struct arena *a, const struct table *table)
{
    struct buf b;
    struct str text = STR_NONE;

    buf_init(&b, a, (size_t)8 << 20);
    for (size_t r = 0; r < table->n; r++) {
        for (size_t i = 0; i < table->items[r].n; i++)
            csv_put(&b, table->items[r].items[i], i == 0);
        csv_end_row(&b);
    }
    MUST(buf_done(&b, &text) == OK);
    return text;
}

/* A cell comes back as it was, or with an apostrophe if it began like a formula. */
static void check_cell(struct str was, struct str is)
{
    if (str_eq(was, is)) {
        MUST(was.n == 0 || !memchr("=+@\t\r\n", was.p[0], 6));
        MUST(was.n < 2 || was.p[0] != '-' || (was.p[1] >= '0' && was.p[1] <= '9'));
        return;
    }
    MUST(is.n == was.n + 1 && is.p[0] == '\'' && str_eq(str_from(is, 1), was));
    MUST(memchr("=+-@\t\r\n\xEF", was.p[0], 8));
}

/* Writing and reading gives the same table, and from then on also the same text. */
static void check_round_trip(struct arena *a, const struct table *table)
{
    struct table again, third;
    struct str text = write_all(a, table), text_again;

    MUST(read_all(a, text, &again) == OK);
    MUST(again.n == table->n);
    for (size_t r = 0; r < again.n; r++) {
        MUST(again.items[r].n == table->items[r].n);
        for (size_t i = 0; i < again.items[r].n; i++)
            check_cell(table->items[r].items[i], again.items[r].items[i]);
    }
    text_again = write_all(a, &again);
    MUST(read_all(a, text_again, &third) == OK);
    MUST(str_eq(write_all(a, &third), text_again));
}

/* The bytes as cells: 1 ends a cell, 2 ends a row. */
static struct table cells_of(struct arena *a, struct str s)
{
    struct table table = {0};
    struct str line, cell;

    while (str_split(&s, '\2', &line)) {
        struct csv_row row = {0};

        while (str_split(&line, '\1', &cell))
            LIST_ADD(a, &row, cell);
        if (row.n > 0)
            LIST_ADD(a, &table, row);
    }
    return table;
}

static void check_form(struct arena *a, struct str s)
{
    struct form_sheets sheets = {
        .name = STR("data"), .survey_file = STR("survey"), .choices_file = STR("choices")};
    struct str file = STR_NONE, problems = STR_NONE;
    struct form_model *model = NULL;
    struct form_files files;
    struct map map;

    (void)str_split(&s, '\0', &sheets.survey);
    (void)str_split(&s, '\0', &sheets.choices);
    (void)str_split(&s, '\0', &file);
    map_init(&map, a);
    map_set(&map, STR("f.csv"), &file);
    map_set(&map, STR("f.geojson"), &file);
    files = form_files_of_map(&map);
    sheets.files = &files;
    if (form_model_read(a, &sheets, &model, &problems) == OK)
        fuzz_fill(a, model, s);
    else
        MUST(str_given(problems));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new((size_t)512 << 20);
    /* A copy of exactly that size, so that reading past the end is seen. */
    char *bytes = size ? memcpy(malloc(size), data, size) : NULL;
    struct str s = {bytes, size};
    struct table table;

    if (read_all(a, s, &table) == OK)
        check_round_trip(a, &table);
    table = cells_of(a, s);
    check_round_trip(a, &table);
    check_form(a, s);
    free(bytes);
    arena_free(a);
    return 0;
}
