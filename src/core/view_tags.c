/* core/view_tags.c: cuts a template into text and tags, and tags into words. Does not know which
 * blocks and helpers there are. */
#include "core/view_tags.h"

#include "base/num.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool view_is_ident(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        if (!letter && !(i > 0 && c >= '0' && c <= '9'))
            return false;
    }
    return s.n > 0 && s.n < 60;
}

bool view_word_is(const struct view_word *w, const char *z)
{
    return w->kind == VIEW_WORD_BARE && !w->name.n && str_eq(w->text, str_c(z));
}

static bool at_read(struct str s, enum view_at *ret)
{
    static const char *const names[] = {"", "@index", "@first", "@last"};

    for (int i = 1; i < 4; i++) {
        if (str_eq(s, str_c(names[i]))) {
            *ret = (enum view_at)i;
            return true;
        }
    }
    return false;
}

static bool parts_read(struct str s, struct view_path *path)
{
    struct str part;

    if (!s.n || s.p[s.n - 1] == '.')
        return false;
    while (str_split(&s, '.', &part)) {
        if (!view_is_ident(part) || path->part_n == VIEW_PARTS_MAX)
            return false;
        path->parts[path->part_n++] = part;
    }
    return true;
}

bool view_path_read(struct str s, struct view_path *ret)
{
    struct view_path path = {0};
    bool ok = true;

    while (str_has_prefix(s, STR("../")) && path.up < VIEW_UP_MAX) {
        path.up++;
        s = str_from(s, 3);
    }
    if (s.n && s.p[0] == '@') {
        ok = path.up == 0 && at_read(s, &path.at);
    } else if (str_eq(s, STR(".."))) {
        path.up++;
    } else if (!str_eq(s, STR("this")) && !str_eq(s, STR("."))) {
        if (str_has_prefix(s, STR("this.")))
            s = str_from(s, 5);
        ok = parts_read(s, &path);
    }
    if (ok)
        *ret = path;
    return ok;
}

static bool is_quote(char c)
{
    return c == '"' || c == '\'';
}

/** The bare part of an argument, cut at = into name and text. */
static void bare_read(struct str s, size_t *i, struct view_word *w)
{
    size_t from = *i;

    for (; *i < s.n && !is_space(s.p[*i]) && !is_quote(s.p[*i]); ++*i) {
        if (s.p[*i] == '=' && !w->name.n) {
            w->name = str_slice(s, from, *i);
            from = *i + 1;
        }
    }
    w->text = str_slice(s, from, *i);
}

/** At the quote. */
static enum err quoted_read(struct view_tags *t, struct str s, size_t *i, struct view_word *w)
{
    ptrdiff_t end = str_find(s, str_slice(s, *i, *i + 1), *i + 1);

    if (w->text.n)
        return view_fail(t->a, t->fault, t->tag.line, "a quote inside a word");
    if (end < 0)
        return view_fail(t->a, t->fault, t->tag.line, "a quote is not closed");
    w->kind = VIEW_WORD_TEXT;
    w->text = str_slice(s, *i + 1, (size_t)end);
    *i = (size_t)end + 1;
    if (*i < s.n && !is_space(s.p[*i]))
        return view_fail(t->a, t->fault, t->tag.line, "white space is missing after a quote");
    return OK;
}

/** One argument: "text", 12, word or name=argument. */
static enum err word_read(struct view_tags *t, struct str s, size_t *i, struct view_word *ret)
{
    struct view_word w = {.kind = VIEW_WORD_BARE};

    bare_read(s, i, &w);
    if (*i < s.n && is_quote(s.p[*i]))
        TRY(quoted_read(t, s, i, &w));
    else if (!w.text.n)
        return view_fail(t->a, t->fault, t->tag.line, "a value is missing after =");
    else if (num_parse_i64(w.text, &w.number) == OK)
        w.kind = VIEW_WORD_NUMBER;
    if (w.name.n && !view_is_ident(w.name))
        return view_fail(t->a, t->fault, t->tag.line, "'%.*s' is no name", STR_ARG(w.name));
    *ret = w;
    return OK;
}

static enum err words_read(struct view_tags *t, struct str s)
{
    size_t i = 0;

    t->tag.word_n = 0;
    for (;;) {
        while (i < s.n && is_space(s.p[i]))
            i++;
        if (i == s.n)
            break;
        if (t->tag.word_n == VIEW_ARGS_MAX + 1)
            return view_fail(t->a, t->fault, t->tag.line, "too many arguments");
        TRY(word_read(t, s, &i, &t->tag.words[t->tag.word_n]));
        t->tag.word_n++;
    }
    if (t->tag.word_n == 0)
        return view_fail(t->a, t->fault, t->tag.line, "an empty tag");
    if (t->tag.words[0].kind != VIEW_WORD_BARE || t->tag.words[0].name.n)
        return view_fail(t->a, t->fault, t->tag.line, "a tag starts with a word");
    return OK;
}

/** The tag's mark (# / >) and words. s is what stands between the braces. */
static enum err tag_read(struct view_tags *t, struct str s)
{
    static const struct str marks = {"#/>", 3};
    ptrdiff_t mark = s.n ? str_find(marks, str_slice(s, 0, 1), 0) : -1;

    if (s.n && (s.p[0] == '{' || s.p[0] == '&'))
        return view_fail(t->a, t->fault, t->tag.line,
                         "raw output is not possible: print a struct html instead");
    if (s.n && (s.p[0] == '~' || s.p[s.n - 1] == '~'))
        return view_fail(t->a, t->fault, t->tag.line, "~ is not supported");
    TRY(words_read(t, mark >= 0 ? str_from(s, 1) : s));
    if (mark >= 0)
        t->tag.kind = (enum view_tag_kind)mark;
    else
        t->tag.kind = view_word_is(&t->tag.words[0], "else")   ? VIEW_TAG_ELSE
                      : view_word_is(&t->tag.words[0], "view") ? VIEW_TAG_VIEW
                                                               : VIEW_TAG_VALUE;
    return OK;
}

static void move_to(struct view_tags *t, size_t to)
{
    for (; t->pos < to; t->pos++)
        t->line += t->src.p[t->pos] == '\n';
}

/** When only white space stands around the tag on its line, the line goes. */
static void drop_line(struct view_tags *t, size_t tag_from, struct str *text)
{
    size_t i = tag_from, j = t->pos;

    while (i > 0 && (t->src.p[i - 1] == ' ' || t->src.p[i - 1] == '\t'))
        i--;
    while (j < t->src.n && (t->src.p[j] == ' ' || t->src.p[j] == '\t' || t->src.p[j] == '\r'))
        j++;
    if ((i > 0 && t->src.p[i - 1] != '\n') || (j < t->src.n && t->src.p[j] != '\n'))
        return;
    if (text->n >= tag_from - i)
        text->n -= tag_from - i;
    move_to(t, j < t->src.n ? j + 1 : j);
}

/** Where the tag at from ends, after its braces; 0 when it does not. */
static size_t tag_end(struct str src, size_t from, bool comment)
{
    bool dashes = comment && str_has_prefix(str_from(src, from), STR("{{!--"));
    ptrdiff_t end =
        dashes ? str_find(src, STR("--}}"), from + 5) : str_find(src, STR("}}"), from + 2);

    return end < 0 ? 0 : (size_t)end + (dashes ? 4 : 2);
}

enum err view_tag_next(struct view_tags *t, struct str *ret_text, bool *ret_more)
{
    ptrdiff_t at = str_find(t->src, STR("{{"), t->pos);
    size_t from = at >= 0 ? (size_t)at : t->src.n, end;
    bool comment;

    *ret_more = at >= 0;
    *ret_text = str_slice(t->src, t->pos, from);
    move_to(t, from);
    if (at < 0)
        return OK;
    t->tag.line = t->line;
    comment = str_has_prefix(str_from(t->src, from), STR("{{!"));
    end = tag_end(t->src, from, comment);
    if (!end)
        return view_fail(t->a, t->fault, t->tag.line, "{{ is not closed");
    move_to(t, end);
    if (comment)
        t->tag.kind = VIEW_TAG_COMMENT;
    else
        TRY(tag_read(t, str_trim(str_slice(t->src, from + 2, end - 2))));
    if (t->tag.kind != VIEW_TAG_VALUE)
        drop_line(t, from, ret_text);
    return OK;
}
