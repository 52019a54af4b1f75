/* plat/turnstile.h: the queue of those who want to write to one SQLite file. Fair, between
 * processes and within one, and given back by the kernel when a process is killed. */
#ifndef PLAT_TURNSTILE_H
#define PLAT_TURNSTILE_H

#include "base/err.h"

#include <stdbool.h>

struct turnstile {
    int fd; /* -1: there is nobody to queue with (memory, browser) */
    bool mine;
};

#define TURNSTILE_NONE ((struct turnstile){.fd = -1})

/** Opens or makes the lock file. Errors: E_IO (errno says why). */
enum err turnstile_open(struct turnstile *t, const char *path) MUST_CHECK;
void turnstile_close(struct turnstile *t);
/**
 * Waits for the turn.
 *
 * Errors  E_BUSY  not within wait_ms; E_IO
 */
enum err turnstile_take(struct turnstile *t, int wait_ms) MUST_CHECK;
/** Gives the turn to the next. Harmless when it is not ours. */
void turnstile_leave(struct turnstile *t);

#endif
