/* core/form_file.c: instances by their names, with indexes of their columns and lists of choices.
 */
#include "core/form_file.h"

#include "core/form_file_read.h"
#include "core/form_model.h"
#include "core/i18n.h"

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
    struct pack_codes list;
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
    if (ret)
        *ret = *text;
    return OK;
}

struct form_files form_files_of_map(struct map *texts)
{
    return (struct form_files){.read = read_map, .arg = texts};
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

    e->id = str_dup(all->arena, id);
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
    return all->files && is_file_name(name) &&
           all->files->read(all->files->arg, all->arena, name, NULL) == OK;
}

static struct entry *entry_find(struct form_instances *all, struct str id)
{
    static const char *const endings[] = {"", ".csv", ".geojson", ".xml"};

    for (size_t i = 0; i < all->entries.n; i++)
        if (str_eq(all->entries.items[i]->id, id))
            return all->entries.items[i];
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct str file = str_fmt(all->arena, "%.*s%s", STR_ARG(id), endings[i]);
        struct entry *e;

        if (!has_file(all, file))
            continue;
        e = entry_add(all, id);
        e->file = file;
        return e;
    }
    return NULL;
}

bool form_instances_has(struct form_instances *all, struct str id)
{
    const struct entry *e = entry_find(all, id);

    return e && (e->node || (!e->tried && has_file(all, e->file)));
}

struct expr_node *form_instances_find(struct form_instances *all, struct str id,
                                      struct str *problem)
{
    struct entry *e = entry_find(all, id);

    if (e && !e->node && !e->tried) {
        e->tried = true;
        if (!has_file(all, e->file))
            e->problem = str_fmt(all->arena, "%.*s is not beside the form", STR_ARG(e->file));
        else if (form_file_read(all->arena, all->files, e->file, &e->node, &e->problem) == OK)
            all->order = expr_node_number(e->node, all->order);
        else
            e->node = NULL;
    }
    if (problem)
        *problem = e ? e->problem : str_fmt(all->arena, "%.*s is not beside the form", STR_ARG(id));
    return e ? e->node : NULL;
}

/* ---- rows */

/* The element that has the rows below it. */
static struct expr_node *rows_of(struct expr_node *instance)
{
    struct expr_node *n = instance->first;

    while (n && n->kind != EXPR_ELEMENT)
        n = n->next;
    return n;
}

static const struct expr_node *column_find(const struct expr_node *row, struct str name)
{
    const struct expr_node *n = row->first;

    while (n && !(n->kind == EXPR_ELEMENT && str_eq(n->name, name)))
        n = n->next;
    return n;
}

struct str form_instances_cell(const struct expr_node *row, struct str column)
{
    const struct expr_node *n = column_find(row, column);

    if (!n)
        return STR_NONE;
    /* In XML the text is a node of its own. */
    return n->first ? n->first->text : n->text;
}

static void index_fill(struct index *index, struct expr_node *instance)
{
    struct expr_node *root = rows_of(instance);

    for (struct expr_node *row = root ? root->first : NULL; row; row = row->next) {
        struct str key = form_instances_cell(row, index->column);

        if (column_find(row, index->column) && !map_get(&index->rows, key))
            map_set(&index->rows, key, row);
    }
}

struct expr_node *form_instances_row(struct form_instances *all, struct expr_node *instance,
                                     struct str column, struct str key)
{
    struct index new = {.instance = instance, .column = str_dup(all->arena, column)};

    for (size_t i = 0; i < all->indexes.n; i++) {
        const struct index *index = &all->indexes.items[i];

        if (index->instance == instance && str_eq(index->column, column))
            return map_get(&index->rows, key);
    }
    map_init(&new.rows, all->arena);
    index_fill(&new, instance);
    /* A column that is not there is not kept: there is no end of those. */
    if (new.rows.n > 0)
        LIST_ADD(all->arena, &all->indexes, new);
    return map_get(&new.rows, key);
}

/* "label", or "label:fr" and so on, as in codes.csv. */
static struct text labels_of(struct arena *a, const struct expr_node *row, struct str column)
{
    struct text text = {.in[0] = form_instances_cell(row, column)};

    for (int i = 0; locale_all[i]; i++) {
        struct str in = form_instances_cell(
            row, str_fmt(a, "%.*s:%.*s", STR_ARG(column), STR_ARG(locale_tag(locale_all[i]))));

        if (str_given(in))
            text.in[i] = in;
    }
    return text;
}

const struct pack_codes *form_instances_list(struct form_instances *all, struct str id,
                                             struct str value, struct str label)
{
    struct expr_node *instance = form_instances_find(all, id, NULL);
    struct expr_node *root = instance ? rows_of(instance) : NULL;
    struct made_list *made;

    for (size_t i = 0; i < all->lists.n; i++) {
        made = all->lists.items[i];
        if (str_eq(made->id, id) && str_eq(made->value, value) && str_eq(made->label, label))
            return &made->list;
    }
    if (!root)
        return NULL;
    made = ARENA_NEW(all->arena, struct made_list);
    *made = (struct made_list){.id = id, .value = value, .label = label};
    made->list.name = id;
    made->list.instance = instance;
    LIST_ADD(all->arena, &all->lists, made);
    for (struct expr_node *row = root->first; row; row = row->next) {
        struct pack_code choice = {.code = form_instances_cell(row, value),
                                   .label = labels_of(all->arena, row, label),
                                   .node = row};

        if (str_given(choice.code))
            LIST_ADD(all->arena, &made->list.codes, choice);
    }
    return &made->list;
}
