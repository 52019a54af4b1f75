/* plat/jail.c: starts a program that is locked in, feeds it, and ends it in time; see jail.h. */
#include "plat/jail.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "plat/jail_internal.h"

#define PIECE ((size_t)1 << 16)

/* A process that is at work. */
struct work {
    const struct jail_io *io;
    pid_t pid;
    int in, out; /* our ends; -1 when closed */
    struct str piece;
    int64_t until_ms;
};

static int64_t now_ms(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void end_close(int *fd)
{
    if (*fd >= 0)
        (void)close(*fd);
    *fd = -1;
}

static enum err work_start(struct work *w, const struct jail *j)
{
    int in[2], out[2];

    if (pipe2(in, O_CLOEXEC) != 0)
        return E_IO;
    if (pipe2(out, O_CLOEXEC) != 0) {
        (void)close(in[0]);
        (void)close(in[1]);
        return E_IO;
    }
    w->pid = fork();
    if (w->pid == 0)
        jail_child(j, in[0], out[1]);
    (void)close(in[0]);
    (void)close(out[1]);
    w->in = in[1];
    w->out = out[0];
    (void)fcntl(w->in, F_SETFL, O_NONBLOCK);
    (void)fcntl(w->out, F_SETFL, O_NONBLOCK);
    return w->pid < 0 ? E_IO : OK;
}

/* It may have ended before it read all: what came out then tells. */
static enum err feed(struct work *w)
{
    if (w->piece.n == 0)
        TRY(w->io->next(w->io->arg, &w->piece));
    ssize_t n = w->piece.n ? write(w->in, w->piece.p, w->piece.n) : -1;

    if (w->piece.n && n < 0 && (errno == EAGAIN || errno == EINTR))
        return OK;
    if (n < 0)
        end_close(&w->in);
    else
        w->piece = str_from(w->piece, (size_t)n);
    return OK;
}

static enum err take(struct work *w)
{
    static char piece[PIECE];
    ssize_t n = read(w->out, piece, sizeof piece);

    if (n > 0)
        return w->io->put(w->io->arg, (struct str){piece, (size_t)n});
    if (n == 0 || (errno != EAGAIN && errno != EINTR))
        end_close(&w->out);
    return OK;
}

static enum err exchange(struct work *w)
{
    while (w->out >= 0) {
        struct pollfd ends[] = {{.fd = w->out, .events = POLLIN}, {.fd = w->in, .events = POLLOUT}};
        int64_t left = w->until_ms - now_ms();

        if (left <= 0)
            return E_LIMIT;
        if (poll(ends, 2, (int)left) < 0 && errno != EINTR)
            return E_IO;
        if (ends[1].revents)
            TRY(feed(w));
        if (ends[0].revents)
            TRY(take(w));
    }
    return OK;
}

static enum err work_end(struct work *w, enum err e, int *ret_exit)
{
    int status = 0;

    end_close(&w->in);
    end_close(&w->out);
    if (w->pid <= 0)
        return e;
    if (e != OK)
        (void)kill(w->pid, SIGKILL);
    while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    if (e != OK)
        return e;
    if (WIFSIGNALED(status))
        return WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL ? E_LIMIT : E_INVALID;
    *ret_exit = WEXITSTATUS(status);
    return *ret_exit == JAIL_NOT_STARTED ? E_IO : OK;
}

enum err jail_run(const struct jail *j, const struct jail_io *io, int *ret_exit)
{
    struct work w = {.io = io, .in = -1, .out = -1, .until_ms = now_ms() + j->wait_ms};
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;

    (void)sigaction(SIGPIPE, &ignore, &before);
    enum err e = work_start(&w, j);

    e = work_end(&w, e == OK ? exchange(&w) : e, ret_exit);
    (void)sigaction(SIGPIPE, &before, NULL);
    return e;
}
