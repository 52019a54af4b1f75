/* plat/migrate.c: applies numbered migrations. What was applied stands in schema_migration, which
 * this file makes itself; everything else about the schema is in the migrations. */
#include "plat/migrate.h"

#include "plat/db_engine.h"

#include <string.h>

enum { SCRATCH_MAX = 1024 * 1024 };

#define OWN_SQL(name_, sqlite_, pg_, args_)                                                        \
    {.name = (name_), .sqlite = (sqlite_), .pg = (pg_), .arg_n = (args_), .slot = SQL_NO_SLOT}

static const struct sql sql_is_there =
    OWN_SQL("migrate_is_there",
            "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'",
            "SELECT count(*) FROM pg_catalog.pg_class WHERE relname = 'schema_migration'"
            " AND relnamespace = current_schema()::regnamespace",
            0);
static const struct sql sql_is_foreign =
    OWN_SQL("migrate_is_foreign", "SELECT count(*) FROM sqlite_schema", "SELECT 0::bigint", 0);
static const struct sql sql_applied =
    OWN_SQL("migrate_applied", "SELECT number, sha256 FROM schema_migration ORDER BY number",
            "SELECT number, sha256 FROM schema_migration ORDER BY number", 0);
static const struct sql sql_add = OWN_SQL(
    "migrate_add", "INSERT INTO schema_migration (number, name, sha256) VALUES ($1, $2, $3)",
    "INSERT INTO schema_migration (number, name, sha256) VALUES ($1, $2, $3)", 3);
static const struct sql sql_broken_keys = OWN_SQL(
    "migrate_broken_keys", "SELECT count(*) FROM pragma_foreign_key_check", "SELECT 0::bigint", 0);

static const char table_sqlite[] =
    "CREATE TABLE IF NOT EXISTS schema_migration (\n"
    "  number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL\n) STRICT;";
/* The lock lasts as long as the transaction: a second process waits, then finds the work done. */
static const char table_pg[] =
    "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0;"
    "SELECT pg_advisory_xact_lock(4702394921427); SET LOCAL lock_timeout = '10s';"
    "CREATE TABLE IF NOT EXISTS schema_migration (\n"
    "  number BIGINT PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL\n);";

static enum err count_of(struct db *db, const struct sql *sql, int64_t *ret)
{
    struct rows rows;

    TRY(db_query(db, sql, NO_BINDS, &rows));
    if (rows_next(&rows))
        *ret = col_int(&rows, 0);
    return rows_end(&rows);
}

static const struct migration *by_number(const struct migration *items, int n, int64_t number)
{
    for (int i = 0; i < n; i++)
        if (items[i].number == number)
            return &items[i];
    return NULL;
}

struct progress {
    enum migrate_state state;
    int at;   /* last applied, or the one that differs */
    int done; /* how many of the list are applied */
};

static void compare_row(struct rows *rows, struct migrations list, struct progress *p)
{
    int64_t number = col_int(rows, 0);
    const struct migration *m = by_number(list.items, list.n, number);

    if (p->state == MIGRATE_NEWER || p->state == MIGRATE_CHANGED)
        return;
    p->at = (int)number;
    if (m == NULL && (list.n == 0 || number > list.items[list.n - 1].number))
        p->state = MIGRATE_NEWER;
    else if (m == NULL || !str_eq(col_str(rows, 1), str_c(m->sha256)))
        p->state = MIGRATE_CHANGED;
    else if (m != &list.items[p->done]) { /* one was added below those already applied */
        p->at = list.items[p->done].number;
        p->state = MIGRATE_CHANGED;
    } else
        p->done++;
}

static enum err compare(struct db *db, struct migrations list, struct progress *p)
{
    struct rows rows;
    int64_t n = 0;

    *p = (struct progress){.state = MIGRATE_OLDER};
    TRY(count_of(db, &sql_is_there, &n));
    if (n == 0) {
        TRY(count_of(db, &sql_is_foreign, &n));
        p->state = n ? MIGRATE_CHANGED : MIGRATE_EMPTY;
        return OK;
    }
    TRY(db_query(db, &sql_applied, NO_BINDS, &rows));
    while (rows_next(&rows))
        compare_row(&rows, list, p);
    TRY(rows_end(&rows));
    if (p->state == MIGRATE_OLDER && p->done == list.n)
        p->state = MIGRATE_CURRENT;
    return OK;
}

enum err migrate_check_list(struct db *db, struct migrations list, enum migrate_state *ret, int *at)
{
    struct arena *before = db->arena;
    struct arena *scratch = arena_new(SCRATCH_MAX);
    struct progress p = {0};
    enum err e;

    db_use_arena(db, scratch);
    e = compare(db, list, &p);
    db_use_arena(db, before);
    arena_free(scratch);
    if (e != OK)
        return e;
    *ret = p.state;
    if (at)
        *at = p.at;
    return OK;
}

static enum err refuse(struct db *db, const struct progress *p)
{
    if (p->state == MIGRATE_NEWER)
        return db_failed(db, E_CONFLICT, "the database was made by a later version (migration %d)",
                         p->at);
    if (p->at == 0)
        return db_failed(db, E_CONFLICT, "the database holds something else already");
    return db_failed(db, E_CONFLICT, "migration %d differs from what was applied", p->at);
}

static enum err apply(struct db *db, const struct migration *m)
{
    int64_t broken = 0;

    TRY(db_script(db, db_is_pg(db) ? m->pg : m->sqlite));
    if (strstr(m->sqlite, "DROP TABLE"))
        TRY(count_of(db, &sql_broken_keys, &broken));
    if (broken > 0)
        return db_failed(db, E_CONFLICT, "%lld rows point at nothing", (long long)broken);
    return db_exec(db, &sql_add,
                   BINDS(b_int(m->number), b_str(str_c(m->name)), b_str(str_c(m->sha256))), NULL);
}

static enum err apply_named(struct db *db, const struct migration *m)
{
    char why[sizeof db->error];
    enum err e = apply(db, m);

    if (e == OK)
        return OK;
    memcpy(why, db->error, sizeof why);
    return db_failed(db, e, "migration %04d_%s: %.*s", m->number, m->name, (int)sizeof why - 80,
                     why);
}

/* One transaction: the next one of the list, unless another process has just done it. */
static enum err apply_next(struct db *db, struct migrations list, bool *more, bool *did)
{
    struct progress p;
    int next;

    TRY(compare(db, list, &p));
    if (p.state == MIGRATE_NEWER || p.state == MIGRATE_CHANGED)
        return refuse(db, &p);
    *did = false;
    *more = p.done < list.n;
    if (!*more)
        return OK;
    next = p.done;
    TRY(db_script(db, db_is_pg(db) ? table_pg : table_sqlite));
    TRY(compare(db, list, &p));
    *did = p.done == next;
    return *did ? apply_named(db, &list.items[next]) : OK;
}

/* A table is changed by making another, copying and renaming, which SQLite allows only with foreign
 * keys off, a setting that cannot change within a transaction. apply() checks them afterwards. */
static enum err keys_enforce(struct db *db, bool on)
{
    if (db_is_pg(db))
        return OK;
    return db_script(db, on ? "PRAGMA foreign_keys=ON" : "PRAGMA foreign_keys=OFF");
}

static enum err run_all(struct db *db, struct migrations list, int *n)
{
    bool more = true, did = false;
    enum err e = OK;

    while (more && e == OK) {
        TRY(tx_begin(db, TX_WRITE));
        e = apply_next(db, list, &more, &did);
        if (e == OK)
            e = tx_commit(db);
        else
            tx_rollback(db);
        if (e == OK && did)
            ++*n;
    }
    return e;
}

enum err migrate_run_list(struct db *db, struct migrations list, int *ret_applied)
{
    struct arena *before = db->arena;
    struct arena *scratch;
    int n = 0;
    enum err e, e_keys;

    if (db->tx)
        return db_failed(db, E_BUG, "migrate: in a transaction");
    TRY(keys_enforce(db, false));
    scratch = arena_new(SCRATCH_MAX);
    db_use_arena(db, scratch);
    e = run_all(db, list, &n);
    db_use_arena(db, before);
    arena_free(scratch);
    e_keys = keys_enforce(db, true);
    if (e == OK)
        e = e_keys;
    if (e == OK && ret_applied)
        *ret_applied = n;
    return e;
}
