/* core/expr_parse_test.c: expressions that are refused before they are computed, and what one says
 * about itself. */
#include "base/buf.h"
#include "base/test.h"
#include "core/expr_internal.h"

static struct str repeated(struct arena *a, const char *head, const char *body, int n)
{
    struct buf out;

    buf_init(&out, a, 1 << 20);
    buf_put_z(&out, head);
    for (int i = 0; i < n; i++)
        buf_put_z(&out, body);
    return buf_str(&out);
}

TEST(expr, hostile_expressions_are_refused)
{
    struct expr_fault fault;
    struct expr *expr;

    CHECK_ERR(expr_parse(t->arena, repeated(t->arena, "", "(", 5000), &expr, &fault), E_LIMIT);
    CHECK_ERR(expr_parse(t->arena, repeated(t->arena, "1", "+1", 5000), &expr, &fault), E_LIMIT);
    CHECK_ERR(expr_parse(t->arena, repeated(t->arena, "1", "|a", 500), &expr, &fault), E_LIMIT);
    CHECK_ERR(expr_parse(t->arena, repeated(t->arena, "a", "[1]", 9000), &expr, &fault), E_LIMIT);
    CHECK_ERR(expr_parse(t->arena, STR("'\xff'"), &expr, &fault), E_INVALID);
    CHECK_OK(expr_parse(t->arena, repeated(t->arena, "", "-", 5000), &expr, &fault) == OK ? E_BUG
                                                                                          : OK);
    CHECK_OK(expr_parse(t->arena, repeated(t->arena, "1", "+1", 150), &expr, &fault));
}

struct names {
    struct str all;
    struct arena *arena;
};

static void note_name(void *arg, struct str name, bool is_reference)
{
    struct names *names = arg;

    names->all = str_fmt(names->arena, "%.*s %s%.*s", STR_ARG(names->all), is_reference ? "$" : "",
                         STR_ARG(name));
}

TEST(expr, tells_what_it_reads)
{
    struct names names = {.arena = t->arena};
    struct expr_fault fault;
    struct expr *expr;

    CHECK_OK(expr_parse(
        t->arena,
        STR("${a} + sum(/d/b[c = ${e}]) + count(instance('i')/f[g = current()/../h]) + now()"),
        &expr, &fault));
    expr_each_name(expr, note_name, &names);
    CHECK_STR(names.all, " $a d b $e h");
    CHECK(expr_calls(expr, STR("now")));
    CHECK(!expr_calls(expr, STR("today")));
}
