/* plat/os_posix.c: the clock, randomness and writing of files on the server. */
#include "plat/os.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

struct instant os_now(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_REALTIME, &t);
    return (struct instant){(int64_t)t.tv_sec * SECOND_US + t.tv_nsec / 1000};
}

int64_t os_cpu_ns(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

void os_random(void *p, size_t n)
{
    char *at = p;
    while (n > 0) {
        ssize_t got = getrandom(at, n, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            abort();
        at += got;
        n -= (size_t)got;
    }
}

static enum err os_write_fd(int fd, struct str text)
{
    while (text.n > 0) {
        ssize_t put = write(fd, text.p, text.n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return E_IO;
        text = str_from(text, (size_t)put);
    }
    return fsync(fd) == 0 ? OK : E_IO;
}

/* A rename is durable only when the folder that holds the name is synced too. */
static enum err os_sync_folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    char folder[4096];
    int n = slash == path ? 1 : slash ? (int)(slash - path) : 1;
    if (snprintf(folder, sizeof folder, "%.*s", n, slash ? path : ".") >= (int)sizeof folder)
        return E_IO;
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return E_IO;
    enum err e = fsync(fd) == 0 || errno == EINVAL ? OK : E_IO;
    (void)close(fd);
    return e;
}

enum err os_write_file(const char *path, struct str text)
{
    char tmp[4096];
    uint64_t unique;
    os_random(&unique, sizeof unique);
    int n = snprintf(tmp, sizeof tmp, "%s.%016llx.tmp", path, (unsigned long long)unique);
    if (n < 0 || n >= (int)sizeof tmp)
        return E_IO;
    int fd = open(tmp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return E_IO;
    enum err e = os_write_fd(fd, text);
    if (close(fd) != 0)
        e = E_IO;
    if (e == OK && rename(tmp, path) != 0)
        e = E_IO;
    if (e != OK) {
        (void)unlink(tmp);
        return e;
    }
    return os_sync_folder_of(path);
}
