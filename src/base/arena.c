/* base/arena.c: block arenas. Small pieces share blocks; a piece over LARGE gets a block of its
 * own, so that a buffer that keeps growing gives its old memory back at once. */
#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#endif

#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#define REDZONE ALIGN /* kept poisoned after each piece: an overrun is seen, not absorbed */
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#define REDZONE ((size_t)0)
#endif

#define ALIGN _Alignof(max_align_t)
#define FIRST_SIZE ((size_t)32 * 1024)
#define BLOCK_SIZE ((size_t)64 * 1024)
#define LARGE ((size_t)16 * 1024)

struct block {
    struct block *prev, *next;
    size_t size; /* of data */
    size_t pos;  /* of the first free byte; unused in large blocks */
    _Alignas(max_align_t) char data[];
};

struct cleanup {
    struct cleanup *next;
    void (*fn)(void *arg);
    void *arg;
};

struct arena {
    size_t cap, used;
    struct block *current; /* newest shared block; prev leads to the first, which is kept */
    struct block *large;
    struct cleanup *cleanup;
};

static _Noreturn void arena_die(const char *what, size_t cap)
{
    char line[96];

    snprintf(line, sizeof line, "arena: %s (cap %llu bytes)\n", what, (unsigned long long)cap);
    fputs(line, stderr);
    abort();
}

/* n is at most cap here, and cap leaves room to round. */
static size_t arena_round(size_t n)
{
    return (n + ALIGN - 1) & ~(ALIGN - 1);
}

static void arena_charge(struct arena *a, size_t n)
{
    if (n > a->cap - a->used)
        arena_die("over its cap", a->cap);
    a->used += n;
}

static struct block *block_new(size_t size, size_t cap)
{
    struct block *b = malloc(sizeof *b + size);

    if (!b)
        arena_die("out of memory", cap);
    *b = (struct block){.size = size};
    return b;
}

struct arena *arena_new(size_t cap)
{
    struct arena *a = malloc(sizeof *a);

    if (cap > SIZE_MAX / 2)
        cap = SIZE_MAX / 2;
    if (!a)
        arena_die("out of memory", cap);
    *a = (struct arena){.cap = arena_round(cap), .current = block_new(FIRST_SIZE, cap)};
    POISON(a->current->data, a->current->size);
    return a;
}

static void *alloc_large(struct arena *a, size_t n)
{
    struct block *b = block_new(n, a->cap);

    memset(b->data, 0, n);
    b->next = a->large;
    if (a->large)
        a->large->prev = b;
    a->large = b;
    return b->data;
}

void *arena_alloc(struct arena *a, size_t n)
{
    struct block *b = a->current;
    size_t span;
    char *p;

    if (n == 0)
        n = 1;
    if (n > a->cap)
        arena_die("over its cap", a->cap);
    span = arena_round(n);
    arena_charge(a, span);
    if (n > LARGE)
        return alloc_large(a, n);
    span += REDZONE;
    if (span > b->size - b->pos) {
        b = block_new(BLOCK_SIZE, a->cap);
        POISON(b->data, b->size);
        b->prev = a->current;
        a->current = b;
    }
    p = b->data + b->pos;
    b->pos += span;
    UNPOISON(p, n);
    memset(p, 0, n);
    return p;
}

void *arena_alloc_array(struct arena *a, size_t n, size_t item_size)
{
    size_t bytes;

    if (__builtin_mul_overflow(n, item_size, &bytes))
        arena_die("over its cap", a->cap);
    return arena_alloc(a, bytes);
}

char *arena_copy(struct arena *a, const void *p, size_t n)
{
    char *copy;

    if (n >= a->cap)
        arena_die("over its cap", a->cap);
    copy = arena_alloc(a, n + 1);
    if (n > 0)
        memcpy(copy, p, n);
    return copy;
}

static void *grow_large(struct arena *a, char *p, size_t old_n, size_t n)
{
    struct block *b = (struct block *)(void *)(p - offsetof(struct block, data));
    struct block *grown;

    if (n <= b->size) {
        memset(p + old_n, 0, n - old_n);
        return p;
    }
    a->used -= arena_round(b->size);
    arena_charge(a, arena_round(n));
    grown = realloc(b, sizeof *b + n);
    if (!grown)
        arena_die("out of memory", a->cap);
    grown->size = n;
    if (grown->prev)
        grown->prev->next = grown;
    else
        a->large = grown;
    if (grown->next)
        grown->next->prev = grown;
    memset(grown->data + old_n, 0, n - old_n);
    return grown->data;
}

/* True when p is the newest piece of the current block and could be extended to n there. */
static bool can_extend(const struct block *b, const char *p, size_t old_n, size_t n)
{
    uintptr_t at = (uintptr_t)p, start = (uintptr_t)b->data;

    if (n > LARGE || at < start || at >= start + b->pos)
        return false;
    return at + arena_round(old_n) + REDZONE == start + b->pos &&
           arena_round(n) + REDZONE <= b->size - (size_t)(at - start);
}

void *arena_grow(struct arena *a, void *p, size_t old_n, size_t n)
{
    struct block *b = a->current;
    void *moved;

    if (!p)
        return arena_alloc(a, n);
    if (n <= old_n)
        return p;
    if (n > a->cap)
        arena_die("over its cap", a->cap);
    if (old_n > LARGE)
        return grow_large(a, p, old_n, n);
    if (can_extend(b, p, old_n ? old_n : 1, n)) {
        arena_charge(a, arena_round(n) - arena_round(old_n ? old_n : 1));
        b->pos = (size_t)((char *)p - b->data) + arena_round(n) + REDZONE;
        UNPOISON(p, n);
        memset((char *)p + old_n, 0, n - old_n);
        return p;
    }
    moved = arena_alloc(a, n);
    memcpy(moved, p, old_n);
    POISON(p, old_n);
    return moved;
}

void arena_on_reset(struct arena *a, void (*fn)(void *arg), void *arg)
{
    struct cleanup *c = ARENA_NEW(a, struct cleanup);

    *c = (struct cleanup){a->cleanup, fn, arg};
    a->cleanup = c;
}

void arena_reset(struct arena *a)
{
    struct block *b;

    while (a->cleanup) { /* a callback may register another */
        struct cleanup *c = a->cleanup;

        a->cleanup = c->next;
        c->fn(c->arg);
    }
    while ((b = a->large)) {
        a->large = b->next;
        free(b);
    }
    while ((b = a->current)->prev) {
        a->current = b->prev;
        UNPOISON(b->data, b->size);
        free(b);
    }
    b->pos = 0;
    POISON(b->data, b->size);
    a->used = 0;
}

void arena_free(struct arena *a)
{
    if (!a)
        return;
    arena_reset(a);
    UNPOISON(a->current->data, a->current->size);
    free(a->current);
    free(a);
}

size_t arena_used(const struct arena *a)
{
    return a->used;
}
