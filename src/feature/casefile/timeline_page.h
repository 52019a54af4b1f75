/* casefile/timeline_page.h: how an event of a case is shown, for the pages that list them. Private
 * to the feature. */
#ifndef TIMELINE_PAGE_H
#define TIMELINE_PAGE_H

#include "casefile_views.h"
#include "feature/casefile/timeline.h"

/** One entry in the reader's language, in the words of ctx->pack. */
struct timeline_entry_view casefile_entry_view(struct ctx *ctx, const struct timeline_entry *e);

#endif
