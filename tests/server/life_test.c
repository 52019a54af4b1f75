/* tests/server/life_test.c: many connections; starting, restarting, stopping; workers that die. */
#include "fixture.h"

#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "plat/os.h"

#define CROWD_MAX 1500

struct crowd {
    int fds[CROWD_MAX];
    int n;
};

static bool gather(struct crowd *c, const char *address, int n)
{
    struct rlimit limit;
    (void)getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &limit);
    for (c->n = 0; c->n < n; c->n++)
        if ((c->fds[c->n] = server_test_connect(address)) < 0)
            return false;
    return true;
}

static void disperse(struct crowd *c)
{
    for (int i = 0; i < c->n; i++)
        (void)close(c->fds[i]);
    c->n = 0;
}

/* All are ready in the same instant: the worker is held while they send. With libmicrohttpd's
 * internal epoll any multiple of 128 of them is never answered. */
TEST(server, ready_connections_are_all_answered)
{
    static const int sizes[] = {127, 128, 129, 256, 384};
    struct fixture *f = server_test_start(t, (struct server_options){0});
    struct crowd *c = ARENA_NEW(t->arena, struct crowd);
    pid_t worker = server_test_worker(t, f->address);
    CHECK(worker > 0);
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        CHECK(gather(c, f->address, sizes[s]));
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < c->n; i++) /* so that all are accepted */
                CHECK_INT(server_test_ask(t, c->fds[i], GET("/hello")).status, 200);
            CHECK(kill(worker, SIGSTOP) == 0);
            for (int i = 0; i < c->n; i++)
                CHECK(server_test_send(c->fds[i], GET("/hello")));
            CHECK(kill(worker, SIGCONT) == 0);
            for (int i = 0; i < c->n; i++)
                CHECK_INT(server_test_answer(t, c->fds[i], false).status, 200);
        }
        disperse(c);
    }
    CHECK_INT(shared->starts, 1);
}

TEST(server, thousand_idle_connections)
{
    struct fixture *f = server_test_start(t, (struct server_options){0});
    struct crowd *c = ARENA_NEW(t->arena, struct crowd);
    CHECK(gather(c, f->address, 1000));
    for (int i = 0; i < c->n; i += 100)
        CHECK_INT(server_test_ask(t, c->fds[i], GET("/hello")).status, 200);
    CHECK_INT(server_test_once(t, f->address, GET("/hello")).status, 200);
    CHECK_INT(server_test_end(f, SIGTERM), OK); /* idle ones do not delay it */
    disperse(c);
}

TEST(server, connection_limit)
{
    struct fixture *f = server_test_start(t, (struct server_options){.connection_max = 8});
    struct crowd *c = ARENA_NEW(t->arena, struct crowd);
    CHECK(gather(c, f->address, 8));
    for (int i = 0; i < c->n; i++)
        CHECK_INT(server_test_ask(t, c->fds[i], GET("/hello")).status, 200);
    int fd = server_test_connect(f->address);
    CHECK(server_test_send(fd, GET("/hello")));
    struct pollfd p = {.fd = fd, .events = POLLIN};
    CHECK_INT(poll(&p, 1, 300), 0); /* it waits … */
    (void)close(c->fds[--c->n]);
    CHECK_INT(server_test_answer(t, fd, false).status, 200); /* … for a place */
    (void)close(fd);
    disperse(c);
}

TEST(server, unix_sockets)
{
    struct fixture *f = server_test_start(t, (struct server_options){.listen = "unix:"});
    CHECK_STR(str_c(f->address), str_fmt(t->arena, "unix:%s/s", f->folder).p);
    CHECK_STR(server_test_once(t, f->address, GET("/seen")).body, "GET /seen  unix 1");
    CHECK_INT(server_test_end(f, SIGTERM), OK);
    CHECK(access(f->address + 5, F_OK) != 0);

    struct fixture *g =
        server_test_start(t, (struct server_options){.listen = "unix:", .workers = 3});
    pid_t pid[3];
    for (int i = 0; i < 3; i++) {
        struct str path = str_fmt(t->arena, i ? "%s.%d" : "%s", g->address, i);
        pid[i] = server_test_worker(t, path.p);
        CHECK(pid[i] > 0);
    }
    CHECK(pid[0] != pid[1] && pid[1] != pid[2] && pid[0] != pid[2]);
    /* Left behind, and another starts in its place. */
    char *address = str_z(t->arena, str_c(g->address));
    (void)server_test_end(g, SIGKILL);
    CHECK(access(address + 5, F_OK) == 0);
    struct fixture *h = server_test_start(t, (struct server_options){.listen = address});
    CHECK_INT(server_test_once(t, h->address, GET("/hello")).status, 200);
    CHECK_INT(server_test_end(h, SIGTERM), OK);
}

TEST(server, address_in_use_or_wrong)
{
    struct fixture *f = server_test_start(t, (struct server_options){.workers = 2});
    struct fixture *g = server_test_start(t, (struct server_options){.listen = f->address});
    CHECK_INT(server_test_end(g, 0), E_CONFLICT);
    CHECK_STR(server_test_error(t, g),
              str_fmt(t->arena, "cannot listen on '%s': address already in use", f->address).p);
    struct fixture *u = server_test_start(t, (struct server_options){.listen = "unix:"});
    struct fixture *v = server_test_start(t, (struct server_options){.listen = u->address});
    CHECK_INT(server_test_end(v, 0), E_CONFLICT);
    CHECK_INT(server_test_once(t, f->address, GET("/hello")).status, 200);
    CHECK_INT(server_test_once(t, u->address, GET("/hello")).status, 200);

    struct str long_path = str_fmt(t->arena, "unix:/%0120d", 0);
    const char *const wrong[] = {"",         "127.0.0.1",    "127.0.0.1:", "127.0.0.1:65536",
                                 "[::1:80",  "localhost:80", "::1:80",     "[::1]80",
                                 "1.2.3:80", long_path.p};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct fixture *w = server_test_start(t, (struct server_options){.listen = wrong[i]});
        CHECK_INT(server_test_end(w, 0), E_INVALID);
        CHECK(str_find(server_test_error(t, w), STR("is not an address"), 0) > 0);
    }
    struct fixture *w = server_test_start(t, (struct server_options){.listen = "192.0.2.1:80"});
    CHECK_INT(server_test_end(w, 0), E_IO);
    w = server_test_start(t, (struct server_options){.workers = 1000});
    CHECK_INT(server_test_end(w, 0), E_INVALID);
}

TEST(server, ipv6)
{
    struct fixture *f = server_test_start(t, (struct server_options){.listen = "[::1]:0"});
    if (f->address[0])
        CHECK(str_has_prefix(str_c(f->address), STR("[::1]:")));
    else
        CHECK(str_find(server_test_error(t, f), STR("cannot listen"), 0) == 0); /* none here */
}

/* A client that asks without a pause, on a new or a kept connection. Returns what went wrong. */
static int ask_once(struct test *t, const char *address, int *fd, bool is_large, bool keep)
{
    if (*fd < 0)
        *fd = server_test_connect(address);
    if (*fd < 0)
        return 1;
    struct answer a = server_test_ask(t, *fd, is_large ? GET("/bytes?100000") : GET("/hello"));
    if (a.status != 200 || a.body.n != (is_large ? 100000U : 5U))
        return 2;
    if (!keep || a.closes) {
        (void)close(*fd);
        *fd = -1;
    }
    return 0;
}

static int ask_for(struct test *t, const char *address, int ms, bool keep)
{
    int fd = -1, asked = 0;
    for (int64_t end = server_test_ms() + ms; server_test_ms() < end; asked++) {
        int wrong = ask_once(t, address, &fd, asked % 5 == 4, keep);
        if (wrong)
            return wrong;
        if (keep)
            server_test_sleep(asked % 7); /* idle, also just when the worker retires */
    }
    return asked > 10 ? 0 : 3;
}

static int wait_for(const pid_t *pids, int n)
{
    int bad = 0, status;
    for (int i = 0; i < n; i++) {
        if (waitpid(pids[i], &status, 0) != pids[i] || !WIFEXITED(status))
            bad = 99;
        else if (WEXITSTATUS(status) != 0)
            bad = WEXITSTATUS(status);
    }
    return bad;
}

TEST(server, restart_under_load_loses_nothing)
{
    enum { CLIENTS = 6, MS = 3000 };
    struct fixture *f = server_test_start(t, (struct server_options){.workers = 2, .drain_s = 5});
    pid_t clients[CLIENTS], before = server_test_worker(t, f->address);
    (void)fflush(NULL);
    for (int i = 0; i < CLIENTS; i++) {
        clients[i] = fork();
        if (clients[i] == 0) {
            struct arena *a = arena_new((size_t)1 << 30);
            struct test mine = {.arena = a};
            (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
            _exit(ask_for(&mine, f->address, MS, i % 2));
        }
    }
    for (int i = 0; i < 3; i++) {
        server_test_sleep(MS / 5);
        CHECK(kill(f->pid, SIGHUP) == 0);
    }
    CHECK_INT(wait_for(clients, CLIENTS), 0);
    CHECK(shared->starts >= 4);
    pid_t after = server_test_worker(t, f->address);
    CHECK(after > 0 && after != before);
    CHECK_INT(server_test_end(f, SIGTERM), OK);
    CHECK_INT(shared->stops, shared->starts);
    CHECK_INT(shared->notes, 0); /* each ended in order, none by force */
}

TEST(server, kept_connection_survives_a_restart)
{
    struct fixture *f = server_test_start(t, (struct server_options){0});
    int fd = server_test_connect(f->address);
    struct answer a = server_test_ask(t, fd, GET("/pid"));
    CHECK(a.status == 200 && !a.closes);
    CHECK(kill(f->pid, SIGHUP) == 0);
    for (int64_t end = server_test_ms() + LIMIT_MS; shared->starts < 2;) {
        CHECK(server_test_ms() < end);
        server_test_sleep(10);
    }
    server_test_sleep(300);
    struct answer b = server_test_ask(t, fd, GET("/pid")); /* from the old one, and the last */
    CHECK(b.status == 200 && b.closes);
    CHECK(str_eq(a.body, b.body));
    (void)close(fd);
}

TEST(server, failed_restart_keeps_the_old)
{
    struct fixture *f = server_test_start(t, (struct server_options){0});
    pid_t before = server_test_worker(t, f->address);
    shared->start_fails = 1;
    CHECK(kill(f->pid, SIGHUP) == 0);
    for (int64_t end = server_test_ms() + LIMIT_MS; shared->starts < 2;) {
        CHECK(server_test_ms() < end);
        server_test_sleep(10);
    }
    server_test_sleep(300);
    CHECK_INT(server_test_worker(t, f->address), before);
    CHECK_INT(shared->starts, 2); /* and it is not tried for ever */
    shared->start_fails = 0;
    CHECK(kill(f->pid, SIGHUP) == 0);
    for (int64_t end = server_test_ms() + LIMIT_MS; server_test_worker(t, f->address) == before;) {
        CHECK(server_test_ms() < end);
        server_test_sleep(10);
    }
}

TEST(server, failed_start)
{
    struct fixture *f = server_test_start(t, (struct server_options){0});
    CHECK_INT(server_test_end(f, SIGINT), OK);
    /* The fixture clears what is shared before the fork, so this one is told by the address. */
    setenv("SERVER_TEST_START_FAILS", "1", 1);
    struct fixture *g = server_test_start(t, (struct server_options){.workers = 2});
    unsetenv("SERVER_TEST_START_FAILS");
    CHECK_INT(server_test_end(g, 0), E_IO);
    CHECK(str_find(server_test_error(t, g), STR("did not start"), 0) > 0);
    CHECK(!g->address[0]);
}

TEST(server, stop_finishes_open_requests)
{
    struct fixture *f = server_test_start(t, (struct server_options){.drain_s = 20});
    int slow = server_test_connect(f->address), half = server_test_connect(f->address);
    int idle = server_test_connect(f->address);
    CHECK_INT(server_test_ask(t, idle, GET("/hello")).status, 200);
    CHECK(server_test_send(half,
                           STR("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 6\r\n\r\nabc")));
    server_test_sleep(100);
    CHECK(server_test_send(slow, GET("/slow")));
    server_test_sleep(100); /* it is being answered */
    CHECK(kill(f->pid, SIGTERM) == 0);
    CHECK_INT(server_test_answer(t, slow, false).status, 200);
    CHECK_INT(server_test_answer(t, idle, false).status, 0);
    int64_t begun = server_test_ms();
    while (server_test_ms() - begun < LIMIT_MS) { /* the socket goes, the open request stays */
        int fd = server_test_connect(f->address);
        if (fd < 0)
            break;
        (void)close(fd);
        server_test_sleep(10);
    }
    CHECK(server_test_ms() - begun < LIMIT_MS);
    struct answer a = server_test_ask(t, half, STR("def"));
    CHECK_INT(a.status, 200);
    CHECK_STR(a.body, "abcdef");
    CHECK(a.closes);
    CHECK_INT(server_test_end(f, 0), OK);
    CHECK_INT(shared->stops, 1);
    (void)close(slow);
    (void)close(half);
    (void)close(idle);
}

TEST(server, stop_ends_in_time)
{
    struct fixture *f = server_test_start(t, (struct server_options){.drain_s = 1});
    int fd = server_test_connect(f->address);
    CHECK(server_test_send(fd, STR("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 6\r\n\r\n")));
    server_test_sleep(200);
    CHECK_INT(server_test_end(f, SIGTERM), OK); /* the client never sends the rest */
    CHECK_INT(shared->stops, 1);
    (void)close(fd);
}

TEST(server, killed_worker_is_replaced)
{
    struct fixture *f = server_test_start(t, (struct server_options){.workers = 2});
    for (int i = 0; i < 3; i++) {
        pid_t worker = server_test_worker(t, f->address);
        CHECK(worker > 0 && worker != f->pid);
        int starts = shared->starts;
        CHECK(kill(worker, SIGKILL) == 0);
        for (int64_t end = server_test_ms() + LIMIT_MS; shared->starts == starts;) {
            CHECK(server_test_ms() < end);
            server_test_sleep(5);
        }
        for (int k = 0; k < 20; k++) /* also those that wait at the dead one's socket */
            CHECK_INT(server_test_once(t, f->address, GET("/hello")).status, 200);
    }
    CHECK_INT(server_test_end(f, SIGTERM), OK);
}

TEST(server, stuck_worker_is_replaced)
{
    struct fixture *f = server_test_start(t, (struct server_options){.stuck_s = 1});
    int fd = server_test_connect(f->address), other = server_test_connect(f->address);
    CHECK(server_test_send(fd, GET("/hang")));
    server_test_sleep(100);
    CHECK(server_test_send(other, GET("/hello")));
    CHECK_INT(server_test_answer(t, fd, false).status, 0);
    CHECK_INT(server_test_once(t, f->address, GET("/hello")).status, 200);
    CHECK_INT(shared->starts, 2);
    (void)close(fd);
    (void)close(other);
}

TEST(server, workers_end_with_their_parent)
{
    struct fixture *f = server_test_start(t, (struct server_options){.workers = 2});
    pid_t worker = server_test_worker(t, f->address);
    CHECK(kill(f->pid, SIGKILL) == 0);
    for (int64_t end = server_test_ms() + LIMIT_MS; kill(worker, 0) == 0;) {
        CHECK(server_test_ms() < end);
        server_test_sleep(10);
    }
}

TEST(server, failing_worker_is_started_ever_more_slowly)
{
    struct fixture *f = server_test_start(t, (struct server_options){0});
    pid_t worker = server_test_worker(t, f->address);
    shared->start_fails = 1;
    CHECK(kill(worker, SIGKILL) == 0);
    server_test_sleep(2000);
    CHECK(shared->starts >= 2);
    CHECK(shared->starts <= 6); /* after 100, 200, 400, 800 ms */
    shared->start_fails = 0;
    CHECK_INT(server_test_once(t, f->address, GET("/hello")).status, 200); /* it has waited */
}

TEST(server, greedy_request_ends_its_worker_only)
{
    struct fixture *f = server_test_start(t, (struct server_options){.workers = 2});
    struct answer a = server_test_once(t, f->address, GET("/bytes?20000000"));
    CHECK_INT(a.status, 0); /* 16 MiB are all a request gets */
    for (int i = 0; i < 20; i++)
        CHECK_INT(server_test_once(t, f->address, GET("/hello")).status, 200);
    CHECK_INT(shared->starts, 3);
}

static int notify_socket(struct test *t, const char *folder, char **ret)
{
    struct sockaddr_un a = {.sun_family = AF_UNIX};
    (void)snprintf(a.sun_path, sizeof a.sun_path, "%s/file", folder);
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&a, sizeof a) != 0)
        return -1;
    *ret = str_z(t->arena, str_c(a.sun_path));
    return fd;
}

static struct str notified(struct test *t, int fd)
{
    char text[100];
    struct pollfd p = {.fd = fd, .events = POLLIN};
    if (poll(&p, 1, LIMIT_MS) <= 0)
        return STR_NONE;
    ssize_t n = recv(fd, text, sizeof text, 0);
    return str_dup(t->arena, (struct str){text, n > 0 ? (size_t)n : 0});
}

TEST(server, tells_systemd)
{
    char folder[] = "/tmp/alidade-server-XXXXXX", *path;
    CHECK(mkdtemp(folder));
    int fd = notify_socket(t, folder, &path);
    CHECK(fd >= 0);
    setenv("NOTIFY_SOCKET", path, 1);
    struct fixture *f = server_test_start(t, (struct server_options){0});
    unsetenv("NOTIFY_SOCKET");
    CHECK_STR(notified(t, fd), "READY=1");
    CHECK(kill(f->pid, SIGHUP) == 0);
    CHECK(str_has_prefix(notified(t, fd), STR("RELOADING=1\nMONOTONIC_USEC=")));
    CHECK_STR(notified(t, fd), "READY=1");
    CHECK_INT(server_test_end(f, SIGTERM), OK);
    CHECK_STR(notified(t, fd), "STOPPING=1");
    (void)close(fd);
    (void)unlink(path);
    (void)rmdir(folder);
}

TEST(server, socket_from_systemd)
{
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof a;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    CHECK(fd >= 0 && bind(fd, (struct sockaddr *)&a, sizeof a) == 0 && listen(fd, 100) == 0);
    CHECK(getsockname(fd, (struct sockaddr *)&a, &size) == 0);
    server_test_inherit = fd;
    struct fixture *f =
        server_test_start(t, (struct server_options){.listen = "unused", .workers = 2});
    server_test_inherit = 0;
    CHECK_STR(str_c(f->address), str_fmt(t->arena, "127.0.0.1:%d", ntohs(a.sin_port)).p);
    for (int i = 0; i < 20; i++)
        CHECK_INT(server_test_once(t, f->address, GET("/hello")).status, 200);
    CHECK_INT(server_test_end(f, SIGTERM), OK);
    /* Still open here: who comes between two servers waits for the next one. */
    int waiting = server_test_connect(f->address);
    CHECK(waiting >= 0 && server_test_send(waiting, GET("/hello")));
    server_test_inherit = fd;
    (void)server_test_start(t, (struct server_options){0});
    server_test_inherit = 0;
    CHECK_INT(server_test_answer(t, waiting, false).status, 200);
    (void)close(waiting);
    (void)close(fd);
}
