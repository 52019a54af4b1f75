/* core/clock_test.c: deadlines against an oracle that walks from day to day, and known cases. */
#include "core/clock.h"

#include <string.h>

#include "base/test.h"

#define ROUNDS 1000000
#define ORACLE_DAYS 20000 /* further than any of the random rules leads */

/* ---- random rules */

struct dice {
    uint64_t state;
};

static int64_t roll(struct dice *d, int64_t low, int64_t high)
{
    d->state ^= d->state << 13;
    d->state ^= d->state >> 7;
    d->state ^= d->state << 17;
    return low + (int64_t)(d->state % (uint64_t)(high - low + 1));
}

struct world {
    struct workdays workdays;
    struct clock_pause pauses[3];
    struct clock_run run;
};

static void roll_calendar(struct test *t, struct dice *d, struct world *w, struct date about)
{
    static const unsigned weekends[] = {0,       1U << 6 | 1U << 7, 1U << 5 | 1U << 6,
                                        1U << 7, 1U << 4 | 1U << 5, 0x7eU};

    w->workdays = (struct workdays){.weekend = weekends[roll(d, 0, 5)]};
    for (int64_t n = roll(d, 0, 8); n > 0; n--)
        (void)workdays_add(t->arena, &w->workdays, date_add_days(about, (int)roll(d, -20, 100)));
    for (int64_t n = roll(d, 0, 4); n > 0; n--) {
        int month = (int)roll(d, 1, 12);

        (void)workdays_add_yearly(
            t->arena, &w->workdays,
            (struct yearly_day){month, (int)roll(d, 1, month == 2 ? 29 : 30)});
    }
}

static void roll_world(struct test *t, struct dice *d, struct world *w)
{
    int64_t minute = roll(d, 0, 130LL * 365 * 1440), at = minute - 1440;

    w->run = (struct clock_run){.unit = (enum clock_unit)roll(d, 0, CLOCK_MONTHS),
                                .began = {minute * MINUTE_US},
                                .tz_offset_min = (int)roll(d, -720, 840),
                                .workdays = &w->workdays,
                                .pauses = w->pauses};
    w->run.limit = (int)roll(d, 0, w->run.unit == CLOCK_MONTHS ? 7 : roll(d, 0, 9) ? 12 : 90);
    roll_calendar(t, d, w, date_of(w->run.began, 0));
    w->run.pause_n = (size_t)(roll(d, 0, 2) ? 0 : roll(d, 1, 3));
    for (size_t i = 0; i < w->run.pause_n; i++) {
        w->pauses[i].from.us = (at += roll(d, 0, 9000)) * MINUTE_US;
        w->pauses[i].to.us = (at += roll(d, 0, 9000)) * MINUTE_US;
    }
    if (w->run.began.us == 0)
        w->run.began.us = MINUTE_US;
}

/* ---- the oracle: shares nothing with what it judges but the meaning */

struct civil {
    int64_t day;
    int y, m, d, weekday;
};

static int month_days(int y, int m)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    if (m < 1 || m > 12)
        return 0;
    return days[m - 1] + (m == 2 && ((y % 4 == 0 && y % 100 != 0) || y % 400 == 0));
}

static void next_day(struct civil *c)
{
    c->day++;
    c->weekday = c->weekday % 7 + 1;
    if (++c->d <= month_days(c->y, c->m))
        return;
    c->d = 1;
    if (++c->m > 12) {
        c->m = 1;
        c->y++;
    }
}

static int64_t local_day(const struct clock_run *run, int64_t us)
{
    int64_t local = us + run->tz_offset_min * MINUTE_US;

    return (local - ((local % DAY_US) + DAY_US) % DAY_US) / DAY_US;
}

/* From the first of January of a year near, which a table of leap years gives. */
static struct civil civil_of(int64_t day)
{
    struct civil c = {.day = -365 * 2 - 1, .y = 1968, .m = 1, .d = 1, .weekday = 1};

    /* 1968-01-01 was a Monday, 731 days before 1970. */
    while (c.day + 365 + (month_days(c.y, 2) == 29) <= day) {
        int year = 365 + (month_days(c.y, 2) == 29);

        c.day += year;
        c.weekday = (c.weekday - 1 + year) % 7 + 1;
        c.y++;
    }
    while (c.day < day)
        next_day(&c);
    return c;
}

static bool counts(const struct world *w, const struct civil *c)
{
    const struct workdays *cal = &w->workdays;

    for (size_t i = 0; i < w->run.pause_n; i++)
        if (local_day(&w->run, w->pauses[i].from.us) <= c->day &&
            c->day < local_day(&w->run, w->pauses[i].to.us))
            return false;
    if (w->run.unit != CLOCK_WORKING_DAYS)
        return true;
    if (cal->weekend >> c->weekday & 1)
        return false;
    for (size_t i = 0; i < cal->days.n; i++)
        if (cal->days.items[i].day == c->day)
            return false;
    for (size_t i = 0; i < cal->yearly.n; i++)
        if (cal->yearly.items[i].month == c->m && cal->yearly.items[i].day == c->d)
            return false;
    return true;
}

static int64_t months_as_days(struct civil c, int months)
{
    int64_t from = c.day;
    int wanted = c.d, y = c.y + (c.m - 1 + months) / 12, m = (c.m - 1 + months) % 12 + 1;

    while (c.y < y || c.m < m)
        next_day(&c);
    while (c.d < wanted && c.d < month_days(c.y, c.m))
        next_day(&c);
    return c.day - from;
}

static int64_t oracle_day(const struct world *w)
{
    struct civil c = civil_of(local_day(&w->run, w->run.began.us));
    int64_t left = w->run.unit == CLOCK_MONTHS ? months_as_days(c, w->run.limit) : w->run.limit;

    if (left == 0 && w->run.unit == CLOCK_WORKING_DAYS) {
        struct world open = *w;

        open.run.pause_n = 0;
        left = !counts(&open, &c);
    }
    for (int i = 0; left > 0 && i < ORACLE_DAYS; i++) {
        next_day(&c);
        left -= counts(w, &c);
    }
    return c.day;
}

static int64_t oracle_minute(const struct world *w)
{
    int64_t minute = w->run.began.us / MINUTE_US, left = w->run.limit * 60LL;

    for (; left > 0; minute++) {
        bool paused = false;

        for (size_t i = 0; i < w->run.pause_n; i++)
            paused |= w->pauses[i].from.us / MINUTE_US <= minute &&
                      minute < w->pauses[i].to.us / MINUTE_US;
        left -= !paused;
    }
    return minute;
}

TEST(clock, ends_when_counting_day_by_day_says)
{
    struct dice d = {0x9e3779b97f4a7c15ULL};
    struct world w;

    for (int i = 0; i < ROUNDS; i++) {
        struct clock_end end;

        if (i % 1000 == 0)
            arena_reset(t->arena);
        roll_world(t, &d, &w);
        CHECK_OK(clock_end(&w.run, &end));
        CHECK(!end.stands);
        if (w.run.unit == CLOCK_HOURS) {
            CHECK_INT(end.at.us / MINUTE_US, oracle_minute(&w));
            continue;
        }
        CHECK_INT(end.on.day, oracle_day(&w));
        CHECK_INT(end.at.us, date_start(end.on, w.run.tz_offset_min).us + DAY_US);
        if (w.run.unit != CLOCK_MONTHS && w.run.limit > 0)
            CHECK_INT(end.on.day - local_day(&w.run, w.run.began.us),
                      w.run.limit + end.paused + end.free);
    }
}

/* ---- known cases */

static struct instant moment(const char *text)
{
    struct instant ret;

    return instant_parse(str_c(text), &ret) == OK ? ret : INSTANT_NONE;
}

static struct str end_day(struct test *t, const struct clock_run *run)
{
    struct clock_end end;
    char text[11];

    if (clock_end(run, &end) != OK)
        return STR("none");
    return end.stands ? STR("stands") : str_dup(t->arena, date_format(end.on, text));
}

TEST(clock, working_days_leave_out_weekend_and_holidays)
{
    struct workdays cal = {.weekend = 1U << 6 | 1U << 7};
    struct clock_run run = {
        CLOCK_WORKING_DAYS, 5, moment("2026-12-22T16:00:00Z"), 0, &cal, NULL, 0};

    CHECK(workdays_add_yearly(t->arena, &cal, (struct yearly_day){12, 25}));
    CHECK(workdays_add_yearly(t->arena, &cal, (struct yearly_day){1, 1}));
    CHECK(workdays_add(t->arena, &cal, date_from_ymd(2026, 12, 28)));
    /* 23, 24, 29, 30, 31 */
    CHECK_STR(end_day(t, &run), "2026-12-31");
    run.limit = 6;
    CHECK_STR(end_day(t, &run), "2027-01-04");
    /* The day where the family lives begins earlier: it is Wednesday there. */
    run.tz_offset_min = 600;
    CHECK_STR(end_day(t, &run), "2027-01-05");
    run.limit = 0;
    run.began = moment("2026-12-25T09:00:00Z");
    CHECK_STR(end_day(t, &run), "2026-12-29");
}

TEST(clock, a_free_day_is_listed_once)
{
    struct workdays cal = {0};

    CHECK(workdays_add_yearly(t->arena, &cal, (struct yearly_day){1, 1}));
    CHECK(!workdays_add_yearly(t->arena, &cal, (struct yearly_day){1, 1}));
    CHECK(!workdays_add(t->arena, &cal, date_from_ymd(2027, 1, 1)));
    CHECK(workdays_add(t->arena, &cal, date_from_ymd(2027, 4, 5)));
    CHECK(!workdays_add(t->arena, &cal, date_from_ymd(2027, 4, 5)));
    CHECK(!workdays_add_yearly(t->arena, &cal, (struct yearly_day){4, 5}));
    CHECK_INT(workdays_count(&cal, date_from_ymd(2026, 12, 31), date_from_ymd(2027, 12, 31)), 363);
}

TEST(clock, pauses_move_the_end)
{
    struct clock_pause pauses[] = {
        {moment("2026-03-04T10:00:00Z"), moment("2026-03-09T09:00:00Z")},
        {moment("2026-03-20T10:00:00Z"), INSTANT_NONE},
    };
    struct clock_run run = {CLOCK_DAYS, 10, moment("2026-03-02T08:00:00Z"), 0, NULL, pauses, 0};

    CHECK_STR(end_day(t, &run), "2026-03-12");
    run.pause_n = 1; /* five days: the 4th to the 8th */
    CHECK_STR(end_day(t, &run), "2026-03-17");
    run.pause_n = 2;
    CHECK_STR(end_day(t, &run), "stands");
    pauses[1].to = moment("2026-04-20T10:00:00Z"); /* began when it was late already */
    CHECK_STR(end_day(t, &run), "2026-03-17");
    run.unit = CLOCK_HOURS;
    run.limit = 72;
    CHECK_STR(end_day(t, &run), "2026-03-10");
}

TEST(clock, months_end_on_their_last_day)
{
    struct clock_run run = {CLOCK_MONTHS, 1, moment("2028-01-31T12:00:00Z"), 0, NULL, NULL, 0};

    CHECK_STR(end_day(t, &run), "2028-02-29");
    run.limit = 13;
    CHECK_STR(end_day(t, &run), "2029-02-28");
    run.began = moment("2028-02-29T12:00:00Z");
    run.limit = 12;
    CHECK_STR(end_day(t, &run), "2029-02-28");
}

TEST(clock, there_may_be_no_such_day)
{
    struct workdays never = {.weekend = 0xfeU};
    struct clock_run run = {
        CLOCK_WORKING_DAYS, 1, moment("2026-01-05T12:00:00Z"), 0, &never, NULL, 0};

    CHECK_STR(end_day(t, &run), "none");
    run.unit = CLOCK_DAYS;
    run.began = moment("9999-12-30T12:00:00Z");
    CHECK_STR(end_day(t, &run), "none"); /* the moment after that day is in no year */
    run.unit = CLOCK_HOURS;
    run.limit = 100;
    CHECK_STR(end_day(t, &run), "none");
}
