/* core/pack_diff.c: compares the tables of two packs row by row, by their keys. What a change means
 * stands in the tables of pack_diff_words.c; this knows no column but those keys. */
#include "core/pack_diff.h"

#include <string.h>

#include "core/pack_diff_words.h"

#define WORDS_MAX (64 << 10)

/* A row, with the cells of its key as one text. */
struct diff_row {
    struct str key, group; /* group: of a form, the headings above the question */
    struct csv_row cells;
};

/* One file of one version. */
struct diff_side {
    struct sheet sheet;
    LIST_OF(struct diff_row) rows;
};

struct diff {
    struct arena *arena;
    const struct map *was, *is;
    struct pack_change_list *out;
    struct diff_side codes_was[2], codes_is[2]; /* of the pack, and shared ones */
};

static struct str cell(const struct diff_side *side, const struct diff_row *row, struct str column)
{
    for (size_t i = 0; row && i < side->sheet.header.n && i < row->cells.n; i++)
        if (str_eq(side->sheet.header.items[i], column))
            return str_trim(row->cells.items[i]);
    return STR_NONE;
}

/* Empty when the first cell of the key is: such a row closes a group, or is nothing. */
static struct str key_of(struct diff *d, const struct diff_table *t, const struct sheet *s)
{
    struct str first = sheet_cell(s, t->keys[0]);

    if (!t->keys[1])
        return first;
    return str_fmt(d->arena, "%.*s %.*s", STR_ARG(first), STR_ARG(sheet_cell(s, t->keys[1])));
}

/* The group that a row of a form begins or ends; elsewhere nothing. */
static void group_follow(struct diff *d, const struct sheet *s, struct str *path)
{
    struct str type = sheet_cell(s, "type");

    if (str_has_prefix(type, STR("begin")))
        *path = str_fmt(d->arena, "%.*s/%.*s", STR_ARG(*path), STR_ARG(sheet_cell(s, "name")));
    for (size_t n = path->n; str_has_prefix(type, STR("end")) && n > 0; n--) {
        if (path->p[n - 1] == '/') {
            *path = str_slice(*path, 0, n - 1);
            return;
        }
    }
}

static void side_read(struct diff *d, const struct map *files, struct str path,
                      const struct diff_table *t, struct diff_side *ret)
{
    static const char *const any[] = {NULL};
    struct loader *l = ARENA_NEW(d->arena, struct loader);
    struct str group = STR_NONE;

    *l = (struct loader){.arena = d->arena, .files = files};
    buf_init(&l->problems, d->arena, WORDS_MAX);
    if (!map_get(files, path) || !sheet_open(l, &ret->sheet, path, any))
        return;
    while (sheet_next(&ret->sheet)) {
        struct str key = key_of(d, t, &ret->sheet), above = group;
        struct diff_row row = {.key = key, .group = above};

        group_follow(d, &ret->sheet, &group);
        if (!str_given(str_trim(key)) ||
            str_has_prefix(sheet_cell(&ret->sheet, "type"), STR("end")))
            continue;
        for (size_t i = 0; i < ret->sheet.row.n; i++)
            LIST_ADD(d->arena, &row.cells, ret->sheet.row.items[i]);
        LIST_ADD(d->arena, &ret->rows, row);
    }
}

static const struct diff_row *row_find(const struct diff_side *side, struct str key)
{
    for (size_t i = 0; i < side->rows.n; i++)
        if (str_eq(side->rows.items[i].key, key))
            return &side->rows.items[i];
    return NULL;
}

static void say(struct diff *d, const struct diff_side *side, struct str what, const char *means)
{
    LIST_ADD(d->arena, d->out,
             ((struct pack_change){.file = side->sheet.path,
                                   .what = what,
                                   .means = means ? str_c(means) : STR_NONE}));
}

/* ---- cells ---------------------------------------------------------------------------------- */

/* "label:fr" → "label"; the rest of the name in *ret_lang. */
static struct str base_of(struct str column, struct str *ret_lang)
{
    ptrdiff_t colon = str_find(column, STR(":"), 0);

    *ret_lang = STR_NONE;
    if (colon < 0 || str_has_prefix(column, STR("alidade:")))
        return column;
    *ret_lang = str_from(column, (size_t)colon + 1);
    return str_slice(column, 0, (size_t)colon);
}

static const struct diff_column *column_find(const struct diff_table *t, struct str key,
                                             struct str name)
{
    for (const struct diff_column *c = t->columns; c && c->name; c++) {
        if (c->of && !str_has_prefix(key, str_c(c->of)))
            continue;
        if (str_eq(name, str_c(c->name)))
            return c;
    }
    return NULL;
}

static struct str quoted(struct diff *d, struct str text)
{
    return str_given(text) ? str_fmt(d->arena, "\"%.*s\"", STR_ARG(text)) : STR("empty");
}

/* Both versions of one row. */
struct pair {
    const struct diff_table *table;
    const struct diff_side *was_side, *is_side;
    const struct diff_row *was, *is;
};

static bool is_key(const struct diff_table *t, struct str column)
{
    return str_eq(column, str_c(t->keys[0])) || (t->keys[1] && str_eq(column, str_c(t->keys[1])));
}

/* A column that is in one of the versions. Texts in several languages are one change. */
static void cell_compare(struct diff *d, const struct pair *p, struct str column, struct buf *words)
{
    struct str was = cell(p->was_side, p->was, column), is = cell(p->is_side, p->is, column), lang;
    struct str base = base_of(column, &lang);
    const struct diff_column *known = column_find(p->table, p->is->key, base);

    if (str_eq(was, is) || is_key(p->table, column))
        return;
    if (str_given(lang)) {
        buf_printf(words, "%s%.*s in %.*s", words->n ? ", " : "", STR_ARG(base), STR_ARG(lang));
        return;
    }
    say(d, p->is_side,
        str_fmt(d->arena, "%s %.*s: %s was %.*s, is %.*s", p->table->noun, STR_ARG(p->is->key),
                known && known->words ? known->words : str_z(d->arena, column),
                STR_ARG(quoted(d, was)), STR_ARG(quoted(d, is))),
        known ? known->means : NULL);
}

static void row_compare(struct diff *d, const struct pair *p)
{
    const struct csv_row *was = &p->was_side->sheet.header, *is = &p->is_side->sheet.header;
    struct buf words;

    buf_init(&words, d->arena, WORDS_MAX);
    for (size_t i = 0; i < is->n; i++)
        cell_compare(d, p, is->items[i], &words);
    for (size_t i = 0; i < was->n; i++) {
        bool both = false;

        for (size_t k = 0; k < is->n; k++)
            both = both || str_eq(is->items[k], was->items[i]);
        if (!both)
            cell_compare(d, p, was->items[i], &words);
    }
    if (words.n > 0)
        say(d, p->is_side,
            str_fmt(d->arena, "%s %.*s: other words (%.*s)", p->table->noun, STR_ARG(p->is->key),
                    STR_ARG(buf_str(&words))),
            NULL);
    if (!str_eq(p->was->group, p->is->group))
        say(d, p->is_side,
            str_fmt(d->arena, "%s %.*s: moved from section %.*s to %.*s", p->table->noun,
                    STR_ARG(p->is->key), STR_ARG(quoted(d, p->was->group)),
                    STR_ARG(quoted(d, p->is->group))),
            NULL);
}

/* ---- order ---------------------------------------------------------------------------------- */

/* Marks the rows of the longest run that kept its order; the others were moved. place[i] is where
 * row i of the new version stood before, or -1. */
static void kept_mark(struct diff *d, const int *place, size_t n, bool *kept)
{
    int *length = ARENA_ARRAY(d->arena, int, n + 1), *before = ARENA_ARRAY(d->arena, int, n + 1);
    int best = -1;

    for (size_t i = 0; i < n; i++) {
        length[i] = 1;
        before[i] = -1;
        for (size_t k = 0; place[i] >= 0 && k < i; k++) {
            if (place[k] >= 0 && place[k] < place[i] && length[k] + 1 > length[i]) {
                length[i] = length[k] + 1;
                before[i] = (int)k;
            }
        }
        if (place[i] >= 0 && (best < 0 || length[i] > length[best]))
            best = (int)i;
    }
    for (; best >= 0; best = before[best])
        kept[best] = true;
}

static void order_compare(struct diff *d, const struct diff_table *t, const struct diff_side *was,
                          const struct diff_side *is)
{
    size_t n = is->rows.n;
    int *place = ARENA_ARRAY(d->arena, int, n + 1);
    bool *kept = ARENA_ARRAY(d->arena, bool, n + 1);

    for (size_t i = 0; i < n; i++) {
        const struct diff_row *old = row_find(was, is->rows.items[i].key);

        place[i] =
            old && str_eq(old->group, is->rows.items[i].group) ? (int)(old - was->rows.items) : -1;
    }
    kept_mark(d, place, n, kept);
    for (size_t i = 0; i < n; i++)
        if (place[i] >= 0 && !kept[i])
            say(d, is,
                str_fmt(d->arena, "%s %.*s: moved to another place", t->noun,
                        STR_ARG(is->rows.items[i].key)),
                NULL);
}

/* ---- tables --------------------------------------------------------------------------------- */

/* "new step intake photo, required" */
static struct str new_words(struct diff *d, const struct diff_table *t,
                            const struct diff_side *side, const struct diff_row *row)
{
    struct str text = cell(side, row, str_fmt(d->arena, "%s:en", t->text ? t->text : ""));
    bool required = str_eq(cell(side, row, STR("required")), STR("yes"));

    return str_fmt(d->arena, "new %s %.*s%s%.*s%s%s", t->noun, STR_ARG(row->key),
                   str_given(text) ? " \"" : "", STR_ARG(text), str_given(text) ? "\"" : "",
                   required ? ", required" : "");
}

static void sides_compare(struct diff *d, const struct diff_table *t, const struct diff_side *was,
                          const struct diff_side *is)
{
    for (size_t i = 0; i < is->rows.n; i++) {
        const struct diff_row *row = &is->rows.items[i], *old = row_find(was, row->key);

        if (old)
            row_compare(d, &(struct pair){t, was, is, old, row});
        else
            say(d, is, new_words(d, t, is, row),
                str_eq(cell(is, row, STR("required")), STR("yes")) ? t->means_required
                                                                   : t->means_new);
    }
    for (size_t i = 0; i < was->rows.n; i++) {
        if (!row_find(is, was->rows.items[i].key))
            say(d, was,
                str_fmt(d->arena, "%s %.*s is gone", t->noun, STR_ARG(was->rows.items[i].key)),
                t->means_gone);
    }
    order_compare(d, t, was, is);
}

/* Returns whether anything differs. */
static bool table_compare(struct diff *d, const struct diff_table *t, struct str path)
{
    struct diff_side was = {.sheet.path = path}, is = {.sheet.path = path};
    size_t before = d->out->n;

    side_read(d, d->was, path, t, &was);
    side_read(d, d->is, path, t, &is);
    sides_compare(d, t, &was, &is);
    return d->out->n > before;
}

/* ---- forms ---------------------------------------------------------------------------------- */

static struct str version_of(struct diff *d, const struct map *files, struct str form)
{
    struct diff_side side = {.sheet.path = STR("forms.csv")};

    side_read(d, files, STR("forms.csv"), &diff_forms, &side);
    return cell(&side, row_find(&side, form), STR("version"));
}

/* forms/NAME.csv, or a file below forms/NAME. */
static struct str form_named(struct str path)
{
    struct str rest = str_from(path, strlen("forms/"));
    ptrdiff_t slash = str_find(rest, STR("/"), 0);

    return slash < 0 ? str_slice(rest, 0, rest.n - strlen(".csv"))
                     : str_slice(rest, 0, (size_t)slash);
}

/* Something of the form differs: so must its version. */
static void version_check(struct diff *d, struct str path, struct str what)
{
    struct str form = form_named(path);
    struct str was = version_of(d, d->was, form), is = version_of(d, d->is, form);

    if (str_given(was) && str_eq(was, is))
        LIST_ADD(d->arena, d->out,
                 ((struct pack_change){
                     .file = path,
                     .what = str_fmt(d->arena, "%.*s, and its version in forms.csv is still %.*s",
                                     STR_ARG(what), STR_ARG(is)),
                     .means = STR("Raise the version: answers remember which one they were given "
                                  "to, and drafts stay on it."),
                     .warning = true}));
}

static bool is_media(struct str path)
{
    return str_has_prefix(path, STR("forms/")) && str_find(path, STR("/media/"), 0) > 0;
}

static bool is_form(struct str path)
{
    return str_has_prefix(path, STR("forms/")) && str_has_suffix(path, STR(".csv")) &&
           !is_media(path);
}

/* The codes of one list. */
static struct diff_side of_list(struct diff *d, const struct diff_side *codes, struct str list)
{
    struct diff_side one = {.sheet = codes->sheet};

    for (size_t i = 0; i < codes->rows.n; i++) {
        const struct diff_row *row = &codes->rows.items[i];

        if (str_eq(cell(codes, row, STR("list")), list))
            LIST_ADD(d->arena, &one.rows, *row);
    }
    return one;
}

static bool list_differs(struct diff *d, struct str list)
{
    struct pack_change_list changes = {0};
    struct diff aside = {.arena = d->arena, .out = &changes};

    for (size_t i = 0; i < 2; i++) {
        struct diff_side was = of_list(d, &d->codes_was[i], list);
        struct diff_side is = of_list(d, &d->codes_is[i], list);

        sides_compare(&aside, &diff_codes, &was, &is);
        /* A list of the pack's own hides the shared one. */
        if (was.rows.n + is.rows.n > 0)
            return changes.n > 0;
    }
    return false;
}

/* The first list on offer in the form that is another one now, or nothing. */
static struct str other_list(struct diff *d, struct str path)
{
    struct diff_side form = {.sheet.path = path};

    side_read(d, d->is, path, &diff_questions, &form);
    for (size_t i = 0; i < form.rows.n; i++) {
        struct str rest = cell(&form, &form.rows.items[i], STR("type")), list = STR_NONE;

        (void)str_split(&rest, ' ', &list);
        if (str_split(&rest, ' ', &list) && list_differs(d, list))
            return list;
    }
    return STR_NONE;
}

static void form_compare(struct diff *d, struct str path)
{
    struct str list;

    if (table_compare(d, &diff_questions, path)) {
        version_check(d, path, STR("the form changed"));
        return;
    }
    list = other_list(d, path);
    if (str_given(list))
        version_check(
            d, path,
            str_fmt(d->arena, "the form offers the list %.*s, which changed", STR_ARG(list)));
}

static void codes_read(struct diff *d)
{
    const struct str paths[] = {STR("codes.csv"), STR("base/codes.csv")};

    for (size_t i = 0; i < 2; i++) {
        d->codes_was[i].sheet.path = d->codes_is[i].sheet.path = paths[i];
        side_read(d, d->was, paths[i], &diff_codes, &d->codes_was[i]);
        side_read(d, d->is, paths[i], &diff_codes, &d->codes_is[i]);
    }
}

/* Lists, pictures and sounds: whether they are the same, not what differs. */
static void media_compare(struct diff *d, struct str path)
{
    const struct str *was = map_get(d->was, path), *is = map_get(d->is, path);

    if (was && is && str_eq(*was, *is))
        return;
    LIST_ADD(d->arena, d->out,
             ((struct pack_change){.file = path,
                                   .what = !was  ? STR("new file")
                                           : !is ? STR("the file is gone")
                                                 : STR("the file is another one"),
                                   .means = STR("Old drafts and records keep theirs.")}));
    version_check(d, path, STR("the form changed"));
}

void pack_diff(struct arena *a, const struct map *was, const struct map *is,
               struct pack_change_list *ret)
{
    struct diff d = {.arena = a, .was = was, .is = is, .out = ret};

    *ret = (struct pack_change_list){0};
    codes_read(&d);
    for (const struct diff_table *const *t = diff_tables; *t; t++)
        (void)table_compare(&d, *t, str_c((*t)->file));
    for (size_t i = 0; i < is->n; i++)
        if (is_form(is->entries[i].key))
            form_compare(&d, is->entries[i].key);
    for (size_t i = 0; i < is->n; i++)
        if (is_media(is->entries[i].key))
            media_compare(&d, is->entries[i].key);
    for (size_t i = 0; i < was->n; i++)
        if (is_media(was->entries[i].key) && !map_get(is, was->entries[i].key))
            media_compare(&d, was->entries[i].key);
}
