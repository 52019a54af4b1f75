/* core/form_live_test_support.h: what tests of a pack's forms share: a small pack around a form,
 * and what is typed into it. */
#ifndef CORE_FORM_LIVE_TEST_SUPPORT_H
#define CORE_FORM_LIVE_TEST_SUPPORT_H

#include "base/test.h"
#include "core/form_live.h"

/* Somebody else's, which comes as a folder with lists of its own. */
static const char foreign[] = "type,name,label,relevant,choice_filter\n"
                              "begin_group,app,Known to the app,false(),\n"
                              "hidden,who,,,\n"
                              "end_group,,,,\n"
                              "text,town,Town,,\n"
                              "begin_group,house,House,,\n"
                              "select_one yes_no,roof,Roof?,,\n"
                              "select_one colour,wall,Wall?,,name = ${town}\n"
                              "end_group,,,,\n";
static const char foreign_choices[] =
    "list_name,name,label\nyes_no,1,Surely\nyes_no,0,Not at all\ncolour,red,\n";

static const char towns[] = "name,label,label:fr,region\naville,Aville,A-la-Ville,n\n"
                            "btown,\"B, town\",,s\ncham,Cham,,n\n";

/** The smallest pack around a form: this sheet, or without one a folder. */
static inline const struct pack_form *load(struct test *t, struct ctx *ctx, const char *sheet)
{
    bool is_folder = !sheet;
    const char *const files[][2] = {
        {"pack.csv", "key,value\nname,tiny\nversion,1\ntitle:en,Tiny\nnumber_prefix,T\n"
                     "override_needs_approval,yes\nclosure_needs_approval,yes\n"
                     "plan_needs_approval,no\nreview_days_high,1\nreview_days_medium,2\n"
                     "review_days_low,3\nreview_days_none,4\n"
                     "time_zone_offset_minutes,0\nidle_minutes,20\nsession_hours,10\n"},
        {"codes.csv", "list,code,label:en\nyes_no,yes,Yes\nyes_no,no,No\n"},
        {"forms.csv", "form,version,title:en,phase\nf,1,F,intake\n"},
        {is_folder ? "forms/f/survey.csv" : "forms/f.csv", is_folder ? foreign : sheet},
        {"phases.csv", "phase,label:en\nintake,I\nassessment,A\nplanning,P\nimplementation,I\n"
                       "monitoring,M\nevaluation,E\nclosure,C\n"},
        {"steps.csv", "phase,step,what:en,who,required\nclosure,c,C,worker,no\n"},
        {"forms/f/media/towns.csv", towns},
        {"forms/f/choices.csv", foreign_choices},
    };
    struct map map;
    struct pack *pack = NULL;
    struct str problem = STR_NONE;

    map_init(&map, t->arena);
    for (size_t i = 0; i < sizeof files / sizeof *files - !is_folder; i++) {
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

/** For form_live_open(): no answer is there. */
static inline struct str nothing(void *arg, struct str name, bool *ret_offered)
{
    (void)arg;
    (void)name;
    *ret_offered = false;
    return STR_NONE;
}

/** Something that was sent. */
static inline void type(struct form *form, struct arena *a, const char *name, const char *typed)
{
    LIST_ADD(a, &form->values, ((struct form_value){.name = str_c(name), .typed = str_c(typed)}));
}

#endif
