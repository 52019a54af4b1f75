/* tests/fuzz/fuzz_date_num.c: dates, instants, numbers, ids and UTF-8 from any bytes. What parses
 * must format to text that parses to the same; what is refused must leave the output alone. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/id.h"
#include "base/num.h"
#include "base/utf8.h"
#include "must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_date(struct str s)
{
    struct date date = {77}, moved;
    char out[11];
    int y, m, d;

    if (date_parse(s, &date) != OK) {
        MUST(date.day == 77);
        return;
    }
    MUST(str_eq(date_format(date, out), s));
    date_to_ymd(date, &y, &m, &d);
    MUST(date_cmp(date_from_ymd(y, m, d), date) == 0);
    moved = date_add_months(date, 1);
    MUST(!date_given(moved) || (moved.day - date.day >= 28 && moved.day - date.day <= 31));
    MUST(date_of(date_start(date, 90), 90).day == date.day);
}

static void check_instant(struct str s)
{
    struct instant at = {77}, again;
    char out[21];

    if (instant_parse(s, &at) != OK) {
        MUST(at.us == 77);
        return;
    }
    if (!instant_given(at))
        return;
    MUST(instant_format(at, out).n == 20);
    MUST(instant_parse(str_c(out), &again) == OK);
    MUST(at.us - again.us >= 0 && at.us - again.us < SECOND_US);
    MUST(date_given(date_of(at, 0)));
}

static void check_number(struct arena *a, struct str s)
{
    int64_t v = 77, again;
    struct buf b;

    buf_init(&b, a, 100);
    if (num_parse_i64(s, &v) != OK)
        MUST(v == 77);
    buf_put_i64(&b, v);
    MUST(num_parse_i64(buf_str(&b), &again) == OK && again == v);
    MUST(num_parse_range(buf_str(&b), v, v, &again) == OK);
}

/* A reference for ASCII digits only: sums up in a wider type. */
static void check_number_value(struct str s)
{
    int64_t v = 0;
    __int128 sum = 0;
    bool fits;

    if (s.n == 0 || s.n > 30)
        return;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return;
        sum = sum * 10 + (s.p[i] - '0');
    }
    fits = sum <= INT64_MAX;
    MUST((num_parse_i64(s, &v) == OK) == fits);
    MUST(!fits || v == sum);
}

static void check_id(struct str s)
{
    struct id id, again;
    char out[ID_TEXT];

    if (id_parse(s, &id) == OK) {
        MUST(str_eq_nocase(id_format(id, out), s));
        MUST(id_parse(str_c(out), &again) == OK && id_eq(id, again));
    }
    if (s.n >= sizeof id.b) {
        memcpy(id.b, s.p, sizeof id.b);
        MUST((id_parse(id_format(id, out), &again) == OK) == id_given(id));
        MUST(!id_given(id) || id_eq(id, again));
    }
}

static void check_text(struct arena *a, struct str s)
{
    struct str clean, twice, digits = num_ascii_digits(a, s);
    struct buf b;
    int32_t cp;
    char out[4];

    MUST(str_eq(num_ascii_digits(a, digits), digits));
    if (utf8_clean(a, s, &clean) != OK) {
        MUST(!utf8_is_valid(s));
        return;
    }
    MUST(utf8_is_valid(clean) && clean.n <= s.n && utf8_is_valid(digits));
    MUST(utf8_clean(a, clean, &twice) == OK && str_eq(clean, twice));
    MUST(utf8_is_valid(utf8_cut(s, 3)) && utf8_length(utf8_cut(s, 3)) <= 3);
    buf_init(&b, a, s.n);
    for (size_t i = 0; (cp = utf8_next(s, &i)) >= 0;)
        buf_put(&b, (struct str){out, utf8_put(out, cp)});
    MUST(str_eq(buf_str(&b), s));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new((size_t)16 << 20);
    /* A copy of exactly that size, so that reading past the end is seen. */
    char *bytes = size ? memcpy(malloc(size), data, size) : NULL;
    struct str s = {bytes, size};

    check_date(s);
    check_instant(s);
    check_number(a, s);
    check_number_value(s);
    check_id(s);
    check_text(a, s);
    free(bytes);
    arena_free(a);
    return 0;
}
