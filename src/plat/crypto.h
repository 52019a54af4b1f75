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

struct sha256 crypto_sha256(struct str s);
/** Of several pieces one after the other. */
struct sha256 crypto_sha256_parts(const struct str *parts, int n);
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

#define SIGN_SECRET_SIZE 64
#define SIGN_PUBLIC_SIZE 32
#define SIGN_SIZE 64
/** A new ed25519 key pair. */
void crypto_sign_keypair(uint8_t secret[SIGN_SECRET_SIZE], uint8_t public_[SIGN_PUBLIC_SIZE]);
void crypto_sign_detached_(uint8_t sig[SIGN_SIZE], struct str message,
                           const uint8_t secret[SIGN_SECRET_SIZE]);
bool crypto_sign_verify(const uint8_t sig[SIGN_SIZE], struct str message,
                        const uint8_t public_[SIGN_PUBLIC_SIZE]);

/** Base64url without padding. */
struct str crypto_base64url(struct arena *a, struct str bytes);
/** Errors: E_INVALID. */
enum err crypto_base64url_parse(struct arena *a, struct str text, struct str *ret) MUST_CHECK;

#endif
