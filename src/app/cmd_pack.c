/* app/cmd_pack.c: `alidade pack check DIR`: what an administrator runs after editing a pack. */
#include <stdio.h>
#include <string.h>

#include "app/command.h"
#include "core/pack.h"

int cmd_pack(const struct options *options)
{
    struct arena *a = install_arena((size_t)64 << 20);
    struct pack *pack = NULL;
    struct str problems = STR_NONE;

    if (options->arg_n != 2 || strcmp(options->args[0], "check") != 0)
        install_die("say which pack: alidade pack check DIR");
    if (pack_load(a, options->args[1], &pack, &problems) != OK) {
        fprintf(stderr, "%.*s\n", STR_ARG(problems));
        return 1;
    }
    enum err e = pack_lint(a, pack, &problems);

    if (str_given(problems))
        fprintf(stderr, "%.*s\n", STR_ARG(problems));
    if (e != OK)
        return 1;
    printf("%.*s %.*s: no findings\n", STR_ARG(pack->name), STR_ARG(pack->version));
    return 0;
}
