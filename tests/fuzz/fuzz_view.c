/* tests/fuzz/fuzz_view.c: templates. The first byte chooses: bytes as a template; a template put
 * together from pieces, whose values may not move any tag wherever they stand; or data in compiled
 * templates, which may not get out of its place, and whose JSON must parse. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "core/view_compile.h"
#include "core/view_test_tmpl.gen.h"
#include "core/view_test_views.h"
#include "plat/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(cond)                                                                                 \
    do {                                                                                           \
        if (!(cond))                                                                               \
            abort();                                                                               \
    } while (0)

/* ---- drawing a tree without types: values are one text, ways are chosen by a seed */

struct drawing {
    struct buf *out;
    struct str value;
    uint32_t seed;
    int left; /* nodes, so that loops in loops end */
};

static unsigned chance(struct drawing *d, unsigned n)
{
    d->seed = d->seed * 1664525u + 1013904223u;
    return (d->seed >> 16) % n;
}

static void draw_value(struct drawing *d, const struct view_node *n)
{
    if (n->place <= VIEW_IN_ATTR) {
        view_escape(d->out, d->value);
        return;
    }
    for (size_t i = 0; i < d->value.n; i++) {
        unsigned char c = (unsigned char)d->value.p[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            buf_put_c(d->out, (char)c);
        else
            buf_printf(d->out, "%%%02X", c);
    }
}

static void draw_nodes(struct drawing *d, const struct view_node *n);

static void draw_loop(struct drawing *d, const struct view_node *n)
{
    unsigned rounds = chance(d, 3);

    for (unsigned i = 0; i < rounds; i++)
        draw_nodes(d, n->body);
    if (!rounds)
        draw_nodes(d, n->otherwise);
}

static void draw_node(struct drawing *d, const struct view_node *n)
{
    switch (n->kind) {
    case VIEW_NODE_TEXT:
        buf_put(d->out, n->text);
        break;
    case VIEW_NODE_EACH:
        draw_loop(d, n);
        break;
    case VIEW_NODE_IF:
    case VIEW_NODE_IS:
    case VIEW_NODE_WITH:
        draw_nodes(d, chance(d, 2) ? n->body : n->otherwise);
        break;
    default:
        draw_value(d, n);
        break;
    }
}

static void draw_nodes(struct drawing *d, const struct view_node *n)
{
    for (; n && d->left > 0; n = n->next) {
        d->left--;
        draw_node(d, n);
    }
}

/* ---- a reader of HTML of its own, after the standard's tokenizer: what tags does a page have? */

enum reading {
    R_DATA,
    R_OPEN,
    R_NAME,
    R_GAP,
    R_ATTR,
    R_AFTER,
    R_BEFORE,
    R_DOUBLE,
    R_SINGLE,
    R_BARE,
    R_CLOSED
};

struct reader {
    enum reading state;
    char name[16]; /* of the tag */
    size_t name_n;
    bool closing;
    const char *raw; /* inside this element only its end counts */
    struct buf *tags;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static void read_end(struct reader *r)
{
    static const char *const raws[] = {"script", "style", "title", "textarea", "iframe", "xmp"};

    r->state = R_DATA;
    buf_put_c(r->tags, '>');
    r->name[r->name_n] = 0;
    for (size_t i = 0; i < 6 && !r->closing; i++)
        if (str_eq_nocase(str_c(r->name), str_c(raws[i])))
            r->raw = raws[i];
    if (r->closing)
        r->raw = NULL;
}

/** After = of an attribute. */
static enum reading next_before_value(char c)
{
    if (is_blank(c))
        return R_BEFORE;
    return c == '"' ? R_DOUBLE : c == '\'' ? R_SINGLE : R_BARE;
}

/** After a character of a tag, outside values. */
static enum reading next_in_tag(enum reading state, char c)
{
    if (state == R_BEFORE)
        return next_before_value(c);
    if (c == '/')
        return R_GAP;
    if (is_blank(c))
        return state == R_ATTR || state == R_AFTER ? R_AFTER : R_GAP;
    if (state == R_NAME)
        return R_NAME;
    return c == '=' && (state == R_ATTR || state == R_AFTER) ? R_BEFORE : R_ATTR;
}

static void read_in_tag(struct reader *r, char c)
{
    enum reading was = r->state;

    r->state = next_in_tag(was, c);
    if (was == R_NAME && r->state == R_NAME && r->name_n + 1 < sizeof r->name)
        r->name[r->name_n++] = c;
    /* Names and marks of tags are noted, values are not. */
    if (r->state <= R_AFTER && !is_blank(c))
        buf_put_c(r->tags, c);
}

static void read_data(struct reader *r, struct str rest)
{
    size_t n = r->raw ? strlen(r->raw) : 0;

    if (rest.p[0] != '<')
        return;
    if (r->raw && (rest.n < n + 3 || rest.p[1] != '/' ||
                   !str_eq_nocase(str_slice(rest, 2, 2 + n), str_c(r->raw))))
        return;
    r->state = R_OPEN;
    buf_put_c(r->tags, '<');
}

static void read_open(struct reader *r, char c)
{
    r->closing = c == '/';
    r->name_n = 0;
    r->state = R_NAME;
    buf_put_c(r->tags, c);
    if (!r->closing)
        r->name[r->name_n++] = c;
}

static void read_char(struct reader *r, struct str rest)
{
    char c = rest.p[0];

    switch (r->state) {
    case R_DATA:
        read_data(r, rest);
        break;
    case R_OPEN:
        read_open(r, c);
        break;
    case R_DOUBLE:
    case R_SINGLE:
        if (c == (r->state == R_DOUBLE ? '"' : '\''))
            r->state = R_CLOSED;
        break;
    default:
        if (c == '>')
            read_end(r);
        else if (r->state != R_BARE)
            read_in_tag(r, c);
        else if (is_blank(c))
            r->state = R_GAP;
        break;
    }
}

/** The tags of a page without texts and values. */
static struct str tags_of(struct arena *a, struct str html)
{
    struct buf tags;
    struct reader r = {.tags = &tags};

    buf_init(&tags, a, html.n * 2 + 16);
    for (size_t i = 0; i < html.n; i++)
        read_char(&r, str_from(html, i));
    buf_printf(&tags, "%d", r.state);
    return buf_str(&tags);
}

static struct str drawn(struct arena *a, const struct view_tree *tree, const char *value,
                        uint32_t seed)
{
    struct buf out;
    struct drawing d = {&out, str_c(value), seed, 2000};

    buf_init(&out, a, 1 << 20);
    draw_nodes(&d, tree->nodes);
    return buf_str(&out);
}

/** Whatever stands in the places of an accepted template, the tags stay the same. */
static void check_places(struct arena *a, const struct view_tree *tree, uint32_t seed)
{
    static const char *const attacks[] = {
        "<b>\"'>", " onload=alert(1) x=", "/>a=b", "=", "-->", "", "</script></title></textarea>"};
    struct str calm = drawn(a, tree, "a", seed), tags = tags_of(a, calm);

    for (size_t i = 0; i < sizeof attacks / sizeof attacks[0]; i++)
        MUST(str_eq(tags_of(a, drawn(a, tree, attacks[i], seed)), tags));
}

static void compile(struct arena *a, struct str source, uint32_t seed)
{
    struct view_tree tree = {.name = STR("x"), .file = STR("x.html")};
    struct view_unit unit = {
        .feature = STR("x"), .c_name = STR("x.c"), .trees = &tree, .tree_n = 1};
    struct view_fault fault = {0};
    struct buf c, h;

    buf_init(&c, a, 4u << 20);
    buf_init(&h, a, 1 << 16);
    if (view_parse(a, &tree, source, &fault) != OK) {
        MUST(fault.line >= 1 && fault.text.n > 0);
        return;
    }
    check_places(a, &tree, seed);
    if (view_emit(a, &unit, &c, &h, &fault) != OK)
        MUST(c.over || fault.text.n > 0);
}

/* ---- templates put together from bytes: mostly balanced, now and then something odd */

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

static struct str assemble(struct arena *a, struct str s)
{
    struct buf out;
    struct maker m = {.s = str_slice(s, 0, 400), .out = &out};

    buf_init(&out, a, 1 << 20);
    buf_put_z(&out, "{{view x_view}}\n");
    while (m.i < m.s.n)
        make_body(&m, false);
    return buf_str(&out);
}

/* ---- data in compiled templates */

static struct str label(void *arg, struct str list, struct str code, const struct locale *l)
{
    (void)l;
    return str_cat(arg, list, code);
}

static struct str page_of(const struct view_env *env, const struct tmpl *t, const void *view)
{
    struct buf out;

    buf_init(&out, env->arena, 8u << 20);
    MUST(view_html(t, view, env, &out) == OK);
    return buf_str(&out);
}

/** All that could make markup, in its order. */
static struct str marks_of(struct arena *a, struct str html)
{
    struct buf out;

    buf_init(&out, a, html.n + 1);
    for (size_t i = 0; i < html.n; i++)
        if (memchr("<>\"'", html.p[i], 4))
            buf_put_c(&out, html.p[i]);
    return buf_str(&out);
}

static struct str calm_text(struct arena *a, struct str s)
{
    struct str calm = str_dup(a, s);

    for (size_t i = 0; i < s.n; i++)
        if (memchr("<>\"'&", s.p[i], 5))
            ((char *)calm.p)[i] = 'a';
    return calm;
}

/** A whole address taken from data runs nothing. */
static void check_link(struct str html)
{
    static const char *const bad[] = {"javascript:", "data:", "vbscript:", "//", "\\", "/\\"};
    ptrdiff_t at = str_find(html, STR("<a href=\""), 0);
    struct str link = str_from(html, (size_t)at + 9);

    MUST(at >= 0);
    while (link.n && (unsigned char)link.p[0] <= ' ')
        link = str_from(link, 1);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        MUST(link.n < strlen(bad[i]) ||
             !str_eq_nocase(str_slice(link, 0, strlen(bad[i])), str_c(bad[i])));
}

static struct str places_of(const struct view_env *env, struct str x)
{
    struct vt_places_view view = {.x = x};

    LIST_ADD(env->arena, &view.list, x);
    LIST_ADD(env->arena, &view.list, x);
    return page_of(env, &tmpl_vt_places, &view);
}

static void check_json(const struct view_env *env, struct str x)
{
    struct vt_places_view view = {.x = x};
    struct json json;
    const struct json *member;
    struct buf out;

    buf_init(&out, env->arena, 8u << 20);
    LIST_ADD(env->arena, &view.list, x);
    MUST(view_json(&tmpl_vt_places, &view, env, &out) == OK);
    MUST(!memchr(out.p, '<', out.n));
    /* The edge of the program lets neither in (utf8_clean()). */
    if (!utf8_is_valid(x) || (x.n && memchr(x.p, 0, x.n)))
        return;
    MUST(json_parse(env->arena, buf_str(&out), &json) == OK);
    member = json_get(&json, STR("x"));
    MUST(member && member->kind == JSON_KIND_STR && str_eq(member->s, x));
    member = json_get(&json, STR("list"));
    MUST(member && member->n == 1 && str_eq(member->items[0].s, x));
}

static void check_data(struct arena *a, struct str x)
{
    struct view_env env = {.arena = a,
                           .locale = locale_find(STR("en")),
                           .csrf = x,
                           .cmd = x,
                           .code = label,
                           .code_arg = a,
                           .asset_version = x};
    struct view_env calm = env;
    struct str html = places_of(&env, x), other;

    calm.csrf = calm.cmd = calm.asset_version = calm_text(a, x);
    other = places_of(&calm, calm_text(a, x));
    MUST(str_eq(marks_of(a, html), marks_of(a, other)));
    check_link(html);
    check_json(&env, x);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a;
    char *bytes;
    struct str s;

    if (size < 1)
        return 0;
    a = arena_new((size_t)256 << 20);
    /* A copy of exactly that size, so that reading past the end is seen. */
    bytes = memcpy(malloc(size), data, size);
    s = (struct str){bytes + 1, size - 1};
    if (data[0] == '{')
        compile(a, (struct str){bytes, size}, (uint32_t)size);
    else if (data[0] % 2)
        compile(a, assemble(a, s), data[0] * 2654435761u + (uint32_t)size);
    else
        check_data(a, s);
    free(bytes);
    arena_free(a);
    return 0;
}
