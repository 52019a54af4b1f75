/* core/form_live_record_test.c: what a form says by itself, and how a record is read. */
#include "core/form_live_test_support.h"

TEST(form_live, few_choices_are_a_list_where_the_form_says_so)
{
    struct ctx ctx;
    const struct pack_form *def = load(
        t, &ctx,
        "type,name,label:en,appearance,choice_filter\nselect_one_from_file towns.csv,a,A,minimal,\n"
        "select_one_from_file towns.csv,b,B,,\nselect_one_from_file "
        "towns.csv,c,C,minimal,false()\n");
    struct form_live *live;

    CHECK_OK(form_live_open(&ctx, def, &(struct form_source){nothing, NULL, STR_NONE}, &live));
    CHECK(form_field(&ctx, NULL, form_live_fields(live), "a", STR_NONE).as_select);
    CHECK(!form_field(&ctx, NULL, form_live_fields(live), "b", STR_NONE).as_select);
    CHECK(!form_field(&ctx, NULL, form_live_fields(live), "c", STR_NONE).as_select);
    CHECK(form_field(&ctx, NULL, form_live_fields(live), "c", STR_NONE).none_offered);
}

static struct str label_of(struct ctx *ctx, const struct field *fields, const char *name)
{
    const struct field *f = field_find(fields, str_c(name));

    return f ? field_label(ctx, f) : STR("not there");
}

TEST(form_live, a_record_names_whom_it_asked_about)
{
    struct ctx ctx;
    const struct pack_form *def = load(
        t, &ctx,
        "type,name,label:en,alidade:sensitivity\nbegin_group,one,One\ntext,who,Who?\n"
        "text,why,Why does ${who} come?\nend_group,,\nbegin_repeat,child,Child of ${who}\n"
        "text,given,Name\nbegin_group,home,Home of ${given}\n"
        "integer,age,\"How old is ${given}, with ${who}?\"\nend_group,,\n"
        "begin_repeat,toy,Toy\ntext,called,Toy of ${given}\n"
        "text,for,What is ${called} for?\nend_repeat,,\nend_repeat,,\n"
        "begin_group,two,Two\ntext,last,Where is "
        "${given}?\ntext,secret,Secret,restricted\ntext,after,After ${secret}?\nend_group,,\n");
    struct form_answers answers;
    const struct field *fields;

    CHECK_OK(form_answers_parse(
        &ctx,
        STR("{\"secret\":\"S\",\"who\":\"Ada\",\"child\":\"2\",\"child/1/given\":\"Bo\",\"child/1/"
            "toy\":\"0\","
            "\"child/2/given\":\"Cy\",\"child/2/toy\":\"1\",\"child/2/toy/1/called\":\"Ball\"}"),
        &answers));
    fields = form_live_record(&ctx, def, &answers);
    CHECK_STR(label_of(&ctx, fields, "why"), "Why does Ada come?");
    CHECK_STR(label_of(&ctx, fields, "child/2"), "Child of Ada 2");
    CHECK_STR(label_of(&ctx, fields, "child/1/age"), "How old is Bo, with Ada?");
    CHECK_STR(label_of(&ctx, fields, "child/2/age"), "How old is Cy, with Ada?");
    CHECK_STR(label_of(&ctx, fields, "child/2/toy/1/called"), "Toy of Cy");
    CHECK_STR(label_of(&ctx, fields, "child/2/toy/1/for"), "What is Ball for?");
    /* Whom it means is not said. */
    CHECK_STR(label_of(&ctx, fields, "last"), "Where is …?");
    /* Nor what not everybody may read. */
    CHECK_STR(label_of(&ctx, fields, "after"), "After …?");
    answers = (struct form_answers){0};
    fields = form_live_record(&ctx, def, &answers);
    CHECK_STR(label_of(&ctx, fields, "why"), "Why does … come?");
}

/* What a form gives by itself is stored with the answers: the default of a question that is only
 * read or never shown, and what a trigger took down once. */
TEST(form_live, keeps_what_the_form_itself_says)
{
    static const char *const seen[] = {"", "one"};
    struct ctx ctx;
    const struct pack_form *def =
        load(t, &ctx,
             "type,name,label:en,calculation,trigger,default,read_only\n"
             "begin_group,one,One,,,,\ntext,line,Line,,,,\ninteger,n,N,,,,\n"
             "calculate,twice,Twice,${n} * 2,${line},,\ntext,fixed,Fixed,,,kept,yes\n"
             "hidden,mark,,,,unseen,\nend_group,,,,,,\n");
    struct str stored = STR("{}");

    for (int i = 0; i < 2; i++) {
        struct form form = {0};
        struct form_answers answers;
        struct form_live *live;

        CHECK_OK(form_answers_parse(&ctx, stored, &answers));
        CHECK_OK(form_live_open(
            &ctx, def, &(struct form_source){form_live_stored, &answers, str_c(seen[i])}, &live));
        type(&form, t->arena, "line", "a");
        type(&form, t->arena, "n", i == 0 ? "3" : "4");
        CHECK_OK(form_live_take(live, &form,
                                &(struct form_part){.section = STR("one"), .strict = true}));
        stored = form_live_json(live, true);
        CHECK_STR(stored, i == 0 ? "{\"line\":\"a\",\"n\":\"3\",\"twice\":\"6\",\"fixed\":\"kept\","
                                   "\"mark\":\"unseen\"}"
                                 : "{\"line\":\"a\",\"n\":\"4\",\"twice\":\"6\",\"fixed\":\"kept\","
                                   "\"mark\":\"unseen\"}");
    }
}
