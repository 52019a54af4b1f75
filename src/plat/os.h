/* plat/os.h: the clock, randomness and files. os_posix.c natively, os_wasm.c in the browser build.
 */
#ifndef PLAT_OS_H
#define PLAT_OS_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/str.h"

/** The wall clock. Only app calls this, to fill ctx->now. */
struct instant os_now(void);
/** Nanoseconds of CPU time of this process, for the request log. */
int64_t os_cpu_ns(void);
/** n bytes from the operating system's generator; aborts when there is none. */
void os_random(void *p, size_t n);
/** Reads a whole file of at most max bytes. Errors: E_NOT_FOUND, E_LIMIT, E_IO. */
enum err os_read_file(struct arena *a, const char *path, size_t max, struct str *ret) MUST_CHECK;
/** Writes to a temporary file beside it, syncs and renames: whole or not at all. Errors: E_IO. */
enum err os_write_file(const char *path, struct str text) MUST_CHECK;
/** Names of a folder's entries without . and .., sorted by bytes. Errors: E_NOT_FOUND, E_IO. */
struct os_names {
    struct str *items;
    size_t n, cap;
};
enum err os_list_dir(struct arena *a, const char *path, struct os_names *ret) MUST_CHECK;

#endif
