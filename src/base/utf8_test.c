/* base/utf8_test.c */
#include "base/utf8.h"

#include <string.h>

#include "base/test.h"

/* Unicode, table 3-7 "Well-Formed UTF-8 Byte Sequences", written as the ranges of each byte. */
static bool in_table(const unsigned char *p, size_t n)
{
    static const unsigned char row[9][8] = {
        {0x00, 0x7F},
        {0xC2, 0xDF, 0x80, 0xBF},
        {0xE0, 0xE0, 0xA0, 0xBF, 0x80, 0xBF},
        {0xE1, 0xEC, 0x80, 0xBF, 0x80, 0xBF},
        {0xED, 0xED, 0x80, 0x9F, 0x80, 0xBF},
        {0xEE, 0xEF, 0x80, 0xBF, 0x80, 0xBF},
        {0xF0, 0xF0, 0x90, 0xBF, 0x80, 0xBF, 0x80, 0xBF},
        {0xF1, 0xF3, 0x80, 0xBF, 0x80, 0xBF, 0x80, 0xBF},
        {0xF4, 0xF4, 0x80, 0x8F, 0x80, 0xBF, 0x80, 0xBF},
    };
    static const size_t length[9] = {1, 2, 3, 3, 3, 3, 4, 4, 4};

    for (size_t r = 0; r < 9; r++) {
        size_t i = 0;

        while (i < n && i < length[r] && p[i] >= row[r][2 * i] && p[i] <= row[r][2 * i + 1])
            i++;
        if (i == n && n == length[r])
            return true;
    }
    return false;
}

static bool valid(const unsigned char *p, size_t n)
{
    return utf8_is_valid((struct str){(const char *)p, n});
}

/* All sequences of one and two bytes, and all of three and four with bytes at the borders. */
TEST(utf8, agrees_with_the_unicode_table)
{
    static const unsigned char border[] = {0x00, 0x41, 0x7F, 0x80, 0x81, 0x8F, 0x90, 0x9F,
                                           0xA0, 0xBE, 0xBF, 0xC0, 0xC2, 0xE0, 0xFF};
    enum { BORDERS = sizeof border };
    unsigned char p[4];

    for (int i = 0; i < 0x10000; i++) {
        p[0] = (unsigned char)(i >> 8);
        p[1] = (unsigned char)i;
        CHECK(valid(p, 1) == in_table(p, 1));
        CHECK(valid(p, 2) == (in_table(p, 2) || (in_table(p, 1) && in_table(p + 1, 1))));
        if (p[0] < 0xC2) /* the longer ones begin with a lead byte */
            continue;
        for (size_t k = 0; k < BORDERS; k++) {
            p[2] = border[k];
            CHECK(valid(p, 3) == (in_table(p, 3) || (in_table(p, 2) && in_table(p + 2, 1))));
            if (p[2] < 0x80 || p[2] > 0xBF)
                continue;
            for (size_t j = 0; j < BORDERS; j++) {
                p[3] = border[j];
                CHECK(valid(p, 4) == (in_table(p, 4) || (in_table(p, 3) && in_table(p + 3, 1))));
            }
        }
    }
}

TEST(utf8, every_code_point_round_trips)
{
    for (int32_t cp = -1; cp <= 0x110000; cp++) {
        char out[4];
        size_t n = utf8_put(out, cp), i = 0;
        bool is_scalar = cp >= 0 && cp <= 0x10FFFF && (cp < 0xD800 || cp > 0xDFFF);
        struct str s = {out, n};

        CHECK((n > 0) == is_scalar);
        if (!is_scalar)
            continue;
        CHECK(utf8_is_valid(s) && utf8_length(s) == 1);
        CHECK(utf8_next(s, &i) == cp && i == n && utf8_next(s, &i) == -1);
    }
}

TEST(utf8, refuses_what_attackers_send)
{
    CHECK(utf8_is_valid(STR_NONE) && utf8_is_valid(STR("a\0b")));
    CHECK(!utf8_is_valid(STR("\xC0\xAF")));         /* overlong slash */
    CHECK(!utf8_is_valid(STR("\xE0\x80\xAF")));     /* the same, longer */
    CHECK(!utf8_is_valid(STR("\xED\xA0\x80")));     /* surrogate */
    CHECK(!utf8_is_valid(STR("\xF4\x90\x80\x80"))); /* above 10FFFF */
    CHECK(!utf8_is_valid(STR("ok\xE2\x82")));       /* cut off */
    CHECK(!utf8_is_valid(STR("\x80")));
}

TEST(utf8, counts_and_cuts_characters)
{
    struct str s = STR("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z"); /* a é € (smile) z */

    CHECK_INT(utf8_length(s), 5);
    CHECK_STR(utf8_cut(s, 0), "");
    CHECK_STR(utf8_cut(s, 2), "a\xC3\xA9");
    CHECK_STR(utf8_cut(s, 4), "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
    CHECK(str_eq(utf8_cut(s, 5), s) && str_eq(utf8_cut(s, SIZE_MAX), s));
    CHECK_STR(utf8_cut(STR_NONE, 3), "");
}

TEST(utf8, cleans_what_people_type)
{
    static const struct {
        struct str in;
        const char *out;
    } row[] = {
        {{"a\r\nb\rc\nd\r", 9}, "a\nb\nc\nd"},
        {{"a\tb\0c\x1B[0m\x7F", 10}, "a\tbc[0m"},
        {{"a\xC2\x85\xC2\x9F"
          "b",
          6},
         "ab"},                                                /* C1 controls */
        {{"\xEF\xBB\xBF \xC2\xA0 x\xE3\x80\x80", 11}, "x"},    /* BOM, no-break, ideographic */
        {{"\x01 \x02 a \x03 ", 9}, "a"},                       /* spaces between controls */
        {{" a \xC2\xA0 b ", 8}, "a \xC2\xA0 b"},               /* inside stays */
        {{"\xE2\x80\xAB\xD7\xA9", 5}, "\xE2\x80\xAB\xD7\xA9"}, /* direction marks stay */
        {{" \r\n ", 4}, ""},
        {{NULL, 0}, ""},
    };
    struct str s = STR("old");

    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        CHECK_OK(utf8_clean(t->arena, row[i].in, &s));
        CHECK_STR(s, row[i].out);
    }
    s = STR("old");
    CHECK_ERR(utf8_clean(t->arena, STR("a\xFF"), &s), E_INVALID);
    CHECK_STR(s, "old");
}
