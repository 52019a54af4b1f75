/* base/id_test.c */
#include "base/id.h"

#include <string.h>

#include "base/test.h"

TEST(id, formats_and_parses_canonical_text)
{
    struct id id, again;
    char out[ID_TEXT];

    CHECK_OK(id_parse(STR("0199A1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2B"), &id));
    CHECK_STR(id_format(id, out), "0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b");
    CHECK_INT(strlen(out), 36);
    CHECK_OK(id_parse(str_c(out), &again));
    CHECK(id_eq(id, again) && id_given(id));
}

TEST(id, refuses_other_text)
{
    static const char *const text[] = {
        "",
        "0199a1b2c3d47e5f8a6b7c8d9e0f1a2b",
        "0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2",
        "0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b0",
        "0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2g",
        "0199a1b2-c3d4-7e5f-8a6b07c8d9e0f1a2b",
        "0199a1b-2c3d4-7e5f-8a6b-7c8d9e0f1a2b",
        "{199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2}",
        "00000000-0000-0000-0000-000000000000",
    };
    struct id id = {{7}};

    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        CHECK_ERR(id_parse(str_c(text[i]), &id), E_INVALID);
    CHECK_INT(id.b[0], 7);
}

TEST(id, none_is_empty)
{
    char out[ID_TEXT] = "x";

    CHECK(!id_given(ID_NONE));
    CHECK_STR(id_format(ID_NONE, out), "");
    CHECK_INT(out[0], 0);
}

/* The example of RFC 9562, appendix A.6. */
TEST(id, makes_version_7)
{
    static const uint8_t rnd[10] = {0x0C, 0xC3, 0x18, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F};
    static const uint8_t ones[10] = {255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
    char out[ID_TEXT];

    CHECK_STR(id_format(id_make_v7(0x017F22E279B0, rnd), out),
              "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    CHECK_STR(id_format(id_make_v7(0, ones), out), "00000000-0000-7fff-bfff-ffffffffffff");
    CHECK_STR(id_format(id_make_v7(-5, ones), out), "00000000-0000-7fff-bfff-ffffffffffff");
}

TEST(id, sorts_by_time)
{
    static const uint8_t low[10] = {0}, high[10] = {255, 255, 255, 255, 255, 255, 255, 255, 255};

    for (int64_t ms = 1; ms < (int64_t)1 << 47; ms *= 2) {
        CHECK(id_cmp(id_make_v7(ms - 1, high), id_make_v7(ms, low)) < 0);
        CHECK(id_cmp(id_make_v7(ms, low), id_make_v7(ms, high)) < 0);
        CHECK_INT(id_made_ms(id_make_v7(ms, high)), ms);
    }
    CHECK_INT(id_cmp(ID_NONE, ID_NONE), 0);
}
