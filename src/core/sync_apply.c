/* core/sync_apply.c: rows of the server put into the device's database; see sync_apply.h. */
#include "core/sync_apply.h"

#include "core/sync_row.h"

#define INSERT_MAX 8192

/* Cases that an answer names under a key. */
static enum err cases_read(const struct json *answer, const char *key, struct id *ids, size_t *ret)
{
    const struct json *list = json_get(answer, str_c(key));

    *ret = 0;
    if (!list || list->kind != JSON_KIND_ARRAY || list->n > SYNC_CASES_MAX)
        return E_INVALID;
    for (; *ret < list->n; ++*ret) {
        if (list->items[*ret].kind != JSON_KIND_STR ||
            id_parse(list->items[*ret].s, &ids[*ret]) != OK)
            return E_INVALID;
    }
    return OK;
}

/* ---- inserting ------------------------------------------------------------------------------ */

static bool is_name(const struct json *json)
{
    if (json->kind != JSON_KIND_STR || json->s.n == 0)
        return false;
    for (size_t i = 0; i < json->s.n; i++) {
        char c = json->s.p[i];

        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'))
            return false;
    }
    return true;
}

/* The statement for rows of these columns; kinds says how each is to be read. */
struct inserting {
    struct sql sql;
    struct str kinds;
    size_t column_n; /* that come */
    bool fills;      /* one more: the id as text */
    size_t id_at;
};

static enum err insert_make(struct arena *a, const struct sync_table *table,
                            const struct json *part, struct inserting *ret)
{
    const struct json *columns = json_get(part, STR("c")), *kinds = json_get(part, STR("k"));
    struct buf out;
    size_t n;

    if (!columns || columns->kind != JSON_KIND_ARRAY || !kinds || kinds->kind != JSON_KIND_STR ||
        kinds->s.n != columns->n || columns->n == 0 || columns->n >= DB_ARG_MAX)
        return E_INVALID;
    *ret =
        (struct inserting){.kinds = kinds->s, .column_n = columns->n, .fills = table->fill != NULL};
    buf_init(&out, a, INSERT_MAX);
    buf_printf(&out, "INSERT OR REPLACE INTO %s (", table->name);
    for (size_t i = 0; i < columns->n; i++) {
        if (!is_name(&columns->items[i]))
            return E_INVALID;
        if (str_eq(columns->items[i].s, STR("id")))
            ret->id_at = i;
        buf_printf(&out, "%s%.*s", i ? ", " : "", STR_ARG(columns->items[i].s));
    }
    n = columns->n + ret->fills;
    if (ret->fills)
        buf_printf(&out, ", %s", table->fill);
    buf_put_z(&out, ") VALUES (");
    for (size_t i = 1; i <= n; i++)
        buf_printf(&out, "%s$%d", i > 1 ? ", " : "", (int)i);
    buf_put_c(&out, ')');
    ret->sql = (struct sql){.name = table->name, .slot = SQL_NO_SLOT, .arg_n = (int)n};
    ret->sql.sqlite = ret->sql.pg = str_z(a, buf_str(&out));
    return OK;
}

static enum err row_insert(struct sync_device *d, const struct inserting *in,
                           const struct json *row)
{
    struct bind binds[DB_ARG_MAX];
    char text[ID_TEXT];

    if (row->kind != JSON_KIND_ARRAY || row->n != in->column_n)
        return E_INVALID;
    for (size_t i = 0; i < row->n; i++)
        TRY(sync_value_read(d->arena, in->kinds.p[i], &row->items[i], &binds[i]));
    if (in->fills)
        binds[row->n] = b_str(id_format(sync_value_id(&binds[in->id_at]), text));
    return db_exec(d->db, &in->sql, binds, in->sql.arg_n, NULL);
}

/* The rows of a kind of table. */
static enum err parts_insert(struct sync_device *d, const struct json *tables, enum sync_how how)
{
    for (size_t i = 0; i < tables->n; i++) {
        const struct json *part = &tables->items[i], *rows = json_get(part, STR("r"));
        const struct sync_table *table =
            sync_table_find(d->site->tables, json_get_str(d->arena, part, STR("t")));
        struct inserting in;

        if (!table || table->how == SYNC_NONE || !rows || rows->kind != JSON_KIND_ARRAY)
            return E_INVALID;
        if (table->how != how)
            continue;
        TRY(insert_make(d->arena, table, part, &in));
        for (size_t k = 0; k < rows->n; k++)
            TRY(row_insert(d, &in, &rows->items[k]));
    }
    return OK;
}

enum err sync_apply_kept(struct sync_device *d, const struct json *part)
{
    const struct json *rows = json_get(part, STR("r"));
    const struct sync_table *table =
        sync_table_find(d->site->tables, json_get_str(d->arena, part, STR("t")));
    struct inserting in;

    if (!table || !table->stays || !rows || rows->kind != JSON_KIND_ARRAY)
        return E_INVALID;
    TRY(insert_make(d->arena, table, part, &in));
    for (size_t i = 0; i < rows->n; i++)
        TRY(row_insert(d, &in, &rows->items[i]));
    return OK;
}

/* ---- deleting ------------------------------------------------------------------------------- */

static enum err rows_delete(struct sync_device *d, enum sync_how how, enum sync_rows which,
                            const struct id *cases, size_t n)
{
    const struct sync_asked asked = {.which = which,
                                     .account_id = d->actor.account_id,
                                     .scope_id = d->actor.scope_id,
                                     .cases = cases,
                                     .case_n = n};

    for (const struct sync_table *t = d->site->tables; t->name; t++) {
        struct sync_sql sql;

        if (t->how != how)
            continue;
        sync_table_sql(d->arena, t, "DELETE FROM", &asked, &sql);
        TRY(db_exec(d->db, &sql.sql, sql.binds, sql.bind_n, NULL));
    }
    return OK;
}

static enum err delete_all(struct sync_device *d)
{
    for (const struct sync_table *t = d->site->tables; t->name; t++) {
        struct sql sql = {.name = t->name, .slot = SQL_NO_SLOT};

        if (t->how == SYNC_NONE)
            continue;
        sql.sqlite = sql.pg = str_fmt(d->arena, "DELETE FROM %s", t->name).p;
        TRY(db_exec(d->db, &sql, NO_BINDS, NULL));
    }
    return OK;
}

/* ---- an answer ------------------------------------------------------------------------------ */

static enum err apply_in_tx(struct sync_device *d, const struct json *answer)
{
    const struct json *tables = json_get(answer, STR("tables")),
                      *reset = json_get(answer, STR("reset"));
    struct id given[SYNC_CASES_MAX], taken[SYNC_CASES_MAX];
    size_t given_n, taken_n;

    if (!tables || tables->kind != JSON_KIND_ARRAY || !reset || reset->kind != JSON_KIND_BOOL)
        return E_INVALID;
    TRY(cases_read(answer, "cases", given, &given_n));
    TRY(cases_read(answer, "removed", taken, &taken_n));
    if (reset->b)
        TRY(delete_all(d));
    if (taken_n)
        TRY(rows_delete(d, SYNC_CASE, SYNC_ROWS_ALL, taken, taken_n));
    if (given_n)
        TRY(rows_delete(d, SYNC_CASE, SYNC_ROWS_ALL, given, given_n));
    TRY(parts_insert(d, tables, SYNC_CASE));
    /* What hangs on the rows that are there now. */
    if (given_n)
        TRY(rows_delete(d, SYNC_OF, SYNC_ROWS_ALL, given, given_n));
    TRY(parts_insert(d, tables, SYNC_OF));
    TRY(parts_insert(d, tables, SYNC_NAMED));
    return rows_delete(d, SYNC_OF, SYNC_ROWS_ORPHANS, NULL, 0);
}

/* The server's rows are whole where it has them; a device has those in its scope, so what they
 * refer to may be missing here, also later. */
static enum err in_tx(struct sync_device *d, const struct json *answer)
{
    enum err e;

    TRY(db_script(d->db, "PRAGMA foreign_keys=OFF"));
    e = tx_begin(d->db, TX_WRITE);
    if (e == OK)
        e = answer ? apply_in_tx(d, answer) : delete_all(d);
    if (e == OK)
        e = tx_commit(d->db);
    if (e != OK)
        tx_rollback(d->db);
    return e;
}

enum err sync_apply(struct sync_device *d, const struct json *answer)
{
    return in_tx(d, answer);
}

enum err sync_apply_wipe(struct sync_device *d)
{
    return in_tx(d, NULL);
}
