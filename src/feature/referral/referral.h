/* referral/referral.h: what is asked of another team, agency or service for a family: written in a
 * case, sent with what the family allowed, answered by whoever it is for, with an account or by a
 * link. A struct referral is the proof that it was loaded from its case, by the unit it was sent
 * to, or by the secret of a link. Where no errors are listed, E_BUSY and E_IO are possible. */
#ifndef REFERRAL_H
#define REFERRAL_H

#include "core/feature.h"
#include "feature/casefile/casefile.h"
#include "feature/referral/referral_rules.h"

#define REFERRAL_NEED_MAX 4000
#define REFERRAL_WORDS_MAX 2000
#define REFERRAL_PAGE 50
#define REFERRAL_LINK_DAYS_MAX 90

enum referral_to { REFERRAL_TO_TEAM, REFERRAL_TO_AGENCY, REFERRAL_TO_SERVICE };

struct referral {
    struct id id, casefile_id;
    enum referral_state state;
    enum referral_to to;
    struct id to_team_id, to_agency_id; /* ID_NONE: nobody there signs in */
    struct id service_id, organization_id;
    struct str sector;  /* what kind of service: code list share_with, or empty */
    struct str to_name; /* as it was when it was written */
    struct str channel; /* code list referral_channel: "inbox", "link", "paper" */
    struct str urgency; /* code list "urgency" */
    struct id consent_id;
    struct date acknowledged_due, feedback_due;
    struct date due;            /* when something is expected next */
    struct str reason, outcome; /* code lists referral_reject or referral_fail; referral_outcome */
    struct str attended;        /* "yes", "no", or empty */
    struct date attended_on, waiting_until;
    struct instant stopped_at; /* the consent went: the receiver sees nothing any more */
    struct id created_by;
    struct instant created_at, sent_at, changed_at;
    int64_t version;
    /* Of the case, for both sides. */
    struct id person_id, worker_id;
    bool case_is_open;
    struct str programme, from_team, from_agency, worker_name, worker_phone;
};
LIST_TYPE(referral_list, struct referral);

/** The address of its page in the case. */
struct str referral_path(struct ctx *ctx, const struct referral *referral);

/* ---- what the receiver sees ------------------------------------------------------------------ */

/** One thing that is shared, or could be. */
struct referral_item {
    struct str kind;               /* code list consent_kind */
    struct str what;               /* of a fact, its name; of an answer, the question */
    struct str form, form_version; /* of an answer */
    struct str body;               /* as it is stored */
    struct str key;                /* of an answer that is on offer: what its box sends */
    struct str label, text;        /* in the reader's language */
    bool chosen;
};
LIST_TYPE(referral_item_list, struct referral_item);

/** What could be shared of a case: the facts that there are, and answers that are for all readers,
 * of the newest record of each form. Sensitive answers are not on offer. */
enum err referral_offer(struct ctx *ctx, const struct casefile *file,
                        struct referral_item_list *ret_facts,
                        struct referral_item_list *ret_answers) MUST_CHECK;
/** What the receiver sees, in the reader's language; empty once the consent is gone. */
enum err referral_items(struct ctx *ctx, const struct referral *referral,
                        struct referral_item_list *ret) MUST_CHECK;

/* ---- the sender ------------------------------------------------------------------------------ */

/** What somebody writes. */
struct referral_draft {
    enum referral_to to;
    struct id to_id;   /* of the team, agency or service */
    struct str sector; /* see struct referral */
    struct str need;   /* what is asked for, in words for the receiver */
    struct str urgency;
    struct str channel;      /* "inbox" where they sign in; else "link" or "paper" */
    struct str kinds;        /* codes of list consent_kind that are shared, with spaces between */
    struct str answers;      /* keys of answers that are shared, with spaces between */
    struct str answer_kinds; /* what they tell of: codes of list consent_kind */
    struct date acknowledged_due, feedback_due; /* DATE_NONE: by urgency */
};
/** Whom it is for, as pages say it. *ret has the to fields and the channel that fits. Errors:
 * E_INVALID  no such unit or service, or one that cannot be asked. */
enum err referral_receiver(struct ctx *ctx, enum referral_to to, struct id id,
                           struct referral *ret) MUST_CHECK;
/** The referrals of a case, newest first, at most 200. */
enum err referral_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                    struct referral_list *ret) MUST_CHECK;
/** One of the case. Errors: E_NOT_FOUND. */
enum err referral_load(struct ctx *ctx, const struct casefile *file, struct id id,
                       struct referral *ret) MUST_CHECK;
/**
 * Writes a draft; nobody but the people of the case sees it yet.
 *
 * Needs    CAP_REFERRAL_EDIT; an open case loaded for writing
 * Effects  referral, referral_item; event referral.added
 * Errors   E_INVALID  a code, the need, or the receiver; an answer that may not be shared
 */
enum err referral_add(struct ctx *ctx, const struct casefile *file,
                      const struct referral_draft *draft, struct referral *ret) MUST_CHECK;
/** Changes a draft; the receiver stays. Errors: also E_CONFLICT  sent, or changed meanwhile. */
enum err referral_edit(struct ctx *ctx, const struct casefile *file, struct referral *referral,
                       const struct referral_draft *draft, int64_t version) MUST_CHECK;
/** Whether the consent on record covers what it shares: NULL, or the message that says why not; and
 * what must not be shared, in words. */
enum err referral_consent_check(struct ctx *ctx, const struct casefile *file,
                                const struct referral *referral, struct str *ret_withheld,
                                const char **ret) MUST_CHECK;

/* ---- both sides ------------------------------------------------------------------------------ */

/** What was done about it, or is to be. */
struct referral_answer {
    enum referral_act act;
    enum referral_side side;
    struct str by_name; /* empty: by the link, or by the program */
    struct str reason;  /* a code: why not, or what came of it */
    struct str words;
    struct date on; /* of attending or missing; expected, of waiting */
    struct instant at;
};
LIST_TYPE(referral_answer_list, struct referral_answer);
/** Whether the receiver still sees what was shared: while it is open or once it came to its end
 * well, as long as the consent is not taken back. */
bool referral_is_shown(const struct referral *referral);
/** All that was done, the newest first; of the sender's side without the words when it is for the
 * receiver. */
enum err referral_answers(struct ctx *ctx, const struct referral *referral, bool for_receiver,
                          struct referral_answer_list *ret) MUST_CHECK;
/** "Decline", in the reader's language. */
struct str referral_act_label(struct ctx *ctx, enum referral_act act);
/** The code list that an act's reason is of, or NULL. */
const char *referral_reasons(enum referral_act act);
/** Whether somebody on that side may do it now. The sender may say what a receiver without an
 * account told on the phone. */
bool referral_can(const struct referral *referral, enum referral_act act, enum referral_side side);
/**
 * Does it. Sending asks the consent; the same answer again changes nothing.
 *
 * Effects  referral, referral_answer; event referral.ACT; a task for the worker after what needs
 *          one; links and what hangs on the consent end with the referral
 * Errors   E_INVALID  a reason, words or a day is missing or wrong, or no consent; E_CONFLICT  not
 *          possible in this state (any more), or changed meanwhile
 */
enum err referral_do(struct ctx *ctx, const struct casefile *file, struct referral *referral,
                     const struct referral_answer *answer, int64_t version) MUST_CHECK;

/* ---- lists ----------------------------------------------------------------------------------- */

/** A row of a list. */
struct referral_row {
    struct id id, casefile_id;
    enum referral_state state;
    struct str to_name, urgency, reason;
    struct date due, waiting_until;
    struct instant sent_at;
    struct str other; /* received: the agency it came from; sent: the number of the case */
    struct str name;  /* of the client; received: only if it was shared */
    struct str who;   /* the worker; received: the team */
};
LIST_TYPE(referral_row_list, struct referral_row);
enum referral_show { REFERRAL_SENT, REFERRAL_RECEIVED };
/** Which of them. */
struct referral_filter {
    enum referral_show show;
    bool ended;
    int64_t page; /* from 1 */
};
/**
 * A page of REFERRAL_PAGE rows, in one query: what is open by the day something is expected,
 * or what has ended.
 *
 * Shape  of sent ones, those of the cases in scope; of received ones, those for the actor's unit
 */
enum err referral_list(struct ctx *ctx, const struct referral_filter *filter,
                       struct referral_row_list *ret, bool *ret_more) MUST_CHECK;

/** What came to the actor's unit and nobody has answered, by the day an answer is expected. */
enum err referral_list_new(struct ctx *ctx, int most, struct referral_row_list *ret) MUST_CHECK;

/* ---- the receiver ---------------------------------------------------------------------------- */

/** One that was sent to the actor's unit. Noted in the journal of reads. Errors: E_NOT_FOUND. */
enum err referral_load_received(struct ctx *ctx, struct id id, struct referral *ret) MUST_CHECK;

/** A way in for somebody without an account. */
struct referral_link {
    struct id id;
    struct str by_name, revoked_by_name;
    struct instant created_at, ends_at, revoked_at, opened_at;
    int64_t opened_n;
    bool live;
};
LIST_TYPE(referral_link_list, struct referral_link);
/** Newest first, at most 50. */
enum err referral_links(struct ctx *ctx, const struct referral *referral,
                        struct referral_link_list *ret) MUST_CHECK;
/**
 * Makes a link; those before it end. *ret_token is the only copy of its secret.
 *
 * Needs    CAP_REFERRAL_EDIT
 * Units    days 1..REFERRAL_LINK_DAYS_MAX
 * Effects  referral_link; event referral.link_made
 * Errors   E_INVALID  the days; E_CONFLICT  it is not open, or this command's link is in use
 * already
 */
enum err referral_link_add(struct ctx *ctx, const struct referral *referral, int64_t days,
                           struct str *ret_token) MUST_CHECK;
/** Ends a link. Event referral.link_revoked. Errors: E_NOT_FOUND  not of this referral; E_CONFLICT
 * it is over already. */
enum err referral_link_revoke(struct ctx *ctx, const struct referral *referral,
                              struct id id) MUST_CHECK;
/** What a secret opens. Errors: E_NOT_FOUND  unknown, over, taken back, or nothing is shared any
 * more: nobody can tell which. */
enum err referral_link_load(struct ctx *ctx, struct str token, struct referral *ret,
                            struct instant *ret_ends_at) MUST_CHECK;
/** Counts that a secret was used from an address; an opening is noted in the journal, where there
 * is something to open. Errors: E_LIMIT  too often. */
enum err referral_link_use(struct ctx *ctx, struct str token, struct str peer,
                           bool opening) MUST_CHECK;

/* ---- what happens by itself ------------------------------------------------------------------ */

/** Job: what is late becomes a task for the worker, once. Event referral.overdue. */
enum err referral_chase(struct ctx *ctx) MUST_CHECK;
/** Subscriber to consent.stopped: nothing more is shown, and what was under way stops. */
enum err referral_on_consent(struct ctx *ctx, const struct event *event) MUST_CHECK;
/** Subscriber to casefile.closed: what was never sent is cancelled. */
enum err referral_on_closed(struct ctx *ctx, const struct event *event) MUST_CHECK;
/** What was sent and is not over, for the closing of the case, see core/feature.h: it goes on
 * without us, or is cancelled with a word why. Errors: those of referral_do(). */
enum err referral_loose_ends(struct ctx *ctx, struct id casefile_id,
                             struct loose_end_list *ret) MUST_CHECK;
enum err referral_loose_end(struct ctx *ctx, struct id casefile_id, struct id id, struct str answer,
                            struct str words) MUST_CHECK;

#endif
