/* app/hsds.h: HSDS 3 (Human Services Data Specification) between files and the service directory.
 * Nested JSON and tabular CSV are two writings of one thing: tables of rows. Reading fills the
 * tables, wherever a record stood; writing nests them again or writes each as a CSV. */
#ifndef HSDS_H
#define HSDS_H

#include "base/list.h"
#include "base/map.h"
#include "core/ctx.h"
#include "feature/directory/directory.h"
#include "plat/json.h"

/** The tables of HSDS 3.0, and the capacity of 3.1. */
enum hsds_table {
    HSDS_ORGANIZATION,
    HSDS_PROGRAM,
    HSDS_SERVICE,
    HSDS_ATTRIBUTE,
    HSDS_SERVICE_AT_LOCATION,
    HSDS_LOCATION,
    HSDS_PHONE,
    HSDS_CONTACT,
    HSDS_ADDRESS,
    HSDS_SCHEDULE,
    HSDS_FUNDING,
    HSDS_SERVICE_AREA,
    HSDS_REQUIRED_DOCUMENT,
    HSDS_LANGUAGE,
    HSDS_ACCESSIBILITY,
    HSDS_TAXONOMY_TERM,
    HSDS_METADATA,
    HSDS_META_TABLE_DESCRIPTION,
    HSDS_COST_OPTION,
    HSDS_ORGANIZATION_IDENTIFIER,
    HSDS_TAXONOMY,
    HSDS_SERVICE_CAPACITY,
    HSDS_TABLE_N
};
#define HSDS_COLUMNS_MAX 26

enum hsds_type { HSDS_TEXT, HSDS_NUMBER, HSDS_ID, HSDS_TIME };
struct hsds_column {
    const char *name;
    enum hsds_type type;
    bool required;
    const char *values; /* the words it may be, `|` between, or NULL */
};
/** Records inside others. */
struct hsds_child {
    const char *name; /* of the member in nested JSON */
    enum hsds_table table;
    const char
        *key;    /* the column that ties them: of the child, or, when it is one, of the parent */
    bool is_one; /* an object, not an array */
};
struct hsds_shape {
    const char *name, *file; /* "service", "services.csv" */
    const struct hsds_column *columns;
    const struct hsds_child *children;
};
/** How each table looks. */
extern const struct hsds_shape hsds_shapes[HSDS_TABLE_N];

/** Where a record stood: a file, and a JSON pointer or a line. */
struct hsds_place {
    const char *file;
    struct str pointer;
    int line;
};
struct hsds_row {
    enum hsds_table table;
    struct str cells[HSDS_COLUMNS_MAX]; /* p is NULL when it is not given; numbers as written */
    struct hsds_place at;
    bool used; /* stands in the document of another record */
    bool gone; /* something else took its place */
};
LIST_TYPE(hsds_row_list, struct hsds_row *);

/** Everything that was read, or is to be written. */
struct hsds {
    struct arena *arena;
    struct hsds_row_list rows[HSDS_TABLE_N];
    struct map by_id;  /* "service:<id>": struct hsds_row, the first of that id */
    struct map by_key; /* "phone.service_id:<id>": struct hsds_row_list, see hsds_index() */
    struct buf problems, notes;
    int64_t problem_n, note_n;
};

/** No rows yet; everything lives in the arena. */
void hsds_init(struct hsds *h, struct arena *a);
/** The number of a column, or -1. */
int hsds_column(enum hsds_table table, struct str name);
/** The cell of a column by its name; not given: STR_NONE. */
struct str hsds_cell(const struct hsds_row *row, const char *column);
/** Sets the cell of a column by its name; STR_NONE: not given. */
void hsds_set(struct hsds_row *row, const char *column, struct str value);
/** The record of that id, or NULL. */
struct hsds_row *hsds_find(const struct hsds *h, enum hsds_table table, struct str id);
/** Those whose column has the id, in the order of their ids; needs hsds_index(). */
struct hsds_row_list hsds_tied(const struct hsds *h, enum hsds_table table, const char *column,
                               struct str id);
/** Adds a record; one of the same id is completed by what the other lacks. The result stands for
 * both. */
struct hsds_row *hsds_add(struct hsds *h, const struct hsds_row *row);
/** Makes hsds_tied() work. Once, when all rows are there. */
void hsds_index(struct hsds *h);
/** One line about what is wrong: "FILE:LINE: …" or "FILE: /contents/0/name: …". */
void hsds_problem(struct hsds *h, struct hsds_place at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/** The same about what was left out, which stops nothing. */
void hsds_note(struct hsds *h, struct hsds_place at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/** What was tied is gone, unless it is tied to something else too. */
void hsds_untie(struct hsds *h, enum hsds_table table, const char *column, struct str id);
/** Looks at each row by itself: what is required, numbers, ids, times, words. */
void hsds_check(struct hsds *h);

/** Reads a JSON text: a record, a list, a page of a list, or tables under the names of their files.
 */
void hsds_read_json(struct hsds *h, const char *file, struct str text);
/** A record and all in it, as `more` keeps it. */
void hsds_read_document(struct hsds *h, enum hsds_table table, struct str text);
/** Reads the CSV of a table. */
void hsds_read_csv(struct hsds *h, enum hsds_table table, const char *file, struct str text);
/** The table whose CSV has this name, or -1. */
int hsds_table_of_file(struct str name);

/** How a record is written. */
enum hsds_nesting {
    HSDS_STORED,   /* with its parts, without other records of the directory */
    HSDS_COMPILED, /* as HSDS's compiled schemas have it */
    HSDS_PUBLIC,   /* the same without people to talk to: their names are theirs */
    HSDS_LISTED    /* only with what it has one of */
};
/** Writes a record as a JSON object; marks its parts as used. */
void hsds_write_record(const struct hsds *h, struct json_writer *w, const struct hsds_row *row,
                       enum hsds_nesting nesting);
/** The table as CSV; empty when it has no rows. */
struct str hsds_write_csv(struct arena *a, const struct hsds *h, enum hsds_table table);

/** What the directory makes of a service's rows: the columns of its table. */
struct hsds_service {
    struct service service; /* without what only we know: version, when it changed */
    struct service_area_list areas;
    bool has_capacity;
};
/** Needs hsds_index(). choices: all areas of ours. */
struct hsds_service hsds_service_of(struct ctx *ctx, const struct hsds *h,
                                    const struct hsds_row *row,
                                    const struct service_area_list *choices);
/** Phone of an organisation: its first. */
struct str hsds_phone(const struct hsds *h, const char *column, struct str id);
/** "1 Main Street, MyVillage, MyCity" from the addresses of a location. */
struct str hsds_address(const struct hsds *h, struct str location_id);

/** What came of an import. */
struct hsds_result {
    int64_t added, changed, same, older, without_need;
};
/**
 * Puts the tables into the directory: all or, when something does not fit, nothing; the problems
 * then stand in h. The caller holds the transaction.
 *
 * Effects  rows of the directory; events organization.imported, service.imported
 * Errors   E_INVALID  see h->problems; E_BUSY, E_IO
 */
enum err hsds_store(struct ctx *ctx, struct hsds *h, struct hsds_result *ret) MUST_CHECK;
/** The whole directory as tables. Errors: E_BUSY, E_IO. */
enum err hsds_load(struct ctx *ctx, struct hsds *h) MUST_CHECK;
LIST_TYPE(hsds_ids, struct id);
/** These records, of HSDS_ORGANIZATION, HSDS_SERVICE or HSDS_SERVICE_AT_LOCATION, and what stands
 * in them when written so: places only where a service of them is given. Errors: E_BUSY, E_IO. */
enum err hsds_load_some(struct ctx *ctx, struct hsds *h, enum hsds_table table,
                        const struct hsds_ids *ids, enum hsds_nesting nesting) MUST_CHECK;

/* ---- what anybody may read (HSDA) ------------------------------------------------------------ */

/** Of services that are marked public and can be asked, of organisations with such a service, or
 * of places of such services. Empty, ID_NONE and 0: any. */
struct hsds_filter {
    enum hsds_table table;
    struct id id, organization_id;
    struct instant since; /* the service changed at or after */
    struct str words;     /* beginnings of words of the service, three count */
    int64_t page, per_page;
    enum hsds_nesting nesting;
};
/** Their ids, a page of them in the order of ids, and how many there are, unless ret_total is NULL.
 * Errors: E_BUSY, E_IO. */
enum err hsds_public_ids(struct ctx *ctx, const struct hsds_filter *filter, struct hsds_ids *ret,
                         int64_t *ret_total) MUST_CHECK;

#endif
