/* core/view_follow.c: reads the static HTML of a template. Refuses what no page may hold and tags
 * that do not balance; drops indentation and comments. */
#include "core/view_follow.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_name(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '_';
}

bool view_follow_inside(const struct view_cursor *at, struct str tag)
{
    for (int i = 0; i < at->open_n; i++)
        if (str_eq_nocase(at->open[i].name, tag))
            return true;
    return false;
}

static enum err tag_push(struct view_follow *w)
{
    struct view_cursor *at = &w->at;

    if (at->open_n == VIEW_OPEN_MAX)
        return view_fail(w->a, w->fault, w->line, "too many elements inside one another");
    if (str_eq_nocase(at->tag, STR("form")))
        at->has_csrf = false;
    at->open[at->open_n++] = (struct view_element){at->tag, w->line};
    return OK;
}

static enum err tag_pop(struct view_follow *w)
{
    struct view_cursor *at = &w->at;

    if (view_is_void(at->tag))
        return view_fail(w->a, w->fault, w->line, "<%.*s> has no end tag", STR_ARG(at->tag));
    if (at->open_n == 0)
        return view_fail(w->a, w->fault, w->line, "</%.*s> closes nothing", STR_ARG(at->tag));
    if (!str_eq_nocase(at->open[at->open_n - 1].name, at->tag))
        return view_fail(w->a, w->fault, w->line, "</%.*s> closes <%.*s> of line %d",
                         STR_ARG(at->tag), STR_ARG(at->open[at->open_n - 1].name),
                         at->open[at->open_n - 1].line);
    at->open_n--;
    if (str_eq_nocase(at->tag, STR("form"))) {
        if (at->is_post && !at->has_csrf)
            return view_fail(w->a, w->fault, w->line, "a POST form needs {{csrf}}");
        at->is_post = false;
    }
    at->tag = STR_NONE;
    return OK;
}

/** At > or />. */
static enum err tag_end(struct view_follow *w, bool self_closed)
{
    struct view_cursor *at = &w->at;

    if (at->has_http_equiv && at->dynamic_content)
        return view_fail(w->a, w->fault, w->line, "a value cannot stand in <meta http-equiv>");
    at->has_http_equiv = at->dynamic_content = false;
    at->state = VIEW_S_TEXT;
    if (at->closing) {
        at->closing = false;
        return tag_pop(w);
    }
    if (self_closed && view_is_html(at->tag))
        return view_fail(w->a, w->fault, w->line, "<%.*s/> does not close the element",
                         STR_ARG(at->tag));
    if (self_closed || view_is_void(at->tag))
        return OK;
    TRY(tag_push(w));
    at->state = view_is_raw(at->tag)      ? VIEW_S_RAW
                : view_is_rcdata(at->tag) ? VIEW_S_RCDATA
                                          : VIEW_S_TEXT;
    return OK;
}

/** The attribute's name is read. */
static enum err attr_begin(struct view_follow *w, struct str name)
{
    struct view_cursor *at = &w->at;

    if (at->closing)
        return view_fail(w->a, w->fault, w->line, "an attribute in an end tag");
    if (name.n > 2 && str_eq_nocase(str_slice(name, 0, 2), STR("on")))
        return view_fail(w->a, w->fault, w->line, "%.*s: event handlers are blocked in pages",
                         STR_ARG(name));
    if (str_eq_nocase(name, STR("style")))
        return view_fail(w->a, w->fault, w->line,
                         "style attributes are blocked in pages: use a class");
    at->attr = name;
    at->dynamic = false;
    at->has_http_equiv |= str_eq_nocase(name, STR("http-equiv"));
    at->url = view_is_url_attr(name) ? VIEW_URL_EMPTY : VIEW_URL_NONE;
    return OK;
}

/** The attribute's value is complete; value is its text when nothing dynamic stood in it. */
void view_follow_attr_end(struct view_follow *w, struct str value)
{
    struct view_cursor *at = &w->at;

    if (!at->dynamic && str_eq_nocase(at->attr, STR("method")) &&
        str_eq_nocase(at->tag, STR("form")))
        at->is_post = str_eq_nocase(value, STR("post"));
    at->url = VIEW_URL_NONE;
    at->state = VIEW_S_NEED_GAP;
}

/** A scheme ended: s is the text of the attribute up to the colon. */
static enum err url_scheme(struct view_follow *w, struct str s)
{
    static const char *const web[] = {"http", "https", NULL}, *const people[] = {"mailto", "tel",
                                                                                 NULL};

    if (!view_one_of(s, web) && !view_one_of(s, people))
        return view_fail(w->a, w->fault, w->line, "%.*s: is not allowed in a link", STR_ARG(s));
    w->at.url = view_one_of(s, people) ? VIEW_URL_ADDR : VIEW_URL_PATH;
    return OK;
}

/** One more character of a URL; so_far is the text of this attribute before it. */
static enum err url_step(struct view_follow *w, char c, struct str so_far)
{
    struct view_cursor *at = &w->at;

    if (c == '?' || c == '#') {
        at->url = VIEW_URL_QUERY;
    } else if (at->url == VIEW_URL_EMPTY || at->url == VIEW_URL_SCHEME) {
        if (c == ':')
            return url_scheme(w, so_far);
        at->url = c == '/' ? VIEW_URL_PATH : VIEW_URL_SCHEME;
    } else if (at->url == VIEW_URL_STARTED) {
        if (c == ':')
            return view_fail(w->a, w->fault, w->line, "a scheme may not follow a value");
        at->url = c == '/' ? VIEW_URL_PATH : VIEW_URL_STARTED;
    }
    return OK;
}

/** The static text of an address ends for now: the host of an absolute one is ours to write. */
static void url_pause(struct view_cursor *at, struct str so_far)
{
    ptrdiff_t host = str_find(so_far, STR("//"), 0);

    if (host >= 0 && (host == 0 || so_far.p[host - 1] == ':') &&
        str_find(so_far, STR("/"), (size_t)host + 2) < 0)
        at->url = VIEW_URL_BAD;
    else if (at->url == VIEW_URL_PATH && str_eq(so_far, STR("/")))
        at->url = VIEW_URL_ROOT;
}

static enum err value_begin(struct view_follow *w, char c)
{
    if (c == '>')
        return view_fail(w->a, w->fault, w->line, "an attribute without its value");
    if (is_space(c))
        return OK;
    w->at.state = c == '"' || c == '\'' ? VIEW_S_VALUE : VIEW_S_UNQUOTED;
    w->at.quote = c;
    return OK;
}

/** At the first letter of an attribute; moves *i to its last. */
static enum err attr_step(struct view_follow *w, struct str s, size_t *i)
{
    size_t from = *i;

    if (w->at.state == VIEW_S_NEED_GAP)
        return view_fail(w->a, w->fault, w->line, "white space is missing in <%.*s>",
                         STR_ARG(w->at.tag));
    while (*i + 1 < s.n && (is_name(s.p[*i + 1]) || s.p[*i + 1] == '.'))
        ++*i;
    TRY(attr_begin(w, str_slice(s, from, *i + 1)));
    w->at.state = *i + 1 == s.n ? VIEW_S_ATTR_NAME : VIEW_S_AFTER_NAME;
    return OK;
}

/** One character inside a tag but outside values. Moves *i on over names. */
static enum err tag_step(struct view_follow *w, struct str s, size_t *i)
{
    struct view_cursor *at = &w->at;
    char c = s.p[*i];

    if (at->state == VIEW_S_BEFORE_VALUE)
        return value_begin(w, c);
    if (c == '>')
        return tag_end(w, at->state == VIEW_S_SELF);
    if (at->state == VIEW_S_SELF)
        return view_fail(w->a, w->fault, w->line, "a / inside a tag");
    if (is_name(c))
        return attr_step(w, s, i);
    if (is_space(c))
        at->state = at->state == VIEW_S_AFTER_NAME ? VIEW_S_AFTER_NAME : VIEW_S_BETWEEN;
    else if (c == '/')
        at->state = VIEW_S_SELF;
    else if (c == '=' && at->state == VIEW_S_AFTER_NAME)
        at->state = VIEW_S_BEFORE_VALUE;
    else
        return view_fail(w->a, w->fault, w->line, "'%c' inside <%.*s>", c, STR_ARG(at->tag));
    return OK;
}

/** At "<": what begins here? Moves *i to the last character it has read. */
static enum err tag_begin(struct view_follow *w, struct str s, size_t *i, bool *ret_drop)
{
    struct view_cursor *at = &w->at;
    struct str rest = str_from(s, *i);
    size_t from = *i + 1;

    if (str_has_prefix(rest, STR("<!--"))) {
        ptrdiff_t end = str_find(s, STR("-->"), *i + 4);
        if (end < 0)
            return view_fail(w->a, w->fault, w->line,
                             "a comment is not closed, or holds a tag of ours");
        *ret_drop = true;
        for (; *i < (size_t)end + 2; ++*i)
            w->line += s.p[*i] == '\n';
        return OK;
    }
    if (rest.n > 9 && str_eq_nocase(str_slice(rest, 0, 9), STR("<!doctype"))) {
        at->state = VIEW_S_DOCTYPE;
        return OK;
    }
    at->closing = str_has_prefix(rest, STR("</"));
    from += at->closing ? 1 : 0;
    if (from >= s.n || !is_letter(s.p[from]))
        return view_fail(w->a, w->fault, w->line, "a tag begins with its name; write &lt; for <");
    for (*i = from; *i + 1 < s.n && is_name(s.p[*i + 1]);)
        ++*i;
    at->tag = str_slice(s, from, *i + 1);
    at->state = VIEW_S_NEED_GAP;
    return OK;
}

/** In raw text or a title: only its end tag counts. */
static enum err raw_step(struct view_follow *w, struct str s, size_t *i)
{
    struct str name = w->at.open[w->at.open_n - 1].name, rest = str_from(s, *i);
    bool drop = false;

    if (str_has_prefix(rest, STR("</")) && rest.n > name.n + 1 &&
        str_eq_nocase(str_slice(rest, 2, 2 + name.n), name))
        return tag_begin(w, s, i, &drop);
    if (w->at.state == VIEW_S_RAW && str_eq_nocase(name, STR("script")) && !is_space(s.p[*i]))
        return view_fail(w->a, w->fault, w->line,
                         "scripts in pages are blocked: put it into a file");
    return OK;
}

/** Text between tags: indentation and blank lines go. A blank that is left separates words. */
static void text_out(struct view_follow *w, struct buf *out, char c)
{
    struct view_cursor *at = &w->at;

    if (view_follow_inside(at, STR("pre"))) {
        buf_put_c(out, c);
        return;
    }
    if (at->bol && is_space(c))
        return;
    at->bol = c == '\n';
    while (c == '\n' && out->n && (out->p[out->n - 1] == ' ' || out->p[out->n - 1] == '\t'))
        out->n--;
    if (c == ' ' && out->n && out->p[out->n - 1] == ' ')
        return;
    if (c != '\r')
        buf_put_c(out, c);
}

/** One character inside a quoted value. from: where the value begins in s. */
static enum err value_step(struct view_follow *w, struct str s, size_t i, size_t from)
{
    struct view_cursor *at = &w->at;

    if (s.p[i] == at->quote) {
        view_follow_attr_end(w, str_slice(s, from, i));
        return OK;
    }
    return at->url == VIEW_URL_NONE ? OK : url_step(w, s.p[i], str_slice(s, from, i));
}

static enum err unquoted_step(struct view_follow *w, struct str s, size_t i, size_t from)
{
    char c = s.p[i];

    if (c == '>' || is_space(c))
        view_follow_attr_end(w, str_slice(s, from, i));
    if (c == '>')
        return tag_end(w, false);
    if (is_space(c)) {
        w->at.state = VIEW_S_BETWEEN;
    } else if (!is_name(c) && c != '.' && c != '/' && c != '#' && c != '%' && c != ',') {
        return view_fail(w->a, w->fault, w->line, "this value of %.*s needs quotes",
                         STR_ARG(w->at.attr));
    }
    return OK;
}

/** Writes s[from..i], the characters one step has read. White space in tags becomes one blank. */
static void step_out(struct view_follow *w, struct buf *out, struct str s, size_t from, size_t i)
{
    enum view_state state = w->at.state;

    for (size_t k = from; k <= i; k++)
        w->line += s.p[k] == '\n';
    if (from == i && is_space(s.p[i]) && (state == VIEW_S_BETWEEN || state == VIEW_S_AFTER_NAME)) {
        if (!out->n || out->p[out->n - 1] != ' ')
            buf_put_c(out, ' ');
        return;
    }
    buf_put(out, str_slice(s, from, i + 1));
}

static enum err char_step(struct view_follow *w, struct str s, size_t *i, size_t value_from,
                          bool *drop)
{
    switch (w->at.state) {
    case VIEW_S_TEXT:
        return s.p[*i] == '<' ? tag_begin(w, s, i, drop) : OK;
    case VIEW_S_DOCTYPE:
        w->at.state = s.p[*i] == '>' ? VIEW_S_TEXT : VIEW_S_DOCTYPE;
        return OK;
    case VIEW_S_RAW:
    case VIEW_S_RCDATA:
        return raw_step(w, s, i);
    case VIEW_S_VALUE:
        return value_step(w, s, *i, value_from);
    case VIEW_S_UNQUOTED:
        return unquoted_step(w, s, *i, value_from);
    default:
        return tag_step(w, s, i);
    }
}

/** After a start tag where a browser drops a line feed: a value that begins with one gets another.
 */
static bool eats_line_feed(const struct view_cursor *at, enum view_state was)
{
    static const char *const names[] = {"textarea", "pre", NULL};

    return was != VIEW_S_RCDATA && was != VIEW_S_TEXT && view_one_of(at->tag, names) &&
           (at->state == VIEW_S_RCDATA || at->state == VIEW_S_TEXT);
}

/** Follows static text and replaces it by what is to be printed. */
enum err view_follow_text(struct view_follow *w, struct view_node *n)
{
    struct str s = n->text;
    struct view_cursor *at = &w->at;
    size_t value_from = 0;
    enum view_state was = at->state;
    struct buf out;

    buf_init(&out, w->a, s.n + 1);
    w->line = n->line;
    for (size_t i = 0; i < s.n; i++) {
        size_t from = i;
        bool drop = false;

        was = at->state;
        TRY(char_step(w, s, &i, value_from, &drop));
        if (was == VIEW_S_BEFORE_VALUE)
            value_from = at->state == VIEW_S_VALUE ? i + 1 : i;
        if (drop)
            continue;
        if (was == VIEW_S_TEXT && at->state == VIEW_S_TEXT) {
            w->line += s.p[i] == '\n';
            text_out(w, &out, s.p[i]);
        } else {
            at->bol = false;
            step_out(w, &out, s, from, i);
        }
    }
    if (eats_line_feed(at, was))
        buf_put_c(&out, '\n');
    if (at->state == VIEW_S_VALUE && at->url != VIEW_URL_NONE)
        url_pause(at, str_from(s, value_from));
    n->text = buf_str(&out);
    return OK;
}
