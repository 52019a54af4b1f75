/* plat/regex.c: PCRE2 with all its memory from the arena and without its JIT compiler. A unit is a
 * code point: so no tables of Unicode are needed, which would be a sixth of what the browser loads.
 */
#include "plat/regex.h"

#include "base/utf8.h"

#define PCRE2_CODE_UNIT_WIDTH 32
#include <pcre2.h>

#define PATTERN_MAX 2000  /* code points */
#define TRIES_MAX 100000  /* of one search */
#define DEPTH_MAX 1000    /* of backtracking */
#define HEAP_MAX_KIB 4096 /* of one search */
#define NESTING_MAX 50    /* brackets in brackets */

static void *take(size_t n, void *arena)
{
    return arena_alloc(arena, n);
}

static void leave(void *p, void *arena)
{
    (void)p;
    (void)arena;
}

/* Code points, one a unit. */
struct points {
    uint32_t *p;
    size_t n;
};

static struct points points_of(struct arena *a, struct str s)
{
    struct points points = {.p = ARENA_ARRAY(a, uint32_t, s.n + 1)};
    size_t i = 0;
    int32_t cp;

    while ((cp = utf8_next(s, &i)) >= 0)
        points.p[points.n++] = (uint32_t)cp;
    return points;
}

/* \p, \P and \X ask for tables of Unicode: both builds refuse them. */
static bool asks_for_tables(const struct points *pattern)
{
    for (size_t i = 0; i + 1 < pattern->n; i++) {
        uint32_t next = pattern->p[i + 1];

        if (pattern->p[i] != '\\')
            continue;
        if (next == 'p' || next == 'P' || next == 'X')
            return true;
        i++;
    }
    return false;
}

static enum err search(struct arena *a, const pcre2_code *code, struct str text, bool *ret)
{
    pcre2_general_context *general = pcre2_general_context_create(take, leave, a);
    pcre2_match_context *limits = pcre2_match_context_create(general);
    pcre2_match_data *data = pcre2_match_data_create(1, general);
    struct points subject = points_of(a, text);
    int found;

    pcre2_set_match_limit(limits, TRIES_MAX);
    pcre2_set_depth_limit(limits, DEPTH_MAX);
    pcre2_set_heap_limit(limits, HEAP_MAX_KIB);
    found = pcre2_match(code, subject.p, subject.n, 0, 0, data, limits);
    if (found < 0 && found != PCRE2_ERROR_NOMATCH)
        return E_LIMIT;
    *ret = found >= 0;
    return OK;
}

enum err regex_find(struct arena *a, struct str pattern, struct str text, bool *ret)
{
    pcre2_general_context *general = pcre2_general_context_create(take, leave, a);
    pcre2_compile_context *limits = pcre2_compile_context_create(general);
    struct points points = points_of(a, pattern);
    pcre2_code *code;
    int why = 0;
    PCRE2_SIZE at = 0;

    if (asks_for_tables(&points))
        return E_INVALID;
    pcre2_set_parens_nest_limit(limits, NESTING_MAX);
    pcre2_set_max_pattern_length(limits, PATTERN_MAX);
    code = pcre2_compile(points.p, points.n,
                         PCRE2_NEVER_UTF | PCRE2_NEVER_UCP | PCRE2_NEVER_BACKSLASH_C |
                             PCRE2_DOLLAR_ENDONLY,
                         &why, &at, limits);
    return code ? search(a, code, text, ret) : E_INVALID;
}
