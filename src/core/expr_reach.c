/* core/expr_reach.c: where the paths of an expression may lead in a tree, whatever is answered:
 * what a question has to wait for. Predicates are not applied, only looked into. */
#include "core/expr_internal.h"

struct walker {
    struct expr_run run;
    const struct expr_reach *to;
};

static enum err walk_any(struct walker *w, const struct expr *expr, struct expr_nodes here);

static enum err walk_list(struct walker *w, const struct expr_list *list, struct expr_nodes here)
{
    for (size_t i = 0; i < list->n; i++)
        TRY(walk_any(w, list->items[i], here));
    return OK;
}

/* Where the path begins: nowhere after a call that gives nodes of another tree. */
static enum err walk_start(struct walker *w, const struct expr *expr, struct expr_nodes *here)
{
    const struct expr *left = expr->left;
    struct expr_nodes start = {0};

    if (!left && !expr->absolute)
        return OK;
    if (expr->absolute)
        LIST_ADD(w->run.arena, &start, w->run.env->root);
    else if (left->op == OP_CALL && str_eq(left->text, STR("current")) && w->run.current)
        LIST_ADD(w->run.arena, &start, w->run.current);
    else
        TRY(walk_any(w, left, *here));
    if (left && left->op == OP_REFERENCE && w->run.env->reference)
        (void)w->run.env->reference(w->run.env, left->text, w->run.current, true, &start);
    *here = start;
    return OK;
}

/* "." alone reads what is answered now, which nothing has to be computed for. */
static bool is_self(const struct expr *expr)
{
    return expr->steps.n == 1 && expr->steps.items[0].axis == AXIS_SELF;
}

static enum err walk_path(struct walker *w, const struct expr *expr, struct expr_nodes here)
{
    bool chosen = expr->predicates.n > 0;

    TRY(walk_start(w, expr, &here));
    TRY(walk_list(w, &expr->predicates, here));
    for (size_t i = 0; i < expr->steps.n; i++) {
        struct expr_step bare = expr->steps.items[i];

        chosen = chosen || bare.predicates.n > 0;
        bare.predicates = (struct expr_list){0};
        TRY(expr_run_step(&w->run, &bare, &here));
        TRY(walk_list(w, &expr->steps.items[i].predicates, here));
    }
    for (size_t i = 0; i < here.n && !is_self(expr); i++)
        w->to->node(w->to->arg, here.items[i], chosen);
    return OK;
}

static enum err walk_any(struct walker *w, const struct expr *expr, struct expr_nodes here)
{
    if (!expr)
        return OK;
    if (expr->op == OP_PATH)
        return walk_path(w, expr, here);
    if (expr->op == OP_REFERENCE)
        w->to->name(w->to->arg, expr->text, expr->all);
    if (expr->op == OP_CALL && expr->args.n > 0 && expr->args.items[0]->op == OP_LITERAL)
        w->to->call(w->to->arg, expr->text, expr->args.items[0]->text);
    TRY(walk_any(w, expr->left, here));
    TRY(walk_any(w, expr->right, here));
    return walk_list(w, &expr->args, here);
}

enum err expr_reach(struct expr_env *env, const struct expr *expr, struct expr_node *at,
                    const struct expr_reach *to)
{
    struct walker w = {{.env = env, .arena = env->arena, .current = at}, to};
    struct expr_nodes here = {0};

    env->fault = (struct expr_fault){0};
    env->work = expr_work_max(env);
    LIST_ADD(env->arena, &here, at);
    return walk_any(&w, expr, here);
}
