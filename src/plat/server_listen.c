/* plat/server_listen.c: addresses and listening sockets, and the little of systemd's protocol that
 * a service needs (sockets handed over, readiness told). */
#include "plat/server_internal.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/num.h"

#define BACKLOG 1024
#define SYSTEMD_FIRST_FD 3

static char server_error_text[256];

const char *server_error(void)
{
    return server_error_text;
}

void server_set_error(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(server_error_text, sizeof server_error_text, fmt, ap);
    va_end(ap);
}

static enum err server_cannot(const char *listen, int error)
{
    server_set_error("cannot listen on '%s': %s", listen,
                     error == EADDRINUSE ? "address already in use" : strerror(error));
    return error == EADDRINUSE ? E_CONFLICT : E_IO;
}

union server_address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    struct sockaddr_un un;
};

static socklen_t server_address_size(const union server_address *a)
{
    return a->any.sa_family == AF_INET    ? sizeof a->v4
           : a->any.sa_family == AF_INET6 ? sizeof a->v6
                                          : sizeof a->un;
}

/* "127.0.0.1:8080" or "[::1]:8080". */
static enum err server_parse_tcp(struct str s, union server_address *ret)
{
    bool is_v6 = str_has_prefix(s, STR("["));
    ptrdiff_t end = str_find(s, is_v6 ? STR("]:") : STR(":"), 0);
    int64_t port;
    char host[INET6_ADDRSTRLEN];
    if (end < 0)
        return E_INVALID;
    struct str name = str_slice(s, is_v6, (size_t)end);
    TRY(num_parse_range(str_from(s, (size_t)end + (is_v6 ? 2 : 1)), 0, 65535, &port));
    if (name.n >= sizeof host)
        return E_INVALID;
    memcpy(host, name.p, name.n);
    host[name.n] = '\0';
    *ret = (union server_address){0};
    if (is_v6)
        ret->v6 =
            (struct sockaddr_in6){.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)};
    else
        ret->v4 = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    void *to = is_v6 ? (void *)&ret->v6.sin6_addr : (void *)&ret->v4.sin_addr;
    return inet_pton(ret->any.sa_family, host, to) == 1 ? OK : E_INVALID;
}

/* A socket bound to the address, or -1 with errno. */
static int server_bind(const union server_address *a, bool shared)
{
    int fd = socket(a->any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), on = 1;
    if (fd < 0)
        return -1;
    (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (shared)
        (void)setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    if (bind(fd, &a->any, server_address_size(a)) == 0)
        return fd;
    int error = errno;
    (void)close(fd);
    errno = error;
    return -1;
}

static void server_address_name(struct server_listener *l, const union server_address *a)
{
    char host[INET6_ADDRSTRLEN] = "";
    if (a->any.sa_family == AF_INET6) {
        (void)inet_ntop(AF_INET6, &a->v6.sin6_addr, host, sizeof host);
        (void)snprintf(l->address, sizeof l->address, "[%s]:%d", host, ntohs(a->v6.sin6_port));
    } else if (a->any.sa_family == AF_INET) {
        (void)inet_ntop(AF_INET, &a->v4.sin_addr, host, sizeof host);
        (void)snprintf(l->address, sizeof l->address, "%s:%d", host, ntohs(a->v4.sin_port));
    } else {
        (void)snprintf(l->address, sizeof l->address, "unix:%.108s", a->un.sun_path);
    }
}

/* One socket more. TCP's have SO_REUSEPORT, with which a second server of the same user could join
 * in unnoticed: so a socket without it is tried first. With port 0 the first gets a port. */
static int server_listen_one(struct server_listener *l, union server_address *a)
{
    bool is_tcp = a->any.sa_family != AF_UNIX;
    if (is_tcp && l->n == 0) {
        int probe = server_bind(a, false);
        if (probe < 0)
            return errno;
        (void)close(probe);
    }
    int fd = server_bind(a, is_tcp);
    if (fd < 0)
        return errno;
    l->fds[l->n++] = fd;
    socklen_t size = sizeof *a;
    if (listen(fd, BACKLOG) != 0 || (is_tcp && getsockname(fd, &a->any, &size) != 0))
        return errno;
    return 0;
}

/* A name that a server which is gone has left behind is removed; anything else is in use. */
static int server_unix_clear(const union server_address *a)
{
    struct stat st;
    if (lstat(a->un.sun_path, &st) != 0)
        return errno == ENOENT ? 0 : errno;
    if (!S_ISSOCK(st.st_mode))
        return EADDRINUSE;
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return errno;
    bool dead = connect(fd, &a->any, sizeof a->un) != 0 && errno == ECONNREFUSED;
    (void)close(fd);
    if (!dead)
        return EADDRINUSE;
    return unlink(a->un.sun_path) == 0 ? 0 : errno;
}

static bool server_unix_path(const char *path, int i, union server_address *ret)
{
    *ret = (union server_address){.un = {.sun_family = AF_UNIX}};
    char *to = ret->un.sun_path;
    size_t size = sizeof ret->un.sun_path;
    int n = i == 0 ? snprintf(to, size, "%s", path) : snprintf(to, size, "%s.%d", path, i);
    return n > 0 && n < (int)size;
}

static enum err server_listen_unix(struct server_listener *l, const char *listen, int workers)
{
    const char *path = listen + 5;
    (void)snprintf(l->path, sizeof l->path, "%s", path);
    for (int i = 0; i < workers; i++) {
        union server_address a;
        if (!server_unix_path(path, i, &a)) {
            server_set_error("'%s' is not an address: the path is empty or too long", listen);
            return E_INVALID;
        }
        int error = server_unix_clear(&a);
        if (!error)
            error = server_listen_one(l, &a);
        if (error)
            return server_cannot(listen, error);
        (void)chmod(a.un.sun_path, 0660); /* the proxy's user is in our group */
        if (i == 0)
            server_address_name(l, &a);
    }
    return OK;
}

/* Sockets from systemd: LISTEN_FDS of them from 3 on, if LISTEN_PID is us. */
static int server_systemd_sockets(void)
{
    int64_t pid, n;
    if (num_parse_i64(str_c(getenv("LISTEN_PID")), &pid) != OK || pid != getpid())
        return 0;
    if (num_parse_range(str_c(getenv("LISTEN_FDS")), 1, SERVER_WORKER_MAX, &n) != OK)
        return 0;
    return (int)n;
}

static void server_listen_systemd(struct server_listener *l, int n, int workers)
{
    union server_address a = {0};
    socklen_t size = sizeof a;
    for (l->n = 0; l->n < workers; l->n++) {
        int fd = SYSTEMD_FIRST_FD + l->n % n;
        l->fds[l->n] = fd;
        (void)fcntl(fd, F_SETFD, FD_CLOEXEC);
        (void)fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    }
    (void)unsetenv("LISTEN_PID"); /* for us, not for programs that workers start */
    (void)unsetenv("LISTEN_FDS");
    if (getsockname(SYSTEMD_FIRST_FD, &a.any, &size) == 0)
        server_address_name(l, &a);
}

enum err server_listen(struct server_listener *l, const char *listen, int workers)
{
    *l = (struct server_listener){0};
    int inherited = server_systemd_sockets();
    if (inherited > workers) {
        server_set_error(
            "%d sockets for %d workers: some would never be answered; say --workers %d", inherited,
            workers, inherited);
        return E_INVALID;
    }
    if (inherited > 0) {
        server_listen_systemd(l, inherited, workers);
        return OK;
    }
    if (str_has_prefix(str_c(listen), STR("unix:")))
        return server_listen_unix(l, listen, workers);
    union server_address a;
    if (server_parse_tcp(str_c(listen), &a) != OK) {
        server_set_error("'%s' is not an address: say 127.0.0.1:8080, [::1]:8080 or unix:/path",
                         listen ? listen : "");
        return E_INVALID;
    }
    for (int i = 0; i < workers; i++) {
        int error = server_listen_one(l, &a);
        if (error)
            return server_cannot(listen, error);
    }
    server_address_name(l, &a);
    return OK;
}

void server_listen_close(struct server_listener *l)
{
    for (int i = 0; i < l->n; i++)
        (void)close(l->fds[i]); /* the same one twice is harmless: nothing is opened in between */
    l->n = 0;
}

void server_listen_unlink(const struct server_listener *l, int workers)
{
    union server_address a;
    for (int i = 0; i < workers && l->path[0]; i++)
        if (server_unix_path(l->path, i, &a))
            (void)unlink(a.un.sun_path);
}

void server_notify(const char *state)
{
    const char *path = getenv("NOTIFY_SOCKET");
    union server_address a;
    if (!path || !server_unix_path(path, 0, &a))
        return;
    size_t n = strlen(path);
    if (path[0] == '@')
        a.un.sun_path[0] = '\0'; /* Linux's abstract names */
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return;
    (void)sendto(fd, state, strlen(state), MSG_NOSIGNAL, &a.any,
                 (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n));
    (void)close(fd);
}
