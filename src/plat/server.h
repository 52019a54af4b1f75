/* plat/server.h: the HTTP server: a parent, prefork workers, libmicrohttpd with external epoll.
 * Native only. It knows HTTP, limits and deadlines, nothing of cases.
 *
 * The parent keeps one listening socket a worker, so that a connection waits for a live worker and
 * not for a dead one: SO_REUSEPORT for TCP; for "unix:/path" with several workers /path, /path.1,
 * /path.2 …, each a `server unix:…` line of an nginx upstream with `least_conn`. Started by systemd
 * with sockets (LISTEN_FDS) it serves those instead of `listen`; READY=1 is sent to NOTIFY_SOCKET.
 */
#ifndef PLAT_SERVER_H
#define PLAT_SERVER_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct server_header {
    struct str name, value;
};

struct server_body;

/** A whole request as it came over the wire. Everything lives in arena, until the answer is sent.
 */
struct server_request {
    struct arena *arena;    /* at most 16 MiB */
    struct str method;      /* HEAD comes as GET, with head set: its answer is sent without body */
    struct str path, query; /* not decoded; path begins with '/', query is without '?' */
    bool head;
    struct server_header *headers;
    size_t header_n;
    int64_t content_length; /* as announced; -1 when chunked, 0 when there is no body */
    int64_t body_n;         /* bytes that came */
    struct str body; /* all of it when body_n ≤ SERVER_BODY_MEMORY, else server_body_read() */
    struct str peer; /* address of the client; "unix" for a local socket */
    struct server_body *large; /* internal */
    void *connection;          /* internal */
};

#define SERVER_BODY_MEMORY 65536
#define SERVER_RESPONSE_HEADERS 24

/** What a worker answers. Everything must live until the arena is reset. */
struct server_response {
    int status;
    struct server_header headers[SERVER_RESPONSE_HEADERS];
    size_t header_n;
    struct str body;
    const char *file; /* send this file instead of body, or NULL */
    /** Gives the next bytes instead of body, stream_n in all; 0 before they are all there, or less,
     * ends the connection. Or NULL. */
    int64_t (*stream)(void *arg, char *out, size_t max);
    void *stream_arg;
    int64_t stream_n;
};

struct server_hooks {
    /** Once in each worker after the fork: open the database. Non-OK ends the worker. */
    enum err (*worker_start)(void *arg, int worker);
    void (*worker_stop)(void *arg);
    /**
     * Only for a request that announces a body, when its headers are complete and before a byte of
     * the body is read: returns the largest body allowed, 0 for none. Setting ret->status answers
     * at once (413, 404, 405, 401 …), without on_request. A body that is announced too large and
     * not answered here gets a bare 413.
     */
    int64_t (*on_headers)(void *arg, const struct server_request *req, struct server_response *ret);
    /** The whole request is there; takes ≤ 50 ms. A status of 0 or a bad header becomes a 500. */
    void (*on_request)(void *arg, const struct server_request *req, struct server_response *ret);
    /** One line for the log about the server itself: a worker died, was stuck … May be NULL. */
    void (*note)(void *arg, const char *line);
    void *arg;
};

/** In struct server_options 0 means the value in brackets. */
struct server_options {
    const char *listen;   /* "127.0.0.1:8080", "[::1]:8080" or "unix:/path"; port 0: any free one */
    int workers;          /* ≥ 1 */
    const char *body_dir; /* for large bodies; files there have no name and are sealed */
    int header_deadline_s; /* until the headers are complete [10] */
    int body_deadline_s;   /* for a body, and for taking an answer; 8 KiB/s are added to it [30] */
    int idle_s;            /* between requests, and without any progress [60] */
    int drain_s;           /* how long a graceful stop or restart waits for open requests [20] */
    int stuck_s;           /* a worker this long in one request is killed [30] */
    int connection_max;    /* for each worker [2048] */
    bool trust_forwarded;  /* behind a proxy: peer is the last address of X-Forwarded-For */
};

/**
 * Runs until SIGTERM or SIGINT (graceful: stop accepting, finish, ≤ drain_s); SIGHUP starts new
 * workers on the same sockets and drains the old ones (no connection is refused meanwhile; if the
 * new one does not start, the old one stays); a worker that dies or is stuck is replaced (with
 * back-off). Takes over the signals of the process. on_ready (may be NULL) is called in the parent
 * with hooks->arg once all workers accept; the address has the real port.
 *
 * Errors  E_CONFLICT  the address is in use; E_INVALID  not an address, or a bad option;
 *         E_IO  a worker did not start, or the system refused. server_error() says why.
 */
enum err server_run(const struct server_options *options, const struct server_hooks *hooks,
                    void (*on_ready)(void *arg, const char *address)) MUST_CHECK;
/** Why server_run failed: "cannot listen on '…': address already in use". Static memory. */
const char *server_error(void);

/** The value of a request's header, or STR_NONE. */
struct str server_header_get(const struct server_request *req, struct str name);

/** Reads a body of any size from the start: struct server_body_reader r = {.req = req}. */
struct server_body_reader {
    const struct server_request *req;
    void *state; /* internal */
    bool ended;
};
/**
 * The next piece, at most SERVER_BODY_MEMORY bytes and valid until the next call; empty at the end.
 *
 * Errors  E_IO  the disk failed, or the file is not what was written
 */
enum err server_body_read(struct server_body_reader *r, struct str *ret) MUST_CHECK;

/** A piece of a part of a form with files. offset is where data stands in the part; 0 begins it. */
struct server_part {
    struct str name, filename, content_type; /* filename is not given for a plain field */
    int64_t offset;
    struct str data; /* empty for an empty part */
};
/**
 * Takes a multipart/form-data body apart, from memory or file. Stops when fn does not return OK.
 *
 * Errors  E_INVALID  not multipart/form-data, no part in it, or cut short; E_IO; those of fn
 */
enum err server_multipart(const struct server_request *req,
                          enum err (*fn)(void *arg, const struct server_part *part),
                          void *arg) MUST_CHECK;

#endif
