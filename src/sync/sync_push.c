/* sync/sync_push.c: commands of a device, one after the other, each once. A command that cannot be
 * done is answered too, so that what comes after it is not held up: only "retry" stops the queue.
 */
#include "core/event.h"
#include "core/password.h"
#include "plat/json.h"
#include "sync/sync_internal.h"
#include "sync/sync_store.h"

#define SCRATCH_MAX ((size_t)32 << 20) /* of one command */
#define WHY_MAX 1000

/* ---- reading -------------------------------------------------------------------------------- */

static enum err command_read(struct ctx *ctx, const struct json *json, struct sync_command *ret)
{
    const struct json *seq = json_get(json, STR("seq")), *made = json_get(json, STR("made_at"));
    const struct json *path = json_get(json, STR("path")), *body = json_get(json, STR("body"));

    if (!seq || seq->kind != JSON_KIND_INT || !made || made->kind != JSON_KIND_INT || !path ||
        path->kind != JSON_KIND_STR || !body || body->kind != JSON_KIND_STR)
        return E_INVALID;
    *ret = (struct sync_command){
        .seq = seq->i, .path = path->s, .body = body->s, .made_at = {made->i}};
    return id_parse(json_get_str(ctx->arena, json, STR("cmd_id")), &ret->cmd_id);
}

enum err sync_batch_read(struct ctx *ctx, struct str text, struct sync_batch *ret)
{
    struct json json;
    const struct json *commands, *sent;
    struct sync_batch batch = {0};

    if (json_parse(ctx->arena, text, &json) != OK)
        return ctx_fail(ctx, E_INVALID, "sync.not_a_batch", NULL);
    commands = json_get(&json, STR("commands"));
    sent = json_get(&json, STR("sent_at"));
    if (!commands || commands->kind != JSON_KIND_ARRAY || (sent && sent->kind != JSON_KIND_INT))
        return ctx_fail(ctx, E_INVALID, "sync.not_a_batch", NULL);
    if (commands->n > SYNC_BATCH_MAX)
        return ctx_fail(ctx, E_LIMIT, "sync.too_many", NULL);
    batch.sent_at.us = sent ? sent->i : 0;
    for (size_t i = 0; i < commands->n; i++) {
        struct sync_command *command = LIST_PUSH(ctx->arena, &batch.commands);

        if (command_read(ctx, &commands->items[i], command) != OK)
            return ctx_fail(ctx, E_INVALID, "sync.not_a_batch", NULL);
    }
    *ret = batch;
    return OK;
}

/* ---- one command ---------------------------------------------------------------------------- */

struct taking {
    struct device *device;
    const struct sync_batch *batch;
    const struct sync_command *command;
    struct sync_receipt receipt;
    struct sync_review review; /* of what a person is to decide */
};

/* As its clock says, set right by how far it was off at this contact; never before the device last
 * had nothing to send, never after now. */
static struct instant claimed(const struct ctx *ctx, const struct taking *t)
{
    int64_t now = ctx->now.us, sent = t->batch->sent_at.us, at;
    int64_t least = t->device->drained_at.us > t->device->enrolled_at.us
                        ? t->device->drained_at.us
                        : t->device->enrolled_at.us;

    if (__builtin_sub_overflow(t->command->made_at.us, sent ? sent : now, &at) ||
        __builtin_add_overflow(at, now, &at) || at > now)
        at = now;
    return (struct instant){at < least ? least : at};
}

/* The receipt, and that seq was answered: all or nothing, with the change. E_BUSY: the same batch
 * comes twice at once, and the other was faster; the next try finds its receipt. */
static enum err receipt_put(struct ctx *ctx, struct taking *t)
{
    enum err e;

    TRY(sync_store_put_receipt(ctx, &t->receipt));
    e = device_answered(ctx, t->device->id, t->command->seq);
    return e == E_CONFLICT ? E_BUSY : e;
}

static enum err applied(struct ctx *ctx, void *arg, struct str location)
{
    struct taking *t = arg;

    t->receipt.result = "applied";
    t->receipt.location = location;
    t->receipt.why = STR_NONE;
    return receipt_put(ctx, t);
}

/* What the record said and what was typed, as on the page that shows a conflict. */
struct str sync_stored(struct ctx *ctx)
{
    struct buf out;
    struct json_writer w;

    buf_init(&out, ctx->arena, (size_t)1 << 20);
    json_writer_init(&w, &out);
    json_open(&w, '[');
    for (size_t i = 0; i < ctx->conflict.rows.n; i++) {
        const struct conflict_row *row = &ctx->conflict.rows.items[i];

        json_open(&w, '[');
        json_put_str(&w, row->label);
        json_put_str(&w, row->stored);
        json_put_str(&w, row->typed);
        json_close(&w, ']');
    }
    json_close(&w, ']');
    return buf_str(&out);
}

static struct str why_of(struct ctx *ctx, const struct replay_answer *answer)
{
    if (str_given(answer->what))
        return answer->what;
    return ctx_msg(ctx, ctx->fail.msg ? ctx->fail.msg : "problem.404.what");
}

/* A person decides. */
static void hold(struct taking *t, const char *reason, const struct ctx *ctx)
{
    t->receipt.result = "needs_review";
    t->review = (struct sync_review){.device_id = t->device->id,
                                     .account_id = t->device->account_id,
                                     .team_id = t->device->team_id,
                                     .casefile_id = t->review.casefile_id,
                                     .reason = str_c(reason),
                                     .path = t->command->path,
                                     .body = t->command->body,
                                     .stored = t->review.stored,
                                     .stored_version = ctx->conflict.version,
                                     .claimed_at = t->receipt.claimed_at};
}

static enum err conflict_judge(struct ctx *ctx, struct taking *t)
{
    if (ctx->conflict.rows.n > 0) {
        t->review.stored = sync_stored(ctx);
        hold(t, "changed", ctx);
    } else if (ctx->conflict.version != 0) {
        /* Both wanted the same. */
        t->receipt.result = "applied_merged";
    }
    return OK;
}

/* Access was there when it was done: somebody else decides, nothing is thrown away. */
static enum err access_judge(struct ctx *ctx, struct taking *t)
{
    bool held = false;

    if (id_given(t->review.casefile_id))
        TRY(sync_store_was_held(ctx, t->device->id, t->review.casefile_id, t->receipt.claimed_at,
                                &held));
    if (held)
        hold(t, "access", ctx);
    return OK;
}

/* Of what was not done: to be decided, to be sent again, or no. Errors: E_BUSY  send it again. */
static enum err judge(struct ctx *ctx, struct taking *t, enum err e)
{
    t->receipt.result = "rejected";
    switch (e) {
    case E_BUSY:
    case E_IO:
        return E_BUSY;
    case E_LIMIT:
        return ctx->fail.wait_s ? E_BUSY : OK;
    case E_CONFLICT:
        return conflict_judge(ctx, t);
    case E_NOT_FOUND:
    case E_DENIED:
        return access_judge(ctx, t);
    case E_BUG:
        hold(t, "error", ctx);
        return OK;
    default:
        return OK;
    }
}

static enum err refused_in_tx(struct ctx *ctx, void *arg)
{
    struct taking *t = arg;
    bool held = id_given(t->review.device_id);

    if (held) {
        t->review.id = id_new(ctx, "sync_review");
        TRY(sync_store_put_review(ctx, &t->review));
    }
    TRY(event_emit(ctx, &(struct event){.kind = held ? "sync.held" : "sync.refused",
                                        .subject_id = held ? t->review.id : t->command->cmd_id,
                                        .casefile_id = held ? t->review.casefile_id : ID_NONE,
                                        .summary = held ? STR_NONE : t->receipt.why}));
    return receipt_put(ctx, t);
}

/* The device, its role or its account is gone: what was done before is somebody else's to decide.
 */
static enum err quarantine(struct ctx *ctx, struct taking *t)
{
    t->receipt.result = "rejected";
    t->receipt.why = ctx_msg(ctx, "sync.access_lost");
    t->review.casefile_id = sync_case_of(t->command->path);
    if (t->receipt.claimed_at.us <= t->device->lost_at.us)
        hold(t, "access", ctx);
    return ctx_in_tx(ctx, refused_in_tx, t);
}

struct id sync_case_of(struct str path)
{
    struct str rest = str_has_prefix(path, STR("/cases/")) ? str_from(path, 7) : STR_NONE, part;
    struct id id;

    return str_split(&rest, '/', &part) && id_parse(part, &id) == OK ? id : ID_NONE;
}

static enum err command_run(struct ctx *ctx, struct taking *t)
{
    struct replay replay = {.cmd_id = t->command->cmd_id,
                            .path = t->command->path,
                            .body = t->command->body,
                            .made_at = t->command->made_at,
                            .claimed_at = t->receipt.claimed_at,
                            .before_commit = applied,
                            .arg = t};
    struct replay_answer answer;

    if (!device_works(t->device))
        return quarantine(ctx, t);
    enum err e = dispatch_replay(ctx, &replay, &answer);

    if (e == OK)
        return OK;
    t->receipt.why = str_slice(why_of(ctx, &answer), 0, WHY_MAX);
    t->receipt.location = STR_NONE;
    t->review.casefile_id = answer.casefile_id;
    TRY(judge(ctx, t, e));
    /* What is written about it is our own command, of now. */
    ctx->made_at = INSTANT_NONE;
    return ctx_in_tx(ctx, refused_in_tx, t);
}

/* ---- the batch ------------------------------------------------------------------------------ */

static void receipt_keep(struct arena *a, const struct sync_receipt *r,
                         struct sync_receipt_list *ret)
{
    struct sync_receipt kept = *r;

    kept.location = str_dup(a, r->location);
    kept.why = str_dup(a, r->why);
    LIST_ADD(a, ret, kept);
}

/* E_CONFLICT: not the next one. */
static enum err command_take(struct ctx *ctx, struct taking *t)
{
    bool is_known;

    TRY(sync_store_receipt(ctx, t->device->id, t->command->cmd_id, &t->receipt, &is_known));
    if (is_known)
        return OK;
    if (t->command->seq != t->device->last_seq + 1)
        return ctx_fail(ctx, E_CONFLICT, "device.seq", NULL);
    t->receipt = (struct sync_receipt){.cmd_id = t->command->cmd_id,
                                       .device_id = t->device->id,
                                       .seq = t->command->seq,
                                       .claimed_at = claimed(ctx, t)};
    TRY(command_run(ctx, t));
    t->device->last_seq = t->command->seq;
    return OK;
}

static enum err batch_run(struct ctx *ctx, struct ctx *scratch, struct taking *t,
                          struct sync_receipt_list *ret)
{
    for (size_t i = 0; i < t->batch->commands.n; i++) {
        struct ctx own = *scratch;
        enum err e;

        arena_reset(own.arena);
        db_use_arena(own.db, own.arena);
        t->command = &t->batch->commands.items[i];
        own.cmd_id = t->command->cmd_id;
        t->receipt = (struct sync_receipt){0};
        t->review = (struct sync_review){0};
        e = command_take(&own, t);
        if (e == E_CONFLICT)
            return i == 0 ? ctx_fail(ctx, E_CONFLICT, "device.seq", NULL) : OK;
        if (e != OK) {
            t->receipt = (struct sync_receipt){
                .cmd_id = t->command->cmd_id, .seq = t->command->seq, .result = "retry"};
            receipt_keep(ctx->arena, &t->receipt, ret);
            return OK;
        }
        receipt_keep(ctx->arena, &t->receipt, ret);
    }
    return OK;
}

enum err sync_push(struct ctx *ctx, struct device *device, const struct sync_batch *batch,
                   struct sync_receipt_list *ret)
{
    struct taking taking = {.device = device, .batch = batch};
    struct ctx scratch = *ctx;
    enum err e;

    scratch.arena = arena_new(SCRATCH_MAX);
    if (scratch.reads != scratch.db)
        db_use_arena(scratch.reads, scratch.arena);
    e = batch_run(ctx, &scratch, &taking, ret);
    db_use_arena(ctx->db, ctx->arena);
    if (ctx->reads != ctx->db)
        db_use_arena(ctx->reads, ctx->arena);
    arena_free(scratch.arena);
    return e;
}
