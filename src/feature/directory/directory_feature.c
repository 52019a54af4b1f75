/* directory/directory_feature.c: what the feature hands to the core. */
#include "core/feature.h"
#include "directory_page.h"

static const struct route directory_routes[] = {
    ROUTE(GET, "/services", service_list_get, CAP_SERVICE_READ),
    ROUTE(GET, "/services/new", service_new_get, CAP_SERVICE_EDIT),
    ROUTE_FORM("/services", service_new_post, CAP_SERVICE_EDIT, service_form, service_new_get),
    ROUTE(GET, "/services/:service", service_get, CAP_SERVICE_READ),
    ROUTE(GET, "/services/:service/edit", service_edit_get, CAP_SERVICE_EDIT),
    ROUTE_FORM("/services/:service/edit", service_edit_post, CAP_SERVICE_EDIT, service_form,
               service_edit_get),
    ROUTE_FORM("/services/:service/capacity", service_capacity_post, CAP_SERVICE_EDIT,
               service_capacity_form, service_get),
    ROUTE(POST, "/services/:service/assure", service_assure_post, CAP_SERVICE_EDIT),
    ROUTE(GET, "/organizations", organization_list_get, CAP_SERVICE_READ),
    ROUTE(GET, "/organizations/new", organization_new_get, CAP_SERVICE_EDIT),
    ROUTE_FORM("/organizations", organization_new_post, CAP_SERVICE_EDIT, organization_form,
               organization_new_get),
    ROUTE(GET, "/organizations/:organization", organization_get, CAP_SERVICE_READ),
    ROUTE(GET, "/organizations/:organization/edit", organization_edit_get, CAP_SERVICE_EDIT),
    ROUTE_FORM("/organizations/:organization/edit", organization_edit_post, CAP_SERVICE_EDIT,
               organization_form, organization_edit_get),
    ROUTE(GET, "/cases/:case/services", service_case_get, CAP_CASE_READ),
    ROUTE_FORM("/cases/:case/unmet", unmet_post, CAP_CASE_EDIT, unmet_form, service_case_get),
    ROUTE_FORM("/cases/:case/unmet/:unmet/end", unmet_end_post, CAP_CASE_EDIT, unmet_end_form,
               service_case_get),
    ROUTE(GET, "/figures/unmet", unmet_figures_get, CAP_FIGURES),
    ROUTE(GET, "/cases/:case/benefits", benefit_list_get, CAP_BENEFIT_READ),
    ROUTE(GET, "/cases/:case/benefits/new", benefit_new_get, CAP_BENEFIT_EDIT),
    ROUTE_FORM("/cases/:case/benefits", benefit_post, CAP_BENEFIT_EDIT, benefit_form,
               benefit_new_get),
    ROUTE_FORM("/cases/:case/benefits/:benefit/void", benefit_void_post, CAP_BENEFIT_EDIT,
               benefit_void_form, benefit_list_get),
    ROUTES_END,
};

static const struct nav_item directory_nav[] = {
    {"/services", "service.directory", "building", CAP_SERVICE_READ, 45, false},
    {"/figures/unmet", "unmet.figures", "map-pin", CAP_FIGURES, 61, false},
    NAV_END,
};

static const struct panel directory_panels[] = {
    {SLOT_CASE_SIDE, 40, CAP_BENEFIT_READ, benefit_panel_draw},
    PANELS_END,
};

static const struct event_kind directory_events[] = {
    {"organization.added", 0, NULL},
    {"organization.changed", 0, NULL},
    {"organization.imported", 0, NULL},
    {"service.imported", 0, NULL},
    {"service.added", 0, NULL},
    {"service.changed", 0, NULL},
    {"service.capacity", 0, NULL},
    {"service.assured", 0, NULL},
    {"unmet.added", EVENT_TIMELINE, "need"},
    {"unmet.ended", EVENT_TIMELINE, "need"},
    {"benefit.added", EVENT_TIMELINE, "stated_kind"},
    {"benefit.imported", EVENT_TIMELINE, "stated_kind"},
    {"benefit.voided", 0, "stated_kind"},
    EVENTS_END,
};

extern const struct feature directory_feature;
const struct feature directory_feature = {
    .name = "directory",
    .routes = directory_routes,
    .panels = directory_panels,
    .nav = directory_nav,
    .events = directory_events,
};
