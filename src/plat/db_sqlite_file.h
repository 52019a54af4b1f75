/* plat/db_sqlite_file.h: the files around a SQLite database: making it, its lock file, a copy of
 * it. db_sqlite_file.c natively; the browser has no files and gets stubs from the same source. */
#ifndef PLAT_DB_SQLITE_FILE_H
#define PLAT_DB_SQLITE_FILE_H

#include "plat/db_engine.h"
#include "plat/turnstile.h"

#include <sqlite3.h>

/**
 * Sees that there is a file to open, making an empty one for its owner only when asked.
 *
 * Errors  E_NOT_FOUND  there is none; E_IO. Sets db_open_error().
 */
enum err sqlite_file_ready(const char *path, bool create) MUST_CHECK;
/** Opens the turnstile beside the database. Errors: E_IO. Sets db_open_error(). */
enum err sqlite_file_turnstile(const char *db_path, struct turnstile *ret) MUST_CHECK;
/** As db_backup; errors are set in db. Errors: E_CONFLICT, E_IO, E_BUSY. */
enum err sqlite_file_backup(struct db *db, sqlite3 *from, const char *path) MUST_CHECK;

#endif
