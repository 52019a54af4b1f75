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

/** A box around the household. */
struct picture_box_view {
    int x, y;
    struct str name, what, short_name, short_what, cls;
};
struct picture_tie_view {
    struct str name, href, what, of, tie, tie_href;
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
