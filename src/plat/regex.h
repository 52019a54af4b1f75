/* plat/regex.h: regular expressions by PCRE2, the same in both builds, with limits. */
#ifndef PLAT_REGEX_H
#define PLAT_REGEX_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/**
 * Looks for the pattern anywhere in the text; both are UTF-8.
 *
 * Memory  in the arena, which stays as it is until the next reset
 * Errors  E_INVALID  the pattern is wrong; E_LIMIT  it takes too many tries
 */
enum err regex_find(struct arena *a, struct str pattern, struct str text, bool *ret) MUST_CHECK;

#endif
