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
    const struct upload_source
        *upload_from; /* parts of a form with files; NULL: they are in body */
};
struct http_response {
    int status;
    struct req_header *headers;
    size_t header_n;
    struct str body;
    struct vault_reader *file; /* instead of body: file_n bytes of it, or NULL */
    int64_t file_n;
    const struct route *route; /* for the log line; NULL when none matched */
    struct id account_id, casefile_id;
    const char *problem; /* message key of a failure, for the log line */
    struct on_device on_device;
};

/** Answers one request. Never fails: failures become problem pages. ctx needs arena, db, reads,
 *  site, pack, now filled; the rest is set here. */
void dispatch_http(struct ctx *ctx, const struct http_request *request,
                   struct http_response *response);
/** A command that was made on a device: a routed POST as it was sent there. */
struct replay {
    struct id cmd_id;
    struct str path, body;     /* body: application/x-www-form-urlencoded */
    struct instant made_at;    /* by the clock of the device, however wrong: only ids hang on it */
    struct instant claimed_at; /* when it was made, as far as we believe that */
    /* In the transaction of the change, when all else went well; e.g. the receipt. Or NULL. */
    enum err (*before_commit)(struct ctx *ctx, void *arg, struct str location);
    void *arg;
};
/** What a page would have said of it. */
struct replay_answer {
    struct str location;   /* where it led to, when it was done */
    struct str what;       /* of a failure: what was wrong with the fields, line by line */
    struct id casefile_id; /* that the path names, or ID_NONE */
};
/**
 * Does a command of ctx->actor, with the rights that it has now, exactly as if it had been sent as
 * a form: checked, in one transaction, once for a cmd_id. Only routes declared ROUTE_OFFLINE.
 *
 * Needs    ctx as for dispatch_http(), and its actor and locale set
 * Errors   E_DENIED  no such route, or not offline; and whatever its page would answer with: then
 *          ctx->fail and ctx->conflict say more
 */
enum err dispatch_replay(struct ctx *ctx, const struct replay *replay,
                         struct replay_answer *ret) MUST_CHECK;
/** The whole of an answer that is a file, in memory; for tests. Errors: E_IO; E_LIMIT. */
enum err dispatch_file_read(struct arena *a, struct http_response *response) MUST_CHECK;
/** What the body of this request may be: bytes, or 0 with a finished refusal in *response. Where
 * files are taken, only of who may send them. announced: how long it says it is, or -1. */
int64_t dispatch_body_max(struct ctx *ctx, const struct http_request *head, int64_t announced,
                          struct http_response *response);

#endif
