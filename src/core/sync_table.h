/* core/sync_table.h: what of each table goes to devices that work offline, and in whose words it is
 * asked for. The list is app/sync_tables.c; a table that is not in it does not pass the tests. */
#ifndef CORE_SYNC_TABLE_H
#define CORE_SYNC_TABLE_H

#include "core/ctx.h"

enum sync_how {
    SYNC_NONE,  /* stays on the server: `why` */
    SYNC_CASE,  /* rows of the cases on the device, by `key` */
    SYNC_OF,    /* rows whose `key` is one of `members`; gone when nothing on the device has it */
    SYNC_NAMED, /* rows that others name in columns that end like a word of `key`: units, accounts
                 */
};

/** A row on its way to a device. */
struct sync_row {
    const struct str *names;
    struct bind *values;
    size_t n;
    bool left_out; /* set by `hide`: it does not go */
};

/**
 * A table. In `members` and `only`, % stands for the ids of the cases, @a for the account and @s
 * for the scope of who works on the device, @c for 1 when confidential notes of others may be read.
 */
struct sync_table {
    const char *name;
    enum sync_how how;
    const char *key;     /* column; of SYNC_NAMED the ends of names, separated by spaces */
    const char *members; /* SYNC_OF: a query of ids with "IN (%)" in it */
    const char *only;    /* which of these rows may leave the server; NULL: all */
    const char *columns; /* NULL: all */
    const char *fill;    /* a unique column that stays here: devices get the id in its place */
    /** Takes out of a row what its reader may not see. */
    enum err (*hide)(struct ctx *ctx, struct sync_row *row);
    const char *stays; /* a condition: rows that were changed on a device and stay there until a
                          command takes them: drafts. With a column id. NULL: none */
    /** Paths of such a row, with spaces between: these pages and what is below them are answered
     * by the device as long as it holds the row. */
    struct str (*pages)(struct ctx *ctx, struct sync_row *row);
    /** What was typed into such a row, as a form's body. Needs: the outbox's copy of the row. */
    struct str (*typed)(struct ctx *ctx, struct sync_row *row);
    const char *why; /* SYNC_NONE */
};
/** A value of the row; NULL when there is no such column. */
struct bind *sync_row_value(struct sync_row *row, const char *name);
/** Its id there, whichever engine it comes from; ID_NONE when it has none. */
struct id sync_row_id(struct sync_row *row, const char *name);
/** A value as an id; ID_NONE when it is none. */
struct id sync_value_id(const struct bind *value);

/** Which rows of a table are asked for. */
enum sync_rows {
    SYNC_ROWS_GIVEN,   /* of these cases, that may leave the server */
    SYNC_ROWS_ALL,     /* of these cases */
    SYNC_ROWS_ORPHANS, /* of no case that is there; of SYNC_OF only */
};
/** Whose device it is, and cases. */
struct sync_asked {
    enum sync_rows which;
    struct id account_id, scope_id;
    bool confidential;
    const struct id *cases; /* at most SYNC_CASES_MAX */
    size_t case_n;
};
#define SYNC_CASES_MAX 30

/** A statement made for one table. */
struct sync_sql {
    struct sql sql;
    struct bind binds[DB_ARG_MAX];
    int bind_n;
};
/** Writes the statement: head ("SELECT * FROM") as it is, then the table and the condition. */
void sync_table_sql(struct arena *a, const struct sync_table *table, const char *head,
                    const struct sync_asked *asked, struct sync_sql *ret);
/** The same for the rows that stay on the device of asked->account_id; the table has some. */
void sync_table_stays(struct arena *a, const struct sync_table *table,
                      const struct sync_asked *asked, struct sync_sql *ret);
/** The table of that name, or NULL; tables end with a NULL name. */
const struct sync_table *sync_table_find(const struct sync_table *tables, struct str name);

#endif
