/* app/seed_text.c: names and sentences of made-up people. Any likeness is chance. */
#include "app/seed.h"

#define PICK(s, list) (list)[seed_pick((s), sizeof(list) / sizeof(list)[0])]

static const char *const latin_female[] = {
    "Amina", "Beatriz", "Celine", "Dalia",  "Elena",  "Fatou",   "Grace", "Halima",
    "Ines",  "Jamila",  "Keisha", "Leila",  "Mariam", "Nadia",   "Olga",  "Paula",
    "Rosa",  "Samira",  "Teresa", "Uma",    "Vera",   "Wanjiru", "Yara",  "Zahra",
    "Aisha", "Bianca",  "Dina",   "Esther", "Imane",  "Lucia",   "Noor",  "Sofia",
};
static const char *const latin_male[] = {
    "Adam",   "Bilal",  "Carlos", "David", "Emil",   "Farid",  "Goran", "Hassan",
    "Ivan",   "Joseph", "Karim",  "Luis",  "Malik",  "Nikola", "Omar",  "Pedro",
    "Rafael", "Samir",  "Tomas",  "Umar",  "Viktor", "Walid",  "Yusuf", "Zoran",
    "Andre",  "Bashir", "Daniel", "Elias", "Idris",  "Marko",  "Paulo", "Stefan",
};
static const char *const latin_family[] = {
    "Abara",   "Benali",  "Castro",  "Diallo", "Esposito", "Farah",   "Gonzalez", "Haddad",
    "Ivanova", "Jimenez", "Kamara",  "Lopez",  "Mendes",   "Nasser",  "Okafor",   "Petrov",
    "Quispe",  "Rahman",  "Saleh",   "Torres", "Usman",    "Vargas",  "Wanjiku",  "Yilmaz",
    "Zeidan",  "Amari",   "Bianchi", "Chavez", "Dlamini",  "Eze",     "Fofana",   "Guerra",
    "Hakim",   "Ionescu", "Jovanov", "Khoury", "Lungu",    "Moreau",  "Ndiaye",   "Osman",
    "Pavlov",  "Ruiz",    "Santos",  "Traore", "Uribe",    "Vasquez", "Yusufov",  "Zulu",
};
static const char *const arabic_female[] = {
    "أمل",   "بسمة",  "تهاني", "جميلة", "حنان", "دلال", "رانيا", "زينب", "سلمى",
    "شيماء", "عائشة", "فاطمة", "كوثر",  "ليلى", "مريم", "نور",   "هدى",  "ياسمين",
};
static const char *const arabic_male[] = {
    "أحمد", "بلال", "جمال", "حسن",  "خالد", "رامي", "زياد", "سامر", "طارق",
    "عمر",  "فادي", "كريم", "محمد", "نادر", "هاني", "ياسر", "يوسف", "مصطفى",
};
static const char *const arabic_family[] = {
    "الحداد", "النجار", "الخوري", "صالح",  "ناصر",   "حمدان", "العلي", "درويش",  "قاسم",
    "منصور",  "الشامي", "بدران",  "زيدان", "سليمان", "عباس",  "فارس",  "الأحمد", "مراد",
};

struct person seed_person(struct seed *s, bool arabic, bool child)
{
    bool female = seed_chance(s, 55);
    int age = child ? 1 + (int)seed_pick(s, 16) : 19 + (int)seed_pick(s, 50);
    struct date today = date_of(s->ctx->now, 0);
    struct person p = {
        .given_name = str_c(arabic   ? female ? PICK(s, arabic_female) : PICK(s, arabic_male)
                              : female ? PICK(s, latin_female)
                                     : PICK(s, latin_male)),
        .family_name = str_c(arabic ? PICK(s, arabic_family) : PICK(s, latin_family)),
        .sex = female ? STR("female") : STR("male"),
        .died_on = DATE_NONE,
        .birth_date = date_add_days(today, -(age * 365 + (int)seed_pick(s, 365))),
        .birth_estimated = seed_chance(s, 12),
        .languages = arabic               ? STR("ar")
                     : seed_chance(s, 50) ? STR("en")
                                          : STR("fr en"),
    };

    if (!child || seed_chance(s, 20))
        p.phone = str_fmt(s->ctx->arena, "555 %03u %03u", (unsigned)seed_pick(s, 1000),
                          (unsigned)seed_pick(s, 1000));
    if (!child)
        p.address = str_fmt(s->ctx->arena, "Block %c, house %u", (int)('A' + seed_pick(s, 8)),
                            (unsigned)(1 + seed_pick(s, 90)));
    return p;
}

struct str seed_worker_name(struct seed *s, bool arabic)
{
    struct person p = seed_person(s, arabic, false);

    return str_fmt(s->units, "%.*s %.*s", STR_ARG(p.given_name), STR_ARG(p.family_name));
}

static const char *const notes_en[] = {
    "The family was at home. The children were playing and greeted me.",
    "Mother says the rent is paid until the end of the month. She worries about the next one.",
    "Called the school. Attendance is better: three days missed since the last call, all with a "
    "reason.",
    "Nobody opened. A neighbour said they are at the clinic. I will come back on Thursday.",
    "Spoke with the grandmother, who looks after the youngest in the mornings. She is tired but "
    "wants to go on.",
    "The older boy talked about football and about not sleeping well. I listened and told him whom "
    "he can call.",
    "Father has found work three days a week. He asks for help with the papers for the health "
    "card.",
    "We looked at the plan together. Two steps are done; the enrolment is still open because of "
    "the birth certificate.",
    "The health worker confirms the vaccinations. The next appointment is in four weeks.",
    "The kitchen roof leaks after the rain. I promised to ask about repair vouchers by Friday.",
    "Quarrel between the parents last week, no violence. They agreed to talk with the counsellor.",
    "She starts the sewing course on Monday and needs a bus voucher for the first month.",
    "The teacher sees the girl smile again. Homework is done most days.",
    "Delivered the food parcel. There was bread and rice in the house.",
    "The uncle has moved out. Mother says they all sleep better.",
    "Visited with my supervisor. The child was seen alone and says she feels safe at home.",
};
static const char *const notes_ar[] = {
    "كانت الأسرة في المنزل. الأطفال يلعبون واستقبلوني بفرح.",
    "تقول الأم إن الإيجار مدفوع حتى نهاية الشهر، وهي قلقة على الشهر القادم.",
    "اتصلت بالمدرسة. تحسّن الحضور: ثلاثة أيام غياب منذ آخر اتصال وكلها بعذر.",
    "لم يفتح أحد. قال الجار إنهم في العيادة. سأعود يوم الخميس.",
    "تحدثت مع الجدة التي ترعى الأصغر صباحًا. هي متعبة لكنها تريد الاستمرار.",
    "وجد الأب عملًا ثلاثة أيام في الأسبوع، ويطلب المساعدة في أوراق البطاقة الصحية.",
    "راجعنا الخطة معًا. أُنجزت خطوتان، والتسجيل ما زال مفتوحًا بسبب شهادة الميلاد.",
    "تبدأ دورة الخياطة يوم الاثنين وتحتاج إلى قسيمة حافلة للشهر الأول.",
    "المعلمة ترى البنت تبتسم من جديد، والواجبات تُنجز في معظم الأيام.",
    "سقف المطبخ يتسرب بعد المطر. وعدت أن أسأل عن قسائم الإصلاح قبل الجمعة.",
};
static const char *const summaries_en[] = {
    "Two children out of school since the family moved; mother asks for help to enrol them.",
    "Neighbours report shouting at night. The children are often alone in the evening.",
    "Grandmother cares for three grandchildren without income; birth certificates are missing.",
    "Boy of 14 works at the market instead of going to school.",
    "Mother left a violent partner and stays with her sister; she wants to keep it private.",
    "Child with a disability without services; the caregiver is exhausted.",
    "The health centre reports repeated injuries of a small child.",
    "Father lost his job; the family eats once a day and rent is overdue.",
    "Girl of 16 is to be married; her teacher asks for help.",
    "Brother and sister separated from their parents on the way here; they live with an aunt.",
};
static const char *const summaries_ar[] = {
    "طفلان خارج المدرسة منذ انتقال الأسرة، والأم تطلب المساعدة في تسجيلهما.",
    "جدة ترعى ثلاثة أحفاد دون دخل، وشهادات الميلاد مفقودة.",
    "فتى في الرابعة عشرة يعمل في السوق بدل الذهاب إلى المدرسة.",
    "فقد الأب عمله، والأسرة تأكل مرة في اليوم والإيجار متأخر.",
    "طفلة ذات إعاقة دون خدمات، ومقدمة الرعاية منهكة.",
    "يبلّغ المركز الصحي عن إصابات متكررة لطفل صغير.",
};

static const char *const tasks_en[] = {
    "Call the school about the enrolment",
    "Ask for the birth certificate at the civil registry",
    "Bring the bus voucher",
    "Visit with the supervisor",
    "Speak with the health centre about the appointment",
    "Ask about repair vouchers",
    "Call the grandmother",
    "Prepare the review with the family",
    "Find out about the sewing course",
    "Check that the food parcel arrived",
};
static const char *const tasks_ar[] = {
    "الاتصال بالمدرسة بشأن التسجيل",
    "طلب شهادة الميلاد من السجل المدني",
    "إحضار قسيمة الحافلة",
    "زيارة مع المشرفة",
    "التحدث مع المركز الصحي عن الموعد",
    "السؤال عن قسائم الإصلاح",
    "الاتصال بالجدة",
    "التحضير للمراجعة مع الأسرة",
};

struct str seed_task_title(struct seed *s, bool arabic)
{
    return str_c(arabic ? PICK(s, tasks_ar) : PICK(s, tasks_en));
}

struct str seed_note_text(struct seed *s, bool arabic)
{
    return str_c(arabic ? PICK(s, notes_ar) : PICK(s, notes_en));
}

struct str seed_summary(struct seed *s, bool arabic)
{
    return str_c(arabic ? PICK(s, summaries_ar) : PICK(s, summaries_en));
}
