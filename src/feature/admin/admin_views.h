/* admin/admin_views.h: views of administration and of the journal. */
#ifndef ADMIN_VIEWS_H
#define ADMIN_VIEWS_H

#include "core/form.h"
#include "core/web.h"

/** The chain of the journal: on the overview and above the journal. */
struct admin_chain_view {
    int64_t size, waiting;
    struct str root;
    struct instant at;
    bool signed_yet, waiting_more;
};

struct admin_view {
    int64_t active, disabled, agencies, teams, areas;
    struct admin_chain_view chain;
};

struct admin_account_row_view {
    struct id id;
    struct str name, login, role, unit;
    int64_t more; /* further seats */
    bool disabled;
    struct instant last_seen;
};
struct admin_accounts_view {
    struct str q;
    struct option_view_list roles, states;
    LIST_OF(struct admin_account_row_view) rows;
    int64_t total;
    bool filtered;
    struct pager_view pager;
};

/** What a role is for, in the programme's words. */
struct admin_role_view {
    struct str label, why;
};
struct admin_account_new_view {
    struct field_view login, name, phone, language, role, unit;
    LIST_OF(struct admin_role_view) roles;
};

struct admin_seat_view {
    struct id id, account_id;
    struct str role, unit;
};
struct admin_account_view {
    struct id id;
    struct str login;
    int64_t version;
    bool disabled, own;
    bool waiting; /* something waits for a second person */
    struct instant last_seen;
    struct field_view name, phone, language, role, unit;
    LIST_OF(struct admin_seat_view) seats;
};

struct admin_phrase_view {
    struct id id;
    struct str login, name, half;
    bool is_new;
};

struct admin_unit_row_view {
    struct id id;
    struct str name, code, parent, area;
    int64_t people;
};
/** An area with those in it; drawn by a template that calls itself. */
struct admin_area_view {
    struct id id;
    struct str name, code;
    LIST_OF(struct admin_area_view) below;
};
LIST_TYPE(admin_area_view_list, struct admin_area_view);
struct admin_units_view {
    LIST_OF(struct admin_unit_row_view) agencies, teams;
    struct admin_area_view_list areas;
};

struct admin_unit_view {
    struct str action;
    struct field_view_list fields;
    int64_t version;
    bool is_new;
};

struct admin_journal_row_view {
    struct id subject_id, casefile_id;
    struct str what, name, login, role, number;
    int64_t position;
    struct instant at;
    struct str second; /* "09:40:12", the machine's second for comparing with logs */
    bool waiting, confidential, erased;
};
struct admin_journal_view {
    struct admin_chain_view chain;
    struct str from, to, group, login, number, person, position;
    struct option_view_list groups;
    struct str problem; /* a filter that nothing can fit, in words */
    LIST_OF(struct admin_journal_row_view) rows;
    struct id next;
    bool filtered, later; /* later: not the first page */
};

#endif
