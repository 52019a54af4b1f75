/* core/locale.c: finding the language of a reader, and dates and numbers as it writes them. The
 * tables come from CLDR (tools/localec.mjs). */
#include <string.h>

#include "base/num.h"
#include "base/utf8.h"
#include "core/i18n_tables.h"

#define PSEUDO 4     /* index of the pseudo-language in both tables */
#define RANGE_MAX 32 /* an Accept-Language header has no more that matter */

const struct locale *const locale_all[] = {&locale_table[0], &locale_table[1], &locale_table[2],
                                           &locale_table[3], NULL};

const struct locale *locale_find(struct str tag)
{
    struct str language = tag;

    for (size_t i = 0; i < tag.n; i++)
        if (tag.p[i] == '-' || tag.p[i] == '_') {
            language = str_slice(tag, 0, i);
            break;
        }
    for (const struct locale *const *l = locale_all; *l; l++)
        if (str_eq_nocase(language, str_c((*l)->tag)))
            return *l;
    if (msg_table_n > PSEUDO && str_eq(language, str_c(locale_table[PSEUDO].tag)))
        return &locale_table[PSEUDO];
    return NULL;
}

/* "q=0.85" in thousandths; what is no weight counts as 0, and so is not wanted. */
static int weight(struct str s)
{
    int64_t whole, part;
    struct str rest;

    if (s.n < 3 || (s.p[0] != 'q' && s.p[0] != 'Q') || s.p[1] != '=')
        return 0;
    rest = str_from(s, 3);
    if (num_parse_range(str_slice(s, 2, 3), 0, 1, &whole) != OK)
        return 0;
    if (rest.n <= 1)
        return rest.n == 0 || rest.p[0] == '.' ? (int)whole * 1000 : 0;
    if (rest.p[0] != '.' || rest.n > 4 || num_parse_range(str_from(rest, 1), 0, 999, &part) != OK)
        return 0;
    for (size_t i = rest.n; i < 4; i++)
        part *= 10;
    return whole == 1 ? 1000 : (int)part;
}

const struct locale *locale_accept(struct str accept_language)
{
    const struct locale *best = locale_all[0];
    int best_q = 0;
    struct str range;

    for (int i = 0; i < RANGE_MAX && str_split(&accept_language, ',', &range); i++) {
        struct str rest = range, tag = STR_NONE, param;
        const struct locale *l;
        int q = 1000;

        if (!str_split(&rest, ';', &tag))
            continue;
        while (str_split(&rest, ';', &param))
            if (str_trim(param).n > 0 && (str_trim(param).p[0] | 0x20) == 'q')
                q = weight(str_trim(param));
        l = locale_find(str_trim(tag));
        if (l && q > best_q) {
            best = l;
            best_q = q;
        }
    }
    return best;
}

struct str locale_tag(const struct locale *l)
{
    return str_c(l->tag);
}

struct str locale_name(const struct locale *l)
{
    return str_c(l->name);
}

bool locale_is_rtl(const struct locale *l)
{
    return l->rtl;
}

int locale_week_start(const struct locale *l)
{
    return l->week_start;
}

int locale_plural(const struct locale *l, int64_t n)
{
    return l->plural(n < 0 ? 0 - (uint64_t)n : (uint64_t)n);
}

static void put_digit(struct buf *out, const struct locale *l, int digit)
{
    char bytes[4];
    size_t n = utf8_put(bytes, l->zero + digit);

    buf_put(out, (struct str){bytes, n});
}

struct str locale_digits(struct arena *a, const struct locale *l, struct str s)
{
    struct buf out;

    if (l->zero == '0' || !str_given(s))
        return s;
    buf_init(&out, a, s.n * 4);
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] >= '0' && s.p[i] <= '9')
            put_digit(&out, l, s.p[i] - '0');
        else
            buf_put_c(&out, s.p[i]);
    }
    return buf_str(&out);
}

/* At least so many digits; a separator before each third one from the right when grouped. */
static void put_digits(struct buf *out, const struct locale *l, uint64_t v, int least, bool grouped)
{
    char digits[20];
    int n = 0;

    do {
        digits[n++] = (char)(v % 10);
        v /= 10;
    } while (v > 0 || n < least);
    grouped = grouped && n >= 3 + l->group_min;
    while (n-- > 0) {
        put_digit(out, l, digits[n]);
        if (grouped && n > 0 && n % 3 == 0)
            buf_put_z(out, l->group);
    }
}

void locale_number(struct buf *out, const struct locale *l, int64_t v)
{
    if (v < 0)
        buf_put_z(out, l->minus);
    put_digits(out, l, v < 0 ? 0 - (uint64_t)v : (uint64_t)v, 1, true);
}

void locale_percent(struct buf *out, const struct locale *l, int64_t percent)
{
    for (const char *p = l->percent; *p; p++)
        if (*p == '#')
            locale_number(out, l, percent);
        else
            buf_put_c(out, *p);
}

/* A point in time as a clock and a calendar on the wall show it. */
struct wall {
    int year, month, day, weekday; /* month 1..12, weekday 1 Monday .. 7 Sunday */
    int hour, minute;
};

static struct wall wall_of_date(struct date d)
{
    struct wall w = {.weekday = date_weekday(d)};

    date_to_ymd(d, &w.year, &w.month, &w.day);
    return w;
}

static struct wall wall_of_instant(struct instant t, int offset_min)
{
    struct date d = date_of(t, offset_min);
    struct wall w = wall_of_date(d);
    int64_t minute = (t.us - date_start(d, offset_min).us) / MINUTE_US;

    w.hour = (int)(minute / 60);
    w.minute = (int)(minute % 60);
    return w;
}

/* One field of a CLDR pattern: a letter, so many times (unicode.org/reports/tr35, "Date Field
 * Symbol Table"). Only what the patterns of our languages use. */
static void put_field(struct buf *out, const struct locale *l, const struct wall *w, char letter,
                      int n)
{
    bool alone = letter == 'L' || letter == 'c';
    enum name_width width = (alone ? NAME_SHORT_ALONE : NAME_SHORT) + (n >= 4 ? 1 : 0);

    switch (letter) {
    case 'y':
        put_digits(out, l, (uint64_t)w->year, n, false);
        break;
    case 'M':
    case 'L':
        if (n <= 2)
            put_digits(out, l, (uint64_t)w->month, n, false);
        else
            buf_put_z(out, l->months[width][w->month - 1]);
        break;
    case 'd':
        put_digits(out, l, (uint64_t)w->day, n, false);
        break;
    case 'E':
    case 'c':
        buf_put_z(out, l->days[width][w->weekday - 1]);
        break;
    case 'H':
        put_digits(out, l, (uint64_t)w->hour, n, false);
        break;
    case 'm':
        put_digits(out, l, (uint64_t)w->minute, n, false);
        break;
    default: /* tools/localec.mjs has checked the patterns */
        break;
    }
}

/* A CLDR pattern: letters are fields, text between apostrophes and all else stands as it is. */
static void put_pattern(struct buf *out, const struct locale *l, const struct wall *w,
                        const char *pattern)
{
    bool quoted = false;

    for (const char *p = pattern; *p;) {
        bool letter = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z');

        if (*p == '\'') {
            quoted = !quoted;
            p++;
        } else if (letter && !quoted) {
            int n = 1;

            while (p[n] == *p)
                n++;
            put_field(out, l, w, *p, n);
            p += n;
        } else {
            buf_put_c(out, *p++);
        }
    }
}

void locale_date(struct buf *out, const struct locale *l, struct date d, enum date_style style)
{
    if (date_given(d)) {
        struct wall w = wall_of_date(d);

        put_pattern(out, l, &w, l->dates[style]);
    }
}

void locale_time(struct buf *out, const struct locale *l, struct instant t, int offset_min)
{
    if (instant_given(t)) {
        struct wall w = wall_of_instant(t, offset_min);

        put_pattern(out, l, &w, l->time);
    }
}

void locale_instant(struct buf *out, const struct locale *l, struct instant t, int offset_min)
{
    if (!instant_given(t))
        return;
    for (const char *p = l->instant; *p; p++)
        if (strncmp(p, "{0}", 3) == 0 || strncmp(p, "{1}", 3) == 0) {
            if (p[1] == '0')
                locale_time(out, l, t, offset_min);
            else
                locale_date(out, l, date_of(t, offset_min), DATE_MEDIUM);
            p += 2;
        } else {
            buf_put_c(out, *p);
        }
}
