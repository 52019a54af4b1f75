/* core/journal.c: folding reads in, giving positions, signing tree heads. Verification is in
 * journal_verify.c. */
#include "core/journal.h"

#include <string.h>

#include "base/buf.h"
#include "core/authz.h"
#include "core/core_sql.gen.h"
#include "core/journal_leaf.h"
#include "core/merkle.h"

#define BATCH 1000

enum err journal_access_flush(struct ctx *ctx, const char *route)
{
    if (ctx->accesses.n == 0)
        return OK;

    bool own_tx = !tx_is_open(ctx->reads);

    if (own_tx)
        TRY(tx_begin(ctx->reads, TX_WRITE));
    for (size_t i = 0; i < ctx->accesses.n; i++) {
        const struct access *a = &ctx->accesses.items[i];
        struct str noun = str_c(a->noun);

        if (a->denied)
            noun = str_cat(ctx->arena, noun, STR(".denied"));
        enum err e = db_exec(ctx->reads, &SQL_ACCESS_READ_INSERT,
                             BINDS(b_id(id_new(ctx, "access")), b_str(noun), b_id(a->subject_id),
                                   b_id(a->casefile_id), b_id(a->person_id),
                                   b_id(ctx->actor.account_id), b_str(role_code(ctx->actor.role)),
                                   b_str(str_c(route)), b_int(ctx->now.us)),
                             NULL);

        if (e != OK) {
            if (own_tx)
                tx_rollback(ctx->reads);
            return e;
        }
    }
    ctx->accesses.n = 0;
    return own_tx ? tx_commit(ctx->reads) : OK;
}

/* One row of the journal of reads, read into memory before the other connection writes. */
struct read_row {
    struct id id, subject_id, casefile_id, person_id, account_id;
    struct str noun, role, route;
    struct instant at;
};
LIST_TYPE(read_row_list, struct read_row);

static enum err reads_batch(struct ctx *ctx, struct read_row_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->reads, &SQL_ACCESS_READ_BATCH, BINDS(b_int(BATCH)), &rows));
    while (rows_next(&rows)) {
        struct read_row *row = LIST_PUSH(ctx->arena, ret);

        row->id = col_id(&rows, 0);
        row->noun = col_str(&rows, 1);
        row->subject_id = col_id(&rows, 2);
        row->casefile_id = col_id(&rows, 3);
        row->person_id = col_id(&rows, 4);
        row->account_id = col_id(&rows, 5);
        row->role = col_str(&rows, 6);
        row->route = col_str(&rows, 7);
        row->at = col_instant(&rows, 8);
    }
    return rows_end(&rows);
}

/* The read keeps its id, so that folding the same row twice after a crash adds nothing. */
static enum err read_to_event(struct ctx *ctx, const struct read_row *row)
{
    struct rows rows;
    bool denied = str_has_suffix(row->noun, STR(".denied"));
    struct str kind = denied ? row->noun : str_cat(ctx->arena, row->noun, STR(".viewed"));
    struct sha256 hash = crypto_sha256(STR("{}"));

    TRY(db_query(ctx->db, &SQL_EVENT_IS_THERE, BINDS(b_id(row->id)), &rows));
    bool there = rows_next(&rows);
    TRY(rows_end(&rows));
    if (there)
        return OK;
    TRY(db_exec(ctx->db, &SQL_EVENT_INSERT,
                BINDS(b_id(row->id), b_str(kind), b_id(row->subject_id), b_id(row->casefile_id),
                      b_id(row->person_id), b_str(row->route), b_id(row->account_id),
                      b_str(row->role), b_bool(false), b_int(row->at.us), b_int(row->at.us),
                      b_id(ID_NONE), b_blob((struct str){(char *)hash.b, SHA256_SIZE}), b_int(0)),
                NULL));
    return db_exec(ctx->db, &SQL_EVENT_PAYLOAD_INSERT,
                   BINDS(b_id(row->id), b_blob(STR_NONE), b_str(STR("{}"))), NULL);
}

/* One by one, not "up to the last": a read of an earlier time may have come meanwhile, from a
 * request that took long, and would go with them without ever being in the journal. */
static enum err reads_delete(struct ctx *ctx, const struct read_row_list *list, bool in_tx)
{
    enum err e = OK;

    if (!in_tx)
        TRY(tx_begin(ctx->reads, TX_WRITE));
    for (size_t i = 0; i < list->n && e == OK; i++)
        e = db_exec(ctx->reads, &SQL_ACCESS_READ_DELETE, BINDS(b_id(list->items[i].id)), NULL);
    if (e == OK)
        return tx_commit(ctx->reads);
    tx_rollback(ctx->reads);
    return e;
}

enum err journal_fold_reads(struct ctx *ctx, int *ret_n)
{
    struct read_row_list list = {0};

    TRY(reads_batch(ctx, &list));
    *ret_n = (int)list.n;
    if (list.n == 0)
        return OK;
    TRY(tx_begin(ctx->db, TX_WRITE));
    for (size_t i = 0; i < list.n; i++) {
        enum err e = read_to_event(ctx, &list.items[i]);

        if (e != OK) {
            tx_rollback(ctx->db);
            return e;
        }
    }
    /* In one database both happen or neither; in two, a crash between them folds again, harmlessly.
     */
    bool same = ctx->reads == ctx->db;

    if (!same)
        TRY(tx_commit(ctx->db));
    return reads_delete(ctx, &list, same);
}

static enum err merkle_load(struct ctx *ctx, struct merkle *ret)
{
    struct rows rows;
    struct merkle m = {0};

    TRY(db_query(ctx->db, &SQL_CHECKPOINT_LAST, NO_BINDS, &rows));
    if (rows_next(&rows)) {
        struct str frontier = col_str(&rows, 2);

        m.size = col_int(&rows, 0);
        m.root_n = (int)(frontier.n / SHA256_SIZE);
        if (m.root_n <= MERKLE_LEVELS)
            memcpy(m.roots, frontier.p, (size_t)m.root_n * SHA256_SIZE);
    }
    TRY(rows_end(&rows));
    *ret = m;
    return OK;
}

struct pending {
    struct id id;
    struct sha256 leaf;
};
LIST_TYPE(pending_list, struct pending);

static enum err pending_load(struct ctx *ctx, struct pending_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_EVENT_UNSEQUENCED, BINDS(b_int(BATCH)), &rows));
    while (rows_next(&rows)) {
        struct pending *p = LIST_PUSH(ctx->arena, ret);

        p->id = col_id(&rows, 0);
        p->leaf = journal_leaf(ctx->arena, &rows);
    }
    return rows_end(&rows);
}

static enum err checkpoint_add(struct ctx *ctx, const struct journal_keys *keys,
                               const struct merkle *m)
{
    struct checkpoint c = {.size = m->size, .root = merkle_root(m), .at = ctx->now};

    crypto_sign_message(c.signature, checkpoint_signed(ctx->arena, &c), keys->secret);
    return db_exec(
        ctx->db, &SQL_CHECKPOINT_INSERT,
        BINDS(b_int(c.size), b_blob((struct str){(char *)c.root.b, SHA256_SIZE}),
              b_blob((struct str){(const char *)m->roots, (size_t)m->root_n * SHA256_SIZE}),
              b_blob((struct str){(char *)c.signature, SIGN_SIZE}), b_int(c.at.us)),
        NULL);
}

static enum err sequence_batch(struct ctx *ctx, const struct journal_keys *keys, int *ret_n)
{
    struct pending_list list = {0};
    struct merkle m;

    TRY(pending_load(ctx, &list));
    *ret_n = (int)list.n;
    if (list.n == 0)
        return OK;
    TRY(merkle_load(ctx, &m));
    for (size_t i = 0; i < list.n; i++) {
        const struct pending *p = &list.items[i];

        merkle_add(&m, &p->leaf);
        TRY(db_exec(ctx->db, &SQL_EVENT_SET_POSITION,
                    BINDS(b_id(p->id), b_int(m.size),
                          b_blob((struct str){(const char *)p->leaf.b, SHA256_SIZE})),
                    NULL));
    }
    return checkpoint_add(ctx, keys, &m);
}

enum err journal_sequence(struct ctx *ctx, const struct journal_keys *keys, int *ret_n)
{
    TRY(tx_begin(ctx->db, TX_WRITE));
    enum err e = sequence_batch(ctx, keys, ret_n);

    if (e == OK)
        return tx_commit(ctx->db);
    tx_rollback(ctx->db);
    return e;
}
