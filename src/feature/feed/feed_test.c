/* feed/feed_test.c: what a line of a calendar must be, byte by byte. What other programs read of it
 * is asked by tests/ical. */
#include <string.h>

#include "base/test.h"
#include "feed_ics.h"

static struct str written(struct test *t, struct str summary, bool cancelled)
{
    struct feed_entry_list entries = {0};
    struct buf out;

    LIST_ADD(t->arena, &entries,
             ((struct feed_entry){.id = {{1, 2, 3}},
                                  .sequence = 2,
                                  .starts_at = {1795512600LL * SECOND_US},
                                  .ends_at = {1795516200LL * SECOND_US},
                                  .changed_at = {1795000000LL * SECOND_US},
                                  .summary = summary,
                                  .cancelled = cancelled}));
    buf_init(&out, t->arena, 1 << 20);
    feed_ics(&out, STR("Appointments"), &entries);
    return buf_str(&out);
}

TEST(feed, writes_utc_and_states)
{
    struct str text = written(t, STR("Home visit"), true);

    CHECK(str_find(text, STR("\r\nDTSTART:20261124T093000Z\r\n"), 0) > 0);
    CHECK(str_find(text, STR("\r\nDTEND:20261124T103000Z\r\n"), 0) > 0);
    CHECK(str_find(text, STR("\r\nSEQUENCE:2\r\nSTATUS:CANCELLED\r\n"), 0) > 0);
    CHECK(str_find(written(t, STR("x"), false), STR("STATUS:CONFIRMED"), 0) > 0);
}

TEST(feed, escapes_texts)
{
    struct str text = written(t, STR("a,b;c\\d\ne\r\x01\u202Ef"), false);

    CHECK(str_find(text, STR("\r\nSUMMARY:a\\,b\\;c\\\\d\\nef\r\n"), 0) > 0);
}

TEST(feed, folds_between_characters)
{
    char arabic[400];
    size_t on_line = 0;

    for (size_t i = 0; i + 2 <= sizeof arabic; i += 2)
        memcpy(arabic + i, "م", 2);
    struct str text = written(t, (struct str){arabic, sizeof arabic}, false);

    for (size_t i = 0; i < text.n; i++) {
        bool ends = text.p[i] == '\r';

        if (text.p[i] == '\n') {
            CHECK(i + 1 == text.n || ((unsigned char)text.p[i + 1] & 0xC0) != 0x80);
            on_line = 0;
        } else if (!ends) {
            on_line++;
        }
        CHECK(on_line <= 75);
    }
}
