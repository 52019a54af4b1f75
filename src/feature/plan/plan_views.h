/* plan/plan_views.h: views of the plan's pages. */
#ifndef PLAN_VIEWS_H
#define PLAN_VIEWS_H

#include "core/form.h"
#include "core/view.h"
#include "core/weighed.h"
#include "feature/casefile/casefile_page.h"
#include "feature/person/person_page.h"
#include "feature/plan/plan.h"

/* ---- the plan ------------------------------------------------------------------------------- */

struct plan_action_view {
    struct id id;
    struct str href, what, who, state, state_cls, outcome;
    struct str services_href; /* services that do it, when the pack names their need */
    struct due_view due;
    bool is_open, may_end, later;
};
LIST_TYPE(plan_action_view_list, struct plan_action_view);

struct plan_goal_view {
    struct id id;
    struct str href, wish, domain, baseline, target;
    struct due_view due;
    struct date due_on;
    int64_t progress;
    bool reached, given_up, is_open;
    bool may_add, may_edit, may_record;
    struct plan_action_view_list actions;
};
LIST_TYPE(plan_goal_view_list, struct plan_goal_view);

struct plan_need_view {
    struct str domain, score, href;
};
/** A goal of the pack that is offered, its actions, and the answers that call for them. */
struct plan_offer_action_view {
    struct str what, because, services_href;
};
struct plan_offer_view {
    struct str wish, domain, why, href, because;
    LIST_OF(struct plan_offer_action_view) actions;
};
struct plan_version_view {
    struct str href, state, state_cls;
    int64_t n;
    struct date agreed_on;
    struct instant at;
    bool current;
};
LIST_TYPE(plan_version_view_list, struct plan_version_view);

struct plan_page_view {
    struct str base; /* "/cases/…/plan" */
    struct plan plan;
    bool has_plan, may_edit, is_part;
    bool is_draft, is_waiting, is_approved, is_agreed, is_replaced;
    struct str approval_href; /* to take the proposal back, by who made it */
    struct str prepared_href; /* of a new version, on the page of the plan in force */
    bool may_renew;           /* a new version may be begun */
    LIST_OF(struct str) gaps;
    struct field_view words;
    struct plan_goal_view_list goals;
    LIST_OF(struct plan_need_view) needs;
    LIST_OF(struct plan_offer_view) offers;
    struct date needs_on, state_on;
    struct plan_version_view_list versions;
    bool has_versions;
    struct str seen; /* the text that is sent with a draft */
    int64_t seen_version;
    struct str compare_href, signed_href, promise_href;
};

struct plan_aim_view {
    struct str base;
    struct field_view aim;
    int64_t version;
};
struct plan_agree_view {
    struct str base, text, hash;
    struct field_view on, how, with, witness, signature, photo, code;
    struct weighed_view weighed;
    bool may_photograph;
};
/** The photo of a copy that was signed on paper. */
struct plan_photo_view {
    struct str href,
        src; /* of its document, of the picture; empty: removed, or not for the reader */
    bool was_taken, is_ready, is_waiting;
};
struct plan_signed_view {
    struct str base, tag, flow, body, hash, signature, path, how, by;
    struct plan plan;
    struct plan_photo_view photo;
    struct instant at;
    bool is_kept, is_whole;
};

/* ---- two versions --------------------------------------------------------------------------- */

struct plan_field_view {
    struct str label, was, is;
};
LIST_TYPE(plan_field_view_list, struct plan_field_view);
struct plan_action_change_view {
    struct str cls, fate, what, who;
    struct plan_field_view_list fields;
};
struct plan_goal_change_view {
    struct str cls, fate, wish, domain;
    struct plan_field_view_list fields;
    LIST_OF(struct plan_action_change_view) actions;
};
struct plan_compare_view {
    struct str base;
    int64_t from_no, to_no;
    struct str from_state, to_state;
    struct option_view_list from, to;
    struct str aim_was, aim_is;
    bool has_two, aim_changed, is_equal;
    LIST_OF(struct plan_goal_change_view) goals;
    int64_t same_n; /* goals that stayed as they are */
};

/* ---- a goal --------------------------------------------------------------------------------- */

struct plan_goal_form_view {
    struct str base, action;
    struct field_view domain, wish, baseline, target, due;
    int64_t version;
    bool is_new, has_scale;
    struct str drop_href;
};

struct plan_progress_view {
    int64_t percent;
    struct str state, note, author;
    struct instant at;
};
struct plan_goal_page_view {
    struct str base, href;
    struct plan_goal_view goal;
    LIST_OF(struct plan_progress_view) history;
    struct str line; /* points of the picture, oldest first; empty: fewer than two */
    struct str dots; /* the same points, as a path of dots */
    struct instant first_at, last_at;
    int64_t top, middle, bottom; /* of the picture, percent */
    struct field_view reached, note;
    bool may_record;
};

/* ---- an action ------------------------------------------------------------------------------ */

struct plan_action_form_view {
    struct str base, action, goal;
    struct field_view what, kind, who, who_name, start_on, due;
    int64_t version;
};
struct plan_action_page_view {
    struct str base, href, goal, goal_href;
    struct plan_action action;
    struct plan_action_view view;
    struct str kind;
    struct field_view state, outcome;
    bool may_end, may_edit, is_open;
};

/* ---- for the family, and elsewhere ---------------------------------------------------------- */

struct plan_language_view {
    struct str href, name, tag;
    bool current;
};
LIST_TYPE(plan_language_view_list, struct plan_language_view);
/** A picture by its name; one that is not known is a star. */
struct plan_picture_view {
    struct str name;
};
/** A sentence of the copy in one language: "Hala: Cook on Sunday – until 1 Dec". */
struct plan_copy_view {
    struct str tag, flow;
    struct str lead, text, tail;
    bool is_new, foreign; /* foreign: not translated, as it was written */
};
struct plan_copy_row_view {
    struct str kind; /* "title", "day", "part", "aim", "goal", "step", "call" or "seal" */
    struct plan_picture_view picture;
    bool done;
    LIST_OF(struct plan_copy_view) cells;
};
struct plan_family_view {
    struct str back, words_href, number, client;
    struct plan plan;
    struct str path, signed_name; /* of the signature */
    struct str code;              /* tells its text from others, until it is agreed */
    LIST_OF(struct plan_copy_row_view) rows;
    struct plan_language_view_list languages, beside;
    struct contact_paper_view paper;
    bool has_plan, is_agreed, two;
};
struct plan_words_row_view {
    struct str name, source, value, outdated, error;
};
struct plan_words_view {
    struct str base, tag, flow, language;
    struct plan_language_view_list languages;
    LIST_OF(struct plan_words_row_view) rows;
    int64_t version;
};

struct plan_panel_view {
    struct str base;
    struct plan_goal_view_list goals;
    int64_t version_no;
    struct date agreed_on;
    struct str state; /* of a version in preparation, in words */
    bool is_agreed, has_plan, may_start;
};

#endif
