/* app/seed_conference.c: teams and case conferences of ./demo: one that was held, with its minutes,
 * and now and then the next one ahead. Any likeness is chance. */
#include "app/seed.h"
#include "feature/conference/conference.h"
#include "feature/member/member.h"

#define DAYS_PLANNED 24 /* it was planned, and held, so many days before the last thing */
#define DAYS_HELD 9
#define PEOPLE 2

/* What was spoken about in a programme, and by whom. */
struct talk {
    const char *programme, *kind, *domain[2];
    struct {
        const char *profession, *phone;
        struct seed_said name, organization;
    } people[PEOPLE];
    const char *colleague; /* profession of somebody with an account */
    struct seed_said purpose, issue[2], said[2];
    struct seed_said decision, reason, alternatives, agreed, dissent;
    struct seed_said action[PEOPLE], summary;
};

static const struct talk talks[] = {
    {"child-family",
     "planning",
     {"education_work", "care"},
     {{"teacher",
       "555-0140",
       {"Miss Willow Marsh", "الآنسة ندى السوسن"},
       {"Hillside School", "مدرسة التل"}},
      {"nurse",
       "555-0141",
       {"Mr Rowan Pike", "السيد وسيم النهر"},
       {"Riverside Health Post", "مركز ضفة النهر الصحي"}}},
     "psychologist",
     {"How the child gets to school again, and who helps at home in the mornings.",
      "كيف يعود الطفل إلى المدرسة، ومن يساعد في البيت صباحًا."},
     {{"Eleven school days missed in six weeks", "أحد عشر يوم غياب في ستة أسابيع"},
      {"The mornings are too much for one person", "الصباح عبء على شخص واحد"}},
     {{"School: comes late and tired, works well once there. The child: the way is long and dark.",
       "المدرسة: يأتي متأخرًا ومتعبًا ويعمل جيدًا حين يصل. الطفل: الطريق طويل ومظلم."},
      {"The mother starts work at six. A neighbour would walk along twice a week.",
       "تبدأ الأم عملها في السادسة. تستطيع جارة مرافقته مرتين في الأسبوع."}},
     {"A place in the breakfast club, and company on the way",
      "مكان في نادي الفطور، ومرافقة في الطريق"},
     {"The absences begin with the mornings; in school itself it goes well.",
      "يبدأ الغياب من الصباح؛ أما في المدرسة فالأمور جيدة."},
     {"Another school nearer by: the child wants to stay with the friends there.",
      "مدرسة أقرب: يريد الطفل البقاء مع أصدقائه."},
     {"School, health post and the child.", "المدرسة والمركز الصحي والطفل."},
     {"The mother: “I want to try it alone until the holidays. I do not want the whole street to "
      "know.”",
      "الأم: «أريد أن أحاول وحدي حتى العطلة. لا أريد أن يعرف الحي كله.»"},
     {{"Keep a place in the breakfast club from Monday", "حجز مكان في نادي الفطور من الاثنين"},
      {"Look at the tiredness with the family doctor", "فحص سبب التعب لدى طبيب الأسرة"}},
     {"From Monday there is breakfast at school. The mother decides herself whom she asks for the "
      "way. We look again in four weeks.",
      "من الاثنين يوجد فطور في المدرسة. تقرر الأم بنفسها من تطلب منه المرافقة. نراجع بعد أربعة "
      "أسابيع."}},
    {"labour-activation",
     "review",
     {"skills", "transport"},
     {{"trainer",
       "555-0150",
       {"Ms Hazel Crane", "السيدة هالة الصفصاف"},
       {"Workshop Centre", "مركز الورش"}},
      {"employment",
       "555-0151",
       {"Mr Alder Finch", "السيد كنان الدوري"},
       {"Job Office", "مكتب العمل"}}},
     "employment",
     {"Whether the course fits, and how the way there becomes possible.",
      "هل تناسب الدورة، وكيف يصبح الوصول إليها ممكنًا."},
     {{"The course is going well in practice, badly in writing", "الدورة جيدة عمليًا وصعبة كتابة"},
      {"The last bus leaves before the course ends", "الحافلة الأخيرة تغادر قبل نهاية الدورة"}},
     {{"Trainer: the best at the bench, gives up at the forms.",
       "المدرّب: الأفضل في العمل اليدوي، ويتوقف عند النماذج."},
      {"Twice the person walked home for an hour and a half.", "عاد مرتين مشيًا ساعة ونصفًا."}},
     {"Stay in the course, with an hour of reading help a week",
      "الاستمرار في الدورة مع ساعة قراءة أسبوعيًا"},
     {"What was learned so far counts for the certificate.", "ما تُعلِّم حتى الآن يُحسب للشهادة."},
     {"To begin with a reading course: half a year would be lost.",
      "البدء بدورة قراءة: يضيع نصف عام."},
     {"All who were there.", "جميع الحاضرين."},
     {"", ""},
     {{"End the practice half an hour earlier on Tuesdays",
       "إنهاء التدريب قبل نصف ساعة أيام الثلاثاء"},
      {"Ask for the travel allowance", "طلب بدل التنقل"}},
     {"The course goes on. Reading help begins next week, and the way home is solved.",
      "تستمر الدورة. تبدأ المساعدة في القراءة الأسبوع القادم، وحُلَّت مسألة العودة."}},
    {"minimum-income",
     "planning",
     {"housing", "money"},
     {{"housing",
       "555-0160",
       {"Mrs Linden Moor", "السيدة لين المرج"},
       {"Housing Office", "مكتب السكن"}},
      {"doctor",
       "555-0161",
       {"Dr Ash Wren", "الدكتور أشرف الهدهد"},
       {"Bridge Street Practice", "عيادة شارع الجسر"}}},
     "educator",
     {"How the home is kept, and in which order the debts are dealt with.",
      "كيف يُحفظ البيت، وبأي ترتيب تُسوَّى الديون."},
     {{"Three months of rent are owed", "إيجار ثلاثة أشهر متأخر"},
      {"Letters are not opened any more", "لم تعد الرسائل تُفتح"}},
     {{"Housing office: no notice while instalments are paid.",
       "مكتب السكن: لا إنذار ما دامت الأقساط تُدفع."},
      {"Doctor: this belongs to the illness, it is not ill will.",
       "الطبيب: هذا من المرض وليس إهمالًا."}},
     {"Instalments for the rent first, the other debts wait",
      "أقساط الإيجار أولًا، وتنتظر بقية الديون"},
     {"Without the home everything else is lost too.", "من دون البيت يضيع كل شيء آخر."},
     {"A loan for all debts: it would be paid back from the same money.",
      "قرض لكل الديون: سيُسدَّد من المال نفسه."},
     {"Housing office, practice and the family.", "مكتب السكن والعيادة والأسرة."},
     {"The grandmother: “The shop trusted us first. It should be paid first.”",
      "الجدة: «المتجر وثق بنا أولًا، فيجب أن يُدفع له أولًا.»"},
     {{"Write down the instalments and send them to the family",
       "كتابة الأقساط وإرسالها إلى الأسرة"},
      {"A letter about what the illness makes difficult", "رسالة عما يصعّبه المرض"}},
     {"The home is safe while the instalments are paid. Letters are opened together each Thursday.",
      "البيت آمن ما دامت الأقساط تُدفع. تُفتح الرسائل معًا كل خميس."}}};

static const struct talk *talk_of(const struct seed *s)
{
    for (size_t i = 0; i < sizeof talks / sizeof talks[0]; i++)
        if (str_eq(s->ctx->pack->name, str_c(talks[i].programme)))
            return &talks[i];
    return NULL;
}

static void at(struct seed *s, int64_t us)
{
    s->ctx->now = s->ctx->claimed_at = (struct instant){us};
    seed_command(s);
}

/* That day, or the next on which people work. */
static struct date work_day(struct date day)
{
    while (date_weekday(day) > 5)
        day = date_add_days(day, 1);
    return day;
}

/* People of other services, and a colleague who sees their part of the case. */
static enum err team(struct seed *s, const struct casefile *file, const struct talk *t, bool arabic)
{
    struct date today = ctx_today(s->ctx);
    struct member added;
    const struct seed_team *first = &s->teams.items[0];
    uint32_t from = seed_pick(s, (uint32_t)first->workers.n);

    for (size_t i = 0; i < PEOPLE; i++) {
        const struct member m = {.name = seed_say(arabic, t->people[i].name),
                                 .profession = str_c(t->people[i].profession),
                                 .organization = seed_say(arabic, t->people[i].organization),
                                 .phone = str_c(t->people[i].phone),
                                 .since = today,
                                 .until = DATE_NONE};

        TRY(member_add(s->ctx, file, &m, &added));
    }
    for (size_t i = 0; i < first->workers.n; i++) {
        const struct member m = {
            .account_id = first->workers.items[(from + i) % first->workers.n].actor.account_id,
            .profession = str_c(t->colleague),
            .parts = STR("contact plan forms conferences"),
            .since = today,
            .until = date_add_days(today, 180)};

        if (!id_eq(first->agency_id, file->agency_id) || id_eq(m.account_id, file->worker_id))
            continue;
        return member_add(s->ctx, file, &m, &added);
    }
    return OK;
}

static enum err come(struct seed *s, const struct casefile *file, struct conference *c)
{
    static const char *const came[] = {"present", "present", "excused"};
    struct conference_participant_list people;

    TRY(conference_participants(s->ctx, c, &people));
    for (size_t i = 0; i < people.n; i++)
        TRY(conference_presence(s->ctx, file, c, people.items[i].id,
                                i == 0 ? STR("present") : str_c(came[i % 3])));
    return OK;
}

static enum err minutes(struct seed *s, const struct casefile *file, struct conference *c,
                        const struct talk *t, bool arabic)
{
    struct date today = ctx_today(s->ctx);
    struct conference_participant_list people;
    struct conference_entry e = {.kind = CONFERENCE_DECISION,
                                 .what = seed_say(arabic, t->decision),
                                 .reason = seed_say(arabic, t->reason),
                                 .alternatives = seed_say(arabic, t->alternatives),
                                 .agreed = seed_say(arabic, t->agreed),
                                 .dissent = seed_say(arabic, t->dissent),
                                 .due = DATE_NONE};

    TRY(conference_write(s->ctx, file, c, &e));
    TRY(conference_participants(s->ctx, c, &people));
    for (size_t i = 0; i < 2; i++) {
        e = (struct conference_entry){.kind = CONFERENCE_ISSUE,
                                      .domain = str_c(t->domain[i]),
                                      .what = seed_say(arabic, t->issue[i]),
                                      .reason = seed_say(arabic, t->said[i]),
                                      .due = DATE_NONE};
        TRY(conference_write(s->ctx, file, c, &e));
        if (people.n < 2 + i)
            continue;
        e = (struct conference_entry){.kind = CONFERENCE_ACTION,
                                      .what = seed_say(arabic, t->action[i]),
                                      .participant_id = people.items[1 + i].id,
                                      .due = date_add_days(today, 10 + 6 * (int)i)};
        TRY(conference_write(s->ctx, file, c, &e));
    }
    return OK;
}

static enum err hold(struct seed *s, const struct casefile *file, const struct talk *t, bool arabic,
                     int64_t end)
{
    struct date today = date_of((struct instant){end}, s->ctx->tz_offset_min);
    struct conference c;
    const struct conference draft = {.kind = str_c(t->kind),
                                     .mode = STR("in_person"),
                                     .held_on = work_day(date_add_days(today, -DAYS_HELD - 2)),
                                     .starts = STR("14:30"),
                                     .place = str_c(arabic ? "غرفة الاجتماعات" : "Meeting room"),
                                     .purpose = seed_say(arabic, t->purpose)};

    TRY(conference_plan(s->ctx, file, &draft, &c));
    at(s, end - DAYS_HELD * DAY_US);
    TRY(conference_invite(s->ctx, file, &c,
                          &(struct conference_participant){
                              .name = file->client_name,
                              .role = str_c(arabic ? "صاحب الحالة" : "The person it is about")}));
    TRY(come(s, file, &c));
    TRY(minutes(s, file, &c, t, arabic));
    struct conference wanted = {.summary = seed_say(arabic, t->summary),
                                .next_on = work_day(date_add_days(today, 28)),
                                .version = c.version};

    return conference_close(s->ctx, file, &c, &wanted);
}

enum err seed_conferences(struct seed *s, const struct casefile *file, bool arabic)
{
    const struct talk *t = talk_of(s);
    int64_t end = s->ctx->now.us;
    struct date begin =
        date_of((struct instant){end - DAYS_PLANNED * DAY_US}, s->ctx->tz_offset_min);
    struct conference next;

    if (!t || date_cmp(begin, date_add_days(file->opened_on, 7)) < 0)
        return OK;
    at(s, end - DAYS_PLANNED * DAY_US);
    TRY(team(s, file, t, arabic));
    TRY(hold(s, file, t, arabic, end));
    at(s, end);
    if (!seed_chance(s, 50))
        return OK;
    return conference_plan(
        s->ctx, file,
        &(struct conference){.kind = STR("review"),
                             .mode = STR("mixed"),
                             .held_on = work_day(date_add_days(ctx_today(s->ctx), 19)),
                             .starts = STR("10:00"),
                             .purpose = seed_say(arabic, t->purpose)},
        &next);
}
