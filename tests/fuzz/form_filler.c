/* tests/fuzz/form_filler.c: a form that is filled in by bytes, and what always holds for it. */
#include "form_filler.h"

#define CHANGES_MAX 16
/* A fiftieth of what a person may use, so that the limits are met often and soon. */
#define WORK_MAX (EXPR_WORK_MAX / 50)
#define WORK_IN_ALL (5LL * WORK_MAX)

struct filler {
    struct arena *arena;
    const struct form_model *model;
    struct form_fill *fill;
    struct expr_nodes nodes; /* all, in the order of the document */
};

/* A hidden question reads as empty, all others as what was answered; what is below hidden is. */
static void check_node(const struct form_model *m, const struct expr_node *node)
{
    const struct form_state *s = node->owner, *above = node->parent->owner;

    MUST(s && s->node == node && s->item);
    MUST(s->item->index >= 0 && m->items.items[s->item->index] == s->item);
    MUST(!above || s->item->parent == above->item);
    MUST(!s->relevant || !above || above->relevant);
    if (s->item->kind == FORM_QUESTION)
        MUST(str_eq(node->text, s->relevant ? s->value : STR_NONE));
    if (s->item->kind == FORM_QUESTION && s->relevant && s->required && !str_given(s->value))
        MUST(!s->valid);
}

static void gather(struct filler *f, struct expr_node *parent, uint32_t *order)
{
    for (struct expr_node *n = parent->first; n; n = n->next) {
        MUST(n->parent == parent && n->order > *order);
        *order = n->order;
        check_node(f->model, n);
        LIST_ADD(f->arena, &f->nodes, n);
        gather(f, n, order);
    }
}

static void look(struct filler *f)
{
    uint32_t order = 0;

    f->nodes.n = 0;
    gather(f, form_fill_root(f->fill), &order);
    MUST(f->nodes.n <= FORM_NODE_MAX);
}

static const struct form_item *a_repeat_in(const struct form_item *group, uint8_t byte)
{
    const struct form_items *all = &group->children;

    for (size_t i = 0; i < all->n; i++)
        if (all->items[(i + byte) % all->n]->kind == FORM_REPEAT)
            return all->items[(i + byte) % all->n];
    return NULL;
}

static struct str an_answer(const struct form_state *s, uint8_t byte)
{
    static const char *const texts[] = {"",  "yes", "no",  "1",          "2",   "-3.5", "7",
                                        "a", "b",   "a b", "2026-11-20", "999", "día",  "1 1;2 2"};
    size_t n = sizeof texts / sizeof *texts;

    if (byte >= 128 && s->choices.n > 0)
        return s->choices.items[byte % s->choices.n]->code;
    return str_c(texts[byte % n]);
}

static enum err change(struct filler *f, uint8_t what, uint8_t where, struct str *problem)
{
    size_t n = f->nodes.n ? f->nodes.n : 1; /* the form itself is always one */
    struct expr_node *node = f->nodes.items[(where + what / 4 * 7) % n];
    const struct form_state *s = node->owner;
    const struct form_item *repeat = a_repeat_in(s->item, what);

    switch (what % 4) {
    case 0:
        if (repeat)
            return form_fill_add(f->fill, node, repeat, problem);
        break;
    case 1:
        if (s->item->kind == FORM_REPEAT)
            return form_fill_remove(f->fill, node, problem);
        break;
    default:
        break;
    }
    return form_fill_set(f->fill, node, an_answer(s, what ^ where), problem);
}

void fuzz_fill(struct arena *a, const struct form_model *m, struct str bytes)
{
    struct arena *scratch = arena_new((size_t)256 << 20);
    struct expr_env env = {.arena = scratch, .now = {1795426800000000}, .work_max = WORK_MAX};
    int64_t work = 0;
    struct filler f = {.arena = a, .model = m};
    struct str problem = STR_NONE;
    enum err e = form_fill_new(a, m, &env, &f.fill, &problem);

    if (e == OK)
        e = form_fill_settle(f.fill, &problem);
    for (size_t i = 0; e == OK && i + 1 < bytes.n && i < 2 * (size_t)CHANGES_MAX; i += 2) {
        look(&f);
        work += form_fill_work(f.fill) + (int64_t)f.nodes.n;
        if (work > WORK_IN_ALL)
            break;
        e = change(&f, (uint8_t)bytes.p[i], (uint8_t)bytes.p[i + 1], &problem);
        if (e == E_INVALID && str_eq(problem, STR("only a question has an answer")))
            e = OK;
    }
    if (e == OK)
        look(&f);
    else
        MUST(str_given(problem));
    arena_free(scratch);
}
