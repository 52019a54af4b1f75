/* casefile/casefile_next.h: the strip that says what is next in a case. Private to the feature. */
#ifndef CASEFILE_NEXT_H
#define CASEFILE_NEXT_H

#include "casefile_views.h"

/** Fills it, with at most so many lines of a kind. Errors: E_BUSY, E_IO. */
enum err casefile_next_fill(struct req *r, const struct casefile *file, int max,
                            struct casefile_next_view *view) MUST_CHECK;

#endif
