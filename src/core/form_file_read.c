/* core/form_file_read.c: files beside a form into nodes: rows of CSV, features of GeoJSON, XML as
 * it is. */
#include "core/form_file_read.h"

#include "base/csv.h"
#include "plat/json.h"

struct maker {
    struct arena *arena;
    struct str file, problem;
    struct expr_node *instance, *root;
    int nodes;
};

static enum err refuse(struct maker *m, struct str why)
{
    m->problem = str_fmt(m->arena, "%.*s: %.*s", STR_ARG(m->file), STR_ARG(why));
    return E_INVALID;
}

static enum err leaf(struct maker *m, struct expr_node *parent, struct str name, struct str text)
{
    if (++m->nodes > FORM_FILE_CELLS_MAX)
        return refuse(m, STR("has too many cells"));
    expr_node_add(m->arena, parent, EXPR_ELEMENT, name)->text = text;
    return OK;
}

/* ---- CSV */

static enum err row_add(struct maker *m, const struct csv_row *header, const struct csv_row *row)
{
    struct expr_node *item = expr_node_add(m->arena, m->root, EXPR_ELEMENT, STR("item"));

    for (size_t i = 0; i < header->n; i++)
        if (str_given(header->items[i]))
            TRY(leaf(m, item, header->items[i], i < row->n ? str_trim(row->items[i]) : STR_NONE));
    return OK;
}

static enum err csv_make(struct maker *m, struct str text)
{
    struct csv csv;
    struct csv_row header = {0}, row = {0};

    csv_init(&csv, m->arena, text);
    csv.separator = csv_separator(text);
    do {
        if (csv_next(&csv, &row) != OK)
            return refuse(m,
                          str_fmt(m->arena, "a quotation mark in line %d is not closed", csv.line));
        if (header.n > 0 && row.n > 0)
            TRY(row_add(m, &header, &row));
        for (size_t i = 0, first = header.n == 0; first && i < row.n; i++)
            LIST_ADD(m->arena, &header, str_trim(row.items[i]));
    } while (row.n > 0);
    return OK;
}

/* ---- GeoJSON */

/* ODK's "latitude longitude altitude accuracy"; those of a line with ';' between. */
static void points_put(struct buf *out, struct arena *a, const struct json *at)
{
    struct str xy[2] = {STR("x"), STR("y")};
    struct json pair = {.kind = JSON_KIND_OBJECT, .items = at->items, .keys = xy, .n = 2};

    if (at->kind != JSON_KIND_ARRAY || at->n < 2)
        return;
    for (size_t i = 0; at->items[0].kind == JSON_KIND_ARRAY && i < at->n; i++)
        points_put(out, a, &at->items[i]);
    if (at->items[0].kind == JSON_KIND_ARRAY)
        return;
    buf_printf(out, "%s%.*s %.*s 0 0", out->n > 0 ? ";" : "",
               STR_ARG(json_get_str(a, &pair, xy[1])), STR_ARG(json_get_str(a, &pair, xy[0])));
}

static struct str geometry_of(struct arena *a, const struct json *feature)
{
    const struct json *geometry = json_get(feature, STR("geometry"));
    const struct json *at = geometry ? json_get(geometry, STR("coordinates")) : NULL;
    struct buf out;

    buf_init(&out, a, 1 << 20);
    if (!at || at->kind != JSON_KIND_ARRAY)
        return STR_NONE;
    /* Of a surface the outer border. */
    if (at->n > 0 && str_eq(json_get_str(a, geometry, STR("type")), STR("Polygon")))
        at = &at->items[0];
    points_put(&out, a, at);
    return buf_str(&out);
}

static enum err feature_add(struct maker *m, const struct json *feature)
{
    struct expr_node *item = expr_node_add(m->arena, m->root, EXPR_ELEMENT, STR("item"));
    const struct json *all = json_get(feature, STR("properties"));

    TRY(leaf(m, item, STR("geometry"), geometry_of(m->arena, feature)));
    if (json_get(feature, STR("id")))
        TRY(leaf(m, item, STR("id"), json_get_str(m->arena, feature, STR("id"))));
    for (size_t i = 0; all && all->kind == JSON_KIND_OBJECT && i < all->n; i++)
        TRY(leaf(m, item, all->keys[i], json_get_str(m->arena, all, all->keys[i])));
    return OK;
}

static enum err geojson_make(struct maker *m, struct str text)
{
    struct json json = {0};
    const struct json *features;

    if (json_parse(m->arena, text, &json) != OK)
        return refuse(m, STR("is not JSON"));
    features = json_get(&json, STR("features"));
    if (!features || features->kind != JSON_KIND_ARRAY)
        return refuse(m, STR("is no collection of features"));
    for (size_t i = 0; i < features->n; i++)
        TRY(feature_add(m, &features->items[i]));
    return OK;
}

/* ---- XML */

static struct expr_node *after(struct expr_node *n)
{
    if (n->first)
        return n->first;
    while (n && !n->next)
        n = n->parent;
    return n ? n->next : NULL;
}

/* Names without a prefix are meant, whatever the document says of its namespace. */
static enum err xml_make(struct maker *m, const struct form_files *files, struct str text)
{
    struct str why = STR_NONE;

    if (!files->xml)
        return refuse(m, STR("XML cannot be read here"));
    if (files->xml(m->arena, text, &m->instance, &why) != OK)
        return refuse(m, why);
    for (struct expr_node *n = m->instance; n; n = after(n)) {
        if (++m->nodes > FORM_FILE_CELLS_MAX)
            return refuse(m, STR("has too many elements"));
        n->ns = STR_NONE;
    }
    return OK;
}

enum err form_file_read(struct arena *a, const struct form_files *files, struct str name,
                        struct expr_node **ret, struct str *problem)
{
    struct maker m = {.arena = a, .file = name};
    struct str text = STR_NONE;
    enum err e = files->read(files->arg, a, name, &text);

    m.instance = expr_node_add(a, NULL, EXPR_ELEMENT, STR("instance"));
    m.root = expr_node_add(a, m.instance, EXPR_ELEMENT, STR("root"));
    if (e != OK)
        e = refuse(&m, e == E_LIMIT ? STR("is too large") : STR("cannot be read"));
    else if (str_has_suffix(name, STR(".xml")))
        e = xml_make(&m, files, text);
    else if (str_has_suffix(name, STR(".geojson")))
        e = geojson_make(&m, text);
    else
        e = csv_make(&m, text);
    *problem = m.problem;
    *ret = m.instance;
    return e;
}
