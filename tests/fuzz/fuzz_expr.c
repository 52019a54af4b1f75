/* tests/fuzz/fuzz_expr.c: any bytes as an expression, and expressions put together from pieces,
 * over a small tree: nothing is read outside, work and memory stay in bounds, and a value has a
 * text. */
#include "base/utf8.h"
#include "core/expr.h"
#include "expr_pieces.h"
#include "must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct expr_node *leaf(struct arena *a, struct expr_node *parent, const char *name,
                              const char *text)
{
    struct expr_node *node = expr_node_add(a, parent, EXPR_ELEMENT, str_c(name));

    node->text = str_c(text);
    return node;
}

static struct expr_node *tree(struct arena *a)
{
    struct expr_node *doc = expr_node_add(a, NULL, EXPR_DOCUMENT, STR_NONE);
    struct expr_node *root = leaf(a, doc, "d", "");

    leaf(a, root, "a", "7");
    leaf(a, root, "b", "x yy z");
    leaf(a, root, "c", "2026-11-20");
    for (int i = 0; i < 4; i++) {
        struct expr_node *repeat = leaf(a, root, "r", "");

        leaf(a, repeat, "n", i % 2 ? "3" : "1 1;2 2;1 2");
        expr_node_add(a, repeat, EXPR_ATTRIBUTE, STR("id"))->text = STR("k");
        expr_node_add(a, repeat, EXPR_TEXT, STR_NONE)->text = STR("día");
    }
    expr_node_number(doc, 1);
    return doc;
}

static bool reference(const struct expr_env *env, struct str name, struct expr_node *at, bool all,
                      struct expr_nodes *ret)
{
    if (!str_eq(name, STR("a")) || !at)
        return false;
    LIST_ADD(env->arena, ret, all ? env->root->first : at);
    return true;
}

static void run(struct arena *a, struct str bytes, bool assembled)
{
    struct str text = assembled ? fuzz_pieces(a, bytes) : bytes;
    struct expr_env env = {.arena = a,
                           .root = tree(a),
                           .now = {1795426800000000},
                           .offset_s = -25200,
                           .work_max = EXPR_WORK_MAX / 10,
                           .reference = reference};
    struct expr_fault fault = {0};
    struct expr_value value = {0};
    struct expr *expr;

    if (expr_parse(a, text, &expr, &fault) != OK) {
        MUST(fault.why && fault.at <= text.n);
        return;
    }
    if (expr_eval(&env, expr, env.root->first->first, &value) != OK) {
        MUST(env.fault.why);
        return;
    }
    for (size_t i = 1; value.type == EXPR_NODES && i < value.nodes.n; i++)
        MUST(value.nodes.items[i]);
    MUST(utf8_is_valid(expr_string(&env, &value)));
    (void)expr_number(&env, &value);
    (void)expr_boolean(&env, &value);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_pieces_run(data, size, (size_t)64 << 20, run);
}
