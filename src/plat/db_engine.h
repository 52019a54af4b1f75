/* plat/db_engine.h: what db.c and the two engines share. Only they and migrate.c include it. */
#ifndef PLAT_DB_ENGINE_H
#define PLAT_DB_ENGINE_H

#include "plat/db.h"

/** A query that is running. Engines put it first in their own struct and reuse it. */
struct cursor {
    unsigned use;        /* counts uses, so that stale rows are noticed */
    bool open;           /* in db->open */
    enum err err;        /* a column was read as another type */
    struct arena *arena; /* ends with it */
    const struct sql *sql;
    struct cursor *next, **prev; /* list of the open ones */
};

struct guard; /* a connection's entry in an arena: db.c */

struct db {
    const struct db_engine *engine;
    struct arena *arena;
    struct guard *guards;
    struct cursor *open;
    struct arena *tx_arena; /* the transaction ends with it; NULL: with the connection */
    enum tx_mode tx_mode;
    bool tx;
    enum err tx_err; /* the error that poisoned the transaction */
    char error[400];
};

/** One table an engine. All members must be set. query and exec get checked binds. */
struct db_engine {
    enum err (*open)(const char *where, const struct db_options *o, struct db **ret);
    void (*close)(struct db *db);
    enum err (*begin)(struct db *db, enum tx_mode mode);
    enum err (*commit)(struct db *db); /* on failure the transaction is gone as well */
    void (*rollback)(struct db *db);
    enum err (*query)(struct db *db, const struct sql *sql, const struct bind *binds,
                      struct cursor **ret);
    enum err (*next)(struct rows *r, bool *ret);
    void (*end)(struct db *db, struct cursor *c);
    enum err (*exec)(struct db *db, const struct sql *sql, const struct bind *binds,
                     int64_t *changed);
    enum err (*script)(struct db *db, const char *text);
    enum err (*prepare_check)(struct db *db, const struct sql *sql, struct arena *a,
                              struct str *ret_explain);
    enum err (*checkpoint)(struct db *db);
    enum err (*open_reads)(struct db *db, struct db **ret);
    enum err (*backup)(struct db *db, const char *path);
    enum err (*bulk_begin)(struct db *db, const char *const *late);
    enum err (*bulk_end)(struct db *db);
    bool (*is_null)(const struct rows *r, int i);
    bool (*get_int)(const struct rows *r, int i, int64_t *ret); /* false: another type */
    bool (*get_bytes)(const struct rows *r, int i, struct str *ret);
    bool (*get_id)(const struct rows *r, int i, struct id *ret);
    int (*column_n)(const struct rows *r);
    const char *(*column_name)(const struct rows *r, int i);
    enum bind_kind (*column_kind)(const struct rows *r, int i);
};

extern const struct db_engine db_engine_sqlite;
extern const struct db_engine db_engine_pg;

/** Sets what db_open_error() returns. Errors: e, as given. */
enum err db_open_failed(enum err e, const char *fmt, ...) PRINTF_LIKE(2, 3);
/** Sets what db_error() returns. Errors: e, as given. */
enum err db_failed(struct db *db, enum err e, const char *fmt, ...) PRINTF_LIKE(3, 4);

#endif
