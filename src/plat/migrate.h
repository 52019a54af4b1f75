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
/** Tables declared with `-- grows`: no query may scan them. Ends with NULL. */
extern const char *const migration_grows[];

enum migrate_state {
    MIGRATE_CURRENT,
    MIGRATE_EMPTY,
    MIGRATE_OLDER,
    MIGRATE_NEWER,
    MIGRATE_CHANGED
};

/** A list of migrations in the order of their numbers; tests bring their own. */
struct migrations {
    const struct migration *items;
    int n;
};

/**
 * Compares the database with a list. MIGRATE_NEWER: made by a later version, do not touch.
 * MIGRATE_CHANGED: an applied migration has another checksum. *at (may be NULL) is its number, in
 * other states the last one applied.
 *
 * Errors  E_IO
 */
enum err migrate_check_list(struct db *db, struct migrations list, enum migrate_state *ret,
                            int *at) MUST_CHECK;
/**
 * Applies what is missing, each migration in its own transaction with its row in schema_migration.
 * Two processes may run it at the same time. db_error() says which migration failed and why.
 *
 * Errors  E_CONFLICT  the database is newer, a checksum differs, or a migration breaks a key of
 *         the data; E_BUSY; E_IO; E_BUG  the text is wrong
 */
enum err migrate_run_list(struct db *db, struct migrations list, int *ret_applied) MUST_CHECK;

/** Compares the database with this program. As migrate_check_list. */
static inline MUST_CHECK enum err migrate_check(struct db *db, enum migrate_state *ret, int *at)
{
    return migrate_check_list(db, (struct migrations){migration_all, migration_all_n}, ret, at);
}
/** Applies what this program has and the database lacks. As migrate_run_list. */
static inline MUST_CHECK enum err migrate_run(struct db *db, int *ret_applied)
{
    return migrate_run_list(db, (struct migrations){migration_all, migration_all_n}, ret_applied);
}

#endif
