/* base/map.h: string-keyed map in an arena. Keeps the order of insertion. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/arena.h"
#include "base/str.h"

struct map_entry {
    struct str key;
    void *value;
};

struct map {
    struct arena *arena;
    struct map_entry *entries; /* in the order of insertion: iterate entries[0..n) */
    size_t n, cap;
    uint32_t *slots;
    size_t slot_n;
};

/** An empty map whose memory comes from the arena. */
void map_init(struct map *m, struct arena *a);
/** Sets or replaces; the key's bytes are not copied. */
void map_set(struct map *m, struct str key, void *value);
/** The value, or NULL. */
void *map_get(const struct map *m, struct str key);

#endif
