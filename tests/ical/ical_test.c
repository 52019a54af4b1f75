/* ical/ical_test.c: what another program reads of our calendars. Writes calendars of made-up
 * entries with texts that a person may type, reads them with libical, and compares. */
#include <libical/ical.h>
#include <string.h>

#include "base/test.h"
#include "core/i18n.h"
#include "feature/feed/feed_ics.h"

#define ROUNDS 2000

/* A sequence of numbers that is the same each time. */
static uint32_t next(uint64_t *state)
{
    *state = *state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (uint32_t)(*state >> 33);
}

/* Pieces that a writer of calendars may trip over. */
static const char *const pieces[] = {"Home visit",
                                     ", ",
                                     ";",
                                     "\\",
                                     "\\n",
                                     "\n",
                                     ":",
                                     "\"",
                                     "زيارة",
                                     "é",
                                     "𝕏",
                                     "  ",
                                     "BEGIN",
                                     "END:VEVENT",
                                     "=",
                                     "\t",
                                     "A very long word without an end"};

static struct str text_make(struct arena *a, uint64_t *state)
{
    struct buf out;
    uint32_t n = 1 + next(state) % 12;

    buf_init(&out, a, 4096);
    buf_put_z(&out, "x"); /* libical cuts blanks at the beginning */
    for (uint32_t i = 0; i < n; i++)
        buf_put_z(&out, pieces[next(state) % (sizeof pieces / sizeof pieces[0])]);
    buf_put_z(&out, "x");
    return buf_str(&out);
}

static struct feed_entry entry_make(struct arena *a, uint64_t *state)
{
    struct feed_entry e = {.sequence = next(state) % 5,
                           .starts_at = {(1700000000LL + next(state) % 400000000) * SECOND_US},
                           .changed_at = {(1700000000LL + next(state) % 100000) * SECOND_US},
                           .summary = text_make(a, state),
                           .location = next(state) % 2 ? text_make(a, state) : STR_NONE,
                           .cancelled = next(state) % 4 == 0};

    for (size_t i = 0; i < sizeof e.id.b; i++)
        e.id.b[i] = (uint8_t)next(state);
    e.ends_at.us = e.starts_at.us + (1 + next(state) % 600) * MINUTE_US;
    return e;
}

/* Tabs are no character of a text (3.3.11), though libical lets them through. */
static bool same_text(const char *read, struct str written)
{
    size_t k = 0, n = strlen(read);

    for (size_t i = 0; i < written.n; i++) {
        if (written.p[i] == '\t')
            continue;
        if (k >= n || read[k] != written.p[i])
            return false;
        k++;
    }
    return k == n;
}

static bool same_time(struct icaltimetype read, struct instant written)
{
    return icaltime_is_utc(read) && !read.is_date &&
           (int64_t)icaltime_as_timet(read) * SECOND_US == written.us;
}

static bool same(icalcomponent *c, const struct feed_entry *e)
{
    char id[ID_TEXT], uid[ID_TEXT + 10];
    enum icalproperty_status status = e->cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED;
    const char *location = icalcomponent_get_location(c);

    id_format(e->id, id);
    snprintf(uid, sizeof uid, "%s@alidade", id);
    return strcmp(icalcomponent_get_uid(c), uid) == 0 &&
           same_text(icalcomponent_get_summary(c), e->summary) &&
           same_text(location ? location : "", e->location) &&
           same_time(icalcomponent_get_dtstart(c), e->starts_at) &&
           same_time(icalcomponent_get_dtend(c), e->ends_at) &&
           same_time(icalcomponent_get_dtstamp(c), e->changed_at) &&
           icalcomponent_get_sequence(c) == e->sequence && icalcomponent_get_status(c) == status;
}

/* What an icalendar must have (RFC 5546 knows no method of ours: it is published). */
static bool read_back(struct test *t, struct str text, const struct feed_entry_list *entries)
{
    icalcomponent *calendar = icalparser_parse_string(str_z(t->arena, text));
    size_t i = 0;
    bool good = calendar && icalcomponent_isa(calendar) == ICAL_VCALENDAR_COMPONENT &&
                icalcomponent_count_errors(calendar) == 0;

    if (good) {
        icalcomponent *c = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);

        for (; c && good && i < entries->n; i++) {
            good = same(c, &entries->items[i]);
            c = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT);
        }
        good = good && !c && i == entries->n;
    }
    if (calendar)
        icalcomponent_free(calendar);
    return good;
}

static struct str written(struct test *t, const struct feed_entry_list *entries)
{
    struct buf out;

    buf_init(&out, t->arena, 4 << 20);
    feed_ics(&out, STR("Appointments"), entries);
    return buf_str(&out);
}

TEST(ical, reads_what_we_write)
{
    uint64_t state = 5545;
    struct feed_entry_list entries = {0};

    for (int i = 0; i < ROUNDS; i++)
        LIST_ADD(t->arena, &entries, entry_make(t->arena, &state));
    CHECK(read_back(t, written(t, &entries), &entries));
}

TEST(ical, reads_an_empty_calendar)
{
    const struct feed_entry_list none = {0};

    CHECK(read_back(t, written(t, &none), &none));
}

/* A checker that says yes to everything would be no check. */
TEST(ical, sees_what_is_wrong)
{
    struct feed_entry_list entries = {0};
    uint64_t state = 7;

    LIST_ADD(t->arena, &entries, entry_make(t->arena, &state));
    struct str text = written(t, &entries);

    entries.items[0].starts_at.us += SECOND_US;
    CHECK(!read_back(t, text, &entries));
    entries.items[0].starts_at.us -= SECOND_US;
    CHECK(read_back(t, text, &entries));
    entries.items[0].summary = STR("another");
    CHECK(!read_back(t, text, &entries));
}
