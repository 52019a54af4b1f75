/* sync/sync_rows.c: rows of whole cases, as JSON for a device; see sync_rows.h. */
#include "sync/sync_rows.h"

#include "core/feature.h"
#include "core/sync_row.h"

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

static enum err rows_hide(struct writing *wr, const struct sync_table *table,
                          struct sync_read *read)
{
    size_t kept = 0;

    for (size_t i = 0; i < read->rows.n; i++) {
        struct sync_row row = sync_read_row(read, i);

        if (table->hide)
            TRY(table->hide(wr->ctx, &row));
        if (row.left_out)
            continue;
        read->rows.items[kept++] = row.values;
        for (size_t k = 0; k < row.n; k++)
            name_note(wr, read->names[k], &row.values[k]);
    }
    read->rows.n = kept;
    return OK;
}

static enum err table_write(struct writing *wr, const struct sync_table *table,
                            const struct sync_sql *sql)
{
    struct sync_read read;

    TRY(sync_read_rows(wr->ctx->arena, wr->ctx->db, sql, &read));
    TRY(rows_hide(wr, table, &read));
    if (read.rows.n > 0)
        sync_read_put(wr->ctx->arena, table->name, &read, (size_t[]){0, read.rows.n}, wr->w);
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
