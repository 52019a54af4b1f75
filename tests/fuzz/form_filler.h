/* tests/fuzz/form_filler.h: fills a form in by bytes: answers, repeats more and repeats less. */
#ifndef TESTS_FORM_FILLER_H
#define TESTS_FORM_FILLER_H

#include "core/form_model.h"
#include "must.h"

/** Two bytes are one change: what, and where. Aborts when something does not hold that always has
 * to. */
void fuzz_fill(struct arena *a, const struct form_model *m, struct str bytes);

#endif
