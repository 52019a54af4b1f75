/* base/banned.h: what does not compile in this code base, and what to use in its place.
 *
 * The build adds it to every file of ours with -include. Each function is declared as
 * unavailable. Unlike a poisoned word this bans the function only: a field may still be called
 * time, and headers that are included later may declare the function again. Some of libc's
 * functions are also defined inline: gcc wants those definitions before ours, clang after. Files of
 * features (ALIDADE_FEATURE) may not manage memory either: they have the arena. */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <stdarg.h>
#include <stddef.h>
#include <sys/types.h>
#ifndef __clang__
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#endif

struct tm;

#define BANNED(instead) __attribute__((unavailable("banned: " instead)))

#ifdef __clang__
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wredundant-decls"
#else
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wredundant-decls"
#endif

/* FORTIFY and builtins may have made these macros; the parentheses do not expand them. */
extern char *(strcpy)(char *, const char *)BANNED("use str_dup() or struct buf");
extern char *(strncpy)(char *, const char *, size_t)BANNED("use str_dup() or struct buf");
extern char *(strcat)(char *, const char *)BANNED("use str_cat() or struct buf");
extern char *(strncat)(char *, const char *, size_t)BANNED("use str_cat() or struct buf");
extern char *(strtok)(char *, const char *)BANNED("use str_split()");
extern int(sprintf)(char *, const char *, ...) BANNED("use str_fmt(), buf_printf() or snprintf()");
extern int(vsprintf)(char *, const char *, va_list)
    BANNED("use str_fmt(), buf_printf() or vsnprintf()");
extern int(sscanf)(const char *, const char *, ...) BANNED("use num_parse_i64() or date_parse()");
extern char *(gets)(char *)BANNED("nothing can make it safe");
extern int(atoi)(const char *) BANNED("use num_parse_range()");
extern long(atol)(const char *) BANNED("use num_parse_i64()");
extern long long(atoll)(const char *) BANNED("use num_parse_i64()");
extern long(strtol)(const char *, char **, int) BANNED("use num_parse_i64()");
extern long long(strtoll)(const char *, char **, int) BANNED("use num_parse_i64()");
extern unsigned long(strtoul)(const char *, char **, int) BANNED("use num_parse_i64()");
extern unsigned long long(strtoull)(const char *, char **, int) BANNED("use num_parse_i64()");
extern struct tm *(localtime)(const time_t *)BANNED("use date_of() with the zone's offset");
extern struct tm *(gmtime)(const time_t *)BANNED("use date_of() or instant_format()");
extern time_t(time)(time_t *) BANNED("use ctx->now");
extern int(rand)(void) BANNED("use the random source of plat/os.h");
extern long(random)(void) BANNED("use the random source of plat/os.h");

#ifdef ALIDADE_FEATURE
extern void *(malloc)(size_t)BANNED("use the arena in ctx");
extern void *(calloc)(size_t, size_t)BANNED("use the arena in ctx");
extern void *(realloc)(void *, size_t)BANNED("use the arena in ctx");
extern void(free)(void *) BANNED("use the arena in ctx");
extern char *(strdup)(const char *)BANNED("use str_dup()");
#endif

#ifdef __clang__
#include <stdio.h>
#undef sprintf /* FORTIFY goes around the functions with macros */
#undef vsprintf
#pragma clang diagnostic pop
#else
#pragma GCC diagnostic pop
#endif

#endif
