/* base/buf.h: a growing byte buffer with a maximum. The model header of the house style.
 * Going over the maximum sets a sticky flag; writers do not check each call, buf_done() does. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct buf {
    struct arena *arena;
    char *p;
    size_t n, cap, max;
    bool over; /* something did not fit: everything after it was dropped too */
};

/** An empty buffer that may grow to max bytes of the arena. */
void buf_init(struct buf *b, struct arena *a, size_t max);
/** Appends the bytes of s, which must not be the buffer's own. */
void buf_put(struct buf *b, struct str s);
/** Appends one byte. */
void buf_put_c(struct buf *b, char c);
/** Appends a NUL-terminated string. */
void buf_put_z(struct buf *b, const char *z);
/** Appends a decimal number. */
void buf_put_i64(struct buf *b, int64_t v);
/** Appends formatted text. */
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
/** Lower-case hexadecimal of n bytes. */
void buf_put_hex(struct buf *b, const void *p, size_t n);
/** Room for n more bytes to write directly, or NULL when over the maximum; then buf_commit(). */
char *buf_room(struct buf *b, size_t n);
/** Counts n bytes written to the room as contents. */
void buf_commit(struct buf *b, size_t n);
/** What was written so far; valid until the next write. */
struct str buf_str(const struct buf *b);
/**
 * The finished contents.
 *
 * Errors  E_LIMIT  something did not fit
 */
enum err buf_done(const struct buf *b, struct str *ret) MUST_CHECK;

#endif
