/* core/view_parse.c: the text of a template to a tree. Knows the braces, not the HTML around them.
 */
#include <stdarg.h>
#include <stdio.h>

#include "core/view_tags.h"

struct parser {
    struct view_tags t;
    struct arena *a;
    struct view_fault *fault;
    struct view_tree *tree;
    int depth;
};

/** What a helper takes. t and partials are read apart. */
struct helper {
    const char *name;
    enum view_op_kind op;
    int min, max;      /* arguments besides the value */
    bool value;        /* the first argument is a path */
    bool path_or_text; /* the first argument may also be "text" */
};

static const struct helper helper_all[] = {
    {"t", VIEW_OP_T, 1, VIEW_ARGS_MAX, false, false}, {"tkey", VIEW_OP_TKEY, 0, 0, true, false},
    {"code", VIEW_OP_CODE, 2, 2, false, false},       {"date", VIEW_OP_DATE, 0, 1, true, false},
    {"time", VIEW_OP_TIME, 0, 0, true, false},        {"clock", VIEW_OP_CLOCK, 0, 0, true, false},
    {"iso", VIEW_OP_PRINT, 0, 0, true, false},        {"num", VIEW_OP_NUM, 0, 0, true, false},
    {"percent", VIEW_OP_PERCENT, 0, 0, true, false},  {"lines", VIEW_OP_LINES, 0, 0, true, false},
    {"bdi", VIEW_OP_BDI, 0, 0, true, false},          {"url", VIEW_OP_URL, 0, 0, true, false},
    {"csrf", VIEW_OP_CSRF, 0, 0, false, false},       {"asset", VIEW_OP_ASSET, 1, 1, false, true},
    {"icon", VIEW_OP_ICON, 1, 1, false, true},        {"lang", VIEW_OP_LANG, 0, 0, false, false},
    {"dir", VIEW_OP_DIR, 0, 0, false, false},         {"render", VIEW_OP_RENDER, 0, 0, true, false},
    {"panels", VIEW_OP_PANELS, 0, 0, true, false},
};

enum err view_fail(struct arena *a, struct view_fault *fault, int line, const char *fmt, ...)
{
    char text[400];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    *fault = (struct view_fault){fault->file, line, str_dup(a, str_c(text))};
    return E_INVALID;
}

static struct view_node *node_add(struct parser *p, struct view_node ***tail,
                                  enum view_node_kind kind)
{
    struct view_node *n = ARENA_NEW(p->a, struct view_node);

    n->kind = kind;
    n->line = p->t.tag.line;
    **tail = n;
    *tail = &n->next;
    return n;
}

static enum err node_path(struct parser *p, const struct view_word *w, struct view_node *n)
{
    if (w->kind != VIEW_WORD_BARE || w->name.n || !view_path_read(w->text, &n->path))
        return view_fail(p->a, p->fault, p->t.tag.line, "'%.*s' is no field", STR_ARG(w->text));
    return OK;
}

/** Copies the tag's words from the i-th on; bare words become paths when they must be. */
static enum err node_words(struct parser *p, struct view_node *n, int i, int min, int max)
{
    int count = p->t.tag.word_n - i;

    if (count < min || count > max)
        return view_fail(p->a, p->fault, p->t.tag.line, "'%.*s' takes other arguments",
                         STR_ARG(p->t.tag.words[0].text));
    n->words = ARENA_ARRAY(p->a, struct view_word, count);
    n->word_n = count;
    for (int k = 0; k < count; k++)
        n->words[k] = p->t.tag.words[i + k];
    return OK;
}

static enum err word_path(struct parser *p, struct view_word *w)
{
    if (w->kind != VIEW_WORD_BARE)
        return OK;
    if (!view_path_read(w->text, &w->path))
        return view_fail(p->a, p->fault, p->t.tag.line, "'%.*s' is no field", STR_ARG(w->text));
    w->kind = VIEW_WORD_PATH;
    return OK;
}

/** {{t key name=value}}: the key is bare or quoted, the values have names. */
static enum err t_read(struct parser *p, struct view_node *n)
{
    if (n->words[0].name.n || n->words[0].kind == VIEW_WORD_NUMBER)
        return view_fail(p->a, p->fault, p->t.tag.line, "t takes a message key first");
    for (size_t i = 0; i < n->words[0].text.n; i++) {
        char c = n->words[0].text.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.'))
            return view_fail(p->a, p->fault, p->t.tag.line, "'%.*s' is no message key",
                             STR_ARG(n->words[0].text));
    }
    for (int i = 1; i < n->word_n; i++) {
        if (!n->words[i].name.n)
            return view_fail(p->a, p->fault, p->t.tag.line, "arguments of t are name=value");
        TRY(word_path(p, &n->words[i]));
    }
    return OK;
}

/** Arguments that are neither a value nor named: `code list value`, `asset`, `icon`, a date style.
 */
static enum err helper_words(struct parser *p, const struct helper *h, struct view_node *n)
{
    if (h->op == VIEW_OP_T)
        return t_read(p, n);
    for (int i = 0; i < n->word_n; i++) {
        if (n->words[i].name.n || n->words[i].kind == VIEW_WORD_NUMBER)
            return view_fail(p->a, p->fault, p->t.tag.line, "'%s' takes other arguments", h->name);
        TRY(word_path(p, &n->words[i]));
    }
    if (h->op == VIEW_OP_DATE && n->word_n == 1 && n->words[0].kind != VIEW_WORD_TEXT)
        return view_fail(p->a, p->fault, p->t.tag.line, "the style of a date is a text in quotes");
    if (h->op == VIEW_OP_CODE) {
        if (n->words[1].kind != VIEW_WORD_PATH)
            return view_fail(p->a, p->fault, p->t.tag.line, "code takes a list and a field");
        n->path = n->words[1].path;
        n->word_n = 1;
    }
    return OK;
}

static enum err value_read(struct parser *p, struct view_node ***tail)
{
    const struct view_word *first = &p->t.tag.words[0];
    struct view_node *n = node_add(p, tail, VIEW_NODE_PRINT);
    int from;

    n->op = VIEW_OP_PRINT;
    for (size_t i = 0; i < sizeof helper_all / sizeof helper_all[0]; i++) {
        const struct helper *h = &helper_all[i];
        bool takes_any = h->value || h->min > 0;
        if (!view_word_is(first, h->name) || (takes_any && p->t.tag.word_n == 1))
            continue;
        n->kind = VIEW_NODE_HELPER;
        n->op = h->op;
        n->text = first->text;
        from = h->value ? 2 : 1;
        if (h->value)
            TRY(node_path(p, &p->t.tag.words[1], n));
        TRY(node_words(p, n, from, h->min, h->max));
        return helper_words(p, h, n);
    }
    if (p->t.tag.word_n > 1)
        return view_fail(p->a, p->fault, p->t.tag.line, "no such helper: '%.*s'",
                         STR_ARG(first->text));
    return node_path(p, first, n);
}

static enum err partial_read(struct parser *p, struct view_node ***tail)
{
    struct view_node *n = node_add(p, tail, VIEW_NODE_PARTIAL);

    n->text = p->t.tag.words[0].text;
    if (!view_is_ident(n->text) || p->t.tag.word_n > 2)
        return view_fail(p->a, p->fault, p->t.tag.line,
                         "a partial is {{> name}} or {{> name field}}");
    return p->t.tag.word_n == 2 ? node_path(p, &p->t.tag.words[1], n) : OK;
}

/** What follows #: the words from the i-th on. */
static enum err open_read(struct parser *p, int i, struct view_node *n)
{
    static const struct {
        const char *name;
        enum view_node_kind kind;
        bool negate;
    } blocks[] = {{"if", VIEW_NODE_IF, false},
                  {"unless", VIEW_NODE_IF, true},
                  {"each", VIEW_NODE_EACH, false},
                  {"with", VIEW_NODE_WITH, false},
                  {"is", VIEW_NODE_IS, false}};
    bool known = false;

    for (size_t k = 0; k < 5 && i < p->t.tag.word_n; k++) {
        if (view_word_is(&p->t.tag.words[i], blocks[k].name)) {
            n->kind = blocks[k].kind;
            n->negate = blocks[k].negate;
            n->text = p->t.tag.words[i].text;
            known = true;
        }
    }
    if (!known)
        return view_fail(p->a, p->fault, p->t.tag.line, "no such block: '%.*s'",
                         STR_ARG(p->t.tag.words[i < p->t.tag.word_n ? i : 0].text));
    if (p->t.tag.word_n < i + 2)
        return view_fail(p->a, p->fault, p->t.tag.line, "{{#%.*s}} needs a field",
                         STR_ARG(n->text));
    TRY(node_path(p, &p->t.tag.words[i + 1], n));
    TRY(node_words(p, n, i + 2, n->kind == VIEW_NODE_IS, n->kind == VIEW_NODE_IS));
    if (n->kind == VIEW_NODE_IS && n->words[0].kind == VIEW_WORD_BARE &&
        !view_is_ident(n->words[0].text))
        return view_fail(p->a, p->fault, p->t.tag.line,
                         "is compares with \"text\", a number or a constant");
    return OK;
}

static enum err nodes_read(struct parser *p, struct view_node **head, bool *ret_open);

/** At {{else …}}: reads the block it begins into (*n)->otherwise and moves *n to it. */
static enum err else_read(struct parser *p, struct view_node **n, bool *ret_open)
{
    struct view_node **tail = &(*n)->otherwise, *inner;

    if (++p->depth > VIEW_BLOCKS_MAX)
        return view_fail(p->a, p->fault, p->t.tag.line, "too many {{else if}}");
    inner = node_add(p, &tail, VIEW_NODE_IF);
    TRY(open_read(p, 1, inner));
    if (inner->kind == VIEW_NODE_EACH || inner->kind == VIEW_NODE_WITH)
        return view_fail(p->a, p->fault, p->t.tag.line, "else takes if, unless or is");
    *n = inner;
    return nodes_read(p, &inner->body, ret_open);
}

/** The body, else branches and the closing tag of a block whose opening was just read. */
static enum err block_read(struct parser *p, struct view_node *n)
{
    int line = p->t.tag.line, depth = p->depth;
    struct str name = n->text;
    bool open;

    if (++p->depth > VIEW_BLOCKS_MAX)
        return view_fail(p->a, p->fault, line, "too many blocks inside one another");
    TRY(nodes_read(p, &n->body, &open));
    while (open && p->t.tag.kind == VIEW_TAG_ELSE && p->t.tag.word_n > 1)
        TRY(else_read(p, &n, &open));
    if (open && p->t.tag.kind == VIEW_TAG_ELSE)
        TRY(nodes_read(p, &n->otherwise, &open));
    if (!open)
        return view_fail(p->a, p->fault, line, "{{#%.*s}} is not closed", STR_ARG(name));
    if (p->t.tag.kind == VIEW_TAG_ELSE)
        return view_fail(p->a, p->fault, p->t.tag.line, "{{else}} after {{else}}");
    if (p->t.tag.word_n != 1 || !str_eq(p->t.tag.words[0].text, name))
        return view_fail(p->a, p->fault, p->t.tag.line, "{{/%.*s}} closes {{#%.*s}} of line %d",
                         STR_ARG(p->t.tag.words[0].text), STR_ARG(name), line);
    p->depth = depth;
    return OK;
}

static void text_add(struct parser *p, struct view_node ***tail, struct str text, int line)
{
    struct view_node *n;

    if (!text.n)
        return;
    n = node_add(p, tail, VIEW_NODE_TEXT);
    n->line = line;
    n->text = text;
}

/** Nodes up to the end of the text or a tag of the enclosing block (ret_open). */
static enum err nodes_read(struct parser *p, struct view_node **head, bool *ret_open)
{
    struct view_node **tail = head, *n;
    struct str text;
    bool more;

    for (;;) {
        int line = p->t.line;
        TRY(view_tag_next(&p->t, &text, &more));
        text_add(p, &tail, text, line);
        *ret_open = more;
        if (!more || p->t.tag.kind == VIEW_TAG_ELSE || p->t.tag.kind == VIEW_TAG_CLOSE)
            return OK;
        switch (p->t.tag.kind) {
        case VIEW_TAG_OPEN:
            n = node_add(p, &tail, VIEW_NODE_IF);
            TRY(open_read(p, 0, n));
            TRY(block_read(p, n));
            break;
        case VIEW_TAG_PARTIAL:
            TRY(partial_read(p, &tail));
            break;
        case VIEW_TAG_VALUE:
            TRY(value_read(p, &tail));
            break;
        case VIEW_TAG_VIEW:
            return view_fail(p->a, p->fault, p->t.tag.line, "{{view}} stands first, and once");
        default:
            break;
        }
    }
}

static enum err head_read(struct parser *p)
{
    struct str text;
    bool more;

    TRY(view_tag_next(&p->t, &text, &more));
    while (more && p->t.tag.kind == VIEW_TAG_COMMENT && !str_trim(text).n)
        TRY(view_tag_next(&p->t, &text, &more));
    if (!more || p->t.tag.kind != VIEW_TAG_VIEW || str_trim(text).n)
        return view_fail(p->a, p->fault, 1,
                         "the first line names the view: {{view note_panel_view}}");
    if (p->t.tag.word_n != 2 || p->t.tag.words[1].kind != VIEW_WORD_BARE ||
        !view_is_ident(p->t.tag.words[1].text))
        return view_fail(p->a, p->fault, p->t.tag.line, "{{view name}} takes the name of a struct");
    p->tree->view = p->t.tag.words[1].text;
    return OK;
}

enum err view_parse(struct arena *a, struct view_tree *tree, struct str source,
                    struct view_fault *ret_fault)
{
    struct parser p = {.t = {.a = a, .fault = ret_fault, .src = source, .line = 1},
                       .a = a,
                       .fault = ret_fault,
                       .tree = tree};
    bool open;

    ret_fault->file = tree->file;
    if (!view_is_ident(tree->name))
        return view_fail(a, ret_fault, 1, "the file's name must be a C name: '%.*s'",
                         STR_ARG(tree->name));
    tree->nodes = NULL;
    TRY(head_read(&p));
    TRY(nodes_read(&p, &tree->nodes, &open));
    if (open)
        return view_fail(a, ret_fault, p.t.tag.line, "{{%s%.*s}} without its block",
                         p.t.tag.kind == VIEW_TAG_CLOSE ? "/" : "", STR_ARG(p.t.tag.words[0].text));
    return view_place_check(a, tree, ret_fault);
}
