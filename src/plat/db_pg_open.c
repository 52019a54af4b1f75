/* plat/db_pg_open.c: connections to PostgreSQL: settings, loss and return, what an error means. */
#include "plat/db_pg.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TIMEOUT_MS = 15000, WAIT_MS = 10000 };

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

bool db_pg_is_lost(const struct db_pg *db)
{
    return PQstatus(db->conn) != CONNECTION_OK;
}

/* The primary message only: the detail would hold values, and so names of people. */
enum err db_pg_failed(struct db_pg *db, const char *what, const PGresult *res)
{
    const char *state = res ? PQresultErrorField(res, PG_DIAG_SQLSTATE) : NULL;
    const char *text = res ? PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY) : NULL;
    bool writes = !db->base.tx || db->base.tx_mode == TX_WRITE;
    enum err e = state ? map_state(state, writes) : E_IO;

    if (db_pg_is_lost(db)) /* nothing of the transaction is stored: the command can run again */
        e = db->base.tx ? E_BUSY : E_IO;
    if (text == NULL)
        text = PQerrorMessage(db->conn);
    return db_failed(&db->base, e, "%s: %.*s", what, (int)strcspn(text, "\n"), text);
}

bool db_pg_is_good(const PGresult *res)
{
    ExecStatusType s = PQresultStatus(res);

    return s == PGRES_TUPLES_OK || s == PGRES_COMMAND_OK;
}

/* A command without parameters and rows. */
enum err db_pg_command(struct db_pg *db, const char *what, const char *text)
{
    PGresult *res = PQexec(db->conn, text);
    enum err e = db_pg_is_good(res) ? OK : db_pg_failed(db, what, res);

    PQclear(res);
    return e;
}

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
    e = db_pg_command(db, "connect", text);
    forget_prepared(db);
    return e;
}

/* Outside a transaction nothing is lost with the connection but time. */
enum err db_pg_reconnect(struct db_pg *db)
{
    PQreset(db->conn);
    if (db_pg_is_lost(db))
        return db_pg_failed(db, "connect", NULL);
    return set_up(db);
}

void db_pg_close(struct db *base)
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

enum err db_pg_open(const char *url, const struct db_options *o, struct db **ret)
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
        db_pg_close(&db->base);
    return e;
}

enum err db_pg_environment(const char *url)
{
    PQconninfoOption *options = PQconninfoParse(url, NULL);
    enum err e = OK;

    if (options == NULL)
        return db_open_failed(E_INVALID, "this is not an address of PostgreSQL");
    for (PQconninfoOption *o = options; e == OK && o->keyword; o++) {
        if (o->val && !(o->envvar && setenv(o->envvar, o->val, 1) == 0))
            e = db_open_failed(E_INVALID, "'%s' of the address cannot be handed on", o->keyword);
    }
    PQconninfoFree(options);
    return e;
}

enum err db_pg_open_reads(struct db *base, struct db **ret)
{
    struct db_options o = pg_of(base)->options;

    o.relaxed = true;
    o.schema = pg_of(base)->schema;
    return db_pg_open(pg_of(base)->url, &o, ret);
}

/* By its farewell, which libpq takes for a notice, or by the end of the connection. */
enum err db_pg_wake(struct db_pg *db)
{
    if (db->base.tx)
        return OK;
    if (PQconsumeInput(db->conn) && PQisBusy(db->conn) == 0 && !db_pg_is_lost(db) && !db->farewell)
        return OK;
    return db_pg_reconnect(db);
}
