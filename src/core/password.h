/* core/password.h: slow hashes of passwords, never more than a few at once, never in a transaction
 * (a writer must not wait for a hash). */
#ifndef CORE_PASSWORD_H
#define CORE_PASSWORD_H

#include "core/ctx.h"

/** argon2id as an encoded string. Errors: E_BUSY  too many others are at it; E_BUG. */
enum err password_hash(struct ctx *ctx, struct str password, struct str *ret) MUST_CHECK;
/** Whether it matches; an empty encoded string costs the same time and never matches. Errors:
 * E_BUSY.
 */
enum err password_verify(struct ctx *ctx, struct str encoded, struct str password,
                         bool *ret) MUST_CHECK;
/** Four pronounceable groups of three syllables, 75 bits: easy to say over the phone. */
struct str password_phrase(struct ctx *ctx);
/** A secret for a cookie or an address: 256 random bits as text. */
struct str password_token(struct ctx *ctx);
/** What is stored of it: 32 bytes from which nobody gets back to it. */
struct str password_token_hash(struct ctx *ctx, struct str token);
/** A key for throttling that does not tell what it was made of; 32 bytes. */
struct str password_throttle_key(struct ctx *ctx, const char *what, struct str value);

/**
 * Runs work in a write transaction of its own, for handlers of routes marked own_tx.
 *
 * Errors  whatever work returns (then nothing is stored), or what the commit returns
 */
enum err ctx_in_tx(struct ctx *ctx, enum err (*work)(struct ctx *ctx, void *arg),
                   void *arg) MUST_CHECK;

#endif
