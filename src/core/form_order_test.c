/* core/form_order_test.c */
#include "core/form_order.h"

#include "base/test.h"

/* "1 2;;0": what each thing waits for; the order, or "!" and the circle. */
static struct str ordered(struct arena *a, const char *text)
{
    struct form_waits w = {.first = ARENA_ARRAY(a, size_t, 100)};
    struct str rest = str_c(text), thing, one, got = STR_NONE;
    size_t order[100], circle[2] = {0};

    while (str_split(&rest, ';', &thing)) {
        while (str_split(&thing, ' ', &one))
            if (str_given(one))
                LIST_ADD(a, &w.to, (size_t)(one.p[0] - '0'));
        w.first[++w.n] = w.to.n;
    }
    if (!form_order(a, &w, order, circle))
        return str_fmt(a, "!%zu %zu", circle[0], circle[1]);
    for (size_t i = 0; i < w.n; i++)
        got = str_fmt(a, "%.*s%zu", STR_ARG(got), order[i]);
    return got;
}

TEST(form_order, what_is_waited_for_comes_first)
{
    static const struct {
        const char *waits, *want;
    } row[] = {
        {"", ""},       {";;;", "012"},     {"1;2;;", "210"},  {"1 2;2;;0;", "2103"},
        {"0;", "!0 0"}, {"1;2;0;", "!2 0"}, {";2;1;", "!2 1"}, {"1;;1 0;2 2;", "1023"},
    };

    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        CHECK_STR(ordered(t->arena, row[i].waits), row[i].want);
}

/* As deep as a form may be long; a walk that calls itself would need a stack for it. */
TEST(form_order, a_long_chain)
{
    enum { N = 200000 };
    struct form_waits w = {.n = N, .first = ARENA_ARRAY(t->arena, size_t, N + 1)};
    size_t *order = ARENA_ARRAY(t->arena, size_t, N), circle[2];

    for (size_t i = 0; i < N; i++) {
        if (i + 1 < N)
            LIST_ADD(t->arena, &w.to, i + 1);
        w.first[i + 1] = w.to.n;
    }
    CHECK(form_order(t->arena, &w, order, circle));
    CHECK_INT(order[0], N - 1);
    CHECK_INT(order[N - 1], 0);
}
