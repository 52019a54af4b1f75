/* core/form_fill_internal.h: what form_fill.c and form_refer.c share; nobody else includes it. */
#ifndef CORE_FORM_FILL_INTERNAL_H
#define CORE_FORM_FILL_INTERNAL_H

#include "core/form_model.h"

struct form_fill {
    struct arena *arena, *scratch;
    const struct form_model *model;
    struct expr_env env;
    struct expr_node *doc;
    struct expr_nodes *live;       /* of each item, its nodes */
    bool *dirty, *check, *changed; /* of each item */
    bool opening;                  /* what is on record is put in; that triggers nothing */
    bool *offer;                   /* its choices have to be filtered again */
    int node_n, computed;
    int64_t spent, text_n; /* work of this change, bytes computed since the form is new */
    struct str problem;
    struct str *fault;  /* where the reason goes when the next evaluation cannot be computed */
    struct str *counts; /* of each item: the fault of its repeat_count */
};

/** Sets what expressions ask of the form: references, instances, labels. */
void form_fill_hooks(struct form_fill *f);
/** Evaluates for the node, on the scratch arena. Errors: E_INVALID  it cannot be computed,
 * *f->fault says why: the caller goes on without it; E_LIMIT  f->problem says why. */
enum err form_fill_evaluate(struct form_fill *f, const struct expr *expr, struct expr_node *node,
                            struct expr_value *ret) MUST_CHECK;
/** True or false; without an expression that can be computed what is said otherwise. Errors:
 * E_LIMIT.
 */
enum err form_fill_yes(struct form_fill *f, const struct expr *expr, struct expr_node *node,
                       bool otherwise, bool *ret) MUST_CHECK;
/** The question's choice_filter for one choice. Errors: as form_fill_evaluate(). */
enum err form_fill_choose(struct form_fill *f, struct expr_node *choice, struct expr_node *node,
                          bool *ret) MUST_CHECK;
/** Begins to compute a part of the question: that it could not be computed is forgotten. */
void form_fill_part(struct form_fill *f, struct form_state *s, enum form_fault part);
/** Choices and validity of all questions that something has changed for. Errors: E_LIMIT. */
enum err form_fill_check(struct form_fill *f) MUST_CHECK;
/** Hangs in a node of the item with all below it. Errors: E_LIMIT. */
enum err form_fill_node_add(struct form_fill *f, struct expr_node *parent,
                            const struct form_item *item) MUST_CHECK;
/** Takes out an instance of a repeat. */
void form_fill_node_remove(struct form_fill *f, struct expr_node *node);
/** Gives a new node, and those below it, the answers of a document. Errors: E_LIMIT. */
enum err form_fill_start(struct form_fill *f, struct expr_node *node,
                         const struct expr_node *source) MUST_CHECK;
/** Offers the choices of an itemset. Errors: E_LIMIT. */
enum err form_itemset_offer(struct form_fill *f, struct form_state *s) MUST_CHECK;
/** The label of a choice of the itemset; false: none. */
bool form_itemset_label(const struct form_fill *f, const struct form_itemset *set, struct str value,
                        struct str *ret);
/** What the question offers, before its filter; NULL: nothing. */
const struct pack_codes *form_fill_list(const struct form_fill *f, const struct form_item *item);
/** What holds for the node; NULL for the document. */
struct form_state *form_state_of(const struct expr_node *node);
/** True for the group itself too. */
bool form_item_is_within(const struct form_item *item, const struct form_item *group);

#endif
