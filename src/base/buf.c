/* base/buf.c: the growing buffer. One byte over cap is always there, for the NUL of printf. */
#include "base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define BUF_FIRST 64

void buf_init(struct buf *b, struct arena *a, size_t max)
{
    *b = (struct buf){.arena = a, .max = max < SIZE_MAX / 2 ? max : SIZE_MAX / 2};
}

char *buf_room(struct buf *b, size_t n)
{
    size_t need, cap;

    if (b->over || n > b->max - b->n) {
        b->over = true;
        return NULL;
    }
    need = b->n + n;
    if (!b->p || need > b->cap) {
        cap = b->cap < BUF_FIRST / 2 ? BUF_FIRST : b->cap * 2;
        if (cap < need)
            cap = need;
        if (cap > b->max)
            cap = b->max;
        b->p = arena_grow(b->arena, b->p, b->p ? b->cap + 1 : 0, cap + 1);
        b->cap = cap;
    }
    return b->p + b->n;
}

void buf_commit(struct buf *b, size_t n)
{
    assert(n <= b->cap - b->n);
    b->n += n;
}

void buf_put(struct buf *b, struct str s)
{
    char *p = buf_room(b, s.n);

    if (p && s.n > 0) {
        memcpy(p, s.p, s.n);
        b->n += s.n;
    }
}

void buf_put_c(struct buf *b, char c)
{
    char *p = buf_room(b, 1);

    if (p) {
        *p = c;
        b->n++;
    }
}

void buf_put_z(struct buf *b, const char *z)
{
    buf_put(b, str_c(z));
}

void buf_put_i64(struct buf *b, int64_t v)
{
    char digit[20]; /* 19 digits and a sign */
    size_t i = sizeof digit;
    uint64_t u = v < 0 ? ~(uint64_t)v + 1 : (uint64_t)v;

    do {
        digit[--i] = (char)('0' + u % 10);
        u /= 10;
    } while (u > 0);
    if (v < 0)
        digit[--i] = '-';
    buf_put(b, (struct str){digit + i, sizeof digit - i});
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
    va_list ap;
    char *p;
    int n;

    va_start(ap, fmt);
    n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n < 0) {
        b->over = true;
        return;
    }
    p = buf_room(b, (size_t)n);
    if (!p)
        return;
    va_start(ap, fmt);
    vsnprintf(p, (size_t)n + 1, fmt, ap);
    va_end(ap);
    b->n += (size_t)n;
}

void buf_put_hex(struct buf *b, const void *p, size_t n)
{
    static const char hex[] = "0123456789abcdef";
    const unsigned char *byte = p;
    char *out = buf_room(b, n <= SIZE_MAX / 2 ? n * 2 : SIZE_MAX);

    if (!out)
        return;
    for (size_t i = 0; i < n; i++) {
        *out++ = hex[byte[i] >> 4];
        *out++ = hex[byte[i] & 15];
    }
    b->n += n * 2;
}

struct str buf_str(const struct buf *b)
{
    return (struct str){b->p, b->n};
}

enum err buf_done(const struct buf *b, struct str *ret)
{
    if (b->over)
        return E_LIMIT;
    *ret = buf_str(b);
    return OK;
}
