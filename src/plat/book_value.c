/* plat/book_value.c: numbers and dates of cells as text. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "plat/book_read.h"

#define DAYS_1900_TO_1970 25569
#define DAYS_1900_TO_1904 1462
#define DAY_SECONDS 86400

/* Days since 1900 with a fraction; false when that is no day. Spreadsheets count a 29 February 1900
 * that never was, so the days before it are one less. */
static bool as_date(struct arena *a, double days, struct str *ret)
{
    int64_t seconds = (int64_t)llround(days * DAY_SECONDS);
    int day = (int)(seconds / DAY_SECONDS), second = (int)(seconds % DAY_SECONDS);
    struct str clock = str_fmt(a, "%02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60);
    char text[11];

    if (day == 0) {
        *ret = clock;
        return true;
    }
    struct date date =
        date_add_days(date_from_ymd(1970, 1, 1), day - DAYS_1900_TO_1970 + (day < 60));
    struct str iso = str_dup(a, date_format(date, text));

    *ret = second == 0 ? iso : str_fmt(a, "%.*sT%.*s", STR_ARG(iso), STR_ARG(clock));
    return str_given(iso);
}

/* Fifteen digits, as spreadsheets show: 0.1 + 0.2 is 0.3. */
struct str book_number(struct book_reader *r, struct str digits, bool is_date)
{
    char *end = NULL;
    const char *z = str_z(r->arena, digits);
    double value = strtod(z, &end);
    struct str text;

    if (end == z || *end || !isfinite(value))
        return str_dup(r->arena, digits);
    if (is_date && value >= 0 && value < 3e6 &&
        as_date(r->arena, value + (r->from_1904 && value >= 1 ? DAYS_1900_TO_1904 : 0), &text))
        return text;
    if (fabs(value) < 1e15 && value == floor(value))
        return str_fmt(r->arena, "%.0f", value + 0.0);
    return str_fmt(r->arena, "%.15g", value);
}
