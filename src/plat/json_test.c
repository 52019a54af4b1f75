/* plat/json_test.c: what is JSON and what is not, and that writing then reading gives the same. */
#include "base/test.h"
#include "plat/json.h"

#include <math.h>
#include <string.h>

static struct str json_test_write(struct test *t, const struct json *value)
{
    struct buf out;
    struct json_writer w;
    buf_init(&out, t->arena, 1 << 20);
    json_writer_init(&w, &out);
    json_put(&w, value);
    return buf_str(&out);
}

TEST(json, reads_every_kind)
{
    struct json v;
    CHECK_OK(
        json_parse(t->arena,
                   STR(" {\"a\":[1,-2.5e3,true,false,null],\"b\":{\"\":\"x\\u00e9\\ud83d\\ude00"
                       "\\n\\/\"},\"a b\":9223372036854775807}\n"),
                   &v));
    CHECK_INT(v.kind, JSON_KIND_OBJECT);
    CHECK_INT(v.n, 3);
    CHECK_STR(v.keys[2], "a b");
    const struct json *a = json_get(&v, STR("a"));
    CHECK(a && a->kind == JSON_KIND_ARRAY && a->n == 5);
    CHECK(a->items[0].kind == JSON_KIND_INT && a->items[0].i == 1);
    CHECK(a->items[1].kind == JSON_KIND_REAL && a->items[1].r == -2500.0);
    CHECK(a->items[2].kind == JSON_KIND_BOOL && a->items[2].b);
    CHECK(a->items[3].kind == JSON_KIND_BOOL && !a->items[3].b);
    CHECK_INT(a->items[4].kind, JSON_KIND_NULL);
    CHECK_STR(json_get(json_get(&v, STR("b")), STR(""))->s, "x\xc3\xa9\xf0\x9f\x98\x80\n/");
    CHECK(json_get(&v, STR("a b"))->i == INT64_MAX);
    CHECK(!json_get(&v, STR("c")));
    CHECK(!json_get(a, STR("a")));
    CHECK(!json_get(NULL, STR("a")));
}

TEST(json, refuses_what_is_not_json)
{
    static const char *const bad[] = {
        "",
        " ",
        "{",
        "}",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "[1]x",
        "[1][2]",
        "nul",
        "True",
        "01",
        "-",
        "+1",
        "1.",
        ".5",
        "1e",
        "0x10",
        "NaN",
        "Infinity",
        "-Infinity",
        "1e400",
        "9223372036854775808",
        "-9223372036854775809",
        "\"a",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\u0000\"",
        "{\"\\u0000\":1}",
        "\"a\nb\"",
        "\"\t\"",
        "\"\x80\"",
        "\"\xc3\"",
        "\"\xc0\xaf\"",
        "\"\xed\xa0\x80\"",
        "\"\xf4\x90\x80\x80\"",
        "\xef\xbb\xbf[1]",
        "// c\n1",
        "/* c */1",
        "[1;2]",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct json v = {.i = 7};
        enum err e = json_parse(t->arena, str_c(bad[i]), &v);
        if (e != E_INVALID || v.i != 7)
            test_fail(t, __FILE__, __LINE__, "%s gives %s", bad[i], err_name(e));
    }
    struct json v;
    CHECK_ERR(json_parse(t->arena, STR("[1]\0"), &v), E_INVALID);
    CHECK_ERR(json_parse(t->arena, STR("\"a\0b\""), &v), E_INVALID);
}

TEST(json, number_edges)
{
    static const char *const same[] = {
        "0",
        "-1",
        "9223372036854775807",
        "-9223372036854775808",
        "0.1",
        "-0.0",
        "1.0",
        "1e+300",
        "4.94065645841247e-324",
        "1.7976931348623157e+308",
        "0.30000000000000004",
        "123456789012345.0",
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        struct json v;
        CHECK_OK(json_parse(t->arena, str_c(same[i]), &v));
        CHECK_STR(json_test_write(t, &v), same[i]);
    }
    struct json v;
    CHECK_OK(json_parse(t->arena, STR("-0"), &v));
    CHECK_INT(v.kind, JSON_KIND_INT);
    CHECK_OK(json_parse(t->arena, STR("1e-400"), &v));
    CHECK(v.kind == JSON_KIND_REAL && v.r == 0.0);
    v = (struct json){.kind = JSON_KIND_REAL, .r = HUGE_VAL};
    CHECK_STR(json_test_write(t, &v), "null");
}

static struct str json_test_nested(struct test *t, int depth, const char *open, const char *close)
{
    struct buf b;
    buf_init(&b, t->arena, 4096);
    for (int i = 0; i < depth; i++)
        buf_put_z(&b, open);
    buf_put_z(&b, "1");
    for (int i = 0; i < depth; i++)
        buf_put_z(&b, close);
    return buf_str(&b);
}

TEST(json, depth)
{
    struct json v;
    CHECK_OK(json_parse(t->arena, json_test_nested(t, 64, "[", "]"), &v));
    struct str text = json_test_nested(t, 64, "{\"a\":", "}");
    CHECK_OK(json_parse(t->arena, text, &v));
    CHECK(str_eq(json_test_write(t, &v), text));
    CHECK_ERR(json_parse(t->arena, json_test_nested(t, 65, "[", "]"), &v), E_LIMIT);
    CHECK_ERR(json_parse(t->arena, json_test_nested(t, 65, "{\"a\":", "}"), &v), E_LIMIT);
    CHECK_ERR(json_parse(t->arena, json_test_nested(t, 1000, "[", ""), &v), E_LIMIT);
    text = json_test_nested(t, 300, "[", "");
    text = str_fmt(t->arena, "[\"\\\"%.*s\\\\\"]", STR_ARG(text));
    CHECK_OK(json_parse(t->arena, text, &v)); /* brackets in a string are text */
}

TEST(json, get_str)
{
    struct json v;
    CHECK_OK(json_parse(
        t->arena, STR("{\"s\":\"x\",\"i\":-7,\"r\":1.50,\"b\":true,\"n\":null,\"a\":[1]}"), &v));
    CHECK_STR(json_get_str(t->arena, &v, STR("s")), "x");
    CHECK_STR(json_get_str(t->arena, &v, STR("i")), "-7");
    CHECK_STR(json_get_str(t->arena, &v, STR("r")), "1.5");
    CHECK_STR(json_get_str(t->arena, &v, STR("b")), "true");
    CHECK_INT(json_get_str(t->arena, &v, STR("n")).n, 0);
    CHECK_INT(json_get_str(t->arena, &v, STR("a")).n, 0);
    CHECK_INT(json_get_str(t->arena, &v, STR("none")).n, 0);
}

TEST(json, writer)
{
    struct buf out;
    struct json_writer w;
    struct str text;
    buf_init(&out, t->arena, 4096);
    json_writer_init(&w, &out);
    json_open(&w, '{');
    json_key(&w, STR("a"));
    json_open(&w, '[');
    json_put_int(&w, 1);
    json_put_str(&w, STR("</script>\"\\\n\t\r\x01\x7f\xc3\xa9"));
    json_open(&w, '{');
    json_close(&w, '}');
    json_put_real(&w, 2.0);
    json_close(&w, ']');
    json_key(&w, STR("<b"));
    json_put_bool(&w, false);
    json_key(&w, STR("c"));
    json_put_null(&w);
    json_key(&w, STR("d"));
    json_put_raw(&w, STR("[3]"));
    json_close(&w, '}');
    CHECK_OK(buf_done(&out, &text));
    CHECK_STR(text, "{\"a\":[1,\"\\u003c/script>\\\"\\\\\\n\\t\\r\\u0001\x7f\xc3\xa9\",{},2.0],"
                    "\"\\u003cb\":false,\"c\":null,\"d\":[3]}");
}

TEST(json, writer_over_maximum)
{
    struct buf out;
    struct json_writer w;
    struct str text;
    buf_init(&out, t->arena, 8);
    json_writer_init(&w, &out);
    json_put_str(&w, STR("more than eight"));
    CHECK_ERR(buf_done(&out, &text), E_LIMIT);
}

/* A fixed sequence, so that a failure comes again. */
static uint32_t json_test_random(uint64_t *state, uint32_t below)
{
    *state = *state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (uint32_t)(*state >> 33) % below;
}

static struct str json_test_any_str(struct test *t, uint64_t *state)
{
    static const char *const pieces[] = {"a",    "\"",       "\\",           "<",
                                         "\n",   "\x01",     "\x1f",         "\x7f",
                                         "/",    "\xc3\xa9", "\xe2\x80\xa8", "\xf0\x9f\x98\x80",
                                         "u0041"};
    struct buf b;
    buf_init(&b, t->arena, 256);
    for (uint32_t n = json_test_random(state, 8); n > 0; n--)
        buf_put_z(&b, pieces[json_test_random(state, sizeof pieces / sizeof *pieces)]);
    return buf_str(&b);
}

static double json_test_any_real(uint64_t *state)
{
    double r;
    uint64_t bits = (uint64_t)json_test_random(state, UINT32_MAX) << 33 ^
                    (uint64_t)json_test_random(state, UINT32_MAX) << 12 ^
                    json_test_random(state, UINT32_MAX);
    memcpy(&r, &bits, sizeof r);
    return isfinite(r) ? r : 0.5;
}

static struct json json_test_any(struct test *t, uint64_t *state, int depth)
{
    struct json v = {.kind = (enum json_kind)json_test_random(state, depth > 0 ? 7 : 5)};
    v.b = v.kind == JSON_KIND_BOOL && json_test_random(state, 2);
    if (v.kind == JSON_KIND_INT)
        v.i = (int64_t)(*state ^ *state << 17);
    if (v.kind == JSON_KIND_REAL)
        v.r = json_test_any_real(state);
    if (v.kind == JSON_KIND_STR)
        v.s = json_test_any_str(t, state);
    if (v.kind != JSON_KIND_ARRAY && v.kind != JSON_KIND_OBJECT)
        return v;
    v.n = json_test_random(state, 6);
    v.items = ARENA_ARRAY(t->arena, struct json, v.n);
    v.keys = ARENA_ARRAY(t->arena, struct str, v.n);
    for (size_t i = 0; i < v.n; i++) {
        v.items[i] = json_test_any(t, state, depth - 1);
        struct str key = json_test_any_str(t, state);
        v.keys[i] = str_fmt(t->arena, "%.*s%zu", STR_ARG(key), i);
    }
    return v;
}

TEST(json, written_and_read_is_equal)
{
    uint64_t state = 1;
    for (int i = 0; i < 2000; i++) {
        struct json v = json_test_any(t, &state, 5), again;
        struct str text = json_test_write(t, &v);
        CHECK_OK(json_parse(t->arena, text, &again));
        CHECK(json_eq(&v, &again));
        CHECK(str_eq(text, json_test_write(t, &again)));
    }
}
