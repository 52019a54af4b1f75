/* core/form_fill_check.c: which choices a form that is filled in offers, and which answers are
 * right. */
#include "base/date.h"
#include "core/form_fill_internal.h"

static bool has_word(struct str words, struct str word)
{
    struct str one;

    while (str_split(&words, ' ', &one))
        if (str_given(one) && str_eq(one, word))
            return true;
    return false;
}

static enum err offer_choices(struct form_fill *f, struct expr_node *node)
{
    struct form_state *s = form_state_of(node);
    const struct pack_codes *list = form_fill_list(f, s->item);

    s->choices.n = 0;
    form_fill_part(f, s, FAULT_CHOICES);
    if (s->item->itemset)
        return form_itemset_offer(f, s);
    for (size_t i = 0; list && i < list->codes.n; i++) {
        const struct pack_code *choice = &list->codes.items[i];
        bool fits;

        s->by_answer = s->by_answer || choice->retired;
        if (choice->retired && !has_word(s->value, choice->code))
            continue;
        if (s->item->filter) {
            enum err e = form_fill_choose(f, choice->node, node, &fits);

            if (e == E_INVALID) {
                s->choices.n = 0;
                return OK;
            }
            TRY(e);
            if (!fits)
                continue;
        }
        LIST_ADD(f->arena, &s->choices, choice);
    }
    return OK;
}

static bool is_offered(const struct form_state *s, struct str code)
{
    for (size_t i = 0; i < s->choices.n; i++)
        if (str_eq(s->choices.items[i]->code, code))
            return true;
    return s->choices.n == 0 && !s->item->filter && !s->item->itemset;
}

static bool is_number(struct str s, bool whole)
{
    size_t i = s.n > 0 && s.p[0] == '-', digits = 0;
    bool point = false;

    for (; i < s.n; i++) {
        if (s.p[i] >= '0' && s.p[i] <= '9')
            digits++;
        else if (s.p[i] == '.' && !point && !whole)
            point = true;
        else
            return false;
    }
    return digits > 0;
}

static double number_of(struct form_fill *f, struct str s)
{
    return expr_number(&f->env, &(struct expr_value){.type = EXPR_STRING, .s = s});
}

/* Of a range that is too wide to be asked as choices. */
static bool in_range(struct form_fill *f, const struct form_item *item, struct str value)
{
    struct str start = form_model_parameter(item, "start");
    struct str end = form_model_parameter(item, "end");
    double n = number_of(f, value);

    return (!str_given(start) || n >= number_of(f, start)) &&
           (!str_given(end) || n <= number_of(f, end));
}

/* Is the answer what its type asks for? Others are texts. */
static bool type_fits(struct form_fill *f, const struct form_state *s)
{
    struct str type = s->item->type, rest = s->value, code;
    struct date day;

    if (str_eq(type, STR("integer")) || str_eq(type, STR("int")))
        return is_number(s->value, true);
    if (str_eq(type, STR("decimal")))
        return is_number(s->value, false);
    if (str_eq(type, STR("range")) && !s->item->list)
        return is_number(s->value, false) && in_range(f, s->item, s->value);
    if (str_eq(type, STR("date")))
        return date_parse(str_slice(s->value, 0, 10), &day) == OK;
    if (str_has_prefix(type, STR("select_one")) || str_eq(type, STR("range")))
        return is_offered(s, s->value);
    if (str_has_prefix(type, STR("select_multiple")) || str_eq(type, STR("rank")))
        while (str_split(&rest, ' ', &code))
            if (str_given(code) && !is_offered(s, code))
                return false;
    return true;
}

static enum err check(struct form_fill *f, struct expr_node *node)
{
    struct form_state *s = form_state_of(node);
    const struct form_item *item = s->item;
    bool holds;

    s->problem = NULL;
    s->valid = true;
    /* A filter is worth looking through only when what it reads has changed. */
    if (f->offer[item->index] || s->by_answer || !(item->filter || item->itemset))
        TRY(offer_choices(f, node));
    form_fill_part(f, s, FAULT_CHECK);
    TRY(form_fill_yes(f, item->required, node, false, &s->required));
    TRY(form_fill_yes(f, item->readonly, node, false, &s->readonly));
    form_fill_part(f, s, FAULT_ANSWER);
    /* What cannot be asked cannot be wrong. */
    if (!s->relevant || item->kind != FORM_QUESTION || str_given(form_state_fault(s)))
        return OK;
    if (!str_given(s->value)) {
        s->valid = !s->required;
        s->problem = s->valid ? NULL : &item->required_message;
        return OK;
    }
    TRY(form_fill_yes(f, item->constraint, node, true, &holds));
    s->valid = holds && type_fits(f, s);
    s->problem = s->valid ? NULL : &item->constraint_message;
    return OK;
}

enum err form_fill_check(struct form_fill *f)
{
    for (size_t i = 0; i < f->model->items.n; i++) {
        if (!f->check[i])
            continue;
        f->check[i] = false;
        for (size_t k = 0; k < f->live[i].n; k++)
            TRY(check(f, f->live[i].items[k]));
        f->offer[i] = false;
    }
    return OK;
}
