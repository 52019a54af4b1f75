/* core/form_test_support.h: what tests of forms with logic share: a form that is open, its
 * questions by their paths. */
#ifndef CORE_FORM_TEST_SUPPORT_H
#define CORE_FORM_TEST_SUPPORT_H

#include "base/test.h"
#include "core/form_model.h"

struct filled {
    struct test *t;
    struct form_model *model;
    struct form_fill *fill;
    struct arena *scratch;
    struct str problems;
    enum err e; /* of reading and opening it */
};

/** For arena_on_reset(). */
static inline void filled_close(void *arg)
{
    arena_free(arg);
}

/** Opens f->model, if reading it came to OK. */
static inline void filled_open(struct filled *f)
{
    struct expr_env env = {.arena = arena_new((size_t)64 << 20), .now = {1795426800000000}};

    f->scratch = env.arena;
    arena_on_reset(f->t->arena, filled_close, f->scratch);
    if (f->e == OK)
        f->e = form_fill_new(f->t->arena, f->model, &env, &f->fill, &f->problems);
    if (f->e == OK)
        f->e = form_fill_settle(f->fill, &f->problems);
}

/** The node at "/data/child[2]/age", or NULL. */
static inline struct expr_node *node_of(struct filled *f, const char *path)
{
    struct expr_env env = {.arena = f->t->arena,
                           .root = form_fill_root(f->fill),
                           .prefixes = f->model->prefixes,
                           .prefix_n = f->model->prefix_n};
    struct expr_value value = {0};
    struct expr *expr;

    if (expr_parse(f->t->arena, str_c(path), &expr, &env.fault) != OK ||
        expr_eval(&env, expr, env.root, &value) != OK || value.nodes.n != 1)
        return NULL;
    return value.nodes.items[0];
}

/** What holds there; of no node nothing. */
static inline struct form_state *at(struct filled *f, const char *path)
{
    static struct form_state none;
    struct expr_node *node = node_of(f, path);

    return node ? node->owner : &none;
}

/** Answers the question. Errors: as form_fill_set(). */
static inline enum err set(struct filled *f, const char *path, const char *value)
{
    return form_fill_set(f->fill, node_of(f, path), str_c(value), &f->problems);
}

#endif
