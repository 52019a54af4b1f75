/* picture/picture_views.h: views of the pictures of a case. */
#ifndef PICTURE_VIEWS_H
#define PICTURE_VIEWS_H

#include "core/view.h"
#include "feature/picture/picture.h"

/** Links between the pictures: {{> picture_views_nav nav}}. */
struct picture_views_nav_view {
    struct id casefile_id;
    struct str current;
    bool has_network, has_chronology;
};

struct picture_line_view {
    struct str d, cls;
};
struct picture_text_view {
    struct str text;
    int y;
};
/** A symbol of the family's picture. */
struct picture_node_view {
    int x, y;
    struct str name; /* in full; empty: an unknown parent */
    struct str symbol, age;
    struct str cls;
    bool is_index, is_dead, is_unknown;
    LIST_OF(struct picture_text_view) texts;
};

struct picture_relation_view {
    struct str kind, name;
    struct date since;
};
/** The same person in the table. */
struct picture_member_view {
    struct id id;
    struct str name, sex, birth, age;
    struct date died_on;
    bool is_index, is_home;
    LIST_OF(struct picture_relation_view) relations;
};

struct picture_family_view {
    struct picture_views_nav_view nav;
    struct id person_id;
    struct str client;
    int width, height;
    LIST_OF(struct picture_line_view) lines;
    LIST_OF(struct picture_node_view) nodes;
    LIST_OF(struct picture_member_view) members;
    int members_n, more, left_out;
    bool is_alone, has_home, may_edit;
};

/** Somebody of the household. */
struct picture_home_view {
    struct id id;
    struct str name, symbol, age;
    bool is_index;
};
struct picture_month_view {
    struct str text;
    int x;
};
struct picture_seen_view {
    struct date on;
    struct str what, by;
};
struct picture_report_view {
    struct date on;
    int64_t percent;
    struct str words, by;
};
struct picture_goal_view {
    struct str wish, href, line;
    int64_t percent;
    struct date due;
    int due_x;
    bool is_late;
    LIST_OF(struct picture_report_view) reports;
};
struct picture_glance_view {
    struct picture_views_nav_view nav;
    LIST_OF(struct picture_home_view) home;
    int64_t hidden;
    bool may_contacts, may_goals;
    int width, height;
    LIST_OF(struct picture_line_view) days; /* squares of one kind, as a path */
    LIST_OF(struct picture_month_view) months;
    LIST_OF(struct picture_seen_view) seen;
    int seen_n, gap_n;
    struct date from, gap_from, gap_to;
    LIST_OF(struct picture_goal_view) goals;
};

/** A box around the household. */
struct picture_box_view {
    int x, y;
    struct str name, what, short_name, short_what, cls;
};
struct picture_tie_view {
    struct str name, href, what, of, tie;
};
struct picture_network_view {
    struct picture_views_nav_view nav;
    struct str client;
    int width, height, x, y, more;
    LIST_OF(struct picture_text_view) home; /* names in the middle */
    LIST_OF(struct picture_line_view) lines;
    LIST_OF(struct picture_box_view) boxes;
    LIST_OF(struct picture_tie_view) ties;
    int64_t hidden;
    int ties_n;
};

#endif
