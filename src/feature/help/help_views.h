/* help/help_views.h: views of the pages about the product itself. */
#ifndef HELP_VIEWS_H
#define HELP_VIEWS_H

#include "core/view.h"

struct help_view {
    bool signed_in;
};
struct help_shortcuts_view {
    bool signed_in;
};
struct help_accessibility_view {
    struct str site_name;
};
struct help_privacy_view {
    struct str site_name;
};
/** How long it is at a risk level: "3 working days". */
struct help_limit_view {
    struct str risk, text;
};
/** A deadline of the programme, in words. */
struct help_clock_view {
    struct str label, why, owner, source, told;
    struct str programme; /* where several run */
    LIST_OF(struct help_limit_view) limits;
    int64_t warn_days, told_days; /* -1: none */
    bool repeats, warns, is_told, may_pause;
};
struct help_deadlines_view {
    struct str programme; /* the first one */
    bool several;
    LIST_OF(struct help_clock_view) clocks;
};
struct kitchen_sink_view {
    bool shown;
};

#endif
