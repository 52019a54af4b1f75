/* core/pack_settings.c: pack.csv, the settings of a programme. */
#include <stddef.h>
#include <string.h>

#include "base/num.h"
#include "core/pack_sheet.h"

/* The keys of pack.csv. */
static const struct setting {
    const char *key;
    enum { SET_TEXT, SET_YES, SET_INT } type;
    size_t offset;
    bool required;
    int min, max;
} settings[] = {
    {"name", SET_TEXT, offsetof(struct pack, name), true, 0, 0},
    {"version", SET_TEXT, offsetof(struct pack, version), true, 0, 0},
    {"number_prefix", SET_TEXT, offsetof(struct pack, number_prefix), true, 0, 0},
    {"complete_lists", SET_TEXT, offsetof(struct pack, complete_lists), false, 0, 0},
    {"weekend", SET_TEXT, offsetof(struct pack, weekend), false, 0, 0},
    {"override_needs_approval", SET_YES, offsetof(struct pack, override_needs_approval), true, 0,
     0},
    {"closure_needs_approval", SET_YES, offsetof(struct pack, closure_needs_approval), true, 0, 0},
    {"plan_needs_approval", SET_YES, offsetof(struct pack, plan_needs_approval), true, 0, 0},
    {"review_days_high", SET_INT, offsetof(struct pack, review_days[0]), true, 1, 3650},
    {"review_days_medium", SET_INT, offsetof(struct pack, review_days[1]), true, 1, 3650},
    {"review_days_low", SET_INT, offsetof(struct pack, review_days[2]), true, 1, 3650},
    {"review_days_none", SET_INT, offsetof(struct pack, review_days[3]), true, 1, 3650},
    {"time_zone_offset_minutes", SET_INT, offsetof(struct pack, tz_offset_min), true, -720, 840},
    {"idle_minutes", SET_INT, offsetof(struct pack, idle_minutes), true, 2, 240},
    {"session_hours", SET_INT, offsetof(struct pack, session_hours), true, 1, 24},
    {"referral_link_days", SET_INT, offsetof(struct pack, referral_link_days), false, 1, 90},
    {"referral_answer_days", SET_INT, offsetof(struct pack, referral_answer_days), false, 1, 365},
    {"referral_feedback_days", SET_INT, offsetof(struct pack, referral_feedback_days), false, 1,
     365},
    {"feed_names", SET_YES, offsetof(struct pack, feed_names), false, 0, 0},
    {"draft_days", SET_INT, offsetof(struct pack, draft_days), false, 1, 365},
};
#define SETTING_N (sizeof settings / sizeof *settings)

static void set_value(struct sheet *s, const struct setting *set)
{
    char *at = (char *)s->loader->pack + set->offset;
    struct str value = sheet_cell(s, "value");
    int64_t number;

    switch (set->type) {
    case SET_TEXT:
        if (set->required && !str_given(value))
            sheet_problem(s, "%s is empty; write a value", set->key);
        memcpy(at, &value, sizeof value);
        break;
    case SET_YES: {
        bool yes = sheet_yes(s, "value");

        memcpy(at, &yes, sizeof yes);
        break;
    }
    case SET_INT: {
        int v;

        if (num_parse_range(value, set->min, set->max, &number) != OK) {
            sheet_problem(s, "%s is \"%.*s\"; write a whole number from %d to %d", set->key,
                          STR_ARG(value), set->min, set->max);
            break;
        }
        v = (int)number;
        memcpy(at, &v, sizeof v);
        break;
    }
    }
}

/* title:en and so on. */
static bool set_title(struct sheet *s, struct str key)
{
    for (int i = 0; i < PACK_LANG_N && locale_all[i]; i++) {
        if (str_has_prefix(key, STR("title:")) && str_eq(str_from(key, 6), pack_lang(i))) {
            s->loader->pack->title.in[i] = sheet_cell(s, "value");
            return true;
        }
    }
    return false;
}

static void read_setting(struct sheet *s, bool seen[SETTING_N])
{
    struct str key = sheet_cell(s, "key");

    if (set_title(s, key))
        return;
    for (size_t i = 0; i < SETTING_N; i++) {
        if (!str_eq(key, str_c(settings[i].key)))
            continue;
        if (seen[i])
            sheet_problem(s, "%s stands here twice; delete one row", settings[i].key);
        seen[i] = true;
        set_value(s, &settings[i]);
        return;
    }
    sheet_problem(s,
                  "there is no setting \"%.*s\"; correct or delete the row "
                  "(docs/how-to/pack.md lists them)",
                  STR_ARG(key));
}

static bool prefix_ok(struct str prefix)
{
    for (size_t i = 0; i < prefix.n; i++)
        if (prefix.p[i] < 'A' || prefix.p[i] > 'Z')
            return false;
    return prefix.n >= 1 && prefix.n <= 6;
}

void pack_settings_read(struct loader *l)
{
    static const char *const columns[] = {"!key", "!value", "note", NULL};
    const struct str path = STR("pack.csv");
    bool seen[SETTING_N] = {false};
    struct sheet s;

    if (!sheet_open(l, &s, path, columns))
        return;
    l->pack->draft_days = 30;
    l->pack->weekend = STR("sat sun");
    l->pack->referral_link_days = 14;
    l->pack->referral_answer_days = 7;
    l->pack->referral_feedback_days = 30;
    while (sheet_next(&s))
        read_setting(&s, seen);
    for (size_t i = 0; i < SETTING_N; i++)
        if (settings[i].required && !seen[i])
            loader_problem(l, path, "the setting %s is missing; add a row for it", settings[i].key);
    if (seen[2] && !prefix_ok(l->pack->number_prefix))
        loader_problem(l, path,
                       "number_prefix begins every case number: one to six letters "
                       "A-Z, such as CF");
    if (!pack_weekend_ok(l->pack->weekend))
        loader_problem(l, path,
                       "weekend is \"%.*s\"; write days of the week such as sat sun, at most six",
                       STR_ARG(l->pack->weekend));
    if (!str_given(l->pack->title.in[0]))
        loader_problem(l, path, "the setting title:%.*s is missing; add a row for it",
                       STR_ARG(pack_lang(0)));
}
