/* plat/db_sqlite_bulk.c: filling a new database quickly: aside, without what makes single changes
 * safe, and then put in its place when it is whole. */
#include "plat/db_sqlite.h"

#ifdef __wasm__

enum err db_sqlite_bulk_begin(struct db *base, const char *const *late)
{
    (void)base, (void)late;
    return OK;
}

enum err db_sqlite_bulk_end(struct db *base)
{
    (void)base;
    return OK;
}

void db_sqlite_bulk_drop(struct db_sqlite *db)
{
    (void)db;
}

#else

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LATE_MAX = 32, SCAN_RUNS = 50, SCAN_STEPS = 100 };

/* Sorting goes to files beyond the size of the page cache, so that the peak is that of the filling.
 */
#define LATE_PRAGMAS "PRAGMA temp_store=FILE;PRAGMA cache_size=-16384"

struct bulk {
    sqlite3 *held; /* the database itself, locked */
    char part[PATH_MAX];
    char *late[LATE_MAX]; /* CREATE INDEX, as the migrations have it */
    int late_n;
};

static int run(sqlite3 *handle, const char *text)
{
    return sqlite3_exec(handle, text, NULL, NULL, NULL);
}

/* Leaving the write-ahead log needs the file alone, and this mode keeps it so. */
static enum err hold(struct db_sqlite *db)
{
    if (run(db->handle, "PRAGMA locking_mode=EXCLUSIVE;PRAGMA journal_mode=DELETE;"
                        "BEGIN EXCLUSIVE;COMMIT") == SQLITE_OK)
        return OK;
    enum err e = db_sqlite_failed(db, "bulk");

    if (run(db->handle, "PRAGMA locking_mode=NORMAL;SELECT count(*) FROM sqlite_schema") !=
        SQLITE_OK)
        e = db_sqlite_failed(db, "bulk");
    return e;
}

/* The text under which the index was made. */
static enum err late_drop(struct db_sqlite *db, const char *name)
{
    struct bulk *b = db->bulk;
    char *look =
        sqlite3_mprintf("SELECT sql FROM sqlite_schema WHERE type='index' AND name=%Q", name);
    char *drop = sqlite3_mprintf("DROP INDEX \"%w\"", name);
    sqlite3_stmt *s = NULL;
    enum err e = OK;

    if (!look || !drop || sqlite3_prepare_v2(db->handle, look, -1, &s, NULL) != SQLITE_OK)
        e = db_sqlite_failed(db, "bulk");
    else if (b->late_n == LATE_MAX || sqlite3_step(s) != SQLITE_ROW)
        e = db_failed(&db->base, E_BUG, "bulk: no index %s, or too many", name);
    else
        b->late[b->late_n++] = sqlite3_mprintf("%s", sqlite3_column_text(s, 0));
    sqlite3_finalize(s);
    if (e == OK && (!b->late[b->late_n - 1] || run(db->handle, drop) != SQLITE_OK))
        e = db_sqlite_failed(db, "bulk");
    sqlite3_free(look);
    sqlite3_free(drop);
    return e;
}

/* Who fills it need not be who serves it. */
static enum err same_owner(struct db_sqlite *db)
{
    struct bulk *b = db->bulk;
    struct stat st;

    if (stat(sqlite3_db_filename(b->held, "main"), &st) == 0 &&
        chown(b->part, st.st_uid, st.st_gid) == 0 && chmod(b->part, st.st_mode & 07777) == 0)
        return OK;
    return db_failed(&db->base, E_IO, "bulk: cannot give '%s' the owner of the database", b->part);
}

/* The connection goes on with the copy. */
static enum err aside(struct db_sqlite *db)
{
    struct bulk *b = db->bulk;

    db->handle = NULL;
    TRY(db_sqlite_file_copy(&db->base, b->held, b->part));
    TRY(same_owner(db));
    if (sqlite3_open_v2(b->part, &db->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) !=
            SQLITE_OK ||
        db_sqlite_set_up(db) != SQLITE_OK)
        return db_sqlite_failed(db, "bulk");
    return OK;
}

enum err db_sqlite_bulk_begin(struct db *base, const char *const *late)
{
    struct db_sqlite *db = sqlite_of(base);
    const char *path = sqlite3_db_filename(db->handle, "main");
    struct bulk *b;

    if (db->memory)
        return OK;
    TRY(hold(db));
    db_sqlite_finalize(db);
    b = calloc(1, sizeof *b);
    if (!b || snprintf(b->part, sizeof b->part, "%s.part", path) >= (int)sizeof b->part) {
        free(b);
        return db_failed(base, E_IO, "bulk: out of memory, or the name is too long");
    }
    b->held = db->handle;
    db->bulk = b;
    TRY(aside(db));
    for (; *late; late++)
        TRY(late_drop(db, *late));
    return OK;
}

/* A query that looks something up and needs an index which is made late reads its whole table each
 * time: what is filled in then costs its square. */
static enum err scans_refuse(const struct db_sqlite *db)
{
    for (unsigned i = 0; i < db->slot_n; i++) {
        sqlite3_stmt *s = db->slots[i] ? db->slots[i]->handle : NULL;
        int runs = s ? sqlite3_stmt_status(s, SQLITE_STMTSTATUS_RUN, 0) : 0;

        if (runs >= SCAN_RUNS && strstr(sqlite3_sql(s), "WHERE") &&
            sqlite3_stmt_status(s, SQLITE_STMTSTATUS_FULLSCAN_STEP, 0) / runs >= SCAN_STEPS)
            return db_failed((struct db *)&db->base, E_BUG, "bulk: its index is made too late: %s",
                             sqlite3_sql(s));
    }
    return OK;
}

enum err db_sqlite_bulk_end(struct db *base)
{
    struct db_sqlite *db = sqlite_of(base);
    struct bulk *b = db->bulk;

    if (!b)
        return OK;
    TRY(scans_refuse(db));
    db_sqlite_finalize(db);
    if (run(db->handle, LATE_PRAGMAS) != SQLITE_OK)
        return db_sqlite_failed(db, "bulk");
    for (int i = 0; i < b->late_n; i++)
        if (run(db->handle, b->late[i]) != SQLITE_OK)
            return db_sqlite_failed(db, "bulk");
    if (sqlite3_close(db->handle) != SQLITE_OK)
        return db_sqlite_failed(db, "bulk");
    db->handle = NULL;
    return db_sqlite_file_publish(base, b->part, sqlite3_db_filename(b->held, "main"));
}

void db_sqlite_bulk_drop(struct db_sqlite *db)
{
    struct bulk *b = db->bulk;

    if (!b)
        return;
    unlink(b->part); /* there is none when it has become the database */
    sqlite3_close(b->held);
    for (int i = 0; i < b->late_n; i++)
        sqlite3_free(b->late[i]);
    free(b);
}

#endif
