/* tests/fuzz/expr_pieces.c: bytes as an expression that has some sense. */
#include "expr_pieces.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "core/expr.h"

/* Pieces that make sense beside each other now and then. */
static const char *const pieces[] = {"a",
                                     "b",
                                     "c",
                                     "r",
                                     "/d/r",
                                     "//n",
                                     "..",
                                     ".",
                                     "@id",
                                     "*",
                                     "node()",
                                     "text()",
                                     "[",
                                     "]",
                                     "(",
                                     ")",
                                     ",",
                                     "/",
                                     "//",
                                     "|",
                                     "::",
                                     "$",
                                     "${a}",
                                     "'x'",
                                     "''",
                                     "\"",
                                     "'",
                                     " and ",
                                     " or ",
                                     " div ",
                                     " mod ",
                                     "=",
                                     "!=",
                                     "<",
                                     ">=",
                                     "+",
                                     "-",
                                     " * ",
                                     "1",
                                     "0",
                                     "-1",
                                     "1e",
                                     "99999999999999999999",
                                     ".5",
                                     "1 div 0",
                                     "[1]",
                                     "[last()]",
                                     "[.=1]",
                                     "ancestor::",
                                     "following::",
                                     "preceding::",
                                     "self::",
                                     "descendant-or-self::",
                                     "count(",
                                     "concat(",
                                     "if(",
                                     "substr(",
                                     "substring(",
                                     "translate(",
                                     "regex(",
                                     "join(",
                                     "sum(",
                                     "round(",
                                     "date(",
                                     "format-date(",
                                     "decimal-time(",
                                     "selected(",
                                     "indexed-repeat(",
                                     "randomize(",
                                     "digest(",
                                     "'MD5'",
                                     "base64-decode(",
                                     "area(",
                                     "distance(",
                                     "geofence(",
                                     "uuid(",
                                     "position(",
                                     "checklist(",
                                     "weighted-checklist(",
                                     "max(",
                                     "id(",
                                     "once(",
                                     "current()",
                                     "true()",
                                     "today()",
                                     "now()",
                                     "string(",
                                     "number(",
                                     "boolean(",
                                     "'(a+)+$'",
                                     "'%Y%b%a'",
                                     "'2026-11-20'"};

struct str fuzz_pieces(struct arena *a, struct str bytes)
{
    struct buf out;

    buf_init(&out, a, EXPR_TEXT_MAX);
    for (size_t i = 0; i < bytes.n; i++)
        buf_put_z(&out, pieces[(uint8_t)bytes.p[i] % (sizeof pieces / sizeof pieces[0])]);
    return buf_str(&out);
}

int fuzz_pieces_run(const uint8_t *data, size_t size, size_t room,
                    void (*run)(struct arena *a, struct str bytes, bool assembled))
{
    struct arena *a;
    char *bytes;

    if (size < 1)
        return 0;
    a = arena_new(room);
    bytes = memcpy(malloc(size), data, size);
    run(a, (struct str){bytes + 1, size - 1}, data[0] % 2);
    free(bytes);
    arena_free(a);
    return 0;
}
