/* core/form_table.c: the sheets of a form, read by the names of their columns. */
#include "core/form_table.h"

#include <string.h>

#include "core/i18n.h"

void form_table_problem(struct form_table *t, const char *column, const char *why, struct str about)
{
    buf_printf(t->problems, "%.*s:%d: %s%s%.*s%s%s\n", STR_ARG(t->file), t->csv.line, column,
               *column ? ": " : "", STR_ARG(about), str_given(about) ? " " : "", why);
}

struct str form_table_cell(const struct form_table *t, const char *column)
{
    for (size_t i = 0; i < t->header.n && i < t->row.n; i++)
        if (str_eq(t->header.items[i], str_c(column)))
            return str_trim(t->row.items[i]);
    return STR_NONE;
}

/* "English (en)" or "en": which of our languages; -1: another one. */
static int language(struct str heading)
{
    ptrdiff_t open = str_find(heading, STR("("), 0);

    if (open >= 0 && str_has_suffix(heading, STR(")")))
        heading = str_slice(heading, (size_t)open + 1, heading.n - 1);
    for (int i = 0; i < 4 && locale_all[i]; i++)
        if (str_eq(str_trim(heading), locale_tag(locale_all[i])))
            return i;
    return -1;
}

/* The columns label::English (en), label:fr …; one without a language, or in one that is not ours,
 * counts when there is nothing else. */
struct text form_table_text(const struct form_table *t, const char *column)
{
    size_t n = strlen(column);
    struct str other = STR_NONE;
    struct text text = {0};
    bool any = false;

    for (size_t i = 0; i < t->header.n && i < t->row.n; i++) {
        struct str rest = t->header.items[i], value = str_trim(t->row.items[i]);
        int lang;

        if (!str_has_prefix(rest, str_c(column)) || (rest.n > n && rest.p[n] != ':') ||
            !str_given(value))
            continue;
        while (rest.n > n && rest.p[n] == ':')
            n++;
        lang = language(str_from(rest, n));
        n = strlen(column);
        if (lang >= 0)
            text.in[lang] = value;
        else if (!str_given(other))
            other = value;
        any = any || lang >= 0;
    }
    if (!any)
        text.in[0] = other;
    return text;
}

static bool row_is_empty(const struct csv_row *row)
{
    for (size_t i = 0; i < row->n; i++)
        if (str_given(str_trim(row->items[i])))
            return false;
    return true;
}

bool form_table_next(struct form_table *t)
{
    do {
        if (csv_next(&t->csv, &t->row) != OK) {
            form_table_problem(t, "", "a quotation mark is not closed", STR_NONE);
            return false;
        }
        if (t->row.n == 0)
            return false;
    } while (row_is_empty(&t->row));
    return true;
}

/* Column names in small letters, with XLSForm's older spellings made one. */
static struct str column_name(struct arena *a, struct str name)
{
    struct str s = str_dup(a, str_trim(name));

    if (str_has_prefix(s, STR("media::")))
        s = str_from(s, strlen("media::"));
    for (size_t i = 0; i < s.n; i++) {
        char *c = (char *)&s.p[i];

        if (*c == ':')
            break;
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c + 'a' - 'A');
        else if (*c == ' ')
            *c = '_';
    }
    if (str_eq(s, STR("readonly")))
        return STR("read_only");
    if (str_eq(s, STR("list_name")))
        return STR("list");
    if (str_eq(s, STR("relevance")))
        return STR("relevant");
    return s;
}

bool form_table_open(struct form_table *t, struct arena *a, struct buf *problems, struct str file,
                     struct str text)
{
    *t = (struct form_table){.arena = a, .problems = problems, .file = file};
    csv_init(&t->csv, a, text);
    t->csv.separator = csv_separator(text);
    if (!form_table_next(t))
        return false;
    for (size_t i = 0; i < t->row.n; i++)
        LIST_ADD(a, &t->header, column_name(a, t->row.items[i]));
    return true;
}
