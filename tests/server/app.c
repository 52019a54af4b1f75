/* tests/server/app.c: see app.h. */
#include "app.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/num.h"
#include "fixture.h"
#include "plat/server_internal.h"

static enum err app_start(void *arg, int worker)
{
    (void)arg;
    (void)worker;
    atomic_fetch_add(&shared->starts, 1);
    return atomic_load(&shared->start_fails) || getenv("SERVER_TEST_START_FAILS") ? E_IO : OK;
}

static void app_stop(void *arg)
{
    (void)arg;
    atomic_fetch_add(&shared->stops, 1);
}

static int64_t app_headers(void *arg, const struct server_request *req, struct server_response *ret)
{
    (void)arg;
    bool is_small = str_eq(req->path, STR("/small"));
    int64_t max = is_small ? APP_SMALL_MAX : str_eq(req->method, STR("POST")) ? APP_BODY_MAX : 0;
    if (str_eq(req->path, STR("/closed"))) {
        *ret = (struct server_response){.status = 403, .body = STR("closed to you")};
        return 0;
    }
    if (is_small && req->content_length > max)
        *ret = (struct server_response){.status = 413, .body = STR("at most 1000, please")};
    return max;
}

/* The file holds what was sent in no readable form. */
static bool app_is_sealed(const struct server_request *req, struct str first)
{
    char *raw = arena_alloc(req->arena, 100000);
    ssize_t n = pread(req->large->fd, raw, 100000, 0);
    return n > 1000 && str_find((struct str){raw, (size_t)n}, str_slice(first, 0, 16), 0) < 0;
}

static struct str app_sum(const struct server_request *req)
{
    struct server_body_reader r = {.req = req};
    struct str all = STR_NONE, piece;
    bool sealed = false;
    char *to = arena_alloc(req->arena, (size_t)req->body_n + 1);
    while (server_body_read(&r, &piece) == OK && piece.n > 0) {
        if (!all.n && req->large)
            sealed = app_is_sealed(req, piece);
        memcpy(to + all.n, piece.p, piece.n);
        all = (struct str){to, all.n + piece.n};
    }
    struct buf b;
    struct sha256 h = crypto_sha256(all);
    buf_init(&b, req->arena, 200);
    buf_printf(&b, "%zu %s ", all.n, sealed ? "sealed" : req->large ? "open" : "memory");
    buf_put_hex(&b, h.b, sizeof h.b);
    return buf_str(&b);
}

static enum err app_part(void *arg, const struct server_part *p)
{
    struct buf *b = arg;
    if (p->offset == 0)
        buf_printf(b, "\n%.*s|%.*s|%.*s|", STR_ARG(p->name), STR_ARG(p->filename),
                   STR_ARG(p->content_type));
    buf_put(b, p->data);
    return str_eq(p->name, STR("stop")) ? E_DENIED : OK;
}

static struct str app_parts(const struct server_request *req)
{
    struct buf b;
    buf_init(&b, req->arena, 1 << 20);
    enum err e = server_multipart(req, app_part, &b);
    buf_printf(&b, "\n%s", err_name(e));
    return buf_str(&b);
}

static struct str app_bytes(const struct server_request *req)
{
    int64_t n = 0;
    if (num_parse_range(req->query, 0, 32 << 20, &n) != OK)
        return STR("bad");
    char *p = arena_alloc(req->arena, (size_t)n);
    for (int64_t i = 0; i < n; i++)
        p[i] = (char)('a' + i % 23);
    return (struct str){p, (size_t)n};
}

static void app_bad(const struct server_request *req, struct server_response *ret)
{
    ret->status = 200;
    ret->header_n = 1;
    if (str_eq(req->query, STR("0")))
        ret->status = 0;
    else if (str_eq(req->query, STR("1")))
        ret->headers[0] = (struct server_header){STR("X-A"), STR("a\r\nX-B: b")};
    else if (str_eq(req->query, STR("2")))
        ret->file = "/no/such/file";
    else
        ret->header_n = SERVER_RESPONSE_HEADERS + 1;
}

static struct str app_answer(const struct server_request *req, struct server_response *ret)
{
    struct str path = req->path;
    if (str_eq(path, STR("/hello")))
        return STR("hello");
    if (str_eq(path, STR("/pid")))
        return str_fmt(req->arena, "%d", (int)getpid());
    if (str_eq(path, STR("/seen")))
        return str_fmt(req->arena, "%.*s %.*s %.*s %.*s %zu%s", STR_ARG(req->method), STR_ARG(path),
                       STR_ARG(req->query), STR_ARG(req->peer), req->header_n,
                       req->head ? " head" : "");
    if (str_eq(path, STR("/bytes")))
        return app_bytes(req);
    if (str_eq(path, STR("/echo")) || str_eq(path, STR("/small")))
        return req->body;
    if (str_eq(path, STR("/sum")))
        return app_sum(req);
    if (str_eq(path, STR("/parts")))
        return app_parts(req);
    if (str_eq(path, STR("/file")))
        ret->file = str_z(req->arena, req->query);
    return STR_NONE;
}

static void app_request(void *arg, const struct server_request *req, struct server_response *ret)
{
    (void)arg;
    atomic_fetch_add(&shared->requests, 1);
    if (str_eq(req->path, STR("/slow")))
        (void)poll(NULL, 0, 300);
    if (str_eq(req->path, STR("/hang")))
        (void)poll(NULL, 0, 2 * LIMIT_MS);
    ret->status = 200;
    ret->headers[ret->header_n++] = (struct server_header){STR("X-Test"), STR("yes")};
    ret->body = app_answer(req, ret);
    if (str_eq(req->path, STR("/bad")))
        app_bad(req, ret);
}

static void app_note(void *arg, const char *line)
{
    (void)arg;
    (void)line;
    atomic_fetch_add(&shared->notes, 1);
}

const struct server_hooks app_hooks = {.worker_start = app_start,
                                       .worker_stop = app_stop,
                                       .on_headers = app_headers,
                                       .on_request = app_request,
                                       .note = app_note};
