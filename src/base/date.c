/* base/date.c: the proleptic Gregorian calendar by arithmetic; no tables, no libc, no clock.
 * Days are counted in eras of 400 years that begin on 1 March, so the leap day comes last. */
#include "base/date.h"

#define ERA_DAYS 146097
#define EPOCH_SHIFT 719468  /* days from 0000-03-01 to 1970-01-01 */
#define DAY_FIRST (-719162) /* 0001-01-01 */
#define DAY_LAST 2932896    /* 9999-12-31 */

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static struct date date_checked(int64_t day)
{
    if (day < DAY_FIRST || day > DAY_LAST)
        return DATE_NONE;
    return (struct date){(int32_t)day};
}

static bool in_range(struct date d)
{
    return d.day >= DAY_FIRST && d.day <= DAY_LAST;
}

static int days_in_month(int y, int m)
{
    if (m == 2)
        return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) ? 29 : 28;
    return m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31;
}

int date_cmp(struct date a, struct date b)
{
    return (a.day > b.day) - (a.day < b.day);
}

struct date date_from_ymd(int y, int m, int d)
{
    int era, year, day;

    if (y < 1 || y > 9999 || m < 1 || m > 12 || d < 1 || d > days_in_month(y, m))
        return DATE_NONE;
    y -= m <= 2;
    era = y / 400;
    year = y - era * 400;
    day = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1; /* from 1 March */
    day += year * 365 + year / 4 - year / 100;
    return (struct date){era * ERA_DAYS + day - EPOCH_SHIFT};
}

void date_to_ymd(struct date date, int *y, int *m, int *d)
{
    int era, day, year, month;

    *y = *m = *d = 0;
    if (!in_range(date))
        return;
    era = (date.day + EPOCH_SHIFT) / ERA_DAYS;
    day = date.day + EPOCH_SHIFT - era * ERA_DAYS;
    year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    day -= year * 365 + year / 4 - year / 100;
    month = (5 * day + 2) / 153;
    *d = day - (153 * month + 2) / 5 + 1;
    *m = month < 10 ? month + 3 : month - 9;
    *y = era * 400 + year + (*m <= 2);
}

struct date date_add_days(struct date d, int days)
{
    return in_range(d) ? date_checked((int64_t)d.day + days) : DATE_NONE;
}

struct date date_add_months(struct date date, int months)
{
    int y, m, d, last;
    int64_t count;

    if (!in_range(date))
        return DATE_NONE;
    date_to_ymd(date, &y, &m, &d);
    count = (int64_t)y * 12 + m - 1 + months;
    if (count < 12 || count >= 10000LL * 12)
        return DATE_NONE;
    y = (int)(count / 12);
    m = (int)(count % 12) + 1;
    last = days_in_month(y, m);
    return date_from_ymd(y, m, d < last ? d : last);
}

int date_age(struct date birth, struct date on)
{
    int by, bm, bd, y, m, d;

    if (!in_range(birth) || !in_range(on) || on.day < birth.day)
        return -1;
    date_to_ymd(birth, &by, &bm, &bd);
    date_to_ymd(on, &y, &m, &d);
    return y - by - (m < bm || (m == bm && d < bd));
}

int date_weekday(struct date d)
{
    if (!in_range(d))
        return 0;
    return (int)((d.day - (int64_t)DAY_FIRST) % 7) + 1; /* 0001-01-01 was a Monday */
}

/* Exactly n digits at the front of *s, cut off it. */
static enum err take_digits(struct str *s, size_t n, int *ret)
{
    int v = 0;

    if (s->n < n)
        return E_INVALID;
    for (size_t i = 0; i < n; i++) {
        if (s->p[i] < '0' || s->p[i] > '9')
            return E_INVALID;
        v = v * 10 + (s->p[i] - '0');
    }
    *s = str_from(*s, n);
    *ret = v;
    return OK;
}

static enum err take_char(struct str *s, char c)
{
    if (s->n == 0 || s->p[0] != c)
        return E_INVALID;
    *s = str_from(*s, 1);
    return OK;
}

static enum err take_date(struct str *s, struct date *ret)
{
    struct date date;
    int y, m, d;

    TRY(take_digits(s, 4, &y));
    TRY(take_char(s, '-'));
    TRY(take_digits(s, 2, &m));
    TRY(take_char(s, '-'));
    TRY(take_digits(s, 2, &d));
    date = date_from_ymd(y, m, d);
    if (!date_given(date))
        return E_INVALID;
    *ret = date;
    return OK;
}

enum err date_parse(struct str s, struct date *ret)
{
    struct date date;

    TRY(take_date(&s, &date));
    if (s.n > 0)
        return E_INVALID;
    *ret = date;
    return OK;
}

static char *put_digits(char *p, int v, int n)
{
    for (int i = n - 1; i >= 0; i--) {
        p[i] = (char)('0' + v % 10);
        v /= 10;
    }
    return p + n;
}

struct str date_format(struct date date, char out[11])
{
    int y, m, d;
    char *p = out;

    if (in_range(date)) {
        date_to_ymd(date, &y, &m, &d);
        p = put_digits(p, y, 4);
        *p++ = '-';
        p = put_digits(p, m, 2);
        *p++ = '-';
        p = put_digits(p, d, 2);
    }
    *p = '\0';
    return (struct str){out, (size_t)(p - out)};
}

struct date date_of(struct instant t, int offset_min)
{
    int64_t us;

    if (!instant_given(t) || __builtin_add_overflow(t.us, offset_min * MINUTE_US, &us))
        return DATE_NONE;
    return date_checked(floor_div(us, DAY_US));
}

struct instant date_start(struct date d, int offset_min)
{
    if (!in_range(d))
        return INSTANT_NONE;
    return (struct instant){d.day * DAY_US - offset_min * MINUTE_US};
}

struct str instant_format(struct instant t, char out[21])
{
    struct date date = date_of(t, 0);
    int second;
    char *p = out;

    if (date_given(date)) {
        second = (int)((t.us - date.day * DAY_US) / SECOND_US);
        p += date_format(date, out).n;
        *p++ = 'T';
        p = put_digits(p, second / 3600, 2);
        *p++ = ':';
        p = put_digits(p, second / 60 % 60, 2);
        *p++ = ':';
        p = put_digits(p, second % 60, 2);
        *p++ = 'Z';
    }
    *p = '\0';
    return (struct str){out, (size_t)(p - out)};
}

/* "hh:mm", in minutes. */
static enum err take_minutes(struct str *s, int *ret)
{
    int h, m;

    TRY(take_digits(s, 2, &h));
    TRY(take_char(s, ':'));
    TRY(take_digits(s, 2, &m));
    if (h > 23 || m > 59)
        return E_INVALID;
    *ret = h * 60 + m;
    return OK;
}

/* ".123456789" in microseconds, rounded down; nothing at all is 0. */
static enum err take_fraction(struct str *s, int *ret)
{
    int us = 0, unit = 100000;

    if (s->n > 0 && s->p[0] == '.') {
        size_t i = 1;

        for (; i < s->n && s->p[i] >= '0' && s->p[i] <= '9'; i++) {
            us += (s->p[i] - '0') * unit;
            unit /= 10;
        }
        if (i == 1)
            return E_INVALID;
        *s = str_from(*s, i);
    }
    *ret = us;
    return OK;
}

/* "Z" or "+hh:mm" to the end of s, in minutes. */
static enum err take_offset(struct str s, int *ret)
{
    int minutes = 0;
    bool minus = s.n > 0 && s.p[0] == '-';

    if (s.n == 1 && (s.p[0] == 'Z' || s.p[0] == 'z')) {
        *ret = 0;
        return OK;
    }
    TRY(take_char(&s, minus ? '-' : '+'));
    TRY(take_minutes(&s, &minutes));
    if (s.n > 0)
        return E_INVALID;
    *ret = minus ? -minutes : minutes;
    return OK;
}

enum err instant_parse(struct str s, struct instant *ret)
{
    struct date date;
    int minutes, second, us, offset;
    int64_t at;

    TRY(take_date(&s, &date));
    TRY(take_char(&s, s.n > 0 && s.p[0] == 't' ? 't' : 'T'));
    TRY(take_minutes(&s, &minutes));
    TRY(take_char(&s, ':'));
    TRY(take_digits(&s, 2, &second));
    TRY(take_fraction(&s, &us));
    TRY(take_offset(s, &offset));
    at = (date.day * 1440LL + minutes - offset) * 60 + second;
    /* A leap second only ends a UTC day; it counts as the first of the next, as in POSIX. */
    if (second > 60 || (second == 60 && at % 86400 != 0))
        return E_INVALID;
    if (!date_given(date_checked(floor_div(at, 86400))))
        return E_INVALID;
    *ret = (struct instant){at * SECOND_US + us};
    return OK;
}
