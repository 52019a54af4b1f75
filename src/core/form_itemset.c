/* core/form_itemset.c: what an XForms document brings along for filling in: choices that are rows
 * of an instance, and the answers and repeats that stand in it from the start. */
#include "core/form_fill_internal.h"

static struct str text_of(const struct expr_node *row, struct str column)
{
    if (str_eq(column, STR(".")))
        return row->first ? row->first->text : row->text;
    return form_instances_cell(row, column);
}

static struct str label_of(const struct form_fill *f, const struct form_itemset *set,
                           const struct expr_node *row)
{
    struct str label = text_of(row, set->label);
    const struct str *text =
        set->label_is_text && f->model->texts ? map_get(f->model->texts, label) : NULL;

    return text ? *text : label;
}

/* The i-th choice of this question; those of an earlier time are used again. */
static struct pack_code *choice_at(struct form_fill *f, struct form_state *s, size_t i)
{
    while (s->made.n <= i)
        LIST_ADD(f->arena, &s->made, ARENA_NEW(f->arena, struct pack_code));
    return s->made.items[i];
}

enum err form_itemset_offer(struct form_fill *f, struct form_state *s)
{
    const struct form_itemset *set = s->item->itemset;
    struct expr_value value = {0};
    enum err e = set->nodes ? form_fill_evaluate(f, set->nodes, s->node, &value) : E_INVALID;

    if (e != OK)
        return e == E_INVALID ? OK : e;
    for (size_t i = 0; value.type == EXPR_NODES && i < value.nodes.n; i++) {
        struct expr_node *row = value.nodes.items[i];
        struct pack_code *choice = choice_at(f, s, i);

        *choice = (struct pack_code){
            .code = text_of(row, set->value), .label.in[0] = label_of(f, set, row), .node = row};
        LIST_ADD(f->arena, &s->choices, choice);
    }
    return OK;
}

bool form_itemset_label(const struct form_fill *f, const struct form_itemset *set, struct str value,
                        struct str *ret)
{
    struct expr_node *instance = form_instances_find(f->model->instances, set->instance, NULL);
    const struct expr_node *row =
        instance ? form_instances_row(f->model->instances, instance, set->value, value) : NULL;

    if (row)
        *ret = label_of(f, set, row);
    return row != NULL;
}

/* ---- what stands in the instance */

static bool is_template(const struct expr_node *element)
{
    for (const struct expr_node *n = element->attrs; n; n = n->next)
        if (str_eq(n->name, STR("template")))
            return true;
    return false;
}

/* The next element of that name that is an instance. */
static const struct expr_node *next_source(const struct expr_node *n, struct str name)
{
    while (n && (n->kind != EXPR_ELEMENT || !str_eq(n->name, name) || is_template(n)))
        n = n->next;
    return n;
}

static struct str own_text(struct form_fill *f, const struct expr_node *element)
{
    struct str text = STR_NONE;

    for (const struct expr_node *n = element->first; n; n = n->next)
        if (n->kind == EXPR_TEXT)
            text = text.n ? str_cat(f->arena, text, n->text) : n->text;
    return str_trim(text);
}

static struct expr_node *next_node(struct expr_node *n, const struct form_item *item)
{
    while (n && form_state_of(n)->item != item)
        n = n->next;
    return n;
}

/* As many nodes as the document has instances. */
static enum err start_repeat(struct form_fill *f, struct expr_node *parent,
                             const struct form_item *item, const struct expr_node *source)
{
    struct expr_node *node = next_node(parent->first, item);

    if (node && !next_source(source->first, item->name))
        form_fill_node_remove(f, node);
    for (const struct expr_node *from = next_source(source->first, item->name); from;
         from = next_source(from->next, item->name)) {
        if (!node)
            TRY(form_fill_node_add(f, parent, item));
        node = node ? node : parent->last;
        while (form_state_of(node)->item != item)
            node = node->prev;
        TRY(form_fill_start(f, node, from));
        node = next_node(node->next, item);
    }
    return OK;
}

enum err form_fill_start(struct form_fill *f, struct expr_node *node,
                         const struct expr_node *source)
{
    struct form_state *s = form_state_of(node);

    if (s->item->kind == FORM_QUESTION) {
        s->value = own_text(f, source);
        node->text = s->value;
        return OK;
    }
    for (size_t i = 0; i < s->item->children.n; i++) {
        const struct form_item *item = s->item->children.items[i];
        const struct expr_node *from = next_source(source->first, item->name);

        if (item->kind == FORM_REPEAT)
            TRY(start_repeat(f, node, item, source));
        else if (from)
            TRY(form_fill_start(f, next_node(node->first, item), from));
    }
    return OK;
}
