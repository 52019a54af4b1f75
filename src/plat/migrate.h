/* plat/migrate.h: forward-only numbered migrations with checksums. The texts are compiled into the
 * binary by tools/sqlc (migrations/NNNN_name.sql), so one file installs and upgrades anywhere. */
#ifndef PLAT_MIGRATE_H
#define PLAT_MIGRATE_H

#include "plat/db.h"

struct migration {
    int number;
    const char *name;
    const char *sqlite, *pg; /* the text for each engine, type macros expanded */
    const char *sha256;      /* of the source file, hexadecimal */
};

extern const struct migration migration_all[];
extern const int migration_all_n;

enum migrate_state { MIGRATE_CURRENT, MIGRATE_EMPTY, MIGRATE_OLDER, MIGRATE_NEWER, MIGRATE_CHANGED };

/**
 * Compares the database with this program. MIGRATE_NEWER: made by a later version, do not touch.
 * MIGRATE_CHANGED: an applied migration has another checksum. *at (may be NULL) is its number.
 *
 * Errors  E_IO
 */
enum err migrate_check(struct db *db, enum migrate_state *ret, int *at) MUST_CHECK;
/**
 * Applies what is missing, each migration in its own transaction with its row in schema_migration.
 *
 * Errors  E_CONFLICT  the database is newer, or a checksum differs; E_IO
 */
enum err migrate_run(struct db *db, int *ret_applied) MUST_CHECK;

#endif
