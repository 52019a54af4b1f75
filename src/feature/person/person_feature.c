/* person/person_feature.c: what the feature hands to the core. */
#include "core/feature.h"

static const struct event_kind person_events[] = {
    {"person.added", 0, NULL},
    {"person.viewed", 0, NULL},
    EVENTS_END,
};

extern const struct feature person_feature;
const struct feature person_feature = {
    .name = "person",
    .events = person_events,
};
