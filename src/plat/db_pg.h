/* plat/db_pg.h: what the two files of the PostgreSQL engine share: db_pg.c (transactions,
 * statements, rows) and db_pg_open.c (connections, errors). Only they include it. */
#ifndef PLAT_DB_PG_H
#define PLAT_DB_PG_H

#include "plat/db_engine.h"

/* As libpq-fe.h names them; it is not where headers are looked for. */
typedef struct pg_conn PGconn;
typedef struct pg_result PGresult;

/* What a slot was prepared with on this connection. */
struct prepared {
    bool ready;
    unsigned char kinds[DB_ARG_MAX];
};

/* Rows that have arrived. The struct is kept until the connection closes, for stale rows. */
struct result {
    struct cursor cursor;
    PGresult *res;
    int row, row_n;
    struct result *spare;
};

struct db_pg {
    struct db base;
    PGconn *conn;
    char *url, *schema;
    struct db_options options;
    bool farewell; /* the server has ended the connection while it was idle */
    struct prepared **slots;
    unsigned slot_n;
    struct result *spares;
};

/** The engine's own view of a connection. */
static inline struct db_pg *pg_of(struct db *db)
{
    return (struct db_pg *)db;
}

/** As the engine's open. Errors: as db_open. */
enum err db_pg_open(const char *url, const struct db_options *o, struct db **ret) MUST_CHECK;
/** As db_open_reads. Errors: the same. */
enum err db_pg_open_reads(struct db *base, struct db **ret) MUST_CHECK;
/** As the engine's close. */
void db_pg_close(struct db *base);
/** True when the connection is gone. */
bool db_pg_is_lost(const struct db_pg *db);
/** True when a command worked. */
bool db_pg_is_good(const PGresult *res);
/**
 * Sets db_error() to "what: the server's primary message"; res may be NULL.
 *
 * Errors  what the server's code means; E_BUSY  the connection was lost in a transaction
 */
enum err db_pg_failed(struct db_pg *db, const char *what, const PGresult *res);
/** Runs a command without parameters and rows. Errors: as db_pg_failed. */
enum err db_pg_command(struct db_pg *db, const char *what, const char *text) MUST_CHECK;
/** Opens a lost connection again; for outside a transaction. Errors: E_IO. */
enum err db_pg_reconnect(struct db_pg *db) MUST_CHECK;
/**
 * Outside a transaction, notices before anything is sent that the server was restarted while we
 * were idle, and connects again.
 *
 * Errors  E_IO
 */
enum err db_pg_wake(struct db_pg *db) MUST_CHECK;

#endif
