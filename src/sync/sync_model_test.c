/* sync/sync_model_test.c: many devices with a bad network against one server; whatever happens,
 * what must hold holds. CHECK_LONG=1: 50 devices and 10,000 commands; SYNC_SEED and SYNC_SEEDS
 * choose. */
#include "base/num.h"
#include "base/test.h"
#include "sync/sync_model_test_support.h"

#include <stdio.h>
#include <stdlib.h>

static int64_t number_of(const char *name, int64_t if_none)
{
    const char *text = getenv(name);
    int64_t n;

    return text && num_parse_i64(str_c(text), &n) == OK ? n : if_none;
}

static void run(struct test *t, uint64_t seed, int devices, int steps)
{
    struct model *m = calloc(1, sizeof *m);
    const char *what;

    model_open(m, seed, devices);
    model_settle(m);
    m->quiet = false;
    for (int i = 0; i < steps && !m->wrong; i++)
        model_step(m);
    model_settle(m);
    model_check(m);
    printf("# seed %llu: %d devices, %zu commands, %d requests, %d lost, %d twice, %d crashes, "
           "%d restores\n",
           (unsigned long long)seed, devices, m->made.n, m->sent, m->lost, m->doubled, m->crashes,
           m->restores);
    what = m->wrong;
    model_close(m);
    free(m);
    if (what)
        test_fail(t, __FILE__, __LINE__, "seed %llu: %s", (unsigned long long)seed, what);
}

TEST(sync, no_command_is_lost_and_all_see_the_same)
{
    bool is_long = number_of("CHECK_LONG", 0) != 0;
    int64_t seeds = number_of("SYNC_SEEDS", is_long ? 1 : 2);
    uint64_t seed = (uint64_t)number_of("SYNC_SEED", 20261120);

    for (int64_t i = 0; i < seeds && !t->failed; i++)
        run(t, seed + (uint64_t)i, is_long ? 50 : 5, is_long ? 18000 : 250);
}

/* A server from a backup that has the event which a cursor names, made before its case was given to
 * somebody: the device held a case too many, and nothing told it. */
TEST(sync, a_backup_that_has_the_event_of_a_cursor_takes_back_what_came_of_it)
{
    run(t, 19, 5, 250);
}

/* An answer has to go into the memory of one request, however large the cases of a worker are. */
TEST(sync, large_cases_come_by_themselves)
{
    struct model *m = calloc(1, sizeof *m);
    struct sim *s = &m->sims[0];
    int before;

    model_open(m, 1, 1);
    model_settle(m);
    CHECK_INT(sync_device_refill(&s->dev), OK);
    before = m->sent;
    model_contact(s);
    CHECK_INT(m->sent - before, 1);
    CHECK_INT(
        db_script(m->world.db,
                  "CREATE TEMP TABLE many AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT "
                  "i + 1 FROM n WHERE i < 3001) SELECT e.* FROM n, event e WHERE e.id IN (SELECT "
                  "min(id) FROM event WHERE flags <> 0 AND casefile_id IS NOT NULL GROUP BY "
                  "casefile_id);"
                  "UPDATE many SET id = randomblob(16), position = NULL;"
                  "INSERT INTO event SELECT * FROM many"),
        OK);
    CHECK_INT(sync_device_refill(&s->dev), OK);
    before = m->sent;
    model_contact(s);
    /* Each of her four by itself. */
    CHECK_INT(m->sent - before, 4);
    CHECK(!m->wrong);
    model_close(m);
    free(m);
}

TEST(sync, a_batch_that_is_too_large_is_refused_whole)
{
    struct model *m = calloc(1, sizeof *m);
    struct arena *a = arena_new((size_t)64 << 20);
    struct str ten = {arena_alloc(a, (size_t)10 << 20), (size_t)10 << 20};
    struct buf many;
    int large, too_many;

    model_open(m, 1, 1);
    large = model_ask(m, &m->sims[0], "/sync/push", ten);
    buf_init(&many, a, 1 << 20);
    buf_put_z(&many, "{\"commands\":[");
    for (int i = 0; i < 51; i++)
        buf_printf(&many, "%s{}", i ? "," : "");
    buf_put_z(&many, "]}");
    too_many = model_ask(m, &m->sims[0], "/sync/push", buf_str(&many));
    model_close(m);
    free(m);
    arena_free(a);
    CHECK_INT(large, 413);
    CHECK_INT(too_many, 413);
}
