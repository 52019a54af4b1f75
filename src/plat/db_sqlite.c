/* plat/db_sqlite.c: SQLite behind plat/db.h, on the server and in the browser. Writers queue at the
 * turnstile before they begin, so SQLite's own (unfair) busy handler is left for rare moments:
 * recovery after a kill, another program on the file. */
#include "plat/db_sqlite.h"

#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PLAN_MAX = 64 * 1024 };

static struct stmt *stmt_of(const struct rows *r)
{
    return (struct stmt *)r->cursor;
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
        return step_once(db->begin_read) == SQLITE_OK ? OK : db_sqlite_failed(db, "begin");
    TRY(turn_take(db, "begin"));
    if (step_once(db->begin_write) != SQLITE_OK) {
        e = db_sqlite_failed(db, "begin");
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
        e = db_sqlite_failed(db, "commit");
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
        return db_sqlite_failed(db, sql->name);
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

/* What only db_exec() runs is over before its caller goes on: nothing need be copied (STATIC). */
static int bind_one(sqlite3_stmt *s, int at, const struct bind *b, sqlite3_destructor_type life)
{
    const char *p = b->s.p ? b->s.p : "";

    if (b->null)
        return sqlite3_bind_null(s, at);
    switch (b->kind) {
    case BIND_INT:
        return sqlite3_bind_int64(s, at, b->i);
    case BIND_TEXT:
        return sqlite3_bind_text64(s, at, p, b->s.n, life, SQLITE_UTF8);
    case BIND_ID:
        return sqlite3_bind_blob(s, at, b->id.b, sizeof b->id.b, life);
    case BIND_BLOB:
        return sqlite3_bind_blob64(s, at, p, b->s.n, life);
    }
    return SQLITE_MISUSE;
}

static enum err stmt_ready(struct db_sqlite *db, const struct sql *sql, const struct bind *binds,
                           sqlite3_destructor_type life, struct stmt **ret)
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
        if (s->index[i] && bind_one(s->handle, s->index[i], &binds[i], life) != SQLITE_OK)
            e = db_sqlite_failed(db, sql->name);
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

    TRY(stmt_ready(db, sql, binds, SQLITE_TRANSIENT, &s));
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
        return db_sqlite_failed(sqlite_of(r->db), r->cursor->sql->name);
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

    TRY(stmt_ready(db, sql, binds, SQLITE_STATIC, &s));
    own = !base->tx && !sqlite3_stmt_readonly(s->handle);
    if (own)
        e = turn_take(db, sql->name);
    if (e == OK) {
        do
            rc = sqlite3_step(s->handle);
        while (rc == SQLITE_ROW);
        if (rc != SQLITE_DONE)
            e = db_sqlite_failed(db, sql->name);
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
        e = db_sqlite_failed(db, "script");
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
        return db_sqlite_failed(db, sql->name);
    buf_init(&out, a, PLAN_MAX);
    while ((rc = sqlite3_step(s)) == SQLITE_ROW)
        buf_printf(&out, "%s\n", (const char *)sqlite3_column_text(s, 3));
    sqlite3_finalize(s);
    if (rc != SQLITE_DONE)
        return db_sqlite_failed(db, sql->name);
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

static enum err engine_backup(struct db *base, const char *path)
{
    if (base->tx)
        return db_failed(base, E_BUG, "backup: in a transaction");
    return db_sqlite_file_backup(base, sqlite_of(base)->handle, path);
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

static int engine_column_n(const struct rows *r)
{
    return sqlite3_column_count(stmt_of(r)->handle);
}

static const char *engine_column_name(const struct rows *r, int i)
{
    return sqlite3_column_name(stmt_of(r)->handle, i);
}

/* Of the value: a column of a STRICT table has one type, and an expression has none declared. */
static enum bind_kind engine_column_kind(const struct rows *r, int i)
{
    int type = sqlite3_column_type(stmt_of(r)->handle, i);

    return type == SQLITE_INTEGER ? BIND_INT : type == SQLITE_BLOB ? BIND_BLOB : BIND_TEXT;
}

const struct db_engine db_engine_sqlite = {
    .open = db_sqlite_open,
    .close = db_sqlite_close,
    .begin = engine_begin,
    .commit = engine_commit,
    .rollback = engine_rollback,
    .query = engine_query,
    .next = engine_next,
    .end = engine_end,
    .exec = engine_exec,
    .script = engine_script,
    .prepare_check = engine_prepare_check,
    .open_reads = db_sqlite_open_reads,
    .checkpoint = db_sqlite_checkpoint,
    .backup = engine_backup,
    .bulk_begin = db_sqlite_bulk_begin,
    .bulk_end = db_sqlite_bulk_end,
    .is_null = engine_is_null,
    .get_int = engine_get_int,
    .get_bytes = engine_get_bytes,
    .get_id = engine_get_id,
    .column_n = engine_column_n,
    .column_name = engine_column_name,
    .column_kind = engine_column_kind,
};
