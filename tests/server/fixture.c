/* tests/server/fixture.c: see fixture.h. The requests the test server knows are in app.c. */
#include "fixture.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "app.h"
#include "base/num.h"
#include "plat/os.h"

struct shared *shared;

int64_t server_test_ms(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void server_test_sleep(int ms)
{
    (void)poll(NULL, 0, ms);
}

int server_test_inherit;
static int ready_fd;

static void on_ready(void *arg, const char *address)
{
    (void)arg;
    if (write(ready_fd, address, strlen(address) + 1) < 0)
        abort();
    (void)close(ready_fd);
}

static _Noreturn void serve(const struct server_options *o, int error_fd)
{
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (server_test_inherit) {
        char pid[24];
        (void)snprintf(pid, sizeof pid, "%d", (int)getpid());
        (void)setenv("LISTEN_PID", pid, 1);
        (void)setenv("LISTEN_FDS", "1", 1);
        ready_fd = fcntl(ready_fd, F_DUPFD, 10); /* 3 may be in use */
        error_fd = fcntl(error_fd, F_DUPFD, 10);
        (void)dup2(server_test_inherit, 3);
    }
    enum err e = server_run(o, &app_hooks, on_ready);
    if (write(error_fd, server_error(), strlen(server_error())) < 0)
        abort();
    _exit((int)e);
}

static void clear_folder(void *arg)
{
    struct fixture *f = arg;
    char path[128];
    (void)server_test_end(f, SIGKILL);
    (void)close(f->error_fd);
    for (int i = 0; i < 4; i++) {
        (void)snprintf(path, sizeof path, i ? "%s/s.%d" : "%s/s", f->folder, i);
        (void)unlink(path);
    }
    (void)snprintf(path, sizeof path, "%s/file", f->folder);
    (void)unlink(path);
    (void)rmdir(f->folder);
}

/* The address, or the end of the pipe when the server gave up. */
static void await_ready(struct fixture *f, int fd)
{
    struct pollfd p = {.fd = fd, .events = POLLIN};
    size_t n = 0;
    while (n < sizeof f->address - 1 && poll(&p, 1, LIMIT_MS) > 0) {
        ssize_t got = read(fd, f->address + n, sizeof f->address - 1 - n);
        if (got <= 0 || f->address[n + (size_t)got - 1] == '\0')
            break;
        n += (size_t)got;
    }
    (void)close(fd);
}

struct fixture *server_test_start(struct test *t, struct server_options o)
{
    int ready[2], error[2];
    struct fixture *f = ARENA_NEW(t->arena, struct fixture);
    *f = (struct fixture){.folder = "/tmp/alidade-server-XXXXXX"};
    /* A new one each time: workers of an earlier server may still be on their way out. */
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED || !mkdtemp(f->folder) || pipe(ready) != 0 || pipe(error) != 0)
        abort();
    f->error_fd = error[0];
    arena_on_reset(t->arena, clear_folder, f);
    o.listen = o.listen ? o.listen : "127.0.0.1:0";
    o.body_dir = f->folder;
    o.workers = o.workers ? o.workers : 1;
    if (strcmp(o.listen, "unix:") == 0)
        o.listen = str_fmt(t->arena, "unix:%s/s", f->folder).p;
    (void)fflush(NULL);
    f->pid = fork();
    if (f->pid == 0) {
        (void)close(ready[0]);
        (void)close(error[0]);
        ready_fd = ready[1];
        serve(&o, error[1]);
    }
    (void)close(ready[1]);
    (void)close(error[1]);
    await_ready(f, ready[0]);
    return f;
}

int server_test_end(struct fixture *f, int signal)
{
    int status = 0;
    if (f->pid <= 0)
        return -1;
    if (signal)
        (void)kill(f->pid, signal);
    for (int64_t end = server_test_ms() + LIMIT_MS; server_test_ms() < end;) {
        if (waitpid(f->pid, &status, WNOHANG) == f->pid) {
            f->pid = 0;
            return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        }
        server_test_sleep(5);
    }
    (void)kill(f->pid, SIGKILL);
    (void)waitpid(f->pid, &status, 0);
    f->pid = 0;
    return -1;
}

struct str server_test_error(struct test *t, struct fixture *f)
{
    char text[256];
    ssize_t n = read(f->error_fd, text, sizeof text);
    return str_dup(t->arena, (struct str){text, n > 0 ? (size_t)n : 0});
}

int server_test_connect(const char *address)
{
    union {
        struct sockaddr any;
        struct sockaddr_in in;
        struct sockaddr_un un;
    } a = {0};
    struct str s = str_c(address);
    socklen_t size = sizeof a.in;
    if (str_has_prefix(s, STR("unix:"))) {
        a.un.sun_family = AF_UNIX;
        (void)snprintf(a.un.sun_path, sizeof a.un.sun_path, "%s", address + 5);
        size = sizeof a.un;
    } else {
        int64_t port = 0;
        if (num_parse_i64(str_from(s, (size_t)str_find(s, STR(":"), 0) + 1), &port) != OK)
            return -1;
        a.in.sin_family = AF_INET;
        a.in.sin_port = htons((uint16_t)port);
        a.in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    }
    int fd = socket(a.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && connect(fd, &a.any, size) != 0) {
        (void)close(fd);
        fd = -1;
    }
    return fd;
}

bool server_test_send(int fd, struct str bytes)
{
    while (bytes.n > 0) {
        struct pollfd p = {.fd = fd, .events = POLLOUT};
        if (poll(&p, 1, LIMIT_MS) <= 0)
            return false;
        ssize_t n = send(fd, bytes.p, bytes.n, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n < 0 && errno != EAGAIN && errno != EINTR)
            return false;
        bytes = str_from(bytes, n > 0 ? (size_t)n : 0);
    }
    return true;
}

/* 1: some came, 0: closed, -1: nothing in time. */
static int receive(int fd, char *to, size_t *n, size_t max)
{
    struct pollfd p = {.fd = fd, .events = POLLIN};
    if (poll(&p, 1, LIMIT_MS) <= 0)
        return -1;
    ssize_t got = recv(fd, to + *n, max, 0);
    if (got <= 0)
        return 0;
    *n += (size_t)got;
    return 1;
}

struct str server_test_receive(struct test *t, int fd, size_t max)
{
    struct str got = {arena_alloc(t->arena, max), 0};
    while (got.n < max && receive(fd, (char *)got.p, &got.n, max - got.n) == 1)
        ;
    return got;
}

struct str server_test_header(const struct answer *a, const char *name)
{
    struct str rest = a->head, line;
    while (str_split(&rest, '\n', &line)) {
        ptrdiff_t colon = str_find(line, STR(":"), 0);
        if (colon > 0 && str_eq_nocase(str_slice(line, 0, (size_t)colon), str_c(name)))
            return str_trim(str_from(line, (size_t)colon + 1));
    }
    return STR_NONE;
}

struct answer server_test_answer(struct test *t, int fd, bool is_head)
{
    struct answer a = {0};
    int64_t n = 0;
    int came = 1;
    char head[8192];
    a.head.p = head;
    while (came == 1 && !str_has_suffix(a.head, STR("\r\n\r\n")) && a.head.n < sizeof head)
        came = receive(fd, head, &a.head.n, 1);
    a.head = str_dup(t->arena, a.head);
    if (came != 1) {
        a.status = came;
        return a;
    }
    if (num_parse_i64(str_slice(a.head, 9, 12), &n) == OK)
        a.status = (int)n;
    a.closes = str_eq_nocase(server_test_header(&a, "connection"), STR("close"));
    struct str length = server_test_header(&a, "content-length");
    n = 0;
    if (str_given(length) && num_parse_i64(length, &n) != OK)
        return (struct answer){.status = -1};
    if (!is_head && n > 0)
        a.body = server_test_receive(t, fd, (size_t)n);
    if (!is_head && a.body.n != (size_t)n)
        a.status = -1; /* cut short */
    return a;
}

struct answer server_test_ask(struct test *t, int fd, struct str request)
{
    (void)server_test_send(fd, request); /* a server that refuses may close before all is sent */
    return server_test_answer(t, fd, str_has_prefix(request, STR("HEAD")));
}

struct answer server_test_once(struct test *t, const char *address, struct str request)
{
    int fd = server_test_connect(address);
    if (fd < 0)
        return (struct answer){.status = -2};
    struct answer a = server_test_ask(t, fd, request);
    (void)close(fd);
    return a;
}

pid_t server_test_worker(struct test *t, const char *address)
{
    struct answer a = server_test_once(t, address, GET("/pid"));
    int64_t pid = 0;
    return a.status == 200 && num_parse_i64(a.body, &pid) == OK ? (pid_t)pid : 0;
}
