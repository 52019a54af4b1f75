/* core/form_file.h: what lies beside the questions of a form: instances of its own, and files (CSV,
 * GeoJSON, XML) that become instances when an expression first asks for them. Reads no folder: who
 * has the files hands them over. */
#ifndef CORE_FORM_FILE_H
#define CORE_FORM_FILE_H

#include "base/map.h"
#include "core/expr.h"

#define FORM_FILE_MAX ((size_t)16 << 20) /* bytes of a file */
#define FORM_FILE_CELLS_MAX 400000       /* nodes that one file becomes */

/** The files of a form. */
struct form_files {
    /** The bytes of a file, at most FORM_FILE_MAX; ret NULL: only whether it is there. Errors:
     * E_NOT_FOUND, E_LIMIT, E_IO. */
    enum err (*read)(void *arg, struct arena *a, struct str name, struct str *ret);
    void *arg;
    /** Makes a document of XML; NULL where that cannot be read. Errors: E_INVALID, E_LIMIT. */
    enum err (*xml)(struct arena *a, struct str text, struct expr_node **ret, struct str *problem);
};

/** Files that are in memory: of each name its text, struct str. */
struct form_files form_files_of_map(struct map *texts);

struct form_instances;
struct pack_codes;

/** No instances yet. files may be NULL: there are none. */
struct form_instances *form_instances_new(struct arena *a, const struct form_files *files);
/** One that stands in the form itself. */
void form_instances_add(struct form_instances *all, struct str id, struct expr_node *node);
/** One that is in a file of another name than its own. */
void form_instances_add_file(struct form_instances *all, struct str id, struct str file);
/** Is there an instance, or a file "ID", "ID.csv", "ID.geojson" or "ID.xml"? Looks into no file. */
bool form_instances_has(struct form_instances *all, struct str id);
/**
 * The node <instance> (or a document), read when it is first asked for. NULL when there is none, or
 * it cannot be read: then *problem, if not NULL, says why.
 */
struct expr_node *form_instances_find(struct form_instances *all, struct str id,
                                      struct str *problem);
/** The first row whose column has that text, by an index of the column; NULL: none. */
struct expr_node *form_instances_row(struct form_instances *all, struct expr_node *instance,
                                     struct str column, struct str key);
/** The rows of an instance as choices: what value and label are called there. NULL: no instance. */
const struct pack_codes *form_instances_list(struct form_instances *all, struct str id,
                                             struct str value, struct str label);
/** The text of a row's column; empty when it has none. */
struct str form_instances_cell(const struct expr_node *row, struct str column);

#endif
