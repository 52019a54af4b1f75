/* core/label.c: widths of characters, in thousandths of the size of the font. Groups, not a table
 * of a face: too wide costs a letter of a long name, too narrow makes names run into each other. */
#include "core/label.h"

#include <string.h>

#include "base/utf8.h"

#define ELLIPSIS_WIDTH 900

static bool is_in(int32_t cp, int32_t from, int32_t to)
{
    return cp >= from && cp <= to;
}

/* Marks above and below, joiners and marks of direction: they take no room. */
static bool is_mark(int32_t cp)
{
    return is_in(cp, 0x300, 0x36f) || is_in(cp, 0x64b, 0x65f) || cp == 0x670 ||
           is_in(cp, 0x6d6, 0x6ed) || is_in(cp, 0x200b, 0x200f) || is_in(cp, 0x202a, 0x202e) ||
           is_in(cp, 0x2066, 0x2069) || is_in(cp, 0xfe00, 0xfe0f);
}

static int latin_width(int32_t cp)
{
    if (strchr(" ijl.,'|!:;", cp))
        return 320;
    if (strchr("frtI-()[]/\"", cp))
        return 460;
    if (strchr("mMW@%", cp))
        return 980;
    if (cp == 'w' || is_in(cp, 'A', 'Z'))
        return 780;
    return 640;
}

static int arabic_width(int32_t cp)
{
    if (cp == 0x627 || is_in(cp, 0x622, 0x623) || cp == 0x625) /* alef */
        return 300;
    if (is_in(cp, 0x62f, 0x632) || cp == 0x648 || cp == 0x624) /* dal to zain, waw */
        return 500;
    if (is_in(cp, 0x633, 0x636)) /* seen to dad */
        return 1100;
    return 640;
}

static int width_of(int32_t cp)
{
    if (is_mark(cp))
        return 0;
    if (cp > 0 && cp < 0x80)
        return latin_width(cp);
    if (is_in(cp, 0x600, 0x8ff) || is_in(cp, 0xfb50, 0xfdff) || is_in(cp, 0xfe70, 0xfefc))
        return arabic_width(cp);
    if (cp == 0x2026) /* the ellipsis */
        return ELLIPSIS_WIDTH;
    return cp < 0x530 || is_in(cp, 0x2010, 0x2027) ? 860 : 1300;
}

int label_width(struct str text, int font_px)
{
    int64_t sum = 0;

    for (size_t i = 0; i < text.n;)
        sum += width_of(utf8_next(text, &i));
    sum = (sum * font_px + 999) / 1000;
    return sum > 1000000 ? 1000000 : (int)sum;
}

struct str label_fit(struct arena *a, struct str text, int font_px, int width)
{
    size_t end = 0;
    int64_t sum = ELLIPSIS_WIDTH;

    if (label_width(text, font_px) <= width)
        return text;
    for (size_t i = 0; i < text.n;) {
        sum += width_of(utf8_next(text, &i));
        if (sum * font_px > (int64_t)width * 1000)
            break;
        end = i;
    }
    return str_cat(a, str_trim(str_slice(text, 0, end)), STR("…"));
}
