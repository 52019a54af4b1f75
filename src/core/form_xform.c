/* core/form_xform.c: the model of an XForms document: instances, texts, binds. */
#include "core/form_xform.h"

#include "core/form_xform_read.h"

#define NESTING_MAX 30

static void note(struct form_xform *x, struct buf *out, struct str path, const char *why,
                 struct str about)
{
    buf_printf(out, "%.*s: %.*s%s%.*s%s%s\n", STR_ARG(x->file), STR_ARG(path),
               str_given(path) ? ": " : "", STR_ARG(about), str_given(about) ? " " : "", why);
}

void form_xform_problem(struct form_xform *x, struct str path, const char *why, struct str about)
{
    note(x, &x->problems, path, why, about);
}

void form_xform_warn(struct form_xform *x, struct str path, const char *why, struct str about)
{
    note(x, &x->warnings, path, why, about);
}

struct str form_xform_attr(const struct expr_node *element, const char *name)
{
    for (const struct expr_node *n = element->attrs; n; n = n->next)
        if (str_eq(n->name, str_c(name)))
            return str_trim(n->text);
    return STR_NONE;
}

struct expr_node *form_xform_element(struct expr_node *node)
{
    while (node && node->kind != EXPR_ELEMENT)
        node = node->next;
    return node;
}

static struct expr_node *child(struct expr_node *element, const char *name)
{
    struct expr_node *n = form_xform_element(element->first);

    while (n && !str_eq(n->name, str_c(name)))
        n = form_xform_element(n->next);
    return n;
}

struct str form_xform_text(struct form_xform *x, const struct expr_node *element)
{
    struct str text = STR_NONE;

    for (const struct expr_node *n = element->first; n; n = n->next)
        if (n->kind == EXPR_TEXT)
            text = text.n ? str_cat(x->arena, text, n->text) : n->text;
    return str_trim(text);
}

struct expr *form_xform_compile(struct form_xform *x, struct form_item *item, const char *what,
                                struct str text)
{
    struct expr_fault fault = {0};
    struct expr *expr = NULL;

    if (!str_given(text) || expr_parse(x->arena, text, &expr, &fault) == OK)
        return expr;
    if (fault.is_unknown_function) {
        item->blocked = str_fmt(x->arena, "%.*s()", STR_ARG(fault.about));
        form_xform_warn(x, item->name, "is not a function we know; the question is blocked",
                        fault.about);
    } else {
        form_xform_problem(x, str_fmt(x->arena, "%.*s: %s", STR_ARG(item->name), what), fault.why,
                           fault.about);
    }
    return NULL;
}

/* ---- texts */

static void translation_read(struct form_xform *x, struct expr_node *translation)
{
    for (struct expr_node *t = form_xform_element(translation->first); t;
         t = form_xform_element(t->next)) {
        struct str *text = ARENA_NEW(x->arena, struct str);

        for (struct expr_node *v = form_xform_element(t->first); v; v = form_xform_element(v->next))
            if (str_eq(v->name, STR("value")) && !str_given(form_xform_attr(v, "form")))
                *text = form_xform_text(x, v);
        map_set(&x->texts, form_xform_attr(t, "id"), text);
    }
}

/* The default language; the first where none is said to be it. */
static void itext_read(struct form_xform *x, struct expr_node *model)
{
    struct expr_node *itext = child(model, "itext"), *chosen = NULL;

    for (struct expr_node *t = itext ? form_xform_element(itext->first) : NULL; t;
         t = form_xform_element(t->next))
        if (!chosen || str_given(form_xform_attr(t, "default")))
            chosen = t;
    if (chosen)
        translation_read(x, chosen);
    x->model->texts = &x->texts;
}

struct str form_xform_say(struct form_xform *x, struct str text)
{
    struct str id;
    const struct str *found;

    if (!str_has_prefix(text, STR("jr:itext(")))
        return text;
    id = str_trim(str_slice(text, 9, text.n - 1));
    if (id.n >= 2)
        id = str_slice(id, 1, id.n - 1);
    found = map_get(&x->texts, id);
    return found ? *found : STR_NONE;
}

/* ---- instances */

/* "orx:meta": as expressions write it. */
static struct str written(struct form_xform *x, const struct expr_node *element)
{
    return str_given(element->prefix)
               ? str_fmt(x->arena, "%.*s:%.*s", STR_ARG(element->prefix), STR_ARG(element->name))
               : element->name;
}

static struct form_item *item_add(struct form_xform *x, struct form_item *parent,
                                  struct expr_node *element)
{
    struct form_item *item = ARENA_NEW(x->arena, struct form_item);

    item->kind = form_xform_element(element->first) ? FORM_GROUP : FORM_QUESTION;
    item->type = item->kind == FORM_GROUP ? STR("begin_group") : STR("hidden");
    item->name = element->name;
    item->prefix = element->prefix;
    item->ns = str_given(element->prefix) ? element->ns : STR_NONE;
    item->tail = item->path = item->name;
    item->index = (int)x->model->items.n;
    if (parent && !map_get(&x->model->names, item->name))
        map_set(&x->model->names, item->name, item);
    item->parent = parent;
    LIST_ADD(x->arena, &x->model->items, item);
    if (parent)
        LIST_ADD(x->arena, &parent->children, item);
    return item;
}

static bool has_attr(const struct expr_node *element, const char *name)
{
    for (const struct expr_node *n = element->attrs; n; n = n->next)
        if (str_eq(n->name, str_c(name)))
            return true;
    return false;
}

static int depth_of(const struct form_item *item)
{
    int depth = 0;

    for (; item; item = item->parent)
        depth++;
    return depth;
}

/* A second element of a name is one more instance of a repeat. The one with jr:template is how new
 * ones are made, else the first. */
static void items_read(struct form_xform *x, struct form_item *parent, struct str above,
                       struct expr_node *element)
{
    struct str path = str_fmt(x->arena, "%.*s/%.*s", STR_ARG(above), STR_ARG(written(x, element)));
    struct form_item *item = map_get(&x->paths, path);

    if (depth_of(parent) > NESTING_MAX || x->model->items.n >= FORM_ITEM_MAX) {
        if (!x->problems.n)
            form_xform_problem(x, path, "is too deep, or there are too many questions", STR_NONE);
        return;
    }
    if (item && item->kind == FORM_GROUP)
        item->kind = FORM_REPEAT;
    if (!item || has_attr(element, "template")) {
        item = item ? item : item_add(x, parent, element);
        item->first_text = form_xform_text(x, element);
        map_set(&x->paths, path, item);
    }
    if (has_attr(element, "template"))
        item->kind = FORM_REPEAT;
    for (struct expr_node *n = form_xform_element(element->first); n;
         n = form_xform_element(n->next))
        items_read(x, item, path, n);
}

/* Names of rows have no prefix, so they are in no namespace either. */
static void bare(struct expr_node *element)
{
    element->ns = STR_NONE;
    for (struct expr_node *n = element->first; n; n = n->next)
        bare(n);
}

/* "jr://file-csv/towns.csv" → "towns.csv". */
static struct str file_of(struct str src)
{
    for (size_t i = src.n; i-- > 0;)
        if (src.p[i] == '/')
            return str_from(src, i + 1);
    return src;
}

static void instances_read(struct form_xform *x, struct expr_node *model)
{
    bool first = true;

    for (struct expr_node *n = form_xform_element(model->first); n;
         n = form_xform_element(n->next)) {
        struct expr_node *root = form_xform_element(n->first);
        struct str src = form_xform_attr(n, "src"), id = form_xform_attr(n, "id");

        if (!str_eq(n->name, STR("instance")))
            continue;
        if (first && root) {
            x->model->name = root->name;
            x->model->start = root;
            items_read(x, NULL, STR_NONE, root);
        } else if (str_given(src)) {
            form_instances_add_file(x->model->instances, id, file_of(src));
        } else {
            bare(n);
            form_instances_add(x->model->instances, id, n);
        }
        first = false;
    }
}

static void prefixes_read(struct form_xform *x, const struct expr_node *from)
{
    struct expr_prefix *all;
    size_t n = 0;

    for (const struct expr_node *up = from; up; up = up->parent)
        for (const struct expr_node *d = up->declared; d; d = d->next)
            n++;
    all = ARENA_ARRAY(x->arena, struct expr_prefix, n);
    n = 0;
    for (const struct expr_node *up = from; up; up = up->parent)
        for (const struct expr_node *d = up->declared; d; d = d->next)
            if (str_given(d->name))
                all[n++] = (struct expr_prefix){d->name, d->text};
    x->model->prefixes = all;
    x->model->prefix_n = n;
}

/* ---- binds */

struct form_item *form_xform_item(struct form_xform *x, struct str path, struct str from)
{
    path = str_trim(path);
    if (str_has_prefix(path, STR("/")))
        return map_get(&x->paths, path);
    for (;;) {
        if (str_has_prefix(path, STR("./"))) {
            path = str_from(path, 2);
        } else if (str_has_prefix(path, STR("../"))) {
            while (from.n > 0 && from.p[from.n - 1] != '/')
                from.n--;
            from.n -= from.n > 0;
            path = str_from(path, 3);
        } else {
            break;
        }
    }
    return map_get(&x->paths, str_fmt(x->arena, "%.*s/%.*s", STR_ARG(from), STR_ARG(path)));
}

/* "xsd:int" → "integer", as our types are called. */
static struct str type_of(struct str type)
{
    ptrdiff_t colon = str_find(type, STR(":"), 0);

    if (colon >= 0)
        type = str_from(type, (size_t)colon + 1);
    if (str_eq(type, STR("int")))
        return STR("integer");
    if (str_eq(type, STR("string")) || !str_given(type))
        return STR("text");
    return type;
}

/* What a phone records by itself, as far as we know it. */
static const char *preload(struct form_xform *x, struct form_item *item,
                           const struct expr_node *bind)
{
    struct str kind = form_xform_attr(bind, "preload"),
               what = form_xform_attr(bind, "preloadParams");

    if (!str_given(kind))
        return "";
    if (str_eq(kind, STR("date")) && str_eq(what, STR("today")))
        return "today()";
    if (str_eq(kind, STR("timestamp")) && str_eq(what, STR("start")))
        return "now()";
    if (str_eq(kind, STR("uid")))
        return "concat('uuid:', uuid())";
    form_xform_warn(x, item->name, "is recorded by phones only; it stays empty", kind);
    return "";
}

static void bind_read(struct form_xform *x, struct expr_node *bind)
{
    struct str nodeset = form_xform_attr(bind, "nodeset");
    struct form_item *item = form_xform_item(x, nodeset, STR_NONE);

    if (!item) {
        form_xform_warn(x, nodeset, "is bound, and is not in the instance", STR_NONE);
        return;
    }
    if (item->kind == FORM_QUESTION)
        item->type = type_of(form_xform_attr(bind, "type"));
    item->relevant = form_xform_compile(x, item, "relevant", form_xform_attr(bind, "relevant"));
    item->required = form_xform_compile(x, item, "required", form_xform_attr(bind, "required"));
    item->readonly = form_xform_compile(x, item, "readonly", form_xform_attr(bind, "readonly"));
    item->constraint =
        form_xform_compile(x, item, "constraint", form_xform_attr(bind, "constraint"));
    item->calculation =
        form_xform_compile(x, item, "calculate", form_xform_attr(bind, "calculate"));
    item->constraint_message.in[0] = form_xform_say(x, form_xform_attr(bind, "constraintMsg"));
    item->required_message.in[0] = form_xform_say(x, form_xform_attr(bind, "requiredMsg"));
    item->first = form_xform_compile(x, item, "preload", str_c(preload(x, item, bind)));
}

/* ---- all */

static void binds_read(struct form_xform *x, struct expr_node *model)
{
    for (struct expr_node *n = form_xform_element(model->first); n; n = form_xform_element(n->next))
        if (str_eq(n->name, STR("bind")))
            bind_read(x, n);
}

static void actions_read(struct form_xform *x, struct expr_node *model)
{
    for (struct expr_node *n = form_xform_element(model->first); n;
         n = form_xform_element(n->next)) {
        if (str_eq(n->name, STR("setvalue")))
            form_xform_setvalue(x, n, NULL, STR_NONE);
        else if (str_has_prefix(n->name, STR("set")) || str_has_prefix(n->name, STR("record")))
            form_xform_warn(x, form_xform_attr(n, "ref"), "is done by phones only; it is left out",
                            n->name);
    }
}

/* False when there is no form in it. */
static bool html_read(struct form_xform *x, struct expr_node *html)
{
    struct expr_node *head = html ? child(html, "head") : NULL;
    struct expr_node *model = head ? child(head, "model") : NULL;
    struct expr_node *body = html ? child(html, "body") : NULL;

    if (!model)
        return false;
    itext_read(x, model);
    instances_read(x, model);
    if (x->model->items.n == 0)
        return false;
    prefixes_read(x, x->model->start);
    binds_read(x, model);
    if (body)
        form_xform_body(x, body);
    actions_read(x, model);
    return true;
}

enum err form_xform_read(struct arena *a, const struct form_document *document,
                         struct form_model **ret, struct str *problems)
{
    struct form_xform *x = ARENA_NEW(a, struct form_xform);

    *x = (struct form_xform){
        .arena = a, .file = document->file, .model = ARENA_NEW(a, struct form_model)};
    buf_init(&x->problems, a, (size_t)1 << 20);
    buf_init(&x->warnings, a, (size_t)1 << 20);
    map_init(&x->model->names, a);
    map_init(&x->paths, a);
    map_init(&x->texts, a);
    x->model->instances = form_instances_new(a, document->files);
    if (html_read(x, form_xform_element(document->node->first))) {
        x->model->warnings = buf_str(&x->warnings);
        form_model_order(a, x->model, x->file, &x->problems);
    } else {
        form_xform_problem(x, STR_NONE, "there is no model with an instance: it is no XForms form",
                           STR_NONE);
    }
    *problems = buf_str(&x->problems);
    *ret = x->model;
    return x->problems.n ? E_INVALID : OK;
}
