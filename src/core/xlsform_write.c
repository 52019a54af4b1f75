/* core/xlsform_write.c: parts of a form as CSV and from it, as a workbook, and those that a form of
 * a pack needs beside its sheet. */
#include <stdio.h>

#include "base/csv.h"
#include "base/utf8.h"
#include "core/i18n.h"
#include "core/xlsform.h"

#define CSV_MAX ((size_t)48 << 20)

/* The first row is the header. False when a row has more cells than that. */
static bool take_row(struct arena *a, const struct csv_row *from, int number,
                     struct xlsform_sheet *to)
{
    if (number > 1 && from->n > to->header.n)
        return false;
    struct xlsform_row row = {number, ARENA_ARRAY(a, struct str, to->header.n)};

    for (size_t i = 0; i < from->n; i++) {
        if (number == 1)
            LIST_ADD(a, &to->header, from->items[i]);
        else
            row.cells[i] = from->items[i];
    }
    if (number > 1 && from->n > 0)
        LIST_ADD(a, &to->rows, row);
    return true;
}

enum err xlsform_from_csv(struct arena *a, struct str text, struct xlsform_sheet *ret,
                          struct str *problem)
{
    struct xlsform_sheet sheet = {0};
    struct csv csv;
    struct csv_row row = {0};

    if (!utf8_is_valid(text)) {
        *problem = STR("the file is not UTF-8; save it again as \"CSV UTF-8\"");
        return E_INVALID;
    }
    csv_init(&csv, a, text);
    for (int number = 1; number == 1 || row.n > 0; number++) {
        if (csv_next(&csv, &row) == OK && take_row(a, &row, number, &sheet))
            continue;
        *problem = str_fmt(a,
                           "line %d: a quotation mark is not closed, or there are more cells than "
                           "columns",
                           csv.line);
        return E_INVALID;
    }
    *ret = sheet;
    return OK;
}

static void put_line(struct buf *b, const struct str *cells, size_t n)
{
    for (size_t i = 0; i < n; i++)
        csv_put_exact(b, cells[i], i == 0);
    buf_put_c(b, '\n');
}

struct str xlsform_csv(struct arena *a, const struct xlsform_sheet *sheet)
{
    struct buf b;

    buf_init(&b, a, CSV_MAX);
    put_line(&b, sheet->header.items, sheet->header.n);
    for (size_t i = 0; i < sheet->rows.n; i++)
        put_line(&b, sheet->rows.items[i].cells, sheet->header.n);
    return buf_str(&b);
}

static void add_row(struct arena *a, struct book_sheet *to, const struct str *cells, size_t n)
{
    struct book_row *row = LIST_PUSH(a, &to->rows);

    row->number = (int)to->rows.n;
    for (size_t i = 0; i < n; i++)
        if (str_given(cells[i]))
            LIST_ADD(a, &row->cells, ((struct book_cell){(int)i + 1, BOOK_TEXT, cells[i]}));
}

void xlsform_book(struct arena *a, const struct xlsform *form, struct book *ret)
{
    *ret = (struct book){0};
    for (int i = 0; i < XLSFORM_PARTS; i++) {
        const struct xlsform_sheet *from = &form->part[i];

        if (from->header.n == 0)
            continue;
        struct book_sheet *to = LIST_PUSH(a, &ret->sheets);

        *to = (struct book_sheet){.name = str_c(xlsform_part_name((enum xlsform_part)i)),
                                  .read = true};
        add_row(a, to, from->header.items, from->header.n);
        for (size_t k = 0; k < from->rows.n; k++)
            add_row(a, to, from->rows.items[k].cells, from->header.n);
    }
}

/* ---- forms of a pack --------------------------------------------------------------------------
 */

static struct str *new_row(struct arena *a, struct xlsform_sheet *sheet)
{
    struct xlsform_row *row = LIST_PUSH(a, &sheet->rows);

    *row =
        (struct xlsform_row){(int)sheet->rows.n + 1, ARENA_ARRAY(a, struct str, sheet->header.n)};
    return row->cells;
}

static void add_list(struct arena *a, const struct pack_codes *codes, struct xlsform_sheet *choices)
{
    for (size_t i = 0; i < codes->codes.n; i++) {
        const struct pack_code *code = &codes->codes.items[i];

        if (code->retired)
            continue;
        struct str *cells = new_row(a, choices);

        cells[0] = codes->name;
        cells[1] = code->code;
        for (int k = 0; locale_all[k] && (size_t)k + 2 < choices->header.n; k++)
            cells[k + 2] = code->label.in[k];
    }
}

void xlsform_of_pack(struct arena *a, const struct pack *pack, const struct pack_form *form,
                     struct xlsform *ret)
{
    static const char *const settings[] = {"form_title", "form_id", "version", "default_language"};
    const struct xlsform_sheet *survey = &ret->part[XLSFORM_SURVEY];
    struct xlsform_sheet *choices = &ret->part[XLSFORM_CHOICES];
    int type = xlsform_column(survey, "type");
    struct map seen;

    map_init(&seen, a);
    LIST_ADD(a, &choices->header, STR("list_name"));
    LIST_ADD(a, &choices->header, STR("name"));
    for (int i = 0; i < 4 && locale_all[i]; i++)
        LIST_ADD(a, &choices->header,
                 str_fmt(a, "label::%.*s (%.*s)", STR_ARG(locale_name(locale_all[i])),
                         STR_ARG(locale_tag(locale_all[i]))));
    for (size_t i = 0; type >= 0 && i < survey->rows.n; i++) {
        struct str words = survey->rows.items[i].cells[type], kind, list;

        if (!str_split(&words, ' ', &kind) || !str_split(&words, ' ', &list))
            continue;
        const struct pack_codes *codes = pack_codes_find(pack, list);

        if (codes && !map_get(&seen, list)) {
            map_set(&seen, list, &seen);
            add_list(a, codes, choices);
        }
    }
    for (size_t i = 0; i < 4; i++)
        LIST_ADD(a, &ret->part[XLSFORM_SETTINGS].header, str_c(settings[i]));
    struct str *cells = new_row(a, &ret->part[XLSFORM_SETTINGS]);

    cells[0] = form->title.in[0];
    cells[1] = form->name;
    cells[2] = form->version;
    cells[3] = STR("English (en)");
}
