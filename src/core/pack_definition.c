/* core/pack_definition.c: one form of a pack as a text of its own, and back: so that a version that
 * the pack has no more can still be read and filled in. */
#include <assert.h>

#include "core/form_model.h"
#include "core/pack_sheet.h"
#include "plat/json.h"

#define CODES_TEXT_MAX ((size_t)4 << 20)
#define TEXT_MAX ((size_t)16 << 20)
#define CODES_FILE "codes.csv"
#define FORMS_FILE "forms.csv"

/* ---- writing -------------------------------------------------------------------------------- */

static bool is_known_column(struct str name)
{
    return pack_has_word(STR("name list code group sensitive retired"), name) ||
           str_has_prefix(name, STR("label:"));
}

/* Columns of one's own that the rows of a list have, for choice_filter. */
static void columns_add(struct arena *a, struct csv_row *all, const struct pack_codes *list)
{
    const struct expr_node *first = list->codes.n ? list->codes.items[0].node->first : NULL;

    for (const struct expr_node *n = first; n; n = n->next) {
        bool there = is_known_column(n->name);

        for (size_t i = 0; i < all->n; i++)
            there = there || str_eq(all->items[i], n->name);
        if (!there)
            LIST_ADD(a, all, n->name);
    }
}

static struct str column_of(const struct pack_code *code, struct str name)
{
    for (const struct expr_node *n = code->node->first; n; n = n->next)
        if (str_eq(n->name, name))
            return n->text;
    return STR_NONE;
}

static void put_code(struct buf *out, const struct pack_codes *list, const struct pack_code *code,
                     const struct csv_row *more)
{
    csv_put_exact(out, list->name, true);
    csv_put_exact(out, code->code, false);
    for (int i = 0; i < PACK_LANG_N; i++)
        csv_put_exact(out, code->label.in[i], false);
    csv_put_exact(out, code->group, false);
    csv_put_exact(out, code->sensitive ? STR("yes") : STR_NONE, false);
    csv_put_exact(out, code->retired ? STR("yes") : STR_NONE, false);
    for (size_t i = 0; i < more->n; i++)
        csv_put_exact(out, column_of(code, more->items[i]), false);
    csv_end_row(out);
}

/* The lists of the pack that the form chooses from, in the order of its questions. */
LIST_TYPE(lists, const struct pack_codes *);

static struct lists lists_of(struct arena *a, const struct pack_form *form)
{
    struct lists lists = {0};

    for (const struct field *f = form->fields; f->name; f++) {
        bool there = !f->codes || !f->list;

        for (size_t i = 0; i < lists.n; i++)
            there = there || lists.items[i] == f->list;
        if (!there)
            LIST_ADD(a, &lists, f->list);
    }
    return lists;
}

static struct str codes_text(struct arena *a, const struct pack_form *form)
{
    struct lists lists = lists_of(a, form);
    struct csv_row more = {0};
    struct buf out;

    buf_init(&out, a, CODES_TEXT_MAX);
    buf_put_z(&out, "list,code");
    for (int i = 0; i < PACK_LANG_N; i++)
        buf_printf(&out, ",label:%.*s", STR_ARG(pack_lang(i)));
    buf_put_z(&out, ",group,sensitive,retired");
    for (size_t i = 0; i < lists.n; i++)
        columns_add(a, &more, lists.items[i]);
    for (size_t i = 0; i < more.n; i++)
        csv_put_exact(&out, more.items[i], false);
    csv_end_row(&out);
    for (size_t i = 0; i < lists.n; i++)
        for (size_t k = 0; k < lists.items[i]->codes.n; k++)
            put_code(&out, lists.items[i], &lists.items[i]->codes.items[k], &more);
    return buf_str(&out);
}

static void put_file(struct json_writer *w, struct arena *a, const struct pack_form *form,
                     const char *rest, struct str text)
{
    json_key(w, str_fmt(a, "forms/%.*s%s", STR_ARG(form->name), rest));
    json_put_str(w, text);
}

struct str pack_form_definition(struct arena *a, const struct pack_form *form)
{
    struct json_writer w;
    struct str text;
    struct buf out;
    enum err e;

    buf_init(&out, a, TEXT_MAX);
    json_writer_init(&w, &out);
    json_open(&w, '{');
    json_key(&w, STR(FORMS_FILE));
    json_put_str(&w, form->row);
    json_key(&w, STR(CODES_FILE));
    json_put_str(&w, codes_text(a, form));
    if (form->is_folder) {
        put_file(&w, a, form, "/survey.csv", form->sheet);
        put_file(&w, a, form, "/choices.csv", form->choices);
    } else {
        put_file(&w, a, form, ".csv", form->sheet);
    }
    for (size_t i = 0; form->media && i < form->media->n; i++)
        put_file(&w, a, form, str_fmt(a, "/media/%.*s", STR_ARG(form->media->entries[i].key)).p,
                 *(const struct str *)form->media->entries[i].value);
    for (size_t i = 0; form->pictures && i < form->pictures->n; i++) {
        const struct pack_picture *picture = form->pictures->entries[i].value;

        put_file(&w, a, form, str_fmt(a, "/media/%.*s", STR_ARG(form->pictures->entries[i].key)).p,
                 str_cat(a, STR("sha256:"), picture->digest));
    }
    json_close(&w, '}');
    e = buf_done(&out, &text);
    assert(e == OK);
    return text;
}

/* ---- reading -------------------------------------------------------------------------------- */

enum err pack_form_parse(struct arena *a, const struct pack *p, struct str definition,
                         const struct pack_form **ret)
{
    struct pack *alone = ARENA_NEW(a, struct pack);
    struct loader l = {.arena = a, .pack = alone};
    struct map files;
    struct json json;

    TRY(json_parse(a, definition, &json));
    if (json.kind != JSON_KIND_OBJECT)
        return E_INVALID;
    map_init(&files, a);
    for (size_t i = 0; i < json.n; i++)
        map_set(&files, json.keys[i], &json.items[i].s);
    *alone = *p;
    map_init(&alone->codes, a);
    map_init(&alone->forms, a);
    l.files = &files;
    buf_init(&l.problems, a, 1 << 16);
    pack_codes_read(&l, STR(CODES_FILE));
    pack_forms_read(&l);
    if (l.problem_n > 0 || alone->forms.n != 1)
        return E_INVALID;
    *ret = alone->forms.entries[0].value;
    return OK;
}
