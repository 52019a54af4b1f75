/* base/buf_test.c */
#include "base/buf.h"

#include <string.h>

#include "base/test.h"

TEST(buf, puts_everything_in_order)
{
    struct buf b;
    struct str s;
    const unsigned char bytes[] = {0x00, 0x7f, 0xff};

    buf_init(&b, t->arena, 1000);
    buf_put(&b, STR("a"));
    buf_put(&b, STR_NONE);
    buf_put_c(&b, ',');
    buf_put_z(&b, "z");
    buf_put_z(&b, NULL);
    buf_printf(&b, "[%05d%s]", 42, "");
    buf_put_hex(&b, bytes, sizeof bytes);
    CHECK_OK(buf_done(&b, &s));
    CHECK_STR(s, "a,z[00042]007fff");
}

TEST(buf, puts_all_numbers)
{
    struct buf b;

    buf_init(&b, t->arena, 1000);
    buf_put_i64(&b, 0);
    buf_put_i64(&b, INT64_MIN);
    buf_put_i64(&b, INT64_MAX);
    buf_put_i64(&b, -7);
    CHECK_STR(buf_str(&b), "0-92233720368547758089223372036854775807-7");
}

TEST(buf, is_empty_at_first)
{
    struct buf b;
    struct str s = STR("old");

    buf_init(&b, t->arena, 0);
    CHECK_OK(buf_done(&b, &s));
    CHECK_INT(s.n, 0);
    buf_put(&b, STR(""));
    CHECK_OK(buf_done(&b, &s));
    buf_put_c(&b, 'x');
    CHECK_ERR(buf_done(&b, &s), E_LIMIT);
}

TEST(buf, holds_exactly_its_maximum)
{
    for (size_t max = 0; max < 300; max++) {
        struct buf b;
        struct str s = STR("old");

        buf_init(&b, t->arena, max);
        for (size_t i = 0; i < max; i++)
            buf_put_c(&b, 'x');
        CHECK_OK(buf_done(&b, &s));
        CHECK_INT(s.n, max);
        buf_put_c(&b, 'y');
        s = STR("old");
        CHECK_ERR(buf_done(&b, &s), E_LIMIT);
        CHECK_STR(s, "old");
        CHECK_INT(buf_str(&b).n, max);
    }
}

TEST(buf, drops_all_after_what_did_not_fit)
{
    struct buf b;

    buf_init(&b, t->arena, 5);
    buf_put(&b, STR("abc"));
    buf_printf(&b, "%s", "defg");
    buf_put(&b, STR("h")); /* would fit, but out of order */
    buf_put_hex(&b, "x", 1);
    buf_put_hex(&b, "x", SIZE_MAX);
    buf_put_i64(&b, 1);
    CHECK(buf_room(&b, 0) == NULL);
    CHECK(b.over);
    CHECK_STR(buf_str(&b), "abc");
}

TEST(buf, fits_printf_to_the_last_byte)
{
    struct buf b;
    struct str s;

    buf_init(&b, t->arena, 5);
    buf_printf(&b, "%s", "abcde");
    CHECK_OK(buf_done(&b, &s));
    CHECK_STR(s, "abcde");
}

TEST(buf, lends_room)
{
    struct buf b;
    char *p;

    buf_init(&b, t->arena, 100);
    p = buf_room(&b, 100);
    CHECK(p != NULL);
    memset(p, 'q', 100);
    buf_commit(&b, 3);
    CHECK_STR(buf_str(&b), "qqq");
    CHECK(buf_room(&b, 97) != NULL);
    CHECK(buf_room(&b, 98) == NULL);
}

TEST(buf, grows_to_megabytes)
{
    struct buf b;
    struct str s;

    buf_init(&b, t->arena, (size_t)1 << 23);
    for (int i = 0; i < 100000; i++)
        buf_printf(&b, "%06d,", i);
    CHECK_OK(buf_done(&b, &s));
    CHECK_INT(s.n, 700000);
    for (int i = 0; i < 100000; i += 997)
        CHECK_STR(str_slice(s, (size_t)i * 7, (size_t)i * 7 + 6),
                  str_z(t->arena, str_fmt(t->arena, "%06d", i)));
    CHECK(arena_used(t->arena) < (size_t)1 << 22);
}
