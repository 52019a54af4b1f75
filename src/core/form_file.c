/* core/form_file.c: instances by name, their indexes, and files into instances. */
#include "core/form_file.h"

#include "base/csv.h"
#include "core/form_model.h"
#include "plat/json.h"

struct entry {
    struct str id, file;
    struct expr_node *node;
    bool tried; /* to read the file */
    struct str problem;
};

/* Of one column: text → row. */
struct index {
    const struct expr_node *instance;
    struct str column;
    struct map rows;
};

struct made_list {
    struct str id, value, label;
    struct form_choice_list list;
};

struct form_instances {
    struct arena *arena;
    const struct form_files *files;
    LIST_OF(struct entry *) entries;
    LIST_OF(struct index) indexes;
    LIST_OF(struct made_list *) lists;
    uint32_t order; /* of the next node */
};

/* ---- files in memory */

static enum err read_map(void *arg, struct arena *a, struct str name, struct str *ret)
{
    const struct str *text = map_get(arg, name);

    (void)a;
    if (!text)
        return E_NOT_FOUND;
    if (text->n > FORM_FILE_MAX)
        return E_LIMIT;
    *ret = *text;
    return OK;
}

struct form_files form_files_of_map(struct map *texts)
{
    return (struct form_files){.read = read_map, .arg = texts};
}

/* ---- a file into nodes */

struct maker {
    struct form_instances *all;
    struct entry *entry;
    struct expr_node *root;
    int nodes;
};

static enum err refuse(struct maker *m, const char *why)
{
    m->entry->problem = str_fmt(m->all->arena, "%.*s %s", STR_ARG(m->entry->file), why);
    return E_INVALID;
}

static enum err leaf(struct maker *m, struct expr_node *parent, struct str name, struct str text)
{
    if (++m->nodes > FORM_FILE_CELLS_MAX)
        return refuse(m, "has too many cells");
    expr_node_add(m->all->arena, parent, EXPR_ELEMENT, name)->text = text;
    return OK;
}

static enum err row_add(struct maker *m, const struct csv_row *header, const struct csv_row *row)
{
    struct expr_node *item = expr_node_add(m->all->arena, m->root, EXPR_ELEMENT, STR("item"));

    for (size_t i = 0; i < header->n; i++)
        if (str_given(header->items[i]))
            TRY(leaf(m, item, header->items[i], i < row->n ? str_trim(row->items[i]) : STR_NONE));
    return OK;
}

static enum err csv_make(struct maker *m, struct str text)
{
    struct csv csv;
    struct csv_row header = {0}, row = {0};

    csv_init(&csv, m->all->arena, text);
    csv.separator = csv_separator(text);
    for (bool first = true;; first = false) {
        if (csv_next(&csv, &row) != OK)
            return refuse(
                m, str_fmt(m->all->arena, "line %d: a quotation mark is not closed", csv.line).p);
        if (row.n == 0)
            return OK;
        if (!first)
            TRY(row_add(m, &header, &row));
        for (size_t i = 0; first && i < row.n; i++)
            LIST_ADD(m->all->arena, &header, str_trim(row.items[i]));
    }
}

/* ODK's "latitude longitude altitude accuracy", those of a line with ';' behind. */
static void point_put(struct buf *out, struct arena *a, const struct json *at)
{
    if (at->kind != JSON_KIND_ARRAY || at->n < 2)
        return;
    if (at->items[0].kind == JSON_KIND_ARRAY) {
        for (size_t i = 0; i < at->n; i++)
            point_put(out, a, &at->items[i]);
        return;
    }
    struct json pair = {.kind = JSON_KIND_OBJECT,
                        .items = at->items,
                        .keys = (struct str[]){STR("x"), STR("y")},
                        .n = 2};

    if (out->n > 0)
        buf_put_z(out, ";");
    buf_printf(out, "%.*s %.*s 0 0", STR_ARG(json_get_str(a, &pair, STR("y"))),
               STR_ARG(json_get_str(a, &pair, STR("x"))));
}

static enum err feature_add(struct maker *m, const struct json *feature)
{
    struct arena *a = m->all->arena;
    struct expr_node *item = expr_node_add(a, m->root, EXPR_ELEMENT, STR("item"));
    const struct json *geometry = json_get(feature, STR("geometry"));
    const struct json *properties = json_get(feature, STR("properties"));
    const struct json *at = geometry ? json_get(geometry, STR("coordinates")) : NULL;
    struct buf out;

    buf_init(&out, a, 1 << 16);
    /* Of a surface the outer border. */
    if (at && at->n > 0 && str_eq(json_get_str(a, geometry, STR("type")), STR("Polygon")))
        at = &at->items[0];
    if (at)
        point_put(&out, a, at);
    TRY(leaf(m, item, STR("geometry"), buf_str(&out)));
    if (json_get(feature, STR("id")))
        TRY(leaf(m, item, STR("id"), json_get_str(a, feature, STR("id"))));
    for (size_t i = 0; properties && properties->kind == JSON_KIND_OBJECT && i < properties->n; i++)
        TRY(leaf(m, item, properties->keys[i], json_get_str(a, properties, properties->keys[i])));
    return OK;
}

static enum err geojson_make(struct maker *m, struct str text)
{
    struct json json = {0};
    const struct json *features;

    if (json_parse(m->all->arena, text, &json) != OK)
        return refuse(m, "is not JSON");
    features = json_get(&json, STR("features"));
    if (!features || features->kind != JSON_KIND_ARRAY)
        return refuse(m, "is no collection of features");
    for (size_t i = 0; i < features->n; i++)
        TRY(feature_add(m, &features->items[i]));
    return OK;
}

/* Names without a prefix are meant, whatever the document says of its namespace. */
static enum err xml_make(struct maker *m, struct str text)
{
    struct expr_node *doc = NULL;
    struct str why = STR_NONE;

    if (!m->all->files->xml)
        return refuse(m, "cannot be read here");
    if (m->all->files->xml(m->all->arena, text, &doc, &why) != OK)
        return refuse(m, str_z(m->all->arena, why));
    for (struct expr_node *n = doc; n; n = expr_node_next(n, doc)) {
        if (++m->nodes > FORM_FILE_CELLS_MAX)
            return refuse(m, "has too many elements");
        n->ns = STR_NONE;
    }
    m->entry->node = doc;
    return OK;
}

static enum err make(struct maker *m, struct str text)
{
    struct arena *a = m->all->arena;
    struct str file = m->entry->file;
    struct expr_node *instance = expr_node_add(a, NULL, EXPR_ELEMENT, STR("instance"));

    if (str_has_suffix(file, STR(".xml")))
        return xml_make(m, text);
    m->root = expr_node_add(a, instance, EXPR_ELEMENT, STR("root"));
    if (str_has_suffix(file, STR(".geojson")))
        TRY(geojson_make(m, text));
    else
        TRY(csv_make(m, text));
    m->entry->node = instance;
    return OK;
}

static void read_file(struct form_instances *all, struct entry *e)
{
    struct maker m = {.all = all, .entry = e};
    struct str text = STR_NONE;
    enum err err = all->files->read(all->files->arg, all->arena, e->file, &text);

    e->tried = true;
    if (err != OK)
        e->problem = str_fmt(all->arena, "%.*s %s", STR_ARG(e->file),
                             err == E_LIMIT ? "is too large" : "cannot be read");
    else if (make(&m, text) == OK)
        all->order = expr_node_number(e->node, all->order);
    else
        e->node = NULL;
}

/* ---- by name */

struct form_instances *form_instances_new(struct arena *a, const struct form_files *files)
{
    struct form_instances *all = ARENA_NEW(a, struct form_instances);

    all->arena = a;
    all->files = files;
    all->order = 1u << 24; /* behind the form's own nodes and those of its lists */
    return all;
}

static struct entry *entry_add(struct form_instances *all, struct str id)
{
    struct entry *e = ARENA_NEW(all->arena, struct entry);

    e->id = id;
    LIST_ADD(all->arena, &all->entries, e);
    return e;
}

void form_instances_add(struct form_instances *all, struct str id, struct expr_node *node)
{
    entry_add(all, id)->node = node;
    all->order = expr_node_number(node, all->order);
}

void form_instances_add_file(struct form_instances *all, struct str id, struct str file)
{
    entry_add(all, id)->file = file;
}

/* No path out of the folder. */
static bool is_file_name(struct str name)
{
    return str_given(name) && name.n < 200 && name.p[0] != '.' && str_find(name, STR("/"), 0) < 0 &&
           str_find(name, STR("\\"), 0) < 0;
}

static bool has_file(struct form_instances *all, struct str name)
{
    struct str text;

    return all->files && is_file_name(name) &&
           all->files->read(all->files->arg, all->arena, name, &text) != E_NOT_FOUND;
}

static struct entry *entry_find(struct form_instances *all, struct str id)
{
    static const char *const endings[] = {"", ".csv", ".geojson", ".xml"};
    struct str file = STR_NONE;

    for (size_t i = 0; i < all->entries.n; i++)
        if (str_eq(all->entries.items[i]->id, id))
            return all->entries.items[i];
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        file = str_fmt(all->arena, "%.*s%s", STR_ARG(id), endings[i]);
        if (has_file(all, file))
            break;
        file = STR_NONE;
    }
    if (!str_given(file))
        return NULL;
    form_instances_add_file(all, str_dup(all->arena, id), file);
    return all->entries.items[all->entries.n - 1];
}
