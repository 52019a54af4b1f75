/* core/form_live_record.c: which questions a finished record is read with: it is never computed
 * again.
 */
#include "core/form_live_internal.h"

struct record {
    struct ctx *ctx;
    const struct form_model *model;
    const struct form_answers *answers;
    struct form_fields fields;
};

static struct str record_answer(const struct record *r, struct str name, const char *suffix)
{
    return form_answer((void *)r->answers, str_fmt(r->ctx->arena, "%.*s%s", STR_ARG(name), suffix));
}

static bool depends(const struct form_item *item)
{
    while (item && !item->relevant)
        item = item->parent;
    return item != NULL;
}

static void record_item(struct record *r, const struct form_item *item, struct str base);

/* Where a text stands: in an instance of a repeat ("child/2"), or in none. */
struct place {
    const struct record *record;
    const struct form_item *repeat;
    struct str base;
};

static const struct form_item *repeat_around(const struct form_item *item)
{
    do
        item = item->parent;
    while (item && item->kind != FORM_REPEAT);
    return item;
}

/* "child/2/toy/1" → "child/2", for the repeat that is called toy in answers. */
static struct str instance_around(struct str base, const struct form_item *repeat)
{
    size_t n = base.n;

    while (n > 0 && base.p[n - 1] != '/')
        n--;
    n = n > repeat->tail.n + 2 ? n - repeat->tail.n - 2 : 0;
    return str_slice(base, 0, n);
}

/* The answer that a name in a text means there, in words; of another repeat: none. A record is also
 * read, and passed on, by who may not read each answer: of those no text tells. */
static struct str word_at(void *arg, struct str name)
{
    const struct place *p = arg;
    const struct record *r = p->record;
    const struct form_item *item = form_model_find(r->model, name), *repeat = p->repeat;
    struct str base = p->base;

    if (!item || !item->field || item->field->sensitive || str_given(item->readers))
        return STR_NONE;
    while (repeat && repeat != repeat_around(item)) {
        base = instance_around(base, repeat);
        repeat = repeat_around(repeat);
    }
    if (repeat != repeat_around(item))
        return STR_NONE;
    name = form_live_name(r->ctx->arena, base, item);
    return form_answer_text(r->ctx, item->field, record_answer(r, name, ""));
}

/* base: the instance it stands in. k: which instance of a repeat that is; 0: it is a question, or a
 * heading. */
static void record_put(struct record *r, const struct form_item *item, struct str name,
                       struct str base, int k)
{
    struct field f = *item->field;
    struct place place = {r, k > 0 ? item : repeat_around(item), base};
    struct text *text;

    f.name = str_z(r->ctx->arena, name);
    f.label_text = form_live_filled(r->ctx, f.label_text, word_at, &place);
    if (k > 0) {
        text = ARENA_NEW(r->ctx->arena, struct text);
        text->in[0] = str_fmt(r->ctx->arena, "%.*s %d", STR_ARG(field_label(r->ctx, &f)), k);
        f.label_text = text;
    }
    LIST_ADD(r->ctx->arena, &r->fields, f);
}

static void record_group(struct record *r, const struct form_item *item, struct str base)
{
    size_t before = r->fields.n, head;

    if (item->field->label_text)
        record_put(r, item, item->tail, base, 0);
    head = r->fields.n;
    for (size_t i = 0; i < item->children.n; i++)
        record_item(r, item->children.items[i], base);
    /* A heading with nothing below it says nothing. */
    if (r->fields.n == head)
        r->fields.n = before;
}

static void record_repeat(struct record *r, const struct form_item *item, struct str base,
                          struct str name)
{
    int64_t n = 0;

    (void)!num_parse_range(record_answer(r, name, ""), 0, FORM_REPEAT_MAX, &n);
    if (n > 0 && item->parent && !item->parent->parent) {
        record_put(r, item, name, base, 0);
        r->fields.items[r->fields.n - 1].type = FIELD_SECTION;
    }
    for (int k = 1; k <= n; k++) {
        struct str inner = form_live_instance(r->ctx->arena, name, k);

        record_put(r, item, inner, inner, k);
        for (size_t i = 0; i < item->children.n; i++)
            record_item(r, item->children.items[i], inner);
    }
}

static void record_item(struct record *r, const struct form_item *item, struct str base)
{
    struct str name = form_live_name(r->ctx->arena, base, item);
    bool answered;

    if (item->kind == FORM_GROUP) {
        record_group(r, item, base);
        return;
    }
    if (item->kind == FORM_REPEAT) {
        record_repeat(r, item, base, name);
        return;
    }
    answered = str_given(record_answer(r, name, "")) ||
               str_given(record_answer(r, name, ".missing")) ||
               str_given(record_answer(r, name, ".hidden"));
    if (answered || (!depends(item) && field_is_asked(item->field)))
        record_put(r, item, name, base, 0);
}

const struct field *form_live_record(struct ctx *ctx, const struct pack_form *def,
                                     const struct form_answers *answers)
{
    struct record r = {.ctx = ctx, .model = def->model, .answers = answers};
    const struct form_items *children = &def->model->items.items[0]->children;

    for (size_t i = 0; i < children->n; i++)
        record_item(&r, children->items[i], STR_NONE);
    LIST_ADD(ctx->arena, &r.fields, ((struct field)FIELDS_END));
    return r.fields.items;
}

/* ---- paper ----------------------------------------------------------------------------------- */

static struct str no_answer(void *arg, struct str name, bool *ret_offered)
{
    (void)arg;
    (void)name;
    *ret_offered = false;
    return STR_NONE;
}

enum err form_live_blank(struct ctx *ctx, const struct pack_form *def, const struct field **ret)
{
    struct form_live *live;

    TRY(form_live_open(ctx, def, &(struct form_source){no_answer, NULL, STR_NONE}, &live));
    *ret = form_live_list(live, STR_NONE, true).items;
    return OK;
}
