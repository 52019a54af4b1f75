/* core/clock.c: when a deadline ends. Days are never walked one by one: how many count up to a day
 * is a sum, it only grows, so the day is looked for by halving. */
#include "core/clock.h"

#define TO_LAST_DAY 2932896 /* 9999-12-31 */

static struct date day_of(const struct clock_run *run, struct instant t)
{
    return date_of(t, run->tz_offset_min);
}

static enum err end_on(const struct clock_run *run, struct date day, struct clock_end *ret)
{
    struct date next = date_given(day) ? date_add_days(day, 1) : DATE_NONE;

    if (!date_given(next))
        return E_INVALID;
    ret->on = day;
    ret->at = date_start(next, run->tz_offset_min);
    return OK;
}

/* ---- hours */

static enum err end_of_hours(const struct clock_run *run, struct clock_end *ret)
{
    int64_t at = run->began.us + run->limit * HOUR_US, paused = 0;

    for (size_t i = 0; i < run->pause_n; i++) {
        int64_t from = run->pauses[i].from.us, to = run->pauses[i].to.us;

        if (from < run->began.us)
            from = run->began.us;
        if (from >= at || to <= from)
            continue; /* it was over before, or this was before it began */
        paused += to - from;
        at += to - from;
    }
    *ret = (struct clock_end){.at = {at}, .paused = paused / SECOND_US};
    ret->on = day_of(run, ret->at);
    return date_given(ret->on) && ret->on.day <= TO_LAST_DAY ? OK : E_INVALID;
}

/* ---- days */

static int64_t days_between(const struct clock_run *run, struct date from, struct date to)
{
    if (date_cmp(from, to) >= 0)
        return 0;
    return run->unit == CLOCK_WORKING_DAYS ? workdays_count(run->workdays, from, to)
                                           : (int64_t)to.day - from.day;
}

/* Of the days after the first, up to and with the last, those that pauses take out. */
static int64_t paused_days(const struct clock_run *run, struct date first, struct date last)
{
    int64_t n = 0;

    for (size_t i = 0; i < run->pause_n; i++) {
        /* Of the pause the day it begins on is the first, and the day it ends on counts again. */
        struct date from = date_add_days(day_of(run, run->pauses[i].from), -1);
        struct date to = date_add_days(day_of(run, run->pauses[i].to), -1);

        n += days_between(run, date_cmp(from, first) < 0 ? first : from,
                          date_cmp(to, last) > 0 ? last : to);
    }
    return n;
}

/* The first day, not before `first`, up to which n days count. */
static struct date day_after(const struct clock_run *run, struct date first, int64_t n)
{
    int64_t low = first.day, high = first.day + n, step = 1;
    struct date day = {(int32_t)high};

    /* What does not count only makes it later; how much later is not known before. */
    while (high <= TO_LAST_DAY &&
           days_between(run, first, day) - paused_days(run, first, day) < n) {
        low = high + 1;
        high += step;
        step *= 2;
        day.day = (int32_t)(high < TO_LAST_DAY ? high : TO_LAST_DAY);
    }
    if (high > TO_LAST_DAY)
        high = TO_LAST_DAY;
    while (low < high) {
        day.day = (int32_t)(low + (high - low) / 2);
        if (days_between(run, first, day) - paused_days(run, first, day) < n)
            low = (int64_t)day.day + 1;
        else
            high = day.day;
    }
    day.day = (int32_t)high;
    return days_between(run, first, day) - paused_days(run, first, day) < n ? DATE_NONE : day;
}

static enum err end_of_days(const struct clock_run *run, struct clock_end *ret)
{
    struct date first = day_of(run, run->began), day;
    int64_t n = run->limit;

    if (!date_given(first))
        return E_INVALID;
    if (run->unit == CLOCK_MONTHS) {
        day = date_add_months(first, run->limit);
        if (!date_given(day))
            return E_INVALID;
        n = (int64_t)day.day - first.day;
    }
    /* The same day, unless nobody works on it: then the first one that counts after it. */
    if (n == 0 && run->unit == CLOCK_WORKING_DAYS && !workdays_is(run->workdays, first))
        n = 1;
    day = day_after(run, first, n);
    if (!date_given(day))
        return E_INVALID;
    *ret = (struct clock_end){.paused = paused_days(run, first, day)};
    ret->free = (int64_t)day.day - first.day - days_between(run, first, day);
    return end_on(run, day, ret);
}

enum err clock_end(const struct clock_run *run, struct clock_end *ret)
{
    if (run->pause_n > 0 && !instant_given(run->pauses[run->pause_n - 1].to)) {
        *ret = (struct clock_end){.stands = true};
        return OK;
    }
    return run->unit == CLOCK_HOURS ? end_of_hours(run, ret) : end_of_days(run, ret);
}
