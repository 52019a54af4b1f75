/* feed/feed_views.h: views of the page of the own feed. */
#ifndef FEED_VIEWS_H
#define FEED_VIEWS_H

#include "core/view.h"
#include "feature/feed/feed.h"

struct feed_page_view {
    struct feed feed;
    bool has_feed, names; /* names: the programme lets names leave */
};
struct feed_secret_view {
    struct str address;
};

#endif
