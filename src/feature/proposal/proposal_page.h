/* proposal/proposal_page.h: what the pages of proposals share. Private to the feature. */
#ifndef PROPOSAL_PAGE_H
#define PROPOSAL_PAGE_H

#include "proposal_handlers.h"
#include "proposal_views.h"

/** "/cases/ID/proposals/ID". */
struct str proposal_href(struct ctx *ctx, struct id casefile_id, struct id id);
/** One as lists and its own page show it. */
struct proposal_row_view proposal_row(struct ctx *ctx, const struct proposal *p);
/** May the actor write on it? */
bool proposal_may_edit(const struct ctx *ctx, const struct casefile *file);

#endif
