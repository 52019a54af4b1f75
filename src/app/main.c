/* app/main.c: picks the command, reads its options, prints help. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "app/command.h"

#define VERSION "0.1.0"

static const struct command command_all[] = {
    {"serve", "alidade serve [OPTIONS]", "answer browsers (and run the jobs beside it)", cmd_serve,
     0},
    {"jobs", "alidade jobs [OPTIONS]", "run the periodic jobs only", cmd_jobs, 0},
    {"init", "alidade init [OPTIONS]", "make an empty database and its keys", cmd_init, 0},
    {"migrate", "alidade migrate [OPTIONS]", "bring the database to this version", cmd_migrate, 0},
    {"index", "alidade index [OPTIONS]", "make the index that notes are found by anew", cmd_index,
     0},
    {"seed", "alidade seed --cases N --seed S [OPTIONS]", "fill the database with made-up cases",
     cmd_seed, 0},
    {"account",
     "alidade account list [OPTIONS]\n"
     "       alidade account add LOGIN NAME ROLE UNIT [OPTIONS]\n"
     "       alidade account password LOGIN [OPTIONS]\n"
     "       alidade account confirm LOGIN [OPTIONS]\n"
     "       alidade account disable LOGIN [OPTIONS]",
     "accounts from the command line; passwords are read from standard input", cmd_account, 5},
    {"pack",
     "alidade pack check DIR [OPTIONS]\n"
     "       alidade pack test DIR [OPTIONS]\n"
     "       alidade pack diff OLD NEW [OPTIONS]",
     "check a programme pack, run its tests, compare two versions", cmd_pack, 3},
    {"form",
     "alidade form import FILE.xlsx --into DIR [OPTIONS]\n"
     "       alidade form export FORM FILE.xlsx [OPTIONS]\n"
     "       alidade form eval DIR [OPTIONS]",
     "forms from and to spreadsheets, and filled in by a program", cmd_form, 3},
    {"directory",
     "alidade directory import FILE|DIR [OPTIONS]\n"
     "       alidade directory export json|csv DIR [OPTIONS]",
     "the service directory from and to HSDS 3 files", cmd_directory, 3},
    {"benefit", "alidade benefit import FILE.csv [OPTIONS]",
     "what other systems say about benefits, payments and conditions", cmd_benefit, 2},
    {"audit",
     "alidade audit verify [CHECKPOINT-FILE [PUBLIC-KEY-FILE]] [OPTIONS]\n"
     "       alidade audit checkpoint [OPTIONS]\n"
     "       alidade audit erase EVENT [OPTIONS]",
     "verify the journal, export its signed head, erase a payload", cmd_audit, 3},
    {"clock", "alidade clock what-if DIR [OPTIONS]",
     "what another version of a pack would make of the deadlines that run", cmd_clock, 2},
    {"backup", "alidade backup FILE [OPTIONS]", "a consistent copy of a running database",
     cmd_backup, 1},
    {"restore", "alidade restore FILE [OPTIONS]", "put a backup in place of a missing database",
     cmd_restore, 1},
    {"pdf", "alidade pdf < PAGE.html > PAGE.pdf", "one page as a PDF, as the jobs make them",
     cmd_pdf, 0},
    {"photo", "alidade photo < PHOTO.jpg > SMALL.jpg",
     "one photo made smaller and upright, as the server does", cmd_photo, 0},
    {"expr", "alidade expr [OPTIONS]", "evaluate form expressions given as JSON lines", cmd_expr,
     0},
    {NULL, NULL, NULL, NULL, 0},
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

static bool is_help(const char *word)
{
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

static int command_run(const struct command *c, int argc, char **argv)
{
    struct options options;

    for (int i = 0; i < argc; i++) {
        if (is_help(argv[i])) {
            command_help(c);
            return 0;
        }
    }
    if (options_read(install_arena((size_t)1 << 20), c->name, argc, argv, &options) != OK) {
        fprintf(stderr, "alidade: %.*s\n", STR_ARG(options.problem));
        return 2;
    }
    if (options.arg_n > c->arg_max) {
        fprintf(stderr, "alidade: '%s' is one word too many; see alidade %s --help\n",
                options.args[c->arg_max], c->name);
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
    if (is_help(argv[1]) || strcmp(argv[1], "help") == 0) {
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
