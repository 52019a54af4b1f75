/* plat/scan.c: a client of clamd, see scan.h. */
#include "plat/scan.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/num.h"

#define WAIT_S 30

static bool scan_address_unix(struct str path, struct sockaddr_un *un)
{
    *un = (struct sockaddr_un){.sun_family = AF_UNIX};
    if (path.n >= sizeof un->sun_path)
        return false;
    memcpy(un->sun_path, path.p, path.n);
    return true;
}

/* "127.0.0.1:3310": a number, so that no name server learns of it. */
static bool scan_address_inet(struct str address, struct sockaddr_in *in)
{
    char host[INET_ADDRSTRLEN] = "";
    ptrdiff_t colon = str_find(address, STR(":"), 0);
    int64_t port;

    if (colon <= 0 || (size_t)colon >= sizeof host ||
        num_parse_range(str_from(address, (size_t)colon + 1), 1, 65535, &port) != OK)
        return false;
    memcpy(host, address.p, (size_t)colon);
    *in = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    return inet_pton(AF_INET, host, &in->sin_addr) == 1;
}

static int scan_connect(const char *address)
{
    struct sockaddr_un un;
    struct sockaddr_in in;
    struct timeval wait = {.tv_sec = WAIT_S};
    bool is_unix = strncmp(address, "unix:", 5) == 0;
    bool ok = is_unix ? scan_address_unix(str_c(address + 5), &un)
                      : scan_address_inet(str_c(address), &in);
    int fd = ok ? socket(is_unix ? AF_UNIX : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0) : -1;

    if (fd < 0)
        return -1;
    (void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    (void)setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
    if (connect(fd, is_unix ? (struct sockaddr *)&un : (struct sockaddr *)&in,
                is_unix ? sizeof un : sizeof in) == 0)
        return fd;
    (void)close(fd);
    return -1;
}

static enum err scan_send(int fd, const void *p, size_t n)
{
    const char *at = p;

    while (n > 0) {
        ssize_t put = send(fd, at, n, MSG_NOSIGNAL);

        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return E_BUSY;
        at += put;
        n -= (size_t)put;
    }
    return OK;
}

static enum err scan_chunk(int fd, struct str piece)
{
    uint32_t n = htonl((uint32_t)piece.n);

    TRY(scan_send(fd, &n, sizeof n));
    return scan_send(fd, piece.p, piece.n);
}

/* "stream: OK", "stream: NAME FOUND"; anything else is no word. */
static enum err scan_answer(int fd, bool *ret_clean)
{
    char text[1024] = "";
    size_t n = 0;

    while (n < sizeof text && !memchr(text, '\0', n)) {
        ssize_t got = recv(fd, text + n, sizeof text - n, 0);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        n += (size_t)got;
    }
    struct str said = str_trim((struct str){text, strnlen(text, n)});

    *ret_clean = str_eq(said, STR("stream: OK"));
    return *ret_clean || str_has_suffix(said, STR(" FOUND")) ? OK : E_BUSY;
}

static enum err scan_over(int fd, enum err (*next)(void *arg, struct str *ret), void *arg,
                          bool *ret_clean)
{
    struct str piece;

    TRY(scan_send(fd, "zINSTREAM", sizeof "zINSTREAM"));
    do {
        TRY(next(arg, &piece));
        TRY(scan_chunk(fd, piece)); /* an empty one ends it */
    } while (piece.n > 0);
    return scan_answer(fd, ret_clean);
}

enum err scan_file(const char *address, enum err (*next)(void *arg, struct str *ret), void *arg,
                   bool *ret_clean)
{
    int fd = scan_connect(address);

    if (fd < 0)
        return E_BUSY;
    enum err e = scan_over(fd, next, arg, ret_clean);

    (void)close(fd);
    return e;
}
