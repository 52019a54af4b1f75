/* app/options.h: settings of an installation: one table gives parsing, --help and docs. In order of
 * strength: command line, ALIDADE_* environment, the file of --config, the default. */
#ifndef APP_OPTIONS_H
#define APP_OPTIONS_H

#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum { OPTIONS_ARGS = 16 };

struct options {
    const char *db, *listen, *pack, *keys, *files, *device, *scanner, *name, *state_dir, *into,
        *config;
    int64_t workers, cases, seed, port;
    bool secure_cookies, behind_proxy, dev, no_jobs, quiet, demo, json;
    const char *args[OPTIONS_ARGS]; /* what is not an option */
    int arg_n;
    struct str problem; /* one line for stderr when options_read() fails */
};

/** Which options a command takes, as letters of the table's `commands` column. */
struct option {
    const char *name; /* "db": --db and ALIDADE_DB */
    enum { OPTION_TEXT, OPTION_INT, OPTION_FLAG } type;
    const char *value_name, *otherwise, *help;
    size_t offset; /* in struct options */
    int64_t min, max;
    const char *commands; /* names, space-separated */
    bool line_only;       /* not from the environment, where it means something else */
};

/**
 * Reads the arguments of a command.
 *
 * Errors  E_INVALID  unknown option, missing or wrong value: the line is in ret->problem
 */
enum err options_read(struct arena *a, const char *command, int argc, char **argv,
                      struct options *ret) MUST_CHECK;
/** The options of a command, one a line. */
void options_help(FILE *out, const char *command);

#endif
