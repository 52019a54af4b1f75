/* app/features.c: THE list. A feature is added or removed here, and in DEPS and its folder. */
#include "app/assets.h"

extern const struct feature account_feature;
extern const struct feature admin_feature;
extern const struct feature help_feature;
extern const struct feature intake_feature;
extern const struct feature person_feature;
extern const struct feature casefile_feature;
extern const struct feature note_feature;
extern const struct feature caseload_feature;
extern const struct feature report_feature;
extern const struct feature task_feature;
extern const struct feature deadline_feature;
extern const struct feature review_feature;
extern const struct feature assess_feature;
extern const struct feature letter_feature;
extern const struct feature plan_feature;

/* One a line; the order is that of panels and navigation items which have the same order. */
/* clang-format off */
const struct feature *const feature_all[] = {
    &account_feature,
    &person_feature,
    &casefile_feature,
    &intake_feature,
    &note_feature,
    &caseload_feature,
    &report_feature,
    &task_feature,
    &deadline_feature,
    &review_feature,
    &admin_feature,
    &assess_feature,
    &plan_feature,
    &letter_feature,
    &help_feature,
    NULL,
};
/* clang-format on */
