/* caseload/caseload_feature.c: what the feature hands to the core. */
#include "caseload_handlers.h"
#include "core/feature.h"

static const struct route caseload_routes[] = {
    ROUTE(GET, "/", caseload_start_get, CAP_SIGNED_IN),
    ROUTE(GET, "/cases", caseload_own_get, CAP_CASE_READ),
    ROUTE(GET, "/team", caseload_team_get, CAP_CASE_TEAM),
    ROUTE(GET, "/cases/assign", caseload_bulk_get, CAP_CASE_ASSIGN),
    ROUTE_FORM("/cases/assign", caseload_bulk_post, CAP_CASE_ASSIGN, caseload_bulk_form,
               caseload_bulk_get),
    ROUTES_END,
};

static const struct nav_item caseload_nav[] = {
    {"/cases", "nav.caseload", "folder", CAP_CASE_READ, 10, true},
    {"/team", "nav.team", "team", CAP_CASE_TEAM, 20, true},
    NAV_END,
};

extern const struct feature caseload_feature;
const struct feature caseload_feature = {
    .name = "caseload",
    .routes = caseload_routes,
    .nav = caseload_nav,
};
