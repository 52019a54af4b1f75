/* base/num_test.c */
#include "base/num.h"

#include <string.h>

#include "base/test.h"

TEST(num, parses_whole_numbers)
{
    static const struct {
        const char *text;
        int64_t want;
    } row[] = {
        {"0", 0},
        {"-0", 0},
        {"+7", 7},
        {"007", 7},
        {"-12", -12},
        {"9223372036854775807", INT64_MAX},
        {"-9223372036854775808", INT64_MIN},
        {"000000000000000000000000000001", 1},
    };

    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        int64_t v = 99;

        CHECK_OK(num_parse_i64(str_c(row[i].text), &v));
        CHECK_INT(v, row[i].want);
    }
}

TEST(num, refuses_all_else)
{
    static const char *const text[] = {
        "",
        "+",
        "-",
        "--1",
        "+-1",
        " 1",
        "1 ",
        "1.0",
        "1e3",
        "0x10",
        "1,000",
        "a",
        "12a",
        "\xD9\xA3",
        "9223372036854775808",
        "-9223372036854775809",
        "18446744073709551616",
        "99999999999999999999999999",
    };
    int64_t v = 99;

    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        CHECK_ERR(num_parse_i64(str_c(text[i]), &v), E_INVALID);
    CHECK_ERR(num_parse_i64(STR("1\0"), &v), E_INVALID);
    CHECK_INT(v, 99);
}

TEST(num, keeps_to_the_range)
{
    int64_t v = 99;

    CHECK_OK(num_parse_range(STR("1"), 1, 5, &v));
    CHECK_OK(num_parse_range(STR("5"), 1, 5, &v));
    CHECK_INT(v, 5);
    CHECK_ERR(num_parse_range(STR("0"), 1, 5, &v), E_INVALID);
    CHECK_ERR(num_parse_range(STR("6"), 1, 5, &v), E_INVALID);
    CHECK_ERR(num_parse_range(STR("x"), 1, 5, &v), E_INVALID);
    CHECK_INT(v, 5);
}

TEST(num, parses_hex_of_exact_length)
{
    unsigned char out[3] = {1, 2, 3};

    CHECK_ERR(num_parse_hex(STR("00ff0"), out, 3), E_INVALID);
    CHECK_ERR(num_parse_hex(STR("00ff"), out, 3), E_INVALID);
    CHECK_ERR(num_parse_hex(STR("00ff00ff"), out, 3), E_INVALID);
    CHECK_ERR(num_parse_hex(STR("00ff0g"), out, 3), E_INVALID);
    CHECK_ERR(num_parse_hex(STR("00ff0\xB0"), out, 3), E_INVALID);
    CHECK(memcmp(out, "\1\2\3", 3) == 0);
    CHECK_OK(num_parse_hex(STR("00fFA9"), out, 3));
    CHECK(memcmp(out, "\x00\xFF\xA9", 3) == 0);
    CHECK_OK(num_parse_hex(STR_NONE, out, 0));
}

TEST(num, knows_digits_of_other_scripts)
{
    static const int32_t zero[] = {0x660, 0x6F0, 0x966, 0x17E0};

    /* UTF-8 bytes of each digit, made here by hand: base/utf8.h is not what is tested. */
    for (size_t k = 0; k < 4; k++) {
        for (int digit = -1; digit <= 10; digit++) {
            int32_t cp = zero[k] + digit;
            char in[3], want = (char)('0' + digit);
            size_t n = cp < 0x800 ? 2 : 3;
            struct str s = {in, n}, got;

            in[0] = (char)(n == 2 ? 0xC0 | cp >> 6 : 0xE0 | cp >> 12);
            in[n - 2] = (char)(n == 2 ? in[0] : 0x80 | (cp >> 6 & 0x3F));
            in[n - 1] = (char)(0x80 | (cp & 0x3F));
            got = num_ascii_digits(t->arena, s);
            if (digit >= 0 && digit <= 9)
                CHECK(got.n == 1 && got.p[0] == want);
            else
                CHECK(str_eq(got, s));
        }
    }
}

TEST(num, keeps_the_bytes_around_digits)
{
    CHECK_STR(num_ascii_digits(t->arena, STR("x \xD9\xA1\xD9\xA2-\xE1\x9F\xA3 \xC3\xA9")),
              "x 12-3 \xC3\xA9");
    CHECK_STR(num_ascii_digits(t->arena, STR("\xE0\xA5")), "\xE0\xA5");
    CHECK_STR(num_ascii_digits(t->arena, STR_NONE), "");
}
