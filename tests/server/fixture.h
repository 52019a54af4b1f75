/* tests/server/fixture.h: a server in a child process, and a client that speaks HTTP byte by byte.
 * Everything is on loopback and has a limit of time that only a hang can reach. */
#ifndef TESTS_SERVER_FIXTURE_H
#define TESTS_SERVER_FIXTURE_H

#include "base/test.h"
#include "plat/server.h"

#include <stdatomic.h>
#include <sys/types.h>

#define LIMIT_MS 30000

/** What test and server see of each other; of the server started last. */
struct shared {
    _Atomic int start_fails; /* worker_start fails when not 0 */
    _Atomic int starts, stops, requests, notes;
};
extern struct shared *shared;

struct fixture {
    pid_t pid;
    char address[160]; /* from on_ready; empty when it did not come so far */
    char folder[64];   /* a scratch folder, the server's body_dir */
    int error_fd;      /* server_error() comes here when it ends */
};
/** Starts a server; 0 in options is the default, workers and listen too (1, 127.0.0.1:0), and
 * "unix:" is a socket in the scratch folder. It ends with the test. */
extern int server_test_inherit; /* not 0: the next server gets this socket as from systemd */
struct fixture *server_test_start(struct test *t, struct server_options options);
/** Sends the signal (0: none) and waits for the end. The result of server_run, or -1. */
int server_test_end(struct fixture *f, int signal);
/** server_error() of a server that has ended. */
struct str server_test_error(struct test *t, struct fixture *f);

int64_t server_test_ms(void);
void server_test_sleep(int ms);
/** A connection to the server's address ("127.0.0.1:81", "unix:/path"), or -1. */
int server_test_connect(const char *address);
bool server_test_send(int fd, struct str bytes);
/** Bytes until the peer closes, at most max. */
struct str server_test_receive(struct test *t, int fd, size_t max);

struct answer {
    int status; /* 0: the connection closed without an answer; -1: nothing came in time */
    struct str head, body;
    bool closes;
};
/** Reads one answer; is_head: its body is not sent. */
struct answer server_test_answer(struct test *t, int fd, bool is_head);
/** Sends the bytes and reads one answer. */
struct answer server_test_ask(struct test *t, int fd, struct str request);
/** On a new connection, closed afterwards. */
struct answer server_test_once(struct test *t, const char *address, struct str request);
/** The value of a header of the answer. */
struct str server_test_header(const struct answer *a, const char *name);
/** The process that answers on this connection. */
pid_t server_test_worker(struct test *t, const char *address);

#define GET(path) STR("GET " path " HTTP/1.1\r\nHost: t\r\n\r\n")

#endif
