/* tests/fuzz/view_parts.h: what fuzz_view.c is built from: pages read, and templates put together.
 */
#ifndef VIEW_PARTS_H
#define VIEW_PARTS_H

#include "base/buf.h"

/** The tags of a page without texts and values. */
struct str view_tags_of(struct arena *a, struct str html);
/** A template put together from bytes: mostly balanced, now and then something odd. */
struct str view_assemble(struct arena *a, struct str s);

#endif
