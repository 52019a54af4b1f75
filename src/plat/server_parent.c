/* plat/server_parent.c: the parent process: holds the sockets, starts workers, watches and replaces
 * them. It never touches a request, so that nothing a request does can end it. */
#include "plat/server_internal.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TICK_MS 1000
#define STARTING_MS 60000
#define BACK_OFF_FIRST_MS 100
#define BACK_OFF_LAST_MS 10000
#define SETTLED_MS 10000 /* a worker that lived so long is started again at once */
#define KILL_MS 3000     /* beyond drain_s */

enum child_state { CHILD_NONE, CHILD_STARTING, CHILD_SERVING, CHILD_LEAVING };

struct server_child {
    enum child_state state;
    pid_t pid;
    int worker;
    int64_t since_ms, kill_ms;
    unsigned beat;
    int still; /* ticks without a beat */
};

struct server_parent {
    struct server_options options;
    const struct server_hooks *hooks;
    void (*on_ready)(void *arg, const char *address);
    struct server_listener listener;
    sigset_t mask;             /* as it was before */
    struct server_slot *slots; /* shared with the workers, one a child */
    struct server_child *children;
    int child_n;
    struct {
        int64_t start_ms; /* 0: it runs */
        int64_t delay_ms;
    } workers[SERVER_WORKER_MAX];
    pid_t pid;
    int64_t now_ms, tick_ms;
    bool was_ready, restarting, stopping;
    enum err result;
};

static void server_note(struct server_parent *p, const char *fmt, ...) PRINTF_LIKE(2, 3);
static void server_note(struct server_parent *p, const char *fmt, ...)
{
    char line[200];
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(line, sizeof line, fmt, ap);
    va_end(ap);
    if (p->hooks->note)
        p->hooks->note(p->hooks->arg, line);
}

static int server_child_count(const struct server_parent *p, enum child_state state, int worker)
{
    int n = 0;
    for (int i = 0; i < p->child_n; i++)
        n += p->children[i].state == state && (worker < 0 || p->children[i].worker == worker);
    return n;
}

/* What a worker does from its fork to its end. */
static _Noreturn void server_child_main(struct server_parent *p, int worker,
                                        struct server_slot *slot)
{
    struct server_worker w = {.options = &p->options,
                              .hooks = p->hooks,
                              .index = worker,
                              .listen_fd = p->listener.fds[worker],
                              .slot = slot};
    (void)prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != p->pid) /* it died before that call */
        exit(5);
    for (int i = 0; i < p->listener.n; i++)
        if (p->listener.fds[i] != w.listen_fd)
            (void)close(p->listener.fds[i]);
    exit(server_worker_run(&w));
}

static void server_child_start(struct server_parent *p, int worker)
{
    int i = 0;
    while (i < p->child_n && p->children[i].state != CHILD_NONE)
        i++;
    p->workers[worker].start_ms = 0;
    struct server_slot *slot = &p->slots[i];
    atomic_store(&slot->ready, false);
    (void)fflush(NULL); /* or the worker would print it again */
    pid_t pid = i < p->child_n ? fork() : -1;
    if (pid == 0)
        server_child_main(p, worker, slot);
    if (pid < 0) {
        server_note(p, "cannot start worker %d: %s", worker, strerror(errno));
        p->workers[worker].start_ms = p->now_ms + BACK_OFF_LAST_MS;
        return;
    }
    p->children[i] = (struct server_child){
        .state = CHILD_STARTING, .pid = pid, .worker = worker, .since_ms = p->now_ms};
}

static void server_child_leave(struct server_parent *p, struct server_child *c, int signal)
{
    c->state = CHILD_LEAVING;
    c->kill_ms = p->now_ms + p->options.drain_s * 1000LL + KILL_MS;
    (void)kill(c->pid, signal);
}

static void server_stop(struct server_parent *p, enum err result)
{
    p->stopping = true;
    p->result = result;
    server_notify("STOPPING=1");
    server_listen_close(&p->listener);
    for (int i = 0; i < p->child_n; i++)
        if (p->children[i].state != CHILD_NONE)
            server_child_leave(p, &p->children[i], SIGTERM);
}

/* A worker has ended, by itself or not. */
static void server_child_ended(struct server_parent *p, struct server_child *c, int status)
{
    struct server_child was = *c;
    c->state = CHILD_NONE;
    if (status != 0 || was.state != CHILD_LEAVING)
        server_note(p, "worker %d (pid %d) ended by %s %d", was.worker, (int)was.pid,
                    WIFSIGNALED(status) ? "signal" : "exit",
                    WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    if (p->stopping || was.state == CHILD_LEAVING)
        return;
    if (!p->was_ready) {
        server_set_error("worker %d did not start", was.worker);
        server_stop(p, E_IO);
        return;
    }
    if (server_child_count(p, CHILD_SERVING, was.worker) > 0)
        return; /* a new one that did not start: the old one goes on */
    int64_t delay = p->workers[was.worker].delay_ms * 2;
    if (p->now_ms - was.since_ms >= SETTLED_MS)
        delay = 0;
    else if (delay < BACK_OFF_FIRST_MS)
        delay = BACK_OFF_FIRST_MS;
    else if (delay > BACK_OFF_LAST_MS)
        delay = BACK_OFF_LAST_MS;
    p->workers[was.worker].delay_ms = delay;
    p->workers[was.worker].start_ms = p->now_ms + delay;
}

static void server_reap(struct server_parent *p)
{
    int status;
    for (int i = 0; i < p->child_n; i++) {
        struct server_child *c = &p->children[i];
        if (c->state != CHILD_NONE && waitpid(c->pid, &status, WNOHANG) == c->pid)
            server_child_ended(p, c, status);
    }
}

/* A worker accepts: those it follows may go. */
static void server_child_ready(struct server_parent *p, struct server_child *c)
{
    for (int i = 0; i < p->child_n; i++) {
        struct server_child *old = &p->children[i];
        if (old->state == CHILD_SERVING && old->worker == c->worker)
            server_child_leave(p, old, SIGUSR2);
    }
    c->state = CHILD_SERVING;
}

static void server_look_for_ready(struct server_parent *p)
{
    for (int i = 0; i < p->child_n; i++)
        if (p->children[i].state == CHILD_STARTING && atomic_load(&p->slots[i].ready))
            server_child_ready(p, &p->children[i]);
    if (server_child_count(p, CHILD_STARTING, -1) > 0)
        return;
    if (!p->was_ready && server_child_count(p, CHILD_SERVING, -1) == p->options.workers) {
        p->was_ready = true;
        server_notify("READY=1");
        if (p->on_ready)
            p->on_ready(p->hooks->arg, p->listener.address);
    } else if (p->restarting) {
        p->restarting = false;
        server_notify("READY=1");
    }
}

static void server_restart(struct server_parent *p)
{
    char state[64];
    (void)snprintf(state, sizeof state, "RELOADING=1\nMONOTONIC_USEC=%lld",
                   (long long)p->now_ms * 1000);
    server_notify(state);
    p->restarting = true;
    for (int i = 0; i < p->options.workers; i++)
        server_child_start(p, i);
}

static void server_signals(struct server_parent *p)
{
    if (server_got[SIGTERM] || server_got[SIGINT]) {
        server_got[SIGTERM] = server_got[SIGINT] = 0;
        if (!p->stopping)
            server_stop(p, OK);
        else
            for (int i = 0; i < p->child_n; i++)
                p->children[i].kill_ms = p->now_ms; /* asked twice */
    }
    /* One restart after the other; each needs a free place for every worker. */
    if (server_got[SIGHUP] && p->was_ready && !p->stopping &&
        server_child_count(p, CHILD_STARTING, -1) == 0 &&
        server_child_count(p, CHILD_NONE, -1) >= p->options.workers) {
        server_got[SIGHUP] = 0;
        server_restart(p);
    }
}

/* Its loop stands still although nothing lasts longer than a second there: it is in a request. */
static void server_child_watch(struct server_parent *p, struct server_child *c, unsigned beat)
{
    c->still = c->beat == beat && c->state != CHILD_STARTING ? c->still + 1 : 0;
    c->beat = beat;
    bool is_stuck = c->still > p->options.stuck_s;
    bool is_late = (c->state == CHILD_LEAVING && p->now_ms >= c->kill_ms) ||
                   (c->state == CHILD_STARTING && p->now_ms - c->since_ms >= STARTING_MS);
    if (!is_stuck && !is_late)
        return;
    server_note(p, "worker %d (pid %d) is killed: %s", c->worker, (int)c->pid,
                is_stuck                     ? "stuck in a request"
                : c->state == CHILD_STARTING ? "did not start in time"
                                             : "did not end in time");
    (void)kill(c->pid, SIGKILL);
}

static void server_tick(struct server_parent *p)
{
    for (int i = 0; i < p->child_n; i++)
        if (p->children[i].state != CHILD_NONE)
            server_child_watch(p, &p->children[i], atomic_load(&p->slots[i].beat));
}

/* Until a signal, the next tick, or the next start that is due. Workers that are starting cannot
 * wake us when they are ready, so then it is a few milliseconds. */
static void server_wait(struct server_parent *p)
{
    int64_t until = p->tick_ms;
    for (int i = 0; i < p->options.workers; i++)
        if (p->workers[i].start_ms && p->workers[i].start_ms < until)
            until = p->workers[i].start_ms;
    if (server_child_count(p, CHILD_STARTING, -1) > 0)
        until = p->now_ms + 2;
    int64_t ms = until > p->now_ms ? until - p->now_ms : 0;
    struct timespec timeout = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
    (void)ppoll(NULL, 0, &timeout, &p->mask);
    p->now_ms = server_ms();
}

static void server_loop(struct server_parent *p)
{
    for (int i = 0; i < p->options.workers; i++)
        server_child_start(p, i);
    p->tick_ms = p->now_ms + TICK_MS;
    while (!p->stopping || server_child_count(p, CHILD_NONE, -1) < p->child_n) {
        server_wait(p);
        server_reap(p);
        server_look_for_ready(p);
        server_signals(p);
        for (int i = 0; i < p->options.workers && !p->stopping; i++)
            if (p->workers[i].start_ms && p->workers[i].start_ms <= p->now_ms)
                server_child_start(p, i);
        if (p->now_ms >= p->tick_ms) {
            server_tick(p);
            p->tick_ms = p->now_ms + TICK_MS;
        }
    }
}

static int server_default(int value, int otherwise)
{
    return value > 0 ? value : otherwise;
}

static enum err server_options_check(struct server_options *o)
{
    if (o->workers < 1 || o->workers > SERVER_WORKER_MAX) {
        server_set_error("cannot run %d workers: 1 to %d", o->workers, SERVER_WORKER_MAX);
        return E_INVALID;
    }
    o->header_deadline_s = server_default(o->header_deadline_s, 10);
    o->body_deadline_s = server_default(o->body_deadline_s, 30);
    o->idle_s = server_default(o->idle_s, 60);
    o->drain_s = server_default(o->drain_s, 20);
    o->stuck_s = server_default(o->stuck_s, 30);
    o->connection_max = server_default(o->connection_max, 2048);
    return OK;
}

static enum err server_serve(struct server_parent *p)
{
    static const int caught[] = {SIGTERM, SIGINT, SIGHUP, SIGCHLD};
    sigset_t block;
    (void)sigemptyset(&block);
    for (int i = 0; i < 4; i++)
        (void)sigaddset(&block, caught[i]);
    (void)sigaddset(&block, SIGUSR2); /* for workers that are not ready to take it */
    (void)sigprocmask(SIG_BLOCK, &block, &p->mask);
    for (int i = 0; i < 4; i++)
        (void)sigdelset(&p->mask, caught[i]);
    server_catch(caught, 4);
    (void)signal(SIGPIPE, SIG_IGN);
    server_loop(p);
    (void)sigprocmask(SIG_SETMASK, &p->mask, NULL);
    return p->result;
}

enum err server_run(const struct server_options *options, const struct server_hooks *hooks,
                    void (*on_ready)(void *arg, const char *address))
{
    struct server_parent p = {.options = *options,
                              .hooks = hooks,
                              .on_ready = on_ready,
                              .pid = getpid(),
                              .now_ms = server_ms()};
    TRY(server_options_check(&p.options));
    TRY(crypto_init());
    p.child_n = p.options.workers * 3; /* one generation serves, one starts, one leaves */
    p.children = calloc((size_t)p.child_n, sizeof *p.children);
    p.slots = mmap(NULL, (size_t)p.child_n * sizeof *p.slots, PROT_READ | PROT_WRITE,
                   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    enum err e = p.children && p.slots != MAP_FAILED ? OK : E_IO;
    if (e == OK)
        e = server_listen(&p.listener, p.options.listen, p.options.workers);
    else
        server_set_error("cannot start: out of memory");
    int names = e == OK ? p.options.workers : p.listener.n; /* only those that are ours */
    if (e == OK)
        e = server_serve(&p);
    server_listen_unlink(&p.listener, names);
    server_listen_close(&p.listener);
    if (p.slots != MAP_FAILED)
        (void)munmap(p.slots, (size_t)p.child_n * sizeof *p.slots);
    free(p.children);
    return e;
}
