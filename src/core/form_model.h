/* core/form_model.h: an XLSForm with its logic: what its rows say, compiled once; and a form that
 * is being filled in, where one answer computes again only what depends on it. */
#ifndef CORE_FORM_MODEL_H
#define CORE_FORM_MODEL_H

#include "base/map.h"
#include "core/codes.h"
#include "core/expr.h"
#include "core/form_file.h"

#define FORM_ITEM_MAX 5000   /* rows of a survey sheet */
#define FORM_NODE_MAX 20000  /* questions, groups and repeats of one form that is filled in */
#define FORM_REPEAT_MAX 1000 /* times that a repeat_count may ask for */

enum form_kind { FORM_GROUP, FORM_REPEAT, FORM_QUESTION };

LIST_TYPE(form_items, struct form_item *);

/** Choices that are nodes of an instance. */
struct form_itemset {
    struct expr *nodes;
    struct str instance;     /* its id; empty: the form itself */
    struct str value, label; /* names of children; "." is the node itself */
    bool label_is_text;      /* the id of one of the model's texts */
};

/** One row: a question, a group or a repeat. The first of a form is the group that holds all. */
struct form_item {
    enum form_kind kind;
    int index, rank; /* in the sheet; in the order of computing */
    int line;        /* of the sheet */
    struct str type, name;
    struct str tail;      /* the name in answers: "age"; "home/age" when another has that name */
    struct str path;      /* with the repeats around it: "child/age" */
    struct str list_name; /* "select_one LIST" */
    const struct pack_codes *list;
    struct form_item *parent;
    struct form_items children;
    struct expr *relevant, *required, *constraint, *calculation, *readonly, *filter, *count;
    struct expr *first;    /* a default that is computed */
    struct str first_text; /* or one that is not */
    struct text label, hint, guidance, constraint_message, required_message;
    struct text image, audio; /* names of files in the form's folder media */
    struct str appearance, parameters, constraint_text;
    struct str sensitivity, prefill, proposal, readers, score; /* of our own: alidade:* */
    struct str prefix, ns;                                     /* of its name, in documents */
    struct form_itemset *itemset;       /* in documents: what can be chosen */
    struct str blocked;                 /* why it cannot be asked: "it uses the function f()" */
    struct form_items triggers;         /* only a change of these computes the calculation */
    struct form_items readers_of_value; /* whose value or relevance is computed from this one */
    struct form_items watchers;         /* whose other columns are */
    const struct field *field;          /* how it is asked, in forms of packs */
};

struct form_model {
    struct str name;
    struct form_items items; /* in the order of the sheet */
    struct form_items order; /* in that of computing */
    struct map names;        /* name → struct form_item *, the first of that name */
    LIST_OF(struct pack_codes *) lists;
    const struct pack_codes *(*shared)(void *arg, struct str name); /* lists of others; or NULL */
    void *shared_arg;
    struct form_instances *instances; /* what lies beside the questions: read when asked for */
    const struct expr_node *start;    /* what a new form has in it; NULL: the items' defaults */
    const struct map *texts;          /* of jr:itext(): id → struct str; or NULL */
    const struct expr_prefix *prefixes;
    size_t prefix_n;
    bool lenient;        /* whatever is wrong with a formula blocks its question only */
    struct str warnings; /* a line for each question that is blocked */
};

/** The sheets of a form as CSV; choices may be empty. */
struct form_sheets {
    struct str name; /* of the form: the first step of its paths */
    struct str survey_file, survey, choices_file, choices;
    const struct pack_codes *(*shared)(void *arg, struct str name); /* lists beside choices */
    void *shared_arg;
    const struct form_files *files; /* beside the form; may be NULL */
    bool lenient;                   /* somebody else's: a wrong formula blocks its question only */
};

/**
 * Reads and compiles. A function that is not known blocks its question and is a warning.
 *
 * Memory  in the arena, and views of the sheets
 * Errors  E_INVALID  *problems has a line for each: file:row: column: what is wrong
 */
enum err form_model_read(struct arena *a, const struct form_sheets *sheets, struct form_model **ret,
                         struct str *problems) MUST_CHECK;
/** Can a path name it? A letter first; letters, digits and _ - . behind. */
bool form_name_ok(struct str name);
/** Is a default computed? With a reference or a call of a function it is; "N/A(none)" is the answer
 * itself. */
bool form_default_is_computed(struct str text);
struct buf;
/** Finds the order of computing; names that are no question and circles are problems. For
 * form_model_read(). */
void form_model_order(struct arena *a, struct form_model *m, struct str file, struct buf *problems);
/** The item of that name, or NULL. */
struct form_item *form_model_find(const struct form_model *m, struct str name);
/** The list of that name, or NULL. */
const struct pack_codes *form_model_list(const struct form_model *m, struct str name);
/** The rows of the file that a question chooses from, as a list; NULL: it is no such question, or
 * there is no such file. Memory: with the model's instances, read once. */
const struct pack_codes *form_model_file_list(const struct form_model *m,
                                              const struct form_item *item);
/** What parameters such as "start=1 end=5" says of a name; empty when nothing. */
struct str form_model_parameter(const struct form_item *item, const char *name);

/** Which formulas of a question could not be computed with the answers of now. */
enum form_fault {
    FAULT_FIRST,   /* its computed default */
    FAULT_VALUE,   /* relevant, calculation */
    FAULT_CHECK,   /* required, read_only */
    FAULT_CHOICES, /* choice_filter */
    FAULT_COUNT,   /* repeat_count: in a list of the form, for there may be no instance */
    FAULT_ANSWER,  /* constraint: the question is asked, its answer is not checked */
    FAULT_N
};

/** What holds for one node of a form that is filled in; node->owner points to it. */
struct form_state {
    const struct form_item *item;
    struct expr_node *node; /* its text is the value, or empty while it is not relevant */
    struct str value;       /* kept while it is not relevant */
    bool relevant, required, readonly, valid;
    bool fresh;         /* its default has not been computed */
    bool offered;       /* the answer is not the person's own yet: a default, an earlier record */
    bool by_answer;     /* what is offered depends on the answer: a retired code may stay */
    struct str missing; /* why a sensitive question has none, see form.h */
    struct str fault[FAULT_N];  /* why, for the person who looks after the form; empty: it works */
    const struct text *problem; /* the form's message, when it is not valid */
    struct pack_code_refs choices;    /* that are offered */
    LIST_OF(struct pack_code *) made; /* of an itemset, for these */
};

/** Why the question cannot be asked now, or a repeat cannot be counted; empty: it can. */
struct str form_state_fault(const struct form_state *s);

struct form_fill;
/**
 * A new form with its defaults. env gives the clock, the zone and chance; its hooks are ours, and
 * its arena is for scratch.
 *
 * A formula that cannot be computed with these answers blocks its question, see form_state_fault():
 * it is as if it were not there.
 *
 * What is offered and what is wrong is known after the first form_fill_settle() or form_fill_set():
 * mostly there are answers to put before.
 *
 * Memory  in the arena; env's arena is reset between evaluations
 * Errors  E_LIMIT  more nodes than FORM_NODE_MAX, or too much work: *problem says what
 */
enum err form_fill_new(struct arena *a, const struct form_model *m, const struct expr_env *env,
                       struct form_fill **ret, struct str *problem) MUST_CHECK;
/** The document node: paths begin there. */
struct expr_node *form_fill_root(const struct form_fill *f);
/** Answers a question and computes what depends on it. Errors as form_fill_new(); E_INVALID  the
 * node is no question. */
enum err form_fill_set(struct form_fill *f, struct expr_node *node, struct str value,
                       struct str *problem) MUST_CHECK;
/** Answers without computing: form_fill_settle() has to follow. The node is a question. */
void form_fill_put(struct form_fill *f, struct expr_node *node, struct str value);
/** Computes what depends on all that was put. Errors as form_fill_new(). */
enum err form_fill_settle(struct form_fill *f, struct str *problem) MUST_CHECK;
/** One more of the repeat, last below the parent. Errors as form_fill_new(). */
enum err form_fill_add(struct form_fill *f, struct expr_node *parent,
                       const struct form_item *repeat, struct str *problem) MUST_CHECK;
/** n more of it without computing: form_fill_settle() has to follow. Errors: E_LIMIT  more nodes
 * than FORM_NODE_MAX. */
enum err form_fill_grow(struct form_fill *f, struct expr_node *parent,
                        const struct form_item *repeat, size_t n, struct str *problem) MUST_CHECK;
/** Removes one instance of a repeat with all its answers. Errors as form_fill_new(). */
enum err form_fill_remove(struct form_fill *f, struct expr_node *node,
                          struct str *problem) MUST_CHECK;
/** Why the instances of a repeat cannot be counted; empty: they can. */
struct str form_fill_count_fault(const struct form_fill *f, const struct form_item *repeat);
/** Nodes that the last change computed again, for tests and benchmarks. */
int form_fill_computed(const struct form_fill *f);
/** What that cost, in nodes looked at and bytes made. */
int64_t form_fill_work(const struct form_fill *f);

#endif
