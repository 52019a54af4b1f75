/* core/expr_fn_set.c: functions of nodes and of truth. */
#include <math.h>

#include "core/expr_internal.h"

static enum err give(struct expr_call *c, double n)
{
    *c->ret = expr_of_number(n);
    return OK;
}

static enum err give_bool(struct expr_call *c, bool b)
{
    *c->ret = expr_of_boolean(b);
    return OK;
}

static enum err give_str(struct expr_call *c, struct str s)
{
    *c->ret = expr_of_string(s);
    return expr_spend(c->run, s.n);
}

static enum err run_arg(struct expr_call *c, size_t i, struct expr_value *ret)
{
    return expr_run_any(c->run, c->expr->args.items[i], c->place, ret);
}

/* ---- truth */

static enum err fn_true(struct expr_call *c)
{
    return give_bool(c, true);
}

static enum err fn_false(struct expr_call *c)
{
    return give_bool(c, false);
}

static enum err fn_boolean(struct expr_call *c)
{
    return give_bool(c, c->args[0].b);
}

static enum err fn_not(struct expr_call *c)
{
    return give_bool(c, !c->args[0].b);
}

static enum err fn_boolean_from_string(struct expr_call *c)
{
    return give_bool(c, str_eq(c->args[0].s, STR("true")) || str_eq(c->args[0].s, STR("1")));
}

/* Only the branch that is taken is evaluated. */
static enum err fn_if(struct expr_call *c)
{
    return run_arg(c, c->args[0].b ? 1 : 2, c->ret);
}

static enum err fn_coalesce(struct expr_call *c)
{
    for (size_t i = 0; i < c->n; i++)
        if (str_given(c->args[i].s) || i + 1 == c->n)
            return give_str(c, c->args[i].s);
    return OK;
}

/* The value that the node has already, else the one that is computed. */
static enum err fn_once(struct expr_call *c)
{
    struct str s;

    if (!c->place->node)
        return expr_fail(c->run, "has no node to read", STR("once"));
    s = expr_node_text(c->run->env, c->place->node);
    if (str_given(s))
        return give_str(c, s);
    TRY(run_arg(c, 0, c->ret));
    return give_str(c, expr_string(c->run->env, c->ret));
}

/* An answer counts when it is there and is no zero. */
static bool counts(struct expr_call *c, const struct expr_node *node)
{
    struct str s = expr_node_text(c->run->env, node);
    double n = expr_number_parse(c->run->arena, s);

    return isnan(n) ? str_given(s) : n > 0;
}

static bool in_bounds(double sum, double min, double max)
{
    return (min == -1 || sum >= min) && (max == -1 || sum <= max);
}

static enum err fn_checklist(struct expr_call *c)
{
    double sum = 0;

    for (size_t i = 2; i < c->n; i++) {
        const struct expr_value *v = &c->args[i];

        if (v->type != EXPR_NODES)
            sum += expr_boolean(c->run->env, v);
        for (size_t k = 0; v->type == EXPR_NODES && k < v->nodes.n; k++)
            sum += counts(c, v->nodes.items[k]);
    }
    return give_bool(c, in_bounds(sum, c->args[0].n, c->args[1].n));
}

static double weight_of(struct expr_call *c, const struct expr_value *weights, size_t k)
{
    struct expr_value one;

    if (weights->type != EXPR_NODES)
        return expr_number(c->run->env, weights);
    if (k >= weights->nodes.n)
        return 0;
    one = expr_of_string(expr_node_text(c->run->env, weights->nodes.items[k]));
    return expr_number(c->run->env, &one);
}

static enum err fn_weighted_checklist(struct expr_call *c)
{
    double sum = 0;

    if (c->n % 2)
        return expr_fail(c->run, "wants a weight for each answer", STR("weighted-checklist"));
    for (size_t i = 2; i < c->n; i += 2) {
        const struct expr_value *v = &c->args[i];

        if (v->type != EXPR_NODES && expr_boolean(c->run->env, v))
            sum += weight_of(c, &c->args[i + 1], 0);
        for (size_t k = 0; v->type == EXPR_NODES && k < v->nodes.n; k++)
            if (counts(c, v->nodes.items[k]))
                sum += weight_of(c, &c->args[i + 1], k);
    }
    return give_bool(c, in_bounds(sum, c->args[0].n, c->args[1].n));
}

/* ---- nodes */

/* The first node of the argument or, without one, where we are. */
static struct expr_node *node_or_here(struct expr_call *c)
{
    if (c->n == 0)
        return c->place->node;
    return c->args[0].nodes.n ? c->args[0].nodes.items[0] : NULL;
}

static enum err fn_last(struct expr_call *c)
{
    return give(c, (double)c->place->size);
}

/* Of a node: among its siblings of the same name. */
static enum err fn_position(struct expr_call *c)
{
    const struct expr_node *node = node_or_here(c);
    double n = 1;

    if (c->n == 0)
        return give(c, (double)c->place->position);
    if (!node)
        return give(c, NAN);
    for (const struct expr_node *p = node->prev; p; p = p->prev)
        n += p->kind == node->kind && str_eq(p->name, node->name);
    return give(c, n);
}

static enum err fn_count(struct expr_call *c)
{
    return give(c, (double)c->args[0].nodes.n);
}

/* A node with nodes below it is not empty, as ODK counts. */
static enum err fn_count_non_empty(struct expr_call *c)
{
    double n = 0;

    for (size_t i = 0; i < c->args[0].nodes.n; i++) {
        const struct expr_node *node = c->args[0].nodes.items[i];

        n += node->first || str_given(node->text);
    }
    return give(c, n);
}

static enum err fn_local_name(struct expr_call *c)
{
    const struct expr_node *node = node_or_here(c);

    return give_str(c, node ? node->name : STR_NONE);
}

static enum err fn_name(struct expr_call *c)
{
    const struct expr_node *node = node_or_here(c);

    if (!node || !str_given(node->prefix))
        return fn_local_name(c);
    return give_str(
        c, str_fmt(c->run->arena, "%.*s:%.*s", STR_ARG(node->prefix), STR_ARG(node->name)));
}

static enum err fn_namespace_uri(struct expr_call *c)
{
    const struct expr_node *node = node_or_here(c);

    return give_str(c, node ? node->ns : STR_NONE);
}

static struct str attribute(const struct expr_node *node, const char *name, struct str ns)
{
    for (const struct expr_node *a = node->attrs; a; a = a->next)
        if (str_eq(a->name, str_c(name)) && str_eq(a->ns, ns))
            return a->text;
    return STR_NONE;
}

static enum err fn_lang(struct expr_call *c)
{
    const struct expr_node *node = c->place->node;
    struct str wanted = c->args[0].s, lang = STR_NONE;

    for (; node && !str_given(lang); node = node->parent)
        lang = attribute(node, "lang", EXPR_XML_ADDRESS);
    return give_bool(c, str_given(lang) && str_eq_nocase(str_slice(lang, 0, wanted.n), wanted) &&
                            (lang.n == wanted.n || lang.p[wanted.n] == '-'));
}

static bool word_in(struct str words, struct str word)
{
    struct str one;

    while (str_split(&words, ' ', &one))
        if (str_given(word) && str_eq(str_trim(one), word))
            return true;
    return false;
}

static struct expr_node *top(const struct expr_run *run)
{
    struct expr_node *node = run->env->root;

    while (node && node->parent)
        node = node->parent;
    return node;
}

/* Elements by their attribute id or xml:id: there is no document type that could name another. */
static enum err fn_id(struct expr_call *c)
{
    struct expr_nodes found = {0};
    struct expr_node *root = top(c->run);
    const struct expr_value *v = &c->args[0];
    size_t n = v->type == EXPR_NODES ? v->nodes.n : 1;

    for (struct expr_node *node = root; node; node = expr_node_next(node, root)) {
        struct str id = attribute(node, "id", STR_NONE);

        if (!str_given(id))
            id = attribute(node, "id", EXPR_XML_ADDRESS);
        for (size_t i = 0; i < n && str_given(id); i++) {
            struct str words = v->type == EXPR_NODES
                                   ? expr_node_text(c->run->env, v->nodes.items[i])
                                   : expr_string(c->run->env, v);

            TRY(expr_spend(c->run, words.n));
            if (!word_in(words, id))
                continue;
            LIST_ADD(c->run->arena, &found, node);
            break;
        }
        TRY(expr_spend(c->run, 1));
    }
    *c->ret = expr_of_nodes(found);
    return OK;
}

static enum err fn_current(struct expr_call *c)
{
    struct expr_nodes nodes = {0};

    if (c->run->current)
        LIST_ADD(c->run->arena, &nodes, c->run->current);
    *c->ret = expr_of_nodes(nodes);
    return OK;
}

/* ---- indexed-repeat(target, repeat, index, inner repeat, index ...) */

static bool is_below(const struct expr_node *node, const struct expr_node *above)
{
    while (node && node != above)
        node = node->parent;
    return node != NULL;
}

static struct expr_nodes only_below(struct expr_call *c, const struct expr_nodes *nodes,
                                    const struct expr_node *above)
{
    struct expr_nodes kept = {0};

    for (size_t i = 0; i < nodes->n; i++)
        if (!above || is_below(nodes->items[i], above))
            LIST_ADD(c->run->arena, &kept, nodes->items[i]);
    return kept;
}

static int depth_of(const struct expr_node *node)
{
    int depth = 0;

    for (; node; node = node->parent)
        depth++;
    return depth;
}

/* The pairs may stand in any order: the outermost that is left, or 0. */
static size_t outermost(const struct expr_call *c, uint32_t done)
{
    size_t best = 0;
    int least = 0;

    for (size_t i = 1; i + 1 < c->n; i += 2) {
        int depth = c->args[i].nodes.n ? depth_of(c->args[i].nodes.items[0]) : 0;

        if (!(done & 1u << i) && (!best || depth < least)) {
            best = i;
            least = depth;
        }
    }
    return best;
}

static enum err fn_indexed_repeat(struct expr_call *c)
{
    const struct expr_node *here = NULL;
    struct expr_nodes none = {0};
    uint32_t done = 0;

    if (c->n % 2 == 0 || c->n > 31)
        return expr_fail(c->run, "wants an index for each repeat", STR("indexed-repeat"));
    for (size_t k = 1; k < c->n; k += 2) {
        size_t i = outermost(c, done);
        double index = expr_number(c->run->env, &c->args[i + 1]);
        struct expr_nodes repeats;

        if (c->args[i].type != EXPR_NODES || c->args[0].type != EXPR_NODES)
            return expr_fail(c->run, "wants paths to repeats", STR("indexed-repeat"));
        done |= 1u << i;
        repeats = only_below(c, &c->args[i].nodes, here);
        if (isnan(index))
            index = 1; /* ODK takes the first while the index is not answered */
        if (index < 1 || index > (double)repeats.n) {
            *c->ret = expr_of_nodes(none);
            return OK;
        }
        here = repeats.items[(size_t)index - 1];
    }
    *c->ret = expr_of_nodes(only_below(c, &c->args[0].nodes, here));
    return OK;
}

const struct expr_function expr_functions_set[] = {
    {"true", "", fn_true},
    {"false", "", fn_false},
    {"boolean", "b", fn_boolean},
    {"boolean-from-string", "s", fn_boolean_from_string},
    {"not", "b", fn_not},
    {"if", "bee", fn_if},
    {"coalesce", "sss*", fn_coalesce},
    {"once", "e", fn_once},
    {"checklist", "nnv*", fn_checklist},
    {"weighted-checklist", "nnv*", fn_weighted_checklist},
    {"last", "", fn_last},
    {"position", "N?", fn_position},
    {"count", "N", fn_count},
    {"count-non-empty", "N", fn_count_non_empty},
    {"local-name", "N?", fn_local_name},
    {"name", "N?", fn_name},
    {"namespace-uri", "N?", fn_namespace_uri},
    {"lang", "s", fn_lang},
    {"id", "v", fn_id},
    {"current", "", fn_current},
    {"indexed-repeat", "vvvv*", fn_indexed_repeat},
    {NULL, NULL, NULL},
};
