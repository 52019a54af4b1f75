/* report/report_test.c: what is hidden, what must not be derived, and that nothing is lost on the
 * way into the counters. */
#include "base/test.h"
#include "feature/report/report_store.h"
#include "plat/migrate.h"

static void cells(struct test *t, struct report_cell_list *list, const int64_t *n, size_t count)
{
    for (size_t i = 0; i < count; i++)
        LIST_ADD(t->arena, list, ((struct report_cell){.n = n[i]}));
    report_hide(list);
}

TEST(report, hides_small_cells)
{
    struct report_cell_list list = {0};

    cells(t, &list, (const int64_t[]){4, 3, 5, 90}, 4);
    CHECK(list.items[0].hidden && list.items[0].n == 0);
    CHECK(list.items[1].hidden);
    CHECK(!list.items[2].hidden && list.items[2].n == 5);
    CHECK(!list.items[3].hidden);
}

TEST(report, hides_a_second_cell_when_one_could_be_derived)
{
    struct report_cell_list list = {0};

    cells(t, &list, (const int64_t[]){40, 3, 12, 90}, 4);
    CHECK(list.items[1].hidden);
    CHECK(list.items[2].hidden && list.items[2].n == 0);
    CHECK(!list.items[0].hidden && !list.items[3].hidden);
}

TEST(report, hides_nothing_large)
{
    struct report_cell_list list = {0};

    cells(t, &list, (const int64_t[]){5, 6, 700}, 3);
    CHECK(!list.items[0].hidden && !list.items[1].hidden && !list.items[2].hidden);
}

/* A delta whose id starts with this. */
static enum err delta(struct ctx *ctx, uint8_t first, int64_t n)
{
    ctx->now.us = (int64_t)first << 40;
    ctx->cmd_id.b[0] = first;
    return report_store_delta(ctx, "phase", ID_NONE, STR("intake"), n);
}

static int64_t counted(struct ctx *ctx)
{
    struct report_row_list rows = {0};

    return report_store_cells(ctx, &rows) == OK && rows.n == 1 ? rows.items[0].n : -1;
}

/* On PostgreSQL a transaction with a lower id may commit while the deltas are folded. */
TEST(report, a_delta_that_comes_late_with_a_lower_id_is_counted_once)
{
    struct db *db = NULL;
    struct ctx ctx = {.arena = t->arena};
    struct report_row_list rows;

    CHECK_OK(db_open("sqlite::memory:", true, &db));
    db_use_arena(db, t->arena);
    CHECK_OK(migrate_run(db, NULL));
    ctx.db = db;
    CHECK_OK(tx_begin(db, TX_WRITE));
    CHECK_OK(delta(&ctx, 9, 5));
    CHECK_OK(report_store_deltas(&ctx, 10, &rows));
    CHECK_OK(delta(&ctx, 3, 2));
    for (size_t i = 0; i < rows.n; i++)
        CHECK_OK(report_store_fold(&ctx, &rows.items[i]));
    CHECK_INT(counted(&ctx), 7);
    CHECK_OK(report_store_fold(&ctx, &rows.items[0])); /* twice is once */
    CHECK_OK(report_fold(&ctx));
    CHECK_INT(counted(&ctx), 7);
    CHECK_OK(tx_commit(db));
    db_close(db);
}
