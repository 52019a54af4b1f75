/* core/form_fill_test.c: forms with logic, filled in. */
#include <string.h>

#include "base/buf.h"
#include "core/form_test_support.h"

static struct filled open_form(struct test *t, const char *survey, const char *choices)
{
    struct filled f = {.t = t};
    struct form_sheets sheets = {STR("data"), STR("survey.csv"), str_c(survey), STR("choices.csv"),
                                 str_c(choices)};

    f.e = form_model_read(t->arena, &sheets, &f.model, &f.problems);
    filled_open(&f);
    return f;
}

static enum err add(struct filled *f, const char *parent, const char *repeat)
{
    return form_fill_add(f->fill, node_of(f, parent), form_model_find(f->model, str_c(repeat)),
                         &f->problems);
}

static struct str offered(struct filled *f, const char *path)
{
    struct form_state *s = at(f, path);
    struct buf out;

    buf_init(&out, f->t->arena, 1000);
    for (size_t i = 0; i < s->choices.n; i++)
        buf_printf(&out, "%.*s ", STR_ARG(s->choices.items[i]->code));
    return buf_str(&out);
}

TEST(form_fill, hides_and_blanks_what_is_not_relevant)
{
    struct filled f = open_form(t,
                                "type,name,relevant,required,calculation\n"
                                "integer,age,,yes,\n"
                                "begin_group,adult,${age} >= 18,,\n"
                                "text,job,,${age} < 60,\n"
                                "end_group,,,,\n"
                                "calculate,said,,,\"concat('job: ', ${job})\"\n",
                                "");

    CHECK_OK(f.e);
    CHECK(!at(&f, "/data/adult/job")->relevant);
    CHECK(!at(&f, "/data/age")->valid);
    CHECK_OK(set(&f, "/data/age", "30"));
    CHECK(at(&f, "/data/age")->valid);
    CHECK(at(&f, "/data/adult/job")->relevant);
    CHECK(at(&f, "/data/adult/job")->required);
    CHECK_OK(set(&f, "/data/adult/job", "nurse"));
    CHECK_STR(at(&f, "/data/said")->value, "job: nurse");
    CHECK_OK(set(&f, "/data/age", "3"));
    CHECK_STR(at(&f, "/data/said")->value, "job: ");
    CHECK_OK(set(&f, "/data/age", "60"));
    CHECK_STR(at(&f, "/data/said")->value, "job: nurse");
    CHECK(!at(&f, "/data/adult/job")->required);
}

TEST(form_fill, repeats_see_their_own_instance)
{
    struct filled f = open_form(t,
                                "type,name,calculation\n"
                                "begin_repeat,child,\n"
                                "integer,age,\n"
                                "calculate,next,${age} + 1\n"
                                "calculate,place,position(..)\n"
                                "end_repeat,,\n"
                                "calculate,total,sum(${age})\n"
                                "calculate,second,\"indexed-repeat(${age}, ${child}, 2)\"\n"
                                "calculate,n,count(${child})\n",
                                "");

    CHECK_OK(f.e);
    CHECK_STR(at(&f, "/data/n")->value, "1");
    CHECK_OK(set(&f, "/data/child[1]/age", "4"));
    CHECK_OK(add(&f, "/data", "child"));
    CHECK_STR(at(&f, "/data/n")->value, "2");
    CHECK_OK(set(&f, "/data/child[2]/age", "9"));
    CHECK_STR(at(&f, "/data/child[1]/next")->value, "5");
    CHECK_STR(at(&f, "/data/child[2]/next")->value, "10");
    CHECK_STR(at(&f, "/data/child[2]/place")->value, "2");
    CHECK_STR(at(&f, "/data/total")->value, "13");
    CHECK_STR(at(&f, "/data/second")->value, "9");
    CHECK_OK(form_fill_remove(f.fill, node_of(&f, "/data/child[1]"), &f.problems));
    CHECK_STR(at(&f, "/data/total")->value, "9");
    CHECK_STR(at(&f, "/data/n")->value, "1");
    CHECK_STR(at(&f, "/data/child/place")->value, "1");
    CHECK_STR(at(&f, "/data/second")->value, "");
    CHECK_ERR(form_fill_remove(f.fill, node_of(&f, "/data/n"), &f.problems), E_INVALID);
}

TEST(form_fill, a_count_makes_repeats)
{
    struct filled f = open_form(t,
                                "type,name,repeat_count,calculation\n"
                                "integer,n,,\n"
                                "begin_repeat,child,${n},\n"
                                "text,name,,\n"
                                "end_repeat,,,\n"
                                "calculate,all,,count(${name})\n",
                                "");

    CHECK_OK(f.e);
    CHECK_STR(at(&f, "/data/all")->value, "0");
    CHECK_OK(set(&f, "/data/n", "3"));
    CHECK_STR(at(&f, "/data/all")->value, "3");
    CHECK_OK(set(&f, "/data/n", "1"));
    CHECK_STR(at(&f, "/data/all")->value, "1");
    CHECK_OK(set(&f, "/data/n", "99999999999"));
    CHECK_STR(at(&f, "/data/all")->value, "1000");
}

TEST(form_fill, choices_follow_their_filter)
{
    struct filled f = open_form(t,
                                "type,name,choice_filter,calculation\n"
                                "select_one region,region,,\n"
                                "select_one town,town,region = ${region},\n"
                                "calculate,label,,\"jr:choice-name(${town}, '${town}')\"\n",
                                "list_name,name,label,region\n"
                                "region,n,North,\nregion,s,South,\n"
                                "town,a,Aville,n\ntown,b,Btown,s\ntown,c,Cham,n\n");

    CHECK_OK(f.e);
    CHECK_STR(offered(&f, "/data/town"), "");
    CHECK_OK(set(&f, "/data/region", "n"));
    CHECK_STR(offered(&f, "/data/town"), "a c ");
    CHECK_OK(set(&f, "/data/town", "c"));
    CHECK(at(&f, "/data/town")->valid);
    CHECK_STR(at(&f, "/data/label")->value, "Cham");
    CHECK_OK(set(&f, "/data/region", "s"));
    CHECK(!at(&f, "/data/town")->valid);
}

TEST(form_fill, constraints_defaults_and_triggers)
{
    struct filled f =
        open_form(t,
                  "type,name,default,constraint,constraint_message,calculation,trigger,read_only\n"
                  "date,seen,today(),. <= today(),Not in the future,,,\n"
                  "text,note,as always,,,,,\n"
                  "text,code,,,,once('x'),,yes\n"
                  "dateTime,changed,,,,now(),${note},\n",
                  "");

    CHECK_OK(f.e);
    CHECK_STR(at(&f, "/data/seen")->value, "2026-11-23");
    CHECK(at(&f, "/data/seen")->valid);
    CHECK_OK(set(&f, "/data/seen", "2026-11-24"));
    CHECK_STR(at(&f, "/data/seen")->problem->in[0], "Not in the future");
    CHECK_STR(at(&f, "/data/note")->value, "as always");
    CHECK(at(&f, "/data/code")->readonly);
    CHECK_STR(at(&f, "/data/changed")->value, "");
    CHECK_OK(set(&f, "/data/note", "otherwise"));
    CHECK_STR(at(&f, "/data/changed")->value, "2026-11-23T09:40:00.000+00:00");
}

TEST(form_fill, what_is_wrong_is_said_with_its_row)
{
    static const struct {
        const char *survey, *want;
    } all[] = {
        {"type,name,calculation\ninteger,a,${b} + 1\ninteger,b,${c}\ninteger,c,${a}\n",
         "survey.csv:4: calculation or relevant: c and a wait for each other\n"},
        {"type,name,relevant\ntext,a,${a} = 1\n",
         "survey.csv:2: calculation or relevant: a and a wait for each other\n"},
        {"type,name,relevant\ntext,a,${gone} = 1\n",
         "survey.csv:2: relevant: gone is not the name of a question\n"},
        {"type,name,constraint\ntext,a,concat(.\n", "survey.csv:2: constraint: ends too early\n"},
        {"type,name\ntext,a\ntext,a\n",
         "survey.csv:3: name: a is there twice; rename one, and what refers to it\n"},
        {"type,name\nbegin_group,a\n", "survey.csv:3: a is not ended\n"},
        {"type,name\nend_group,\n", "survey.csv:2: type: end_group ends what is not open\n"},
        {"type,name\nselect_one x,a\n", "survey.csv:2: type: x is not a list of the choices; add "
                                        "its choices, or correct the name\n"},
        {"type,name\ntext,a b\n",
         "survey.csv:2: name: a b is not a name; begin it with a letter, and write only letters, "
         "digits, _, - and .\n"},
        {"type,name\nbegin_group,\ntext,a\nend_group,\n",
         "survey.csv:2: name: is empty; give the row a name that no other has\n"},
        {"type,name\ntext,\"a\n", "survey.csv:2: a quotation mark is not closed\n"},
        {"", "survey.csv:1: the sheet is empty\n"},
    };

    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        struct filled f = open_form(t, all[i].survey, "");

        CHECK_ERR(f.e, E_INVALID);
        CHECK_STR(f.problems, all[i].want);
    }
}

TEST(form_fill, an_unknown_function_blocks_its_question_alone)
{
    struct filled f = open_form(t,
                                "type,name,constraint,relevant\n"
                                "text,a,nonsense(.),\ntext,b,,${a} != 'x'\n",
                                "");

    CHECK_OK(f.e);
    CHECK_STR(f.model->warnings,
              "survey.csv:2: constraint: nonsense is not a function we know; the "
              "question is blocked\n");
    CHECK_STR(form_model_find(f.model, STR("a"))->blocked, "nonsense()");
    CHECK(!str_given(form_model_find(f.model, STR("b"))->blocked));
    CHECK_OK(set(&f, "/data/b", "here"));
    CHECK(at(&f, "/data/b")->relevant && at(&f, "/data/b")->valid);
}

TEST(form_fill, a_formula_that_fails_blocks_its_question_alone)
{
    struct filled f = open_form(
        t,
        "type,name,relevant,required,constraint,calculation,choice_filter,default,repeat_count\n"
        "text,day,,,,,,,\n"
        "text,a,\"format-date(${day}, '%Y') > 1\",yes,,,,,\n"
        "calculate,b,,,,\"concat('in ', format-date(${day}, '%Y'))\",,,\n"
        "text,c,,\"format-date(${day}, '%Y') > 1\",,,,,\n"
        "select_one town,d,,yes,,,\"format-date(${day}, '%Y') = year\",,\n"
        "text,e,,,\"format-date(., '%Y') > 1\",,,,\n"
        "text,f,,,,,,\"format-date('never', '%Y')\",\n"
        "begin_repeat,g,,,,,,,\"format-date(${day}, '%Y') - 2024\"\n"
        "text,h,,,,,,,\n"
        "end_repeat,,,,,,,,\n"
        "calculate,n,,,,count(${g}),,,\n"
        "text,i,${a} != 'x',,,,,,\n",
        "list_name,name,label,year\ntown,p,Pville,2026\ntown,q,Qtown,2020\n");

    CHECK_OK(f.e);
    CHECK_OK(set(&f, "/data/day", "2026-05-01"));
    CHECK_STR(at(&f, "/data/b")->value, "in 2026");
    CHECK_STR(offered(&f, "/data/d"), "p ");
    CHECK_STR(at(&f, "/data/n")->value, "2");
    CHECK(!at(&f, "/data/a")->valid && !at(&f, "/data/d")->valid);
    /* The default never worked; nothing else is in its way. */
    CHECK(str_given(form_state_fault(at(&f, "/data/f"))));
    CHECK(!str_given(form_state_fault(at(&f, "/data/b"))));
    CHECK_OK(set(&f, "/data/a", "kept"));
    CHECK_OK(set(&f, "/data/day", "tomorrow"));
    CHECK_STR(form_state_fault(at(&f, "/data/a")), "a: tomorrow is not a date");
    CHECK_STR(form_state_fault(at(&f, "/data/b")), "b: tomorrow is not a date");
    CHECK_STR(form_state_fault(at(&f, "/data/c")), "c: tomorrow is not a date");
    CHECK_STR(form_state_fault(at(&f, "/data/d")), "d: tomorrow is not a date");
    CHECK_STR(form_fill_count_fault(f.fill, form_model_find(f.model, STR("g"))),
              "data: tomorrow is not a date");
    CHECK_STR(at(&f, "/data/a")->value, "kept");
    CHECK(at(&f, "/data/a")->valid && at(&f, "/data/d")->valid);
    CHECK_STR(at(&f, "/data/b")->value, "");
    CHECK_STR(offered(&f, "/data/d"), "");
    /* What cannot be counted stays as many as it was. */
    CHECK_STR(at(&f, "/data/n")->value, "2");
    CHECK(at(&f, "/data/i")->relevant && !str_given(form_state_fault(at(&f, "/data/i"))));
    /* A constraint that fails does not bind; the answer can be changed. */
    CHECK_OK(set(&f, "/data/e", "never"));
    CHECK(at(&f, "/data/e")->valid && str_given(at(&f, "/data/e")->fault[FAULT_ANSWER]));
    CHECK(!str_given(form_state_fault(at(&f, "/data/e"))));
    CHECK_OK(set(&f, "/data/e", "2026-01-01"));
    CHECK(!str_given(at(&f, "/data/e")->fault[FAULT_ANSWER]));
    CHECK_OK(set(&f, "/data/day", "2027-05-01"));
    CHECK(!str_given(form_state_fault(at(&f, "/data/a"))));
    CHECK_STR(at(&f, "/data/n")->value, "3");
}

TEST(form_fill, a_wide_range_keeps_its_bounds)
{
    struct filled f = open_form(
        t, "type,name,parameters\nrange,a,start=0 end=100 step=1\nrange,b,step=0.5\n", "");

    CHECK_OK(f.e);
    CHECK_OK(set(&f, "/data/a", "100"));
    CHECK(at(&f, "/data/a")->valid);
    CHECK_OK(set(&f, "/data/a", "700"));
    CHECK(!at(&f, "/data/a")->valid);
    CHECK_OK(set(&f, "/data/a", "-0.5"));
    CHECK(!at(&f, "/data/a")->valid);
    CHECK_OK(set(&f, "/data/b", "700"));
    CHECK(at(&f, "/data/b")->valid);
}

TEST(form_fill, adds_what_or_other_and_a_range_mean)
{
    struct filled f = open_form(t,
                                "type,name,parameters\nselect_one fruit or_other,a,\n"
                                "range,b,start=1 end=5\n",
                                "list_name,name,label\nfruit,fig,Fig\n");

    CHECK_OK(f.e);
    CHECK_STR(offered(&f, "/data/a"), "fig other ");
    CHECK_STR(offered(&f, "/data/b"), "1 2 3 4 5 ");
    CHECK(!at(&f, "/data/a_other")->relevant);
    CHECK_OK(set(&f, "/data/a", "other"));
    CHECK(at(&f, "/data/a_other")->relevant);
    CHECK_OK(set(&f, "/data/b", "6"));
    CHECK(!at(&f, "/data/b")->valid);
}

/* 500 questions, 300 of them computed from the one before: an answer at the end computes little. */
TEST(form_fill, only_what_depends_on_a_change_is_computed)
{
    struct buf survey;
    struct filled f;

    buf_init(&survey, t->arena, 1 << 20);
    buf_put_z(&survey, "type,name,calculation,relevant\ninteger,q0,,\n");
    for (int i = 1; i < 500; i++)
        if (i % 5 > 0 && i % 5 < 4)
            buf_printf(&survey, "calculate,q%d,${q%d} + 1,\n", i, i - i % 5);
        else
            buf_printf(&survey, "integer,q%d,,\n", i);
    f = open_form(t, str_z(t->arena, buf_str(&survey)), "");
    CHECK_OK(f.e);
    CHECK_OK(set(&f, "/data/q4", "1"));
    CHECK_INT(form_fill_computed(f.fill), 0);
    CHECK_OK(set(&f, "/data/q0", "1"));
    CHECK_INT(form_fill_computed(f.fill), 3);
    CHECK_STR(at(&f, "/data/q2")->value, "2");
}

/* A thousand instances cost work too, to hang in and to take out, and work has an end. */
TEST(form_fill, instances_are_work)
{
    struct filled f = open_form(t,
                                "type,name,repeat_count\n"
                                "integer,n,\nbegin_repeat,r,${n}\ntext,x,\nend_repeat,,\n",
                                "");
    struct expr_env env = {.arena = f.scratch, .now = {1795426800000000}, .work_max = 1000};

    CHECK_OK(f.e);
    CHECK_OK(set(&f, "/data/n", "1000"));
    CHECK(form_fill_work(f.fill) > 2000);
    CHECK_OK(set(&f, "/data/n", "0"));
    CHECK(form_fill_work(f.fill) > 2000);
    CHECK_OK(form_fill_new(t->arena, f.model, &env, &f.fill, &f.problems));
    CHECK_INT(set(&f, "/data/n", "1000"), E_LIMIT);
    CHECK_STR(f.problems, "x: the form takes too much work");
}
