/* core/view_place.c: gives every value of a template its place: text, attribute, part of an
 * address. Refuses values where no escaping is safe, and blocks whose ways end in different places.
 */
#include "core/view_follow.h"

/** A tag of ours ends names and unquoted values; ends is {{else}} or {{/…}}. */
static enum err settle(struct view_follow *w, int line, bool ends)
{
    struct view_cursor *at = &w->at;

    w->line = line;
    switch (at->state) {
    case VIEW_S_TEXT:
    case VIEW_S_RCDATA:
    case VIEW_S_VALUE:
    case VIEW_S_BETWEEN:
        break;
    case VIEW_S_NEED_GAP:
    case VIEW_S_ATTR_NAME:
    case VIEW_S_AFTER_NAME:
        at->state = VIEW_S_NEED_GAP;
        break;
    case VIEW_S_UNQUOTED:
        if (!ends)
            return view_fail(w->a, w->fault, line, "the value of %.*s needs quotes",
                             STR_ARG(at->attr));
        view_follow_attr_end(w, STR_NONE);
        break;
    case VIEW_S_BEFORE_VALUE:
        return view_fail(w->a, w->fault, line, "the value of %.*s needs quotes", STR_ARG(at->attr));
    case VIEW_S_RAW:
        return view_fail(w->a, w->fault, line, "nothing can be printed inside <%.*s>",
                         STR_ARG(at->open[at->open_n - 1].name));
    default:
        return view_fail(w->a, w->fault, line, "nothing can be printed here");
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

static bool is_helper(const struct view_node *n, enum view_op_kind op)
{
    return n->kind == VIEW_NODE_HELPER && n->op == op;
}

/** A value with which an address begins. */
static enum err url_start(struct view_follow *w, struct view_node *n)
{
    static const char *const strict[] = {"script", "link",  "base", "iframe",
                                         "object", "embed", NULL};

    if (is_helper(n, VIEW_OP_ASSET)) {
        n->place = VIEW_IN_ATTR; /* its characters are ours */
        w->at.url = VIEW_URL_PATH;
        return OK;
    }
    if (view_one_of(w->at.tag, strict))
        return view_fail(w->a, w->fault, n->line, "<%.*s> loads only what is written out",
                         STR_ARG(w->at.tag));
    n->place = VIEW_IN_URL_WHOLE;
    w->at.url = VIEW_URL_STARTED;
    return OK;
}

/** The place of a value in a URL attribute. */
static enum err url_place(struct view_follow *w, struct view_node *n)
{
    switch (w->at.url) {
    case VIEW_URL_BAD:
        return view_fail(w->a, w->fault, n->line, "the host of a link must be written out");
    case VIEW_URL_SCHEME:
        return view_fail(w->a, w->fault, n->line,
                         "start a relative link with / or ?, then a value may follow");
    case VIEW_URL_EMPTY:
        return url_start(w, n);
    case VIEW_URL_QUERY:
        n->place = VIEW_IN_URL_QUERY;
        return OK;
    case VIEW_URL_ADDR:
        n->place = VIEW_IN_URL_ADDR;
        return OK;
    case VIEW_URL_ROOT:
        n->place = VIEW_IN_URL_ROOT;
        w->at.url = VIEW_URL_PATH;
        return OK;
    default:
        n->place = VIEW_IN_URL_PATH;
        return OK;
    }
}

/** A value between tags, or in a title. */
static enum err text_place(struct view_follow *w, struct view_node *n)
{
    struct view_cursor *at = &w->at;

    n->place = at->state == VIEW_S_TEXT ? VIEW_IN_TEXT : VIEW_IN_RCDATA;
    if (is_helper(n, VIEW_OP_CSRF) && !at->is_post && view_follow_inside(at, STR("form")))
        return view_fail(w->a, w->fault, n->line, "{{csrf}} belongs into method=\"post\" only");
    if (is_helper(n, VIEW_OP_LINES) && view_follow_inside(at, STR("p")))
        return view_fail(w->a, w->fault, n->line, "lines gives paragraphs: not inside <p>");
    at->has_csrf |= n->kind == VIEW_NODE_PARTIAL || is_helper(n, VIEW_OP_CSRF) ||
                    is_helper(n, VIEW_OP_RENDER) || is_helper(n, VIEW_OP_PANELS);
    return OK;
}

/** Gives a value, helper or partial its place. */
static enum err value_walk(struct view_follow *w, struct view_node *n)
{
    struct view_cursor *at = &w->at;

    TRY(settle(w, n->line, false));
    at->bol = false;
    if (at->state != VIEW_S_TEXT && is_markup(n))
        return view_fail(w->a, w->fault, n->line, "%.*s gives markup and stands only between tags",
                         STR_ARG(n->text));
    if (at->state == VIEW_S_TEXT || at->state == VIEW_S_RCDATA)
        return text_place(w, n);
    if (at->state != VIEW_S_VALUE)
        return view_fail(w->a, w->fault, n->line, "a value cannot stand here in <%.*s>",
                         STR_ARG(at->tag));
    if (view_is_forbidden_attr(at->tag, at->attr))
        return view_fail(w->a, w->fault, n->line, "a value cannot stand in %.*s",
                         STR_ARG(at->attr));
    at->dynamic = true;
    at->dynamic_content |= str_eq_nocase(at->attr, STR("content"));
    n->place = VIEW_IN_ATTR;
    return at->url == VIEW_URL_NONE ? OK : url_place(w, n);
}

/** Two ways through a block must end in the same place. */
static enum err join(struct view_follow *w, const struct view_cursor *other, int line,
                     struct str name)
{
    struct view_cursor *at = &w->at;
    bool same = at->open_n == other->open_n;
    bool gap = at->state == VIEW_S_NEED_GAP || other->state == VIEW_S_NEED_GAP;

    for (int i = 0; same && i < at->open_n; i++)
        same = str_eq_nocase(at->open[i].name, other->open[i].name);
    if (!same)
        return view_fail(w->a, w->fault, line,
                         "the ways through {{#%.*s}} leave different tags open", STR_ARG(name));
    if (gap && (at->state == VIEW_S_BETWEEN || other->state == VIEW_S_BETWEEN))
        at->state = VIEW_S_NEED_GAP;
    else if (at->state != other->state ||
             (at->state == VIEW_S_VALUE &&
              (at->quote != other->quote || !str_eq_nocase(at->attr, other->attr))))
        return view_fail(w->a, w->fault, line, "the ways through {{#%.*s}} end in different places",
                         STR_ARG(name));
    /* A component is safe anywhere: its colons and slashes are encoded. */
    if (at->url != other->url)
        at->url =
            at->url == VIEW_URL_BAD || other->url == VIEW_URL_BAD ? VIEW_URL_BAD : VIEW_URL_PATH;
    at->bol &= other->bol;
    at->dynamic |= other->dynamic;
    at->dynamic_content |= other->dynamic_content;
    at->has_http_equiv |= other->has_http_equiv;
    at->is_post |= other->is_post;
    at->has_csrf |= other->has_csrf;
    return OK;
}

/** Whether each round of a loop begins where a line begins. */
static bool loop_bol(const struct view_node *n)
{
    while (n && n->next)
        n = n->next;
    return n && n->kind == VIEW_NODE_TEXT && n->text.p[n->text.n - 1] == '\n';
}

static enum err nodes_walk(struct view_follow *w, struct view_node *n);

static enum err block_walk(struct view_follow *w, struct view_node *n)
{
    struct view_cursor before, after;

    TRY(settle(w, n->line, false));
    if (n->kind == VIEW_NODE_EACH && w->at.state != VIEW_S_TEXT && w->at.state != VIEW_S_VALUE &&
        w->at.state != VIEW_S_RCDATA)
        return view_fail(w->a, w->fault, n->line, "{{#each}} cannot stand between attributes");
    if (n->kind == VIEW_NODE_EACH && w->at.url != VIEW_URL_NONE && w->at.url != VIEW_URL_QUERY &&
        w->at.url != VIEW_URL_BAD)
        w->at.url = VIEW_URL_PATH;
    before = w->at;
    if (n->kind == VIEW_NODE_EACH)
        w->at.bol &= loop_bol(n->body);
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

static enum err nodes_walk(struct view_follow *w, struct view_node *n)
{
    for (; n; n = n->next) {
        if (n->kind == VIEW_NODE_TEXT)
            TRY(view_follow_text(w, n));
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
    struct view_follow w = {.a = a, .tree = tree, .fault = ret_fault, .at = {.bol = true}};

    TRY(nodes_walk(&w, tree->nodes));
    if (w.at.state != VIEW_S_TEXT)
        return view_fail(a, ret_fault, w.line, "the template ends inside a tag");
    if (w.at.open_n)
        return view_fail(a, ret_fault, w.at.open[w.at.open_n - 1].line, "<%.*s> is not closed",
                         STR_ARG(w.at.open[w.at.open_n - 1].name));
    return OK;
}
