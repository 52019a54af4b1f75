/* sync/sync_check_test_support.c: what must hold whatever happened on the way, see
 * sync_model_test_support.h. */
#include "sync/sync_model_test_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/sync_table.h"
#include "plat/json.h"
#include "sync/sync_rows.h"

#define TEXT_MAX ((size_t)64 << 20)

static void wrong(struct model *m, const char *what)
{
    if (!m->wrong)
        m->wrong = what;
}

#define COUNT(name_, text_, n_)                                                                    \
    static const struct sql name_ = {                                                              \
        .name = #name_, .sqlite = (text_), .pg = "", .arg_n = (n_), .slot = SQL_NO_SLOT}

COUNT(sql_receipts, "SELECT count(*) FROM sync_receipt WHERE device_id = $1 AND cmd_id = $2", 2);
COUNT(
    sql_applied,
    "SELECT count(*) FROM sync_receipt WHERE device_id = $1 AND cmd_id = $2 AND result = 'applied'",
    2);
COUNT(sql_notes, "SELECT count(*) FROM note WHERE body = $1", 1);
COUNT(sql_edits, "SELECT count(*) FROM event WHERE cmd_id = $1 AND kind = 'casefile.edited'", 1);
COUNT(sql_all_notes, "SELECT count(*) FROM note WHERE body LIKE 'cmd-%'", 0);
COUNT(sql_cases, "SELECT count(*) FROM casefile", 0);

static int64_t count(struct model *m, struct db *db, const struct sql *sql,
                     const struct bind *binds, int n)
{
    struct rows rows;
    int64_t found = -1;

    if (db_query(db, sql, binds, n, &rows) != OK)
        return wrong(m, "cannot count"), -1;
    if (rows_next(&rows))
        found = col_int(&rows, 0);
    return rows_end(&rows) == OK ? found : -1;
}

/* No command that was saved on a device is lost, and none is done twice. */
static void commands_check(struct model *m)
{
    struct db *db = m->world.db;
    int64_t notes = 0;

    for (size_t i = 0; i < m->made.n; i++) {
        const struct promise_made *p = &m->made.items[i];
        struct bind id = b_id(p->cmd_id), device = b_id(p->device_id);
        struct bind body;

        arena_reset(m->world.request);
        db_use_arena(db, m->world.request);
        body = b_str(str_fmt(m->world.request, "cmd-%d.", p->number));
        if (count(m, db, &sql_receipts, (struct bind[]){device, id}, 2) != 1)
            wrong(m, "a command that was saved on a device has no answer");
        int64_t applied = count(m, db, &sql_applied, (struct bind[]){device, id}, 2);
        int64_t effects =
            p->note ? count(m, db, &sql_notes, &body, 1) : count(m, db, &sql_edits, &id, 1);

        if (effects != applied)
            wrong(m, "a command was done not once for its answer");
        notes += p->note ? applied : 0;
    }
    if (count(m, db, &sql_all_notes, NULL, 0) != notes)
        wrong(m, "there are notes of devices that nobody saved");
}

/* ---- the same rows on both sides ------------------------------------------------------------ */

static int by_text(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* "table: [row]" a line, sorted. */
static struct str sorted(struct model *m, struct arena *a, struct str text)
{
    struct json tables;
    struct buf out;
    LIST_OF(struct str) lines = {0};

    if (json_parse(a, text, &tables) != OK)
        return wrong(m, "rows are no JSON"), STR_NONE;
    for (size_t i = 0; i < tables.n; i++) {
        const struct json *part = &tables.items[i], *rows = json_get(part, STR("r"));

        for (size_t k = 0; k < rows->n; k++) {
            struct json_writer w;

            buf_init(&out, a, 1 << 20);
            buf_put(&out, json_get(part, STR("t"))->s);
            buf_put_z(&out, ": ");
            json_writer_init(&w, &out);
            json_put(&w, &rows->items[k]);
            LIST_ADD(a, &lines, buf_str(&out));
        }
    }
    if (lines.n)
        qsort(lines.items, lines.n, sizeof *lines.items, by_text);
    buf_init(&out, a, TEXT_MAX);
    for (size_t i = 0; i < lines.n; i++) {
        buf_put(&out, lines.items[i]);
        buf_put_c(&out, '\n');
    }
    return buf_str(&out);
}

static struct str rows_of(struct model *m, struct ctx *ctx, const struct sync_asked *asked)
{
    struct buf out;
    struct json_writer w;

    buf_init(&out, ctx->arena, TEXT_MAX);
    json_writer_init(&w, &out);
    if (tx_begin(ctx->db, TX_READ) != OK || sync_rows_write(ctx, asked, &w) != OK)
        wrong(m, "cannot read rows");
    tx_rollback(ctx->db);
    return sorted(m, ctx->arena, buf_str(&out));
}

static void difference_print(struct str a, struct str b)
{
    struct str x, y;

    while (str_split(&a, '\n', &x) && str_split(&b, '\n', &y)) {
        if (str_eq(x, y))
            continue;
        printf("# server: %.*s\n# device: %.*s\n", STR_ARG(x), STR_ARG(y));
        return;
    }
}

static void device_check(struct model *m, struct sim *s)
{
    COUNT(sql_own,
          "SELECT c.id FROM casefile_scope s JOIN casefile c ON c.id = s.casefile_id "
          "WHERE s.scope_id = $1 AND c.state <> 'closed' ORDER BY c.id LIMIT 30",
          1);
    struct id ids[SYNC_CASES_MAX];
    struct rows rows;
    int64_t waiting = -1;
    struct sync_asked asked = {
        .account_id = s->dev.actor.account_id, .scope_id = s->dev.actor.scope_id, .cases = ids};

    arena_reset(s->arena);
    arena_reset(m->world.request);
    if (sync_device_waiting(&s->dev, &waiting) != OK || waiting != 0)
        wrong(m, "something still waits on a device");
    struct ctx server = world_ctx(&m->world, s->login), device = server;

    if (!s->revoked) {
        if (db_query(server.db, &sql_own, BINDS(b_id(asked.scope_id)), &rows) != OK)
            return wrong(m, "cannot read cases");
        while (rows_next(&rows))
            ids[asked.case_n++] = col_id(&rows, 0);
        if (rows_end(&rows) != OK)
            return wrong(m, "cannot read cases");
    }
    asked.confidential = authz_can(&server, CAP_NOTE_CONFIDENTIAL);
    /* After many commands there are more rows than a request may take. */
    server.arena = device.arena = s->arena;
    db_use_arena(server.db, s->arena);
    device.db = device.reads = s->dev.db;
    db_use_arena(s->dev.db, s->arena);
    if (count(m, s->dev.db, &sql_cases, NULL, 0) != (int64_t)asked.case_n)
        wrong(m, "a device holds other cases than it may");
    struct str there = rows_of(m, &server, &asked), here = rows_of(m, &device, &asked);

    if (!str_eq(there, here)) {
        difference_print(there, here);
        wrong(m, "a device does not show what the server has");
    }
}

void model_check(struct model *m)
{
    struct journal_report report;

    commands_check(m);
    for (int i = 0; i < m->sim_n; i++)
        device_check(m, &m->sims[i]);
    arena_reset(m->world.request);
    struct ctx ctx = world_ctx(&m->world, NULL);

    if (journal_verify(&ctx, m->world.keys.public_, NULL, &report) != OK || report.finding_n != 0)
        wrong(m, "the journal does not verify");
}
