/* base/list.h: typed growing arrays in an arena.
 *
 *     LIST_OF(struct note) notes = {0};
 *     struct note *note = LIST_PUSH(arena, &notes);      a zeroed new item
 *     for (size_t i = 0; i < notes.n; i++) use(&notes.items[i]);
 *
 * A list type that crosses a function border gets a name: LIST_TYPE(note_list, struct note).
 * Templates iterate these directly with {{#each notes}}. */
#ifndef BASE_LIST_H
#define BASE_LIST_H

#include "base/arena.h"

#define LIST_OF(type)                                                                              \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t n, cap;                                                                             \
    }
#define LIST_TYPE(name, type)                                                                      \
    struct name {                                                                                  \
        type *items;                                                                               \
        size_t n, cap;                                                                             \
    }

/** Makes room for one more item and returns the address of the items. */
void *list_grow(struct arena *a, void *items, size_t *cap, size_t n, size_t item_size);

#define LIST_PUSH(arena, list)                                                                     \
    ((list)->items =                                                                               \
         list_grow((arena), (list)->items, &(list)->cap, (list)->n, sizeof *(list)->items),        \
     &(list)->items[(list)->n++])
/* The value must not read the list itself: the order of the two is not defined. */
#define LIST_ADD(arena, list, value) (*LIST_PUSH((arena), (list)) = (value))

#endif
