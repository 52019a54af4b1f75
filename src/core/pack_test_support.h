/* core/pack_test_support.h: what tests of packs share: a small pack, and changes to one file of it.
 */
#ifndef CORE_PACK_TEST_SUPPORT_H
#define CORE_PACK_TEST_SUPPORT_H

#include "base/test.h"
#include "core/pack.h"

/* A pack that is as small as one can be. */
static const struct {
    const char *path, *text;
} pack_good[] = {
    {"pack.csv", "key,value\nname,tiny\nversion,1\nnumber_prefix,TY\ntitle:en,Tiny\n"
                 "override_needs_approval,no\nclosure_needs_approval,yes\nplan_needs_approval,no\n"
                 "review_days_high,1\nreview_days_medium,2\nreview_days_low,3\nreview_days_none,3\n"
                 "time_zone_offset_minutes,-300\nidle_minutes,20\n"
                 "session_hours,10\n"},
    {"base/codes.csv", "list,code,label:en\nrisk,high,High\nrisk,low,Low\nyes_no,yes,Yes\n"
                       "yes_no,no,No\nrole,worker,Worker\n"},
    {"codes.csv", "list,code,label:en,group,sensitive,retired\nnote_kind,visit,Visit,contact,,\n"
                  "note_kind,other,Other,other,,\nplace,home,Home,,,\nplace,other,Other,,,\n"
                  "place,den,Den,,yes,yes\n"},
    {"forms.csv", "form,version,title:en,phase,event,risk_field,risk_reason_field,event_if,"
                  "contact_on,contact_if,members\n"
                  "look,1,Look,intake,,risk,why,,born,places=home,\n"
                  "agree,1,Agree,intake,consent.given,,,more=yes,,,\n"},
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
#define PACK_GOOD_N (sizeof pack_good / sizeof *pack_good)

/** Sets one file of a pack in memory. */
static inline void pack_put(struct test *t, struct map *files, const char *path, struct str text)
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

/** Loads the small pack with one change, or none. Errors: as pack_load_files(). */
static inline enum err pack_load_with(struct test *t, const struct edit *edit, struct pack **ret,
                                      struct str *ret_problem)
{
    struct map files;

    *ret_problem = STR_NONE;
    map_init(&files, t->arena);
    for (size_t i = 0; i < PACK_GOOD_N; i++)
        pack_put(t, &files, pack_good[i].path, str_c(pack_good[i].text));
    if (edit) {
        struct str *old = map_get(&files, str_c(edit->path));
        ptrdiff_t at = edit->was && old ? str_find(*old, str_c(edit->was), 0) : -1;

        if (at < 0)
            pack_put(t, &files, edit->path, str_c(edit->is));
        else
            pack_put(t, &files, edit->path,
                     str_fmt(t->arena, "%.*s%s%.*s", (int)at, old->p, edit->is,
                             STR_ARG(str_from(*old, (size_t)at + str_c(edit->was).n))));
    }
    return pack_load_files(t->arena, &files, ret, ret_problem);
}

#endif
