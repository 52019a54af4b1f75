/* intake/intake_feature.c: what the feature hands to the core. */
#include "intake_feature.h"

#include "core/feature.h"
#include "feature/intake/intake_rules.h"

#define SHEET_BODY ((size_t)512 << 10)

static const struct route intake_routes[] = {
    ROUTE(GET, "/intakes", intake_list_get, CAP_INTAKE_READ),
    ROUTE(GET, "/intakes/new", intake_new_get, CAP_INTAKE_ADD),
    ROUTE_OFFLINE("/intakes", intake_new_post, CAP_INTAKE_ADD, intake_new_form, intake_new_get),
    ROUTE(GET, "/intakes/list", intake_sheet_get, CAP_INTAKE_ADD),
    {METHOD_POST, "/intakes/list", intake_sheet_post, CAP_INTAKE_ADD, intake_sheet_form,
     intake_sheet_get, SHEET_BODY, false},
    ROUTE(GET, "/intakes/:intake", intake_get, CAP_INTAKE_READ),
    ROUTE_OFFLINE("/intakes/:intake", intake_edit_post, CAP_INTAKE_ADD, intake_edit_form,
                  intake_edit_get),
    ROUTE(GET, "/intakes/:intake/edit", intake_edit_get, CAP_INTAKE_ADD),
    ROUTE(GET, "/intakes/:intake/screening", intake_screening_get, CAP_INTAKE_ADD),
    ROUTE_OFFLINE("/intakes/:intake/screening", intake_screening_post, CAP_INTAKE_ADD, NULL,
                  intake_screening_get),
    ROUTE(GET, "/intakes/:intake/decide", intake_decide_get, CAP_INTAKE_DECIDE),
    ROUTE_OFFLINE("/intakes/:intake/decide", intake_decide_post, CAP_INTAKE_DECIDE,
                  intake_decide_form, intake_decide_get),
    ROUTES_END,
};

static const struct nav_item intake_nav[] = {
    {"/intakes", "nav.intake", "inbox", CAP_INTAKE_READ, 30, true},
    NAV_END,
};

static const struct panel intake_panels[] = {
    {SLOT_CASE_SIDE, 80, CAP_INTAKE_READ, intake_case_panel},
    {SLOT_PERSON, 20, CAP_INTAKE_READ, intake_person_panel},
    {SLOT_TODAY, 20, CAP_INTAKE_DECIDE, intake_today_panel},
    PANELS_END,
};

static const struct event_kind intake_events[] = {
    {"intake.received", 0, "channel"},
    {"intake.viewed", 0, NULL},
    {"intake.denied", 0, NULL},
    {"intake.changed", 0, NULL},
    {"intake.screened", 0, "urgency"},
    {"intake.decided", EVENT_TIMELINE | EVENT_DECISION, "intake_decision"},
    {"intake.sheet_taken", 0, NULL},
    EVENTS_END,
};

static const struct subscriber intake_subscribers[] = {
    {"person.merged", intake_on_merge},
    {"person.merge_undone", intake_on_merge_undone},
    SUBSCRIBERS_END,
};

extern const struct feature intake_feature;
const struct feature intake_feature = {
    .name = "intake",
    .routes = intake_routes,
    .panels = intake_panels,
    .nav = intake_nav,
    .events = intake_events,
    .subscribers = intake_subscribers,
    .programme_param = "intake",
    .programme = intake_programme,
};
