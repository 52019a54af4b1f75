/* plat/db_sqlite_open.c: opens SQLite databases: settings, the journal of reads, what an error
 * code means. */
#include "plat/db_sqlite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WAIT_MS = 10000, CACHE_KIB = 4096 };

static enum err map_code(int code)
{
    static const struct {
        int code;
        enum err e;
    } map[] = {
        {SQLITE_CONSTRAINT_UNIQUE, E_CONFLICT},
        {SQLITE_CONSTRAINT_PRIMARYKEY, E_CONFLICT},
        {SQLITE_CONSTRAINT_FOREIGNKEY, E_CONFLICT},
        {SQLITE_CONSTRAINT_ROWID, E_CONFLICT},
        {SQLITE_BUSY, E_BUSY},
        {SQLITE_LOCKED, E_BUSY},
        {SQLITE_PROTOCOL, E_BUSY},
        {SQLITE_FULL, E_IO},
        {SQLITE_IOERR, E_IO},
        {SQLITE_CORRUPT, E_IO},
        {SQLITE_NOTADB, E_IO},
        {SQLITE_CANTOPEN, E_IO},
        {SQLITE_READONLY, E_IO},
        {SQLITE_PERM, E_IO},
        {SQLITE_NOMEM, E_IO},
        {SQLITE_INTERRUPT, E_IO},
        {SQLITE_NOLFS, E_IO},
        {SQLITE_TOOBIG, E_LIMIT},
    };

    for (size_t i = 0; i < sizeof map / sizeof *map; i++)
        if (map[i].code == code || map[i].code == (code & 0xff))
            return map[i].e;
    return E_BUG; /* SQLITE_ERROR, MISUSE, RANGE, MISMATCH, other constraints */
}

enum err db_sqlite_failed(struct db_sqlite *db, const char *what)
{
    return db_failed(&db->base, map_code(sqlite3_extended_errcode(db->handle)), "%s: %s", what,
                     sqlite3_errmsg(db->handle));
}

#ifndef __wasm__
static int first_column(void *arg, int n, char **values, char **names)
{
    (void)names;
    if (n > 0 && values[0])
        snprintf(arg, 16, "%s", values[0]);
    return 0;
}

/* Two processes may open a new file at once: the change to WAL needs the file alone. */
static int use_wal(struct db_sqlite *db)
{
    char mode[16] = "";
    int rc = sqlite3_exec(db->handle, "PRAGMA journal_mode", first_column, mode, NULL);

    if (rc != SQLITE_OK || strcmp(mode, "wal") == 0)
        return rc;
    if (turnstile_take(&db->turn, db->wait_ms) != OK)
        return SQLITE_BUSY;
    rc = sqlite3_exec(db->handle, "PRAGMA journal_mode=WAL", first_column, mode, NULL);
    turnstile_leave(&db->turn);
    if (rc == SQLITE_OK && strcmp(mode, "wal") != 0)
        rc = SQLITE_CANTOPEN;
    return rc;
}
#endif

/* A page that many rows go to is copied into the database once for all of them. */
#define BULK_CHECKPOINT_PAGES 65536

/* Of a copy that nobody else has and that is thrown away unless it becomes whole (DEFENSIVE would
 * refuse to go without a journal). Keys are checked where the rules that fill it are tested. */
#define BULK_PRAGMAS                                                                               \
    "PRAGMA journal_mode=OFF;PRAGMA synchronous=OFF;PRAGMA locking_mode=EXCLUSIVE;"                \
    "PRAGMA foreign_keys=OFF;PRAGMA cell_size_check=OFF;PRAGMA secure_delete=OFF;"

static int settings(struct db_sqlite *db)
{
    const struct db_options *o = &db->options;
    char text[600];
    int rc = SQLITE_OK;

    sqlite3_extended_result_codes(db->handle, 1);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, !db->bulk, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    /* A plan never depends on a bound value: else each use of a statement near a partial index
     * would prepare it anew, half of all CPU when measured. */
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, NULL);
    sqlite3_limit(db->handle, SQLITE_LIMIT_ATTACHED, 1); /* VACUUM takes one */
#ifdef __wasm__
    const char *journal = "PRAGMA journal_mode=MEMORY;PRAGMA synchronous=OFF;";
#else
    const char *journal = db->bulk     ? BULK_PRAGMAS
                          : o->relaxed ? "PRAGMA synchronous=NORMAL;"
                                       : "PRAGMA synchronous=FULL;";

    if (!db->memory && !db->bulk)
        rc = use_wal(db);
    if (o->no_checkpoint) {
        sqlite3_wal_autocheckpoint(db->handle, 0);
        sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    } else if (o->relaxed && o->cache_kib) {
        sqlite3_wal_autocheckpoint(db->handle, BULK_CHECKPOINT_PAGES);
    }
#endif
    /* Deleted rows of people are overwritten where that costs no extra page. */
    snprintf(text, sizeof text,
             "PRAGMA foreign_keys=ON;PRAGMA temp_store=MEMORY;PRAGMA secure_delete=FAST;"
             "PRAGMA cell_size_check=ON;PRAGMA cache_size=-%d;%s",
             o->cache_kib ? o->cache_kib : CACHE_KIB, journal);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(db->handle, text, NULL, NULL, NULL);
    return rc;
}

static int own_stmt(struct db_sqlite *db, const char *text, sqlite3_stmt **ret)
{
    return sqlite3_prepare_v3(db->handle, text, -1, SQLITE_PREPARE_PERSISTENT, ret, NULL);
}

static int own_stmts(struct db_sqlite *db)
{
    int rc = own_stmt(db, "BEGIN", &db->begin_read);

    if (rc == SQLITE_OK)
        rc = own_stmt(db, "BEGIN IMMEDIATE", &db->begin_write);
    if (rc == SQLITE_OK)
        rc = own_stmt(db, "COMMIT", &db->commit);
    if (rc == SQLITE_OK)
        rc = own_stmt(db, "ROLLBACK", &db->rollback);
    return rc;
}

/* strpos(text, part) as PostgreSQL has it, but in bytes: SQLite's instr() looks at each letter and
 * takes six times as long. A device has few cases: there it need not be quick, but short. */
static void strpos(sqlite3_context *c, int n, sqlite3_value **args)
{
    struct str text = str_c((const char *)sqlite3_value_text(args[0])),
               part = str_c((const char *)sqlite3_value_text(args[1]));

    (void)n;
    if (!text.p || !part.p)
        return; /* of NULL it is NULL */
#ifdef __wasm__
    sqlite3_result_int64(c, str_find(text, part, 0) + 1);
#else
    const char *at = memmem(text.p, text.n, part.p, part.n);

    sqlite3_result_int64(c, at ? at - text.p + 1 : 0);
#endif
}

int db_sqlite_set_up(struct db_sqlite *db)
{
    int rc = settings(db);

    if (rc == SQLITE_OK)
        rc = sqlite3_create_function(db->handle, "strpos", 2,
                                     SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL,
                                     strpos, NULL, NULL);
    return rc == SQLITE_OK ? own_stmts(db) : rc;
}

static void own_finalize(sqlite3_stmt **s)
{
    sqlite3_finalize(*s);
    *s = NULL;
}

void db_sqlite_finalize(struct db_sqlite *db)
{
    for (unsigned i = 0; i < db->slot_n; i++)
        if (db->slots[i])
            own_finalize(&db->slots[i]->handle);
    own_finalize(&db->begin_read);
    own_finalize(&db->begin_write);
    own_finalize(&db->commit);
    own_finalize(&db->rollback);
}

void db_sqlite_close(struct db *base)
{
    struct db_sqlite *db = sqlite_of(base);
    struct stmt *next;

    db_sqlite_finalize(db);
    for (unsigned i = 0; i < db->slot_n; i++)
        free(db->slots[i]);
    for (struct stmt *s = db->spares; s; s = next) {
        next = s->spare;
        free(s);
    }
    free((void *)db->slots);
    sqlite3_close(db->handle);
    db_sqlite_bulk_drop(db);
    turnstile_close(&db->turn);
    free(db);
}

enum err db_sqlite_open(const char *path, const struct db_options *o, struct db **ret)
{
    struct db_sqlite *db;
    int rc;

    if (*path == '\0')
        return db_open_failed(E_INVALID, "cannot open database: sqlite: needs a path");
    TRY(db_sqlite_file_ready(path, o->create));
    db = calloc(1, sizeof *db);
    if (db == NULL)
        return db_open_failed(E_IO, "cannot open '%s': out of memory", path);
    db->turn = TURNSTILE_NONE;
    db->options = *o;
    db->memory = strcmp(path, ":memory:") == 0;
    db->wait_ms = o->wait_ms ? o->wait_ms : WAIT_MS;
    rc = sqlite3_open_v2(
        path, &db->handle,
        SQLITE_OPEN_READWRITE | (o->create ? SQLITE_OPEN_CREATE : 0) | SQLITE_OPEN_NOMUTEX, NULL);
    /* Reads the header: no lock file is made beside what is no database. */
    if (rc == SQLITE_OK)
        sqlite3_busy_timeout(db->handle, SQLITE_BUSY_MS);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(db->handle, "PRAGMA schema_version", NULL, NULL, NULL);
    if (rc == SQLITE_OK && !db->memory &&
        db_sqlite_file_turnstile(sqlite3_db_filename(db->handle, "main"), &db->turn) != OK) {
        db_sqlite_close(&db->base);
        return E_IO;
    }
    if (rc == SQLITE_OK)
        rc = db_sqlite_set_up(db);
    if (rc != SQLITE_OK) {
        db_open_failed(E_IO, "cannot open '%s': %s", path, sqlite3_errmsg(db->handle));
        db_sqlite_close(&db->base);
        return E_IO;
    }
    *ret = &db->base;
    return OK;
}

/* The journal of reads has one table, made as the main database has it. */

static int one_text(sqlite3 *handle, const char *text, char *ret, size_t cap)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(handle, text, -1, &s, NULL);

    *ret = '\0';
    if (rc == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
        snprintf(ret, cap, "%s", (const char *)sqlite3_column_text(s, 0));
    sqlite3_finalize(s);
    return rc;
}

static enum err reads_table(struct db_sqlite *main, struct db_sqlite *reads)
{
    static const char look[] = "SELECT sql FROM sqlite_schema WHERE name = 'access_read'";
    char want[2000], have[2000], left[8];
    int rc = one_text(main->handle, look, want, sizeof want);

    if (rc != SQLITE_OK || *want == '\0')
        return db_open_failed(E_NOT_FOUND, "cannot open the journal of reads: the database lacks "
                                           "the table access_read");
    rc = one_text(reads->handle, look, have, sizeof have);
    if (rc == SQLITE_OK && strcmp(want, have) == 0)
        return OK;
    if (rc == SQLITE_OK && *have) {
        rc = one_text(reads->handle, "SELECT 1 FROM access_read LIMIT 1", left, sizeof left);
        if (rc == SQLITE_OK && *left)
            return db_open_failed(E_CONFLICT, "cannot open the journal of reads: it holds reads "
                                              "written by another version");
        rc = sqlite3_exec(reads->handle, "DROP TABLE access_read", NULL, NULL, NULL);
    }
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(reads->handle, want, NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        return OK;
    return db_open_failed(E_IO, "cannot open the journal of reads: %s",
                          sqlite3_errmsg(reads->handle));
}

enum err db_sqlite_open_reads(struct db *base, struct db **ret)
{
    struct db_sqlite *main = sqlite_of(base);
    struct db_options o = main->options;
    struct db *reads = NULL;
    char path[1024];
    enum err e;

    o.create = true;
    o.relaxed = true;
    if (main->memory)
        snprintf(path, sizeof path, ":memory:");
    else if (snprintf(path, sizeof path, "%s.reads", sqlite3_db_filename(main->handle, "main")) >=
             (int)sizeof path)
        return db_open_failed(E_IO, "cannot open the journal of reads: name too long");
    TRY(db_sqlite_open(path, &o, &reads));
    e = turnstile_take(&sqlite_of(reads)->turn, sqlite_of(reads)->wait_ms);
    if (e == OK)
        e = reads_table(main, sqlite_of(reads));
    turnstile_leave(&sqlite_of(reads)->turn);
    if (e == OK)
        *ret = reads;
    else
        db_sqlite_close(reads);
    return e;
}
