/* core/sync_device.h: the device's side of work without a connection, in the same C as the server:
 * what is done here waits in the outbox, is sent in order, and what the server says replaces the
 * preview. Knows no network and no storage: the shell (the browser's service worker, or a test)
 * gives it those. */
#ifndef CORE_SYNC_DEVICE_H
#define CORE_SYNC_DEVICE_H

#include "core/feature.h"

#define SYNC_BATCH_MAX 50 /* commands at once: more is refused */
#define SYNC_KEPT_DAYS 30 /* answered commands, for a server that comes back from a backup */

struct sync_device;

/** A question to the server. */
struct sync_post {
    const char *path;
    struct str body, answer;
    int status;
};

/** What the shell does. self is its own. Errors of each: E_IO. */
struct sync_shell {
    void *self;
    /** Posts post->body as this device and sets status and answer; E_IO: no connection, or no
     * answer. */
    enum err (*send)(void *self, struct arena *a, struct sync_post *post);
    /** Makes device->db what the server sent last, without what was done since. */
    enum err (*roll_back)(void *self, struct sync_device *device);
    /** What device->db holds now is what the server sent. */
    enum err (*settle)(void *self, struct sync_device *device);
};

struct sync_device {
    struct arena *arena; /* of the call; the shell resets it */
    struct db *db;       /* rows as the server sent them, and what waits on top of them */
    struct db *box;      /* the outbox: migration "outbox", nothing else need be in it */
    const struct site *site;
    const struct locale *locale;
    struct actor actor; /* whose device it is */
    struct instant now; /* by the clock of the device */
    struct sync_shell shell;
    bool wiped; /* it was told to keep nothing, and keeps nothing; the server is to know */
};

/**
 * Does a command here, and puts it into the outbox: when this returns OK it will be sent, once.
 * The same cmd_id again does nothing and leads to the same place.
 *
 * Errors  what its page would say: then nothing was kept; E_IO
 */
enum err sync_device_do(struct sync_device *d, struct id cmd_id, struct str path, struct str body,
                        struct str *ret_location) MUST_CHECK;
/**
 * Sends what waits, then takes what changed, then does again here what still waits. May be broken
 * off anywhere and called again.
 *
 * Errors  E_IO  no connection; E_BUSY  the server asks to try later; E_DENIED  it does not know the
 *         device. What could be sent and taken before that was.
 */
enum err sync_device_contact(struct sync_device *d) MUST_CHECK;
/** How many commands wait. Errors: E_IO. */
enum err sync_device_waiting(struct sync_device *d, int64_t *ret) MUST_CHECK;
/** After a restart: d->db is rolled back, then all that waits is done again on top. Errors: E_IO.
 */
enum err sync_device_resume(struct sync_device *d) MUST_CHECK;

#endif
