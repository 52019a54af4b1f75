/* core/xlsform_say.c: what the import says and where; and which words of appearance and parameters
 * do nothing in Alidade. */
#include <stdarg.h>
#include <stdio.h>

#include "core/xlsform_read.h"

#define WARNINGS_MAX 500

/* "survey, row 12, column C: …" */
__attribute__((format(printf, 2, 0))) static struct str said(struct xlsform_reader *r,
                                                             const char *fmt, va_list args)
{
    struct buf b;
    char what[1000];

    vsnprintf(what, sizeof what, fmt, args);
    buf_init(&b, r->arena, 4000);
    buf_put(&b, r->sheet);
    if (r->row > 0)
        buf_printf(&b, ", row %d", r->row);
    if (r->column > 0)
        buf_printf(&b, ", column %.*s", STR_ARG(book_column(r->arena, r->column)));
    buf_printf(&b, "%s%s", b.n > 0 ? ": " : "", what);
    return buf_str(&b);
}

void xlsform_at(struct xlsform_reader *r, const struct xlsform_sheet *sheet, int column)
{
    r->column =
        column >= 0 && (size_t)column < sheet->places.n ? sheet->places.items[column] : column + 1;
}

void xlsform_warn(struct xlsform_reader *r, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    if (r->form->warnings.n < WARNINGS_MAX)
        LIST_ADD(r->arena, &r->form->warnings, said(r, fmt, args));
    else if (r->form->warnings.n == WARNINGS_MAX)
        LIST_ADD(r->arena, &r->form->warnings, STR("(more warnings are not shown)"));
    va_end(args);
}

enum err xlsform_refuse(struct xlsform_reader *r, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    r->problem = said(r, fmt, args);
    va_end(args);
    return E_INVALID;
}

/* ---- words without effect ---------------------------------------------------------------------
 */

/* What some page does with them; a group's field-list is what every section is. */
static const char appearances[] =
    "signature multiline new new-rear new-front field-list year minimal";
static const char parameters[] = "start end step value label";

/* A word that was met, the row of the first, and how often. */
struct word {
    struct str word;
    int row, n;
};
struct words {
    LIST_OF(struct word) met;
};

static void count(struct arena *a, struct words *words, struct str word, int row)
{
    for (size_t i = 0; i < words->met.n; i++) {
        if (str_eq(words->met.items[i].word, word)) {
            words->met.items[i].n++;
            return;
        }
    }
    LIST_ADD(a, &words->met, ((struct word){word, row, 1}));
}

/* "max-pixels=1024" → "max-pixels"; an appearance is a word as it stands. */
static void count_cell(struct arena *a, struct words *words, struct str cell, int row)
{
    while (str_given(cell)) {
        struct str word, name;

        (void)str_split(&cell, ' ', &word);
        name = word;
        (void)str_split(&word, '=', &name);
        if (str_given(str_trim(name)))
            count(a, words, str_trim(name), row);
    }
}

static void say(struct xlsform_reader *r, const char *column, const char *known)
{
    const struct xlsform_sheet *survey = &r->form->part[XLSFORM_SURVEY];
    int at = xlsform_column(survey, column);
    struct words words = {0};

    for (size_t i = 0; at >= 0 && i < survey->rows.n; i++)
        count_cell(r->arena, &words, survey->rows.items[i].cells[at], survey->rows.items[i].number);
    for (size_t i = 0; i < words.met.n; i++) {
        const struct word *w = &words.met.items[i];

        if (pack_has_word(str_c(known), w->word))
            continue;
        r->row = w->row;
        xlsform_at(r, survey, at);
        xlsform_warn(r,
                     "%s \"%.*s\" has no effect in Alidade%s; see what the page looks like without",
                     column, STR_ARG(w->word),
                     w->n > 1 ? str_fmt(r->arena, " (here, and in %d more)", w->n - 1).p : "");
    }
}

void xlsform_say_unused(struct xlsform_reader *r)
{
    r->sheet = STR("survey");
    say(r, "appearance", appearances);
    say(r, "parameters", parameters);
}
