/* assess/assess_score_views.h: views of scores: what moved them, how they went over time; and of
 * two records side by side. */
#ifndef ASSESS_SCORE_VIEWS_H
#define ASSESS_SCORE_VIEWS_H

#include "core/form.h"
#include "core/view.h"

/* ---- what moved a result -------------------------------------------------------------------- */

/** One answer and what it did. */
struct assess_mover_view {
    struct str label, text;
    struct str by;      /* "+3", or empty */
    struct str instead; /* the choice that it was compared with, or empty */
    struct str other;   /* the result without it, or with that choice; empty: none */
    bool is_partial;    /* other is not to be shown: answers are missing */
};
LIST_TYPE(assess_mover_view_list, struct assess_mover_view);

/** A score or a proposal with the answers that moved it: {{> assess_moved this}}. */
struct assess_moved_view {
    struct str label, value;
    struct str most;                            /* of a score: the highest it can be */
    struct str decided;                         /* of a proposal: what the person chose */
    struct assess_mover_view_list movers, more; /* more: the smaller ones */
    bool is_proposal, differs, is_alone;        /* is_alone: no single answer moved it */
    bool has_hidden, is_cut, is_revised;        /* why it may not be all */
};
LIST_TYPE(assess_moved_view_list, struct assess_moved_view);

/* ---- scores over time ----------------------------------------------------------------------- */

/** A place on the axis, in hundredths of its length from the left edge. */
struct assess_dot_view {
    int x;
    struct str text;
};
LIST_TYPE(assess_dot_view_list, struct assess_dot_view);

/** One level of a scale. */
struct assess_level_view {
    struct str number, label;
    struct str tint; /* digits behind the point: "08" */
    int x, from, width;
};
LIST_TYPE(assess_level_view_list, struct assess_level_view);

/** One score on one date. */
struct assess_cell_view {
    struct str text;
    bool hidden;
};
LIST_TYPE(assess_cell_view_list, struct assess_cell_view);

struct assess_scale_row_view {
    struct str label, about; /* about: what is judged, the hint of its question */
    struct str now,
        was; /* the latest and the first in words; was is empty when there is one only */
    struct assess_dot_view first, last;
    struct assess_dot_view_list between;
    struct assess_cell_view_list cells;
    int first_r; /* radius of the ring: around the dot when they are in one place */
    bool has_last, has_first, is_hidden;
    bool is_near; /* no room for two numbers */
};
LIST_TYPE(assess_scale_row_view_list, struct assess_scale_row_view);

/** Scores of one scale. */
struct assess_scale_view {
    struct assess_level_view_list levels; /* empty: only the two ends are named */
    struct str low, high;
    struct assess_scale_row_view_list rows;
};
LIST_TYPE(assess_scale_view_list, struct assess_scale_view);

struct assess_plot_date_view {
    struct date on;
    struct str href;
};

/** The scores of a form over its records: {{> assess_plot plot}}. */
struct assess_plot_view {
    struct assess_scale_view_list scales;
    LIST_OF(struct assess_plot_date_view) dates; /* oldest first */
    struct date first_on, last_on;
    bool has_between, has_first;
    bool is_open; /* more than the picture shows */
    bool is_pair; /* one record and the one before it */
};

/* ---- two side by side ----------------------------------------------------------------------- */

struct assess_side_view {
    struct str text;
    bool empty, hidden;
};
struct assess_pair_view {
    struct str label;
    struct assess_side_view a, b;
    bool differs, is_heading;
};
struct assess_pairs_view {
    struct str title;
    LIST_OF(struct assess_pair_view) rows;
};

/** One of the two records. */
struct assess_source_view {
    struct str href, author, version;
    struct date on;
    bool replaced;
    struct field_view choice;
};

struct assess_compare_view {
    struct str form, title, base;
    struct assess_source_view a, b;
    LIST_OF(struct assess_pairs_view) parts;
    int same_n, hidden_n;
    bool all, has_two, is_equal, other_version;
    struct str all_href; /* the same page with all answers, or with the differences only */
};

#endif
