/* core/form_file_test.c: forms that read what lies beside them. */
#include "core/form_file.h"

#include "base/buf.h"
#include "core/form_test_support.h"

/* files: name, text, name, text …, NULL. */
static struct filled open_form(struct test *t, const char *survey, const char *const *files)
{
    struct filled b = {.t = t};
    struct map *map = ARENA_NEW(t->arena, struct map);
    struct form_files *all = ARENA_NEW(t->arena, struct form_files);
    struct form_sheets sheets = {.name = STR("data"),
                                 .survey_file = STR("survey.csv"),
                                 .survey = str_c(survey),
                                 .files = all};

    map_init(map, t->arena);
    for (; *files; files += 2) {
        struct str *text = ARENA_NEW(t->arena, struct str);

        *text = str_c(files[1]);
        map_set(map, str_c(files[0]), text);
    }
    *all = form_files_of_map(map);
    b.e = form_model_read(t->arena, &sheets, &b.model, &b.problems);
    filled_open(&b);
    return b;
}

static const char towns[] =
    "code,name,region,people\na,Aville,n,10\nb,\"B, town\",s,20\na,Second,s,30\n";

TEST(form_file, pulldata_and_instance_read_rows)
{
    const char *const files[] = {"towns.csv", towns, NULL};
    struct filled b =
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
    CHECK_STR(at(&b, "/data/name")->value, "");
    CHECK_STR(at(&b, "/data/all")->value, "60");
    CHECK_OK(set(&b, "/data/code", "a"));
    CHECK_STR(at(&b, "/data/name")->value, "Aville"); /* the first of two */
    CHECK_STR(at(&b, "/data/region")->value, "n");
    CHECK_STR(at(&b, "/data/none")->value, "");
    CHECK_STR(at(&b, "/data/key")->value, "");
    CHECK_OK(set(&b, "/data/code", "b"));
    CHECK_STR(at(&b, "/data/name")->value, "B, town");
    CHECK_OK(set(&b, "/data/code", "z"));
    CHECK_STR(at(&b, "/data/name")->value, "");
}

static struct str offered(struct filled *b, const char *name)
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
    struct filled b =
        open_form(t,
                  "type,name,choice_filter,parameters,calculation\n"
                  "text,region,,,\n"
                  "select_one_from_file towns.csv,town,region = ${region},value=code label=name,\n"
                  "select_multiple_from_file sites.geojson,site,,,\n"
                  "calculate,said,,,\"jr:choice-name(${town}, '${town}')\"\n"
                  "calculate,at,,,instance('sites')/root/item[id = ${site}]/geometry\n",
                  files);

    CHECK_OK(b.e);
    CHECK_STR(offered(&b, "/data/town"), "");
    CHECK_STR(offered(&b, "/data/site"), "w1 2 ");
    CHECK_OK(set(&b, "/data/region", "s"));
    CHECK_STR(offered(&b, "/data/town"), "b a ");
    CHECK_OK(set(&b, "/data/town", "b"));
    CHECK(at(&b, "/data/town")->valid);
    CHECK_STR(at(&b, "/data/said")->value, "B, town");
    CHECK_OK(set(&b, "/data/town", "c"));
    CHECK(!at(&b, "/data/town")->valid);
    CHECK_OK(set(&b, "/data/site", "w1"));
    CHECK_STR(at(&b, "/data/at")->value, "48 2.5 0 0");
    CHECK_OK(set(&b, "/data/site", "2"));
    CHECK_STR(at(&b, "/data/at")->value, "2 1 0 0;4 3 0 0");
}

TEST(form_file, what_is_not_there_blocks_one_question)
{
    const char *const files[] = {"bad.csv", "a,b\n\"1,2\n", "../x.csv", "a\n1\n", NULL};
    struct filled b = open_form(t,
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
    CHECK_STR(at(&b, "/data/a")->value, "");
    CHECK(str_given(form_model_find(b.model, STR("a"))->blocked));
    CHECK(str_given(form_model_find(b.model, STR("c"))->blocked));
    CHECK(!str_given(form_model_find(b.model, STR("e"))->blocked));
    CHECK_STR(at(&b, "/data/e")->value, "2");
    CHECK_STR(at(&b, "/data/f")->value, "0");
    CHECK(!form_instances_find(b.model->instances, STR("bad"), &b.problems));
    CHECK_STR(b.problems, "bad.csv: a quotation mark in line 2 is not closed");
}
