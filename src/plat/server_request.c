/* plat/server_request.c: a request's head, from libmicrohttpd to ours. What two programs could read
 * in two ways (request smuggling) is refused here, as far as it can still be seen. */
#include "plat/server_internal.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "base/num.h"

static bool server_is_token(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool alnum = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
        if (!alnum && (c == 0 || !strchr("!#$%&'*+-.^_`|~", c)))
            return false;
    }
    return s.n > 0;
}

/* No control characters but the tab; lo is the first other character allowed. */
static bool server_is_clean(struct str s, unsigned char lo, unsigned char hi)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if ((c < lo || c > hi || c == 0x7f) && !(c == '\t' && lo == ' '))
            return false;
    }
    return true;
}

/* libmicrohttpd cuts the head up in place, with NULs, and measures what it finds with strlen. A NUL
 * that the client sent therefore hides what follows it, which another program may have read as a
 * header. So walk over the raw head: between the pieces found there may be line ends and blanks
 * only. A continued line is moved away by libmicrohttpd, leaves its text behind and is refused as
 * well. */
struct server_head {
    const char *at, *end;
    struct server_header *headers;
    size_t n;
    int status;
};

static bool server_head_skip(struct server_head *h, struct str piece, int nuls)
{
    if (piece.p < h->at || piece.p > h->end)
        return false;
    for (; h->at < piece.p; h->at++) {
        nuls -= *h->at == '\0';
        if (nuls < 0 || !strchr(" \t\r\n", *h->at)) /* finds the NUL too */
            return false;
    }
    h->at = piece.p + piece.n;
    return h->at <= h->end;
}

/* NOLINTNEXTLINE(readability-function-size): libmicrohttpd's signature */
static enum MHD_Result server_head_field(void *arg, enum MHD_ValueKind kind, const char *key,
                                         size_t key_n, const char *value, size_t value_n)
{
    struct server_head *h = arg;
    struct server_header *f = &h->headers[h->n];
    (void)kind;
    *f = (struct server_header){{key, key_n}, {value, value_n}};
    if (!server_head_skip(h, f->name, 2) || !server_head_skip(h, f->value, 1) ||
        !server_is_token(f->name) || !server_is_clean(f->value, ' ', 0xff))
        h->status = MHD_HTTP_BAD_REQUEST;
    f->value = str_trim(f->value);
    if (++h->n == SERVER_HEADER_MAX)
        h->status = MHD_HTTP_REQUEST_HEADER_FIELDS_TOO_LARGE;
    return h->status ? MHD_NO : MHD_YES;
}

static int server_head_read(struct server_conn *c, const char *method, const char *version)
{
    const union MHD_ConnectionInfo *size =
        MHD_get_connection_info(c->mhd, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    if (!size || size->header_size > SERVER_HEADER_BYTES)
        return MHD_HTTP_REQUEST_HEADER_FIELDS_TOO_LARGE;
    struct server_head h = {.at = method,
                            .end = method + size->header_size,
                            .headers =
                                ARENA_ARRAY(c->arena, struct server_header, SERVER_HEADER_MAX)};
    if (!server_head_skip(&h, str_c(method), 0) ||
        !server_head_skip(&h, (struct str){c->target_at, c->target.n}, 1) ||
        !server_head_skip(&h, str_c(version), 1))
        return MHD_HTTP_BAD_REQUEST;
    (void)MHD_get_connection_values_n(c->mhd, MHD_HEADER_KIND, server_head_field, &h);
    if (!h.status && !server_head_skip(&h, (struct str){h.end, 0}, 4))
        return MHD_HTTP_BAD_REQUEST;
    c->req.headers = h.headers;
    c->req.header_n = h.n;
    return h.status;
}

static size_t server_header_count(const struct server_request *req, struct str name)
{
    size_t n = 0;
    for (size_t i = 0; i < req->header_n; i++)
        n += str_eq_nocase(req->headers[i].name, name);
    return n;
}

struct str server_header_get(const struct server_request *req, struct str name)
{
    for (size_t i = 0; i < req->header_n; i++)
        if (str_eq_nocase(req->headers[i].name, name))
            return req->headers[i].value;
    return STR_NONE;
}

/* How the body is framed, and whether two programs would agree on it. */
static int server_request_framing(struct server_request *req, bool is_1_1)
{
    size_t lengths = server_header_count(req, STR("content-length"));
    size_t encodings = server_header_count(req, STR("transfer-encoding"));
    size_t hosts = server_header_count(req, STR("host"));
    if (lengths + encodings > 1 || hosts > 1 || (is_1_1 && hosts == 0))
        return MHD_HTTP_BAD_REQUEST;
    if (encodings) {
        struct str how = server_header_get(req, STR("transfer-encoding"));
        req->content_length = -1;
        if (!is_1_1)
            return MHD_HTTP_BAD_REQUEST;
        return str_eq_nocase(how, STR("chunked")) ? 0 : MHD_HTTP_NOT_IMPLEMENTED;
    }
    struct str length = server_header_get(req, STR("content-length"));
    if (!lengths)
        return 0;
    if (!str_given(length) || length.p[0] < '0' || length.p[0] > '9' ||
        num_parse_i64(length, &req->content_length) != OK)
        return MHD_HTTP_BAD_REQUEST;
    return 0;
}

static struct str server_peer_forwarded(const struct server_request *req)
{
    struct str last = STR_NONE, piece;
    for (size_t i = 0; i < req->header_n; i++)
        if (str_eq_nocase(req->headers[i].name, STR("x-forwarded-for"))) {
            struct str rest = req->headers[i].value;
            while (str_split(&rest, ',', &piece))
                last = str_trim(piece);
        }
    for (size_t i = 0; i < last.n; i++)
        if (!strchr("0123456789abcdefABCDEF:.", last.p[i]))
            return STR_NONE;
    return last.n <= INET6_ADDRSTRLEN ? last : STR_NONE;
}

static struct str server_peer(struct server_conn *c)
{
    struct str forwarded = STR_NONE;
    if (c->worker->options->trust_forwarded)
        forwarded = server_peer_forwarded(&c->req);
    if (str_given(forwarded))
        return forwarded;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(c->mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    char text[INET6_ADDRSTRLEN] = "";
    if (info && info->client_addr->sa_family == AF_INET)
        (void)inet_ntop(AF_INET, &((struct sockaddr_in *)info->client_addr)->sin_addr, text,
                        sizeof text);
    else if (info && info->client_addr->sa_family == AF_INET6)
        (void)inet_ntop(AF_INET6, &((struct sockaddr_in6 *)info->client_addr)->sin6_addr, text,
                        sizeof text);
    struct str peer = str_c(text[0] ? text : "unix");
    if (str_has_prefix(peer, STR("::ffff:")) && str_find(peer, STR("."), 0) > 0)
        peer = str_from(peer, 7);
    return str_dup(c->arena, peer);
}

int server_request_read(struct server_conn *c, const char *method, const char *version)
{
    struct server_request *req = &c->req;
    *req = (struct server_request){.arena = c->arena, .connection = c->mhd};
    int status = server_head_read(c, method, version);
    if (status)
        return status;
    ptrdiff_t query = str_find(c->target, STR("?"), 0);
    req->path = query < 0 ? c->target : str_slice(c->target, 0, (size_t)query);
    req->query = query < 0 ? STR_NONE : str_from(c->target, (size_t)query + 1);
    req->method = str_c(method);
    if (!str_has_prefix(req->path, STR("/")) || !server_is_clean(c->target, '!', '~') ||
        !server_is_token(req->method))
        return MHD_HTTP_BAD_REQUEST;
    if (str_eq(req->method, STR("HEAD"))) {
        req->head = true;
        req->method = STR("GET");
    }
    status = server_request_framing(req, !str_eq(str_c(version), STR("HTTP/1.0")));
    req->peer = server_peer(c);
    return status;
}
