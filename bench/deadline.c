/* bench/deadline.c: how long the jobs process takes over deadlines: a look when nothing is due, and
 * telling all that are. Run by bench/deadline, with the options of `alidade jobs`. */
#include <stdio.h>
#include <time.h>

#include "app/command.h"
#include "feature/deadline/deadline.h"

static double cpu_ms(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double round_ms(struct ctx *ctx)
{
    double from = cpu_ms();

    arena_reset(ctx->arena);
    install_new_command(ctx);
    if (tx_begin(ctx->db, TX_WRITE) != OK || deadline_tell(ctx) != OK || tx_commit(ctx->db) != OK)
        install_die("the round failed: %s", db_error(ctx->db));
    return cpu_ms() - from;
}

int main(int argc, char **argv)
{
    struct options options;
    struct install in;
    struct db *db = NULL;
    struct str problem = STR_NONE;
    double all = 0, one;
    int rounds = 0;

    if (options_read(install_arena((size_t)1 << 20), "jobs", argc, argv, &options) != OK)
        install_die("%.*s", STR_ARG(options.problem));
    if (install_open(&options, false, &in, &problem) != OK ||
        install_open_db(&in, &db, NULL, &problem) != OK)
        install_die("%.*s", STR_ARG(problem));
    struct ctx ctx = install_ctx(&in, install_arena((size_t)256 << 20), db, NULL);

    do {
        one = round_ms(&ctx);
        all += one;
        rounds++;
    } while (one > 2); /* one that finds nothing takes less */
    printf("telling all: %.0f ms CPU in %d rounds; a look when nothing is due: %.3f ms\n",
           all - one, rounds - 1, one);
    db_close(db);
    return 0;
}
