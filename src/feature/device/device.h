/* device/device.h: devices on which a person may work without a connection: enrolled by their owner
 * for one role, listed, taken back. What goes to and fro is feature/sync. */
#ifndef DEVICE_H
#define DEVICE_H

#include "base/list.h"
#include "core/ctx.h"

#define DEVICE_NAME_MAX 60
#define DEVICE_MAX 10 /* of one person, that work */

struct device {
    struct id id, account_id, seat_id, scope_id;
    struct str name;
    struct str owner; /* in lists of the administrator */
    bool office;      /* of the office, used by others too; else the person's own */
    struct instant enrolled_at, seen_at;
    int64_t skew_s;   /* how far its clock was ahead of ours at the last contact */
    int64_t last_seq; /* of the last command that was answered */
    bool filled;      /* its cases stand in the scope index */
    struct instant revoked_at, wipe_at, wiped_at;
    struct instant drained_at; /* when it last had nothing that waited to be sent */
    struct instant lost_at;    /* since when it, its role or its account is there no more */
    enum role role;
    struct id team_id, agency_id;
};
LIST_TYPE(device_list, struct device);

/**
 * Enrols a device of the actor for the seat that is acted in.
 *
 * Returns  the secret that it shows at each contact: 256 bits, of which only the hash is kept
 * Errors   E_INVALID  the name is one of the actor's already (so the same post twice is one
 * device), or there are DEVICE_MAX
 */
enum err device_enrol(struct ctx *ctx, struct str name, bool office, struct device *ret,
                      struct str *ret_secret) MUST_CHECK;
/** The actor's own, the newest first. Errors: E_IO. */
enum err device_list_own(struct ctx *ctx, struct device_list *ret) MUST_CHECK;
/** Everybody's, the newest first. Errors: E_DENIED; E_IO. */
enum err device_list_all(struct ctx *ctx, int64_t skip, int64_t most, struct device_list *ret,
                         bool *ret_more) MUST_CHECK;
/** Takes back one of the actor's own. Errors: E_NOT_FOUND; E_CONFLICT  it is taken back already. */
enum err device_revoke_own(struct ctx *ctx, struct id id) MUST_CHECK;
/** Takes back anybody's; with wipe, it must also delete what it holds at its next contact. Errors:
 * E_DENIED; E_NOT_FOUND; E_CONFLICT  that is ordered already. */
enum err device_revoke_any(struct ctx *ctx, struct id id, bool wipe) MUST_CHECK;

/**
 * The device whose secret this is, and its owner as the actor: with the rights of its role as they
 * are now; with none when the device, the role or the account are there no more.
 *
 * Effects  ctx->actor, also the language
 * Errors   E_NOT_FOUND  nobody's secret; E_IO
 */
enum err device_by_secret(struct ctx *ctx, struct str secret, struct device *ret) MUST_CHECK;
/** Whether it may be given anything: it, its role and its account are there. */
bool device_works(const struct device *device);
/** Notes a contact: its own clock then, or not set; drained: nothing waits on it. At most once a
 * minute, unless something of that changed. Errors: E_BUSY, E_IO. */
enum err device_seen(struct ctx *ctx, const struct device *device, struct instant sent_at,
                     bool drained) MUST_CHECK;
/** Notes that seq was answered. Errors: E_CONFLICT  another was faster; E_IO. */
enum err device_answered(struct ctx *ctx, struct id id, int64_t seq) MUST_CHECK;
/** Notes that it has deleted what it held. Errors: E_IO. */
enum err device_wiped(struct ctx *ctx, const struct device *device) MUST_CHECK;

#endif
