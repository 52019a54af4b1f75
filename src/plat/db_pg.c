/* plat/db_pg.c: PostgreSQL through libpq behind plat/db.h. Values go and come in binary; parameter
 * types are those of the binds, so nothing is guessed from text. Not in the browser. */
#include "plat/db_engine.h"

#include "base/buf.h"
#include "base/num.h"

#include <endian.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TIMEOUT_MS = 15000,
    WAIT_MS = 10000,
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

/* What a slot was prepared with on this connection. */
struct prepared {
    bool ready;
    unsigned char kinds[DB_ARG_MAX];
};

/* Rows that have arrived. The struct is kept until the connection closes, for stale rows. */
struct result {
    struct cursor cursor;
    PGresult *res;
    int row, row_n;
    struct result *spare;
};

struct db_pg {
    struct db base;
    PGconn *conn;
    char *url, *schema;
    struct db_options options;
    bool farewell; /* the server has ended the connection while it was idle */
    struct prepared **slots;
    unsigned slot_n;
    struct result *spares;
};

struct params {
    Oid types[DB_ARG_MAX];
    const char *values[DB_ARG_MAX];
    int lengths[DB_ARG_MAX], formats[DB_ARG_MAX];
    uint64_t ints[DB_ARG_MAX];
};

static struct db_pg *pg_of(struct db *db)
{
    return (struct db_pg *)db;
}

static const struct result *result_of(const struct rows *r)
{
    return (const struct result *)r->cursor;
}

/* Errors */

static enum err map_state(const char *state, bool writes)
{
    /* The longest prefix that fits comes first. */
    static const struct {
        const char *prefix;
        enum err e;
    } map[] = {
        {"23505", E_CONFLICT}, /* unique key */
        {"23503", E_CONFLICT}, /* foreign key */
        {"40001", E_BUSY},     /* serialization failure */
        {"40P01", E_BUSY},     /* deadlock */
        {"55P03", E_BUSY},     /* lock not available in time */
        {"42501", E_IO},       /* privileges of the login */
        {"08P01", E_BUG},      /* a wrong number of binds */
        {"57", E_IO},          /* operator: shutdown, time-out of a statement */
        {"53", E_IO},          /* resources: disk, memory, connections */
        {"58", E_IO},          /* system error */
        {"08", E_IO},          /* connection */
        {"XX", E_IO},          /* corruption */
    };

    /* A standby refuses to write; in a reading transaction of ours it is our mistake. */
    if (strcmp(state, "25006") == 0)
        return writes ? E_IO : E_BUG;
    for (size_t i = 0; i < sizeof map / sizeof *map; i++)
        if (strncmp(state, map[i].prefix, strlen(map[i].prefix)) == 0)
            return map[i].e;
    return E_BUG;
}

static bool is_lost(const struct db_pg *db)
{
    return PQstatus(db->conn) != CONNECTION_OK;
}

/* The primary message only: the detail would hold values, and so names of people. */
static enum err failed(struct db_pg *db, const char *what, const PGresult *res)
{
    const char *state = res ? PQresultErrorField(res, PG_DIAG_SQLSTATE) : NULL;
    const char *text = res ? PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY) : NULL;
    bool writes = !db->base.tx || db->base.tx_mode == TX_WRITE;
    enum err e = state ? map_state(state, writes) : E_IO;

    if (is_lost(db)) /* nothing of the transaction is stored: the command can run again */
        e = db->base.tx ? E_BUSY : E_IO;
    if (text == NULL)
        text = PQerrorMessage(db->conn);
    return db_failed(&db->base, e, "%s: %.*s", what, (int)strcspn(text, "\n"), text);
}

static bool is_good(const PGresult *res)
{
    ExecStatusType s = PQresultStatus(res);

    return s == PGRES_TUPLES_OK || s == PGRES_COMMAND_OK;
}

/* A command without parameters and rows. */
static enum err command(struct db_pg *db, const char *what, const char *text)
{
    PGresult *res = PQexec(db->conn, text);
    enum err e = is_good(res) ? OK : failed(db, what, res);

    PQclear(res);
    return e;
}

/* Connecting */

static void on_notice(void *arg, const PGresult *res)
{
    const char *severity = PQresultErrorField(res, PG_DIAG_SEVERITY_NONLOCALIZED);

    if (severity && strcmp(severity, "FATAL") == 0)
        ((struct db_pg *)arg)->farewell = true;
}

static void forget_prepared(struct db_pg *db)
{
    for (unsigned i = 0; i < db->slot_n; i++)
        if (db->slots[i])
            db->slots[i]->ready = false;
}

static enum err set_up(struct db_pg *db)
{
    const struct db_options *o = &db->options;
    char *schema = PQescapeIdentifier(db->conn, db->schema, strlen(db->schema));
    char text[600];
    enum err e;

    PQsetNoticeReceiver(db->conn, on_notice, db);
    db->farewell = false;
    snprintf(text, sizeof text,
             "SET search_path = %s; SET timezone = 'UTC'; SET client_encoding = 'UTF8';"
             "SET statement_timeout = %d; SET lock_timeout = %d;"
             "SET idle_in_transaction_session_timeout = 60000;"
             "SET default_transaction_isolation = 'read committed'; SET synchronous_commit = %s",
             schema ? schema : "public", o->timeout_ms ? o->timeout_ms : TIMEOUT_MS,
             o->wait_ms ? o->wait_ms : WAIT_MS, o->relaxed ? "off" : "on");
    PQfreemem(schema);
    e = command(db, "connect", text);
    forget_prepared(db);
    return e;
}

/* Outside a transaction nothing is lost with the connection but time. */
static enum err reconnect(struct db_pg *db)
{
    PQreset(db->conn);
    if (is_lost(db))
        return failed(db, "connect", NULL);
    return set_up(db);
}

static void engine_close(struct db *base)
{
    struct db_pg *db = pg_of(base);
    struct result *next;

    for (unsigned i = 0; i < db->slot_n; i++)
        free(db->slots[i]);
    for (struct result *r = db->spares; r; r = next) {
        next = r->spare;
        free(r);
    }
    free((void *)db->slots);
    PQfinish(db->conn);
    free(db->url);
    free(db->schema);
    free(db);
}

static PGconn *connect_to(const char *url)
{
    /* What the URL says comes last and wins. */
    const char *keys[] = {"application_name", "connect_timeout", "tcp_user_timeout",
                          "keepalives_idle",  "dbname",          NULL};
    const char *values[] = {"alidade", "5", "15000", "30", url, NULL};

    return PQconnectdbParams(keys, values, 1);
}

static enum err engine_open(const char *url, const struct db_options *o, struct db **ret)
{
    struct db_pg *db = calloc(1, sizeof *db);
    const char *why;
    enum err e = E_IO;

    if (db) {
        db->options = *o;
        db->url = strdup(url);
        db->schema = strdup(o->schema ? o->schema : "public");
        db->conn = db->url && db->schema ? connect_to(url) : NULL;
    }
    if (db == NULL || db->conn == NULL) {
        db_open_failed(E_IO, "cannot connect to PostgreSQL: out of memory");
    } else if (PQstatus(db->conn) != CONNECTION_OK) {
        why = PQerrorMessage(db->conn); /* names host and user, never the password */
        db_open_failed(E_IO, "cannot connect to PostgreSQL: %.*s", (int)strcspn(why, "\n"), why);
    } else {
        e = set_up(db);
        if (e != OK)
            db_open_failed(e, "cannot connect to PostgreSQL: %s", db->base.error);
    }
    if (e == OK)
        *ret = &db->base;
    else if (db)
        engine_close(&db->base);
    return e;
}

static enum err engine_open_reads(struct db *base, struct db **ret)
{
    struct db_options o = pg_of(base)->options;

    o.relaxed = true;
    o.schema = pg_of(base)->schema;
    return engine_open(pg_of(base)->url, &o, ret);
}

/* Transactions */

/* A restart of the server while we were idle is noticed before anything is sent: by its farewell,
 * which libpq takes for a notice, or by the end of the connection. */
static enum err wake_up(struct db_pg *db)
{
    if (db->base.tx)
        return OK;
    if (PQconsumeInput(db->conn) && PQisBusy(db->conn) == 0 && !is_lost(db) && !db->farewell)
        return OK;
    return reconnect(db);
}

static enum err engine_begin(struct db *base, enum tx_mode mode)
{
    struct db_pg *db = pg_of(base);
    const char *text = mode == TX_READ ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
                                       : "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
    enum err e;

    TRY(wake_up(db));
    e = command(db, "begin", text);
    if (e == OK || !is_lost(db))
        return e;
    TRY(reconnect(db));
    return command(db, "begin", text);
}

static void engine_rollback(struct db *base)
{
    struct db_pg *db = pg_of(base);

    if (!is_lost(db) && PQtransactionStatus(db->conn) != PQTRANS_IDLE)
        PQclear(PQexec(db->conn, "ROLLBACK"));
}

static enum err engine_commit(struct db *base)
{
    struct db_pg *db = pg_of(base);
    PGresult *res = PQexec(db->conn, "COMMIT");
    enum err e = OK;

    if (!is_good(res))
        e = failed(db, "commit", res);
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
    if (!is_good(res))
        e = failed(db, sql->name, res);
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
    if (is_good(res)) {
        *ret = res;
        return OK;
    }
    e = failed(db, sql->name, res);
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

    TRY(wake_up(db));
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

    TRY(wake_up(db));
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
    TRY(wake_up(pg_of(base)));
    return command(pg_of(base), "script", text);
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
    TRY(command(
        db, sql->name,
        str_fmt(a, "SET plan_cache_mode = force_generic_plan; PREPARE db_plan AS %s", sql->pg).p));
    res = PQexec(db->conn, str_z(a, buf_str(&text)));
    e = is_good(res) ? OK : failed(db, sql->name, res);
    buf_init(&out, a, PLAN_MAX);
    for (int i = 0; e == OK && i < PQntuples(res); i++)
        buf_printf(&out, "%s\n", PQgetvalue(res, i, 0));
    PQclear(res);
    if (e == OK)
        e = command(db, sql->name, "DEALLOCATE db_plan; RESET plan_cache_mode");
    return e == OK ? buf_done(&out, ret) : e;
}

static enum err engine_prepare_check(struct db *base, const struct sql *sql, struct arena *a,
                                     struct str *ret_explain)
{
    struct db_pg *db = pg_of(base);
    PGresult *res;
    enum err e = OK;

    TRY(wake_up(db));
    res = PQprepare(db->conn, "", sql->pg, 0, NULL);
    if (is_good(res)) {
        PQclear(res);
        res = PQdescribePrepared(db->conn, "");
    }
    if (!is_good(res))
        e = failed(db, sql->name, res);
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

const struct db_engine db_engine_pg = {
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
