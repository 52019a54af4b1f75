/* core/password.c: see password.h. */
#include "core/password.h"

#include <assert.h>

#include "base/buf.h"
#include "core/feature.h"
#include "plat/crypto.h"
#include "plat/os.h"

#define TOKEN_BYTES 32

static enum err gate_enter(const struct ctx *ctx)
{
    assert(!tx_is_open(ctx->db));
    return !ctx->site->hash_gate || ctx->site->hash_gate(true) ? OK : E_BUSY;
}

static void gate_leave(const struct ctx *ctx)
{
    if (ctx->site->hash_gate)
        (void)ctx->site->hash_gate(false);
}

enum err password_hash(struct ctx *ctx, struct str password, struct str *ret)
{
    TRY(gate_enter(ctx));
    enum err e = crypto_password_hash(ctx->arena, password, ret);

    gate_leave(ctx);
    return e;
}

enum err password_verify(struct ctx *ctx, struct str encoded, struct str password, bool *ret)
{
    TRY(gate_enter(ctx));
    if (str_given(encoded)) {
        *ret = crypto_password_verify(encoded, password);
    } else {
        struct str unused;

        (void)!crypto_password_hash(ctx->arena, password, &unused);
        *ret = false;
    }
    gate_leave(ctx);
    return OK;
}

struct str password_phrase(struct ctx *ctx)
{
    /* No letters that sound or look alike; 16 × 5 syllables give 6.3 bits each. */
    static const char consonants[] = "bdfghjklmnprstvz", vowels[] = "aeiou";
    struct buf out;

    buf_init(&out, ctx->arena, 64);
    for (int group = 0; group < 4; group++) {
        if (group)
            buf_put_c(&out, '-');
        for (int i = 0; i < 3; i++) {
            uint8_t rnd;

            /* 240 = 3 × 80: the same chance for each syllable. */
            do
                os_random(&rnd, 1);
            while (rnd >= 240);
            buf_put_c(&out, consonants[rnd % 80 / 5]);
            buf_put_c(&out, vowels[rnd % 5]);
        }
    }
    return buf_str(&out);
}

struct str password_token(struct ctx *ctx)
{
    char raw[TOKEN_BYTES];

    os_random(raw, sizeof raw);
    return crypto_base64url(ctx->arena, (struct str){raw, sizeof raw});
}

struct str password_token_hash(struct ctx *ctx, struct str token)
{
    struct sha256 hash = crypto_sha256(token);

    return str_dup(ctx->arena, (struct str){(char *)hash.b, sizeof hash.b});
}

struct str password_throttle_key(struct ctx *ctx, const char *what, struct str value)
{
    struct sha256 hash = crypto_mac(ctx->site->secret,
                                    str_fmt(ctx->arena, "throttle %s %.*s", what, STR_ARG(value)));

    return str_dup(ctx->arena, (struct str){(char *)hash.b, sizeof hash.b});
}

enum err ctx_in_tx(struct ctx *ctx, enum err (*work)(struct ctx *ctx, void *arg), void *arg)
{
    TRY(tx_begin(ctx->db, TX_WRITE));
    enum err e = work(ctx, arg);

    if (e == OK)
        return tx_commit(ctx->db);
    tx_rollback(ctx->db);
    return e;
}
