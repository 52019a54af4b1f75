/* core/contact.c: see contact.h. */
#include "core/contact.h"

#include "core/pack.h"

static bool is_at_once(struct str channel)
{
    return pack_has_word(STR("phone sms chat email visit"), channel);
}

/* Text on a locked screen or in a shared mailbox is read by others. */
static bool is_seen_by_others(struct str channel)
{
    return pack_has_word(STR("sms chat email"), channel);
}

static bool day_is_right(const struct contact_rules *r, struct date day)
{
    static const char *const days[] = {"", "mon", "tue", "wed", "thu", "fri", "sat", "sun"};

    return !str_given(r->days) || pack_has_word(r->days, str_c(days[date_weekday(day)]));
}

static bool has_hours(const struct contact_rules *r)
{
    return r->from_hour < r->to_hour;
}

static bool time_is_right(const struct contact_rules *r, struct instant at, int tz_offset_min)
{
    struct date day = date_of(at, tz_offset_min);
    int64_t into_day = at.us - date_start(day, tz_offset_min).us;

    return day_is_right(r, day) && (!has_hours(r) || (into_day >= r->from_hour * HOUR_US &&
                                                      into_day < r->to_hour * HOUR_US));
}

/* Within a week there is each day of it; the eighth is the first one's earlier hours. */
static struct instant time_next(const struct contact_rules *r, struct instant at, int tz_offset_min)
{
    struct date day = date_of(at, tz_offset_min);

    for (int i = 0; i <= 7; i++, day = date_add_days(day, 1)) {
        struct instant start = date_start(day, tz_offset_min);

        if (has_hours(r))
            start.us += r->from_hour * HOUR_US;
        if (start.us > at.us && time_is_right(r, start, tz_offset_min))
            return start;
    }
    return INSTANT_NONE;
}

struct contact_plan contact_plan(const struct contact_rules *rules, const struct contact_ask *ask,
                                 int tz_offset_min)
{
    struct contact_plan plan = {.neutral = rules->neutral || is_seen_by_others(ask->channel),
                                .may_leave_message = !rules->no_message};

    if (rules->known && !pack_has_word(rules->channels, ask->channel)) {
        plan.why = "contact.not_this_way";
    } else if (ask->leaves_message && rules->no_message) {
        plan.why = "contact.no_message";
    } else if (rules->known && is_at_once(ask->channel) &&
               !time_is_right(rules, ask->at, tz_offset_min)) {
        plan.why = "contact.not_now";
        plan.not_before = time_next(rules, ask->at, tz_offset_min);
    }
    plan.allowed = !plan.why;
    return plan;
}

/* Words that both have; one that names none stands for all when all_if_empty. */
static struct str words_common(struct arena *a, struct str x, struct str y, bool all_if_empty)
{
    struct str rest = x, word, out = STR_NONE;

    if (all_if_empty && !str_given(x))
        return y;
    if (all_if_empty && !str_given(y))
        return x;
    while (str_split(&rest, ' ', &word)) {
        if (str_given(word) && pack_has_word(y, word))
            out = str_given(out) ? str_fmt(a, "%.*s %.*s", STR_ARG(out), STR_ARG(word)) : word;
    }
    /* No common day is no day: a word that is none, for empty means every day. */
    return all_if_empty && !str_given(out) ? STR("-") : out;
}

static struct str both(struct arena *a, struct str x, struct str y)
{
    if (!str_given(x) || str_eq(x, y))
        return y;
    return str_given(y) ? str_fmt(a, "%.*s · %.*s", STR_ARG(x), STR_ARG(y)) : x;
}

/* Hours that both have; where one names none, those of the other. */
static void hours_join(struct contact_rules *r, const struct contact_rules *x,
                       const struct contact_rules *y)
{
    r->from_hour = x->from_hour;
    r->to_hour = x->to_hour;
    if (!has_hours(x)) {
        r->from_hour = y->from_hour;
        r->to_hour = y->to_hour;
    } else if (has_hours(y)) {
        r->from_hour = x->from_hour > y->from_hour ? x->from_hour : y->from_hour;
        r->to_hour = x->to_hour < y->to_hour ? x->to_hour : y->to_hour;
        if (r->from_hour >= r->to_hour) /* no common hour: no day */
            r->days = STR("-");
    }
}

struct contact_rules contact_rules_join(struct arena *a, const struct contact_rules *x,
                                        const struct contact_rules *y)
{
    if (!x->known || !y->known) {
        struct contact_rules r = x->known ? *x : *y;

        r.no_message = x->no_message || y->no_message;
        r.neutral = x->neutral || y->neutral;
        return r;
    }
    struct contact_rules r = {.known = true,
                              .channels = words_common(a, x->channels, y->channels, false),
                              .days = words_common(a, x->days, y->days, true),
                              .no_message = x->no_message || y->no_message,
                              .neutral = x->neutral || y->neutral,
                              .sender = both(a, x->sender, y->sender),
                              .code_phrase = both(a, x->code_phrase, y->code_phrase),
                              .hidden_from = both(a, x->hidden_from, y->hidden_from)};

    hours_join(&r, x, y);
    return r;
}
