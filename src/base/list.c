/* base/list.c: growth of typed lists. */
#include "base/list.h"

#include <stdint.h>
#include <string.h>

#define LIST_FIRST 8

void *list_grow(struct arena *a, void *items, size_t *cap, size_t n, size_t item_size)
{
    if (n >= *cap) {
        size_t more = *cap ? *cap * 2 : LIST_FIRST;

        if (more > SIZE_MAX / item_size)
            more = SIZE_MAX / item_size; /* the arena's cap ends it */
        items = arena_grow(a, items, *cap * item_size, more * item_size);
        *cap = more;
    }
    /* A list that was cut (n made smaller) hands out old items again. */
    memset((char *)items + n * item_size, 0, item_size);
    return items;
}
