/* core/dispatch.h: the only way from a parsed request to a handler, natively and in wasm.
 * dispatch_http(): session, CSRF, throttling, problem pages. dispatch_command(): authorize,
 * transaction, cmd_id look-up, handler, stored result; a sync push calls it directly. */
#ifndef CORE_DISPATCH_H
#define CORE_DISPATCH_H

#include "core/feature.h"
#include "core/web.h"

/** A request as bytes; everything must outlive the call. */
struct http_request {
    struct str method, path, query, body;
    const struct req_header *headers;
    size_t header_n;
    struct str peer;
};
struct http_response {
    int status;
    struct req_header *headers;
    size_t header_n;
    struct str body;
    const struct route *route; /* for the log line; NULL when none matched */
    struct id account_id, casefile_id;
    const char *problem; /* message key of a failure, for the log line */
};

/** Answers one request. Never fails: failures become problem pages. ctx needs arena, db, reads,
 *  site, pack, now filled; the rest is set here. */
void dispatch_http(struct ctx *ctx, const struct http_request *request,
                   struct http_response *response);
/** What the body of this request may be: bytes, or 0 with a finished refusal in *response. */
int64_t dispatch_body_max(struct ctx *ctx, const struct http_request *head,
                          struct http_response *response);

#endif
