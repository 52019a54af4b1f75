/* core/calendar.h: days in the calendars that people live by, beside the Gregorian one: stored and
 * computed is always the Gregorian day. Each counts as its arithmetic says, both ways. */
#ifndef CORE_CALENDAR_H
#define CORE_CALENDAR_H

#include "base/buf.h"
#include "base/date.h"
#include "core/i18n.h"

enum calendar_kind {
    CALENDAR_GREGORIAN,
    CALENDAR_PERSIAN,  /* solar hijri, with leap years in rounds of 33 */
    CALENDAR_ISLAMIC,  /* civil: 11 leap years in rounds of 30 */
    CALENDAR_UMALQURA, /* as the tables of Umm al-Qura have the months */
    CALENDAR_ETHIOPIC, /* twelve months of 30 days, and the days that are left */
    CALENDAR_N
};

struct calendar_day {
    int year, month, day; /* from 1 */
};

/** "gregorian", "persian", "islamic", "umalqura", "ethiopic": code list "calendar". */
struct str calendar_code(enum calendar_kind kind);
/** CALENDAR_GREGORIAN for any other text. */
enum calendar_kind calendar_find(struct str code);

/**
 * The day of that calendar.
 *
 * Returns  false for DATE_NONE, and where the arithmetic is not that of people's calendars: Persian
 *          outside 1178..1500, Umm al-Qura outside 1300..1600, the others before their year 1
 * Source   Reingold and Dershowitz, Calendrical Calculations; the months of Umm al-Qura by ICU 78
 */
bool calendar_from_date(enum calendar_kind kind, struct date date, struct calendar_day *ret);
/** The way back; DATE_NONE when the calendar has no such day, or it is outside the same years. */
struct date calendar_to_date(enum calendar_kind kind, struct calendar_day day);
/** How many days the month has; 0 when there is none such. */
int calendar_month_days(enum calendar_kind kind, int year, int month);

/** As locale_date(), and behind a date that names its year or its weekday the day in this calendar:
 *  "20 Nov 2026 (29 Aban 1405)". The Gregorian one adds nothing. */
void calendar_date(struct buf *out, const struct locale *l, enum calendar_kind kind,
                   struct date date, enum date_style style);
/** As locale_instant(), with the day likewise. */
void calendar_instant(struct buf *out, const struct locale *l, enum calendar_kind kind,
                      struct instant at, int offset_min);

#endif
