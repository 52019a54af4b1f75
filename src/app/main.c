/* app/main.c: picks the command, reads its options, prints help. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "app/command.h"

#define VERSION "0.1.0"

const struct command command_all[] = {
    {"serve", "alidade serve [OPTIONS]", "answer browsers (and run the jobs beside it)", cmd_serve},
    {"jobs", "alidade jobs [OPTIONS]", "run the periodic jobs only", cmd_jobs},
    {"init", "alidade init [OPTIONS]", "make an empty database and its keys", cmd_init},
    {"migrate", "alidade migrate [OPTIONS]", "bring the database to this version", cmd_migrate},
    {"seed", "alidade seed --cases N --seed S [OPTIONS]", "fill the database with made-up cases",
     cmd_seed},
    {"account",
     "alidade account list | add LOGIN NAME ROLE UNIT | password LOGIN | confirm LOGIN | disable "
     "LOGIN",
     "accounts from the command line; passwords are read from standard input", cmd_account},
    {"pack", "alidade pack check DIR", "check a programme pack", cmd_pack},
    {"form", "alidade form import FILE.xlsx --into DIR | export FORM FILE.xlsx",
     "forms from and to spreadsheets", cmd_form},
    {"audit", "alidade audit verify [CHECKPOINT-FILE [PUBLIC-KEY-FILE]] | checkpoint | erase EVENT",
     "verify the journal, export its signed head, erase a payload", cmd_audit},
    {"backup", "alidade backup FILE", "a consistent copy of a running database", cmd_backup},
    {"restore", "alidade restore FILE", "put a backup in place of a missing database", cmd_restore},
    {"expr", "alidade expr", "evaluate form expressions given as JSON lines", cmd_expr},
    {NULL, NULL, NULL, NULL},
};

static void help(FILE *out)
{
    fputs("Alidade, case management for social workers.\n\nusage: alidade COMMAND [OPTIONS]\n\n",
          out);
    for (const struct command *c = command_all; c->name; c++)
        fprintf(out, "  %-9s %s\n", c->name, c->help);
    fputs("\n'alidade COMMAND --help' tells more; 'alidade --version' the version.\n", out);
}

static void command_help(const struct command *c)
{
    printf("usage: %s\n\n%s.\n\n", c->usage, c->help);
    options_help(stdout, c->name);
}

static int command_run(const struct command *c, int argc, char **argv)
{
    struct arena *a = install_arena((size_t)1 << 20);
    struct options options;

    for (int i = 0; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0) {
            command_help(c);
            return 0;
        }
    }
    if (options_read(a, c->name, argc, argv, &options) != OK) {
        fprintf(stderr, "alidade: %.*s\n", STR_ARG(options.problem));
        return 2;
    }
    return c->run(&options);
}

/* What we write is for our own account only, whatever makes the file (pg_dump does for backups),
 * and a crash leaves no memory with people's data and keys on the disk. */
static void process_guard(void)
{
    struct rlimit none = {0, 0};

    (void)umask(077);
    (void)setrlimit(RLIMIT_CORE, &none);
}

int main(int argc, char **argv)
{
    process_guard();
    if (argc < 2) {
        help(stderr);
        return 2;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        help(stdout);
        return 0;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("alidade " VERSION);
        return 0;
    }
    for (const struct command *c = command_all; c->name; c++) {
        if (strcmp(argv[1], c->name) == 0)
            return command_run(c, argc - 2, argv + 2);
    }
    fprintf(stderr, "alidade: there is no command '%s'; see alidade --help\n", argv[1]);
    return 2;
}
