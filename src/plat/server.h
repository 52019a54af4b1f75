/* plat/server.h: the HTTP server: a parent, prefork workers, libmicrohttpd with external epoll.
 * Native only. It knows HTTP, limits and deadlines, nothing of cases. */
#ifndef PLAT_SERVER_H
#define PLAT_SERVER_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct server_header {
    struct str name, value;
};

/** A whole request as it came over the wire. Everything lives in arena. */
struct server_request {
    struct arena *arena;
    struct str method, path, query; /* path undecoded, query without '?' */
    struct server_header *headers;
    size_t header_n;
    struct str body;       /* in memory when ≤ 64 KiB … */
    const char *body_file; /* … else a file (unlinked at the end), or NULL */
    struct str peer;       /* address of the client, or of X-Forwarded-For behind a trusted proxy */
};

/** What a worker answers. Everything must live until the arena is reset. */
struct server_response {
    int status;
    struct server_header headers[24];
    size_t header_n;
    struct str body;
    const char *file; /* send this file instead of body, or NULL */
};

struct server_hooks {
    /** Once in each worker after the fork: open the database. Non-OK ends the worker. */
    enum err (*worker_start)(void *arg, int worker);
    void (*worker_stop)(void *arg);
    /**
     * When the headers are complete and before any body byte is read: the largest body allowed, or
     * 0 to answer at once with what is put in ret (413, 404, 405, 401 …).
     */
    int64_t (*on_headers)(void *arg, const struct server_request *req, struct server_response *ret);
    void (*on_request)(void *arg, const struct server_request *req, struct server_response *ret);
    void *arg;
};

struct server_options {
    const char *listen;   /* "127.0.0.1:8080", "[::1]:8080" or "unix:/path" */
    int workers;          /* ≥ 1 */
    const char *body_dir; /* for large bodies */
    int header_deadline_s, body_deadline_s, idle_s;
    int drain_s; /* how long a graceful stop waits for open requests */
};

/**
 * Runs until SIGTERM or SIGINT (graceful: stop accepting, finish, ≤ drain_s) ; SIGHUP starts new
 * workers on the same sockets and drains the old ones; a worker that dies is replaced (with
 * back-off). on_ready is called in the parent once all workers accept.
 *
 * Errors  E_CONFLICT  the address is in use; E_INVALID  not an address; E_IO. server_error() says
 * why.
 */
enum err server_run(const struct server_options *options, const struct server_hooks *hooks,
                    void (*on_ready)(void *arg, const char *address)) MUST_CHECK;
const char *server_error(void);

#endif
