/* picture/picture_feature.c: what the feature hands to the core. */
#include "core/feature.h"
#include "picture_handlers.h"

static const struct route picture_routes[] = {
    ROUTE(GET, "/cases/:case/pictures", picture_get, CAP_PERSON_READ),
    ROUTE(GET, "/cases/:case/genogram", picture_family_get, CAP_PERSON_READ),
    ROUTE(GET, "/cases/:case/ecomap", picture_network_get, CAP_PERSON_READ),
    ROUTES_END,
};

extern const struct feature picture_feature;
const struct feature picture_feature = {
    .name = "picture",
    .routes = picture_routes,
};
