/* plat/server_answer.c: hands answers to libmicrohttpd, or past it where it takes none. */
#include "plat/server_internal.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

void server_answer_plain(struct server_response *r, int status)
{
    *r = (struct server_response){
        .status = status,
        .headers = {{STR("Content-Type"), STR("text/plain; charset=utf-8")},
                    {STR("Content-Security-Policy"), STR("default-src 'none'")},
                    {STR("Cache-Control"), STR("no-store")},
                    {STR("X-Content-Type-Options"), STR("nosniff")}},
        .header_n = 4,
        .body = str_c(MHD_get_reason_phrase_for((unsigned)status)),
    };
}

#define STREAM_BLOCK ((size_t)64 << 10)

static ssize_t server_answer_next(void *arg, uint64_t at, char *out, size_t max)
{
    const struct server_response *r = arg;
    int64_t n = r->stream(r->stream_arg, out, max);
    (void)at;
    return n > 0 ? (ssize_t)n : MHD_CONTENT_READER_END_WITH_ERROR;
}

/* What r points to lives as long as the request: until the answer is sent, or never will be. */
static struct MHD_Response *server_answer_stream(const struct server_response *r)
{
    return MHD_create_response_from_callback((uint64_t)r->stream_n, STREAM_BLOCK,
                                             server_answer_next, (void *)r, NULL);
}

static struct MHD_Response *server_answer_content(const struct server_response *r, int64_t *n)
{
    struct stat st;
    *n = r->stream ? r->stream_n : (int64_t)r->body.n;
    if (r->stream)
        return server_answer_stream(r);
    if (!r->file)
        return MHD_create_response_from_buffer(r->body.n, (void *)(r->body.p ? r->body.p : ""),
                                               MHD_RESPMEM_PERSISTENT);
    int fd = open(r->file, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return NULL;
    struct MHD_Response *mhd = NULL;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
        mhd = MHD_create_response_from_fd64((uint64_t)(*n = st.st_size), fd);
    if (!mhd)
        (void)close(fd);
    return mhd;
}

static bool server_answer_headers(struct server_conn *c, const struct server_response *r,
                                  struct MHD_Response *mhd)
{
    if (r->header_n > SERVER_RESPONSE_HEADERS)
        return false;
    for (size_t i = 0; i < r->header_n; i++)
        if (MHD_add_response_header(mhd, str_z(c->arena, r->headers[i].name),
                                    str_z(c->arena, r->headers[i].value)) == MHD_NO)
            return false;
    return !c->worker->draining || MHD_add_response_header(mhd, "Connection", "close") == MHD_YES;
}

/* Takes it all or nothing, so that a 500 can follow. */
static bool server_answer_queue(struct server_conn *c, const struct server_response *r)
{
    if (r->status < 200 || r->status > 599)
        return false;
    int64_t n;
    struct MHD_Response *mhd = server_answer_content(r, &n);
    if (!mhd)
        return false;
    server_deadline(c, c->worker->options->body_deadline_s, n);
    bool ok = server_answer_headers(c, r, mhd) &&
              MHD_queue_response(c->mhd, (unsigned)r->status, mhd) == MHD_YES;
    MHD_destroy_response(mhd); /* libmicrohttpd holds its own reference */
    return ok;
}

bool server_answer(struct server_conn *c, const struct server_response *r)
{
    c->phase = PHASE_ANSWER;
    if (server_answer_queue(c, r))
        return true;
    struct server_response plain;
    server_answer_plain(&plain, 500);
    return server_answer_queue(c, &plain);
}

void server_answer_raw(struct server_conn *c, int status)
{
    char text[160];
    int n = snprintf(text, sizeof text,
                     "HTTP/1.1 %d %s\r\nContent-Length: 0\r\nCache-Control: no-store\r\n"
                     "Connection: close\r\n\r\n",
                     status, MHD_get_reason_phrase_for((unsigned)status));
    if (n > 0 && n < (int)sizeof text)
        (void)send(c->fd, text, (size_t)n, MSG_DONTWAIT | MSG_NOSIGNAL);
}
