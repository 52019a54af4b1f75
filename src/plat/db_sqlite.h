/* plat/db_sqlite.h: what the three files of the SQLite engine share: db_sqlite.c (transactions,
 * statements, rows), db_sqlite_open.c (opening) and db_sqlite_file.c (the files around a database;
 * the browser has none and gets stubs from the same source). Only they include it. */
#ifndef PLAT_DB_SQLITE_H
#define PLAT_DB_SQLITE_H

#include "plat/db_engine.h"
#include "plat/turnstile.h"

#include <sqlite3.h>

#define SQLITE_BUSY_MS 5000

/* A prepared statement. The struct is kept until the connection closes, for stale rows. */
struct stmt {
    struct cursor cursor;
    sqlite3_stmt *handle;
    struct stmt *spare; /* next in the list of those without a slot, not in use */
    bool kept;
    unsigned char index[DB_ARG_MAX]; /* SQLite's number of $1..; 0: not in this dialect */
};

struct db_sqlite {
    struct db base;
    sqlite3 *handle;
    struct turnstile turn;
    struct db_options options;
    int wait_ms;
    bool memory;
    struct stmt **slots;
    unsigned slot_n;
    struct stmt *spares;
    sqlite3_stmt *begin_read, *begin_write, *commit, *rollback;
    struct bulk *bulk; /* while handle is a copy that is being filled: db_sqlite_bulk.c */
};

/** The engine's own view of a connection. */
static inline struct db_sqlite *sqlite_of(struct db *db)
{
    return (struct db_sqlite *)db;
}

/** Sets db_error() to "what: SQLite's message". Errors: what SQLite's code means. */
enum err db_sqlite_failed(struct db_sqlite *db, const char *what);
/** As the engine's open. Errors: as db_open. */
enum err db_sqlite_open(const char *path, const struct db_options *o, struct db **ret) MUST_CHECK;
/** As db_open_reads. Errors: the same. */
enum err db_sqlite_open_reads(struct db *base, struct db **ret) MUST_CHECK;
/** Sets handle up and prepares the statements that every connection has. Returns SQLite's code. */
int db_sqlite_set_up(struct db_sqlite *db) MUST_CHECK;
/** Finalizes all statements, so that the handle can be closed. */
void db_sqlite_finalize(struct db_sqlite *db);
/** As db_bulk_begin. Errors: the same. */
enum err db_sqlite_bulk_begin(struct db *base, const char *const *late) MUST_CHECK;
/** As db_bulk_end. Errors: the same. */
enum err db_sqlite_bulk_end(struct db *base) MUST_CHECK;
/** Throws the copy away that is being filled, if one is. handle is closed already. */
void db_sqlite_bulk_drop(struct db_sqlite *db);
/** As the engine's close. */
void db_sqlite_close(struct db *base);
/** As db_checkpoint. Errors: the same. */
enum err db_sqlite_checkpoint(struct db *base) MUST_CHECK;
/**
 * Sees that there is a file to open, making an empty one for its owner only when asked.
 *
 * Errors  E_NOT_FOUND  there is none; E_IO. Sets db_open_error().
 */
enum err db_sqlite_file_ready(const char *path, bool create) MUST_CHECK;
/** Opens the turnstile beside the database. Errors: E_IO. Sets db_open_error(). */
enum err db_sqlite_file_turnstile(const char *db_path, struct turnstile *ret) MUST_CHECK;
/** Copies a database page by page, as it is at one moment, into a new file that its
 * owner alone can read. Errors: E_BUSY, E_IO. */
enum err db_sqlite_file_copy(struct db *db, sqlite3 *from, const char *part) MUST_CHECK;
/** Makes the whole file part durable under the name of path. Errors: E_IO. */
enum err db_sqlite_file_publish(struct db *db, const char *part, const char *path) MUST_CHECK;
/** As db_backup; errors are set in db. Errors: E_CONFLICT, E_IO, E_BUSY. */
enum err db_sqlite_file_backup(struct db *db, sqlite3 *from, const char *path) MUST_CHECK;

#endif
