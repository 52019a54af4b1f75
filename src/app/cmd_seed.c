/* app/cmd_seed.c: `alidade seed`: streams what happens into the database, much in each transaction,
 * so that memory stays flat. The same --cases and --seed on the same day give the same data. */
#include <stdio.h>
#include <string.h>

#include "app/command.h"
#include "app/seed.h"
#include "app/seed_sql.gen.h"
#include "base/buf.h"
#include "feature/report/report.h"
#include "plat/crypto.h"

#define BATCH 16   /* rounds a transaction: what is written often is written to disk once */
#define ROUND 2000 /* turns between two foldings of the figures */

uint32_t seed_pick(struct seed *s, uint32_t below)
{
    /* SplitMix64. */
    uint64_t z = (s->random += UINT64_C(0x9E3779B97F4A7C15));

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return below ? (uint32_t)(((z ^ (z >> 31)) >> 32) % below) : 0;
}

bool seed_chance(struct seed *s, uint32_t percent)
{
    return seed_pick(s, 100) < percent;
}

void seed_command(struct seed *s)
{
    uint8_t rnd[10];

    for (size_t i = 0; i < sizeof rnd; i++)
        rnd[i] = (uint8_t)seed_pick(s, 256);
    s->ctx->cmd_id = id_make_v7(s->until.us / 1000, rnd);
    memset(s->ctx->ids, 0, sizeof s->ctx->ids);
}

static enum err round_run(struct seed *s)
{
    for (int i = 0; i < ROUND && s->queue_n > 0; i++)
        TRY(seed_act(s));
    return report_fold(s->ctx);
}

static enum err batch_run(struct seed *s, struct arena *batch)
{
    struct ctx *ctx = s->ctx;
    enum err e = OK;

    /* The transaction outlives the memory of one act. */
    arena_reset(batch);
    db_use_arena(ctx->db, batch);
    TRY(tx_begin(ctx->db, TX_WRITE));
    db_use_arena(ctx->db, ctx->arena);
    for (int i = 0; e == OK && i < BATCH && s->queue_n > 0; i++)
        e = round_run(s);
    if (e == OK)
        return tx_commit(ctx->db);
    tx_rollback(ctx->db);
    return e;
}

/* What is not of one case, in a transaction of its own. */
static enum err part_run(struct seed *s, struct arena *batch, enum err (*part)(struct seed *s))
{
    struct ctx *ctx = s->ctx;

    arena_reset(batch);
    db_use_arena(ctx->db, batch);
    TRY(tx_begin(ctx->db, TX_WRITE));
    enum err e = part(s);

    if (e == OK)
        return tx_commit(ctx->db);
    tx_rollback(ctx->db);
    return e;
}

/* By the cases that stand where they will; most do so late. */
static void progress(int64_t done, int64_t all)
{
    static int64_t last = -1;
    int64_t percent = done * 100 / all;

    if (percent / 10 != last / 10 || last < 0)
        fprintf(stderr, "alidade: %lld of %lld cases\n", (long long)done, (long long)all);
    last = percent;
}

/* What no query of a seeding looks anything up by, and is dear to keep up with each row; of a table
 * in the order in which the migrations made them. */
static const char *const late_indexes[] = {"person_by_phone",
                                           "person_by_birth",
                                           "person_scope_by_person",
                                           "casefile_by_team",
                                           "casefile_by_household",
                                           "casefile_by_worker",
                                           "casefile_person_by_person",
                                           "note_by_casefile",
                                           "task_ended",
                                           "task_by_account",
                                           "deadline_look",
                                           "deadline_by_worker",
                                           "deadline_by_team",
                                           "plan_action_by_goal",
                                           "plan_action_due_own",
                                           "event_unsequenced",
                                           "event_timeline",
                                           "event_by_person",
                                           "event_by_account",
                                           "event_by_kind",
                                           "event_by_at",
                                           "event_position",
                                           "event_looks",
                                           NULL};

/* A new database is filled aside and whole; one with something in it, or that others have open,
 * goes on as it is. */
static enum err bulk_begin(struct db *db, struct arena *arena)
{
    struct rows rows;
    bool empty = false;

    db_use_arena(db, arena);
    TRY(db_query(db, &SQL_SEED_IS_EMPTY, NO_BINDS, &rows));
    if (rows_next(&rows))
        empty = col_int(&rows, 0) == 0;
    TRY(rows_end(&rows));
    enum err e = empty ? db_bulk_begin(db, late_indexes) : OK;

    return e == E_BUSY ? OK : e;
}

static _Noreturn void die(const struct ctx *ctx, enum err e)
{
    const char *why = str_z(ctx->arena, str_c(db_error(ctx->db)));

    db_close(ctx->db);
    install_die("seeding stopped: %s %s at %s:%d %s", err_name(e),
                ctx->fail.msg ? ctx->fail.msg : "", ctx->fail.file ? ctx->fail.file : "-",
                ctx->fail.line, why);
}

int cmd_seed(const struct options *options)
{
    struct install in;
    struct str problem = STR_NONE;
    struct db *db = NULL;

    if (install_open(options, false, &in, &problem) != OK)
        install_die("%.*s", STR_ARG(problem));
    in.bulk = true;
    if (install_open_db(&in, &db, NULL, &problem) != OK)
        install_die("%.*s", STR_ARG(problem));
    if (install_publish(&in, db, &problem) != OK)
        install_die("%.*s", STR_ARG(problem));
    struct arena *batch = install_arena((size_t)16 << 20);
    struct ctx ctx = install_ctx(&in, install_arena((size_t)16 << 20), db, NULL);
    struct seed s = {.ctx = &ctx,
                     .units = install_arena((size_t)256 << 20),
                     .random = (uint64_t)options->seed * UINT64_C(0xD1342543DE82EF95) + 1,
                     .demo = options->demo,
                     .until = date_start(date_of(ctx.now, ctx.tz_offset_min), ctx.tz_offset_min)};

    s.until.us -= 7 * HOUR_US; /* the end of yesterday's work */
    enum err e = bulk_begin(db, batch);

    db_use_arena(db, ctx.arena);
    if (e == OK)
        e = seed_units(&s, options->cases, options->demo);
    /* Who helps, before the cases ask them. */
    if (e == OK && s.demo)
        e = part_run(&s, batch, seed_directory);
    if (e == OK)
        seed_plan(&s, options->cases);
    while (e == OK && s.queue_n > 0) {
        e = batch_run(&s, batch);
        progress(s.case_n, options->cases);
    }
    if (e == OK && s.demo)
        e = part_run(&s, batch, seed_requests);
    if (e == OK && s.demo)
        e = part_run(&s, batch, seed_absences);
    if (e == OK)
        e = db_bulk_end(db);
    if (e != OK)
        die(&ctx, e);
    db_close(db);
    printf("%lld cases\n", (long long)s.case_n);
    return 0;
}
