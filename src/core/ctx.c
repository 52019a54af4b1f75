/* core/ctx.c: ids from commands, failures, and the note of who was looked at. */
#include "core/ctx.h"

#include <assert.h>
#include <string.h>

#include "plat/crypto.h"

struct date ctx_today(const struct ctx *ctx)
{
    return date_of(ctx->now, ctx->tz_offset_min);
}

/* The n-th id of this noun in this command, counted from 1. */
static uint32_t id_count(struct ctx *ctx, const char *noun)
{
    for (size_t i = 0; i < sizeof ctx->ids / sizeof ctx->ids[0]; i++) {
        struct id_counter *c = &ctx->ids[i];

        if (c->noun == NULL)
            c->noun = noun;
        if (strcmp(c->noun, noun) == 0)
            return ++c->n;
    }
    assert(!"a command makes ids of at most 24 nouns");
    return 0;
}

struct id id_new(struct ctx *ctx, const char *noun)
{
    uint32_t n = id_count(ctx, noun);
    uint8_t count[4] = {(uint8_t)(n >> 24), (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n};
    struct str parts[] = {{(const char *)ctx->cmd_id.b, sizeof ctx->cmd_id.b},
                          str_c(noun),
                          {(const char *)count, sizeof count}};
    struct sha256 hash = crypto_sha256_parts(parts, 3);

    /* The count comes first, so that what one command makes sorts in the order of making. */
    hash.b[0] = count[2];
    hash.b[1] = count[3];
    return id_make_v7((ctx->made_at.us ? ctx->made_at.us : ctx->now.us) / 1000, hash.b);
}

static void access_add(struct ctx *ctx, const struct access *access)
{
    for (size_t i = 0; i < ctx->accesses.n; i++) {
        const struct access *a = &ctx->accesses.items[i];

        if (id_eq(a->subject_id, access->subject_id) && a->denied == access->denied &&
            strcmp(a->noun, access->noun) == 0)
            return;
    }
    LIST_ADD(ctx->arena, &ctx->accesses, *access);
}

void ctx_access(struct ctx *ctx, const char *noun, struct id subject, struct id casefile_id,
                struct id person_id)
{
    access_add(ctx, &(struct access){noun, subject, casefile_id, person_id, .denied = false});
}

void ctx_denied(struct ctx *ctx, const char *noun, struct id subject, struct id casefile_id,
                struct id person_id)
{
    access_add(ctx, &(struct access){noun, subject, casefile_id, person_id, .denied = true});
}

void ctx_conflict_add(struct ctx *ctx, const char *label, struct str stored, struct str typed)
{
    if (str_eq(stored, typed))
        return;
    LIST_ADD(
        ctx->arena, &ctx->conflict.rows,
        ((struct conflict_row){.label = ctx_msg(ctx, label), .stored = stored, .typed = typed}));
}

enum err ctx_conflict(struct ctx *ctx, int64_t stored_version, const char *msg)
{
    ctx->conflict.version = stored_version;
    return ctx_fail(ctx, E_CONFLICT, msg, NULL);
}

struct str ctx_msg(struct ctx *ctx, const char *key)
{
    return msg_by_key(ctx->arena, ctx->locale, str_c(key), NULL, 0);
}

struct str ctx_msg_n(struct ctx *ctx, int msg, int64_t n)
{
    struct msg_arg arg = {.name = "n", .number = n, .is_number = true};

    return msg_format(ctx->arena, ctx->locale, msg, &arg, 1);
}

struct str ctx_date_words(struct ctx *ctx, struct date date, enum date_style style)
{
    struct buf out;

    buf_init(&out, ctx->arena, 200);
    calendar_date(&out, ctx->locale, ctx->calendar, date, style);
    return buf_str(&out);
}

struct str ctx_id_text(struct ctx *ctx, struct id id)
{
    char text[ID_TEXT];

    return str_dup(ctx->arena, id_format(id, text));
}

struct str ctx_date_text(struct ctx *ctx, struct date date)
{
    char text[11];

    return str_dup(ctx->arena, date_format(date, text));
}

struct date ctx_day_of(const struct ctx *ctx, struct instant t)
{
    return date_of(t, ctx->tz_offset_min);
}

struct str ctx_hash(struct arena *a, struct str text)
{
    struct sha256 hash = crypto_sha256(text);
    struct buf hex;

    buf_init(&hex, a, (size_t)2 * SHA256_SIZE);
    buf_put_hex(&hex, hash.b, SHA256_SIZE);
    return buf_str(&hex);
}
