/* app/cmd_jobs.c: the jobs process: folds reads, sequences the journal, runs the jobs of features,
 * does the checkpoints of SQLite. Everything it does is safe to do twice. */
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>

#include "app/command.h"
#include "app/doc_work.h"
#include "app/print_work.h"
#include "plat/os.h"

#define ROUND_ARENA ((size_t)64 << 20)
#define ROUND_BATCHES 100

static volatile int stopped;

static void on_signal(int signal)
{
    (void)signal;
    stopped = 1;
}

#define BATCH 1000 /* as the journal folds and sequences; a smaller one was the last */

/* Until nothing is left, or so many batches: other jobs are waiting too. */
static enum err journal_round(struct install *in, struct ctx *ctx, int most)
{
    for (int i = 0, n = BATCH; n >= BATCH && i < most; i++) {
        arena_reset(ctx->arena);
        TRY(journal_fold_reads(ctx, &n));
    }
    for (int i = 0, n = BATCH; n >= BATCH && i < most; i++) {
        arena_reset(ctx->arena);
        TRY(journal_sequence(ctx, &in->keys, &n));
    }
    return OK;
}

enum err jobs_journal(struct install *in, struct db *db, struct db *reads)
{
    struct arena *arena = arena_new(ROUND_ARENA);
    struct ctx ctx = install_ctx(in, arena, db, reads);
    enum err e = journal_round(in, &ctx, INT_MAX);

    arena_free(arena);
    return e;
}

static enum err job_run(struct ctx *ctx, const struct job *job)
{
    install_new_command(ctx);
    TRY(tx_begin(ctx->db, TX_WRITE));
    enum err e = job->run(ctx);

    if (e == OK)
        return tx_commit(ctx->db);
    tx_rollback(ctx->db);
    return e;
}

static void told(const char *job, enum err e)
{
    if (e != OK)
        fprintf(stderr, "{\"job\":\"%s\",\"error\":\"%s\"}\n", job, err_name(e));
}

static enum err features_round(struct install *in, struct ctx *ctx)
{
    enum err first = OK;

    for (const struct feature *const *f = in->site.features; *f; f++) {
        for (const struct job *job = (*f)->jobs; job && job->run; job++) {
            /* A job is due in the second its period divides: no state to keep, none to lose. */
            if ((ctx->now.us / SECOND_US) % job->every_s != 0)
                continue;
            arena_reset(ctx->arena);
            enum err e = job_run(ctx, job);

            if (e != OK && first == OK)
                first = e;
            told(job->name, e);
        }
    }
    return first;
}

void jobs_run(struct install *in, const volatile int *stop)
{
    struct arena *arena = arena_new(ROUND_ARENA);
    struct db *db = NULL, *reads = NULL;
    struct str problem = STR_NONE;
    int64_t last = 0;

    if (install_open_db(in, &db, &reads, &problem) != OK ||
        install_check_programmes(in, db, &problem) != OK)
        install_die("jobs: %.*s", STR_ARG(problem));
    while (!*stop) {
        struct timespec nap = {.tv_nsec = 200000000};
        struct ctx ctx = install_ctx(in, arena, db, reads);

        if (ctx.now.us / SECOND_US != last) {
            last = ctx.now.us / SECOND_US;
            install_new_command(&ctx);
            told("journal", journal_round(in, &ctx, ROUND_BATCHES));
            (void)!features_round(in, &ctx);
            told("scanner", doc_work(in, &ctx));
            told("prints", print_work(in, &ctx));
            (void)!db_checkpoint(db);
            if (reads != db)
                (void)!db_checkpoint(reads);
            arena_reset(arena);
        }
        nanosleep(&nap, NULL);
    }
    db_close(reads == db ? NULL : reads);
    db_close(db);
    arena_free(arena);
}

int cmd_jobs(const struct options *options)
{
    struct install in;
    struct str problem = STR_NONE;

    if (install_open(options, false, &in, &problem) != OK)
        install_die("%.*s", STR_ARG(problem));
    in.jobs_checkpoint = true;
    signal(SIGTERM, on_signal);
    signal(SIGINT, on_signal);
    jobs_run(&in, &stopped);
    return 0;
}
