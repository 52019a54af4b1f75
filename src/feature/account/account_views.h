/* account/account_views.h: views of signing in and of the own account. */
#ifndef ACCOUNT_VIEWS_H
#define ACCOUNT_VIEWS_H

#include "core/form.h"
#include "core/view.h"

struct sign_in_view {
    struct field_view login, password;
    struct str next, kept, kept_path;
    bool expired; /* the session ended while something was typed, or was idle for too long */
    bool has_kept;
};

struct seat_view {
    struct id id;
    struct str role, unit;
    bool current;
};
LIST_TYPE(seat_view_list, struct seat_view);

struct account_view {
    struct field_view language, theme, density, text_size, form_pages, calendar;
    struct seat_view_list seats;
    bool has_seats; /* more than one */
    bool may_enrol;
    struct str name, login;
};

struct password_view {
    struct field_view present, password;
    struct str phrase; /* a suggestion */
    bool must_change;
    struct str asked_by, confirmed_by; /* who gave the present one; or empty */
    struct instant given_at;
};

struct account_change_view {
    struct id id;
    struct str name, login, unit, role, asked_by;
    struct instant asked_at;
    bool phrase, own;
};
struct account_changes_view {
    LIST_OF(struct account_change_view) changes;
};
struct account_change_done_view {
    struct str name, asked_by, half;
};

struct session_view {
    struct id id;
    struct str device;
    struct instant created_at, seen_at;
    bool current;
};
struct sessions_view {
    LIST_OF(struct session_view) sessions;
};

struct draft_kept_view {
    struct id id;
    struct str text; /* "Kept at 09:40" */
};

struct session_state_view {
    struct instant ends_at;
    int64_t minutes; /* until then, begun ones too */
    bool soon;       /* time to say so */
};

#endif
