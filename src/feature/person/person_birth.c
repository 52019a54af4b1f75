/* person/person_birth.c: when somebody was born, as far as it is known: a day, a year, or an age.
 */
#include "base/buf.h"
#include "base/num.h"
#include "feature/person/person.h"

#define AGE_MAX 120
#define YEAR_MIN 1880

/* Whole years today, or when the person died; -1 when unknown. */
static int person_age(const struct ctx *ctx, const struct person *p)
{
    return date_age(p->birth_date, date_given(p->died_on) ? p->died_on : ctx_today(ctx));
}

struct str person_age_text(struct ctx *ctx, const struct person *p)
{
    int years = person_age(ctx, p);
    struct msg_arg n = {.name = "n", .number = years, .is_number = true};
    const char *key = p->birth_estimated ? "person.age_about" : "date.years_old";

    if (years < 0)
        return STR_NONE;
    if (years < 2 && !p->birth_estimated && !date_given(p->died_on)) {
        struct date today = ctx_today(ctx);

        n.number = 0;
        while (date_cmp(date_add_months(p->birth_date, (int)n.number + 1), today) <= 0)
            n.number++;
        key = "date.months_old";
    }
    return msg_by_key(ctx->arena, ctx->locale, str_c(key), &n, 1);
}

struct str person_birth_text(struct ctx *ctx, const struct person *p)
{
    int y, m, d;

    if (!date_given(p->birth_date))
        return STR_NONE;
    if (p->birth_estimated) {
        struct msg_arg year = {.name = "year"};

        date_to_ymd(p->birth_date, &y, &m, &d);
        year.text = str_fmt(ctx->arena, "%d", y);
        return msg_by_key(ctx->arena, ctx->locale, STR("person.born_about"), &year, 1);
    }
    return ctx_date_words(ctx, p->birth_date, DATE_LONG);
}

enum err person_birth_guess(struct ctx *ctx, int64_t age_or_year, struct date *ret)
{
    int y, m, d;

    date_to_ymd(ctx_today(ctx), &y, &m, &d);
    if (age_or_year >= 0 && age_or_year <= AGE_MAX)
        *ret = date_from_ymd(y - (int)age_or_year, 1, 1);
    else if (age_or_year >= YEAR_MIN && age_or_year <= y)
        *ret = date_from_ymd((int)age_or_year, 1, 1);
    else
        return ctx_fail(ctx, E_INVALID, "person.age_wrong", "age");
    return OK;
}

/* "3/5/1992", "3.5.1992" or "3-5-1992": day, month, year. */
static bool day_read(struct ctx *ctx, struct str text, struct date *ret)
{
    char *copy = arena_copy(ctx->arena, text.p, text.n);
    struct str rest = {copy, text.n}, one;
    int64_t part[3] = {0};
    int n = 0;

    for (size_t i = 0; i < text.n; i++) {
        if (copy[i] == '.' || copy[i] == '-')
            copy[i] = '/';
    }
    while (n < 3 && str_split(&rest, '/', &one)) {
        if (num_parse_range(one, 1, 9999, &part[n++]) != OK)
            return false;
    }
    if (n != 3 || str_given(rest) || part[2] < YEAR_MIN)
        return false;
    *ret = date_from_ymd((int)part[2], (int)part[1], (int)part[0]);
    return date_given(*ret);
}

/* 1 … 12 for a month written out in a language that we have, or its usual short form; else 0. */
static int month_read(struct ctx *ctx, struct str word)
{
    static const enum date_style styles[] = {DATE_MONTH_NAME, DATE_MONTH_SHORT};
    struct str folded = text_fold(ctx->arena, word);

    for (int i = 0; i < 24; i++)
        for (const struct locale *const *l = locale_all; *l; l++) {
            struct buf out;

            buf_init(&out, ctx->arena, 100);
            locale_date(&out, *l, date_from_ymd(2000, i / 2 + 1, 1), styles[i % 2]);
            if (str_eq(text_fold(ctx->arena, buf_str(&out)), folded))
                return i / 2 + 1;
        }
    return 0;
}

/* "3 May 1992": day, month in words, year. */
static bool words_read(struct ctx *ctx, struct str text, struct date *ret)
{
    struct str rest = text, part[4] = {{0}};
    int64_t day, year;
    size_t n = 0;

    while (n < 4 && str_split(&rest, ' ', &part[n]))
        n += str_given(part[n]);
    if (n != 3 || num_parse_range(part[0], 1, 31, &day) != OK ||
        num_parse_range(part[2], YEAR_MIN, 9999, &year) != OK)
        return false;
    int month = month_read(ctx, part[1]);

    *ret = month ? date_from_ymd((int)year, month, (int)day) : DATE_NONE;
    return date_given(*ret);
}

enum err person_birth_parse(struct ctx *ctx, struct str text, struct date *ret, bool *ret_estimated)
{
    struct str ascii = num_ascii_digits(ctx->arena, str_trim(text));
    struct date day = DATE_NONE;
    int64_t number;
    bool whole =
        date_parse(ascii, &day) == OK || day_read(ctx, ascii, &day) || words_read(ctx, ascii, &day);

    if (!whole) {
        if (num_parse_i64(ascii, &number) != OK)
            return ctx_fail(ctx, E_INVALID, "person.birth_unreadable", "birth_date");
        TRY(person_birth_guess(ctx, number, &day));
    }
    *ret = day;
    *ret_estimated = !whole;
    return OK;
}
