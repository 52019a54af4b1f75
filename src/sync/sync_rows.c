/* sync/sync_rows.c: rows of whole cases, as JSON for a device; see sync_rows.h. */
#include "sync/sync_rows.h"

#include "core/feature.h"
#include "plat/crypto.h"

#define COLUMNS_MAX 64

/* What was named in the rows, and is still to be sent. */
struct naming {
    const struct sync_table *table;
    LIST_OF(struct id) ids;
    size_t sent;
};

struct writing {
    struct ctx *ctx;
    struct json_writer *w;
    struct naming *named; /* ends with a NULL table */
};

static bool ends_like(struct str column, const char *ends)
{
    struct str rest = str_c(ends), end;

    while (str_split(&rest, ' ', &end)) {
        if (str_has_suffix(column, end))
            return true;
    }
    return false;
}

static void name_note(struct writing *wr, struct str column, const struct bind *value)
{
    struct id id = sync_value_id(value);

    if (!id_given(id))
        return;
    for (struct naming *n = wr->named; n->table; n++) {
        bool known = !ends_like(column, n->table->key);

        for (size_t i = 0; !known && i < n->ids.n; i++)
            known = id_eq(n->ids.items[i], id);
        if (!known)
            LIST_ADD(wr->ctx->arena, &n->ids, id);
    }
}

static char letter(const struct bind *b)
{
    static const char letters[] = {
        [BIND_INT] = 'i', [BIND_TEXT] = 't', [BIND_ID] = 'b', [BIND_BLOB] = 'b'};

    return letters[b->kind];
}

static void value_write(struct writing *wr, const struct bind *b)
{
    if (b->null)
        json_put_null(wr->w);
    else if (b->kind == BIND_INT)
        json_put_int(wr->w, b->i);
    else if (b->kind == BIND_TEXT)
        json_put_str(wr->w, b->s);
    else if (b->kind == BIND_BLOB)
        json_put_str(wr->w, crypto_base64url(wr->ctx->arena, b->s));
    else
        json_put_str(wr->w, crypto_base64url(wr->ctx->arena,
                                             (struct str){(const char *)b->id.b, sizeof b->id.b}));
}

/* The rows of a table that were read, column by column. */
struct read_rows {
    struct str names[COLUMNS_MAX];
    char kinds[COLUMNS_MAX];
    size_t column_n;
    LIST_OF(struct bind *) rows;
};

static enum err table_read(struct writing *wr, const struct sync_sql *sql, struct read_rows *ret)
{
    struct arena *a = wr->ctx->arena;
    struct rows rows;

    TRY(db_query(wr->ctx->db, &sql->sql, sql->binds, sql->bind_n, &rows));
    while (rows_next(&rows)) {
        if (ret->column_n == 0) {
            ret->column_n = (size_t)rows_column_n(&rows);
            for (size_t i = 0; i < ret->column_n && i < COLUMNS_MAX; i++) {
                ret->names[i] = str_dup(a, rows_column_name(&rows, (int)i));
                ret->kinds[i] = 'n';
            }
        }
        if (ret->column_n > COLUMNS_MAX)
            break;
        struct bind *values = ARENA_ARRAY(a, struct bind, ret->column_n);

        for (size_t i = 0; i < ret->column_n; i++)
            values[i] = col_value(&rows, (int)i);
        LIST_ADD(a, &ret->rows, values);
    }
    TRY(rows_end(&rows));
    return ret->column_n > COLUMNS_MAX ? ctx_fail(wr->ctx, E_BUG, "problem.bug", NULL) : OK;
}

static enum err rows_hide(struct writing *wr, const struct sync_table *table,
                          struct read_rows *read)
{
    size_t kept = 0;

    for (size_t i = 0; i < read->rows.n; i++) {
        struct sync_row row = {read->names, read->rows.items[i], read->column_n, false};

        if (table->hide)
            TRY(table->hide(wr->ctx, &row));
        if (row.left_out)
            continue;
        read->rows.items[kept++] = row.values;
        for (size_t k = 0; k < row.n; k++) {
            name_note(wr, read->names[k], &row.values[k]);
            if (!row.values[k].null)
                read->kinds[k] = letter(&row.values[k]);
        }
    }
    read->rows.n = kept;
    return OK;
}

static enum err table_write(struct writing *wr, const struct sync_table *table,
                            const struct sync_sql *sql)
{
    struct read_rows read = {0};

    TRY(table_read(wr, sql, &read));
    TRY(rows_hide(wr, table, &read));
    if (read.rows.n == 0)
        return OK;
    json_open(wr->w, '{');
    json_key(wr->w, STR("t"));
    json_put_str(wr->w, str_c(table->name));
    json_key(wr->w, STR("c"));
    json_open(wr->w, '[');
    for (size_t i = 0; i < read.column_n; i++)
        json_put_str(wr->w, read.names[i]);
    json_close(wr->w, ']');
    json_key(wr->w, STR("k"));
    json_put_str(wr->w, (struct str){read.kinds, read.column_n});
    json_key(wr->w, STR("r"));
    json_open(wr->w, '[');
    for (size_t i = 0; i < read.rows.n; i++) {
        json_open(wr->w, '[');
        for (size_t k = 0; k < read.column_n; k++)
            value_write(wr, &read.rows.items[i][k]);
        json_close(wr->w, ']');
    }
    json_close(wr->w, ']');
    json_close(wr->w, '}');
    return OK;
}

static struct str head_of(struct arena *a, const struct sync_table *table)
{
    return str_fmt(a, "SELECT %s FROM", table->columns ? table->columns : "*");
}

/* What is named in rows may name others: the team its agency, the area the one around it. */
static enum err named_write(struct writing *wr)
{
    bool more = true;

    while (more) {
        more = false;
        for (struct naming *n = wr->named; n->table; n++) {
            struct sync_table by_id = {.name = n->table->name, .key = "id"};
            struct sync_asked asked = {.cases = n->ids.items + n->sent,
                                       .case_n = n->ids.n - n->sent};
            struct sync_sql sql;

            if (asked.case_n == 0)
                continue;
            if (asked.case_n > SYNC_CASES_MAX)
                asked.case_n = SYNC_CASES_MAX;
            n->sent += asked.case_n;
            more = true;
            sync_table_sql(wr->ctx->arena, &by_id, head_of(wr->ctx->arena, n->table).p, &asked,
                           &sql);
            TRY(table_write(wr, n->table, &sql));
        }
    }
    return OK;
}

enum err sync_rows_write(struct ctx *ctx, const struct sync_asked *asked, struct json_writer *w)
{
    const struct sync_table *tables = ctx->site->tables;
    struct writing wr = {.ctx = ctx, .w = w};
    struct bind own[] = {b_id(ctx->actor.account_id), b_id(ctx->actor.team_id),
                         b_id(ctx->actor.agency_id)};
    size_t n = 0;

    for (const struct sync_table *t = tables; t->name; t++)
        n += t->how == SYNC_NAMED;
    wr.named = ARENA_ARRAY(ctx->arena, struct naming, n + 1);
    n = 0;
    for (const struct sync_table *t = tables; t->name; t++) {
        if (t->how == SYNC_NAMED)
            wr.named[n++].table = t;
    }
    name_note(&wr, STR("account_id"), &own[0]);
    name_note(&wr, STR("team_id"), &own[1]);
    name_note(&wr, STR("agency_id"), &own[2]);
    json_open(w, '[');
    for (const struct sync_table *t = tables; t->name; t++) {
        struct sync_sql sql;

        if ((t->how != SYNC_CASE && t->how != SYNC_OF) || asked->case_n == 0)
            continue;
        sync_table_sql(ctx->arena, t, head_of(ctx->arena, t).p, asked, &sql);
        TRY(table_write(&wr, t, &sql));
    }
    if (asked->case_n > 0)
        TRY(named_write(&wr));
    json_close(w, ']');
    return OK;
}
