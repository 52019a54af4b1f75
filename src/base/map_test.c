/* base/map_test.c */
#include "base/map.h"

#include "base/test.h"

TEST(map, empty_has_nothing)
{
    struct map m;

    map_init(&m, t->arena);
    CHECK(map_get(&m, STR("a")) == NULL);
    CHECK(map_get(&m, STR_NONE) == NULL);
    CHECK_INT(m.n, 0);
}

TEST(map, sets_and_replaces)
{
    struct map m;
    int one = 1, two = 2;

    map_init(&m, t->arena);
    map_set(&m, STR("a"), &one);
    map_set(&m, STR(""), &two);
    map_set(&m, STR("b"), NULL);
    CHECK(map_get(&m, STR("a")) == &one);
    CHECK(map_get(&m, STR_NONE) == &two);
    map_set(&m, STR("a"), &two);
    CHECK(map_get(&m, STR("a")) == &two);
    CHECK_INT(m.n, 3);
    CHECK_STR(m.entries[0].key, "a");
    CHECK_STR(m.entries[2].key, "b");
    CHECK(map_get(&m, STR("A")) == NULL);
}

TEST(map, holds_ten_thousand_in_order)
{
    enum { COUNT = 10000 };
    struct map m;
    int *value = ARENA_ARRAY(t->arena, int, COUNT);

    map_init(&m, t->arena);
    for (int i = 0; i < COUNT; i++)
        map_set(&m, str_fmt(t->arena, "key %d", i), &value[i]);
    for (int i = 0; i < COUNT; i += 2) /* again: no new entries */
        map_set(&m, str_fmt(t->arena, "key %d", i), &value[COUNT - 1 - i]);
    CHECK_INT(m.n, COUNT);
    for (int i = 0; i < COUNT; i++) {
        struct str key = str_fmt(t->arena, "key %d", i);

        CHECK(map_get(&m, key) == &value[i % 2 ? i : COUNT - 1 - i]);
        CHECK(str_eq(m.entries[i].key, key));
        CHECK(map_get(&m, str_fmt(t->arena, "kez %d", i)) == NULL);
    }
}
