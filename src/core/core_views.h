/* core/core_views.h: views of the frame around every page, and of the pages that say what is
 * wrong. */
#ifndef CORE_CORE_VIEWS_H
#define CORE_CORE_VIEWS_H

#include "core/draft_keep.h"
#include "core/form.h"
#include "core/view.h"
#include "core/weighed.h"

struct nav_view {
    struct str href, label, icon;
    bool current;
};
LIST_TYPE(nav_view_list, struct nav_view);

struct language_view {
    struct str tag, name;
    bool current;
};
LIST_TYPE(language_view_list, struct language_view);

/** The address of a page that can be had as a PDF, or empty. */
struct to_paper_view {
    struct str page;
};

/** How the connection stands. */
struct pill_view {
    struct str kind, text, more; /* kind: class of its colour */
    bool shown;
};

struct frame_view {
    struct pill_view pill;
    struct instant from_device;    /* the page is of the device: as of when */
    struct str stands, stands_cls; /* there: how it stands with its record, or empty */
    struct str title, site_name, account_name, role;
    struct str done; /* confirmation, or empty */
    struct str theme, density, text_size;
    struct date printed_on;
    int64_t session_ends; /* seconds since 1970; 0 when nobody is signed in */
    bool signed_in, bare, narrow, own_heading, has_errors, may_search;
    struct nav_view_list nav, beyond_nav;     /* beyond: what a wide bar has no room for */
    struct nav_view_list phone_nav, more_nav; /* more: not in the phone's bottom bar */
    struct error_view_list errors;
    struct to_paper_view paper;
    struct language_view_list languages; /* on bare pages */
    struct panel_view content;
};

/** A QR code on paper: the path is empty where there is none. */
struct qr_view {
    struct str path, label;
    int64_t side; /* of the picture, with a margin of two fields around the code */
};

struct conflict_field_view {
    struct str label, stored, typed;
};
struct kept_view {
    struct str name, value;
};
struct problem_view {
    int status;
    struct str text, hint, detail;
    LIST_OF(struct kept_view) kept; /* long texts that were typed and could not be saved */
};
struct conflict_view {
    struct str text, action;
    LIST_OF(struct conflict_field_view) rows;
    LIST_OF(struct kept_view) kept; /* everything typed, to send again */
    int64_t version;
};

#endif
