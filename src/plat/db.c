/* plat/db.c: what both engines have in common: which one a URL means, the rules of transactions,
 * and that nothing stays open behind an arena. No SQL is known here. */
#include "plat/db.h"

#include "plat/db_engine.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Lives in the arena it watches. The connection forgets it first, or the arena does. */
struct guard {
    struct db *db; /* NULL: the connection is closed */
    struct arena *arena;
    struct guard *next;
};

static char open_error[400];

const char *db_open_error(void)
{
    return open_error;
}

enum err db_open_failed(enum err e, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    vsnprintf(open_error, sizeof open_error, fmt, args);
    va_end(args);
    return e;
}

enum err db_failed(struct db *db, enum err e, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    vsnprintf(db->error, sizeof db->error, fmt, args);
    va_end(args);
    return e;
}

static bool engine_is_complete(const struct db_engine *e)
{
    return e->open && e->close && e->begin && e->commit && e->rollback && e->query && e->next &&
           e->end && e->exec && e->script && e->prepare_check && e->checkpoint && e->backup &&
           e->bulk_begin && e->bulk_end && e->open_reads && e->is_null && e->get_int &&
           e->get_bytes && e->get_id;
}

enum err db_open_with(const char *url, const struct db_options *options, struct db **ret)
{
    const struct db_engine *engine = NULL;
    const char *where = url;
    struct db *db = NULL;

    if (str_has_prefix(str_c(url), STR("sqlite:"))) {
        engine = &db_engine_sqlite;
        where = url + strlen("sqlite:");
    }
#ifndef __wasm__
    if (str_has_prefix(str_c(url), STR("postgresql://")) ||
        str_has_prefix(str_c(url), STR("postgres://")))
        engine = &db_engine_pg;
#endif
    if (engine == NULL)
        return db_open_failed(E_INVALID, "cannot open database: the URL must begin with "
                                         "sqlite: or postgresql://");
    assert(engine_is_complete(engine));
    TRY(engine->open(where, options, &db));
    db->engine = engine;
    *ret = db;
    return OK;
}

enum err db_open(const char *url, bool create, struct db **ret)
{
    return db_open_with(url, &(struct db_options){.create = create}, ret);
}

static void cursor_end(struct db *db, struct cursor *c)
{
    if (!c->open)
        return;
    *c->prev = c->next;
    if (c->next)
        c->next->prev = c->prev;
    c->open = false;
    db->engine->end(db, c);
}

static void cursors_end(struct db *db, const struct arena *only)
{
    struct cursor *next;

    for (struct cursor *c = db->open; c; c = next) {
        next = c->next;
        if (only == NULL || c->arena == only)
            cursor_end(db, c);
    }
}

void db_close(struct db *db)
{
    if (db == NULL)
        return;
    tx_rollback(db);
    cursors_end(db, NULL);
    for (struct guard *g = db->guards; g; g = g->next)
        g->db = NULL;
    db->engine->close(db);
}

bool db_is_pg(const struct db *db)
{
#ifdef __wasm__
    (void)db;
    return false;
#else
    return db->engine == &db_engine_pg;
#endif
}

const char *db_error(const struct db *db)
{
    return db->error;
}

void db_use_arena(struct db *db, struct arena *a)
{
    db->arena = a;
}

enum err db_open_reads(struct db *db, struct db **ret)
{
    struct db *reads = NULL;

    TRY(db->engine->open_reads(db, &reads));
    reads->engine = db->engine;
    *ret = reads;
    return OK;
}

enum err db_checkpoint(struct db *db)
{
    return db->engine->checkpoint(db);
}

enum err db_backup(struct db *db, const char *path)
{
    return db->engine->backup(db, path);
}

enum err db_bulk_begin(struct db *db, const char *const *late)
{
    if (db->tx || db->open)
        return db_failed(db, E_BUG, "bulk: in a transaction");
    return db->engine->bulk_begin(db, late);
}

enum err db_bulk_end(struct db *db)
{
    return db->engine->bulk_end(db);
}

static void guard_run(void *arg)
{
    struct guard *guard = arg;
    struct db *db = guard->db;

    if (db == NULL)
        return;
    for (struct guard **at = &db->guards; *at; at = &(*at)->next)
        if (*at == guard) {
            *at = guard->next;
            break;
        }
    cursors_end(db, guard->arena);
    if (db->tx && db->tx_arena == guard->arena)
        tx_rollback(db);
}

/* Once for an arena between two resets, however many queries run in it. */
static void guard_set(struct db *db)
{
    struct guard *guard;

    if (db->arena == NULL)
        return;
    for (guard = db->guards; guard; guard = guard->next)
        if (guard->arena == db->arena)
            return;
    guard = ARENA_NEW(db->arena, struct guard);
    *guard = (struct guard){.db = db, .arena = db->arena, .next = db->guards};
    db->guards = guard;
    arena_on_reset(db->arena, guard_run, guard);
}

enum err tx_begin(struct db *db, enum tx_mode mode)
{
    if (db->tx)
        return db_failed(db, E_BUG, "a transaction is open already");
    TRY(db->engine->begin(db, mode));
    guard_set(db);
    db->tx = true;
    db->tx_mode = mode;
    db->tx_err = OK;
    db->tx_arena = db->arena;
    return OK;
}

enum err tx_commit(struct db *db)
{
    enum err e = db->tx_err;

    if (!db->tx)
        return db_failed(db, E_BUG, "no transaction is open");
    if (e != OK) {
        tx_rollback(db);
        return e;
    }
    cursors_end(db, NULL);
    db->tx = false;
    return db->engine->commit(db);
}

void tx_rollback(struct db *db)
{
    if (!db->tx)
        return;
    cursors_end(db, NULL);
    db->tx = false;
    db->tx_err = OK;
    db->engine->rollback(db);
}

bool tx_is_open(const struct db *db)
{
    return db->tx;
}

/* After a failure PostgreSQL refuses everything until the rollback; SQLite would go on. Both are
 * made alike, and the first reason is kept instead of "current transaction is aborted". */
static enum err tx_note(struct db *db, enum err e)
{
    if (e != OK && db->tx && db->tx_err == OK)
        db->tx_err = e;
    return e;
}

static enum err binds_check(struct db *db, const struct sql *sql, const struct bind *binds, int n)
{
    if (db->tx && db->tx_err != OK)
        return db->tx_err;
    if (n != sql->arg_n || n > DB_ARG_MAX || (n > 0 && binds == NULL))
        return db_failed(db, E_BUG, "%s: %d binds given, %d needed", sql->name, n, sql->arg_n);
    return OK;
}

enum err db_query(struct db *db, const struct sql *sql, const struct bind *binds, int bind_n,
                  struct rows *ret)
{
    struct cursor *c = NULL;
    enum err e = binds_check(db, sql, binds, bind_n);

    *ret = (struct rows){.db = db};
    if (e == OK)
        e = db->engine->query(db, sql, binds, &c);
    if (e != OK) {
        ret->err = e;
        return tx_note(db, e);
    }
    guard_set(db);
    if (++c->use == 0)
        c->use = 1;
    c->open = true;
    c->err = OK;
    c->sql = sql;
    c->arena = db->arena;
    c->next = db->open;
    c->prev = &db->open;
    if (c->next)
        c->next->prev = &c->next;
    db->open = c;
    ret->cursor = c;
    ret->use = c->use;
    return OK;
}

static bool rows_live(const struct rows *r)
{
    return r->use != 0 && r->cursor->open && r->cursor->use == r->use;
}

bool rows_next(struct rows *r)
{
    bool more = false;

    if (r->err != OK || r->use == 0)
        return false;
    if (!rows_live(r)) {
        r->err = db_failed(r->db, E_BUG, "rows were read after their transaction ended");
        return false;
    }
    r->err = tx_note(r->db, r->db->engine->next(r, &more));
    return r->err == OK && more;
}

enum err rows_end(struct rows *r)
{
    if (rows_live(r)) {
        if (r->err == OK)
            r->err = tx_note(r->db, r->cursor->err);
        cursor_end(r->db, r->cursor);
    }
    r->use = 0;
    return r->err;
}

enum err db_exec(struct db *db, const struct sql *sql, const struct bind *binds, int bind_n,
                 int64_t *changed)
{
    int64_t n = 0;
    enum err e = binds_check(db, sql, binds, bind_n);

    if (e == OK)
        e = db->engine->exec(db, sql, binds, &n);
    if (e == OK && changed)
        *changed = n;
    return tx_note(db, e);
}

enum err db_script(struct db *db, const char *text)
{
    if (db->tx && db->tx_err != OK)
        return db->tx_err;
    return tx_note(db, db->engine->script(db, text));
}

enum err db_prepare_check(struct db *db, const struct sql *sql, struct arena *a,
                          struct str *ret_explain)
{
    return tx_note(db, db->engine->prepare_check(db, sql, a, ret_explain));
}

static void col_wrong(const struct rows *r, int i, const char *wanted)
{
    if (r->cursor->err == OK)
        r->cursor->err =
            db_failed(r->db, E_BUG, "%s: column %d is not %s", r->cursor->sql->name, i, wanted);
}

bool col_is_null(const struct rows *r, int i)
{
    assert(rows_live(r));
    return r->db->engine->is_null(r, i);
}

int64_t col_int(const struct rows *r, int i)
{
    int64_t v = 0;

    if (!col_is_null(r, i) && !r->db->engine->get_int(r, i, &v))
        col_wrong(r, i, "an integer");
    return v;
}

bool col_bool(const struct rows *r, int i)
{
    return col_int(r, i) != 0;
}

struct str col_str(const struct rows *r, int i)
{
    struct str s = STR_NONE;

    if (col_is_null(r, i))
        return STR_NONE;
    if (!r->db->engine->get_bytes(r, i, &s)) {
        col_wrong(r, i, "text or a blob");
        return STR_NONE;
    }
    assert(r->db->arena); /* db_use_arena() comes first */
    return (struct str){arena_copy(r->db->arena, s.p ? s.p : "", s.n), s.n};
}

struct id col_id(const struct rows *r, int i)
{
    struct id id = ID_NONE;

    if (!col_is_null(r, i) && !r->db->engine->get_id(r, i, &id))
        col_wrong(r, i, "an id");
    return id;
}

struct date col_date(const struct rows *r, int i)
{
    struct date d = DATE_NONE;
    struct str s = STR_NONE;

    if (col_is_null(r, i))
        return DATE_NONE;
    if (!r->db->engine->get_bytes(r, i, &s) || date_parse(s, &d) != OK) {
        col_wrong(r, i, "a date");
        return DATE_NONE;
    }
    return d;
}

struct instant col_instant(const struct rows *r, int i)
{
    return (struct instant){col_int(r, i)};
}

int rows_column_n(const struct rows *r)
{
    return r->db->engine->column_n(r);
}

struct str rows_column_name(const struct rows *r, int i)
{
    return str_c(r->db->engine->column_name(r, i));
}

struct bind col_value(const struct rows *r, int i)
{
    struct bind b = {.kind = r->db->engine->column_kind(r, i), .null = col_is_null(r, i)};

    if (b.null)
        return b;
    if (b.kind == BIND_INT)
        b.i = col_int(r, i);
    else if (b.kind == BIND_ID)
        b.id = col_id(r, i);
    else
        b.s = col_str(r, i);
    return b;
}

struct bind b_date(struct arena *a, struct date d)
{
    char text[11];

    if (!date_given(d))
        return (struct bind){.kind = BIND_TEXT, .null = true};
    return (struct bind){.kind = BIND_TEXT, .s = str_dup(a, date_format(d, text))};
}
