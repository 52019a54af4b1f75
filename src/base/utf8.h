/* base/utf8.h: UTF-8 is checked once, at the edge; inside it is true by construction. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/err.h"
#include "base/str.h"

/** True for well-formed UTF-8 (no surrogates, no overlong forms, no code points above 10FFFF). */
bool utf8_is_valid(struct str s);
/** Number of code points. The string must be valid. */
size_t utf8_length(struct str s);
/** Decodes the code point at *i and moves *i on; at the end returns -1. The string must be valid;
 * a byte that is not gives FFFD. */
int32_t utf8_next(struct str s, size_t *i);
/** Writes the code point; returns the number of bytes (1..4), 0 when it is not one. */
size_t utf8_put(char out[4], int32_t cp);
/**
 * Text as a person typed it, made fit to store: CRLF and CR become LF, control characters other
 * than LF and TAB are dropped, white space at both ends (Unicode's, and a byte-order mark) is cut.
 *
 * Errors  E_INVALID  not UTF-8
 */
enum err utf8_clean(struct arena *a, struct str s, struct str *ret) MUST_CHECK;
/** The first n code points, never cutting a character. */
struct str utf8_cut(struct str s, size_t n);

#endif
