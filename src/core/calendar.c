/* core/calendar.c: arithmetic of calendars, see calendar.h. Years are found by estimate and then
 * corrected, so that no formula needs to be right in both directions. */
#include "core/calendar.h"

#include "core/messages.gen.h"

/* Day 1 of year 1, in days since 1970-01-01. */
#define PERSIAN_FIRST (-492268)
#define ISLAMIC_FIRST (-492148)
#define ETHIOPIC_FIRST (-716367)
#define UMALQURA_FIRST (-31826) /* of its year 1300 */
#define UMALQURA_YEAR 1300

/* Bit 0 is Muharram; set: 30 days, else 29. From 1300 to 1600. */
static const uint16_t umalqura[] = {
    0x555, 0x2AB, 0x937, 0x2B6, 0x576, 0x36C, 0xB55, 0xAAA, 0x956, 0x49E, 0x95D, 0x2BA, 0x5B5,
    0x3AA, 0xB4B, 0xA96, 0x52E, 0x2AD, 0x56D, 0xB5A, 0x752, 0xF25, 0xE8A, 0xD16, 0xA56, 0xAB5,
    0x6B4, 0xDA9, 0xB92, 0xB25, 0x64B, 0xA9B, 0x35A, 0x6D9, 0x5D4, 0xDA5, 0xD4A, 0xA95, 0x536,
    0x975, 0x2F4, 0x6E9, 0x6D4, 0x6A9, 0x535, 0x25D, 0x4BD, 0x9BA, 0x3B4, 0xB69, 0xB2A, 0xA55,
    0x4AD, 0xA5D, 0x2DA, 0x6D9, 0xEAA, 0xE94, 0xD2A, 0xC56, 0x4AE, 0xA6D, 0x56A, 0xD55, 0xD4A,
    0xA93, 0x52B, 0xA5B, 0x53A, 0x6B5, 0xEA9, 0xD52, 0xD29, 0xA55, 0x4AD, 0x56D, 0xAEA, 0x6E4,
    0xED1, 0xDA2, 0xAAA, 0x95A, 0x2DA, 0x5B9, 0xBB2, 0x764, 0x6C9, 0x555, 0x2AB, 0x4DB, 0xABA,
    0x5B4, 0xDA9, 0xD52, 0xAA5, 0x92D, 0x26D, 0x8ED, 0x2DA, 0xAD5, 0xAA5, 0xA4B, 0x497, 0x937,
    0x2B6, 0x975, 0xD69, 0xD52, 0xC95, 0x92B, 0x25B, 0x4DB, 0x9D5, 0x5D2, 0xDA5, 0xD4A, 0xA95,
    0x54D, 0xAAD, 0x3AA, 0xBD2, 0xBC4, 0xB89, 0xA95, 0x52D, 0x5AD, 0xB6A, 0x6D4, 0xDC9, 0xD92,
    0xAA6, 0x956, 0x2AE, 0x56D, 0x36A, 0xB55, 0xAAA, 0x94D, 0x49D, 0x95D, 0x2BA, 0x5B5, 0x5AA,
    0xD55, 0xA9A, 0x92E, 0x26E, 0x55D, 0xADA, 0x6D4, 0x6A5, 0xB27, 0xA4D, 0x4AD, 0x56D, 0xB5A,
    0x754, 0xF49, 0xE92, 0xD26, 0xA56, 0x356, 0x6B5, 0xBAA, 0xB92, 0xB25, 0x68B, 0xA9B, 0x55A,
    0xADA, 0x5B4, 0xDA9, 0xB52, 0xA9A, 0x536, 0x276, 0x575, 0xAF2, 0x6D4, 0x6A9, 0x555, 0x2AD,
    0x4BD, 0x9BA, 0x574, 0xB69, 0xB52, 0xA95, 0x52D, 0xA5D, 0x4DA, 0xAD9, 0x6B2, 0xE95, 0xE2A,
    0xC96, 0x92E, 0xAAD, 0x56A, 0xD65, 0xD4A, 0xD15, 0x62B, 0xC5B, 0x53A, 0x6B5, 0xDB2, 0xD64,
    0xD29, 0xA55, 0x4AD, 0x96D, 0xAEA, 0x6E8, 0xED1, 0xDA4, 0xD4A, 0xA6A, 0x2DA, 0x5B9, 0xB72,
    0xB68, 0x6D1, 0x655, 0x4AB, 0x95B, 0x2BA, 0x5B5, 0xDA9, 0xD52, 0xCA6, 0x94E, 0x46E, 0x95D,
    0x4DA, 0xAD5, 0xAAA, 0xA4D, 0x49B, 0x937, 0x4B6, 0x975, 0xD6A, 0xD52, 0xAA5, 0x94B, 0x2AB,
    0x55B, 0xAD9, 0x5D2, 0xDC5, 0xD92, 0xB25, 0x555, 0xAB5, 0x5B4, 0xBA9, 0x7A2, 0x745, 0x593,
    0xAAB, 0x4D6, 0x9D6, 0x5D2, 0xBA5, 0xB4A, 0xA95, 0x4AD, 0x15D, 0x2DD, 0x9DA, 0x5B4, 0x5A9,
    0x52D, 0x25B, 0x8B7, 0x176, 0x56D, 0xB6A, 0xACA, 0xA96, 0x52B, 0x15B, 0x2BB, 0x5B6, 0xDAA,
    0xB94, 0xD46, 0xA8D, 0x52D, 0xA9D, 0x55A, 0x755, 0x749, 0xF13, 0xE4A, 0xA96, 0x556, 0x6B5,
    0xBAA, 0xB94,
};
#define UMALQURA_N ((int)(sizeof umalqura / sizeof umalqura[0]))

static const struct rule {
    const char *code;
    int first_year, last_year, months;
} rules[CALENDAR_N] = {
    [CALENDAR_GREGORIAN] = {"gregorian", 1, 9999, 12},
    [CALENDAR_PERSIAN] = {"persian", 1178, 1500, 12},
    [CALENDAR_ISLAMIC] = {"islamic", 1, 9999, 12},
    [CALENDAR_UMALQURA] = {"umalqura", UMALQURA_YEAR, UMALQURA_YEAR + UMALQURA_N - 1, 12},
    [CALENDAR_ETHIOPIC] = {"ethiopic", 1, 9990, 13},
};

struct str calendar_code(enum calendar_kind kind)
{
    return str_c(rules[kind].code);
}

enum calendar_kind calendar_find(struct str code)
{
    for (int k = CALENDAR_GREGORIAN; k < CALENDAR_N; k++)
        if (str_eq(code, str_c(rules[k].code)))
            return (enum calendar_kind)k;
    return CALENDAR_GREGORIAN;
}

/* ---- years and months ----------------------------------------------------------------------- */

static bool is_leap(enum calendar_kind kind, int year)
{
    switch (kind) {
    case CALENDAR_PERSIAN:
        return (25 * year + 11) % 33 < 8;
    case CALENDAR_ISLAMIC:
        return (11 * year + 14) % 30 < 11;
    case CALENDAR_ETHIOPIC:
        return year % 4 == 3;
    default:
        return false;
    }
}

/* The last month of a year, whose length tells whether it is a leap year. */
static int last_month_days(enum calendar_kind kind, int year)
{
    bool leap = is_leap(kind, year);

    if (kind == CALENDAR_ETHIOPIC)
        return leap ? 6 : 5;
    return leap ? 30 : 29;
}

int calendar_month_days(enum calendar_kind kind, int year, int month)
{
    const struct rule *r = &rules[kind];

    if (month < 1 || month > r->months || year < r->first_year || year > r->last_year)
        return 0;
    if (kind == CALENDAR_UMALQURA)
        return umalqura[year - UMALQURA_YEAR] >> (month - 1) & 1 ? 30 : 29;
    if (month == r->months)
        return last_month_days(kind, year);
    switch (kind) {
    case CALENDAR_PERSIAN:
        return month <= 6 ? 31 : 30;
    case CALENDAR_ISLAMIC:
        return month % 2 == 1 ? 30 : 29;
    case CALENDAR_ETHIOPIC:
        return 30;
    default:
        return 0;
    }
}

/* The first day of a year, in days since 1970-01-01. */
static int year_begin(enum calendar_kind kind, int year)
{
    int day = UMALQURA_FIRST;

    switch (kind) {
    case CALENDAR_PERSIAN:
        return PERSIAN_FIRST + 365 * (year - 1) + (8 * year + 21) / 33;
    case CALENDAR_ISLAMIC:
        return ISLAMIC_FIRST + 354 * (year - 1) + (11 * year + 3) / 30;
    case CALENDAR_ETHIOPIC:
        return ETHIOPIC_FIRST + 365 * (year - 1) + year / 4;
    default:
        break;
    }
    for (int y = 0; y < year - UMALQURA_YEAR; y++)
        day += 12 * 29 + __builtin_popcount(umalqura[y]);
    return day;
}

/* Near the year of a day; at most a year off. */
static int year_guess(enum calendar_kind kind, int day)
{
    switch (kind) {
    case CALENDAR_PERSIAN:
        return (int)(((int64_t)day - PERSIAN_FIRST) * 33 / 12053) + 1;
    case CALENDAR_ISLAMIC:
        return (int)(((int64_t)day - ISLAMIC_FIRST) * 30 / 10631) + 1;
    case CALENDAR_ETHIOPIC:
        return (int)(((int64_t)day - ETHIOPIC_FIRST) * 4 / 1461) + 1;
    default:
        return UMALQURA_YEAR + (int)(((int64_t)day - UMALQURA_FIRST) * 30 / 10631);
    }
}

/* ---- both ways ------------------------------------------------------------------------------ */

static bool gregorian(struct date date, struct calendar_day *ret)
{
    date_to_ymd(date, &ret->year, &ret->month, &ret->day);
    return true;
}

/* False when the day is in no year that the rule holds for. */
static bool year_of(enum calendar_kind kind, int day, int *ret)
{
    const struct rule *r = &rules[kind];
    int year = year_guess(kind, day);

    year = year < r->first_year ? r->first_year : year > r->last_year ? r->last_year : year;
    while (year > r->first_year && year_begin(kind, year) > day)
        year--;
    while (year < r->last_year && year_begin(kind, year + 1) <= day)
        year++;
    *ret = year;
    return day >= year_begin(kind, year);
}

bool calendar_from_date(enum calendar_kind kind, struct date date, struct calendar_day *ret)
{
    int year, month = 1, rest;

    if (!date_given(date))
        return false;
    if (kind == CALENDAR_GREGORIAN)
        return gregorian(date, ret);
    if (!year_of(kind, date.day, &year))
        return false;
    rest = date.day - year_begin(kind, year);
    while (month <= rules[kind].months && rest >= calendar_month_days(kind, year, month))
        rest -= calendar_month_days(kind, year, month++);
    if (month > rules[kind].months)
        return false; /* beyond the last year */
    *ret = (struct calendar_day){year, month, rest + 1};
    return true;
}

struct date calendar_to_date(enum calendar_kind kind, struct calendar_day day)
{
    int n;

    if (kind == CALENDAR_GREGORIAN)
        return date_from_ymd(day.year, day.month, day.day);
    if (day.day < 1 || day.day > calendar_month_days(kind, day.year, day.month))
        return DATE_NONE;
    n = year_begin(kind, day.year) + day.day - 1;
    for (int m = 1; m < day.month; m++)
        n += calendar_month_days(kind, day.year, m);
    return (struct date){n};
}

/* ---- in words ------------------------------------------------------------------------------- */

/* The constants of messages stand in the order of their keys. */
_Static_assert(MSG_CALENDAR_PERSIAN_12 == MSG_CALENDAR_PERSIAN_01 + 11, "months of one calendar");
_Static_assert(MSG_CALENDAR_ISLAMIC_12 == MSG_CALENDAR_ISLAMIC_01 + 11, "months of one calendar");
_Static_assert(MSG_CALENDAR_ETHIOPIC_13 == MSG_CALENDAR_ETHIOPIC_01 + 12, "months of one calendar");

static int month_message(enum calendar_kind kind, int month)
{
    static const int first[CALENDAR_N] = {[CALENDAR_PERSIAN] = MSG_CALENDAR_PERSIAN_01,
                                          [CALENDAR_ISLAMIC] = MSG_CALENDAR_ISLAMIC_01,
                                          [CALENDAR_UMALQURA] = MSG_CALENDAR_ISLAMIC_01,
                                          [CALENDAR_ETHIOPIC] = MSG_CALENDAR_ETHIOPIC_01};

    return first[kind] + month - 1;
}

static void put_day(struct buf *out, const struct locale *l, enum calendar_kind kind,
                    struct date date, enum date_style style)
{
    bool whole =
        style == DATE_MEDIUM || style == DATE_LONG || style == DATE_FULL || style == DATE_WEEKDAY;
    struct calendar_day d;

    if (kind == CALENDAR_GREGORIAN || !whole || !calendar_from_date(kind, date, &d))
        return;
    struct str text = str_fmt(out->arena, " (%d %.*s %d)", d.day,
                              STR_ARG(msg_text(l, month_message(kind, d.month))), d.year);

    buf_put(out, locale_digits(out->arena, l, text));
}

void calendar_date(struct buf *out, const struct locale *l, enum calendar_kind kind,
                   struct date date, enum date_style style)
{
    locale_date(out, l, date, style);
    put_day(out, l, kind, date, style);
}

void calendar_instant(struct buf *out, const struct locale *l, enum calendar_kind kind,
                      struct instant at, int offset_min)
{
    locale_instant(out, l, at, offset_min);
    put_day(out, l, kind, date_of(at, offset_min), DATE_MEDIUM);
}
