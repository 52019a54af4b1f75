/* app/features.c: THE list. A feature is added or removed here, and in DEPS and its folder. One
 * word says whether it is in the browser's module too: what nobody does offline only makes that
 * longer to fetch (docs/adr/0009). The scenarios run with all of them there as well. */
#include "app/assets.h"

/* One a line; the order is that of panels and navigation items which have the same order. */
/* clang-format off */
#define FEATURES(EVERYWHERE, ONLINE) \
    EVERYWHERE(account) \
    EVERYWHERE(person) \
    EVERYWHERE(casefile) \
    ONLINE(intake) \
    EVERYWHERE(promise) \
    EVERYWHERE(note) \
    ONLINE(doc) \
    EVERYWHERE(caseload) \
    EVERYWHERE(search) \
    ONLINE(report) \
    EVERYWHERE(task) \
    EVERYWHERE(deadline) \
    EVERYWHERE(today) \
    EVERYWHERE(appointment) \
    EVERYWHERE(visit) \
    EVERYWHERE(review) \
    ONLINE(admin) \
    ONLINE(device) \
    EVERYWHERE(assess) \
    EVERYWHERE(plan) \
    ONLINE(directory) \
    ONLINE(hsds) \
    EVERYWHERE(consent) \
    ONLINE(referral) \
    ONLINE(feed) \
    ONLINE(decision) \
    ONLINE(member) \
    ONLINE(conference) \
    ONLINE(proposal) \
    ONLINE(transfer) \
    ONLINE(sync) \
    ONLINE(letter) \
    ONLINE(picture) \
    ONLINE(print) \
    EVERYWHERE(outbox) \
    EVERYWHERE(help) \
    ONLINE(help_dev)
/* clang-format on */

#define DECLARED(name) extern const struct feature name##_feature;
#define LISTED(name) &name##_feature,
#define LEFT_OUT(name)

FEATURES(DECLARED, DECLARED)

const struct feature *const feature_all[] = {FEATURES(LISTED, LISTED) NULL};
const struct feature *const feature_offline[] = {FEATURES(LISTED, LEFT_OUT) NULL};
