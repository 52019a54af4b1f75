/* plat/server_worker.c: one worker: a libmicrohttpd daemon driven by our own loop. Its epoll set is
 * waited for from outside: with its internal epoll 0.9.75 freezes when 128 connections are ready at
 * once. Knows nothing of other workers. */
#include "plat/server_internal.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define TICK_MS 1000
#define CLOSING_MS 1000 /* what is left of a drain when waiting connections are closed too */

volatile sig_atomic_t server_got[NSIG];

static void server_on_signal(int signal)
{
    server_got[signal] = 1;
}

void server_catch(const int *signals, int n)
{
    struct sigaction action = {.sa_handler = server_on_signal};
    for (int i = 0; i < n; i++) {
        server_got[signals[i]] = 0;
        (void)sigaction(signals[i], &action, NULL);
    }
}

int64_t server_ms(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static size_t server_unescape_not(void *arg, struct MHD_Connection *mhd, char *s)
{
    (void)arg;
    (void)mhd;
    return strlen(s);
}

/* Descriptors for connections, for what hooks open, and one for each file that is being sent. */
static unsigned server_connection_max(int wanted)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 128;
    limit.rlim_cur = limit.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &limit);
    (void)getrlimit(RLIMIT_NOFILE, &limit);
    rlim_t room = limit.rlim_cur > 256 ? (limit.rlim_cur - 128) / 2 : 64;
    return room < (rlim_t)wanted ? (unsigned)room : (unsigned)wanted;
}

static bool server_daemon_start(struct server_worker *w)
{
    const struct server_options *o = w->options;
    w->daemon = MHD_start_daemon(
        MHD_USE_EPOLL, 0, NULL, NULL, server_conn_access, w,                   /* */
        MHD_OPTION_LISTEN_SOCKET, w->listen_fd,                                /* */
        MHD_OPTION_CONNECTION_LIMIT, server_connection_max(o->connection_max), /* */
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)o->idle_s,                    /* */
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)32768,                     /* */
        MHD_OPTION_NOTIFY_CONNECTION, server_conn_notify, w,                   /* */
        MHD_OPTION_NOTIFY_COMPLETED, server_conn_completed, w,                 /* */
        MHD_OPTION_URI_LOG_CALLBACK, server_conn_target, w,                    /* */
        MHD_OPTION_UNESCAPE_CALLBACK, server_unescape_not, NULL,               /* */
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, MHD_OPTION_END);
    return w->daemon != NULL;
}

/* Waits for libmicrohttpd's descriptors, for lingering ones, a signal, or the next tick. */
static void server_worker_wait(struct server_worker *w, const sigset_t *mask)
{
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(w->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    struct pollfd fds[1 + SERVER_LINGER_MAX] = {{.fd = info->epoll_fd, .events = POLLIN}};
    MHD_UNSIGNED_LONG_LONG wanted;
    int64_t ms = w->tick_ms - w->now_ms;
    for (int i = 0; i < w->linger_n; i++)
        fds[1 + i] = (struct pollfd){.fd = w->linger[i].fd, .events = POLLIN};
    if (MHD_get_timeout(w->daemon, &wanted) == MHD_YES && (int64_t)wanted < ms)
        ms = (int64_t)wanted;
    if (ms < 0)
        ms = 0;
    struct timespec timeout = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
    (void)ppoll(fds, 1 + (nfds_t)w->linger_n, &timeout, mask);
    w->now_ms = server_ms();
}

/* Connections that the kernel has taken for us already are still accepted. */
static void server_worker_leave(struct server_worker *w, bool at_once)
{
    struct pollfd listen_fd = {.fd = w->listen_fd, .events = POLLIN};
    for (int i = 0; i < 100 && !w->draining && poll(&listen_fd, 1, 0) > 0; i++)
        (void)MHD_run(w->daemon);
    if (!w->draining) {
        (void)MHD_quiesce_daemon(w->daemon);
        (void)close(w->listen_fd);
        w->end_ms = w->now_ms + w->options->drain_s * 1000LL;
    }
    w->draining = true;
    w->closing = w->closing || at_once;
    w->tick_ms = w->now_ms;
}

/* SIGTERM stops: who waits with an idle connection is sent away. SIGUSR2 retires: others serve the
 * sockets by now, so idle clients keep their connection for one more answer as long as there is
 * time, and none meets a closed one just as it sends. */
static void server_worker_signals(struct server_worker *w)
{
    if (server_got[SIGTERM]) {
        server_got[SIGTERM] = 0;
        server_worker_leave(w, true);
    } else if (server_got[SIGUSR2]) {
        server_got[SIGUSR2] = 0;
        server_worker_leave(w, false);
    }
}

static bool server_worker_is_done(const struct server_worker *w)
{
    return w->draining && ((!w->conns && w->linger_n == 0) || w->now_ms >= w->end_ms);
}

static void server_worker_loop(struct server_worker *w, const sigset_t *mask)
{
    w->tick_ms = w->now_ms + TICK_MS;
    while (!server_worker_is_done(w)) {
        atomic_fetch_add(&w->slot->beat, 1U);
        server_worker_signals(w);
        server_worker_wait(w, mask);
        /* What has come is looked at before deadlines are: we may have been the slow ones. */
        (void)MHD_run(w->daemon);
        server_linger_read(w);
        if (w->draining && w->now_ms >= w->end_ms - CLOSING_MS)
            w->closing = true;
        if (w->now_ms >= w->tick_ms) {
            server_conn_tick(w);
            w->tick_ms = w->now_ms + (w->draining ? 50 : TICK_MS);
        }
    }
}

int server_worker_run(struct server_worker *w)
{
    static const int caught[] = {SIGTERM, SIGUSR2};
    sigset_t mask;
    server_catch(caught, 2);
    (void)signal(SIGINT, SIG_IGN); /* a terminal sends these two to all; the parent decides */
    (void)signal(SIGHUP, SIG_IGN);
    (void)signal(SIGCHLD, SIG_DFL);
    (void)sigprocmask(SIG_SETMASK, NULL, &mask);
    (void)sigdelset(&mask, SIGTERM);
    (void)sigdelset(&mask, SIGUSR2);

    if (w->hooks->worker_start && w->hooks->worker_start(w->hooks->arg, w->index) != OK)
        return 3;
    w->now_ms = server_ms();
    int status = 4;
    if (server_daemon_start(w)) {
        atomic_store(&w->slot->ready, true);
        server_worker_loop(w, &mask);
        MHD_stop_daemon(w->daemon);
        status = 0;
    }
    if (w->hooks->worker_stop)
        w->hooks->worker_stop(w->hooks->arg);
    for (int i = 0; i < w->spare_n; i++)
        arena_free(w->spare[i]);
    for (int i = 0; i < w->linger_n; i++)
        (void)close(w->linger[i].fd);
    return status;
}
