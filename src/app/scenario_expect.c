/* app/scenario_expect.c: what must come back: status, address, words of the page, headers, errors
 * at fields. */
#include <stdio.h>
#include <stdlib.h>

#include "app/scenario.h"
#include "base/num.h"

struct str scene_location(const struct scene *s)
{
    for (size_t i = 0; i < s->last.header_n; i++) {
        if (str_eq(s->last.headers[i].name, STR("Location")))
            return s->last.headers[i].value;
    }
    return STR_NONE;
}

static bool body_has(struct scene *s, struct str text)
{
    struct buf escaped;

    buf_init(&escaped, s->arena, 1 << 20);
    view_escape(&escaped, text);
    return str_find(s->last.body, text, 0) >= 0 ||
           str_find(s->last.body, buf_str(&escaped), 0) >= 0;
}

/* The error of a field: its box on the page, and the message's words up to its first {place}. */
static void expect_field(struct scene *s, struct str name, struct str key)
{
    struct str box = str_fmt(s->arena, "id=\"f-%.*s-e\"", STR_ARG(name));

    if (str_find(s->last.body, box, 0) < 0 &&
        str_find(s->last.body, str_fmt(s->arena, "\"%.*s\":", STR_ARG(name)), 0) < 0)
        scene_fail(s, "no error at the field", name);
    if (!str_given(key))
        return;
    int msg = msg_find(key);
    struct str text = msg < 0 ? STR_NONE : msg_text(locale_all[0], msg);
    ptrdiff_t place = str_find(text, STR("{"), 0);

    if (msg < 0)
        scene_fail(s, "no such message", key);
    else if (!body_has(s, str_trim(place < 0 ? text : str_slice(text, 0, (size_t)place))))
        scene_fail(s, "the page does not say", text);
}

/* "Name: value", both exactly. */
static bool header_is(const struct scene *s, struct str line)
{
    for (size_t i = 0; i < s->last.header_n; i++) {
        const struct req_header *h = &s->last.headers[i];

        if (str_eq(line, str_cat(s->arena, h->name, str_cat(s->arena, STR(": "), h->value))))
            return true;
    }
    return false;
}

/* "has TEXT", "lacks TEXT", "header LINE"; false: it is none of them. */
static bool expect_text(struct scene *s, struct str word, struct str text)
{
    if (str_eq(word, STR("has"))) {
        if (!body_has(s, text))
            scene_fail(s, "the answer lacks", text);
    } else if (str_eq(word, STR("lacks"))) {
        if (body_has(s, text))
            scene_fail(s, "the answer has", text);
    } else if (str_eq(word, STR("header"))) {
        if (!header_is(s, text))
            scene_fail(s, "no such header:", text);
    } else {
        return false;
    }
    return true;
}

static int expect_one(struct scene *s, const struct str *words, int n, int i)
{
    struct str word = words[i], next = i + 1 < n ? words[i + 1] : STR_NONE;

    if (expect_text(s, word, next))
        return i + 2;
    if (str_eq(word, STR("field"))) {
        bool key = i + 2 < n && str_find(words[i + 2], STR("."), 0) > 0;

        expect_field(s, next, key ? words[i + 2] : STR_NONE);
        return i + (key ? 3 : 2);
    }
    if (word.p[0] == '/') {
        struct str got = scene_location(s);

        if (!str_has_prefix(got, word))
            scene_fail(s, "went to", got);
        return i + 1;
    }
    scene_fail(s, "cannot expect", word);
    return i + 1;
}

void scene_expect(struct scene *s, const struct str *words, int n)
{
    int64_t status = 0;

    if (n == 0 || num_parse_i64(words[0], &status) != OK) {
        scene_fail(s, "=> needs a status", STR_NONE);
        return;
    }
    if (status != s->last.status) {
        scene_fail(s, "status is",
                   str_fmt(s->arena, "%d, not %lld (%s) %.*s", s->last.status, (long long)status,
                           s->last.problem ? s->last.problem : "", STR_ARG(scene_location(s))));
        if (getenv("SCENARIO_BODY"))
            printf("%.*s\n", STR_ARG(s->last.body));
    }
    for (int i = 1; i < n;)
        i = expect_one(s, words, n, i);
}
