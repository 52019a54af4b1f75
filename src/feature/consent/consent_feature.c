/* consent/consent_feature.c: what the feature hands to the core. */
#include "consent_handlers.h"
#include "core/feature.h"
#include "feature/consent/consent.h"

static const struct route consent_routes[] = {
    ROUTE(GET, "/cases/:case/consents", consent_list_get, CAP_CONSENT_READ),
    ROUTE(GET, "/cases/:case/consents/new", consent_new_get, CAP_CONSENT_EDIT),
    ROUTE_OFFLINE("/cases/:case/consents", consent_post, CAP_CONSENT_EDIT, consent_form,
                  consent_new_get),
    ROUTE(GET, "/cases/:case/consents/:consent", consent_get, CAP_CONSENT_READ),
    ROUTE_OFFLINE("/cases/:case/consents/:consent/withdraw", consent_withdraw_post,
                  CAP_CONSENT_EDIT, consent_withdraw_form, consent_get),
    ROUTE(GET, "/cases/:case/consents/:consent/receipt", consent_receipt_get, CAP_CONSENT_READ),
    ROUTES_END,
};

static const struct event_kind consent_events[] = {
    {"consent.given", EVENT_TIMELINE | EVENT_DOCUMENT | EVENT_DECISION, "form"},
    {"consent.recorded", EVENT_TIMELINE | EVENT_DECISION, NULL},
    {"consent.excepted", EVENT_TIMELINE | EVENT_DECISION, NULL},
    {"consent.withdrawn", EVENT_TIMELINE | EVENT_DECISION, NULL},
    {"consent.stopped", EVENT_TIMELINE, "consent.use."},
    EVENTS_END,
};

static const struct subscriber consent_subscribers[] = {
    {"consent.given", consent_on_form},
    {"assess.submitted", consent_on_form},
    {"casefile.shared", consent_on_shared},
    {"casefile.share_ended", consent_on_share_ended},
    SUBSCRIBERS_END,
};

static const struct job consent_jobs[] = {{"consent_sweep", 60, consent_sweep}, JOBS_END};

const struct feature consent_feature = {
    .name = "consent",
    .routes = consent_routes,
    .events = consent_events,
    .subscribers = consent_subscribers,
    .jobs = consent_jobs,
};
