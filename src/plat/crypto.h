/* plat/crypto.h: everything cryptographic, over libsodium; never our own. */
#ifndef PLAT_CRYPTO_H
#define PLAT_CRYPTO_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

#define SHA256_SIZE 32
struct sha256 {
    uint8_t b[SHA256_SIZE];
};

/** Must be called once before anything else here. Errors: E_BUG. */
enum err crypto_init(void) MUST_CHECK;

/** SHA-256. */
struct sha256 crypto_sha256(struct str s);
/** Of several pieces one after the other. */
struct sha256 crypto_sha256_parts(const struct str *parts, int n);
/** The same of pieces that come one after the other. */
struct sha256_stream {
    uint64_t state[16]; /* crypto_hash_sha256_state */
};
void crypto_sha256_begin(struct sha256_stream *s);
void crypto_sha256_add(struct sha256_stream *s, struct str piece);
struct sha256 crypto_sha256_end(struct sha256_stream *s);
/** HMAC-SHA-256. */
struct sha256 crypto_mac(struct str key, struct str message);
/** Constant-time comparison of equal-length secrets; false when lengths differ. */
bool crypto_equal(struct str a, struct str b);

/**
 * argon2id (t=2, 64 MiB natively; t=2, 19 MiB in the browser build) as an encoded string.
 *
 * Memory  in the arena
 * Errors  E_BUG  no memory
 */
enum err crypto_password_hash(struct arena *a, struct str password, struct str *ret) MUST_CHECK;
bool crypto_password_verify(struct str encoded, struct str password);

/* libsodium's own names start with crypto_ too, so ours keep clear of them. */

#define SIGN_SECRET_SIZE 64
#define SIGN_PUBLIC_SIZE 32
#define SIGN_SIZE 64
/** A new ed25519 key pair. */
void crypto_sign_new_pair(uint8_t secret[SIGN_SECRET_SIZE], uint8_t public_[SIGN_PUBLIC_SIZE]);
void crypto_sign_message(uint8_t sig[SIGN_SIZE], struct str message,
                         const uint8_t secret[SIGN_SECRET_SIZE]);
bool crypto_sign_check(const uint8_t sig[SIGN_SIZE], struct str message,
                       const uint8_t public_[SIGN_PUBLIC_SIZE]);

#define SEAL_KEY_SIZE 32
#define SEAL_EXTRA 40 /* a sealed text is so many bytes longer: nonce and tag */
/** A new random key for sealing. */
void crypto_seal_new_key(uint8_t key[SEAL_KEY_SIZE]);
/**
 * Encrypts and authenticates (XChaCha20-Poly1305, random nonce in front).
 *
 * The context says where the text belongs ("person.phone/0199…") and is authenticated but not kept:
 * opening with another one fails, so a sealed value cannot be moved to another place.
 */
struct str crypto_seal(struct arena *a, const uint8_t key[SEAL_KEY_SIZE], struct str context,
                       struct str text);
/** Errors: E_INVALID  wrong key or context, or the bytes were changed. */
enum err crypto_unseal(struct arena *a, const uint8_t key[SEAL_KEY_SIZE], struct str context,
                       struct str sealed, struct str *ret) MUST_CHECK;

/** A sealed stream for files (libsodium's secretstream): the header, then pieces of any size, each
 * STREAM_EXTRA longer than its text. Pieces left out, swapped, repeated or cut off are noticed. */
#define STREAM_HEADER_SIZE 24
#define STREAM_EXTRA 17
struct crypto_stream {
    uint8_t state[64]; /* crypto_secretstream_xchacha20poly1305_state */
};
/** Starts writing; the header goes in front of the pieces. */
void crypto_stream_seal_init(struct crypto_stream *s, const uint8_t key[SEAL_KEY_SIZE],
                             uint8_t header[STREAM_HEADER_SIZE]);
/** Seals one piece into out, which has room for text.n + STREAM_EXTRA; last ends the stream. */
void crypto_stream_seal(struct crypto_stream *s, struct str text, bool last, uint8_t *out);
/** Starts reading. Errors: E_INVALID  not a header. */
enum err crypto_stream_open_init(struct crypto_stream *s, const uint8_t key[SEAL_KEY_SIZE],
                                 const uint8_t header[STREAM_HEADER_SIZE]) MUST_CHECK;
/** Opens one piece into out, room for sealed.n - STREAM_EXTRA. *last tells the end of the stream:
 * a reader that never saw it has a cut file. Errors: E_INVALID. */
enum err crypto_stream_open(struct crypto_stream *s, struct str sealed, uint8_t *out,
                            bool *last) MUST_CHECK;
/** Overwrites a secret; the compiler may not leave this out. */
void crypto_wipe(void *p, size_t n);

/** Base64url without padding. */
struct str crypto_base64url(struct arena *a, struct str bytes);
/** Errors: E_INVALID. */
enum err crypto_base64url_parse(struct arena *a, struct str text, struct str *ret) MUST_CHECK;

#endif
