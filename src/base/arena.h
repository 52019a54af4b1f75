/* base/arena.h: memory that is given back all at once. One arena a request; nobody frees. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena;

/**
 * A new arena that may grow to cap bytes.
 *
 * Going over the cap aborts the process (crash-only: the connection's transaction rolls back and
 * the parent starts a new worker). Callers therefore never check for NULL.
 *
 * Memory  freed by arena_free()
 */
struct arena *arena_new(size_t cap);

/** Zeroed memory, aligned for any type, that lives until the next reset. n may be 0. */
void *arena_alloc(struct arena *a, size_t n) __attribute__((malloc, returns_nonnull));

/** Zeroed memory for n items; ends the process like the cap when the product overflows. */
void *arena_alloc_array(struct arena *a, size_t n, size_t item_size)
    __attribute__((malloc, returns_nonnull));

/** A copy of n bytes plus a NUL that is not counted. */
char *arena_copy(struct arena *a, const void *p, size_t n);

/**
 * Grows the block p from old_n to n bytes, in place where it can; keeps the contents, zeroes the
 * rest. The old address must not be used afterwards. p may be NULL when old_n is 0.
 */
void *arena_grow(struct arena *a, void *p, size_t old_n, size_t n);

/** Calls fn(arg) at the next reset, the latest registered first. For what is not memory. */
void arena_on_reset(struct arena *a, void (*fn)(void *arg), void *arg);

/** Runs the callbacks and empties the arena; the first block is kept and reused. */
void arena_reset(struct arena *a);

/** Resets, then gives everything back. NULL is allowed. */
void arena_free(struct arena *a);

/** Bytes handed out since the last reset. */
size_t arena_used(const struct arena *a);

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n) ((type *)arena_alloc_array((a), (size_t)(n), sizeof(type)))

#endif
