/* tests/fuzz/fuzz_view.c: templates. The first byte chooses: bytes as a template; a template put
 * together from pieces, whose values may not move any tag wherever they stand; or data in compiled
 * templates, which may not get out of its place, and whose JSON must parse. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "core/view_compile.h"
#include "core/view_test_tmpl.gen.h"
#include "core/view_test_views.h"
#include "must.h"
#include "plat/json.h"
#include "view_parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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
    struct str calm = drawn(a, tree, "a", seed), tags = view_tags_of(a, calm);

    for (size_t i = 0; i < sizeof attacks / sizeof attacks[0]; i++)
        MUST(str_eq(view_tags_of(a, drawn(a, tree, attacks[i], seed)), tags));
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
        compile(a, view_assemble(a, s), data[0] * 2654435761u + (uint32_t)size);
    else
        check_data(a, s);
    free(bytes);
    arena_free(a);
    return 0;
}
