/* base/arena_test.c */
#include "base/arena.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/test.h"

static bool all_zero(const char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (p[i] != 0)
            return false;
    return true;
}

TEST(arena, gives_zeroed_aligned_memory_again_after_reset)
{
    static const size_t size[] = {0, 1, 15, 16, 17, 1000, 16384, 16385, 70000, 3};
    struct arena *a = arena_new(1 << 20);

    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < sizeof size / sizeof *size; i++) {
            char *p = arena_alloc(a, size[i]);

            CHECK((uintptr_t)p % _Alignof(max_align_t) == 0);
            CHECK(all_zero(p, size[i]));
            memset(p, 0xAA, size[i]);
        }
        CHECK(arena_used(a) > 100000);
        arena_reset(a);
        CHECK_INT(arena_used(a), 0);
    }
    arena_free(a);
    arena_free(NULL);
}

TEST(arena, reset_reuses_the_first_block)
{
    struct arena *a = arena_new(1 << 20);
    uintptr_t first = (uintptr_t)arena_alloc(a, 100);

    for (int i = 0; i < 100; i++)
        arena_alloc(a, 9000);
    arena_reset(a);
    CHECK((uintptr_t)arena_alloc(a, 100) == first);
    arena_free(a);
}

TEST(arena, copies_with_a_nul)
{
    char *p = arena_copy(t->arena, "ab\0cd", 5);

    CHECK(memcmp(p, "ab\0cd", 6) == 0);
    CHECK(*arena_copy(t->arena, NULL, 0) == '\0');
}

TEST(arena, grows_the_last_block_in_place)
{
    char *p = arena_alloc(t->arena, 10), *grown;

    memset(p, 'x', 10);
    grown = arena_grow(t->arena, p, 10, 5000);
    CHECK(grown == p);
    CHECK(grown[9] == 'x' && all_zero(grown + 10, 4990));
    CHECK(arena_grow(t->arena, p, 5000, 20) == p); /* smaller: nothing to do */
}

TEST(arena, grows_an_older_block_by_moving_it)
{
    char *p = arena_alloc(t->arena, 10), *other, *grown;

    memset(p, 'x', 10);
    other = arena_alloc(t->arena, 10);
    memset(other, 'y', 10);
    grown = arena_grow(t->arena, p, 10, 40);
    CHECK(grown != p);
    CHECK(memcmp(grown, "xxxxxxxxxx", 10) == 0 && all_zero(grown + 10, 30));
    CHECK(memcmp(other, "yyyyyyyyyy", 10) == 0);
}

/* Two that grow in turn, across every size class, keep what was written. */
TEST(arena, keeps_contents_over_all_growth)
{
    unsigned char *p[2] = {NULL, NULL};
    size_t n = 0;

    for (size_t next = 1; next < 300000; next += next / 3 + 1) {
        for (int k = 0; k < 2; k++) {
            p[k] = arena_grow(t->arena, p[k], n, next);
            CHECK(all_zero((char *)p[k] + n, next - n));
            for (size_t i = n; i < next; i++)
                p[k][i] = (unsigned char)(i * 7 + (size_t)k);
        }
        n = next;
    }
    for (size_t i = 0; i < n; i++)
        CHECK(p[0][i] == (unsigned char)(i * 7) && p[1][i] == (unsigned char)(i * 7 + 1));
}

TEST(arena, gives_back_what_a_large_block_grows_out_of)
{
    struct arena *a = arena_new(200000);
    char *p = arena_alloc(a, 20000);

    arena_alloc(a, 17000);
    for (size_t n = 20000; n < 150000; n += 1000)
        p = arena_grow(a, p, n, n + 1000);
    CHECK(arena_used(a) < 180000); /* the sum of all sizes would be over the cap */
    arena_free(a);
}

struct trace {
    struct arena *arena;
    struct buf out;
};

static void note_b(void *arg)
{
    buf_put_c(&((struct trace *)arg)->out, 'b');
}

static void note_a(void *arg)
{
    struct trace *trace = arg;

    buf_put_c(&trace->out, 'a');
    arena_alloc(trace->arena, 100000);
    arena_on_reset(trace->arena, note_b, trace);
}

TEST(arena, calls_back_latest_first_and_once)
{
    struct trace trace = {.arena = arena_new(1 << 20)};

    buf_init(&trace.out, t->arena, 100);
    arena_on_reset(trace.arena, note_b, &trace);
    arena_on_reset(trace.arena, note_a, &trace);
    arena_on_reset(trace.arena, note_b, &trace);
    arena_reset(trace.arena);
    CHECK_STR(buf_str(&trace.out), "babb"); /* note_a registers one more while it runs */
    arena_reset(trace.arena);
    arena_on_reset(trace.arena, note_b, &trace);
    arena_free(trace.arena);
    CHECK_STR(buf_str(&trace.out), "babbb");
}

TEST(arena, fills_up_to_its_cap)
{
    struct arena *a = arena_new(1000);

    arena_alloc(a, 992);
    arena_alloc(a, 16);
    CHECK_INT(arena_used(a), 1008); /* the cap rounded up */
    arena_reset(a);
    arena_alloc(a, 1000);
    arena_free(a);
}

#ifndef __wasm__
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* Runs fn in a child; what it writes to stderr goes to said. True when it aborted. */
static bool aborts(void (*fn)(struct arena *a), char said[200])
{
    int fd[2], status = 0;
    ssize_t n;
    pid_t child;

    if (pipe(fd) != 0)
        return false;
    child = fork();
    if (child == 0) {
        dup2(fd[1], STDERR_FILENO);
        fn(arena_new(1 << 20));
        _exit(0);
    }
    close(fd[1]);
    n = read(fd[0], said, 199);
    said[n > 0 ? n : 0] = '\0';
    close(fd[0]);
    return waitpid(child, &status, 0) == child && WIFSIGNALED(status) &&
           WTERMSIG(status) == SIGABRT;
}

static void many_small(struct arena *a)
{
    for (;;)
        arena_alloc(a, 100);
}
static void one_huge(struct arena *a)
{
    arena_alloc(a, SIZE_MAX);
}
static void array_overflow(struct arena *a)
{
    volatile size_t n = SIZE_MAX / 4 + 2;

    ARENA_ARRAY(a, uint32_t, n); /* 4 bytes, if it were let wrap around */
}
static void copy_huge(struct arena *a)
{
    arena_copy(a, "", SIZE_MAX);
}
static void grow_small(struct arena *a)
{
    arena_grow(a, arena_alloc(a, 8), 8, SIZE_MAX - 8);
}
static void grow_large(struct arena *a)
{
    char *p = arena_alloc(a, 20000);

    for (size_t n = 20000;; n *= 2)
        p = arena_grow(a, p, n, n * 2);
}

TEST(arena, over_the_cap_aborts_with_one_clear_line)
{
    void (*fn[])(struct arena *a) = {many_small, one_huge,   array_overflow,
                                     copy_huge,  grow_small, grow_large};
    char said[200];

    for (size_t i = 0; i < sizeof fn / sizeof *fn; i++) {
        CHECK(aborts(fn[i], said));
        CHECK_STR(str_c(said), "arena: over its cap (cap 1048576 bytes)\n");
    }
}
#endif
