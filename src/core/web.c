/* core/web.c: reading a request, and the answers that are not pages. */
#include "core/web.h"

#include <assert.h>
#include <string.h>

#include "base/num.h"
#include "core/core_views.h"
#include "core/feature.h"
#include "plat/qr.h"

struct str req_header(const struct req *r, const char *name)
{
    for (size_t i = 0; i < r->header_n; i++) {
        if (str_eq_nocase(r->headers[i].name, str_c(name)))
            return r->headers[i].value;
    }
    return STR_NONE;
}

struct str req_cookie(const struct req *r, const char *name)
{
    struct str rest = req_header(r, "Cookie"), pair;

    while (str_split(&rest, ';', &pair)) {
        pair = str_trim(pair);
        ptrdiff_t eq = str_find(pair, STR("="), 0);

        if (eq > 0 && str_eq(str_slice(pair, 0, (size_t)eq), str_c(name)))
            return str_from(pair, (size_t)eq + 1);
    }
    return STR_NONE;
}

struct str req_param(const struct req *r, const char *name)
{
    for (size_t i = 0; i < r->param_n; i++) {
        if (str_eq(r->params[i].name, str_c(name)))
            return r->params[i].value;
    }
    assert(!"the route has no such parameter");
    return STR_NONE;
}

struct id req_id(const struct req *r, const char *name)
{
    struct id id;

    return id_parse(req_param(r, name), &id) == OK ? id : ID_NONE;
}

struct str req_get(const struct req *r, const char *name)
{
    for (size_t i = 0; i < r->get.n; i++) {
        if (str_eq(r->get.items[i].name, str_c(name)))
            return str_trim(r->get.items[i].typed);
    }
    return STR_NONE;
}

int64_t req_get_int(const struct req *r, const char *name, int64_t min, int64_t max, int64_t if_bad)
{
    int64_t v;

    return num_parse_range(req_get(r, name), min, max, &v) == OK ? v : if_bad;
}

struct str req_address(const struct req *r, struct str path)
{
    struct str host = req_header(r, "Host");

    return str_given(host)
               ? str_fmt(r->ctx->arena, "http%s://%.*s%.*s",
                         r->ctx->site->secure_cookies ? "s" : "", STR_ARG(host), STR_ARG(path))
               : path;
}

struct qr_view req_qr(const struct req *r, struct str path, struct str label)
{
    struct qr_view view = {.label = label};
    int size = 0;

    if (qr_draw(r->ctx->arena, req_address(r, path), &size, &view.path))
        view.side = size + 4;
    return view;
}

void resp_header(struct req *r, const char *name, struct str value)
{
    assert(r->resp.header_n < sizeof r->resp.headers / sizeof r->resp.headers[0]);
    r->resp.headers[r->resp.header_n++] = (struct req_header){str_c(name), value};
}

/* What may stand in a header and in JSON as it is; a browser drops line ends and tabs from an
 * address, and reads "\\" as "/": "/<tab>/host" would lead elsewhere. */
static struct str location_safe(struct arena *a, struct str path)
{
    struct buf out;

    buf_init(&out, a, path.n * 3 + 1);
    for (size_t i = 0; i < path.n; i++) {
        unsigned char c = (unsigned char)path.p[i];

        if (c <= ' ' || c >= 0x7f || c == '"' || c == '\\' || c == '<' || c == '>')
            buf_printf(&out, "%%%02X", c);
        else
            buf_put_c(&out, (char)c);
    }
    return buf_str(&out);
}

enum err resp_see_other(struct req *r, struct str path, const char *done)
{
    struct arena *a = r->ctx->arena;

    path = location_safe(a, path);

    if (done) {
        ptrdiff_t hash = str_find(path, STR("#"), 0);
        struct str before = hash < 0 ? path : str_slice(path, 0, (size_t)hash);
        struct str after = hash < 0 ? STR_NONE : str_from(path, (size_t)hash);

        path = str_fmt(a, "%.*s%cdone=%s%.*s", STR_ARG(before),
                       str_find(before, STR("?"), 0) < 0 ? '?' : '&', done, STR_ARG(after));
    }
    r->resp.status = 303;
    resp_header(r, "Location", path);
    r->resp.content_type = STR("text/plain; charset=utf-8");
    buf_init(&r->resp.body, a, 4096);
    if (r->wants_json) {
        r->resp.content_type = STR("application/json");
        buf_put_z(&r->resp.body, "{\"location\":\"");
        buf_put(&r->resp.body, path);
        buf_put_z(&r->resp.body, "\"}");
    }
    return OK;
}

enum err resp_content(struct req *r, const char *content_type, const char *filename,
                      struct str body)
{
    struct arena *a = r->ctx->arena;

    r->resp.status = 200;
    r->resp.content_type = str_c(content_type);
    if (filename)
        resp_header(r, "Content-Disposition", str_fmt(a, "attachment; filename=\"%s\"", filename));
    buf_init(&r->resp.body, a, body.n + 1);
    buf_put(&r->resp.body, body);
    return OK;
}

/* For what cannot say it better: signs of ASCII only. */
static void name_plain(struct buf *out, struct str name)
{
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];

        if (c < ' ' || c == 0x7f || c == '"' || c == '\\' || c >= 0xc0)
            buf_put_c(out, '_');
        else if (c < 0x80)
            buf_put_c(out, name.p[i]);
    }
}

enum err resp_file(struct req *r, const struct blob *file, struct str name)
{
    struct buf out;

    TRY(blob_open(r->ctx, file->id, &r->resp.file));
    r->resp.file_n = file->size;
    r->resp.status = 200;
    r->resp.content_type = file->type;
    buf_init(&out, r->ctx->arena, 8192);
    buf_put_z(&out, "attachment; filename=\"");
    name_plain(&out, name);
    buf_put_z(&out, "\"; filename*=UTF-8''");
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        bool plain = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '.' ||
                     c == '-' || c == '_';

        if (plain)
            buf_put_c(&out, (char)c);
        else
            buf_printf(&out, "%%%02X", (unsigned)c);
    }
    resp_header(r, "Content-Disposition", buf_str(&out));
    return OK;
}

static void slot_list(struct req *r, enum page_slot slot, struct panel *list, size_t *n, size_t max)
{
    for (const struct feature *const *f = r->ctx->site->features; *f; f++) {
        for (const struct panel *p = (*f)->panels; p && p->draw; p++) {
            if (p->slot != slot || !authz_can(r->ctx, p->need))
                continue;
            assert(*n < max);
            /* Few panels: insertion keeps them in order, equal orders as features are listed. */
            size_t i = (*n)++;

            for (; i > 0 && list[i - 1].order > p->order; i--)
                list[i] = list[i - 1];
            list[i] = *p;
        }
    }
}

enum err panels_draw(struct req *r, enum page_slot slot, const void *subject,
                     struct panel_view_list *ret)
{
    struct panel list[32];
    size_t n = 0;

    slot_list(r, slot, list, &n, sizeof list / sizeof list[0]);
    for (size_t i = 0; i < n; i++) {
        struct panel_view view = {0};

        TRY(list[i].draw(r, subject, &view));
        if (view.tmpl)
            LIST_ADD(r->ctx->arena, ret, view);
    }
    return OK;
}

/* The request's own query with another page number. */
static struct str page_href(const struct req *r, int64_t page)
{
    struct arena *a = r->ctx->arena;
    struct buf out;
    struct str rest = r->query, pair;

    buf_init(&out, a, 8192);
    buf_put_c(&out, '?');
    while (str_split(&rest, '&', &pair)) {
        if (!str_given(pair) || str_has_prefix(pair, STR("page=")) ||
            str_has_prefix(pair, STR("done=")))
            continue;
        buf_put(&out, pair);
        buf_put_c(&out, '&');
    }
    buf_put_z(&out, "page=");
    buf_put_i64(&out, page);
    return buf_str(&out);
}

struct pager_view req_pager(const struct req *r, int64_t page, bool has_more)
{
    struct pager_view view = {.page = page, .has_prev = page > 1, .has_next = has_more};

    if (view.has_prev)
        view.prev_href = page_href(r, page - 1);
    if (view.has_next)
        view.next_href = page_href(r, page + 1);
    return view;
}
