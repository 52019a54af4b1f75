/* review/review_feature.c: what the feature hands to the core. */
#include "core/feature.h"
#include "feature/review/closure.h"
#include "feature/review/review.h"
#include "review_handlers.h"

static const struct route review_routes[] = {
    ROUTE(GET, "/cases/:case/reviews", review_list_get, CAP_REVIEW_READ),
    ROUTE(GET, "/cases/:case/closure", closure_page_get, CAP_REVIEW_READ),
    ROUTE_OFFLINE("/cases/:case/closure", closure_post, CAP_REVIEW_EDIT, closure_form,
                  closure_page_get),
    ROUTE(GET, "/cases/:case/reopening", reopening_get, CAP_CASE_REOPEN),
    ROUTE_FORM("/cases/:case/reopening", reopening_post, CAP_CASE_REOPEN, reopening_form,
               reopening_get),
    ROUTES_END,
};

static const struct panel review_panels[] = {
    {SLOT_CASE_TOP, 10, CAP_REVIEW_READ, closure_banner_draw},
    {SLOT_CASE_SIDE, 30, CAP_REVIEW_READ, review_panel_draw},
    {SLOT_INTAKE, 10, CAP_REVIEW_READ, closure_earlier_draw},
    PANELS_END,
};

static const struct event_kind review_events[] = {
    {"review.held", EVENT_TIMELINE | EVENT_DOCUMENT | EVENT_DECISION, "form"},
    {"evaluation.done", EVENT_TIMELINE | EVENT_DOCUMENT | EVENT_DECISION, "form"},
    {"closure.asked", 0, "closure_reason"},
    {"closure.approved", 0, "closure_reason"},
    EVENTS_END,
};

static const struct subscriber review_subscribers[] = {
    {"approval.approved", closure_on_approved},   {"approval.refused", closure_on_refused},
    {"approval.withdrawn", closure_on_withdrawn}, {"review.held", review_on_held},
    {"evaluation.done", review_on_held},          SUBSCRIBERS_END,
};

const struct feature review_feature = {
    .name = "review",
    .routes = review_routes,
    .panels = review_panels,
    .events = review_events,
    .subscribers = review_subscribers,
};
