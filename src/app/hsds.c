/* app/hsds.c: tables of records in memory, whatever they were read from; see hsds.h. */
#include "app/hsds.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "base/num.h"
#include "base/utf8.h"

#define PROBLEMS_SHOWN 20
#define PROBLEM_BYTES_MAX (64 << 10)

void hsds_init(struct hsds *h, struct arena *a)
{
    *h = (struct hsds){.arena = a};
    map_init(&h->by_id, a);
    map_init(&h->by_key, a);
    buf_init(&h->problems, a, PROBLEM_BYTES_MAX);
    buf_init(&h->notes, a, PROBLEM_BYTES_MAX);
}

int hsds_column(enum hsds_table table, struct str name)
{
    const struct hsds_column *columns = hsds_shapes[table].columns;

    for (int i = 0; columns[i].name; i++) {
        if (str_eq(str_c(columns[i].name), name))
            return i;
    }
    return -1;
}

struct str hsds_cell(const struct hsds_row *row, const char *column)
{
    int i = hsds_column(row->table, str_c(column));

    return i < 0 ? STR_NONE : row->cells[i];
}

void hsds_set(struct hsds_row *row, const char *column, struct str value)
{
    int i = hsds_column(row->table, str_c(column));

    if (i >= 0)
        row->cells[i] = value;
}

static struct str id_key(const struct hsds *h, enum hsds_table table, struct str id)
{
    return str_fmt(h->arena, "%s:%.*s", hsds_shapes[table].name, STR_ARG(id));
}

struct hsds_row *hsds_find(const struct hsds *h, enum hsds_table table, struct str id)
{
    return str_given(id) ? map_get(&h->by_id, id_key(h, table, id)) : NULL;
}

/* What both say must be the same; one id for two things is not merged but stands twice. */
static bool is_completed(struct hsds_row *known, const struct hsds_row *row)
{
    for (int i = 0; i < HSDS_COLUMNS_MAX; i++) {
        if (known->cells[i].p && row->cells[i].p && !str_eq(known->cells[i], row->cells[i]))
            return false;
    }
    for (int i = 0; i < HSDS_COLUMNS_MAX; i++) {
        if (!known->cells[i].p)
            known->cells[i] = row->cells[i];
    }
    return true;
}

struct hsds_row *hsds_add(struct hsds *h, const struct hsds_row *row)
{
    struct hsds_row *known = hsds_find(h, row->table, row->cells[0]);

    if (known && is_completed(known, row))
        return known;
    struct hsds_row *added = ARENA_NEW(h->arena, struct hsds_row);

    *added = *row;
    LIST_ADD(h->arena, &h->rows[row->table], added);
    if (!known && str_given(row->cells[0]))
        map_set(&h->by_id, id_key(h, row->table, row->cells[0]), added);
    return added;
}

/* ---- ties ----------------------------------------------------------------------------------- */

static struct str tie_key(struct arena *a, enum hsds_table table, const char *column, struct str id)
{
    return str_fmt(a, "%s.%s:%.*s", hsds_shapes[table].name, column, STR_ARG(id));
}

static int by_id(const void *a, const void *b)
{
    const struct hsds_row *const *x = a, *const *y = b;

    return str_cmp((*x)->cells[0], (*y)->cells[0]);
}

/* Puts a row under each id that it is tied by. */
static void row_index(struct hsds *h, struct hsds_row *row)
{
    const struct hsds_column *columns = hsds_shapes[row->table].columns;

    for (int c = 1; columns[c].name; c++) {
        if (columns[c].type != HSDS_ID || !str_given(row->cells[c]))
            continue;
        struct str key = tie_key(h->arena, row->table, columns[c].name, row->cells[c]);
        struct hsds_row_list *list = map_get(&h->by_key, key);

        if (!list) {
            list = ARENA_NEW(h->arena, struct hsds_row_list);
            map_set(&h->by_key, key, list);
        }
        LIST_ADD(h->arena, list, row);
    }
}

void hsds_index(struct hsds *h)
{
    map_init(&h->by_key, h->arena);
    for (int t = 0; t < HSDS_TABLE_N; t++) {
        for (size_t i = 0; i < h->rows[t].n; i++) {
            if (!h->rows[t].items[i]->gone)
                row_index(h, h->rows[t].items[i]);
        }
    }
    for (size_t i = 0; i < h->by_key.n; i++) {
        struct hsds_row_list *list = h->by_key.entries[i].value;

        qsort(list->items, list->n, sizeof *list->items, by_id);
    }
}

struct hsds_row_list hsds_tied(const struct hsds *h, enum hsds_table table, const char *column,
                               struct str id)
{
    const struct hsds_row_list *list = map_get(&h->by_key, tie_key(h->arena, table, column, id));

    return list ? *list : (struct hsds_row_list){0};
}

void hsds_untie(struct hsds *h, enum hsds_table table, const char *column, struct str id)
{
    struct hsds_row_list list = hsds_tied(h, table, column, id);

    for (size_t i = 0; i < list.n; i++) {
        struct hsds_row *row = list.items[i];
        bool tied = false;

        hsds_set(row, column, STR_NONE);
        for (int c = 1; hsds_shapes[table].columns[c].name; c++)
            tied = tied || (hsds_shapes[table].columns[c].type == HSDS_ID &&
                            strcmp(hsds_shapes[table].columns[c].name, "taxonomy_term_id") != 0 &&
                            str_given(row->cells[c]));
        row->gone = !tied;
    }
}

/* ---- what is wrong -------------------------------------------------------------------------- */

__attribute__((format(printf, 3, 0))) static void line_put(struct buf *out, struct hsds_place at,
                                                           const char *fmt, va_list args)
{
    char text[1000];

    vsnprintf(text, sizeof text, fmt, args);
    buf_put_z(out, at.file ? at.file : "the directory");
    if (at.line > 0)
        buf_printf(out, ":%d", at.line);
    if (str_given(at.pointer))
        buf_printf(out, ": %.*s", STR_ARG(at.pointer));
    buf_printf(out, ": %s\n", text);
}

void hsds_problem(struct hsds *h, struct hsds_place at, const char *fmt, ...)
{
    va_list args;

    if (h->problem_n++ >= PROBLEMS_SHOWN)
        return;
    va_start(args, fmt);
    line_put(&h->problems, at, fmt, args);
    va_end(args);
}

void hsds_note(struct hsds *h, struct hsds_place at, const char *fmt, ...)
{
    va_list args;

    if (h->note_n++ >= PROBLEMS_SHOWN)
        return;
    va_start(args, fmt);
    line_put(&h->notes, at, fmt, args);
    va_end(args);
}

static bool is_one_of(const char *values, struct str word)
{
    struct str rest = str_c(values), value;

    while (str_split(&rest, '|', &value)) {
        if (str_eq(value, word))
            return true;
    }
    return false;
}

static bool is_number(struct str s)
{
    size_t digits = 0, i = s.n > 0 && s.p[0] == '-';
    bool point = false;

    for (; i < s.n; i++) {
        if (s.p[i] >= '0' && s.p[i] <= '9')
            digits++;
        else if (s.p[i] == '.' && !point && digits > 0)
            point = true;
        else
            return false;
    }
    return digits > 0 && s.p[s.n - 1] != '.' && s.n < 30;
}

static const char *cell_problem(const struct hsds_column *c, struct str cell)
{
    struct instant at;
    struct id id;

    if (!cell.p)
        return c->required ? "is missing" : NULL;
    if (!utf8_is_valid(cell))
        return "is not UTF-8";
    if (c->type == HSDS_NUMBER && !is_number(cell))
        return "is not a number";
    if (c->type == HSDS_ID && id_parse(cell, &id) != OK)
        return "is not a UUID";
    if (c->type == HSDS_TIME && instant_parse(cell, &at) != OK)
        return "is not a time such as 2026-11-20T09:30:00Z";
    if (c->values && !is_one_of(c->values, cell))
        return "is not one of the words that HSDS has for it";
    return NULL;
}

void hsds_check(struct hsds *h)
{
    for (int t = 0; t < HSDS_TABLE_N; t++) {
        for (size_t i = 0; i < h->rows[t].n; i++) {
            const struct hsds_row *row = h->rows[t].items[i];
            const struct hsds_column *c = hsds_shapes[t].columns;

            for (int k = 0; c[k].name; k++) {
                const char *why = cell_problem(&c[k], row->cells[k]);

                if (why)
                    hsds_problem(h, row->at, "%s of %s %s", c[k].name, hsds_shapes[t].name, why);
            }
        }
    }
}
