/* base/exif.c: the turn of a photo, see exif.h. TIFF 6.0, Exif 2.32. */
#include "base/exif.h"

#include <stdint.h>
#include <string.h>

#define ORIENTATION 0x0112
#define ENTRY 12 /* bytes of one */

/* n bytes at p, in the order of this TIFF. */
static uint32_t number(bool little, const uint8_t *p, int n)
{
    uint32_t v = 0;

    for (int i = 0; i < n; i++)
        v = v << 8 | p[little ? n - 1 - i : i];
    return v;
}

unsigned exif_turn(struct str segment)
{
    const uint8_t *p = (const uint8_t *)segment.p;
    size_t n = segment.n;
    bool little = n > 14 && memcmp(p + 6, "II*\0", 4) == 0;

    if (n < 14 || memcmp(p, "Exif\0\0", 6) != 0 || (!little && memcmp(p + 6, "MM\0*", 4) != 0))
        return 0;
    p += 6;
    n -= 6;
    size_t at = number(little, p + 4, 4);

    if (at > n || n - at < 2)
        return 0;
    size_t entries = number(little, p + at, 2);

    at += 2;
    for (size_t i = 0; i < entries && n - at >= ENTRY; i++, at += ENTRY) {
        uint32_t turn = number(little, p + at + 8, 2);

        if (number(little, p + at, 2) == ORIENTATION)
            return turn <= 8 ? turn : 0;
    }
    return 0;
}
