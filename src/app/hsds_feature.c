/* app/hsds_feature.c: what the feature hands to the core. */
#include "app/hsds_page.h"
#include "core/feature.h"

static const struct route hsds_routes[] = {
    ROUTE(GET, "/hsda", hsds_about_get, CAP_PUBLIC),
    ROUTE(GET, "/hsda/organizations", hsds_organizations_get, CAP_PUBLIC),
    ROUTE(GET, "/hsda/organizations/:public_organization", hsds_organization_get, CAP_PUBLIC),
    ROUTE(GET, "/hsda/services", hsds_services_get, CAP_PUBLIC),
    ROUTE(GET, "/hsda/services/:public_service", hsds_service_get, CAP_PUBLIC),
    ROUTE(GET, "/hsda/service_at_locations", hsds_places_get, CAP_PUBLIC),
    ROUTE(GET, "/hsda/service_at_locations/:public_place", hsds_place_get, CAP_PUBLIC),
    ROUTES_END,
};

extern const struct feature hsds_feature;
const struct feature hsds_feature = {
    .name = "hsds",
    .routes = hsds_routes,
};
