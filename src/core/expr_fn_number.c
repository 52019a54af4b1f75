/* core/expr_fn_number.c: functions of numbers. What is not exact comes from one library in both
 * builds (third_party), so that a page says the same online and off. */
#include "core/expr_internal.h"

#include <math.h>

#include "plat/maths.h"

static enum err give(struct expr_call *c, double n)
{
    *c->ret = expr_of_number(n);
    return OK;
}

static enum err fn_number(struct expr_call *c)
{
    struct expr_value here;

    if (c->n)
        return give(c, c->args[0].n);
    if (!c->place->node)
        return expr_fail(c->run, "has no node to read", STR("number"));
    here = expr_of_string(expr_node_text(c->run->env, c->place->node));
    return give(c, expr_number(c->run->env, &here));
}

static enum err fn_int(struct expr_call *c)
{
    return give(c, trunc(c->args[0].n));
}

static enum err fn_floor(struct expr_call *c)
{
    return give(c, floor(c->args[0].n));
}

static enum err fn_ceiling(struct expr_call *c)
{
    return give(c, ceil(c->args[0].n));
}

static enum err fn_abs(struct expr_call *c)
{
    return give(c, fabs(c->args[0].n));
}

/* Half goes up, also below zero. A text may have a decimal comma here, and only here. */
static enum err fn_round(struct expr_call *c)
{
    struct expr_value *v = &c->args[0];
    double n = expr_number(c->run->env, v), places = c->n > 1 ? trunc(c->args[1].n) : 0, unit;
    ptrdiff_t comma = v->type == EXPR_STRING ? str_find(v->s, STR(","), 0) : -1;

    if (comma >= 0) {
        struct str s = str_dup(c->run->arena, v->s);

        ((char *)s.p)[comma] = '.';
        n = expr_number_parse(c->run->arena, s);
    }
    if (isnan(n) || isnan(places))
        return give(c, NAN);
    if (fabs(places) > 300 || isinf(n))
        return give(c, places < 0 ? 0 : n);
    unit = 1;
    for (int i = 0; i < (int)fabs(places); i++)
        unit *= 10;
    if (places < 0)
        return give(c, floor(n / unit + 0.5) * unit);
    if (fabs(n * unit) >= 0x1p52)
        return give(c, n);
    return give(c, floor(n * unit + 0.5) / unit);
}

static enum err fn_pow(struct expr_call *c)
{
    return give(c, maths_pow(c->args[0].n, c->args[1].n));
}

static enum err fn_log(struct expr_call *c)
{
    return give(c, maths_log(c->args[0].n));
}

static enum err fn_log10(struct expr_call *c)
{
    return give(c, maths_log10(c->args[0].n));
}

static enum err fn_exp(struct expr_call *c)
{
    return give(c, maths_exp(c->args[0].n));
}

static enum err fn_exp10(struct expr_call *c)
{
    return give(c, maths_pow(10, c->args[0].n));
}

static enum err fn_sqrt(struct expr_call *c)
{
    return give(c, sqrt(c->args[0].n));
}

static enum err fn_sin(struct expr_call *c)
{
    return give(c, maths_sin(c->args[0].n));
}

static enum err fn_cos(struct expr_call *c)
{
    return give(c, maths_cos(c->args[0].n));
}

static enum err fn_tan(struct expr_call *c)
{
    return give(c, maths_tan(c->args[0].n));
}

static enum err fn_asin(struct expr_call *c)
{
    return give(c, maths_asin(c->args[0].n));
}

static enum err fn_acos(struct expr_call *c)
{
    return give(c, maths_acos(c->args[0].n));
}

static enum err fn_atan(struct expr_call *c)
{
    return give(c, maths_atan(c->args[0].n));
}

static enum err fn_atan2(struct expr_call *c)
{
    return give(c, maths_atan2(c->args[0].n, c->args[1].n));
}

static enum err fn_pi(struct expr_call *c)
{
    return give(c, 3.141592653589793);
}

/* ---- of many numbers */

static double node_number(struct expr_call *c, const struct expr_node *node)
{
    struct expr_value v = expr_of_string(expr_node_text(c->run->env, node));

    return expr_number(c->run->env, &v);
}

static enum err fn_sum(struct expr_call *c)
{
    double sum = 0;

    for (size_t i = 0; i < c->args[0].nodes.n; i++)
        sum += node_number(c, c->args[0].nodes.items[i]);
    return give(c, sum);
}

struct extreme {
    double n;
    bool any, least;
};

static void meet(struct extreme *e, double n)
{
    if (!e->any || isnan(n) || (e->least ? n < e->n : n > e->n))
        e->n = e->any && isnan(e->n) ? e->n : n;
    e->any = true;
}

/* Not a number when one of them is not, or when there is none. */
static enum err give_extreme(struct expr_call *c, bool least)
{
    struct extreme e = {.n = NAN, .least = least};

    for (size_t i = 0; i < c->n; i++) {
        const struct expr_value *v = &c->args[i];

        if (v->type != EXPR_NODES)
            meet(&e, expr_number(c->run->env, v));
        for (size_t k = 0; v->type == EXPR_NODES && k < v->nodes.n; k++)
            meet(&e, node_number(c, v->nodes.items[k]));
    }
    return give(c, e.n);
}

static enum err fn_min(struct expr_call *c)
{
    return give_extreme(c, true);
}

static enum err fn_max(struct expr_call *c)
{
    return give_extreme(c, false);
}

const struct expr_function expr_functions_number[] = {
    {"number", "n?", fn_number},  {"int", "n", fn_int},     {"floor", "n", fn_floor},
    {"ceiling", "n", fn_ceiling}, {"abs", "n", fn_abs},     {"round", "vn?", fn_round},
    {"pow", "nn", fn_pow},        {"log", "n", fn_log},     {"log10", "n", fn_log10},
    {"exp", "n", fn_exp},         {"exp10", "n", fn_exp10}, {"sqrt", "n", fn_sqrt},
    {"sin", "n", fn_sin},         {"cos", "n", fn_cos},     {"tan", "n", fn_tan},
    {"asin", "n", fn_asin},       {"acos", "n", fn_acos},   {"atan", "n", fn_atan},
    {"atan2", "nn", fn_atan2},    {"pi", "", fn_pi},        {"sum", "N", fn_sum},
    {"min", "v*", fn_min},        {"max", "v*", fn_max},    {NULL, NULL, NULL},
};
