/* app/seed_rights.c: what only ./demo has of consents, safe contact, decisions and proposals. Any
 * likeness is chance. */
#include "app/seed.h"
#include "core/pack.h"
#include "feature/consent/consent.h"
#include "feature/decision/decision.h"
#include "feature/proposal/proposal.h"

#define PICK(s, list) (list)[seed_pick((s), sizeof(list) / sizeof(list)[0])]
#define DAYS_BACK 16 /* a proposal was made so long before the last thing in its case */

/* ---- consents -------------------------------------------------------------------------------- */

static struct str sector_pick(struct seed *s)
{
    const struct pack_codes *list = pack_codes_find(s->ctx->pack, STR("share_with"));
    struct str picked = STR_NONE;
    uint32_t n = 0;

    for (size_t i = 0; list && i < list->codes.n; i++) {
        struct str code = list->codes.items[i].code;

        if (!str_eq(code, STR("nobody")) && !str_eq(code, STR("other")) && seed_pick(s, ++n) == 0)
            picked = code;
    }
    return picked;
}

static enum err consent_give(struct seed *s, const struct casefile *file, bool arabic)
{
    static const struct seed_said withheld[] = {
        {"", ""},
        {"", ""},
        {"The new address.", "العنوان الجديد."},
        {"That I was in hospital.", "أنني كنت في المستشفى."},
    };
    static const struct seed_said taken_back[] = {
        {"I want to speak with them myself first.", "أريد أن أتحدث معهم بنفسي أولًا."},
        {"They called my sister about it. That was not agreed.",
         "اتصلوا بأختي بشأن ذلك، ولم نتفق على هذا."},
    };
    struct ctx *ctx = s->ctx;
    struct date today = date_of(ctx->now, ctx->tz_offset_min);
    bool spoken = seed_chance(s, 35);
    struct consent added;
    struct consent draft = {.basis = STR("consent"),
                            .to = {.kind = CONSENT_TO_SECTOR, .name = sector_pick(s)},
                            .purposes = STR("services"),
                            .kinds = STR("identity contact needs"),
                            .withheld = seed_say(arabic, PICK(s, withheld)),
                            .how = spoken ? STR("spoken") : STR("written"),
                            .giver = STR("self"),
                            .since = date_add_days(today, -(int)seed_pick(s, 40)),
                            .withdrawn_on = DATE_NONE};

    if (!str_given(draft.to.name))
        return OK;
    draft.until = date_add_days(draft.since, seed_chance(s, 20) ? 35 : 365);
    draft.witness = spoken ? seed_worker_name(s, arabic) : STR_NONE;
    TRY(consent_add(ctx, file, &draft, &added));
    return seed_chance(s, 12)
               ? consent_withdraw(ctx, file, &added, today, seed_say(arabic, PICK(s, taken_back)))
               : OK;
}

static enum err exception_record(struct seed *s, const struct casefile *file, bool arabic)
{
    static const struct seed_said law = {
        "The family court of the made-up town of Larkhill orders a report. The family was told on "
        "the same day.",
        "تطلب محكمة الأسرة في بلدة متخيَّلة تقريرًا، وأُبلغت الأسرة في اليوم نفسه."};
    static const struct seed_said instead = {
        "To ask the family first: it was asked and said no, and the court does not wait.",
        "سؤال الأسرة أولًا: سُئلت ورفضت، والمحكمة لا تنتظر."};
    static const struct seed_said agreed = {
        "The supervisor and our lawyer. The father does not agree, and was told how to appeal.",
        "المشرفة ومحامينا. الأب لا يوافق، وأُبلغ بكيفية الطعن."};
    struct date today = date_of(s->ctx->now, s->ctx->tz_offset_min);
    struct consent added;
    struct consent draft = {.basis = STR("law"),
                            .to = {.kind = CONSENT_TO_NAMED,
                                   .name = arabic ? STR("محكمة لاركهيل (متخيَّلة)")
                                                  : STR("Larkhill family court (made up)")},
                            .purposes = STR("legal"),
                            .kinds = STR("identity household needs"),
                            .reason = seed_say(arabic, law),
                            .since = today,
                            .until = date_add_days(today, 60),
                            .withdrawn_on = DATE_NONE};

    s->ctx->weighed = (struct weighed){.alternatives = seed_say(arabic, instead),
                                       .agreed = seed_say(arabic, agreed)};
    TRY(consent_add(s->ctx, file, &draft, &added));
    s->ctx->weighed = (struct weighed){0};
    return OK;
}

/* ---- safe contact ---------------------------------------------------------------------------- */

static enum err contact_say(struct seed *s, const struct casefile *file, bool arabic)
{
    static const struct seed_said hidden[] = {
        {"The former partner", "الشريك السابق"},
        {"The brother-in-law, who reads the letters", "أخو الزوج الذي يقرأ الرسائل"},
    };
    static const struct seed_said sender[] = {
        {"Lina from the library", "لينا من المكتبة"},
        {"the sewing course", "دورة الخياطة"},
    };
    bool strict = seed_chance(s, 25);
    struct person person;
    struct contact_rules rules = {.known = true,
                                  .channels = strict ? STR("phone office")
                                                     : STR("phone sms letter visit office hand"),
                                  .no_message = strict};

    if (strict || seed_chance(s, 30)) {
        rules.from_hour = 9;
        rules.to_hour = seed_chance(s, 50) ? 12 : 15;
        rules.days = seed_chance(s, 50) ? STR("mon tue wed thu") : STR_NONE;
    }
    if (strict) {
        rules.neutral = true;
        rules.sender = seed_say(arabic, PICK(s, sender));
        rules.hidden_from = seed_say(arabic, PICK(s, hidden));
    }
    TRY(person_load(s->ctx, file->person_id, &person));
    return person_contact_set(s->ctx, &person, &rules, 0);
}

/* ---- decisions ------------------------------------------------------------------------------- */

static enum err decision_record(struct seed *s, const struct casefile *file, bool arabic)
{
    static const struct {
        struct seed_said what, reason, alternatives;
    } list[] = {
        {{"No taxi vouchers for now", "لا قسائم سيارات أجرة حاليًا"},
         {"The bus stops in front of the house since this month.",
          "صارت الحافلة تقف أمام البيت منذ هذا الشهر."},
         {"Vouchers for rainy days only: the office has none left.",
          "قسائم لأيام المطر فقط: لم يبقَ منها شيء."}},
        {{"Visits every second week, not every week", "زيارة كل أسبوعين لا كل أسبوع"},
         {"The family asks for it, and the last three visits were calm.",
          "تطلب الأسرة ذلك وكانت الزيارات الثلاث الأخيرة هادئة."},
         {"A call in between: agreed as well.", "مكالمة بينهما: اتُّفق عليها أيضًا."}},
    };
    struct date today = date_of(s->ctx->now, s->ctx->tz_offset_min);
    uint32_t i = seed_pick(s, sizeof list / sizeof list[0]);
    struct decision added;
    struct decision draft = {.kind = STR("other"),
                             .what = seed_say(arabic, list[i].what),
                             .reason = seed_say(arabic, list[i].reason),
                             .alternatives = seed_say(arabic, list[i].alternatives),
                             .agreed = file->client_name,
                             .appeal_until = date_add_days(today, 30)};

    return decision_add(s->ctx, file, &draft, NULL, &added);
}

/* ---- proposals ------------------------------------------------------------------------------- */

static struct proposal_draft proposal_of(struct seed *s, bool arabic)
{
    static const struct seed_said facts = {
        "The meeting on Tuesday at ten was missed. No call until four. The appointment was on the "
        "card, in the language of the family.",
        "لم يُحضَر اجتماع الثلاثاء في العاشرة ولم يصل اتصال حتى الرابعة. وكان الموعد على البطاقة "
        "بلغة "
        "الأسرة."};
    static const struct seed_said asked = {
        "Called on two days and visited once. They say they forgot and are sorry.",
        "اتصلنا في يومين وزرنا مرة. يقولون إنهم نسوا ويعتذرون."};
    static const struct seed_said effect = {"Less for the school lunch for a month.",
                                            "أقل لوجبة المدرسة لمدة شهر."};
    static const struct seed_said help = {
        "Meetings after school begins, a reminder the day before.",
        "اجتماعات بعد بدء الدوام المدرسي وتذكير قبل يوم."};
    static const struct seed_said notice[] = {
        {"We may tell the benefit office. They could pay a tenth less for one month.",
         "قد نبلغ مكتب الإعانات، وقد يدفع عُشرًا أقل لمدة شهر."},
        {"We may stop our visits. You can always come back.",
         "قد نوقف زياراتنا. ويمكنكم العودة في أي وقت."}};
    bool family = seed_words(s)->children > 0;
    struct date today = date_of(s->ctx->now, s->ctx->tz_offset_min);
    uint32_t children = family + seed_pick(s, 3);

    return (struct proposal_draft){.kind = family ? STR("closure") : STR("sanction"),
                                   .happened_on = date_add_days(today, -3),
                                   .facts = seed_say(arabic, facts),
                                   .causes = STR("none"),
                                   .asked_words = seed_say(arabic, asked),
                                   .children_n = children,
                                   .children_effect =
                                       children ? seed_say(arabic, effect) : STR_NONE,
                                   .easements = STR("none"),
                                   .help_instead = seed_say(arabic, help),
                                   .notice = seed_say(arabic, notice[family])};
}

static void at(struct seed *s, struct instant when)
{
    s->ctx->now = s->ctx->claimed_at = when;
    seed_command(s);
}

static enum err decide(struct seed *s, const struct casefile *file, struct proposal *p,
                       const struct actor *supervisor, bool arabic)
{
    static const struct seed_said why[] = {
        {"Forgetting once is human. We change the hour of the meetings instead.",
         "النسيان مرة أمر إنساني. نغيّر موعد الاجتماعات بدلًا من ذلك."},
        {"The third time, with a reminder each time; the children keep their school lunch.",
         "للمرة الثالثة ومع تذكير في كل مرة، وتبقى للأطفال وجبة المدرسة."}};
    /* These cases go on: the end of support was never upheld in them. */
    bool upheld = seed_chance(s, 40) && !str_eq(p->kind, STR("closure"));
    struct ctx *ctx = s->ctx;
    struct actor worker = ctx->actor;
    struct date today = date_of(ctx->now, ctx->tz_offset_min);
    struct proposal_ruling ruling = {.upheld = upheld,
                                     .words = seed_say(arabic, why[upheld]),
                                     .appeal_until = date_add_days(today, 30)};

    ctx->actor = *supervisor;
    enum err e = proposal_decide(ctx, file, p, &ruling);

    ctx->actor = worker;
    return e;
}

static enum err proposal_lives(struct seed *s, const struct casefile *file,
                               const struct actor *supervisor, bool arabic)
{
    static const struct seed_said answer = {"The bus did not come. I should have called.",
                                            "لم تأتِ الحافلة، وكان علي أن أتصل."};
    struct ctx *ctx = s->ctx;
    struct instant end = ctx->now, begin = {end.us - DAYS_BACK * DAY_US};
    struct date told = date_of(begin, ctx->tz_offset_min);
    struct proposal p;

    if (date_cmp(told, date_add_days(file->opened_on, 14)) < 0)
        return OK;
    at(s, begin);
    struct proposal_draft draft = proposal_of(s, arabic);

    TRY(proposal_add(ctx, file, &draft, &p));
    TRY(proposal_load(ctx, file, p.id, &p));
    TRY(proposal_tell(ctx, file, &p,
                      &(struct proposal_telling){.on = told,
                                                 .how = STR("office"),
                                                 .respond_by = proposal_respond_by(ctx, told)}));
    p.state = STR("told");
    at(s, (struct instant){begin.us + 2 * DAY_US});
    if (seed_chance(s, 60))
        TRY(proposal_answer(ctx, file, &p, date_add_days(told, 2), seed_say(arabic, answer)));
    at(s, end);
    return seed_chance(s, 60) ? decide(s, file, &p, supervisor, arabic) : OK;
}

enum err seed_rights(struct seed *s, const struct casefile *file, const struct actor *supervisor,
                     bool arabic)
{
    seed_command(s);
    if (seed_chance(s, 65))
        TRY(consent_give(s, file, arabic));
    if (seed_chance(s, 20))
        TRY(consent_give(s, file, arabic));
    if (seed_chance(s, 4))
        TRY(exception_record(s, file, arabic));
    if (seed_chance(s, 40))
        TRY(contact_say(s, file, arabic));
    if (seed_chance(s, 15))
        TRY(decision_record(s, file, arabic));
    if (seed_chance(s, 8))
        TRY(proposal_lives(s, file, supervisor, arabic));
    return file->phase >= PHASE_PLANNING && seed_chance(s, 12) ? seed_conferences(s, file, arabic)
                                                               : OK;
}
