/* core/sync_device.h: the device's side of work without a connection, in the same C as the server:
 * what is done here waits in the outbox, is sent in order, and what the server says replaces the
 * preview. Knows no network and no storage: the shell (the browser's service worker, or a test)
 * gives it those. */
#ifndef CORE_SYNC_DEVICE_H
#define CORE_SYNC_DEVICE_H

#include "core/feature.h"

#define SYNC_BATCH_MAX 50 /* commands at once: more is refused */
#define SYNC_AGE_DAYS 7   /* without a contact: then a device opens with a connection only */
#define SYNC_KEPT_DAYS 30 /* answered commands, for a server that comes back from a backup */

struct sync_device;
struct http_request;  /* core/dispatch.h */
struct http_response; /* core/dispatch.h */

/** A question to the server, and its answer once there is one. */
struct sync_post {
    const char *path;
    struct str body, answer;
    int status;
};

/** What the shell does. self is its own. Errors of each: E_IO. */
struct sync_shell {
    void *self;
    /** Makes device->db what the server sent last, without what was done since. */
    enum err (*roll_back)(void *self, struct sync_device *device);
    /** What device->db holds now is what the server sent. */
    enum err (*settle)(void *self, struct sync_device *device);
};

struct sync_device {
    struct arena *arena; /* of the call; the shell resets it */
    struct db *db;       /* rows as the server sent them, and what waits on top of them */
    struct db *box;      /* the outbox: sync_device_box(), nothing else need be in it */
    const struct site *site;
    const struct locale *locale;
    struct actor actor; /* whose device it is; the settings are this person's */
    enum calendar_kind calendar;
    struct str theme, density, text_size;
    bool by_question;
    int64_t decide;     /* how much waited for this person's decision at the last contact */
    struct instant met; /* the last contact */
    struct instant now; /* by the clock of the device */
    struct sync_shell shell;
    bool wiped; /* it was told to keep nothing, and keeps nothing; the server is to know */
    enum sync_link { SYNC_ONLINE, SYNC_OFFLINE, SYNC_REFUSED } link; /* for what pages say */
    int64_t bytes;                                                   /* that d->db takes up */
};

/** One contact with the server: zeroed at its beginning, may be broken off anywhere. */
struct sync_round {
    enum { SYNC_SENDS, SYNC_TAKES, SYNC_ENDED } at;
    int turns, again;
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
 * Puts into the outbox what a page has just done here, at d->now: when this returns OK it will be
 * sent, once, also when it is put in again. Otherwise it is undone here.
 *
 * Errors  E_IO
 */
enum err sync_device_keep(struct sync_device *d, struct id cmd_id, struct str path, struct str body,
                          struct str location) MUST_CHECK;
/** Where a command led to that was done here; *ret_found: false when the outbox has none of that
 * id. Errors: E_IO. */
enum err sync_device_find(struct sync_device *d, struct id cmd_id, struct str *ret_location,
                          bool *ret_found) MUST_CHECK;
/**
 * Answers a request on the device, as dispatch_http(); ctx as for that. What it did is kept before
 * it says so: a command in the outbox, or rows that stay here (struct on_device).
 *
 * Errors  E_IO: nothing is sure any more, the device starts again from what is kept
 */
enum err sync_device_request(struct sync_device *d, struct ctx *ctx,
                             const struct http_request *request,
                             struct http_response *response) MUST_CHECK;
LIST_TYPE(sync_pages, struct str);
/** A row that stays here. */
struct sync_draft {
    const char *table;
    struct id id;
    struct str page, body; /* where it belongs, and what was typed */
    bool aside;            /* its page shows another one in its place, or cannot show it */
};
LIST_TYPE(sync_draft_list, struct sync_draft);
/** All of them, by table and id. Errors: E_IO. */
enum err sync_device_drafts(struct sync_device *d, struct ctx *ctx,
                            struct sync_draft_list *ret) MUST_CHECK;
/** Throws one of them away; ctx as of the page on which somebody said so. Errors: E_IO. */
enum err sync_device_drop(struct sync_device *d, struct ctx *ctx,
                          const struct sync_draft *draft) MUST_CHECK;
/** Paths of pages about rows that stay here, see struct sync_table.pages. Errors: E_IO. */
enum err sync_device_pages(struct sync_device *d, struct ctx *ctx,
                           struct sync_pages *ret) MUST_CHECK;
/**
 * The next question of a contact: what waits is sent, then what changed is taken, then what still
 * waits is done again here. post->path is NULL when the contact has come to its end.
 *
 * Errors  E_BUSY  it leads nowhere; E_IO
 */
enum err sync_device_ask(struct sync_device *d, struct sync_round *round,
                         struct sync_post *post) MUST_CHECK;
/**
 * Takes in the answer to that question: all of it, or nothing. Afterwards d->db and d->box are
 * whole, whether the contact goes on or not.
 *
 * Errors  E_BUSY  the server asks to try later; E_DENIED  it does not know the device; E_IO
 */
enum err sync_device_answer(struct sync_device *d, struct sync_round *round,
                            const struct sync_post *post) MUST_CHECK;
/** Makes the tables of an outbox where they are missing. Errors: those of migrate_run_list(). */
enum err sync_device_box(struct db *box) MUST_CHECK;
/**
 * Whose device it is, as the server said last: sets actor, locale and settings. Nobody's before the
 * first contact. Errors: E_IO.
 */
enum err sync_device_owner(struct sync_device *d) MUST_CHECK;
/** The rows are gone: the next contact brings all of them. Errors: E_IO. */
enum err sync_device_refill(struct sync_device *d) MUST_CHECK;
/** How many commands wait. Errors: E_IO. */
enum err sync_device_waiting(struct sync_device *d, int64_t *ret) MUST_CHECK;
/** How many were refused, and nobody has said yet that this is known. Errors: E_IO. */
enum err sync_device_refused(struct sync_device *d, int64_t *ret) MUST_CHECK;
/** How it stands with a record: what a device sent of it, or holds. */
enum sync_stands { SYNC_UP_TO_DATE, SYNC_COULD_NOT_SEND, SYNC_NEEDS_DECISION, SYNC_WAITS };
/** Of the record that a page is of: "/cases/ID/…"; *ret_found: false when the path names none.
 * Errors: E_IO. */
enum err sync_device_stands(struct sync_device *d, struct str path, enum sync_stands *ret,
                            bool *ret_found) MUST_CHECK;
/** A command of the outbox: one that waits, or was refused. */
struct sync_kept {
    struct id cmd_id;
    struct str path, body, location, why;
    struct instant made_at;
};
LIST_TYPE(sync_kept_list, struct sync_kept);
/** Those that wait, or those that were refused; at most 200, in order. Errors: E_IO. */
enum err sync_device_list(struct sync_device *d, bool refused,
                          struct sync_kept_list *ret) MUST_CHECK;
/** Somebody knows that this one was refused: it goes. Errors: E_IO. */
enum err sync_device_seen(struct sync_device *d, struct id cmd_id) MUST_CHECK;
/** After a restart: d->db is rolled back, then all that waits is done again on top. Errors: E_IO.
 */
enum err sync_device_resume(struct sync_device *d) MUST_CHECK;

#endif
