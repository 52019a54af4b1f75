/* tests/server/request_test.c: one server, one request after the other: what is understood, what is
 * refused, and what comes back. */
#include "fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "plat/crypto.h"
#include "plat/os.h"

TEST(server, get_post_and_keep_alive)
{
    struct fixture *f = server_test_start(t, (struct server_options){0});
    int fd = server_test_connect(f->address);
    struct answer a = server_test_ask(t, fd, GET("/hello"));
    CHECK_INT(a.status, 200);
    CHECK_STR(a.body, "hello");
    CHECK_STR(server_test_header(&a, "x-test"), "yes");
    CHECK(!a.closes);
    for (int i = 0; i < 50; i++) {
        a = server_test_ask(
            t, fd, STR("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\n\r\nab\0cd"));
        CHECK_INT(a.status, 200);
        CHECK(str_eq(a.body, STR("ab\0cd")));
    }
    a = server_test_ask(t, fd, GET("/seen?a=1&b=%20c+d#x"));
    CHECK_STR(a.body, "GET /seen a=1&b=%20c+d#x 127.0.0.1 1");
    a = server_test_ask(t, fd, GET("/a%2Fb/%00/%C3%A9"));
    CHECK_INT(a.status, 200);
    a = server_test_ask(t, fd, STR("GET /hello HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n"));
    CHECK(a.status == 200 && a.closes);
    CHECK_INT(server_test_receive(t, fd, 1).n, 0);
    (void)close(fd);
    CHECK_INT(server_test_end(f, SIGTERM), OK);
    CHECK_INT(shared->stops, 1);
}

TEST(server, pipeline_of_three)
{
    struct fixture *f = server_test_start(t, (struct server_options){0});
    int fd = server_test_connect(f->address);
    CHECK(server_test_send(fd, STR("GET /hello HTTP/1.1\r\nHost: t\r\n\r\n"
                                   "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\n\r\nabc"
                                   "GET /seen HTTP/1.1\r\nHost: t\r\n\r\n")));
    CHECK_STR(server_test_answer(t, fd, false).body, "hello");
    CHECK_STR(server_test_answer(t, fd, false).body, "abc");
    CHECK_STR(server_test_answer(t, fd, false).body, "GET /seen  127.0.0.1 1");
    (void)close(fd);
    CHECK_INT(server_test_end(f, SIGTERM), OK);
}

TEST(server, head_and_old_clients)
{
    struct fixture *f = server_test_start(t, (struct server_options){0});
    int fd = server_test_connect(f->address);
    struct answer a = server_test_ask(t, fd, STR("HEAD /bytes?70000 HTTP/1.1\r\nHost: t\r\n\r\n"));
    CHECK_INT(a.status, 200);
    CHECK_STR(server_test_header(&a, "content-length"), "70000");
    a = server_test_ask(t, fd, GET("/bytes?70000"));
    CHECK(a.status == 200 && a.body.n == 70000);
    (void)close(fd);
    a = server_test_once(t, f->address, STR("GET /hello HTTP/1.0\r\n\r\n"));
    CHECK(a.status == 200 && a.closes);
    a = server_test_once(t, f->address, STR("BREW /seen HTTP/1.1\r\nHost: t\r\n\r\n"));
    CHECK_STR(a.body, "BREW /seen  127.0.0.1 1"); /* refusing it is the router's work */
}

static const struct {
    struct str request;
    int status;
} ambiguous[] = {
#define R(status, bytes) {STR(bytes), status}
    R(200, "GET /hello HTTP/1.1\r\nHost: t\r\nX-Empty:\r\nX: \t a b \t\r\n\r\n"),
    R(400, "GET /hello HTTP/1.1\r\n\r\n"),
    R(400, "GET /hello HTTP/1.1\r\nHost: t\r\nhost: u\r\n\r\n"),
    R(400, "GET /hello HTTP/1.1\r\nHost : t\r\n\r\n"),
    R(400, "GET /hello HTTP/1.1\r\nHost: t\r\nX Y: t\r\n\r\n"),
    R(400, "GET /hello HTTP/1.1\r\nHost: t\r\n: t\r\n\r\n"),
    R(400, "GET /hello HTTP/1.1\r\nHost: t\r\nX\r\n\r\n"),
    R(400, "GET /hello HTTP/1.1\r\nHost: t\r\nX: a\0b\r\n\r\n"),
    R(400, "GET /hello HTTP/1.1\r\nHost: t\r\nX: a\0\r\n\r\n"),
    R(400, "GET /hello HTTP/1.1\r\nHost: t\0Content-Length: 9\r\n\r\n"),
    R(400, "GET /hello HTTP/1.1\r\nHo\0st: t\r\nHost: t\r\n\r\n"),
    R(400, "GET /hel\0lo HTTP/1.1\r\nHost: t\r\n\r\n"),
    R(400, "GET\0 /hello HTTP/1.1\r\nHost: t\r\n\r\n"),
    R(400, "GET /hello HTTP/1.1\0\r\nHost: t\r\n\r\n"),
    R(400, "GET /hello HTTP/1.1\r\nHost: t\r\nX: a\rb\r\n\r\n"),
    R(400, "GET /hello HTTP/1.1\r\nHost: t\r\nX: a\x01\r\n\r\n"),
    R(400, "GET /hello HTTP/1.1\r\nHost: t\r\nX: a\r\n folded\r\n\r\n"),
    R(400, "GET /hello HTTP/1.1\r\nHost: t\r\nX: a\r\n\tfolded\r\nY: b\r\n\r\n"),
    R(400, "GET /hel\x01lo HTTP/1.1\r\nHost: t\r\n\r\n"),
    R(400, "GET /h\xc3\xa9 HTTP/1.1\r\nHost: t\r\n\r\n"),
    R(400, "GET http://t/hello HTTP/1.1\r\nHost: t\r\n\r\n"),
    R(400, "GET hello HTTP/1.1\r\nHost: t\r\n\r\n"),
    R(400, "OPTIONS * HTTP/1.1\r\nHost: t\r\n\r\n"),
    R(400, "G@T /hello HTTP/1.1\r\nHost: t\r\n\r\n"),
    R(505, "GET /hello HTTP/2.0\r\nHost: t\r\n\r\n"),
    R(400, "GET /hello HTTP/x\r\nHost: t\r\n\r\n"),
#define POST "POST /echo HTTP/1.1\r\nHost: t\r\n"
    R(400, POST "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"),
    R(400, POST "Content-Length: 3\r\nContent-Length: 2\r\n\r\nabc"),
    R(400, POST "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    R(400, POST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    R(400, POST "Content-Length: 3, 3\r\n\r\nabc"),
    R(400, POST "Content-Length: +3\r\n\r\nabc"),
    R(400, POST "Content-Length: -3\r\n\r\nabc"),
    R(400, POST "Content-Length: 0x3\r\n\r\nabc"),
    R(400, POST "Content-Length:\r\n\r\nabc"),
    R(413, POST "Content-Length: 99999999999999999999999\r\n\r\nabc"),
    R(501, POST "Transfer-Encoding: gzip\r\n\r\nabc"),
    R(501, POST "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
    R(501, POST "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
    R(400, "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    R(400, POST "Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
    R(200, POST "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"),
    R(200, POST "Transfer-Encoding: Chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nT: x\r\n\r\n"),
};

TEST(server, refuses_what_is_ambiguous)
{
    struct fixture *f = server_test_start(t, (struct server_options){0});
    for (size_t i = 0; i < sizeof ambiguous / sizeof *ambiguous; i++) {
        struct answer a = server_test_once(t, f->address, ambiguous[i].request);
        bool closes = a.status == 200 || a.closes;
        if (a.status != ambiguous[i].status || !closes)
            test_fail(t, __FILE__, __LINE__, "row %zu: %d instead of %d%s", i, a.status,
                      ambiguous[i].status, closes ? "" : ", and it stays open");
    }
    CHECK_INT(shared->requests, 3);
    CHECK_INT(shared->starts, 1); /* nothing made it crash */
}

/* One request smuggled behind another must not be answered. */
TEST(server, answers_no_smuggled_request)
{
    struct fixture *f = server_test_start(t, (struct server_options){0});
    int fd = server_test_connect(f->address);
    CHECK(server_test_send(fd, STR(POST "Content-Length: 0\r\nContent-Length: 35\r\n\r\n"
                                        "GET /pid HTTP/1.1\r\nHost: t\r\n\r\n")));
    CHECK_INT(server_test_answer(t, fd, false).status, 400);
    CHECK_INT(server_test_receive(t, fd, 1).n, 0);
    (void)close(fd);
    CHECK_INT(shared->requests, 0);
}

static size_t any_below(uint32_t *x, size_t below)
{
    *x = *x * 1664525U + 1013904223U;
    return (*x >> 8) % below;
}

static const char chunked_seed[] =
    POST "Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n1;x=y\r\nf\r\n0\r\nT: u\r\n\r\n";

/* The seed twice, a few bytes of the first changed, the second perhaps cut. */
static struct str nonsense(struct test *t, struct str seed, uint32_t *x)
{
    static const char bytes[] = "\0\r\n \t:;,=0197af+-/?%&\"HTPx\x7f\x80\xff";
    struct str s = str_cat(t->arena, seed, seed);
    for (size_t n = 1 + any_below(x, 4); n > 0; n--) {
        char byte = bytes[any_below(x, sizeof bytes - 1)];
        ((char *)s.p)[any_below(x, seed.n)] = byte;
    }
    return str_slice(s, 0, s.n - any_below(x, seed.n));
}

/* Requests of the kinds above with a few bytes changed, cut or doubled, in a fixed order. */
TEST(server, survives_nonsense)
{
    static const char *const seeds[] = {
        "GET /seen?a=b&c HTTP/1.1\r\nHost: t\r\nCookie: a=b; c=\"d\"\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 10\r\n\r\n0123456789",
        chunked_seed,
        "POST /small HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc",
        "HEAD / HTTP/1.0\r\nX: y\r\nConnection: keep-alive\r\n\r\n",
    };
    struct fixture *f = server_test_start(t, (struct server_options){0});
    uint32_t x = 7;
    for (int round = 0; round < 4; round++) {
        int fds[750];
        for (int i = 0; i < 750; i++) {
            struct str request = nonsense(t, str_c(seeds[i % 5]), &x);
            fds[i] = server_test_connect(f->address);
            CHECK(fds[i] >= 0);
            (void)server_test_send(fds[i], request);
            (void)shutdown(fds[i], SHUT_WR);
        }
        for (int i = 0; i < 750; i++) { /* each is closed, and soon: no deadline is needed */
            char unused[1000];
            while (recv(fds[i], unused, sizeof unused, 0) > 0)
                ;
            (void)close(fds[i]);
        }
    }
    CHECK_INT(server_test_once(t, f->address, GET("/hello")).status, 200);
    CHECK_INT(shared->starts, 1);
    CHECK_INT(server_test_end(f, SIGTERM), OK);
    CHECK_INT(shared->notes, 0);
}

static struct str long_head(struct test *t, int header_n, size_t value_n)
{
    struct buf b;
    buf_init(&b, t->arena, 1 << 20);
    buf_put_z(&b, "GET /seen HTTP/1.1\r\nHost: t\r\n");
    for (int i = 0; i < header_n; i++) {
        buf_printf(&b, "X-%d: ", i);
        for (size_t n = 0; n < value_n; n++)
            buf_put_c(&b, 'v');
        buf_put_z(&b, "\r\n");
    }
    buf_put_z(&b, "\r\n");
    return buf_str(&b);
}

TEST(server, size_of_the_head)
{
    struct fixture *f = server_test_start(t, (struct server_options){0});
    CHECK_STR(server_test_once(t, f->address, long_head(t, 98, 10)).body,
              "GET /seen  127.0.0.1 99");
    CHECK_INT(server_test_once(t, f->address, long_head(t, 100, 10)).status, 431);
    for (size_t n = 100; n < 16300; n += 1013) {
        CHECK_INT(server_test_once(t, f->address, long_head(t, 1, n)).status, 200);
        CHECK_INT(server_test_once(t, f->address, long_head(t, 50, n / 51)).status, 200);
    }
    CHECK_INT(server_test_once(t, f->address, long_head(t, 1, 17000)).status, 431);
    CHECK_INT(server_test_once(t, f->address, long_head(t, 2, 100000)).status, 431);
    struct buf b;
    buf_init(&b, t->arena, 1 << 20);
    buf_put_z(&b, "GET /");
    for (int i = 0; i < 100000; i++)
        buf_put_c(&b, 'a');
    CHECK_INT(server_test_once(t, f->address, buf_str(&b)).status, 414);
}

TEST(server, answers_that_cannot_be_sent)
{
    struct fixture *f = server_test_start(t, (struct server_options){0});
    CHECK_INT(server_test_once(t, f->address, GET("/bad?0")).status, 500);
    CHECK_INT(server_test_once(t, f->address, GET("/bad?1")).status, 500);
    CHECK_INT(server_test_once(t, f->address, GET("/bad?2")).status, 500);
    CHECK_INT(server_test_once(t, f->address, GET("/bad?3")).status, 500);
    CHECK_INT(shared->starts, 1);
}

TEST(server, file_and_large_answers)
{
    struct fixture *f = server_test_start(t, (struct server_options){0});
    struct answer a = server_test_once(t, f->address, GET("/bytes?9000000"));
    CHECK(a.status == 200 && a.body.n == 9000000);
    const char *path = str_fmt(t->arena, "%s/file", f->folder).p;
    CHECK_OK(os_write_file(path, a.body));
    struct str request = str_fmt(t->arena, "GET /file?%s HTTP/1.1\r\nHost: t\r\n\r\n", path);
    int fd = server_test_connect(f->address);
    for (int i = 0; i < 3; i++) {
        struct answer b = server_test_ask(t, fd, request);
        CHECK_INT(b.status, 200);
        CHECK(str_eq(a.body, b.body));
    }
    CHECK_OK(os_write_file(path, STR_NONE));
    a = server_test_ask(t, fd, request);
    CHECK(a.status == 200 && a.body.n == 0);
    (void)close(fd);
}

TEST(server, peer_behind_a_proxy)
{
#define FORWARDED(headers) STR("GET /seen HTTP/1.1\r\nHost: t\r\n" headers "\r\n")
    struct fixture *f = server_test_start(t, (struct server_options){.trust_forwarded = true});
    CHECK_STR(server_test_once(t, f->address, FORWARDED("X-Forwarded-For: 192.0.2.7\r\n")).body,
              "GET /seen  192.0.2.7 2");
    CHECK_STR(
        server_test_once(t, f->address, FORWARDED("x-forwarded-for: 1.1.1.1, 2001:db8::7 \r\n"))
            .body,
        "GET /seen  2001:db8::7 2");
    CHECK_STR(
        server_test_once(t, f->address,
                         FORWARDED("X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 2.2.2.2\r\n"))
            .body,
        "GET /seen  2.2.2.2 3");
    CHECK_STR(server_test_once(t, f->address, FORWARDED("X-Forwarded-For: <b>\r\n")).body,
              "GET /seen  127.0.0.1 2");
    CHECK_STR(server_test_once(t, f->address, GET("/seen")).body, "GET /seen  127.0.0.1 1");
    CHECK_INT(server_test_end(f, SIGTERM), OK);
    struct fixture *g = server_test_start(t, (struct server_options){0});
    CHECK_STR(server_test_once(t, g->address, FORWARDED("X-Forwarded-For: 192.0.2.7\r\n")).body,
              "GET /seen  127.0.0.1 2");
}
