/* core/form_score_test.c: which answers moved a value, and that the form is left as it was. */
#include "core/form_score.h"

#include "base/test.h"

static const char survey[] =
    "type,name,label:en,relevant,calculation,parameters,repeat_count,trigger,choice_filter,"
    "alidade:score,alidade:proposal\n"
    "begin_group,home,Home,,,,,,,,\n"
    "select_one level,food,Food,,,,,,,yes,\n"
    "select_one level,house,House,,,,,,,yes,\n"
    "select_one level,care,Care,,,,,,,yes,\n"
    "select_one yes_no,child,Is there a child?,,,,,,,,\n"
    "integer,wanted,How many visits?,,,,,,,,\n"
    "begin_repeat,visit,Visit,,,,${wanted},,,,\n"
    "integer,minutes,Minutes,,,,,,,,\n"
    "calculate,minutes_n,,,\"coalesce(${minutes}, 0)\",,,,,,\n"
    "end_repeat,,,,,,,,,,\n"
    "begin_repeat,one,Child,${child} = 'yes',,,,,,,\n"
    "integer,age,Age,,,,,,,,\n"
    "calculate,age_n,,,\"coalesce(${age}, 0)\",,,,,,\n"
    "select_one level,worry,Worry,,,,,,,,worry_proposed\n"
    "calculate,worry_proposed,,,\"if(${age} < 5, '3', '1')\",,,,,,\n"
    "end_repeat,,,,,,,,,,\n"
    "select_one level,rest,Rest,,,,,,${food} != name,,\n"
    "calculate,draw,,,random(),,,food,,,\n"
    "end_group,,,,,,,,,,\n"
    "begin_group,sums,Sums,,,,,,,,\n"
    "calculate,total,Total,,\"coalesce(${food}, 0) + coalesce(${house}, 0) + "
    "coalesce(${care}, 0)\",start=0 end=9,,,,yes,\n"
    "calculate,whole,Whole,,\"if(${food} = '' or ${house} = '', '', ${food} + ${house})\","
    "start=2 end=6,,,,yes,\n"
    "calculate,weighted,Weighted,,\"coalesce(${food}, 0) * 0.5 - coalesce(${house}, 0) * 2\","
    "start=-6 end=2,,,,yes,\n"
    "calculate,ages,Ages,,sum(${age_n}),start=0 end=40,,,,yes,\n"
    "calculate,visits,Visits,,\"sum(${minutes_n}) + ${wanted}\",start=0 end=400,,,,yes,\n"
    "calculate,proposed,,,\"if(${food} = 3 or ${house} = 3, 'go', if(${food} = '', '', 'stop'))\","
    ",,,,,\n"
    "calculate,rare,,,\"if(${food} = '' or ${house} = '', '', if(${food} = 3, 'go', ''))\",,,,,,\n"
    "select_one way,decided,Decided,,,,,,,,proposed\n"
    "end_group,,,,,,,,,,\n";

/* The smallest pack around it. */
static const struct pack_form *load(struct test *t, struct ctx *ctx)
{
    static const char *const files[][2] = {
        {"pack.csv", "key,value\nname,tiny\nversion,1\ntitle:en,Tiny\nnumber_prefix,T\n"
                     "override_needs_approval,yes\nclosure_needs_approval,yes\n"
                     "plan_needs_approval,no\nreview_days_high,1\nreview_days_medium,2\n"
                     "review_days_low,3\nreview_days_none,4\n"
                     "time_zone_offset_minutes,0\nidle_minutes,20\nsession_hours,10\n"},
        {"codes.csv", "list,code,label:en\nyes_no,yes,Yes\nyes_no,no,No\nlevel,1,None\n"
                      "level,2,Some\nlevel,3,Much\nway,go,Go\nway,stop,Stop\n"},
        {"forms.csv", "form,version,title:en,phase\nf,1,F,intake\n"},
        {"forms/f.csv", survey},
        {"phases.csv", "phase,label:en\nintake,I\nassessment,A\nplanning,P\nimplementation,I\n"
                       "monitoring,M\nevaluation,E\nclosure,C\n"},
        {"steps.csv", "phase,step,what:en,who,required\nclosure,c,C,worker,no\n"},
    };
    struct map map;
    struct pack *pack = NULL;
    struct str problem = STR_NONE;

    map_init(&map, t->arena);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct str *text = ARENA_NEW(t->arena, struct str);

        *text = str_c(files[i][1]);
        map_set(&map, str_c(files[i][0]), text);
    }
    if (pack_load_files(t->arena, &map, &pack, &problem) != OK) {
        test_fail(t, __FILE__, __LINE__, "%.*s", STR_ARG(problem));
        return NULL;
    }
    *ctx = (struct ctx){.arena = t->arena, .pack = pack, .locale = locale_all[0]};
    return pack_form_find(pack, STR("f"));
}

static struct form_live *open_form(struct test *t, struct ctx *ctx, const char *stored)
{
    const struct pack_form *def = load(t, ctx);
    struct form_answers answers;
    struct form_live *live = NULL;

    if (!def || form_answers_parse(ctx, str_c(stored), &answers) ||
        form_live_at(ctx, def, (struct instant){0}, &answers, &live))
        test_fail(t, __FILE__, __LINE__, "the form does not open");
    return live;
}

/* "food +3 (1); house +2 (2); ": the answers that moved it, by how much, what it would be. The form
 * is the same before and after. */
static struct str movers(struct test *t, struct form_live *live, const char *name)
{
    struct str before = form_live_json(live, true);
    struct form_moved moved = {0};
    struct buf out;

    buf_init(&out, t->arena, 4000);
    if (form_moved(live, form_live_state(live, str_c(name)), &moved) != OK)
        return STR("fails");
    for (size_t i = 0; i < moved.answers.n; i++) {
        const struct form_mover *m = &moved.answers.items[i];

        buf_printf(&out, "%.*s ", STR_ARG(m->name));
        if (m->is_number)
            buf_printf(&out, "%.*s ", STR_ARG(form_score_text(live->ctx, m->by, true)));
        buf_printf(&out, "(%.*s)", STR_ARG(m->other));
        if (str_given(m->instead))
            buf_printf(&out, " with %.*s", STR_ARG(m->instead));
        buf_put_z(&out, "; ");
    }
    return str_eq(form_live_json(live, true), before) ? buf_str(&out) : STR("the form changed");
}

static const char answered[] = "{\"food\":\"3\",\"house\":\"1\",\"child\":\"yes\",\"wanted\":\"2\","
                               "\"visit/1/minutes\":\"30\",\"visit/2/minutes\":\"45\","
                               "\"one/1/age\":\"4\",\"one/2/age\":\"9\",\"one\":\"2\",\"rest\":"
                               "\"2\",\"draw\":\"0.25\"}";

TEST(form_score, reads_and_writes_numbers)
{
    static const struct {
        const char *text, *again;
        int64_t n;
    } all[] = {{"3", "+3", 300},     {"-6", "−6", -600},    {"2.5", "+2.5", 250},
               {"0.05", "+0.05", 5}, {"-0.5", "−0.5", -50}, {"1.999", "+1.99", 199},
               {"0", "0", 0},        {"12.", "+12", 1200}};
    static const char *const wrong[] = {"", "NaN", "--3", "1.2.3", "x", "1e9", "99999999999"};
    struct ctx ctx = {.arena = t->arena, .locale = locale_all[0]};
    int64_t n;

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        CHECK_OK(form_score_parse(str_c(all[i].text), &n));
        CHECK_INT(n, all[i].n);
        CHECK_STR(form_score_text(&ctx, n, true), all[i].again);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CHECK_ERR(form_score_parse(str_c(wrong[i]), &n), E_INVALID);
}

TEST(form_score, bounds_are_those_of_the_codes_or_of_the_parameters)
{
    struct ctx ctx;
    struct form_live *live = open_form(t, &ctx, answered);
    int64_t min, max;

    CHECK(form_score_bounds(form_live_state(live, STR("food"))->item, &min, &max));
    CHECK_INT(min, 100);
    CHECK_INT(max, 300);
    CHECK(form_score_bounds(form_live_state(live, STR("weighted"))->item, &min, &max));
    CHECK_INT(min, -600);
    CHECK_INT(max, 200);
    CHECK(!form_score_bounds(form_live_state(live, STR("decided"))->item, &min, &max));
    CHECK(!form_score_is(form_live_state(live, STR("decided"))->item));
}

TEST(form_score, a_sum_is_moved_by_each_answer_and_not_by_an_unanswered_question)
{
    struct ctx ctx;
    struct form_live *live = open_form(t, &ctx, answered);

    CHECK_STR(form_live_answer(live, STR("total")), "4");
    CHECK_STR(movers(t, live, "total"), "food +3 (1); house +1 (3); ");
}

TEST(form_score, weights_count)
{
    struct ctx ctx;
    struct form_live *live = open_form(t, &ctx, answered);

    CHECK_STR(form_live_answer(live, STR("weighted")), "-0.5");
    CHECK_STR(movers(t, live, "weighted"), "house −2 (1.5); food +1.5 (-2); ");
}

/* Nothing can be computed without them: the choice that makes most difference is named. */
TEST(form_score, compares_with_another_choice_where_all_must_be_answered)
{
    struct ctx ctx;
    struct form_live *live = open_form(t, &ctx, answered);

    CHECK_STR(form_live_answer(live, STR("whole")), "4");
    CHECK_STR(movers(t, live, "whole"), "food +2 (2) with 1; house −2 (6) with 3; ");
}

TEST(form_score, a_proposal_is_moved_by_the_answers_that_decide_it)
{
    struct ctx ctx;
    struct form_live *live = open_form(t, &ctx, answered);

    CHECK(form_proposal(live, STR("decided"), NULL) == form_live_state(live, STR("proposed")));
    CHECK(!form_proposal(live, STR("food"), NULL));
    CHECK_STR(movers(t, live, "proposed"), "food (stop) with 1; ");
    /* Food decides whether anything is proposed; house has only to be answered. */
    CHECK_STR(movers(t, live, "rare"), "food () with 1; ");
    /* Two reasons, each enough: no single answer decides it. */
    live = open_form(t, &ctx, "{\"food\":\"3\",\"house\":\"3\"}");
    CHECK_STR(movers(t, live, "proposed"), "");
    /* Nothing answered: nothing proposed. */
    live = open_form(t, &ctx, "{}");
    CHECK_STR(movers(t, live, "proposed"), "");
    CHECK_STR(movers(t, live, "whole"), "");
}

TEST(form_score, answers_in_repeats_count_one_by_one)
{
    struct ctx ctx;
    struct form_live *live = open_form(t, &ctx, answered);

    CHECK_STR(movers(t, live, "ages"), "one/2/age +9 (4); one/1/age +4 (9); ");
    CHECK_STR(form_proposal(live, STR("one/1/worry"), NULL)->node->text, "3");
    CHECK_STR(form_proposal(live, STR("one/2/worry"), NULL)->node->text, "1");
    CHECK_STR(movers(t, live, "one/2/worry_proposed"), "");
}

/* To take away how often a repeat is asked would throw its answers away. */
TEST(form_score, never_tries_what_a_repeat_counts_by)
{
    struct ctx ctx;
    struct form_live *live = open_form(t, &ctx, answered);

    CHECK_STR(form_live_answer(live, STR("visits")), "77");
    CHECK_STR(movers(t, live, "visits"), "visit/2/minutes +45 (32); visit/1/minutes +30 (47); ");
}

/* Two records on one page: what either has is shown, instances by their place. */
TEST(form_score, joins_the_names_of_two_records)
{
    struct ctx ctx;
    const struct pack_form *def = load(t, &ctx);
    struct form_answers a, b, both, none = {0};
    bool *items;

    CHECK(def);
    CHECK_OK(
        form_answers_parse(&ctx, STR("{\"food\":\"1\",\"one\":\"1\",\"one/1/age\":\"4\"}"), &a));
    CHECK_OK(form_answers_parse(&ctx,
                                STR("{\"food\":\"2\",\"house.hidden\":\"1\",\"one\":\"2\","
                                    "\"one/2/age\":\"9\"}"),
                                &b));
    both = form_answers_join(&ctx, def, &a, &b);
    CHECK_STR(form_answer(&both, STR("food")), "1");
    CHECK_STR(form_answer(&both, STR("one")), "2");
    CHECK_STR(form_answer(&both, STR("one/1/age")), "4");
    CHECK_STR(form_answer(&both, STR("one/2/age")), "9");
    CHECK(form_answer_is_hidden(&ctx, &both, "house"));
    both = form_answers_join(&ctx, def, &none, &a);
    CHECK_STR(form_answer(&both, STR("food")), "1");

    items = ARENA_ARRAY(t->arena, bool, def->model->items.n);
    items[form_model_find(def->model, STR("food"))->index] = true;
    CHECK(!form_answers_hide_any(&b, def, items));
    items[form_model_find(def->model, STR("house"))->index] = true;
    CHECK(form_answers_hide_any(&b, def, items));
    CHECK(!form_answers_hide_any(&a, def, items));
    CHECK(!form_answers_hide_any(&none, def, items));
}

static struct str kept_food(void *arg, struct str name, struct str stored)
{
    (void)arg;
    return str_eq(name, STR("food")) || str_eq(name, STR("house")) ? stored : STR_NONE;
}

TEST(form_score, keeps_of_a_large_record_only_what_is_asked_for)
{
    struct ctx ctx, inner;
    struct arena *scratch = arena_new(4 << 20);
    struct form_answers all, few;
    struct buf stored;
    size_t before;

    CHECK(load(t, &ctx));
    inner = ctx;
    inner.arena = scratch;
    buf_init(&stored, scratch, 1 << 20);
    buf_put_z(&stored, "{\"food\":\"1\",\"house.hidden\":\"1\",\"note\":\"");
    for (int i = 0; i < 500000; i++)
        buf_put_c(&stored, 'x');
    buf_put_z(&stored, "\"}");
    CHECK_OK(form_answers_parse(&inner, buf_str(&stored), &all));
    before = arena_used(ctx.arena);
    CHECK_OK(form_answers_keep(&ctx, &all, kept_food, NULL, &few));
    CHECK(arena_used(ctx.arena) - before < 4096);
    arena_free(scratch);
    CHECK_STR(form_answer(&few, STR("food")), "1");
    CHECK(form_answer_is_hidden(&ctx, &few, "house"));
    CHECK(!str_given(form_answer(&few, STR("note"))));
}
