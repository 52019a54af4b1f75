/* plat/regex.c: PCRE2 with all its memory from the arena and without its JIT compiler. */
#include "plat/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#define PATTERN_MAX 2000  /* bytes */
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

static enum err search(struct arena *a, const pcre2_code *code, struct str text, bool *ret)
{
    pcre2_general_context *general = pcre2_general_context_create(take, leave, a);
    pcre2_match_context *limits = pcre2_match_context_create(general);
    pcre2_match_data *data = pcre2_match_data_create(1, general);
    int found;

    pcre2_set_match_limit(limits, TRIES_MAX);
    pcre2_set_depth_limit(limits, DEPTH_MAX);
    pcre2_set_heap_limit(limits, HEAP_MAX_KIB);
    found = pcre2_match(code, (PCRE2_SPTR)(text.p ? text.p : ""), text.n, 0, 0, data, limits);
    if (found < 0 && found != PCRE2_ERROR_NOMATCH)
        return E_LIMIT;
    *ret = found >= 0;
    return OK;
}

enum err regex_find(struct arena *a, struct str pattern, struct str text, bool *ret)
{
    pcre2_general_context *general = pcre2_general_context_create(take, leave, a);
    pcre2_compile_context *limits = pcre2_compile_context_create(general);
    pcre2_code *code;
    int why = 0;
    PCRE2_SIZE at = 0;

    pcre2_set_parens_nest_limit(limits, NESTING_MAX);
    pcre2_set_max_pattern_length(limits, PATTERN_MAX);
    code = pcre2_compile((PCRE2_SPTR)(pattern.p ? pattern.p : ""), pattern.n,
                         PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY,
                         &why, &at, limits);
    return code ? search(a, code, text, ret) : E_INVALID;
}
