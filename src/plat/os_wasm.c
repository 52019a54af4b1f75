/* plat/os_wasm.c: the clock and randomness in the browser. Its host hands in both as WASI's
 * clock_time_get and random_get; there are no files to write, records live in the database. */
#include "plat/os.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

struct instant os_now(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_REALTIME, &t);
    return (struct instant){(int64_t)t.tv_sec * SECOND_US + t.tv_nsec / 1000};
}

/* The host knows no CPU time; elapsed time is the nearest thing. */
int64_t os_cpu_ns(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

void os_random(void *p, size_t n)
{
    char *at = p;
    while (n > 0) {
        size_t part = n < 256 ? n : 256; /* getentropy gives no more at once */
        if (getentropy(at, part) != 0)
            abort();
        at += part;
        n -= part;
    }
}

enum err os_write_file(const char *path, struct str text)
{
    (void)path;
    (void)text;
    return E_IO;
}
