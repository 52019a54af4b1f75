/* consent/consent_feature.c: what the feature hands to the core. */
#include "core/feature.h"
#include "feature/consent/consent.h"

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

const struct feature consent_feature = {
    .name = "consent",
    .events = consent_events,
    .subscribers = consent_subscribers,
};
