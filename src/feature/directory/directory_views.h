/* directory/directory_views.h: views of the pages of the service directory, of unmet needs and of
 * benefits. */
#ifndef DIRECTORY_VIEWS_H
#define DIRECTORY_VIEWS_H

#include "core/form.h"
#include "core/view.h"
#include "core/web.h"
#include "feature/directory/benefit.h"
#include "feature/directory/directory.h"
#include "feature/directory/unmet.h"

/* ---- finding -------------------------------------------------------------------------------- */

/** What is known about places, in words: a badge, and since when. */
struct service_places_view {
    struct str cls, text, as_of;
};
/** How old the last check is; is_old: ask before a family goes there. */
struct service_check_view {
    struct str text;
    bool is_old;
};
struct service_row_view {
    struct str href, name, organization, about, alert, refer_href;
    struct service_places_view places;
    struct service_check_view check;
};
LIST_TYPE(service_row_view_list, struct service_row_view);

/** The filters and what was found; on a page of its own and in a case. */
struct service_found_view {
    struct str action, q, age;
    struct option_view_list needs, languages, areas;
    struct service_row_view_list rows;
    bool has_pages, is_filtered;
    struct pager_view pager;
};
struct services_view {
    struct service_found_view found;
    bool may_edit;
};

struct unmet_row_view {
    struct id id;
    struct str need, reason, area, remark, author, how;
    struct instant at, ended_at;
    bool is_open, may_end;
};
struct case_services_view {
    struct str base; /* of the case */
    struct service_found_view found;
    LIST_OF(struct unmet_row_view) unmet;
    bool may_edit, is_sent; /* is_sent: the form of unmet needs came back with a mistake */
    struct str need, need_label, area; /* as searched: one tap writes them down */
    struct field_view f_need, f_reason, f_remark;
};

/* ---- a service ------------------------------------------------------------------------------ */

struct service_page_view {
    struct service service;
    struct service_places_view places;
    struct service_check_view check;
    struct str ages, needs, languages, state;
    struct service_place_list where;
    bool may_edit, is_closed;
    struct field_view free, total, wait_days;
    struct str base;
};

struct service_form_view {
    struct str action, back;
    bool is_new;
    int64_t version;
    struct field_view is_public, organization, name, alternate_name, description, state, needs,
        languages, eligibility, minimum_age, maximum_age, application, fees, schedule, place_name,
        address, phone, email, url, alert, assured_on;
    struct option_view_list areas;
    struct str area_error;
    bool has_places; /* more than one, from an import: they are not changed here */
};

/* ---- organisations -------------------------------------------------------------------------- */

struct organizations_view {
    struct organization_list rows;
    bool may_edit, has_pages;
    struct pager_view pager;
};
struct organization_page_view {
    struct organization organization;
    struct str agency;
    struct service_row_view_list services;
    bool may_edit;
};
struct organization_form_view {
    struct str action, back;
    bool is_new;
    int64_t version;
    struct field_view name, alternate_name, description, phone, email, website, agency;
};

/* ---- figures of unmet needs ----------------------------------------------------------------- */

struct unmet_bar_view {
    struct str label;
    int64_t n, width;
    bool hidden;
};
LIST_TYPE(unmet_bar_view_list, struct unmet_bar_view);
struct unmet_figures_view {
    struct option_view_list areas;
    struct unmet_bar_view_list needs, reasons;
    struct date since;
};

/* ---- benefits ------------------------------------------------------------------------------- */

struct benefit_row_view {
    struct id id;
    struct str kind, name, state, state_cls, amount, detail, source, reference, author, void_reason;
    struct date due, stated_on;
    struct str age; /* "3 days ago" */
    bool imported, is_old, voided, may_void;
};
LIST_TYPE(benefit_row_view_list, struct benefit_row_view);
/** The newest statement about something, with the earlier ones. */
struct benefit_thing_view {
    struct benefit_row_view now;
    struct benefit_row_view_list before;
    struct str box;          /* id of its box; that of the form when it came back */
    struct str typed, error; /* why it is void, as it was sent and was not enough */
    bool is_sent;
};
struct benefits_view {
    struct str base; /* of the case */
    LIST_OF(struct benefit_thing_view) things;
    struct benefit_row_view_list voided;
    bool may_edit;
};
struct benefit_new_view {
    struct str base;
    struct field_view kind, name, state, amount, due, detail, source, reference, stated_on;
};
struct benefit_panel_view {
    struct str base;
    struct benefit_row_view_list rows; /* what needs care first; at most three */
    int64_t more;
};

#endif
