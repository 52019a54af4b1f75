/* tests/fuzz/view_tags.c: a reader of HTML of its own, after the standard's tokenizer: what tags
 * does a page have? */
#include "view_parts.h"

#include <string.h>

enum reading {
    R_DATA,
    R_OPEN,
    R_NAME,
    R_GAP,
    R_ATTR,
    R_AFTER,
    R_BEFORE,
    R_DOUBLE,
    R_SINGLE,
    R_BARE,
    R_CLOSED
};

struct reader {
    enum reading state;
    char name[16]; /* of the tag */
    size_t name_n;
    bool closing;
    const char *raw; /* inside this element only its end counts */
    struct buf *tags;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static void read_end(struct reader *r)
{
    static const char *const raws[] = {"script", "style", "title", "textarea", "iframe", "xmp"};

    r->state = R_DATA;
    buf_put_c(r->tags, '>');
    r->name[r->name_n] = 0;
    for (size_t i = 0; i < 6 && !r->closing; i++)
        if (str_eq_nocase(str_c(r->name), str_c(raws[i])))
            r->raw = raws[i];
    if (r->closing)
        r->raw = NULL;
}

/** After = of an attribute. */
static enum reading next_before_value(char c)
{
    if (is_blank(c))
        return R_BEFORE;
    return c == '"' ? R_DOUBLE : c == '\'' ? R_SINGLE : R_BARE;
}

/** After a character of a tag, outside values. */
static enum reading next_in_tag(enum reading state, char c)
{
    if (state == R_BEFORE)
        return next_before_value(c);
    if (c == '/')
        return R_GAP;
    if (is_blank(c))
        return state == R_ATTR || state == R_AFTER ? R_AFTER : R_GAP;
    if (state == R_NAME)
        return R_NAME;
    return c == '=' && (state == R_ATTR || state == R_AFTER) ? R_BEFORE : R_ATTR;
}

static void read_in_tag(struct reader *r, char c)
{
    enum reading was = r->state;

    r->state = next_in_tag(was, c);
    if (was == R_NAME && r->state == R_NAME && r->name_n + 1 < sizeof r->name)
        r->name[r->name_n++] = c;
    /* Names and marks of tags are noted, values are not. */
    if (r->state <= R_AFTER && !is_blank(c))
        buf_put_c(r->tags, c);
}

static void read_data(struct reader *r, struct str rest)
{
    size_t n = r->raw ? strlen(r->raw) : 0;

    if (rest.p[0] != '<')
        return;
    if (r->raw && (rest.n < n + 3 || rest.p[1] != '/' ||
                   !str_eq_nocase(str_slice(rest, 2, 2 + n), str_c(r->raw))))
        return;
    r->state = R_OPEN;
    buf_put_c(r->tags, '<');
}

static void read_open(struct reader *r, char c)
{
    r->closing = c == '/';
    r->name_n = 0;
    r->state = R_NAME;
    buf_put_c(r->tags, c);
    if (!r->closing)
        r->name[r->name_n++] = c;
}

static void read_char(struct reader *r, struct str rest)
{
    char c = rest.p[0];

    switch (r->state) {
    case R_DATA:
        read_data(r, rest);
        break;
    case R_OPEN:
        read_open(r, c);
        break;
    case R_DOUBLE:
    case R_SINGLE:
        if (c == (r->state == R_DOUBLE ? '"' : '\''))
            r->state = R_CLOSED;
        break;
    default:
        if (c == '>')
            read_end(r);
        else if (r->state != R_BARE)
            read_in_tag(r, c);
        else if (is_blank(c))
            r->state = R_GAP;
        break;
    }
}

struct str view_tags_of(struct arena *a, struct str html)
{
    struct buf tags;
    struct reader r = {.tags = &tags};

    buf_init(&tags, a, html.n * 2 + 16);
    for (size_t i = 0; i < html.n; i++)
        read_char(&r, str_from(html, i));
    buf_printf(&tags, "%d", r.state);
    return buf_str(&tags);
}
