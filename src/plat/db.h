/* plat/db.h: the whole contract with a database. db_sqlite.c and db_pg.c implement it; everything
 * above speaks one SQL text to both. Connections are opened after the fork and never shared. */
#ifndef PLAT_DB_H
#define PLAT_DB_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/id.h"
#include "base/str.h"

struct cursor;
struct db;

/** One query of a .sql file, made by tools/sqlc. Placeholders are $1..$arg_n on both engines. */
struct sql {
    const char *name;   /* "note_by_casefile" */
    const char *sqlite; /* text for SQLite */
    const char *pg; /* text for PostgreSQL; the same pointer unless the file has a dialect block */
    int arg_n;
    unsigned
        slot; /* index into a connection's table of prepared statements; unique in the program */
    const char *scan; /* why it may read a whole growing table ("scan: reason"), or NULL */
};

/** A slot for SQL written in C (migrations, tests): prepared for one use, not kept. */
#define SQL_NO_SLOT (~0U)
#define DB_ARG_MAX 64

/** Every query of the program, in the order of their slots; for the prepare-all and EXPLAIN tests.
 */
extern const struct sql *const sql_all[];
extern const unsigned sql_all_n;

enum bind_kind { BIND_INT, BIND_TEXT, BIND_ID, BIND_BLOB };

/**
 * A value for a placeholder. The kind is fixed for a placeholder, also when the value is NULL.
 * Text and blobs are read during the call of db_query or db_exec and need not live longer.
 */
struct bind {
    enum bind_kind kind;
    bool null;
    int64_t i;
    struct str s; /* text or blob */
    struct id id;
};

/** An integer. */
static inline struct bind b_int(int64_t v)
{
    return (struct bind){.kind = BIND_INT, .i = v};
}
/** NULL where an integer may stand. */
static inline struct bind b_int_null(void)
{
    return (struct bind){.kind = BIND_INT, .null = true};
}
/** 1 or 0. */
static inline struct bind b_bool(bool v)
{
    return b_int(v ? 1 : 0);
}
/** Text; the empty string is stored as it is. */
static inline struct bind b_str(struct str s)
{
    return (struct bind){.kind = BIND_TEXT, .s = s};
}
/** Text, or NULL when empty. */
static inline struct bind b_str_null(struct str s)
{
    return (struct bind){.kind = BIND_TEXT, .s = s, .null = s.n == 0};
}
/** NULL for ID_NONE. */
static inline struct bind b_id(struct id id)
{
    return (struct bind){.kind = BIND_ID, .id = id, .null = !id_given(id)};
}
static inline struct bind b_blob(struct str s)
{
    return (struct bind){.kind = BIND_BLOB, .s = s};
}
/** A blob, or NULL when empty. */
static inline struct bind b_blob_null(struct str s)
{
    return (struct bind){.kind = BIND_BLOB, .s = s, .null = s.n == 0};
}
/** Microseconds as an integer; NULL when not set. */
static inline struct bind b_instant(struct instant t)
{
    return (struct bind){.kind = BIND_INT, .i = t.us, .null = t.us == 0};
}
/** "YYYY-MM-DD" text; NULL when not given. Dates are TEXT in the database. Needs plat/db.c. */
struct bind b_date(struct arena *a, struct date d);

/** Arguments for db_query and db_exec: BINDS(b_id(x), b_int(3)). */
#define BINDS(...)                                                                                 \
    ((const struct bind[]){__VA_ARGS__}),                                                          \
        (int)(sizeof((const struct bind[]){__VA_ARGS__}) / sizeof(struct bind))
#define NO_BINDS NULL, 0

/**
 * Rows of a running query, on the caller's stack. It ends with rows_end(), and by itself when the
 * transaction ends or the arena that was in use at db_query() is reset; going on after that gives
 * E_BUG.
 */
struct rows {
    struct db *db;
    struct cursor *cursor; /* the engine's */
    unsigned use;          /* which use of the cursor this is; 0 when not open */
    enum err err;
};

/** How to open. Zeroed is right for a command-line tool. */
struct db_options {
    bool create;  /* SQLite: make the file when there is none */
    bool relaxed; /* no fsync a commit: survives kill -9, not a power cut (journal of reads) */
    bool
        no_checkpoint; /* SQLite: leave the write-ahead log to db_checkpoint() in another process */
    int timeout_ms;    /* longest statement on PostgreSQL; 0 means 15 s */
    int wait_ms;       /* longest wait for the turn to write; 0 means 10 s */
    int cache_kib;     /* SQLite: page cache; 0 means 4 MiB */
    const char *schema; /* PostgreSQL: the one schema that is searched; NULL means "public" */
};

/**
 * Opens "sqlite:PATH" ("sqlite::memory:" too) or "postgresql://…".
 *
 * SQLite: WAL, synchronous=FULL, foreign keys on, writers queue at the turnstile (`PATH.lock`).
 * The file must exist unless create is given; a file it makes is readable by its owner only.
 * Errors  E_NOT_FOUND  no such file; E_IO  cannot open, not a database, no permission, no server;
 *         E_INVALID  the URL is of neither kind. db_open_error() has one line for stderr.
 */
enum err db_open(const char *url, bool create, struct db **ret) MUST_CHECK;
/** As db_open, with all options. Errors: as db_open. */
enum err db_open_with(const char *url, const struct db_options *options,
                      struct db **ret) MUST_CHECK;
/** Why the last db_open failed: "cannot open 'x': …". Static memory. */
const char *db_open_error(void);
/** Rolls back what is open and closes. NULL is allowed. */
void db_close(struct db *db);
bool db_is_pg(const struct db *db);
/** Puts the parts of a PostgreSQL address into the environment, where PostgreSQL's own programs
 * read them: a command line is for all to see. For a child, right before it becomes such a program.
 *  Native only. Errors: E_INVALID  a part has no such place; db_open_error() names it. */
enum err db_pg_environment(const char *url) MUST_CHECK;
/** The engine's text for the last error, with the query's name; for log lines of app, not people.
 */
const char *db_error(const struct db *db);
/**
 * Strings and blobs of rows are copied into this arena by the col_ functions. When it is reset,
 * queries and a transaction begun under it end (rolled back), so an early return leaks nothing.
 */
void db_use_arena(struct db *db, struct arena *a);
/**
 * Opens the second store, for the journal of reads: the table access_read without an fsync a
 * commit. SQLite: the file `PATH.reads`, made when it is not there; PostgreSQL: another connection
 * with synchronous_commit off. Survives kill -9, not a power cut.
 *
 * Errors  E_NOT_FOUND  db lacks the table; E_CONFLICT  the file holds reads of an older form, which
 *         that version must fold first; E_IO. db_open_error() says why.
 */
enum err db_open_reads(struct db *db, struct db **ret) MUST_CHECK;
/**
 * Moves what the write-ahead log holds into the database file, as far as readers let it; to be
 * called each second or so by one process. Never blocks readers; a log that has grown beyond
 * 64 MiB is cut, for which writers wait a moment. Nothing to do on PostgreSQL.
 *
 * Errors  E_IO; E_BUG  in a transaction
 */
enum err db_checkpoint(struct db *db) MUST_CHECK;
/**
 * Copies a SQLite database, as it is at one moment, to path: whole and synced, or not at all.
 * Readers and writers go on meanwhile. PostgreSQL has pg_dump and its own archiving.
 *
 * Errors  E_CONFLICT  path exists; E_IO  cannot write; E_BUG  not SQLite
 */
enum err db_backup(struct db *db, const char *path) MUST_CHECK;

/**
 * Prepares a new database for being filled at once; then come transactions as ever, and
 * db_bulk_end(). SQLite: they go to a copy aside (`PATH.part`) without journal or fsync and without
 * the indexes named in late (ends with NULL; of one table in the order they were made), while the
 * database itself stays as it was and locked; db_close() without db_bulk_end() leaves it so.
 * PostgreSQL and databases in memory: nothing to prepare.
 *
 * Errors  E_BUSY  others have the database open: nothing has changed, fill it the ordinary way;
 *         E_IO; E_BUG  in a transaction, or there is no such index
 */
enum err db_bulk_begin(struct db *db, const char *const *late) MUST_CHECK;
/**
 * Makes the indexes, syncs, and puts the copy in the place of the database: whole, or not at all.
 * On SQLite only db_close() may follow. Harmless without db_bulk_begin().
 *
 * Errors  E_IO; E_CONFLICT  a unique index refuses
 */
enum err db_bulk_end(struct db *db) MUST_CHECK;

enum tx_mode { TX_READ, TX_WRITE };
/**
 * Begins. TX_WRITE: the turnstile and BEGIN IMMEDIATE on SQLite; READ COMMITTED on PostgreSQL.
 * TX_READ: a snapshot on both, and a query that writes is refused (E_BUG). Not nested.
 *
 * A call that fails poisons the transaction on both engines: later queries and tx_commit() give
 * the same error again, and only tx_rollback() helps.
 *
 * Errors  E_BUSY  could not begin in time; E_IO; E_BUG  one is open already
 */
enum err tx_begin(struct db *db, enum tx_mode mode) MUST_CHECK;
/**
 * Durable when it returns OK; otherwise rolled back.
 *
 * Errors  E_BUSY  run the command again; E_CONFLICT  a deferred key; E_IO  disk, or the connection
 *         was lost in this very call, so that nobody knows; or the error that poisoned it
 */
enum err tx_commit(struct db *db) MUST_CHECK;
/** Harmless when no transaction is open. */
void tx_rollback(struct db *db);
bool tx_is_open(const struct db *db);

/**
 * Runs a query that gives rows. Statements are prepared once a connection.
 *
 * Errors  E_CONFLICT  a unique key or foreign key refuses; E_BUSY; E_IO;
 *         E_BUG  the query or its binds are wrong, a CHECK or NOT NULL refuses, a write outside
 *         TX_WRITE
 */
enum err db_query(struct db *db, const struct sql *sql, const struct bind *binds, int bind_n,
                  struct rows *ret) MUST_CHECK;
/** The next row. False at the end and on failure: rows_end() tells which. */
bool rows_next(struct rows *r);
/** Ends the query; call it in every case. Errors: as db_query; E_BUG  a column of another type. */
enum err rows_end(struct rows *r) MUST_CHECK;
/**
 * Runs a query whose rows do not matter; *changed (may be NULL) is the number of rows it touched.
 * Outside a transaction it is one of its own.
 *
 * Errors  as db_query
 */
enum err db_exec(struct db *db, const struct sql *sql, const struct bind *binds, int bind_n,
                 int64_t *changed) MUST_CHECK;
/** Runs ;-separated statements without placeholders: migrations and tests. Errors: as db_query. */
enum err db_script(struct db *db, const char *text) MUST_CHECK;
/**
 * Prepares without running; *ret_explain (may be NULL) is the engine's plan, one step a line.
 *
 * Errors  E_BUG  it does not prepare, or a result column has a type col_ cannot read; E_IO
 */
enum err db_prepare_check(struct db *db, const struct sql *sql, struct arena *a,
                          struct str *ret_explain) MUST_CHECK;

/* Columns of the current row, from 0. NULL gives 0, STR_NONE, ID_NONE, DATE_NONE, INSTANT_NONE.
 * A column of another type gives the same, and rows_end() then E_BUG. */
bool col_is_null(const struct rows *r, int i);
int64_t col_int(const struct rows *r, int i);
bool col_bool(const struct rows *r, int i);
/** Text or a blob, copied, with a NUL behind it that is not counted. */
struct str col_str(const struct rows *r, int i);
struct id col_id(const struct rows *r, int i);
struct date col_date(const struct rows *r, int i);
struct instant col_instant(const struct rows *r, int i);

/* For rows of whatever table: how many columns, what they are called, and the value of the current
 * row as it would be bound to be stored again (ids as blobs on SQLite). */
int rows_column_n(const struct rows *r);
/** Lives as long as the query. */
struct str rows_column_name(const struct rows *r, int i);
/** Copied as by col_str(). */
struct bind col_value(const struct rows *r, int i);

#endif
