/* consent/consent_views.h: views of the pages of consents. */
#ifndef CONSENT_VIEWS_H
#define CONSENT_VIEWS_H

#include "core/draft_keep.h"
#include "core/form.h"
#include "core/view.h"
#include "core/web.h"
#include "core/weighed.h"
#include "feature/consent/consent.h"
#include "feature/person/person_page.h"

/** One consent in the words of the page. */
struct consent_view {
    struct consent consent;
    struct str href, to, purposes, kinds, state, state_cls;
    bool is_given, is_over, is_client;
};
LIST_TYPE(consent_view_list, struct consent_view);

struct consent_list_view {
    struct id casefile_id;
    struct consent_view_list valid, over;
    bool may_add, has_form;
};

struct consent_new_view {
    struct id casefile_id;
    struct field_view person, to, to_name, purposes, kinds, withheld, how, giver, giver_name,
        witness, basis, reason, since, until;
    struct draft_notice_view draft;
    struct str words; /* what the directory is searched for */
    LIST_OF(struct option_view) found;
    bool is_exception, has_people, may_search;
    struct weighed_view weighed;
};

struct consent_use_view {
    struct str what, label;
    struct instant at, stopped_at;
    bool is_running;
};
struct consent_page_view {
    struct id casefile_id;
    struct consent_view one;
    LIST_OF(struct consent_use_view) uses;
    int64_t running_n;
    struct field_view withdrawn_on, words;
    bool may_withdraw, is_sent;
};

struct consent_language_view {
    struct str href, name, tag;
    bool current;
};
struct consent_receipt_view {
    struct str back, number, agency, worker;
    struct consent_view one;
    LIST_OF(struct consent_language_view) languages;
    LIST_OF(struct str) stopped; /* what ended when it was taken back */
    struct contact_paper_view paper;
    bool is_withdrawn;
};

#endif
