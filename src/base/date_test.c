/* base/date_test.c */
#include "base/date.h"

#include "base/test.h"

/* Fliegel and Van Flandern's formula (1968) for the Julian day number, which has nothing in common
 * with the way of date.c. 2440588 is 1970-01-01. */
static long fliegel(long y, long m, long d)
{
    return d - 32075 + 1461 * (y + 4800 + (m - 14) / 12) / 4 +
           367 * (m - 2 - (m - 14) / 12 * 12) / 12 - 3 * ((y + 4900 + (m - 14) / 12) / 100) / 4 -
           2440588;
}

static int month_length(int y, int m)
{
    static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = y % 400 == 0 || (y % 4 == 0 && y % 100 != 0);

    return length[m - 1] + (m == 2 && leap);
}

static bool has_ymd(struct date date, int y, int m, int d)
{
    int got_y, got_m, got_d;

    date_to_ymd(date, &got_y, &got_m, &got_d);
    return got_y == y && got_m == m && got_d == d;
}

static bool reads_back(struct date date)
{
    char out[11];
    struct date again;

    return date_parse(date_format(date, out), &again) == OK && again.day == date.day;
}

/* Walks all 3,652,059 days by counting, and asks every function about each. */
TEST(date, every_day_of_the_years_1_to_9999)
{
    int32_t day = -719162;
    int weekday = 1;

    for (int y = 1; y <= 9999; y++) {
        for (int m = 1; m <= 12; m++) {
            for (int d = 1; d <= month_length(y, m); d++) {
                struct date date = date_from_ymd(y, m, d);

                CHECK_INT(date.day, day);
                CHECK_INT(fliegel(y, m, d), day);
                CHECK(has_ymd(date, y, m, d));
                CHECK(date_weekday(date) == weekday);
                CHECK(reads_back(date));
                day++;
                weekday = weekday % 7 + 1;
            }
            CHECK(!date_given(date_from_ymd(y, m, 0)));
            CHECK(!date_given(date_from_ymd(y, m, month_length(y, m) + 1)));
        }
    }
    CHECK_INT(day, 2932897);
}

TEST(date, refuses_days_that_are_not)
{
    static const int row[][3] = {{0, 12, 31},   {10000, 1, 1}, {-1, 1, 1},        {2026, 0, 1},
                                 {2026, 13, 1}, {2026, -1, 1}, {2026, 1, -1},     {2023, 2, 29},
                                 {1900, 2, 29}, {2026, 4, 31}, {2026, 1, 1 << 30}};

    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        CHECK(!date_given(date_from_ymd(row[i][0], row[i][1], row[i][2])));
    CHECK(date_given(date_from_ymd(2000, 2, 29)));
    CHECK(has_ymd(DATE_NONE, 0, 0, 0));
    CHECK_INT(date_weekday(DATE_NONE), 0);
    CHECK_INT(date_weekday(date_from_ymd(1970, 1, 1)), 4);
    CHECK_INT(date_weekday(date_from_ymd(2026, 11, 20)), 5);
}

TEST(date, orders_with_none_first)
{
    struct date a = {-5}, b = {7};

    CHECK(date_cmp(a, b) < 0 && date_cmp(b, a) > 0 && date_cmp(a, a) == 0);
    CHECK(date_cmp(DATE_NONE, a) < 0 && date_cmp(DATE_NONE, DATE_NONE) == 0);
    CHECK(date_cmp((struct date){INT32_MAX}, DATE_NONE) > 0);
}

TEST(date, adds_days_within_the_calendar)
{
    struct date last = date_from_ymd(9999, 12, 31), first = date_from_ymd(1, 1, 1);

    CHECK(has_ymd(date_add_days(date_from_ymd(2024, 2, 28), 1), 2024, 2, 29));
    CHECK(has_ymd(date_add_days(date_from_ymd(2024, 3, 1), -1), 2024, 2, 29));
    CHECK(has_ymd(date_add_days(first, last.day - first.day), 9999, 12, 31));
    CHECK(!date_given(date_add_days(last, 1)) && !date_given(date_add_days(first, -1)));
    CHECK(!date_given(date_add_days(last, INT32_MAX)));
    CHECK(!date_given(date_add_days(first, INT32_MIN)));
    CHECK(!date_given(date_add_days(DATE_NONE, 0)) && !date_given(date_add_days(DATE_NONE, 9)));
}

TEST(date, adds_months_to_the_same_or_the_last_day)
{
    static const int row[][7] = {
        {2026, 1, 31, 1, 2026, 2, 28},         {2024, 1, 31, 1, 2024, 2, 29},
        {2026, 3, 31, -1, 2026, 2, 28},        {2024, 2, 29, 12, 2025, 2, 28},
        {2024, 2, 29, 48, 2028, 2, 29},        {2026, 11, 20, 2, 2027, 1, 20},
        {2026, 1, 15, -1, 2025, 12, 15},       {2026, 5, 31, 0, 2026, 5, 31},
        {1, 1, 1, 12 * 9999 - 1, 9999, 12, 1}, {9999, 12, 31, -12 * 9999 + 1, 1, 1, 31},
    };

    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        CHECK(has_ymd(date_add_months(date_from_ymd(row[i][0], row[i][1], row[i][2]), row[i][3]),
                      row[i][4], row[i][5], row[i][6]));
    CHECK(!date_given(date_add_months(date_from_ymd(9999, 12, 1), 1)));
    CHECK(!date_given(date_add_months(date_from_ymd(1, 1, 1), -1)));
    CHECK(!date_given(date_add_months(date_from_ymd(1, 1, 1), INT32_MAX)));
    CHECK(!date_given(date_add_months(date_from_ymd(1, 1, 1), INT32_MIN)));
    CHECK(!date_given(date_add_months(DATE_NONE, 1)));
}

TEST(date, counts_age_as_people_do)
{
    struct date leap = date_from_ymd(2004, 2, 29), born = date_from_ymd(2008, 6, 15);

    CHECK_INT(date_age(leap, date_from_ymd(2022, 2, 28)), 17);
    CHECK_INT(date_age(leap, date_from_ymd(2022, 3, 1)), 18);
    CHECK_INT(date_age(leap, date_from_ymd(2024, 2, 28)), 19);
    CHECK_INT(date_age(leap, date_from_ymd(2024, 2, 29)), 20);
    CHECK_INT(date_age(leap, leap), 0);
    CHECK_INT(date_age(born, date_from_ymd(2026, 6, 14)), 17);
    CHECK_INT(date_age(born, date_from_ymd(2026, 6, 15)), 18);
    CHECK_INT(date_age(born, date_from_ymd(2008, 6, 14)), -1);
    CHECK_INT(date_age(date_from_ymd(2023, 2, 28), date_from_ymd(2024, 2, 28)), 1);
    CHECK_INT(date_age(date_from_ymd(2023, 3, 1), date_from_ymd(2024, 2, 29)), 0);
    CHECK_INT(date_age(DATE_NONE, born), -1);
    CHECK_INT(date_age(born, DATE_NONE), -1);
}

TEST(date, parses_one_form_only)
{
    static const char *const text[] = {
        "",           "2026-11-2",   "2026-11-200", "2026-1-20",  "26-11-20",
        "2026/11/20", "2026-11-20 ", " 2026-11-20", "2026-13-01", "2026-02-29",
        "0000-01-01", "20261120",    "-026-11-20",  "2026-+1-20", "2026-11-20T00:00:00Z",
    };
    struct date date = {77};

    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        CHECK_ERR(date_parse(str_c(text[i]), &date), E_INVALID);
    CHECK_ERR(date_parse(STR("2026-11-20\0"), &date), E_INVALID);
    CHECK_INT(date.day, 77);
    CHECK_OK(date_parse(STR("0001-01-01"), &date));
    CHECK_INT(date.day, -719162);
}

TEST(date, formats_nothing_for_none)
{
    char out[11] = "x";

    CHECK_STR(date_format(DATE_NONE, out), "");
    CHECK_INT(out[0], 0);
    CHECK_STR(date_format((struct date){INT32_MAX}, out), "");
}

TEST(date, moves_with_the_zone)
{
    struct date day = date_from_ymd(2026, 11, 20);
    int64_t noon = day.day * DAY_US + 12 * HOUR_US;

    CHECK_INT(date_of((struct instant){noon}, 0).day, day.day);
    CHECK_INT(date_of((struct instant){noon}, 12 * 60).day, day.day + 1);
    CHECK_INT(date_of((struct instant){noon}, 12 * 60 - 1).day, day.day);
    CHECK_INT(date_of((struct instant){noon}, -12 * 60).day, day.day);
    CHECK_INT(date_of((struct instant){noon}, -12 * 60 - 1).day, day.day - 1);
    CHECK_INT(date_of((struct instant){-1}, 0).day, -1);
    CHECK_INT(date_of((struct instant){-DAY_US}, 0).day, -1);
    CHECK_INT(date_of((struct instant){-DAY_US - 1}, 0).day, -2);
    CHECK(!date_given(date_of(INSTANT_NONE, 60)));
    CHECK(!date_given(date_of((struct instant){INT64_MAX}, 60)));
    CHECK(!date_given(date_of((struct instant){INT64_MIN}, -60)));
    for (int offset = -14 * 60; offset <= 14 * 60; offset += 15) {
        CHECK_INT(date_of(date_start(day, offset), offset).day, day.day);
        CHECK_INT(date_of((struct instant){date_start(day, offset).us - 1}, offset).day,
                  day.day - 1);
    }
    CHECK(!instant_given(date_start(DATE_NONE, 60)));
}

TEST(date, formats_instants_cutting_fractions)
{
    char out[21];

    CHECK_STR(instant_format((struct instant){1}, out), "1970-01-01T00:00:00Z");
    CHECK_STR(instant_format((struct instant){-1}, out), "1969-12-31T23:59:59Z");
    CHECK_STR(instant_format(INSTANT_NONE, out), "");
    CHECK_STR(instant_format((struct instant){INT64_MAX}, out), "");
    CHECK_STR(instant_format((struct instant){2932897 * DAY_US - 1}, out), "9999-12-31T23:59:59Z");
    CHECK_STR(instant_format((struct instant){2932897 * DAY_US}, out), "");
    CHECK_STR(instant_format((struct instant){-719162 * DAY_US}, out), "0001-01-01T00:00:00Z");
}

TEST(date, parses_instants)
{
    static const struct {
        const char *text, *want;
        int us;
    } row[] = {
        {"2026-11-20T09:40:00Z", "2026-11-20T09:40:00Z", 0},
        {"2026-11-20t09:40:00z", "2026-11-20T09:40:00Z", 0},
        {"2026-11-20T09:40:00.5Z", "2026-11-20T09:40:00Z", 500000},
        {"2026-11-20T09:40:00.123456999999999999Z", "2026-11-20T09:40:00Z", 123456},
        {"2026-11-20T00:30:00+01:00", "2026-11-19T23:30:00Z", 0},
        {"2026-12-31T23:30:00-05:45", "2027-01-01T05:15:00Z", 0},
        {"2026-11-20T09:40:00-00:00", "2026-11-20T09:40:00Z", 0},
        {"1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59Z", 999999},
        {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z", 0},
        {"2017-01-01T05:29:60+05:30", "2017-01-01T00:00:00Z", 0},
        {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z", 0},
    };
    char out[21];

    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct instant at;
        int64_t us;

        CHECK_OK(instant_parse(str_c(row[i].text), &at));
        CHECK_STR(instant_format(at, out), row[i].want);
        us = at.us % SECOND_US;
        CHECK_INT(us < 0 ? us + SECOND_US : us, row[i].us);
    }
}

TEST(date, refuses_other_instants)
{
    static const char *const text[] = {
        "",
        "2026-11-20",
        "2026-11-20T09:40Z",
        "2026-11-20T09:40:00",
        "2026-11-20 09:40:00Z",
        "2026-11-20T24:00:00Z",
        "2026-11-20T09:60:00Z",
        "2026-11-20T09:40:61Z",
        "2026-11-20T09:40:60Z",
        "2026-11-20T09:40:00.Z",
        "2026-11-20T09:40:00,5Z",
        "2026-11-20T09:40:00+0100",
        "2026-11-20T09:40:00+24:00",
        "2026-11-20T09:40:00+01:60",
        "2026-11-20T09:40:00+01:00Z",
        "2026-11-20T09:40:00ZZ",
        "2026-02-29T00:00:00Z",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:00-00:01",
        "9999-12-31T23:59:60Z",
    };
    struct instant at = {77};

    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        CHECK_ERR(instant_parse(str_c(text[i]), &at), E_INVALID);
    CHECK_INT(at.us, 77);
}
