/* base/utf8.c: well-formedness, decoding and cleaning of UTF-8.
 * The table is Unicode's "Well-Formed UTF-8 Byte Sequences" (3-7). */
#include "base/utf8.h"
#include <assert.h>

#include <string.h>

#include "base/arena.h"

/* Lead bytes, the range of the second byte, and the length. Further bytes are always 80..BF. */
static const struct utf8_row {
    unsigned char lead_min, lead_max, second_min, second_max, length;
} utf8_rows[] = {
    {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3}, {0xE1, 0xEC, 0x80, 0xBF, 3},
    {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3}, {0xF0, 0xF0, 0x90, 0xBF, 4},
    {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
};

/* Length of the well-formed sequence at the start of n > 0 bytes, or 0. */
static size_t sequence(const unsigned char *p, size_t n)
{
    const struct utf8_row *row = utf8_rows, *end = row + sizeof utf8_rows / sizeof *utf8_rows;

    if (p[0] < 0x80)
        return 1;
    while (row < end && (p[0] < row->lead_min || p[0] > row->lead_max))
        row++;
    if (row == end || n < row->length || p[1] < row->second_min || p[1] > row->second_max)
        return 0;
    for (size_t i = 2; i < row->length; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    return row->length;
}

bool utf8_is_valid(struct str s)
{
    const unsigned char *p = (const unsigned char *)s.p;

    for (size_t i = 0; i < s.n;) {
        size_t length = sequence(p + i, s.n - i);

        if (length == 0)
            return false;
        i += length;
    }
    return true;
}

size_t utf8_length(struct str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

int32_t utf8_next(struct str s, size_t *i)
{
    static const unsigned char lead_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    const unsigned char *p;
    size_t length;
    int32_t cp;

    if (*i >= s.n)
        return -1;
    p = (const unsigned char *)s.p + *i;
    length = sequence(p, s.n - *i);
    if (length == 0) { /* cannot be, by contract; stays within the string if it is */
        ++*i;
        return 0xFFFD;
    }
    assert(length < sizeof lead_bits);
    cp = p[0] & lead_bits[length];
    for (size_t k = 1; k < length; k++)
        cp = cp << 6 | (p[k] & 0x3F);
    *i += length;
    return cp;
}

size_t utf8_put(char out[4], int32_t cp)
{
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t length;

    if (cp < 0 || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        return 0;
    length = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (cp & 0x3F));
        cp >>= 6;
    }
    out[0] = (char)(lead[length] | cp);
    return length;
}

/* Unicode's White_Space, and the byte-order mark that pasting brings along. */
static bool is_white(int32_t cp)
{
    return (cp >= 0x09 && cp <= 0x0D) || cp == 0x20 || cp == 0x85 || cp == 0xA0 || cp == 0x1680 ||
           (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 || cp == 0x2029 || cp == 0x202F ||
           cp == 0x205F || cp == 0x3000 || cp == 0xFEFF;
}

static struct str trim_white(struct str s)
{
    size_t start = 0, end = 0, i = 0;
    bool seen = false;

    while (i < s.n) {
        size_t at = i;

        if (is_white(utf8_next(s, &i)))
            continue;
        if (!seen)
            start = at;
        seen = true;
        end = i;
    }
    return str_slice(s, start, end);
}

enum err utf8_clean(struct arena *a, struct str s, struct str *ret)
{
    char *out;
    size_t n = 0, i = 0;

    if (!utf8_is_valid(s))
        return E_INVALID;
    out = arena_alloc(a, s.n);
    while (i < s.n) {
        size_t at = i;
        int32_t cp = utf8_next(s, &i);

        if (cp == '\r') {
            if (i < s.n && s.p[i] == '\n')
                i++;
            out[n++] = '\n';
        } else if (cp == '\n' || cp == '\t' || (cp >= 0x20 && cp < 0x7F) || cp > 0x9F) {
            memcpy(out + n, s.p + at, i - at);
            n += i - at;
        }
    }
    *ret = trim_white((struct str){out, n});
    return OK;
}

struct str utf8_cut(struct str s, size_t n)
{
    size_t i = 0;

    while (n > 0 && utf8_next(s, &i) >= 0)
        n--;
    return str_slice(s, 0, i);
}
