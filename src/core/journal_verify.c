/* core/journal_verify.c: the auditor's side: recompute everything and say what does not fit. */
#include <string.h>

#include "base/buf.h"
#include "base/num.h"
#include "core/core_sql.gen.h"
#include "core/event.h"
#include "core/journal.h"
#include "core/journal_leaf.h"
#include "core/merkle.h"

/* A payload may have 64 KiB, so few rows a time: verifying a journal of any length takes the same
 * small memory. */
#define BATCH 200
#define HEADS_BATCH 500
#define FINDINGS_MAX 100
#define SCRATCH ((size_t)32 << 20)

/* Columns of event_by_position after the thirteen of the leaf. */
enum {
    COL_PAYLOAD_HASH = 12,
    COL_POSITION,
    COL_LEAF,
    COL_PAYLOAD_ID,
    COL_SALT,
    COL_BODY,
    COL_ERASED
};

struct sha256 journal_leaf(struct arena *a, const struct rows *row)
{
    struct buf text;

    buf_init(&text, a, 4096);
    buf_put_z(&text, "alidade-event v1\n");
    for (int i = 0; i <= COL_PAYLOAD_HASH; i++) {
        char id[ID_TEXT];

        switch (i) {
        case 0:
        case 2:
        case 3:
        case 4:
        case 6:
        case 11:
            buf_put(&text, id_format(col_id(row, i), id));
            break;
        case 8:
        case 9:
        case 10:
            buf_put_i64(&text, col_int(row, i));
            break;
        case COL_PAYLOAD_HASH: {
            struct str hash = col_str(row, i);
            buf_put_hex(&text, hash.p, hash.n);
            break;
        }
        default:
            buf_put(&text, col_str(row, i));
        }
        buf_put_c(&text, '\n');
    }
    return merkle_leaf(buf_str(&text));
}

struct str checkpoint_signed(struct arena *a, const struct checkpoint *c)
{
    struct buf text;

    buf_init(&text, a, 512);
    buf_put_z(&text, "alidade-checkpoint v1 ");
    buf_put_i64(&text, c->size);
    buf_put_c(&text, ' ');
    buf_put_hex(&text, c->root.b, SHA256_SIZE);
    buf_put_c(&text, ' ');
    buf_put_i64(&text, c->at.us);
    return buf_str(&text);
}

struct str checkpoint_format(struct arena *a, const struct checkpoint *c)
{
    struct buf text;

    buf_init(&text, a, 512);
    buf_put(&text, checkpoint_signed(a, c));
    buf_put_c(&text, ' ');
    buf_put_hex(&text, c->signature, SIGN_SIZE);
    return buf_str(&text);
}

enum err checkpoint_parse(struct str line, struct checkpoint *ret)
{
    struct str rest = str_trim(line), word[6];

    for (int i = 0; i < 6; i++) {
        if (!str_split(&rest, ' ', &word[i]))
            return E_INVALID;
    }
    if (!str_eq(word[0], STR("alidade-checkpoint")) || !str_eq(word[1], STR("v1")))
        return E_INVALID;
    TRY(num_parse_i64(word[2], &ret->size));
    TRY(num_parse_hex(word[3], ret->root.b, SHA256_SIZE));
    TRY(num_parse_i64(word[4], &ret->at.us));
    return num_parse_hex(word[5], ret->signature, SIGN_SIZE);
}

static void checkpoint_read(const struct rows *rows, struct checkpoint *ret)
{
    struct str root = col_str(rows, 1), signature = col_str(rows, 3);

    *ret = (struct checkpoint){.size = col_int(rows, 0), .at = col_instant(rows, 4)};
    if (root.n == SHA256_SIZE)
        memcpy(ret->root.b, root.p, SHA256_SIZE);
    if (signature.n == SIGN_SIZE)
        memcpy(ret->signature, signature.p, SIGN_SIZE);
}

enum err checkpoint_last(struct ctx *ctx, struct checkpoint *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_CHECKPOINT_LAST, NO_BINDS, &rows));
    bool found = rows_next(&rows);

    if (found)
        checkpoint_read(&rows, ret);
    TRY(rows_end(&rows));
    return found ? OK : E_NOT_FOUND;
}

struct verifier {
    struct ctx *ctx;
    const uint8_t *public_;
    struct journal_report *report;
    struct merkle tree;
    struct checkpoint heads[HEADS_BATCH]; /* the next ones to compare with, by size */
    int head, head_n;
    bool heads_end;      /* the last batch is loaded */
    int64_t heads_after; /* size of the last one loaded */
    int64_t head_last;   /* size of the last one compared */
    int64_t position;    /* of the event last looked at */
    const struct checkpoint *exported;
    struct arena *scratch;
};

static void finding(struct verifier *v, int64_t position, const char *what)
{
    v->report->finding_n++;
    if (v->report->findings.n < FINDINGS_MAX)
        LIST_ADD(v->ctx->arena, &v->report->findings,
                 ((struct journal_finding){.position = position, .what = what}));
}

static bool hash_is(const struct sha256 *hash, struct str stored)
{
    return stored.n == SHA256_SIZE && memcmp(hash->b, stored.p, SHA256_SIZE) == 0;
}

static enum err payload_verify(struct verifier *v, const struct rows *row, int64_t position)
{
    if (col_is_null(row, COL_PAYLOAD_ID)) {
        finding(v, position, "payload is missing");
        return OK;
    }
    if (col_is_null(row, COL_BODY)) {
        struct rows erasure;

        v->report->erased++;
        TRY(db_query(v->ctx->db, &SQL_EVENT_ERASURE, BINDS(b_id(col_id(row, 0))), &erasure));
        if (!rows_next(&erasure))
            finding(v, position, "payload was erased without an erasure on record");
        return rows_end(&erasure);
    }
    struct str parts[] = {col_str(row, COL_SALT), col_str(row, COL_BODY)};
    struct sha256 hash = crypto_sha256_parts(parts, 2);

    if (!hash_is(&hash, col_str(row, COL_PAYLOAD_HASH)))
        finding(v, position, "payload does not match its hash");
    return OK;
}

static void head_verify(struct verifier *v, const struct checkpoint *c, const char *bad_root,
                        const char *bad_signature)
{
    struct sha256 root = merkle_root(&v->tree);

    if (memcmp(root.b, c->root.b, SHA256_SIZE) != 0)
        finding(v, c->size, bad_root);
    if (!crypto_sign_check(c->signature, checkpoint_signed(v->scratch, c), v->public_))
        finding(v, c->size, bad_signature);
}

static enum err heads_load(struct verifier *v)
{
    struct rows rows;

    v->head = v->head_n = 0;
    TRY(db_query(v->ctx->db, &SQL_CHECKPOINT_AFTER,
                 BINDS(b_int(v->heads_after), b_int(HEADS_BATCH)), &rows));
    while (rows_next(&rows)) {
        checkpoint_read(&rows, &v->heads[v->head_n]);
        v->heads_after = v->heads[v->head_n++].size;
    }
    v->heads_end = v->head_n < HEADS_BATCH;
    return rows_end(&rows);
}

/* The next tree head, or NULL behind the last. */
static enum err head_peek(struct verifier *v, const struct checkpoint **ret)
{
    if (v->head == v->head_n && !v->heads_end)
        TRY(heads_load(v));
    *ret = v->head < v->head_n ? &v->heads[v->head] : NULL;
    return OK;
}

static enum err heads_verify(struct verifier *v)
{
    const struct checkpoint *c;

    TRY(head_peek(v, &c));
    while (c && c->size <= v->tree.size) {
        v->head++;
        v->head_last = c->size;
        v->report->checkpoints++;
        if (c->size < v->tree.size)
            finding(v, c->size, "tree head is out of order");
        else
            head_verify(v, c, "tree head does not match the events",
                        "tree head is not signed by this key");
        TRY(head_peek(v, &c));
    }
    if (v->exported && v->exported->size == v->tree.size)
        head_verify(v, v->exported, "exported checkpoint does not match the events",
                    "exported checkpoint is not signed by this key");
    return OK;
}

static enum err row_verify(struct verifier *v, const struct rows *row)
{
    int64_t position = col_int(row, COL_POSITION);
    struct sha256 leaf = journal_leaf(v->scratch, row);

    if (position != v->position + 1)
        finding(v, position, "position does not follow the one before");
    v->position = position;
    if (!hash_is(&leaf, col_str(row, COL_LEAF)))
        finding(v, position, "event does not match its leaf");
    TRY(payload_verify(v, row, position));
    merkle_add(&v->tree, &leaf);
    v->report->sequenced++;
    return heads_verify(v);
}

static enum err events_verify(struct verifier *v)
{
    int64_t after = 0;

    for (int n = BATCH; n == BATCH;) {
        struct rows rows;

        arena_reset(v->scratch);
        db_use_arena(v->ctx->db, v->scratch);
        TRY(db_query(v->ctx->db, &SQL_EVENT_BY_POSITION, BINDS(b_int(after), b_int(BATCH)), &rows));
        for (n = 0; rows_next(&rows); n++) {
            after = col_int(&rows, COL_POSITION);
            TRY(row_verify(v, &rows));
        }
        TRY(rows_end(&rows));
    }
    return OK;
}

static enum err verify_in(struct verifier *v)
{
    const struct checkpoint *left;
    struct checkpoint last;

    TRY(events_verify(v));
    TRY(head_peek(v, &left));
    if (left) {
        TRY(checkpoint_last(v->ctx, &last));
        finding(v, last.size, "events are missing at the end");
    }
    if (v->exported && v->exported->size > v->tree.size)
        finding(v, v->exported->size, "events are missing that the exported checkpoint covers");
    if (!left && v->head_last < v->tree.size)
        finding(v, v->tree.size, "the last events have no tree head");
    v->report->root = merkle_root(&v->tree);
    return OK;
}

static enum err events_count(struct ctx *ctx, int64_t *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_EVENT_COUNTS, NO_BINDS, &rows));
    if (rows_next(&rows))
        *ret = col_int(&rows, 0);
    return rows_end(&rows);
}

enum err journal_verify(struct ctx *ctx, const uint8_t public_[SIGN_PUBLIC_SIZE],
                        const struct checkpoint *exported, struct journal_report *ret)
{
    struct verifier *v = ARENA_NEW(ctx->arena, struct verifier);

    *ret = (struct journal_report){0};
    v->ctx = ctx;
    v->public_ = public_;
    v->report = ret;
    v->exported = exported;
    /* One snapshot: events and tree heads that come meanwhile are not half seen. */
    TRY(tx_begin(ctx->db, TX_READ));
    v->scratch = arena_new(SCRATCH);
    enum err e = events_count(ctx, &ret->events);

    if (e == OK)
        e = verify_in(v);
    db_use_arena(ctx->db, ctx->arena);
    tx_rollback(ctx->db);
    arena_free(v->scratch);
    return e;
}

enum err journal_erase(struct ctx *ctx, struct id event_id)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_EVENT_PAYLOAD_ERASE, BINDS(b_id(event_id), b_int(ctx->now.us)),
                &changed));
    if (changed == 0)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    return event_emit(ctx, &(struct event){.kind = "payload.erased", .subject_id = event_id});
}
