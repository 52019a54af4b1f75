/* plat/server_internal.h: what the files of the server share. Nobody else includes this.
 *
 *   server_parent.c   server_run: starts, watches and replaces workers
 *   server_listen.c   addresses, sockets, systemd
 *   server_worker.c   one process with one libmicrohttpd daemon: its loop, and draining
 *   server_conn.c     a connection's life: libmicrohttpd's callbacks, deadlines, lingering
 *   server_request.c  from libmicrohttpd's headers to struct server_request, and what is refused
 *   server_answer.c   from struct server_response to libmicrohttpd
 *   server_body.c     bodies in memory and in sealed files */
#ifndef PLAT_SERVER_INTERNAL_H
#define PLAT_SERVER_INTERNAL_H

#include <microhttpd.h>
#include <signal.h>
#include <stdatomic.h>

#include "plat/crypto.h"
#include "plat/server.h"

#define SERVER_WORKER_MAX 256
#define SERVER_REQUEST_ARENA ((size_t)16 << 20)
#define SERVER_HEADER_BYTES 16384
#define SERVER_HEADER_MAX 100
#define SERVER_RATE 8192 /* bytes a second that a slow client must manage beyond its deadline */
#define SERVER_LINGER_MAX 32

/** Milliseconds of the monotonic clock. */
int64_t server_ms(void);

/* Signals. One handler for parent and workers; they look at the flags between two waits. */
extern volatile sig_atomic_t server_got[NSIG];
/** Catches these from now on. */
void server_catch(const int *signals, int n);

/* server_listen.c */
struct server_listener {
    int fds[SERVER_WORKER_MAX]; /* one a worker; with systemd's sockets some may be the same */
    int n;
    char path[108];    /* of a unix socket, or "" */
    char address[160]; /* for on_ready */
};
/** One listening socket a worker. Errors: E_INVALID; E_CONFLICT; E_IO; all with server_error(). */
enum err server_listen(struct server_listener *l, const char *listen, int workers) MUST_CHECK;
void server_listen_close(struct server_listener *l);
/** Removes the names of so many unix sockets. */
void server_listen_unlink(const struct server_listener *l, int workers);
/** Tells systemd; nothing without NOTIFY_SOCKET. */
void server_notify(const char *state);
/** What server_error() gives. */
void server_set_error(const char *fmt, ...) PRINTF_LIKE(1, 2);

/* server_body.c */
struct server_body {
    struct arena *arena;
    const char *dir;
    int64_t n, max;
    char *memory; /* the whole body, or the piece that is not in the file yet */
    size_t memory_n, memory_cap;
    int fd; /* -1 while it fits into memory */
    uint8_t key[SEAL_KEY_SIZE], header[STREAM_HEADER_SIZE];
    struct crypto_stream stream;
    uint8_t *sealed; /* room for one sealed piece */
};
/** A body that may grow to max bytes; dir for when it is large. */
void server_body_init(struct server_body *b, struct arena *a, const char *dir, int64_t max);
/** Errors: E_LIMIT  more than max; E_IO  no space. */
enum err server_body_add(struct server_body *b, struct str data) MUST_CHECK;
/** All is there: seals the last piece. Errors: E_IO. */
enum err server_body_finish(struct server_body *b) MUST_CHECK;

/* server_worker.c */
struct server_slot {       /* in memory that parent and worker share */
    _Atomic unsigned beat; /* moves while the worker's loop turns */
    _Atomic bool ready;
};

enum server_phase {
    PHASE_WAIT,   /* nothing of a request seen yet, at most part of its first line */
    PHASE_HEADER, /* request line seen */
    PHASE_BODY,
    PHASE_ANSWER
};

struct server_worker {
    const struct server_options *options;
    const struct server_hooks *hooks;
    int index, listen_fd;
    struct server_slot *slot;
    struct MHD_Daemon *daemon;
    struct server_conn *conns;
    int64_t now_ms, tick_ms;
    struct arena *spare[16];
    int spare_n;
    struct {
        int fd;
        int64_t until_ms;
    } linger[SERVER_LINGER_MAX];
    int linger_n;
    bool draining, closing; /* no new connections; no new requests either */
    int64_t end_ms;         /* when draining must have ended */
};

struct server_conn {
    struct server_worker *worker;
    struct server_conn *prev, *next;
    struct MHD_Connection *mhd;
    int fd;
    enum server_phase phase;
    int64_t deadline_ms;
    bool linger; /* closed with unread input: see server_linger_read() */
    /* Of the request: */
    struct arena *arena;   /* NULL while waiting */
    const char *target_at; /* libmicrohttpd's copy of the target, before it takes it apart */
    struct str target;
    struct server_request req;
    struct server_response answer; /* what on_headers answered, sent once a short body was read */
    struct server_body body;
};
/** Serves on listen_fd until told to stop. Returns the exit status of the process. */
int server_worker_run(struct server_worker *w);

/* server_conn.c */
/** A deadline so many seconds from now, and what so many bytes may take beyond it. */
void server_deadline(struct server_conn *c, int seconds, int64_t bytes);
/* libmicrohttpd's callbacks; arg is the worker. */
void server_conn_notify(void *arg, struct MHD_Connection *mhd, void **socket_context,
                        enum MHD_ConnectionNotificationCode what);
void *server_conn_target(void *arg, const char *target, struct MHD_Connection *mhd);
enum MHD_Result server_conn_access(void *arg, struct MHD_Connection *mhd, const char *url,
                                   const char *method, const char *version, const char *upload,
                                   size_t *upload_n, void **state);
void server_conn_completed(void *arg, struct MHD_Connection *mhd, void **state,
                           enum MHD_RequestTerminationCode code);
/** Once a second: ends the connections whose deadline has passed; when closing, the waiting too. */
void server_conn_tick(struct server_worker *w);
/** Reads on from connections that were closed with unread input, so that their answer arrives. */
void server_linger_read(struct server_worker *w);

/* server_request.c */
/** Fills c->req. Returns 0, or the status that refuses it. */
int server_request_read(struct server_conn *c, const char *method, const char *version);

/* server_answer.c */
/** Hands the answer to libmicrohttpd. False when even a 500 could not be queued. */
bool server_answer(struct server_conn *c, const struct server_response *r);
/** A short answer in plain text. */
void server_answer_plain(struct server_response *r, int status);
/** Writes an answer past libmicrohttpd, for when it takes none (in the middle of a body, or before
 * the headers are complete). The connection must be closed afterwards. */
void server_answer_raw(struct server_conn *c, int status);

#endif
