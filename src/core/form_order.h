/* core/form_order.h: in which order things can be computed that wait for each other, and the circle
 * that makes it impossible. Knows no form: the model and the import both bring their own. */
#ifndef CORE_FORM_ORDER_H
#define CORE_FORM_ORDER_H

#include <stdbool.h>

#include "base/list.h"

/** Things are numbers from 0 to n-1. What thing i waits for is to.items[first[i]] up to, but
 * without, to.items[first[i + 1]]. */
struct form_waits {
    size_t n;
    size_t *first; /* n + 1 of them */
    LIST_OF(size_t) to;
};

/**
 * Finds the order of computing: what is waited for comes first.
 *
 * order   room for n things; complete even where there is a circle
 * circle  the first one found: circle[0] waits for circle[1], which in the end waits for it
 * Returns false when there is a circle
 */
bool form_order(struct arena *a, const struct form_waits *w, size_t *order, size_t circle[2]);

#endif
