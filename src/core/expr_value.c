/* core/expr_value.c: values and how one type becomes another: string(), number() and boolean() of
 * XPath 1.0, with the dates of ODK XForms. */
#include "core/expr_internal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

#define DAY_MS 86400000.0

struct expr_value expr_of_string(struct str s)
{
    return (struct expr_value){.type = EXPR_STRING, .s = s};
}

struct expr_value expr_of_number(double n)
{
    return (struct expr_value){.type = EXPR_NUMBER, .n = n};
}

struct expr_value expr_of_boolean(bool b)
{
    return (struct expr_value){.type = EXPR_BOOLEAN, .b = b};
}

struct expr_value expr_of_nodes(struct expr_nodes nodes)
{
    return (struct expr_value){.type = EXPR_NODES, .nodes = nodes};
}

/* The digits of printf's "d.ddde+x", and x; trailing zeros are cut. As few as read back the same.
 */
static int shortest(double n, char digits[24], int *exponent)
{
    char text[40];
    int len = 0;

    for (int precision = 14; precision <= 16; precision++) {
        snprintf(text, sizeof text, "%.*e", precision, n);
        if (strtod(text, NULL) == n)
            break;
    }
    for (const char *p = text; *p && *p != 'e'; p++)
        if (*p != '.')
            digits[len++] = *p;
    *exponent = (int)strtod(strchr(text, 'e') + 1, NULL);
    while (len > 1 && digits[len - 1] == '0')
        len--;
    return len;
}

/* The digits with their point, and with the zeros that an exponent would stand for. */
static void put_digits(struct buf *out, const char *digits, int len, int exponent)
{
    if (exponent < 0)
        buf_put_z(out, "0.");
    for (int i = exponent; i < -1; i++)
        buf_put_c(out, '0');
    for (int i = 0; i < len || i <= exponent; i++) {
        if (i > 0 && i == exponent + 1)
            buf_put_c(out, '.');
        if (i < len)
            buf_put_c(out, digits[i]);
        else
            buf_put_c(out, '0');
    }
}

struct str expr_number_text(struct arena *a, double n)
{
    char digits[24];
    int exponent, len;
    struct buf out;

    if (isnan(n))
        return STR("NaN");
    if (isinf(n))
        return n > 0 ? STR("Infinity") : STR("-Infinity");
    if (n == 0)
        return STR("0");
    buf_init(&out, a, 400);
    if (n < 0)
        buf_put_c(&out, '-');
    len = shortest(fabs(n), digits, &exponent);
    put_digits(&out, digits, len, exponent);
    return buf_str(&out);
}

static size_t digits_at(struct str s, size_t i)
{
    size_t n = 0;

    while (i + n < s.n && s.p[i + n] >= '0' && s.p[i + n] <= '9')
        n++;
    return n;
}

double expr_number_parse(struct arena *a, struct str s)
{
    size_t at, whole, part = 0;

    s = str_trim(s);
    at = s.n > 0 && s.p[0] == '-';
    whole = digits_at(s, at);
    at += whole;
    if (at < s.n && s.p[at] == '.') {
        part = digits_at(s, at + 1);
        at += 1 + part;
    }
    if (at < s.n || whole + part == 0)
        return NAN;
    return strtod(str_z(a, s), NULL);
}

static struct expr_node *first_of(const struct expr_value *value)
{
    return value->nodes.n ? value->nodes.items[0] : NULL;
}

struct str expr_string(struct expr_env *env, const struct expr_value *value)
{
    switch (value->type) {
    case EXPR_NODES:
        return value->nodes.n ? expr_node_text(env, first_of(value)) : STR_NONE;
    case EXPR_STRING:
        return value->s;
    case EXPR_NUMBER:
        return expr_number_text(env->arena, value->n);
    case EXPR_BOOLEAN:
        return value->b ? STR("true") : STR("false");
    case EXPR_DATE:
    case EXPR_DATETIME:
        break;
    }
    return expr_date_text(env, value);
}

/* ODK: a text that is a date is the number of days since 1970 UTC. */
static double text_number(struct expr_env *env, struct str s)
{
    double n = expr_number_parse(env->arena, s);
    int64_t ms;
    bool whole;

    if (isnan(n) && expr_date_parse(env, str_trim(s), &ms, &whole))
        return (double)ms / DAY_MS;
    return n;
}

double expr_number(struct expr_env *env, const struct expr_value *value)
{
    switch (value->type) {
    case EXPR_NUMBER:
        return value->n;
    case EXPR_BOOLEAN:
        return value->b ? 1 : 0;
    case EXPR_DATE:
    case EXPR_DATETIME:
        return (double)value->ms / DAY_MS;
    case EXPR_NODES:
    case EXPR_STRING:
        break;
    }
    return text_number(env, expr_string(env, value));
}

bool expr_boolean(struct expr_env *env, const struct expr_value *value)
{
    (void)env;
    switch (value->type) {
    case EXPR_NODES:
        return value->nodes.n > 0;
    case EXPR_STRING:
        return str_given(value->s);
    case EXPR_NUMBER:
        return value->n != 0 && !isnan(value->n);
    case EXPR_BOOLEAN:
        return value->b;
    case EXPR_DATE:
    case EXPR_DATETIME:
        break;
    }
    return true;
}
