/* directory/directory_feature.c: what the feature hands to the core. */
#include "core/feature.h"

static const struct event_kind directory_events[] = {
    {"organization.added", 0, NULL},
    {"organization.changed", 0, NULL},
    EVENTS_END,
};

extern const struct feature directory_feature;
const struct feature directory_feature = {
    .name = "directory",
    .events = directory_events,
};
