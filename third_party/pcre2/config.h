/* third_party/pcre2/config.h: PCRE2 for the browser: 32-bit units, without tables of Unicode (see
 * plat/regex.c), no JIT. The limits are the library's defaults (Debian's too), so both builds
 * refuse the same patterns. */
#define HAVE_BUILTIN_MUL_OVERFLOW 1
#define HAVE_INTTYPES_H 1
#define HAVE_MEMMOVE 1
#define HAVE_STDINT_H 1
#define HAVE_STDLIB_H 1
#define HAVE_STRERROR 1
#define HAVE_STRING_H 1
#define HEAP_LIMIT 20000000
#define LINK_SIZE 2
#define MATCH_LIMIT 10000000
#define MATCH_LIMIT_DEPTH MATCH_LIMIT
#define MAX_NAME_COUNT 10000
#define MAX_NAME_SIZE 32
#define NEWLINE_DEFAULT 2
#define PARENS_NEST_LIMIT 250
#define PCRE2_EXPORT
#define SUPPORT_PCRE2_32 1
