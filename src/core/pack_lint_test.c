/* core/pack_lint_test.c: what `alidade pack check` finds in packs that load. */
#include "core/pack_test_support.h"

static struct str lint_with(struct test *t, const struct edit *edit)
{
    struct pack *p;
    struct str problem;

    if (pack_load_with(t, edit, &p, &problem) != OK)
        return problem;
    return pack_lint(t->arena, p, &problem) == OK ? STR("clean") : problem;
}

static bool has(struct str found, const char *text)
{
    return str_find(found, str_c(text), 0) >= 0;
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
#define COUNTING                                                                                   \
    "clock,label:en,trigger,met_by,met_about,owner,unit,high,medium,low,none,repeats,counts_from," \
    "only_if\n"
#define BEGINS COUNTING "c,C,casefile.opened,assess.submitted,"
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
     "required: there is no path to the end"},
    {"steps.csv", "evaluation,e,E,worker,no,,,,,,,,\n", "",
     "phases.csv:7: phase: the phase evaluation has no step"},
    {"steps.csv", "intake,meet,Meet,worker,no", "intake,meet,Meet,worker,yes",
     "steps.csv:3: repeats: intake meet repeats, so it is never finished"},
    {"steps.csv", "planning,p,P,family,no,,,,,,", "planning,p,P,family,yes,,,,,closure.asked,",
     "planning p is done by closing the case"},
    {"steps.csv", "yes,1,2,3,3", "yes,9,2,3,3",
     "steps.csv:2: due_high to due_none: intake look is due later at a higher risk"},
    {"forms.csv", "Look,intake", "Look,closure",
     "intake look needs the form look, which is offered in a later phase"},
    {"pack.csv", "tiny", "tiny", "steps.csv:2: guidance: intake look has no guidance; say"},
    {"forms/agree.csv", NULL,
     "type,name,label::English (en),alidade:prefill\nselect_one yes_no,more,More?,\n"
     "select_one place,where,Where?,form.look.nosuch\n",
     "forms/agree.csv:3: alidade:prefill: the form look has no question nosuch; nothing would be "
     "offered for where"},
    {"forms/agree.csv", NULL,
     "type,name,label::English (en),alidade:prefill\nselect_one yes_no,more,More?,\n"
     "select_one place,where,Where?,form.lock.places\n",
     "forms/agree.csv:3: alidade:prefill: where begins with an answer of the form lock, and there"},
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
    {"clocks.csv", NULL, BEGINS "look,worker,days,5x,,,,,,\n", "clocks.csv:2: high is \"5x\""},
    {"clocks.csv", NULL, BEGINS "look,worker,days,5 wd,,,,,,\n", "clocks.csv:2: high is \"5 wd\""},
    {"clocks.csv", NULL, BEGINS "look,worker,days,wd,,,,,,\n", "clocks.csv:2: high is \"wd\""},
    {"clocks.csv", NULL, BEGINS "look,worker,days,9,1wd,,,,,\n",
     "clocks.csv:2: high to none: the clock c ends later at a higher risk"},
    {"clocks.csv", NULL, BEGINS "look,worker,days,5,,,,,look.age,\n",
     "clocks.csv:2: counts_from \"look.age\" is not a question of the type date"},
    {"clocks.csv", NULL, BEGINS "look,worker,days,5,,,,,nowhere.born,\n",
     "clocks.csv:2: counts_from \"nowhere.born\" is not a question of the type date"},
    {"clocks.csv", NULL, BEGINS "agree,worker,days,5,,,,yes,look.born,\n",
     "clocks.csv:2: counts_from: the clock c repeats; name a question of the form that meets it"},
    {"clocks.csv", NULL, BEGINS "look,worker,days,5,,,,,,nowhere.more=yes\n",
     "clocks.csv:2: only_if \"nowhere.more=yes\" does not begin with a form"},
    {"clocks.csv", NULL, BEGINS "look,worker,days,5,,,,,,agree.more=maybe\n",
     "clocks.csv:2: only_if: the list yes_no has no code \"maybe\""},
    {"clocks.csv", NULL, BEGINS "look,worker,days,5,,,,,,agree.more!=maybe\n",
     "clocks.csv:2: only_if: the list yes_no has no code \"maybe\""},
    {"clocks.csv", NULL, BEGINS "look,worker,days,5,,,,,,agree.where>=5\n",
     "clocks.csv:2: only_if: \"where\" is not a number or a score"},
    {"clocks.csv", NULL, BEGINS "pub,worker,days,5,,,,,,\n",
     "clocks.csv:2: met_about \"pub\" is not a form"},
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
    {"plan_templates.csv", NULL, TEMPLATES "g,,agree.where>=5,G,d,,,\n",
     "plan_templates.csv:2: condition: \"where\" is not a number or a score"},
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
    {"kpis.csv", NULL, "kpi,label:en,definition:en,measure,parameter\nk,K,D,answers,agree.ok\n",
     "kpis.csv:2: parameter \"agree.ok\" is not a question with choices"},
    {"kpis.csv", NULL, "kpi,label:en,definition:en,measure,parameter\nk,K,D,answers,look.places\n",
     "kpis.csv:2: parameter: the answer to places is not for everybody to read"},
    {"kpis.csv", NULL, "kpi,label:en,definition:en,measure,parameter\nk,K,D,answers,agree.where\n",
     "kpis.csv:2: parameter: the answer to where is not for everybody to read"},
    {"kpis.csv", NULL, "kpi,label:en,definition:en,measure,parameter\nk,K,D,steps_in_time,war\n",
     "kpis.csv:2: parameter \"war\" is not a phase"},
    {"kpis.csv", NULL, "kpi,label:en,definition:en,measure,parameter\nk,K,D,open_by_risk,x\n",
     "kpis.csv:2: the measure open_by_risk takes no parameter"},
    {"kpis.csv", NULL, "kpi,label:en,definition:en,measure,parameter\nk,K,D,clock_in_time,war\n",
     "kpis.csv:2: parameter \"war\" is not a clock of clocks.csv"},
    {"kpis.csv", NULL, "kpi,label:en,definition:en,measure,parameter\nk,K,D,approval_hours,x\n",
     "kpis.csv:2: parameter \"x\" is not plan, closure or phase_override"},
    {"kpis.csv", NULL, "kpi,label:en,definition:en,measure,parameter\nk,K,D,re_referral,9\n",
     "kpis.csv:2: parameter \"9\" is not 6 or 12"},
    {"kpis.csv", NULL, "kpi,label:en,definition:en,measure,parameter\nk,K,D,duration,30\n",
     "kpis.csv:2: the measure duration takes no parameter"},
    {"kpis.csv", NULL, "kpi,label:en,definition:en,measure,parameter\nk,K,D,open_by_risk,\n",
     "kpis.csv:2: definition: k has no text in fr, es, ar"},
    {"chronology.csv", NULL, "meaning,event,about,condition,means\nm,plan.agreed,,,good\n",
     "chronology.csv:2: means is \"good\"; write harm or protective"},
    {"chronology.csv", NULL,
     "meaning,event,about,condition,means\nm,plan.agreed,,,harm\nm,task.done,,,harm\n",
     "chronology.csv:3: the meaning m stands here twice"},
    {"chronology.csv", NULL,
     "meaning,event,about,condition,means\nm,assess.submitted,look,places=home,harm\n",
     "chronology.csv:2: condition: the answer to places is not for everybody to read"},
    {"chronology.csv", NULL,
     "meaning,event,about,condition,means\nm,assess.submitted,agree,more=perhaps,harm\n",
     "chronology.csv:2: condition: the list yes_no has no code \"perhaps\""},
    {"chronology.csv", NULL,
     "meaning,event,about,condition,means\nm,assess.submitted,,more=yes,harm\n",
     "chronology.csv:2: a condition is about one form"},
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

/* A form that is a folder has choices of its own, and each finding says which file it is in. */
TEST(pack_lint, looks_into_the_choices_of_a_folder)
{
    static const struct {
        const char *path, *text;
    } folder[] = {
        {"forms/visit/survey.csv",
         "type,name,label::English (en),required,alidade:sensitivity\n"
         "select_one yes_no,more,More?,,\nselect_one place,where,Where?,,\n"
         "select_one own,a,A?,,\nselect_one own or_other,b,B?,,\n"
         "select_one own,c,C?,yes,sensitive\nselect_one full,d,D?,,\n"},
        {"forms/visit/choices.csv", "list_name,name,label::English (en),label::Français (fr)\n"
                                    "yes_no,yes,Yes,Oui\nyes_no,no,No,Non\nplace,home,Home,\n"
                                    "place,other,Other,\nown,x,,\nfull,y,Y,\n"},
    };
    struct map files;
    struct pack *p = NULL;
    const struct str *forms;
    struct str found = STR_NONE;

    map_init(&files, t->arena);
    for (size_t i = 0; i < PACK_GOOD_N; i++)
        pack_put(t, &files, pack_good[i].path, str_c(pack_good[i].text));
    for (size_t i = 0; i < sizeof folder / sizeof *folder; i++)
        pack_put(t, &files, folder[i].path, str_c(folder[i].text));
    forms = map_get(&files, STR("forms.csv"));
    pack_put(t, &files, "forms.csv",
             str_fmt(t->arena, "%.*svisit,1,Visit,intake\n", STR_ARG(*forms)));
    CHECK_OK(pack_load_files(t->arena, &files, &p, &found));
    CHECK_ERR(pack_lint(t->arena, p, &found), E_INVALID);
    CHECK(has(found, "forms/visit/survey.csv:4: type: a offers the list own, which has no code"));
    CHECK(!has(found, " b offers the list")); /* or_other */
    CHECK(!has(found, " c offers the list")); /* sensitive */
    CHECK(has(found, "forms/visit/survey.csv:7: type: d offers the list full"));
    CHECK(!has(found, "more offers the list"));
    CHECK(has(found, "forms/visit/survey.csv:6: required: c is sensitive and required"));
    CHECK(has(found, "forms/visit/choices.csv:4: label: place home has no text in fr"));
    CHECK(!has(found, "choices.csv:6: ")); /* it goes by its code */
    CHECK(!has(found, "forms/visit.csv"));
}

/* Each risk level in its own unit; a clock that counts from an answer, for some cases. */
TEST(pack_lint, lets_a_clock_count_in_several_units)
{
    static const struct edit row = {
        "clocks.csv", NULL, BEGINS "look,worker,days,24h,5wd,7,3m,,look.born,agree.more!=no\n"};
    static const struct {
        int limit;
        enum clock_unit unit;
    } wanted[] = {{24, CLOCK_HOURS}, {5, CLOCK_WORKING_DAYS}, {7, CLOCK_DAYS}, {3, CLOCK_MONTHS}};
    struct pack *p;
    struct str problem = STR_NONE;

    CHECK_OK(pack_load_with(t, &row, &p, &problem));
    const struct pack_clock *c = pack_clock_find(p, STR("c"));

    CHECK(c);
    for (int i = 0; i < 4; i++) {
        CHECK_INT(c->limit[i], wanted[i].limit);
        CHECK_INT(c->unit[i], wanted[i].unit);
    }
    CHECK(pack_counts_from(p, c, NULL));
    CHECK_STR(c->only_if, "agree.more!=no");
}
