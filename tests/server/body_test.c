/* tests/server/body_test.c: bodies: in memory and in sealed files, too large, chunked, expected,
 * slow, and forms with files. */
#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "fixture.h"
#include "plat/crypto.h"
#include "plat/os.h"
#include "plat/server_internal.h"

static struct str some_bytes(struct test *t, size_t n)
{
    char *p = arena_alloc(t->arena, n);
    uint32_t x = 1;
    for (size_t i = 0; i < n; i++) {
        x = x * 1664525 + 1013904223;
        p[i] = (char)(x >> 24);
    }
    return (struct str){p, n};
}

static struct str post(struct test *t, const char *path, struct str body)
{
    struct str head = str_fmt(
        t->arena, "POST %s HTTP/1.1\r\nHost: t\r\nContent-Length: %zu\r\n\r\n", path, body.n);
    return str_cat(t->arena, head, body);
}

static struct str sum(struct test *t, struct str body, const char *where)
{
    struct buf b;
    struct sha256 h = crypto_sha256(body);
    buf_init(&b, t->arena, 200);
    buf_printf(&b, "%zu %s ", body.n, where);
    buf_put_hex(&b, h.b, sizeof h.b);
    return buf_str(&b);
}

TEST(server, body_in_memory_or_sealed_file)
{
    static const size_t sizes[] = {1,      1000,   65535,  65536,   65537,  100000,
                                   131072, 131073, 196608, 1 << 20, 5000001};
    struct fixture *f = server_test_start(t, (struct server_options){0});
    int fd = server_test_connect(f->address);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct str body = some_bytes(t, sizes[i]);
        struct answer a = server_test_ask(t, fd, post(t, "/sum", body));
        CHECK_INT(a.status, 200);
        CHECK(!a.closes);
        CHECK(str_eq(a.body, sum(t, body, sizes[i] <= SERVER_BODY_MEMORY ? "memory" : "sealed")));
    }
    (void)close(fd);
    struct os_names names;
    CHECK_OK(os_list_dir(t->arena, f->folder, &names));
    CHECK_INT(names.n, 0);
}

static struct str chunked(struct test *t, struct str body, size_t piece)
{
    struct buf b;
    buf_init(&b, t->arena, 64 << 20);
    buf_put_z(&b, "POST /sum HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (size_t i = 0; i < body.n; i += piece) {
        struct str part = str_slice(body, i, i + piece);
        buf_printf(&b, "%zx\r\n", part.n);
        buf_put(&b, part);
        buf_put_z(&b, "\r\n");
    }
    buf_put_z(&b, "0\r\n\r\n");
    return buf_str(&b);
}

TEST(server, chunked_body)
{
    struct fixture *f = server_test_start(t, (struct server_options){0});
    int fd = server_test_connect(f->address);
    struct str body = some_bytes(t, 200000);
    for (size_t piece = 1000; piece < 100000; piece *= 3) {
        struct answer a = server_test_ask(t, fd, chunked(t, body, piece));
        CHECK_INT(a.status, 200);
        CHECK(str_eq(a.body, sum(t, body, "sealed")));
    }
    /* Byte by byte, with pauses: every state is left in the middle. */
    struct str slow = chunked(t, some_bytes(t, 20), 3);
    for (size_t i = 0; i < slow.n; i++) {
        CHECK(server_test_send(fd, str_slice(slow, i, i + 1)));
        server_test_sleep(1);
    }
    CHECK(str_eq(server_test_answer(t, fd, false).body, sum(t, some_bytes(t, 20), "memory")));
    (void)close(fd);
}

TEST(server, body_over_its_limit)
{
    struct fixture *f = server_test_start(t, (struct server_options){0});
    /* Announced: answered before a byte of it. */
    struct answer a = server_test_once(
        t, f->address,
        STR("POST /small HTTP/1.1\r\nHost: t\r\nContent-Length: 99999999999\r\n\r\n"));
    CHECK_INT(a.status, 413);
    CHECK_STR(a.body, "at most 1000, please");
    CHECK(a.closes);
    /* On its way already: it may be sent to its end, and then the answer is there. */
    struct str large = some_bytes(t, 12 << 20);
    int fd = server_test_connect(f->address);
    char byte;
    CHECK(server_test_send(fd, post(t, "/small", large)));
    a = server_test_answer(t, fd, false);
    CHECK_INT(a.status, 413);
    CHECK_STR(a.body, "at most 1000, please");
    CHECK_INT(recv(fd, &byte, 1, 0), 0); /* an end, not a reset */
    (void)close(fd);
    a = server_test_once(t, f->address, post(t, "/echo", large));
    CHECK_INT(a.status, 413);
    /* Chunked: when it is too much. */
    a = server_test_once(t, f->address, chunked(t, large, 60000));
    CHECK_INT(a.status, 413);
    CHECK(a.closes);
    CHECK_INT(shared->requests, 0);
    CHECK_INT(server_test_once(t, f->address, GET("/hello")).status, 200);
}

TEST(server, short_refused_body_keeps_the_connection)
{
    struct fixture *f = server_test_start(t, (struct server_options){0});
    int fd = server_test_connect(f->address);
    for (int i = 0; i < 3; i++) {
        struct answer a = server_test_ask(t, fd, post(t, "/closed", some_bytes(t, 5000)));
        CHECK(a.status == 403 && !a.closes);
        CHECK_STR(a.body, "closed to you");
        a = server_test_ask(t, fd, post(t, "/small", some_bytes(t, 1001)));
        CHECK(a.status == 413 && !a.closes);
        a = server_test_ask(t, fd, post(t, "/small", some_bytes(t, 1000)));
        CHECK(a.status == 200 && a.body.n == 1000);
        a = server_test_ask(t, fd,
                            STR("GET /hello HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\n\r\n"
                                "abc"));
        CHECK_INT(a.status, 413); /* a GET has no body here */
    }
    (void)close(fd);
    struct answer a = server_test_once(
        t, f->address, STR("GET /hello HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n"));
    CHECK_INT(a.status, 411);
    CHECK_INT(shared->requests, 3);
}

TEST(server, expect_100_continue)
{
#define EXPECT(path, n)                                                                            \
    STR("POST " path " HTTP/1.1\r\nHost: t\r\nContent-Length: " n                                  \
        "\r\nExpect: 100-continue\r\n\r\n")
    struct fixture *f = server_test_start(t, (struct server_options){0});
    int fd = server_test_connect(f->address);
    struct answer a = server_test_ask(t, fd, EXPECT("/echo", "3"));
    CHECK_INT(a.status, 100);
    a = server_test_ask(t, fd, STR("abc"));
    CHECK_INT(a.status, 200);
    CHECK_STR(a.body, "abc");
    a = server_test_ask(t, fd, EXPECT("/small", "1001"));
    CHECK(a.status == 413 && a.closes); /* and no 100 before it */
    (void)close(fd);
    CHECK_INT(server_test_once(t, f->address, EXPECT("/closed", "3")).status, 403);
}

TEST(server, slow_head_is_cut)
{
    struct server_options o = {.header_deadline_s = 1, .idle_s = 30};
    struct fixture *f = server_test_start(t, o);
    int fd = server_test_connect(f->address), idle = server_test_connect(f->address);
    int64_t begun = server_test_ms();
    CHECK(server_test_send(fd, STR("GET /hello HTTP/1.1\r\nHost: t\r\nX: ")));
    while (server_test_ms() - begun < LIMIT_MS && server_test_send(fd, STR("x")))
        server_test_sleep(50); /* never silent for long */
    CHECK(server_test_ms() - begun >= 900);
    CHECK(server_test_ms() - begun < LIMIT_MS);
    CHECK_INT(server_test_answer(t, fd, false).status, 408);
    CHECK_INT(server_test_answer(t, idle, false).status, 0); /* said nothing, is told nothing */
    (void)close(fd);
    (void)close(idle);
    CHECK_INT(server_test_once(t, f->address, GET("/hello")).status, 200);
}

TEST(server, slow_second_head_is_cut)
{
    struct server_options o = {.header_deadline_s = 1, .idle_s = 1};
    struct fixture *f = server_test_start(t, o);
    int fd = server_test_connect(f->address), idle = server_test_connect(f->address);
    CHECK_INT(server_test_ask(t, fd, GET("/hello")).status, 200);
    CHECK_INT(server_test_ask(t, idle, GET("/hello")).status, 200);
    int64_t begun = server_test_ms();
    while (server_test_ms() - begun < LIMIT_MS && server_test_send(fd, STR("G")))
        server_test_sleep(50);
    CHECK(server_test_ms() - begun < LIMIT_MS);
    CHECK_INT(server_test_answer(t, idle, false).status, 0);
    (void)close(fd);
    (void)close(idle);
}

TEST(server, slow_body_is_cut)
{
    struct server_options o = {.body_deadline_s = 1, .idle_s = 30};
    struct fixture *f = server_test_start(t, o);
    int fd = server_test_connect(f->address);
    int64_t begun = server_test_ms();
    CHECK(server_test_send(
        fd, STR("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 1000000\r\n\r\n")));
    while (server_test_ms() - begun < LIMIT_MS && server_test_send(fd, STR("x")))
        server_test_sleep(50);
    CHECK(server_test_ms() - begun >= 900);
    CHECK(server_test_ms() - begun < LIMIT_MS);
    CHECK_INT(server_test_answer(t, fd, false).status, 408);
    (void)close(fd);
}

TEST(server, client_that_does_not_read_is_cut)
{
    struct fixture *f = server_test_start(t, (struct server_options){.idle_s = 1});
    int fd = server_test_connect(f->address);
    CHECK(server_test_send(fd, GET("/bytes?12000000"))); /* more than the kernel holds for us */
    server_test_sleep(4000);
    CHECK(server_test_receive(t, fd, 12000000).n < 12000000);
    (void)close(fd);
}

TEST(server, full_disk_is_told)
{
    struct fixture *f = server_test_start(t, (struct server_options){0});
    CHECK(rmdir(f->folder) == 0);
    struct answer a = server_test_once(t, f->address, post(t, "/sum", some_bytes(t, 300000)));
    CHECK_INT(a.status, 507);
    a = server_test_once(t, f->address, post(t, "/sum", some_bytes(t, 3000)));
    CHECK_INT(a.status, 200);
    CHECK(mkdir(f->folder, 0700) == 0);
}

/* Without a server: what stands in the file is changed under the reader. */
TEST(server, changed_body_file_is_noticed)
{
    struct server_body *b = ARENA_NEW(t->arena, struct server_body);
    struct str piece, body = some_bytes(t, 200000);
    CHECK_OK(crypto_init());
    server_body_init(b, t->arena, "/tmp", 200000);
    for (size_t i = 0; i < body.n; i += 777)
        CHECK_OK(server_body_add(b, str_slice(body, i, i + 777)));
    CHECK_ERR(server_body_add(b, STR("x")), E_LIMIT);
    CHECK_OK(server_body_finish(b));
    struct server_request req = {.arena = t->arena, .large = b, .body_n = b->n};
    for (int round = 0; round < 2; round++) { /* any number of readers */
        struct server_body_reader r = {.req = &req};
        size_t n = 0;
        while (!r.ended) {
            CHECK_OK(server_body_read(&r, &piece));
            CHECK(str_eq(piece, str_slice(body, n, n + piece.n)));
            n += piece.n;
        }
        CHECK_INT(n, body.n);
        CHECK_OK(server_body_read(&r, &piece));
        CHECK_INT(piece.n, 0);
    }
    char c;
    CHECK(pread(b->fd, &c, 1, 70000) == 1);
    c ^= 1;
    CHECK(pwrite(b->fd, &c, 1, 70000) == 1);
    struct server_body_reader r = {.req = &req};
    CHECK_OK(server_body_read(&r, &piece));
    CHECK_ERR(server_body_read(&r, &piece), E_IO);
    CHECK(ftruncate(b->fd, 65536 + 17) == 0);
    r = (struct server_body_reader){.req = &req};
    CHECK_OK(server_body_read(&r, &piece));
    CHECK_ERR(server_body_read(&r, &piece), E_IO);
}

#define PART(head) "--b0und\r\nContent-Disposition: form-data; " head "\r\n\r\n"

static struct answer post_form(struct test *t, const struct fixture *f, struct str body)
{
    struct str head = str_fmt(t->arena,
                              "POST /parts HTTP/1.1\r\nHost: t\r\nContent-Length: %zu\r\n"
                              "Content-Type: multipart/form-data; boundary=b0und\r\n\r\n",
                              body.n);
    return server_test_once(t, f->address, str_cat(t->arena, head, body));
}

TEST(server, multipart_form)
{
    struct fixture *f = server_test_start(t, (struct server_options){0});
    struct answer a = post_form(t, f,
                                STR(PART("name=\"title\"") "Birth certificate\r\n" /* */
                                    PART("name=\"empty\"") "\r\n"                  /* */
                                    PART("name=\"doc\"; filename=\"a b.txt\"\r\nContent-Type: "
                                         "text/plain") "line\r\n--b0un not\r\n" /* */
                                    PART("name=\"none\"; filename=\"\"") "\r\n--b0und--\r\n"));
    CHECK_STR(a.body, "\ntitle|||Birth certificate\nempty|||\ndoc|a b.txt|text/plain|line\r\n"
                      "--b0un not\nnone|||\nOK");
    a = post_form(t, f, STR(PART("name=\"stop\"") "x\r\n--b0und--\r\n"));
    CHECK(str_has_suffix(a.body, STR("E_DENIED")));
    a = post_form(t, f, STR(PART("name=\"cut\"") "x"));
    CHECK(str_has_suffix(a.body, STR("E_INVALID")));
    a = post_form(t, f, STR("nonsense"));
    CHECK(str_has_suffix(a.body, STR("E_INVALID")));
    a = server_test_once(t, f->address, post(t, "/parts", STR("a=b")));
    CHECK(str_has_suffix(a.body, STR("E_INVALID")));
}

TEST(server, multipart_large_file)
{
    struct fixture *f = server_test_start(t, (struct server_options){0});
    char *p = arena_alloc(t->arena, 300000);
    for (int i = 0; i < 300000; i++)
        p[i] = "0123456789abcde\r\n--b0un"[i % 23];
    struct str file = {p, 300000};
    struct str body = str_cat(t->arena, STR(PART("name=\"doc\"; filename=\"x\"")), file);
    body = str_cat(t->arena, body, STR("\r\n--b0und--\r\n"));
    struct answer a = post_form(t, f, body);
    CHECK(str_eq(a.body, str_fmt(t->arena, "\ndoc|x||%.*s\nOK", STR_ARG(file))));
}
