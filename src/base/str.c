/* base/str.c: string views. Bytes are compared as bytes; nothing here knows a locale. */
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"

struct str str_c(const char *z)
{
    size_t n = 0;

    if (!z)
        return STR_NONE;
    while (z[n])
        n++;
    return (struct str){z, n};
}

char *str_z(struct arena *a, struct str s)
{
    return arena_copy(a, s.p, s.n);
}

struct str str_dup(struct arena *a, struct str s)
{
    return (struct str){arena_copy(a, s.p, s.n), s.n};
}

struct str str_fmt(struct arena *a, const char *fmt, ...)
{
    va_list ap, again;
    char *p = NULL;
    int n;

    va_start(ap, fmt);
    va_copy(again, ap);
    n = vsnprintf(NULL, 0, fmt, ap);
    if (n >= 0) {
        p = arena_alloc(a, (size_t)n + 1);
        vsnprintf(p, (size_t)n + 1, fmt, again);
    }
    va_end(again);
    va_end(ap);
    return n >= 0 ? (struct str){p, (size_t)n} : STR_NONE;
}

struct str str_cat(struct arena *a, struct str x, struct str y)
{
    char *p = arena_alloc(a, x.n + y.n + 1);

    if (x.n > 0)
        memcpy(p, x.p, x.n);
    if (y.n > 0)
        memcpy(p + x.n, y.p, y.n);
    return (struct str){p, x.n + y.n};
}

bool str_eq(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static unsigned char fold(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

bool str_eq_nocase(struct str a, struct str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (fold(a.p[i]) != fold(b.p[i]))
            return false;
    return true;
}

int str_cmp(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n > 0 ? memcmp(a.p, b.p, n) : 0;

    return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool str_has_prefix(struct str s, struct str prefix)
{
    return s.n >= prefix.n && str_eq(str_slice(s, 0, prefix.n), prefix);
}

bool str_has_suffix(struct str s, struct str suffix)
{
    return s.n >= suffix.n && str_eq(str_from(s, s.n - suffix.n), suffix);
}

ptrdiff_t str_find(struct str s, struct str needle, size_t from)
{
    if (from > s.n || needle.n > s.n - from)
        return -1;
    if (needle.n == 0)
        return (ptrdiff_t)from;
    for (size_t last = s.n - needle.n; from <= last; from++) {
        const char *hit = memchr(s.p + from, needle.p[0], last - from + 1);

        if (!hit)
            return -1;
        from = (size_t)(hit - s.p);
        if (memcmp(hit, needle.p, needle.n) == 0)
            return (ptrdiff_t)from;
    }
    return -1;
}

struct str str_from(struct str s, size_t i)
{
    return str_slice(s, i, s.n);
}

struct str str_slice(struct str s, size_t i, size_t j)
{
    if (!s.p)
        return STR_NONE;
    if (j > s.n)
        j = s.n;
    if (i > j)
        i = j;
    return (struct str){s.p + i, j - i};
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s)
{
    size_t i = 0, j = s.n;

    while (i < j && is_space(s.p[i]))
        i++;
    while (j > i && is_space(s.p[j - 1]))
        j--;
    return str_slice(s, i, j);
}

bool str_split(struct str *rest, char sep, struct str *ret)
{
    const char *end;

    if (rest->n == 0)
        return false;
    end = memchr(rest->p, sep, rest->n);
    if (end) {
        *ret = str_slice(*rest, 0, (size_t)(end - rest->p));
        *rest = str_from(*rest, ret->n + 1);
    } else {
        *ret = *rest;
        *rest = str_from(*rest, rest->n);
    }
    return true;
}

/* FNV-1a; the last steps spread the high bits down to where tables look. */
uint64_t str_hash(struct str s)
{
    uint64_t h = 14695981039346656037u;

    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
    h ^= h >> 32;
    h *= 0x9e3779b97f4a7c15u;
    return h ^ h >> 29;
}
