/* core/media_jpeg.c: a JPEG picture without its Exif, XMP, notes, small pictures and profiles. Kept
 * is what a decoder needs, and how the camera was turned. ITU-T T.81, annex B. */
#include <string.h>

#include "base/exif.h"
#include "core/media_internal.h"

enum {
    JPEG_MARK,    /* 0xff, as often as one likes, then the marker */
    JPEG_LENGTH,  /* two bytes */
    JPEG_HOLD,    /* a segment that is looked at */
    JPEG_SEGMENT, /* one that goes on, or does not */
    JPEG_SCAN,    /* the picture itself */
    JPEG_SCAN_FF, /* in it, behind 0xff */
    JPEG_TRAIL
};

#define SOI 0xd8
#define EOI 0xd9
#define SOS 0xda
#define DHT 0xc4
#define DQT 0xdb
#define DNL 0xdc
#define DRI 0xdd
#define APP0 0xe0
#define APP1 0xe1
#define APP14 0xee

/* C0 to CF, but not the two of tables and the one that is reserved. */
static bool is_frame(uint8_t mark)
{
    return mark >= 0xc0 && mark <= 0xcf && mark != DHT && mark != 0xc8 && mark != 0xcc;
}

static bool is_held(uint8_t mark)
{
    return is_frame(mark) || mark == APP0 || mark == APP1 || mark == APP14;
}

static enum err segment_put(struct media *m, uint8_t mark, const uint8_t *p, size_t n)
{
    uint8_t head[4] = {0xff, mark, (uint8_t)((n + 2) >> 8), (uint8_t)(n + 2)};

    TRY(media_put(m, head, sizeof head));
    return media_put(m, p, n);
}

/* Exif with this one tag and nothing else. */
static enum err turn_put(struct media *m, unsigned turn)
{
    uint8_t exif[] = "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";

    exif[25] = (uint8_t)turn;
    return segment_put(m, APP1, exif, sizeof exif - 1);
}

static enum err held_end(struct media *m)
{
    struct media_picture *pic = &m->picture;
    uint8_t mark = pic->mark[0], *p = pic->hold.p;
    size_t n = pic->hold.n;
    unsigned turn = 0;

    if (is_frame(mark)) {
        if (n < 6)
            return media_refuse(m, "upload.damaged");
        TRY(media_size_check(m, media_be16(p + 3), media_be16(p + 1)));
        return segment_put(m, mark, p, n);
    }
    if (mark == APP0 && n >= 14 && memcmp(p, "JFIF\0", 5) == 0) {
        p[12] = p[13] = 0; /* without its small picture */
        return segment_put(m, mark, p, 14);
    }
    if (mark == APP14 && n == 12 && memcmp(p, "Adobe", 5) == 0)
        return segment_put(m, mark, p, n);
    if (mark == APP1 && !pic->has_turn)
        turn = exif_turn((struct str){(const char *)p, n});
    pic->has_turn |= turn > 1;
    return turn > 1 ? turn_put(m, turn) : OK;
}

static enum err mark_read(struct media *m, uint8_t c)
{
    struct media_picture *pic = &m->picture;

    if (pic->mark_n == 0) { /* the 0xff before it */
        pic->mark_n = c == 0xff;
        return c == 0xff ? OK : media_refuse(m, "upload.damaged");
    }
    if (c == 0xff)
        return OK;
    pic->mark[0] = c;
    pic->mark_n = 0;
    pic->left = 0;
    pic->state = JPEG_LENGTH;
    pic->next = 0;
    if (c == SOI || c == EOI) {
        if ((c == SOI) == pic->keep || (c == EOI && !pic->has_body))
            return media_refuse(m, "upload.damaged");
        pic->keep = true; /* the beginning was there */
        pic->ended = c == EOI;
        pic->state = c == EOI ? JPEG_TRAIL : JPEG_MARK;
        return media_put(m, (uint8_t[]){0xff, c}, 2);
    }
    /* Those without a length, and 0x00, stand nowhere else than in the scan. */
    return pic->keep && c >= 0xc0 && !(c >= 0xd0 && c <= 0xd7) && c != 0xc8
               ? OK
               : media_refuse(m, "upload.damaged");
}

static enum err length_read(struct media *m, uint8_t c)
{
    struct media_picture *pic = &m->picture;
    uint8_t mark = pic->mark[0];

    pic->left = pic->left << 8 | c;
    if (pic->next++ == 0)
        return OK;
    if (pic->left < 2 || (mark == SOS && !pic->has_size))
        return media_refuse(m, "upload.damaged");
    pic->left -= 2;
    if (is_held(mark)) {
        media_hold_begin(m, pic->left);
        pic->state = JPEG_HOLD;
        return OK;
    }
    bool kept =
        mark == DHT || mark == 0xcc || mark == DQT || mark == DNL || mark == DRI || mark == SOS;

    pic->next = kept;
    pic->state = JPEG_SEGMENT;
    if (!kept)
        return OK;
    uint8_t head[4] = {0xff, mark, (uint8_t)((pic->left + 2) >> 8), (uint8_t)(pic->left + 2)};

    return media_put(m, head, sizeof head);
}

static void segment_end(struct media_picture *pic)
{
    pic->state = pic->mark[0] == SOS ? JPEG_SCAN : JPEG_MARK;
    pic->has_body |= pic->mark[0] == SOS;
}

/* Takes some of the bytes; *n says how many. */
static enum err step(struct media *m, struct str bytes, size_t *n)
{
    struct media_picture *pic = &m->picture;
    uint8_t c = (uint8_t)bytes.p[0];
    const char *ff;

    *n = 1;
    switch (pic->state) {
    case JPEG_MARK:
        return mark_read(m, c);
    case JPEG_LENGTH:
        return length_read(m, c);
    case JPEG_SEGMENT:
        *n = pic->left < bytes.n ? pic->left : bytes.n;
        pic->left -= (uint32_t)*n;
        return pic->next ? media_put(m, bytes.p, *n) : OK;
    case JPEG_HOLD:
        *n = media_hold_add(m, bytes);
        return OK;
    case JPEG_SCAN:
        ff = memchr(bytes.p, 0xff, bytes.n);
        *n = ff ? (size_t)(ff - bytes.p) : bytes.n;
        if (*n == 0) {
            pic->state = JPEG_SCAN_FF;
            *n = 1;
            return OK;
        }
        return media_put(m, bytes.p, *n);
    case JPEG_SCAN_FF:
        if (c == 0xff)
            return OK;
        if (c == 0 || (c >= 0xd0 && c <= 0xd7)) {
            pic->state = JPEG_SCAN;
            return media_put(m, (uint8_t[]){0xff, c}, 2);
        }
        pic->mark_n = 1;
        pic->state = JPEG_MARK;
        return mark_read(m, c);
    default:
        *n = bytes.n;
        return media_trail(m, bytes);
    }
}

enum err media_jpeg_add(struct media *m, struct str bytes)
{
    struct media_picture *pic = &m->picture;

    while (bytes.n > 0) {
        size_t n;

        TRY(step(m, bytes, &n));
        bytes = str_from(bytes, n);
        /* Also segments that hold nothing. */
        if (pic->state == JPEG_HOLD && pic->hold.n == pic->hold.want) {
            pic->state = JPEG_MARK;
            TRY(held_end(m));
        }
        if (pic->state == JPEG_SEGMENT && pic->left == 0)
            segment_end(pic);
    }
    return OK;
}
