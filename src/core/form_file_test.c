/* core/form_file_test.c: forms that read what lies beside them. */
#include "core/form_file.h"

#include "base/buf.h"
#include "base/test.h"
#include "core/form_model.h"

struct beside {
    struct test *t;
    struct form_model *model;
    struct form_fill *fill;
    struct str problems;
    enum err e;
};

static void close_scratch(void *arg)
{
    arena_free(arg);
}

/* files: name, text, name, text …, NULL. */
static struct beside open_form(struct test *t, const char *survey, const char *const *files)
{
    struct beside b = {.t = t};
    struct arena *scratch = arena_new((size_t)64 << 20);
    struct map *map = ARENA_NEW(t->arena, struct map);
    struct form_files *all = ARENA_NEW(t->arena, struct form_files);
    struct expr_env env = {.arena = scratch, .now = {1795426800000000}};
    struct form_sheets sheets = {.name = STR("data"),
                                 .survey_file = STR("survey.csv"),
                                 .survey = str_c(survey),
                                 .files = all};

    arena_on_reset(t->arena, close_scratch, scratch);
    map_init(map, t->arena);
    for (; *files; files += 2) {
        struct str *text = ARENA_NEW(t->arena, struct str);

        *text = str_c(files[1]);
        map_set(map, str_c(files[0]), text);
    }
    *all = form_files_of_map(map);
    b.e = form_model_read(t->arena, &sheets, &b.model, &b.problems);
    if (b.e == OK)
        b.e = form_fill_new(t->arena, b.model, &env, &b.fill, &b.problems);
    return b;
}

static struct form_state *at(struct beside *b, const char *name)
{
    static struct form_state none;

    for (struct expr_node *n = form_fill_root(b->fill)->first->first; n; n = n->next)
        if (str_eq(n->name, str_c(name)))
            return n->owner;
    return &none;
}

static enum err set(struct beside *b, const char *name, const char *value)
{
    return form_fill_set(b->fill, at(b, name)->node, str_c(value), &b->problems);
}

static const char towns[] =
    "code,name,region,people\na,Aville,n,10\nb,\"B, town\",s,20\na,Second,s,30\n";

TEST(form_file, pulldata_and_instance_read_rows)
{
    const char *const files[] = {"towns.csv", towns, NULL};
    struct beside b =
        open_form(t,
                  "type,name,calculation\n"
                  "text,code,\n"
                  "calculate,name,\"pulldata('towns', 'name', 'code', ${code})\"\n"
                  "calculate,none,\"pulldata('towns', 'gone', 'code', ${code})\"\n"
                  "calculate,key,\"pulldata('towns', 'name', 'gone', ${code})\"\n"
                  "calculate,region,instance('towns')/root/item[code = ${code}]/region\n"
                  "calculate,all,sum(instance('towns')/root/item/people)\n",
                  files);

    CHECK_OK(b.e);
    CHECK_STR(b.model->warnings, "");
    CHECK_STR(at(&b, "name")->value, "");
    CHECK_STR(at(&b, "all")->value, "60");
    CHECK_OK(set(&b, "code", "a"));
    CHECK_STR(at(&b, "name")->value, "Aville"); /* the first of two */
    CHECK_STR(at(&b, "region")->value, "n");
    CHECK_STR(at(&b, "none")->value, "");
    CHECK_STR(at(&b, "key")->value, "");
    CHECK_OK(set(&b, "code", "b"));
    CHECK_STR(at(&b, "name")->value, "B, town");
    CHECK_OK(set(&b, "code", "z"));
    CHECK_STR(at(&b, "name")->value, "");
}

static struct str offered(struct beside *b, const char *name)
{
    const struct form_state *s = at(b, name);
    struct buf out;

    buf_init(&out, b->t->arena, 1000);
    for (size_t i = 0; i < s->choices.n; i++)
        buf_printf(&out, "%.*s ", STR_ARG(s->choices.items[i]->code));
    return buf_str(&out);
}

static const char sites[] =
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"w1\","
    "\"geometry\":{\"type\":\"Point\",\"coordinates\":[2.5,48]},"
    "\"properties\":{\"title\":\"Well\"}},{\"type\":\"Feature\",\"id\":2,\"geometry\":"
    "{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]},\"properties\":null}]}";

TEST(form_file, choices_from_files)
{
    const char *const files[] = {"towns.csv", towns, "sites.geojson", sites, NULL};
    struct beside b =
        open_form(t,
                  "type,name,choice_filter,parameters,calculation\n"
                  "text,region,,,\n"
                  "select_one_from_file towns.csv,town,region = ${region},value=code label=name,\n"
                  "select_multiple_from_file sites.geojson,site,,,\n"
                  "calculate,said,,,\"jr:choice-name(${town}, '${town}')\"\n"
                  "calculate,at,,,instance('sites')/root/item[id = ${site}]/geometry\n",
                  files);

    CHECK_OK(b.e);
    CHECK_STR(offered(&b, "town"), "");
    CHECK_STR(offered(&b, "site"), "w1 2 ");
    CHECK_OK(set(&b, "region", "s"));
    CHECK_STR(offered(&b, "town"), "b a ");
    CHECK_OK(set(&b, "town", "b"));
    CHECK(at(&b, "town")->valid);
    CHECK_STR(at(&b, "said")->value, "B, town");
    CHECK_OK(set(&b, "town", "c"));
    CHECK(!at(&b, "town")->valid);
    CHECK_OK(set(&b, "site", "w1"));
    CHECK_STR(at(&b, "at")->value, "48 2.5 0 0");
    CHECK_OK(set(&b, "site", "2"));
    CHECK_STR(at(&b, "at")->value, "2 1 0 0;4 3 0 0");
}

TEST(form_file, what_is_not_there_blocks_one_question)
{
    const char *const files[] = {"bad.csv", "a,b\n\"1,2\n", "../x.csv", "a\n1\n", NULL};
    struct beside b = open_form(t,
                                "type,name,calculation,relevant\n"
                                "calculate,a,\"pulldata('gone', 'b', 'c', 'd')\",\n"
                                "calculate,b,count(instance('../x')/root/item),\n"
                                "select_one_from_file away.csv,c,,\n"
                                "text,d,,count(instance('no')/root/item) > 0\n"
                                "calculate,e,1 + 1,\n"
                                "calculate,f,count(instance('bad')/root/item),\n",
                                files);

    CHECK_OK(b.e);
    CHECK_STR(b.model->warnings,
              "survey.csv:2: calculation: pulldata('gone') is not beside the form; the question is "
              "blocked\n"
              "survey.csv:3: calculation: instance('../x') is not beside the form; the question is "
              "blocked\n"
              "survey.csv:4: type: away.csv is not beside the form; the question is blocked\n"
              "survey.csv:5: relevant: instance('no') is not beside the form; the question is "
              "blocked\n");
    CHECK_STR(at(&b, "a")->value, "");
    CHECK(str_given(form_model_find(b.model, STR("a"))->blocked));
    CHECK(str_given(form_model_find(b.model, STR("c"))->blocked));
    CHECK(!str_given(form_model_find(b.model, STR("e"))->blocked));
    CHECK_STR(at(&b, "e")->value, "2");
    CHECK_STR(at(&b, "f")->value, "0");
    CHECK(!form_instances_find(b.model->instances, STR("bad"), &b.problems));
    CHECK_STR(b.problems, "bad.csv: a quotation mark in line 2 is not closed");
}
