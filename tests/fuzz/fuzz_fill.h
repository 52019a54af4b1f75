/* tests/fuzz/fuzz_fill.h: fills a form in by bytes: answers, repeats more and repeats less. */
#ifndef TESTS_FUZZ_FILL_H
#define TESTS_FUZZ_FILL_H

#include <stdlib.h>

#include "core/form_model.h"

#define MUST(cond)                                                                                 \
    do {                                                                                           \
        if (!(cond))                                                                               \
            abort();                                                                               \
    } while (0)

/** Two bytes are one change: what, and where. Aborts when something does not hold that always has
 * to. */
void fuzz_fill(struct arena *a, const struct form_model *m, struct str bytes);

#endif
