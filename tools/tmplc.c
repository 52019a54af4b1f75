/* tools/tmplc.c: compiles the templates of one folder: tmplc NAME OUT.c OUT.h IN.html...
 * Says `file:line: error: …` like a compiler and writes nothing when one of them is wrong. */
#include <stdio.h>

#include "core/view_compile.h"

#define SOURCE_MAX (1 << 20)

static bool file_read(struct arena *a, const char *name, struct str *ret)
{
    FILE *f = fopen(name, "rb");
    long size = -1;
    char *p;
    bool ok;

    if (!f)
        return false;
    if (fseek(f, 0, SEEK_END) == 0)
        size = ftell(f);
    ok = size >= 0 && size < SOURCE_MAX && fseek(f, 0, SEEK_SET) == 0;
    if (ok) {
        p = arena_alloc(a, (size_t)size + 1);
        ok = fread(p, 1, (size_t)size, f) == (size_t)size;
        *ret = (struct str){p, (size_t)size};
    }
    return fclose(f) == 0 && ok;
}

static bool file_write(const char *name, struct str s)
{
    FILE *f = fopen(name, "wb");
    bool ok;

    if (!f)
        return false;
    ok = fwrite(s.p, 1, s.n, f) == s.n;
    return fclose(f) == 0 && ok;
}

/** note_panel from ../src/feature/note/note_panel.html */
static struct str tree_name(struct str file)
{
    size_t from = file.n;

    while (from > 0 && file.p[from - 1] != '/')
        from--;
    file = str_from(file, from);
    return str_has_suffix(file, STR(".html")) ? str_slice(file, 0, file.n - 5) : file;
}

static bool unit_read(struct arena *a, struct view_unit *unit, char **files)
{
    struct view_fault fault = {0};
    struct str source;

    for (size_t i = 0; i < unit->tree_n; i++) {
        struct view_tree *tree = &unit->trees[i];
        tree->file = str_c(files[i]);
        tree->name = tree_name(tree->file);
        if (!file_read(a, files[i], &source)) {
            fprintf(stderr, "%s: cannot read, or larger than 1 MiB\n", files[i]);
            return false;
        }
        if (view_parse(a, tree, source, &fault) != OK) {
            fprintf(stderr, "%s:%d: error: %.*s\n", files[i], fault.line, STR_ARG(fault.text));
            return false;
        }
    }
    return true;
}

static int unit_write(struct arena *a, const struct view_unit *unit, char **argv)
{
    struct view_fault fault = {0};
    struct buf c, h;
    enum err e;

    buf_init(&c, a, 256u << 20);
    buf_init(&h, a, 1u << 20);
    e = view_emit(a, unit, &c, &h, &fault);
    if (e != OK) {
        fprintf(stderr, "%.*s:%d: error: %.*s\n", STR_ARG(fault.file), fault.line,
                STR_ARG(e == E_LIMIT ? STR("the templates are too large") : fault.text));
        return 1;
    }
    if (!file_write(argv[2], buf_str(&c)) || !file_write(argv[3], buf_str(&h))) {
        fprintf(stderr, "tmplc: cannot write '%s' and '%s'\n", argv[2], argv[3]);
        return 1;
    }
    return 0;
}

int main(int argc, char **argv)
{
    struct arena *a = arena_new((size_t)1 << 30);
    struct view_unit unit = {0};
    int status = 1;

    if (argc < 5) {
        fprintf(stderr, "usage: tmplc NAME OUT.c OUT.h IN.html...\n");
        arena_free(a);
        return 2;
    }
    unit.feature = str_c(argv[1]);
    unit.c_name = str_c(argv[2]);
    unit.tree_n = (size_t)argc - 4;
    unit.trees = ARENA_ARRAY(a, struct view_tree, unit.tree_n);
    if (unit_read(a, &unit, argv + 4))
        status = unit_write(a, &unit, argv);
    arena_free(a);
    return status;
}
