/* core/pack_test.c: packs that are wrong in one place, and the packs that ship. */
#include "base/utf8.h"
#include "core/pack_test_support.h"

/* Who decides otherwise than the form proposes must have a place to say why. */
TEST(pack, a_proposed_risk_needs_a_question_for_the_reason)
{
    static const char sheet[] =
        "type,name,label:en,calculation,alidade:proposal\n"
        "calculate,says,,'high',\nselect_one risk,risk,Risk,,says\ntext,why,Why?,,\n";
    struct map files;
    struct pack *p;
    struct str problem = STR_NONE, *forms;

    map_init(&files, t->arena);
    for (size_t i = 0; i < PACK_GOOD_N; i++)
        pack_put(t, &files, pack_good[i].path, str_c(pack_good[i].text));
    pack_put(t, &files, "forms/look.csv", str_c(sheet));
    pack_put(t, &files, "forms.csv",
             STR("form,version,title:en,phase,risk_field,risk_reason_field\n"
                 "look,1,Look,intake,risk,why\nagree,1,Agree,intake,,\n"));
    (void)!pack_load_files(t->arena, &files, &p, &problem);
    CHECK(str_find(problem, STR("for the reason"), 0) < 0);
    forms = map_get(&files, STR("forms.csv"));
    *forms = STR("form,version,title:en,phase,risk_field,risk_reason_field\n"
                 "look,1,Look,intake,risk,\nagree,1,Agree,intake,,\n");
    CHECK_ERR(pack_load_files(t->arena, &files, &p, &problem), E_INVALID);
    CHECK(str_find(problem, STR("forms.csv:2: the form proposes an answer to risk_field"), 0) >= 0);
}

TEST(pack, rule_counts_codes_and_numbers)
{
    struct pack_rule rule;

    CHECK(pack_rule_read(STR("assessment.food_score=1 2"), &rule) && !rule.limit);
    CHECK_STR(rule.form, "assessment");
    CHECK_STR(rule.question, "food_score");
    CHECK_STR(pack_rule_met(&rule, STR("2")), "2");
    CHECK_STR(pack_rule_met(&rule, STR("12 3")), "");
    CHECK_STR(pack_rule_met(&rule, STR_NONE), "");
    CHECK(pack_rule_read(STR("profiling.score>=15"), &rule) && rule.number == 15);
    CHECK_STR(rule.question, "score");
    CHECK_STR(pack_rule_met(&rule, STR("15.5")), "15.5");
    CHECK_STR(pack_rule_met(&rule, STR("14.9")), "");
    CHECK_STR(pack_rule_met(&rule, STR("many")), "");
    CHECK(pack_rule_read(STR("a.total<=24"), &rule));
    CHECK_STR(pack_rule_met(&rule, STR("24")), "24");
    CHECK_STR(pack_rule_met(&rule, STR("24.5")), "");
    CHECK_STR(pack_rule_met(&rule, STR("-3")), "-3");
    CHECK(!pack_rule_read(STR("a.total>=much"), &rule));
    CHECK(!pack_rule_read(STR("total>=3"), &rule));
    CHECK(!pack_rule_read(STR("a.>=3"), &rule));
}

TEST(pack, loads_all_its_parts)
{
    struct pack *p = NULL;
    struct str problem;

    CHECK_OK(pack_load_with(t, NULL, &p, &problem));
    CHECK_STR(p->name, "tiny");
    CHECK_INT(p->tz_offset_min, -300);
    CHECK(p->closure_needs_approval && !p->plan_needs_approval);
    CHECK_INT(p->review_days[risk_index(STR("low"))], 3);
    CHECK_STR(p->phases[PHASE_CLOSURE].label.in[0], "C");
    CHECK_STR(pack_label(p, STR("place"), STR("den"), locale_find(STR("ar"))), "Den");
    CHECK_STR(pack_label(p, STR("place"), STR("pub"), locale_find(STR("en"))), "pub");
    CHECK(pack_code_find(p, STR("place"), STR("den"))->retired);
    CHECK(pack_code_find(p, STR("place"), STR("den"))->sensitive);
    CHECK(pack_codes_find(p, STR("risk"))->base == pack_codes_find(p, STR("risk")));
    CHECK(!pack_codes_find(p, STR("place"))->base);

    const struct pack_form *form = pack_form_find(p, STR("look"));

    CHECK_STR(form->event, "assess.submitted");
    CHECK_INT(form->fields[0].type, FIELD_SECTION);
    CHECK_INT(form->fields[2].type, FIELD_CODE);
    CHECK_INT(form->fields[3].type, FIELD_TEXT);
    CHECK_INT(form->fields[3].max, 50);
    CHECK(form->fields[4].sensitive && !form->fields[4].required);
    CHECK_INT(form->fields[5].max, 17);
    CHECK(form->fields[6].past);
    CHECK(form->fields[7].name == NULL);
    form = pack_form_find(p, STR("agree"));
    CHECK_STR(form->event, "consent.given");

    struct str name, codes;

    CHECK(pack_condition_split(form->event_if, &name, &codes));
    CHECK_STR(name, "more");
    CHECK_STR(codes, "yes");
    CHECK(!pack_condition_split(STR("more"), &name, &codes));
    CHECK_INT(form->fields[0].type, FIELD_BOOL);
    CHECK_INT(form->fields[1].type, FIELD_YESNO);

    const struct pack_step *step = pack_step_find(p, PHASE_INTAKE, STR("meet"));

    CHECK(step->repeats && !step->required);
    CHECK_INT(step->due_days[3], -1);
    CHECK(pack_is_heard(step->done_by, step->done_about, STR("note.added"), STR("other")));
    CHECK(!pack_is_heard(step->done_by, step->done_about, STR("note.added"), STR("call")));
    CHECK(!pack_is_heard(step->done_by, step->done_about, STR("task.done"), STR("other")));
    step = pack_step_find(p, PHASE_INTAKE, STR("ring"));
    CHECK(pack_is_heard(step->done_by, step->done_about, STR("task.done"), STR_NONE));
    CHECK(pack_is_heard(step->done_by, step->done_about, STR("plan.agreed"), STR("any")));
    CHECK(!pack_is_heard(step->done_by, step->done_about, STR("plan"), STR("any")));
}

TEST(pack, takes_a_list_of_its_own_for_a_shared_one)
{
    struct pack *p = NULL;
    struct str problem;

    const struct edit whole = {
        "codes.csv", "place,home",
        "risk,low,Green,,,\nrisk,high,Red,,,\nrisk,none,White,,,\nplace,home", NULL};
    const struct edit half = {"codes.csv", "place,home", "risk,low,Green,,,\nplace,home", NULL};

    CHECK_OK(pack_load_with(t, &whole, &p, &problem));
    CHECK_STR(pack_label(p, STR("risk"), STR("high"), locale_find(STR("en"))), "Red");
    CHECK_INT(pack_codes_find(p, STR("risk"))->codes.n, 3);
    CHECK_ERR(pack_load_with(t, &half, &p, &problem), E_INVALID);
    CHECK_STR(problem, "codes.csv: the list risk needs the code high; add a row for it\n");
}

/* One slip each, and what the author is told. */
static const struct edit slips[] = {
    {"pack.csv", "tiny", "", "pack.csv:2: name is empty"},
    {"pack.csv", "idle_minutes,20", "idle_minutes,0", "pack.csv:14: idle_minutes is \"0\""},
    {"pack.csv", "idle_minutes,20\n", "", "pack.csv: the setting idle_minutes is missing"},
    {"pack.csv", "idle_minutes", "idle", "pack.csv:14: there is no setting \"idle\""},
    {"pack.csv", "version,1", "version,1\nversion,2", "pack.csv:4: version stands here twice"},
    {"pack.csv", "TY", "ty", "number_prefix begins every case number"},
    {"pack.csv", "title:en", "title:xx", "there is no setting \"title:xx\""},
    {"pack.csv", "approval,no", "approval,perhaps", "value is \"perhaps\"; write yes or no"},
    {"codes.csv", "group", "groop", "codes.csv: no choice_filter uses the column \"groop\""},
    {"codes.csv", "label:en", "label:xx", "there is no column \"label:xx\""},
    {"codes.csv", "place,home", "place,Home", "codes.csv:4: code \"Home\" is not a code"},
    {"codes.csv", "place,other", "place,home",
     "codes.csv:5: the list place has the code home twice"},
    {"codes.csv", "Home", "", "codes.csv:4: label is empty"},
    {"codes.csv", "Home", "\"Home", "codes.csv:4: a quotation mark is opened"},
    {"codes.csv", "Home", "Home, sweet home", "codes.csv:4: the row has 7 cells"},
    {"codes.csv", "Home", "H\xff", "codes.csv: the file is not UTF-8"},
    {"codes.csv", NULL, "list;code;label:en\n", "separated by semicolons"},
    {"codes.csv", NULL, "", "the first line must hold the names of the columns"},
    {"codes.csv", "list,code", "list,list", "two columns are called \"list\""},
    {"phases.csv", "closure,C,\n", "", "phases.csv: the phase closure is missing"},
    {"phases.csv", "closure", "intake", "phases.csv:8: the phase intake stands here twice"},
    {"phases.csv", "closure", "end", "there is no phase \"end\""},
    {"steps.csv", "look,Look,worker", "look,Look,nurse", "steps.csv:2: who is \"nurse\""},
    {"steps.csv", "look,Look,worker", "look,Look,", "steps.csv:2: who is \"\""},
    {"steps.csv", "yes,1,2,3,3", "yes,soon,2,3,3", "due_high is \"soon\""},
    {"steps.csv", "1,2,3,,note.added", ",,,,note.added", "a step that repeats needs a number"},
    {"steps.csv", "visit other", "visit talk", "done_about \"talk\" is not a code of the list"},
    {"steps.csv", "submitted,look", "submitted,agree", "done_about \"agree\" is not a form with"},
    {"steps.csv", "note.added", "note added", "done_by \"note\" is not the name of an event"},
    {"steps.csv", "forms/look", "forms/book", "link leads to the form \"book\""},
    {"steps.csv", ",notes,", ",../../x,", "is not a place in the case"},
    {"steps.csv", "intake,meet", "intake,look", "the phase intake has the step look twice"},
    {"forms.csv", "agree,1", "disagree,1", "forms/disagree.csv: the file is missing"},
    {"forms.csv", "risk,why", "places,why", "risk_field \"places\" is not a question"},
    {"forms.csv", "risk,why", "risk,age", "risk_reason_field \"age\" is not a question"},
    {"forms.csv", "look,1", "look,", "forms.csv:2: version is empty"},
    {"forms.csv", "more=yes", "less=yes", "event_if \"less=yes\" is not a choice of this form"},
    {"forms.csv", "more=yes", "more", "event_if \"more\" is not a choice of this form"},
    {"forms.csv", "more=yes", "more=maybe", "event_if: the list yes_no has no code \"maybe\""},
    {"forms.csv", ",born,", ",age,", "contact_on \"age\" is not a question of the type date"},
    {"forms.csv", ",born,", ",,", "contact_if is filled in but contact_on is not"},
    {"forms.csv", "places=home", "places=pub", "contact_if: the list place has no code \"pub\""},
    {"forms.csv", "home,", "home,wizard", "members: the list profession has no code \"wizard\""},
    {"forms.csv", "home,", "home,wizard", "members is filled in for a form that sets the risk"},
    {"forms.csv", "consent.given", "proposal.asked", "needs the question \"facts\""},
    {"forms.csv", "consent.given", "proposal.asked", "causes is a select_multiple proposal_cause"},
    {"forms.csv", "agree,1", "look,1", "the form look stands here twice"},
    {"forms/look.csv", "select_one risk", "select_one rsk", "look.csv:4: type: rsk is not a list"},
    {"forms/look.csv", "text,why", "poem,why", "look.csv:5: the type \"poem\" is not known"},
    {"forms/look.csv", "text,why", "text,w-y", "name \"w-y\" is not a name"},
    {"forms/look.csv", "integer,age", "integer,born", "the name born is used twice"},
    {"forms/look.csv", "end_group,,,,,,,,,\n", "", "one is not ended"},
    {"forms/look.csv", "begin_group,one,First,,,,,,,\n", "", "end_group ends what is not open"},
    {"forms/look.csv", ". <= today()", ". <= today(", "look.csv:8: constraint: ends too early"},
    {"forms/look.csv", ",sensitive,", ",secret,", "alidade:sensitivity is \"secret\""},
    {"forms/look.csv", "sensitive,\n", "sensitive,${places} > 5\n",
     "places and places wait for each other"},
    {"forms/look.csv", "alidade:sensitivity", "alidade:prefill",
     "prefill \"sensitive\" is not known"},
    {"forms/look.csv", "alidade:sensitivity", "alidade:readers",
     "no role \"sensitive\" that reads"},
    {"forms/look.csv", "relevant", "relevance", "there is no column \"relevance\""},
    {"forms/look.csv", "hint::English (en)", "hint::Klingon (tlh)", "no column \"hint:tlh\""},
    {"forms/agree.csv", "ok,OK", "ok,", "agree.csv:2: the label is empty"},
    {"forms/agree.csv", NULL, "type,name,label::English (en)\n", "the form asks nothing"},
    {"forms/extra.csv", NULL, "type,name,label:en\n", "the pack does not use this file"},
    {"code.csv", NULL, "list,code,label:en\n", "code.csv: the pack does not use this file"},
};

TEST(pack, tells_the_author_what_to_do)
{
    struct pack *p;
    struct str problem;

    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        problem = STR("nothing: it loads");
        if (pack_load_with(t, &slips[i], &p, &problem) == OK ||
            str_find(problem, str_c(slips[i].told), 0) < 0) {
            test_fail(t, __FILE__, __LINE__, "\"%s\" is not in: %.*s", slips[i].told,
                      STR_ARG(problem));
            return;
        }
    }
}

TEST(pack, survives_any_one_byte)
{
    static const char bytes[] = {'\n', '"', ',', 'x', '\0', ';', '.', ':', '-', '9'};
    struct pack *p;
    struct str problem;

    /* Each byte of a file in turn, a few others in its place: nothing may crash. */
    for (size_t f = 0; f < PACK_GOOD_N; f++) {
        struct str text = str_c(pack_good[f].text);

        for (size_t i = 0; i < text.n; i += 3) {
            struct arena *a = arena_new(16 << 20);
            struct test part = {.arena = a};
            struct map files;

            map_init(&files, a);
            for (size_t k = 0; k < PACK_GOOD_N; k++)
                pack_put(&part, &files, pack_good[k].path, str_dup(a, str_c(pack_good[k].text)));
            struct str *copy = map_get(&files, str_c(pack_good[f].path));

            ((char *)copy->p)[i] = bytes[i % sizeof bytes];
            (void)!pack_load_files(a, &files, &p, &problem);
            arena_free(a);
        }
    }
    CHECK_OK(pack_load_with(t, NULL, &p, &problem));
}

/* Every pack that ships loads, has no finding, and says everything in each language. */
TEST(pack, child_family_is_clean)
{
    struct pack *p = NULL;
    struct str problem = STR_NONE;
    enum err e = pack_load(t->arena, "packs/child-family", &p, &problem);

    int samples = 0;

    if (e == OK)
        e = pack_lint(t->arena, p, &problem);
    if (e == OK)
        e = pack_sample_run(t->arena, p, "packs/child-family", &samples, &problem);
    if (e != OK)
        test_fail(t, __FILE__, __LINE__, "%s: %.*s", err_name(e), STR_ARG(problem));
    else
        CHECK(p->forms.n == 15 && samples >= 80);
}
