/* person/person_similar.c: see person_similar.h. */
#include "feature/person/person_similar.h"

#include "base/utf8.h"

#define WORD_MAX 40  /* letters of a word that are compared */
#define WORDS_MAX 12 /* words of all names of a person */

/* Points, of a hundred. A name alone never makes somebody "very likely". */
#define NAME_FROM 70 /* percent of likeness that counts as nothing */
#define NAME_POINTS 65
#define ONE_WORD_POINTS 40 /* when only one word is known of a name */
#define BIRTH_SAME 25
#define BIRTH_NEAR 15
#define BIRTH_FAR (-25)
#define SEX_SAME 5
#define SEX_OTHER (-20)
#define PHONE_SAME 25
#define IDENTIFIER_SAME 70
#define SOUND_ALIKE 90 /* percent */
#define NEAR_YEARS 2

struct letters {
    int32_t cp[WORD_MAX];
    bool matched[WORD_MAX];
    int n;
};

static struct letters letters_of(struct str s)
{
    struct letters l = {.n = 0};
    size_t i = 0;
    int32_t cp;

    while (l.n < WORD_MAX && (cp = utf8_next(s, &i)) >= 0)
        l.cp[l.n++] = cp;
    return l;
}

/* Marks the letters both have at about the same place; returns how many. */
static int match(struct letters *a, struct letters *b)
{
    int longest = a->n > b->n ? a->n : b->n, window = longest / 2 - 1, n = 0;

    if (window < 0)
        window = 0;
    for (int i = 0; i < a->n; i++) {
        int from = i > window ? i - window : 0, to = i + window + 1 < b->n ? i + window + 1 : b->n;

        for (int k = from; k < to; k++) {
            if (b->matched[k] || a->cp[i] != b->cp[k])
                continue;
            a->matched[i] = b->matched[k] = true;
            n++;
            break;
        }
    }
    return n;
}

/* Matched letters that stand in another order. */
static int moved(const struct letters *a, const struct letters *b)
{
    int n = 0, k = 0;

    for (int i = 0; i < a->n; i++) {
        if (!a->matched[i])
            continue;
        while (!b->matched[k])
            k++;
        n += a->cp[i] != b->cp[k];
        k++;
    }
    return n / 2;
}

/*
 * Jaro-Winkler similarity of two folded words.
 *
 * Units   percent, 0 nothing in common to 100 the same
 * Source  Winkler 1990 (instrument); scaling 0.1 over at most four letters
 */
static int person_similar_word(struct str a, struct str b)
{
    struct letters x = letters_of(a), y = letters_of(b);
    int m, prefix = 0;

    if (x.n == 0 || y.n == 0)
        return 0;
    m = match(&x, &y);
    if (m == 0)
        return 0;
    /* In ten-thousandths: the same in both builds, without floating point. */
    int jaro = (10000 * m / x.n + 10000 * m / y.n + 10000 * (m - moved(&x, &y)) / m) / 3;

    while (prefix < 4 && prefix < x.n && prefix < y.n && x.cp[prefix] == y.cp[prefix])
        prefix++;
    return (jaro + prefix * (10000 - jaro) / 10 + 50) / 100;
}

struct words {
    struct str word[WORDS_MAX];
    bool used[WORDS_MAX];
    int n;
};

static void words_add(struct ctx *ctx, struct words *w, struct str name)
{
    struct str rest = text_fold(ctx->arena, name), word;

    while (w->n < WORDS_MAX && str_split(&rest, ' ', &word)) {
        if (str_given(word))
            w->word[w->n++] = word;
    }
}

static struct words words_of(struct ctx *ctx, const struct person *p)
{
    struct words w = {.n = 0};

    words_add(ctx, &w, p->given_name);
    words_add(ctx, &w, p->family_name);
    return w;
}

static int word_likeness(struct ctx *ctx, struct str a, struct str b)
{
    int similar = person_similar_word(a, b);
    struct str sound = text_phonetic(ctx->arena, a);

    if (similar < SOUND_ALIKE && str_given(sound) && str_eq(sound, text_phonetic(ctx->arena, b)))
        return SOUND_ALIKE;
    return similar;
}

/* The best partner of each word of the shorter name, each word used once. */
static int likeness(struct ctx *ctx, const struct words *few, struct words *many)
{
    int sum = 0;

    for (int i = 0; i < few->n; i++) {
        int best = -1, best_at = 0;

        for (int k = 0; k < many->n; k++) {
            int similar = many->used[k] ? -1 : word_likeness(ctx, few->word[i], many->word[k]);

            if (similar > best) {
                best = similar;
                best_at = k;
            }
        }
        many->used[best_at] = true;
        sum += best < NAME_FROM ? 0 : best;
    }
    return few->n ? sum / few->n : 0;
}

/*
 * How alike two names are, word by word in any order; a word in another script counts as 90 when it
 * sounds alike. Percent.
 */
static int person_similar_name(struct ctx *ctx, const struct person *a, const struct person *b)
{
    struct words x = words_of(ctx, a), y = words_of(ctx, b), other = {.n = 0};
    int best = x.n <= y.n ? likeness(ctx, &x, &y) : likeness(ctx, &y, &x);

    /* Known by another name as well. */
    words_add(ctx, &other, b->other_names);
    if (other.n > 0 && x.n > 0) {
        int by_other = x.n <= other.n ? likeness(ctx, &x, &other) : likeness(ctx, &other, &x);

        best = by_other > best ? by_other : best;
    }
    return best;
}

/* ---- the score ------------------------------------------------------------------------------ */

struct score {
    struct ctx *ctx;
    int points;
    struct str why;
};

static void because(struct score *s, int points, const char *msg)
{
    struct str reason;

    s->points += points;
    if (!msg)
        return;
    reason = ctx_msg(s->ctx, msg);
    if (str_given(s->why)) {
        struct msg_arg both[] = {{.name = "a", .text = s->why}, {.name = "b", .text = reason}};

        reason = msg_by_key(s->ctx->arena, s->ctx->locale, STR("person.twin_and"), both, 2);
    }
    s->why = reason;
}

static void score_name(struct score *s, const struct person *a, const struct person *b)
{
    int similar = person_similar_name(s->ctx, a, b);
    bool one_word = !str_given(a->given_name) || !str_given(a->family_name) ||
                    !str_given(b->given_name) || !str_given(b->family_name);
    int most = one_word ? ONE_WORD_POINTS : NAME_POINTS;

    if (similar <= NAME_FROM)
        return;
    because(s, most * (similar - NAME_FROM) / (100 - NAME_FROM),
            similar >= 99 ? "person.twin_name" : "person.twin_sound");
}

static int years_between(struct date a, struct date b)
{
    int ya, yb, m, d;

    date_to_ymd(a, &ya, &m, &d);
    date_to_ymd(b, &yb, &m, &d);
    return ya > yb ? ya - yb : yb - ya;
}

static bool day_and_month_swapped(struct date a, struct date b)
{
    int ya, ma, da, yb, mb, db;

    date_to_ymd(a, &ya, &ma, &da);
    date_to_ymd(b, &yb, &mb, &db);
    return ya == yb && ma == db && da == mb;
}

static void score_birth(struct score *s, const struct person *a, const struct person *b)
{
    bool guess = a->birth_estimated || b->birth_estimated;

    if (!date_given(a->birth_date) || !date_given(b->birth_date))
        return;
    int years = years_between(a->birth_date, b->birth_date);

    if (!guess && date_cmp(a->birth_date, b->birth_date) == 0)
        because(s, BIRTH_SAME, "person.twin_birth");
    else if (day_and_month_swapped(a->birth_date, b->birth_date) ||
             years <= (guess ? NEAR_YEARS : 0))
        because(s, BIRTH_NEAR, "person.twin_birth_near");
    else if (years > (guess ? 4 * NEAR_YEARS : NEAR_YEARS))
        because(s, BIRTH_FAR, NULL);
}

static void score_sex(struct score *s, const struct person *a, const struct person *b)
{
    bool known = str_given(a->sex) && str_given(b->sex) && !str_eq(a->sex, STR("other")) &&
                 !str_eq(b->sex, STR("other"));

    if (known)
        because(s, str_eq(a->sex, b->sex) ? SEX_SAME : SEX_OTHER, NULL);
}

int person_similar(struct ctx *ctx, const struct person *a, const struct person *b,
                   const struct person_common *common, struct str *ret_why)
{
    struct score s = {.ctx = ctx};

    score_name(&s, a, b);
    score_birth(&s, a, b);
    score_sex(&s, a, b);
    if (common->phone)
        because(&s, PHONE_SAME, "person.twin_phone");
    if (common->identifier)
        because(&s, IDENTIFIER_SAME, "person.twin_identifier");
    *ret_why = s.why;
    return s.points < 0 ? 0 : s.points > 100 ? 100 : s.points;
}
