/* tools/sqlc_lex.c: cuts SQL into tokens, as far as both engines agree about them. */
#include "sqlc.h"

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool is_name(struct str s)
{
    if (s.n == 0 || !is_alpha(s.p[0]))
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (!is_alpha(s.p[i]) && !is_digit(s.p[i]))
            return false;
    return true;
}

/* The end of a piece that begins and ends with the same quote; a doubled one stands for itself. */
static size_t quoted_end(struct str text, size_t i)
{
    char quote = text.p[i++];

    while (i < text.n) {
        if (text.p[i] != quote)
            i++;
        else if (i + 1 < text.n && text.p[i + 1] == quote)
            i += 2;
        else
            return i + 1;
    }
    return 0;
}

static size_t word_end(struct str text, size_t i)
{
    while (i < text.n && (is_alpha(text.p[i]) || is_digit(text.p[i])))
        i++;
    return i;
}

static size_t line_end(struct str text, size_t i)
{
    while (i < text.n && text.p[i] != '\n')
        i++;
    return i;
}

static size_t macro_end(struct str text, size_t i)
{
    size_t end = word_end(text, i + 1);

    return end > i + 1 && end < text.n && text.p[end] == '}' ? end + 1 : 0;
}

static size_t token_end(struct str text, size_t i, enum token_kind *kind)
{
    char c = text.p[i], next = (char)(i + 1 < text.n ? text.p[i + 1] : 0);
    size_t end = 0;

    if (c == '-' && next == '-') {
        *kind = TOKEN_COMMENT;
        return line_end(text, i);
    }
    if (is_alpha(c)) {
        *kind = TOKEN_WORD;
        return word_end(text, i);
    }
    if (is_digit(c)) {
        *kind = TOKEN_NUMBER;
        return word_end(text, i);
    }
    if (c == '$' && is_digit(next)) {
        *kind = TOKEN_PARAM;
        return word_end(text, i + 1);
    }
    if (c == '\'' || c == '"') {
        *kind = c == '"' ? TOKEN_WORD : TOKEN_STRING;
        end = quoted_end(text, i);
    } else if (c == '{') {
        *kind = TOKEN_MACRO;
        end = macro_end(text, i);
    }
    if (end > 0)
        return end;
    *kind = TOKEN_OTHER;
    return i + 1;
}

void lex(struct arena *a, struct str text, struct token_list *ret)
{
    int line = 1;
    size_t i = 0;

    while (i < text.n) {
        char c = text.p[i];
        if (c == '\n')
            line++;
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            i++;
            continue;
        }
        struct token t = {.line = line, .from = i};
        size_t end = token_end(text, i, &t.kind);
        t.text = str_slice(text, i, end);
        for (; i < end; i++)
            line += text.p[i] == '\n';
        LIST_ADD(a, ret, t);
    }
}

bool token_is(const struct token_list *t, size_t i, const char *word)
{
    return i < t->n && str_eq_nocase(t->items[i].text, str_c(word));
}
