/* feed/feed.h: the address under which a worker's own calendar fetches appointments. Its secret is
 * 256 random bits and stands nowhere; its hash finds the account. What leaves are times and kinds
 * of appointments, no names and no places, unless the pack says so. Where no errors are listed,
 * E_BUSY and E_IO are possible. */
#ifndef FEED_H
#define FEED_H

#include "core/feature.h"

struct feed {
    struct id id, account_id;
    struct instant created_at, used_at;
    int64_t used_n;
    const struct locale *locale; /* of its owner */
};

/** The actor's; ret->id is ID_NONE when there is none. */
enum err feed_load(struct ctx *ctx, struct feed *ret) MUST_CHECK;
/**
 * A new address for the actor; the one before opens nothing from now on.
 *
 * Needs    CAP_APPOINTMENT_READ
 * Effects  event feed.made
 * Returns  *ret_token: the secret, which is told this once
 * Errors   E_CONFLICT  this command made one that is in use already
 */
enum err feed_make(struct ctx *ctx, struct str *ret_token) MUST_CHECK;
/** The address opens nothing from now on. Event feed.revoked; without one it changes nothing. */
enum err feed_revoke(struct ctx *ctx) MUST_CHECK;
/** Counts a use of an address, known or not. Errors: E_LIMIT  too often. */
enum err feed_use(struct ctx *ctx, struct str token, struct str peer) MUST_CHECK;
/** What the address gives: a calendar of RFC 5545. Errors: E_NOT_FOUND  unknown, revoked, or of an
 *  account that is disabled. */
enum err feed_read(struct ctx *ctx, struct str token, struct str *ret) MUST_CHECK;

#endif
