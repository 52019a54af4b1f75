/* tests/fuzz/view_make.c: templates put together from bytes: mostly balanced, now and then
 * something odd. */
#include "view_parts.h"

struct maker {
    struct str s;
    size_t i;
    struct buf *out;
    int depth;
};

static unsigned take(struct maker *m)
{
    return m->i < m->s.n ? (unsigned char)m->s.p[m->i++] : 0;
}

/** Puts one of the list; NULL ends it. */
static void put_one(struct maker *m, const char *const *list)
{
    unsigned n = 0;

    while (list[n])
        n++;
    buf_put_z(m->out, list[take(m) % n]);
}

static const char *const odds[] = {"<",
                                   ">",
                                   "\"",
                                   "'",
                                   "=",
                                   "/",
                                   " ",
                                   "\n",
                                   "<b",
                                   "</b>",
                                   "<b ",
                                   " a",
                                   "a=",
                                   " a={{x}}",
                                   "{{#if x}}",
                                   "{{/if}}",
                                   "{{else}}",
                                   "{{#each x}}",
                                   "{{/each}}",
                                   "<!-- ",
                                   "-->",
                                   "<!doctype ",
                                   "<script>",
                                   "</script>",
                                   "<style>",
                                   "</style>",
                                   "<title>",
                                   "</title>",
                                   "<textarea>",
                                   "</textarea>",
                                   "<iframe>",
                                   "</iframe>",
                                   "<svg>",
                                   "</svg>",
                                   "<p",
                                   "<br",
                                   "/>",
                                   "\">",
                                   "'>",
                                   " onclick=\"",
                                   " style=\"",
                                   " href=",
                                   "javascript:",
                                   "data:",
                                   "https://",
                                   "//",
                                   "<meta content=\"",
                                   " http-equiv=\"",
                                   "{{csrf}}",
                                   "{{> p}}",
                                   "{{!",
                                   "{{",
                                   "}}",
                                   "{{../x}}",
                                   "&",
                                   "<pre>",
                                   "</pre>",
                                   NULL};

static void put_odd(struct maker *m)
{
    put_one(m, odds);
}

static void put_value(struct maker *m)
{
    static const char *const all[] = {"{{x}}",
                                      "{{x}}",
                                      "{{x}}",
                                      "{{a.b}}",
                                      "{{this}}",
                                      "{{t a.b}}",
                                      "{{t a.b n=x}}",
                                      "{{url x}}",
                                      "{{num x}}",
                                      "{{date x}}",
                                      "{{code \"l\" x}}",
                                      "{{tkey x}}",
                                      "{{lang}}",
                                      "{{bdi x}}",
                                      "{{lines x}}",
                                      "{{> p}}",
                                      "{{> p x}}",
                                      "{{csrf}}",
                                      "{{icon \"a\"}}",
                                      "{{asset \"a\"}}",
                                      "{{render x}}",
                                      "{{! c }}",
                                      NULL};

    put_one(m, all);
}

static void make_body(struct maker *m, bool in_value);

static void make_block(struct maker *m, bool in_value)
{
    static const char *const open[] = {"{{#if x}}",   "{{#unless x}}",   "{{#each x}}",
                                       "{{#with x}}", "{{#is x \"a\"}}", NULL};
    static const char *const close[] = {"{{/if}}", "{{/unless}}", "{{/each}}", "{{/with}}",
                                        "{{/is}}"};
    unsigned k = take(m) % 5;

    buf_put_z(m->out, open[k]);
    make_body(m, in_value);
    if (take(m) % 2) {
        buf_put_z(m->out, "{{else}}");
        make_body(m, in_value);
    }
    buf_put_z(m->out, close[k]);
}

static void make_attr(struct maker *m)
{
    static const char *const names[] = {
        " title", " class", " href",   " src", " action", " data-x", " id",    " value", " content",
        " alt",   " for",   " hidden", " to",  " name",   " method", " style", NULL};
    const char *quote = take(m) % 2 ? "\"" : "'";

    put_one(m, names);
    switch (take(m) % 8) {
    case 0:
        return;
    case 1:
        put_odd(m);
        return;
    case 2:
        buf_put_z(m->out, "=a");
        return;
    default:
        buf_put_c(m->out, '=');
        buf_put_z(m->out, quote);
        make_body(m, true);
        buf_put_z(m->out, quote);
        break;
    }
}

static void make_element(struct maker *m)
{
    static const char *const names[] = {"b",     "a",        "p",    "div",   "form", "svg",
                                        "title", "textarea", "pre",  "style", "br",   "input",
                                        "meta",  "link",     "text", "script"};
    unsigned k = take(m) % 16, n = take(m) % 4;

    buf_printf(m->out, "<%s", names[k]);
    for (; n; n--) {
        bool block = take(m) % 4 == 0;
        buf_put_z(m->out, block ? "{{#if x}}" : "");
        make_attr(m);
        buf_put_z(m->out, block ? "{{/if}}" : "");
    }
    if (take(m) % 16 == 0)
        put_odd(m);
    buf_put_c(m->out, '>');
    if (k >= 10 && k <= 13)
        return;
    make_body(m, false);
    buf_printf(m->out, "</%s>", names[k]);
}

static void put_text(struct maker *m)
{
    static const char *const all[] = {
        "a", " ", "\n  ", "/", "/a/", "?b=", "#", "-", "b c", "mailto:", "x;", NULL};

    put_one(m, all);
}

static void make_body(struct maker *m, bool in_value)
{
    if (++m->depth < 12) {
        while (m->i < m->s.n) {
            unsigned k = take(m) % 16;
            if (k < 4)
                put_value(m);
            else if (k < 7)
                put_text(m);
            else if (k < 9)
                make_block(m, in_value);
            else if (k < 13 && !in_value)
                make_element(m);
            else if (k == 13 && take(m) % 4 == 0)
                put_odd(m);
            else
                break;
        }
    }
    m->depth--;
}

struct str view_assemble(struct arena *a, struct str s)
{
    struct buf out;
    struct maker m = {.s = str_slice(s, 0, 400), .out = &out};

    buf_init(&out, a, 1 << 20);
    buf_put_z(&out, "{{view x_view}}\n");
    while (m.i < m.s.n)
        make_body(&m, false);
    return buf_str(&out);
}
