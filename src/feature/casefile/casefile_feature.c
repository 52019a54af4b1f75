/* casefile/casefile_feature.c: what the feature hands to the core. */
#include "casefile_handlers.h"
#include "core/feature.h"
#include "feature/casefile/casefile_rules.h"

static const struct route casefile_routes[] = {
    ROUTE(GET, "/cases/:case", casefile_overview_get, CAP_CASE_READ),
    ROUTE(GET, "/cases/:case/history", casefile_history_get, CAP_CASE_READ),
    ROUTE(GET, "/cases/:case/access", casefile_access_get, CAP_CASE_WATCH),
    ROUTES_END,
};

static const struct event_kind casefile_events[] = {
    {"casefile.viewed", 0, NULL},
    {"casefile.opened", EVENT_TIMELINE | EVENT_DECISION, NULL},
    {"casefile.assigned", EVENT_TIMELINE, NULL},
    {"casefile.unassigned", EVENT_TIMELINE, NULL},
    {"casefile.risk_changed", EVENT_TIMELINE | EVENT_DECISION, "risk"},
    {"casefile.safety_changed", EVENT_TIMELINE | EVENT_DECISION, NULL},
    {"casefile.edited", EVENT_TIMELINE, NULL},
    {"casefile.phase_entered", EVENT_TIMELINE | EVENT_DECISION, "phase"},
    {"casefile.step_done", EVENT_TIMELINE, NULL},
    {"casefile.step_not_needed", EVENT_TIMELINE | EVENT_DECISION, NULL},
    {"casefile.step_opened", EVENT_TIMELINE, NULL},
    {"casefile.person_added", EVENT_TIMELINE, "casefile_role"},
    {"casefile.person_removed", EVENT_TIMELINE, "casefile_role"},
    {"casefile.closed", EVENT_TIMELINE | EVENT_DECISION, NULL},
    {"casefile.reopened", EVENT_TIMELINE | EVENT_DECISION, "phase"},
    {"approval.asked", EVENT_TIMELINE | EVENT_DECISION, "approval.kind."},
    {"approval.approved", EVENT_TIMELINE | EVENT_DECISION, "approval.kind."},
    {"approval.refused", EVENT_TIMELINE | EVENT_DECISION, "approval.kind."},
    {"approval.withdrawn", EVENT_TIMELINE, "approval.kind."},
    EVENTS_END,
};

static const struct subscriber casefile_subscribers[] = {
    {"*", casefile_on_event},
    SUBSCRIBERS_END,
};

const struct feature casefile_feature = {
    .name = "casefile",
    .routes = casefile_routes,
    .events = casefile_events,
    .subscribers = casefile_subscribers,
};
