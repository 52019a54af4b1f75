/* core/view_test.c: compiled templates at work: escaping in every place, the control flow, the
 * helpers, and JSON that gives the fields the page shows. */
#include "base/test.h"
#include "core/messages.gen.h"
#include "core/view_test_tmpl.gen.h"
#include "core/view_test_views.h"
#include "plat/json.h"

static struct str test_code(void *arg, struct str list, struct str code, const struct locale *l)
{
    (void)l;
    if (str_eq(code, STR("unknown")))
        return STR_NONE;
    return str_fmt(arg, "[%.*s/%.*s]", STR_ARG(list), STR_ARG(code));
}

static struct view_env test_env(struct test *t, const char *tag)
{
    return (struct view_env){.arena = t->arena,
                             .locale = locale_find(str_c(tag)),
                             .tz_offset_min = 60,
                             .csrf = STR("tok\"en"),
                             .cmd = STR("c-1"),
                             .code = test_code,
                             .code_arg = t->arena,
                             .asset_version = STR("v1")};
}

static struct str html_of(struct test *t, const struct tmpl *tmpl, const void *view)
{
    struct view_env env = test_env(t, "en");
    struct buf out;

    buf_init(&out, t->arena, 1 << 20);
    if (view_html(tmpl, view, &env, &out) != OK)
        return STR("error");
    return buf_str(&out);
}

static struct str json_of(struct test *t, const struct tmpl *tmpl, const void *view)
{
    struct view_env env = test_env(t, "en");
    struct buf out;

    buf_init(&out, t->arena, 1 << 20);
    if (view_json(tmpl, view, &env, &out) != OK)
        return STR("error");
    return buf_str(&out);
}

static bool has(struct str s, const char *part)
{
    return str_find(s, str_c(part), 0) >= 0;
}

#define CHECK_HAS(s, part)                                                                         \
    do {                                                                                           \
        struct str has_ = (s);                                                                     \
        if (!has(has_, part)) {                                                                    \
            test_fail(t, __FILE__, __LINE__, "no \"%s\" in \"%.*s\"", part, STR_ARG(has_));        \
            return;                                                                                \
        }                                                                                          \
    } while (0)

/** The page of places with the same text everywhere. */
static struct str places(struct test *t, struct str x)
{
    struct vt_places_view view = {.x = x};

    LIST_ADD(t->arena, &view.list, x);
    return html_of(t, &tmpl_vt_places, &view);
}

static int count(struct str s, char c)
{
    int n = 0;

    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == c;
    return n;
}

static const struct {
    const char *x, *href, *first, *path, *query, *addr;
} attacks[] = {
    {"<script>alert(1)</script>", "%3Cscript%3Ealert(1)%3C/script%3E",
     "%3Cscript%3Ealert%281%29%3C%2Fscript%3E", "%3Cscript%3Ealert%281%29%3C%2Fscript%3E",
     "%3Cscript%3Ealert%281%29%3C%2Fscript%3E", "%3Cscript%3Ealert%281%29%3C%2Fscript%3E"},
    {"\"><b x='y", "#", "%22%3E%3Cb%20x%3D%27y", "%22%3E%3Cb%20x%3D%27y", "%22%3E%3Cb%20x%3D%27y",
     "%22%3E%3Cb%20x%3D%27y"},
    {"javascript:alert(1)", "#", "javascript%3Aalert%281%29", "javascript%3Aalert%281%29",
     "javascript%3Aalert%281%29", "javascript%3Aalert%281%29"},
    {"JaVaScRiPt:x", "#", "JaVaScRiPt%3Ax", "JaVaScRiPt%3Ax", "JaVaScRiPt%3Ax", "JaVaScRiPt%3Ax"},
    {"java\nscript:x", "#", "java%0Ascript%3Ax", "java%0Ascript%3Ax", "java%0Ascript%3Ax",
     "java%0Ascript%3Ax"},
    {"\x01javascript:x", "#", "%01javascript%3Ax", "%01javascript%3Ax", "%01javascript%3Ax",
     "%01javascript%3Ax"},
    {"data:text/html,x", "#", "data%3Atext%2Fhtml%2Cx", "data%3Atext%2Fhtml%2Cx",
     "data%3Atext%2Fhtml%2Cx", "data%3Atext%2Fhtml%2Cx"},
    {"vbscript:x", "#", "vbscript%3Ax", "vbscript%3Ax", "vbscript%3Ax", "vbscript%3Ax"},
    {"&#106;avascript:x", "&amp;#106;avascript:x", "%26%23106%3Bavascript%3Ax",
     "%26%23106%3Bavascript%3Ax", "%26%23106%3Bavascript%3Ax", "%26%23106%3Bavascript%3Ax"},
    {"//evil.example", "#", "%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%2Fevil.example",
     "%2F%2Fevil.example"},
    {"/\\evil.example", "#", "%2F%5Cevil.example", "%2F%5Cevil.example", "%2F%5Cevil.example",
     "%2F%5Cevil.example"},
    {"\\\\evil.example", "#", "%5C%5Cevil.example", "%5C%5Cevil.example", "%5C%5Cevil.example",
     "%5C%5Cevil.example"},
    {"https://a.org/?q=1&r=2", "https://a.org/?q=1&amp;r=2",
     "https%3A%2F%2Fa.org%2F%3Fq%3D1%26r%3D2", "https%3A%2F%2Fa.org%2F%3Fq%3D1%26r%3D2",
     "https%3A%2F%2Fa.org%2F%3Fq%3D1%26r%3D2", "https%3A%2F%2Fa.org%2F%3Fq%3D1%26r%3D2"},
    {"mailto:a@b.org", "mailto:a@b.org", "mailto%3Aa%40b.org", "mailto%3Aa%40b.org",
     "mailto%3Aa%40b.org", "mailto%3Aa@b.org"},
    {"/cases/1", "/cases/1", "%2Fcases%2F1", "%2Fcases%2F1", "%2Fcases%2F1", "%2Fcases%2F1"},
    {"..", "..", "_", "_", "..", ".."},
    {".", ".", "_", "_", ".", "."},
    {"", "", "_", "", "", ""},
    {"a+b@c", "a+b@c", "a%2Bb%40c", "a%2Bb%40c", "a%2Bb%40c", "a+b@c"},
    {"\xd8\xb9", "%D8%B9", "%D8%B9", "%D8%B9", "%D8%B9", "%D8%B9"},
    {"{{title}}", "%7B%7Btitle%7D%7D", "%7B%7Btitle%7D%7D", "%7B%7Btitle%7D%7D",
     "%7B%7Btitle%7D%7D", "%7B%7Btitle%7D%7D"},
};

TEST(view, encodes_links_for_their_place)
{
    for (size_t i = 0; i < sizeof attacks / sizeof attacks[0]; i++) {
        struct str got = places(t, str_c(attacks[i].x));
        CHECK_HAS(got, str_z(t->arena, str_fmt(t->arena, "<a href=\"%s\">1<", attacks[i].href)));
        CHECK_HAS(got, str_z(t->arena, str_fmt(t->arena, "<a href=\"/%s\">2<", attacks[i].first)));
        CHECK_HAS(got,
                  str_z(t->arena, str_fmt(t->arena, "<a href=\"/a/%s/b\">3<", attacks[i].path)));
        CHECK_HAS(got,
                  str_z(t->arena, str_fmt(t->arena, "<a href=\"/a?b=%s&amp;c=%s#%s\">4<",
                                          attacks[i].query, attacks[i].query, attacks[i].query)));
        CHECK_HAS(got,
                  str_z(t->arena, str_fmt(t->arena, "<a href=\"mailto:%s\">5<", attacks[i].addr)));
        CHECK_HAS(got, str_z(t->arena, str_fmt(t->arena, "<a href=\"%s\">6<", attacks[i].query)));
        CHECK_HAS(got, str_z(t->arena, str_fmt(t->arena, "<form action=\"%s\">", attacks[i].href)));
    }
}

TEST(view, lets_no_data_out_of_its_place)
{
    struct str calm = places(t, STR("a"));

    for (size_t i = 0; i < sizeof attacks / sizeof attacks[0]; i++) {
        struct str got = places(t, str_c(attacks[i].x));
        if (!attacks[i].x[0] || has(str_c(attacks[i].x), "\n"))
            continue; /* lines and tkey draw other tags */
        CHECK_INT(count(got, '<'), count(calm, '<'));
        CHECK_INT(count(got, '>'), count(calm, '>'));
        CHECK_INT(count(got, '"'), count(calm, '"'));
        CHECK_INT(count(got, '\''), count(calm, '\''));
    }
}

TEST(view, escapes_text_and_attributes)
{
    struct str got = places(t, STR("<&>\"'"));

    CHECK_HAS(got, "<title>&lt;&amp;&gt;&quot;&#39;</title>");
    CHECK_HAS(got, "<p title=\"&lt;&amp;&gt;&quot;&#39;\" class='a &lt;&amp;&gt;&quot;&#39;' "
                   "data-x=\"%3C%26%3E%22%27\">&lt;&amp;&gt;&quot;&#39;</p>");
    CHECK_HAS(got, "<textarea name=\"t\">\n&lt;&amp;&gt;&quot;&#39;</textarea>");
    CHECK_HAS(got,
              "<bdi>&lt;&amp;&gt;&quot;&#39;</bdi><p dir=\"auto\">&lt;&amp;&gt;&quot;&#39;</p>"
              "[l/&lt;&amp;&gt;&quot;&#39;][&lt;&amp;&gt;&quot;&#39;/&lt;&amp;&gt;&quot;&#39;]");
    CHECK_HAS(got, "icons.svg#%3C%26%3E%22%27\"></use></svg>");
    CHECK_HAS(got, "<i title=\"&lt;&amp;&gt;&quot;&#39;\">&lt;&amp;&gt;&quot;&#39;</i>");
}

static struct vt_person owner = {{"Owner", 5}};
static struct vt_file file = {{"CF-1", 4}, &owner};
static struct vt_panel_view panel = {{"Panel", 5}};

static struct vt_page_view page(struct test *t, bool full)
{
    struct vt_page_view v = {.title = STR("Title"),
                             .key = STR("core.cancel"),
                             .open_text = STR("T-open"),
                             .count_text = STR("T-count"),
                             .else_text = STR("T-else"),
                             .closed_text = STR("T-closed"),
                             .visit_text = STR("T-visit"),
                             .call_text = STR("T-call"),
                             .other_text = STR("T-other"),
                             .fast_text = STR("T-fast"),
                             .empty_text = STR("T-empty"),
                             .gone_text = STR("T-gone"),
                             .code = STR("home"),
                             .list = STR("vt_list"),
                             .person = STR("A. Person"),
                             .body = STR("one\ntwo\n\n- three\n- four\nfive\n"),
                             .file = &file,
                             .on = date_from_ymd(2026, 11, 20),
                             .no_day = DATE_NONE,
                             .at = {1795167600000000},
                             .big = 1234567,
                             .share = 60,
                             .raw = {STR("<hr>")}};

    if (full) {
        struct vt_row *row = LIST_PUSH(t->arena, &v.rows);
        *row = (struct vt_row){.id = {{1, 2}}, .name = STR("Row-1"), .none_text = STR("T-none")};
        LIST_ADD(t->arena, &row->tags, STR("Tag-1"));
        LIST_ADD(t->arena, &row->tags, STR("Tag-2"));
        row = LIST_PUSH(t->arena, &v.rows);
        *row = (struct vt_row){.id = {{3}}, .name = STR("Row-2"), .none_text = STR("T-none")};
        LIST_ADD(t->arena, &v.people, &owner);
        v.open = true;
        v.kind = VT_VISIT;
        v.mode = STR("fast");
        v.panel = (struct panel_view){&tmpl_vt_panel, &panel};
        LIST_ADD(t->arena, &v.panels, v.panel);
        LIST_ADD(t->arena, &v.panels, ((struct panel_view){NULL, NULL}));
    }
    return v;
}

TEST(view, draws_the_branches_taken)
{
    struct vt_page_view v = page(t, true);
    struct str got = html_of(t, &tmpl_vt_page, &v);

    CHECK(!has(got, "dropped"));
    CHECK_HAS(got, "<main lang=\"en\" dir=\"ltr\" class=\"page open\">\n<h1>Title</h1>");
    CHECK_HAS(got, "<p>CF-1 Owner </p>\n<p>T-open</p>\n\n<p>T-visit</p>\n<p>T-fast</p>\n<p id=");
    CHECK_HAS(got, "0 Row-1 Title first\n<i>Tag-1</i><i>Tag-2</i></p>");
    CHECK_HAS(got, "1 Row-2 Title last\nT-none</p>");
    CHECK_HAS(got, "</p>\n<p>Owner</p>\n<p>CF-1 Title</p>\n<p>T-gone</p>\nsome\n");
    CHECK_HAS(got, "<b>CF-1</b>\n <section>Panel</section>");
    v = page(t, false);
    got = html_of(t, &tmpl_vt_page, &v);
    CHECK_HAS(got, "class=\"page\">");
    CHECK_HAS(got, "<p>T-else</p>\n<p>T-closed</p>\n<p>T-other</p>\n\n<p>T-empty</p>\n");
    v.count = 3;
    v.kind = VT_CALL;
    got = html_of(t, &tmpl_vt_page, &v);
    CHECK_HAS(got, "<p>T-count</p>\n<p>T-closed</p>\n<p>T-call</p>\n");
}

TEST(view, draws_helpers)
{
    struct vt_page_view v = page(t, true);
    struct view_env env = test_env(t, "en");
    struct str got = html_of(t, &tmpl_vt_page, &v), text;
    struct msg_arg n = {.name = "n", .number = 0, .is_number = true};
    struct buf b;

    text = str_fmt(t->arena, "<p>%.*s %.*s %.*s</p>", STR_ARG(msg_text(env.locale, MSG_CORE_SAVE)),
                   STR_ARG(msg_format(t->arena, env.locale, MSG_FORM_CHARS_MOST, &n, 1)),
                   STR_ARG(msg_text(env.locale, MSG_CORE_CANCEL)));
    CHECK_HAS(got, str_z(t->arena, text));
    buf_init(&b, t->arena, 1000);
    buf_put_z(&b, "<p>");
    locale_date(&b, env.locale, v.on, DATE_MEDIUM);
    buf_put_c(&b, ' ');
    locale_date(&b, env.locale, v.on, DATE_LONG);
    buf_put_c(&b, ' ');
    locale_date(&b, env.locale, date_of(v.at, 60), DATE_MONTH);
    buf_put_c(&b, ' ');
    locale_instant(&b, env.locale, v.at, 60);
    buf_put_c(&b, ' ');
    locale_time(&b, env.locale, v.at, 60);
    buf_put_z(&b, " <time datetime=\"2026-11-20T09:40:00Z\">2026-11-20</time></p>\n<p>");
    locale_number(&b, env.locale, v.big);
    buf_put_c(&b, ' ');
    locale_percent(&b, env.locale, v.share);
    buf_put_z(&b, " [vt_kind/home] [vt_list/home] <bdi>A. Person</bdi></p>\n");
    CHECK_HAS(got, str_z(t->arena, buf_str(&b)));
    CHECK_HAS(got, "<p dir=\"auto\">one<br>two</p><ul><li dir=\"auto\">three</li><li dir=\"auto\">"
                   "four</li></ul><p dir=\"auto\">five</p>\n<hr>\n");
    CHECK_HAS(got, "href=\"/assets/v1/style.css\"><svg class=\"i\" aria-hidden=\"true\"><use "
                   "href=\"/assets/v1/icons.svg#home\"></use></svg>");
    CHECK_HAS(got, "<input type=\"hidden\" name=\"csrf\" value=\"tok&quot;en\"><input "
                   "type=\"hidden\" name=\"cmd\" value=\"c-1\">");
    v.code = STR("unknown");
    CHECK_HAS(html_of(t, &tmpl_vt_page, &v), "</p>\n");
    CHECK_HAS(html_of(t, &tmpl_vt_page, &v), " unknown unknown <bdi>");
}

TEST(view, writes_right_to_left)
{
    struct vt_page_view v = page(t, false);
    struct view_env env = test_env(t, "ar");
    struct buf out;

    buf_init(&out, t->arena, 1 << 16);
    CHECK_OK(view_html(&tmpl_vt_page, &v, &env, &out));
    CHECK_HAS(buf_str(&out), "<main lang=\"ar\" dir=\"rtl\"");
}

TEST(view, prints_all_types)
{
    static const int items[] = {7, -8};
    struct vt_types_view v = {.i8 = -8,
                              .u8 = 200,
                              .i16 = -300,
                              .u16 = 60000,
                              .i32 = INT32_MIN,
                              .u32 = UINT32_MAX,
                              .i64 = INT64_MIN,
                              .u64 = 5,
                              .size = 6,
                              .kind = VT_CALL,
                              .flag = true,
                              .id = {{1}},
                              .date = date_from_ymd(2026, 1, 2),
                              .time = {1000000},
                              .raw = {STR("x")},
                              .panel = {&tmpl_vt_panel, &panel},
                              .short_list = {items, 2}};
    struct vt_types_view none = {.date = DATE_NONE};

    CHECK_STR(html_of(t, &tmpl_vt_types, &v),
              "-8 200 -300 60000 -2147483648 4294967295 -9223372036854775808 5 6 2 "
              "01000000-0000-0000-0000-000000000000 2026-01-02 1970-01-01T00:00:01Z\n"
              "flag i8 u64 id date time raw panel short \n7,-8,\n");
    CHECK_STR(html_of(t, &tmpl_vt_types, &none), "0 0 0 0 0 0 0 0 0 0   \n\n\n");
    CHECK_STR(json_of(t, &tmpl_vt_types, &v),
              "{\"i8\":-8,\"u8\":200,\"i16\":-300,\"u16\":60000,\"i32\":-2147483648,\"u32\":"
              "4294967295,\"i64\":-9223372036854775808,\"u64\":5,\"size\":6,\"kind\":2,"
              "\"id\":\"01000000-0000-0000-0000-000000000000\",\"date\":\"2026-01-02\","
              "\"time\":\"1970-01-01T00:00:01Z\",\"flag\":true,\"raw\":true,\"panel\":true,"
              "\"short_list\":[7,-8]}");
    CHECK_STR(json_of(t, &tmpl_vt_types, &none),
              "{\"i8\":0,\"u8\":0,\"i16\":0,\"u16\":0,\"i32\":0,\"u32\":0,\"i64\":0,\"u64\":0,"
              "\"size\":0,\"kind\":0,\"id\":null,\"date\":null,\"time\":null,\"flag\":false,"
              "\"raw\":false,\"panel\":false,\"short_list\":[]}");
}

TEST(view, gives_json_of_the_branches_taken)
{
    struct vt_page_view v = page(t, true);

    CHECK_STR(
        json_of(t, &tmpl_vt_page, &v),
        "{\"open\":true,\"title\":\"Title\",\"count\":0,\"key\":\"core.cancel\",\"no_key\":\"\","
        "\"file\":{\"number\":\"CF-1\",\"owner\":{\"name\":\"Owner\"}},\"gone\":null,"
        "\"open_text\":\"T-open\",\"kind\":1,\"visit_text\":\"T-visit\",\"mode\":\"fast\","
        "\"fast_text\":\"T-fast\",\"rows\":[{\"id\":\"01020000-0000-0000-0000-000000000000\","
        "\"name\":\"Row-1\",\"tags\":[\"Tag-1\",\"Tag-2\"]},{\"id\":"
        "\"03000000-0000-0000-0000-000000000000\",\"name\":\"Row-2\",\"tags\":[],"
        "\"none_text\":\"T-none\"}],\"people\":[{\"name\":\"Owner\"}],\"gone_text\":\"T-gone\","
        "\"notes\":false,\"spare\":false,\"on\":\"2026-11-20\",\"at\":\"2026-11-20T09:40:00Z\","
        "\"no_day\":null,\"no_time\":null,\"big\":1234567,\"share\":60,\"code\":\"home\","
        "\"person\":\"A. Person\",\"body\":\"one\\ntwo\\n\\n- three\\n- four\\nfive\\n\","
        "\"vt_panel\":{\"text\":\"Panel\"},\"vt_panel_2\":{\"text\":\"Panel\"}}");
}

/** All texts of the view that may be printed, each unlike any other. */
static const char *const marks[] = {
    "T-open", "T-count", "T-else", "T-closed", "T-visit", "T-call", "T-other", "T-fast", "T-empty",
    "T-gone", "T-none",  "Row-1",  "Row-2",    "Tag-1",   "Owner",  "CF-1",    "Panel",  "Title"};

TEST(view, gives_json_exactly_of_what_is_printed)
{
    for (unsigned bits = 0; bits < 256; bits++) {
        struct vt_page_view v = page(t, bits & 1);
        v.open = bits & 2;
        v.count = bits & 4 ? 4 : 0;
        v.kind = bits & 8 ? VT_VISIT : bits & 16 ? VT_CALL : VT_NONE;
        v.mode = bits & 32 ? STR("fast") : STR("slow");
        v.gone = bits & 64 ? &file : NULL;
        v.file = bits & 128 ? &file : NULL;
        struct str html = html_of(t, &tmpl_vt_page, &v), json = json_of(t, &tmpl_vt_page, &v);
        struct json parsed;
        CHECK_OK(json_parse(t->arena, json, &parsed));
        for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
            if (has(html, marks[i]) != has(json, marks[i])) {
                test_fail(t, __FILE__, __LINE__, "%u: %s\n%.*s\n%.*s", bits, marks[i],
                          STR_ARG(html), STR_ARG(json));
                return;
            }
        }
        arena_reset(t->arena);
    }
}

static struct vt_tree_view *tree(struct test *t, int depth)
{
    struct vt_tree_view *top = ARENA_NEW(t->arena, struct vt_tree_view), *v = top;

    top->name = STR("x");
    while (--depth > 0) {
        v = LIST_PUSH(t->arena, &v->children);
        v->name = STR("x");
    }
    return top;
}

TEST(view, draws_trees_up_to_a_depth)
{
    struct view_env env = test_env(t, "en");
    struct buf out;

    CHECK_STR(html_of(t, &tmpl_vt_tree, tree(t, 2)), "<ul><li>x<ul><li>x</li></ul>\n</li></ul>\n");
    CHECK_STR(json_of(t, &tmpl_vt_tree, tree(t, 2)),
              "{\"name\":\"x\",\"children\":[{\"name\":\"x\",\"children\":[]}]}");
    CHECK(!str_eq(html_of(t, &tmpl_vt_tree, tree(t, 32)), STR("error")));
    buf_init(&out, t->arena, 1 << 20);
    CHECK_ERR(view_html(&tmpl_vt_tree, tree(t, 33), &env, &out), E_LIMIT);
    CHECK_ERR(view_json(&tmpl_vt_tree, tree(t, 33), &env, &out), E_LIMIT);
}

TEST(view, says_when_the_page_is_full)
{
    struct vt_page_view v = page(t, true);
    struct view_env env = test_env(t, "en");
    struct buf out;

    buf_init(&out, t->arena, 100);
    CHECK_ERR(view_html(&tmpl_vt_page, &v, &env, &out), E_LIMIT);
    buf_init(&out, t->arena, 100);
    CHECK_ERR(view_json(&tmpl_vt_page, &v, &env, &out), E_LIMIT);
}
