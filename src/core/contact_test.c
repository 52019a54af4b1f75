#include "core/contact.h"

#include "base/test.h"
#include "core/pack.h"

#define ZONE 120
static const char *const channels[] = {"phone", "sms",    "chat", "email",  "letter",
                                       "visit", "office", "hand", "trusted"};
static const char *const days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

static struct instant at(const char *text)
{
    struct instant i = INSTANT_NONE;

    (void)!instant_parse(str_c(text), &i);
    return i;
}

static struct contact_plan plan(const struct contact_rules *r, const char *channel,
                                const char *when, bool message)
{
    return contact_plan(r, &(struct contact_ask){str_c(channel), at(when), message}, ZONE);
}

TEST(contact, rules_nobody_asked_for_yet)
{
    struct contact_rules none = {0};

    CHECK(plan(&none, "letter", "2026-11-20T03:00:00Z", true).allowed);
    CHECK(!plan(&none, "letter", "2026-11-20T03:00:00Z", false).neutral);
    CHECK(plan(&none, "sms", "2026-11-20T03:00:00Z", false).neutral);
    CHECK(plan(&none, "email", "2026-11-20T03:00:00Z", false).neutral);
}

TEST(contact, says_why_not_and_when)
{
    /* 20 November 2026 is a Friday; the zone is two hours ahead. */
    struct contact_rules r = {.known = true,
                              .channels = STR("phone hand"),
                              .days = STR("mon fri"),
                              .from_hour = 9,
                              .to_hour = 12,
                              .no_message = true};

    CHECK(plan(&r, "phone", "2026-11-20T07:00:00Z", false).allowed);
    CHECK(!plan(&r, "phone", "2026-11-20T06:59:59Z", false).allowed);
    CHECK(!plan(&r, "phone", "2026-11-20T10:00:00Z", false).allowed);
    CHECK_STR(str_c(plan(&r, "phone", "2026-11-20T10:00:00Z", false).why), "contact.not_now");
    CHECK_INT(plan(&r, "phone", "2026-11-20T06:00:00Z", false).not_before.us,
              at("2026-11-20T07:00:00Z").us);
    CHECK_INT(plan(&r, "phone", "2026-11-20T10:00:00Z", false).not_before.us,
              at("2026-11-23T07:00:00Z").us);
    CHECK(!plan(&r, "phone", "2026-11-20T08:00:00Z", true).allowed);
    CHECK_STR(str_c(plan(&r, "phone", "2026-11-20T08:00:00Z", true).why), "contact.no_message");
    CHECK(!plan(&r, "letter", "2026-11-20T08:00:00Z", false).allowed);
    CHECK_STR(str_c(plan(&r, "letter", "2026-11-20T08:00:00Z", false).why), "contact.not_this_way");
    CHECK(plan(&r, "hand", "2026-11-21T22:00:00Z", false).allowed);
    /* A case's flag counts although the person was never asked. */
    struct contact_rules flag = {.no_message = true};

    CHECK(!plan(&flag, "phone", "2026-11-20T08:00:00Z", true).allowed);
    CHECK(plan(&flag, "phone", "2026-11-20T08:00:00Z", false).allowed);
}

/* ---- what holds for any rules ---------------------------------------------------------------- */

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static struct str some(struct test *t, uint32_t *seed, const char *const *words, uint32_t n)
{
    struct str out = STR_NONE;

    for (uint32_t i = 0; i < n; i++) {
        if (next(seed) % 2)
            out = str_fmt(t->arena, "%.*s%s ", STR_ARG(out), words[i]);
    }
    return str_trim(out);
}

static struct contact_rules any_rules(struct test *t, uint32_t *seed)
{
    struct contact_rules r = {.known = true,
                              .channels = some(t, seed, channels, 9),
                              .days = some(t, seed, days, 7),
                              .no_message = next(seed) % 2,
                              .neutral = next(seed) % 2};

    if (next(seed) % 3) {
        r.from_hour = (int)(next(seed) % 24);
        r.to_hour = r.from_hour + 1 + (int)(next(seed) % (uint32_t)(24 - r.from_hour));
    }
    return r;
}

static struct contact_ask any_ask(uint32_t *seed)
{
    return (struct contact_ask){
        .channel = str_c(channels[next(seed) % 9]),
        .at = {at("2026-11-16T00:00:00Z").us + (int64_t)(next(seed) % (14 * 24)) * HOUR_US},
        .leaves_message = next(seed) % 2};
}

TEST(contact, keeps_what_was_said)
{
    uint32_t seed = 7;

    for (int i = 0; i < 20000; i++) {
        struct contact_rules r = any_rules(t, &seed);
        struct contact_ask ask = any_ask(&seed);
        struct contact_plan p = contact_plan(&r, &ask, ZONE);

        CHECK(p.allowed == !p.why);
        CHECK(!p.allowed || pack_has_word(r.channels, ask.channel));
        CHECK(!p.allowed || !ask.leaves_message || !r.no_message);
        CHECK(!r.neutral || p.neutral);
        if (instant_given(p.not_before)) {
            struct contact_ask later = ask;

            CHECK(p.not_before.us > ask.at.us);
            later.at = p.not_before;
            CHECK(contact_plan(&r, &later, ZONE).allowed);
            /* The next one, not just any: an hour before it is none. */
            later.at.us -= HOUR_US;
            CHECK(later.at.us <= ask.at.us || !contact_plan(&r, &later, ZONE).allowed);
        }
        arena_reset(t->arena);
    }
}

TEST(contact, joined_rules_are_as_strict_as_both)
{
    uint32_t seed = 11;

    for (int i = 0; i < 20000; i++) {
        struct contact_rules x = any_rules(t, &seed), y = any_rules(t, &seed);
        struct contact_rules joined = contact_rules_join(t->arena, &x, &y);
        struct contact_ask ask = any_ask(&seed);
        struct contact_plan p = contact_plan(&joined, &ask, ZONE);

        CHECK(p.allowed ==
              (contact_plan(&x, &ask, ZONE).allowed && contact_plan(&y, &ask, ZONE).allowed));
        CHECK(p.neutral ==
              (contact_plan(&x, &ask, ZONE).neutral || contact_plan(&y, &ask, ZONE).neutral));
        arena_reset(t->arena);
    }
}
