#include "base/test.h"
#include "plat/db.h"

/* Where the words stand as such: "decision" is also the beginning of other names. */
static bool says(struct str text, const char *words)
{
    struct str what = str_c(words);
    ptrdiff_t at = str_find(text, what, 0);

    if (at < 0)
        return false;
    size_t end = (size_t)at + what.n;
    return end >= text.n || text.p[end] == ' ' || text.p[end] == '\n' || text.p[end] == ';';
}

TEST(decision, is_never_changed)
{
    int n = 0;

    for (const struct sql *const *s = sql_all; *s; s++, n++) {
        struct str text = str_c((*s)->sqlite);

        CHECK(!says(text, "UPDATE decision"));
        CHECK(!says(text, "DELETE FROM decision"));
        CHECK(!says(text, "UPDATE decision_evidence"));
        CHECK(!says(text, "DELETE FROM decision_evidence"));
    }
    CHECK(n > 100);
}
