/* core/sync_stays.c: rows that stay on a device, see sync_stays.h; and what becomes of a page that
 * was sent there. */
#include "core/sync_stays.h"

#include "core/core_sql.gen.h"
#include "core/dispatch.h"
#include "core/sync_apply.h"
#include "core/sync_row.h"

#define ROW_MAX ((size_t)4 << 20)

/* A row in the outbox's database. */
struct stayed {
    struct str name;
    struct id id;
    struct str body;
    bool there; /* device->db has it too */
};
LIST_TYPE(stayed_list, struct stayed);

static enum err stayed_read(struct sync_device *d, struct stayed_list *ret)
{
    struct stayed_list list = {0};
    struct rows rows;

    db_use_arena(d->box, d->arena);
    TRY(db_query(d->box, &SQL_OUTBOX_ROWS, NO_BINDS, &rows));
    while (rows_next(&rows))
        LIST_ADD(d->arena, &list,
                 ((struct stayed){
                     .name = col_str(&rows, 0), .id = col_id(&rows, 1), col_str(&rows, 2)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

static struct stayed *stayed_find(const struct stayed_list *list, const char *name, struct id id)
{
    for (size_t i = 0; i < list->n; i++)
        if (id_eq(list->items[i].id, id) && str_eq(list->items[i].name, str_c(name)))
            return &list->items[i];
    return NULL;
}

static enum err table_read(struct sync_device *d, const struct sync_table *table,
                           struct sync_read *ret)
{
    const struct sync_asked asked = {.account_id = d->actor.account_id,
                                     .scope_id = d->actor.scope_id};
    struct sync_sql sql;

    db_use_arena(d->db, d->arena);
    sync_table_stays(d->arena, table, &asked, &sql);
    return sync_read_rows(d->arena, d->db, &sql, ret);
}

/* The row in device->db, marked as being there; what differs is written into the outbox. */
static enum err row_keep(struct sync_device *d, const struct sync_table *table,
                         struct sync_read *read, size_t i, struct stayed_list *known)
{
    struct sync_row row = sync_read_row(read, i);
    struct id id = sync_row_id(&row, "id");
    struct stayed *before = stayed_find(known, table->name, id);
    struct json_writer w;
    struct str body;
    struct buf out;

    buf_init(&out, d->arena, ROW_MAX);
    json_writer_init(&w, &out);
    sync_read_put(d->arena, table->name, read, (size_t[]){i, i + 1}, &w);
    if (buf_done(&out, &body) != OK)
        return E_IO;
    if (before)
        before->there = true;
    if (before && str_eq(before->body, body))
        return OK;
    return db_exec(d->box, &SQL_OUTBOX_ROW_PUT,
                   BINDS(b_str(str_c(table->name)), b_id(id), b_str(body)), NULL);
}

static enum err keep_in_tx(struct sync_device *d, struct id cmd_id)
{
    struct stayed_list known;

    TRY(stayed_read(d, &known));
    for (const struct sync_table *t = d->site->tables; t->name; t++) {
        struct sync_read read;

        if (!t->stays)
            continue;
        TRY(table_read(d, t, &read));
        for (size_t i = 0; i < read.rows.n; i++)
            TRY(row_keep(d, t, &read, i, &known));
    }
    for (size_t i = 0; i < known.n; i++) {
        const struct stayed *one = &known.items[i];

        if (one->there)
            continue;
        if (id_given(cmd_id))
            TRY(db_exec(d->box, &SQL_OUTBOX_ROW_ASIDE,
                        BINDS(b_str(one->name), b_id(one->id), b_id(cmd_id)), NULL));
        else
            TRY(db_exec(d->box, &SQL_OUTBOX_ROW_DROP, BINDS(b_str(one->name), b_id(one->id)),
                        NULL));
    }
    return OK;
}

enum err sync_stays_keep(struct sync_device *d, struct id cmd_id)
{
    enum err e;

    TRY(tx_begin(d->box, TX_WRITE));
    e = keep_in_tx(d, cmd_id);
    if (e == OK)
        return tx_commit(d->box);
    tx_rollback(d->box);
    return e;
}

/* ---- showing -------------------------------------------------------------------------------- */

static enum err row_show(struct sync_device *d, const struct stayed *one)
{
    struct json part;
    enum err e = json_parse(d->arena, one->body, &part);

    if (e == OK)
        e = tx_begin(d->db, TX_WRITE);
    if (e == OK)
        e = sync_apply_kept(d, &part);
    if (e == OK)
        return tx_commit(d->db);
    tx_rollback(d->db);
    return e;
}

/* Which of them device->db shows: of two drafts of one form it has room for one. */
static enum err shown_mark(struct sync_device *d, struct stayed_list *list)
{
    for (const struct sync_table *t = d->site->tables; t->name; t++) {
        struct sync_read read;

        if (!t->stays)
            continue;
        TRY(table_read(d, t, &read));
        for (size_t i = 0; i < read.rows.n; i++) {
            struct sync_row row = sync_read_row(&read, i);
            struct stayed *one = stayed_find(list, t->name, sync_row_id(&row, "id"));

            if (one)
                one->there = true;
        }
    }
    return OK;
}

enum err sync_stays_show(struct sync_device *d)
{
    struct stayed_list list;

    TRY(stayed_read(d, &list));
    for (size_t i = 0; i < list.n; i++) {
        /* What cannot be shown (it is of an older program) is kept all the same. */
        if (row_show(d, &list.items[i]) == E_IO)
            return E_IO;
    }
    if (list.n == 0)
        return OK;
    TRY(shown_mark(d, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct stayed *one = &list.items[i];

        /* Set aside for nobody: what is not shown must not look as if it had been thrown away. */
        if (!one->there)
            TRY(db_exec(d->box, &SQL_OUTBOX_ROW_ASIDE,
                        BINDS(b_str(one->name), b_id(one->id), b_id(one->id)), NULL));
    }
    return OK;
}

enum err sync_stays_answered(struct sync_device *d, struct id cmd_id, bool refused)
{
    if (refused)
        return db_exec(d->box, &SQL_OUTBOX_ROW_BACK, BINDS(b_id(cmd_id), b_id(ID_NONE)), NULL);
    return db_exec(d->box, &SQL_OUTBOX_ROW_DONE, BINDS(b_id(cmd_id)), NULL);
}

enum err sync_stays_wipe(struct sync_device *d)
{
    return db_exec(d->box, &SQL_OUTBOX_ROW_WIPE, NO_BINDS, NULL);
}

enum err sync_device_pages(struct sync_device *d, struct ctx *ctx, struct sync_pages *ret)
{
    struct sync_pages list = {0};

    for (const struct sync_table *t = d->site->tables; t->name; t++) {
        struct sync_read read;

        if (!t->stays)
            continue;
        TRY(table_read(d, t, &read));
        for (size_t i = 0; i < read.rows.n; i++) {
            struct sync_row row = sync_read_row(&read, i);
            struct str rest = t->pages(ctx, &row), one;

            while (str_split(&rest, ' ', &one))
                if (str_given(one))
                    LIST_ADD(d->arena, &list, one);
        }
    }
    *ret = list;
    return OK;
}

/* One as the outbox has it; a row of a table or of columns that are no more says nothing. */
static bool draft_read(struct sync_device *d, struct ctx *ctx, struct str name, struct str body,
                       struct sync_draft *ret)
{
    const struct sync_table *table = sync_table_find(d->site->tables, name);
    struct sync_row row;
    struct json part;
    struct str pages;

    if (!table || !table->stays || json_parse(d->arena, body, &part) != OK ||
        sync_row_read(d->arena, &part, &row) != OK)
        return false;
    pages = table->pages(ctx, &row);
    ret->table = table->name;
    ret->body = table->typed(ctx, &row);
    return str_split(&pages, ' ', &ret->page);
}

enum err sync_device_drafts(struct sync_device *d, struct ctx *ctx, struct sync_draft_list *ret)
{
    struct sync_draft_list list = {0};
    struct rows rows;

    db_use_arena(d->box, d->arena);
    TRY(db_query(d->box, &SQL_OUTBOX_DRAFTS, NO_BINDS, &rows));
    while (rows_next(&rows)) {
        struct sync_draft one = {.id = col_id(&rows, 1), .aside = !col_is_null(&rows, 3)};

        if (draft_read(d, ctx, col_str(&rows, 0), col_str(&rows, 2), &one))
            LIST_ADD(d->arena, &list, one);
    }
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err sync_device_drop(struct sync_device *d, struct ctx *ctx, const struct sync_draft *draft)
{
    struct sql sql = {.name = draft->table, .slot = SQL_NO_SLOT, .arg_n = 1};

    sql.sqlite = sql.pg = str_fmt(d->arena, "DELETE FROM %s WHERE id = $1", draft->table).p;
    if (!draft->aside)
        TRY(db_exec(ctx->db, &sql, BINDS(b_id(draft->id)), NULL));
    return db_exec(d->box, &SQL_OUTBOX_ROW_DROP, BINDS(b_str(str_c(draft->table)), b_id(draft->id)),
                   NULL);
}

/* ---- a page that was sent ------------------------------------------------------------------- */

/* Where an answer leads to; NULL: nowhere. */
static struct str *location_of(const struct http_response *response)
{
    for (size_t i = 0; i < response->header_n; i++)
        if (str_eq(response->headers[i].name, STR("Location")))
            return &response->headers[i].value;
    return NULL;
}

/* Sends something else than what was typed: what it did here is forgotten, and done again just as
 * the server will do it. */
static enum err send_instead(struct sync_device *d, struct id cmd_id,
                             struct http_response *response)
{
    struct str location, *shown = location_of(response);

    TRY(sync_stays_keep(d, cmd_id));
    TRY(sync_device_resume(d));
    TRY(sync_device_do(d, cmd_id, response->on_device.path, response->on_device.body, &location));
    if (shown)
        *shown = location;
    return OK;
}

enum err sync_device_request(struct sync_device *d, struct ctx *ctx,
                             const struct http_request *request, struct http_response *response)
{
    bool done;

    ctx->made_at = d->now;
    dispatch_http(ctx, request, response);
    if (!d->box || !str_eq(request->method, STR("POST")))
        return OK;
    done = response->status == 303 && response->route && response->route->offline &&
           !response->on_device.stays;
    if (done && str_given(response->on_device.path))
        return send_instead(d, ctx->cmd_id, response);
    if (done) {
        const struct str *location = location_of(response);

        TRY(sync_device_keep(d, ctx->cmd_id, request->path, request->body,
                             location ? *location : STR_NONE));
    }
    return sync_stays_keep(d, done ? ctx->cmd_id : ID_NONE);
}
