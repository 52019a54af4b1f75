/* core/calendar_test.c: days that are known, and every day there and back. That each day is the one
 * ICU says is asked by tests/i18n/oracle.mjs. */
#include "core/calendar.h"

#include "base/test.h"

static const struct known {
    enum calendar_kind kind;
    struct calendar_day there;
    int year, month, day;
} known[] = {
    /* Nowruz; a leap year's last day; the revolution's calendar begins. */
    {CALENDAR_PERSIAN, {1405, 1, 1}, 2026, 3, 21},
    {CALENDAR_PERSIAN, {1403, 12, 30}, 2025, 3, 20},
    {CALENDAR_PERSIAN, {1404, 1, 1}, 2025, 3, 21},
    {CALENDAR_PERSIAN, {1304, 1, 1}, 1925, 3, 21},
    {CALENDAR_PERSIAN, {1405, 8, 29}, 2026, 11, 20},
    /* The epoch's day, and 1 Muharram 1400. */
    {CALENDAR_ISLAMIC, {1, 1, 1}, 622, 7, 19},
    {CALENDAR_ISLAMIC, {1400, 1, 1}, 1979, 11, 21},
    {CALENDAR_ISLAMIC, {1448, 6, 9}, 2026, 11, 20},
    /* Ramadan and Eid as Saudi Arabia announced them. */
    {CALENDAR_UMALQURA, {1446, 9, 1}, 2025, 3, 1},
    {CALENDAR_UMALQURA, {1446, 10, 1}, 2025, 3, 30},
    {CALENDAR_UMALQURA, {1448, 6, 10}, 2026, 11, 20},
    /* New Year after a leap year and not; Christmas; the epoch. */
    {CALENDAR_ETHIOPIC, {2016, 1, 1}, 2023, 9, 12},
    {CALENDAR_ETHIOPIC, {2017, 1, 1}, 2024, 9, 11},
    {CALENDAR_ETHIOPIC, {2015, 13, 6}, 2023, 9, 11},
    {CALENDAR_ETHIOPIC, {1, 1, 1}, 8, 8, 27},
    {CALENDAR_ETHIOPIC, {2019, 3, 11}, 2026, 11, 20},
};

TEST(calendar, knows_these_days_both_ways)
{
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        const struct known *k = &known[i];
        struct date date = date_from_ymd(k->year, k->month, k->day);
        struct calendar_day d = {0};

        CHECK(calendar_from_date(k->kind, date, &d));
        CHECK_INT(d.year, k->there.year);
        CHECK_INT(d.month, k->there.month);
        CHECK_INT(d.day, k->there.day);
        CHECK_INT(calendar_to_date(k->kind, k->there).day, date.day);
    }
}

/* Each day is the day before's successor, and leads back to itself. */
TEST(calendar, counts_every_day_once)
{
    for (int kind = CALENDAR_PERSIAN; kind < CALENDAR_N; kind++) {
        enum calendar_kind k = (enum calendar_kind)kind;
        struct calendar_day before = {0}, d;
        int seen = 0;

        for (struct date date = date_from_ymd(1700, 1, 1); date.day < 80000; date.day++) {
            if (!calendar_from_date(k, date, &d)) {
                before = (struct calendar_day){0};
                continue;
            }
            CHECK_INT(calendar_to_date(k, d).day, date.day);
            bool next_day =
                d.year == before.year && d.month == before.month && d.day == before.day + 1;
            bool next_month = d.year == before.year && d.month == before.month + 1 && d.day == 1 &&
                              before.day == calendar_month_days(k, before.year, before.month);
            bool next_year = d.year == before.year + 1 && d.month == 1 && d.day == 1;

            CHECK(before.year == 0 || next_day || next_month || next_year);
            before = d;
            seen++;
        }
        CHECK(seen > 70000);
    }
}

TEST(calendar, refuses_days_that_are_none)
{
    struct calendar_day d;

    CHECK(!date_given(calendar_to_date(CALENDAR_PERSIAN, (struct calendar_day){1404, 12, 30})));
    CHECK(!date_given(calendar_to_date(CALENDAR_ISLAMIC, (struct calendar_day){1448, 13, 1})));
    CHECK(!date_given(calendar_to_date(CALENDAR_UMALQURA, (struct calendar_day){1601, 1, 1})));
    CHECK(!date_given(calendar_to_date(CALENDAR_ETHIOPIC, (struct calendar_day){2016, 13, 6})));
    CHECK(!date_given(calendar_to_date(CALENDAR_ETHIOPIC, (struct calendar_day){2016, 1, 0})));
    CHECK(!calendar_from_date(CALENDAR_PERSIAN, date_from_ymd(9999, 12, 31), &d));
    CHECK(!calendar_from_date(CALENDAR_UMALQURA, date_from_ymd(1800, 1, 1), &d));
    CHECK(!calendar_from_date(CALENDAR_PERSIAN, date_from_ymd(1, 1, 1), &d));
    CHECK(!calendar_from_date(CALENDAR_ISLAMIC, DATE_NONE, &d));
}

static struct str put(struct test *t, const char *tag, enum calendar_kind kind,
                      enum date_style style)
{
    struct buf out;

    buf_init(&out, t->arena, 200);
    calendar_date(&out, locale_find(str_c(tag)), kind, date_from_ymd(2026, 11, 20), style);
    return buf_str(&out);
}

TEST(calendar, stands_beside_the_date)
{
    CHECK_STR(put(t, "en", CALENDAR_PERSIAN, DATE_MEDIUM), "20 Nov 2026 (29 Aban 1405)");
    CHECK_STR(put(t, "en", CALENDAR_ETHIOPIC, DATE_LONG), "20 November 2026 (11 Hedar 2019)");
    CHECK_STR(put(t, "fr", CALENDAR_ISLAMIC, DATE_WEEKDAY),
              "vendredi 20 novembre (9 joumada ath-thania 1448)");
    CHECK_STR(put(t, "ar", CALENDAR_UMALQURA, DATE_LONG), "٢٠ نوفمبر ٢٠٢٦ (١٠ جمادى الآخرة ١٤٤٨)");
    CHECK_STR(put(t, "en", CALENDAR_PERSIAN, DATE_DAY_MONTH), "20 Nov");
    CHECK_STR(put(t, "en", CALENDAR_GREGORIAN, DATE_MEDIUM), "20 Nov 2026");
}
