/* core/expr_lex.c: cuts the text of an expression into tokens. Here is decided whether "*", "and",
 * "div" and the like are operators or names: that depends on the token before, as XPath has it. */
#include "core/expr_internal.h"

#include <string.h>

#include "base/utf8.h"

struct lexer {
    struct arena *arena;
    struct str text;
    size_t at;
    struct expr_tokens *tokens;
    struct expr_fault *fault;
};

static enum err wrong(struct lexer *l, const char *why, size_t from)
{
    *l->fault = (struct expr_fault){why, utf8_cut(str_from(l->text, from), 12), from};
    return E_INVALID;
}

static char look(const struct lexer *l, size_t ahead)
{
    if (l->at + ahead >= l->text.n)
        return '\0';
    return l->text.p[l->at + ahead];
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool starts_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static bool in_name(char c)
{
    return starts_name(c) || is_digit(c) || c == '-' || c == '.';
}

/* Adds the next n bytes as a token. */
static struct expr_token *add(struct lexer *l, enum expr_token_kind kind, size_t n)
{
    struct expr_token *t = LIST_PUSH(l->arena, l->tokens);

    *t = (struct expr_token){
        .kind = kind, .text = str_slice(l->text, l->at, l->at + n), .at = l->at};
    l->at += n;
    return t;
}

/* True after what ends an operand: then "*" multiplies, and a name is an operator. */
static bool after_operand(const struct lexer *l)
{
    const struct expr_token *t = l->tokens->n ? &l->tokens->items[l->tokens->n - 1] : NULL;

    if (!t || t->kind == TOKEN_OPERATOR)
        return false;
    return t->kind != TOKEN_SIGN || strchr(").]u", t->sign) != NULL;
}

static enum err lex_literal(struct lexer *l)
{
    char quote = look(l, 0);
    size_t from = l->at;
    const char *end = memchr(l->text.p + from + 1, quote, l->text.n - from - 1);
    struct expr_token *t;

    if (!end)
        return wrong(l, "begins a text that does not end", from);
    t = add(l, TOKEN_LITERAL, (size_t)(end - l->text.p) + 1 - from);
    t->text = str_slice(l->text, from + 1, (size_t)(end - l->text.p));
    return OK;
}

static void lex_number(struct lexer *l)
{
    size_t n = 0;

    while (is_digit(look(l, n)))
        n++;
    if (look(l, n) == '.')
        n++;
    while (is_digit(look(l, n)))
        n++;
    add(l, TOKEN_NUMBER, n);
}

/* ${ name }, as XLSForm writes references. */
static enum err lex_reference(struct lexer *l)
{
    size_t from = l->at, n = 2;
    struct expr_token *t;

    while (look(l, n) && look(l, n) != '}')
        n++;
    if (look(l, n) != '}')
        return wrong(l, "begins a reference that does not end", from);
    t = add(l, TOKEN_REFERENCE, n + 1);
    t->text = str_trim(str_slice(l->text, from + 2, from + n));
    return str_given(t->text) ? OK : wrong(l, "names nothing", from);
}

static bool lex_named_operator(struct lexer *l, size_t n)
{
    static const struct {
        const char *name;
        enum expr_op op;
    } all[] = {{"and", OP_AND}, {"or", OP_OR}, {"div", OP_DIV}, {"mod", OP_MOD}};
    struct str name = str_slice(l->text, l->at, l->at + n);

    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (str_eq(name, str_c(all[i].name))) {
            add(l, TOKEN_OPERATOR, n)->op = all[i].op;
            return true;
        }
    return false;
}

/* A name, with its prefix if one follows: "a", "a:b", "a:*"; but "a::b" is an axis. */
static enum err lex_name(struct lexer *l)
{
    size_t n = 1;

    while (in_name(look(l, n)))
        n++;
    if (after_operand(l))
        return lex_named_operator(l, n) ? OK : wrong(l, "stands where an operator should", l->at);
    if (look(l, n) == ':' && look(l, n + 1) == '*')
        n += 2;
    else if (look(l, n) == ':' && starts_name(look(l, n + 1)))
        for (n++; in_name(look(l, n)); n++)
            ;
    add(l, TOKEN_NAME, n);
    return OK;
}

static bool lex_operator(struct lexer *l)
{
    static const struct {
        const char *text;
        enum expr_op op;
    } all[] = {{"!=", OP_NE}, {"<=", OP_LE}, {">=", OP_GE}, {"=", OP_EQ},   {"<", OP_LT},
               {">", OP_GT},  {"+", OP_ADD}, {"-", OP_SUB}, {"|", OP_UNION}};

    if (look(l, 0) == '*') {
        if (after_operand(l))
            add(l, TOKEN_OPERATOR, 1)->op = OP_MUL;
        else
            add(l, TOKEN_NAME, 1);
        return true;
    }
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (str_has_prefix(str_from(l->text, l->at), str_c(all[i].text))) {
            add(l, TOKEN_OPERATOR, strlen(all[i].text))->op = all[i].op;
            return true;
        }
    return false;
}

static bool lex_sign(struct lexer *l)
{
    static const struct {
        const char *text;
        char sign;
    } all[] = {{"//", '2'}, {"..", 'u'}, {"::", ':'}, {"/", '/'}, {".", '.'}, {"(", '('},
               {")", ')'},  {"[", '['},  {"]", ']'},  {",", ','}, {"@", '@'}};

    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (str_has_prefix(str_from(l->text, l->at), str_c(all[i].text))) {
            add(l, TOKEN_SIGN, strlen(all[i].text))->sign = all[i].sign;
            return true;
        }
    return false;
}

static enum err lex_one(struct lexer *l)
{
    char c = look(l, 0);

    if (c == '"' || c == '\'')
        return lex_literal(l);
    if (c == '$' && look(l, 1) == '{')
        return lex_reference(l);
    if (starts_name(c))
        return lex_name(l);
    if (is_digit(c) || (c == '.' && is_digit(look(l, 1)))) {
        lex_number(l);
        return OK;
    }
    return lex_operator(l) || lex_sign(l) ? OK : wrong(l, "cannot stand here", l->at);
}

enum err expr_lex(struct arena *a, struct str text, struct expr_tokens *ret,
                  struct expr_fault *fault)
{
    struct lexer l = {.arena = a, .text = text, .tokens = ret, .fault = fault};

    for (;;) {
        while (is_space(look(&l, 0)))
            l.at++;
        if (l.at >= text.n)
            break;
        TRY(lex_one(&l));
    }
    add(&l, TOKEN_END, 0);
    return OK;
}
