/* core/form_order.c: a walk in depth over what waits for what, without recursion: a form may be a
 * chain of thousands. */
#include "core/form_order.h"

#include <string.h>

enum state { NEW, OPEN, DONE };

struct walk {
    const struct form_waits *waits;
    enum state *state;
    size_t *next;  /* of each thing: the part of waits->to that was not looked at */
    size_t *stack; /* of open things */
    size_t depth;
    bool found; /* a circle */
};

/* Goes one step on from the innermost open thing. True when it is done. */
static bool step(struct walk *w, size_t circle[2])
{
    size_t at = w->stack[w->depth - 1], to;

    w->state[at] = OPEN;
    if (w->next[at] == w->waits->first[at + 1]) {
        w->state[at] = DONE;
        w->depth--;
        return true;
    }
    to = w->waits->to.items[w->next[at]++];
    if (w->state[to] == NEW) {
        w->stack[w->depth++] = to;
    } else if (w->state[to] == OPEN && !w->found) {
        w->found = true;
        circle[0] = at;
        circle[1] = to;
    }
    return false;
}

bool form_order(struct arena *a, const struct form_waits *waits, size_t *order, size_t circle[2])
{
    struct walk w = {.waits = waits,
                     .state = ARENA_ARRAY(a, enum state, waits->n),
                     .next = ARENA_ARRAY(a, size_t, waits->n + 1),
                     .stack = ARENA_ARRAY(a, size_t, waits->n + 1)};
    size_t n = 0;

    memcpy(w.next, waits->first, waits->n * sizeof *w.next);
    for (size_t root = 0; root < waits->n; root++) {
        if (w.state[root] == NEW)
            w.stack[w.depth++] = root;
        while (w.depth > 0) {
            size_t at = w.stack[w.depth - 1];

            if (step(&w, circle))
                order[n++] = at;
        }
    }
    return !w.found;
}
