/* core/expr_fn.c: finds functions, and evaluates their arguments as the signature asks. */
#include <string.h>

#include "core/expr_internal.h"

static const struct expr_function *const tables[] = {expr_functions_set,    expr_functions_string,
                                                     expr_functions_number, expr_functions_date,
                                                     expr_functions_form,   expr_functions_geo};

const struct expr_function *expr_function_find(struct str name)
{
    for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++)
        for (const struct expr_function *f = tables[t]; f->name; f++)
            if (str_eq(name, str_c(f->name)))
                return f;
    return NULL;
}

bool expr_function_takes(const struct expr_function *f, size_t n)
{
    size_t least = 0, most = 0;

    for (const char *p = f->signature; *p; p++) {
        if (*p == '*')
            return n >= least - 1;
        if (*p == '?') {
            least--;
        } else {
            least++;
            most++;
        }
    }
    return n >= least && n <= most;
}

/* The letter of the i-th argument; one that is repeated goes on. */
static char letter_of(const struct expr_function *f, size_t i)
{
    char letter = 'v';

    for (const char *p = f->signature; *p; p++) {
        if (*p == '?' || *p == '*')
            continue;
        letter = *p;
        if (i-- == 0)
            break;
    }
    return letter;
}

static enum err convert(struct expr_call *c, char letter, struct expr_value *value)
{
    struct expr_run *run = c->run;

    switch (letter) {
    case 's':
        *value = expr_of_string(expr_string(run->env, value));
        return expr_spend(run, value->s.n);
    case 'n':
        *value = expr_of_number(expr_number(run->env, value));
        return expr_spend(run, 0);
    case 'b':
        *value = expr_of_boolean(expr_boolean(run->env, value));
        return OK;
    case 'N':
        if (value->type != EXPR_NODES)
            return expr_fail(run, "is a function of nodes and is given something else",
                             str_c(c->expr->function->name));
        return OK;
    default:
        return OK;
    }
}

enum err expr_function_call(struct expr_run *run, const struct expr *expr,
                            const struct expr_place *place, struct expr_value *ret)
{
    const struct expr_function *f = expr->function;
    struct expr_call c = {.run = run, .place = place, .expr = expr, .n = expr->args.n, .ret = ret};

    c.args = ARENA_ARRAY(run->arena, struct expr_value, c.n);
    TRY(expr_spend(run, c.n));
    for (size_t i = 0; i < c.n; i++) {
        char letter = letter_of(f, i);

        if (letter == 'e')
            continue;
        TRY(expr_run_any(run, expr->args.items[i], place, &c.args[i]));
        TRY(convert(&c, letter, &c.args[i]));
    }
    return f->call(&c);
}
