/* app/cmd_expr.c: `alidade expr`: evaluates expressions that other programs hand over, a JSON
 * object a line from standard input, an answer a line to standard output. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/command.h"
#include "app/xml_tree.h"
#include "base/num.h"
#include "core/expr.h"
#include "core/i18n.h"
#include "plat/json.h"
#include "plat/os.h"

#define LINE_MAX_BYTES ((size_t)20 << 20)
#define ZONES "/usr/share/zoneinfo"

/* A question and its answer. */
struct question {
    struct arena *arena;
    const struct json *json;
    struct expr_env env;
    struct expr_node *doc, *node;
    struct str problem;
};

static struct str text_of(struct question *q, const char *key)
{
    return json_get_str(q->arena, q->json, str_c(key));
}

static enum err refuse(struct question *q, const char *what, struct str about)
{
    q->problem = str_fmt(q->arena, "%s: %.*s", what, STR_ARG(about));
    return E_INVALID;
}

/* ---- time zones: an offset, or a name that the C library's tables know */

static int zone_offset(const struct expr_env *env, int64_t utc_s)
{
    time_t t = (time_t)utc_s;
    struct tm tm;

    (void)env;
    return localtime_r(&t, &tm) ? (int)tm.tm_gmtoff : 0;
}

/* "+02:00"; seconds in *ret. */
static bool offset_parse(struct str s, int *ret)
{
    int64_t hour, minute;

    if (s.n != 6 || (s.p[0] != '+' && s.p[0] != '-') || s.p[3] != ':' ||
        num_parse_range(str_slice(s, 1, 3), 0, 14, &hour) != OK ||
        num_parse_range(str_from(s, 4), 0, 59, &minute) != OK)
        return false;
    *ret = (int)(hour * 60 + minute) * (s.p[0] == '-' ? -60 : 60);
    return true;
}

static enum err zone_set(struct question *q, struct str tz)
{
    const char *path;

    if (!str_given(tz) || str_eq(tz, STR("UTC")) || str_eq(tz, STR("Z")) ||
        offset_parse(tz, &q->env.offset_s))
        return OK;
    path = str_z(q->arena, str_fmt(q->arena, ZONES "/%.*s", STR_ARG(tz)));
    if (str_find(tz, STR(".."), 0) >= 0 || access(path, R_OK) != 0)
        return refuse(q, "there is no such time zone", tz);
    setenv("TZ", path + sizeof ZONES, 1);
    tzset();
    q->env.offset_at = zone_offset;
    return OK;
}

/* ---- the question */

/* Evaluates a path of the question's own in the whole document. */
static enum err node_find(struct question *q, struct str path, struct expr_node **ret)
{
    struct expr_env env = {.arena = q->arena, .root = q->doc};
    struct expr_fault fault;
    struct expr_value value;
    struct expr *expr;

    if (expr_parse(q->arena, path, &expr, &fault) != OK ||
        expr_eval(&env, expr, q->doc, &value) != OK || value.type != EXPR_NODES ||
        value.nodes.n != 1)
        return refuse(q, "there is no such node", path);
    *ret = value.nodes.items[0];
    return OK;
}

static enum err read_context(struct question *q)
{
    const struct json *context = json_get(q->json, STR("context"));
    struct str xml, problem = STR_NONE, path, root;

    if (!context || context->kind == JSON_KIND_NULL) {
        q->doc = expr_node_add(q->arena, NULL, EXPR_DOCUMENT, STR_NONE);
        q->env.root = q->doc;
        return OK;
    }
    xml = json_get_str(q->arena, context, STR("xml"));
    path = json_get_str(q->arena, context, STR("node"));
    root = text_of(q, "root");
    if (!str_given(root))
        root = json_get_str(q->arena, context, STR("root"));
    if (xml_tree_read(q->arena, xml, &q->doc, &problem) != OK)
        return refuse(q, "the document cannot be read", problem);
    TRY(node_find(q, str_given(root) ? root : STR("/"), &q->env.root));
    if (!str_given(path)) {
        q->node = q->env.root;
        return OK;
    }
    return node_find(q, path, &q->node);
}

static void read_prefixes(struct question *q)
{
    const struct json *ns = json_get(q->json, STR("ns"));
    struct expr_prefix *all;

    if (!ns || ns->kind != JSON_KIND_OBJECT)
        return;
    all = ARENA_ARRAY(q->arena, struct expr_prefix, ns->n);
    for (size_t i = 0; i < ns->n; i++)
        all[i] = (struct expr_prefix){ns->keys[i], ns->items[i].s};
    q->env.prefixes = all;
    q->env.prefix_n = ns->n;
}

/* The given moment, read by the engine itself so that one without a zone is local; else the clock.
 */
static enum err read_now(struct question *q)
{
    struct str now = text_of(q, "now");
    struct expr_value value;
    struct expr_fault fault;
    struct expr *expr;

    if (!str_given(now)) {
        q->env.now = os_now();
        return OK;
    }
    if (expr_parse(q->arena, str_fmt(q->arena, "date-time('%.*s')", STR_ARG(now)), &expr, &fault) !=
            OK ||
        expr_eval(&q->env, expr, NULL, &value) != OK || value.type != EXPR_DATETIME)
        return refuse(q, "is not a moment", now);
    q->env.now = (struct instant){value.ms * 1000};
    return OK;
}

static enum err ask(struct question *q, struct expr_value *ret)
{
    struct expr *expr;
    struct expr_fault *fault = &q->env.fault;
    enum err e;

    TRY(zone_set(q, text_of(q, "tz")));
    TRY(read_now(q));
    TRY(read_context(q));
    read_prefixes(q);
    q->env.lang = text_of(q, "lang");
    q->env.locale = locale_find(q->env.lang);
    os_random(q->env.seed, sizeof q->env.seed);
    e = expr_parse(q->arena, text_of(q, "expr"), &expr, fault);
    if (e == OK)
        e = expr_eval(&q->env, expr, q->node, ret);
    if (e != OK)
        q->problem = str_fmt(q->arena, "%.*s%s%s", STR_ARG(fault->about),
                             str_given(fault->about) ? " " : "", fault->why ? fault->why : "");
    return e;
}

/* ---- the answer */

static void put_number(struct json_writer *w, struct arena *a, double n)
{
    if (!isfinite(n))
        json_put_str(w, expr_number_text(a, n));
    else
        json_put_raw(w, expr_number_text(a, n));
}

static void put_typed(struct json_writer *w, const char *type)
{
    json_key(w, STR("type"));
    json_put_str(w, str_c(type));
    json_key(w, STR("value"));
}

static void put_nodes(struct json_writer *w, struct arena *a, const struct expr_nodes *nodes)
{
    json_open(w, '[');
    for (size_t i = 0; i < nodes->n; i++)
        json_put_str(w, expr_node_path(a, nodes->items[i]));
    json_close(w, ']');
}

/* What the question asks for, else what the value is; a date is given as its text. */
static const char *type_wanted(struct question *q, const struct expr_value *value)
{
    static const char *const names[] = {
        [EXPR_NODES] = "nodeset",   [EXPR_STRING] = "string", [EXPR_NUMBER] = "number",
        [EXPR_BOOLEAN] = "boolean", [EXPR_DATE] = "string",   [EXPR_DATETIME] = "string"};
    static const char *const asked[] = {"nodeset", "string", "number", "boolean"};

    for (int i = 0; i < 4; i++)
        if (str_eq(text_of(q, "type"), str_c(asked[i])))
            return asked[i];
    return names[value->type];
}

static void put_value(struct json_writer *w, struct question *q, const struct expr_value *value)
{
    const char *type = type_wanted(q, value);

    if (strcmp(type, "nodeset") == 0 && value->type != EXPR_NODES) {
        json_key(w, STR("error"));
        json_put_str(w, STR("the result is not a nodeset"));
        return;
    }
    put_typed(w, type);
    if (strcmp(type, "nodeset") == 0)
        put_nodes(w, q->arena, &value->nodes);
    else if (strcmp(type, "number") == 0)
        put_number(w, q->arena, expr_number(&q->env, value));
    else if (strcmp(type, "boolean") == 0)
        json_put_bool(w, expr_boolean(&q->env, value));
    else
        json_put_str(w, expr_string(&q->env, value));
}

static void answer(struct arena *a, struct str line)
{
    struct question q = {.arena = a, .env = {.arena = a}};
    struct json json = {0};
    struct expr_value value = {0};
    struct json_writer w;
    struct buf out;
    enum err e;

    buf_init(&out, a, LINE_MAX_BYTES);
    json_writer_init(&w, &out);
    json_open(&w, '{');
    q.json = &json;
    q.problem = STR("this is not a JSON object");
    e = json_parse(a, line, &json);
    json_key(&w, STR("id"));
    json_put_str(&w, e == OK ? text_of(&q, "id") : STR_NONE);
    if (e == OK)
        e = ask(&q, &value);
    if (e == OK) {
        put_value(&w, &q, &value);
    } else {
        json_key(&w, STR("error"));
        json_put_str(&w, q.problem);
    }
    json_close(&w, '}');
    printf("%.*s\n", STR_ARG(buf_str(&out)));
}

int cmd_expr(const struct options *options)
{
    struct arena *a = install_arena((size_t)512 << 20);
    char *line = NULL;
    size_t size = 0;
    ssize_t n;

    if (options->arg_n > 0)
        install_die("expr reads JSON lines from standard input and takes no arguments");
    while ((n = getline(&line, &size, stdin)) >= 0) {
        struct str text = str_trim((struct str){line, (size_t)n});

        if (str_given(text))
            answer(a, text);
        fflush(stdout);
        arena_reset(a);
    }
    free(line);
    return 0;
}
