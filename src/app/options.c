/* app/options.c: the option table and its three sources. */
#include "app/options.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "plat/os.h"

#define AT(field) offsetof(struct options, field)
#define DB_COMMANDS                                                                                \
    "serve jobs init migrate index seed account audit clock directory benefit backup restore"
#define ALL_COMMANDS DB_COMMANDS " pack form expr pdf photo"

static const struct option option_all[] = {
    {"db", OPTION_TEXT, "URL", "sqlite:var/alidade.db",
     "the database: sqlite:PATH or postgresql://USER@HOST/NAME", AT(db), 0, 0, DB_COMMANDS},
    {"db", OPTION_TEXT, "URL", "",
     "test: an empty PostgreSQL database to run in; otherwise SQLite in memory", AT(db), 0, 0,
     "pack", .line_only = true},
    {"pack", OPTION_TEXT, "DIR,DIR", "packs/child-family",
     "the programmes' packs; the settings of the first hold for the whole installation", AT(pack),
     0, 0, "serve jobs seed init index account audit clock directory benefit backup"},
    {"keys", OPTION_TEXT, "DIR", "",
     "folder of the journal's keys; PATH.keys beside an SQLite database when not given", AT(keys),
     0, 0, DB_COMMANDS},
    {"files", OPTION_TEXT, "DIR", "",
     "folder of uploaded files, sealed; PATH.files beside an SQLite database when not given",
     AT(files), 0, 0, DB_COMMANDS},
    {"device", OPTION_TEXT, "DIR", "",
     "folder of the program for devices that work without a connection; the folder device beside "
     "the program when not given",
     AT(device), 0, 0, "serve"},
    {"scanner", OPTION_TEXT, "ADDRESS", "",
     "clamd, asked about each uploaded file before it is given out: unix:/path or 127.0.0.1:PORT",
     AT(scanner), 0, 0, "serve jobs"},
    {"listen", OPTION_TEXT, "ADDRESS", "127.0.0.1:8080", "HOST:PORT or unix:/path", AT(listen), 0,
     0, "serve"},
    {"workers", OPTION_INT, "N", "4", "worker processes; four for each core is a good number",
     AT(workers), 1, 256, "serve"},
    {"name", OPTION_TEXT, "TEXT", "Alidade", "name of the agency or programme, on what is printed",
     AT(name), 0, 0, "serve jobs"},
    {"state-dir", OPTION_TEXT, "DIR", "/tmp", "folder for large request bodies", AT(state_dir), 0,
     0, "serve"},
    {"into", OPTION_TEXT, "DIR", "", "the form's folder; made when missing, written over when not",
     AT(into), 0, 0, "form"},
    {"secure-cookies", OPTION_FLAG, NULL, "", "set when TLS stands in front", AT(secure_cookies), 0,
     0, "serve"},
    {"behind-proxy", OPTION_FLAG, NULL, "",
     "take the client's address from X-Forwarded-For, whose last entry the proxy in front writes",
     AT(behind_proxy), 0, 0, "serve"},
    {"no-jobs", OPTION_FLAG, NULL, "", "run no jobs process beside the server", AT(no_jobs), 0, 0,
     "serve"},
    {"dev", OPTION_FLAG, NULL, "", "show development pages", AT(dev), 0, 0, "serve"},
    {"quiet", OPTION_FLAG, NULL, "", "write no request log", AT(quiet), 0, 0, "serve jobs"},
    {"cases", OPTION_INT, "N", "400", "how many cases to make", AT(cases), 1, 10000000, "seed"},
    {"demo", OPTION_FLAG, NULL, "", "with the accounts of ./demo, whose pass phrase is public",
     AT(demo), 0, 0, "seed serve"},
    {"seed", OPTION_INT, "S", "1", "the same number gives the same data", AT(seed), 0, INT64_MAX,
     "seed"},
    {"json", OPTION_FLAG, NULL, "", "diff: write JSON, one change a line", AT(json), 0, 0, "pack"},
    {"config", OPTION_TEXT, "FILE", "", "read settings from FILE, one 'name = value' a line",
     AT(config), 0, 0, ALL_COMMANDS},
    {NULL, OPTION_TEXT, NULL, NULL, NULL, 0, 0, 0, NULL},
};

static bool option_is_for(const struct option *o, const char *command)
{
    struct str rest = str_c(o->commands), word;

    while (str_split(&rest, ' ', &word)) {
        if (str_eq(word, str_c(command)))
            return true;
    }
    return false;
}

static const struct option *option_find(const char *command, struct str name)
{
    for (const struct option *o = option_all; o->name; o++) {
        if (str_eq(name, str_c(o->name)) && option_is_for(o, command))
            return o;
    }
    return NULL;
}

static enum err option_set(struct arena *a, const struct option *o, struct str value,
                           struct options *ret)
{
    char *base = (char *)ret + o->offset;
    int64_t number;

    switch (o->type) {
    case OPTION_TEXT:
        *(const char **)(void *)base = str_z(a, value);
        return OK;
    case OPTION_FLAG:
        *(bool *)base = str_eq(value, STR("1"));
        if (*(bool *)base || str_eq(value, STR("0")))
            return OK;
        ret->problem = str_fmt(a, "--%s is 1 or 0, not '%.*s'", o->name, STR_ARG(value));
        return E_INVALID;
    case OPTION_INT:
        if (num_parse_range(value, o->min, o->max, &number) == OK) {
            *(int64_t *)(void *)base = number;
            return OK;
        }
        ret->problem = str_fmt(a, "--%s needs a whole number from %lld to %lld, not '%.*s'",
                               o->name, (long long)o->min, (long long)o->max, STR_ARG(value));
        return E_INVALID;
    }
    return E_BUG;
}

/* ALIDADE_STATE_DIR for state-dir. */
static const char *option_of_environment(const struct option *o)
{
    char env[64] = "ALIDADE_";
    size_t n = strlen(env);

    for (const char *c = o->name; *c && n < sizeof env - 1; c++, n++)
        if (*c == '-')
            env[n] = '_';
        else
            env[n] = char_upper(*c);
    return getenv(env);
}

static enum err options_defaults(struct arena *a, const char *command, struct options *ret)
{
    for (const struct option *o = option_all; o->name; o++) {
        bool ours = option_is_for(o, command);

        /* A name may stand there twice, for different commands. */
        if (o->type != OPTION_FLAG && (ours || !option_find(command, str_c(o->name))))
            TRY(option_set(a, o, str_c(o->otherwise), ret));
        if (!ours || o->line_only)
            continue;
        const char *value = option_of_environment(o);

        if (value)
            TRY(option_set(a, o, str_c(value), ret));
    }
    return OK;
}

/* "key = value" lines; '#' begins a comment. */
static enum err options_file(struct arena *a, const char *command, const char *path,
                             struct options *ret)
{
    struct str text, line;
    int number = 0;

    if (os_read_file(a, path, (size_t)64 << 10, &text) != OK) {
        ret->problem = str_fmt(a, "cannot read the settings file '%s'", path);
        return E_INVALID;
    }
    while (str_split(&text, '\n', &line)) {
        ptrdiff_t eq = str_find(line, STR("="), 0);

        number++;
        line = str_trim(line);
        if (!str_given(line) || line.p[0] == '#')
            continue;
        const struct option *o =
            eq > 0 ? option_find(command, str_trim(str_slice(line, 0, (size_t)eq))) : NULL;

        if (!o) {
            ret->problem = str_fmt(a, "%s:%d: no such setting for 'alidade %s': %.*s", path, number,
                                   command, STR_ARG(line));
            return E_INVALID;
        }
        TRY(option_set(a, o, str_trim(str_from(line, (size_t)eq + 1)), ret));
    }
    return OK;
}

/* The words of a command line, and how far they are read. */
struct words {
    int n, at;
    char **word;
};

static enum err option_one(struct arena *a, const char *command, struct words *w,
                           struct options *ret)
{
    struct str word = str_from(str_c(w->word[w->at]), 2);
    ptrdiff_t eq = str_find(word, STR("="), 0);
    struct str name = eq < 0 ? word : str_slice(word, 0, (size_t)eq);
    const struct option *o = option_find(command, name);

    if (!o) {
        ret->problem = str_fmt(a, "alidade %s has no option --%.*s; see alidade %s --help", command,
                               STR_ARG(name), command);
        return E_INVALID;
    }
    if (eq >= 0)
        return option_set(a, o, str_from(word, (size_t)eq + 1), ret);
    if (o->type == OPTION_FLAG)
        return option_set(a, o, STR("1"), ret);
    if (w->at + 1 >= w->n) {
        ret->problem = str_fmt(a, "--%s needs a value: %s", o->name, o->value_name);
        return E_INVALID;
    }
    return option_set(a, o, str_c(w->word[++w->at]), ret);
}

static enum err options_line(struct arena *a, const char *command, struct words w,
                             struct options *ret)
{
    ret->arg_n = 0;
    for (; w.at < w.n; w.at++) {
        if (strncmp(w.word[w.at], "--", 2) == 0) {
            TRY(option_one(a, command, &w, ret));
        } else if (ret->arg_n < OPTIONS_ARGS) {
            ret->args[ret->arg_n++] = w.word[w.at];
        } else {
            ret->problem = STR("too many arguments");
            return E_INVALID;
        }
    }
    return OK;
}

enum err options_read(struct arena *a, const char *command, int argc, char **argv,
                      struct options *ret)
{
    struct words words = {argc, 0, argv};

    *ret = (struct options){0};
    TRY(options_defaults(a, command, ret));
    TRY(options_line(a, command, words, ret));
    if (!ret->config || !*ret->config)
        return OK;
    TRY(options_file(a, command, ret->config, ret));
    /* Once more: the command line is stronger than the file it names. */
    return options_line(a, command, words, ret);
}

void options_help(FILE *out, const char *command)
{
    for (const struct option *o = option_all; o->name; o++) {
        char left[64];

        if (!option_is_for(o, command))
            continue;
        snprintf(left, sizeof left, "--%s%s%s", o->name, o->value_name ? " " : "",
                 o->value_name ? o->value_name : "");
        fprintf(out, "  %-22s %s", left, o->help);
        if (o->otherwise[0])
            fprintf(out, " [%s]", o->otherwise);
        fputc('\n', out);
    }
}
