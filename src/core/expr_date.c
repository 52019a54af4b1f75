/* core/expr_date.c: dates of expressions. A date is local midnight of its day, as ODK's web engines
 * have it: as a number it is a fraction where the zone is not UTC. */
#include "core/expr_internal.h"

#include <stdio.h>

#include "base/num.h"

#define MINUTE_MS 60000LL
#define DAY_MS 86400000LL

static int offset_s(const struct expr_env *env, int64_t utc_s)
{
    return env->offset_at ? env->offset_at(env, utc_s) : env->offset_s;
}

/* Rounds down, also before 1970. */
static int64_t floor_div(int64_t x, int64_t y)
{
    int64_t q = x / y;

    return x % y < 0 ? q - 1 : q;
}

/* The clock of the zone says this. Where the clock is put back one of the two moments is taken. */
static int64_t from_clock(const struct expr_env *env, int64_t clock_ms)
{
    int64_t guess = clock_ms - offset_s(env, floor_div(clock_ms, 1000)) * 1000LL;

    return clock_ms - offset_s(env, floor_div(guess, 1000)) * 1000LL;
}

void expr_date_split(const struct expr_env *env, int64_t ms, struct date *day, int64_t *clock_ms)
{
    int64_t local = ms + offset_s(env, floor_div(ms, 1000)) * 1000LL;
    int64_t n = floor_div(local, DAY_MS);

    *clock_ms = local - n * DAY_MS;
    *day = DATE_NONE;
    if (n > INT32_MIN && n <= INT32_MAX)
        day->day = (int32_t)n;
}

int64_t expr_date_start(const struct expr_env *env, struct date day)
{
    return from_clock(env, day.day * DAY_MS);
}

/* n digits at *i, at most max. */
static bool read_digits(struct str s, size_t *i, size_t n, int64_t max, int64_t *ret)
{
    if (num_parse_range(str_slice(s, *i, *i + n), 0, max, ret) != OK || *i + n > s.n ||
        s.p[*i] < '0' || s.p[*i] > '9')
        return false;
    *i += n;
    return true;
}

static bool read_char(struct str s, size_t *i, char c)
{
    if (*i >= s.n || s.p[*i] != c)
        return false;
    (*i)++;
    return true;
}

/* ".5": milliseconds; further digits are cut. */
static int64_t read_fraction(struct str s, size_t *i)
{
    int64_t ms = 0, unit = 100;

    if (!read_char(s, i, '.'))
        return 0;
    for (; *i < s.n && s.p[*i] >= '0' && s.p[*i] <= '9'; (*i)++) {
        ms += (s.p[*i] - '0') * unit;
        unit /= 10;
    }
    return ms;
}

/* "09:40", with seconds or without. */
static bool read_clock(struct str s, size_t *i, int64_t *ms)
{
    int64_t hour, minute, second = 0;

    if (!read_digits(s, i, 2, 23, &hour) || !read_char(s, i, ':') ||
        !read_digits(s, i, 2, 59, &minute))
        return false;
    if (read_char(s, i, ':') && !read_digits(s, i, 2, 59, &second))
        return false;
    *ms = ((hour * 60 + minute) * 60 + second) * 1000 + read_fraction(s, i);
    return true;
}

/* "Z", "+02:00" or nothing; *given tells which. */
static bool read_zone(struct str s, size_t *i, int64_t *ms, bool *given)
{
    int64_t hour, minute = 0;
    char sign = '\0';

    if (*i < s.n)
        sign = s.p[*i];
    *given = sign != '\0';
    *ms = 0;
    if (!sign || read_char(s, i, 'Z'))
        return true;
    if (sign != '+' && sign != '-')
        return false;
    (*i)++;
    if (!read_digits(s, i, 2, 23, &hour))
        return false;
    (void)read_char(s, i, ':');
    if (*i < s.n && !read_digits(s, i, 2, 59, &minute))
        return false;
    *ms = (hour * 60 + minute) * MINUTE_MS * (sign == '-' ? -1 : 1);
    return true;
}

bool expr_date_parse(const struct expr_env *env, struct str s, int64_t *ms, bool *whole)
{
    int64_t clock = 0, zone = 0;
    struct date day;
    bool zoned = false;
    size_t i = 10;

    if (s.n < 10 || date_parse(str_slice(s, 0, 10), &day) != OK)
        return false;
    *whole = s.n == 10;
    if (!*whole &&
        (!read_char(s, &i, 'T') || !read_clock(s, &i, &clock) || !read_zone(s, &i, &zone, &zoned)))
        return false;
    if (i != s.n)
        return false;
    clock += day.day * DAY_MS;
    *ms = zoned ? clock - zone : from_clock(env, clock);
    return true;
}

struct str expr_date_text(const struct expr_env *env, const struct expr_value *date)
{
    struct date day;
    int64_t clock;
    char text[11];
    int zone = offset_s(env, floor_div(date->ms, 1000)) / 60, size = zone < 0 ? -zone : zone;

    expr_date_split(env, date->ms, &day, &clock);
    if (date->type == EXPR_DATE)
        return str_dup(env->arena, date_format(day, text));
    return str_fmt(env->arena, "%.*sT%02d:%02d:%02d.%03d%c%02d:%02d",
                   STR_ARG(date_format(day, text)), (int)(clock / 3600000),
                   (int)(clock / 60000 % 60), (int)(clock / 1000 % 60), (int)(clock % 1000),
                   zone < 0 ? '-' : '+', size / 60, size % 60);
}
