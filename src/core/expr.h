/* core/expr.h: the expressions of forms: XPath 1.0 as ODK XForms has it. An expression is parsed
 * once into a typed tree and evaluated over nodes: a form that is filled in, or a document.
 *
 * Nothing is allocated outside the arenas that are passed in; depth, length and work are limited,
 * so that an expression from anywhere may be tried. No clock and no randomness but the
 * environment's. */
#ifndef CORE_EXPR_H
#define CORE_EXPR_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/list.h"
#include "base/str.h"

struct expr; /* a parsed expression */
struct locale;

#define EXPR_TEXT_MAX 20000   /* bytes of an expression */
#define EXPR_DEPTH_MAX 200    /* levels of a parsed expression */
#define EXPR_WORK_MAX 1000000 /* nodes looked at and bytes made by one evaluation */

enum expr_node_kind {
    EXPR_DOCUMENT,
    EXPR_ELEMENT,
    EXPR_ATTRIBUTE,
    EXPR_TEXT,
    EXPR_COMMENT,
    EXPR_INSTRUCTION, /* a processing instruction */
    EXPR_NAMESPACE
};

/** A node of what paths walk over. */
struct expr_node {
    enum expr_node_kind kind;
    struct str name;       /* without its prefix; the target of an instruction */
    struct str prefix, ns; /* as written; the namespace's address */
    struct str text;       /* of a leaf; an element of a form has its answer here */
    struct expr_node *parent, *first, *last, *next, *prev;
    struct expr_node *attrs;    /* linked by next; so are the namespaces that are declared here */
    struct expr_node *declared; /* (their name is the prefix, their text the address) */
    uint32_t order;             /* in the document, see expr_node_number() */
    void *owner;                /* whose it is, for the maker of the tree */
};
LIST_TYPE(expr_nodes, struct expr_node *);

/** A new node, last among the parent's children (attributes and namespaces: in their own list). */
struct expr_node *expr_node_add(struct arena *a, struct expr_node *parent, enum expr_node_kind kind,
                                struct str name);
/** Puts a node that hangs nowhere after `after`, or first when that is NULL. */
void expr_node_insert(struct expr_node *parent, struct expr_node *after, struct expr_node *node);
/** Takes the node, with all below it, out of its parent. */
void expr_node_remove(struct expr_node *node);
/** Gives the nodes below root their order, from `from` on; returns the number after the last. To be
 * called whenever nodes were added or moved. */
uint32_t expr_node_number(struct expr_node *root, uint32_t from);
/** Where it is, as the expression that finds it: "/" + "*[1]" a level, "@name", "text()[2]". */
struct str expr_node_path(struct arena *a, const struct expr_node *node);

enum expr_type {
    EXPR_NODES,
    EXPR_STRING,
    EXPR_NUMBER,
    EXPR_BOOLEAN,
    EXPR_DATE,    /* local midnight of a day */
    EXPR_DATETIME /* a moment */
};

/** What an expression gives. */
struct expr_value {
    enum expr_type type;
    bool b;
    double n;
    int64_t ms; /* dates: milliseconds since 1970-01-01 UTC */
    struct str s;
    struct expr_nodes nodes; /* in document order, none twice (but for randomize()) */
};

/** A prefix of name tests; the empty prefix is that of names without one. */
struct expr_prefix {
    struct str prefix, ns;
};

/** Why an expression cannot be parsed or evaluated. */
struct expr_fault {
    const char *why;          /* English, for who writes forms: "is not a function we know" */
    struct str about;         /* the piece it is about, or empty */
    size_t at;                /* byte of the expression; 0 for faults of evaluation */
    bool is_unknown_function; /* which about names */
};

/** All that an expression can see besides its tree. Zero what is not there. */
struct expr_env {
    struct arena *arena;    /* for results and all that leads to them */
    struct expr_node *root; /* where absolute paths begin */
    struct instant now;
    int offset_s; /* of the zone, seconds east of UTC; or, where it changes with the seasons: */
    int (*offset_at)(const struct expr_env *env, int64_t utc_s);
    const struct locale *locale; /* names of months and days; NULL: English */
    struct str lang;             /* language of jr:itext() */
    const struct expr_prefix *prefixes;
    size_t prefix_n;
    uint8_t seed[32]; /* of random() and uuid(); the n-th draw of a seed is always the same */
    uint32_t drawn;
    bool own; /* an absolute path without predicates leads through the repeat that we are in */
    /** The secondary instance of that id, or NULL. */
    struct expr_node *(*instance)(const struct expr_env *env, struct str id);
    /** The text of jr:itext() of that id; false: none. Zero: those of the document itself. */
    bool (*text)(const struct expr_env *env, struct str id, struct str *ret);
    /** The first row of an instance whose column has that text, or NULL; zero: all rows are looked
     * at. */
    struct expr_node *(*row)(const struct expr_env *env, struct expr_node *instance,
                             struct str column, struct str key);
    /** What ${name} means for the node; all: wherever it stands, as in indexed-repeat(). False when
     * there is no such name. */
    bool (*reference)(const struct expr_env *env, struct str name, struct expr_node *at, bool all,
                      struct expr_nodes *ret);
    /** The label of a choice of the question that a path or a name points to; false: none. */
    bool (*choice_label)(const struct expr_env *env, struct str question, struct str value,
                         struct str *ret);
    void *arg;        /* for these */
    int64_t work_max; /* for one evaluation; zero: EXPR_WORK_MAX, which is the most */
    int64_t work;     /* left of it */
    struct expr_fault fault;
};

/**
 * Parses an expression. Unknown functions and wrong numbers of arguments are refused here.
 *
 * Memory  in the arena, the text as well
 * Errors  E_INVALID  *fault says why and where; E_LIMIT  too long or too deep
 */
enum err expr_parse(struct arena *a, struct str text, struct expr **ret,
                    struct expr_fault *fault) MUST_CHECK;
/**
 * Evaluates for a node, which may be NULL: then nothing is relative to anything.
 *
 * Errors  E_INVALID  a wrong type, or no such thing: env->fault says why; E_LIMIT  too much work
 */
enum err expr_eval(struct expr_env *env, const struct expr *expr, struct expr_node *node,
                   struct expr_value *ret) MUST_CHECK;

/** What one evaluation may cost: env->work_max or, without it, EXPR_WORK_MAX. */
int64_t expr_work_max(const struct expr_env *env);
/** As string(), number() and boolean() have it. A date as a number is days since 1970 UTC. */
struct str expr_string(struct expr_env *env, const struct expr_value *value);
/** See expr_string(). */
double expr_number(struct expr_env *env, const struct expr_value *value);
/** See expr_string(). */
bool expr_boolean(struct expr_env *env, const struct expr_value *value);
/** The text of a node and of all below it; empty once the work is used up. */
struct str expr_node_text(struct expr_env *env, const struct expr_node *node);
/** A number as XPath writes it: without an exponent, in as few digits as read back the same. */
struct str expr_number_text(struct arena *a, double n);

/** As expr_eval() for a choice: current() and ${name} are those of the question that offers it.
 * Errors: E_INVALID, E_LIMIT. */
enum err expr_eval_for(struct expr_env *env, const struct expr *expr, struct expr_node *choice,
                       struct expr_node *question, struct expr_value *ret) MUST_CHECK;

/** Calls fn for each ${name}, and for each name in a path through the form: not for names within
 * other instances, and not for what a predicate reads of the nodes that it filters. */
void expr_each_name(const struct expr *expr, void (*fn)(void *arg, struct str name, bool reference),
                    void *arg);
/** What is told of an expression by expr_reach(). */
struct expr_reach {
    /** A node that a path may lead to; chosen: a predicate decides whether it does. */
    void (*node)(void *arg, struct expr_node *node, bool chosen);
    /** ${name}; all: as in indexed-repeat(). */
    void (*name)(void *arg, struct str name, bool all);
    /** A call whose first argument is a literal: instance('towns'). */
    void (*call)(void *arg, struct str function, struct str literal);
    void *arg;
};
/**
 * Tells what an expression of the node `at` may read in the tree, whatever the answers are; "."
 * alone is not told.
 *
 * Errors  E_INVALID  a prefix that stands for nothing; E_LIMIT  too much work: env->fault says why
 */
enum err expr_reach(struct expr_env *env, const struct expr *expr, struct expr_node *at,
                    const struct expr_reach *to) MUST_CHECK;
/** Is it a function of the language, or a test of nodes such as text()? */
bool expr_is_function(struct str name);
/** True when it calls that function: such an expression may change without a change in the form. */
bool expr_calls(const struct expr *expr, struct str function);

#endif
