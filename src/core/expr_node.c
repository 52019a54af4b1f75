/* core/expr_node.c: the tree that expressions walk over. It is made by whoever has a form or a
 * document; here nodes are hung in and out, numbered, and named by their path. */
#include "core/expr_internal.h"

#include <string.h>

#include "base/buf.h"

/* The list of the parent that a kind of node belongs to. */
static struct expr_node **list_of(struct expr_node *parent, enum expr_node_kind kind)
{
    if (kind == EXPR_ATTRIBUTE)
        return &parent->attrs;
    return kind == EXPR_NAMESPACE ? &parent->declared : NULL;
}

struct expr_node *expr_node_add(struct arena *a, struct expr_node *parent, enum expr_node_kind kind,
                                struct str name)
{
    struct expr_node *node = ARENA_NEW(a, struct expr_node), **list;

    node->kind = kind;
    node->name = name;
    if (!parent)
        return node;
    list = list_of(parent, kind);
    if (!list) {
        expr_node_insert(parent, parent->last, node);
        return node;
    }
    node->parent = parent;
    while (*list)
        list = &(*list)->next;
    *list = node;
    return node;
}

void expr_node_insert(struct expr_node *parent, struct expr_node *after, struct expr_node *node)
{
    node->parent = parent;
    node->prev = after;
    node->next = after ? after->next : parent->first;
    if (node->prev)
        node->prev->next = node;
    else
        parent->first = node;
    if (node->next)
        node->next->prev = node;
    else
        parent->last = node;
}

void expr_node_remove(struct expr_node *node)
{
    struct expr_node *parent = node->parent;

    if (node->prev)
        node->prev->next = node->next;
    else
        parent->first = node->next;
    if (node->next)
        node->next->prev = node->prev;
    else
        parent->last = node->prev;
    node->parent = node->prev = node->next = NULL;
}

struct expr_node *expr_node_next(const struct expr_node *node, const struct expr_node *root)
{
    if (node->first)
        return node->first;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

uint32_t expr_node_number(struct expr_node *root, uint32_t from)
{
    for (struct expr_node *node = root; node; node = expr_node_next(node, root)) {
        node->order = from++;
        for (struct expr_node *n = node->declared; n; n = n->next)
            n->order = from++;
        for (struct expr_node *n = node->attrs; n; n = n->next)
            n->order = from++;
    }
    return from;
}

struct str expr_node_text(struct expr_env *env, const struct expr_node *node)
{
    struct buf out;

    if (!node->first)
        return node->text;
    buf_init(&out, env->arena, EXPR_WORK_MAX);
    for (const struct expr_node *n = node; n && env->work >= 0; n = expr_node_next(n, node)) {
        env->work -= 1 + (int64_t)n->text.n;
        if (n->kind == EXPR_ELEMENT || n->kind == EXPR_TEXT)
            buf_put(&out, n->text);
    }
    return env->work < 0 ? STR_NONE : buf_str(&out);
}

static const char *const type_names[] = {
    [EXPR_DOCUMENT] = "",
    [EXPR_ELEMENT] = "*",
    [EXPR_ATTRIBUTE] = "@",
    [EXPR_TEXT] = "text()",
    [EXPR_COMMENT] = "comment()",
    [EXPR_INSTRUCTION] = "processing-instruction()",
    [EXPR_NAMESPACE] = "namespace::",
};

static void put_step(struct buf *out, const struct expr_node *node)
{
    int position = 1;

    buf_printf(out, "/%s", type_names[node->kind]);
    if (node->kind == EXPR_ATTRIBUTE || node->kind == EXPR_NAMESPACE) {
        if (str_given(node->prefix))
            buf_printf(out, "%.*s:", STR_ARG(node->prefix));
        buf_put(out, node->name);
        return;
    }
    for (const struct expr_node *n = node->prev; n; n = n->prev)
        position += n->kind == node->kind;
    buf_printf(out, "[%d]", position);
}

struct str expr_node_path(struct arena *a, const struct expr_node *node)
{
    const struct expr_node *up[EXPR_DEPTH_MAX];
    int n = 0;
    struct buf out;

    buf_init(&out, a, 1 << 16);
    for (; node && node->kind != EXPR_DOCUMENT && n < EXPR_DEPTH_MAX; node = node->parent)
        up[n++] = node;
    if (n == 0)
        return STR("/");
    while (n > 0)
        put_step(&out, up[--n]);
    return buf_str(&out);
}
