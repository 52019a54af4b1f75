/* report/report_views.h: the page of figures. */
#ifndef REPORT_VIEWS_H
#define REPORT_VIEWS_H

#include "core/form.h"
#include "core/view.h"

/** A bar: its label, its number unless hidden, and its length in hundredths of the longest. */
struct bar_view {
    struct str label;
    int64_t n, width;
    bool hidden, most;
};
LIST_TYPE(bar_view_list, struct bar_view);

struct month_view {
    struct date month;
    int64_t opened, closed;
    bool opened_hidden, closed_hidden, labelled;
};

/** A figure of the programme: what it is, and its rows. */
struct kpi_view {
    struct str label, definition;
    struct bar_view_list rows;
};
LIST_TYPE(kpi_view_list, struct kpi_view);
struct figures_view {
    struct option_view_list areas;
    struct instant as_of;
    struct str csv_href, area;
    int64_t open;
    bool open_hidden, has_peak;
    struct str peak_label; /* the phase with most open cases */
    int64_t peak;
    struct bar_view_list phases, risks, by_area;
    struct kpi_view_list kpis, few; /* few: those of which nothing may be shown yet */
    LIST_OF(struct month_view) months;
    struct str opened_points, closed_points; /* of the line chart, 0..550 by 0..100 */
    int64_t top, half, zero;                 /* of its scale */
};

#endif
