/* core/workdays.c: counting the days that people work, without looking at each. */
#include "core/workdays.h"

#define WEEK 7

/* The place of the first holiday of one year that is not before the day. */
static size_t place_of(const struct workdays *w, struct date day)
{
    size_t low = 0, high = w->days.n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (date_cmp(w->days.items[middle], day) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_yearly(const struct workdays *w, struct date date)
{
    int year, month, day;

    date_to_ymd(date, &year, &month, &day);
    for (size_t i = 0; i < w->yearly.n; i++)
        if (w->yearly.items[i].month == month && w->yearly.items[i].day == day)
            return true;
    return false;
}

static bool is_listed(const struct workdays *w, struct date day)
{
    size_t at = place_of(w, day);

    return at < w->days.n && date_cmp(w->days.items[at], day) == 0;
}

static bool is_weekend(const struct workdays *w, struct date day)
{
    return w->weekend >> date_weekday(day) & 1;
}

bool workdays_add(struct arena *a, struct workdays *w, struct date day)
{
    size_t at = place_of(w, day);

    if (is_listed(w, day) || is_yearly(w, day))
        return false;
    LIST_ADD(a, &w->days, day);
    for (size_t i = w->days.n - 1; i > at; i--)
        w->days.items[i] = w->days.items[i - 1];
    w->days.items[at] = day;
    return true;
}

bool workdays_add_yearly(struct arena *a, struct workdays *w, struct yearly_day day)
{
    for (size_t i = 0; i < w->yearly.n; i++)
        if (w->yearly.items[i].month == day.month && w->yearly.items[i].day == day.day)
            return false;
    for (size_t i = 0; i < w->days.n; i++) {
        int y, m, d;

        date_to_ymd(w->days.items[i], &y, &m, &d);
        if (m == day.month && d == day.day)
            return false;
    }
    LIST_ADD(a, &w->yearly, day);
    return true;
}

bool workdays_is(const struct workdays *w, struct date day)
{
    return date_given(day) && !is_weekend(w, day) && !is_yearly(w, day) && !is_listed(w, day);
}

/* Days that are not of a weekend: whole weeks at once, the rest one by one. */
static int64_t weekdays_count(const struct workdays *w, struct date from, struct date to)
{
    int64_t days = (int64_t)to.day - from.day;
    int64_t a_week = WEEK - __builtin_popcount(w->weekend);
    int64_t n = days / WEEK * a_week;

    for (int64_t left = days % WEEK; left > 0; left--)
        n += !is_weekend(w, (struct date){(int32_t)(to.day - left + 1)});
    return n;
}

/* Of the holidays of every year, those that fall on another day than of a weekend. */
static int64_t yearly_count(const struct workdays *w, struct date from, struct date to)
{
    int first, last, month, day;
    int64_t n = 0;

    date_to_ymd(from, &first, &month, &day);
    date_to_ymd(to, &last, &month, &day);
    for (int year = first; year <= last; year++)
        for (size_t i = 0; i < w->yearly.n; i++) {
            struct date on = date_from_ymd(year, w->yearly.items[i].month, w->yearly.items[i].day);

            n += date_given(on) && on.day > from.day && on.day <= to.day && !is_weekend(w, on);
        }
    return n;
}

int64_t workdays_count(const struct workdays *w, struct date from, struct date to)
{
    int64_t n;

    if (!date_given(from) || !date_given(to) || date_cmp(from, to) >= 0)
        return 0;
    n = weekdays_count(w, from, to) - (w->yearly.n > 0 ? yearly_count(w, from, to) : 0);
    for (size_t i = place_of(w, from); i < w->days.n && w->days.items[i].day <= to.day; i++)
        n -= w->days.items[i].day > from.day && !is_weekend(w, w->days.items[i]);
    return n;
}
