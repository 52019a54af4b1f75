/* core/form_check_kind.c: the types of questions that only pack forms have; see form_checking.h. */
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/utf8.h"
#include "core/form_checking.h"
#include "core/form_date.h"

#define DECIMAL_BYTES_MAX 40
#define RANK_BYTES_MAX 20000

const char *form_check_decimal(struct form_checking *c)
{
    struct str clean;
    size_t digits = 0, points = 0;
    char *copy;

    if (utf8_clean(c->ctx->arena, c->typed, &clean) != OK)
        return "form.not_decimal";
    clean = num_ascii_digits(c->ctx->arena, clean);
    if (clean.n > DECIMAL_BYTES_MAX)
        return "form.not_decimal";
    copy = arena_copy(c->ctx->arena, clean.p, clean.n);
    for (size_t i = 0; i < clean.n; i++) {
        if (copy[i] == ',')
            copy[i] = '.';
        points += copy[i] == '.';
        digits += copy[i] >= '0' && copy[i] <= '9';
        if (!(copy[i] >= '0' && copy[i] <= '9') && copy[i] != '.' && !(copy[i] == '-' && i == 0))
            return "form.not_decimal";
    }
    if (clean.n > 0 && (digits == 0 || points > 1))
        return "form.not_decimal";
    c->value = (struct str){copy, clean.n};
    return NULL;
}

/* "HH:MM", in the digits of any of our languages. */
const char *form_check_time(struct form_checking *c)
{
    int minutes;
    const char *msg;

    if (!str_given(str_trim(c->typed)))
        return NULL;
    msg = form_time_read(c->ctx, c->typed, &minutes);
    if (msg)
        return form_check_example(c, msg);
    c->value = str_fmt(c->ctx->arena, "%02d:%02d", minutes / 60, minutes % 60);
    return NULL;
}

/* One of the two numbers of a place: within the degrees. */
static bool degrees(struct str s, double most)
{
    char *end = NULL, text[32];
    double v;

    if (s.n == 0 || s.n >= sizeof text)
        return false;
    memcpy(text, s.p, s.n);
    text[s.n] = '\0';
    v = strtod(text, &end);
    return *end == '\0' && v >= -most && v <= most;
}

/* "36.8 10.18" or "36.8, 10.18"; height and accuracy may follow, as phones give them. */
const char *form_check_place(struct form_checking *c)
{
    struct str clean, rest, part[4] = {{0}}, one;
    int n = 0;

    if (utf8_clean(c->ctx->arena, c->typed, &clean) != OK)
        return "form.not_place";
    rest = clean = num_ascii_digits(c->ctx->arena, clean);
    while (str_split(&rest, ' ', &one)) {
        if (str_has_suffix(one, STR(",")))
            one.n--;
        if (str_given(one) && n < 4)
            part[n++] = one;
    }
    if (n == 0)
        return NULL;
    if (n < 2 || !degrees(part[0], 90) || !degrees(part[1], 180))
        return "form.not_place";
    c->value = str_fmt(c->ctx->arena, "%.*s %.*s", STR_ARG(part[0]), STR_ARG(part[1]));
    return NULL;
}

/* All codes in one text, or a place each: name.1, name.2 … */
const char *form_check_rank(struct form_checking *c)
{
    const struct pack_codes *list = field_list(c->ctx, c->field);
    struct str whole = str_trim(c->typed);
    struct buf out;

    buf_init(&out, c->ctx->arena, RANK_BYTES_MAX);
    buf_put(&out, whole);
    for (size_t i = 0; list && !str_given(whole) && i < list->codes.n; i++) {
        struct str code = str_trim(form_typed_part(c->ctx, c->form, c->field->name,
                                                   str_fmt(c->ctx->arena, "%zu", i + 1).p));

        if (str_given(code) && form_word_in(buf_str(&out), code))
            return "form.rank_twice";
        if (str_given(code) && out.n > 0)
            buf_put_c(&out, ' ');
        buf_put(&out, code);
    }
    c->typed = buf_str(&out);
    return form_check_codes(c);
}

bool form_is_drawn(struct str signature)
{
    for (size_t i = 0; i < signature.n; i++)
        if (!(signature.p[i] >= '0' && signature.p[i] <= '9') && signature.p[i] != ' ' &&
            signature.p[i] != 'M')
            return false;
    return str_has_prefix(signature, STR("M")) && signature.n > 1;
}

/* Strokes as the page draws them, "M1 2 3 4 M…" in a square of 1000, or a name that was typed. */
const char *form_check_signature(struct form_checking *c)
{
    struct str typed = str_trim(c->typed);

    if (!str_has_prefix(typed, STR("M"))) {
        c->typed = typed;
        return form_check_text(c);
    }
    if (!form_is_drawn(typed))
        return utf8_length(typed) > FIELD_LINE_MAX ? "form.not_signature" : form_check_text(c);
    if (typed.n > FIELD_SIGNATURE_MAX)
        return "form.not_signature";
    c->value = str_dup(c->ctx->arena, typed);
    return NULL;
}
