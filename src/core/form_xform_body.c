/* core/form_xform_body.c: the body of an XForms document: which question is asked how, what can be
 * chosen, and what a change sets. Labels are not read: nothing here draws the form. */
#include "core/form_xform_read.h"

#define NESTING_MAX 100 /* of elements */

/* ---- actions */

/* Its value: an expression, or the text itself. */
static struct expr *value_of(struct form_xform *x, struct form_item *item, struct expr_node *action)
{
    struct str value = form_xform_attr(action, "value"), text = form_xform_text(x, action);

    if (str_given(value))
        return form_xform_compile(x, item, "setvalue", value);
    if (str_find(text, STR("'"), 0) >= 0)
        return form_xform_compile(x, item, "setvalue",
                                  str_fmt(x->arena, "\"%.*s\"", STR_ARG(text)));
    return form_xform_compile(x, item, "setvalue", str_fmt(x->arena, "'%.*s'", STR_ARG(text)));
}

void form_xform_setvalue(struct form_xform *x, struct expr_node *action, struct form_item *control,
                         struct str from)
{
    struct str ref = form_xform_attr(action, "ref"), event = form_xform_attr(action, "event");
    struct form_item *item = form_xform_item(x, ref, from);

    if (!item || item->kind != FORM_QUESTION) {
        form_xform_warn(x, ref, "is set, and is no question", STR_NONE);
        return;
    }
    if (str_find(event, STR("odk-instance-first-load"), 0) >= 0 ||
        str_find(event, STR("odk-instance-load"), 0) >= 0 ||
        str_find(event, STR("odk-new-repeat"), 0) >= 0 ||
        str_find(event, STR("xforms-ready"), 0) >= 0) {
        item->first = value_of(x, item, action);
    } else if (control && !item->calculation &&
               str_find(event, STR("xforms-value-changed"), 0) >= 0) {
        item->calculation = value_of(x, item, action);
        LIST_ADD(x->arena, &item->triggers, control);
    } else {
        form_xform_warn(x, ref, "cannot be set by this event", event);
    }
}

/* ---- choices */

static struct pack_code item_code(struct form_xform *x, struct expr_node *item)
{
    struct pack_code code = {0};

    for (struct expr_node *n = form_xform_element(item->first); n;
         n = form_xform_element(n->next)) {
        if (str_eq(n->name, STR("value")))
            code.code = form_xform_text(x, n);
        else if (str_given(form_xform_attr(n, "ref")))
            code.label.in[0] = form_xform_say(x, form_xform_attr(n, "ref"));
        else
            code.label.in[0] = form_xform_text(x, n);
    }
    return code;
}

static void items_read(struct form_xform *x, struct form_item *item, struct expr_node *control)
{
    struct pack_codes *list = codes_new(x->arena, item->list_name);

    for (struct expr_node *n = form_xform_element(control->first); n;
         n = form_xform_element(n->next)) {
        struct pack_code code;

        if (!str_eq(n->name, STR("item")))
            continue;
        code = item_code(x, n);
        (void)codes_add(x->arena, list, &code, NULL, NULL);
    }
    item->list = list;
}

/* "instance('towns')/root/item[…]" → "towns". */
static struct str instance_of(struct str nodeset)
{
    ptrdiff_t at = str_find(nodeset, STR("instance("), 0);
    struct str rest = at < 0 ? STR_NONE : str_trim(str_from(nodeset, (size_t)at + 9));
    ptrdiff_t end = rest.n > 1 ? str_find(rest, str_slice(rest, 0, 1), 1) : -1;

    return end > 0 ? str_slice(rest, 1, (size_t)end) : STR_NONE;
}

/* "jr:itext(itextId)" → "itextId", and that it names a text. */
static struct str column_of(struct str ref, bool *is_text)
{
    *is_text = str_has_prefix(ref, STR("jr:itext("));
    if (*is_text)
        ref = str_slice(ref, 9, ref.n - 1);
    ref = str_trim(ref);
    return str_has_prefix(ref, STR("./")) ? str_from(ref, 2) : ref;
}

static void itemset_read(struct form_xform *x, struct form_item *item, struct expr_node *node)
{
    struct form_itemset *set = ARENA_NEW(x->arena, struct form_itemset);
    struct str nodeset = form_xform_attr(node, "nodeset");
    bool is_text = false;

    set->nodes = form_xform_compile(x, item, "itemset", nodeset);
    set->instance = instance_of(nodeset);
    for (struct expr_node *n = form_xform_element(node->first); n;
         n = form_xform_element(n->next)) {
        struct str ref = form_xform_attr(n, "ref");

        if (str_eq(n->name, STR("value")))
            set->value = column_of(ref, &is_text);
        else if (str_eq(n->name, STR("label")))
            set->label = column_of(ref, &set->label_is_text);
    }
    if (!str_given(set->value) || str_find(set->value, STR("/"), 0) >= 0)
        form_xform_problem(x, item->name, "an itemset needs a value that names a child", nodeset);
    item->itemset = set;
}

/* ---- controls */

static struct str select_type(struct str control)
{
    if (str_eq(control, STR("select1")))
        return STR("select_one");
    if (str_eq(control, STR("select")))
        return STR("select_multiple");
    return str_eq(control, STR("rank")) ? STR("rank") : STR_NONE;
}

static void control_read(struct form_xform *x, struct expr_node *control, struct form_item *item,
                         struct str path)
{
    struct str type = select_type(control->name);

    for (struct expr_node *n = form_xform_element(control->first); n;
         n = form_xform_element(n->next)) {
        if (str_eq(n->name, STR("setvalue")))
            form_xform_setvalue(x, n, item, path);
        else if (str_eq(n->name, STR("itemset")) && str_given(type))
            itemset_read(x, item, n);
    }
    if (str_eq(control->name, STR("range")) && str_eq(item->type, STR("integer")))
        return;
    if (str_eq(control->name, STR("range")))
        item->type = STR("range");
    if (!str_given(type))
        return;
    item->type = type;
    item->list_name = path;
    if (!item->itemset)
        items_read(x, item, control);
}

static void walk(struct form_xform *x, struct expr_node *parent, struct str from, int depth);

static void repeat_read(struct form_xform *x, struct expr_node *repeat, struct str from, int depth)
{
    struct str nodeset = form_xform_attr(repeat, "nodeset");
    struct form_item *item = form_xform_item(x, nodeset, from);

    if (!item || item->kind == FORM_QUESTION || !item->parent) {
        form_xform_problem(x, nodeset, "is repeated, and is no group of the instance", STR_NONE);
        return;
    }
    item->kind = FORM_REPEAT;
    item->type = STR("begin_repeat");
    item->count = form_xform_compile(x, item, "jr:count", form_xform_attr(repeat, "count"));
    walk(x, repeat, nodeset, depth);
}

static void element_read(struct form_xform *x, struct expr_node *n, struct str from, int depth)
{
    struct str ref = form_xform_attr(n, "ref");
    struct form_item *item;

    if (str_eq(n->name, STR("repeat"))) {
        repeat_read(x, n, from, depth);
    } else if (str_eq(n->name, STR("group"))) {
        walk(x, n, str_has_prefix(ref, STR("/")) ? ref : from, depth);
    } else if (str_eq(n->name, STR("setvalue"))) {
        form_xform_setvalue(x, n, NULL, from);
    } else if (str_given(ref) && !str_eq(n->name, STR("label"))) {
        item = form_xform_item(x, ref, from);
        if (item && item->kind == FORM_QUESTION)
            control_read(x, n, item, ref);
        else
            form_xform_warn(x, ref, "is asked, and is no question of the instance", n->name);
    }
}

static void walk(struct form_xform *x, struct expr_node *parent, struct str from, int depth)
{
    if (depth > NESTING_MAX) {
        form_xform_problem(x, from, "is nested too deep", STR_NONE);
        return;
    }
    for (struct expr_node *n = form_xform_element(parent->first); n;
         n = form_xform_element(n->next))
        element_read(x, n, from, depth + 1);
}

void form_xform_body(struct form_xform *x, struct expr_node *body)
{
    walk(x, body, str_fmt(x->arena, "/%.*s", STR_ARG(x->model->name)), 0);
}
