/* plat/book_sheet.c: the rows of one sheet, and the shared strings and date styles they need. */
#include <string.h>

#include "base/num.h"
#include "plat/book_read.h"

#define ROW_NUMBER_MAX 1048576
#define SHARED_MAX 400000
#define STYLES_MAX 65536

/* ---- shared strings ------------------------------------------------------------------------- */

static enum err shared_start(struct book_xml *x, struct str name, const char **attrs)
{
    (void)attrs;
    if (str_eq(name, STR("si"))) {
        x->text.n = 0;
    } else if (str_eq(name, STR("rPh"))) {
        x->state = x; /* how the text is pronounced, not the text */
    } else if (str_eq(name, STR("t"))) {
        x->collect = x->state == NULL;
    }
    return OK;
}

static enum err shared_end(struct book_xml *x, struct str name)
{
    struct book_reader *r = x->r;

    if (str_eq(name, STR("t"))) {
        x->collect = false;
    } else if (str_eq(name, STR("rPh"))) {
        x->state = NULL;
    } else if (str_eq(name, STR("si"))) {
        r->text_total += x->text.n;
        if (r->shared.n >= SHARED_MAX || r->text_total > BOOK_TEXT_MAX)
            return book_refuse(r, E_LIMIT,
                               "the workbook holds more than %zu MB of text; delete sheets that "
                               "are not needed",
                               BOOK_TEXT_MAX >> 20);
        LIST_ADD(r->arena, &r->shared, book_xml_text(x));
    }
    return OK;
}

enum err book_shared_read(struct book_reader *r, struct str part)
{
    struct book_xml x = {.r = r, .start = shared_start, .end = shared_end};
    enum err e = book_xml_part(&x, part);

    r->text_total = 0; /* from now on the cells are counted */
    return e;
}

/* ---- styles --------------------------------------------------------------------------------- */

struct styles {
    LIST_OF(int64_t) dates; /* numbers of the workbook's own formats that are dates */
    bool in_cells;
};

/* Does a format write a day or a time? Quoted texts, [Red] and \x do not count. */
static bool format_is_date(struct str code)
{
    char until = 0;

    for (size_t i = 0; i < code.n; i++) {
        char c = code.p[i];

        if (until) {
            until = (char)(c == until ? 0 : until);
        } else if (c == '"' || c == '[') {
            until = c == '[' ? ']' : '"';
        } else if (c == '\\' || c == '_' || c == '*') {
            i++;
        } else if (memchr("ymdhsYMDHS", c, 10)) {
            return true;
        }
    }
    return false;
}

/* The formats every spreadsheet knows by number. */
static bool number_is_date(const struct styles *s, int64_t n)
{
    for (size_t i = 0; i < s->dates.n; i++)
        if (s->dates.items[i] == n)
            return true;
    return (n >= 14 && n <= 22) || (n >= 27 && n <= 36) || (n >= 45 && n <= 47) ||
           (n >= 50 && n <= 58);
}

static enum err styles_start(struct book_xml *x, struct str name, const char **attrs)
{
    struct styles *s = x->state;
    struct str id = book_xml_attr(attrs, "numFmtId");
    int64_t n = 0;

    if (str_eq(name, STR("cellXfs")))
        s->in_cells = true;
    if (num_parse_range(id, 0, INT32_MAX, &n) != OK)
        n = 0;
    if (str_eq(name, STR("numFmt")) && format_is_date(book_xml_attr(attrs, "formatCode")) &&
        s->dates.n < STYLES_MAX)
        LIST_ADD(x->r->arena, &s->dates, n);
    if (s->in_cells && str_eq(name, STR("xf")) && x->r->is_date.n < STYLES_MAX)
        LIST_ADD(x->r->arena, &x->r->is_date, number_is_date(s, n));
    return OK;
}

static enum err styles_end(struct book_xml *x, struct str name)
{
    struct styles *s = x->state;

    if (str_eq(name, STR("cellXfs")))
        s->in_cells = false;
    return OK;
}

enum err book_styles_read(struct book_reader *r, struct str part)
{
    struct styles s = {0};
    struct book_xml x = {.r = r, .start = styles_start, .end = styles_end, .state = &s};

    return book_xml_part(&x, part);
}

/* ---- rows ----------------------------------------------------------------------------------- */

struct rows {
    struct book_sheet *sheet;
    char type; /* of the cell: 's'hared text, 'b'oolean, 'e'rror, 'n'umber, else 't'ext */
    int64_t style;
    bool formula, spoken, new_row;
};

static enum err out_of_order(struct book_reader *r)
{
    return book_refuse(r, E_INVALID,
                       "rows and cells are not in order, so the workbook is damaged; save it as "
                       ".xlsx again");
}

static enum err row_start(struct book_reader *r, const char **attrs)
{
    struct str number = book_xml_attr(attrs, "r");
    int64_t n = r->row + 1;

    if (str_given(number) && num_parse_range(number, r->row + 1, ROW_NUMBER_MAX, &n) != OK)
        return out_of_order(r);
    r->row = (int)n;
    r->column = 0;
    return OK;
}

/* "AB12" → 28. */
static int column_of(struct str ref)
{
    int n = 0;

    for (size_t i = 0; i < ref.n && ref.p[i] >= 'A' && ref.p[i] <= 'Z' && n <= ROW_NUMBER_MAX; i++)
        n = n * 26 + (ref.p[i] - 'A' + 1);
    return n;
}

static char cell_type(struct str t)
{
    if (t.n == 0)
        return 'n';
    return (char)(t.n == 1 && t.p[0] != 'd' ? t.p[0] : 't');
}

static enum err cell_start(struct book_xml *x, const char **attrs)
{
    struct rows *rows = x->state;
    struct book_reader *r = x->r;
    struct str ref = book_xml_attr(attrs, "r");
    int column = str_given(ref) ? column_of(ref) : r->column + 1;

    if (column <= r->column || r->row == 0)
        return out_of_order(r);
    r->column = column;
    rows->type = cell_type(book_xml_attr(attrs, "t"));
    if (num_parse_range(book_xml_attr(attrs, "s"), 0, INT32_MAX, &rows->style) != OK)
        rows->style = 0;
    rows->formula = false;
    x->text.n = 0;
    return OK;
}

static enum err rows_start(struct book_xml *x, struct str name, const char **attrs)
{
    struct rows *rows = x->state;

    if (str_eq(name, STR("row"))) {
        rows->new_row = true;
        return row_start(x->r, attrs);
    }
    if (str_eq(name, STR("c")))
        return cell_start(x, attrs);
    if (str_eq(name, STR("v")) || str_eq(name, STR("t")))
        x->collect = !rows->spoken;
    else if (str_eq(name, STR("f")))
        rows->formula = true;
    else if (str_eq(name, STR("rPh")))
        rows->spoken = true;
    else if (str_eq(name, STR("mergeCell")) && !str_given(rows->sheet->merged))
        rows->sheet->merged = str_dup(x->r->arena, book_xml_attr(attrs, "ref"));
    return OK;
}

/* The text a cell shows, by its type. */
static enum err cell_text(struct book_xml *x, const struct rows *rows, struct str *ret)
{
    struct book_reader *r = x->r;
    struct str value = buf_str(&x->text);
    int64_t i;

    if (rows->type == 's') {
        if (num_parse_range(str_trim(value), 0, (int64_t)r->shared.n - 1, &i) != OK)
            return book_refuse(r, E_INVALID,
                               "the text of the cell is missing, so the workbook is damaged; save "
                               "it as .xlsx again");
        *ret = r->shared.items[i];
    } else if (rows->type == 'b') {
        *ret = str_eq(str_trim(value), STR("1")) ? STR("TRUE") : STR("FALSE");
    } else if (rows->type == 'n') {
        *ret = book_number(r, str_trim(value),
                           (size_t)rows->style < r->is_date.n && r->is_date.items[rows->style]);
    } else {
        *ret = book_xml_text(x);
    }
    return OK;
}

static struct book_row *current_row(struct book_reader *r, struct rows *rows)
{
    if (rows->new_row) {
        LIST_PUSH(r->arena, &rows->sheet->rows)->number = r->row;
        rows->new_row = false;
    }
    return &rows->sheet->rows.items[rows->sheet->rows.n - 1];
}

static enum err cell_end(struct book_xml *x)
{
    struct rows *rows = x->state;
    struct book_reader *r = x->r;
    struct book_cell cell = {.column = r->column,
                             .kind = rows->type == 'e' ? BOOK_ERROR
                                     : rows->formula   ? BOOK_COMPUTED
                                                       : BOOK_TEXT};

    if (x->text.n == 0)
        return OK;
    TRY(cell_text(x, rows, &cell.text));
    if (!str_given(str_trim(cell.text)))
        return OK;
    if (r->column > BOOK_COLUMNS_MAX)
        return book_refuse(r, E_LIMIT, "there are more than %d columns; delete what is not needed",
                           BOOK_COLUMNS_MAX);
    if (rows->new_row && rows->sheet->rows.n >= BOOK_ROWS_MAX)
        return book_refuse(r, E_LIMIT,
                           "there are more than %d rows; keep long lists outside of the form",
                           BOOK_ROWS_MAX);
    r->text_total += cell.text.n;
    if (++r->cell_n > BOOK_CELLS_MAX || r->text_total > BOOK_TEXT_MAX)
        return book_refuse(r, E_LIMIT, "the workbook holds more than %d cells or %zu MB of text",
                           BOOK_CELLS_MAX, BOOK_TEXT_MAX >> 20);
    LIST_ADD(r->arena, &current_row(r, rows)->cells, cell);
    return OK;
}

static enum err rows_end(struct book_xml *x, struct str name)
{
    struct rows *rows = x->state;

    if (str_eq(name, STR("v")) || str_eq(name, STR("t")))
        x->collect = false;
    else if (str_eq(name, STR("rPh")))
        rows->spoken = false;
    else if (str_eq(name, STR("c")))
        return cell_end(x);
    return OK;
}

enum err book_sheet_read(struct book_reader *r, struct str part, struct book_sheet *sheet)
{
    struct rows rows = {.sheet = sheet};
    struct book_xml x = {.r = r, .start = rows_start, .end = rows_end, .state = &rows};
    enum err e;

    r->sheet = sheet->name;
    e = book_xml_part(&x, part);
    r->sheet = STR_NONE;
    r->row = r->column = 0;
    sheet->read = e == OK;
    return e;
}
