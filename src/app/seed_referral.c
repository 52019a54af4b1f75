/* app/seed_referral.c: referrals of ./demo in all their states: to teams of the own agency and,
 * where the directory has services, to those, with the family's consent. */
#include "app/seed.h"
#include "feature/consent/consent.h"
#include "feature/directory/directory.h"
#include "feature/referral/referral.h"

#define PICK(s, list) (list)[seed_pick((s), sizeof(list) / sizeof(list)[0])]
#define SERVICES_TRIED 3

/* What is asked for, and what a service must be for to be asked. */
struct seed_need {
    const char *need; /* code list need */
    struct seed_said said;
};
static const struct seed_need needs_family[] = {
    {"education",
     {"A place in the homework club, two afternoons a week. The school asks for it too.",
      "مكان في نادي الواجبات المدرسية، بعد ظهر يومين في الأسبوع. المدرسة تطلب ذلك أيضًا."}},
    {"health",
     {"Speech therapy for the younger child, who hardly speaks at four.",
      "علاج نطق للطفل الأصغر الذي بالكاد يتكلم في الرابعة."}},
    {"other",
     {"Winter clothes and school shoes for three children before the cold weeks.",
      "ملابس شتوية وأحذية مدرسية لثلاثة أطفال قبل أسابيع البرد."}},
    {"mental_health",
     {"Somebody to talk to for the mother, once a week, in her language.",
      "من تتحدث إليه الأم مرة في الأسبوع، بلغتها."}}};
static const struct seed_need needs_work[] = {
    {"language_course",
     {"A language course for beginners, in the mornings.", "دورة لغة للمبتدئين، في الصباح."}},
    {"work",
     {"Help with a CV and a practice interview before the job fair.",
      "مساعدة في السيرة الذاتية ومقابلة تجريبية قبل معرض التوظيف."}},
    {"child_care",
     {"Child care during the training course, from eight to one.",
      "رعاية الأطفال أثناء الدورة التدريبية، من الثامنة إلى الواحدة."}},
    {"documents",
     {"A check of the diplomas from abroad, so that they count here.",
      "معادلة الشهادات الأجنبية لتُعتمد هنا."}}};
static const struct seed_need needs_income[] = {
    {"debt_advice",
     {"Advice about the rent arrears before the court date.",
      "مشورة بشأن متأخرات الإيجار قبل موعد المحكمة."}},
    {"food",
     {"A food parcel each week until the payment begins.", "طرد غذائي كل أسبوع حتى تبدأ الدفعات."}},
    {"home_care",
     {"Home help twice a week for the grandmother.", "مساعدة منزلية مرتين في الأسبوع للجدة."}},
    {"education",
     {"A quiet place to learn for the two older children.", "مكان هادئ للدراسة للولدين الأكبر."}}};
static const struct seed_said words_wait[] = {
    {"Two families are before them. We call as soon as a place is free.",
     "تسبقهم أسرتان. سنتصل فور توفر مكان."}};
static const struct seed_said words_end[] = {
    {"They come regularly and it does them good.", "يحضرون بانتظام وهذا يفيدهم."},
    {"All of it was done. They know they can come again.",
     "تم كل شيء. يعلمون أنهم يستطيعون العودة."}};
static const struct seed_said words_back[] = {
    {"Please ask the school for the last reports and send them along.",
     "يُرجى طلب التقارير الأخيرة من المدرسة وإرسالها."}};
static const struct seed_said words_cancel[] = {
    {"An aunt helps out now; the place is not needed any more.",
     "تساعدهم خالة الآن؛ لم تعد هناك حاجة إلى المكان."}};

static const struct seed_need *need_of(struct seed *s)
{
    struct str pack = s->ctx->pack->name;

    if (str_eq(pack, STR("labour-activation")))
        return &PICK(s, needs_work);
    return str_eq(pack, STR("minimum-income")) ? &PICK(s, needs_income) : &PICK(s, needs_family);
}

/* ---- whom it is for -------------------------------------------------------------------------- */

/* Another team of the same agency; false when it has none. */
static bool team_pick(struct seed *s, const struct casefile *file, const struct seed_team **ret)
{
    uint32_t from = seed_pick(s, (uint32_t)s->teams.n);

    for (size_t i = 0; i < s->teams.n; i++) {
        const struct seed_team *team = &s->teams.items[(from + i) % s->teams.n];

        if (!id_eq(team->agency_id, file->agency_id) || id_eq(team->id, file->team_id))
            continue;
        *ret = team;
        return true;
    }
    return false;
}

static enum err consent_give(struct seed *s, const struct casefile *file,
                             const struct service *service)
{
    struct date today = ctx_today(s->ctx);
    struct consent added;
    const struct consent draft = {.basis = STR("consent"),
                                  .to = {.kind = CONSENT_TO_ORGANISATION,
                                         .id = service->organization_id,
                                         .name = service->organization_name},
                                  .purposes = STR("services"),
                                  .kinds = STR("identity contact needs"),
                                  .how = STR("written"),
                                  .giver = STR("self"),
                                  .since = today,
                                  .until = date_add_days(today, 365),
                                  .withdrawn_on = DATE_NONE};

    return consent_add(s->ctx, file, &draft, &added);
}

static enum err service_pick(struct seed *s, const struct casefile *file, const char *need,
                             struct referral_draft *draft, bool *ret)
{
    struct service_filter filter = {.need = str_c(need), .age = -1, .page = 1};
    struct service_list list;
    bool more;

    filter.area_id = file->area_id;
    *ret = false;
    TRY(service_search(s->ctx, &filter, &list, &more));
    for (int i = 0; i < SERVICES_TRIED && list.n > 0; i++) {
        const struct service *service = &list.items[seed_pick(s, (uint32_t)list.n)];

        if (!id_given(service->organization_id))
            continue;
        TRY(consent_give(s, file, service));
        draft->to = REFERRAL_TO_SERVICE;
        draft->to_id = service->id;
        draft->channel = seed_chance(s, 70) ? STR("link") : STR("paper");
        *ret = true;
        return OK;
    }
    return OK;
}

/* ---- what comes of it ------------------------------------------------------------------------ */

/* A referral on its way. */
struct way {
    struct seed *s;
    const struct casefile *file;
    struct referral referral;
    struct actor worker, receiver; /* receiver: nobody when they have no account */
    bool arabic;
};

static enum err step(struct way *w, enum referral_act act, const char *reason, struct str words,
                     struct date on)
{
    struct ctx *ctx = w->s->ctx;
    bool sender = act == REFERRAL_SEND || act == REFERRAL_CANCEL || act == REFERRAL_VOID;
    const struct referral_answer answer = {.act = act,
                                           .side = sender ? REFERRAL_SENDER : REFERRAL_RECEIVER,
                                           .reason = str_c(reason),
                                           .words = words,
                                           .on = on};

    /* Some hours later, as far as there is time. */
    ctx->now.us += (1 + (int64_t)seed_pick(w->s, 4)) * HOUR_US / 2;
    if (ctx->now.us > w->s->until.us)
        ctx->now = w->s->until;
    ctx->claimed_at = ctx->now;
    ctx->actor = sender ? w->worker : w->receiver;
    enum err e = referral_do(ctx, w->file, &w->referral, &answer, w->referral.version);

    ctx->actor = w->worker;
    return e;
}

static enum err answered(struct way *w, enum referral_state end)
{
    static const char *const rejects[] = {"full", "not_eligible", "other_area", "wrong_service"};
    static const char *const fails[] = {"not_reached", "declined", "stayed_away", "moved"};
    static const char *const outcomes[] = {"delivered", "delivered", "partly", "goes_on"};
    struct date today = ctx_today(w->s->ctx);
    struct seed *s = w->s;

    if (end == REFERRAL_REJECTED)
        return step(w, REFERRAL_REJECT, PICK(s, rejects), STR_NONE, DATE_NONE);
    if (end == REFERRAL_ON_HOLD)
        return step(w, REFERRAL_WAIT, "", seed_say(w->arabic, PICK(s, words_wait)),
                    date_add_days(today, 20 + (int)seed_pick(s, 40)));
    TRY(step(w, REFERRAL_ACCEPT, "", STR_NONE, DATE_NONE));
    if (end == REFERRAL_ACCEPTED)
        return OK;
    if (end == REFERRAL_FAILED)
        return step(w, REFERRAL_FAIL, PICK(s, fails), STR_NONE, DATE_NONE);
    TRY(step(w, REFERRAL_ATTEND, "", STR_NONE, today));
    if (end == REFERRAL_IN_PROGRESS)
        return seed_chance(s, 30) ? step(w, REFERRAL_COUNTER, "",
                                         seed_say(w->arabic, PICK(s, words_back)), DATE_NONE)
                                  : OK;
    return step(w, REFERRAL_COMPLETE, PICK(s, outcomes), seed_say(w->arabic, PICK(s, words_end)),
                DATE_NONE);
}

static enum err sent(struct way *w)
{
    static const enum referral_state ends[] = {
        REFERRAL_REQUESTED, REFERRAL_REQUESTED, REFERRAL_ACCEPTED,  REFERRAL_IN_PROGRESS,
        REFERRAL_ON_HOLD,   REFERRAL_REJECTED,  REFERRAL_COMPLETED, REFERRAL_COMPLETED,
        REFERRAL_FAILED,    REFERRAL_CANCELLED, REFERRAL_DRAFT,     REFERRAL_ENTERED_IN_ERROR};
    enum referral_state end = PICK(w->s, ends);

    if (end == REFERRAL_DRAFT)
        return OK;
    TRY(step(w, REFERRAL_SEND, "", STR_NONE, DATE_NONE));
    if (end == REFERRAL_REQUESTED)
        return OK;
    if (end == REFERRAL_CANCELLED || end == REFERRAL_ENTERED_IN_ERROR)
        return step(w, end == REFERRAL_CANCELLED ? REFERRAL_CANCEL : REFERRAL_VOID, "",
                    seed_say(w->arabic, PICK(w->s, words_cancel)), DATE_NONE);
    return answered(w, end);
}

enum err seed_referral(struct seed *s, const struct casefile *file, bool arabic)
{
    struct ctx *ctx = s->ctx;
    struct way w = {.s = s, .file = file, .worker = ctx->actor, .arabic = arabic};
    const struct seed_need *need = need_of(s);
    struct referral_draft draft = {.urgency = seed_chance(s, 15) ? STR("urgent") : STR("soon"),
                                   .need = seed_say(arabic, need->said),
                                   .kinds = STR("identity contact"),
                                   .acknowledged_due = DATE_NONE,
                                   .feedback_due = DATE_NONE};
    const struct seed_team *team;
    bool found = false;

    if (seed_chance(s, 60))
        TRY(service_pick(s, file, need->need, &draft, &found));
    if (!found) {
        if (!team_pick(s, file, &team))
            return OK;
        draft.to = REFERRAL_TO_TEAM;
        draft.to_id = team->id;
        w.receiver = team->supervisor;
    }
    TRY(referral_add(ctx, file, &draft, &w.referral));
    w.referral.case_is_open = true;
    return sent(&w);
}
