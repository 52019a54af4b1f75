/* core/dispatch_body.c: how large a body may be, before a byte of it is read; what every answer
 * has; and answers that are files. See dispatch.h. */
#include <string.h>

#include "core/authz.h"
#include "core/dispatch_internal.h"
#include "core/frame.h"
#include "core/session.h"
#include "plat/vault.h"

#define BODY_MAX ((size_t)64 << 10)

void dispatch_answer(struct req *r, struct http_response *response)
{
    resp_security_headers(r);
    *response = (struct http_response){.status = r->resp.status,
                                       .headers = r->resp.headers,
                                       .header_n = r->resp.header_n,
                                       .body = r->is_head ? STR_NONE : buf_str(&r->resp.body),
                                       .file = r->is_head ? NULL : r->resp.file,
                                       .file_n = r->resp.file_n,
                                       .route = r->route,
                                       .account_id = r->ctx->actor.account_id,
                                       .problem = r->ctx->fail.msg,
                                       .on_device = r->resp.on_device};
    /* r is on the stack; what is answered must outlive it. */
    response->headers = ARENA_ARRAY(r->ctx->arena, struct req_header, r->resp.header_n);
    memcpy(response->headers, r->resp.headers, r->resp.header_n * sizeof *response->headers);
}

/* Before megabytes are taken in: who sends them, and whether they would be taken. 0: yes. */
static int files_refused(struct req *r, int64_t announced)
{
    if (announced > (int64_t)UPLOAD_BODY_MAX)
        return 413;
    r->session = ARENA_NEW(r->ctx->arena, struct session);
    if (session_resume(r) != OK)
        return 503;
    if (!r->session->present)
        return 401;
    return authz_can(r->ctx, r->route->need) ? 0 : 403;
}

int64_t dispatch_body_max(struct ctx *ctx, const struct http_request *head, int64_t announced,
                          struct http_response *response)
{
    struct req r;
    bool other;

    dispatch_req_init(&r, ctx, head);
    const struct route *route = site_route(ctx->site, METHOD_POST, head->path, &r, &other);

    if (!route) {
        dispatch_http(ctx, head, response);
        return 0;
    }
    if (!route->files || announced <= (int64_t)BODY_MAX)
        return (int64_t)(route->body_max ? route->body_max : BODY_MAX);
    r.route = route;
    int refused = files_refused(&r, announced);

    if (!refused)
        return (int64_t)route->body_max;
    if (!r.session)
        r.session = ARENA_NEW(ctx->arena, struct session);
    resp_problem_status(&r, refused, refused == 413 ? "upload.body_too_large" : NULL);
    dispatch_answer(&r, response);
    return 0;
}

enum err dispatch_file_read(struct arena *a, struct http_response *response)
{
    struct buf whole;
    struct str piece;

    if (!response->file)
        return OK;
    buf_init(&whole, a, UPLOAD_FILE_MAX);
    do {
        TRY(vault_read(response->file, &piece));
        buf_put(&whole, piece);
    } while (piece.n > 0);
    return buf_done(&whole, &response->body);
}
