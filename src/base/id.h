/* base/id.h: 128-bit identifiers (UUIDv7) as values. They are made in core (id_new in ctx.h). */
#ifndef BASE_ID_H
#define BASE_ID_H

#include "base/err.h"
#include "base/str.h"

struct id {
    uint8_t b[16];
};

#define ID_NONE ((struct id){{0}})
#define ID_TEXT 37 /* 36 characters and a NUL */

/** False for ID_NONE. */
bool id_given(struct id id);
/** True when all bytes are the same. */
bool id_eq(struct id a, struct id b);
/** Byte order, which for UUIDv7 is the order of making. */
int id_cmp(struct id a, struct id b);
/** Lower-case canonical text, "0199…-…"; an empty string for ID_NONE. */
struct str id_format(struct id id, char out[ID_TEXT]);
/** Canonical text in either case. Errors: E_INVALID (also for all zeros: no id is ID_NONE). */
enum err id_parse(struct str s, struct id *ret) MUST_CHECK;
/** A UUIDv7 from milliseconds since 1970 and 10 bytes, of which 74 bits are used. */
struct id id_make_v7(int64_t unix_ms, const uint8_t rnd[10]);
/** When a UUIDv7 was made, in milliseconds since 1970. */
int64_t id_made_ms(struct id id);

#endif
