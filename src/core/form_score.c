/* core/form_score.c: scores of a form, and the search for the answers that moved a value: one after
 * another is taken away, the form computes, and gets its answer back. */
#include "core/form_score.h"

#include <inttypes.h>
#include <string.h>

#include "base/num.h"
#include "core/form_fill_internal.h"
#include "core/form_live_internal.h"

#define SCALE 100
#define NUMBER_MAX 1000000000

/* ---- scores --------------------------------------------------------------------------------- */

bool form_score_is(const struct form_item *item)
{
    return str_eq(item->score, STR("yes"));
}

/* Digits behind the point, at most two of them counted. */
static enum err parse_part(struct str digits, int64_t *ret)
{
    int64_t unused;

    *ret = 0;
    if (digits.n == 0)
        return OK;
    TRY(num_parse_range(str_slice(digits, 0, digits.n < 15 ? digits.n : 15), 0, INT64_MAX,
                        &unused));
    for (size_t i = 0; i < 2; i++)
        *ret = *ret * 10 + (i < digits.n ? digits.p[i] - '0' : 0);
    return OK;
}

enum err form_score_parse(struct str s, int64_t *ret)
{
    bool negative = str_has_prefix(s, STR("-"));
    struct str rest = negative ? str_from(s, 1) : s;
    ptrdiff_t point = str_find(rest, STR("."), 0);
    int64_t whole, part = 0;

    if (str_has_prefix(rest, STR("-")))
        return E_INVALID;
    TRY(num_parse_range(point < 0 ? rest : str_slice(rest, 0, (size_t)point), 0, NUMBER_MAX,
                        &whole));
    if (point >= 0)
        TRY(parse_part(str_from(rest, (size_t)point + 1), &part));
    *ret = (negative ? -1 : 1) * (whole * SCALE + part);
    return OK;
}

struct str form_score_text(struct ctx *ctx, int64_t hundredths, bool sign)
{
    uint64_t size = (uint64_t)(hundredths < 0 ? -hundredths : hundredths);
    const char *before = hundredths < 0 ? "−" : sign && hundredths > 0 ? "+" : "";
    struct str text = str_fmt(ctx->arena, "%s%" PRIu64, before, size / SCALE);

    if (size % SCALE)
        text = str_fmt(ctx->arena, "%.*s.%0*" PRIu64, STR_ARG(text), size % 10 ? 2 : 1,
                       size % 10 ? size % SCALE : size % SCALE / 10);
    return locale_digits(ctx->arena, ctx->locale, text);
}

bool form_score_bounds(const struct form_item *item, int64_t *ret_min, int64_t *ret_max)
{
    int64_t min = 0, max = 0, n;

    if (!item->list) {
        if (form_score_parse(form_model_parameter(item, "start"), &min) != OK ||
            form_score_parse(form_model_parameter(item, "end"), &max) != OK || min >= max)
            return false;
        *ret_min = min;
        *ret_max = max;
        return true;
    }
    for (size_t i = 0; i < item->list->codes.n; i++) {
        if (form_score_parse(item->list->codes.items[i].code, &n) != OK)
            return false;
        min = i == 0 || n < min ? n : min;
        max = i == 0 || n > max ? n : max;
    }
    *ret_min = min;
    *ret_max = max;
    return min < max;
}

/* ---- what a value depends on ---------------------------------------------------------------- */

/* Marks one more step back from what is marked; false when there was none. */
static bool mark_step(const struct form_model *m, const struct form_item *target, bool *marks)
{
    bool any = false;

    for (size_t i = m->order.n; i-- > 0;) {
        const struct form_item *item = m->order.items[i];

        for (size_t k = 0; k < item->readers_of_value.n && !marks[item->index]; k++) {
            const struct form_item *reader = item->readers_of_value.items[k];

            marks[item->index] = reader == target || marks[reader->index];
            any = any || marks[item->index];
        }
    }
    return any;
}

/* Marks all items whose value or relevance goes into that of the target. One step is enough unless
 * instances read one another, which has no order. */
static void mark_sources(const struct form_model *m, const struct form_item *target, bool *marks)
{
    while (mark_step(m, target, marks))
        ;
}

static bool counts_repeat(const struct form_item *item)
{
    for (size_t i = 0; i < item->watchers.n; i++)
        if (item->watchers.items[i]->count)
            return true;
    return false;
}

/* Unmarks what a repeat counts by, directly or through what is computed from it. */
static void unmark_counts(const struct form_model *m, struct arena *a, bool *marks)
{
    bool *counts = ARENA_ARRAY(a, bool, m->items.n);

    for (size_t i = 0; i < m->items.n; i++)
        counts[i] = counts_repeat(m->items.items[i]);
    while (mark_step(m, NULL, counts))
        ;
    for (size_t i = 0; i < m->items.n; i++)
        marks[i] = marks[i] && !counts[i];
}

/* ---- a form that is tried out --------------------------------------------------------------- */

/* A node as it was. */
struct kept {
    struct form_state *state;
    struct str value, text;
    bool relevant;
};
LIST_TYPE(kept_list, struct kept);

struct trial {
    struct form_live *live;
    const struct form_state *target;
    const bool *marks;
    struct form_moved *moved;
    LIST_OF(struct form_mover) answers; /* that are tried, in the order of the form */
    struct kept_list kept;
    struct str now; /* the target's value */
    int64_t now_number;
    bool is_number;
    int tried, work;
};

static bool answers_enter(struct form_walk *w, struct form_state *s, struct str name)
{
    struct trial *t = w->arg;
    struct arena *a = w->live->ctx->arena;

    LIST_ADD(a, &t->kept,
             ((struct kept){
                 .state = s, .value = s->value, .text = s->node->text, .relevant = s->relevant}));
    if (t->marks[s->item->index] && form_live_is_box(s->item) && !s->item->calculation &&
        s->relevant && str_given(s->value) && s != t->target)
        LIST_ADD(a, &t->answers, ((struct form_mover){.answer = s, .name = name}));
    return true;
}

/* Puts an answer, computes, and says what the target is then. */
static enum err try_answer(struct trial *t, struct form_state *s, struct str text, struct str *ret)
{
    struct str problem;
    enum err e;

    form_live_put(t->live, s, text);
    e = form_fill_settle(t->live->fill, &problem);
    t->tried++;
    t->work += form_fill_computed(t->live->fill);
    *ret = t->target->node->text;
    return e;
}

static bool is_spent(const struct trial *t)
{
    return t->tried >= FORM_SCORE_TRIALS || t->work >= FORM_SCORE_WORK_MAX;
}

static int64_t size_of(int64_t n)
{
    return n < 0 ? -n : n;
}

/* Is the value with another answer a better explanation than what is known so far? */
static bool compare(const struct trial *t, struct str other, struct form_mover *m)
{
    int64_t n;

    if (!str_given(other) || str_eq(other, t->now))
        return false;
    if (!t->is_number) {
        if (str_given(m->other))
            return false;
        m->other = other;
        return true;
    }
    if (form_score_parse(other, &n) != OK || size_of(t->now_number - n) <= size_of(m->by))
        return false;
    m->other = other;
    m->is_number = true;
    m->by = t->now_number - n;
    return true;
}

/* Without any answer there is no value: what would it be with another one? False: the same. */
static bool try_choices(struct trial *t, struct form_state *s, struct form_mover *m)
{
    struct pack_code_refs codes = {0};
    struct str other;

    /* The list of the state changes while the form computes. */
    for (size_t i = 0; i < s->choices.n; i++)
        LIST_ADD(t->live->ctx->arena, &codes, s->choices.items[i]);
    if (!str_eq(s->item->type, STR("select_one")))
        return true;
    for (size_t i = 0; i < codes.n && !is_spent(t); i++) {
        struct str code = codes.items[i]->code;

        if (try_answer(t, s, code, &other) != OK)
            continue;
        if (compare(t, other, m) || (!t->is_number && !str_given(other) && !str_given(m->instead)))
            m->instead = code;
    }
    return str_given(m->instead);
}

static bool is_value(const struct trial *t, struct str text)
{
    int64_t unused;

    return t->is_number ? form_score_parse(text, &unused) == OK : str_given(text);
}

static void try_one(struct trial *t, struct form_mover *m)
{
    struct form_state *s = form_live_state(t->live, m->name);
    struct str was = form_live_text(s), other, unused;
    enum err e = try_answer(t, s, STR_NONE, &other);
    bool moves = e == OK && (is_value(t, other) ? compare(t, other, m) : try_choices(t, s, m));

    /* Failing is found out when all is given back. */
    (void)!try_answer(t, s, was, &unused);
    if (moves)
        LIST_ADD(t->live->ctx->arena, &t->moved->answers, *m);
}

/* What depends on the moment of computing does not come back by itself. */
static enum err give_back(struct trial *t)
{
    struct form_fill *f = t->live->fill;
    struct str problem;

    for (size_t i = 0; i < t->kept.n; i++) {
        const struct kept *k = &t->kept.items[i];
        struct form_state *s = k->state;

        if (!str_eq(s->value, k->value) || !str_eq(s->node->text, k->text) ||
            s->relevant != k->relevant) {
            f->check[s->item->index] = f->offer[s->item->index] = true;
            for (size_t n = 0; n < s->item->watchers.n; n++) {
                f->check[s->item->watchers.items[n]->index] = true;
                f->offer[s->item->watchers.items[n]->index] = true;
            }
        }
        s->value = k->value;
        s->node->text = k->text;
        s->relevant = k->relevant;
    }
    memset(f->dirty, 0, f->model->items.n * sizeof *f->dirty);
    if (form_fill_settle(f, &problem) != OK)
        return ctx_fail(t->live->ctx, E_INVALID, "form.cannot_compute", NULL);
    return OK;
}

/* The largest first; equal ones stay in the order of the form. */
static void sort(struct form_mover_list *list)
{
    for (size_t i = 1; i < list->n; i++) {
        struct form_mover m = list->items[i];
        size_t k = i;

        for (; k > 0 && size_of(list->items[k - 1].by) < size_of(m.by); k--)
            list->items[k] = list->items[k - 1];
        list->items[k] = m;
    }
}

enum err form_moved(struct form_live *live, const struct form_state *target, struct form_moved *ret)
{
    const struct form_model *model = live->def->model;
    struct arena *a = live->ctx->arena;
    bool *marks = ARENA_ARRAY(a, bool, model->items.n);
    bool *sources = ARENA_ARRAY(a, bool, model->items.n);
    struct form_moved moved = {0};
    struct trial t = {.live = live, .target = target, .marks = marks, .moved = &moved};
    struct form_walk w = {.live = live, .enter = answers_enter, .arg = &t};
    uint32_t drawn = live->fill->env.drawn;
    int64_t text_n = live->fill->text_n;

    t.now = str_dup(a, target->node->text);
    moved.sources = sources;
    mark_sources(model, target->item, sources);
    if (!str_given(t.now)) {
        *ret = moved;
        return OK;
    }
    t.is_number = form_score_parse(t.now, &t.now_number) == OK;
    memcpy(marks, sources, model->items.n * sizeof *marks);
    unmark_counts(model, a, marks);
    form_live_walk(&w);
    for (size_t i = 0; i < t.answers.n && !is_spent(&t); i++)
        try_one(&t, &t.answers.items[i]);
    moved.is_cut = is_spent(&t);
    live->fill->env.drawn = drawn;
    live->fill->text_n = text_n;
    TRY(give_back(&t));
    sort(&moved.answers);
    *ret = moved;
    return OK;
}

/* ---- proposals, and records of another day -------------------------------------------------- */

const struct form_state *form_proposal(const struct form_live *live, struct str name,
                                       struct str *ret_name)
{
    const struct form_state *s = form_live_state(live, name), *from = NULL;
    const struct form_item *item = s && str_given(s->item->proposal)
                                       ? form_model_find(live->def->model, s->item->proposal)
                                       : NULL;
    struct str base = name, own = STR_NONE;

    /* In the same instance, else in the one around it, else outside of all. */
    while (item && !from && base.n > 0) {
        base.n--;
        while (base.n > 0 && base.p[base.n] != '/')
            base.n--;
        own = form_live_name(live->ctx->arena, base, item);
        from = form_live_state(live, own);
    }
    if (!from || from->item != item)
        return NULL;
    if (ret_name)
        *ret_name = own;
    return from;
}

enum err form_live_at(struct ctx *ctx, const struct pack_form *def, struct instant clock,
                      const struct form_answers *answers, struct form_live **ret)
{
    const struct form_items *top = &def->model->items.items[0]->children;
    struct ctx *then = ARENA_NEW(ctx->arena, struct ctx);
    struct str seen = STR_NONE;

    for (size_t i = 0; i < top->n; i++)
        seen = str_fmt(ctx->arena, "%.*s %.*s", STR_ARG(seen),
                       STR_ARG(form_live_section(top->items[i])));
    *then = *ctx;
    then->now = clock;
    return form_live_open(then, def, &(struct form_source){form_live_stored, (void *)answers, seen},
                          ret);
}
