/* plat/crypto.c: hashes, passwords, signatures and sealing, each one call into libsodium. */
#include "plat/crypto.h"

#include <sodium.h>
#include <string.h>

/* Memory of one password hash: a phone's browser tab gets less. t=2 in both. */
#ifdef __wasm__
#define PASSWORD_MEMORY ((size_t)19 << 20)
#else
#define PASSWORD_MEMORY ((size_t)64 << 20)
#endif
#define PASSWORD_PASSES 2

_Static_assert(SIGN_SECRET_SIZE == crypto_sign_SECRETKEYBYTES, "libsodium");
_Static_assert(SIGN_PUBLIC_SIZE == crypto_sign_PUBLICKEYBYTES, "libsodium");
_Static_assert(SIGN_SIZE == crypto_sign_BYTES, "libsodium");
_Static_assert(SEAL_KEY_SIZE == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "libsodium");
_Static_assert(SEAL_KEY_SIZE == crypto_secretstream_xchacha20poly1305_KEYBYTES, "libsodium");
_Static_assert(SEAL_EXTRA == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES +
                                 crypto_aead_xchacha20poly1305_ietf_ABYTES,
               "libsodium");
_Static_assert(STREAM_HEADER_SIZE == crypto_secretstream_xchacha20poly1305_HEADERBYTES,
               "libsodium");
_Static_assert(STREAM_EXTRA == crypto_secretstream_xchacha20poly1305_ABYTES, "libsodium");

#define SEAL_NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES

static const uint8_t *crypto_bytes(struct str s)
{
    return (const uint8_t *)(s.p ? s.p : "");
}

enum err crypto_init(void)
{
    return sodium_init() < 0 ? E_BUG : OK;
}

struct sha256 crypto_sha256(struct str s)
{
    return crypto_sha256_parts(&s, 1);
}

struct sha256 crypto_sha256_parts(const struct str *parts, int n)
{
    crypto_hash_sha256_state state;
    struct sha256 ret;
    crypto_hash_sha256_init(&state);
    for (int i = 0; i < n; i++)
        crypto_hash_sha256_update(&state, crypto_bytes(parts[i]), parts[i].n);
    crypto_hash_sha256_final(&state, ret.b);
    return ret;
}

_Static_assert(sizeof(struct sha256_stream) >= sizeof(crypto_hash_sha256_state), "room for it");

void crypto_sha256_begin(struct sha256_stream *s)
{
    crypto_hash_sha256_init((crypto_hash_sha256_state *)(void *)s->state);
}

void crypto_sha256_add(struct sha256_stream *s, struct str piece)
{
    crypto_hash_sha256_update((crypto_hash_sha256_state *)(void *)s->state, crypto_bytes(piece),
                              piece.n);
}

struct sha256 crypto_sha256_end(struct sha256_stream *s)
{
    struct sha256 ret;

    crypto_hash_sha256_final((crypto_hash_sha256_state *)(void *)s->state, ret.b);
    return ret;
}

struct sha256 crypto_mac(struct str key, struct str message)
{
    crypto_auth_hmacsha256_state state;
    struct sha256 ret;
    crypto_auth_hmacsha256_init(&state, crypto_bytes(key), key.n);
    crypto_auth_hmacsha256_update(&state, crypto_bytes(message), message.n);
    crypto_auth_hmacsha256_final(&state, ret.b);
    sodium_memzero(&state, sizeof state);
    return ret;
}

bool crypto_equal(struct str a, struct str b)
{
    return a.n == b.n && sodium_memcmp(crypto_bytes(a), crypto_bytes(b), a.n) == 0;
}

enum err crypto_password_hash(struct arena *a, struct str password, struct str *ret)
{
    char *out = arena_alloc(a, crypto_pwhash_STRBYTES);
    if (crypto_pwhash_str_alg(out, (const char *)crypto_bytes(password), password.n,
                              PASSWORD_PASSES, PASSWORD_MEMORY, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return E_BUG;
    *ret = str_c(out);
    return OK;
}

bool crypto_password_verify(struct str encoded, struct str password)
{
    char z[crypto_pwhash_STRBYTES] = {0};
    if (encoded.n >= sizeof z)
        return false;
    memcpy(z, crypto_bytes(encoded), encoded.n);
    return crypto_pwhash_str_verify(z, (const char *)crypto_bytes(password), password.n) == 0;
}

void crypto_sign_new_pair(uint8_t secret[SIGN_SECRET_SIZE], uint8_t public_[SIGN_PUBLIC_SIZE])
{
    (void)crypto_sign_keypair(public_, secret);
}

void crypto_sign_message(uint8_t sig[SIGN_SIZE], struct str message,
                         const uint8_t secret[SIGN_SECRET_SIZE])
{
    (void)crypto_sign_detached(sig, NULL, crypto_bytes(message), message.n, secret);
}

bool crypto_sign_check(const uint8_t sig[SIGN_SIZE], struct str message,
                       const uint8_t public_[SIGN_PUBLIC_SIZE])
{
    return crypto_sign_verify_detached(sig, crypto_bytes(message), message.n, public_) == 0;
}

void crypto_seal_new_key(uint8_t key[SEAL_KEY_SIZE])
{
    randombytes_buf(key, SEAL_KEY_SIZE);
}

struct str crypto_seal(struct arena *a, const uint8_t key[SEAL_KEY_SIZE], struct str context,
                       struct str text)
{
    size_t n = text.n + SEAL_EXTRA;
    uint8_t *out = arena_alloc(a, n);
    randombytes_buf(out, SEAL_NONCE);
    (void)crypto_aead_xchacha20poly1305_ietf_encrypt(out + SEAL_NONCE, NULL, crypto_bytes(text),
                                                     text.n, crypto_bytes(context), context.n, NULL,
                                                     out, key);
    return (struct str){(const char *)out, n};
}

enum err crypto_unseal(struct arena *a, const uint8_t key[SEAL_KEY_SIZE], struct str context,
                       struct str sealed, struct str *ret)
{
    if (sealed.n < SEAL_EXTRA)
        return E_INVALID;
    const uint8_t *in = crypto_bytes(sealed);
    size_t n = sealed.n - SEAL_EXTRA;
    char *out = arena_alloc(a, n + 1);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt((uint8_t *)out, NULL, NULL, in + SEAL_NONCE,
                                                   sealed.n - SEAL_NONCE, crypto_bytes(context),
                                                   context.n, in, key) != 0)
        return E_INVALID;
    *ret = (struct str){out, n};
    return OK;
}

/* The library's state is copied in and out, so that the header need not include sodium.h. */
typedef crypto_secretstream_xchacha20poly1305_state stream_state;
_Static_assert(sizeof(stream_state) <= sizeof(struct crypto_stream), "libsodium");

static void crypto_stream_keep(struct crypto_stream *s, stream_state *state)
{
    memcpy(s->state, state, sizeof *state);
    sodium_memzero(state, sizeof *state);
}

void crypto_stream_seal_init(struct crypto_stream *s, const uint8_t key[SEAL_KEY_SIZE],
                             uint8_t header[STREAM_HEADER_SIZE])
{
    stream_state state;
    (void)crypto_secretstream_xchacha20poly1305_init_push(&state, header, key);
    crypto_stream_keep(s, &state);
}

void crypto_stream_seal(struct crypto_stream *s, struct str text, bool last, uint8_t *out)
{
    stream_state state;
    memcpy(&state, s->state, sizeof state);
    uint8_t tag = last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                       : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    (void)crypto_secretstream_xchacha20poly1305_push(&state, out, NULL, crypto_bytes(text), text.n,
                                                     NULL, 0, tag);
    crypto_stream_keep(s, &state);
}

enum err crypto_stream_open_init(struct crypto_stream *s, const uint8_t key[SEAL_KEY_SIZE],
                                 const uint8_t header[STREAM_HEADER_SIZE])
{
    stream_state state;
    if (crypto_secretstream_xchacha20poly1305_init_pull(&state, header, key) != 0)
        return E_INVALID;
    crypto_stream_keep(s, &state);
    return OK;
}

enum err crypto_stream_open(struct crypto_stream *s, struct str sealed, uint8_t *out, bool *last)
{
    stream_state state;
    uint8_t tag = 0;
    if (sealed.n < STREAM_EXTRA)
        return E_INVALID;
    memcpy(&state, s->state, sizeof state);
    if (crypto_secretstream_xchacha20poly1305_pull(&state, out, NULL, &tag, crypto_bytes(sealed),
                                                   sealed.n, NULL, 0) != 0)
        return E_INVALID;
    crypto_stream_keep(s, &state);
    *last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    return OK;
}

void crypto_wipe(void *p, size_t n)
{
    sodium_memzero(p, n);
}

struct str crypto_base64url(struct arena *a, struct str bytes)
{
    size_t cap = sodium_base64_ENCODED_LEN(bytes.n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *out = arena_alloc(a, cap);
    (void)sodium_bin2base64(out, cap, crypto_bytes(bytes), bytes.n,
                            sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return str_c(out);
}

enum err crypto_base64url_parse(struct arena *a, struct str text, struct str *ret)
{
    size_t cap = text.n / 4 * 3 + 3, n = 0;
    char *out = arena_alloc(a, cap);
    if (sodium_base642bin((uint8_t *)out, cap, (const char *)crypto_bytes(text), text.n, NULL, &n,
                          NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
        return E_INVALID;
    *ret = (struct str){out, n};
    return OK;
}
