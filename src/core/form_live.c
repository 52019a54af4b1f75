/* core/form_live.c: opening a pack's form with stored answers, and the list of what it asks now. */
#include "core/form_live.h"

#include <string.h>

#include "core/form_fill_internal.h"
#include "core/form_live_internal.h"

#define SCRATCH_MAX ((size_t)64 << 20)
#define LABEL_MAX 20000
#define BOX_WEIGHT 16 /* a box on a page takes as much memory as this many choices */
#define WEIGHT_MAX                                                                                 \
    30000 /* of what repeats hold: a request draws it in two thirds of its memory                  \
           */

/* ---- names ---------------------------------------------------------------------------------- */

/* The group or repeat that begins the section; NULL before the first. */
static const struct form_item *section_of(const struct form_item *item)
{
    const struct form_item *top = item, *before = NULL;

    while (top->parent && top->parent->parent)
        top = top->parent;
    if (top->kind != FORM_QUESTION || !top->parent)
        return top;
    for (size_t i = 0; top->parent->children.items[i] != top; i++)
        if (top->parent->children.items[i]->kind != FORM_QUESTION)
            before = top->parent->children.items[i];
    return before;
}

struct str form_live_section(const struct form_item *item)
{
    const struct form_item *section = section_of(item);

    return section ? section->tail : STR("all");
}

struct str form_live_name(struct arena *a, struct str base, const struct form_item *item)
{
    return str_given(base) ? str_fmt(a, "%.*s/%.*s", STR_ARG(base), STR_ARG(item->tail))
                           : item->tail;
}

struct str form_live_instance(struct arena *a, struct str name, int k)
{
    return str_fmt(a, "%.*s/%d", STR_ARG(name), k);
}

bool form_live_is_box(const struct form_item *item)
{
    return item->kind == FORM_QUESTION && item->field && field_is_asked(item->field);
}

static bool is_ticked_box(const struct form_item *item)
{
    return item->field && item->field->type == FIELD_BOOL;
}

struct str form_live_text(const struct form_state *s)
{
    return is_ticked_box(s->item) && str_given(s->value) ? STR("1") : s->value;
}

void form_live_put(struct form_live *live, struct form_state *s, struct str text)
{
    if (is_ticked_box(s->item))
        text = str_given(text) && !str_eq(text, STR("0")) ? STR("OK") : STR_NONE;
    form_fill_put(live->fill, s->node, text);
}

/* ---- walking -------------------------------------------------------------------------------- */

static void walk_item(struct form_walk *w, const struct form_item *item, struct expr_node *parent,
                      struct str base)
{
    struct str name = form_live_name(w->names, base, item);
    int k = 0;

    for (struct expr_node *node = parent->first; node; node = node->next) {
        struct form_state *s = form_state_of(node);
        struct str inner = base;

        if (s->item != item)
            continue;
        if (item->kind == FORM_REPEAT)
            inner = form_live_instance(w->names, name, ++k);
        if (!w->enter(w, s, item->kind == FORM_REPEAT ? inner : name))
            continue;
        for (size_t i = 0; i < item->children.n; i++)
            walk_item(w, item->children.items[i], node, inner);
    }
    if (item->kind == FORM_REPEAT && w->leave)
        w->leave(w, item, parent, name);
}

void form_live_walk(struct form_walk *w)
{
    struct expr_node *root = w->live->fill->doc->first;
    const struct form_items *children = &w->live->def->model->items.items[0]->children;

    if (!w->names)
        w->names = w->live->ctx->arena;
    for (size_t i = 0; i < children->n; i++)
        walk_item(w, children->items[i], root, STR_NONE);
}

static bool index_enter(struct form_walk *w, struct form_state *s, struct str name)
{
    map_set(&w->live->nodes, name, s);
    return true;
}

/* What it takes to draw all that is in repeats: the boxes, and what they offer. */
static size_t weight_of(const struct expr_node *node, bool in_repeat)
{
    const struct form_state *s = form_state_of(node);
    bool in = in_repeat || s->item->kind == FORM_REPEAT;
    size_t weight = in ? BOX_WEIGHT + s->choices.n : 0;

    for (const struct expr_node *n = node->first; n; n = n->next)
        weight += weight_of(n, in);
    return weight;
}

enum err form_live_settle(struct form_live *live)
{
    struct form_walk w = {.live = live, .enter = index_enter, .names = live->names};
    struct str problem = STR_NONE;
    enum err e = form_fill_settle(live->fill, &problem);

    arena_reset(live->names);
    map_init(&live->nodes, live->names);
    form_live_walk(&w);
    if (e == OK && weight_of(live->fill->doc->first, false) > WEIGHT_MAX)
        return ctx_fail(live->ctx, E_LIMIT, "form.full", NULL);
    return e == OK ? OK : ctx_fail(live->ctx, e, "form.cannot_compute", NULL);
}

struct form_state *form_live_state(const struct form_live *live, struct str name)
{
    return map_get(&live->nodes, name);
}

struct str form_live_answer(void *arg, struct str name)
{
    const struct form_live *live = arg;
    const struct form_state *s;
    size_t n = name.n - strlen(".missing");

    if (!str_has_suffix(name, STR(".missing")))
        return (s = form_live_state(live, name)) ? form_live_text(s) : STR_NONE;
    s = form_live_state(live, str_slice(name, 0, n));
    return s ? s->missing : STR_NONE;
}

/* ---- opening -------------------------------------------------------------------------------- */

struct opening {
    struct form_live *live;
    form_answer_fn answer;
    void *arg;
    struct str problem;
};

static void open_question(struct opening *o, struct form_state *s, struct str name)
{
    struct ctx *ctx = o->live->ctx;
    bool offered = false, seen = form_word_in(o->live->seen, form_live_section(s->item));
    struct str stored;

    if (s->item->calculation && s->item->triggers.n == 0)
        return;
    stored = o->answer(o->arg, name, &offered);
    if (s->item->field && s->item->field->sensitive) {
        bool unused;

        s->missing = o->answer(o->arg, str_cat(ctx->arena, name, STR(".missing")), &unused);
    }
    /* What nobody is asked the form says by itself, and a section that was seen takes none away. */
    if (!str_given(stored) && !form_live_is_box(s->item))
        return;
    if (str_given(stored) || str_given(s->missing) || seen) {
        form_live_put(o->live, s, stored);
        s->offered = offered;
    } else {
        s->offered = str_given(s->value);
    }
}

static enum err open_below(struct opening *o, struct expr_node *parent, struct str base);

static struct expr_node *last_of(const struct expr_node *parent, const struct form_item *item)
{
    struct expr_node *last = parent->last;

    while (last && form_state_of(last)->item != item)
        last = last->prev;
    return last;
}

/* As many instances as there were; a repeat that counts by itself has them already. */
static enum err open_repeat(struct opening *o, struct expr_node *parent,
                            const struct form_item *item, struct str name)
{
    bool unused;
    int64_t want;
    int have = 0;

    for (const struct expr_node *n = parent->first; n; n = n->next)
        have += form_state_of(n)->item == item;
    if (item->count ||
        num_parse_range(o->answer(o->arg, name, &unused), 0, FORM_REPEAT_MAX, &want) != OK)
        return OK;
    if (have < want) {
        TRY(form_fill_grow(o->live->fill, parent, item, (size_t)(want - have), &o->problem));
        /* Defaults come first, answers then take their place. */
        TRY(form_fill_settle(o->live->fill, &o->problem));
    }
    for (struct expr_node *last = last_of(parent, item); last && have > want; have--) {
        TRY(form_fill_remove(o->live->fill, last, &o->problem));
        last = last_of(parent, item);
    }
    return OK;
}

static enum err open_item(struct opening *o, struct expr_node *parent, const struct form_item *item,
                          struct str base)
{
    struct arena *a = o->live->ctx->arena;
    struct str name = form_live_name(a, base, item);
    int k = 0;

    if (item->kind == FORM_REPEAT)
        TRY(open_repeat(o, parent, item, name));
    for (struct expr_node *node = parent->first; node; node = node->next) {
        struct form_state *s = form_state_of(node);

        if (s->item != item)
            continue;
        if (item->kind == FORM_QUESTION)
            open_question(o, s, name);
        else if (item->kind == FORM_GROUP)
            TRY(open_below(o, node, base));
        else
            TRY(open_below(o, node, form_live_instance(a, name, ++k)));
    }
    return OK;
}

static enum err open_below(struct opening *o, struct expr_node *parent, struct str base)
{
    const struct form_items *children = &form_state_of(parent)->item->children;

    for (size_t i = 0; i < children->n; i++)
        TRY(open_item(o, parent, children->items[i], base));
    return OK;
}

static bool has_counts(const struct form_model *m)
{
    for (size_t i = 0; i < m->items.n; i++)
        if (m->items.items[i]->count)
            return true;
    return false;
}

static void scratch_free(void *arg)
{
    arena_free(arg);
}

static enum err open_fill(struct opening *o)
{
    struct form_live *live = o->live;
    struct ctx *ctx = live->ctx;
    struct expr_env env = {.arena = arena_new(SCRATCH_MAX),
                           .now = ctx->now,
                           .offset_s = ctx->tz_offset_min * 60,
                           .locale = ctx->locale};

    arena_on_reset(ctx->arena, scratch_free, env.arena);
    memcpy(env.seed, ctx->cmd_id.b, sizeof ctx->cmd_id.b);
    TRY(form_fill_new(ctx->arena, live->def->model, &env, &live->fill, &o->problem));
    live->fill->opening = true;
    TRY(open_below(o, live->fill->doc->first, STR_NONE));
    /* What counts its instances has them only now. */
    if (has_counts(live->def->model)) {
        TRY(form_fill_settle(live->fill, &o->problem));
        TRY(open_below(o, live->fill->doc->first, STR_NONE));
    }
    return OK;
}

static struct form_live *live_new(struct ctx *ctx, const struct pack_form *def, struct str seen)
{
    struct form_live *live = ARENA_NEW(ctx->arena, struct form_live);

    *live =
        (struct form_live){.ctx = ctx, .def = def, .seen = seen, .names = arena_new(SCRATCH_MAX)};
    arena_on_reset(ctx->arena, scratch_free, live->names);
    map_init(&live->nodes, live->names);
    return live;
}

enum err form_live_open(struct ctx *ctx, const struct pack_form *def,
                        const struct form_source *from, struct form_live **ret)
{
    struct opening o = {
        .live = live_new(ctx, def, from->seen), .answer = from->answer, .arg = from->arg};
    enum err e = open_fill(&o);

    if (e != OK)
        return ctx_fail(ctx, e, "form.cannot_compute", NULL);
    TRY(form_live_settle(o.live));
    o.live->fill->opening = false;
    *ret = o.live;
    return OK;
}

/* ---- what is asked now ---------------------------------------------------------------------- */

/* The heading of one of several says which: "Child 2". */
static const struct text *instance_label(struct form_live *live, const struct text *label,
                                         struct str name)
{
    struct text *text = ARENA_NEW(live->ctx->arena, struct text);
    struct buf out;
    int64_t k = 0;
    size_t slash = name.n;

    while (slash > 0 && name.p[slash - 1] != '/')
        slash--;
    (void)!num_parse_i64(str_from(name, slash), &k);
    buf_init(&out, live->ctx->arena, LABEL_MAX);
    buf_put(&out, label ? text_in(label, live->ctx->locale) : STR_NONE);
    buf_put_c(&out, ' ');
    locale_number(&out, live->ctx->locale, k);
    text->in[0] = buf_str(&out);
    return text;
}

/* Once at the beginning of each section, when something of it is asked. Where nothing of the group
 * is, what comes behind it goes by the name of the form. */
static void section_begin(struct form_walk *w, const struct form_item *item)
{
    struct str section = form_live_section(item);
    const struct form_item *group = section_of(item);
    struct field f;

    if (str_eq(section, w->section))
        return;
    w->section = section;
    f = *group->field;
    if (item->kind == FORM_QUESTION && item->parent == group->parent) {
        f.label_text = &w->live->def->title;
        f.hint_text = f.guidance_text = NULL;
    }
    f.type = FIELD_SECTION;
    f.name = str_z(w->live->ctx->arena, section);
    LIST_ADD(w->live->ctx->arena, &w->fields, f);
}

static bool fields_enter(struct form_walk *w, struct form_state *s, struct str name)
{
    struct field f;

    if (!w->all && !s->relevant)
        return false;
    f = form_live_field(w->live, s, name);
    if (f.type != FIELD_HIDDEN && s->item->field->type != FIELD_SECTION)
        section_begin(w, s->item);
    if (f.type == FIELD_SECTION || (f.type == FIELD_HEADING && !f.label_text))
        return true;
    if (f.type == FIELD_INSTANCE)
        f.label_text = instance_label(w->live, f.label_text, name);
    LIST_ADD(w->live->ctx->arena, &w->fields, f);
    return true;
}

/* The button for one more, or that they cannot be counted. */
static void fields_leave(struct form_walk *w, const struct form_item *item,
                         struct expr_node *parent, struct str name)
{
    struct field f = *item->field;
    struct str fault = form_fill_count_fault(w->live->fill, item);
    bool relevant = form_state_of(parent)->relevant;

    for (const struct expr_node *n = parent->first; n; n = n->next)
        if (form_state_of(n)->item == item)
            relevant = form_state_of(n)->relevant;
    if (w->all || !relevant || (item->count && !str_given(fault)))
        return;
    section_begin(w, item);
    f.type = item->count ? FIELD_BLOCKED : FIELD_MORE;
    if (item->count)
        f.hint_text = form_live_said(w->live, "form.blocked_now", STR_NONE);
    f.name = str_z(w->live->ctx->arena, name);
    LIST_ADD(w->live->ctx->arena, &w->fields, f);
}

struct form_fields form_live_list(struct form_live *live, struct str section, bool all)
{
    struct form_walk w = {.live = live, .all = all, .enter = fields_enter, .leave = fields_leave};
    struct form_fields kept = {0};
    bool in = !str_given(section) || str_eq(section, STR("all"));

    w.section = STR("all");
    form_live_walk(&w);
    for (size_t i = 0; i < w.fields.n; i++) {
        const struct field *f = &w.fields.items[i];

        if (f->type == FIELD_SECTION && str_given(section)) {
            in = str_eq(str_c(f->name), section);
            continue;
        }
        if (in)
            LIST_ADD(live->ctx->arena, &kept, *f);
    }
    LIST_ADD(live->ctx->arena, &kept, ((struct field)FIELDS_END));
    kept.n--;
    return kept;
}

const struct field *form_live_fields(struct form_live *live)
{
    return form_live_list(live, STR_NONE, false).items;
}

struct str form_live_stored(void *arg, struct str name, bool *ret_offered)
{
    *ret_offered = false;
    return form_answer(arg, name);
}
