/* core/expr_eval.c: evaluates the parsed tree: operators, comparisons, calls. Paths are in
 * expr_path.c, functions in expr_fn_*.c. */
#include "core/expr_internal.h"

#include <math.h>
#include <string.h>

enum err expr_fail(struct expr_run *run, const char *why, struct str about)
{
    run->env->fault = (struct expr_fault){why, about, 0};
    return E_INVALID;
}

enum err expr_spend(struct expr_run *run, size_t work)
{
    run->env->work -= (int64_t)work;
    if (run->env->work >= 0)
        return OK;
    run->env->fault = (struct expr_fault){"takes too much work", STR_NONE, 0};
    return E_LIMIT;
}

int64_t expr_work_max(const struct expr_env *env)
{
    return env->work_max > 0 ? env->work_max : EXPR_WORK_MAX;
}

/* ---- comparisons */

/* Doubles that differ by no more than rounding are the same: 6.1 - 7.8 = -1.7. */
static bool numbers_compare(enum expr_op op, double x, double y)
{
    bool same = x == y || fabs(x - y) < 1e-12;

    switch (op) {
    case OP_EQ:
        return same;
    case OP_NE:
        return !same;
    case OP_LT:
        return x < y && !same;
    case OP_LE:
        return x < y || same;
    case OP_GT:
        return x > y && !same;
    default:
        return x > y || same;
    }
}

static bool is_numeric(enum expr_type type)
{
    return type == EXPR_NUMBER || type == EXPR_DATE || type == EXPR_DATETIME;
}

/* Two values, neither of them nodes. */
static bool simple_compare(const struct expr_run *run, enum expr_op op, const struct expr_value *x,
                           const struct expr_value *y)
{
    struct expr_env *env = run->env;

    if (op == OP_EQ || op == OP_NE) {
        if (x->type == EXPR_BOOLEAN || y->type == EXPR_BOOLEAN)
            return (expr_boolean(env, x) == expr_boolean(env, y)) == (op == OP_EQ);
        if (!is_numeric(x->type) && !is_numeric(y->type))
            return str_eq(x->s, y->s) == (op == OP_EQ);
    }
    return numbers_compare(op, expr_number(env, x), expr_number(env, y));
}

/* Of nodes one is enough that compares; against a boolean they count as one. */
bool expr_compare(const struct expr_run *run, enum expr_op op, const struct expr_value *x,
                  const struct expr_value *y)
{
    struct expr_value one;

    if (x->type == EXPR_NODES && y->type == EXPR_BOOLEAN) {
        one = expr_of_boolean(x->nodes.n > 0);
        return simple_compare(run, op, &one, y);
    }
    if (x->type == EXPR_NODES) {
        for (size_t i = 0; i < x->nodes.n; i++) {
            one = expr_of_string(expr_node_text(run->env, x->nodes.items[i]));
            if (expr_compare(run, op, &one, y))
                return true;
        }
        return false;
    }
    if (y->type != EXPR_NODES)
        return simple_compare(run, op, x, y);
    if (x->type == EXPR_BOOLEAN) {
        one = expr_of_boolean(y->nodes.n > 0);
        return simple_compare(run, op, x, &one);
    }
    for (size_t i = 0; i < y->nodes.n; i++) {
        one = expr_of_string(expr_node_text(run->env, y->nodes.items[i]));
        if (simple_compare(run, op, x, &one))
            return true;
    }
    return false;
}

/* ---- operators */

static double arithmetic(enum expr_op op, double x, double y)
{
    switch (op) {
    case OP_ADD:
        return x + y;
    case OP_SUB:
        return x - y;
    case OP_MUL:
        return x * y;
    case OP_DIV:
        return x / y;
    default:
        return fmod(x, y);
    }
}

static enum err run_union(struct expr_run *run, const struct expr_value *x,
                          const struct expr_value *y, struct expr_value *ret)
{
    struct expr_nodes all = {0};

    if (x->type != EXPR_NODES || y->type != EXPR_NODES)
        return expr_fail(run, "joins what are no nodes", STR("|"));
    TRY(expr_spend(run, x->nodes.n + y->nodes.n));
    for (size_t i = 0; i < x->nodes.n; i++)
        LIST_ADD(run->arena, &all, x->nodes.items[i]);
    for (size_t i = 0; i < y->nodes.n; i++)
        LIST_ADD(run->arena, &all, y->nodes.items[i]);
    expr_nodes_sort(run->arena, &all);
    *ret = expr_of_nodes(all);
    return OK;
}

/* The right side is not looked at when the left one decides. */
static enum err run_logic(struct expr_run *run, const struct expr *expr,
                          const struct expr_place *place, struct expr_value *ret)
{
    struct expr_value value;

    TRY(expr_run_any(run, expr->left, place, &value));
    if (expr_boolean(run->env, &value) != (expr->op == OP_OR))
        TRY(expr_run_any(run, expr->right, place, &value));
    *ret = expr_of_boolean(expr_boolean(run->env, &value));
    return OK;
}

/* What a comparison of these would read; many nodes on both sides are many pairs. */
static size_t pairs(const struct expr_value *x, const struct expr_value *y)
{
    size_t n = x->type == EXPR_NODES ? x->nodes.n : 1;

    return y->type == EXPR_NODES ? n * y->nodes.n : n;
}

static enum err run_binary(struct expr_run *run, const struct expr *expr,
                           const struct expr_place *place, struct expr_value *ret)
{
    struct expr_value x, y;

    TRY(expr_run_any(run, expr->left, place, &x));
    TRY(expr_run_any(run, expr->right, place, &y));
    if (expr->op == OP_UNION)
        return run_union(run, &x, &y, ret);
    if (expr->op <= OP_GE) {
        TRY(expr_spend(run, pairs(&x, &y)));
        *ret = expr_of_boolean(expr_compare(run, expr->op, &x, &y));
        return expr_spend(run, 0); /* the texts of nodes are work too */
    }
    *ret =
        expr_of_number(arithmetic(expr->op, expr_number(run->env, &x), expr_number(run->env, &y)));
    return expr_spend(run, 0);
}

static enum err run_reference(struct expr_run *run, const struct expr *expr, struct expr_value *ret)
{
    struct expr_env *env = run->env;
    struct expr_nodes nodes = {0};

    if (!env->reference || !env->reference(env, expr->text, run->current, expr->all, &nodes))
        return expr_fail(run, "is not the name of a question", expr->text);
    *ret = expr_of_nodes(nodes);
    return expr_spend(run, nodes.n);
}

enum err expr_run_any(struct expr_run *run, const struct expr *expr, const struct expr_place *place,
                      struct expr_value *ret)
{
    TRY(expr_spend(run, 1));
    switch (expr->op) {
    case OP_NUMBER:
        *ret = expr_of_number(expr->number);
        return OK;
    case OP_LITERAL:
        *ret = expr_of_string(expr->text);
        return OK;
    case OP_REFERENCE:
        return run_reference(run, expr, ret);
    case OP_CALL:
        return expr_function_call(run, expr, place, ret);
    case OP_PATH:
        return expr_run_path(run, expr, place, ret);
    case OP_OR:
    case OP_AND:
        return run_logic(run, expr, place, ret);
    case OP_NEGATE:
        TRY(expr_run_any(run, expr->left, place, ret));
        *ret = expr_of_number(-expr_number(run->env, ret));
        return OK;
    default:
        return run_binary(run, expr, place, ret);
    }
}

enum err expr_eval_for(struct expr_env *env, const struct expr *expr, struct expr_node *choice,
                       struct expr_node *question, struct expr_value *ret)
{
    struct expr_run run = {.env = env, .arena = env->arena, .current = question};
    struct expr_place place = {.node = choice, .position = 1, .size = 1};

    env->fault = (struct expr_fault){0};
    env->work = expr_work_max(env);
    return expr_run_any(&run, expr, &place, ret);
}

enum err expr_eval(struct expr_env *env, const struct expr *expr, struct expr_node *node,
                   struct expr_value *ret)
{
    return expr_eval_for(env, expr, node, node, ret);
}

/* ---- what an expression reads */

struct reader {
    void (*fn)(void *arg, struct str name, bool reference);
    void *arg;
    struct str call;
    bool called;
    int filters; /* predicates that we are in */
};

static void read_any(struct reader *r, const struct expr *expr);

static void read_list(struct reader *r, const struct expr_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        read_any(r, list->items[i]);
}

/* Names that lead through the form: not from another instance, nor relative within a predicate. */
static bool leads_through_form(const struct reader *r, const struct expr *expr)
{
    if (expr->left && expr->left->op == OP_CALL)
        return str_eq(expr->left->text, STR("current"));
    return expr->left || expr->absolute || !r->filters;
}

static void read_path(struct reader *r, const struct expr *expr)
{
    bool through = leads_through_form(r, expr);

    for (size_t i = 0; i < expr->steps.n; i++)
        if (r->fn && through && expr->steps.items[i].test == TEST_NAME)
            r->fn(r->arg, expr->steps.items[i].name, false);
    r->filters++;
    for (size_t i = 0; i < expr->steps.n; i++)
        read_list(r, &expr->steps.items[i].predicates);
    read_list(r, &expr->predicates);
    r->filters--;
}

static void read_any(struct reader *r, const struct expr *expr)
{
    if (!expr)
        return;
    if (r->fn && expr->op == OP_REFERENCE)
        r->fn(r->arg, expr->text, true);
    if (expr->op == OP_CALL)
        r->called = r->called || str_eq(r->call, str_c(expr->function->name));
    read_any(r, expr->left);
    read_any(r, expr->right);
    read_list(r, &expr->args);
    read_path(r, expr);
}

void expr_each_name(const struct expr *expr, void (*fn)(void *arg, struct str name, bool reference),
                    void *arg)
{
    struct reader r = {.fn = fn, .arg = arg};

    read_any(&r, expr);
}

bool expr_calls(const struct expr *expr, struct str function)
{
    struct reader r = {.call = function};

    read_any(&r, expr);
    return r.called;
}
