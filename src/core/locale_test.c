#include "base/test.h"
#include "core/i18n_tables.h"
#include "core/locale_samples.gen.h"

static const struct locale *locale(const char *tag)
{
    return locale_find(str_c(tag));
}

static struct str date_in(struct test *t, const char *tag, struct date d, enum date_style style)
{
    struct buf b;

    buf_init(&b, t->arena, 200);
    locale_date(&b, locale(tag), d, style);
    return buf_str(&b);
}

static struct str number_in(struct test *t, const char *tag, int64_t v)
{
    struct buf b;

    buf_init(&b, t->arena, 200);
    locale_number(&b, locale(tag), v);
    return buf_str(&b);
}

TEST(locale, is_found_by_its_language)
{
    CHECK_STR(locale_tag(locale("fr-CD")), "fr");
    CHECK_STR(locale_tag(locale("AR_eg")), "ar");
    CHECK(locale("de") == NULL);
    CHECK(locale("") == NULL);
    CHECK(locale("fra") == NULL);
    CHECK(locale_is_rtl(locale("ar")));
    CHECK(!locale_is_rtl(locale("es")));
    CHECK_STR(locale_name(locale("es")), "Español");
}

TEST(locale, all_are_in_the_order_they_are_offered)
{
    static const char *const tags[] = {"en", "fr", "es", "ar"};

    for (int i = 0; i < 4; i++) {
        CHECK_STR(locale_tag(locale_all[i]), tags[i]);
        CHECK_INT(locale_all[i]->table, i);
    }
    CHECK(locale_all[4] == NULL);
    CHECK_INT(locale_week_start(locale("fr")), 1);
    CHECK_INT(locale_week_start(locale("ar")), 6);
}

TEST(locale, is_chosen_from_what_the_browser_accepts)
{
    static const struct {
        const char *header, *tag;
    } rows[] = {
        {"", "en"},
        {"fr", "fr"},
        {"fr-CA,fr;q=0.9,en;q=0.8", "fr"},
        {"de-DE, de;q=0.9, es;q=0.5, en;q=0.4", "es"},
        {"en;q=0.2, ar ; q=0.9", "ar"},
        {"de, *;q=0.5", "en"},
        {"fr;q=0, es;q=0.1", "es"},
        {"es;q=0.123, fr;q=0.13", "fr"},
        {"es;q=1.0, fr;q=0.999", "es"},
        {"fr;q=2, es;q=abc, ar;q=0.5", "ar"},
        {"fr;level=1;q=0.3, es;q=0.4", "es"},
        {";;,,;q=1,=,q", "en"},
        {"es, fr", "es"},
        {"ar-EG-u-nu-latn", "ar"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        CHECK_STR(locale_tag(locale_accept(str_c(rows[i].header))), rows[i].tag);
}

TEST(locale, counts_as_in_the_examples_of_cldr)
{
    for (size_t i = 0; i < sizeof plural_samples / sizeof *plural_samples; i++)
        CHECK_INT(locale_plural(locale(plural_samples[i].tag), plural_samples[i].n),
                  plural_samples[i].form);
    CHECK_INT(locale_plural(locale("ar"), -2), PLURAL_TWO);
    CHECK_INT(locale_plural(locale("en"), INT64_MIN), PLURAL_OTHER);
}

TEST(locale, writes_dates)
{
    struct date d = date_from_ymd(2026, 11, 20); /* a Friday */

    CHECK_STR(date_in(t, "en", d, DATE_SHORT), "20/11/2026");
    CHECK_STR(date_in(t, "en", d, DATE_MEDIUM), "20 Nov 2026");
    CHECK_STR(date_in(t, "en", d, DATE_MONTH), "November 2026");
    CHECK_STR(date_in(t, "en", d, DATE_WEEKDAY), "Friday 20 November");
    CHECK_STR(date_in(t, "fr", d, DATE_MEDIUM), "20 nov. 2026");
    CHECK_STR(date_in(t, "fr", d, DATE_FULL), "vendredi 20 novembre 2026");
    CHECK_STR(date_in(t, "es", d, DATE_LONG), "20 de noviembre de 2026");
    CHECK_STR(date_in(t, "es", d, DATE_WEEKDAY_NAME), "viernes");
    CHECK_STR(date_in(t, "ar", d, DATE_MEDIUM), "٢٠ نوفمبر ٢٠٢٦");
    CHECK_STR(date_in(t, "ar", d, DATE_MONTH_NAME), "نوفمبر");
    CHECK_STR(date_in(t, "en", DATE_NONE, DATE_MEDIUM), "");
}

TEST(locale, writes_times_in_the_zone)
{
    struct instant at = {date_start(date_from_ymd(2026, 11, 20), 0).us + 23 * HOUR_US +
                         40 * MINUTE_US};
    struct buf b;

    buf_init(&b, t->arena, 200);
    locale_instant(&b, locale("en"), at, 120);
    CHECK_STR(buf_str(&b), "21 Nov 2026, 01:40");
    buf_init(&b, t->arena, 200);
    locale_instant(&b, locale("ar"), at, 0);
    CHECK_STR(buf_str(&b), "٢٠ نوفمبر ٢٠٢٦، ٢٣:٤٠");
    buf_init(&b, t->arena, 200);
    locale_time(&b, locale("en"), at, -9 * 60 - 30);
    CHECK_STR(buf_str(&b), "14:10");
    buf_init(&b, t->arena, 200);
    locale_time(&b, locale("en"), INSTANT_NONE, 0);
    CHECK_STR(buf_str(&b), "");
}

TEST(locale, writes_numbers)
{
    struct buf b;

    CHECK_STR(number_in(t, "en", 0), "0");
    CHECK_STR(number_in(t, "en", 1234567), "1,234,567");
    CHECK_STR(number_in(t, "en", -999), "-999");
    CHECK_STR(number_in(t, "en", INT64_MIN), "-9,223,372,036,854,775,808");
    CHECK_STR(number_in(t, "fr", 1234), "1\u202F234");
    CHECK_STR(number_in(t, "es", 1234), "1234");
    CHECK_STR(number_in(t, "es", 12345), "12.345");
    CHECK_STR(number_in(t, "ar", 1234), "١٬٢٣٤");
    buf_init(&b, t->arena, 200);
    locale_percent(&b, locale("ar"), 60);
    CHECK_STR(buf_str(&b), "٦٠٪\u061C");
    buf_init(&b, t->arena, 200);
    locale_percent(&b, locale("fr"), 60);
    CHECK_STR(buf_str(&b), "60\u00A0%");
}
