#include <string.h>

#include "base/test.h"
#include "core/i18n_tables.h"
#include "core/messages.gen.h"

static struct str count(struct test *t, const char *tag, int msg, int64_t n)
{
    struct msg_arg args[] = {{.name = "n", .number = n, .is_number = true}};

    return msg_format(t->arena, locale_find(str_c(tag)), msg, args, 1);
}

static struct str named(struct test *t, const char *tag, const char *name)
{
    struct msg_arg args[] = {{.name = "name", .text = str_c(name)}};

    return msg_format(t->arena, locale_find(str_c(tag)), MSG_CORE_BY, args, 1);
}

TEST(msg, is_found_by_its_key)
{
    size_t at = 0;

    CHECK_INT(msg_find(STR("core.save")), MSG_CORE_SAVE);
    CHECK_INT(msg_find(STR("core.sav")), -1);
    CHECK_INT(msg_find(STR("")), -1);
    CHECK_INT(msg_find(STR("zzz.zzz")), -1);
    for (int i = 0; i < MSG_N; at += msg_keys.length[i++]) {
        struct str key = {msg_keys.text + at, msg_keys.length[i]};

        CHECK_INT(msg_find(key), i);
    }
}

TEST(msg, has_a_text_in_each_language)
{
    CHECK_STR(msg_text(locale_find(STR("en")), MSG_CORE_SAVE), "Save");
    CHECK_STR(msg_text(locale_find(STR("fr")), MSG_CORE_SAVE), "Enregistrer");
    CHECK_STR(msg_text(locale_find(STR("es")), MSG_CORE_SAVE), "Guardar");
    CHECK_STR(msg_text(locale_find(STR("ar")), MSG_CORE_SAVE), "حفظ");
    for (int i = 0; i < MSG_N; i++)
        for (const struct locale *const *l = locale_all; *l; l++)
            CHECK(str_given(msg_text(*l, i)));
}

TEST(msg, takes_the_plural_form_of_the_number)
{
    CHECK_STR(count(t, "en", MSG_DATE_DAYS, 1), "1 day");
    CHECK_STR(count(t, "en", MSG_DATE_DAYS, 0), "0 days");
    CHECK_STR(count(t, "en", MSG_DATE_DAYS, 12345), "12,345 days");
    CHECK_STR(count(t, "fr", MSG_DATE_DAYS, 0), "0 jour");
    CHECK_STR(count(t, "fr", MSG_DATE_DAYS, 1000000), "1\u202F000\u202F000 de jours");
    CHECK_STR(count(t, "es", MSG_DATE_DAYS, 2), "2 días");
    CHECK_STR(count(t, "ar", MSG_DATE_DAYS, 2), "يومان");
    CHECK_STR(count(t, "ar", MSG_DATE_DAYS, 3), "٣ أيام");
    CHECK_STR(count(t, "ar", MSG_DATE_DAYS, 11), "١١ يومًا");
    CHECK_STR(count(t, "ar", MSG_DATE_DAYS, 100), "١٠٠ يوم");
    CHECK_STR(msg_text(locale_find(STR("en")), MSG_DATE_DAYS), "{n} days");
}

TEST(msg, keeps_a_text_of_the_other_direction_apart)
{
    CHECK_STR(named(t, "en", "Ana"), "By Ana");
    CHECK_STR(named(t, "en", "محمد"), "By \u2068محمد\u2069");
    CHECK_STR(named(t, "ar", "محمد"), "بواسطة محمد");
    CHECK_STR(named(t, "ar", "Ana"), "بواسطة \u2068Ana\u2069");
    CHECK_STR(named(t, "ar", "+961 1 234"), "بواسطة \u2068+961 1 234\u2069");
    CHECK_STR(named(t, "fr", "Éloïse-Anne d’Arc"), "Par Éloïse-Anne d’Arc");
}

TEST(msg, shows_a_place_that_was_not_filled)
{
    struct msg_arg args[] = {{.name = "other", .text = STR("x")}};

    CHECK_STR(msg_format(t->arena, locale_find(STR("en")), MSG_CORE_BY, args, 1), "By {name}");
    CHECK_STR(msg_format(t->arena, locale_find(STR("en")), MSG_CORE_BY, NULL, 0), "By {name}");
}

TEST(msg, shows_an_unknown_key)
{
    const struct locale *en = locale_find(STR("en"));

    CHECK_STR(msg_by_key(t->arena, en, STR("no.such"), NULL, 0), "«no.such»");
    CHECK_STR(msg_by_key(t->arena, en, STR("core.save"), NULL, 0), "Save");
}

TEST(msg, has_unbreakable_spaces_in_french)
{
    struct str s = msg_text(locale_find(STR("fr")), MSG_FORM_REQUIRED);

    CHECK_STR(s, "Renseignez «\u00A0{label}\u00A0»");
}

TEST(msg, pseudo_language_is_longer)
{
    const struct locale *xx = locale_find(STR("xx"));

    if (!xx) /* not in this build */
        return;
    CHECK_STR(msg_text(xx, MSG_CORE_SAVE), "[Sáṽé ]");
    CHECK_STR(msg_text(xx, MSG_CORE_BY), "[Bý {name} ]");
    CHECK(msg_text(xx, MSG_PROBLEM_404_WHAT).n >
          msg_text(locale_all[0], MSG_PROBLEM_404_WHAT).n * 14 / 10);
}
