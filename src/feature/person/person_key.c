/* person/person_key.c: see person_key.h. */
#include "feature/person/person_key.h"

#include "base/buf.h"
#include "base/num.h"
#include "feature/person/person_store.h"

#define KEY_MAX 200

/* U+10FFFF: behind every text that begins so. */
static const char last[] = "\xf4\x8f\xbf\xbf";

struct person_range person_range(struct ctx *ctx, struct str prefix)
{
    return (struct person_range){prefix, str_cat(ctx->arena, prefix, str_c(last))};
}

struct str person_digits(struct ctx *ctx, struct str phone)
{
    struct str ascii = num_ascii_digits(ctx->arena, phone);
    struct buf out;

    buf_init(&out, ctx->arena, ascii.n + 1);
    for (size_t i = 0; i < ascii.n; i++) {
        if (ascii.p[i] >= '0' && ascii.p[i] <= '9')
            buf_put_c(&out, ascii.p[i]);
    }
    return buf_str(&out);
}

/* "t:" and the digits, the last first. */
static struct str phone_key(struct ctx *ctx, struct str digits, size_t max)
{
    struct buf out;

    buf_init(&out, ctx->arena, digits.n + 3);
    buf_put_z(&out, "t:");
    for (size_t i = 0; i < digits.n && i < max; i++)
        buf_put_c(&out, digits.p[digits.n - 1 - i]);
    return buf_str(&out);
}

struct person_range person_phone_range(struct ctx *ctx, struct str phone)
{
    struct str digits = person_digits(ctx, phone);

    if (digits.n < PERSON_PHONE_MIN)
        return (struct person_range){STR_NONE, STR_NONE};
    return person_range(ctx, phone_key(ctx, digits, PERSON_PHONE_END));
}

struct str person_identifier_fold(struct ctx *ctx, struct str value)
{
    struct str folded = num_ascii_digits(ctx->arena, text_fold(ctx->arena, value));
    struct buf out;

    buf_init(&out, ctx->arena, folded.n + 1);
    for (size_t i = 0; i < folded.n; i++) {
        if (folded.p[i] != ' ')
            buf_put_c(&out, folded.p[i]);
    }
    return buf_str(&out);
}

static enum err name_keys_add(struct ctx *ctx, struct id id, struct str name)
{
    struct str rest = text_fold(ctx->arena, name), word;

    while (str_split(&rest, ' ', &word)) {
        if (!str_given(word))
            continue;
        struct str sound = text_phonetic(ctx->arena, word);

        word = str_slice(word, 0, KEY_MAX);
        TRY(person_store_key(ctx, id, str_cat(ctx->arena, STR("w:"), word)));
        if (str_given(sound))
            TRY(person_store_key(ctx, id, str_cat(ctx->arena, STR("p:"), sound)));
    }
    return OK;
}

enum err person_keys_add(struct ctx *ctx, const struct person *p)
{
    struct str digits = person_digits(ctx, p->phone);

    TRY(name_keys_add(ctx, p->id, p->given_name));
    TRY(name_keys_add(ctx, p->id, p->family_name));
    TRY(name_keys_add(ctx, p->id, p->other_names));
    if (digits.n >= PERSON_PHONE_MIN)
        TRY(person_store_key(ctx, p->id, phone_key(ctx, digits, KEY_MAX)));
    return OK;
}

enum err person_keys_renew(struct ctx *ctx, const struct person *p)
{
    TRY(person_store_keys_clear(ctx, p->id));
    return person_keys_add(ctx, p);
}
