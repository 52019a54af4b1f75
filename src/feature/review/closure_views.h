/* review/closure_views.h: views of the pages of ending and reopening a case. */
#ifndef CLOSURE_VIEWS_H
#define CLOSURE_VIEWS_H

#include "core/draft_keep.h"
#include "core/form.h"
#include "core/view.h"
#include "core/web.h"
#include "core/weighed.h"
#include "feature/casefile/casefile_page.h"
#include "feature/review/closure.h"

/** Something that is missing: {{> closure_gap this}}. */
struct closure_gap_view {
    struct str what, why, href, skip_href;
    struct due_view due;
};

/** Something that people wait for, with what becomes of it: {{> closure_end this}}. */
struct closure_end_view {
    struct str id, what, who, href, words, words_label, error, words_error;
    struct due_view due;
    LIST_OF(struct option_view) options;
};
/** What was answered about it. */
struct closure_ended_view {
    struct str what, answer, words;
};

/** A closure to read: {{> closure_record this}}. */
struct closure_record_view {
    struct closure closure;
    LIST_OF(struct closure_ended_view) ends;
    struct str state, state_cls, risk_cls, risk;
    bool is_asked, is_reopened;
};

struct closure_page_view {
    struct id casefile_id,
        approval_id; /* approval_id: of a closure that waits and may be taken back */
    LIST_OF(struct closure_gap_view) gaps;
    LIST_OF(struct closure_end_view) ends;
    LIST_OF(struct closure_record_view) records;
    struct str refused_by, refused_words; /* why the last one was sent back, or empty */
    struct date last_seen;
    bool may_ask, may_reopen, is_open, is_waiting, needs_approval;
    struct field_view reason, words, risk, told, missing_why;
    struct weighed_view weighed;
    struct draft_notice_view draft;
};

struct closure_banner_view {
    struct id casefile_id;
    struct closure closure; /* the last one */
    bool is_closed, is_refused, may_reopen, may_ask;
    struct date closed_on;
};

struct reopening_view {
    struct id casefile_id;
    struct field_view reason, words, phase;
};

/** Somebody who is referred again. */
struct closure_earlier_row_view {
    struct id casefile_id;
    struct str number, programme, reason, words;
    struct date closed_on;
};
struct closure_earlier_view {
    LIST_OF(struct closure_earlier_row_view) rows;
};

#endif
