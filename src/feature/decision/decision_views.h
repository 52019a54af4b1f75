/* decision/decision_views.h: views of the pages of decisions. */
#ifndef DECISION_VIEWS_H
#define DECISION_VIEWS_H

#include "core/draft_keep.h"
#include "core/form.h"
#include "core/view.h"
#include "core/web.h"
#include "feature/decision/decision.h"

struct decision_row_view {
    struct str href, title, kind, reason, by;
    struct date appeal_until;
    struct instant at;
    bool is_corrected, is_correction;
};
struct decision_list_view {
    struct id casefile_id;
    LIST_OF(struct decision_row_view) decisions;
    bool may_add;
};

struct decision_page_view {
    struct id casefile_id;
    struct decision one;
    struct str title;
    struct decision_evidence_list evidence;
    bool may_correct;
};

/** The boxes for what a decision rests on, in the form of any decision. */
struct decision_evidence_view {
    struct field_view_list boxes;
};

struct decision_new_view {
    struct id casefile_id, corrects_id;
    struct field_view kind, what, reason, alternatives, agreed, appeal_until;
    struct field_view_list evidence;
    struct str old; /* what is corrected, in words */
    struct draft_notice_view draft;
};

#endif
