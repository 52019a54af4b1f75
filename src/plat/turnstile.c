/* plat/turnstile.c: two bytes of a lock file make a fair queue. Whoever waits stands at byte 1;
 * its holder is next and waits for byte 0, which the writer holds. So a process that has just
 * written cannot overtake: it has to pass byte 1 again, behind those who stand there.
 *
 * The locks belong to the open file (F_OFD), not to the process: two connections of one process
 * queue as well, and closing another descriptor of the file releases nothing. A child made by
 * fork() without exec() shares the open file, so such a child must close what it inherits. */
#include "plat/turnstile.h"

#ifdef __wasm__

enum err turnstile_open(struct turnstile *t, const char *path)
{
    (void)path;
    *t = TURNSTILE_NONE;
    return OK;
}

void turnstile_close(struct turnstile *t)
{
    (void)t;
}

enum err turnstile_take(struct turnstile *t, int wait_ms)
{
    (void)wait_ms;
    t->mine = true;
    return OK;
}

void turnstile_leave(struct turnstile *t)
{
    t->mine = false;
}

#else

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>

/* A blocked fcntl() keeps its place in the kernel's queue, which tries with naps between would
 * not. A timer that interrupts it bounds the wait; it exists only while somebody waits. */
#define WAKE_SIGNAL (SIGRTMIN + 5)

enum { BYTE_WRITES = 0, BYTE_NEXT = 1 };

enum err turnstile_open(struct turnstile *t, const char *path)
{
    *t = (struct turnstile){.fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)};
    return t->fd < 0 ? E_IO : OK;
}

void turnstile_close(struct turnstile *t)
{
    if (t->fd >= 0)
        close(t->fd);
    *t = TURNSTILE_NONE;
}

static int lock_do(const struct turnstile *t, int command, short type, int byte)
{
    struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};

    return fcntl(t->fd, command, &lock);
}

static int64_t now_ms(void)
{
    struct timespec ts;

    clock_gettime(CLOCK_MONOTONIC, &ts);
    return ts.tv_sec * (int64_t)1000 + ts.tv_nsec / 1000000;
}

static void on_wake(int sig)
{
    (void)sig;
}

/* Rings until deleted: a ring that comes just before fcntl() blocks would otherwise be lost. */
static bool timer_start(timer_t *timer, int after_ms)
{
    struct sigaction action = {.sa_handler = on_wake};
    struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = WAKE_SIGNAL};
    struct itimerspec times = {
        .it_value = {after_ms / 1000, after_ms % 1000 * 1000000L},
        .it_interval = {.tv_nsec = 50 * 1000000L},
    };

    event._sigev_un._tid = gettid();
    if (sigaction(WAKE_SIGNAL, &action, NULL) != 0 ||
        timer_create(CLOCK_MONOTONIC, &event, timer) != 0)
        return false;
    if (timer_settime(*timer, 0, &times, NULL) == 0)
        return true;
    timer_delete(*timer);
    return false;
}

static enum err byte_wait(const struct turnstile *t, int byte, int64_t until_ms)
{
    int64_t left = until_ms - now_ms();
    enum err e = OK;
    sigset_t wake, old;
    timer_t timer;

    if (lock_do(t, F_OFD_SETLK, F_WRLCK, byte) == 0)
        return OK;
    if (errno != EAGAIN && errno != EACCES)
        return E_IO;
    if (left <= 0)
        return E_BUSY;
    sigemptyset(&wake);
    sigaddset(&wake, WAKE_SIGNAL);
    if (!timer_start(&timer, (int)left))
        return E_IO;
    pthread_sigmask(SIG_UNBLOCK, &wake, &old);
    while (lock_do(t, F_OFD_SETLKW, F_WRLCK, byte) != 0) {
        if (errno != EINTR)
            e = E_IO;
        else if (now_ms() >= until_ms)
            e = E_BUSY;
        if (e != OK)
            break;
    }
    timer_delete(timer);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    return e;
}

enum err turnstile_take(struct turnstile *t, int wait_ms)
{
    int64_t until = now_ms() + wait_ms;
    enum err e;

    if (t->fd < 0) {
        t->mine = true;
        return OK;
    }
    TRY(byte_wait(t, BYTE_NEXT, until));
    e = byte_wait(t, BYTE_WRITES, until);
    lock_do(t, F_OFD_SETLK, F_UNLCK, BYTE_NEXT);
    t->mine = e == OK;
    return e;
}

void turnstile_leave(struct turnstile *t)
{
    if (t->mine && t->fd >= 0)
        lock_do(t, F_OFD_SETLK, F_UNLCK, BYTE_WRITES);
    t->mine = false;
}

#endif
