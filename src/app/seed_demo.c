/* app/seed_demo.c: what only ./demo has, so that its pages are as full as in an office: households,
 * plans agreed with families or waiting for the supervisor, requests nobody has decided. A large
 * seeding leaves it out: it would take half of the time. */
#include "app/seed.h"
#include "feature/intake/intake.h"
#include "feature/plan/plan.h"

#define PICK(s, list) (list)[seed_pick((s), sizeof(list) / sizeof(list)[0])]
#define REQUESTS 9

struct said {
    const char *latin, *arabic;
};
/* A goal as a family says it, and two ways towards it. */
struct aim {
    const char *domain;
    struct said wish, ours, theirs;
};

static const struct aim aims[] = {
    {"education_work",
     {"The children go to school every day", "يذهب الأطفال إلى المدرسة كل يوم"},
     {"Meet the class teacher", "لقاء معلمة الصف"},
     {"Walk to school together in the morning", "مرافقة الأطفال إلى المدرسة صباحًا"}},
    {"food",
     {"Two warm meals a day", "وجبتان ساخنتان في اليوم"},
     {"Ask the food bank for a weekly parcel", "طلب سلة غذائية أسبوعية"},
     {"Cook together with the grandmother", "الطبخ مع الجدة"}},
    {"legal",
     {"A birth certificate for the youngest", "شهادة ميلاد لأصغر الأطفال"},
     {"Go to the civil registry together", "الذهاب معًا إلى السجل المدني"},
     {"Look for the papers of the clinic", "البحث عن أوراق العيادة"}},
    {"shelter",
     {"A dry and safe room to sleep in", "غرفة جافة وآمنة للنوم"},
     {"Ask for a repair voucher", "طلب قسيمة إصلاح"},
     {"Speak with the landlord about the roof", "الحديث مع صاحب البيت عن السقف"}},
    {"caregiver",
     {"Time to rest, and somebody to call", "وقت للراحة، وشخص يمكن الاتصال به"},
     {"Find a place in the parents’ group", "إيجاد مكان في مجموعة الأهل"},
     {"The aunt looks after the children on Fridays", "ترعى الخالة الأطفال يوم الجمعة"}},
    {"emotional_health",
     {"Sleeping well and playing with others", "النوم الجيد واللعب مع الآخرين"},
     {"A play session each week at the centre", "جلسة لعب أسبوعية في المركز"},
     {"Read a story every evening", "قراءة قصة كل مساء"}},
};
static const struct said wants[] = {
    {"A calm home, and school for all the children.", "بيت هادئ، ومدرسة لجميع الأطفال."},
    {"To stand on our own feet by next year.", "أن نعتمد على أنفسنا قبل العام القادم."},
    {"That we stay together, and nobody is afraid.", "أن نبقى معًا، وألا يخاف أحد."},
};

static struct str in(bool arabic, struct said said)
{
    return str_c(arabic ? said.arabic : said.latin);
}

static bool is_child(struct ctx *ctx, const struct person *p)
{
    return date_cmp(date_add_months(p->birth_date, 18 * 12), date_of(ctx->now, 0)) > 0;
}

enum err seed_household(struct seed *s, const struct person *client, const struct person *others,
                        int n)
{
    struct ctx *ctx = s->ctx;
    bool child = is_child(ctx, client);
    struct household_draft draft = {.name = client->family_name,
                                    .role = child ? STR("child") : STR("head"),
                                    .area_id = client->area_id,
                                    .since = client->birth_date};
    struct household household;

    TRY(household_add(ctx, client, &draft, &household));
    for (int i = 0; i < n; i++) {
        const struct person *other = &others[i];
        bool too = is_child(ctx, other);
        bool mother = str_eq(other->sex, STR("female"));
        struct str kind = child ? too      ? STR("sibling")
                                  : mother ? STR("mother")
                                           : STR("father")
                          : too ? STR("child")
                                : STR("spouse");

        TRY(household_join(ctx, &household, other,
                           too     ? STR("child")
                           : child ? STR("head")
                                   : STR("partner"),
                           DATE_NONE));
        TRY(relationship_add(ctx, client, other, kind, DATE_NONE));
    }
    return OK;
}

/* ---- plans ---------------------------------------------------------------------------------- */

static enum err goal_add(struct seed *s, const struct casefile *file, const struct plan *plan,
                         const struct aim *aim, bool arabic)
{
    struct ctx *ctx = s->ctx;
    struct date today = date_of(ctx->now, ctx->tz_offset_min);
    struct plan_goal goal = {.domain = str_c(aim->domain),
                             .wish = in(arabic, aim->wish),
                             .baseline = seed_chance(s, 50) ? STR("1") : STR("2"),
                             .target = STR("3"),
                             .due = date_add_days(today, 60 + (int)seed_pick(s, 120))};
    struct plan_action ours = {.kind = STR("direct_support"),
                               .what = in(arabic, aim->ours),
                               .who = STR("me"),
                               .start_on = DATE_NONE,
                               .due = date_add_days(today, 7 + (int)seed_pick(s, 60))};
    struct plan_action theirs = {.kind = STR("family_commitment"),
                                 .what = in(arabic, aim->theirs),
                                 .who = STR("family"),
                                 .start_on = DATE_NONE,
                                 .due = date_add_days(today, 14 + (int)seed_pick(s, 60))};

    TRY(plan_goal_add(ctx, file, plan, &goal));
    TRY(plan_action_add(ctx, file, plan, &goal, &ours));
    return seed_chance(s, 60) ? plan_action_add(ctx, file, plan, &goal, &theirs) : OK;
}

enum err seed_plan_propose(struct seed *s, struct casefile *file, bool arabic)
{
    struct ctx *ctx = s->ctx;
    size_t first = seed_pick(s, sizeof aims / sizeof aims[0]), n = 2 + seed_pick(s, 2);
    struct plan plan;

    TRY(plan_start(ctx, file, &plan));
    TRY(plan_set_aim(ctx, file, &plan, in(arabic, PICK(s, wants)), plan.version));
    for (size_t i = 0; i < n; i++)
        TRY(goal_add(s, file, &plan, &aims[(first + i) % (sizeof aims / sizeof aims[0])], arabic));
    return plan_propose(ctx, file, &plan, STR_NONE);
}

enum err seed_plan_agree(struct seed *s, struct casefile *file, const struct actor *supervisor)
{
    struct ctx *ctx = s->ctx;
    struct actor worker = ctx->actor;
    struct approval_list asked = {0};
    struct plan plan;
    struct plan_agreement agreement = {.on = date_of(ctx->now, ctx->tz_offset_min),
                                       .how = STR("written"),
                                       .with = file->client_name};

    TRY(approval_list_for_casefile(ctx, file, &asked));
    ctx->actor = *supervisor;
    enum err e = asked.n ? approval_decide(ctx, asked.items[0].id, true, STR_NONE) : OK;

    ctx->actor = worker;
    TRY(e);
    TRY(plan_prepared(ctx, file, &plan));
    return plan_agree(ctx, file, &plan, &agreement);
}

enum err seed_progress(struct seed *s, struct casefile *file, bool arabic)
{
    static const char *const steps[] = {"25", "50", "75", "100"};
    static const struct said seen[] = {
        {"A first step: they tried it this week.", "خطوة أولى: جرّبوا ذلك هذا الأسبوع."},
        {"It goes better than last month.", "الأمور أفضل من الشهر الماضي."},
        {"Slowly, but the family goes on.", "ببطء، لكن الأسرة مستمرة."},
    };
    struct ctx *ctx = s->ctx;
    struct plan plan;
    struct plan_goal_list goals = {0};
    struct plan_action_list actions = {0};

    TRY(plan_agreed(ctx, file, &plan));
    if (!id_given(plan.id))
        return OK;
    TRY(plan_goals(ctx, &plan, &goals));
    for (size_t i = 0; i < goals.n; i++) {
        struct plan_report report = {str_c(PICK(s, steps)), in(arabic, PICK(s, seen))};

        if (plan_goal_is_open(&goals.items[i]) && seed_chance(s, 75))
            TRY(plan_progress_add(ctx, file, &plan, &goals.items[i], &report));
    }
    TRY(plan_actions(ctx, &plan, &actions));
    for (size_t i = 0; i < actions.n; i++) {
        struct plan_report report = {STR("done"), STR_NONE};

        bool past = date_cmp(actions.items[i].due, date_of(ctx->now, ctx->tz_offset_min)) < 0;

        if (plan_action_is_open(&actions.items[i]) && seed_chance(s, past ? 95 : 35))
            TRY(plan_action_end(ctx, file, &plan, &actions.items[i], &report));
    }
    return OK;
}

/* ---- requests ------------------------------------------------------------------------------- */

enum err seed_requests(struct seed *s)
{
    static const char *const channels[] = {"walk_in", "school", "health", "hotline", "community"};
    static const char *const urgencies[] = {"urgent", "soon", "soon", "routine"};
    static const char *const concerns[] = {"neglect", "poverty", "separated", "distress",
                                           "domestic_violence"};
    static const struct said why[] = {
        {"The teacher has not seen the child for two weeks.", "لم تر المعلمة الطفل منذ أسبوعين."},
        {"The mother asks for help: there is no food until the end of the month.",
         "تطلب الأم المساعدة: لا طعام حتى نهاية الشهر."},
        {"A neighbour hears shouting at night and worries.", "تسمع جارة صراخًا في الليل وهي قلقة."},
    };
    struct ctx *ctx = s->ctx;
    struct seed_team *team = &s->teams.items[0];

    for (uint32_t i = 0; i < REQUESTS; i++) {
        const struct seed_worker *worker = &team->workers.items[i % team->workers.n];
        struct person draft = seed_person(s, worker->arabic, true), person;
        struct intake_draft request = {.channel = str_c(PICK(s, channels)),
                                       .urgency = str_c(PICK(s, urgencies)),
                                       .concerns = str_c(PICK(s, concerns)),
                                       .narrative = in(worker->arabic, PICK(s, why))};
        struct intake added;

        ctx->actor = worker->actor;
        ctx->now.us = s->until.us - (int64_t)(REQUESTS - i) * 2 * HOUR_US;
        ctx->claimed_at = ctx->now;
        seed_command(s);
        draft.area_id = team->area_id;
        TRY(person_add(ctx, &draft, &person));
        TRY(intake_add(ctx, &person, &request, &added));
    }
    return OK;
}
