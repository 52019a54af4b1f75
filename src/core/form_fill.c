/* core/form_fill.c: a form that is being filled in: a tree of nodes, one a question, and what each
 * change computes again. */
#include "core/form_fill_internal.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"

#define ROUNDS_MAX 20                 /* repeat counts that change repeat counts */
#define EVALUATIONS_MAX 20            /* at their dearest, of all that one change computes */
#define NODE_WORK 20                  /* what it costs to hang in a node or to take it out */
#define FAULT_MAX 100                 /* bytes of what a formula cannot be computed with */
#define TEXT_MAX 100000               /* bytes of a computed answer */
#define TEXTS_MAX ((int64_t)64 << 20) /* of all that a form ever computes */

static struct arena *scratch_of(struct form_fill *f)
{
    arena_reset(f->scratch);
    f->env.arena = f->scratch;
    return f->scratch;
}

/* ---- evaluation */

/* Of what one change may cost. */
static enum err spend(struct form_fill *f, const struct form_item *item, int64_t work)
{
    f->spent += work;
    if (f->spent <= EVALUATIONS_MAX * expr_work_max(&f->env))
        return OK;
    f->problem = str_fmt(f->arena, "%.*s: the form takes too much work", STR_ARG(item->name));
    return E_LIMIT;
}

/* What the last evaluation cost. */
static int64_t last_work(const struct form_fill *f)
{
    return expr_work_max(&f->env) - f->env.work;
}

/* What an evaluation came to. Who looks after the form reads why it cannot be computed; whoever
 * fills it in, that the question cannot be asked. It has cost work all the same. */
static enum err reckon(struct form_fill *f, const struct form_item *item, enum err e)
{
    struct str *why = e == E_INVALID ? f->fault : &f->problem;

    if (e != OK)
        *why = str_fmt(f->arena, "%.*s: %.*s %s", STR_ARG(item->name),
                       STR_ARG(str_slice(f->env.fault.about, 0, FAULT_MAX)), f->env.fault.why);
    if (e == OK || e == E_INVALID)
        TRY(spend(f, item, last_work(f)));
    return e;
}

void form_fill_part(struct form_fill *f, struct form_state *s, enum form_fault part)
{
    f->fault = &s->fault[part];
    *f->fault = STR_NONE;
}

struct str form_state_fault(const struct form_state *s)
{
    for (int i = 0; i < FAULT_ANSWER; i++)
        if (str_given(s->fault[i]))
            return s->fault[i];
    return STR_NONE;
}

struct str form_fill_count_fault(const struct form_fill *f, const struct form_item *repeat)
{
    return f->counts[repeat->index];
}

enum err form_fill_evaluate(struct form_fill *f, const struct expr *expr, struct expr_node *node,
                            struct expr_value *ret)
{
    (void)scratch_of(f);
    f->computed++;
    return reckon(f, form_state_of(node)->item, expr_eval(&f->env, expr, node, ret));
}

enum err form_fill_yes(struct form_fill *f, const struct expr *expr, struct expr_node *node,
                       bool otherwise, bool *ret)
{
    struct expr_value value;
    enum err e = expr ? form_fill_evaluate(f, expr, node, &value) : E_INVALID;

    *ret = e == OK ? expr_boolean(&f->env, &value) : otherwise;
    return e == E_INVALID ? OK : e;
}

enum err form_fill_choose(struct form_fill *f, struct expr_node *choice, struct expr_node *node,
                          bool *ret)
{
    const struct form_item *item = form_state_of(node)->item;
    struct expr_value value;

    (void)scratch_of(f);
    f->computed++;
    TRY(reckon(f, item, expr_eval_for(&f->env, item->filter, choice, node, &value)));
    *ret = expr_boolean(&f->env, &value);
    return OK;
}

static enum err evaluate_text(struct form_fill *f, const struct expr *expr, struct expr_node *node,
                              struct str *ret)
{
    struct expr_value value;
    enum err e = form_fill_evaluate(f, expr, node, &value);
    struct str s = e == OK ? expr_string(&f->env, &value) : STR_NONE;

    if (e != OK && e != E_INVALID)
        return e;
    if (str_eq(s, *ret))
        return OK;
    f->text_n += (int64_t)s.n;
    if (s.n > TEXT_MAX || f->text_n > TEXTS_MAX) {
        f->problem = str_fmt(f->arena, "%.*s: the answer is too long",
                             STR_ARG(form_state_of(node)->item->name));
        return E_LIMIT;
    }
    *ret = str_dup(f->arena, s);
    return OK;
}

/* ---- the tree */

static void mark_readers(struct form_fill *f, const struct form_item *item)
{
    for (size_t i = 0; i < item->readers_of_value.n; i++)
        f->dirty[item->readers_of_value.items[i]->index] = true;
    for (size_t i = 0; i < item->watchers.n; i++) {
        f->check[item->watchers.items[i]->index] = true;
        f->offer[item->watchers.items[i]->index] = true;
    }
}

enum err form_fill_node_add(struct form_fill *f, struct expr_node *parent,
                            const struct form_item *item)
{
    struct expr_node *node = expr_node_add(f->arena, NULL, EXPR_ELEMENT, item->name);
    struct expr_node *after = parent->last;
    struct form_state *s = ARENA_NEW(f->arena, struct form_state);

    if (++f->node_n > FORM_NODE_MAX) {
        f->problem = STR("the form has too many questions");
        return E_LIMIT;
    }
    TRY(spend(f, item, NODE_WORK));
    while (after && form_state_of(after)->item->index > item->index)
        after = after->prev;
    expr_node_insert(parent, after, node);
    *s = (struct form_state){.item = item,
                             .node = node,
                             .value = item->first_text,
                             .relevant = true,
                             .valid = true,
                             .fresh = true};
    node->owner = s;
    node->text = s->value;
    node->ns = item->ns;
    LIST_ADD(f->arena, &f->live[item->index], node);
    f->dirty[item->index] = true;
    f->check[item->index] = true;
    f->offer[item->index] = true;
    mark_readers(f, item);
    for (size_t i = 0; i < item->children.n; i++)
        if (item->children.items[i]->count)
            f->check[item->children.items[i]->index] = true;
        else
            TRY(form_fill_node_add(f, node, item->children.items[i]));
    return OK;
}

static void forget(struct form_fill *f, struct expr_node *node)
{
    struct expr_nodes *live = &f->live[form_state_of(node)->item->index];
    size_t at = live->n;

    /* From behind: a count takes the last ones away. */
    while (at > 0 && live->items[at - 1] != node)
        at--;
    if (at > 0) {
        memmove(&live->items[at - 1], &live->items[at], (live->n - at) * sizeof *live->items);
        live->n--;
    }
    f->node_n--;
    f->spent += NODE_WORK;
    f->changed[form_state_of(node)->item->index] = true;
    for (struct expr_node *n = node->first; n; n = n->next)
        forget(f, n);
}

/* ---- computing */

static bool is_triggered(const struct form_fill *f, const struct form_item *item)
{
    if (f->opening && item->triggers.n > 0)
        return false;
    for (size_t i = 0; i < item->triggers.n; i++)
        if (f->changed[item->triggers.items[i]->index])
            return true;
    return item->triggers.n == 0;
}

/* Relevance and value of one node. */
static enum err compute(struct form_fill *f, struct expr_node *node)
{
    struct form_state *s = form_state_of(node);
    const struct form_item *item = s->item;
    bool relevant, above = !node->parent->owner || form_state_of(node->parent)->relevant;
    struct str value = s->value, text;

    if (s->fresh && item->first) {
        form_fill_part(f, s, FAULT_FIRST);
        TRY(evaluate_text(f, item->first, node, &value));
    }
    form_fill_part(f, s, FAULT_VALUE);
    TRY(form_fill_yes(f, item->relevant, node, true, &relevant));
    relevant = relevant && above;
    s->fresh = false;
    if (item->calculation && is_triggered(f, item))
        TRY(evaluate_text(f, item->calculation, node, &value));
    text = relevant ? value : STR_NONE;
    if (relevant != s->relevant || !str_eq(text, node->text)) {
        f->check[item->index] = true;
        f->changed[item->index] = true;
        mark_readers(f, item);
    }
    s->value = value;
    s->relevant = relevant;
    node->text = text;
    return OK;
}

static enum err compute_all(struct form_fill *f)
{
    for (size_t i = 0; i < f->model->order.n; i++) {
        const struct form_item *item = f->model->order.items[i];
        const struct expr_nodes *live = &f->live[item->index];

        if (!f->dirty[item->index])
            continue;
        f->dirty[item->index] = false;
        f->check[item->index] = true;
        for (size_t k = 0; k < live->n; k++)
            TRY(compute(f, live->items[k]));
    }
    return OK;
}

/* ---- repeats with a count */

static size_t count_below(const struct expr_node *parent, const struct form_item *item,
                          struct expr_node **last)
{
    size_t n = 0;

    for (struct expr_node *node = parent->first; node; node = node->next)
        if (form_state_of(node)->item == item) {
            n++;
            *last = node;
        }
    return n;
}

void form_fill_node_remove(struct form_fill *f, struct expr_node *node)
{
    const struct form_item *repeat = form_state_of(node)->item;

    forget(f, node);
    expr_node_remove(node);
    /* All that reads something of it has less to read. */
    for (size_t i = (size_t)repeat->index; i < f->model->items.n; i++)
        if (form_item_is_within(f->model->items.items[i], repeat)) {
            mark_readers(f, f->model->items.items[i]);
            f->dirty[i] = true;
        }
}

static enum err fit_count(struct form_fill *f, struct expr_node *parent,
                          const struct form_item *item, bool *moved)
{
    struct expr_node *last = NULL;
    struct expr_value value;
    size_t have = count_below(parent, item, &last), want;
    double n;
    enum err e;

    f->fault = &f->counts[item->index];
    *f->fault = STR_NONE;
    e = form_fill_evaluate(f, item->count, parent, &value);
    if (e != OK)
        return e == E_INVALID ? OK : e;
    n = expr_number(&f->env, &value);
    want = n >= 1 ? (size_t)fmin(n, FORM_REPEAT_MAX) : 0;
    for (; have < want; have++, *moved = true)
        TRY(form_fill_node_add(f, parent, item));
    for (; last && have > want; have--, *moved = true) {
        struct expr_node *gone = last;

        for (last = last->prev; last && form_state_of(last)->item != item;)
            last = last->prev;
        form_fill_node_remove(f, gone);
    }
    return OK;
}

static enum err fit_counts(struct form_fill *f, bool *moved)
{
    for (size_t i = 1; i < f->model->items.n; i++) {
        const struct form_item *item = f->model->items.items[i];
        const struct expr_nodes *parents = &f->live[item->parent->index];

        if (!item->count || (!f->check[i] && !f->check[item->parent->index]))
            continue;
        for (size_t k = 0; k < parents->n; k++)
            TRY(fit_count(f, parents->items[k], item, moved));
    }
    return OK;
}

static bool any_dirty(const struct form_fill *f)
{
    for (size_t i = 0; i < f->model->items.n; i++)
        if (f->dirty[i])
            return true;
    return false;
}

static enum err compute_rounds(struct form_fill *f)
{
    enum err e = OK;
    bool moved = true;

    for (int round = 0; e == OK && moved && round < ROUNDS_MAX; round++) {
        e = compute_all(f);
        /* What reads another instance of itself, or a group what is in it, is not in one order. */
        moved = any_dirty(f);
        if (e == OK)
            e = fit_counts(f, &moved);
        if (moved)
            (void)expr_node_number(f->doc, 1);
    }
    memset(f->changed, 0, f->model->items.n * sizeof *f->changed);
    return e;
}

static enum err settle(struct form_fill *f, struct str *problem)
{
    enum err e = compute_rounds(f);

    if (e == OK)
        e = form_fill_check(f);
    *problem = f->problem;
    return e;
}

/* ---- from outside */

static void begin(struct form_fill *f)
{
    f->computed = 0;
    f->spent = 0;
    f->problem = STR_NONE;
}

enum err form_fill_new(struct arena *a, const struct form_model *m, const struct expr_env *env,
                       struct form_fill **ret, struct str *problem)
{
    struct form_fill *f = ARENA_NEW(a, struct form_fill);
    enum err e;

    f->arena = a;
    f->scratch = env->arena;
    f->model = m;
    f->doc = expr_node_add(a, NULL, EXPR_DOCUMENT, STR_NONE);
    f->live = ARENA_ARRAY(a, struct expr_nodes, m->items.n);
    f->dirty = ARENA_ARRAY(a, bool, m->items.n);
    f->check = ARENA_ARRAY(a, bool, m->items.n);
    f->offer = ARENA_ARRAY(a, bool, m->items.n);
    f->changed = ARENA_ARRAY(a, bool, m->items.n);
    f->counts = ARENA_ARRAY(a, struct str, m->items.n);
    f->env = *env;
    f->env.root = f->doc;
    form_fill_hooks(f);
    *ret = f;
    e = form_fill_node_add(f, f->doc, m->items.items[0]);
    if (e == OK && m->start)
        e = form_fill_start(f, f->doc->first, m->start);
    if (e == OK) {
        (void)expr_node_number(f->doc, 1);
        e = compute_rounds(f);
    }
    *problem = f->problem;
    return e;
}

struct expr_node *form_fill_root(const struct form_fill *f)
{
    return f->doc;
}

void form_fill_put(struct form_fill *f, struct expr_node *node, struct str value)
{
    struct form_state *s = form_state_of(node);

    s->value = str_dup(f->arena, value);
    if (s->relevant && !str_eq(node->text, value)) {
        node->text = s->value;
        f->changed[s->item->index] = true;
        mark_readers(f, s->item);
    }
    f->check[s->item->index] = true;
}

enum err form_fill_settle(struct form_fill *f, struct str *problem)
{
    begin(f);
    return settle(f, problem);
}

enum err form_fill_set(struct form_fill *f, struct expr_node *node, struct str value,
                       struct str *problem)
{
    struct form_state *s = node->owner;

    if (!s || s->item->kind != FORM_QUESTION) {
        *problem = STR("only a question has an answer");
        return E_INVALID;
    }
    form_fill_put(f, node, value);
    return form_fill_settle(f, problem);
}

enum err form_fill_grow(struct form_fill *f, struct expr_node *parent,
                        const struct form_item *repeat, size_t n, struct str *problem)
{
    enum err e = OK;

    begin(f);
    for (size_t i = 0; i < n && e == OK; i++)
        e = form_fill_node_add(f, parent, repeat);
    (void)expr_node_number(f->doc, 1);
    *problem = f->problem;
    return e;
}

enum err form_fill_add(struct form_fill *f, struct expr_node *parent,
                       const struct form_item *repeat, struct str *problem)
{
    TRY(form_fill_grow(f, parent, repeat, 1, problem));
    return settle(f, problem);
}

enum err form_fill_remove(struct form_fill *f, struct expr_node *node, struct str *problem)
{
    begin(f);
    if (!node->owner || form_state_of(node)->item->kind != FORM_REPEAT) {
        *problem = STR("only an instance of a repeat can be removed");
        return E_INVALID;
    }
    form_fill_node_remove(f, node);
    (void)expr_node_number(f->doc, 1);
    return settle(f, problem);
}

int form_fill_computed(const struct form_fill *f)
{
    return f->computed;
}

int64_t form_fill_work(const struct form_fill *f)
{
    return f->spent;
}
