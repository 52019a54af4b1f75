/* plat/jail.h: a program of its own that runs locked in, for libraries that take apart what
 * strangers sent: no network, no other process, no files but those of the system, so much time and
 * memory. It is given bytes on standard input, and gives bytes back. Native only. */
#ifndef PLAT_JAIL_H
#define PLAT_JAIL_H

#include "base/err.h"
#include "base/str.h"

/** What is run, and what it may have. */
struct jail {
    const char *const *args;  /* the first is the program's path; NULL ends them */
    const char *const *paths; /* what it may read besides the system's libraries; NULL ends them */
    int64_t memory;           /* bytes of address space */
    int cpu_s, wait_ms;       /* of processor, and in all */
};

/** Where its input comes from and its output goes. */
struct jail_io {
    enum err (*next)(void *arg, struct str *ret); /* the next piece; empty at the end */
    enum err (*put)(void *arg, struct str bytes);
    void *arg;
};

/**
 * Runs it until it has ended. Whatever it does, nothing of it is left behind.
 *
 * Returns  *ret_exit: its exit code
 * Errors   E_LIMIT    it took too long, or too much
 *          E_INVALID  it broke off
 *          E_IO       it cannot be started, or not be locked in; those of io
 */
enum err jail_run(const struct jail *j, const struct jail_io *io, int *ret_exit) MUST_CHECK;
/** For a program of ours that was started so, before it looks at its input: from now on this
 * process can read, write, have memory and end, and is ended for anything else. */
bool jail_seal(void) MUST_CHECK;

#endif
