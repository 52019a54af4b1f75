/* plat/db_pg.c: PostgreSQL through libpq behind plat/db.h. Values go and come in binary; parameter
 * types are those of the binds, so nothing is guessed from text. Not in the browser. */
#include "plat/db_pg.h"

#include "base/buf.h"
#include "base/num.h"

#include <endian.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PLAN_MAX = 64 * 1024,
    /* pg_type.h, stable for ever */
    OID_BOOL = 16,
    OID_BYTEA = 17,
    OID_NAME = 19,
    OID_INT8 = 20,
    OID_INT2 = 21,
    OID_INT4 = 23,
    OID_TEXT = 25,
    OID_VARCHAR = 1043,
    OID_UUID = 2950,
};

struct params {
    Oid types[DB_ARG_MAX];
    const char *values[DB_ARG_MAX];
    int lengths[DB_ARG_MAX], formats[DB_ARG_MAX];
    uint64_t ints[DB_ARG_MAX];
};

static const struct result *result_of(const struct rows *r)
{
    return (const struct result *)r->cursor;
}

/* Transactions */

static enum err engine_begin(struct db *base, enum tx_mode mode)
{
    struct db_pg *db = pg_of(base);
    const char *text = mode == TX_READ ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
                                       : "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
    enum err e;

    TRY(db_pg_wake(db));
    e = db_pg_command(db, "begin", text);
    if (e == OK || !db_pg_is_lost(db))
        return e;
    TRY(db_pg_reconnect(db));
    return db_pg_command(db, "begin", text);
}

static void engine_rollback(struct db *base)
{
    struct db_pg *db = pg_of(base);

    if (!db_pg_is_lost(db) && PQtransactionStatus(db->conn) != PQTRANS_IDLE)
        PQclear(PQexec(db->conn, "ROLLBACK"));
}

static enum err engine_commit(struct db *base)
{
    struct db_pg *db = pg_of(base);
    PGresult *res = PQexec(db->conn, "COMMIT");
    enum err e = OK;

    if (!db_pg_is_good(res))
        e = db_pg_failed(db, "commit", res);
    else if (strcmp(PQcmdStatus(res), "COMMIT") != 0) /* it was aborted behind our back */
        e = db_failed(base, E_BUG, "commit: the server rolled back");
    PQclear(res);
    engine_rollback(base);
    return e;
}

/* Statements */

static enum err params_set(struct db_pg *db, const struct sql *sql, const struct bind *binds,
                           struct params *p)
{
    for (int i = 0; i < sql->arg_n; i++) {
        const struct bind *b = &binds[i];

        p->formats[i] = 1;
        switch (b->kind) {
        case BIND_INT:
            p->ints[i] = htobe64((uint64_t)b->i);
            p->types[i] = OID_INT8;
            p->values[i] = (const char *)&p->ints[i];
            p->lengths[i] = sizeof p->ints[i];
            break;
        case BIND_ID:
            p->types[i] = OID_UUID;
            p->values[i] = (const char *)b->id.b;
            p->lengths[i] = sizeof b->id.b;
            break;
        case BIND_TEXT:
        case BIND_BLOB:
            if (b->s.n > INT32_MAX)
                return db_failed(&db->base, E_LIMIT, "%s: $%d is too long", sql->name, i + 1);
            p->types[i] = b->kind == BIND_TEXT ? OID_TEXT : OID_BYTEA;
            p->values[i] = b->s.p ? b->s.p : "";
            p->lengths[i] = (int)b->s.n;
            break;
        }
        if (b->null)
            p->values[i] = NULL;
    }
    return OK;
}

static struct prepared *slot_of(struct db_pg *db, unsigned slot)
{
    struct prepared **grown;
    unsigned n = slot + 64;

    if (slot >= db->slot_n) {
        grown = (struct prepared **)realloc((void *)db->slots, n * sizeof(struct prepared *));
        if (grown == NULL)
            return NULL;
        memset((void *)(grown + db->slot_n), 0, (n - db->slot_n) * sizeof(struct prepared *));
        db->slots = grown;
        db->slot_n = n;
    }
    if (db->slots[slot] == NULL)
        db->slots[slot] = calloc(1, sizeof(struct prepared));
    return db->slots[slot];
}

/* Prepares on the first call. The kinds of that call hold for all others. */
static enum err prepare(struct db_pg *db, const struct sql *sql, const struct bind *binds,
                        const struct params *p, const char *name)
{
    struct prepared *s = slot_of(db, sql->slot);
    enum err e = OK;
    PGresult *res;

    if (s == NULL)
        return db_failed(&db->base, E_IO, "%s: out of memory", sql->name);
    for (int i = 0; s->ready && i < sql->arg_n; i++)
        if (s->kinds[i] != (unsigned char)binds[i].kind)
            return db_failed(&db->base, E_BUG, "%s: $%d was bound as another kind before",
                             sql->name, i + 1);
    if (s->ready)
        return OK;
    res = PQprepare(db->conn, name, sql->pg, sql->arg_n, p->types);
    if (!db_pg_is_good(res))
        e = db_pg_failed(db, sql->name, res);
    PQclear(res);
    for (int i = 0; i < sql->arg_n; i++)
        s->kinds[i] = (unsigned char)binds[i].kind;
    s->ready = e == OK;
    return e;
}

static enum err run_once(struct db_pg *db, const struct sql *sql, const struct bind *binds,
                         PGresult **ret)
{
    struct params p;
    char name[16];
    PGresult *res;
    enum err e;

    TRY(params_set(db, sql, binds, &p));
    if (sql->slot == SQL_NO_SLOT) {
        res =
            PQexecParams(db->conn, sql->pg, sql->arg_n, p.types, p.values, p.lengths, p.formats, 1);
    } else {
        snprintf(name, sizeof name, "s%u", sql->slot);
        TRY(prepare(db, sql, binds, &p, name));
        res = PQexecPrepared(db->conn, name, sql->arg_n, p.values, p.lengths, p.formats, 1);
    }
    if (db_pg_is_good(res)) {
        *ret = res;
        return OK;
    }
    e = db_pg_failed(db, sql->name, res);
    PQclear(res);
    return e;
}

static enum err check_types(struct db_pg *db, const char *name, const PGresult *res)
{
    for (int i = 0; i < PQnfields(res); i++)
        switch (PQftype(res, i)) {
        case OID_BOOL:
        case OID_BYTEA:
        case OID_NAME:
        case OID_INT8:
        case OID_INT2:
        case OID_INT4:
        case OID_TEXT:
        case OID_VARCHAR:
        case OID_UUID:
            break;
        default:
            return db_failed(&db->base, E_BUG,
                             "%s: column %d (%s) has a type that is not read; CAST it to BIGINT "
                             "or TEXT",
                             name, i, PQfname(res, i));
        }
    return OK;
}

static struct result *result_new(struct db_pg *db)
{
    struct result *r = db->spares;

    if (r)
        db->spares = r->spare;
    else
        r = calloc(1, sizeof *r);
    return r;
}

static enum err engine_query(struct db *base, const struct sql *sql, const struct bind *binds,
                             struct cursor **ret)
{
    struct db_pg *db = pg_of(base);
    struct result *r;
    PGresult *res = NULL;
    enum err e;

    TRY(db_pg_wake(db));
    TRY(run_once(db, sql, binds, &res));
    e = check_types(db, sql->name, res);
    if (e != OK) {
        PQclear(res);
        return e;
    }
    r = result_new(db);
    if (r == NULL) {
        PQclear(res);
        db_failed(base, E_IO, "%s: out of memory", sql->name);
        return E_IO;
    }
    r->res = res;
    r->row = -1;
    r->row_n = PQntuples(res);
    *ret = &r->cursor;
    return OK;
}

static enum err engine_next(struct rows *r, bool *ret)
{
    struct result *result = (struct result *)r->cursor;

    *ret = ++result->row < result->row_n;
    return OK;
}

static void engine_end(struct db *base, struct cursor *c)
{
    struct result *r = (struct result *)c;

    PQclear(r->res);
    r->res = NULL;
    r->spare = pg_of(base)->spares;
    pg_of(base)->spares = r;
}

static enum err engine_exec(struct db *base, const struct sql *sql, const struct bind *binds,
                            int64_t *changed)
{
    struct db_pg *db = pg_of(base);
    PGresult *res = NULL;

    TRY(db_pg_wake(db));
    TRY(run_once(db, sql, binds, &res));
    *changed = 0;
    if (strncmp(PQcmdStatus(res), "SELECT", 6) != 0 &&
        num_parse_i64(str_c(PQcmdTuples(res)), changed) != OK)
        *changed = 0; /* a command that counts nothing */
    PQclear(res);
    return OK;
}

static enum err engine_script(struct db *base, const char *text)
{
    TRY(db_pg_wake(pg_of(base)));
    return db_pg_command(pg_of(base), "script", text);
}

/* The plan that serves for all values; EXPLAIN of a statement with $1 needs version 16. */
static enum err explain(struct db_pg *db, const struct sql *sql, struct arena *a, struct str *ret)
{
    struct buf text, out;
    PGresult *res;
    enum err e;

    buf_init(&text, a, PLAN_MAX);
    buf_printf(&text, "EXPLAIN (COSTS OFF) EXECUTE db_plan%s", sql->arg_n ? "(" : "");
    for (int i = 0; i < sql->arg_n; i++)
        buf_put_z(&text, i + 1 < sql->arg_n ? "NULL, " : "NULL)");
    TRY(db_pg_command(
        db, sql->name,
        str_fmt(a, "SET plan_cache_mode = force_generic_plan; PREPARE db_plan AS %s", sql->pg).p));
    res = PQexec(db->conn, str_z(a, buf_str(&text)));
    e = db_pg_is_good(res) ? OK : db_pg_failed(db, sql->name, res);
    buf_init(&out, a, PLAN_MAX);
    for (int i = 0; e == OK && i < PQntuples(res); i++)
        buf_printf(&out, "%s\n", PQgetvalue(res, i, 0));
    PQclear(res);
    if (e == OK)
        e = db_pg_command(db, sql->name, "DEALLOCATE db_plan; RESET plan_cache_mode");
    return e == OK ? buf_done(&out, ret) : e;
}

static enum err engine_prepare_check(struct db *base, const struct sql *sql, struct arena *a,
                                     struct str *ret_explain)
{
    struct db_pg *db = pg_of(base);
    PGresult *res;
    enum err e = OK;

    TRY(db_pg_wake(db));
    res = PQprepare(db->conn, "", sql->pg, 0, NULL);
    if (db_pg_is_good(res)) {
        PQclear(res);
        res = PQdescribePrepared(db->conn, "");
    }
    if (!db_pg_is_good(res))
        e = db_pg_failed(db, sql->name, res);
    else if (PQnparams(res) != sql->arg_n)
        e = db_failed(base, E_BUG, "%s: takes %d arguments, not %d", sql->name, PQnparams(res),
                      sql->arg_n);
    else
        e = check_types(db, sql->name, res);
    PQclear(res);
    if (e == OK && ret_explain)
        e = explain(db, sql, a, ret_explain);
    return e;
}

static enum err engine_checkpoint(struct db *base)
{
    (void)base; /* the server has its own */
    return OK;
}

static enum err engine_backup(struct db *base, const char *path)
{
    (void)path;
    return db_failed(base, E_BUG, "backup: PostgreSQL is saved with pg_dump");
}

static enum err engine_bulk_begin(struct db *base, const char *const *late)
{
    (void)base, (void)late;
    return OK;
}

static enum err engine_bulk_end(struct db *base)
{
    (void)base;
    return OK;
}

/* Columns */

static bool engine_is_null(const struct rows *r, int i)
{
    const struct result *result = result_of(r);

    return PQgetisnull(result->res, result->row, i) != 0;
}

static bool engine_get_int(const struct rows *r, int i, int64_t *ret)
{
    const struct result *result = result_of(r);
    const char *p = PQgetvalue(result->res, result->row, i);
    uint64_t v8;
    uint32_t v4;
    uint16_t v2;

    switch (PQftype(result->res, i)) {
    case OID_INT8:
        memcpy(&v8, p, sizeof v8);
        *ret = (int64_t)be64toh(v8);
        return true;
    case OID_INT4:
        memcpy(&v4, p, sizeof v4);
        *ret = (int32_t)be32toh(v4);
        return true;
    case OID_INT2:
        memcpy(&v2, p, sizeof v2);
        *ret = (int16_t)be16toh(v2);
        return true;
    case OID_BOOL:
        *ret = *p != 0;
        return true;
    default:
        return false;
    }
}

static bool engine_get_bytes(const struct rows *r, int i, struct str *ret)
{
    const struct result *result = result_of(r);
    Oid type = PQftype(result->res, i);

    if (type != OID_TEXT && type != OID_VARCHAR && type != OID_NAME && type != OID_BYTEA)
        return false;
    ret->p = PQgetvalue(result->res, result->row, i);
    ret->n = (size_t)PQgetlength(result->res, result->row, i);
    return true;
}

static bool engine_get_id(const struct rows *r, int i, struct id *ret)
{
    const struct result *result = result_of(r);

    if (PQftype(result->res, i) != OID_UUID)
        return false;
    memcpy(ret->b, PQgetvalue(result->res, result->row, i), sizeof ret->b);
    return true;
}

static int engine_column_n(const struct rows *r)
{
    return PQnfields(result_of(r)->res);
}

static const char *engine_column_name(const struct rows *r, int i)
{
    return PQfname(result_of(r)->res, i);
}

static enum bind_kind engine_column_kind(const struct rows *r, int i)
{
    switch (PQftype(result_of(r)->res, i)) {
    case OID_UUID:
        return BIND_ID;
    case OID_BYTEA:
        return BIND_BLOB;
    case OID_INT8:
    case OID_INT4:
    case OID_INT2:
        return BIND_INT;
    default:
        return BIND_TEXT;
    }
}

const struct db_engine db_engine_pg = {
    .open = db_pg_open,
    .close = db_pg_close,
    .begin = engine_begin,
    .commit = engine_commit,
    .rollback = engine_rollback,
    .query = engine_query,
    .next = engine_next,
    .end = engine_end,
    .exec = engine_exec,
    .script = engine_script,
    .prepare_check = engine_prepare_check,
    .open_reads = db_pg_open_reads,
    .checkpoint = engine_checkpoint,
    .backup = engine_backup,
    .bulk_begin = engine_bulk_begin,
    .bulk_end = engine_bulk_end,
    .is_null = engine_is_null,
    .get_int = engine_get_int,
    .get_bytes = engine_get_bytes,
    .get_id = engine_get_id,
    .column_n = engine_column_n,
    .column_name = engine_column_name,
    .column_kind = engine_column_kind,
};
