/* core/pack_sheet.c: rows of a pack's CSV files by column name. */
#include "core/pack_sheet.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/num.h"
#include "base/utf8.h"

#define PROBLEMS_MAX 100 /* more than this helps nobody */
#define NAME_MAX_BYTES 64
#define ROW_TEXT_MAX (1 << 20)
#define DAYS_MAX 3650

__attribute__((format(printf, 4, 0))) static void problem(struct loader *l, struct str path,
                                                          int line, const char *fmt, va_list args)
{
    char text[1000];

    l->problem_n++;
    if (l->problem_n > PROBLEMS_MAX)
        return;
    vsnprintf(text, sizeof text, fmt, args);
    if (line > 0)
        buf_printf(&l->problems, "%.*s:%d: %s\n", STR_ARG(path), line, text);
    else
        buf_printf(&l->problems, "%.*s: %s\n", STR_ARG(path), text);
    if (l->problem_n == PROBLEMS_MAX)
        buf_put_z(&l->problems, "(more problems are not shown)\n");
}

void sheet_problem(struct sheet *s, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    problem(s->loader, s->path, s->line, fmt, args);
    va_end(args);
}

void loader_problem(struct loader *l, struct str path, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    problem(l, path, 0, fmt, args);
    va_end(args);
}

void loader_problems(struct loader *l, struct str lines)
{
    struct str line;

    while (str_split(&lines, '\n', &line)) {
        if (!str_given(line))
            continue;
        if (++l->problem_n < PROBLEMS_MAX)
            buf_printf(&l->problems, "%.*s\n", STR_ARG(line));
    }
}

static bool name_chars(struct str name, bool dash)
{
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];

        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || (dash && c == '-')))
            return false;
    }
    return name.n > 0 && name.n <= NAME_MAX_BYTES;
}

bool pack_name_ok(struct str name)
{
    return name_chars(name, false) && name.p[0] >= 'a' && name.p[0] <= 'z';
}

bool pack_code_ok(struct str code)
{
    return name_chars(code, true) && code.p[0] != '_' && code.p[0] != '-';
}

struct str pack_lang(int i)
{
    return locale_tag(locale_all[i]);
}

static int lang_index(struct str tag)
{
    for (int i = 0; i < PACK_LANG_N && locale_all[i]; i++)
        if (str_eq(pack_lang(i), tag))
            return i;
    return -1;
}

/* "label::English (en)" → "label:en"; other headings as they are. */
static struct str heading(struct arena *a, struct str cell)
{
    struct str s = str_trim(cell);
    ptrdiff_t colons = str_find(s, STR("::"), 0), open = -1;

    if (colons < 0 || !str_has_suffix(s, STR(")")))
        return s;
    for (size_t i = (size_t)colons; i < s.n; i++)
        if (s.p[i] == '(')
            open = (ptrdiff_t)i;
    if (open < 0)
        return s;
    return str_cat(a, str_slice(s, 0, (size_t)colons + 1), str_slice(s, (size_t)open + 1, s.n - 1));
}

/* Is the heading the column, or one of the languages of "label:*"? */
static bool heading_is(struct str name, const char *column)
{
    struct str want = str_c(column[0] == '!' ? column + 1 : column);

    if (!str_has_suffix(want, STR(":*")))
        return str_eq(name, want);
    want = str_slice(want, 0, want.n - 1);
    return str_has_prefix(name, want) && lang_index(str_from(name, want.n)) >= 0;
}

static bool has_heading(const struct sheet *s, const char *column)
{
    for (size_t i = 0; i < s->header.n; i++)
        if (heading_is(s->header.items[i], column))
            return true;
    return false;
}

static void check_heading(struct sheet *s, size_t i, const char *const *columns)
{
    struct str name = s->header.items[i];
    bool known = false;

    if (!str_given(name)) {
        sheet_problem(s, "column %zu has no heading; name it or delete the column", i + 1);
        return;
    }
    for (int k = 0; columns[k]; k++)
        known = known || heading_is(name, columns[k]) ||
                (str_eq(str_c(columns[k]), STR("*")) && pack_name_ok(name));
    if (!known)
        sheet_problem(s,
                      "there is no column \"%.*s\" in this file; correct the heading or delete "
                      "the column (docs/how-to/pack.md lists them)",
                      STR_ARG(name));
    for (size_t k = 0; k < i; k++)
        if (str_eq(s->header.items[k], name))
            sheet_problem(s, "two columns are called \"%.*s\"; delete one", STR_ARG(name));
}

static void check_header(struct sheet *s, const char *const *columns)
{
    for (size_t i = 0; i < s->header.n; i++) {
        s->header.items[i] = heading(s->loader->arena, s->header.items[i]);
        check_heading(s, i, columns);
    }
    for (int k = 0; columns[k]; k++)
        if (columns[k][0] == '!' && !has_heading(s, columns[k]))
            sheet_problem(s, "the column \"%s\" is missing; add it", columns[k] + 1);
}

bool sheet_open(struct loader *l, struct sheet *s, struct str path, const char *const *columns)
{
    const struct str *text = map_get(l->files, path);

    *s = (struct sheet){.loader = l, .path = path};
    if (!text) {
        loader_problem(l, path, "the file is missing; every pack has one");
        return false;
    }
    if (!utf8_is_valid(*text)) {
        loader_problem(l, path, "the file is not UTF-8; save it again as \"CSV UTF-8\"");
        return false;
    }
    csv_init(&s->csv, l->arena, *text);
    if (csv_next(&s->csv, &s->header) != OK || s->header.n == 0) {
        loader_problem(l, path, "the first line must hold the names of the columns");
        return false;
    }
    s->line = s->csv.line;
    if (s->header.n == 1 && str_find(s->header.items[0], STR(";"), 0) >= 0) {
        sheet_problem(s, "the columns are separated by semicolons; save the file with commas");
        return false;
    }
    check_header(s, columns);
    return true;
}

static bool row_is_empty(const struct csv_row *row)
{
    for (size_t i = 0; i < row->n; i++)
        if (str_given(str_trim(row->items[i])))
            return false;
    return true;
}

bool sheet_next(struct sheet *s)
{
    do {
        if (csv_next(&s->csv, &s->row) != OK) {
            s->line = s->csv.line;
            sheet_problem(s, "a quotation mark is opened and not closed, or text follows a closing "
                             "one; quotes inside a text are written twice");
            return false;
        }
        s->line = s->csv.line;
        if (s->row.n > s->header.n) {
            sheet_problem(s,
                          "the row has %zu cells, but there are %zu columns; put quotation marks "
                          "around a text that holds a comma",
                          s->row.n, s->header.n);
        }
    } while (s->row.n > 0 && row_is_empty(&s->row));
    return s->row.n > 0;
}

struct str sheet_cell(const struct sheet *s, const char *column)
{
    for (size_t i = 0; i < s->header.n && i < s->row.n; i++)
        if (str_eq(s->header.items[i], str_c(column)))
            return str_trim(s->row.items[i]);
    return STR_NONE;
}

struct text sheet_text(const struct sheet *s, const char *column)
{
    struct text text = {0};

    for (int i = 0; i < PACK_LANG_N && locale_all[i]; i++)
        text.in[i] =
            sheet_cell(s, str_fmt(s->loader->arena, "%s:%.*s", column, STR_ARG(pack_lang(i))).p);
    return text;
}

static void put_row(struct buf *out, const struct csv_row *row)
{
    for (size_t i = 0; i < row->n; i++)
        csv_put_exact(out, row->items[i], i == 0);
    csv_end_row(out);
}

struct str sheet_row_text(const struct sheet *s)
{
    struct buf out;

    buf_init(&out, s->loader->arena, ROW_TEXT_MAX);
    put_row(&out, &s->header);
    put_row(&out, &s->row);
    return buf_str(&out);
}

bool sheet_yes(struct sheet *s, const char *column)
{
    struct str cell = sheet_cell(s, column);

    if (str_eq_nocase(cell, STR("yes")) || str_eq_nocase(cell, STR("true")) ||
        str_eq(cell, STR("1")))
        return true;
    if (str_given(cell) && !str_eq_nocase(cell, STR("no")) && !str_eq_nocase(cell, STR("false")) &&
        !str_eq(cell, STR("0")))
        sheet_problem(s, "%s is \"%.*s\"; write yes or no", column, STR_ARG(cell));
    return false;
}

int sheet_days(struct sheet *s, const char *column)
{
    struct str cell = sheet_cell(s, column);
    int64_t days;

    if (!str_given(cell))
        return -1;
    if (num_parse_range(cell, 0, DAYS_MAX, &days) == OK)
        return (int)days;
    sheet_problem(s, "%s is \"%.*s\"; write a number of days from 0 to %d, or leave the cell empty",
                  column, STR_ARG(cell), DAYS_MAX);
    return -1;
}

struct text sheet_need_text(struct sheet *s, const char *column)
{
    struct text text = sheet_text(s, column);

    for (int i = 0; i < PACK_LANG_N; i++)
        if (str_given(text.in[i]))
            return text;
    sheet_problem(s, "%s is empty; write it in at least one language", column);
    return text;
}

struct str sheet_name(struct sheet *s, const char *column)
{
    struct str name = sheet_cell(s, column);

    if (!pack_name_ok(name))
        sheet_problem(s, "%s \"%.*s\" is not a name; use a-z, 0-9 and _", column, STR_ARG(name));
    return name;
}

int sheet_number(struct sheet *s, const char *column, int max)
{
    struct str cell = sheet_cell(s, column);
    int64_t number;

    if (!str_given(cell))
        return -1;
    if (num_parse_range(cell, 0, max, &number) == OK)
        return (int)number;
    sheet_problem(s, "%s is \"%.*s\"; write a whole number from 0 to %d, or leave the cell empty",
                  column, STR_ARG(cell), max);
    return -1;
}

bool pack_event_name_ok(struct str name)
{
    ptrdiff_t dot = str_find(name, STR("."), 0);

    return dot > 0 && pack_name_ok(str_slice(name, 0, (size_t)dot)) &&
           pack_name_ok(str_from(name, (size_t)dot + 1));
}
