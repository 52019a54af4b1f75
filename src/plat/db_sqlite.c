/* plat/db_sqlite.c: SQLite behind plat/db.h, on the server and in the browser. Writers queue at the
 * turnstile before they begin, so SQLite's own (unfair) busy handler is left for rare moments:
 * recovery after a kill, another program on the file. */
#include "plat/db_engine.h"
#include "plat/db_sqlite_file.h"

#include "base/buf.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    BUSY_MS = 5000,
    WAIT_MS = 10000,
    CACHE_KIB = 4096,
    WAL_CUT_PAGES = 16384, /* a log of 64 MiB is cut, else it only wraps around */
    WAL_CUT_WAIT_MS = 250,
    PLAN_MAX = 64 * 1024,
};

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
};

static struct db_sqlite *sqlite_of(struct db *db)
{
    return (struct db_sqlite *)db;
}

static struct stmt *stmt_of(const struct rows *r)
{
    return (struct stmt *)r->cursor;
}

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

static enum err failed(struct db_sqlite *db, const char *what)
{
    return db_failed(&db->base, map_code(sqlite3_extended_errcode(db->handle)), "%s: %s", what,
                     sqlite3_errmsg(db->handle));
}

/* Opening */

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

static int set_up(struct db_sqlite *db, const struct db_options *o)
{
    char text[400];
    int rc = SQLITE_OK;

    sqlite3_extended_result_codes(db->handle, 1);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_limit(db->handle, SQLITE_LIMIT_ATTACHED, 0);
#ifdef __wasm__
    const char *journal = "PRAGMA journal_mode=MEMORY;PRAGMA synchronous=OFF;";
#else
    const char *journal = o->relaxed ? "PRAGMA synchronous=NORMAL;PRAGMA mmap_size=67108864;"
                                     : "PRAGMA synchronous=FULL;PRAGMA mmap_size=67108864;";

    if (!db->memory)
        rc = use_wal(db);
    if (o->no_checkpoint) {
        sqlite3_wal_autocheckpoint(db->handle, 0);
        sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    }
#endif
    /* Deleted rows of people are overwritten where that costs no extra page. */
    snprintf(text, sizeof text,
             "%sPRAGMA foreign_keys=ON;PRAGMA temp_store=MEMORY;PRAGMA secure_delete=FAST;"
             "PRAGMA cell_size_check=ON;PRAGMA cache_size=-%d;",
             journal, o->cache_kib ? o->cache_kib : CACHE_KIB);
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

static void engine_close(struct db *base)
{
    struct db_sqlite *db = sqlite_of(base);
    struct stmt *next;

    for (unsigned i = 0; i < db->slot_n; i++)
        if (db->slots[i]) {
            sqlite3_finalize(db->slots[i]->handle);
            free(db->slots[i]);
        }
    for (struct stmt *s = db->spares; s; s = next) {
        next = s->spare;
        free(s);
    }
    free((void *)db->slots);
    sqlite3_finalize(db->begin_read);
    sqlite3_finalize(db->begin_write);
    sqlite3_finalize(db->commit);
    sqlite3_finalize(db->rollback);
    sqlite3_close(db->handle);
    turnstile_close(&db->turn);
    free(db);
}

static enum err engine_open(const char *path, const struct db_options *o, struct db **ret)
{
    struct db_sqlite *db;
    int rc;

    if (*path == '\0')
        return db_open_failed(E_INVALID, "cannot open database: sqlite: needs a path");
    TRY(sqlite_file_ready(path, o->create));
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
        sqlite3_busy_timeout(db->handle, BUSY_MS);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(db->handle, "PRAGMA schema_version", NULL, NULL, NULL);
    if (rc == SQLITE_OK && !db->memory &&
        sqlite_file_turnstile(sqlite3_db_filename(db->handle, "main"), &db->turn) != OK) {
        engine_close(&db->base);
        return E_IO;
    }
    if (rc == SQLITE_OK)
        rc = set_up(db, o);
    if (rc == SQLITE_OK)
        rc = own_stmts(db);
    if (rc != SQLITE_OK) {
        db_open_failed(E_IO, "cannot open '%s': %s", path, sqlite3_errmsg(db->handle));
        engine_close(&db->base);
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

static enum err engine_open_reads(struct db *base, struct db **ret)
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
    TRY(engine_open(path, &o, &reads));
    e = turnstile_take(&sqlite_of(reads)->turn, sqlite_of(reads)->wait_ms);
    if (e == OK)
        e = reads_table(main, sqlite_of(reads));
    turnstile_leave(&sqlite_of(reads)->turn);
    if (e == OK)
        *ret = reads;
    else
        engine_close(reads);
    return e;
}

/* Transactions */

static int step_once(sqlite3_stmt *s)
{
    int rc = sqlite3_step(s);

    sqlite3_reset(s);
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static enum err turn_take(struct db_sqlite *db, const char *what)
{
    enum err e = turnstile_take(&db->turn, db->wait_ms);

    if (e == OK)
        return OK;
    return db_failed(&db->base, e, "%s: %s", what,
                     e == E_BUSY ? "no turn to write in time" : "cannot lock the lock file");
}

static enum err engine_begin(struct db *base, enum tx_mode mode)
{
    struct db_sqlite *db = sqlite_of(base);
    enum err e = OK;

    if (mode == TX_READ)
        return step_once(db->begin_read) == SQLITE_OK ? OK : failed(db, "begin");
    TRY(turn_take(db, "begin"));
    if (step_once(db->begin_write) != SQLITE_OK) {
        e = failed(db, "begin");
        turnstile_leave(&db->turn);
    }
    return e;
}

static void engine_rollback(struct db *base)
{
    struct db_sqlite *db = sqlite_of(base);

    /* A full disk and the like have rolled back already. */
    if (!sqlite3_get_autocommit(db->handle))
        step_once(db->rollback);
    turnstile_leave(&db->turn);
}

static enum err engine_commit(struct db *base)
{
    struct db_sqlite *db = sqlite_of(base);
    enum err e = OK;

    if (step_once(db->commit) != SQLITE_OK)
        e = failed(db, "commit");
    engine_rollback(base);
    return e;
}

/* Statements */

static enum err prepare(struct db_sqlite *db, const struct sql *sql, struct stmt *s)
{
    unsigned flags = s->kept ? SQLITE_PREPARE_PERSISTENT : 0;
    const char *tail = "";
    char name[8];

    if (sqlite3_prepare_v3(db->handle, sql->sqlite, -1, flags, &s->handle, &tail) != SQLITE_OK)
        return failed(db, sql->name);
    if (s->handle == NULL || tail[strspn(tail, " \n\t;")] != '\0')
        return db_failed(&db->base, E_BUG, "%s: not one statement", sql->name);
    /* SQLite takes $2 for a name and numbers names as they come. */
    for (int i = 0; i < sql->arg_n && i < DB_ARG_MAX; i++) {
        snprintf(name, sizeof name, "$%d", i + 1);
        s->index[i] = (unsigned char)sqlite3_bind_parameter_index(s->handle, name);
    }
    if (sqlite3_bind_parameter_count(s->handle) > sql->arg_n)
        return db_failed(&db->base, E_BUG, "%s: has other placeholders than $1..$%d", sql->name,
                         sql->arg_n);
    return OK;
}

/* Also where statements are rid of: one without a slot is not kept. */
static void stmt_reset(struct db_sqlite *db, struct stmt *s)
{
    if (s->kept && s->handle) {
        sqlite3_reset(s->handle);
        sqlite3_clear_bindings(s->handle);
        return;
    }
    sqlite3_finalize(s->handle);
    s->handle = NULL;
    if (!s->kept) {
        s->spare = db->spares;
        db->spares = s;
    }
}

static struct stmt *stmt_new(struct db_sqlite *db, bool kept)
{
    struct stmt *s = kept ? NULL : db->spares;

    if (s)
        db->spares = s->spare;
    else
        s = calloc(1, sizeof *s);
    if (s)
        s->kept = kept;
    return s;
}

/* The kept statement, unless that is running: a query inside a loop over itself gets another. */
static struct stmt *stmt_find(struct db_sqlite *db, const struct sql *sql)
{
    struct stmt **grown;
    unsigned n;

    if (sql->slot == SQL_NO_SLOT)
        return stmt_new(db, false);
    if (sql->slot >= db->slot_n) {
        n = sql->slot + 64;
        grown = (struct stmt **)realloc((void *)db->slots, n * sizeof(struct stmt *));
        if (grown == NULL)
            return NULL;
        memset((void *)(grown + db->slot_n), 0, (n - db->slot_n) * sizeof(struct stmt *));
        db->slots = grown;
        db->slot_n = n;
    }
    if (db->slots[sql->slot] == NULL)
        db->slots[sql->slot] = stmt_new(db, true);
    else if (db->slots[sql->slot]->cursor.open)
        return stmt_new(db, false);
    return db->slots[sql->slot];
}

static int bind_one(sqlite3_stmt *s, int at, const struct bind *b)
{
    const char *p = b->s.p ? b->s.p : "";

    if (b->null)
        return sqlite3_bind_null(s, at);
    switch (b->kind) {
    case BIND_INT:
        return sqlite3_bind_int64(s, at, b->i);
    case BIND_TEXT:
        return sqlite3_bind_text64(s, at, p, b->s.n, SQLITE_TRANSIENT, SQLITE_UTF8);
    case BIND_ID:
        return sqlite3_bind_blob(s, at, b->id.b, sizeof b->id.b, SQLITE_TRANSIENT);
    case BIND_BLOB:
        return sqlite3_bind_blob64(s, at, p, b->s.n, SQLITE_TRANSIENT);
    }
    return SQLITE_MISUSE;
}

static enum err stmt_ready(struct db_sqlite *db, const struct sql *sql, const struct bind *binds,
                           struct stmt **ret)
{
    struct stmt *s = stmt_find(db, sql);
    enum err e = OK;

    if (s == NULL) {
        db_failed(&db->base, E_IO, "%s: out of memory", sql->name);
        return E_IO;
    }
    if (s->handle == NULL)
        e = prepare(db, sql, s);
    for (int i = 0; e == OK && i < sql->arg_n; i++)
        if (s->index[i] && bind_one(s->handle, s->index[i], &binds[i]) != SQLITE_OK)
            e = failed(db, sql->name);
    if (e == OK && db->base.tx && db->base.tx_mode == TX_READ && !sqlite3_stmt_readonly(s->handle))
        e = db_failed(&db->base, E_BUG, "%s: writes in a reading transaction", sql->name);
    if (e != OK) {
        sqlite3_finalize(s->handle);
        s->handle = NULL;
        stmt_reset(db, s);
        return e;
    }
    *ret = s;
    return OK;
}

static enum err engine_query(struct db *base, const struct sql *sql, const struct bind *binds,
                             struct cursor **ret)
{
    struct db_sqlite *db = sqlite_of(base);
    struct stmt *s = NULL;

    TRY(stmt_ready(db, sql, binds, &s));
    if (!base->tx && !sqlite3_stmt_readonly(s->handle)) {
        stmt_reset(db, s);
        return db_failed(base, E_BUG, "%s: writes outside a transaction", sql->name);
    }
    *ret = &s->cursor;
    return OK;
}

static enum err engine_next(struct rows *r, bool *ret)
{
    int rc = sqlite3_step(stmt_of(r)->handle);

    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        return failed(sqlite_of(r->db), r->cursor->sql->name);
    *ret = rc == SQLITE_ROW;
    return OK;
}

static void engine_end(struct db *base, struct cursor *c)
{
    stmt_reset(sqlite_of(base), (struct stmt *)c);
}

static enum err engine_exec(struct db *base, const struct sql *sql, const struct bind *binds,
                            int64_t *changed)
{
    struct db_sqlite *db = sqlite_of(base);
    struct stmt *s = NULL;
    enum err e = OK;
    bool own;
    int rc;

    TRY(stmt_ready(db, sql, binds, &s));
    own = !base->tx && !sqlite3_stmt_readonly(s->handle);
    if (own)
        e = turn_take(db, sql->name);
    if (e == OK) {
        do
            rc = sqlite3_step(s->handle);
        while (rc == SQLITE_ROW);
        if (rc != SQLITE_DONE)
            e = failed(db, sql->name);
        else if (!sqlite3_stmt_readonly(s->handle))
            *changed = sqlite3_changes64(db->handle);
    }
    stmt_reset(db, s);
    if (own)
        turnstile_leave(&db->turn);
    return e;
}

static enum err engine_script(struct db *base, const char *text)
{
    struct db_sqlite *db = sqlite_of(base);
    bool own = !base->tx;
    enum err e = OK;

    if (base->tx && base->tx_mode == TX_READ)
        return db_failed(base, E_BUG, "script: in a reading transaction");
    if (own)
        TRY(turn_take(db, "script"));
    if (sqlite3_exec(db->handle, text, NULL, NULL, NULL) != SQLITE_OK)
        e = failed(db, "script");
    if (own)
        turnstile_leave(&db->turn);
    return e;
}

static enum err explain(struct db_sqlite *db, const struct sql *sql, struct arena *a,
                        struct str *ret)
{
    struct str text = str_fmt(a, "EXPLAIN QUERY PLAN %s", sql->sqlite);
    sqlite3_stmt *s = NULL;
    struct buf out;
    int rc;

    if (sqlite3_prepare_v2(db->handle, text.p, (int)text.n, &s, NULL) != SQLITE_OK)
        return failed(db, sql->name);
    buf_init(&out, a, PLAN_MAX);
    while ((rc = sqlite3_step(s)) == SQLITE_ROW)
        buf_printf(&out, "%s\n", (const char *)sqlite3_column_text(s, 3));
    sqlite3_finalize(s);
    if (rc != SQLITE_DONE)
        return failed(db, sql->name);
    return buf_done(&out, ret);
}

static enum err engine_prepare_check(struct db *base, const struct sql *sql, struct arena *a,
                                     struct str *ret_explain)
{
    struct db_sqlite *db = sqlite_of(base);
    struct stmt s = {0};
    enum err e = prepare(db, sql, &s);

    if (e == OK && ret_explain)
        e = explain(db, sql, a, ret_explain);
    sqlite3_finalize(s.handle);
    return e;
}

/* A log that always has a reader in it never wraps around: then it must be cut once the others
 * have waited. */
static void wal_cut(struct db_sqlite *db)
{
    if (turnstile_take(&db->turn, WAL_CUT_WAIT_MS) != OK)
        return;
    sqlite3_busy_timeout(db->handle, WAL_CUT_WAIT_MS);
    sqlite3_wal_checkpoint_v2(db->handle, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    sqlite3_busy_timeout(db->handle, BUSY_MS);
    turnstile_leave(&db->turn);
}

static enum err engine_checkpoint(struct db *base)
{
    struct db_sqlite *db = sqlite_of(base);
    int in_log = 0, rc;

    if (base->tx)
        return db_failed(base, E_BUG, "checkpoint: in a transaction");
    rc = sqlite3_wal_checkpoint_v2(db->handle, "main", SQLITE_CHECKPOINT_PASSIVE, &in_log, NULL);
    if (rc != SQLITE_OK && (rc & 0xff) != SQLITE_BUSY)
        return failed(db, "checkpoint");
    if (in_log >= WAL_CUT_PAGES)
        wal_cut(db);
    return OK;
}

static enum err engine_backup(struct db *base, const char *path)
{
    if (base->tx)
        return db_failed(base, E_BUG, "backup: in a transaction");
    return sqlite_file_backup(base, sqlite_of(base)->handle, path);
}

/* Columns */

static bool engine_is_null(const struct rows *r, int i)
{
    return sqlite3_column_type(stmt_of(r)->handle, i) == SQLITE_NULL;
}

static bool engine_get_int(const struct rows *r, int i, int64_t *ret)
{
    *ret = sqlite3_column_int64(stmt_of(r)->handle, i);
    return sqlite3_column_type(stmt_of(r)->handle, i) == SQLITE_INTEGER;
}

static bool engine_get_bytes(const struct rows *r, int i, struct str *ret)
{
    sqlite3_stmt *s = stmt_of(r)->handle;
    int type = sqlite3_column_type(s, i);

    if (type != SQLITE_TEXT && type != SQLITE_BLOB)
        return false;
    ret->p = sqlite3_column_blob(s, i);
    ret->n = (size_t)sqlite3_column_bytes(s, i);
    return true;
}

static bool engine_get_id(const struct rows *r, int i, struct id *ret)
{
    sqlite3_stmt *s = stmt_of(r)->handle;

    if (sqlite3_column_type(s, i) != SQLITE_BLOB || sqlite3_column_bytes(s, i) != sizeof ret->b)
        return false;
    memcpy(ret->b, sqlite3_column_blob(s, i), sizeof ret->b);
    return true;
}

const struct db_engine db_engine_sqlite = {
    .open = engine_open,
    .close = engine_close,
    .begin = engine_begin,
    .commit = engine_commit,
    .rollback = engine_rollback,
    .query = engine_query,
    .next = engine_next,
    .end = engine_end,
    .exec = engine_exec,
    .script = engine_script,
    .prepare_check = engine_prepare_check,
    .open_reads = engine_open_reads,
    .checkpoint = engine_checkpoint,
    .backup = engine_backup,
    .is_null = engine_is_null,
    .get_int = engine_get_int,
    .get_bytes = engine_get_bytes,
    .get_id = engine_get_id,
};
