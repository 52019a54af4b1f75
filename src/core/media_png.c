/* core/media_png.c: PNG and WebP pictures without what does not belong to the picture. */
#include <string.h>

#include "core/media_internal.h"

/* ---- PNG: a signature, then chunks of length, type, data and checksum ----------------------- */

enum { PNG_SIGNATURE, PNG_HEAD, PNG_HOLD, PNG_DATA, PNG_TRAIL };

#define PNG_CHUNK_MAX 0x7fffffff

static bool in_list(const char *list, const uint8_t *type)
{
    for (; *list; list += 5)
        if (memcmp(list, type, 4) == 0)
            return true;
    return false;
}

/* A chunk begins: pic->mark has its length and type. */
static enum err png_head(struct media *m)
{
    struct media_picture *pic = &m->picture;
    const uint8_t *type = pic->mark + 4;

    pic->left = media_be32(pic->mark);
    if (pic->left > PNG_CHUNK_MAX || (memcmp(type, "IHDR", 4) == 0) == pic->has_size)
        return media_refuse(m, "upload.damaged");
    pic->keep = in_list("IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT pHYs bKGD ", type);
    /* What a decoder must understand, and we do not know. */
    if (!pic->keep && !(type[0] & 0x20))
        return media_refuse(m, "upload.damaged");
    if (!pic->has_size) {
        if (pic->left != 13)
            return media_refuse(m, "upload.damaged");
        media_hold_begin(m, 13 + 4);
        pic->state = PNG_HOLD;
        return OK;
    }
    pic->has_body |= memcmp(type, "IDAT", 4) == 0;
    pic->ended = memcmp(type, "IEND", 4) == 0;
    if (pic->ended && (pic->left > 0 || !pic->has_body))
        return media_refuse(m, "upload.damaged");
    pic->left += 4; /* its checksum */
    pic->state = PNG_DATA;
    return pic->keep ? media_put(m, pic->mark, 8) : OK;
}

static void png_next(struct media_picture *pic)
{
    pic->state = pic->ended ? PNG_TRAIL : PNG_HEAD;
    pic->mark_n = 0;
}

static enum err png_held(struct media *m)
{
    struct media_picture *pic = &m->picture;
    const uint8_t *p = pic->hold.p;

    png_next(pic);
    TRY(media_size_check(m, media_be32(p), media_be32(p + 4)));
    TRY(media_put(m, pic->mark, 8));
    return media_put(m, p, pic->hold.n);
}

static enum err png_step(struct media *m, struct str bytes, size_t *n)
{
    struct media_picture *pic = &m->picture;

    switch (pic->state) {
    case PNG_SIGNATURE:
    case PNG_HEAD:
        *n = 1;
        pic->mark[pic->mark_n++] = (uint8_t)bytes.p[0];
        if (pic->mark_n < 8)
            return OK;
        pic->mark_n = 0;
        if (pic->state == PNG_HEAD)
            return png_head(m);
        pic->state = PNG_HEAD;
        return media_put(m, pic->mark, 8);
    case PNG_HOLD:
        *n = media_hold_add(m, bytes);
        return pic->hold.n == pic->hold.want ? png_held(m) : OK;
    case PNG_DATA:
        *n = pic->left < bytes.n ? pic->left : bytes.n;
        pic->left -= (uint32_t)*n;
        if (pic->left == 0)
            png_next(pic);
        return pic->keep ? media_put(m, bytes.p, *n) : OK;
    default:
        *n = bytes.n;
        return media_trail(m, bytes);
    }
}

enum err media_png_add(struct media *m, struct str bytes)
{
    while (bytes.n > 0) {
        size_t n;

        TRY(png_step(m, bytes, &n));
        bytes = str_from(bytes, n);
    }
    return OK;
}

/* ---- WebP: RIFF; what goes is overwritten, so that the length in front stays right ---------- */

enum { WEBP_RIFF, WEBP_HEAD, WEBP_HOLD, WEBP_DATA, WEBP_TRAIL };

#define WEBP_LOOK 10 /* bytes of a chunk that tell the size of the picture */
#define VP8X_ICC 0x20
#define VP8X_EXIF 0x08
#define VP8X_XMP 0x04

static bool is_chunk(const struct media_picture *pic, const char *name)
{
    return memcmp(pic->mark, name, 4) == 0;
}

/* VP8X: the size of all; VP8 and VP8L: that of the one picture. */
static enum err webp_look(struct media *m)
{
    struct media_picture *pic = &m->picture;
    uint8_t *p = pic->hold.p;

    if (pic->hold.n < (is_chunk(pic, "VP8L") ? 5 : WEBP_LOOK))
        return media_refuse(m, "upload.damaged");
    if (is_chunk(pic, "VP8X")) {
        p[0] &= (uint8_t)~(VP8X_ICC | VP8X_EXIF | VP8X_XMP);
        return media_size_check(m, (media_le16(p + 4) | (int64_t)p[6] << 16) + 1,
                                (media_le16(p + 7) | (int64_t)p[9] << 16) + 1);
    }
    pic->has_body = true;
    if (is_chunk(pic, "VP8L")) {
        uint32_t bits = media_le32(p + 1);

        return p[0] == 0x2f ? media_size_check(m, (bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1)
                            : media_refuse(m, "upload.damaged");
    }
    if (p[3] != 0x9d || p[4] != 0x01 || p[5] != 0x2a)
        return media_refuse(m, "upload.damaged");
    return media_size_check(m, media_le16(p + 6) & 0x3fff, media_le16(p + 8) & 0x3fff);
}

/* A chunk begins: pic->mark has its name and length. */
static enum err webp_head(struct media *m)
{
    struct media_picture *pic = &m->picture;

    pic->left = media_le32(pic->mark + 4);
    pic->announced -= 8 + (int64_t)pic->left + (pic->left & 1);
    if (pic->announced < 0)
        return media_refuse(m, "upload.damaged");
    pic->left += pic->left & 1;
    pic->keep = in_list("VP8  VP8L VP8X ALPH ANIM ANMF ", pic->mark);
    pic->has_body |= is_chunk(pic, "ANMF");
    if (!pic->keep)
        memcpy(pic->mark, "JUNK", 4);
    TRY(media_put(m, pic->mark, 8));
    bool look = is_chunk(pic, "VP8 ") || is_chunk(pic, "VP8L") || is_chunk(pic, "VP8X");

    pic->state = look ? WEBP_HOLD : WEBP_DATA;
    if (look)
        media_hold_begin(m, pic->left < WEBP_LOOK ? pic->left : WEBP_LOOK);
    return OK;
}

static enum err webp_riff(struct media *m)
{
    struct media_picture *pic = &m->picture;

    pic->announced = (int64_t)media_le32(m->head + 4) - 4;
    pic->state = WEBP_HEAD;
    pic->mark_n = 0;
    return media_put(m, m->head, 12);
}

static enum err webp_data(struct media *m, struct str bytes, size_t *n)
{
    static const char nothing[256] = {0};
    struct media_picture *pic = &m->picture;

    *n = pic->left < bytes.n ? pic->left : bytes.n;
    if (!pic->keep && *n > sizeof nothing)
        *n = sizeof nothing;
    pic->left -= (uint32_t)*n;
    return media_put(m, pic->keep ? bytes.p : nothing, *n);
}

static enum err webp_step(struct media *m, struct str bytes, size_t *n)
{
    struct media_picture *pic = &m->picture;

    *n = 1;
    switch (pic->state) {
    case WEBP_RIFF: /* 12 bytes, which m->head has too */
        return ++pic->mark_n == 12 ? webp_riff(m) : OK;
    case WEBP_HEAD:
        pic->mark[pic->mark_n++] = (uint8_t)bytes.p[0];
        if (pic->mark_n < 8)
            return OK;
        pic->mark_n = 0;
        return webp_head(m);
    case WEBP_HOLD:
        *n = media_hold_add(m, bytes);
        return OK;
    case WEBP_DATA:
        return webp_data(m, bytes, n);
    default:
        *n = bytes.n;
        return media_trail(m, bytes);
    }
}

enum err media_webp_add(struct media *m, struct str bytes)
{
    struct media_picture *pic = &m->picture;

    while (bytes.n > 0) {
        size_t n;

        TRY(webp_step(m, bytes, &n));
        bytes = str_from(bytes, n);
        if (pic->state == WEBP_HOLD && pic->hold.n == pic->hold.want) {
            TRY(webp_look(m));
            TRY(media_put(m, pic->hold.p, pic->hold.n));
            pic->left -= (uint32_t)pic->hold.n;
            pic->state = WEBP_DATA;
        }
        if (pic->state == WEBP_DATA && pic->left == 0) {
            pic->state = pic->announced == 0 ? WEBP_TRAIL : WEBP_HEAD;
            pic->ended = pic->announced == 0;
        }
    }
    return OK;
}
