/* report/report_test.c: what is hidden, and what must not be derived. */
#include "base/test.h"
#include "feature/report/report.h"

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
