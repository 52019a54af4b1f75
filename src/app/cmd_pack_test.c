/* app/cmd_pack_test.c: `alidade pack test DIR`: what an administrator runs before a pack is put to
 * use. On SQLite in memory, so that nothing is left behind, or on an empty PostgreSQL database. */
#include <stdio.h>
#include <string.h>

#include "app/cmd_pack.h"
#include "app/pack_trial.h"

/* A database that tests may empty; never one that somebody works with. */
static const char *scratch(const char *url)
{
    if (!*url)
        return "sqlite::memory:";
    if (strncmp(url, "postgresql:", 11) != 0)
        install_die("--db takes an empty PostgreSQL database; without it the tests run on SQLite "
                    "in memory");
    enum err e = pack_trial_may_use(url);

    if (e == E_CONFLICT)
        install_die("the database of --db is not empty; tests would destroy what it holds");
    if (e != OK)
        install_die("cannot open the database of --db");
    return url;
}

int cmd_pack_test(const struct options *options)
{
    const char *dir = options->args[1], *url = scratch(options->db);
    struct pack_trial trial;
    enum err e = pack_trial_run(install_arena((size_t)256 << 20), dir, url, &trial);

    if (*options->db && pack_trial_clear(url) != OK)
        fprintf(stderr, "alidade: what the tests left in the database of --db is still there\n");
    fprintf(stderr, "%.*s", STR_ARG(trial.problems));
    if (trial.failed > 0)
        fprintf(stderr, "alidade: %s: %d of %d case tests failed\n", dir, trial.failed,
                trial.cases);
    if (e != OK && e != E_INVALID)
        fprintf(stderr, "alidade: %s: the tests cannot be read (%s)\n", dir, err_name(e));
    if (e != OK)
        return 1;
    printf("%s: %d sample answers and %d case tests as expected\n", dir, trial.samples,
           trial.cases);
    return 0;
}
