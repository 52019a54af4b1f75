/* decision/decision_feature.c: what the feature hands to the core. */
#include "core/feature.h"
#include "decision_handlers.h"
#include "feature/decision/decision.h"

static const struct route decision_routes[] = {
    ROUTE(GET, "/cases/:case/decisions", decision_list_get, CAP_DECISION_READ),
    ROUTE(GET, "/cases/:case/decisions/new", decision_new_get, CAP_DECISION_ADD),
    ROUTE_FORM("/cases/:case/decisions", decision_post, CAP_DECISION_ADD, decision_form,
               decision_new_get),
    ROUTE(GET, "/cases/:case/decisions/:decision", decision_get, CAP_DECISION_READ),
    ROUTES_END,
};

static const struct panel decision_panels[] = {
    {SLOT_WEIGHED, 10, CAP_DECISION_ADD, decision_evidence_draw},
    PANELS_END,
};

static const struct event_kind decision_events[] = {
    {"decision.made", EVENT_TIMELINE | EVENT_DECISION, "decision_kind"},
    EVENTS_END,
};

static const struct subscriber decision_subscribers[] = {
    {"casefile.risk_changed", decision_on_event},
    {"casefile.phase_entered", decision_on_event},
    {"plan.agreed", decision_on_event},
    {"approval.refused", decision_on_event},
    {"consent.excepted", decision_on_event},
    {"casefile.closed", decision_on_event},
    SUBSCRIBERS_END,
};

const struct feature decision_feature = {
    .name = "decision",
    .routes = decision_routes,
    .panels = decision_panels,
    .events = decision_events,
    .subscribers = decision_subscribers,
};
