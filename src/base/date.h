/* base/date.h: calendar days and instants. Two structs, so that they cannot be mixed up.
 * The clock is not read here: ctx->now is the only "now". */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/err.h"
#include "base/str.h"

/** A calendar day, as the number of days since 1970-01-01 (proleptic Gregorian). */
struct date {
    int32_t day;
};
/** A point in time, microseconds since 1970-01-01T00:00:00 UTC. 0 means "not set", so that very
 * moment cannot be told. */
struct instant {
    int64_t us;
};

#define DATE_NONE ((struct date){INT32_MIN})
#define INSTANT_NONE ((struct instant){0})
#define SECOND_US 1000000LL
#define MINUTE_US (60 * SECOND_US)
#define HOUR_US (60 * MINUTE_US)
#define DAY_US (24 * HOUR_US)

/** False for DATE_NONE. */
static inline bool date_given(struct date d)
{
    return d.day != INT32_MIN;
}
/** False for INSTANT_NONE. */
static inline bool instant_given(struct instant t)
{
    return t.us != 0;
}
/** <0, 0, >0. A date that is not given sorts first. */
int date_cmp(struct date a, struct date b);
/** Day d of month m (1..12) of year y; DATE_NONE when there is no such day. Years 1..9999. */
struct date date_from_ymd(int y, int m, int d);
/** Splits into year, month 1..12, day 1..31; 0, 0, 0 for DATE_NONE. */
void date_to_ymd(struct date date, int *y, int *m, int *d);
/** The day that many days later (or earlier). DATE_NONE outside the years 1..9999. */
struct date date_add_days(struct date d, int days);
/**
 * Same day n months on; the last day of the month when there is no such day. DATE_NONE outside the
 * years 1..9999.
 */
struct date date_add_months(struct date d, int months);
/**
 * Whole years from birth to on, as people count age; born on 29 February counts on 1 March.
 *
 * Returns  -1 when one is not given, or on is before birth
 */
int date_age(struct date birth, struct date on);
/** 1 Monday .. 7 Sunday (ISO 8601); 0 for DATE_NONE. */
int date_weekday(struct date d);
/** "YYYY-MM-DD" and nothing else. Errors: E_INVALID. */
enum err date_parse(struct str s, struct date *ret) MUST_CHECK;
/** Writes "YYYY-MM-DD" and a NUL; an empty string for DATE_NONE. */
struct str date_format(struct date d, char out[11]);
/** The UTC day of an instant, moved by the zone's offset in minutes east of UTC. DATE_NONE when not
 * set. */
struct date date_of(struct instant t, int offset_min);
/** Midnight of the day in the zone, as an instant. */
struct instant date_start(struct date d, int offset_min);
/** RFC 3339 UTC, "2026-11-20T09:40:00Z" (fractions of a second are cut). 21 bytes with NUL.
 * An empty string when not set or outside the years 1..9999. */
struct str instant_format(struct instant t, char out[21]);
/**
 * RFC 3339 with Z or an offset, fraction optional (cut to microseconds). A leap second counts as
 * the first second of the next day.
 *
 * Errors  E_INVALID  not that form, no such day or time, or outside the years 1..9999 in UTC
 */
enum err instant_parse(struct str s, struct instant *ret) MUST_CHECK;

#endif
