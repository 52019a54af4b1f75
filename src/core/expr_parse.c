/* core/expr_parse.c: the grammar of XPath 1.0, by recursive descent, into the tree of
 * expr_internal.h. Functions are looked up here, so that a misspelt one is found before any form is
 * filled in. */
#include "core/expr_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

struct parser {
    struct arena *arena;
    const struct expr_token *t; /* the next token */
    struct expr_fault *fault;
    int nesting;
    bool all; /* references mean all of that name: within indexed-repeat() */
};

static enum err parse_binary(struct parser *p, int level, struct expr **ret);

static enum err fault_at(struct parser *p, const char *why, const struct expr_token *t)
{
    *p->fault = (struct expr_fault){why, t->text, t->at};
    return E_INVALID;
}

static enum err unexpected(struct parser *p)
{
    if (p->t->kind == TOKEN_END)
        return fault_at(p, "ends too early", p->t);
    return fault_at(p, "cannot stand here", p->t);
}

static bool at_sign(const struct parser *p, char sign)
{
    return p->t->kind == TOKEN_SIGN && p->t->sign == sign;
}

static bool take_sign(struct parser *p, char sign)
{
    if (!at_sign(p, sign))
        return false;
    p->t++;
    return true;
}

/* A new part of the tree. Its depth is known once its children are: see deepen(). */
static struct expr *make(struct parser *p, enum expr_op op)
{
    struct expr *e = ARENA_NEW(p->arena, struct expr);

    e->op = op;
    e->at = p->t->at;
    e->depth = 1;
    return e;
}

static enum err deepen(struct parser *p, struct expr *e, const struct expr *child)
{
    if (child->depth + 1 > e->depth)
        e->depth = child->depth + 1;
    if (e->depth <= EXPR_DEPTH_MAX)
        return OK;
    *p->fault = (struct expr_fault){"nests too deep", STR_NONE, e->at};
    return E_LIMIT;
}

static enum err parse_any(struct parser *p, struct expr **ret)
{
    enum err e;

    if (p->nesting >= EXPR_DEPTH_MAX / 2) {
        *p->fault = (struct expr_fault){"nests too deep", STR_NONE, p->t->at};
        return E_LIMIT;
    }
    p->nesting++;
    e = parse_binary(p, 0, ret);
    p->nesting--;
    return e;
}

static enum err parse_predicates(struct parser *p, struct expr *owner, struct expr_list *list)
{
    while (take_sign(p, '[')) {
        struct expr *predicate;

        TRY(parse_any(p, &predicate));
        TRY(deepen(p, owner, predicate));
        if (!take_sign(p, ']'))
            return unexpected(p);
        LIST_ADD(p->arena, list, predicate);
    }
    return OK;
}

static bool axis_find(struct str name, enum expr_axis *ret)
{
    static const char *const names[] = {
        [AXIS_ANCESTOR] = "ancestor",
        [AXIS_ANCESTOR_OR_SELF] = "ancestor-or-self",
        [AXIS_ATTRIBUTE] = "attribute",
        [AXIS_CHILD] = "child",
        [AXIS_DESCENDANT] = "descendant",
        [AXIS_DESCENDANT_OR_SELF] = "descendant-or-self",
        [AXIS_FOLLOWING] = "following",
        [AXIS_FOLLOWING_SIBLING] = "following-sibling",
        [AXIS_NAMESPACE] = "namespace",
        [AXIS_PARENT] = "parent",
        [AXIS_PRECEDING] = "preceding",
        [AXIS_PRECEDING_SIBLING] = "preceding-sibling",
        [AXIS_SELF] = "self",
    };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (str_eq(name, str_c(names[i]))) {
            *ret = (enum expr_axis)i;
            return true;
        }
    return false;
}

static bool node_type_find(struct str name, enum expr_test *ret)
{
    static const struct {
        const char *name;
        enum expr_test test;
    } all[] = {{"node", TEST_NODE},
               {"text", TEST_TEXT},
               {"comment", TEST_COMMENT},
               {"processing-instruction", TEST_INSTRUCTION}};

    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (str_eq(name, str_c(all[i].name))) {
            *ret = all[i].test;
            return true;
        }
    return false;
}

bool expr_is_function(struct str name)
{
    enum expr_test test;

    return expr_function_find(name) || node_type_find(name, &test);
}

static bool at_node_type(const struct parser *p)
{
    enum expr_test test;

    return p->t->kind == TOKEN_NAME && node_type_find(p->t->text, &test) &&
           p->t[1].kind == TOKEN_SIGN && p->t[1].sign == '(';
}

static enum err parse_node_type(struct parser *p, struct expr_step *step)
{
    (void)node_type_find(p->t->text, &step->test);
    p->t += 2;
    if (step->test == TEST_INSTRUCTION && p->t->kind == TOKEN_LITERAL)
        step->name = (p->t++)->text;
    return take_sign(p, ')') ? OK : unexpected(p);
}

static enum err parse_node_test(struct parser *p, struct expr_step *step)
{
    struct str text = p->t->text;
    ptrdiff_t colon;

    if (p->t->kind != TOKEN_NAME)
        return unexpected(p);
    if (at_node_type(p))
        return parse_node_type(p, step);
    p->t++;
    if (str_eq(text, STR("*"))) {
        step->test = TEST_ANY;
        return OK;
    }
    colon = str_find(text, STR(":"), 0);
    if (colon >= 0) {
        step->prefix = str_slice(text, 0, (size_t)colon);
        text = str_from(text, (size_t)colon + 1);
    }
    step->test = str_eq(text, STR("*")) ? TEST_PREFIX : TEST_NAME;
    step->name = text;
    return OK;
}

static enum err parse_step(struct parser *p, struct expr *path)
{
    struct expr_step step = {.axis = AXIS_CHILD, .test = TEST_NODE};

    if (take_sign(p, '.')) {
        step.axis = AXIS_SELF;
    } else if (take_sign(p, 'u')) {
        step.axis = AXIS_PARENT;
    } else {
        if (take_sign(p, '@')) {
            step.axis = AXIS_ATTRIBUTE;
        } else if (p->t->kind == TOKEN_NAME && p->t[1].kind == TOKEN_SIGN && p->t[1].sign == ':') {
            if (!axis_find(p->t->text, &step.axis))
                return fault_at(p, "is not an axis", p->t);
            p->t += 2;
        }
        TRY(parse_node_test(p, &step));
        TRY(parse_predicates(p, path, &step.predicates));
    }
    LIST_ADD(p->arena, &path->steps, step);
    return OK;
}

static bool starts_step(const struct parser *p)
{
    return p->t->kind == TOKEN_NAME || at_sign(p, '.') || at_sign(p, 'u') || at_sign(p, '@');
}

static void any_below(struct parser *p, struct expr *path)
{
    LIST_ADD(p->arena, &path->steps,
             ((struct expr_step){.axis = AXIS_DESCENDANT_OR_SELF, .test = TEST_NODE}));
}

/* The steps that are left: "a/b//c". */
static enum err parse_steps(struct parser *p, struct expr *path)
{
    for (;;) {
        TRY(parse_step(p, path));
        if (take_sign(p, '2'))
            any_below(p, path);
        else if (!take_sign(p, '/'))
            return OK;
    }
}

static enum err parse_location(struct parser *p, struct expr **ret)
{
    struct expr *path = make(p, OP_PATH);

    *ret = path;
    if (take_sign(p, '2')) {
        path->absolute = true;
        any_below(p, path);
    } else if (take_sign(p, '/')) {
        path->absolute = true;
        if (!starts_step(p))
            return OK;
    }
    return parse_steps(p, path);
}

static enum err parse_args(struct parser *p, struct expr *call)
{
    if (take_sign(p, ')'))
        return OK;
    do {
        struct expr *arg;

        TRY(parse_any(p, &arg));
        TRY(deepen(p, call, arg));
        LIST_ADD(p->arena, &call->args, arg);
    } while (take_sign(p, ','));
    return take_sign(p, ')') ? OK : unexpected(p);
}

static enum err parse_call(struct parser *p, struct expr **ret)
{
    const struct expr_token *name = p->t;
    struct expr *call = make(p, OP_CALL);
    bool all = p->all;

    call->text = name->text;
    call->function = expr_function_find(name->text);
    if (!call->function) {
        enum err e = fault_at(p, "is not a function we know", name);

        p->fault->is_unknown_function = true;
        return e;
    }
    p->t += 2;
    p->all = all || str_eq(name->text, STR("indexed-repeat"));
    TRY(parse_args(p, call));
    p->all = all;
    if (!expr_function_takes(call->function, call->args.n))
        return fault_at(p, "is not called with so many arguments", name);
    *ret = call;
    return OK;
}

static enum err parse_leaf(struct parser *p, struct expr **ret)
{
    struct expr *e;

    switch (p->t->kind) {
    case TOKEN_NUMBER:
        e = make(p, OP_NUMBER);
        e->number = expr_number_parse(p->arena, p->t->text);
        break;
    case TOKEN_LITERAL:
        e = make(p, OP_LITERAL);
        e->text = p->t->text;
        break;
    default:
        e = make(p, OP_REFERENCE);
        e->text = p->t->text;
        e->all = p->all;
        break;
    }
    p->t++;
    *ret = e;
    return OK;
}

static bool at_call(const struct parser *p)
{
    return p->t->kind == TOKEN_NAME && p->t[1].kind == TOKEN_SIGN && p->t[1].sign == '(' &&
           !at_node_type(p);
}

/* What is no location path: a leaf, a call, something in brackets. *found is false when it is one.
 */
static enum err parse_primary(struct parser *p, struct expr **ret, bool *found)
{
    *found = true;
    if (p->t->kind == TOKEN_NUMBER || p->t->kind == TOKEN_LITERAL || p->t->kind == TOKEN_REFERENCE)
        return parse_leaf(p, ret);
    if (at_call(p))
        return parse_call(p, ret);
    *found = at_sign(p, '(');
    if (!*found)
        return OK;
    p->t++;
    TRY(parse_any(p, ret));
    return take_sign(p, ')') ? OK : unexpected(p);
}

/* A primary expression with what may follow it: predicates and steps. */
static enum err parse_path(struct parser *p, struct expr **ret)
{
    struct expr *path;
    bool found;

    TRY(parse_primary(p, ret, &found));
    if (!found) {
        if (!starts_step(p) && !at_sign(p, '/') && !at_sign(p, '2'))
            return unexpected(p);
        return parse_location(p, ret);
    }
    if (!at_sign(p, '[') && !at_sign(p, '/') && !at_sign(p, '2'))
        return OK;
    path = make(p, OP_PATH);
    path->left = *ret;
    TRY(deepen(p, path, *ret));
    *ret = path;
    TRY(parse_predicates(p, path, &path->predicates));
    if (take_sign(p, '2'))
        any_below(p, path);
    else if (!take_sign(p, '/'))
        return OK;
    return parse_steps(p, path);
}

/* Operators of one kind, from left to right: e is their node, right its second operand. */
static enum err join(struct parser *p, struct expr *e, struct expr **left, struct expr *right)
{
    e->left = *left;
    e->right = right;
    *left = e;
    TRY(deepen(p, e, e->left));
    return deepen(p, e, right);
}

static enum err parse_union(struct parser *p, struct expr **ret)
{
    TRY(parse_path(p, ret));
    while (p->t->kind == TOKEN_OPERATOR && p->t->op == OP_UNION) {
        struct expr *e = make(p, OP_UNION), *right;

        p->t++;
        TRY(parse_path(p, &right));
        TRY(join(p, e, ret, right));
    }
    return OK;
}

/* Any number of minuses; two of them still make a number of what follows. */
static enum err parse_unary(struct parser *p, struct expr **ret)
{
    const struct expr_token *first = p->t;
    int minuses = 0;

    for (; p->t->kind == TOKEN_OPERATOR && p->t->op == OP_SUB; p->t++)
        minuses++;
    TRY(parse_union(p, ret));
    if (minuses > 2)
        minuses = minuses % 2 ? 1 : 2;
    for (; minuses > 0; minuses--) {
        struct expr *e = make(p, OP_NEGATE);

        e->at = first->at;
        e->left = *ret;
        *ret = e;
        TRY(deepen(p, e, e->left));
    }
    return OK;
}

/* How close an operator binds. */
static int level_of(enum expr_op op)
{
    static const int levels[] = {
        [OP_OR] = 0,  [OP_AND] = 1, [OP_EQ] = 2,  [OP_NE] = 2,  [OP_LT] = 3,
        [OP_LE] = 3,  [OP_GT] = 3,  [OP_GE] = 3,  [OP_ADD] = 4, [OP_SUB] = 4,
        [OP_MUL] = 5, [OP_DIV] = 5, [OP_MOD] = 5,
    };

    return levels[op];
}

/* Operators of that level and closer. */
static enum err parse_binary(struct parser *p, int level, struct expr **ret)
{
    TRY(parse_unary(p, ret));
    while (p->t->kind == TOKEN_OPERATOR && level_of(p->t->op) >= level) {
        struct expr *e = make(p, p->t->op), *right;
        int next = level_of(e->op) + 1;

        p->t++;
        if (next > 5)
            TRY(parse_unary(p, &right));
        else
            TRY(parse_binary(p, next, &right));
        TRY(join(p, e, ret, right));
    }
    return OK;
}

enum err expr_parse(struct arena *a, struct str text, struct expr **ret, struct expr_fault *fault)
{
    struct expr_tokens tokens = {0};
    struct parser p = {.arena = a, .fault = fault};

    if (text.n > EXPR_TEXT_MAX) {
        *fault = (struct expr_fault){"is too long for an expression", STR_NONE, 0};
        return E_LIMIT;
    }
    if (!utf8_is_valid(text)) {
        *fault = (struct expr_fault){"is not UTF-8", STR_NONE, 0};
        return E_INVALID;
    }
    TRY(expr_lex(a, str_dup(a, text), &tokens, fault));
    p.t = tokens.items;
    TRY(parse_any(&p, ret));
    return p.t->kind == TOKEN_END ? OK : unexpected(&p);
}
