/* core/media_internal.h: what the files of media.c share. Nobody else includes this. */
#ifndef CORE_MEDIA_INTERNAL_H
#define CORE_MEDIA_INTERNAL_H

#include "base/arena.h"
#include "core/media.h"

/** Refuses the file. Returns E_INVALID. */
enum err media_refuse(struct media *m, const char *problem) MUST_CHECK;
/** Bytes of the picture that stay. Errors: those of the file's out. */
enum err media_put(struct media *m, const void *p, size_t n) MUST_CHECK;
/** What was put so far goes out. Errors: those of the file's out. */
enum err media_flush(struct media *m) MUST_CHECK;
/** Takes bytes into the part that is held, and says how many; full when want are there. */
size_t media_hold_add(struct media *m, struct str bytes);
/** Begins to hold so many bytes, at most 64 KiB. */
void media_hold_begin(struct media *m, size_t want);
/** Refuses a picture of this size when it is too large, or none. Errors: E_INVALID. */
enum err media_size_check(struct media *m, int64_t width, int64_t height) MUST_CHECK;

/** The next bytes of such a picture. Errors: as media_add(). */
enum err media_jpeg_add(struct media *m, struct str bytes) MUST_CHECK;
/** The next bytes of such a picture. Errors: as media_add(). */
enum err media_png_add(struct media *m, struct str bytes) MUST_CHECK;
/** The next bytes of such a picture. Errors: as media_add(). */
enum err media_webp_add(struct media *m, struct str bytes) MUST_CHECK;
/** Bytes behind the end of a picture: dropped, but not when they are a file of another
 * kind. Errors: E_INVALID. */
enum err media_trail(struct media *m, struct str bytes) MUST_CHECK;

/** Two bytes, the high one first. */
static inline uint32_t media_be16(const uint8_t *p)
{
    return (uint32_t)p[0] << 8 | p[1];
}
/** Four bytes, the highest first. */
static inline uint32_t media_be32(const uint8_t *p)
{
    return media_be16(p) << 16 | media_be16(p + 2);
}
/** Two bytes, the low one first. */
static inline uint32_t media_le16(const uint8_t *p)
{
    return (uint32_t)p[1] << 8 | p[0];
}
/** Four bytes, the lowest first. */
static inline uint32_t media_le32(const uint8_t *p)
{
    return media_le16(p + 2) << 16 | media_le16(p);
}

#endif
