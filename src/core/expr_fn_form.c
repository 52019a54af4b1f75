/* core/expr_fn_form.c: functions that look beyond the nodes at hand: other instances, labels,
 * random numbers, digests. */
#include "core/expr_internal.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "plat/crypto.h"
#include "plat/digest.h"

static enum err give(struct expr_call *c, double n)
{
    *c->ret = expr_of_number(n);
    return OK;
}

static enum err give_str(struct expr_call *c, struct str s)
{
    *c->ret = expr_of_string(s);
    return expr_spend(c->run, s.n);
}

/* ---- instances */

static struct str attribute(const struct expr_node *node, const char *name)
{
    for (const struct expr_node *a = node->attrs; a; a = a->next)
        if (str_eq(a->name, str_c(name)))
            return a->text;
    return STR_NONE;
}

/* The element of that name whose attribute has the value (any: none is asked for), below root. */
static struct expr_node *element_find(struct expr_node *root, const char *name, const char *attr,
                                      struct str value)
{
    for (struct expr_node *n = root; n; n = expr_node_next(n, root))
        if (n->kind == EXPR_ELEMENT && str_eq(n->name, str_c(name)) &&
            (!attr || str_eq(attribute(n, attr), value)))
            return n;
    return NULL;
}

static struct expr_node *top(const struct expr_run *run)
{
    struct expr_node *node = run->env->root;

    while (node && node->parent)
        node = node->parent;
    return node;
}

/* A form's own, else the element <instance> of the document. */
static struct expr_node *instance_of(struct expr_call *c, struct str id)
{
    struct expr_env *env = c->run->env;
    struct expr_node *root = top(c->run);

    if (env->instance)
        return env->instance(env, id);
    return root ? element_find(root, "instance", "id", id) : NULL;
}

static enum err fn_instance(struct expr_call *c)
{
    struct expr_node *node = instance_of(c, c->args[0].s);
    struct expr_nodes nodes = {0};

    if (node)
        LIST_ADD(c->run->arena, &nodes, node);
    *c->ret = expr_of_nodes(nodes);
    return OK;
}

static const struct expr_node *child(const struct expr_node *node, struct str name)
{
    const struct expr_node *n = node->first;

    while (n && !str_eq(n->name, name))
        n = n->next;
    return n;
}

/* pulldata(instance, column, key column, key): of the first row with that key. */
static enum err fn_pulldata(struct expr_call *c)
{
    struct expr_node *root = instance_of(c, c->args[0].s), *row;
    struct expr_env *env = c->run->env;

    if (root && env->row) {
        row = env->row(env, root, c->args[2].s, c->args[3].s);
        root = NULL;
        if (row && child(row, c->args[1].s))
            return give_str(c, expr_node_text(env, child(row, c->args[1].s)));
    }
    for (struct expr_node *n = root; n; n = expr_node_next(n, root)) {
        const struct expr_node *key = child(n, c->args[2].s), *found = child(n, c->args[1].s);

        TRY(expr_spend(c->run, 2));
        if (key && found && str_eq(expr_node_text(c->run->env, key), c->args[3].s))
            return give_str(c, expr_node_text(c->run->env, found));
    }
    return give_str(c, STR_NONE);
}

/* ---- labels */

static enum err fn_choice_name(struct expr_call *c)
{
    struct expr_env *env = c->run->env;
    struct str label = STR_NONE, question = str_trim(c->args[1].s);

    if (!env->choice_label || !env->choice_label(env, question, c->args[0].s, &label))
        label = STR_NONE;
    return give_str(c, label);
}

/* The translation of the language; else the one marked as default; else the first. */
static struct expr_node *translation(struct expr_call *c, struct expr_node *itext)
{
    struct str lang = c->run->env->lang;
    struct expr_node *t = NULL;

    if (str_given(lang))
        t = element_find(itext, "translation", "lang", lang);
    if (!t)
        t = element_find(itext, "translation", "default", STR("true()"));
    return t ? t : element_find(itext, "translation", NULL, STR_NONE);
}

static enum err fn_itext(struct expr_call *c)
{
    struct expr_node *root = c->run->env->text ? NULL : top(c->run);
    struct str found = STR_NONE;
    struct expr_node *itext = root ? element_find(root, "itext", NULL, STR_NONE) : NULL;
    struct expr_node *t = itext ? translation(c, itext) : NULL;
    struct expr_node *text = t ? element_find(t, "text", "id", c->args[0].s) : NULL;

    if (c->run->env->text && c->run->env->text(c->run->env, c->args[0].s, &found))
        return give_str(c, found);
    for (const struct expr_node *value = text ? text->first : NULL; value; value = value->next)
        if (str_eq(value->name, STR("value")) && !str_given(attribute(value, "form")))
            return give_str(c, expr_node_text(c->run->env, value));
    return give_str(c, STR_NONE);
}

/* ---- chance: the n-th draw from the seed of the environment */

static struct sha256 draw(struct expr_env *env)
{
    uint32_t n = env->drawn++;
    struct str parts[] = {{(const char *)env->seed, sizeof env->seed},
                          {(const char *)&n, sizeof n}};

    return crypto_sha256_parts(parts, 2);
}

static uint64_t big_endian(const uint8_t *b)
{
    uint64_t n = 0;

    for (int i = 0; i < 8; i++)
        n = n << 8 | b[i];
    return n;
}

static double draw_number(struct expr_env *env)
{
    struct sha256 d = draw(env);

    return (double)(big_endian(d.b) >> 11) * 0x1p-53;
}

static enum err fn_random(struct expr_call *c)
{
    return give(c, draw_number(c->run->env));
}

static enum err fn_uuid(struct expr_call *c)
{
    struct buf out;
    double n = c->n ? c->args[0].n : 36;

    if (isnan(n) || n < 0 || n > 10000)
        return expr_fail(c->run, "is not a length", expr_string(c->run->env, &c->args[0]));
    buf_init(&out, c->run->arena, 20000);
    do {
        struct sha256 d = draw(c->run->env);

        d.b[6] = (uint8_t)(0x40 | (d.b[6] & 0x0f));
        d.b[8] = (uint8_t)(0x80 | (d.b[8] & 0x3f));
        for (int i = 0; i < 16; i++) {
            if (i == 4 || i == 6 || i == 8 || i == 10)
                buf_put_c(&out, '-');
            buf_put_hex(&out, &d.b[i], 1);
        }
    } while ((double)out.n < n);
    return give_str(c, str_slice(buf_str(&out), 0, (size_t)n));
}

/* ---- randomize(nodes, seed): the shuffle that ODK describes, so that a seed gives its order */

#define PARK_MILLER_MAX 2147483647LL

static int64_t seed_of(struct expr_call *c)
{
    struct expr_env *env = c->run->env;
    double n = expr_number(env, &c->args[1]);
    struct str s = expr_string(env, &c->args[1]);
    struct sha256 d;

    if (isnan(n)) {
        d = crypto_sha256(s);
        return str_given(s) && !str_eq(s, STR("NaN")) ? (int64_t)big_endian(d.b) : 0;
    }
    if (fabs(n) >= 0x1p63)
        return n > 0 ? INT64_MAX : INT64_MIN;
    return (int64_t)n;
}

static enum err fn_randomize(struct expr_call *c)
{
    struct expr_nodes from = c->args[0].nodes, to = {0};
    bool seeded = c->n > 1;
    int64_t seed = seeded ? seed_of(c) % PARK_MILLER_MAX : 0;

    if (seed <= 0)
        seed += PARK_MILLER_MAX - 1;
    for (size_t i = 0; i < from.n; i++) {
        double chance;
        size_t j;

        seed = seed * 16807 % PARK_MILLER_MAX;
        chance =
            seeded ? (double)(seed - 1) / (double)(PARK_MILLER_MAX - 1) : draw_number(c->run->env);
        j = (size_t)floor(chance * (double)(i + 1));
        j = j > i ? i : j;
        LIST_ADD(c->run->arena, &to, from.items[i]);
        to.items[i] = to.items[j];
        to.items[j] = from.items[i];
    }
    *c->ret = expr_of_nodes(to);
    return OK;
}

/* ---- digests and base64 */

static struct str base64(struct arena *a, const uint8_t *p, size_t n)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    struct buf out;

    buf_init(&out, a, n * 2 + 8);
    for (size_t i = 0; i < n; i += 3) {
        uint32_t three = (uint32_t)p[i] << 16 | (i + 1 < n ? (uint32_t)p[i + 1] << 8 : 0) |
                         (i + 2 < n ? p[i + 2] : 0);

        buf_put_c(&out, letters[three >> 18]);
        buf_put_c(&out, letters[three >> 12 & 63]);
        buf_put(&out, i + 1 < n ? (struct str){&letters[three >> 6 & 63], 1} : STR("="));
        buf_put(&out, i + 2 < n ? (struct str){&letters[three & 63], 1} : STR("="));
    }
    return buf_str(&out);
}

static enum err fn_digest(struct expr_call *c)
{
    struct str encoding = c->n > 2 ? c->args[2].s : STR("base64");
    uint8_t bytes[DIGEST_MAX];
    size_t n = digest_of(c->args[1].s, c->args[0].s, bytes);
    struct buf out;

    if (n == 0)
        return expr_fail(c->run, "is not a digest we know", c->args[1].s);
    if (str_eq(encoding, STR("base64")))
        return give_str(c, base64(c->run->arena, bytes, n));
    if (!str_eq(encoding, STR("hex")))
        return expr_fail(c->run, "is not an encoding; base64 and hex are", encoding);
    buf_init(&out, c->run->arena, 2 * sizeof bytes);
    buf_put_hex(&out, bytes, n);
    return give_str(c, buf_str(&out));
}

static enum err fn_base64_encode(struct expr_call *c)
{
    TRY(expr_spend(c->run, 2 * c->args[0].s.n));
    return give_str(c, base64(c->run->arena, (const uint8_t *)c->args[0].s.p, c->args[0].s.n));
}

static int base64_digit(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    if (c == '+' || c == '-')
        return 62;
    return c == '/' || c == '_' ? 63 : -1;
}

/* Bytes that are no text are refused: an answer is text. */
static enum err base64_text(struct expr_call *c, struct str s, struct str *ret)
{
    struct buf out;
    uint32_t bits = 0;
    int n = 0;

    buf_init(&out, c->run->arena, s.n + 1);
    for (size_t i = 0; i < s.n && s.p[i] != '='; i++) {
        int digit = base64_digit(s.p[i]);

        if (digit < 0)
            return expr_fail(c->run, "is not base64", str_slice(s, i, i + 10));
        bits = bits << 6 | (uint32_t)digit;
        n += 6;
        if (n >= 8)
            buf_put_c(&out, (char)(bits >> (n -= 8)));
    }
    *ret = buf_str(&out);
    return OK;
}

static enum err fn_base64_decode(struct expr_call *c)
{
    struct str text = STR_NONE;

    TRY(base64_text(c, str_trim(c->args[0].s), &text));
    if (!utf8_is_valid(text))
        return expr_fail(c->run, "does not hold a text", STR("base64-decode"));
    return give_str(c, text);
}

const struct expr_function expr_functions_form[] = {
    {"instance", "s", fn_instance},
    {"pulldata", "ssss", fn_pulldata},
    {"jr:choice-name", "ss", fn_choice_name},
    {"jr:itext", "s", fn_itext},
    {"random", "", fn_random},
    {"uuid", "n?", fn_uuid},
    {"randomize", "Nv?", fn_randomize},
    {"digest", "sss?", fn_digest},
    {"base64-encode", "s", fn_base64_encode},
    {"base64-decode", "s", fn_base64_decode},
    {NULL, NULL, NULL},
};
