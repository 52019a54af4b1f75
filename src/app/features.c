/* app/features.c: THE list. A feature is added or removed here, and in DEPS and its folder. */
#include "app/features.h"

extern const struct feature account_feature;
extern const struct feature person_feature;
extern const struct feature casefile_feature;
extern const struct feature note_feature;

const struct feature *const feature_all[] = {
    &account_feature,
    &person_feature,
    &casefile_feature,
    &note_feature,
    NULL,
};
