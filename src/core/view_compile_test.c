/* core/view_compile_test.c: what the template compiler refuses, and with which words; and where it
 * places values. What the C compiler refuses later is shown by tests/templates/refused.sh. */
#include "base/test.h"
#include "core/view_compile.h"

/** The fault of a template whose first line is given; empty when it compiles. */
static struct str fault_of(struct test *t, const char *body)
{
    struct view_tree tree = {.name = STR("x"), .file = STR("x.html")};
    struct view_unit unit = {
        .feature = STR("x"), .c_name = STR("x.c"), .trees = &tree, .tree_n = 1};
    struct view_fault fault = {0};
    struct buf c, h;
    struct str source = str_fmt(t->arena, "{{view x_view}}\n%s", body);

    buf_init(&c, t->arena, 1 << 20);
    buf_init(&h, t->arena, 1 << 20);
    if (view_parse(t->arena, &tree, source, &fault) == OK &&
        view_emit(t->arena, &unit, &c, &h, &fault) == OK)
        return STR_NONE;
    return str_fmt(t->arena, "%d: %.*s", fault.line, STR_ARG(fault.text));
}

struct refusal {
    const char *body, *fault;
};

static void refuse_all(struct test *t, const struct refusal *r)
{
    for (; r->body; r++) {
        struct str got = fault_of(t, r->body);
        if (!str_eq(got, str_c(r->fault)))
            test_fail(t, __FILE__, __LINE__, "%s\n  gives \"%.*s\"\n  not   \"%s\"", r->body,
                      STR_ARG(got), r->fault);
    }
}

TEST(view_compile, refuses_bad_syntax)
{
    static const struct refusal all[] = {
        {"{{x", "2: {{ is not closed"},
        {"{{}}", "2: an empty tag"},
        {"{{{x}}}", "2: raw output is not possible: print a struct html instead"},
        {"{{&x}}", "2: raw output is not possible: print a struct html instead"},
        {"{{~x}}", "2: ~ is not supported"},
        {"{{x y}}", "2: no such helper: 'x'"},
        {"{{x-y}}", "2: 'x-y' is no field"},
        {"{{a..b}}", "2: 'a..b' is no field"},
        {"{{t 'note x'}}", "2: 'note x' is no message key"},
        {"{{t note.x 3}}", "2: arguments of t are name=value"},
        {"{{t note.x n=}}", "2: a value is missing after ="},
        {"{{code kind}}", "2: 'code' takes other arguments"},
        {"{{date d \"huge\"}}", "2: no such date style: 'huge'"},
        {"{{date d long}}", "2: the style of a date is a text in quotes"},
        {"{{lines a b}}", "2: 'lines' takes other arguments"},
        {"\n{{#if x}}", "3: {{#if}} is not closed"},
        {"{{#if x}}{{/each}}", "2: {{/each}} closes {{#if}} of line 2"},
        {"{{#if}}{{/if}}", "2: {{#if}} needs a field"},
        {"{{#if x}}{{else}}{{else}}{{/if}}", "2: {{else}} after {{else}}"},
        {"{{#if x}}{{else each y}}{{/if}}", "2: else takes if, unless or is"},
        {"{{#loop x}}{{/loop}}", "2: no such block: 'loop'"},
        {"{{else}}", "2: {{else}} without its block"},
        {"{{/if}}", "2: {{/if}} without its block"},
        {"{{view y}}", "2: {{view}} stands first, and once"},
        {"{{../x}}", "2: ../ leaves the template"},
        {"{{@index}}", "2: @index, @first and @last stand inside {{#each}}"},
        {"{{#each x}}{{@first}}{{/each}}", "2: @first and @last are for {{#if}}"},
        {"{{> a-b}}", "2: a partial is {{> name}} or {{> name field}}"},
        {"{{#is x y z}}{{/is}}", "2: 'is' takes other arguments"},
        {"{{#is x \"a}}{{/is}}", "2: a quote is not closed"},
        {0}};

    refuse_all(t, all);
}

TEST(view_compile, refuses_values_that_cannot_be_escaped)
{
    static const struct refusal all[] = {
        {"<a href={{x}}>x</a>", "2: the value of href needs quotes"},
        {"<a class=a{{x}}>x</a>", "2: the value of class needs quotes"},
        {"<{{x}}>", "2: a tag begins with its name; write &lt; for <"},
        {"<b{{x}}></b>", "2: a value cannot stand here in <b>"},
        {"<b {{x}}></b>", "2: a value cannot stand here in <b>"},
        {"<b a{{x}}=\"1\"></b>", "2: a value cannot stand here in <b>"},
        {"<b></b{{x}}>", "2: nothing can be printed inside an end tag"},
        {"<!-- {{x}} -->", "2: a comment is not closed, or holds a tag of ours"},
        {"<!doctype {{x}}>", "2: nothing can be printed here"},
        {"<script>{{x}}</script>", "2: nothing can be printed inside <script>"},
        {"<script>a()</script>", "2: scripts in pages are blocked: put it into a file"},
        {"<style>{{x}}</style>", "2: nothing can be printed inside <style>"},
        {"<iframe>{{x}}</iframe>", "2: nothing can be printed inside <iframe>"},
        {"<b onclick=\"{{x}}\"></b>", "2: onclick: event handlers are blocked in pages"},
        {"<b ONCLICK='a'></b>", "2: ONCLICK: event handlers are blocked in pages"},
        {"<b style=\"a:b\"></b>", "2: style attributes are blocked in pages: use a class"},
        {"<img srcset=\"{{x}}\">", "2: a value cannot stand in srcset"},
        {"<iframe srcdoc=\"{{x}}\"></iframe>", "2: a value cannot stand in srcdoc"},
        {"<meta http-equiv=\"refresh\" content=\"{{x}}\">",
         "2: a value cannot stand in <meta http-equiv>"},
        {"<meta content=\"{{x}}\" http-equiv=\"refresh\">",
         "2: a value cannot stand in <meta http-equiv>"},
        {"<animate to=\"{{x}}\"/>", "2: a value cannot stand in to"},
        {"<script src=\"{{x}}\"></script>", "2: <script> loads only what is written out"},
        {"<link href=\"{{x}}\">", "2: <link> loads only what is written out"},
        {"<base href=\"{{x}}\">", "2: <base> loads only what is written out"},
        {"<a href=\"https://{{x}}/y\">x</a>", "2: the host of a link must be written out"},
        {"<a href=\"//{{x}}/y\">x</a>", "2: the host of a link must be written out"},
        {"<a href=\"https://example.org{{x}}\">x</a>", "2: the host of a link must be written out"},
        {"<a href=\"note{{x}}\">x</a>",
         "2: start a relative link with / or ?, then a value may follow"},
        {"<a href=\"javascript:{{x}}\">x</a>", "2: javascript: is not allowed in a link"},
        {"<a href=\" JavaScript:x\">x</a>", "2:  JavaScript: is not allowed in a link"},
        {"<a href=\"data:text/html,{{x}}\">x</a>", "2: data: is not allowed in a link"},
        {"<a href=\"{{x}}:y\">x</a>", "2: a scheme may not follow a value"},
        {"<a title=\"{{bdi x}}\">x</a>", "2: bdi gives markup and stands only between tags"},
        {"<title>{{lines x}}</title>", "2: lines gives markup and stands only between tags"},
        {"<a title=\"{{> y}}\">x</a>", "2: y gives markup and stands only between tags"},
        {0}};

    refuse_all(t, all);
}

TEST(view_compile, refuses_html_that_does_not_balance)
{
    static const struct refusal all[] = {
        {"<p>", "2: <p> is not closed"},
        {"</p>", "2: </p> closes nothing"},
        {"<div>\n<p>\n</div>", "4: </div> closes <p> of line 3"},
        {"<br></br>", "2: <br> has no end tag"},
        {"<div/>", "2: <div/> does not close the element"},
        {"<b", "2: the template ends inside a tag"},
        {"<b title=\"x></b>", "2: the template ends inside a tag"},
        {"<b a=\"1\"b=\"2\"></b>", "2: white space is missing in <b>"},
        {"<b a=></b>", "2: an attribute without its value"},
        {"<b a=x\"y></b>", "2: this value of a needs quotes"},
        {"<b / a></b>", "2: a / inside a tag"},
        {"<b \"></b>", "2: '\"' inside <b>"},
        {"a < b", "2: a tag begins with its name; write &lt; for <"},
        {"{{#if x}}<p>{{/if}}", "2: the ways through {{#if}} leave different tags open"},
        {"{{#if x}}<p>{{else}}<b>{{/if}}", "2: the ways through {{#if}} leave different tags open"},
        {"{{#each x}}<p>{{/each}}", "2: the ways through {{#each}} leave different tags open"},
        {"<b title=\"{{#if x}}a\"{{/if}}></b>",
         "2: the ways through {{#if}} end in different places"},
        {"<b title=\"{{#if x}}\" lang='{{/if}}'></b>",
         "2: the ways through {{#if}} end in different places"},
        {"<a title=\"{{#if x}}\" href=\"{{/if}}{{y}}\"></a>",
         "2: the ways through {{#if}} end in different places"},
        {"<b {{#each x}}a{{/each}}></b>", "2: {{#each}} cannot stand between attributes"},
        {"<b {{#if x}}a=1{{/if}}b=\"2\"></b>", "2: white space is missing in <b>"},
        {"<b class={{#if x}}a{{/if}}></b>", "2: the value of class needs quotes"},
        {"<p>{{lines x}}</p>", "2: lines gives paragraphs: not inside <p>"},
        {"<form method=\"post\"></form>", "2: a POST form needs {{csrf}}"},
        {"<form method=post></form>", "2: a POST form needs {{csrf}}"},
        {"<form>{{csrf}}</form>", "2: {{csrf}} belongs into method=\"post\" only"},
        {0}};

    refuse_all(t, all);
}

TEST(view_compile, refuses_endless_nesting)
{
    struct buf deep;

    buf_init(&deep, t->arena, 1 << 16);
    for (int i = 0; i < 60; i++)
        buf_put_z(&deep, "{{#if x}}");
    CHECK_STR(fault_of(t, str_z(t->arena, buf_str(&deep))),
              "2: too many blocks inside one another");
    buf_init(&deep, t->arena, 1 << 16);
    buf_put_z(&deep, "{{#if x}}");
    for (int i = 0; i < 60; i++)
        buf_put_z(&deep, "{{else if x}}");
    CHECK_STR(fault_of(t, str_z(t->arena, buf_str(&deep))), "2: too many {{else if}}");
    buf_init(&deep, t->arena, 1 << 16);
    for (int i = 0; i < 70; i++)
        buf_put_z(&deep, "<div>");
    CHECK_STR(fault_of(t, str_z(t->arena, buf_str(&deep))),
              "2: too many elements inside one another");
}

TEST(view_compile, refuses_a_missing_head)
{
    struct view_tree tree = {.name = STR("x"), .file = STR("x.html")};
    struct view_fault fault = {0};

    CHECK_ERR(view_parse(t->arena, &tree, STR("<p></p>"), &fault), E_INVALID);
    CHECK_STR(fault.text, "the first line names the view: {{view note_panel_view}}");
    CHECK_ERR(view_parse(t->arena, &tree, STR("{{view a b}}"), &fault), E_INVALID);
    tree.name = STR("a-b");
    CHECK_ERR(view_parse(t->arena, &tree, STR("{{view a}}"), &fault), E_INVALID);
    CHECK_STR(fault.text, "the file's name must be a C name: 'a-b'");
}

TEST(view_compile, accepts_what_is_fine)
{
    static const char *const all[] = {
        "<a {{#if x}}hidden{{/if}} class=\"{{#each y}}{{this}} {{/each}}\">x</a>",
        "{{#if x}}<div class=\"a\">{{else}}<div class=\"b\">{{/if}}</div>",
        "{{#unless x}}</{{/unless}}",
        "<option value=\"1\"{{#if x}} selected{{/if}}>x</option>",
        "<svg><path d=\"M0 0\"/><text x=\"{{x}}\">{{y}}</text></svg>",
        "<a href=\"https://example.org/{{x}}\">x</a><a href=\"{{x}}#y\">x</a>",
        "<a href=\"?a={{x}}&amp;b={{y}}\">x</a><a href=\"mailto:{{x}}\">x</a>",
        "{{#if x}}a{{else if y}}b{{else unless z}}c{{else is q 3}}d{{else}}e{{/if}}",
        "<form method=\"get\"></form><form method=\"post\">{{> fields}}</form>",
        "<pre>\n  {{x}}\n</pre><textarea name=\"a\">{{x}}</textarea><title>{{x}}</title>",
        NULL};

    for (int i = 0; all[i]; i++)
        if (i != 2 && fault_of(t, all[i]).n)
            test_fail(t, __FILE__, __LINE__, "%s gives \"%.*s\"", all[i],
                      STR_ARG(fault_of(t, all[i])));
    CHECK(fault_of(t, all[2]).n > 0);
}

/** The place of the first value in a template. */
static int place_of(struct test *t, const char *body)
{
    struct view_tree tree = {.name = STR("x"), .file = STR("x.html")};
    struct view_fault fault = {0};
    struct str source = str_fmt(t->arena, "{{view x_view}}\n%s", body);

    if (view_parse(t->arena, &tree, source, &fault) != OK)
        return -1;
    for (const struct view_node *n = tree.nodes; n; n = n->next)
        if (n->kind == VIEW_NODE_PRINT)
            return n->place;
    return -2;
}

TEST(view_compile, places_values)
{
    CHECK_INT(place_of(t, "<p>{{x}}</p>"), VIEW_IN_TEXT);
    CHECK_INT(place_of(t, "<title>a {{x}}</title>"), VIEW_IN_RCDATA);
    CHECK_INT(place_of(t, "<p title='a {{x}}'></p>"), VIEW_IN_ATTR);
    CHECK_INT(place_of(t, "<a href=\"{{x}}\"></a>"), VIEW_IN_URL_WHOLE);
    CHECK_INT(place_of(t, "<a href=\"/{{x}}\"></a>"), VIEW_IN_URL_ROOT);
    CHECK_INT(place_of(t, "<a href=\"/a/{{x}}\"></a>"), VIEW_IN_URL_PATH);
    CHECK_INT(place_of(t, "<a href=\"./a/{{x}}\"></a>"), VIEW_IN_URL_PATH);
    CHECK_INT(place_of(t, "<a href=\"/a?b={{x}}\"></a>"), VIEW_IN_URL_QUERY);
    CHECK_INT(place_of(t, "<a href=\"#{{x}}\"></a>"), VIEW_IN_URL_QUERY);
    CHECK_INT(place_of(t, "<a href=\"tel:{{x}}\"></a>"), VIEW_IN_URL_ADDR);
    CHECK_INT(place_of(t, "<a href=\"https://a.org/{{x}}\"></a>"), VIEW_IN_URL_PATH);
    CHECK_INT(place_of(t, "<a href=\"{{#if y}}/a{{/if}}{{x}}\"></a>"), VIEW_IN_URL_PATH);
    CHECK_INT(place_of(t, "<a href=\"{{#if y}}/a{{/if}}?b={{x}}\"></a>"), VIEW_IN_URL_QUERY);
}
