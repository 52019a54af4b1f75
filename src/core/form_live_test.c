/* core/form_live_test.c: a pack's form with logic: what is asked, what is taken in, what is stored.
 */
#include "core/form_live_test_support.h"

static const char survey[] =
    "type,name,label:en,relevant,required,constraint,constraint_message:en,calculation,default,"
    "alidade:sensitivity\n"
    "begin_group,home,Home,,,,,,,\n"
    "select_one yes_no,child,Is there a child?,,yes,,,,,\n"
    "begin_repeat,one,Child,${child} = 'yes',,,,,,\n"
    "text,called,Name,,yes,,,,,\n"
    "integer,age,Age of ${called},,,. < 18,A child is under 18,,,\n"
    "end_repeat,,,,,,,,,\n"
    "calculate,sum,Years together,,,,,sum(${age}),,\n"
    "end_group,,,,,,,,,\n"
    "begin_group,more,More,${child} = 'no',,,,,,\n"
    "text,why,Why?,,,,,,,sensitive\n"
    "text,lang,Language,,,,,,English,\n"
    "end_group,,,,,,,,,\n";

static struct form_live *open_form(struct test *t, struct ctx *ctx, const char *stored,
                                   const char *seen)
{
    const struct pack_form *def = load(t, ctx, survey);
    struct form_answers answers;
    struct form_live *live = NULL;

    if (!def || form_answers_parse(ctx, str_c(stored), &answers) ||
        form_live_open(ctx, def, &(struct form_source){form_live_stored, &answers, str_c(seen)},
                       &live))
        test_fail(t, __FILE__, __LINE__, "the form does not open");
    return live;
}

/* "home child one/1 …": the names of what is asked, in order. */
static struct str names(struct form_live *live)
{
    struct buf out;

    buf_init(&out, live->ctx->arena, 1000);
    for (const struct field *f = form_live_fields(live); f->name; f++)
        buf_printf(&out, "%s ", f->name);
    return buf_str(&out);
}

static struct str error_of(const struct form *form, const char *name)
{
    for (size_t i = 0; i < form->values.n; i++)
        if (str_eq(form->values.items[i].name, str_c(name)))
            return form->values.items[i].error;
    return STR_NONE;
}

TEST(form_live, asks_what_is_relevant_in_each_instance)
{
    struct ctx ctx;
    struct form_live *live = open_form(t, &ctx, "", "");
    struct form form = {0};
    const struct form_part whole = {.strict = true};

    CHECK_STR(names(live), "home child sum ");
    type(&form, t->arena, "child", "yes");
    CHECK_ERR(form_live_take(live, &form, &whole), E_INVALID);
    CHECK_STR(names(live), "home child one/1 one/1/called one/1/age one sum ");
    CHECK(str_given(error_of(&form, "one/1/called")));
    CHECK_OK(form_live_do(live, STR("add one")));
    form = (struct form){0};
    type(&form, t->arena, "child", "yes");
    type(&form, t->arena, "one/1/called", "Sami");
    type(&form, t->arena, "one/1/age", "7");
    type(&form, t->arena, "one/2/called", "Mona");
    type(&form, t->arena, "one/2/age", "40");
    CHECK_ERR(form_live_take(live, &form, &whole), E_INVALID);
    CHECK_STR(error_of(&form, "one/2/age"), "A child is under 18");
    CHECK_STR(error_of(&form, "one/1/age"), "");
    const struct field *age = field_find(form.fields, STR("one/2/age"));

    CHECK_STR(field_label(&ctx, age), "Age of Mona");
    CHECK_OK(form_live_do(live, STR("remove one/1")));
    CHECK_STR(form_live_answer(live, STR("one/1/called")), "Mona");
    CHECK_ERR(form_live_do(live, STR("remove one/7")), E_INVALID);
    CHECK_ERR(form_live_do(live, STR("add child")), E_INVALID);
    CHECK_ERR(form_live_do(live, STR("")), E_INVALID);
}

TEST(form_live, stores_and_opens_again)
{
    static const char stored[] = "{\"child\":\"yes\",\"one/1/called\":\"Sami\",\"one/1/age\":\"7\","
                                 "\"one/2/called\":\"Mona\",\"one/2/age\":\"9\",\"one\":\"2\","
                                 "\"sum\":\"16\"}";
    struct ctx ctx;
    struct form_live *live = open_form(t, &ctx, stored, "home more");
    struct form form;

    CHECK_STR(form_live_json(live, true), stored);
    CHECK_STR(form_live_json(live, false), stored);
    CHECK_OK(form_live_check(live, &form));
    CHECK_STR(form_text(&form, "one/2/called"), "Mona");
}

TEST(form_live, keeps_what_is_not_asked_any_more_until_it_is_submitted)
{
    struct ctx ctx;
    struct form_live *live = open_form(
        t, &ctx, "{\"child\":\"no\",\"why.missing\":\"not_asked\",\"lang\":\"French\"}", "home");
    struct form form = {0};
    const struct form_part home = {.section = STR("home"), .strict = false};

    CHECK_STR(names(live), "home child sum more why lang ");
    CHECK_STR(form_live_answer(live, STR("why.missing")), "not_asked");
    type(&form, t->arena, "child", "yes");
    type(&form, t->arena, "one/1/called", "Sami");
    CHECK_OK(form_live_take(live, &form, &home));
    struct answer_view_list dropped = form_live_dropped(live);

    CHECK_INT(dropped.n, 1);
    CHECK_STR(dropped.items[0].text, "French");
    CHECK(str_find(form_live_json(live, true), STR("French"), 0) > 0);
    CHECK(str_find(form_live_json(live, false), STR("French"), 0) < 0);
}

TEST(form_live, a_default_stands_until_its_section_was_seen)
{
    struct ctx ctx;
    struct form_live *live = open_form(t, &ctx, "{\"child\":\"no\"}", "home");

    CHECK_STR(form_live_answer(live, STR("lang")), "English");
    CHECK(str_find(form_live_json(live, true), STR("English"), 0) < 0);
    live = open_form(t, &ctx, "{\"child\":\"no\"}", "home more");
    CHECK_STR(form_live_answer(live, STR("lang")), "");
}

/* A box that was not on the page keeps its answer; one that was and came back empty loses it. */
TEST(form_live, takes_only_what_the_page_showed)
{
    struct ctx ctx;
    struct form_live *live =
        open_form(t, &ctx, "{\"child\":\"no\",\"why\":\"a\",\"lang\":\"b\"}", "home more");
    struct form form = {0};
    const struct form_part more = {.section = STR("more")};

    type(&form, t->arena, "asked", "why");
    CHECK_OK(form_live_take(live, &form, &more));
    CHECK_STR(form_live_answer(live, STR("why")), "");
    CHECK_STR(form_live_answer(live, STR("lang")), "b");
}

TEST(form_live, a_folder_has_lists_of_its_own)
{
    struct ctx ctx;
    const struct pack_form *def = load(t, &ctx, NULL);
    struct form_live *live = NULL;
    struct form form = {0};
    struct field_view v;

    CHECK(def);
    CHECK_OK(form_live_open(&ctx, def, &(struct form_source){nothing, NULL, STR_NONE}, &live));
    v = form_field(&ctx, NULL, form_live_fields(live), "roof", STR("1"));
    CHECK_INT(v.options.n, 2);
    CHECK_STR(v.options.items[0].label, "Surely");
    CHECK(v.options.items[0].chosen);
    v = form_field(&ctx, NULL, form_live_fields(live), "wall", STR_NONE);
    CHECK(v.none_offered);
    type(&form, t->arena, "roof", "0");
    type(&form, t->arena, "town", "red");
    CHECK_OK(form_live_take(live, &form, &(struct form_part){.strict = true}));
    /* A choice without a label goes by its code. */
    v = form_field(&ctx, NULL, form_live_fields(live), "wall", STR_NONE);
    CHECK(!v.none_offered);
    CHECK_STR(v.options.items[0].label, "red");
}

TEST(form_live, chooses_from_a_file_beside_the_form)
{
    struct ctx ctx;
    const struct pack_form *def =
        load(t, &ctx,
             "type,name,label:en,choice_filter,calculation\ntext,region,Region,,\n"
             "select_one_from_file towns.csv,town,Town,region = ${region},\n"
             "select_multiple_from_file towns.csv,towns,Towns,,\n"
             "calculate,said,,,\"jr:choice-name(${town}, '${town}')\"\n");
    const struct pack_form *again;
    struct form_live *live;
    struct form_answers answers;
    const struct field *f;

    CHECK_OK(form_answers_parse(
        &ctx, STR("{\"region\":\"n\",\"town\":\"cham\",\"towns\":[\"btown\",\"cham\"]}"),
        &answers));
    /* A version that the pack has no more keeps its file. */
    CHECK_OK(pack_form_parse(t->arena, ctx.pack, pack_form_definition(t->arena, def), &again));
    for (int i = 0; i < 2; i++) {
        CHECK_OK(form_live_open(&ctx, i ? again : def,
                                &(struct form_source){form_live_stored, &answers, STR("all")},
                                &live));
        f = field_find(form_live_fields(live), STR("town"));
        CHECK_INT(f->type, FIELD_CODE);
        CHECK_INT(f->offered->n, 2);
        CHECK_STR(f->offered->items[1]->code, "cham");
        CHECK_STR(form_answer_text(&ctx, f, STR("cham")), "Cham");
        CHECK_STR(form_live_answer(live, STR("said")), "Cham");
        f = field_find(form_live_fields(live), STR("towns"));
        CHECK_INT(f->offered->n, 3);
        CHECK_STR(form_answer_text(&ctx, f, STR("btown cham")), "B, town\nCham");
        ctx.locale = locale_all[1];
        CHECK_STR(form_answer_text(&ctx, f, STR("aville")), "A-la-Ville");
        ctx.locale = locale_all[0];
    }
}

TEST(form_live, a_year_is_no_amount)
{
    struct ctx ctx;
    const struct pack_form *def = load(t, &ctx,
                                       "type,name,label:en,appearance\ninteger,since,Since,year\n"
                                       "integer,money,Money,\n");

    CHECK_STR(form_answer_text(&ctx, field_find(def->fields, STR("since")), STR("2016")), "2016");
    CHECK_STR(form_answer_text(&ctx, field_find(def->fields, STR("money")), STR("2016")), "2,016");
    CHECK_STR(form_answer_text(&ctx, &(struct field){.type = FIELD_COMPUTED}, STR("NaN")), "–");
}

TEST(form_live, a_formula_that_fails_blocks_its_question_and_no_more)
{
    struct ctx ctx;
    const struct pack_form *def =
        load(t, &ctx,
             "type,name,label:en,relevant,required,constraint,repeat_count\n"
             "text,day,Day,,,,\n"
             "text,late,Too late?,\"format-date(${day}, '%Y') > 2025\",yes,,\n"
             "text,said,In words,,,\"format-date(., '%Y') > 2025\",\n"
             "begin_repeat,visit,Visit,,,,\"format-date(${day}, '%Y') - 2025\"\n"
             "text,place,Place,,,,\n"
             "end_repeat,,,,,,\n");
    struct form_answers answers;
    struct form_live *live = NULL;
    struct form form = {0};
    const struct field *f;

    CHECK_OK(form_answers_parse(
        &ctx, STR("{\"day\":\"never\",\"late\":\"kept\",\"said\":\"soon\"}"), &answers));
    CHECK_OK(form_live_open(&ctx, def,
                            &(struct form_source){form_live_stored, &answers, STR("all")}, &live));
    CHECK_STR(names(live), "day late said visit visit ");
    f = field_find(form_live_fields(live), STR("late"));
    CHECK_INT(f->type, FIELD_BLOCKED);
    CHECK(str_given(f->hint_text->in[0]));
    CHECK_INT(field_find(form_live_fields(live), STR("said"))->type, FIELD_LINE);
    CHECK(str_given(field_find(form_live_fields(live), STR("said"))->hint_text->in[0]));
    /* It can be sent, and what was answered before is still there. */
    CHECK_OK(form_live_check(live, &form));
    CHECK_STR(form_live_json(live, false),
              "{\"day\":\"never\",\"late\":\"kept\",\"said\":\"soon\",\"visit\":\"0\"}");
    /* A right answer brings it back. */
    form = (struct form){0};
    type(&form, t->arena, "day", "2026-05-01");
    type(&form, t->arena, "asked", "day");
    CHECK_OK(form_live_take(live, &form, &(struct form_part){.glance = true}));
    CHECK_INT(field_find(form_live_fields(live), STR("late"))->type, FIELD_LINE);
    CHECK_STR(names(live), "day late said visit visit/1 visit/1/place ");
}

TEST(form_live, a_question_behind_a_group_that_is_not_asked_has_a_section)
{
    struct ctx ctx;
    const struct pack_form *def = load(t, &ctx, NULL);
    struct form_live *live = NULL;
    struct form form = {0};
    const struct field *first;

    CHECK(def);
    CHECK_OK(form_live_open(&ctx, def, &(struct form_source){nothing, NULL, STR_NONE}, &live));
    CHECK_STR(names(live), "app town house roof wall ");
    first = form_live_fields(live);
    CHECK_INT(first->type, FIELD_SECTION);
    /* Not by that of the group. */
    CHECK_STR(field_label(&ctx, first), "F");
    CHECK_STR(form_live_section(form_live_fields(live)[1].item), "app");
    type(&form, t->arena, "town", "Mill Lane");
    CHECK_OK(form_live_take(live, &form, &(struct form_part){.section = STR("app")}));
    CHECK_STR(form_live_answer(live, STR("town")), "Mill Lane");
}

/* Programs send a whole form at once; a high number alone makes nothing. */
TEST(form_live, makes_the_instances_that_were_sent_one_after_the_other)
{
    struct ctx ctx;
    struct form_live *live = open_form(t, &ctx, "{\"child\":\"yes\"}", "home");
    struct form form = {0};
    const struct form_part home = {.section = STR("home")};

    type(&form, t->arena, "one/3/called", "Mona");
    CHECK_ERR(form_live_take(live, &form, &home), E_LIMIT);
    CHECK_STR(str_c(ctx.fail.msg), "form.too_many");
    CHECK(!form_live_state(live, STR("one/2")));
    form = (struct form){0};
    type(&form, t->arena, "child", "yes");
    type(&form, t->arena, "one/4/called", "Sami");
    type(&form, t->arena, "one/3/called", "Mona");
    type(&form, t->arena, "one/2/age", "7");
    CHECK_OK(form_live_take(live, &form, &home));
    CHECK_STR(form_live_answer(live, STR("one/4/called")), "Sami");
    CHECK_STR(form_live_answer(live, STR("one/2/age")), "7");
    CHECK(!form_live_state(live, STR("one/5")));
}

static void type_children(struct form *form, struct arena *a, int from, int to)
{
    type(form, a, "child", "yes");
    for (int k = from; k <= to; k++) {
        LIST_ADD(
            a, &form->values,
            ((struct form_value){.name = str_fmt(a, "one/%d/called", k), .typed = STR("Sami")}));
        LIST_ADD(a, &form->values,
                 ((struct form_value){.name = str_fmt(a, "one/%d/age", k), .typed = STR("7")}));
    }
}

TEST(form_live, adds_no_more_than_a_page_may_and_a_form_holds)
{
    struct ctx ctx;
    struct form_live *live = open_form(t, &ctx, "{\"child\":\"yes\"}", "home");
    struct form form = {0};
    const struct form_part home = {.section = STR("home")};
    enum err e = OK;

    type_children(&form, t->arena, 1, 52);
    CHECK_ERR(form_live_take(live, &form, &home), E_LIMIT);
    form = (struct form){0};
    type_children(&form, t->arena, 1, 51);
    CHECK_OK(form_live_take(live, &form, &home));
    CHECK_STR(form_live_answer(live, STR("sum")), "357");
    live = open_form(t, &ctx, "{\"child\":\"yes\",\"one\":\"500\"}", "home");
    for (int i = 0; i < 200 && e == OK; i++)
        e = form_live_do(live, STR("add one"));
    CHECK_ERR(e, E_LIMIT);
    CHECK_STR(str_c(ctx.fail.msg), "form.full");
}

/* A request has 16 MiB for all of it. */
TEST(form_live, many_instances_need_little_memory)
{
    struct ctx ctx;
    size_t begun, open_used;
    struct form_live *live;
    struct form form = {0};
    const struct form_part home = {.section = STR("home")};

    /* The first opening loads the pack as well. */
    (void)open_form(t, &ctx, "{\"child\":\"yes\",\"one\":\"200\"}", "home");
    begun = arena_used(t->arena);
    live = open_form(t, &ctx, "{\"child\":\"yes\",\"one\":\"200\"}", "home");
    open_used = arena_used(t->arena) - begun;
    CHECK(open_used < (size_t)1 << 20);
    type_children(&form, t->arena, 1, 200);
    CHECK_OK(form_live_take(live, &form, &home));
    CHECK_STR(form_live_answer(live, STR("sum")), "1400");
    CHECK(arena_used(t->arena) - begun < (size_t)4 << 20);
    begun = arena_used(t->arena);
    for (int i = 0; i < 100; i++)
        CHECK_OK(form_live_do(live, STR("add one")));
    CHECK(arena_used(t->arena) - begun < (size_t)1 << 20);
}
