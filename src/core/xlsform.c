/* core/xlsform.c: the sheets of a workbook become the parts of a form; parts to CSV and back. */
#include "core/xlsform.h"

#include "base/utf8.h"
#include "core/xlsform_read.h"

/* external_choices holds the choices of long lists; they come behind the others. */
const char *const xlsform_sheets[] = {"survey", "choices", "settings", "external_choices", NULL};

const char *xlsform_part_name(enum xlsform_part part)
{
    return xlsform_sheets[part];
}

int xlsform_column(const struct xlsform_sheet *sheet, const char *name)
{
    for (size_t i = 0; i < sheet->header.n; i++)
        if (str_eq(sheet->header.items[i], str_c(name)))
            return (int)i;
    return -1;
}

/* ---- one sheet --------------------------------------------------------------------------------
 */

/* A column of the sheet: where it goes, and how many cells were left out. */
struct taken {
    int column; /* in the workbook */
    struct str raw;
    struct xlsform_heading heading;
    int to; /* in our header; -1: left out */
    int left_out;
};

struct sheet_reader {
    struct xlsform_reader *r;
    enum xlsform_part part;
    struct xlsform_sheet *into;
    struct str language; /* of texts that name none */
    struct str foreign;  /* one that we do not speak, and take because there is no other */
    LIST_OF(struct taken) columns;
    int computed, computed_row, computed_column;
};

/* Would a spreadsheet run it, when it opens our CSV? Plain texts may begin with + and -. */
static bool would_run(struct str s)
{
    static const char *const wide[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                       "\xEF\xBC\xA0"};

    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (str_has_prefix(s, str_c(wide[i])))
            return true;
    if (s.n == 0 || s.p[0] == '=' || s.p[0] == '@')
        return s.n > 0;
    for (size_t i = 1; (s.p[0] == '+' || s.p[0] == '-') && i < s.n; i++)
        if (s.p[i] == '(' || s.p[i] == '|' || s.p[i] == '!')
            return true;
    return false;
}

/* Spaces that do not break come with what was copied from a web page. In texts they are wanted
 * (before a French question mark), in expressions and names never. */
static struct str plain_spaces(struct arena *a, struct str s)
{
    struct buf b;

    buf_init(&b, a, s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        bool wide = str_has_prefix(str_from(s, i), STR("\xC2\xA0"));

        buf_put_c(&b, (char)(wide ? ' ' : s.p[i]));
        i += wide;
    }
    return buf_str(&b);
}

static enum err clean(struct sheet_reader *s, const struct book_cell *cell, bool is_text,
                      struct str *ret)
{
    struct arena *a = s->r->arena;

    s->r->column = cell->column;
    if (utf8_clean(a, is_text ? cell->text : plain_spaces(a, cell->text), ret) != OK)
        return xlsform_refuse(s->r, "the text is damaged; write it again");
    if (would_run(*ret))
        return xlsform_refuse(s->r, "the text begins like a formula, and could run as one in a "
                                    "spreadsheet; begin it with a word, an expression with 0");
    return OK;
}

static struct taken *taken_find(struct sheet_reader *s, int column)
{
    for (size_t i = 0; i < s->columns.n; i++)
        if (s->columns.items[i].column == column)
            return &s->columns.items[i];
    struct taken *new = LIST_PUSH(s->r->arena, &s->columns);

    *new = (struct taken){.column = column, .to = -1, .heading.why = "has no heading"};
    return new;
}

/* Does another column mean the same, and is it better: earlier, or with its language named? */
static bool is_double(const struct sheet_reader *s, const struct taken *t)
{
    for (size_t i = 0; i < s->columns.n; i++) {
        const struct taken *u = &s->columns.items[i];
        bool better = u->heading.guessed == t->heading.guessed ? u < t : t->heading.guessed;

        if (better && u != t && str_eq(u->heading.name, t->heading.name))
            return true;
    }
    return false;
}

/* Into the header, where it may stand since an earlier sheet. */
static void take(struct sheet_reader *s, struct taken *t)
{
    struct xlsform_sheet *into = s->into;
    struct arena *a = s->r->arena;

    if (!t->heading.why && is_double(s, t))
        t->heading.why = "means the same as another column";
    if (t->heading.why)
        return;
    t->to = xlsform_column(into, str_z(a, t->heading.name));
    if (t->to >= 0)
        return;
    t->to = (int)into->header.n;
    LIST_ADD(a, &into->header, t->heading.name);
    LIST_ADD(a, &into->places, t->column);
    /* Rows that were there before have nothing in it. */
    for (size_t i = 0; i < into->rows.n; i++)
        into->rows.items[i].cells =
            arena_grow(a, into->rows.items[i].cells, (into->header.n - 1) * sizeof(struct str),
                       into->header.n * sizeof(struct str));
}

static enum err read_header(struct sheet_reader *s, const struct book_row *row)
{
    s->r->row = row->number;
    for (size_t i = 0; i < row->cells.n; i++) {
        struct taken *t = taken_find(s, row->cells.items[i].column);

        TRY(clean(s, &row->cells.items[i], false, &t->raw));
        t->heading = xlsform_heading(s->r->arena, s->part, t->raw, s->language);
        if (str_given(s->foreign) && str_eq_nocase(t->heading.foreign, s->foreign))
            t->heading.why = NULL;
    }
    for (size_t i = 0; i < s->columns.n; i++)
        take(s, &s->columns.items[i]);
    return OK;
}

static enum err read_cell(struct sheet_reader *s, const struct book_cell *cell,
                          struct xlsform_row *row)
{
    struct taken *t = taken_find(s, cell->column);
    struct str text;

    if (t->to < 0) {
        t->left_out++;
        return OK;
    }
    s->r->column = cell->column;
    if (cell->kind == BOOK_ERROR) {
        xlsform_warn(s->r, "the formula gives %.*s; the cell was left empty", STR_ARG(cell->text));
        return OK;
    }
    if (cell->kind == BOOK_COMPUTED && s->computed++ == 0) {
        s->computed_row = row->number;
        s->computed_column = cell->column;
    }
    TRY(clean(s, cell, str_find(t->heading.name, STR("::"), 0) >= 0, &text));
    row->cells[t->to] = text;
    return OK;
}

/* What was not taken, or not as it stood there. */
static void say_columns(struct sheet_reader *s)
{
    s->r->row = 0;
    for (size_t i = 0; i < s->columns.n; i++) {
        const struct taken *t = &s->columns.items[i];
        struct str name = str_given(t->raw) ? str_fmt(s->r->arena, "\"%.*s\"", STR_ARG(t->raw))
                                            : STR("the column");

        s->r->column = t->column;
        if (t->left_out > 0)
            xlsform_warn(s->r, "%.*s %s; left out, with %d filled cell%s", STR_ARG(name),
                         t->heading.why, t->left_out, t->left_out == 1 ? "" : "s");
    }
    if (s->computed == 0)
        return;
    s->r->row = s->computed_row;
    s->r->column = s->computed_column;
    xlsform_warn(s->r, "the cell is computed%s; what the formula gave last was taken",
                 s->computed > 1 ? str_fmt(s->r->arena, ", and %d more", s->computed - 1).p : "");
}

static void say_guessed(struct sheet_reader *s)
{
    for (size_t i = 0; i < s->columns.n; i++) {
        const struct taken *t = &s->columns.items[i];

        if (!t->heading.guessed || t->to < 0 || xlsform_is_media(t->heading.name))
            continue; /* a picture without a language is for all */
        s->r->row = 0;
        s->r->column = t->column;
        xlsform_warn(s->r,
                     "\"%.*s\" names no language and was taken for \"%.*s\"; default_language in "
                     "the sheet settings says otherwise",
                     STR_ARG(t->raw), STR_ARG(t->heading.name));
        return; /* one speaks for all of the sheet */
    }
}

static enum err read_sheet(struct sheet_reader *s, const struct book_sheet *sheet)
{
    struct arena *a = s->r->arena;

    s->r->row = s->r->column = 0;
    if (str_given(sheet->merged))
        xlsform_warn(s->r, "cells are merged (%.*s); only the first of them counts",
                     STR_ARG(sheet->merged));
    if (sheet->rows.n == 0)
        return OK;
    TRY(read_header(s, &sheet->rows.items[0]));
    for (size_t i = 1; i < sheet->rows.n; i++) {
        const struct book_row *from = &sheet->rows.items[i];
        struct xlsform_row row = {from->number, ARENA_ARRAY(a, struct str, s->into->header.n)};

        s->r->row = from->number;
        for (size_t k = 0; k < from->cells.n; k++)
            TRY(read_cell(s, &from->cells.items[k], &row));
        LIST_ADD(a, &s->into->rows, row);
    }
    say_columns(s);
    if (s->part == XLSFORM_SURVEY)
        say_guessed(s);
    return OK;
}

/* ---- a form -----------------------------------------------------------------------------------
 */

static const struct book_sheet *sheet_named(const struct book *book, const char *name)
{
    for (size_t i = 0; i < book->sheets.n; i++)
        if (str_eq_nocase(str_trim(book->sheets.items[i].name), str_c(name)))
            return &book->sheets.items[i];
    return NULL;
}

static bool all_empty(const struct xlsform_sheet *sheet, const struct xlsform_row *row)
{
    for (size_t i = 0; i < sheet->header.n; i++)
        if (str_given(row->cells[i]))
            return false;
    return true;
}

/* Is the row asked at all? Says so when it is not, and why. */
static bool is_asked(struct xlsform_reader *r, const struct xlsform_sheet *survey,
                     const struct xlsform_row *row)
{
    int type = xlsform_column(survey, "type"), disabled = xlsform_column(survey, "disabled");

    r->row = row->number;
    r->column = 0;
    if (all_empty(survey, row))
        return false; /* all that it held was left out, and said */
    if (disabled >= 0 && (str_eq_nocase(row->cells[disabled], STR("yes")) ||
                          str_eq_nocase(row->cells[disabled], STR("TRUE")))) {
        xlsform_warn(r, "the row is disabled; left out");
        return false;
    }
    if (!str_given(row->cells[type]))
        xlsform_warn(r, "the row has no type; left out");
    return str_given(row->cells[type]);
}

static void drop_column(struct xlsform_sheet *sheet, int column)
{
    if (column < 0)
        return;
    sheet->header.n--;
    for (size_t i = (size_t)column; i < sheet->header.n; i++) {
        sheet->header.items[i] = sheet->header.items[i + 1];
        sheet->places.items[i] = sheet->places.items[i + 1];
        for (size_t k = 0; k < sheet->rows.n; k++)
            sheet->rows.items[k].cells[i] = sheet->rows.items[k].cells[i + 1];
    }
}

/* Types in our spelling; rows that ask nothing go. */
static enum err settle_survey(struct xlsform_reader *r)
{
    struct xlsform_sheet *survey = &r->form->part[XLSFORM_SURVEY];
    int type = xlsform_column(survey, "type");
    size_t n = 0;

    r->sheet = STR("survey");
    r->row = r->column = 0;
    if (type < 0 || xlsform_column(survey, "name") < 0)
        return xlsform_refuse(r,
                              "the column \"%s\" is missing in the first row; a form needs "
                              "type and name",
                              type < 0 ? "type" : "name");
    for (size_t i = 0; i < survey->rows.n; i++) {
        struct xlsform_row *row = &survey->rows.items[i];
        struct str raw = row->cells[type];
        const char *why = NULL;

        if (!is_asked(r, survey, row))
            continue;
        if (xlsform_type(r->arena, raw, &row->cells[type], &why) != OK)
            return xlsform_refuse(r,
                                  "the type \"%.*s\" is not known; correct it (xlsform.org "
                                  "lists the types)",
                                  STR_ARG(raw));
        if (why)
            xlsform_warn(r, "the type %.*s %s", STR_ARG(raw), why);
        survey->rows.items[n++] = *row;
    }
    survey->rows.n = n;
    drop_column(survey, xlsform_column(survey, "disabled"));
    r->row = r->column = 0;
    return n > 0 ? OK : xlsform_refuse(r, "the form asks nothing; add questions");
}

static void settle_choices(struct xlsform_reader *r)
{
    struct xlsform_sheet *choices = &r->form->part[XLSFORM_CHOICES];
    int list = xlsform_column(choices, "list_name"), name = xlsform_column(choices, "name");
    size_t n = 0;

    r->sheet = STR("choices");
    r->column = 0;
    for (size_t i = 0; i < choices->rows.n; i++) {
        const struct xlsform_row *row = &choices->rows.items[i];

        r->row = row->number;
        if (all_empty(choices, row))
            continue;
        if (list < 0 || name < 0 || !str_given(row->cells[list]) || !str_given(row->cells[name]))
            xlsform_warn(r, "the choice has no list_name or no name; left out");
        else
            choices->rows.items[n++] = *row;
    }
    choices->rows.n = n;
}

static void settle_settings(struct xlsform_reader *r)
{
    struct xlsform_sheet *settings = &r->form->part[XLSFORM_SETTINGS];
    size_t n = 0;

    for (size_t i = 0; i < settings->rows.n; i++)
        if (!all_empty(settings, &settings->rows.items[i]))
            settings->rows.items[n++] = settings->rows.items[i];
    settings->rows.n = n;
    if (n <= 1)
        return;
    r->sheet = STR("settings");
    r->row = settings->rows.items[1].number;
    r->column = 0;
    xlsform_warn(r,
                 "only the first row of settings counts; this one and those below were left out");
    settings->rows.n = 1;
}

/* The language that texts without one are in. */
static struct str default_language(const struct xlsform *form)
{
    const struct xlsform_sheet *settings = &form->part[XLSFORM_SETTINGS];
    int column = xlsform_column(settings, "default_language");
    struct str tag = column < 0 || settings->rows.n == 0
                         ? STR_NONE
                         : xlsform_language(settings->rows.items[0].cells[column]);

    return str_given(tag) ? tag : STR("en");
}

static enum err read_part(struct xlsform_reader *r, const struct book *book, const char *name,
                          enum xlsform_part part)
{
    const struct book_sheet *sheet = sheet_named(book, name);
    struct sheet_reader s = {.r = r,
                             .part = part,
                             .into = &r->form->part[part],
                             .language = default_language(r->form),
                             .foreign = r->foreign};

    r->sheet = str_c(name);
    return sheet ? read_sheet(&s, sheet) : OK;
}

/* A form in none of our languages is shown in its own, rather than without words. */
static void take_foreign(struct xlsform_reader *r, const struct book *book)
{
    const struct xlsform_sheet *settings = &r->form->part[XLSFORM_SETTINGS];
    int column = xlsform_column(settings, "default_language");
    struct str wanted =
        column < 0 || settings->rows.n == 0 ? STR_NONE : settings->rows.items[0].cells[column];

    r->foreign = xlsform_only_language(r->arena, sheet_named(book, "survey"), wanted);
    r->sheet = STR("survey");
    r->row = r->column = 0;
    if (str_given(r->foreign))
        xlsform_warn(r,
                     "the texts are in no language that Alidade speaks; those in %.*s are shown in "
                     "all of them; add columns such as \"label::English (en)\"",
                     STR_ARG(r->foreign));
}

static void say_sheets(struct xlsform_reader *r, const struct book *book)
{
    r->row = r->column = 0;
    for (size_t i = 0; i < book->sheets.n; i++) {
        r->sheet = book->sheets.items[i].name;
        if (!book->sheets.items[i].read)
            xlsform_warn(r, "the sheet is no part of a form (these are survey, choices, settings); "
                            "left out");
    }
}

static enum err read_form(struct xlsform_reader *r, const struct book *book)
{
    if (!sheet_named(book, "survey"))
        return xlsform_refuse(r, "there is no sheet \"survey\", so this is no XLSForm; name the "
                                 "sheet with the questions survey");
    TRY(read_part(r, book, "settings", XLSFORM_SETTINGS));
    take_foreign(r, book);
    TRY(read_part(r, book, "survey", XLSFORM_SURVEY));
    TRY(read_part(r, book, "choices", XLSFORM_CHOICES));
    TRY(read_part(r, book, "external_choices", XLSFORM_CHOICES));
    say_sheets(r, book);
    TRY(settle_survey(r));
    settle_choices(r);
    settle_settings(r);
    TRY(xlsform_check(r));
    xlsform_say_unused(r);
    return OK;
}

enum err xlsform_read(struct arena *a, const struct book *book, struct xlsform *ret,
                      struct str *problem)
{
    struct xlsform form = {0};
    struct xlsform_reader r = {.arena = a, .form = &form};
    enum err e = read_form(&r, book);

    if (e == OK)
        *ret = form;
    else
        *problem = r.problem;
    return e;
}
