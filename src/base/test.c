/* base/test.c: runs the registered tests. For test programs only: it holds the list of tests. */
#include "base/test.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/buf.h"

#define TEST_CAP ((size_t)64 * 1024 * 1024)

static struct test *test_first, **test_end = &test_first;

void test_register(struct test *t)
{
    *test_end = t;
    test_end = &t->next;
}

/* At once, so that a crash in the next test leaves nothing behind in the buffer. */
static void say(const char *z)
{
    fputs(z, stdout);
    fflush(stdout);
}

static void say_lines(struct arena *a, struct str text)
{
    struct str line;

    while (str_split(&text, '\n', &line))
        say(str_z(a, str_fmt(a, "# %.*s\n", STR_ARG(line))));
}

void test_fail(struct test *t, const char *file, int line, const char *fmt, ...)
{
    char text[4000];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    t->failed = true;
    say_lines(t->arena, str_fmt(t->arena, "%s:%d: %s", file, line, text));
}

static bool is_wanted(const struct test *t, int pattern_n, char **patterns)
{
    for (int i = 0; i < pattern_n; i++)
        if (str_find(str_c(t->name), str_c(patterns[i]), 0) >= 0)
            return true;
    return pattern_n == 0;
}

int test_run(int pattern_n, char **patterns)
{
    struct arena *a = arena_new(TEST_CAP);
    int passed = 0, failed = 0;

    for (struct test *t = test_first; t; t = t->next) {
        if (!is_wanted(t, pattern_n, patterns))
            continue;
        t->arena = a;
        t->failed = false;
        t->fn(t);
        if (t->failed)
            say(str_z(a, str_fmt(a, "# again: build/debug/unit %s\n", t->name)));
        say(str_z(a, str_fmt(a, "%s %s\n", t->failed ? "not ok" : "ok", t->name)));
        failed += t->failed;
        passed += !t->failed;
        arena_reset(a);
    }
    if (passed + failed == 0) { /* a misspelt pattern must not look like success */
        say("# no test matches\n");
        failed = 1;
    }
    say(str_z(a, str_fmt(a, "%d passed, %d failed\n", passed, failed)));
    arena_free(a);
    return failed;
}
