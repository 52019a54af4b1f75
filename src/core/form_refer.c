/* core/form_refer.c: what expressions ask of the form they stand in: the nodes that ${name} means,
 * the choices as an instance, the label of a choice. */
#include "core/form_fill_internal.h"

struct form_state *form_state_of(const struct expr_node *node)
{
    return node->owner;
}

bool form_item_is_within(const struct form_item *item, const struct form_item *group)
{
    while (item && item != group)
        item = item->parent;
    return item != NULL;
}

/* Adds the nodes of the item below this one. */
static void collect(const struct expr_env *env, const struct form_item *item,
                    struct expr_node *from, struct expr_nodes *ret)
{
    const struct form_item *step = item;

    if (form_state_of(from)->item == item) {
        LIST_ADD(env->arena, ret, from);
        return;
    }
    while (step->parent != form_state_of(from)->item)
        step = step->parent;
    for (struct expr_node *n = from->first; n; n = n->next)
        if (form_state_of(n)->item == step)
            collect(env, item, n, ret);
}

/* ${name}: below the nearest group that holds both it and us: in a repeat that is our instance. The
 * repeat itself is all of its instances, so that one can say how many there are. */
static bool reference(const struct expr_env *env, struct str name, struct expr_node *at, bool all,
                      struct expr_nodes *ret)
{
    const struct form_fill *f = env->arg;
    const struct form_item *item = form_model_find(f->model, name);
    struct expr_node *from = all || !at || !at->owner ? f->doc->first : at;

    if (!item)
        return false;
    while (!form_item_is_within(item, form_state_of(from)->item) ||
           (item->kind == FORM_REPEAT && form_state_of(from)->item == item))
        from = from->parent;
    collect(env, item, from, ret);
    return true;
}

static struct expr_node *instance(const struct expr_env *env, struct str id)
{
    const struct form_fill *f = env->arg;
    const struct pack_codes *list = form_model_list(f->model, id);

    return list ? list->instance : form_instances_find(f->model->instances, id, NULL);
}

static struct expr_node *row(const struct expr_env *env, struct expr_node *instance_node,
                             struct str column, struct str key)
{
    const struct form_fill *f = env->arg;

    return form_instances_row(f->model->instances, instance_node, column, key);
}

const struct pack_codes *form_model_file_list(const struct form_model *m,
                                              const struct form_item *item)
{
    struct str value = form_model_parameter(item, "value");
    struct str label = form_model_parameter(item, "label");
    bool geo = str_has_suffix(item->list_name, STR(".geojson"));

    if (!str_has_suffix(item->type, STR("_from_file")))
        return NULL;
    if (!str_given(value))
        value = geo ? STR("id") : STR("name");
    if (!str_given(label))
        label = geo ? STR("title") : STR("label");
    return form_instances_list(m->instances, item->list_name, value, label);
}

/* The form's own list, or the rows of a file. */
const struct pack_codes *form_fill_list(const struct form_fill *f, const struct form_item *item)
{
    return item->list ? item->list : form_model_file_list(f->model, item);
}

static bool text(const struct expr_env *env, struct str id, struct str *ret)
{
    const struct form_fill *f = env->arg;
    const struct str *found = f->model->texts ? map_get(f->model->texts, id) : NULL;

    if (found)
        *ret = *found;
    return found != NULL;
}

/* "/data/group/town": step by step, as two groups may have a town. */
static const struct form_item *item_at(const struct form_model *m, struct str path)
{
    const struct form_item *here = m->items.items[0], *next;
    struct str step;

    path = str_from(path, 1);
    if (!str_split(&path, '/', &step) || !str_eq(step, here->name))
        return NULL;
    while (here && str_split(&path, '/', &step)) {
        next = NULL;
        for (size_t i = 0; i < here->children.n && !next; i++)
            if (str_eq(here->children.items[i]->name, step))
                next = here->children.items[i];
        here = next;
    }
    return here;
}

/* The question of a path, of "${town}" or of "town". */
static const struct form_item *item_meant(const struct form_model *m, struct str question)
{
    const struct form_item *item = str_has_prefix(question, STR("/")) ? item_at(m, question) : NULL;

    for (size_t i = question.n; i-- > 0;)
        if (question.p[i] == '/' || question.p[i] == '{') {
            question = str_from(question, i + 1);
            break;
        }
    if (str_has_suffix(question, STR("}")))
        question.n--;
    return item ? item : form_model_find(m, str_trim(question));
}

static bool choice_label(const struct expr_env *env, struct str question, struct str value,
                         struct str *ret)
{
    const struct form_fill *f = env->arg;
    const struct pack_code *code;
    const struct form_item *item;

    item = item_meant(f->model, str_trim(question));
    if (item && item->itemset)
        return form_itemset_label(f, item->itemset, value, ret);
    code = item ? codes_find(form_fill_list(f, item), value) : NULL;
    if (!code)
        return false;
    *ret = text_in(&code->label, env->locale);
    return true;
}

void form_fill_hooks(struct form_fill *f)
{
    f->env.reference = reference;
    f->env.instance = instance;
    f->env.row = row;
    f->env.text = text;
    f->env.prefixes = f->model->prefixes;
    f->env.prefix_n = f->model->prefix_n;
    f->env.choice_label = choice_label;
    f->env.arg = f;
    f->env.own = true;
}
