/* plat/memfile_test.c */
#include "plat/memfile.h"

#include <stdlib.h>
#include <string.h>

#include "base/test.h"

#define BLOCK (4 * MEMFILE_PAGE)

static void memfile_free(struct memfile *f)
{
    for (size_t i = 0; i < f->page_n; i++) {
        free(f->pages[i].below);
        free(f->pages[i].above);
    }
    free(f->pages);
    free(f->dirty);
}

TEST(memfile, drops_what_is_not_settled)
{
    struct memfile f = {.block = BLOCK};
    char out[8] = "";

    CHECK(memfile_write(&f, "settled", 7, MEMFILE_PAGE - 3) == OK);
    memfile_settle(&f);
    CHECK(memfile_write(&f, "above!!", 7, MEMFILE_PAGE - 3) == OK);
    CHECK(memfile_write(&f, "far", 3, 9 * MEMFILE_PAGE) == OK);
    CHECK(memfile_read(&f, out, 7, MEMFILE_PAGE - 3) && memcmp(out, "above!!", 7) == 0);
    memfile_drop(&f);
    CHECK(memfile_read(&f, out, 7, MEMFILE_PAGE - 3) && memcmp(out, "settled", 7) == 0);
    CHECK(f.size == MEMFILE_PAGE + 4);
    CHECK(!memfile_read(&f, out, 7, MEMFILE_PAGE));
    memfile_free(&f);
}

TEST(memfile, marks_blocks_that_changed)
{
    struct memfile f = {.block = BLOCK}, copy = {.block = BLOCK};
    static uint8_t block[BLOCK];
    char out[8];
    size_t n;

    CHECK(memfile_write(&f, "one", 3, 0) == OK);
    CHECK(memfile_write(&f, "two", 3, 2 * BLOCK + 5) == OK);
    CHECK(!memfile_next(&f, &n)); /* nothing is settled yet */
    memfile_settle(&f);
    CHECK(memfile_next(&f, &n) && n == 0);
    memfile_block_get(&f, n, block);
    CHECK(memfile_block_put(&copy, n, block, sizeof block) == OK);
    CHECK(memfile_next(&f, &n) && n == 2);
    memfile_block_get(&f, n, block);
    CHECK(memfile_block_put(&copy, n, block, f.settled_size - 2 * BLOCK) == OK);
    CHECK(!memfile_next(&f, &n));
    CHECK(copy.size == f.size && !memfile_next(&copy, &n));
    CHECK(memfile_read(&copy, out, 3, 2 * BLOCK + 5) && memcmp(out, "two", 3) == 0);
    /* The same again is no change. */
    CHECK(memfile_write(&f, "one", 3, 0) == OK);
    memfile_settle(&f);
    CHECK(!memfile_next(&f, &n));
    CHECK(memfile_write(&f, "ONE", 3, 0) == OK);
    memfile_settle(&f);
    CHECK(memfile_next(&f, &n) && n == 0);
    memfile_free(&f);
    memfile_free(&copy);
}

TEST(memfile, grows_keeping_its_marks)
{
    struct memfile f = {.block = BLOCK};
    char out[4];
    size_t n;

    for (size_t i = 0; i < 300; i++) {
        CHECK(memfile_write(&f, "abc", 3, i * BLOCK) == OK);
        memfile_settle(&f);
    }
    for (size_t i = 0; i < 300; i++)
        CHECK(memfile_next(&f, &n) && n == i);
    CHECK(!memfile_next(&f, &n));
    memfile_cut(&f, BLOCK);
    memfile_settle(&f);
    CHECK(f.settled_size == BLOCK && !memfile_read(&f, out, 3, BLOCK));
    memfile_free(&f);
}
