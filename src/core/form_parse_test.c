/* core/form_parse_test.c: bodies as browsers and programs send them, and as nobody should. */
#include "base/buf.h"
#include "base/test.h"
#include "core/form_parse.h"

static enum err parse(struct test *t, const char *type, const char *body,
                      struct form_value_list *ret)
{
    return form_parse_body(t->arena, str_c(type), str_c(body), ret);
}

static struct str value(const struct form_value_list *list, const char *name)
{
    return form_typed(&(struct form){.values = *list}, name);
}

static const char url[] = "application/x-www-form-urlencoded";
static const char json[] = "application/json; charset=utf-8";
static const char multi[] = "multipart/form-data; boundary=\"xX\"";

TEST(form_parse, decodes_urlencoded)
{
    struct form_value_list v;

    CHECK_OK(parse(t, url, "body=Met+family%0D%0Aat%20home&kind=visit&empty=&flag&&x=%D9%A3", &v));
    CHECK_INT(v.n, 5);
    CHECK_STR(value(&v, "body"), "Met family\r\nat home");
    CHECK_STR(value(&v, "kind"), "visit");
    CHECK_STR(value(&v, "empty"), "");
    CHECK_STR(value(&v, "flag"), "");
    CHECK_STR(value(&v, "x"), "\xD9\xA3");
}

TEST(form_parse, joins_values_of_one_name)
{
    struct form_value_list v;

    CHECK_OK(parse(t, url, "a=x&b=1&a=y&a=&a=z", &v));
    CHECK_INT(v.n, 2);
    CHECK_STR(value(&v, "a"), "x y z");
    CHECK_OK(parse(t, url, "a=&a=y", &v));
    CHECK_STR(value(&v, "a"), "y");
}

TEST(form_parse, refuses_bad_urlencoded)
{
    static const char *const bad[] = {"a=%", "a=%4",  "a=%zz",    "a=%4g",      "%=a",
                                      "=a",  "a=%ff", "a=%c0%80", "%ed%a0%80=a"};
    struct form_value_list v;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK_ERR(parse(t, url, bad[i], &v), E_INVALID);
    CHECK_ERR(form_parse_query(t->arena, STR("q=%"), &v), E_INVALID);
}

TEST(form_parse, reads_json)
{
    struct form_value_list v;

    CHECK_OK(parse(t, json,
                   "{\"a\":\"x\",\"n\":-12,\"yes\":true,\"no\":false,\"none\":null,"
                   "\"list\":[\"p\",\"q\"],\"nothing\":[],\"born\":{\"day\":3,\"month\":\"4\"}}",
                   &v));
    CHECK_STR(value(&v, "a"), "x");
    CHECK_STR(value(&v, "n"), "-12");
    CHECK_STR(value(&v, "yes"), "1");
    CHECK_STR(value(&v, "no"), "0");
    CHECK(!form_has(&(struct form){.values = v}, "none"));
    CHECK(form_has(&(struct form){.values = v}, "nothing"));
    CHECK_STR(value(&v, "list"), "p q");
    CHECK_STR(value(&v, "born.day"), "3");
    CHECK_STR(value(&v, "born.month"), "4");
}

TEST(form_parse, refuses_bad_json)
{
    static const char *const bad[] = {
        "", "[]", "{", "{\"a\":[1]}", "{\"a\":{\"b\":{}}}", "null", "{\"a\":1}x", "{\"\":1}"};
    struct form_value_list v;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK_ERR(parse(t, json, bad[i], &v), E_INVALID);
}

#define PART(head, text) "--xX\r\nContent-Disposition: form-data; " head "\r\n\r\n" text "\r\n"

TEST(form_parse, reads_multipart)
{
    struct form_value_list v;

    CHECK_OK(parse(t, multi,
                   PART("name=\"a\"", "one\r\n--x\r\ntwo") PART("name=\"b\\\"c\"", "")
                       PART("name=file; filename=\"\"", "") PART("name=\"a\"", "3") "--xX--\r\n",
                   &v));
    CHECK_INT(v.n, 2);
    CHECK_STR(value(&v, "a"), "one\r\n--x\r\ntwo 3");
    CHECK_STR(value(&v, "b\"c"), "");
    CHECK_OK(parse(t, multi, "--xX--", &v));
    CHECK_INT(v.n, 0);
}

TEST(form_parse, takes_a_file_of_text)
{
    struct form_value_list v;

    CHECK_OK(parse(t, multi,
                   PART("name=\"a\"; filename=\"People.CSV\"", "name\r\nAmal")
                       PART("name=\"b\"; filename=\"list\"\r\nContent-Type: text/plain", "two")
                           PART("name=\"c\"; filename=\"x.txt\"", "") "--xX--\r\n",
                   &v));
    CHECK_INT(v.n, 2);
    CHECK_STR(value(&v, "a"), "name\r\nAmal");
    CHECK_STR(value(&v, "b"), "two");
}

TEST(form_parse, refuses_bad_multipart)
{
    static const char *const bad[] = {
        "",
        "--xX",
        "--xX\r\n",
        "text\r\n--xX--",
        PART("name=\"a\"", "1"),
        "--xX\r\n\r\nno header\r\n--xX--",
        PART("filename=\"x\"", "no name") "--xX--",
        PART("name=\"a", "1") "--xX--",
        PART("name=\"f\"; filename=\"x.pdf\"", "a file") "--xX--",
        PART("name=\"f\"; filename=\"csv\"", "a file") "--xX--",
        PART("name=\"f\"; filename=\"x.csv\"", "not \xff text") "--xX--",
        PART("name=\"a\"; name=\"b\"", "1") "--xX--",
        "--xX\r\nContent-Disposition: form-data; name=\"a\"\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\nYQ==\r\n--xX--",
        PART("name=\"a\"", "\xff") "--xX--",
    };
    struct form_value_list v;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK_ERR(parse(t, multi, bad[i], &v), E_INVALID);
    CHECK_ERR(parse(t, "multipart/form-data", PART("name=\"a\"", "1") "--xX--", &v), E_INVALID);
}

TEST(form_parse, refuses_other_types)
{
    struct form_value_list v;

    CHECK_OK(parse(t, "", "", &v));
    CHECK_INT(v.n, 0);
    CHECK_ERR(parse(t, "", "a=1", &v), E_INVALID);
    CHECK_ERR(parse(t, "text/plain", "a=1", &v), E_INVALID);
    CHECK_OK(parse(t, "Application/X-WWW-Form-URLencoded; charset=utf-8", "a=1", &v));
}

TEST(form_parse, keeps_to_its_caps)
{
    struct form_value_list v;
    struct buf b;
    char *big = arena_alloc(t->arena, FORM_BODY_MAX + 1);

    buf_init(&b, t->arena, 1 << 20);
    for (int i = 0; i < FORM_VALUES_MAX; i++)
        buf_put_z(&b, "a=x&");
    CHECK_OK(form_parse_body(t->arena, str_c(url), buf_str(&b), &v));
    CHECK_INT(v.n, 1);
    CHECK_INT(v.items[0].typed.n, 2 * FORM_VALUES_MAX - 1);
    buf_put_z(&b, "b=1");
    CHECK_ERR(form_parse_body(t->arena, str_c(url), buf_str(&b), &v), E_LIMIT);
    for (int i = 0; i <= FORM_BODY_MAX; i++)
        big[i] = 'a';
    CHECK_ERR(form_parse_body(t->arena, str_c(url), (struct str){big, FORM_BODY_MAX + 1}, &v),
              E_LIMIT);
    CHECK_ERR(form_parse_query(t->arena, (struct str){big, FORM_NAME_MAX + 1}, &v), E_LIMIT);
}
