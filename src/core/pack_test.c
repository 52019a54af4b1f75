/* core/pack_test.c: packs that are wrong in one place, and the packs that ship. */
#include "core/pack.h"

#include "base/test.h"
#include "base/utf8.h"

/* A pack that is as small as one can be. */
static const struct {
    const char *path, *text;
} good[] = {
    {"pack.csv", "key,value\nname,tiny\nversion,1\nnumber_prefix,TY\ntitle:en,Tiny\n"
                 "override_needs_approval,no\nclosure_needs_approval,yes\nplan_needs_approval,no\n"
                 "review_days_high,1\nreview_days_medium,2\nreview_days_low,3\nreview_days_none,3\n"
                 "no_contact_days_high,1\nno_contact_days_medium,2\nno_contact_days_low,3\n"
                 "no_contact_days_none,3\ntime_zone_offset_minutes,-300\nidle_minutes,20\n"
                 "session_hours,10\n"},
    {"base/codes.csv", "list,code,label:en\nrisk,high,High\nrisk,low,Low\nyes_no,yes,Yes\n"
                       "yes_no,no,No\nrole,worker,Worker\n"},
    {"codes.csv", "list,code,label:en,group,sensitive,retired\nnote_kind,visit,Visit,contact,,\n"
                  "note_kind,other,Other,other,,\nplace,home,Home,,,\nplace,other,Other,,,\n"
                  "place,den,Den,,yes,yes\n"},
    {"forms.csv", "form,version,title:en,phase,event,risk_field,risk_reason_field,event_if,"
                  "contact_on,contact_if\n"
                  "look,1,Look,intake,,risk,why,,born,places=home\n"
                  "agree,1,Agree,intake,consent.given,,,more=yes,,\n"},
    {"forms/look.csv", "type,name,label::English (en),hint::English (en),required,constraint,"
                       "appearance,default,alidade:sensitivity,relevant\n"
                       "begin_group,one,First,,,,,,,\n"
                       "note,hello,Hello,,,,,,,\n"
                       "select_one risk,risk,Risk,,yes,,,,,\n"
                       "text,why,Why?,Say why,yes,string-length(.) <= 50,multiline,,,\n"
                       "select_multiple place,places,Where?,,,,minimal,,sensitive,\n"
                       "integer,age,Age,,,. >= 0 and . <= 17,,,,\n"
                       "date,born,Born,,,. <= today(),,,,\n"
                       "end_group,,,,,,,,,\n"},
    {"forms/agree.csv", "type,name,label::English (en)\nacknowledge,ok,OK\n"
                        "select_one yes_no,more,More?\nselect_one place,where,Where?\n"},
    {"phases.csv", "phase,label:en,why:en\nintake,Intake,\nassessment,A,\nplanning,P,\n"
                   "implementation,I,\nmonitoring,M,\nevaluation,E,\nclosure,C,\n"},
    {"steps.csv", "phase,step,what:en,who,required,due_high,due_medium,due_low,due_none,done_by,"
                  "done_about,link,repeats\n"
                  "intake,look,Look,worker,yes,1,2,3,3,assess.submitted,look,forms/look,\n"
                  "intake,meet,Meet,worker,no,1,2,3,,note.added,visit other,notes,yes\n"
                  "intake,ring,Ring,worker,no,1,2,3,,task.done plan.agreed,,notes,\n"
                  "assessment,a,A,worker,no,,,,,,,,\nplanning,p,P,family,no,,,,,,,,\n"
                  "implementation,i,I,provider,no,,,,,,,,\nmonitoring,m,M,worker,no,,,,,,,,\n"
                  "evaluation,e,E,worker,no,,,,,,,,\n"
                  "closure,c,C,supervisor,yes,1,1,1,1,closure.approved,,closure,\n"},
};
#define GOOD_N (sizeof good / sizeof *good)

static void put(struct test *t, struct map *files, const char *path, struct str text)
{
    struct str *value = ARENA_NEW(t->arena, struct str);

    *value = text;
    map_set(files, str_c(path), value);
}

/* A change to one file: the first `was` becomes `is`; the whole file when was is NULL. */
struct edit {
    const char *path, *was, *is;
    const char *told; /* what the author reads then */
};

static enum err load_with(struct test *t, const struct edit *edit, struct pack **ret,
                          struct str *ret_problem)
{
    struct map files;

    *ret_problem = STR_NONE;
    map_init(&files, t->arena);
    for (size_t i = 0; i < GOOD_N; i++)
        put(t, &files, good[i].path, str_c(good[i].text));
    if (edit) {
        struct str *old = map_get(&files, str_c(edit->path));
        ptrdiff_t at = edit->was && old ? str_find(*old, str_c(edit->was), 0) : -1;

        if (at < 0)
            put(t, &files, edit->path, str_c(edit->is));
        else
            put(t, &files, edit->path,
                str_fmt(t->arena, "%.*s%s%.*s", (int)at, old->p, edit->is,
                        STR_ARG(str_from(*old, (size_t)at + str_c(edit->was).n))));
    }
    return pack_load_files(t->arena, &files, ret, ret_problem);
}

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
    for (size_t i = 0; i < GOOD_N; i++)
        put(t, &files, good[i].path, str_c(good[i].text));
    put(t, &files, "forms/look.csv", str_c(sheet));
    put(t, &files, "forms.csv",
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

TEST(pack, loads_all_its_parts)
{
    struct pack *p = NULL;
    struct str problem;

    CHECK_OK(load_with(t, NULL, &p, &problem));
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
    CHECK(pack_step_is_done_by(step, STR("note.added"), STR("other")));
    CHECK(!pack_step_is_done_by(step, STR("note.added"), STR("call")));
    CHECK(!pack_step_is_done_by(step, STR("task.done"), STR("other")));
    step = pack_step_find(p, PHASE_INTAKE, STR("ring"));
    CHECK(pack_step_is_done_by(step, STR("task.done"), STR_NONE));
    CHECK(pack_step_is_done_by(step, STR("plan.agreed"), STR("any")));
    CHECK(!pack_step_is_done_by(step, STR("plan"), STR("any")));
}

TEST(pack, takes_a_list_of_its_own_for_a_shared_one)
{
    struct pack *p = NULL;
    struct str problem;

    const struct edit whole = {
        "codes.csv", "place,home",
        "risk,low,Green,,,\nrisk,high,Red,,,\nrisk,none,White,,,\nplace,home", NULL};
    const struct edit half = {"codes.csv", "place,home", "risk,low,Green,,,\nplace,home", NULL};

    CHECK_OK(load_with(t, &whole, &p, &problem));
    CHECK_STR(pack_label(p, STR("risk"), STR("high"), locale_find(STR("en"))), "Red");
    CHECK_INT(pack_codes_find(p, STR("risk"))->codes.n, 3);
    CHECK_ERR(load_with(t, &half, &p, &problem), E_INVALID);
    CHECK_STR(problem, "codes.csv: the list risk needs the code high; add a row for it\n");
}

/* One slip each, and what the author is told. */
static const struct edit slips[] = {
    {"pack.csv", "tiny", "", "pack.csv:2: name is empty"},
    {"pack.csv", "idle_minutes,20", "idle_minutes,0", "pack.csv:18: idle_minutes is \"0\""},
    {"pack.csv", "idle_minutes,20\n", "", "pack.csv: the setting idle_minutes is missing"},
    {"pack.csv", "idle_minutes", "idle", "pack.csv:18: there is no setting \"idle\""},
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
        if (load_with(t, &slips[i], &p, &problem) == OK ||
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
    for (size_t f = 0; f < GOOD_N; f++) {
        struct str text = str_c(good[f].text);

        for (size_t i = 0; i < text.n; i += 3) {
            struct arena *a = arena_new(16 << 20);
            struct test part = {.arena = a};
            struct map files;

            map_init(&files, a);
            for (size_t k = 0; k < GOOD_N; k++)
                put(&part, &files, good[k].path, str_dup(a, str_c(good[k].text)));
            struct str *copy = map_get(&files, str_c(good[f].path));

            ((char *)copy->p)[i] = bytes[i % sizeof bytes];
            (void)!pack_load_files(a, &files, &p, &problem);
            arena_free(a);
        }
    }
    CHECK_OK(load_with(t, NULL, &p, &problem));
}

static struct str lint_with(struct test *t, const struct edit *edit)
{
    struct pack *p;
    struct str problem;

    if (load_with(t, edit, &p, &problem) != OK)
        return problem;
    return pack_lint(t->arena, p, &problem) == OK ? STR("clean") : problem;
}

static bool finds(struct test *t, const struct edit *edit)
{
    struct str found = lint_with(t, edit);

    if (str_find(found, str_c(edit->told), 0) >= 0)
        return true;
    test_fail(t, __FILE__, __LINE__, "no \"%s\" in: %.*s", edit->told, STR_ARG(found));
    return false;
}

#define CLOCKS                                                                                     \
    "clock,label:en,trigger,met_by,owner,unit,high,medium,low,none,warn_days,repeats,escalate_to," \
    "escalate_after_days,pause_reasons\n"
#define LETTERS "letter,paragraph,phase,condition,text:en,text:fr\n"
#define TEMPLATES "template,action,condition,text:en,domain,kind,who,days\n"

/* What the check must find after each change; the first four need none. */
static const struct edit findings[] = {
    {"pack.csv", "tiny", "tiny",
     "pack.csv: title: the pack has no text in fr, es, ar; translate it"},
    {"pack.csv", "tiny", "tiny", "codes.csv:4: label: place home has no text in fr, es, ar"},
    {"pack.csv", "tiny", "tiny", "forms/look.csv:5: hint: why has no text in fr, es, ar"},
    {"pack.csv", "tiny", "tiny", "codes.csv: the list sex is missing; a screen offers it"},
    {"codes.csv", "place,home", "dead,other,Dead,,,\nplace,home",
     "no form and no screen uses the list dead"},
    {"codes.csv", "Home,,,\nplace,other,Other,,,", "Home,,,yes\nplace,other,Other,,,yes",
     "all codes of the list place are retired"},
    {"forms/look.csv", "Where?,,,,minimal", "Where?,,yes,,minimal",
     "forms/look.csv:6: required: places is sensitive and required"},
    {"forms.csv", "risk,why", "risk,", "forms.csv:2: risk_reason_field: look sets the risk level"},
    {"steps.csv", "closure,c,C,supervisor,yes", "closure,c,C,supervisor,no",
     "there is no path to the end"},
    {"steps.csv", "evaluation,e,E,worker,no,,,,,,,,\n", "", "the phase evaluation has no step"},
    {"steps.csv", "intake,meet,Meet,worker,no", "intake,meet,Meet,worker,yes",
     "steps.csv:3: repeats: intake meet repeats, so it is never finished"},
    {"steps.csv", "planning,p,P,family,no,,,,,,", "planning,p,P,family,yes,,,,,closure.asked,",
     "planning p is done by closing the case"},
    {"steps.csv", "yes,1,2,3,3", "yes,9,2,3,3",
     "steps.csv:2: due_high to due_none: intake look is due later at a higher risk"},
    {"forms.csv", "Look,intake", "Look,closure",
     "intake look needs the form look, which is offered in a later phase"},
    {"pack.csv", "session_hours,10", "session_hours,10\ncomplete_lists,sex wind",
     "complete_lists names wind"},
    /* dead fields */
    {"forms/agree.csv", "select_one place,where,Where?",
     "select_one place,where,Where?\nbegin_group,g,Empty\nend_group,,\n",
     "forms/agree.csv:5: g holds nothing"},
    {"forms/agree.csv", NULL,
     "type,name,label::English (en),relevant\nselect_one yes_no,more,More?,\n"
     "text,a,A?,false()\nselect_one place,where,Where?,${more} = 'perhaps'\n"
     "text,b,B?,\"selected(${where}, 'home') or selected(${where}, 'roof')\"\n",
     "forms/agree.csv:3: relevant: a can never be asked"},
    {"forms/agree.csv", NULL,
     "type,name,label::English (en),relevant\nselect_one yes_no,more,More?,\n"
     "select_one place,where,Where?,${more} = 'perhaps'\n",
     "forms/agree.csv:3: relevant: more never has the answer \"perhaps\""},
    {"forms/agree.csv", NULL,
     "type,name,label::English (en),relevant\nselect_one yes_no,more,More?,\n"
     "select_multiple place,where,Where?,\n"
     "text,b,B?,\"selected(${where}, 'home') or selected(${where}, 'roof')\"\n",
     "forms/agree.csv:4: relevant: where never has the answer \"roof\""},
    {"forms/agree.csv", NULL,
     "type,name,label::English (en),calculation\nselect_one yes_no,more,More?,\n"
     "calculate,n,,1 + 1\n",
     "forms/agree.csv:3: calculation: n is computed, and nothing shows or uses it"},
    {"forms/agree.csv", "OK\nselect_one", "OK ${more}\nselect_one",
     "forms/agree.csv:2: label: ok has no text in fr, es, ar"},
    /* clocks */
    {"clocks.csv", NULL, CLOCKS "c,C,casefile.opened,casefile.assigned,,days,1,2,3,,,,,,\n",
     "clocks.csv:2: owner: the clock c is nobody's"},
    {"clocks.csv", NULL, CLOCKS "c,C,casefile.opened,casefile.assigned,worker,days,,,,,,,,,\n",
     "clocks.csv:2: high to none: the clock c has no time"},
    {"clocks.csv", NULL, CLOCKS "c,C,casefile.opened,casefile.assigned,worker,days,5,2,3,,,,,,\n",
     "clocks.csv:2: high to none: the clock c ends later at a higher risk"},
    {"clocks.csv", NULL, CLOCKS "c,C,casefile.opened,casefile.assigned,worker,hours,48,,,,3,,,,\n",
     "clocks.csv:2: warn_days: the clock c would warn 3 days before its end"},
    {"clocks.csv", NULL,
     CLOCKS "c,C,casefile.opened,casefile.assigned,worker,days,5,,,,,,supervisor,,\n",
     "clocks.csv:2: escalate_to: the clock c: escalate_to and escalate_after_days"},
    {"clocks.csv", NULL, CLOCKS "c,C,note.added,note.added,worker,days,5,,,,,,,,\n",
     "clocks.csv:2: met_by: the clock c is met by what starts it"},
    {"clocks.csv", NULL, CLOCKS "c,C,casefile.opened,casefile.assigned,worker,weeks,1,,,,,,,,\n",
     "clocks.csv:2: unit is \"weeks\""},
    {"clocks.csv", NULL, CLOCKS "c,C,casefile.opened,casefile.assigned,worker,days,-1,,,,,,,,\n",
     "clocks.csv:2: high is \"-1\""},
    {"clocks.csv", NULL, CLOCKS "c,C,casefile.opened,casefile.assigned,king,days,1,,,,,,,,\n",
     "clocks.csv:2: owner is \"king\""},
    {"clocks.csv", NULL, CLOCKS "c,C,opened,casefile.assigned,worker,days,1,,,,,,,,\n",
     "clocks.csv:2: trigger \"opened\" is not the name of an event"},
    {"clocks.csv", NULL, CLOCKS "c,C,deadline.late,casefile.assigned,worker,days,1,,,,,,,,\n",
     "clocks.csv:2: trigger \"deadline.late\" comes from clocks themselves"},
    {"clocks.csv", NULL, CLOCKS "c,C,note.added,note.added,worker,days,0,1,,,,yes,,,\n",
     "clocks.csv:2: the clock c repeats and gives no time"},
    /* holidays */
    {"holidays.csv", NULL, "day,label:en,area\n12-25,Christmas,\n2027-12-25,Christmas,\n",
     "holidays.csv:3: 2027-12-25 is free by another row already"},
    {"holidays.csv", NULL, "day,label:en,area\n2027-05-03,Fair,\n2027-05-03,Fair,North\n",
     "holidays.csv:3: 2027-05-03 is free by another row already"},
    {"holidays.csv", NULL, "day,label:en,area\n02-30,Never,\n",
     "holidays.csv:2: day is \"02-30\"; write 12-25 for every year, 2027-04-05 for one"},
    {"holidays.csv", NULL, "day,label:en,area\n05-01,Labour Day,\n",
     "holidays.csv:2: label: every year has no text in fr, es, ar"},
    {"pack.csv", "closure_needs_approval",
     "weekend,mon tue wed thu fri sat sun\nclosure_needs_approval",
     "pack.csv: weekend is \"mon tue wed thu fri sat sun\""},
    {"pack.csv", "closure_needs_approval", "weekend,caturday\nclosure_needs_approval",
     "pack.csv: weekend is \"caturday\""},
    /* templates, roles, figures */
    {"plan_templates.csv", NULL, TEMPLATES "g,,agree.where=home,G,d,,,\n",
     "plan_templates.csv:2: domain \"d\" is not a code of the list domain"},
    {"plan_templates.csv", NULL, TEMPLATES "g,,nowhere.where=home,G,d,,,\n",
     "condition \"nowhere.where=home\" does not begin with a form"},
    {"plan_templates.csv", NULL, TEMPLATES "g,,agree.where=roof,G,d,,,\n",
     "condition: the list place has no code \"roof\""},
    {"plan_templates.csv", NULL, TEMPLATES "g,a,,A,,visit,worker,\n",
     "plan_templates.csv:2: the action a has no goal above it"},
    {"letters.csv", NULL, LETTERS "l,,intake,,L,\nl,a,,,Dear {cleint},\n",
     "letters.csv:3: text:en: there is no {cleint}"},
    {"letters.csv", NULL, LETTERS "l,,intake,,L,\nl,a,,,Dear {client,\n",
     "letters.csv:3: text:en: a { is not closed"},
    {"letters.csv", NULL, LETTERS "l,,intake,,L,\nl,a,,,In {look.places},\n",
     "letters.csv:3: text:en: the answer to places is not for everybody to read"},
    {"letters.csv", NULL, LETTERS "l,,intake,,L,\nl,a,,,In {agree.where},\n",
     "the answer to where is not for everybody to read"}, /* a code of its list is sensitive */
    {"letters.csv", NULL, LETTERS "l,,intake,,L,\nl,a,,agree.where=home,A,\n",
     "letters.csv:3: condition: the answer to where is not for everybody to read"},
    {"letters.csv", NULL, LETTERS "l,,intake,,L,\nl,a,,nowhere.x=y,A,\n",
     "condition \"nowhere.x=y\" does not begin with a form"},
    {"letters.csv", NULL, LETTERS "l,a,,,A,\n", "the paragraph a has no letter above it"},
    {"letters.csv", NULL, LETTERS "l,,intake,,L for {client},\n",
     "letters.csv:2: the title of a letter has no places"},
    {"letters.csv", NULL, LETTERS "l,,intake,,L,\n",
     "letters.csv:2: paragraph: the letter l has no paragraph"},
    {"letters.csv", NULL, LETTERS "l,,intake,,L,\nl,a,,,Dear {client},\n",
     "letters.csv:3: text: a has no text in fr, es, ar"},
    {"letters.csv", NULL, LETTERS "l,,intake,,L,\nl,a,,,Dear {client},Chère famille\n",
     "letters.csv:3: text: a: the places in braces are not those of the English text"},
    /* choices from a file */
    {"forms/agree.csv", "select_one place,where", "select_one_from_file towns.csv,where",
     "forms/agree.csv:4: there is no file forms/agree/media/towns.csv"},
    {"forms/agree.csv", NULL,
     "type,name,label:en,image\nacknowledge,ok,OK,face.png\n"
     "select_one yes_no,more,More?,\nselect_one place,where,Where?,\n",
     "forms/agree.csv:2: image: there is no face.png in forms/agree/media"},
    {"forms/agree/media/face.png", NULL, "GIF89a",
     "forms/agree/media/face.png: this is no file of the kind image/png"},
    {"forms/agree/media/face.svg", NULL, "<svg/>", "a form shows .png, .jpg, .webp, .mp3 and .ogg"},
    {"forms/agree/media/towns.csv", NULL, "name,label\na,A\n",
     "forms/agree/media/towns.csv: no question of the form uses this file"},
    {"roles.csv", NULL, "role,label:en\nking,King\n", "roles.csv:2: there is no role \"king\""},
    {"kpis.csv", NULL, "kpi,label:en,definition:en,measure,parameter\nk,K,D,wealth,\n",
     "kpis.csv:2: there is no measure \"wealth\""},
    {"kpis.csv", NULL, "kpi,label:en,definition:en,measure,parameter\nk,K,D,steps_in_time,war\n",
     "kpis.csv:2: parameter \"war\" is not a phase"},
    {"kpis.csv", NULL, "kpi,label:en,definition:en,measure,parameter\nk,K,D,open_by_risk,x\n",
     "kpis.csv:2: the measure open_by_risk takes no parameter"},
    {"kpis.csv", NULL, "kpi,label:en,definition:en,measure,parameter\nk,K,D,open_by_risk,\n",
     "kpis.csv:2: definition: k has no text in fr, es, ar"},
};

TEST(pack_lint, finds_what_would_hurt_later)
{
    for (size_t i = 0; i < sizeof findings / sizeof *findings; i++)
        if (!finds(t, &findings[i]))
            return;
}

TEST(pack_lint, asks_for_a_way_out_of_choices)
{
    static const struct edit shut = {
        "codes.csv", "place,other", "place,there",
        "forms/agree.csv:4: type: where offers the list place, which has no code other"};

    CHECK(str_find(lint_with(t, NULL), STR("offers the list"), 0) < 0);
    CHECK(finds(t, &shut));
    /* A sensitive question has a way out of its own. */
    CHECK(str_find(lint_with(t, &shut), STR("places offers"), 0) < 0);
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
        CHECK(p->forms.n == 14 && samples >= 80);
}
