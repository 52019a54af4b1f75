/* proposal/proposal_views.h: views of the pages of proposals. */
#ifndef PROPOSAL_VIEWS_H
#define PROPOSAL_VIEWS_H

#include "core/draft_keep.h"
#include "core/form.h"
#include "core/view.h"
#include "core/web.h"
#include "feature/person/person_page.h"
#include "feature/proposal/proposal.h"

struct proposal_row_view {
    struct proposal one;
    struct str href, state, state_cls;
};
LIST_TYPE(proposal_row_view_list, struct proposal_row_view);
struct proposal_list_view {
    struct id casefile_id;
    struct proposal_row_view_list proposals;
    bool may_add;
};

struct proposal_new_view {
    struct id casefile_id;
    struct field_view kind, happened_on, facts, form_record, causes, asked_words, children_n,
        children_effect, easements, easement_words, help_instead, notice;
    struct draft_notice_view draft;
    int64_t children_known; /* of the household, as far as the actor sees it */
};

struct proposal_page_view {
    struct id casefile_id;
    struct proposal_row_view row;
    struct str easements;
    struct field_view told_on, told_how, respond_by, answered_on, answer, outcome, words,
        appeal_until, appealed_on, appeal_words, appeal_outcome, appeal_decided_words;
    struct date waits_until; /* may not be upheld before the day after */
    struct contact_line_view reach;
    bool may_tell, may_answer, may_decide, may_drop, may_appeal, may_decide_appeal, is_own, is_sent;
};

struct proposal_banner_view {
    struct id casefile_id;
    struct proposal_row_view_list open;
};

struct proposal_language_view {
    struct str href, name, tag;
    bool current;
};
struct proposal_notice_view {
    struct str back, number, agency, worker, client;
    struct proposal one;
    LIST_OF(struct proposal_language_view) languages;
    struct contact_paper_view paper;
    int64_t days;
    bool is_told, is_open, is_upheld, is_dropped, is_overturned;
};

#endif
