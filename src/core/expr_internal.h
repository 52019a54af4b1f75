/* core/expr_internal.h: the parsed tree and what the expr_*.c files share; nobody else includes it.
 */
#ifndef CORE_EXPR_INTERNAL_H
#define CORE_EXPR_INTERNAL_H

#include "core/expr.h"

/** What one node of the tree does. The binary operators come first, in no order that matters. */
enum expr_op {
    OP_OR,
    OP_AND,
    OP_EQ,
    OP_NE,
    OP_LT,
    OP_LE,
    OP_GT,
    OP_GE,
    OP_ADD,
    OP_SUB,
    OP_MUL,
    OP_DIV,
    OP_MOD,
    OP_UNION,
    OP_NEGATE,
    OP_NUMBER,
    OP_LITERAL,
    OP_REFERENCE, /* ${name} */
    OP_CALL,
    OP_PATH
};

enum expr_axis {
    AXIS_ANCESTOR,
    AXIS_ANCESTOR_OR_SELF,
    AXIS_ATTRIBUTE,
    AXIS_CHILD,
    AXIS_DESCENDANT,
    AXIS_DESCENDANT_OR_SELF,
    AXIS_FOLLOWING,
    AXIS_FOLLOWING_SIBLING,
    AXIS_NAMESPACE,
    AXIS_PARENT,
    AXIS_PRECEDING,
    AXIS_PRECEDING_SIBLING,
    AXIS_SELF
};

enum expr_test {
    TEST_NAME,   /* a name, with a prefix or without */
    TEST_ANY,    /* "*" */
    TEST_PREFIX, /* "p:*" */
    TEST_NODE,
    TEST_TEXT,
    TEST_COMMENT,
    TEST_INSTRUCTION /* of that name, or of any when it is empty */
};

LIST_TYPE(expr_list, struct expr *);

struct expr_step {
    enum expr_axis axis;
    enum expr_test test;
    struct str prefix, name;
    struct expr_list predicates;
};
LIST_TYPE(expr_steps, struct expr_step);

struct expr {
    enum expr_op op;
    int depth;
    size_t at;                 /* where it stands in the text */
    struct expr *left, *right; /* of operators; left also of OP_NEGATE */
    double number;             /* OP_NUMBER */
    struct str text;           /* OP_LITERAL, OP_REFERENCE */
    bool all;                  /* OP_REFERENCE: all of that name, wherever we stand */
    const struct expr_function *function;
    struct expr_list args;       /* OP_CALL */
    bool absolute;               /* OP_PATH: from the root; else from `left`, or from here */
    struct expr_list predicates; /* OP_PATH: on `left`, before the steps */
    struct expr_steps steps;
};

enum expr_token_kind {
    TOKEN_END,
    TOKEN_OPERATOR, /* op says which; "*" and "|" among them */
    TOKEN_NUMBER,
    TOKEN_LITERAL,
    TOKEN_NAME,      /* text with its prefix: "jr:itext", "p:*", "*" */
    TOKEN_REFERENCE, /* ${text} */
    TOKEN_SIGN       /* ( ) [ ] , @ / . : "//" is '2', ".." is 'u', "::" is ':' */
};

struct expr_token {
    enum expr_token_kind kind;
    enum expr_op op;
    char sign;
    struct str text;
    size_t at;
};
LIST_TYPE(expr_tokens, struct expr_token);

/** Cuts the text into tokens; the last is TOKEN_END. Errors: E_INVALID. */
enum err expr_lex(struct arena *a, struct str text, struct expr_tokens *ret,
                  struct expr_fault *fault) MUST_CHECK;

/* ---- evaluation */

/** One evaluation: what is the same for all of the expression. */
struct expr_run {
    struct expr_env *env;
    struct arena *arena;
    struct expr_node *current; /* of current() */
};
/** Where in it: the context of XPath. */
struct expr_place {
    struct expr_node *node; /* may be NULL */
    size_t position, size;
};
/** A call: the function finds its arguments evaluated as its signature asks. */
struct expr_call {
    struct expr_run *run;
    const struct expr_place *place;
    const struct expr *expr;
    struct expr_value *args;
    size_t n;
    struct expr_value *ret;
};

/**
 * A function of the language. The signature has a letter an argument: s string, n number,
 * b boolean, N nodes, v as it is, e not evaluated; "?" makes the one before it optional, "*" lets
 * it be repeated from none to many times.
 */
struct expr_function {
    const char *name, *signature;
    enum err (*call)(struct expr_call *c);
};
/** Tables, each ends with {NULL}. */
extern const struct expr_function expr_functions_set[], expr_functions_string[],
    expr_functions_number[], expr_functions_date[], expr_functions_form[], expr_functions_geo[];
/** The function of that name, or NULL. */
const struct expr_function *expr_function_find(struct str name);
/** True when the signature takes so many arguments. */
bool expr_function_takes(const struct expr_function *f, size_t n);
/** Evaluates the arguments and calls. Errors: E_INVALID, E_LIMIT. */
enum err expr_function_call(struct expr_run *run, const struct expr *expr,
                            const struct expr_place *place, struct expr_value *ret) MUST_CHECK;

/** Any part of the tree. Errors: E_INVALID, E_LIMIT. */
enum err expr_run_any(struct expr_run *run, const struct expr *expr, const struct expr_place *place,
                      struct expr_value *ret) MUST_CHECK;
/** A location path or a filtered expression. Errors: E_INVALID, E_LIMIT. */
enum err expr_run_path(struct expr_run *run, const struct expr *expr,
                       const struct expr_place *place, struct expr_value *ret) MUST_CHECK;
/** One step of a path from all nodes. Errors: E_INVALID, E_LIMIT. */
enum err expr_run_step(struct expr_run *run, const struct expr_step *step,
                       struct expr_nodes *nodes) MUST_CHECK;
/** Takes so much from what may be done. Errors: E_LIMIT. */
enum err expr_spend(struct expr_run *run, size_t work) MUST_CHECK;
/** Notes why. Always returns E_INVALID. */
enum err expr_fail(struct expr_run *run, const char *why, struct str about);

#define EXPR_XML_ADDRESS STR("http://www.w3.org/XML/1998/namespace") /* of the prefix xml */
/** The next in document order, or NULL after the last below root. */
struct expr_node *expr_node_next(const struct expr_node *node, const struct expr_node *root);
/** Makes document order and drops what is there twice. */
void expr_nodes_sort(struct arena *a, struct expr_nodes *nodes);
/** The comparison of two values as = != < <= > >= have it. */
bool expr_compare(const struct expr_run *run, enum expr_op op, const struct expr_value *x,
                  const struct expr_value *y);

/** Values of one type each. */
struct expr_value expr_of_string(struct str s);
struct expr_value expr_of_number(double n);
struct expr_value expr_of_boolean(bool b);
struct expr_value expr_of_nodes(struct expr_nodes nodes);
/** The number that a text is, dates not looked at; NaN when it is none. */
double expr_number_parse(struct arena *a, struct str s);

/* ---- dates */

/** Reads "2026-11-20", with or without "T09:40", ":30", ".5", "Z" or "+02:00"; local when there is
 * no zone. False when it is not that, or there is no such day. *whole: a date without a time. */
bool expr_date_parse(const struct expr_env *env, struct str s, int64_t *ms, bool *whole);
/** The day in the environment's zone, and the milliseconds since its midnight by the clock. */
void expr_date_split(const struct expr_env *env, int64_t ms, struct date *day, int64_t *clock_ms);
/** Local midnight. */
int64_t expr_date_start(const struct expr_env *env, struct date day);
/** "2026-11-20", or "2026-11-20T09:40:00.000+02:00". */
struct str expr_date_text(const struct expr_env *env, const struct expr_value *date);

#endif
