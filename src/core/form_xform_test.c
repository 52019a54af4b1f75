/* core/form_xform_test.c: forms as ODK's phones load them. Native only: XML is. */
#include "core/form_xform.h"

#include "app/xml_tree.h"
#include "base/buf.h"
#include "core/form_test_support.h"

static struct filled open_form(struct test *t, const char *model, const char *body)
{
    struct filled f = {.t = t};
    struct form_document doc = {.file = STR("f.xml")};
    struct str text = str_fmt(
        t->arena,
        "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml' "
        "xmlns:jr='http://openrosa.org/javarosa' xmlns:orx='http://openrosa.org/xforms'>"
        "<h:head><h:title>t</h:title><model>%s</model></h:head><h:body>%s</h:body></h:html>",
        model, body);

    f.e = xml_tree_read(t->arena, text, &doc.node, &f.problems);
    if (f.e == OK)
        f.e = form_xform_read(t->arena, &doc, &f.model, &f.problems);
    filled_open(&f);
    return f;
}

static struct str offered(struct filled *f, const char *path)
{
    const struct form_state *s = at(f, path);
    struct buf out;

    buf_init(&out, f->t->arena, 1000);
    for (size_t i = 0; i < s->choices.n; i++)
        buf_printf(&out, "%.*s ", STR_ARG(s->choices.items[i]->code));
    return buf_str(&out);
}

TEST(form_xform, binds_are_computed)
{
    struct filled f = open_form(
        t,
        "<itext><translation lang='fr'><text id='late'><value>trop tard</value></text>"
        "</translation><translation lang='en' default='true()'><text id='late'>"
        "<value>too late</value></text></translation></itext>"
        "<instance><data><age>7</age><job/><said/><seen/><g><age/></g><orx:meta><orx:id/></"
        "orx:meta>"
        "</data></instance>"
        "<bind nodeset='/data/age' type='int' required='true()' jr:requiredMsg='needed'/>"
        "<bind nodeset='/data/job' relevant='../age &gt; 17' readonly='/data/age = 30'/>"
        "<bind nodeset='/data/said' calculate=\"concat('job: ', /data/job, ' ', /data/g/age)\"/>"
        "<bind nodeset='/data/seen' type='date' constraint='. &lt;= today()' "
        "jr:constraintMsg=\"jr:itext('late')\"/>"
        "<bind nodeset='/data/orx:meta/orx:id' calculate=\"concat('x', /data/age)\"/>"
        "<setvalue event='odk-instance-first-load' ref='/data/seen' value='today()'/>",
        "<input ref='/data/age'><setvalue event='xforms-value-changed' ref='/data/g/age'>it's"
        "</setvalue></input><input ref='/data/job'/>");

    CHECK_OK(f.e);
    CHECK_STR(f.model->warnings, "");
    CHECK_STR(at(&f, "/data/age")->value, "7");
    CHECK(!at(&f, "/data/job")->relevant);
    CHECK_STR(at(&f, "/data/said")->value, "job:  ");
    CHECK_STR(at(&f, "/data/seen")->value, "2026-11-23");
    CHECK_OK(set(&f, "/data/age", "30"));
    CHECK(at(&f, "/data/job")->relevant && at(&f, "/data/job")->readonly);
    CHECK_STR(at(&f, "/data/g/age")->value, "it's");
    CHECK_STR(at(&f, "/data/orx:meta/orx:id")->value, "x30");
    CHECK_OK(set(&f, "/data/job", "nurse"));
    CHECK_STR(at(&f, "/data/said")->value, "job: nurse it's");
    CHECK_OK(set(&f, "/data/seen", "2026-11-24"));
    CHECK_STR(at(&f, "/data/seen")->problem->in[0], "too late");
    CHECK_OK(set(&f, "/data/age", "x"));
    CHECK(!at(&f, "/data/age")->valid);
    CHECK_OK(set(&f, "/data/age", ""));
    CHECK_STR(at(&f, "/data/age")->problem->in[0], "needed");
}

TEST(form_xform, repeats_begin_as_the_instance_has_them)
{
    struct filled f = open_form(
        t,
        "<instance><data><n>2</n><a jr:template=''><x>9</x><y/></a><b><x>1</x><y/></b>"
        "<b><x>2</x><y/></b><c><z/></c><sum/></data></instance>"
        "<bind nodeset='/data/a/y' calculate='/data/a/x + 1'/>"
        "<bind nodeset='/data/b/y' calculate='../x + coalesce(/data/b[position() = "
        "position(current()/..) - 1]/y, 0)'/>"
        "<bind nodeset='/data/sum' calculate='sum(/data/b/x) + count(/data/a)'/>",
        "<repeat nodeset='/data/a'/><group ref='/data/b'><repeat nodeset='/data/b'/></group>"
        "<repeat nodeset='/data/c' jr:count='/data/n'/>");

    CHECK_OK(f.e);
    CHECK(!node_of(&f, "/data/a"));
    CHECK_STR(at(&f, "/data/sum")->value, "3");
    /* Each is what it has and what the one before came to. */
    CHECK_STR(at(&f, "/data/b[2]/y")->value, "3");
    CHECK(node_of(&f, "/data/c[2]") && !node_of(&f, "/data/c[3]"));
    CHECK_OK(form_fill_add(f.fill, node_of(&f, "/data"), form_model_find(f.model, STR("a")),
                           &f.problems));
    CHECK_OK(form_fill_add(f.fill, node_of(&f, "/data"), form_model_find(f.model, STR("a")),
                           &f.problems));
    CHECK_STR(at(&f, "/data/a[2]/x")->value, "9");
    CHECK_OK(set(&f, "/data/a[2]/x", "4"));
    CHECK_STR(at(&f, "/data/a[1]/y")->value, "10");
    CHECK_STR(at(&f, "/data/a[2]/y")->value, "5");
    CHECK_STR(at(&f, "/data/sum")->value, "5");
    CHECK_OK(set(&f, "/data/b[1]/x", "10"));
    CHECK_STR(at(&f, "/data/b[2]/y")->value, "12");
    CHECK_OK(set(&f, "/data/n", "3"));
    CHECK(node_of(&f, "/data/c[3]"));
}

TEST(form_xform, choices_are_items_or_rows)
{
    struct filled f = open_form(
        t,
        "<itext><translation lang='en'><text id='t1'><value>Aville</value></text></translation>"
        "</itext><instance><data><r/><town/><who/><said/><p><name>Ada</name></p>"
        "<p><name>Bo</name></p></data></instance>"
        "<instance id='towns'><root><item><code>a</code><id>t1</id><region>n</region></item>"
        "<item><code>b</code><id>t2</id><region>s</region></item></root></instance>"
        "<bind nodeset='/data/said' calculate=\"concat(jr:choice-name(/data/town, '/data/town'), "
        "jr:choice-name(/data/r, '/data/r'), pulldata('towns', 'id', 'code', /data/town))\"/>",
        "<select1 ref='/data/r'><item><label>North</label><value>n</value></item>"
        "<item><label>South</label><value>s</value></item></select1>"
        "<select1 ref='/data/town'><itemset nodeset=\"instance('towns')/root/item[region = "
        "/data/r]\"><value ref='code'/><label ref='jr:itext(id)'/></itemset></select1>"
        "<select ref='/data/who'><itemset nodeset=\"/data/p[./name != '']\"><value ref='name'/>"
        "<label ref='name'/></itemset></select><repeat nodeset='/data/p'/>");

    CHECK_OK(f.e);
    CHECK_STR(offered(&f, "/data/r"), "n s ");
    CHECK_STR(offered(&f, "/data/town"), "");
    CHECK_STR(offered(&f, "/data/who"), "Ada Bo ");
    CHECK_OK(set(&f, "/data/r", "n"));
    CHECK_STR(offered(&f, "/data/town"), "a ");
    CHECK_OK(set(&f, "/data/town", "a"));
    CHECK(at(&f, "/data/town")->valid);
    CHECK_STR(at(&f, "/data/said")->value, "AvilleNortht1");
    CHECK_OK(set(&f, "/data/r", "s"));
    CHECK(!at(&f, "/data/town")->valid);
    CHECK_OK(set(&f, "/data/p[2]/name", "Cy"));
    CHECK_STR(offered(&f, "/data/who"), "Ada Cy ");
}

TEST(form_xform, what_is_wrong_or_left_out_is_said)
{
    static const struct {
        const char *model, *body, *problems, *warnings;
    } row[] = {
        {"", "", "f.xml: there is no model with an instance: it is no XForms form\n", ""},
        {"<instance><d><a/></d></instance><bind nodeset='/d/a' relevant='1 +'/>", "",
         "f.xml: a: relevant: ends too early\n", ""},
        {"<instance><d><a/><b/></d></instance><bind nodeset='/d/a' calculate='../b'/>"
         "<bind nodeset='/d/b' calculate='/d/a'/>",
         "", "f.xml: b: calculation or relevant: b and a wait for each other\n", ""},
        {"<instance><d><a/></d></instance>", "<repeat nodeset='/d/a'/>",
         "f.xml: /d/a: is repeated, and is no group of the instance\n", ""},
        {"<instance><d><a/></d></instance><bind nodeset='/d/b'/><bind nodeset='/d/a' "
         "calculate='far(1)' jr:preload='property' jr:preloadParams='email'/>"
         "<setgeopoint ref='/d/a' event='odk-instance-first-load'/>",
         "<input ref='/d/c'/>", "",
         "f.xml: /d/b: is bound, and is not in the instance\n"
         "f.xml: a: far is not a function we know; the question is blocked\n"
         "f.xml: a: property is recorded by phones only; it stays empty\n"
         "f.xml: /d/c: input is asked, and is no question of the instance\n"
         "f.xml: /d/a: setgeopoint is done by phones only; it is left out\n"},
    };

    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct filled f = open_form(t, row[i].model, row[i].body);

        CHECK_STR(f.problems, row[i].problems);
        if (f.e == OK)
            CHECK_STR(f.model->warnings, row[i].warnings);
    }
}
