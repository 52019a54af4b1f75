/* base/num.c: strict numbers. */
#include "base/num.h"

#include "base/arena.h"

enum err num_parse_i64(struct str s, int64_t *ret)
{
    size_t i = 0;
    int64_t v = 0;
    bool minus;

    if (s.n == 0)
        return E_INVALID;
    minus = s.p[0] == '-';
    if (minus || s.p[0] == '+')
        i++;
    if (i == s.n)
        return E_INVALID;
    for (; i < s.n; i++) {
        int digit = s.p[i] - '0';

        if (digit < 0 || digit > 9)
            return E_INVALID;
        if (__builtin_mul_overflow(v, 10, &v) ||
            __builtin_add_overflow(v, minus ? -digit : digit, &v))
            return E_INVALID;
    }
    *ret = v;
    return OK;
}

enum err num_parse_range(struct str s, int64_t min, int64_t max, int64_t *ret)
{
    int64_t v;

    TRY(num_parse_i64(s, &v));
    if (v < min || v > max)
        return E_INVALID;
    *ret = v;
    return OK;
}

int num_hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

enum err num_parse_hex(struct str s, void *out, size_t n)
{
    unsigned char *byte = out;

    if (s.n % 2 != 0 || s.n / 2 != n)
        return E_INVALID;
    for (size_t i = 0; i < s.n; i++)
        if (num_hex_digit(s.p[i]) < 0)
            return E_INVALID;
    for (size_t i = 0; i < n; i++)
        byte[i] = (unsigned char)(num_hex_digit(s.p[2 * i]) << 4 | num_hex_digit(s.p[2 * i + 1]));
    return OK;
}

/* The value of a digit of another script at the start of s and its length, or -1. */
static int foreign_digit(struct str s, size_t *ret_length)
{
    static const struct {
        struct str lead; /* all bytes but the last */
        unsigned char zero;
    } script[] = {
        {{"\xD9", 1}, 0xA0},     /* Arabic-Indic U+0660 */
        {{"\xDB", 1}, 0xB0},     /* Extended Arabic-Indic U+06F0 */
        {{"\xE0\xA5", 2}, 0xA6}, /* Devanagari U+0966 */
        {{"\xE1\x9F", 2}, 0xA0}, /* Khmer U+17E0 */
    };

    for (size_t i = 0; i < sizeof script / sizeof *script; i++) {
        size_t at = script[i].lead.n;
        int digit;

        if (s.n <= at || !str_has_prefix(s, script[i].lead))
            continue;
        digit = (unsigned char)s.p[at] - script[i].zero;
        if (digit >= 0 && digit <= 9) {
            *ret_length = at + 1;
            return digit;
        }
    }
    return -1;
}

struct str num_ascii_digits(struct arena *a, struct str s)
{
    char *out = arena_alloc(a, s.n + 1);
    size_t n = 0, length = 0;

    for (size_t i = 0; i < s.n;) {
        int digit = foreign_digit(str_from(s, i), &length);

        if (digit < 0) {
            out[n++] = s.p[i++];
        } else {
            out[n++] = (char)('0' + digit);
            i += length;
        }
    }
    return (struct str){out, n};
}
