/* core/contact.h: how somebody may be reached without putting them in danger. Every message and
 * every letter asks contact_plan() first: what it refuses is not sent and not printed. */
#ifndef CORE_CONTACT_H
#define CORE_CONTACT_H

#include "base/date.h"
#include "base/str.h"

/** What a person said about being reached. */
struct contact_rules {
    bool known;             /* false: nobody has asked yet; the rest is empty then */
    struct str channels;    /* codes of list contact_channel, with spaces between: the only ones */
    struct str days;        /* codes of list contact_day; empty: every day */
    int from_hour, to_hour; /* 0..24, from the first to before the second; both 0: at any time */
    bool no_message;        /* never leave a message */
    bool neutral;           /* words that do not say who we are and what it is about */
    struct str sender;      /* who we say we are, or empty */
    struct str code_phrase; /* said first, so that it is known who calls; or empty */
    struct str hidden_from; /* who must not know, in words; or empty */
};

/** One message, letter or visit that somebody has in mind. */
struct contact_ask {
    struct str channel; /* code of list contact_channel */
    struct instant at;
    bool leaves_message; /* on a machine, with somebody else, under the door */
};
/** What may be done, and how. */
struct contact_plan {
    bool allowed;
    bool neutral; /* no names, no agency, nothing about what it is about */
    bool may_leave_message;
    const char *why;           /* message key that says why not; NULL when allowed */
    struct instant not_before; /* refused for its time: the next moment it is allowed */
};
/**
 * The one judge. Nobody asked yet: allowed, but text messages and mails are neutral.
 *
 * Time  hours and days are those of a zone tz_offset_min minutes east of UTC; they hold for what
 *       reaches somebody at once: calls, text messages, messages, mails and visits
 */
struct contact_plan contact_plan(const struct contact_rules *rules, const struct contact_ask *ask,
                                 int tz_offset_min);
/** The stricter of two for each rule: whatever one of them refuses is refused. Memory: arena. */
struct contact_rules contact_rules_join(struct arena *a, const struct contact_rules *x,
                                        const struct contact_rules *y);

#endif
