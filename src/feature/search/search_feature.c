/* search/search_feature.c: what the feature hands to the core. */
#include "core/feature.h"
#include "feature/search/search_handlers.h"

static const struct route search_routes[] = {
    ROUTE(GET, "/search", search_get, CAP_CASE_READ),
    ROUTES_END,
};

extern const struct feature search_feature;
const struct feature search_feature = {
    .name = "search",
    .routes = search_routes,
};
