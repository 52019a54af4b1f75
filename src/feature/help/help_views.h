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
struct kitchen_sink_view {
    bool shown;
};

#endif
