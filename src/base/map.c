/* base/map.c: open addressing over an array of entries. A slot holds the entry's number plus one.
 */
#include "base/map.h"

#define MAP_FIRST 16 /* slots; a power of two, at most half of them in use */

void map_init(struct map *m, struct arena *a)
{
    *m = (struct map){.arena = a};
}

/* The slot of the key, or the free slot where it belongs. There is always a free one. */
static uint32_t *slot_of(const struct map *m, struct str key)
{
    size_t mask = m->slot_n - 1;

    for (size_t i = (size_t)str_hash(key) & mask;; i = (i + 1) & mask) {
        uint32_t *slot = &m->slots[i];

        if (*slot == 0 || str_eq(m->entries[*slot - 1].key, key))
            return slot;
    }
}

static void map_widen(struct map *m)
{
    size_t slot_n = m->slot_n ? m->slot_n * 2 : MAP_FIRST;
    size_t cap = slot_n / 2;

    m->slots = ARENA_ARRAY(m->arena, uint32_t, slot_n);
    m->slot_n = slot_n;
    m->entries =
        arena_grow(m->arena, m->entries, m->cap * sizeof *m->entries, cap * sizeof *m->entries);
    m->cap = cap;
    for (size_t i = 0; i < m->n; i++)
        *slot_of(m, m->entries[i].key) = (uint32_t)(i + 1);
}

void map_set(struct map *m, struct str key, void *value)
{
    uint32_t *slot;

    if (m->n == m->cap)
        map_widen(m);
    slot = slot_of(m, key);
    if (*slot == 0) {
        m->entries[m->n++] = (struct map_entry){.key = key};
        *slot = (uint32_t)m->n;
    }
    m->entries[*slot - 1].value = value;
}

void *map_get(const struct map *m, struct str key)
{
    uint32_t slot = m->slot_n ? *slot_of(m, key) : 0;

    return slot ? m->entries[slot - 1].value : NULL;
}
