/* core/expr_path.c: location paths: axes, node tests and predicates. */
#include <string.h>

#include "core/expr_internal.h"

/* ---- axes, each in its own order */

static struct expr_node *following(const struct expr_node *node)
{
    while (node && !node->next)
        node = node->parent;
    return node ? node->next : NULL;
}

static bool is_above(const struct expr_node *node, const struct expr_node *below)
{
    while (below && below != node)
        below = below->parent;
    return below != NULL;
}

/* The last node before this one in document order, ancestors among them. */
static struct expr_node *previous(const struct expr_node *node)
{
    struct expr_node *n = node->prev;

    if (!n)
        return node->parent;
    while (n->last)
        n = n->last;
    return n;
}

struct axis {
    struct expr_run *run;
    const struct expr_step *step;
    struct expr_nodes *found;
};

static bool is_leaf_of_list(const struct expr_node *node)
{
    return node->kind == EXPR_ATTRIBUTE || node->kind == EXPR_NAMESPACE;
}

static struct str prefix_address(const struct expr_run *run, struct str prefix)
{
    const struct expr_env *env = run->env;

    for (size_t i = 0; i < env->prefix_n; i++)
        if (str_eq(env->prefixes[i].prefix, prefix))
            return env->prefixes[i].ns;
    for (const struct expr_node *n = run->current ? run->current : env->root; n; n = n->parent)
        for (const struct expr_node *d = n->declared; d; d = d->next)
            if (str_eq(d->name, prefix))
                return d->text;
    return str_eq(prefix, STR("xml")) ? EXPR_XML_ADDRESS : STR_NONE;
}

/* The address that names without a prefix may have as well: forms say /data/x of documents with a
 * default namespace. */
static struct str default_address(const struct expr_run *run)
{
    const struct expr_node *root = run->env->root;

    if (run->env->prefix_n > 0)
        return prefix_address(run, STR_NONE);
    while (root && root->parent)
        root = root->parent;
    if (root && root->kind == EXPR_DOCUMENT)
        for (root = root->first; root && root->kind != EXPR_ELEMENT;)
            root = root->next;
    for (const struct expr_node *d = root ? root->declared : NULL; d; d = d->next)
        if (!str_given(d->name))
            return d->text;
    return STR_NONE;
}

static bool namespace_fits(const struct axis *axis, const struct expr_node *node)
{
    const struct expr_step *step = axis->step;

    if (str_given(step->prefix))
        return str_eq(prefix_address(axis->run, step->prefix), node->ns);
    return !str_given(node->ns) ||
           (node->kind == EXPR_ELEMENT && str_eq(node->ns, default_address(axis->run)));
}

/* The kind of node that a name means on the axis. */
static enum expr_node_kind main_kind(enum expr_axis axis)
{
    if (axis == AXIS_ATTRIBUTE)
        return EXPR_ATTRIBUTE;
    return axis == AXIS_NAMESPACE ? EXPR_NAMESPACE : EXPR_ELEMENT;
}

static bool fits(const struct axis *axis, const struct expr_node *node)
{
    const struct expr_step *step = axis->step;

    switch (step->test) {
    case TEST_NODE:
        return true;
    case TEST_TEXT:
        return node->kind == EXPR_TEXT;
    case TEST_COMMENT:
        return node->kind == EXPR_COMMENT;
    case TEST_INSTRUCTION:
        return node->kind == EXPR_INSTRUCTION &&
               (!str_given(step->name) || str_eq(step->name, node->name));
    case TEST_ANY:
        return node->kind == main_kind(step->axis);
    case TEST_PREFIX:
        return node->kind == main_kind(step->axis) && namespace_fits(axis, node);
    case TEST_NAME:
        break;
    }
    return node->kind == main_kind(step->axis) && str_eq(step->name, node->name) &&
           namespace_fits(axis, node);
}

static enum err offer(struct axis *axis, struct expr_node *node)
{
    TRY(expr_spend(axis->run, 1));
    if (fits(axis, node))
        LIST_ADD(axis->run->arena, axis->found, node);
    return OK;
}

static enum err offer_list(struct axis *axis, struct expr_node *first)
{
    for (; first; first = first->next)
        TRY(offer(axis, first));
    return OK;
}

static enum err offer_up(struct axis *axis, struct expr_node *node)
{
    for (; node; node = node->parent)
        TRY(offer(axis, node));
    return OK;
}

static enum err offer_below(struct axis *axis, const struct expr_node *root)
{
    for (struct expr_node *n = expr_node_next(root, root); n; n = expr_node_next(n, root))
        TRY(offer(axis, n));
    return OK;
}

/* All after the node but what is below it. What follows an attribute is below its element too. */
static enum err offer_following(struct axis *axis, const struct expr_node *node)
{
    if (is_leaf_of_list(node)) {
        node = node->parent;
        TRY(offer_below(axis, node));
    }
    for (struct expr_node *n = following(node); n; n = n->first ? n->first : following(n))
        TRY(offer(axis, n));
    return OK;
}

static enum err offer_preceding(struct axis *axis, const struct expr_node *node)
{
    if (is_leaf_of_list(node))
        node = node->parent;
    for (struct expr_node *n = previous(node); n; n = previous(n))
        if (!is_above(n, node))
            TRY(offer(axis, n));
    return OK;
}

/* Nodes of their own for this element: a declaration further up holds here too. */
static enum err offer_namespaces(struct axis *axis, struct expr_node *node)
{
    struct arena *a = axis->run->arena;
    struct expr_node all = {0}, *mine;

    if (node->kind != EXPR_ELEMENT)
        return OK;
    for (const struct expr_node *up = node; up; up = up->parent)
        for (const struct expr_node *d = up->declared; d; d = d->next) {
            bool hidden = false;

            for (const struct expr_node *n = all.declared; n; n = n->next)
                hidden = hidden || str_eq(n->name, d->name);
            if (hidden)
                continue;
            mine = expr_node_add(a, &all, EXPR_NAMESPACE, d->name);
            mine->text = d->text;
        }
    mine = expr_node_add(a, &all, EXPR_NAMESPACE, STR("xml"));
    mine->text = EXPR_XML_ADDRESS;
    for (mine = all.declared; mine; mine = mine->next) {
        mine->parent = node;
        mine->order = node->order;
        if (str_given(mine->text))
            TRY(offer(axis, mine));
    }
    return OK;
}

static enum err offer_siblings(struct axis *axis, struct expr_node *node, bool before)
{
    if (is_leaf_of_list(node))
        return OK;
    if (!before)
        return offer_list(axis, node->next);
    for (struct expr_node *n = node->prev; n; n = n->prev)
        TRY(offer(axis, n));
    return OK;
}

static enum err walk(struct axis *axis, struct expr_node *node)
{
    switch (axis->step->axis) {
    case AXIS_ANCESTOR:
        return offer_up(axis, node->parent);
    case AXIS_ANCESTOR_OR_SELF:
        return offer_up(axis, node);
    case AXIS_ATTRIBUTE:
        return offer_list(axis, node->attrs);
    case AXIS_CHILD:
        return offer_list(axis, node->first);
    case AXIS_DESCENDANT_OR_SELF:
        TRY(offer(axis, node));
        return offer_below(axis, node);
    case AXIS_DESCENDANT:
        return offer_below(axis, node);
    case AXIS_FOLLOWING:
        return offer_following(axis, node);
    case AXIS_FOLLOWING_SIBLING:
        return offer_siblings(axis, node, false);
    case AXIS_NAMESPACE:
        return offer_namespaces(axis, node);
    case AXIS_PARENT:
        return node->parent ? offer(axis, node->parent) : OK;
    case AXIS_PRECEDING:
        return offer_preceding(axis, node);
    case AXIS_PRECEDING_SIBLING:
        return offer_siblings(axis, node, true);
    case AXIS_SELF:
        return offer(axis, node);
    }
    return OK;
}

/* ---- predicates */

/* A number means the position; everything else whether it is so. */
static bool holds(const struct expr_run *run, const struct expr_value *value, size_t position)
{
    if (value->type == EXPR_NUMBER)
        return value->n == (double)position;
    return expr_boolean(run->env, value);
}

static enum err filter(struct expr_run *run, const struct expr_list *predicates,
                       struct expr_nodes *nodes)
{
    for (size_t p = 0; p < predicates->n; p++) {
        struct expr_place place = {.size = nodes->n};
        size_t kept = 0;

        for (size_t i = 0; i < place.size; i++) {
            struct expr_value value;

            place.node = nodes->items[i];
            place.position = i + 1;
            TRY(expr_run_any(run, predicates->items[p], &place, &value));
            if (holds(run, &value, i + 1))
                nodes->items[kept++] = nodes->items[i];
        }
        nodes->n = kept;
    }
    return OK;
}

/* ---- sets */

static int by_order(const struct expr_node *x, const struct expr_node *y)
{
    return (x->order > y->order) - (x->order < y->order);
}

static void merge(struct expr_node **from, size_t middle, size_t n, struct expr_node **to)
{
    size_t i = 0, j = middle;

    for (size_t k = 0; k < n; k++)
        to[k] = j >= n || (i < middle && by_order(from[i], from[j]) <= 0) ? from[i++] : from[j++];
}

static bool is_sorted(const struct expr_nodes *nodes)
{
    for (size_t i = 1; i < nodes->n; i++)
        if (by_order(nodes->items[i - 1], nodes->items[i]) >= 0)
            return false;
    return true;
}

void expr_nodes_sort(struct arena *a, struct expr_nodes *nodes)
{
    struct expr_node **from, **to, **swap;
    size_t n = nodes->n, kept = 0;

    if (is_sorted(nodes))
        return;
    from = ARENA_ARRAY(a, struct expr_node *, n);
    to = ARENA_ARRAY(a, struct expr_node *, n);
    memcpy(from, nodes->items, n * sizeof *from);
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t i = 0; i < n; i += 2 * width) {
            size_t both = n - i < 2 * width ? n - i : 2 * width;

            merge(from + i, both < width ? both : width, both, to + i);
        }
        swap = from;
        from = to;
        to = swap;
    }
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || from[kept - 1] != from[i])
            from[kept++] = from[i];
    nodes->items = from;
    nodes->n = nodes->cap = kept;
}

/* ---- paths */

enum err expr_run_step(struct expr_run *run, const struct expr_step *step, struct expr_nodes *nodes)
{
    struct expr_nodes all = {0};

    if (str_given(step->prefix) && !str_given(prefix_address(run, step->prefix)))
        return expr_fail(run, "is a prefix that stands for nothing", step->prefix);
    for (size_t i = 0; i < nodes->n; i++) {
        struct expr_nodes found = {0};
        struct axis axis = {run, step, step->predicates.n ? &found : &all};

        TRY(walk(&axis, nodes->items[i]));
        TRY(filter(run, &step->predicates, &found));
        for (size_t k = 0; k < found.n; k++)
            LIST_ADD(run->arena, &all, found.items[k]);
    }
    expr_nodes_sort(run->arena, &all);
    *nodes = all;
    return OK;
}

/* Where the path begins. */
static enum err run_start(struct expr_run *run, const struct expr *expr,
                          const struct expr_place *place, struct expr_nodes *nodes)
{
    struct expr_value value;

    if (!expr->left) {
        struct expr_node *node = expr->absolute ? run->env->root : place->node;

        if (node)
            LIST_ADD(run->arena, nodes, node);
        return OK;
    }
    TRY(expr_run_any(run, expr->left, place, &value));
    if (value.type != EXPR_NODES)
        return expr_fail(run, "is asked for nodes and has none", STR_NONE);
    for (size_t i = 0; i < value.nodes.n; i++)
        LIST_ADD(run->arena, nodes, value.nodes.items[i]);
    return filter(run, &expr->predicates, nodes);
}

/* In a form /data/child/age means the child that we are in. The last step is left out, so that
 * count(/data/child) counts all. Returns the steps that are done. */
static size_t walk_own(struct expr_run *run, const struct expr *expr, struct expr_nodes *nodes)
{
    struct expr_node *up[EXPR_DEPTH_MAX];
    size_t done = 0, n = 0;

    for (struct expr_node *at = run->current; at && n < EXPR_DEPTH_MAX; at = at->parent)
        up[n++] = at;
    if (n < 2 || nodes->n != 1 || up[n - 1] != nodes->items[0])
        return 0;
    for (n--; n > 0 && done + 1 < expr->steps.n; n--, done++) {
        const struct expr_step *step = &expr->steps.items[done];
        struct axis axis = {run, step, nodes};

        if (step->axis != AXIS_CHILD || step->test != TEST_NAME || step->predicates.n > 0 ||
            !fits(&axis, up[n - 1]))
            break;
        nodes->items[0] = up[n - 1];
    }
    return done;
}

enum err expr_run_path(struct expr_run *run, const struct expr *expr,
                       const struct expr_place *place, struct expr_value *ret)
{
    struct expr_nodes nodes = {0};
    size_t done;

    TRY(run_start(run, expr, place, &nodes));
    done = expr->absolute && run->env->own ? walk_own(run, expr, &nodes) : 0;
    for (size_t i = done; i < expr->steps.n; i++)
        TRY(expr_run_step(run, &expr->steps.items[i], &nodes));
    *ret = expr_of_nodes(nodes);
    return OK;
}
