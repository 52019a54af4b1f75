/* base/str_test.c */
#include "base/str.h"

#include <string.h>

#include "base/test.h"

TEST(str, borders_with_c_strings)
{
    CHECK(str_c(NULL).p == NULL && str_c(NULL).n == 0);
    CHECK_STR(STR("abc"), "abc");
    CHECK_INT(STR("").n, 0);
    CHECK(strcmp(str_z(t->arena, str_slice(STR("abcdef"), 1, 3)), "bc") == 0);
    CHECK(strcmp(str_z(t->arena, STR_NONE), "") == 0);
    CHECK_STR(str_dup(t->arena, STR("abc")), "abc");
    CHECK_STR(str_cat(t->arena, STR("ab"), STR("c")), "abc");
    CHECK_STR(str_cat(t->arena, STR_NONE, STR_NONE), "");
    CHECK_STR(str_fmt(t->arena, "%s-%d-%.*s", "x", 7, STR_ARG(STR_NONE)), "x-7-");
    CHECK_INT(str_fmt(t->arena, "%*d", 50000, 1).n, 50000);
    CHECK(!str_given(STR_NONE) && str_given(STR("a")));
}

TEST(str, compares_bytes)
{
    CHECK(str_eq(STR(""), STR_NONE));
    CHECK(!str_eq(STR("a"), STR("b")) && !str_eq(STR("a"), STR("ab")));
    CHECK(str_eq_nocase(STR("Content-Type"), STR("cONTENT-tYPE")));
    CHECK(!str_eq_nocase(STR("[@"), STR("{`"))); /* 32 apart, but no letters */
    CHECK(!str_eq_nocase(STR("\xC3\x84"), STR("\xC3\xA4")));
    CHECK(str_cmp(STR("a"), STR("b")) < 0 && str_cmp(STR("b"), STR("a")) > 0);
    CHECK(str_cmp(STR("a"), STR("ab")) < 0 && str_cmp(STR("ab"), STR("a")) > 0);
    CHECK(str_cmp(STR_NONE, STR("")) == 0 && str_cmp(STR_NONE, STR("a")) < 0);
    CHECK(str_cmp(STR("\x7F"), STR("\x80")) < 0);
}

TEST(str, finds_prefix_suffix_and_middle)
{
    CHECK(str_has_prefix(STR("abc"), STR("ab")) && !str_has_prefix(STR("a"), STR("ab")));
    CHECK(str_has_prefix(STR_NONE, STR_NONE) && str_has_suffix(STR("a"), STR("")));
    CHECK(str_has_suffix(STR("abc"), STR("bc")) && !str_has_suffix(STR("c"), STR("bc")));
    CHECK_INT(str_find(STR("ababc"), STR("abc"), 0), 2);
    CHECK_INT(str_find(STR("abab"), STR("ab"), 1), 2);
    CHECK_INT(str_find(STR("aaab"), STR("aab"), 0), 1);
    CHECK_INT(str_find(STR("abab"), STR("ab"), 3), -1);
    CHECK_INT(str_find(STR("ab"), STR("abc"), 0), -1);
    CHECK_INT(str_find(STR("ab"), STR(""), 2), 2);
    CHECK_INT(str_find(STR("ab"), STR(""), 3), -1);
    CHECK_INT(str_find(STR("ab"), STR("a"), SIZE_MAX), -1);
    CHECK_INT(str_find(STR_NONE, STR("a"), 0), -1);
    CHECK_INT(str_find(STR_NONE, STR_NONE, 0), 0);
}

TEST(str, cuts_with_clamping)
{
    CHECK_STR(str_from(STR("abc"), 1), "bc");
    CHECK_STR(str_from(STR("abc"), 9), "");
    CHECK_STR(str_slice(STR("abc"), 1, 2), "b");
    CHECK_STR(str_slice(STR("abc"), 2, 1), "");
    CHECK_STR(str_slice(STR("abc"), 0, SIZE_MAX), "abc");
    CHECK_STR(str_slice(STR_NONE, 1, 2), "");
    CHECK_STR(str_trim(STR(" \t\r\n\v\fa b \n")), "a b");
    CHECK_STR(str_trim(STR(" \t ")), "");
    CHECK_STR(str_trim(STR_NONE), "");
    CHECK_STR(str_trim(STR("\xC2\xA0")), "\xC2\xA0");
}

/* The pieces of text, each in brackets. */
static struct str pieces(struct arena *a, struct str text)
{
    struct str out = STR_NONE, piece;

    while (str_split(&text, ',', &piece))
        out = str_fmt(a, "%.*s[%.*s]", STR_ARG(out), STR_ARG(piece));
    return out;
}

TEST(str, splits)
{
    CHECK_STR(pieces(t->arena, STR("a,,b")), "[a][][b]");
    CHECK_STR(pieces(t->arena, STR("")), "");
    CHECK_STR(pieces(t->arena, STR_NONE), "");
    CHECK_STR(pieces(t->arena, STR(",")), "[]");
    CHECK_STR(pieces(t->arena, STR("a,")), "[a]");
    CHECK_STR(pieces(t->arena, STR(",a")), "[][a]");
    CHECK_STR(pieces(t->arena, STR("abc")), "[abc]");
}

TEST(str, hashes_spread)
{
    int bucket[64] = {0};

    for (int i = 0; i < 6400; i++)
        bucket[str_hash(str_fmt(t->arena, "key%d", i)) % 64]++;
    for (int i = 0; i < 64; i++)
        CHECK(bucket[i] > 50 && bucket[i] < 150);
    CHECK(str_hash(STR_NONE) == str_hash(STR("")));
    CHECK(str_hash(STR("ab")) != str_hash(STR("ba")));
}
