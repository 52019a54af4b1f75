/* plat/server_body.c: bodies of requests. Small ones stay in memory; larger ones go to a file that
 * has no name, sealed piece by piece with a key that only this process ever holds. */
#include "plat/server_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#define PIECE ((size_t)SERVER_BODY_MEMORY)
#define SEALED (PIECE + STREAM_EXTRA)

void server_body_init(struct server_body *b, struct arena *a, const char *dir, int64_t max)
{
    *b = (struct server_body){.arena = a, .dir = dir, .max = max, .fd = -1};
}

static void server_body_drop(void *arg)
{
    struct server_body *b = arg;
    (void)close(b->fd);
    crypto_wipe(b->key, sizeof b->key);
    crypto_wipe(&b->stream, sizeof b->stream);
}

/* Not every file system has files without a name: then the name goes at once. */
static int server_body_file(struct server_body *b)
{
    if (!b->dir)
        return -1;
    int fd = open(b->dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT))
        return fd;
    char *name = str_z(b->arena, str_fmt(b->arena, "%s/body-XXXXXX", b->dir));
    fd = mkostemp(name, O_CLOEXEC);
    if (fd >= 0)
        (void)unlink(name);
    return fd;
}

static enum err server_body_write(struct server_body *b, bool last)
{
    crypto_stream_seal(&b->stream, (struct str){b->memory, b->memory_n}, last, b->sealed);
    struct str out = {(const char *)b->sealed, b->memory_n + STREAM_EXTRA};
    while (out.n > 0) {
        ssize_t n = write(b->fd, out.p, out.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return E_IO;
        out = str_from(out, (size_t)n);
    }
    b->memory_n = 0;
    return OK;
}

/* The first full piece shows that memory is not enough. */
static enum err server_body_flush(struct server_body *b)
{
    if (b->fd < 0) {
        b->fd = server_body_file(b);
        if (b->fd < 0)
            return E_IO;
        arena_on_reset(b->arena, server_body_drop, b);
        crypto_seal_new_key(b->key);
        crypto_stream_seal_init(&b->stream, b->key, b->header);
        b->sealed = arena_alloc(b->arena, SEALED);
    }
    return server_body_write(b, false);
}

static void server_body_room(struct server_body *b, size_t n)
{
    size_t need = b->memory_n + n, cap = b->memory_cap ? b->memory_cap : 1024;
    if (need <= b->memory_cap)
        return;
    while (cap < need)
        cap *= 2;
    b->memory = arena_grow(b->arena, b->memory, b->memory_cap, cap);
    b->memory_cap = cap;
}

enum err server_body_add(struct server_body *b, struct str data)
{
    if ((int64_t)data.n > b->max - b->n)
        return E_LIMIT;
    b->n += (int64_t)data.n;
    while (data.n > 0) {
        if (b->memory_n == PIECE)
            TRY(server_body_flush(b));
        size_t n = PIECE - b->memory_n < data.n ? PIECE - b->memory_n : data.n;
        server_body_room(b, n);
        memcpy(b->memory + b->memory_n, data.p, n);
        b->memory_n += n;
        data = str_from(data, n);
    }
    return OK;
}

enum err server_body_finish(struct server_body *b)
{
    return b->fd < 0 ? OK : server_body_write(b, true);
}

struct server_body_state {
    struct crypto_stream stream;
    int64_t at; /* in the file */
    int64_t left;
    uint8_t sealed[SEALED];
    uint8_t text[PIECE];
};

static enum err server_body_begin(struct server_body_reader *r)
{
    const struct server_body *b = r->req->large;
    struct server_body_state *s = ARENA_NEW(r->req->arena, struct server_body_state);
    s->left = b->n;
    if (crypto_stream_open_init(&s->stream, b->key, b->header) != OK)
        return E_IO;
    r->state = s;
    return OK;
}

enum err server_body_read(struct server_body_reader *r, struct str *ret)
{
    const struct server_body *b = r->req->large;
    if (r->ended || !b) {
        *ret = r->ended ? STR_NONE : r->req->body;
        r->ended = true;
        return OK;
    }
    if (!r->state)
        TRY(server_body_begin(r));
    struct server_body_state *s = r->state;
    size_t n = s->left < (int64_t)PIECE ? (size_t)s->left : PIECE;
    size_t got = 0;
    while (got < n + STREAM_EXTRA) {
        ssize_t part = pread(b->fd, s->sealed + got, n + STREAM_EXTRA - got, s->at + (off_t)got);
        if (part < 0 && errno == EINTR)
            continue;
        if (part <= 0)
            return E_IO;
        got += (size_t)part;
    }
    bool last;
    if (crypto_stream_open(&s->stream, (struct str){(const char *)s->sealed, got}, s->text,
                           &last) != OK ||
        last != (s->left == (int64_t)n))
        return E_IO;
    s->at += (int64_t)got;
    s->left -= (int64_t)n;
    r->ended = last;
    *ret = (struct str){(const char *)s->text, n};
    return OK;
}

struct server_multipart_state {
    enum err (*fn)(void *arg, const struct server_part *part);
    void *arg;
    enum err err;
    bool has_part;
};

/* NOLINTNEXTLINE(readability-function-size): libmicrohttpd's signature */
static enum MHD_Result server_multipart_piece(void *arg, enum MHD_ValueKind kind, const char *name,
                                              const char *filename, const char *content_type,
                                              const char *transfer_encoding, const char *data,
                                              uint64_t offset, size_t n)
{
    struct server_multipart_state *s = arg;
    struct server_part part = {.name = str_c(name),
                               .filename = str_c(filename),
                               .content_type = str_c(content_type),
                               .offset = (int64_t)offset,
                               .data = {data, n}};
    (void)kind;
    (void)transfer_encoding;
    s->has_part = true;
    s->err = s->fn(s->arg, &part);
    return s->err == OK ? MHD_YES : MHD_NO;
}

enum err server_multipart(const struct server_request *req,
                          enum err (*fn)(void *arg, const struct server_part *part), void *arg)
{
    struct server_multipart_state s = {.fn = fn, .arg = arg};
    struct server_body_reader r = {.req = req};
    struct str type = str_slice(server_header_get(req, STR("content-type")), 0, 19);
    if (!str_eq_nocase(type, STR("multipart/form-data")))
        return E_INVALID;
    struct MHD_PostProcessor *p =
        MHD_create_post_processor(req->connection, 8192, server_multipart_piece, &s);
    if (!p)
        return E_INVALID;
    struct str piece;
    enum err e;
    while ((e = server_body_read(&r, &piece)) == OK && piece.n > 0)
        if (MHD_post_process(p, piece.p, piece.n) == MHD_NO) {
            e = s.err != OK ? s.err : E_INVALID;
            break;
        }
    /* It also says no when the body ended in the middle of a part. */
    if ((MHD_destroy_post_processor(p) == MHD_NO || !s.has_part) && e == OK)
        e = s.err != OK ? s.err : E_INVALID;
    return e;
}
