/* core/expr_test.c: expressions and what they give. Each function of the language is called here
 * with a result that only the right one gives; the last test sees to it. */
#include <string.h>

#include "base/buf.h"
#include "base/test.h"
#include "core/expr_internal.h"
#include "core/i18n.h"

/* ---- a document from a text like <a x='1'>b<c/></a>: only what these tests write */

static size_t name_end(struct str s, size_t i)
{
    while (i < s.n && !strchr(" =/>", s.p[i]))
        i++;
    return i;
}

static size_t put_attrs(struct arena *a, struct expr_node *node, struct str s, size_t i)
{
    while (i < s.n && s.p[i] == ' ') {
        size_t from = i + 1, to = name_end(s, from), end = (size_t)str_find(s, STR("'"), to + 2);
        struct str name = str_slice(s, from, to), text = str_slice(s, to + 2, end);

        i = end + 1;
        if (str_eq(name, STR("xmlns"))) {
            expr_node_add(a, node, EXPR_NAMESPACE, STR_NONE)->text = text;
            node->ns = text;
        } else if (str_eq(name, STR("xml:lang"))) {
            struct expr_node *attr = expr_node_add(a, node, EXPR_ATTRIBUTE, STR("lang"));

            attr->text = text;
            attr->prefix = STR("xml");
            attr->ns = EXPR_XML_ADDRESS;
        } else {
            expr_node_add(a, node, EXPR_ATTRIBUTE, name)->text = text;
        }
    }
    return i;
}

static struct expr_node *tree_of(struct arena *a, const char *markup)
{
    struct expr_node *doc = expr_node_add(a, NULL, EXPR_DOCUMENT, STR_NONE), *here = doc;
    struct str s = str_c(markup);

    for (size_t i = 0; i < s.n;) {
        size_t to = name_end(s, i + 1);

        if (s.p[i] != '<') {
            to = (size_t)str_find(s, STR("<"), i);
            expr_node_add(a, here, EXPR_TEXT, STR_NONE)->text = str_slice(s, i, to);
            i = to;
        } else if (s.p[i + 1] == '/') {
            here = here->parent;
            i = (size_t)str_find(s, STR(">"), i) + 1;
        } else if (s.p[i + 1] == '!') {
            expr_node_add(a, here, EXPR_COMMENT, STR_NONE)->text = STR("note");
            i = (size_t)str_find(s, STR(">"), i) + 1;
        } else if (s.p[i + 1] == '?') {
            expr_node_add(a, here, EXPR_INSTRUCTION, str_slice(s, i + 2, i + 4));
            i = (size_t)str_find(s, STR(">"), i) + 1;
        } else {
            struct expr_node *node = expr_node_add(a, here, EXPR_ELEMENT, str_slice(s, i + 1, to));

            i = put_attrs(a, node, s, to);
            if (s.p[i] == '/')
                i++;
            else
                here = node;
            i++;
        }
    }
    expr_node_number(doc, 1);
    return doc;
}

/* ---- one expression, and its value as a text: "n 5", "s abc", "b true", "d 2026-11-20", "x /a/b",
 * or "! why" */

static const char form[] =
    "<data xml:lang='fr-CD'><name>Amina Example</name><age>7</age><empty/><when>2026-11-20</when>"
    "<likes>tea bread</likes><child><n>Bo</n><age>3</age></child><child><n>Cy</n><age>5</age>"
    "</child><!--><?go?><place>0 0;0 1;1 1;1 0;0 0</place></data>";
static const char towns[] =
    "<html><instance id='towns'><root><item><name>a</name><label>Aville</label></item>"
    "<item><name>b</name><label>Btown</label></item></root></instance>"
    "<itext><translation lang='en' default='true()'><text id='hi'><value>Hello</value></text>"
    "</translation><translation lang='fr'><text id='hi'><value>Bonjour</value></text>"
    "</translation></itext></html>";

static struct str shown(struct expr_env *env, enum err e, const struct expr_value *v)
{
    static const char letters[] = {
        [EXPR_NODES] = 'x',   [EXPR_STRING] = 's', [EXPR_NUMBER] = 'n',
        [EXPR_BOOLEAN] = 'b', [EXPR_DATE] = 'd',   [EXPR_DATETIME] = 't'};
    struct buf out;

    if (e != OK)
        return str_fmt(env->arena, "! %s", env->fault.why);
    if (v->type != EXPR_NODES)
        return str_fmt(env->arena, "%c %.*s", letters[v->type], STR_ARG(expr_string(env, v)));
    buf_init(&out, env->arena, 10000);
    buf_put_c(&out, 'x');
    for (size_t i = 0; i < v->nodes.n; i++) {
        buf_put_c(&out, ' ');
        buf_put(&out, expr_node_path(env->arena, v->nodes.items[i]));
    }
    return buf_str(&out);
}

static bool choice_label(const struct expr_env *env, struct str question, struct str value,
                         struct str *ret)
{
    *ret = str_fmt(env->arena, "%.*s of %.*s", STR_ARG(value), STR_ARG(question));
    return true;
}

/* ${name} is any element of that name. */
static bool reference(const struct expr_env *env, struct str name, struct expr_node *at, bool all,
                      struct expr_nodes *ret)
{
    (void)at;
    for (struct expr_node *n = env->root; n; n = expr_node_next(n, env->root))
        if (n->kind == EXPR_ELEMENT && str_eq(n->name, name) && (all || ret->n == 0))
            LIST_ADD(env->arena, ret, n);
    return ret->n > 0;
}

static struct str result(struct arena *a, const char *markup, const char *text)
{
    struct expr_env env = {.arena = a,
                           .root = tree_of(a, markup),
                           .now = {1795426800000000}, /* 2026-11-23T09:40:00Z */
                           .offset_s = 7200,
                           .locale = locale_find(STR("fr")),
                           .lang = STR("fr"),
                           .reference = reference,
                           .choice_label = choice_label};
    struct expr_value value = {0};
    struct expr *expr;
    enum err e = expr_parse(a, str_c(text), &expr, &env.fault);

    if (e == OK)
        e = expr_eval(&env, expr, env.root->first, &value);
    return shown(&env, e, &value);
}

struct sample {
    const char *expr, *want;
};

static const struct sample samples[] = {
    /* literals, operators, coercions */
    {"1 + 2 * 3 - 4 div 2", "n 5"},
    {"-(2) + --3", "n 1"},
    {"7 mod -4", "n 3"},
    {"'3' + true()", "n 4"},
    {"1 div 0", "n Infinity"},
    {"0.1 + 0.2", "n 0.30000000000000004"},
    {"6.1 - 7.8 = -1.7", "b true"},
    {"1e3", "! stands where an operator should"},
    {"'a' = \"a\" and not('a' != 'a')", "b true"},
    {"true() or missing-function", "b true"},
    {"1 or instance(", "! ends too early"},
    {"2 < 3 = true()", "b true"},
    {"'10' > '9'", "b true"},
    {"name = 'Amina Example'", "b true"},
    {"child/age > 4", "b true"},
    {"child/age = age", "b false"},
    {"child/age < age", "b true"},
    {"empty = ''", "b true"},
    {"nothing = ''", "b false"},
    {"nothing = false()", "b true"},
    {"'2026-11-20' > '2026-11-19'", "b true"},
    {"when < today()", "b true"},
    {"today() = '2026-11-23'", "b true"},
    {"'2026-11-20' + 1", "n 20777.916666666668"},
    /* paths and axes */
    {"/", "x /"},
    {"/data/child", "x /*[1]/*[6] /*[1]/*[7]"},
    {"//age", "x /*[1]/*[2] /*[1]/*[6]/*[2] /*[1]/*[7]/*[2]"},
    {"child[2]/n", "x /*[1]/*[7]/*[1]"},
    {"child[n = 'Bo']/age", "x /*[1]/*[6]/*[2]"},
    {"child[age > 3][1]/n/text()", "x /*[1]/*[7]/*[1]/text()[1]"},
    {"(//age)[last()]", "x /*[1]/*[7]/*[2]"},
    {"child/age | name", "x /*[1]/*[1] /*[1]/*[6]/*[2] /*[1]/*[7]/*[2]"},
    {"//n/..", "x /*[1]/*[6] /*[1]/*[7]"},
    {"child[1]/following-sibling::*", "x /*[1]/*[7] /*[1]/*[8]"},
    {"child[1]/preceding-sibling::*[1]", "x /*[1]/*[5]"},
    {"child[2]/n/preceding::age", "x /*[1]/*[2] /*[1]/*[6]/*[2]"},
    {"child[1]/n/following::age", "x /*[1]/*[6]/*[2] /*[1]/*[7]/*[2]"},
    {"child[1]/n/ancestor::*", "x /*[1] /*[1]/*[6]"},
    {"child[1]/n/ancestor-or-self::node()[1]", "x /*[1]/*[6]/*[1]"},
    {"descendant-or-self::age/parent::data", "x /*[1]"},
    {"self::data/descendant::n", "x /*[1]/*[6]/*[1] /*[1]/*[7]/*[1]"},
    {"@xml:lang", "x /*[1]/@xml:lang"},
    {"attribute::*", "x /*[1]/@xml:lang"},
    {"comment()", "x /*[1]/comment()[1]"},
    {"processing-instruction('go')", "x /*[1]/processing-instruction()[1]"},
    {"count(namespace::*)", "n 1"},
    {"./child/../age", "x /*[1]/*[2]"},
    {"no:thing", "! is a prefix that stands for nothing"},
    {"child/sideways::x", "! is not an axis"},
    {"'text'/x", "! is asked for nodes and has none"},
    {"1 | 2", "! joins what are no nodes"},
    {"${age} + 1", "n 8"},
    {"${ age }[1] = 7", "b true"},
    {"${unheard}", "! is not the name of a question"},
    {"current()/age", "x /*[1]/*[2]"},
    {"child[age = current()/child/age][2]", "x /*[1]/*[7]"},
    /* texts */
    {"string(age)", "s 7"},
    {"string()", "s Amina Example72026-11-20tea breadBo3Cy50 0;0 1;1 1;1 0;0 0"},
    {"concat('a', 1, child/n)", "s a1BoCy"},
    {"join(', ', child/n, 'x')", "s Bo, Cy, x"},
    {"substr('día bueno', 1, 3)", "s ía"},
    {"substr('hello', -2)", "s lo"},
    {"substring('12345', 2, 3)", "s 234"},
    {"substring('12345', 1.5, 2.6)", "s 234"},
    {"substring('12345', 0, 3)", "s 12"},
    {"substring-before('a=b', '=')", "s a"},
    {"substring-after('a=b', '=')", "s b"},
    {"translate('bar','abc','AB')", "s BAr"},
    {"translate('süß','ü','u')", "s suß"},
    {"string-length('süß')", "n 3"},
    {"normalize-space('  a \n b ')", "s a b"},
    {"contains('abc', 'bc')", "b true"},
    {"starts-with('abc', 'b')", "b false"},
    {"ends-with('abc', 'bc')", "b true"},
    {"regex('AB-123', '^[A-Z]{2}-\\d+$')", "b true"},
    {"regex('AB-x', '^[A-Z]{2}-\\d+$')", "b false"},
    {"regex('a', '(')", "! is not a regular expression, or takes too long"},
    {"regex('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '^(a+)+$')",
     "! is not a regular expression, or takes too long"},
    {"selected(likes, 'bread')", "b true"},
    {"selected(likes, 'bre')", "b false"},
    {"selected-at(likes, 1)", "s bread"},
    {"selected-at(likes, -1)", "s "},
    {"count-selected(likes)", "n 2"},
    /* truth */
    {"false()", "b false"},
    {"boolean(child)", "b true"},
    {"boolean-from-string('1')", "b true"},
    {"if(age > 5, 'big', regex('a', '('))", "s big"},
    {"coalesce(empty, age)", "s 7"},
    {"once(5)", "s Amina Example72026-11-20tea breadBo3Cy50 0;0 1;1 1;1 0;0 0"},
    {"checklist(1, 2, child/age, false())", "b true"},
    {"checklist(-1, 1, child/age)", "b false"},
    {"weighted-checklist(7, -1, age, 3, name, 4)", "b true"},
    {"weighted-checklist(8, -1, age, 3, empty, 4)", "b false"},
    {"weighted-checklist(1, 2, age)", "! wants a weight for each answer"},
    {"lang('fr')", "b true"},
    {"lang('f')", "b false"},
    /* nodes */
    {"count(child)", "n 2"},
    {"count-non-empty(age | empty | child)", "n 3"},
    {"position(child[2])", "n 2"},
    {"child[position() = last()]/n", "x /*[1]/*[7]/*[1]"},
    {"local-name(child)", "s child"},
    {"name(@xml:lang)", "s xml:lang"},
    {"namespace-uri(@xml:lang)", "s http://www.w3.org/XML/1998/namespace"},
    {"id('x')", "x"},
    {"indexed-repeat(//n, /data/child, 2)", "x /*[1]/*[7]/*[1]"},
    {"indexed-repeat(${n}, ${child}, 3)", "x"},
    {"count('x')", "! is a function of nodes and is given something else"},
    /* numbers */
    {"number('  -12.50 ')", "n -12.5"},
    {"number('1970-01-02T00:00:00Z')", "n 1"},
    {"int(-3.7)", "n -3"},
    {"floor(-3.2)", "n -4"},
    {"ceiling(3.2)", "n 4"},
    {"abs(-2)", "n 2"},
    {"round(2.5)", "n 3"},
    {"round(12345.678, -2)", "n 12300"},
    {"round('3,45', 1)", "n 3.5"},
    {"pow(2, 10)", "n 1024"},
    {"log(1)", "n 0"},
    {"log10(1000)", "n 3"},
    {"exp(0)", "n 1"},
    {"exp10(3)", "n 1000"},
    {"sqrt(16)", "n 4"},
    {"round(sin(1), 6)", "n 0.841471"},
    {"round(cos(1), 6)", "n 0.540302"},
    {"round(tan(1), 6)", "n 1.557408"},
    {"round(asin(0.5), 6)", "n 0.523599"},
    {"round(acos(0.5), 6)", "n 1.047198"},
    {"round(atan(1), 6)", "n 0.785398"},
    {"round(atan2(-1, -1), 6)", "n -2.356194"},
    {"pi()", "n 3.141592653589793"},
    {"sum(child/age)", "n 8"},
    {"min(child/age, 4)", "n 3"},
    {"max(//age)", "n 7"},
    {"max(//age, '')", "n NaN"},
    {"min(nothing)", "n NaN"},
    /* dates, two hours east of UTC */
    {"today()", "d 2026-11-23"},
    {"now()", "t 2026-11-23T11:40:00.000+02:00"},
    {"date('2026-11-20T23:30:00Z')", "d 2026-11-21"},
    {"date('2026-1-2')", "d 2026-01-02"},
    {"date(0)", "d 1970-01-01"},
    {"date('2026-02-29')", "! is not a date"},
    {"date(today() + 10)", "d 2026-12-03"},
    {"date('')", "s "},
    {"date(decimal-date-time('') + 280)", "s "},
    {"format-date-time(date-time(number('')), '%Y')", "s "},
    {"date-time('2026-11-20T09:40')", "t 2026-11-20T09:40:00.000+02:00"},
    {"decimal-date-time('1970-01-02T00:00:00+02:00')", "n 0.9166666666666666"},
    {"decimal-time('12:00')", "n 0.5"},
    {"decimal-time('25:00')", "n NaN"},
    {"format-date('2026-11-03', '%Y %y %m %n %d %e %b %B %a %A %% %q')",
     "s 2026 26 11 11 03 3 nov. novembre mar. mardi % %q"},
    {"format-date-time('2026-11-03T04:05:06.007', '%H:%M:%S.%3 %h')", "s 04:05:06.007 4"},
    /* places */
    {"area(place)", "n 12391256135.81"},
    {"distance('0 0', '0 1')", "n 111318.85"},
    {"distance('0 0 5 5;0 1;1 1')", "n 222637.69"},
    {"distance('here')", "n NaN"},
    {"geofence('0.5 0.5', place)", "b true"},
    {"geofence('2 0.5', place)", "b false"},
    {"geofence('', place)", "! is not a point and a shape"},
    /* beyond the nodes */
    {"jr:choice-name('a', '${likes}')", "s a of ${likes}"},
    {"random() < 1 and random() != random()", "b true"},
    {"regex(uuid(), '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$')",
     "b true"},
    {"string-length(uuid(50))", "n 50"},
    {"count(randomize(//age))", "n 3"},
    {"digest('abc', 'MD5', 'hex')", "s 900150983cd24fb0d6963f7d28e17f72"},
    {"digest('abc', 'SHA-1', 'hex')", "s a9993e364706816aba3e25717850c26c9cd0d89d"},
    {"digest('', 'SHA-256')", "s 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
    {"digest('abc', 'SHA-3')", "! is not a digest we know"},
    {"base64-encode('día')", "s ZMOtYQ=="},
    {"base64-decode('ZMOtYQ==')", "s día"},
    {"base64-decode('/w==')", "! does not hold a text"},
    /* what is refused */
    {"", "! ends too early"},
    {"1 +", "! ends too early"},
    {"(1", "! ends too early"},
    {"1)", "! cannot stand here"},
    {"'a", "! begins a text that does not end"},
    {"${a", "! begins a reference that does not end"},
    {"a b", "! stands where an operator should"},
    {"nonsense(1)", "! is not a function we know"},
    {"true(1)", "! is not called with so many arguments"},
    {"pow(1)", "! is not called with so many arguments"},
    {"a[1", "! ends too early"},
    {"#", "! cannot stand here"},
};

static const struct sample elsewhere[] = {
    {"instance('towns')/root/item[name = 'b']/label", "x /*[1]/*[1]/*[1]/*[2]/*[2]"},
    {"instance('none')/root", "x"},
    {"pulldata('towns', 'label', 'name', 'a')", "s Aville"},
    {"pulldata('towns', 'label', 'name', 'z')", "s "},
    {"jr:itext('hi')", "s Bonjour"},
    {"id('towns')", "x /*[1]/*[1]"},
};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static void check_all(struct test *t, const char *markup, const struct sample *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct str got = result(t->arena, markup, list[i].expr);

        if (!str_eq(got, str_c(list[i].want)))
            test_fail(t, __FILE__, __LINE__, "%s gives \"%.*s\", not \"%s\"", list[i].expr,
                      STR_ARG(got), list[i].want);
    }
}

TEST(expr, gives_what_the_specification_says)
{
    check_all(t, form, samples, COUNT(samples));
}

TEST(expr, reads_other_instances_and_translations)
{
    check_all(t, towns, elsewhere, COUNT(elsewhere));
}

TEST(expr, names_without_prefix_find_the_default_namespace)
{
    CHECK_STR(result(t->arena, "<a xmlns='urn:x'><b>1</b></a>", "/a"), "x /*[1]");
}

/* The order that a seed gives is the same in all engines that follow ODK. */
TEST(expr, randomize_with_a_seed_is_repeatable)
{
    static const struct sample all[] = {
        {"join('', randomize(//v, 42))", "s AFCBDE"},
        {"join('', randomize(//v, -42))", "s EDAFBC"},
        {"join('', randomize(//v, 1.1))", "s BFEACD"},
        {"join('', randomize(//v, ''))", "s CBEAFD"},
        {"join('', randomize(//v, 1 div 0))", "s BFEACD"},
    };

    check_all(t, "<l><v>A</v><v>B</v><v>C</v><v>D</v><v>E</v><v>F</v></l>", all, COUNT(all));
}

static int seasons(const struct expr_env *env, int64_t utc_s)
{
    (void)env;
    return utc_s < 1000000000 ? 3600 : 7200;
}

TEST(expr, a_zone_may_change_its_offset)
{
    struct expr_env env = {.arena = t->arena, .offset_at = seasons};
    struct expr_value value;
    struct expr *expr;

    CHECK_OK(expr_parse(t->arena, STR("decimal-date-time('2001-09-01')"), &expr, &env.fault));
    CHECK_OK(expr_eval(&env, expr, NULL, &value));
    CHECK_STR(expr_string(&env, &value), "11565.958333333334");
    CHECK_OK(expr_parse(t->arena, STR("date-time('2001-09-10T12:00')"), &expr, &env.fault));
    CHECK_OK(expr_eval(&env, expr, NULL, &value));
    CHECK_STR(expr_string(&env, &value), "2001-09-10T12:00:00.000+02:00");
}

TEST(expr, without_a_node_nothing_is_relative)
{
    struct expr_env env = {.arena = t->arena, .root = tree_of(t->arena, "<a/>")};
    struct expr_value value;
    struct expr *expr;

    CHECK_OK(expr_parse(t->arena, STR("count(a) + count(/a)"), &expr, &env.fault));
    CHECK_OK(expr_eval(&env, expr, NULL, &value));
    CHECK(value.n == 1);
    CHECK_OK(expr_parse(t->arena, STR("string-length()"), &expr, &env.fault));
    CHECK_ERR(expr_eval(&env, expr, NULL, &value), E_INVALID);
}

TEST(expr, work_is_limited)
{
    struct buf many;

    buf_init(&many, t->arena, 1 << 20);
    buf_put_z(&many, "<a>");
    for (int i = 0; i < 3000; i++)
        buf_put_z(&many, "<b>xxxxxxxxxx</b>");
    buf_put_z(&many, "</a>");
    const char *markup = str_z(t->arena, buf_str(&many));

    CHECK_STR(result(t->arena, markup, "count(//b[count(//b) > 1])"), "! takes too much work");
    CHECK_STR(result(t->arena, markup, "count(//*[/a = 'x'])"), "! takes too much work");
    CHECK_STR(result(t->arena, markup, "//b = //b[. = 'no']/.. | //b[number(/a) = 1]"),
              "! takes too much work");
    CHECK_STR(result(t->arena, markup, "count(//b)"), "n 3000");
}

static bool is_tried(struct arena *a, const char *function, const struct sample *list, size_t n)
{
    struct expr_fault fault;
    struct expr *expr;

    for (size_t i = 0; i < n; i++)
        if (list[i].want[0] != '!' && expr_parse(a, str_c(list[i].expr), &expr, &fault) == OK &&
            expr_calls(expr, str_c(function)))
            return true;
    return false;
}

TEST(expr, each_function_is_tried)
{
    static const struct expr_function *const tables[] = {
        expr_functions_set,  expr_functions_string, expr_functions_number,
        expr_functions_date, expr_functions_form,   expr_functions_geo};

    for (size_t i = 0; i < COUNT(tables); i++)
        for (const struct expr_function *f = tables[i]; f->name; f++)
            if (!is_tried(t->arena, f->name, samples, COUNT(samples)) &&
                !is_tried(t->arena, f->name, elsewhere, COUNT(elsewhere)))
                test_fail(t, __FILE__, __LINE__, "%s() is in no test", f->name);
}
