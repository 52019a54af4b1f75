/* sync/sync.h: the server's side of work without a connection: commands of devices taken in (push),
 * what changed given out (pull), and what a person decides in between. docs/adr/0601 says how. */
#ifndef SYNC_H
#define SYNC_H

#include "core/dispatch.h"
#include "core/sync_device.h"
#include "feature/device/device.h"
#include "plat/json.h"

#define SYNC_BODY_MAX ((size_t)1 << 20)

/* ---- push ----------------------------------------------------------------------------------- */

/** A command as a device sent it. */
struct sync_command {
    struct id cmd_id;
    int64_t seq;
    struct str path, body;
    struct instant made_at; /* by the clock of the device */
};
LIST_TYPE(sync_command_list, struct sync_command);

/** What a command came to. */
struct sync_receipt {
    struct id cmd_id, device_id;
    int64_t seq;
    const char *result;  /* "applied", "applied_merged", "needs_review", "rejected", "retry" */
    struct str location; /* where it led to */
    struct str why;      /* for a person, in the language of the owner */
    struct instant claimed_at;
};
LIST_TYPE(sync_receipt_list, struct sync_receipt);

/** A batch: in the order of the device. */
struct sync_batch {
    struct instant sent_at; /* by the clock of the device, or not set */
    struct sync_command_list commands;
};
/** Reads a batch. Errors: E_INVALID  not of this form; E_LIMIT  more than SYNC_BATCH_MAX. */
enum err sync_batch_read(struct ctx *ctx, struct str text, struct sync_batch *ret) MUST_CHECK;
/**
 * Takes in a batch of a device, whose owner is the actor: each command in a transaction of its own,
 * with the rights of now, once for its cmd_id. Stops at a gap of seq and where the answer is retry.
 *
 * Effects  device->last_seq
 * Errors   E_CONFLICT  the first command is not the next one; E_BUSY, E_IO  nothing of it was done
 */
enum err sync_push(struct ctx *ctx, struct device *device, const struct sync_batch *batch,
                   struct sync_receipt_list *ret) MUST_CHECK;

/* ---- what a person decides ------------------------------------------------------------------ */

/** A command that was not done: the record had changed, or access was lost meanwhile. */
struct sync_review {
    struct id id, device_id, account_id, team_id, casefile_id;
    struct str reason; /* "changed", "access", "error" */
    struct str path, body;
    struct str stored;      /* JSON: [[label, stored, typed], …] as they were when it came */
    int64_t stored_version; /* of the record then; 0: it has none */
    struct instant claimed_at, at;
    struct str state;
    struct str author, device, number, client; /* names; number and client: of a case one may see */
};
LIST_TYPE(sync_review_list, struct sync_review);

/** What waits for the actor: the own, and as a supervisor that of the team. Errors: E_IO. */
enum err sync_review_waiting(struct ctx *ctx, struct sync_review_list *ret) MUST_CHECK;
/** One of those. Errors: E_NOT_FOUND. */
enum err sync_review_load(struct ctx *ctx, struct id id, struct sync_review *ret) MUST_CHECK;
/** True when the actor may only look: of access that was lost, a supervisor decides. */
bool sync_review_is_for_others(const struct ctx *ctx, const struct sync_review *review);
/**
 * Takes what the device sent after all, as the actor and with the actor's rights, over what is
 * stored now. In a transaction of its own.
 *
 * Errors  those of the command; E_CONFLICT  decided already, or it changed again
 */
enum err sync_review_take(struct ctx *ctx, const struct sync_review *review, struct str words,
                          struct str *ret_location) MUST_CHECK;
/** Keeps what is stored. Errors: E_CONFLICT  decided already. */
enum err sync_review_drop(struct ctx *ctx, const struct sync_review *review,
                          struct str words) MUST_CHECK;

/* ---- pull ----------------------------------------------------------------------------------- */

/** Follows the journal: which case changed for which device. For the jobs process; safe to repeat.
 * Errors: E_BUSY, E_IO. */
enum err sync_follow(struct ctx *ctx) MUST_CHECK;
/**
 * Writes what changed for a device since a cursor, as JSON members: cursor, more, reset, removed,
 * cases, tables. An empty cursor begins anew; one that this journal does not know does so too, and
 * says reset. holds: how many cases the device has, or -1; another number than it should have
 * begins anew as well.
 *
 * Errors  E_INVALID  not a cursor; E_IO
 */
enum err sync_pull(struct ctx *ctx, const struct device *device, struct str cursor, int64_t holds,
                   struct json_writer *w) MUST_CHECK;

/** What a device must know of its owner to draw pages as the server does: language, theme, density,
 * size of text, calendar. */
struct sync_settings {
    struct str text[5];
    bool by_question;
};
/** Reads them; all empty for nobody. Errors: E_BUSY, E_IO. */
enum err sync_settings_read(struct ctx *ctx, struct id account_id,
                            struct sync_settings *ret) MUST_CHECK;

#endif
