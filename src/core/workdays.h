/* core/workdays.h: which days people work, and counting them. */
#ifndef CORE_WORKDAYS_H
#define CORE_WORKDAYS_H

#include "base/date.h"
#include "base/list.h"

/** A holiday that comes every year; 29 February only where there is one. */
struct yearly_day {
    int month, day;
};

/** A calendar: of a programme, or of it in one area. Filled in once, see workdays_add(). */
struct workdays {
    unsigned weekend;          /* bit N: the day of the week N (1 Monday .. 7 Sunday) is free */
    LIST_OF(struct date) days; /* free days of one year, in order */
    LIST_OF(struct yearly_day) yearly;
};

/** Adds a holiday of one year. False when that day is free already, every year or this one. */
bool workdays_add(struct arena *a, struct workdays *w, struct date day);
/** Adds a holiday of every year. False when it is there, or a day of one year that it covers. */
bool workdays_add_yearly(struct arena *a, struct workdays *w, struct yearly_day day);
/** True when the calendar has this day as one that people work. */
bool workdays_is(const struct workdays *w, struct date day);
/**
 * Working days after `from`, up to and with `to`; 0 when `to` is not later.
 *
 * Units    days; its cost grows with the years between, not with the days
 */
int64_t workdays_count(const struct workdays *w, struct date from, struct date to);

#endif
