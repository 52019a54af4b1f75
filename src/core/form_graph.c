/* core/form_graph.c: which question is computed from which others: the order of computing, and
 * circles, which have none. */
#include "base/buf.h"
#include "core/form_model.h"

struct graph {
    struct arena *arena;
    struct form_model *model;
    struct str file;
    struct buf *problems;
    struct form_item *item; /* whose expressions are looked at */
    const char *column;
    bool computes; /* the expression makes a value or relevance */
    bool found_circle;
};

static void graph_problem(struct graph *g, const struct form_item *item, const char *column,
                          const char *why, struct str about)
{
    buf_printf(g->problems, "%.*s:%d: %s: %.*s %s\n", STR_ARG(g->file), item->line, column,
               STR_ARG(about), why);
}

static void connect(struct graph *g, struct form_item *from)
{
    struct form_items *list = g->computes ? &from->readers_of_value : &from->watchers;

    if (list->n == 0 || list->items[list->n - 1] != g->item)
        LIST_ADD(g->arena, list, g->item);
}

/* A reference must be a question; a name in a path may be one. */
static void on_name(void *arg, struct str name, bool is_reference)
{
    struct graph *g = arg;
    struct form_item *from = form_model_find(g->model, name);

    if (from)
        connect(g, from);
    else if (is_reference && !str_eq(name, g->model->name))
        graph_problem(g, g->item, g->column, "is not the name of a question", name);
}

static void read_expr(struct graph *g, const char *column, const struct expr *expr, bool computes)
{
    g->column = column;
    g->computes = computes;
    if (expr)
        expr_each_name(expr, on_name, g);
}

static void read_item(struct graph *g, struct form_item *item)
{
    g->item = item;
    read_expr(g, "relevant", item->relevant, true);
    read_expr(g, "calculation", item->calculation, true);
    read_expr(g, "required", item->required, false);
    read_expr(g, "read_only", item->readonly, false);
    read_expr(g, "constraint", item->constraint, false);
    read_expr(g, "choice_filter", item->filter, false);
    read_expr(g, "repeat_count", item->count, false);
    g->computes = true;
    for (size_t i = 0; i < item->triggers.n; i++)
        connect(g, item->triggers.items[i]);
    /* What a group is not relevant for, its questions are not either. */
    if (item->parent)
        connect(g, item->parent);
}

static void visit(struct graph *g, struct form_item *item)
{
    item->seen = 1;
    for (size_t i = 0; i < item->readers_of_value.n; i++) {
        struct form_item *next = item->readers_of_value.items[i];

        if (next->seen == 1 && !g->found_circle) {
            graph_problem(g, next, "calculation or relevant",
                          str_z(g->arena, str_fmt(g->arena, "and %.*s wait for each other",
                                                  STR_ARG(item->name))),
                          next->name);
            g->found_circle = true;
        }
        if (next->seen == 0)
            visit(g, next);
    }
    item->seen = 2;
    LIST_ADD(g->arena, &g->model->order, item);
}

void form_model_order(struct arena *a, struct form_model *m, struct str file, struct buf *problems)
{
    struct graph g = {.arena = a, .model = m, .file = file, .problems = problems};
    struct form_items *order = &m->order;

    for (size_t i = 0; i < m->items.n; i++)
        read_item(&g, m->items.items[i]);
    for (size_t i = m->items.n; i-- > 0;)
        if (m->items.items[i]->seen == 0)
            visit(&g, m->items.items[i]);
    /* Found from the last reader back. */
    for (size_t i = 0; i < order->n / 2; i++) {
        struct form_item *swap = order->items[i];

        order->items[i] = order->items[order->n - 1 - i];
        order->items[order->n - 1 - i] = swap;
    }
    for (size_t i = 0; i < order->n; i++)
        order->items[i]->rank = (int)i;
}
