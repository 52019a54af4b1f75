/* core/dispatch_internal.h: what the files of dispatch.h share. Nobody else includes this. */
#ifndef CORE_DISPATCH_INTERNAL_H
#define CORE_DISPATCH_INTERNAL_H

#include "core/dispatch.h"

/** A request as it came, before its route is known. */
void dispatch_req_init(struct req *r, struct ctx *ctx, const struct http_request *h);
/** The answer of a request, with the headers that every answer has. */
void dispatch_answer(struct req *r, struct http_response *response);

#endif
