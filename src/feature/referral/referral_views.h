/* referral/referral_views.h: views of the pages of referrals. */
#ifndef REFERRAL_VIEWS_H
#define REFERRAL_VIEWS_H

#include "core/form.h"
#include "core/view.h"
#include "core/web.h"
#include "feature/casefile/casefile_page.h"
#include "feature/referral/referral.h"

/** The badge of a state. */
struct referral_state_view {
    struct str cls, label;
};

/** What is shared, as the receiver sees it: {{> referral_shared shared}}. */
struct referral_shared_view {
    struct str need;
    struct referral_item_list facts, answers;
    bool is_shown;
};

/** One thing that can be done now: {{> referral_acts acts}}. */
struct referral_act_view {
    struct str code, label;
    struct field_view_list fields; /* none: a button is enough */
    bool open;
};
LIST_TYPE(referral_act_view_list, struct referral_act_view);
struct referral_acts_view {
    struct str action;
    int64_t version;
    struct referral_act_view_list acts;
};

/** What was done: {{> referral_history history}}. */
struct referral_done_view {
    struct str label, reason, by, words;
    struct date on;
    struct instant at;
};
LIST_TYPE(referral_done_view_list, struct referral_done_view);
struct referral_history_view {
    struct referral_done_view_list done;
};

/** A row of any list. */
struct referral_row_view {
    struct str href, name, other, who, reason;
    struct str urgency; /* only if it is urgent */
    struct str to_name;
    struct referral_state_view state;
    struct due_view due;
    struct date sent_on, waiting_until;
};
LIST_TYPE(referral_row_view_list, struct referral_row_view);

struct referral_list_view {
    struct id casefile_id;
    struct referral_row_view_list rows;
    bool may_add;
};

struct referral_link_view {
    struct str href, label;
    bool current;
};
struct referral_inbox_view {
    LIST_OF(struct referral_link_view) shows, states;
    struct referral_row_view_list rows;
    bool received, ended, has_pages;
    struct pager_view pager;
};

/** Whom it may be for, of those who sign in here. */
struct referral_choice_view {
    struct id id;
    struct str label;
};
LIST_TYPE(referral_choice_view_list, struct referral_choice_view);
struct referral_to_view {
    struct id casefile_id;
    struct referral_choice_view_list teams, agencies;
};

/** A kind of data that may be ticked, and what that is here. */
struct referral_kind_view {
    struct str code, label, text;
    bool chosen;
};
LIST_TYPE(referral_kind_view_list, struct referral_kind_view);
/** Answers of one form that may be ticked. */
struct referral_answers_view {
    struct str title;
    struct referral_item_list answers;
    bool open;
};
LIST_TYPE(referral_answers_view_list, struct referral_answers_view);
struct referral_form_view {
    struct str action, back, to_value, to_name;
    int64_t version; /* 0: a new one */
    struct field_view urgency, need, channel, sector, answer_kinds, acknowledged_due, feedback_due;
    struct referral_kind_view_list kinds;
    struct referral_answers_view_list forms;
    bool asks_channel, has_days;
};

struct referral_link_row_view {
    struct id id;
    struct str by, revoked_by;
    struct instant created_at, ends_at, revoked_at, opened_at;
    int64_t opened_n;
    bool live;
};
struct referral_page_view {
    struct id casefile_id;
    const struct referral *referral;
    struct referral_state_view state;
    struct due_view due;
    struct str urgency, channel, attended, outcome, reason, withheld;
    struct str why_not; /* what the consent lacks */
    struct referral_shared_view shared;
    struct referral_acts_view acts, told, ending; /* told: what the receiver said on the phone */
    struct referral_history_view history;
    LIST_OF(struct referral_link_row_view) links;
    struct field_view days;
    bool is_draft, may_edit, may_send, has_links, may_link;
};

/** The link itself, shown once. */
struct referral_secret_view {
    struct str address, back, to_name;
    struct date until;
};

/** What a request of the receiver's own begins with: the form of a new request, filled in. */
struct referral_intake_view {
    struct str given_name, family_name, phone, channel, source, contact, urgency, narrative;
    bool may;
};

/** For the receiver, with an account or by a link. */
struct referral_received_view {
    const struct referral *referral;
    struct referral_state_view state;
    struct str urgency, notice;
    struct date answer_by, until; /* until: when the link ends */
    struct referral_shared_view shared;
    struct referral_acts_view acts;
    struct referral_history_view history;
    bool by_link;
    struct referral_intake_view intake;
};
struct referral_gone_view {
    int unused; /* one page for all: it knows nothing */
};

/** On the overview of a case. */
struct referral_panel_view {
    struct id casefile_id;
    struct referral_row_view_list rows;
    bool may_add;
};
struct referral_action_view {
    struct id casefile_id;
};
/** On the page of the day. */
struct referral_today_view {
    struct referral_row_view_list rows;
};

#endif
