/* tools/tool_file.c: see the header. */
#include "tool_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Noreturn void die(const char *path)
{
    fprintf(stderr, "cannot open '%s': %s\n", path, strerror(errno));
    exit(1);
}

static bool read_all(struct arena *a, const char *path, struct str *ret)
{
    FILE *f = fopen(path, "rb");
    size_t cap = 65536, n = 0, got;
    char *p;

    if (f == NULL)
        return false;
    p = arena_alloc(a, cap);
    for (;;) {
        got = fread(p + n, 1, cap - n, f);
        n += got;
        if (n < cap)
            break;
        p = arena_grow(a, p, cap, cap * 2);
        cap *= 2;
    }
    *ret = (struct str){p, n};
    bool good = ferror(f) == 0;

    fclose(f);
    return good;
}

struct str tool_read(struct arena *a, const char *path)
{
    struct str text = STR_NONE;

    if (!read_all(a, path, &text))
        die(path);
    return text;
}

void tool_write(const char *path, struct str text)
{
    struct arena *a = arena_new((size_t)1 << 30);
    struct str old = STR_NONE;
    bool same = read_all(a, path, &old) && str_eq(old, text);
    FILE *f;

    arena_free(a);
    if (same)
        return;
    f = fopen(path, "wb");
    if (f == NULL || fwrite(text.p, 1, text.n, f) != text.n || fclose(f) != 0)
        die(path);
}

struct str tool_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return str_c(slash ? slash + 1 : path);
}
