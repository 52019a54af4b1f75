/* core/codes.c: making code lists, with the nodes that expressions see of them. */
#include "core/codes.h"

#include "base/csv.h"
#include "core/expr.h"
#include "core/i18n.h"

struct pack_codes *codes_new(struct arena *a, struct str name)
{
    struct pack_codes *list = ARENA_NEW(a, struct pack_codes);

    list->name = name;
    list->instance = expr_node_add(a, NULL, EXPR_ELEMENT, STR("instance"));
    expr_node_add(a, list->instance, EXPR_ELEMENT, STR("root"));
    return list;
}

struct pack_code *codes_add(struct arena *a, struct pack_codes *list, const struct pack_code *code,
                            const struct csv_row *header, const struct csv_row *row)
{
    struct expr_node *node = expr_node_add(a, list->instance->first, EXPR_ELEMENT, STR("item"));
    struct pack_code *added = LIST_PUSH(a, &list->codes);

    *added = *code;
    added->node = node;
    expr_node_add(a, node, EXPR_ELEMENT, STR("name"))->text = code->code;
    for (size_t i = 0; header && i < header->n && i < row->n; i++) {
        struct str name = header->items[i];

        if (str_given(name) && !str_eq(name, STR("name")))
            expr_node_add(a, node, EXPR_ELEMENT, name)->text = str_trim(row->items[i]);
    }
    return added;
}

uint32_t codes_number(struct pack_codes *list, uint32_t from)
{
    return expr_node_number(list->instance, from);
}

const struct pack_code *codes_find(const struct pack_codes *list, struct str code)
{
    for (size_t i = 0; list && i < list->codes.n; i++)
        if (str_eq(list->codes.items[i].code, code))
            return &list->codes.items[i];
    return NULL;
}

struct str text_in(const struct text *text, const struct locale *l)
{
    for (int i = 0; i < 4 && locale_all[i]; i++)
        if (locale_all[i] == l && str_given(text->in[i]))
            return text->in[i];
    for (int i = 0; i < 4; i++)
        if (str_given(text->in[i]))
            return text->in[i];
    return STR_NONE;
}

bool text_given(const struct text *text)
{
    for (int i = 0; i < 4; i++)
        if (str_given(text->in[i]))
            return true;
    return false;
}
