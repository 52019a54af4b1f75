/* core/view_parse.c: the text of a template to a tree. Knows the braces, not the HTML around them.
 */
#include <stdarg.h>
#include <stdio.h>

#include "base/num.h"
#include "core/view_compile.h"

enum tag_kind { TAG_OPEN, TAG_ELSE, TAG_CLOSE, TAG_PARTIAL, TAG_COMMENT, TAG_VIEW, TAG_VALUE };

struct tag {
    enum tag_kind kind;
    int line;
    struct view_word words[VIEW_ARGS_MAX + 1];
    int word_n;
};

struct parser {
    struct arena *a;
    struct view_fault *fault;
    struct view_tree *tree;
    struct str src;
    size_t pos, text_from; /* next byte; where the text not yet in a node begins */
    int line;
    int depth;
    struct tag tag; /* the one last read */
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

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_ident(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        if (!letter && !(i > 0 && c >= '0' && c <= '9'))
            return false;
    }
    return s.n > 0 && s.n < 60;
}

static bool word_is(const struct view_word *w, const char *z)
{
    return w->kind == VIEW_WORD_BARE && !w->name.n && str_eq(w->text, str_c(z));
}

/** `../a.b`, `this`, `@index`. False when the word is no path. */
static bool path_read(struct str s, struct view_path *ret)
{
    struct view_path p = {0};
    struct str part;

    while (str_has_prefix(s, STR("../")) && p.up < VIEW_UP_MAX) {
        p.up++;
        s = str_from(s, 3);
    }
    if (s.n && s.p[0] == '@') {
        p.at = str_eq(s, STR("@index"))   ? VIEW_AT_INDEX
               : str_eq(s, STR("@first")) ? VIEW_AT_FIRST
               : str_eq(s, STR("@last"))  ? VIEW_AT_LAST
                                          : VIEW_AT_NONE;
        *ret = p;
        return p.at != VIEW_AT_NONE && p.up == 0;
    }
    if (str_eq(s, STR("this")) || str_eq(s, STR("..")) || str_eq(s, STR("."))) {
        p.up += str_eq(s, STR("..")) ? 1 : 0;
        *ret = p;
        return true;
    }
    if (str_has_prefix(s, STR("this.")))
        s = str_from(s, 5);
    if (!s.n || s.p[s.n - 1] == '.')
        return false;
    while (str_split(&s, '.', &part)) {
        if (!is_ident(part) || p.part_n == VIEW_PARTS_MAX)
            return false;
        p.parts[p.part_n++] = part;
    }
    *ret = p;
    return p.part_n > 0;
}

/** One argument: "text", 12, word or name=argument. */
static enum err word_read(struct parser *p, struct str s, size_t *i, struct view_word *ret)
{
    struct view_word w = {.kind = VIEW_WORD_BARE};
    size_t from = *i;

    while (*i < s.n && !is_space(s.p[*i]) && s.p[*i] != '"' && s.p[*i] != '\'') {
        if (s.p[*i] == '=' && !w.name.n) {
            w.name = str_slice(s, from, *i);
            from = *i + 1;
        }
        (*i)++;
    }
    w.text = str_slice(s, from, *i);
    if (*i < s.n && !w.text.n && (s.p[*i] == '"' || s.p[*i] == '\'')) {
        ptrdiff_t end = str_find(s, str_slice(s, *i, *i + 1), *i + 1);
        if (end < 0)
            return view_fail(p->a, p->fault, p->tag.line, "a quote is not closed");
        w.kind = VIEW_WORD_TEXT;
        w.text = str_slice(s, *i + 1, (size_t)end);
        *i = (size_t)end + 1;
        if (*i < s.n && !is_space(s.p[*i]))
            return view_fail(p->a, p->fault, p->tag.line, "white space is missing after a quote");
    } else if (*i < s.n && !is_space(s.p[*i])) {
        return view_fail(p->a, p->fault, p->tag.line, "a quote inside a word");
    } else if (w.text.n && num_parse_i64(w.text, &w.number) == OK) {
        w.kind = VIEW_WORD_NUMBER;
    }
    if (!w.text.n && w.kind == VIEW_WORD_BARE)
        return view_fail(p->a, p->fault, p->tag.line, "a value is missing after =");
    if (w.name.n && !is_ident(w.name))
        return view_fail(p->a, p->fault, p->tag.line, "'%.*s' is no name", STR_ARG(w.name));
    *ret = w;
    return OK;
}

static enum err words_read(struct parser *p, struct str s)
{
    size_t i = 0;

    p->tag.word_n = 0;
    for (;;) {
        while (i < s.n && is_space(s.p[i]))
            i++;
        if (i == s.n)
            return OK;
        if (p->tag.word_n == VIEW_ARGS_MAX + 1)
            return view_fail(p->a, p->fault, p->tag.line, "too many arguments");
        TRY(word_read(p, s, &i, &p->tag.words[p->tag.word_n]));
        p->tag.word_n++;
    }
}

/** The tag's mark (# / > !) and words. s is what stands between the braces. */
static enum err tag_words(struct parser *p, struct str s)
{
    static const struct {
        char mark;
        enum tag_kind kind;
    } marks[] = {{'#', TAG_OPEN}, {'/', TAG_CLOSE}, {'>', TAG_PARTIAL}};

    p->tag.kind = TAG_VALUE;
    if (s.n && (s.p[0] == '{' || s.p[0] == '&'))
        return view_fail(p->a, p->fault, p->tag.line,
                         "raw output is not possible: print a struct html instead");
    if (s.n && (s.p[0] == '~' || s.p[s.n - 1] == '~'))
        return view_fail(p->a, p->fault, p->tag.line, "~ is not supported");
    for (size_t i = 0; i < 3; i++) {
        if (s.n && s.p[0] == marks[i].mark) {
            p->tag.kind = marks[i].kind;
            s = str_from(s, 1);
            break;
        }
    }
    TRY(words_read(p, s));
    if (p->tag.word_n == 0)
        return view_fail(p->a, p->fault, p->tag.line, "an empty tag");
    if (p->tag.words[0].kind != VIEW_WORD_BARE || p->tag.words[0].name.n)
        return view_fail(p->a, p->fault, p->tag.line, "a tag starts with a word");
    if (p->tag.kind == TAG_VALUE && word_is(&p->tag.words[0], "else"))
        p->tag.kind = TAG_ELSE;
    else if (p->tag.kind == TAG_VALUE && word_is(&p->tag.words[0], "view"))
        p->tag.kind = TAG_VIEW;
    return OK;
}

static void count_lines(struct parser *p, size_t to)
{
    for (; p->pos < to; p->pos++)
        p->line += p->src.p[p->pos] == '\n';
}

/** When only white space stands around the tag on its line, the line goes. */
static void drop_line(struct parser *p, size_t tag_from, struct str *text)
{
    size_t i = tag_from, j = p->pos;

    while (i > 0 && (p->src.p[i - 1] == ' ' || p->src.p[i - 1] == '\t'))
        i--;
    while (j < p->src.n && (p->src.p[j] == ' ' || p->src.p[j] == '\t' || p->src.p[j] == '\r'))
        j++;
    if ((i > 0 && p->src.p[i - 1] != '\n') || (j < p->src.n && p->src.p[j] != '\n'))
        return;
    if (text->n >= tag_from - i)
        text->n -= tag_from - i;
    count_lines(p, j < p->src.n ? j + 1 : j);
}

/** Reads on to the end of the next tag. ret_text is what stood before it; more: there was a tag. */
static enum err tag_next(struct parser *p, struct str *ret_text, bool *ret_more)
{
    size_t from = p->pos;
    ptrdiff_t at = str_find(p->src, STR("{{"), p->pos), end;
    bool comment;

    *ret_more = at >= 0;
    *ret_text = str_slice(p->src, from, at >= 0 ? (size_t)at : p->src.n);
    p->text_from = from;
    if (at < 0) {
        count_lines(p, p->src.n);
        return OK;
    }
    count_lines(p, (size_t)at);
    p->tag.line = p->line;
    comment = str_has_prefix(str_from(p->src, (size_t)at), STR("{{!"));
    end = comment && str_has_prefix(str_from(p->src, (size_t)at), STR("{{!--"))
              ? str_find(p->src, STR("--}}"), (size_t)at + 5)
              : str_find(p->src, STR("}}"), (size_t)at + 2);
    if (end < 0)
        return view_fail(p->a, p->fault, p->tag.line, "{{ is not closed");
    count_lines(p, (size_t)end + (p->src.p[end] == '-' ? 4 : 2));
    if (comment)
        p->tag.kind = TAG_COMMENT;
    else
        TRY(tag_words(p, str_trim(str_slice(p->src, (size_t)at + 2, (size_t)end))));
    if (p->tag.kind != TAG_VALUE)
        drop_line(p, (size_t)at, ret_text);
    return OK;
}

static struct view_node *node_add(struct parser *p, struct view_node ***tail,
                                  enum view_node_kind kind)
{
    struct view_node *n = ARENA_NEW(p->a, struct view_node);

    n->kind = kind;
    n->line = p->tag.line;
    **tail = n;
    *tail = &n->next;
    return n;
}

static enum err node_path(struct parser *p, const struct view_word *w, struct view_node *n)
{
    if (w->kind != VIEW_WORD_BARE || w->name.n || !path_read(w->text, &n->path))
        return view_fail(p->a, p->fault, p->tag.line, "'%.*s' is no field", STR_ARG(w->text));
    return OK;
}

/** Copies the tag's words from the i-th on; bare words become paths when they must be. */
static enum err node_words(struct parser *p, struct view_node *n, int i, int min, int max)
{
    int count = p->tag.word_n - i;

    if (count < min || count > max)
        return view_fail(p->a, p->fault, p->tag.line, "'%.*s' takes other arguments",
                         STR_ARG(p->tag.words[0].text));
    n->words = ARENA_ARRAY(p->a, struct view_word, count);
    n->word_n = count;
    for (int k = 0; k < count; k++)
        n->words[k] = p->tag.words[i + k];
    return OK;
}

static enum err word_path(struct parser *p, struct view_word *w)
{
    if (w->kind != VIEW_WORD_BARE)
        return OK;
    if (!path_read(w->text, &w->path))
        return view_fail(p->a, p->fault, p->tag.line, "'%.*s' is no field", STR_ARG(w->text));
    w->kind = VIEW_WORD_PATH;
    return OK;
}

/** {{t key name=value}}: the key is bare or quoted, the values have names. */
static enum err t_read(struct parser *p, struct view_node *n)
{
    if (n->words[0].name.n || n->words[0].kind == VIEW_WORD_NUMBER)
        return view_fail(p->a, p->fault, p->tag.line, "t takes a message key first");
    for (size_t i = 0; i < n->words[0].text.n; i++) {
        char c = n->words[0].text.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.'))
            return view_fail(p->a, p->fault, p->tag.line, "'%.*s' is no message key",
                             STR_ARG(n->words[0].text));
    }
    for (int i = 1; i < n->word_n; i++) {
        if (!n->words[i].name.n)
            return view_fail(p->a, p->fault, p->tag.line, "arguments of t are name=value");
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
            return view_fail(p->a, p->fault, p->tag.line, "'%s' takes other arguments", h->name);
        TRY(word_path(p, &n->words[i]));
    }
    if (h->op == VIEW_OP_DATE && n->word_n == 1 && n->words[0].kind != VIEW_WORD_TEXT)
        return view_fail(p->a, p->fault, p->tag.line, "the style of a date is a text in quotes");
    if (h->op == VIEW_OP_CODE) {
        if (n->words[1].kind != VIEW_WORD_PATH)
            return view_fail(p->a, p->fault, p->tag.line, "code takes a list and a field");
        n->path = n->words[1].path;
        n->word_n = 1;
    }
    return OK;
}

static enum err value_read(struct parser *p, struct view_node ***tail)
{
    const struct view_word *first = &p->tag.words[0];
    struct view_node *n = node_add(p, tail, VIEW_NODE_PRINT);
    int from;

    n->op = VIEW_OP_PRINT;
    for (size_t i = 0; i < sizeof helper_all / sizeof helper_all[0]; i++) {
        const struct helper *h = &helper_all[i];
        bool takes_any = h->value || h->min > 0;
        if (!word_is(first, h->name) || (takes_any && p->tag.word_n == 1))
            continue;
        n->kind = VIEW_NODE_HELPER;
        n->op = h->op;
        n->text = first->text;
        from = h->value ? 2 : 1;
        if (h->value)
            TRY(node_path(p, &p->tag.words[1], n));
        TRY(node_words(p, n, from, h->min, h->max));
        return helper_words(p, h, n);
    }
    if (p->tag.word_n > 1)
        return view_fail(p->a, p->fault, p->tag.line, "no such helper: '%.*s'",
                         STR_ARG(first->text));
    return node_path(p, first, n);
}

static enum err partial_read(struct parser *p, struct view_node ***tail)
{
    struct view_node *n = node_add(p, tail, VIEW_NODE_PARTIAL);

    n->text = p->tag.words[0].text;
    if (!is_ident(n->text) || p->tag.word_n > 2)
        return view_fail(p->a, p->fault, p->tag.line,
                         "a partial is {{> name}} or {{> name field}}");
    return p->tag.word_n == 2 ? node_path(p, &p->tag.words[1], n) : OK;
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

    for (size_t k = 0; k < 5 && i < p->tag.word_n; k++) {
        if (word_is(&p->tag.words[i], blocks[k].name)) {
            n->kind = blocks[k].kind;
            n->negate = blocks[k].negate;
            n->text = p->tag.words[i].text;
            known = true;
        }
    }
    if (!known)
        return view_fail(p->a, p->fault, p->tag.line, "no such block: '%.*s'",
                         STR_ARG(p->tag.words[i < p->tag.word_n ? i : 0].text));
    if (p->tag.word_n < i + 2)
        return view_fail(p->a, p->fault, p->tag.line, "{{#%.*s}} needs a field", STR_ARG(n->text));
    TRY(node_path(p, &p->tag.words[i + 1], n));
    TRY(node_words(p, n, i + 2, n->kind == VIEW_NODE_IS, n->kind == VIEW_NODE_IS));
    if (n->kind == VIEW_NODE_IS && n->words[0].kind == VIEW_WORD_BARE &&
        !is_ident(n->words[0].text))
        return view_fail(p->a, p->fault, p->tag.line,
                         "is compares with \"text\", a number or a constant");
    return OK;
}

static enum err nodes_read(struct parser *p, struct view_node **head, bool *ret_open);

/** The body, else branches and the closing tag of a block whose opening was just read. */
static enum err block_read(struct parser *p, struct view_node *n)
{
    int line = p->tag.line, depth = p->depth;
    struct str name = n->text;
    bool open;

    if (++p->depth > VIEW_BLOCKS_MAX)
        return view_fail(p->a, p->fault, line, "too many blocks inside one another");
    TRY(nodes_read(p, &n->body, &open));
    while (open && p->tag.kind == TAG_ELSE) {
        struct view_node **tail = &n->otherwise;
        if (p->tag.word_n > 1) {
            if (++p->depth > VIEW_BLOCKS_MAX)
                return view_fail(p->a, p->fault, p->tag.line, "too many {{else if}}");
            struct view_node *inner = node_add(p, &tail, VIEW_NODE_IF);
            TRY(open_read(p, 1, inner));
            if (inner->kind == VIEW_NODE_EACH || inner->kind == VIEW_NODE_WITH)
                return view_fail(p->a, p->fault, p->tag.line, "else takes if, unless or is");
            n = inner;
            TRY(nodes_read(p, &n->body, &open));
            continue;
        }
        TRY(nodes_read(p, &n->otherwise, &open));
        if (open && p->tag.kind == TAG_ELSE)
            return view_fail(p->a, p->fault, p->tag.line, "{{else}} twice");
    }
    if (!open)
        return view_fail(p->a, p->fault, line, "{{#%.*s}} is not closed", STR_ARG(name));
    if (p->tag.word_n != 1 || !str_eq(p->tag.words[0].text, name))
        return view_fail(p->a, p->fault, p->tag.line, "{{/%.*s}} closes {{#%.*s}} of line %d",
                         STR_ARG(p->tag.words[0].text), STR_ARG(name), line);
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
    n->bol = p->text_from == 0 || p->src.p[p->text_from - 1] == '\n';
}

/** Nodes up to the end of the text or a tag of the enclosing block (ret_open). */
static enum err nodes_read(struct parser *p, struct view_node **head, bool *ret_open)
{
    struct view_node **tail = head, *n;
    struct str text;
    bool more;

    for (;;) {
        int line = p->line;
        TRY(tag_next(p, &text, &more));
        text_add(p, &tail, text, line);
        *ret_open = more;
        if (!more || p->tag.kind == TAG_ELSE || p->tag.kind == TAG_CLOSE)
            return OK;
        switch (p->tag.kind) {
        case TAG_OPEN:
            n = node_add(p, &tail, VIEW_NODE_IF);
            TRY(open_read(p, 0, n));
            TRY(block_read(p, n));
            break;
        case TAG_PARTIAL:
            TRY(partial_read(p, &tail));
            break;
        case TAG_VALUE:
            TRY(value_read(p, &tail));
            break;
        case TAG_VIEW:
            return view_fail(p->a, p->fault, p->tag.line, "{{view}} stands first, and once");
        default:
            break;
        }
    }
}

static enum err head_read(struct parser *p)
{
    struct str text;
    bool more;

    TRY(tag_next(p, &text, &more));
    while (more && p->tag.kind == TAG_COMMENT && !str_trim(text).n)
        TRY(tag_next(p, &text, &more));
    if (!more || p->tag.kind != TAG_VIEW || str_trim(text).n)
        return view_fail(p->a, p->fault, 1,
                         "the first line names the view: {{view note_panel_view}}");
    if (p->tag.word_n != 2 || p->tag.words[1].kind != VIEW_WORD_BARE ||
        !is_ident(p->tag.words[1].text))
        return view_fail(p->a, p->fault, p->tag.line, "{{view name}} takes the name of a struct");
    p->tree->view = p->tag.words[1].text;
    return OK;
}

enum err view_parse(struct arena *a, struct view_tree *tree, struct str source,
                    struct view_fault *ret_fault)
{
    struct parser p = {.a = a, .fault = ret_fault, .tree = tree, .src = source, .line = 1};
    bool open;

    ret_fault->file = tree->file;
    if (!is_ident(tree->name))
        return view_fail(a, ret_fault, 1, "the file's name must be a C name: '%.*s'",
                         STR_ARG(tree->name));
    tree->nodes = NULL;
    TRY(head_read(&p));
    TRY(nodes_read(&p, &tree->nodes, &open));
    if (open)
        return view_fail(a, ret_fault, p.tag.line, "{{%s%.*s}} without its block",
                         p.tag.kind == TAG_CLOSE ? "/" : "", STR_ARG(p.tag.words[0].text));
    return view_place_check(a, tree, ret_fault);
}
