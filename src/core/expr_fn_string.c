/* core/expr_fn_string.c: functions of texts. */
#include "core/expr_internal.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "plat/regex.h"

static enum err give(struct expr_call *c, struct str s)
{
    *c->ret = expr_of_string(s);
    return expr_spend(c->run, s.n);
}

static enum err give_bool(struct expr_call *c, bool b)
{
    *c->ret = expr_of_boolean(b);
    return OK;
}

static struct buf new_text(struct expr_call *c)
{
    struct buf out;

    buf_init(&out, c->run->arena, EXPR_WORK_MAX);
    return out;
}

static enum err give_buf(struct expr_call *c, const struct buf *out)
{
    return out->over ? expr_spend(c->run, EXPR_WORK_MAX + 1) : give(c, buf_str(out));
}

/* The first argument as text or, without one, that of the node where we are. */
static enum err text_or_here(struct expr_call *c, struct str *ret)
{
    if (c->n == 0 && !c->place->node)
        return expr_fail(c->run, "has no node to read", str_c(c->expr->function->name));
    *ret = c->n ? c->args[0].s : expr_node_text(c->run->env, c->place->node);
    return expr_spend(c->run, ret->n);
}

static enum err fn_string(struct expr_call *c)
{
    struct str s = STR_NONE;

    TRY(text_or_here(c, &s));
    return give(c, s);
}

/* Each value of the argument, the text of each of its nodes, appended with glue between. */
static enum err put_values(struct expr_call *c, size_t from, struct str glue, struct buf *out)
{
    bool first = true;

    for (size_t i = from; i < c->n; i++) {
        const struct expr_value *v = &c->args[i];
        size_t n = v->type == EXPR_NODES ? v->nodes.n : 1;

        for (size_t k = 0; k < n; k++) {
            struct str s = v->type == EXPR_NODES ? expr_node_text(c->run->env, v->nodes.items[k])
                                                 : expr_string(c->run->env, v);

            TRY(expr_spend(c->run, s.n + glue.n));
            if (!first)
                buf_put(out, glue);
            buf_put(out, s);
            first = false;
        }
    }
    return OK;
}

static enum err fn_concat(struct expr_call *c)
{
    struct buf out = new_text(c);

    TRY(put_values(c, 0, STR_NONE, &out));
    return give_buf(c, &out);
}

static enum err fn_join(struct expr_call *c)
{
    struct buf out = new_text(c);

    TRY(put_values(c, 1, c->args[0].s, &out));
    return give_buf(c, &out);
}

/* The byte where the character number n begins. */
static size_t byte_of(struct str s, double n)
{
    size_t i = 0;

    for (double k = 0; k < n && i < s.n; k++)
        (void)utf8_next(s, &i);
    return i;
}

/* Characters from (from 0) up to the one before to. */
static struct str characters(struct str s, double from, double to)
{
    return from < to ? str_slice(s, byte_of(s, from), byte_of(s, to)) : STR_NONE;
}

/* From 0; a negative place counts from the end. */
static enum err fn_substr(struct expr_call *c)
{
    struct str s = c->args[0].s;
    double length = (double)utf8_length(s);
    double from = trunc(c->args[1].n), to = c->n > 2 ? trunc(c->args[2].n) : length;

    if (from < 0)
        from = fmax(0, length + from);
    if (to < 0)
        to = length + to;
    return give(c, characters(s, from, to));
}

/* As XPath 1.0 has it: from 1, both numbers rounded. */
static enum err fn_substring(struct expr_call *c)
{
    struct str s = c->args[0].s;
    double from = floor(c->args[1].n + 0.5);
    double to = c->n > 2 ? from + floor(c->args[2].n + 0.5) : INFINITY;

    return give(c, characters(s, from < 1 ? 0 : from - 1, to - 1));
}

static enum err fn_substring_before(struct expr_call *c)
{
    ptrdiff_t at = str_find(c->args[0].s, c->args[1].s, 0);

    return give(c, at < 0 ? STR_NONE : str_slice(c->args[0].s, 0, (size_t)at));
}

static enum err fn_substring_after(struct expr_call *c)
{
    ptrdiff_t at = str_find(c->args[0].s, c->args[1].s, 0);

    return give(c, at < 0 ? STR_NONE : str_from(c->args[0].s, (size_t)at + c->args[1].s.n));
}

/* Puts the character that stands in `to` where cp stands in `from`; none beyond its end. */
static void translate_one(struct str from, struct str to, struct str one, struct buf *out)
{
    size_t i = 0, j = 0, start;

    while (i < from.n) {
        struct str there;

        start = i;
        (void)utf8_next(from, &i);
        there = str_slice(from, start, i);
        start = j;
        (void)utf8_next(to, &j);
        if (str_eq(there, one)) {
            buf_put(out, str_slice(to, start, j));
            return;
        }
    }
    buf_put(out, one);
}

static enum err fn_translate(struct expr_call *c)
{
    struct str s = c->args[0].s;
    struct buf out = new_text(c);

    for (size_t i = 0; i < s.n;) {
        size_t start = i;

        (void)utf8_next(s, &i);
        TRY(expr_spend(c->run, 1 + c->args[1].s.n));
        translate_one(c->args[1].s, c->args[2].s, str_slice(s, start, i), &out);
    }
    return give_buf(c, &out);
}

static enum err fn_string_length(struct expr_call *c)
{
    struct str s = STR_NONE;

    TRY(text_or_here(c, &s));
    *c->ret = expr_of_number((double)utf8_length(s));
    return OK;
}

static enum err fn_normalize_space(struct expr_call *c)
{
    struct buf out = new_text(c);
    bool space = false;
    struct str s = STR_NONE;

    TRY(text_or_here(c, &s));
    for (size_t i = 0; i < s.n; i++) {
        if (memchr(" \t\r\n", s.p[i], 4)) {
            space = out.n > 0;
            continue;
        }
        if (space)
            buf_put_c(&out, ' ');
        space = false;
        buf_put_c(&out, s.p[i]);
    }
    return give_buf(c, &out);
}

static enum err fn_contains(struct expr_call *c)
{
    return give_bool(c, str_find(c->args[0].s, c->args[1].s, 0) >= 0);
}

static enum err fn_starts_with(struct expr_call *c)
{
    return give_bool(c, str_has_prefix(c->args[0].s, c->args[1].s));
}

static enum err fn_ends_with(struct expr_call *c)
{
    return give_bool(c, str_has_suffix(c->args[0].s, c->args[1].s));
}

static enum err fn_regex(struct expr_call *c)
{
    bool found = false;

    TRY(expr_spend(c->run, 100));
    if (regex_find(c->run->arena, c->args[1].s, c->args[0].s, &found) != OK)
        return expr_fail(c->run, "is not a regular expression, or takes too long", c->args[1].s);
    return give_bool(c, found);
}

/* ---- lists of codes, as several choices are stored */

static bool next_word(struct str *rest, struct str *ret)
{
    while (str_split(rest, ' ', ret))
        if (str_given(str_trim(*ret))) {
            *ret = str_trim(*ret);
            return true;
        }
    return false;
}

static enum err fn_selected(struct expr_call *c)
{
    struct str rest = c->args[0].s, wanted = str_trim(c->args[1].s), word;
    bool found = false;

    while (next_word(&rest, &word))
        found = found || str_eq(word, wanted);
    return give_bool(c, found);
}

static enum err fn_selected_at(struct expr_call *c)
{
    struct str rest = c->args[0].s, word;
    double n = trunc(c->args[1].n);

    for (double i = 0; next_word(&rest, &word); i++)
        if (i == n)
            return give(c, word);
    return give(c, STR_NONE);
}

static enum err fn_count_selected(struct expr_call *c)
{
    struct str rest = c->args[0].s, word;
    double n = 0;

    while (next_word(&rest, &word))
        n++;
    *c->ret = expr_of_number(n);
    return OK;
}

const struct expr_function expr_functions_string[] = {
    {"string", "s?", fn_string},
    {"concat", "v*", fn_concat},
    {"join", "sv*", fn_join},
    {"substr", "snn?", fn_substr},
    {"substring", "snn?", fn_substring},
    {"substring-before", "ss", fn_substring_before},
    {"substring-after", "ss", fn_substring_after},
    {"translate", "sss", fn_translate},
    {"string-length", "s?", fn_string_length},
    {"normalize-space", "s?", fn_normalize_space},
    {"contains", "ss", fn_contains},
    {"starts-with", "ss", fn_starts_with},
    {"ends-with", "ss", fn_ends_with},
    {"regex", "ss", fn_regex},
    {"selected", "ss", fn_selected},
    {"selected-at", "sn", fn_selected_at},
    {"count-selected", "s", fn_count_selected},
    {NULL, NULL, NULL},
};
