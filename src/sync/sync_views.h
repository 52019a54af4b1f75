/* sync/sync_views.h: views of the pages of what a person decides. */
#ifndef SYNC_VIEWS_H
#define SYNC_VIEWS_H

#include "core/form.h"
#include "core/view.h"

struct sync_row_view {
    struct id id;
    struct str what, client, number, author, device; /* what: why it waits */
    struct instant claimed_at;
    bool own, for_others;
};
struct sync_reviews_view {
    LIST_OF(struct sync_row_view) rows;
};

struct sync_value_view {
    struct str label, stored, typed;
};
struct sync_review_page_view {
    struct id id;
    struct str why, client, number, author, device;
    struct id casefile_id; /* only when the actor sees the case */
    struct instant claimed_at, at;
    LIST_OF(struct sync_value_view) values; /* label, what is stored, what was typed */
    LIST_OF(struct sync_value_view) typed;  /* when nothing is compared: what was typed, by name */
    struct field_view choice, words;
    bool may_decide;
};

#endif
