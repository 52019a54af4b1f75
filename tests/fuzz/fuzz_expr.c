/* tests/fuzz/fuzz_expr.c: any bytes as an expression, and expressions put together from pieces,
 * over a small tree: nothing is read outside, work and memory stay in bounds, and a value has a
 * text. Some stand in the columns of a small form, which the last bytes fill in. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "core/expr.h"
#include "fuzz_fill.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct expr_node *leaf(struct arena *a, struct expr_node *parent, const char *name,
                              const char *text)
{
    struct expr_node *node = expr_node_add(a, parent, EXPR_ELEMENT, str_c(name));

    node->text = str_c(text);
    return node;
}

static struct expr_node *tree(struct arena *a)
{
    struct expr_node *doc = expr_node_add(a, NULL, EXPR_DOCUMENT, STR_NONE);
    struct expr_node *root = leaf(a, doc, "d", "");

    leaf(a, root, "a", "7");
    leaf(a, root, "b", "x yy z");
    leaf(a, root, "c", "2026-11-20");
    for (int i = 0; i < 4; i++) {
        struct expr_node *repeat = leaf(a, root, "r", "");

        leaf(a, repeat, "n", i % 2 ? "3" : "1 1;2 2;1 2");
        expr_node_add(a, repeat, EXPR_ATTRIBUTE, STR("id"))->text = STR("k");
        expr_node_add(a, repeat, EXPR_TEXT, STR_NONE)->text = STR("día");
    }
    expr_node_number(doc, 1);
    return doc;
}

static bool reference(const struct expr_env *env, struct str name, struct expr_node *at, bool all,
                      struct expr_nodes *ret)
{
    if (!str_eq(name, STR("a")) || !at)
        return false;
    LIST_ADD(env->arena, ret, all ? env->root->first : at);
    return true;
}

/* Pieces that make sense beside each other now and then. */
static const char *const pieces[] = {"a",
                                     "b",
                                     "c",
                                     "r",
                                     "/d/r",
                                     "//n",
                                     "..",
                                     ".",
                                     "@id",
                                     "*",
                                     "node()",
                                     "text()",
                                     "[",
                                     "]",
                                     "(",
                                     ")",
                                     ",",
                                     "/",
                                     "//",
                                     "|",
                                     "::",
                                     "$",
                                     "${a}",
                                     "'x'",
                                     "''",
                                     "\"",
                                     "'",
                                     " and ",
                                     " or ",
                                     " div ",
                                     " mod ",
                                     "=",
                                     "!=",
                                     "<",
                                     ">=",
                                     "+",
                                     "-",
                                     " * ",
                                     "1",
                                     "0",
                                     "-1",
                                     "1e",
                                     "99999999999999999999",
                                     ".5",
                                     "1 div 0",
                                     "[1]",
                                     "[last()]",
                                     "[.=1]",
                                     "ancestor::",
                                     "following::",
                                     "preceding::",
                                     "self::",
                                     "descendant-or-self::",
                                     "count(",
                                     "concat(",
                                     "if(",
                                     "substr(",
                                     "substring(",
                                     "translate(",
                                     "regex(",
                                     "join(",
                                     "sum(",
                                     "round(",
                                     "date(",
                                     "format-date(",
                                     "decimal-time(",
                                     "selected(",
                                     "indexed-repeat(",
                                     "randomize(",
                                     "digest(",
                                     "'MD5'",
                                     "base64-decode(",
                                     "area(",
                                     "distance(",
                                     "geofence(",
                                     "uuid(",
                                     "position(",
                                     "checklist(",
                                     "weighted-checklist(",
                                     "max(",
                                     "id(",
                                     "once(",
                                     "current()",
                                     "true()",
                                     "today()",
                                     "now()",
                                     "string(",
                                     "number(",
                                     "boolean(",
                                     "'(a+)+$'",
                                     "'%Y%b%a'",
                                     "'2026-11-20'"};

static struct str assemble(struct arena *a, struct str bytes)
{
    struct buf out;

    buf_init(&out, a, EXPR_TEXT_MAX);
    for (size_t i = 0; i < bytes.n; i++)
        buf_put_z(&out, pieces[(uint8_t)bytes.p[i] % (sizeof pieces / sizeof pieces[0])]);
    return buf_str(&out);
}

static void run(struct arena *a, struct str text)
{
    struct expr_env env = {.arena = a,
                           .root = tree(a),
                           .now = {1795426800000000},
                           .offset_s = -25200,
                           .work_max = EXPR_WORK_MAX / 10,
                           .reference = reference};
    struct expr_fault fault = {0};
    struct expr_value value = {0};
    struct expr *expr;

    if (expr_parse(a, text, &expr, &fault) != OK) {
        MUST(fault.why && fault.at <= text.n);
        return;
    }
    if (expr_eval(&env, expr, env.root->first->first, &value) != OK) {
        MUST(env.fault.why);
        return;
    }
    for (size_t i = 1; value.type == EXPR_NODES && i < value.nodes.n; i++)
        MUST(value.nodes.items[i]);
    MUST(utf8_is_valid(expr_string(&env, &value)));
    (void)expr_number(&env, &value);
    (void)expr_boolean(&env, &value);
}

static void cell(struct buf *out, struct str text)
{
    buf_put_c(out, '"');
    for (size_t i = 0; i < text.n; i++) {
        buf_put_c(out, text.p[i]);
        if (text.p[i] == '"')
            buf_put_c(out, '"');
    }
    buf_put_z(out, "\"\n");
}

/* Five pieces with NUL between, each in another column; the sixth fills the form in. */
static void run_form(struct arena *a, struct str s, bool assembled)
{
    static const char *const rows[] = {"integer,a,,,,,", "select_one l,b,,,,",
                                       "text,c,,,",      "begin_repeat,r,,",
                                       "text,n,",        "calculate,d,"};
    struct form_sheets sheets = {.name = STR("d"),
                                 .survey_file = STR("survey"),
                                 .choices_file = STR("choices"),
                                 .choices = STR("list_name,name,g\nl,a,1\nl,b,2\nl,c,1\n")};
    struct form_model *model = NULL;
    struct str piece = STR_NONE, problems = STR_NONE;
    struct buf out;

    buf_init(&out, a, 1 << 20);
    buf_put_z(&out, "type,name,calculation,repeat_count,relevant,choice_filter,constraint\n");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        (void)str_split(&s, '\0', &piece);
        buf_put_z(&out, rows[i]);
        cell(&out, assembled ? assemble(a, piece) : piece);
    }
    buf_put_z(&out, "end_repeat,,\n");
    sheets.survey = buf_str(&out);
    if (form_model_read(a, &sheets, &model, &problems) == OK)
        fuzz_fill(a, model, s);
    else
        MUST(str_given(problems));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a;
    char *bytes;
    struct str s;

    if (size < 1)
        return 0;
    a = arena_new((size_t)512 << 20);
    bytes = memcpy(malloc(size), data, size);
    s = (struct str){bytes + 1, size - 1};
    if (data[0] % 4 > 1)
        run_form(a, s, data[0] % 2);
    else
        run(a, data[0] % 2 ? assemble(a, s) : s);
    free(bytes);
    arena_free(a);
    return 0;
}
