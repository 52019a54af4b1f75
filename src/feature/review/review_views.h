/* review/review_views.h: views of the pages of reviews; those of closures are in closure_views.h.
 */
#ifndef REVIEW_VIEWS_H
#define REVIEW_VIEWS_H

#include "closure_views.h"
#include "core/view.h"
#include "feature/casefile/casefile_page.h"
#include "feature/review/review.h"

struct review_row_view {
    struct review review;
    struct str title, href, decision;
};
struct review_form_view {
    struct str href, title;
};
struct review_page_view {
    LIST_OF(struct review_row_view) rows;
    LIST_OF(struct review_form_view) forms; /* of the pack, to fill in */
    struct due_view next;
    struct str decision, decision_href; /* of the last one, and where it is done */
    bool may_add;
};

/** On the overview of a case. */
struct review_panel_view {
    struct id casefile_id;
    struct review_row_view last;
    struct due_view next;
    bool has_last;
};

#endif
