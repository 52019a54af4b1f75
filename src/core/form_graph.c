/* core/form_graph.c: which question is computed from which others: the order of computing, and
 * circles, which have none. */
#include "base/buf.h"
#include "core/form_model.h"
#include "core/form_order.h"

#define EDGES_MAX 1000000

struct graph {
    struct arena *arena;
    struct form_model *model;
    struct str file;
    struct buf *problems;
    struct form_item *item; /* whose expressions are looked at */
    const char *column;
    bool computes;            /* the expression makes a value or relevance */
    struct expr_node **nodes; /* of each item: a form with one of everything */
    struct expr_env env;
    struct form_waits waits;
    size_t edges;
    struct str missing; /* what the expression reads, and that is not there */
    const char *why;    /* what is wrong with it */
    struct buf warnings;
};

/* A document has no rows: there it is the question's name. */
static void put_place(const struct graph *g, struct buf *out, const struct form_item *item,
                      const char *column)
{
    if (item->line > 0)
        buf_printf(out, "%.*s:%d: %s: ", STR_ARG(g->file), item->line, column);
    else
        buf_printf(out, "%.*s: %.*s: %s: ", STR_ARG(g->file), STR_ARG(item->name), column);
}

static void graph_problem(struct graph *g, const struct form_item *item, const char *column,
                          const char *why, struct str about)
{
    put_place(g, g->problems, item, column);
    buf_printf(g->problems, "%.*s %s\n", STR_ARG(about), why);
}

static const struct form_item *repeat_of(const struct form_item *item)
{
    while (item && item->kind != FORM_REPEAT)
        item = item->parent;
    return item;
}

static bool holds(const struct form_item *outer, const struct form_item *inner)
{
    while (inner && inner != outer)
        inner = inner->parent;
    return inner != NULL;
}

/* The answer may be one of another instance of a repeat that both are in; and a group may ask what
 * is answered within it. Neither is a circle. */
static bool has_to_wait(const struct form_item *item, const struct form_item *from, bool chosen)
{
    const struct form_item *repeat = repeat_of(from);

    if (chosen && repeat && holds(repeat, item))
        return false;
    return item == from || !holds(item, from);
}

static void connect(struct graph *g, struct form_item *from, bool chosen)
{
    struct form_items *list = g->computes ? &from->readers_of_value : &from->watchers;

    if (++g->edges > EDGES_MAX)
        return;
    if (list->n == 0 || list->items[list->n - 1] != g->item)
        LIST_ADD(g->arena, list, g->item);
    if (g->computes && has_to_wait(g->item, from, chosen))
        LIST_ADD(g->arena, &g->waits.to, (size_t)from->index);
}

static void on_node(void *arg, struct expr_node *node, bool chosen)
{
    struct graph *g = arg;

    if (node->owner)
        connect(g, node->owner, chosen);
}

static const char no_question[] = "is not the name of a question";
static const char no_file[] = "is not beside the form";

static void miss(struct graph *g, struct str what, const char *why)
{
    g->missing = what;
    g->why = why;
}

static void on_name(void *arg, struct str name, bool all)
{
    struct graph *g = arg;
    struct form_item *from = form_model_find(g->model, name);

    if (from)
        connect(g, from, all);
    else if (str_eq(name, g->model->name))
        return;
    else if (g->model->lenient)
        miss(g, str_fmt(g->arena, "${%.*s}", STR_ARG(name)), no_question);
    else
        graph_problem(g, g->item, g->column, no_question, name);
}

static void on_call(void *arg, struct str function, struct str literal)
{
    struct graph *g = arg;
    bool reads = str_eq(function, STR("instance")) || str_eq(function, STR("pulldata"));

    if (reads && !form_model_list(g->model, literal) &&
        !form_instances_has(g->model->instances, literal))
        miss(g, str_fmt(g->arena, "%.*s('%.*s')", STR_ARG(function), STR_ARG(literal)), no_file);
}

/* What reads something that is not there is left out, and its question blocked: not the whole form.
 */
static void block(struct graph *g, const char *column, struct str what)
{
    put_place(g, &g->warnings, g->item, column);
    buf_printf(&g->warnings, "%.*s %s; the question is blocked\n", STR_ARG(what), g->why);
    g->item->blocked = what;
}

static void read_expr(struct graph *g, const char *column, struct expr **expr, bool computes)
{
    const struct expr_reach to = {on_node, on_name, on_call, g};

    g->column = column;
    g->computes = computes;
    g->missing = STR_NONE;
    if (*expr && expr_reach(&g->env, *expr, g->nodes[g->item->index], &to) != OK) {
        if (g->model->lenient)
            miss(g, g->env.fault.about, g->env.fault.why);
        else
            graph_problem(g, g->item, column, g->env.fault.why, g->env.fault.about);
    }
    if (!str_given(g->missing))
        return;
    block(g, column, g->missing);
    *expr = NULL;
}

static void read_item(struct graph *g, struct form_item *item)
{
    g->item = item;
    read_expr(g, "relevant", &item->relevant, true);
    read_expr(g, "calculation", &item->calculation, true);
    read_expr(g, "default", &item->first, false);
    read_expr(g, "required", &item->required, false);
    read_expr(g, "read_only", &item->readonly, false);
    read_expr(g, "constraint", &item->constraint, false);
    read_expr(g, "choice_filter", &item->filter, false);
    if (item->itemset)
        read_expr(g, "itemset", &item->itemset->nodes, false);
    read_expr(g, "repeat_count", &item->count, false);
    if (str_has_suffix(item->type, STR("_from_file")) &&
        !form_instances_has(g->model->instances, item->list_name))
        miss(g, item->list_name, no_file), block(g, "type", item->list_name);
    g->computes = true;
    for (size_t i = 0; i < item->triggers.n; i++)
        connect(g, item->triggers.items[i], false);
    /* What a group is not relevant for, its questions are not either. */
    if (item->parent)
        connect(g, item->parent, false);
}

/* ---- a form with one of everything, for paths to lead through */

static bool reference(const struct expr_env *env, struct str name, struct expr_node *at, bool all,
                      struct expr_nodes *ret)
{
    const struct graph *g = env->arg;
    const struct form_item *item = form_model_find(g->model, name);

    (void)at;
    (void)all;
    if (item)
        LIST_ADD(env->arena, ret, g->nodes[item->index]);
    return item != NULL;
}

static void plant(struct graph *g)
{
    const struct form_items *items = &g->model->items;

    g->env = (struct expr_env){.arena = g->arena,
                               .reference = reference,
                               .arg = g,
                               .prefixes = g->model->prefixes,
                               .prefix_n = g->model->prefix_n};
    g->env.root = expr_node_add(g->arena, NULL, EXPR_DOCUMENT, STR_NONE);
    g->nodes = ARENA_ARRAY(g->arena, struct expr_node *, items->n);
    for (size_t i = 0; i < items->n; i++) {
        struct form_item *item = items->items[i];
        struct expr_node *parent = item->parent ? g->nodes[item->parent->index] : g->env.root;

        g->nodes[i] = expr_node_add(g->arena, parent, EXPR_ELEMENT, item->name);
        g->nodes[i]->owner = item;
        g->nodes[i]->ns = item->ns;
    }
    (void)expr_node_number(g->env.root, 1);
}

void form_model_order(struct arena *a, struct form_model *m, struct str file, struct buf *problems)
{
    size_t n = m->items.n, circle[2], *order = ARENA_ARRAY(a, size_t, n);
    struct graph g = {.arena = a,
                      .model = m,
                      .file = file,
                      .problems = problems,
                      .waits = {.n = n, .first = ARENA_ARRAY(a, size_t, n + 1)}};

    buf_init(&g.warnings, a, (size_t)1 << 20);
    plant(&g);
    for (size_t i = 0; i < n; i++) {
        read_item(&g, m->items.items[i]);
        g.waits.first[i + 1] = g.waits.to.n;
    }
    if (g.edges > EDGES_MAX)
        graph_problem(&g, m->items.items[0], "the form", "reads too much of itself", m->name);
    if (!form_order(a, &g.waits, order, circle))
        graph_problem(&g, m->items.items[circle[0]], "calculation or relevant",
                      str_z(a, str_fmt(a, "and %.*s wait for each other",
                                       STR_ARG(m->items.items[circle[1]]->name))),
                      m->items.items[circle[0]]->name);
    for (size_t i = 0; i < n; i++) {
        struct form_item *item = m->items.items[order[i]];

        item->rank = (int)i;
        LIST_ADD(a, &m->order, item);
    }
    m->warnings = str_cat(a, m->warnings, buf_str(&g.warnings));
}
