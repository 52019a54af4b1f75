/* core/clock.h: when a deadline ends, and why then.
 *
 * A clock of the pack (clocks.csv) says how long; this says which day that is. Nothing is read from
 * anywhere: the same rule, the same beginning and the same pauses give the same day, on the server
 * and on a tablet. */
#ifndef CORE_CLOCK_H
#define CORE_CLOCK_H

#include "core/pack.h"
#include "core/workdays.h"

/** A time that does not count. */
struct clock_pause {
    struct instant from, to; /* to is not set: it still stands */
};

struct clock_run {
    enum clock_unit unit;
    int limit; /* hours, days, working days or months; 0 or more */
    struct instant began;
    int tz_offset_min;                /* whose days these are, minutes east of UTC */
    const struct workdays *workdays;  /* needed for working days only */
    const struct clock_pause *pauses; /* in order, none within another */
    size_t pause_n;
};

/** The answer, with what makes it so. */
struct clock_end {
    struct instant at; /* in time until this moment, late from it on */
    struct date on;    /* the day of it, to be shown */
    int64_t paused;    /* seconds (of hours) or days that did not count because it stood still */
    int64_t free;      /* weekends and holidays that did not count */
    bool stands;       /* it is paused now: there is no end yet; the rest is not set */
};

/**
 * When the clock ends.
 *
 * Hours run through night and weekend, to the minute. Days and months end when the last day is
 * over: the day it begins on is not counted, nor is the day on which it is paused; the day on which
 * it goes on is. A month that has no such day ends on its last one. Zero working days end on the
 * next one that people work, or on the same.
 *
 * Time    the agency's, by tz_offset_min
 * Errors  E_INVALID  there is no such day: beyond the year 9999, or nobody ever works
 */
enum err clock_end(const struct clock_run *run, struct clock_end *ret) MUST_CHECK;

#endif
