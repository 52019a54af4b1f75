/* app/features.c: THE list. A feature is added or removed here, and in DEPS and its folder. */
#include "app/assets.h"

extern const struct feature account_feature;
extern const struct feature person_feature;

const struct feature *const feature_all[] = {
    &account_feature,
    &person_feature,

    NULL,
};
