/* app/seed_directory.c: who helps in the made-up district, for all three programmes: plainly
 * fictional organisations and services, full and free ones, checked lately and long ago. And what
 * cases have of it: needs that nobody met, and what other systems said about benefits. */
#include "app/seed.h"
#include "core/authz.h"
#include "feature/directory/benefit.h"
#include "feature/directory/directory.h"
#include "feature/directory/unmet.h"

#define PICK(s, list) (list)[seed_pick((s), sizeof(list) / sizeof(list)[0])]

struct made_organization {
    const char *name, *other, *what, *phone, *mail;
};
static const struct made_organization organizations[] = {
    {"Open Door Association", "جمعية الباب المفتوح",
     "Meals, clothes and advice for anybody who rings the bell.", "555 0110", "hello@open-door"},
    {"Lighthouse Family Centre", "مركز المنارة للأسرة",
     "Parents and children: courses, counselling and a place to meet.", "555 0120",
     "office@lighthouse"},
    {"Juniper Clinic", "عيادة العرعر", "A small clinic with two doctors and a psychologist.",
     "555 0130", "desk@juniper"},
    {"Harbour Skills School", "مدرسة المرفأ للمهارات",
     "Vocational courses for young people and adults.", "555 0140", "courses@harbour-skills"},
    {"Two Rivers Legal Aid", "", "Lawyers and paralegals who work for free.", "555 0150",
     "help@two-rivers"},
    {"Green Hill Housing", "", "A housing association with sixty flats.", "555 0160",
     "flats@green-hill"},
    {"Walnut Street Nursery", "حضانة شارع الجوز", "Day care from six months to school age.",
     "555 0170", "desk@walnut-nursery"},
    {"District Employment Desk", "", "Vacancies, job coaching and training vouchers.", "555 0180",
     "desk@employment-desk"},
};

/* whom: organizations[whom]. age: -1 any. checked: days ago, -1 never. free, wait: -1 not known. */
struct made_service {
    int whom;
    const char *name, *what, *needs, *languages, *apply, *hours, *alert;
    int from, to, free, total, wait, checked;
    bool everywhere;
    bool hidden; /* its address is not told */
};
/* clang-format off */
static const struct made_service services[] = {
    {0, "Warm lunch", "A hot meal for everybody, no questions asked.", "food", "ar en fr", "Just come.", "Every day, 12 to 14", "", -1, -1, 40, 120, -1, 12, true},
    {0, "Food parcels", "Dry food for a family for two weeks.", "food", "ar en", "With a letter of a social worker.", "Tuesday and Friday, 9 to 13", "No baby milk until the next delivery.", -1, -1, 0, 60, 9, 4, true},
    {0, "Clothes and household goods", "Second-hand clothes, pots, blankets.", "other", "ar en", "Just come.", "Saturday, 10 to 16", "", -1, -1, -1, -1, -1, 230, true},
    {0, "Papers desk", "Birth certificates, identity cards and residence: how and where.", "documents legal", "ar en fr", "By phone.", "Monday to Thursday, 9 to 15", "", -1, -1, 6, 10, -1, 30, true},
    {1, "Parents' evening course", "Eight evenings about daily life with small children.", "parenting", "en es", "By phone; the course begins each month.", "Wednesday, 18 to 20", "", 18, -1, 5, 12, -1, 20, false},
    {1, "Parents' course in Arabic", "The same course, with child care next door.", "parenting language_course", "ar", "By phone.", "Thursday, 17 to 19", "", 18, -1, 0, 12, 21, 20, false},
    {1, "Homework club", "Quiet rooms, helpers and a snack after school.", "education", "ar en fr", "With a parent's signature.", "Monday to Friday, 14 to 18", "", 6, 15, 8, 25, -1, 15, false},
    {1, "Family counselling", "Talks with couples and families, up to ten times.", "mental_health parenting", "en es", "A social worker calls.", "By appointment", "", -1, -1, 0, 18, 42, 60, true},
    {1, "Safe rooms", "For women and children who cannot go home. The address is not told.", "shelter protection", "ar en fr es", "By phone at any hour.", "Day and night", "Call first, never send anybody.", -1, -1, 2, 9, -1, 3, true, true},
    {2, "General practice", "Two doctors; no insurance needed.", "health", "ar en", "Walk in before 10, else by phone.", "Monday to Friday, 8 to 16", "", -1, -1, 15, -1, -1, 8, true},
    {2, "Talking with children", "A psychologist for children from four on.", "mental_health", "en fr", "A doctor or a social worker writes.", "By appointment", "", 4, 17, 0, 20, 75, 35, true},
    {2, "Away from alcohol", "Groups and single talks, for families too.", "addiction", "en es", "By phone.", "Tuesday, 18 to 20", "", 18, -1, 4, 14, -1, 190, true},
    {2, "Home nurse", "Dressings, medicine and a look at how things are.", "home_care health", "ar en", "With a doctor's letter.", "Every day", "", 60, -1, 3, 25, -1, 25, false},
    {3, "Welding, first level", "Twelve weeks, a certificate, and a visit to three firms.", "training", "en fr", "Next course on the first Monday of the month.", "Monday to Friday, 8 to 14", "", 16, 55, 6, 16, -1, 10, true},
    {3, "Care assistant", "Six months with a paid placement.", "training work", "en es", "Interview; reading and writing needed.", "Monday to Thursday, 9 to 15", "", 18, 60, 0, 20, 90, 10, true},
    {3, "Reading and writing for adults", "Small groups, at everybody's own pace.", "education language_course", "ar en fr", "Just come.", "Monday and Wednesday, 17 to 19", "", 16, -1, 9, 24, -1, 18, true},
    {4, "Legal advice", "Family, rent, debts and work. In person or by phone.", "legal debt_advice", "en es fr", "By phone; bring all letters.", "Monday to Thursday, 10 to 17", "", -1, -1, 0, 30, 14, 22, true},
    {4, "Protection orders", "A lawyer the same day.", "legal protection", "ar en", "By phone at any hour.", "Day and night", "", -1, -1, 3, -1, -1, 6, true},
    {5, "Flats with low rent", "For families with children; a waiting list.", "housing", "en", "A form and an income statement.", "Office: Tuesday, 9 to 12", "The list is closed until spring.", -1, -1, 0, 60, 400, 45, false},
    {5, "Emergency flat", "Furnished, up to three months.", "housing shelter", "en ar", "A social worker calls.", "Monday to Friday, 9 to 16", "", -1, -1, 1, 4, -1, 5, false},
    {6, "Nursery places", "From six months, 7 to 18 o'clock.", "child_care", "ar en es", "A form; siblings first.", "Monday to Friday, 7 to 18", "", 0, 6, 0, 48, 120, 16, false},
    {6, "Care by the hour", "For an appointment, an interview, an emergency.", "child_care", "ar en es", "A day before, by phone.", "Monday to Friday, 8 to 17", "", 0, 6, 4, 8, -1, 16, false},
    {7, "Job coaching", "A coach for three months: applications, interviews, first weeks.", "work", "en es ar", "The counsellor books it.", "Monday to Friday, 8 to 16", "", 16, 67, 12, 80, -1, 9, true},
    {7, "Bus ticket for job seekers", "A month's ticket for interviews and courses.", "transport work", "en es ar", "At the desk, with the plan.", "Monday to Friday, 8 to 16", "", 16, 67, 50, -1, -1, 40, true},
    {7, "Start-up grant", "Money and advice for a first small business.", "work money", "en", "Two interviews and a plan.", "By appointment", "No applications this quarter.", 21, 67, 0, 15, 180, 400, true},
};
/* clang-format on */

static enum err organization_make(struct seed *s, const struct made_organization *m, struct id *ret)
{
    struct arena *a = s->ctx->arena;
    struct organization o = {.name = str_c(m->name),
                             .alternate_name = str_c(m->other),
                             .description = str_c(m->what),
                             .phone = str_c(m->phone),
                             .email = str_fmt(a, "%s.example", m->mail)};

    TRY(organization_save(s->ctx, &o));
    *ret = o.id;
    return OK;
}

static enum err service_make(struct seed *s, const struct made_service *m,
                             const struct id *organization_ids)
{
    struct ctx *ctx = s->ctx;
    struct date today = date_of(s->until, ctx->tz_offset_min);
    struct service_draft d = {
        .service = {.organization_id = organization_ids[m->whom],
                    .name = str_c(m->name),
                    .description = str_c(m->what),
                    .state = STR("active"),
                    .needs = str_c(m->needs),
                    .languages = str_c(m->languages),
                    .minimum_age = m->from,
                    .maximum_age = m->to,
                    .application = str_c(m->apply),
                    .schedule = str_c(m->hours),
                    .phone = str_c(organizations[m->whom].phone),
                    .alert = str_c(m->alert),
                    .assured_on = date_add_days(today, -m->checked),
                    .is_public = !m->hidden},
        .place = {.address = str_fmt(ctx->arena, "%d Example Street", 2 + 4 * m->whom)}};
    struct service_capacity c = {m->free, m->total, m->wait};

    if (!m->everywhere)
        LIST_ADD(ctx->arena, &d.areas, ((struct service_area){.id = s->teams.items[0].area_id}));
    TRY(service_save(ctx, &d));
    return m->free < 0 && m->wait < 0 ? OK : service_set_capacity(ctx, d.service.id, &c);
}

enum err seed_directory(struct seed *s)
{
    struct id ids[sizeof organizations / sizeof organizations[0]];
    struct ctx *ctx = s->ctx;
    struct actor actor = s->teams.items[0].supervisor;

    /* The coordinator keeps the directory; capacity was told within the last days. */
    actor.role = ROLE_COORDINATOR;
    authz_grant(&actor);
    ctx->actor = actor;
    ctx->now.us = s->until.us - 2 * DAY_US;
    ctx->claimed_at = ctx->now;
    seed_command(s);
    for (size_t i = 0; i < sizeof organizations / sizeof organizations[0]; i++)
        TRY(organization_make(s, &organizations[i], &ids[i]));
    for (size_t i = 0; i < sizeof services / sizeof services[0]; i++)
        TRY(service_make(s, &services[i], ids));
    return OK;
}

/* ---- in a case ------------------------------------------------------------------------------ */

static enum err unmet_make(struct seed *s, const struct casefile *file, bool arabic)
{
    static const struct {
        const char *need, *reason;
        struct seed_said remark;
    } gaps[] = {
        {"housing", "full", {"On the list since summer.", "على قائمة الانتظار منذ الصيف."}},
        {"child_care", "full", {"Without it she cannot work.", "لا تستطيع العمل من دونها."}},
        {"child_care", "too_far", {"", ""}},
        {"mental_health", "full", {"", ""}},
        {"mental_health", "language", {"Nobody speaks their language.", "لا أحد يتحدث لغتهم."}},
        {"training", "not_eligible", {"No school certificate.", "لا شهادة مدرسية."}},
        {"transport", "none_fits", {"The last bus leaves at four.", "آخر حافلة عند الرابعة."}},
        {"debt_advice", "full", {"", ""}},
    };
    size_t i = seed_pick(s, sizeof gaps / sizeof gaps[0]);
    struct unmet draft = {.need = str_c(gaps[i].need),
                          .reason = str_c(gaps[i].reason),
                          .remark = seed_say(arabic, gaps[i].remark)};

    return unmet_add(s->ctx, file, &draft);
}

static enum err benefit_make(struct seed *s, const struct casefile *file)
{
    static const struct benefit made[] = {
        {.kind = STR("benefit"),
         .name = STR("Child grant"),
         .state = STR("granted"),
         .amount = STR("64.00 a month"),
         .source = STR("Grants Office")},
        {.kind = STR("payment"),
         .name = STR("Child grant"),
         .state = STR("paid"),
         .amount = STR("64.00"),
         .source = STR("Grants Office")},
        {.kind = STR("benefit"),
         .name = STR("Housing allowance"),
         .state = STR("applied"),
         .source = STR("Housing Fund")},
        {.kind = STR("payment"),
         .name = STR("Minimum income"),
         .state = STR("not_paid"),
         .amount = STR("310.00"),
         .source = STR("Social Protection Fund"),
         .detail = STR("The bank sent it back.")},
        {.kind = STR("benefit"),
         .name = STR("Unemployment benefit"),
         .state = STR("suspended"),
         .amount = STR("420.00 a month"),
         .source = STR("Employment Fund")},
        {.kind = STR("condition"),
         .name = STR("School attendance"),
         .state = STR("unmet"),
         .source = STR("Grants Office"),
         .detail = STR("Eleven days missed in October.")},
        {.kind = STR("condition"),
         .name = STR("Monthly meeting"),
         .state = STR("met"),
         .source = STR("Employment Fund")},
    };
    struct ctx *ctx = s->ctx;
    struct benefit draft = PICK(s, made);

    draft.due = DATE_NONE;
    draft.stated_on =
        date_add_days(date_of(ctx->now, ctx->tz_offset_min), -(int)seed_pick(s, 90) - 1);
    draft.reference = str_fmt(ctx->arena, "R-%05u", (unsigned)seed_pick(s, 100000));
    return benefit_add(ctx, file, &draft);
}

enum err seed_support(struct seed *s, const struct casefile *file, bool arabic)
{
    if (seed_chance(s, 30))
        TRY(unmet_make(s, file, arabic));
    for (uint32_t n = seed_pick(s, 4); n > 1; n--)
        TRY(benefit_make(s, file));
    return OK;
}
