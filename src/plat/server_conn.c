/* plat/server_conn.c: a connection's life, in libmicrohttpd's callbacks, and its deadlines.
 * libmicrohttpd's own time-out is of inactivity only: a byte a second keeps it quiet for ever. */
#include "plat/server_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define LINGER_MS 5000

void server_deadline(struct server_conn *c, int seconds, int64_t bytes)
{
    c->deadline_ms = c->worker->now_ms + seconds * 1000LL + bytes * 1000 / SERVER_RATE;
}

static struct server_conn *server_conn_of(struct MHD_Connection *mhd)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

static void server_conn_open(struct server_worker *w, struct MHD_Connection *mhd, void **ret)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD);
    struct server_conn *c = calloc(1, sizeof *c);
    if (!c || !info)
        abort();
    *c = (struct server_conn){.worker = w, .mhd = mhd, .fd = info->connect_fd, .next = w->conns};
    if (w->conns)
        w->conns->prev = c;
    w->conns = c;
    server_deadline(c, w->options->header_deadline_s, 0);
    *ret = c;
}

/* Closing a socket with unread input makes the kernel send a reset, and a reset makes the client
 * forget the answer it had just been sent ("413, too large" becomes "connection lost"). So the
 * socket is kept by another descriptor and read until the client closes, for a few seconds at most.
 */
static void server_linger_add(struct server_conn *c)
{
    struct server_worker *w = c->worker;
    if (w->linger_n == SERVER_LINGER_MAX)
        return;
    int fd = fcntl(c->fd, F_DUPFD_CLOEXEC, 0);
    if (fd < 0)
        return;
    (void)shutdown(fd, SHUT_WR);
    w->linger[w->linger_n].fd = fd;
    w->linger[w->linger_n++].until_ms = w->now_ms + LINGER_MS;
}

void server_linger_read(struct server_worker *w)
{
    char unused[16384];
    for (int i = 0; i < w->linger_n;) {
        ssize_t n = recv(w->linger[i].fd, unused, sizeof unused, MSG_DONTWAIT);
        bool open = n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
        if (open && w->now_ms < w->linger[i].until_ms) {
            i++;
            continue;
        }
        (void)close(w->linger[i].fd);
        w->linger[i] = w->linger[--w->linger_n];
    }
}

static void server_conn_close(struct server_conn *c)
{
    if (c->linger)
        server_linger_add(c);
    if (c->prev)
        c->prev->next = c->next;
    else
        c->worker->conns = c->next;
    if (c->next)
        c->next->prev = c->prev;
    arena_free(c->arena);
    free(c);
}

void server_conn_notify(void *arg, struct MHD_Connection *mhd, void **socket_context,
                        enum MHD_ConnectionNotificationCode what)
{
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        server_conn_open(arg, mhd, socket_context);
    } else {
        server_conn_close(*socket_context);
        *socket_context = NULL;
    }
}

/* The request line is there: the first moment that a request is known to have begun. */
void *server_conn_target(void *arg, const char *target, struct MHD_Connection *mhd)
{
    struct server_worker *w = arg;
    struct server_conn *c = server_conn_of(mhd);
    int64_t before = c->deadline_ms;
    if (!c->arena)
        c->arena = w->spare_n > 0 ? w->spare[--w->spare_n] : arena_new(SERVER_REQUEST_ARENA);
    c->phase = PHASE_HEADER;
    c->target_at = target;
    c->target = str_dup(c->arena, str_c(target));
    server_deadline(c, w->options->header_deadline_s, 0);
    if (before < c->deadline_ms)
        c->deadline_ms = before;
    return c;
}

/* Answers in the place of a body that has not been read. libmicrohttpd then closes. */
static enum MHD_Result server_conn_refuse(struct server_conn *c, const struct server_response *r)
{
    c->linger = true;
    return server_answer(c, r) ? MHD_YES : MHD_NO;
}

/* How large the announced body may be; c->answer when it is refused. */
static int64_t server_conn_body_max(struct server_conn *c)
{
    const struct server_hooks *hooks = c->worker->hooks;
    int64_t max = hooks->on_headers(hooks->arg, &c->req, &c->answer);
    if (!c->answer.status && c->req.content_length > max)
        server_answer_plain(&c->answer, MHD_HTTP_CONTENT_TOO_LARGE);
    if (!c->answer.status && c->req.content_length < 0 && max <= 0)
        server_answer_plain(&c->answer, MHD_HTTP_LENGTH_REQUIRED);
    return max;
}

static enum MHD_Result server_conn_head(struct server_conn *c, const char *method,
                                        const char *version)
{
    c->answer = (struct server_response){0};
    int status = server_request_read(c, method, version);
    if (status) { /* where the next request would begin is not sure */
        server_answer_plain(&c->answer, status);
        return server_conn_refuse(c, &c->answer);
    }
    int64_t max = c->req.content_length != 0 ? server_conn_body_max(c) : 0;
    /* A refused body that is short is read and dropped: the connection can be used again. */
    bool is_short = c->req.content_length >= 0 && c->req.content_length <= SERVER_BODY_MEMORY &&
                    !str_given(server_header_get(&c->req, STR("expect")));
    if (c->answer.status && !is_short)
        return server_conn_refuse(c, &c->answer);
    server_body_init(&c->body, c->arena, c->worker->options->body_dir, max);
    c->phase = PHASE_BODY;
    server_deadline(c, c->worker->options->body_deadline_s, 0);
    return MHD_YES;
}

static enum MHD_Result server_conn_body(struct server_conn *c, const char *data, size_t *n)
{
    struct str piece = {data, *n};
    *n = 0;
    if (c->answer.status)
        return MHD_YES;
    enum err e = server_body_add(&c->body, piece);
    c->deadline_ms += (int64_t)piece.n * 1000 / SERVER_RATE;
    if (e == OK)
        return MHD_YES;
    server_answer_raw(c, e == E_LIMIT ? MHD_HTTP_CONTENT_TOO_LARGE : MHD_HTTP_INSUFFICIENT_STORAGE);
    c->linger = true;
    return MHD_NO;
}

static enum MHD_Result server_conn_finish(struct server_conn *c)
{
    const struct server_hooks *hooks = c->worker->hooks;
    if (!c->answer.status && server_body_finish(&c->body) != OK)
        server_answer_plain(&c->answer, MHD_HTTP_INSUFFICIENT_STORAGE);
    if (!c->answer.status) {
        c->req.body_n = c->body.n;
        if (c->body.fd < 0)
            c->req.body = (struct str){c->body.memory, c->body.memory_n};
        else
            c->req.large = &c->body;
        hooks->on_request(hooks->arg, &c->req, &c->answer);
    }
    return server_answer(c, &c->answer) ? MHD_YES : MHD_NO;
}

/* NOLINTNEXTLINE(readability-function-size): libmicrohttpd's signature */
enum MHD_Result server_conn_access(void *arg, struct MHD_Connection *mhd, const char *url,
                                   const char *method, const char *version, const char *upload,
                                   size_t *upload_n, void **state)
{
    struct server_conn *c = server_conn_of(mhd);
    (void)arg;
    (void)url; /* decoded already, and so no longer what was sent */
    (void)state;
    if (c->phase == PHASE_HEADER)
        return server_conn_head(c, method, version);
    if (*upload_n > 0)
        return server_conn_body(c, upload, upload_n);
    return server_conn_finish(c);
}

/* The answer is sent, or will never be. */
void server_conn_completed(void *arg, struct MHD_Connection *mhd, void **state,
                           enum MHD_RequestTerminationCode code)
{
    struct server_worker *w = arg;
    struct server_conn *c = server_conn_of(mhd);
    (void)state;
    (void)code;
    if (c->arena) {
        arena_reset(c->arena);
        if (w->spare_n < (int)(sizeof w->spare / sizeof *w->spare))
            w->spare[w->spare_n++] = c->arena;
        else
            arena_free(c->arena);
    }
    c->arena = NULL;
    c->phase = PHASE_WAIT;
    server_deadline(c, w->options->idle_s + w->options->header_deadline_s, 0);
}

static void server_conn_expire(struct server_conn *c)
{
    if (c->phase == PHASE_HEADER || c->phase == PHASE_BODY)
        server_answer_raw(c, MHD_HTTP_REQUEST_TIMEOUT);
    c->deadline_ms = INT64_MAX;
    (void)shutdown(c->fd, SHUT_RDWR); /* libmicrohttpd sees a hang-up and closes */
}

/* A client that sends and closes in one go: libmicrohttpd reads the bytes and, its epoll being edge
 * triggered, is not told of the end any more. */
static bool server_conn_is_left(const struct server_conn *c)
{
    char byte;
    return c->phase != PHASE_ANSWER && recv(c->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

void server_conn_tick(struct server_worker *w)
{
    for (struct server_conn *c = w->conns; c; c = c->next) {
        if (w->now_ms >= c->deadline_ms)
            server_conn_expire(c);
        else if (server_conn_is_left(c))
            (void)shutdown(c->fd, SHUT_RDWR);
        else if (w->closing && c->phase == PHASE_WAIT)
            (void)shutdown(c->fd, SHUT_RD); /* what has come is still read and answered */
    }
}
