/* base/list_test.c */
#include "base/list.h"

#include "base/test.h"

struct pair {
    int left;
    char right;
};

LIST_TYPE(pair_list, struct pair);

TEST(list, grows_and_keeps)
{
    struct pair_list pairs = {0};
    LIST_OF(int) ints = {0};

    for (int i = 0; i < 10000; i++) {
        LIST_ADD(t->arena, &pairs, ((struct pair){.left = i, .right = 'x'}));
        LIST_ADD(t->arena, &ints, -i);
    }
    CHECK_INT(pairs.n, 10000);
    for (int i = 0; i < 10000; i++)
        CHECK(pairs.items[i].left == i && pairs.items[i].right == 'x' && ints.items[i] == -i);
}

TEST(list, pushes_zeroed_items_even_after_a_cut)
{
    struct pair_list pairs = {0};
    struct pair *pair = LIST_PUSH(t->arena, &pairs);

    CHECK(pair->left == 0 && pair->right == 0);
    *pair = (struct pair){1, 'a'};
    pairs.n = 0;
    pair = LIST_PUSH(t->arena, &pairs);
    CHECK(pair->left == 0 && pair->right == 0);
    CHECK_INT(pairs.n, 1);
}
