/* base/csv.c: RFC 4180 rows in and out. Cells without doubled quotes are views of the text. */
#include "base/csv.h"

#include <string.h>

#define BOM "\xEF\xBB\xBF"

void csv_init(struct csv *c, struct arena *a, struct str text)
{
    if (str_has_prefix(text, STR(BOM)))
        text = str_from(text, 3);
    *c = (struct csv){.arena = a, .rest = text, .separator = ',', .next_line = 1};
}

char csv_separator(struct str text)
{
    static const char separators[] = {',', ';', '\t'};
    int count[sizeof separators] = {0}, best = 0;
    bool quoted = false;

    for (size_t i = 0; i < text.n && (quoted || text.p[i] != '\n'); i++) {
        quoted = quoted != (text.p[i] == '"');
        for (size_t k = 0; !quoted && k < sizeof separators; k++)
            count[k] += text.p[i] == separators[k];
    }
    for (size_t k = 1; k < sizeof separators; k++) {
        if (count[k] > count[best])
            best = (int)k;
    }
    return separators[best];
}

/* Length of the line end at the front: LF, CRLF, or a CR that ends the text. */
static size_t line_end(struct str s)
{
    if (s.n > 0 && s.p[0] == '\n')
        return 1;
    if (s.n > 0 && s.p[0] == '\r' && (s.n == 1 || s.p[1] == '\n'))
        return s.n == 1 ? 1 : 2;
    return 0;
}

/* Doubled quotes become one. */
static struct str unquote(struct arena *a, struct str raw)
{
    char *out = arena_alloc(a, raw.n);
    size_t n = 0;

    for (size_t i = 0; i < raw.n; i++) {
        out[n++] = raw.p[i];
        if (raw.p[i] == '"')
            i++;
    }
    return (struct str){out, n};
}

/* The cell whose opening quote is at the front of rest. */
static enum err quoted_cell(struct csv *c, struct str *ret)
{
    struct str s = c->rest, after;
    size_t i = 1;
    int lines = 0;
    bool doubled = false;

    for (;; i++) {
        if (i >= s.n)
            return E_INVALID;
        lines += s.p[i] == '\n';
        if (s.p[i] != '"')
            continue;
        if (i + 1 >= s.n || s.p[i + 1] != '"')
            break;
        doubled = true;
        i++;
    }
    after = str_from(s, i + 1);
    if (after.n > 0 && after.p[0] != c->separator && line_end(after) == 0)
        return E_INVALID;
    *ret = str_slice(s, 1, i);
    if (doubled)
        *ret = unquote(c->arena, *ret);
    c->next_line += lines;
    c->rest = after;
    return OK;
}

static struct str plain_cell(struct csv *c)
{
    size_t i = 0;
    struct str cell;

    while (i < c->rest.n && c->rest.p[i] != c->separator && line_end(str_from(c->rest, i)) == 0)
        i++;
    cell = str_slice(c->rest, 0, i);
    c->rest = str_from(c->rest, i);
    return cell;
}

static void skip_line_end(struct csv *c)
{
    c->rest = str_from(c->rest, line_end(c->rest));
    c->next_line++;
}

enum err csv_next(struct csv *c, struct csv_row *ret)
{
    struct csv_row row = {0};
    struct str cell;

    while (line_end(c->rest) > 0)
        skip_line_end(c);
    c->line = c->next_line;
    while (c->rest.n > 0) {
        if (c->rest.p[0] == '"')
            TRY(quoted_cell(c, &cell));
        else
            cell = plain_cell(c);
        LIST_ADD(c->arena, &row, cell);
        if (c->rest.n == 0 || c->rest.p[0] != c->separator) {
            skip_line_end(c);
            break;
        }
        c->rest = str_from(c->rest, 1);
        if (c->rest.n == 0) /* the text ends in a separator: one more cell, empty */
            LIST_ADD(c->arena, &row, c->rest);
    }
    *ret = row;
    return OK;
}

/* "-12", "-12.5" or "-12,5": a number, not a formula. */
static bool is_negative_number(struct str s)
{
    size_t i = 1, mark = 0;

    if (s.n < 2 || s.p[0] != '-' || s.p[1] == '.' || s.p[1] == ',')
        return false;
    for (; i < s.n; i++) {
        if ((s.p[i] == '.' || s.p[i] == ',') && mark == 0)
            mark = i;
        else if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    }
    return mark != s.n - 1;
}

/* Would a spreadsheet take the cell for a formula? The wide forms of = + - @ count too. */
static bool is_formula(struct str s)
{
    static const struct str wide[] = {
        {"\xEF\xBC\x9D", 3}, {"\xEF\xBC\x8B", 3}, {"\xEF\xBC\x8D", 3}, {"\xEF\xBC\xA0", 3}};

    if (s.n == 0)
        return false;
    if (memchr("=+-@\t\r\n", s.p[0], 7))
        return !is_negative_number(s);
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (str_has_prefix(s, wide[i]))
            return true;
    return false;
}

/* Semicolon and TAB separate cells for spreadsheets of some countries; a BOM would be skipped. */
static bool needs_quotes(struct str s, const char *separators)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] && strchr(separators, s.p[i]))
            return true;
    return s.n > 0 && (s.p[0] == ' ' || s.p[s.n - 1] == ' ' || str_has_prefix(s, STR(BOM)));
}

/* before stands in front of the text, inside the quotes. */
static void put_cell(struct buf *b, struct str cell, bool first, bool quotes, const char *before)
{

    if (!first)
        buf_put_c(b, ',');
    if (quotes)
        buf_put_c(b, '"');
    buf_put_z(b, before);
    while (cell.n > 0) {
        const char *q = memchr(cell.p, '"', cell.n);
        size_t n = q ? (size_t)(q - cell.p) + 1 : cell.n;

        buf_put(b, str_slice(cell, 0, n));
        if (q)
            buf_put_c(b, '"');
        cell = str_from(cell, n);
    }
    if (quotes)
        buf_put_c(b, '"');
}

void csv_put(struct buf *b, struct str cell, bool first)
{
    put_cell(b, cell, first, needs_quotes(cell, ",;\"\t\r\n"), is_formula(cell) ? "'" : "");
}

void csv_put_exact(struct buf *b, struct str cell, bool first)
{
    put_cell(b, cell, first, needs_quotes(cell, ",\"\r\n"), "");
}

void csv_end_row(struct buf *b)
{
    /* One empty cell alone would read as an empty line. */
    if (b->n == 0 || b->p[b->n - 1] == '\n')
        buf_put_z(b, "\"\"");
    buf_put_z(b, "\r\n");
}
