/* core/view_place.c: follows the HTML through a template, so that every value knows its place:
 * text, attribute, part of a URL. Refuses values where no escaping is safe, and tags that do not
 * balance. Drops indentation and comments. */
#include "core/view_compile.h"

#define OPEN_MAX 64 /* elements inside one another */

enum state {
    S_TEXT,
    S_TAG_OPEN, /* after < */
    S_TAG_NAME,
    S_BETWEEN,  /* in a tag, an attribute may begin */
    S_NEED_GAP, /* in a tag, white space or the end must follow */
    S_SELF,     /* after / in a tag */
    S_ATTR_NAME,
    S_AFTER_NAME,
    S_BEFORE_VALUE,
    S_VALUE,
    S_UNQUOTED,
    S_COMMENT,
    S_DOCTYPE,
    S_RAW,   /* in <script> and the like */
    S_RCDATA /* in <title> or <textarea> */
};

/** How far a URL attribute has come. */
enum url { URL_NONE, URL_EMPTY, URL_SCHEME, URL_PATH, URL_QUERY, URL_ADDR, URL_STARTED, URL_BAD };

struct element {
    struct str name;
    int line;
};

struct place {
    enum state state;
    char quote;
    enum url url;
    struct str tag, attr; /* being read, as written */
    bool closing;         /* the tag is </…> */
    bool dynamic;         /* the attribute holds a value */
    bool is_post, has_csrf, has_http_equiv, dynamic_content;
    bool bol; /* only white space since the line began */
    struct element open[OPEN_MAX];
    int open_n;
};

struct walk {
    struct arena *a;
    struct view_tree *tree;
    struct view_fault *fault;
    struct place at;
    int line;
};

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

static bool one_of(struct str s, const char *const *names)
{
    for (; *names; names++)
        if (str_eq_nocase(s, str_c(*names)))
            return true;
    return false;
}

static bool is_void(struct str tag)
{
    static const char *const names[] = {"area",  "base", "br",   "col",    "embed", "hr",  "img",
                                        "input", "link", "meta", "source", "track", "wbr", NULL};
    return one_of(tag, names);
}

/** Elements whose content a browser does not read as HTML. */
static bool is_raw(struct str tag)
{
    static const char *const names[] = {"script",  "style",    "iframe",    "xmp",
                                        "noembed", "noframes", "plaintext", NULL};
    return one_of(tag, names);
}

static bool is_rcdata(struct str tag)
{
    static const char *const names[] = {"title", "textarea", NULL};
    return one_of(tag, names);
}

/** Elements of HTML that a browser does not close at "/>"; most others are SVG's. */
static bool is_html(struct str tag)
{
    static const char *const names[] = {
        "a",      "article", "aside",   "b",       "button",   "dd",     "details",
        "div",    "dl",      "dt",      "em",      "fieldset", "footer", "form",
        "h1",     "h2",      "h3",      "h4",      "head",     "header", "html",
        "i",      "label",   "legend",  "li",      "main",     "nav",    "ol",
        "option", "p",       "script",  "section", "select",   "small",  "span",
        "strong", "style",   "summary", "table",   "tbody",    "td",     "textarea",
        "th",     "thead",   "time",    "title",   "tr",       "ul",     NULL};
    return one_of(tag, names);
}

static bool is_url_attr(struct str attr)
{
    static const char *const names[] = {
        "href",       "src",        "action",   "formaction", "poster",   "cite", "data",
        "background", "xlink:href", "manifest", "longdesc",   "codebase", "icon", NULL};
    return one_of(attr, names);
}

/** Attributes in which no value may stand, whatever its escaping. */
static bool is_forbidden_attr(struct str tag, struct str attr)
{
    static const char *const names[] = {"srcset",      "srcdoc",     "ping",
                                        "imagesrcset", "http-equiv", NULL};
    static const char *const animation[] = {"from", "to", "by", "values", "attributename", NULL};
    static const char *const animated[] = {"set", "animate", "animatetransform", "animatemotion",
                                           NULL};

    return one_of(attr, names) || (one_of(tag, animated) && one_of(attr, animation));
}

static bool in_pre(const struct place *at)
{
    static const char *const names[] = {"pre", "textarea", NULL};

    for (int i = 0; i < at->open_n; i++)
        if (one_of(at->open[i].name, names))
            return true;
    return false;
}

static bool in_form(const struct place *at)
{
    for (int i = 0; i < at->open_n; i++)
        if (str_eq_nocase(at->open[i].name, STR("form")))
            return true;
    return false;
}

static enum err tag_push(struct walk *w)
{
    struct place *at = &w->at;

    if (at->open_n == OPEN_MAX)
        return view_fail(w->a, w->fault, w->line, "too many elements inside one another");
    if (str_eq_nocase(at->tag, STR("form")))
        at->has_csrf = false;
    at->open[at->open_n++] = (struct element){at->tag, w->line};
    return OK;
}

static enum err tag_pop(struct walk *w)
{
    struct place *at = &w->at;

    if (is_void(at->tag))
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
    return OK;
}

/** At > or />. */
static enum err tag_end(struct walk *w, bool self_closed)
{
    struct place *at = &w->at;

    if (at->has_http_equiv && at->dynamic_content)
        return view_fail(w->a, w->fault, w->line, "a value cannot stand in <meta http-equiv>");
    at->has_http_equiv = at->dynamic_content = false;
    at->state = S_TEXT;
    if (at->closing) {
        at->closing = false;
        return tag_pop(w);
    }
    if (self_closed && is_html(at->tag))
        return view_fail(w->a, w->fault, w->line, "<%.*s/> does not close the element",
                         STR_ARG(at->tag));
    if (self_closed || is_void(at->tag))
        return OK;
    TRY(tag_push(w));
    at->state = is_raw(at->tag) ? S_RAW : is_rcdata(at->tag) ? S_RCDATA : S_TEXT;
    return OK;
}

static enum err attr_begin(struct walk *w, struct str name)
{
    struct place *at = &w->at;

    at->attr = name;
    at->dynamic = false;
    at->state = S_ATTR_NAME;
    if (at->closing)
        return view_fail(w->a, w->fault, w->line, "an attribute in an end tag");
    return OK;
}

/** The attribute's name is read. */
static enum err attr_named(struct walk *w)
{
    struct place *at = &w->at;

    if (at->attr.n > 2 && str_eq_nocase(str_slice(at->attr, 0, 2), STR("on")))
        return view_fail(w->a, w->fault, w->line, "%.*s: event handlers are blocked in pages",
                         STR_ARG(at->attr));
    if (str_eq_nocase(at->attr, STR("style")))
        return view_fail(w->a, w->fault, w->line,
                         "style attributes are blocked in pages: use a class");
    at->has_http_equiv |= str_eq_nocase(at->attr, STR("http-equiv"));
    at->url = is_url_attr(at->attr) ? URL_EMPTY : URL_NONE;
    return OK;
}

/** The attribute's value is complete; value is its text when nothing dynamic stood in it. */
static void attr_end(struct walk *w, struct str value)
{
    struct place *at = &w->at;

    if (!at->dynamic && str_eq_nocase(at->attr, STR("method")) &&
        str_eq_nocase(at->tag, STR("form")))
        at->is_post = str_eq_nocase(value, STR("post"));
    at->url = URL_NONE;
    at->state = S_NEED_GAP;
}

/** A scheme ended: s is the text of the attribute up to the colon. */
static enum err url_scheme(struct walk *w, struct str s)
{
    static const char *const bad[] = {"javascript", "vbscript", "data", NULL};

    if (one_of(str_trim(s), bad))
        return view_fail(w->a, w->fault, w->line, "%.*s: is not allowed in a link", STR_ARG(s));
    w->at.url =
        str_eq_nocase(s, STR("mailto")) || str_eq_nocase(s, STR("tel")) ? URL_ADDR : URL_PATH;
    return OK;
}

/** One more character of a URL; so_far is the text of this attribute before it. */
static enum err url_step(struct walk *w, char c, struct str so_far)
{
    struct place *at = &w->at;

    if (c == '?' || c == '#') {
        at->url = URL_QUERY;
    } else if (at->url == URL_EMPTY || at->url == URL_SCHEME) {
        if (c == ':')
            return url_scheme(w, so_far);
        at->url = c == '/' ? URL_PATH : URL_SCHEME;
    } else if (at->url == URL_STARTED) {
        if (c == ':')
            return view_fail(w->a, w->fault, w->line, "a scheme may not follow a value");
        at->url = c == '/' ? URL_PATH : URL_STARTED;
    }
    return OK;
}

/** The host of an absolute link is ours to write. */
static bool in_host(struct str so_far)
{
    ptrdiff_t at = str_find(so_far, STR("//"), 0);

    return at >= 0 && (at == 0 || so_far.p[at - 1] == ':') &&
           str_find(so_far, STR("/"), (size_t)at + 2) < 0;
}

/** One character inside a tag but outside values. s[i] is c. Moves *i on over names. */
static enum err tag_step(struct walk *w, struct str s, size_t *i)
{
    struct place *at = &w->at;
    char c = s.p[*i];
    size_t from = *i;

    if (at->state == S_SELF && c != '>')
        return view_fail(w->a, w->fault, w->line, "a / inside a tag");
    if (c == '>') {
        if (at->state == S_BEFORE_VALUE)
            return view_fail(w->a, w->fault, w->line, "an attribute without its value");
        return tag_end(w, at->state == S_SELF);
    }
    if (at->state == S_BEFORE_VALUE) {
        if (c == '"' || c == '\'') {
            at->quote = c;
            at->state = S_VALUE;
        } else if (!is_space(c)) {
            at->state = S_UNQUOTED;
        }
    } else if (is_space(c)) {
        at->state = at->state == S_AFTER_NAME ? S_AFTER_NAME : S_BETWEEN;
    } else if (c == '/') {
        at->state = S_SELF;
    } else if (c == '=' && at->state == S_AFTER_NAME) {
        at->state = S_BEFORE_VALUE;
    } else if (at->state == S_NEED_GAP) {
        return view_fail(w->a, w->fault, w->line, "white space is missing in <%.*s>",
                         STR_ARG(at->tag));
    } else if (is_name(c)) {
        while (*i + 1 < s.n && (is_name(s.p[*i + 1]) || s.p[*i + 1] == '.'))
            ++*i;
        TRY(attr_begin(w, str_slice(s, from, *i + 1)));
        TRY(attr_named(w));
        at->state = *i + 1 == s.n ? S_ATTR_NAME : S_AFTER_NAME;
    } else {
        return view_fail(w->a, w->fault, w->line, "'%c' inside <%.*s>", c, STR_ARG(at->tag));
    }
    return OK;
}

/** At "<": what begins here? Moves *i to the last character it has read. */
static enum err tag_begin(struct walk *w, struct str s, size_t *i, bool *ret_drop)
{
    struct place *at = &w->at;
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
    if (str_has_prefix(rest, STR("<!"))) {
        at->state = S_DOCTYPE;
        return OK;
    }
    at->closing = str_has_prefix(rest, STR("</"));
    from += at->closing ? 1 : 0;
    if (from >= s.n || !is_letter(s.p[from]))
        return view_fail(w->a, w->fault, w->line, "a tag begins with its name; write &lt; for <");
    for (*i = from; *i + 1 < s.n && is_name(s.p[*i + 1]);)
        ++*i;
    at->tag = str_slice(s, from, *i + 1);
    at->state = S_NEED_GAP;
    return OK;
}

/** In raw text or a title: only its end tag counts. */
static enum err raw_step(struct walk *w, struct str s, size_t *i)
{
    struct str name = w->at.open[w->at.open_n - 1].name, rest = str_from(s, *i);
    bool drop = false;

    if (str_has_prefix(rest, STR("</")) && rest.n > name.n + 1 &&
        str_eq_nocase(str_slice(rest, 2, 2 + name.n), name))
        return tag_begin(w, s, i, &drop);
    if (w->at.state == S_RAW && str_eq_nocase(name, STR("script")) && !is_space(s.p[*i]))
        return view_fail(w->a, w->fault, w->line,
                         "scripts in pages are blocked: put it into a file");
    return OK;
}

/** Text between tags: indentation and blank lines go. */
static void text_out(struct walk *w, struct buf *out, char c)
{
    struct place *at = &w->at;

    if (in_pre(at)) {
        buf_put_c(out, c);
        return;
    }
    if (at->bol && is_space(c))
        return;
    at->bol = c == '\n';
    while (c == '\n' && out->n && (out->p[out->n - 1] == ' ' || out->p[out->n - 1] == '\t'))
        out->n--;
    if (c != '\r')
        buf_put_c(out, c);
}

/** One character inside a quoted value. from: where the value begins in s. */
static enum err value_step(struct walk *w, struct str s, size_t i, size_t from)
{
    struct place *at = &w->at;

    if (s.p[i] == at->quote) {
        attr_end(w, str_slice(s, from, i));
        return OK;
    }
    return at->url == URL_NONE ? OK : url_step(w, s.p[i], str_slice(s, from, i));
}

static enum err unquoted_step(struct walk *w, struct str s, size_t i, size_t from)
{
    char c = s.p[i];

    if (c == '>' || is_space(c))
        attr_end(w, str_slice(s, from, i));
    if (c == '>')
        return tag_end(w, false);
    if (is_space(c)) {
        w->at.state = S_BETWEEN;
    } else if (!is_name(c) && c != '.' && c != '/' && c != '#' && c != '%' && c != ',') {
        return view_fail(w->a, w->fault, w->line, "this value of %.*s needs quotes",
                         STR_ARG(w->at.attr));
    }
    return OK;
}

/** Writes s[from..i], the characters one step has read. White space in tags becomes one blank. */
static void step_out(struct walk *w, struct buf *out, struct str s, size_t from, size_t i)
{
    enum state state = w->at.state;

    for (size_t k = from; k <= i; k++)
        w->line += s.p[k] == '\n';
    if (from == i && is_space(s.p[i]) && (state == S_BETWEEN || state == S_AFTER_NAME)) {
        if (!out->n || out->p[out->n - 1] != ' ')
            buf_put_c(out, ' ');
        return;
    }
    buf_put(out, str_slice(s, from, i + 1));
}

static enum err char_step(struct walk *w, struct str s, size_t *i, size_t value_from, bool *drop)
{
    switch (w->at.state) {
    case S_TEXT:
        return s.p[*i] == '<' ? tag_begin(w, s, i, drop) : OK;
    case S_DOCTYPE:
        w->at.state = s.p[*i] == '>' ? S_TEXT : S_DOCTYPE;
        return OK;
    case S_RAW:
    case S_RCDATA:
        return raw_step(w, s, i);
    case S_VALUE:
        return value_step(w, s, *i, value_from);
    case S_UNQUOTED:
        return unquoted_step(w, s, *i, value_from);
    default:
        return tag_step(w, s, i);
    }
}

/** Follows static text and replaces it by what is to be printed. */
static enum err text_walk(struct walk *w, struct view_node *n)
{
    struct str s = n->text;
    struct place *at = &w->at;
    size_t value_from = 0;
    struct buf out;

    buf_init(&out, w->a, s.n + 1);
    w->line = n->line;
    at->bol = n->bol;
    for (size_t i = 0; i < s.n; i++) {
        size_t from = i;
        bool drop = false, was_text = at->state == S_TEXT;
        enum state was = at->state;

        TRY(char_step(w, s, &i, value_from, &drop));
        if (was == S_BEFORE_VALUE)
            value_from = at->state == S_VALUE ? i + 1 : i;
        if (drop)
            continue;
        if (was_text && at->state == S_TEXT) {
            w->line += s.p[i] == '\n';
            text_out(w, &out, s.p[i]);
        } else {
            at->bol = false;
            step_out(w, &out, s, from, i);
        }
    }
    if (at->state == S_VALUE && at->url != URL_NONE && in_host(str_from(s, value_from)))
        at->url = URL_BAD;
    n->text = buf_str(&out);
    return OK;
}

/** A tag of ours ends names and unquoted values; ends is {{else}} or {{/…}}. */
static enum err settle(struct walk *w, int line, bool ends)
{
    struct place *at = &w->at;

    w->line = line;
    switch (at->state) {
    case S_TEXT:
    case S_RCDATA:
    case S_VALUE:
    case S_BETWEEN:
        break;
    case S_NEED_GAP:
    case S_ATTR_NAME:
    case S_AFTER_NAME:
        at->state = S_NEED_GAP;
        break;
    case S_UNQUOTED:
        if (!ends)
            return view_fail(w->a, w->fault, line, "the value of %.*s needs quotes",
                             STR_ARG(at->attr));
        attr_end(w, STR_NONE);
        break;
    case S_BEFORE_VALUE:
        return view_fail(w->a, w->fault, line, "the value of %.*s needs quotes", STR_ARG(at->attr));
    case S_RAW:
        return view_fail(w->a, w->fault, line, "nothing can be printed inside <%.*s>",
                         STR_ARG(at->open[at->open_n - 1].name));
    default:
        return view_fail(w->a, w->fault, line, "nothing can be printed inside a tag's name");
    }
    if (at->closing)
        return view_fail(w->a, w->fault, line, "nothing can be printed inside an end tag");
    return OK;
}

static bool is_markup(const struct view_node *n)
{
    return n->kind == VIEW_NODE_PARTIAL ||
           (n->kind == VIEW_NODE_HELPER &&
            (n->op == VIEW_OP_LINES || n->op == VIEW_OP_BDI || n->op == VIEW_OP_CSRF ||
             n->op == VIEW_OP_ICON || n->op == VIEW_OP_RENDER || n->op == VIEW_OP_PANELS));
}

/** The place of a value in a URL attribute. */
static enum err url_place(struct walk *w, struct view_node *n)
{
    static const char *const strict[] = {"script", "link",  "base", "iframe",
                                         "object", "embed", NULL};
    struct place *at = &w->at;

    if (at->url == URL_BAD || at->url == URL_SCHEME)
        return view_fail(w->a, w->fault, n->line,
                         at->url == URL_BAD
                             ? "the host of a link must be written out"
                             : "start a relative link with / or ?, then a value may follow");
    if (at->url == URL_EMPTY) {
        if (n->kind == VIEW_NODE_HELPER && n->op == VIEW_OP_ASSET) {
            n->place = VIEW_IN_ATTR; /* its characters are ours */
            at->url = URL_PATH;
            return OK;
        }
        if (one_of(at->tag, strict))
            return view_fail(w->a, w->fault, n->line, "<%.*s> loads only what is written out",
                             STR_ARG(at->tag));
        n->place = VIEW_IN_URL_WHOLE;
        at->url = URL_STARTED;
        return OK;
    }
    n->place = at->url == URL_QUERY  ? VIEW_IN_URL_QUERY
               : at->url == URL_ADDR ? VIEW_IN_URL_ADDR
                                     : VIEW_IN_URL_PATH;
    return OK;
}

/** Gives a value, helper or partial its place. */
static enum err value_walk(struct walk *w, struct view_node *n)
{
    struct place *at = &w->at;

    TRY(settle(w, n->line, false));
    at->bol = false;
    if (at->state != S_TEXT && is_markup(n))
        return view_fail(w->a, w->fault, n->line, "%.*s gives markup and stands only between tags",
                         STR_ARG(n->text));
    if (at->state == S_TEXT || at->state == S_RCDATA) {
        n->place = at->state == S_TEXT ? VIEW_IN_TEXT : VIEW_IN_RCDATA;
        at->has_csrf |=
            n->kind == VIEW_NODE_PARTIAL ||
            (n->kind == VIEW_NODE_HELPER &&
             (n->op == VIEW_OP_CSRF || n->op == VIEW_OP_RENDER || n->op == VIEW_OP_PANELS));
        if (n->kind == VIEW_NODE_HELPER && n->op == VIEW_OP_CSRF && !at->is_post && in_form(at))
            return view_fail(w->a, w->fault, n->line, "{{csrf}} belongs into method=\"post\" only");
        if (n->kind == VIEW_NODE_HELPER && n->op == VIEW_OP_LINES)
            for (int i = 0; i < at->open_n; i++)
                if (str_eq_nocase(at->open[i].name, STR("p")))
                    return view_fail(w->a, w->fault, n->line,
                                     "lines gives paragraphs: not inside <p>");
        return OK;
    }
    if (at->state != S_VALUE)
        return view_fail(w->a, w->fault, n->line, "a value cannot stand here in <%.*s>",
                         STR_ARG(at->tag));
    if (is_forbidden_attr(at->tag, at->attr))
        return view_fail(w->a, w->fault, n->line, "a value cannot stand in %.*s",
                         STR_ARG(at->attr));
    at->dynamic = true;
    at->dynamic_content |= str_eq_nocase(at->attr, STR("content"));
    n->place = VIEW_IN_ATTR;
    return at->url == URL_NONE ? OK : url_place(w, n);
}

/** Two ways through a block must end in the same place. */
static enum err join(struct walk *w, const struct place *other, int line, struct str name)
{
    struct place *at = &w->at;
    bool same = at->open_n == other->open_n;
    bool gap = at->state == S_NEED_GAP || other->state == S_NEED_GAP;

    for (int i = 0; same && i < at->open_n; i++)
        same = str_eq_nocase(at->open[i].name, other->open[i].name);
    if (!same)
        return view_fail(w->a, w->fault, line,
                         "the ways through {{#%.*s}} leave different tags open", STR_ARG(name));
    if (gap && (at->state == S_BETWEEN || other->state == S_BETWEEN))
        at->state = S_NEED_GAP;
    else if (at->state != other->state ||
             (at->state == S_VALUE &&
              (at->quote != other->quote || !str_eq_nocase(at->attr, other->attr))))
        return view_fail(w->a, w->fault, line, "the ways through {{#%.*s}} end in different places",
                         STR_ARG(name));
    /* A component is safe anywhere: its colons and slashes are encoded. */
    if (at->url != other->url)
        at->url = at->url == URL_BAD || other->url == URL_BAD ? URL_BAD : URL_PATH;
    at->dynamic |= other->dynamic;
    at->dynamic_content |= other->dynamic_content;
    at->has_http_equiv |= other->has_http_equiv;
    at->is_post |= other->is_post;
    at->has_csrf |= other->has_csrf;
    return OK;
}

static enum err nodes_walk(struct walk *w, struct view_node *n);

static enum err block_walk(struct walk *w, struct view_node *n)
{
    struct place before, after;

    TRY(settle(w, n->line, false));
    if (n->kind == VIEW_NODE_EACH && w->at.state != S_TEXT && w->at.state != S_VALUE &&
        w->at.state != S_RCDATA)
        return view_fail(w->a, w->fault, n->line, "{{#each}} cannot stand between attributes");
    if (n->kind == VIEW_NODE_EACH && w->at.url != URL_NONE && w->at.url != URL_QUERY &&
        w->at.url != URL_BAD)
        w->at.url = URL_PATH;
    before = w->at;
    TRY(nodes_walk(w, n->body));
    TRY(settle(w, n->line, true));
    after = w->at;
    if (n->kind == VIEW_NODE_EACH)
        TRY(join(w, &before, n->line, n->text));
    w->at = before;
    if (n->otherwise) {
        TRY(nodes_walk(w, n->otherwise));
        TRY(settle(w, n->line, true));
    }
    return join(w, &after, n->line, n->text);
}

static enum err nodes_walk(struct walk *w, struct view_node *n)
{
    for (; n; n = n->next) {
        if (n->kind == VIEW_NODE_TEXT)
            TRY(text_walk(w, n));
        else if (n->kind == VIEW_NODE_PRINT || n->kind == VIEW_NODE_HELPER ||
                 n->kind == VIEW_NODE_PARTIAL)
            TRY(value_walk(w, n));
        else
            TRY(block_walk(w, n));
    }
    return OK;
}

enum err view_place_check(struct arena *a, struct view_tree *tree, struct view_fault *ret_fault)
{
    struct walk w = {.a = a, .tree = tree, .fault = ret_fault};

    TRY(nodes_walk(&w, tree->nodes));
    if (w.at.state != S_TEXT)
        return view_fail(a, ret_fault, w.line, "the template ends inside a tag");
    if (w.at.open_n)
        return view_fail(a, ret_fault, w.at.open[w.at.open_n - 1].line, "<%.*s> is not closed",
                         STR_ARG(w.at.open[w.at.open_n - 1].name));
    return OK;
}
