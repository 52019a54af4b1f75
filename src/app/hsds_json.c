/* app/hsds_json.c: the nested writing of HSDS: a record with its parts inside. */
#include <string.h>

#include "app/hsds.h"

/* Deeper than this no record of HSDS nests. */
#define DEPTH_MAX 12

static bool is_directory(enum hsds_table table)
{
    return table == HSDS_ORGANIZATION || table == HSDS_SERVICE || table == HSDS_LOCATION ||
           table == HSDS_SERVICE_AT_LOCATION;
}

/* ---- reading -------------------------------------------------------------------------------- */

struct reading {
    struct hsds *h;
    const char *file;
    int depth;
    bool tabular; /* tables written as JSON: a text may look like a number */
};

/* What a record hangs on. */
struct tie {
    const struct hsds_child *as;
    const struct hsds_row *parent;
};

static struct hsds_row *record_read(struct reading *in, enum hsds_table table,
                                    const struct json *object, struct str pointer,
                                    const struct tie *tie);

static const struct hsds_child *child_of(enum hsds_table table, struct str name)
{
    const struct hsds_child *c = hsds_shapes[table].children;

    while (c->name && !str_eq(str_c(c->name), name))
        c++;
    return c->name ? c : NULL;
}

static struct str step(struct reading *in, struct str pointer, struct str name)
{
    return str_fmt(in->h->arena, "%.*s/%.*s", STR_ARG(pointer), STR_ARG(name));
}

static void part_read(struct reading *in, struct hsds_row *row, const struct hsds_child *child,
                      const struct json *value, struct str pointer)
{
    struct hsds_place at = {in->file, pointer, 0};

    if (value->kind == JSON_KIND_NULL)
        return;
    if (child->is_one) {
        const struct hsds_row *one = record_read(in, child->table, value, pointer, NULL);

        if (one)
            hsds_set(row, child->key, one->cells[0]);
        return;
    }
    if (value->kind != JSON_KIND_ARRAY) {
        hsds_problem(in->h, at, "this must be an array");
        return;
    }
    for (size_t i = 0; i < value->n; i++)
        (void)record_read(in, child->table, &value->items[i],
                          step(in, pointer, str_fmt(in->h->arena, "%zu", i)),
                          &(struct tie){child, row});
}

/* The i-th member of the object. */
static void cell_read(struct reading *in, struct hsds_row *row, int column,
                      const struct json *object, size_t i)
{
    const struct hsds_column *c = &hsds_shapes[row->table].columns[column];
    const struct json *value = &object->items[i];
    bool number = value->kind == JSON_KIND_INT || value->kind == JSON_KIND_REAL;
    struct hsds_place at = {in->file, step(in, row->at.pointer, object->keys[i]), 0};

    if (value->kind == JSON_KIND_NULL)
        return;
    if (c->type == HSDS_NUMBER ? !number
                               : value->kind != JSON_KIND_STR && !(in->tabular && number)) {
        hsds_problem(in->h, at,
                     c->type == HSDS_NUMBER ? "this must be a number" : "this must be a text");
        return;
    }
    row->cells[column] = json_get_str(in->h->arena, object, object->keys[i]);
    if (!row->cells[column].p)
        row->cells[column] = STR("");
}

/* Attributes and metadata say which table they are tied to. */
static void tie_set(struct hsds_row *row, const struct tie *tie)
{
    const char *kind = row->table == HSDS_ATTRIBUTE  ? "link_entity"
                       : row->table == HSDS_METADATA ? "resource_type"
                                                     : NULL;

    hsds_set(row, tie->as->key, tie->parent->cells[0]);
    if (kind && !hsds_cell(row, kind).p)
        hsds_set(row, kind, str_c(hsds_shapes[tie->parent->table].name));
}

/* A program that stands in a service only belongs to the organisation of the service. */
static void program_own(struct reading *in, const struct hsds_row *service)
{
    struct hsds_row *program = hsds_find(in->h, HSDS_PROGRAM, hsds_cell(service, "program_id"));

    if (program && !hsds_cell(program, "organization_id").p)
        hsds_set(program, "organization_id", hsds_cell(service, "organization_id"));
}

static void cells_read(struct reading *in, struct hsds_row *row, const struct json *object)
{
    for (size_t i = 0; i < object->n; i++) {
        int column = hsds_column(row->table, object->keys[i]);

        if (column >= 0)
            cell_read(in, row, column, object, i);
        else if (!child_of(row->table, object->keys[i]))
            hsds_note(in->h, row->at, "HSDS 3.0 has no field %.*s here; it is left out",
                      STR_ARG(object->keys[i]));
    }
}

/* The records inside: those that are one object, or those in arrays. */
static void parts_read(struct reading *in, struct hsds_row *row, const struct json *object,
                       struct str pointer, bool is_one)
{
    for (size_t i = 0; i < object->n; i++) {
        const struct hsds_child *child = child_of(row->table, object->keys[i]);

        if (child && child->is_one == is_one)
            part_read(in, row, child, &object->items[i], step(in, pointer, object->keys[i]));
    }
}

static struct hsds_row *record_read(struct reading *in, enum hsds_table table,
                                    const struct json *object, struct str pointer,
                                    const struct tie *tie)
{
    struct hsds_row row = {.table = table, .at = {in->file, pointer, 0}};
    struct hsds_row *added;

    if (object->kind != JSON_KIND_OBJECT || in->depth >= DEPTH_MAX) {
        hsds_problem(in->h, row.at,
                     object->kind != JSON_KIND_OBJECT ? "this must be an object"
                                                      : "this is nested too deep");
        return NULL;
    }
    cells_read(in, &row, object);
    if (tie)
        tie_set(&row, tie);
    in->depth++;
    /* One object's id is needed before the row is added; what is tied to it only afterwards. */
    parts_read(in, &row, object, pointer, true);
    added = hsds_add(in->h, &row);
    parts_read(in, added, object, pointer, false);
    in->depth--;
    if (table == HSDS_SERVICE)
        program_own(in, added);
    return added;
}

static bool has(const struct json *object, const char *key)
{
    return json_get(object, str_c(key)) != NULL;
}

/* "taxonomies.json", wherever it lies. */
static bool names_taxonomy(const char *file)
{
    const char *name = strrchr(file, '/');

    return strncmp(name ? name + 1 : file, "taxonom", 7) == 0;
}

/* Records do not say what they are; their fields do, and between an organisation and a taxonomy the
 * name of the file. -1: nothing of HSDS. */
static int table_of(const struct reading *in, const struct json *o)
{
    if (has(o, "status") || has(o, "service_at_locations"))
        return HSDS_SERVICE;
    if (has(o, "location_type"))
        return HSDS_LOCATION;
    if (has(o, "service") || has(o, "location") || has(o, "service_id"))
        return HSDS_SERVICE_AT_LOCATION;
    if (has(o, "taxonomy") || has(o, "taxonomy_detail") || has(o, "taxonomy_id") ||
        has(o, "term_uri"))
        return HSDS_TAXONOMY_TERM;
    if (!has(o, "id") || !has(o, "name"))
        return -1;
    return has(o, "version") || names_taxonomy(in->file) ? HSDS_TAXONOMY : HSDS_ORGANIZATION;
}

/* {"organizations.csv": [{…}], …}: the tables in one text. */
static bool tables_read(struct reading *in, const struct json *root)
{
    if (root->n == 0 || hsds_table_of_file(root->keys[0]) < 0)
        return false;
    in->tabular = true;
    for (size_t i = 0; i < root->n; i++) {
        int table = hsds_table_of_file(root->keys[i]);
        struct str pointer = step(in, STR_NONE, root->keys[i]);

        if (table < 0 || root->items[i].kind != JSON_KIND_ARRAY) {
            hsds_problem(in->h, (struct hsds_place){in->file, pointer, 0},
                         "this is no table of HSDS");
            continue;
        }
        for (size_t k = 0; k < root->items[i].n; k++)
            (void)record_read(in, (enum hsds_table)table, &root->items[i].items[k],
                              step(in, pointer, str_fmt(in->h->arena, "%zu", k)), NULL);
    }
    return true;
}

static void any_read(struct reading *in, const struct json *object, struct str pointer)
{
    struct hsds_place at = {in->file, pointer, 0};
    int table = object->kind == JSON_KIND_OBJECT ? table_of(in, object) : -1;

    if (table < 0)
        hsds_problem(in->h, at, "this is no organisation, service, location or taxonomy of HSDS");
    else
        (void)record_read(in, (enum hsds_table)table, object, pointer, NULL);
}

void hsds_read_json(struct hsds *h, const char *file, struct str text)
{
    struct reading in = {.h = h, .file = file};
    const struct json *list;
    struct json root;
    struct str pointer = STR_NONE;

    if (json_parse(h->arena, text, &root) != OK) {
        hsds_problem(h, (struct hsds_place){.file = file}, "this is not JSON");
        return;
    }
    if (root.kind == JSON_KIND_OBJECT && tables_read(&in, &root))
        return;
    if (has(&root, "openapi_url")) {
        hsds_note(h, (struct hsds_place){.file = file}, "it describes an interface; no records");
        return;
    }
    list = json_get(&root, STR("contents"));
    if (list)
        pointer = STR("/contents");
    if (!list && root.kind == JSON_KIND_ARRAY)
        list = &root;
    if (!list) {
        any_read(&in, &root, pointer);
        return;
    }
    for (size_t i = 0; i < list->n; i++)
        any_read(&in, &list->items[i], step(&in, pointer, str_fmt(h->arena, "%zu", i)));
}

void hsds_read_document(struct hsds *h, enum hsds_table table, struct str text)
{
    struct reading in = {.h = h};
    struct json root;

    if (json_parse(h->arena, text, &root) == OK)
        (void)record_read(&in, table, &root, STR_NONE, NULL);
    else
        hsds_problem(h, (struct hsds_place){0}, "a stored record is not JSON");
}

/* ---- writing -------------------------------------------------------------------------------- */

struct writing {
    const struct hsds *h;
    struct json_writer *w;
    enum hsds_nesting nesting;
    int depth;
};

static void record_write(struct writing *out, struct hsds_row *row, const char *tie);

/* The record that an id of this column stands for is written elsewhere, inside or outside. */
static bool is_implied(const struct writing *out, const struct hsds_row *row, int column)
{
    const struct hsds_column *c = &hsds_shapes[row->table].columns[column];

    if (c->type != HSDS_ID || column == 0 || out->depth == 1)
        return false;
    for (int t = 0; t < HSDS_TABLE_N; t++) {
        if (hsds_find(out->h, (enum hsds_table)t, row->cells[column]))
            return strcmp(c->name, "taxonomy_term_id") != 0 || out->nesting == HSDS_COMPILED;
    }
    return false;
}

static void cells_write(struct writing *out, const struct hsds_row *row, const char *tie)
{
    const struct hsds_column *columns = hsds_shapes[row->table].columns;

    for (int i = 0; columns[i].name; i++) {
        if (!row->cells[i].p || (tie && strcmp(columns[i].name, tie) == 0) ||
            is_implied(out, row, i))
            continue;
        json_key(out->w, str_c(columns[i].name));
        if (columns[i].type == HSDS_NUMBER)
            json_put_raw(out->w, row->cells[i]);
        else
            json_put_str(out->w, row->cells[i]);
    }
}

static bool is_written(const struct writing *out, const struct hsds_child *child)
{
    if (out->nesting == HSDS_STORED)
        return !child->is_one && !is_directory(child->table);
    if (out->nesting == HSDS_LISTED)
        return child->is_one;
    if (out->nesting == HSDS_PUBLIC && child->table == HSDS_CONTACT)
        return false;
    /* A service holds its organisation and its places, not the other way round. */
    return child->table != HSDS_SERVICE;
}

static void record_write(struct writing *out, struct hsds_row *row, const char *tie)
{
    out->depth++;
    json_open(out->w, '{');
    cells_write(out, row, tie);
    for (const struct hsds_child *c = hsds_shapes[row->table].children; c->name; c++) {
        if (!is_written(out, c) || out->depth >= DEPTH_MAX)
            continue;
        if (c->is_one) {
            struct hsds_row *one = hsds_find(out->h, c->table, hsds_cell(row, c->key));

            if (one) {
                json_key(out->w, str_c(c->name));
                record_write(out, one, NULL);
            }
            continue;
        }
        struct hsds_row_list parts = hsds_tied(out->h, c->table, c->key, row->cells[0]);

        if (parts.n == 0)
            continue;
        json_key(out->w, str_c(c->name));
        json_open(out->w, '[');
        for (size_t i = 0; i < parts.n; i++) {
            record_write(out, parts.items[i], c->key);
            parts.items[i]->used = true;
        }
        json_close(out->w, ']');
    }
    json_close(out->w, '}');
    out->depth--;
}

void hsds_write_record(const struct hsds *h, struct json_writer *w, const struct hsds_row *row,
                       enum hsds_nesting nesting)
{
    struct writing out = {.h = h, .w = w, .nesting = nesting};

    record_write(&out, (struct hsds_row *)row, NULL);
}
