/* app/seed_text.c: names of made-up people, and which words of their programme they say. Any
 * likeness is chance. */
#include "app/seed.h"
#include "core/pack.h"

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

static const struct seed_words *const programmes[] = {&seed_words_family, &seed_words_work,
                                                      &seed_words_income};

const struct seed_words *seed_words(const struct seed *s)
{
    for (size_t i = 1; i < SEED_N(programmes); i++)
        if (str_eq(s->ctx->pack->name, str_c(programmes[i]->programme)))
            return programmes[i];
    return programmes[0];
}

struct str seed_say(bool arabic, struct seed_said said)
{
    return str_c(arabic ? said.arabic : said.latin);
}

static struct str one_of(struct seed *s, const struct seed_texts texts[2], bool arabic)
{
    return str_c(texts[arabic].items[seed_pick(s, texts[arabic].n)]);
}

struct str seed_task_title(struct seed *s, bool arabic)
{
    return one_of(s, seed_words(s)->tasks, arabic);
}

struct str seed_note_text(struct seed *s, bool arabic)
{
    return one_of(s, seed_words(s)->notes, arabic);
}

struct str seed_summary(struct seed *s, bool arabic)
{
    return one_of(s, seed_words(s)->summaries, arabic);
}

struct str seed_note_kind(struct seed *s)
{
    const struct seed_texts *kinds = &seed_words(s)->kinds;
    const struct pack_codes *list = pack_codes_find(s->ctx->pack, STR("note_kind"));
    struct pack_code_refs contacts = {0};

    if (kinds->n)
        return str_c(kinds->items[seed_pick(s, kinds->n)]);
    for (size_t i = 0; list && i < list->codes.n; i++)
        if (str_eq(list->codes.items[i].group, STR("contact")) && !list->codes.items[i].retired)
            LIST_ADD(s->ctx->arena, &contacts, &list->codes.items[i]);
    return contacts.n ? contacts.items[seed_pick(s, (uint32_t)contacts.n)]->code : STR_NONE;
}
