/* core/dispatch_internal.h: what the files of dispatch.h share. Nobody else includes this. */
#ifndef CORE_DISPATCH_INTERNAL_H
#define CORE_DISPATCH_INTERNAL_H

#include "core/dispatch.h"

/** A request as it came, before its route is known. */
void dispatch_req_init(struct req *r, struct ctx *ctx, const struct http_request *h);
/** Runs r->route's handler as a command or a page, with r->ctx->actor set. Errors: any. */
enum err dispatch_command(struct req *r) MUST_CHECK;
/** The last step of a command with r->replay, before its commit. Errors: any. */
enum err dispatch_replayed(struct req *r) MUST_CHECK;
/** Where the answer sends on to, or nothing. */
struct str dispatch_location(const struct req *r);
/** The answer of a request, with the headers that every answer has. */
void dispatch_answer(struct req *r, struct http_response *response);

#endif
