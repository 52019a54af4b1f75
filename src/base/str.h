/* base/str.h: string views. A view does not own its bytes and is not NUL-terminated. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/** A view of n bytes. {NULL, 0} is the empty string and also "not given". */
struct str {
    const char *p;
    size_t n;
};

#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
#define STR_NONE ((struct str){NULL, 0})
/** For printf: printf("%.*s", STR_ARG(s)). */
#define STR_ARG(s) (int)(s).n, (s).p ? (s).p : ""

/** A view of a NUL-terminated string; NULL gives the empty view. */
struct str str_c(const char *z);
/** A NUL-terminated copy, for library borders. */
char *str_z(struct arena *a, struct str s);
/** A copy whose bytes live in the arena. */
struct str str_dup(struct arena *a, struct str s);
/** Formats into the arena. */
struct str str_fmt(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3), nonnull(2)));
/** Both strings one after the other, in the arena. */
struct str str_cat(struct arena *a, struct str x, struct str y);

/** Same bytes; the empty string equals STR_NONE. */
bool str_eq(struct str a, struct str b);
/** ASCII case folded; for header names and the like, never for text of people. */
bool str_eq_nocase(struct str a, struct str b);
/** Byte order, as memcmp; the shorter first when one is a prefix. */
int str_cmp(struct str a, struct str b);
/** True for the empty prefix too. */
bool str_has_prefix(struct str s, struct str prefix);
/** True for the empty suffix too. */
bool str_has_suffix(struct str s, struct str suffix);
/** Index of the first occurrence at or after from, or -1. */
ptrdiff_t str_find(struct str s, struct str needle, size_t from);
/** From byte i (clamped) to the end. */
struct str str_from(struct str s, size_t i);
/** The bytes i (inclusive) to j (exclusive), both clamped. */
struct str str_slice(struct str s, size_t i, size_t j);
/** Without ASCII white space at both ends. */
struct str str_trim(struct str s);
/**
 * Cuts the piece before the next sep off the front of *rest.
 *
 * Returns  false when *rest is exhausted. "a,,b" gives "a", "", "b"; "a," gives "a";
 *          "" gives nothing.
 */
bool str_split(struct str *rest, char sep, struct str *ret);
/** A hash for tables in memory; never stored. */
uint64_t str_hash(struct str s);
/** ASCII upper case; other bytes as they are. */
static inline char char_upper(char c)
{
    if (c >= 'a' && c <= 'z')
        return (char)(c - 'a' + 'A');
    return c;
}
/** True when not empty. */
static inline bool str_given(struct str s)
{
    return s.n > 0;
}

#endif
