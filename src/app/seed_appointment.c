/* app/seed_appointment.c: appointments of the demo: how the last one went, when the next one is,
 * and who of the first team is on leave. */
#include "app/seed.h"
#include "feature/appointment/appointment.h"

#define PICK(s, list) (list)[seed_pick((s), sizeof(list) / sizeof(list)[0])]
#define TRIES 6

struct about {
    const char *mode;
    struct seed_said title, place;
};
static const struct about family[] = {
    {"home_visit", {"Visit to the family", "زيارة الأسرة"}, {"", ""}},
    {"home_visit", {"See the children after school", "رؤية الأطفال بعد المدرسة"}, {"", ""}},
    {"office", {"Go through the plan", "مراجعة الخطة"}, {"Room 3", "غرفة 3"}},
    {"other", {"Talk with the class teacher", "لقاء مع مربية الصف"}, {"School", "المدرسة"}},
    {"phone", {"How the first week went", "كيف كان الأسبوع الأول"}, {"", ""}}};
static const struct about work[] = {
    {"office", {"Letters of application", "طلبات العمل"}, {"Desk 12", "مكتب 12"}},
    {"office", {"Practice interview", "مقابلة تجريبية"}, {"Room 2", "غرفة 2"}},
    {"other",
     {"First day of the course", "أول يوم في الدورة"},
     {"Training centre", "مركز التدريب"}},
    {"video", {"How the trial work goes", "كيف يسير العمل التجريبي"}, {"", ""}},
    {"phone", {"Offers of this week", "عروض هذا الأسبوع"}, {"", ""}}};
static const struct about income[] = {
    {"office", {"Papers for the renewal", "أوراق التجديد"}, {"Counter 4", "شباك 4"}},
    {"office", {"Review of the agreement", "مراجعة الاتفاق"}, {"Room 1", "غرفة 1"}},
    {"home_visit", {"See the flat with the family", "رؤية المسكن مع الأسرة"}, {"", ""}},
    {"phone", {"Was the payment made?", "هل تم الدفع؟"}, {"", ""}}};
static const char *const missed[] = {"transport", "ill", "care", "not_home", "forgot"};

static struct about about_of(struct seed *s)
{
    struct str pack = s->ctx->pack->name;

    if (str_eq(pack, STR("labour-activation")))
        return PICK(s, work);
    if (str_eq(pack, STR("minimum-income")))
        return PICK(s, income);
    return PICK(s, family);
}

/* On half hours from eight to five. */
static struct instant hour_of(struct seed *s, struct date day)
{
    return (struct instant){date_start(day, s->ctx->tz_offset_min).us +
                            (16 + (int64_t)seed_pick(s, 16)) * HOUR_US / 2};
}

static enum err draft_make(struct seed *s, const struct casefile *file, struct date day,
                           bool arabic, struct appointment_draft *ret)
{
    struct about about = about_of(s);
    struct person client;

    *ret = (struct appointment_draft){.mode = str_c(about.mode),
                                      .place = seed_say(arabic, about.place),
                                      .title = seed_say(arabic, about.title),
                                      .starts_at = hour_of(s, day),
                                      .sure = true};
    ret->ends_at.us = ret->starts_at.us + (1 + (int64_t)seed_pick(s, 3)) * HOUR_US / 2;
    LIST_ADD(s->ctx->arena, &ret->people, file->person_id);
    if (!str_eq(ret->mode, STR("home_visit")))
        return OK;
    TRY(person_load(s->ctx, file->person_id, &client));
    ret->place = client.address;
    return OK;
}

/* At a time that nothing speaks against, as a worker would look for it. */
static enum err make(struct seed *s, const struct casefile *file, struct date day, bool arabic,
                     struct appointment *ret)
{
    struct appointment_draft draft;
    struct appointment_doubt_list doubts;

    for (int i = 0; i < TRIES; i++) {
        TRY(draft_make(s, file, day, arabic, &draft));
        TRY(appointment_doubts(s->ctx, file, &draft, ID_NONE, &doubts));
        if (doubts.n == 0)
            break;
    }
    return appointment_add(s->ctx, file, &draft, ret);
}

static struct date working_day(const struct workdays *w, struct date day)
{
    while (!workdays_is(w, day))
        day = date_add_days(day, 1);
    return day;
}

/* How it went today; nobody has time for all of them on one day. */
static enum err last_one(struct seed *s, const struct casefile *file, bool arabic)
{
    bool came = seed_chance(s, 80);
    struct appointment a;

    TRY(make(s, file, ctx_today(s->ctx), arabic, &a));
    return appointment_finish(
        s->ctx, file, &a,
        &(struct appointment_end){.state = came ? STR("came") : STR("missed"),
                                  .reason = came ? STR_NONE : str_c(PICK(s, missed)),
                                  .version = a.version});
}

enum err seed_appointments(struct seed *s, const struct casefile *file, bool arabic)
{
    struct ctx *ctx = s->ctx;
    struct workdays workdays = pack_workdays(ctx->arena, ctx->pack, file->area_name);
    struct date last = date_of(s->until, ctx->tz_offset_min);
    struct appointment a;

    if (workdays_is(&workdays, ctx_today(ctx)) && seed_chance(s, 40))
        TRY(last_one(s, file, arabic));
    if (!seed_chance(s, 75))
        return OK;
    return make(s, file, working_day(&workdays, date_add_days(last, (int)seed_pick(s, 16))), arabic,
                &a);
}

enum err seed_absences(struct seed *s)
{
    struct ctx *ctx = s->ctx;
    struct seed_team *team = &s->teams.items[0];
    struct date today = date_of(s->until, ctx->tz_offset_min);

    ctx->now = ctx->claimed_at = s->until;
    for (size_t i = 1; i < team->workers.n && i < 3; i++) {
        struct absence absence = {.kind = i == 1 ? STR("leave") : STR("training"),
                                  .first = date_add_days(today, 2 + 5 * (int)i),
                                  .last = date_add_days(today, 5 + 5 * (int)i),
                                  .cover_id = team->workers.items[0].actor.account_id};

        ctx->actor = team->workers.items[i].actor;
        seed_command(s);
        TRY(absence_add(ctx, &absence));
    }
    return OK;
}
