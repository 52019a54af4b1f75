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
    int node_n, computed;
    struct str problem;
};

/** Sets what expressions ask of the form: references, instances, labels. */
void form_fill_hooks(struct form_fill *f);
/** What the question offers, before its filter; NULL: nothing. */
const struct form_choice_list *form_fill_list(const struct form_fill *f,
                                              const struct form_item *item);
/** What holds for the node; NULL for the document. */
struct form_state *form_state_of(const struct expr_node *node);
/** True for the group itself too. */
bool form_item_is_within(const struct form_item *item, const struct form_item *group);

#endif
