/* core/form_date.c: reading dates and times from boxes. Gregorian only. */
#include "core/form_date.h"

#include "base/num.h"
#include "base/utf8.h"

#define YEAR_MIN 1850
#define YEAR_MAX 2199
#define MONTH_NAME_MIN 3 /* letters; fewer are a slip of the finger */

/* Names that are in use beside those of the language's own calendar data. */
static const struct {
    const char *name;
    int month;
} other_names[] = {
    /* Iraq, Jordan, Lebanon, Palestine, Syria */
    {"كانون الثاني", 1},
    {"شباط", 2},
    {"آذار", 3},
    {"نيسان", 4},
    {"أيار", 5},
    {"حزيران", 6},
    {"تموز", 7},
    {"آب", 8},
    {"أيلول", 9},
    {"تشرين الأول", 10},
    {"تشرين الثاني", 11},
    {"كانون الأول", 12},
    /* Algeria, Tunisia */
    {"جانفي", 1},
    {"فيفري", 2},
    {"أفريل", 4},
    {"ماي", 5},
    {"جوان", 6},
    {"جويلية", 7},
    {"أوت", 8},
    /* Morocco */
    {"يوليوز", 7},
    {"غشت", 8},
    {"شتنبر", 9},
    {"نونبر", 11},
    {"دجنبر", 12},
};

static bool is_digits(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0;
}

/* What was typed, with ASCII digits and without the space around it. */
static struct str tidy(struct ctx *ctx, struct str typed)
{
    struct str clean;

    if (utf8_clean(ctx->arena, typed, &clean) != OK)
        return STR("?");
    return num_ascii_digits(ctx->arena, clean);
}

/* The month's name in the language, folded: the longest word of "November 2026". */
static struct str month_name(struct ctx *ctx, const struct locale *l, int month)
{
    struct buf b;
    struct str folded, word, longest = STR_NONE;

    buf_init(&b, ctx->arena, 200);
    locale_date(&b, l, date_from_ymd(2001, month, 1), DATE_MONTH);
    folded = num_ascii_digits(ctx->arena, text_fold(ctx->arena, buf_str(&b)));
    while (str_split(&folded, ' ', &word))
        if (!is_digits(word) && word.n > longest.n)
            longest = word;
    return longest;
}

/* 1..12 when the folded text is the name or the beginning of the name of exactly one month. */
static int month_by_name(struct ctx *ctx, const struct locale *l, struct str folded)
{
    int found = 0;

    for (int month = 1; month <= 12; month++) {
        struct str name = month_name(ctx, l, month);

        if (str_eq(name, folded))
            return month;
        if (utf8_length(folded) >= MONTH_NAME_MIN && str_has_prefix(name, folded))
            found = found ? -1 : month;
    }
    return found > 0 ? found : 0;
}

static int month_read(struct ctx *ctx, struct str typed)
{
    int64_t number;
    struct str folded;
    int month;

    if (is_digits(typed))
        return num_parse_range(typed, 1, 12, &number) == OK ? (int)number : 0;
    folded = text_fold(ctx->arena, typed);
    if (!str_given(folded))
        return 0;
    month = month_by_name(ctx, ctx->locale, folded);
    for (size_t i = 0; month == 0 && i < sizeof other_names / sizeof *other_names; i++)
        if (str_eq(folded, text_fold(ctx->arena, str_c(other_names[i].name))))
            month = other_names[i].month;
    for (int i = 0; month == 0 && locale_all[i]; i++)
        month = month_by_name(ctx, locale_all[i], folded);
    return month;
}

const char *form_date_read(struct ctx *ctx, const struct date_boxes *boxes, struct date *ret)
{
    struct str day = tidy(ctx, boxes->day), month = tidy(ctx, boxes->month);
    struct str year = tidy(ctx, boxes->year);
    int64_t d, y;
    int m;
    struct date date;

    *ret = DATE_NONE;
    if (!str_given(day) && !str_given(month) && !str_given(year))
        return NULL;
    if (!str_given(day) || !str_given(month) || !str_given(year))
        return "form.date_incomplete";
    if (is_digits(year) && year.n < 4)
        return "form.date_short_year";
    m = month_read(ctx, month);
    if (m == 0 || num_parse_range(day, 1, 31, &d) != OK || !is_digits(day) || !is_digits(year) ||
        num_parse_range(year, YEAR_MIN, YEAR_MAX, &y) != OK)
        return "form.not_date";
    date = date_from_ymd((int)y, m, (int)d);
    if (!date_given(date))
        return "form.not_date";
    *ret = date;
    return NULL;
}

const char *form_time_read(struct ctx *ctx, struct str typed, int *ret_minutes)
{
    struct str s = tidy(ctx, typed), hour, minute;
    size_t mark = 0;
    int64_t h, m;

    if (!str_given(s))
        return "form.time_missing";
    while (mark < s.n && s.p[mark] >= '0' && s.p[mark] <= '9')
        mark++;
    if (mark == s.n && (s.n == 3 || s.n == 4)) {
        hour = str_slice(s, 0, s.n - 2);
        minute = str_from(s, s.n - 2);
    } else {
        hour = str_slice(s, 0, mark);
        minute = str_from(s, mark + 1);
        if (mark == s.n || (s.p[mark] != ':' && s.p[mark] != '.' && s.p[mark] != 'h'))
            return "form.not_time";
    }
    if (!is_digits(hour) || !is_digits(minute) || minute.n != 2 ||
        num_parse_range(hour, 0, 23, &h) != OK || num_parse_range(minute, 0, 59, &m) != OK)
        return "form.not_time";
    *ret_minutes = (int)(h * 60 + m);
    return NULL;
}

void form_date_split(struct arena *a, struct str iso, struct date_boxes *ret)
{
    struct date date;
    struct str time;
    int y, m, d;

    *ret = (struct date_boxes){0};
    if (date_parse(str_slice(iso, 0, 10), &date) != OK)
        return;
    date_to_ymd(date, &y, &m, &d);
    ret->day = str_fmt(a, "%d", d);
    ret->month = str_fmt(a, "%d", m);
    ret->year = str_fmt(a, "%04d", y);
    time = str_from(iso, 10);
    if (time.n > 0 && (time.p[0] == 'T' || time.p[0] == ' '))
        ret->time = str_slice(time, 1, 6);
}
