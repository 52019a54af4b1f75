/* tests/i18n/probe.c: answers questions about languages, a line each, so that tests/i18n/oracle.mjs
 * can compare with ICU. Fields are separated by tabs:
 *
 *   date TAG STYLE YYYY-MM-DD     instant TAG RFC3339 MINUTES     time TAG RFC3339 MINUTES
 *   calendar TAG KIND YYYY-MM-DD
 *   number TAG N    percent TAG N    plural TAG N    fold TEXT    sound TEXT    sort TEXT
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/num.h"
#include "core/calendar.h"
#include "core/i18n.h"

#define LINE_MAX 4096
#define FIELD_N 4

static int64_t number(struct str s)
{
    int64_t n = 0;

    if (num_parse_i64(s, &n) != OK)
        fprintf(stderr, "probe: not a number: %.*s\n", STR_ARG(s));
    return n;
}

static void answer_day(struct buf *out, enum calendar_kind kind, struct date date)
{
    struct calendar_day d;

    if (!calendar_from_date(kind, date, &d))
        return;
    buf_put_i64(out, d.year);
    buf_put_c(out, '-');
    buf_put_i64(out, d.month);
    buf_put_c(out, '-');
    buf_put_i64(out, d.day);
}

static void answer_locale(struct buf *out, const struct str *f)
{
    const struct locale *l = locale_find(f[1]);
    struct date d = DATE_NONE;
    struct instant t = INSTANT_NONE;

    if (!l)
        buf_put_z(out, "no such language");
    else if (str_eq(f[0], STR("date")) && date_parse(f[3], &d) == OK)
        locale_date(out, l, d, (enum date_style)number(f[2]));
    else if (str_eq(f[0], STR("calendar")) && date_parse(f[3], &d) == OK)
        answer_day(out, calendar_find(f[2]), d);
    else if (str_eq(f[0], STR("instant")) && instant_parse(f[2], &t) == OK)
        locale_instant(out, l, t, (int)number(f[3]));
    else if (str_eq(f[0], STR("time")) && instant_parse(f[2], &t) == OK)
        locale_time(out, l, t, (int)number(f[3]));
    else if (str_eq(f[0], STR("number")))
        locale_number(out, l, number(f[2]));
    else if (str_eq(f[0], STR("percent")))
        locale_percent(out, l, number(f[2]));
    else if (str_eq(f[0], STR("plural")))
        buf_put_i64(out, locale_plural(l, number(f[2])));
    else
        buf_put_z(out, "no such question");
}

static void answer(struct arena *a, struct str line)
{
    struct str f[FIELD_N] = {0};
    struct buf out;

    for (int i = 0; i < FIELD_N && str_split(&line, '\t', &f[i]); i++)
        ;
    buf_init(&out, a, LINE_MAX);
    if (str_eq(f[0], STR("fold"))) {
        buf_put(&out, text_fold(a, f[1]));
    } else if (str_eq(f[0], STR("sound"))) {
        buf_put(&out, text_phonetic(a, text_fold(a, f[1])));
    } else if (str_eq(f[0], STR("sort"))) {
        struct str key = text_sort_key(a, f[1]);

        buf_put_hex(&out, key.p, key.n);
    } else {
        answer_locale(&out, f);
    }
    printf("%.*s\n", STR_ARG(buf_str(&out)));
}

int main(void)
{
    struct arena *a = arena_new(1u << 20);
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;

    while ((n = getline(&line, &cap, stdin)) > 0) {
        answer(a, str_trim((struct str){line, (size_t)n}));
        arena_reset(a);
    }
    free(line);
    arena_free(a);
    return 0;
}
