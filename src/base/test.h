/* base/test.h: the unit-test harness. A test is a function; a failed CHECK says where and stops it.
 *
 *     TEST(note, rejects_closed_case)
 *     {
 *         CHECK(note_is_open(&n));
 *         CHECK_STR(n.body, "Met family");
 *     }
 *
 * `build/debug/unit note::rejects_closed_case` runs one; each prints `ok NAME` or `not ok NAME`. */
#ifndef BASE_TEST_H
#define BASE_TEST_H

#include "base/arena.h"
#include "base/str.h"

struct test {
    const char *name; /* "noun::what_it_shows" */
    void (*fn)(struct test *t);
    struct arena *arena; /* reset after each test */
    bool failed;
    struct test *next;
};

/** Adds a test to the list; called by TEST before main. */
void test_register(struct test *t);
/** Notes the failure; prints file, line and text. */
void test_fail(struct test *t, const char *file, int line, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/** Runs all whose name contains one of the patterns (all when none). Returns the number failed;
 * none to run counts as one failure. */
int test_run(int pattern_n, char **patterns);

#define TEST(noun, what)                                                                           \
    static void test_##noun##_##what(struct test *t);                                              \
    static struct test test_entry_##noun##_##what = {.name = #noun "::" #what,                     \
                                                     .fn = test_##noun##_##what};                  \
    __attribute__((constructor)) static void test_add_##noun##_##what(void)                        \
    {                                                                                              \
        test_register(&test_entry_##noun##_##what);                                                \
    }                                                                                              \
    static void test_##noun##_##what(struct test *t)

#define CHECK(cond)                                                                                \
    do {                                                                                           \
        if (!(cond)) {                                                                             \
            test_fail(t, __FILE__, __LINE__, "%s", #cond);                                         \
            return;                                                                                \
        }                                                                                          \
    } while (0)
#define CHECK_INT(got, want)                                                                       \
    do {                                                                                           \
        long long got_ = (long long)(got), want_ = (long long)(want);                              \
        if (got_ != want_) {                                                                       \
            test_fail(t, __FILE__, __LINE__, "%s is %lld, not %lld", #got, got_, want_);           \
            return;                                                                                \
        }                                                                                          \
    } while (0)
#define CHECK_STR(got, want)                                                                       \
    do {                                                                                           \
        struct str got_ = (got), want_ = str_c(want);                                              \
        if (!str_eq(got_, want_)) {                                                                \
            test_fail(t, __FILE__, __LINE__, "%s is \"%.*s\", not \"%.*s\"", #got, STR_ARG(got_),  \
                      STR_ARG(want_));                                                             \
            return;                                                                                \
        }                                                                                          \
    } while (0)
#define CHECK_ERR(call, want)                                                                      \
    do {                                                                                           \
        enum err got_ = (call);                                                                    \
        if (got_ != (want)) {                                                                      \
            test_fail(t, __FILE__, __LINE__, "%s is %s, not %s", #call, err_name(got_),            \
                      err_name(want));                                                             \
            return;                                                                                \
        }                                                                                          \
    } while (0)
#define CHECK_OK(call) CHECK_ERR(call, OK)

#endif
