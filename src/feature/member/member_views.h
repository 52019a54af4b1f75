/* member/member_views.h: views of the pages of a case's team. */
#ifndef MEMBER_VIEWS_H
#define MEMBER_VIEWS_H

#include "core/form.h"
#include "core/view.h"
#include "feature/casefile/casefile_page.h"
#include "feature/member/member.h"

LIST_TYPE(member_word_list, struct str);
struct member_row_view {
    struct member one;
    struct member_word_list sees; /* in words */
    struct date ended_on;
    bool has_account, may_change, may_coordinate;
    bool ending; /* the form came back: no reason */
};
struct member_page_view {
    struct id casefile_id;
    struct str worker, team;
    struct str conferences_href; /* empty: the reader has no part in them */
    LIST_OF(struct member_row_view) rows, earlier;
    struct member_word_list mine; /* what the reader sees, when it is not the whole case */
    struct date until;
    struct field_view why;
    bool is_part, may_edit, worker_coordinates;
};
struct member_agency_view {
    struct str href, name;
};
struct member_new_view {
    struct id casefile_id;
    struct str agency_id;                        /* chosen; "none" of people without an account */
    LIST_OF(struct member_agency_view) agencies; /* to choose from, first */
    struct field_view account, name, profession, organization, phone, parts, since, until;
    bool is_named;
};
struct member_change_view {
    struct id casefile_id;
    struct member one;
    bool has_account;
    struct field_view phone, parts, until;
};
struct member_case_view {
    struct str href, client, number, profession;
    struct date until;
};
struct member_panel_view {
    LIST_OF(struct member_case_view) rows;
    bool more;
};

#endif
