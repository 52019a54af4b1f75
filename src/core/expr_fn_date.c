/* core/expr_fn_date.c: functions of dates and times. */
#include "core/expr_internal.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "core/i18n.h"

#define DAY_MS 86400000.0
#define DAYS_MAX 2900000.0 /* the year 9909 */

static enum err give(struct expr_call *c, double n)
{
    *c->ret = expr_of_number(n);
    return OK;
}

static enum err give_moment(struct expr_call *c, int64_t ms)
{
    *c->ret = (struct expr_value){.type = EXPR_DATETIME, .ms = ms};
    return OK;
}

static enum err give_day(struct expr_call *c, int64_t ms)
{
    struct date day;
    int64_t clock;

    expr_date_split(c->run->env, ms, &day, &clock);
    *c->ret = (struct expr_value){.type = EXPR_DATE, .ms = expr_date_start(c->run->env, day)};
    return OK;
}

static enum err not_a_date(struct expr_call *c, struct str about)
{
    return expr_fail(c->run, "is not a date", about);
}

/* "2026-1-2": months and days of one digit get their zero. */
static struct str padded(struct arena *a, struct str s)
{
    struct str rest = s, year, month;

    if (!str_split(&rest, '-', &year) || year.n != 4 || !str_split(&rest, '-', &month) ||
        month.n < 1 || month.n > 2 || rest.n < 1 || rest.n > 2)
        return s;
    return str_fmt(a, "%.*s-%s%.*s-%s%.*s", STR_ARG(year), month.n == 1 ? "0" : "", STR_ARG(month),
                   rest.n == 1 ? "0" : "", STR_ARG(rest));
}

/* The moment that a value means. *empty when it is an empty text, or what was computed from one. */
static enum err moment_of(struct expr_call *c, const struct expr_value *v, int64_t *ms, bool *empty)
{
    struct str s;
    bool whole;

    *empty = false;
    if (v->type == EXPR_DATE || v->type == EXPR_DATETIME) {
        *ms = v->ms;
        return OK;
    }
    if (v->type == EXPR_BOOLEAN)
        return not_a_date(c, expr_string(c->run->env, v));
    if (v->type == EXPR_NUMBER) {
        *empty = isnan(v->n);
        if (*empty)
            return OK;
        if (fabs(v->n) > DAYS_MAX || v->n < -719000)
            return not_a_date(c, expr_string(c->run->env, v));
        *ms = (int64_t)floor(v->n * DAY_MS + 0.5);
        return OK;
    }
    s = str_trim(expr_string(c->run->env, v));
    *empty = !str_given(s);
    if (*empty || expr_date_parse(c->run->env, padded(c->run->arena, s), ms, &whole))
        return OK;
    return not_a_date(c, s);
}

static enum err give_empty(struct expr_call *c)
{
    *c->ret = expr_of_string(STR_NONE);
    return OK;
}

static enum err fn_today(struct expr_call *c)
{
    return give_day(c, c->run->env->now.us / 1000);
}

static enum err fn_now(struct expr_call *c)
{
    return give_moment(c, c->run->env->now.us / 1000);
}

/* A number is that many days after 1970-01-01, whatever the zone. */
static enum err fn_date(struct expr_call *c)
{
    struct expr_value *v = &c->args[0];
    int64_t ms = 0;
    bool empty;

    TRY(moment_of(c, v, &ms, &empty));
    return empty ? give_empty(c) : give_day(c, ms);
}

static enum err fn_date_time(struct expr_call *c)
{
    int64_t ms = 0;
    bool empty;

    TRY(moment_of(c, &c->args[0], &ms, &empty));
    return empty ? give_empty(c) : give_moment(c, ms);
}

static enum err fn_decimal_date_time(struct expr_call *c)
{
    int64_t ms = 0;
    bool empty;

    TRY(moment_of(c, &c->args[0], &ms, &empty));
    return give(c, empty ? NAN : (double)ms / DAY_MS);
}

/* "09:40", or the time of day of a moment, in the zone, as a part of the day. */
static enum err fn_decimal_time(struct expr_call *c)
{
    struct str s = str_trim(expr_string(c->run->env, &c->args[0]));
    struct date day;
    int64_t ms, clock;
    bool whole;

    if (!expr_date_parse(c->run->env, s, &ms, &whole) &&
        !expr_date_parse(c->run->env, str_cat(c->run->arena, STR("1970-01-01T"), s), &ms, &whole))
        return give(c, NAN);
    expr_date_split(c->run->env, ms, &day, &clock);
    return give(c, (double)clock / DAY_MS);
}

/* ---- format-date */

struct moment {
    const struct locale *locale;
    struct date day;
    int year, month, mday;
    int clock_ms;
};

static void put_name(struct buf *out, const struct moment *m, enum date_style style)
{
    locale_date(out, m->locale, m->day, style);
}

static void put_date_part(struct buf *out, const struct moment *m, char what)
{
    switch (what) {
    case 'Y':
        buf_printf(out, "%04d", m->year);
        break;
    case 'y':
        buf_printf(out, "%02d", m->year % 100);
        break;
    case 'm':
        buf_printf(out, "%02d", m->month);
        break;
    case 'n':
        buf_printf(out, "%d", m->month);
        break;
    case 'b':
        put_name(out, m, DATE_MONTH_SHORT);
        break;
    case 'B':
        put_name(out, m, DATE_MONTH_NAME);
        break;
    case 'd':
        buf_printf(out, "%02d", m->mday);
        break;
    case 'e':
        buf_printf(out, "%d", m->mday);
        break;
    case 'a':
        put_name(out, m, DATE_WEEKDAY_SHORT);
        break;
    default:
        put_name(out, m, DATE_WEEKDAY_NAME);
        break;
    }
}

static void put_time_part(struct buf *out, const struct moment *m, char what)
{
    switch (what) {
    case 'H':
        buf_printf(out, "%02d", m->clock_ms / 3600000);
        break;
    case 'h':
        buf_printf(out, "%d", m->clock_ms / 3600000);
        break;
    case 'M':
        buf_printf(out, "%02d", m->clock_ms / 60000 % 60);
        break;
    case 'S':
        buf_printf(out, "%02d", m->clock_ms / 1000 % 60);
        break;
    default:
        buf_printf(out, "%03d", m->clock_ms % 1000);
        break;
    }
}

static void put_format(struct buf *out, const struct moment *m, struct str format)
{
    for (size_t i = 0; i < format.n; i++) {
        char what = '\0';

        if (i + 1 < format.n)
            what = format.p[i + 1];
        if (format.p[i] != '%' || !what || !strchr("YymnbBdeaAHhMS3%", what)) {
            buf_put_c(out, format.p[i]);
            continue;
        }
        i++;
        if (what == '%')
            buf_put_c(out, '%');
        else if (strchr("HhMS3", what))
            put_time_part(out, m, what);
        else
            put_date_part(out, m, what);
    }
}

static enum err fn_format_date(struct expr_call *c)
{
    struct expr_env *env = c->run->env;
    struct moment m = {.locale = env->locale ? env->locale : locale_all[0]};
    struct buf out;
    int64_t ms = 0, clock;
    bool empty;

    TRY(moment_of(c, &c->args[0], &ms, &empty));
    if (empty)
        return give_empty(c);
    expr_date_split(env, ms, &m.day, &clock);
    date_to_ymd(m.day, &m.year, &m.month, &m.mday);
    m.clock_ms = (int)clock;
    buf_init(&out, c->run->arena, (size_t)1 << 20);
    put_format(&out, &m, c->args[1].s);
    *c->ret = expr_of_string(buf_str(&out));
    return expr_spend(c->run, out.n);
}

const struct expr_function expr_functions_date[] = {
    {"today", "", fn_today},
    {"now", "", fn_now},
    {"date", "v", fn_date},
    {"date-time", "v", fn_date_time},
    {"decimal-date-time", "v", fn_decimal_date_time},
    {"decimal-time", "v", fn_decimal_time},
    {"format-date", "vs", fn_format_date},
    {"format-date-time", "vs", fn_format_date},
    {NULL, NULL, NULL},
};
