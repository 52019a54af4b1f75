/* base/id.c: UUIDv7 (RFC 9562) as text and as bytes. */
#include "base/id.h"

#include <string.h>

#include "base/num.h"

bool id_given(struct id id)
{
    return !id_eq(id, ID_NONE);
}

bool id_eq(struct id a, struct id b)
{
    return id_cmp(a, b) == 0;
}

int id_cmp(struct id a, struct id b)
{
    return memcmp(a.b, b.b, sizeof a.b);
}

/* A dash stands before the bytes 4, 6, 8 and 10. */
static bool dash_before(size_t byte)
{
    return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

struct str id_format(struct id id, char out[ID_TEXT])
{
    static const char hex[] = "0123456789abcdef";
    char *p = out;

    if (id_given(id)) {
        for (size_t i = 0; i < sizeof id.b; i++) {
            if (dash_before(i))
                *p++ = '-';
            *p++ = hex[id.b[i] >> 4];
            *p++ = hex[id.b[i] & 15];
        }
    }
    *p = '\0';
    return (struct str){out, (size_t)(p - out)};
}

enum err id_parse(struct str s, struct id *ret)
{
    struct id id;
    size_t at = 0;

    if (s.n != ID_TEXT - 1)
        return E_INVALID;
    for (size_t i = 0; i < sizeof id.b; i++) {
        if (dash_before(i) && s.p[at++] != '-')
            return E_INVALID;
        TRY(num_parse_hex(str_slice(s, at, at + 2), &id.b[i], 1));
        at += 2;
    }
    if (!id_given(id))
        return E_INVALID;
    *ret = id;
    return OK;
}

struct id id_make_v7(int64_t unix_ms, const uint8_t rnd[10])
{
    struct id id;
    uint64_t ms = unix_ms < 0 ? 0 : (uint64_t)unix_ms;

    for (int i = 5; i >= 0; i--) {
        id.b[i] = (uint8_t)(ms & 0xFF);
        ms >>= 8;
    }
    memcpy(id.b + 6, rnd, 10);
    id.b[6] = (uint8_t)(0x70 | (id.b[6] & 0x0F));
    id.b[8] = (uint8_t)(0x80 | (id.b[8] & 0x3F));
    return id;
}

int64_t id_made_ms(struct id id)
{
    int64_t ms = 0;

    for (int i = 0; i < 6; i++)
        ms = ms << 8 | id.b[i];
    return ms;
}
