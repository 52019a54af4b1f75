/* app/cmd_pack_diff.c: `alidade pack diff OLD NEW`: what an administrator reads before a new
 * version of a pack is put to use. */
#include <stdio.h>

#include "app/cmd_pack.h"
#include "core/pack_diff.h"
#include "plat/json.h"

/* A pack that does not load cannot be compared; its mistakes come first. */
static bool side_read(struct arena *a, const char *dir, struct map *ret)
{
    struct pack *pack;
    struct str problem = STR_NONE;

    if (pack_load(a, dir, &pack, &problem) == OK && pack_files_read(a, dir, ret) == OK)
        return true;
    fprintf(stderr, "alidade: %s is not a pack that can be used:\n%.*s\n", dir, STR_ARG(problem));
    return false;
}

/* Grouped by file; what it means, indented below. The same meaning is said once in a row. */
static void text_print(const struct pack_change_list *changes)
{
    struct str file = STR_NONE;

    for (size_t i = 0; i < changes->n; i++) {
        const struct pack_change *c = &changes->items[i];
        bool last = i + 1 == changes->n || !str_eq(c->means, changes->items[i + 1].means) ||
                    !str_eq(c->file, changes->items[i + 1].file);

        if (!str_eq(c->file, file))
            printf("%s%.*s\n", i ? "\n" : "", STR_ARG(c->file));
        file = c->file;
        printf("  %s%.*s\n", c->warning ? "WARNING: " : "", STR_ARG(c->what));
        if (str_given(c->means) && last)
            printf("      %.*s\n", STR_ARG(c->means));
    }
}

static void json_print(struct arena *a, const struct pack_change_list *changes)
{
    struct buf out;

    buf_init(&out, a, (size_t)16 << 20);
    buf_put_c(&out, '[');
    for (size_t i = 0; i < changes->n; i++) {
        const struct pack_change *c = &changes->items[i];

        buf_put_z(&out, i ? ",\n{\"file\":" : "{\"file\":");
        json_escape(&out, c->file);
        buf_put_z(&out, ",\"what\":");
        json_escape(&out, c->what);
        buf_put_z(&out, ",\"means\":");
        json_escape(&out, c->means);
        buf_put_z(&out, c->warning ? ",\"warning\":true}" : ",\"warning\":false}");
    }
    buf_put_z(&out, "]\n");
    printf("%.*s", STR_ARG(buf_str(&out)));
}

int cmd_pack_diff(const struct options *options)
{
    struct arena *a = install_arena((size_t)256 << 20);
    struct pack_change_list changes;
    struct map was, is;

    if (!side_read(a, options->args[1], &was) || !side_read(a, options->args[2], &is))
        return 2;
    pack_diff(a, &was, &is, &changes);
    if (options->json)
        json_print(a, &changes);
    else if (changes.n == 0)
        printf("no difference\n");
    else
        text_print(&changes);
    return changes.n > 0;
}
