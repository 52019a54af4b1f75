/* plan/plan.h: the plan of a case: what the family wants, goals, actions, and how far they have
 * come. An agreed plan stays as it was agreed; a change of goals is a new version, which replaces
 * it when it is agreed itself. Everything takes a struct casefile: the proof that casefile_load()
 * authorized it. Besides the errors listed, E_BUSY and E_IO are possible; what is changed while the
 * case is closed or not writable is E_CONFLICT casefile.is_closed or E_NOT_FOUND. */
#ifndef PLAN_H
#define PLAN_H

#include "core/ctx.h"
#include "core/event.h"
#include "core/upload.h"
#include "feature/casefile/casefile.h"

#define PLAN_AIM_MAX 1000
#define PLAN_WISH_MAX 300
#define PLAN_WHAT_MAX 200
#define PLAN_TEXT_MAX 2000

/* ---- the plan ------------------------------------------------------------------------------- */

struct plan {
    struct id id, casefile_id, account_id;
    int64_t version_no;   /* 1, 2, … */
    struct str state;     /* code list "plan_status": draft, waiting, approved, agreed, replaced */
    struct str aim;       /* in the family's words */
    struct str sent_back; /* why the supervisor sent it back, until it is proposed again */
    struct date agreed_on;
    struct str agreed_how; /* code list "agreed_how" */
    struct str agreed_with, witness;
    struct str author_name;
    struct instant created_at, state_at;
    int64_t version;
};
LIST_TYPE(plan_list, struct plan);

/** Goals and actions may be changed. */
bool plan_is_draft(const struct plan *plan);
/** In force: agreed with the family and not replaced. */
bool plan_is_agreed(const struct plan *plan);

/** All versions, the newest first. */
enum err plan_versions(struct ctx *ctx, const struct casefile *file,
                       struct plan_list *ret) MUST_CHECK;
/** The plan in force. ret->id is ID_NONE when there is none. */
enum err plan_agreed(struct ctx *ctx, const struct casefile *file, struct plan *ret) MUST_CHECK;
/** The version in preparation: draft, waiting or approved. ret->id is ID_NONE when there is none.
 */
enum err plan_prepared(struct ctx *ctx, const struct casefile *file, struct plan *ret) MUST_CHECK;
/**
 * Begins a plan, or a new version: a copy of the plan in force, to be changed.
 *
 * Needs   CAP_PLAN_EDIT
 * Effects plan, goals and actions; event plan.started
 * Errors  E_CONFLICT  a version is in preparation already
 */
enum err plan_start(struct ctx *ctx, const struct casefile *file, struct plan *ret) MUST_CHECK;
/** What the family wants. Event plan.aim_changed. Errors: E_CONFLICT  not a draft, or changed
 *  meanwhile. */
enum err plan_set_aim(struct ctx *ctx, const struct casefile *file, struct plan *plan,
                      struct str aim, int64_t version) MUST_CHECK;
/** What a draft still lacks before it can be proposed: message keys. */
struct plan_gaps {
    LIST_OF(struct str) items;
};
enum err plan_gaps(struct ctx *ctx, const struct plan *plan, struct plan_gaps *ret) MUST_CHECK;

/* ---- the plan as it is read out ------------------------------------------------------------- */

/**
 * The words of a plan that a family agrees to: aim, goals, actions with who and until when, in a
 * language of ours. What was added to a plan in force later is not among them.
 *
 * Errors  E_LIMIT
 */
enum err plan_text(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                   const struct locale *in, struct str *ret) MUST_CHECK;
/** A number for a text, to tell whether it changed since a page was opened; from 1. */
int64_t plan_text_version(struct str text);

/** The languages of a printed copy: one, or two side by side. */
struct plan_tongues {
    const struct locale *in[2];
    size_t n;
};
/** The words of a printed copy: those of plan_text() in each of its languages, sentences as they
 *  were translated. Errors: E_LIMIT. */
enum err plan_copy_text(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                        const struct plan_tongues *tongues, struct str *ret) MUST_CHECK;
/** What a copy carries to tell its text from others: languages and the begin of a hash,
 *  "EN-AR-7F3A-91BC". */
struct str plan_copy_code(struct ctx *ctx, const struct plan_tongues *tongues, struct str text);
/** The languages of a code as somebody typed it. Errors: E_INVALID  it is none. */
enum err plan_copy_read(struct ctx *ctx, struct str typed, struct plan_tongues *ret) MUST_CHECK;

/** Whether somebody typed this code: capitals and what parts the letters do not count. */
bool plan_copy_is(struct ctx *ctx, struct str typed, struct str code);

/** What is sent with a draft: a message, and the text as it stood on the page, which may be empty;
 *  version is plan_text_version() of that text. */
struct plan_proposal {
    struct str words, seen;
    int64_t version;
};
/**
 * Gives a draft to the supervisor; where the pack asks for no approval it is approved at once.
 *
 * Needs    CAP_PLAN_EDIT
 * Effects  event plan.proposed, approval.asked
 * Errors   E_INVALID  it has gaps; E_CONFLICT  not a draft: with both proposals when somebody else
 *          was quicker; or with both texts when goals or actions changed since the page was opened
 */
enum err plan_propose(struct ctx *ctx, const struct casefile *file, struct plan *plan,
                      const struct plan_proposal *proposal) MUST_CHECK;
/** An approved plan becomes a draft again, to be changed. Event plan.reopened. Errors: E_CONFLICT
 *  not approved. */
enum err plan_reopen(struct ctx *ctx, const struct casefile *file, struct plan *plan) MUST_CHECK;

struct plan_agreement {
    struct date on;
    struct str how, with, witness;
    struct str signature; /* strokes (how: tablet), a typed name (how: typed), else empty */
    const struct locale *in;
    struct str hash,
        seen; /* ctx_hash() of the text that was read out in it, and the text or empty */
    struct upload_list *photo; /* of the copy that was signed on paper, or none */
    struct str code;           /* that stands on the copy in the photo */
    struct form *form;         /* where a refused file is said, at "file" */
};
/** What was agreed: the text with its hash, and what was put under it. */
struct plan_signature {
    struct str lang, body, body_hash, signature, by_name;
    struct id file_id; /* a file of a document: the photo of the signed copy; or ID_NONE */
    struct instant at;
};
/** ret->at is INSTANT_NONE when the plan is not agreed. */
enum err plan_signature(struct ctx *ctx, const struct plan *plan,
                        struct plan_signature *ret) MUST_CHECK;
/**
 * The family has agreed: the plan is in force, and the one before it is replaced. From now on the
 * version says what it says. With a photo of the signed copy, its words are what was agreed.
 *
 * Needs    CAP_PLAN_EDIT; with a photo CAP_DOC_ADD
 * Effects  plan_signature; with a photo a document of the case; events plan.agreed, plan.replaced
 * Errors   E_INVALID  in the future or before the plan was begun, without the signature or witness
 *          that the way asks for; a photo without the code of its copy, or whose code says that
 *          the plan reads otherwise now; E_CONFLICT  not approved, or plan.text_changed: it does
 *          not say any more what was signed, with both texts
 */
enum err plan_agree(struct ctx *ctx, const struct casefile *file, struct plan *plan,
                    const struct plan_agreement *agreement) MUST_CHECK;

/** A sentence of the plan (what the family wants, a goal, an action) in another language. */
struct plan_sentence {
    struct id origin_id; /* of the goal or action; the case for what the family wants */
    struct str source;   /* as the plan says it */
    struct str lang, body;
    struct str outdated; /* what it was before the plan said something else, or empty */
};
LIST_TYPE(plan_sentence_list, struct plan_sentence);
/** All of them, body empty where nobody has translated it yet and the pack does not know it. */
enum err plan_sentences(struct ctx *ctx, const struct plan *plan, const struct locale *in,
                        struct plan_sentence_list *ret) MUST_CHECK;
/** The body of one of them, or empty. */
struct str plan_sentence_in(const struct plan_sentence_list *list, struct id origin);
/** A number for all of them, to tell whether one changed since the page was opened. */
int64_t plan_sentences_version(struct ctx *ctx, const struct plan_sentence_list *list);
/** Keeps translations into one language (origin_id, lang and body are read); version is of
 *  plan_sentences_version(). Event plan.translated. Errors: E_CONFLICT  changed meanwhile. */
enum err plan_words_set(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                        const struct plan_sentence_list *wanted, int64_t version) MUST_CHECK;

/* ---- goals ---------------------------------------------------------------------------------- */

struct plan_goal {
    struct id id, plan_id, casefile_id;
    struct id origin_id;         /* the same goal through all versions */
    struct str domain;           /* code list "domain" */
    struct str wish;             /* what is to change, in the family's words */
    struct str baseline, target; /* code list "score", or empty */
    struct date due;
    int64_t progress; /* percent */
    struct str state; /* code list "goal_status" */
    struct instant created_at;
    int64_t version;
};
LIST_TYPE(plan_goal_list, struct plan_goal);
/** True while it is neither reached nor given up. */
bool plan_goal_is_open(const struct plan_goal *goal);
/** In the order they were added. */
enum err plan_goals(struct ctx *ctx, const struct plan *plan,
                    struct plan_goal_list *ret) MUST_CHECK;
/** A goal of the case and its plan. Errors: E_NOT_FOUND. */
enum err plan_goal_load(struct ctx *ctx, const struct casefile *file, struct id id,
                        struct plan_goal *ret, struct plan *ret_plan) MUST_CHECK;
/** Adds a goal to a draft; domain to due of *goal are read. Event plan.goal_added. Errors:
 * E_INVALID a day that is past, a target below the start; E_CONFLICT  not a draft. */
enum err plan_goal_add(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                       struct plan_goal *goal) MUST_CHECK;
/** Changes a goal of a draft; wanted->version is that of the page. Event plan.goal_changed. Errors:
 *  as plan_goal_add, and E_CONFLICT  changed meanwhile. */
enum err plan_goal_edit(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                        const struct plan_goal *goal, const struct plan_goal *wanted) MUST_CHECK;
/** Takes a goal and its actions out of a draft. Event plan.goal_dropped. Errors: E_CONFLICT. */
enum err plan_goal_drop(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                        const struct plan_goal *goal) MUST_CHECK;

/** How far a goal was at one time. */
struct plan_progress {
    int64_t percent;
    struct str state, note, author_name;
    struct instant at;
};
LIST_TYPE(plan_progress_list, struct plan_progress);
/** Newest first, at most 100, through all versions of the plan. */
enum err plan_progress_list(struct ctx *ctx, const struct plan_goal *goal,
                            struct plan_progress_list *ret) MUST_CHECK;
/** What is reported of a goal or an action: a code, and words. */
struct plan_report {
    struct str code, words;
};
/**
 * Records how far a goal of the plan in force is.
 *
 * The code is one of the list "progress": a percentage, or "abandoned" which needs words.
 * Effects  plan_progress; event plan.progress; a version in preparation follows
 * Errors   E_INVALID; E_CONFLICT  the plan is not in force
 */
enum err plan_progress_add(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                           struct plan_goal *goal, const struct plan_report *report) MUST_CHECK;

/* ---- actions -------------------------------------------------------------------------------- */

struct plan_action {
    struct id id, plan_id, goal_id, casefile_id, origin_id, account_id;
    struct str kind; /* code list "action_kind" */
    struct str what;
    struct str who;      /* "worker" (who has the case), "account", "family" or "other" */
    struct str who_name; /* of the family or others; of an account its name */
    struct date start_on, due;
    struct str state; /* code list "action_status" */
    struct str outcome;
    struct date ended_on;
    struct instant created_at;
    int64_t version;
    bool later; /* added when the plan was in force already */
};
LIST_TYPE(plan_action_list, struct plan_action);
/** True while it is neither done nor given up. */
bool plan_action_is_open(const struct plan_action *action);
/** All actions of a plan by due date, those without one last. */
enum err plan_actions(struct ctx *ctx, const struct plan *plan,
                      struct plan_action_list *ret) MUST_CHECK;
/** An action of the case and its plan. Errors: E_NOT_FOUND. */
enum err plan_action_load(struct ctx *ctx, const struct casefile *file, struct id id,
                          struct plan_action *ret, struct plan *ret_plan) MUST_CHECK;
/**
 * Adds an action to a goal of a draft, or of the plan in force: life does not wait for a version.
 *
 * kind, what, who ("me" is the actor), who_name, start_on and due of *action are read.
 * Effects  event plan.action_added
 * Errors   E_INVALID  due before the start or in the past, nobody named; E_CONFLICT  the plan is
 *          neither a draft nor in force
 */
enum err plan_action_add(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                         const struct plan_goal *goal, struct plan_action *action) MUST_CHECK;
/** True for an open action of a draft, and for one that was added to a plan in force: what a family
 *  has agreed to stays as it is. */
bool plan_action_may_change(const struct plan *plan, const struct plan_action *action);
/** Changes an open action; wanted->version is that of the page. Event plan.action_changed. Errors:
 *  as plan_action_add, and E_CONFLICT  changed or ended meanwhile, or agreed with the family. */
enum err plan_action_edit(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                          const struct plan_action *action,
                          const struct plan_action *wanted) MUST_CHECK;
/**
 * Begins or ends an action of the plan in force, or opens it again: the code is in_progress, done,
 * not_done, cancelled or planned.
 *
 * Effects  event plan.action_started, plan.action_done, plan.action_not_done,
 *          plan.action_cancelled or plan.action_reopened; a version in preparation follows
 * Errors   E_INVALID  not done or cancelled without saying why; E_CONFLICT  it has that state, or
 *          the plan is not in force
 */
enum err plan_action_end(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                         struct plan_action *action, const struct plan_report *report) MUST_CHECK;

/** An open action of a plan in force that is due, with its case. */
struct plan_due {
    struct id id, casefile_id;
    struct str what, who, who_name;
    struct str client_name, number, risk;
    struct date due;
};
LIST_TYPE(plan_due_list, struct plan_due);
struct duty_ask;
/**
 * What the actor has to do or to follow up: the own actions, and those of everybody in the cases
 * that the actor works on and sees.
 *
 * Shape  by date, due on those days, at most ask->most
 */
enum err plan_actions_due(struct ctx *ctx, const struct duty_ask *ask,
                          struct plan_due_list *ret) MUST_CHECK;

/* ---- two versions side by side -------------------------------------------------------------- */

/** What a field of a goal or action says in two versions, in words. */
struct plan_field {
    const char *label; /* message key */
    struct str was, is;
};
LIST_TYPE(plan_field_list, struct plan_field);
enum plan_fate { PLAN_SAME, PLAN_CHANGED, PLAN_ADDED, PLAN_REMOVED };
struct plan_action_change {
    enum plan_fate fate;
    struct plan_action action; /* as it is, or was when it was removed */
    struct plan_field_list fields;
};
LIST_TYPE(plan_action_change_list, struct plan_action_change);
struct plan_goal_change {
    enum plan_fate fate;
    struct plan_goal goal;
    struct plan_field_list fields;
    struct plan_action_change_list actions;
    bool changed; /* itself or an action of it */
};
struct plan_difference {
    struct str aim_was, aim_is;
    LIST_OF(struct plan_goal_change) goals; /* in the order of the later one, removed ones last */
    bool changed;
};
/** What the second version says differently from the first; both of one case. */
enum err plan_compare(struct ctx *ctx, const struct plan *from, const struct plan *to,
                      struct plan_difference *ret) MUST_CHECK;

/* ---- what the assessment says --------------------------------------------------------------- */

/** An area of life in which the last assessment saw a goal. */
struct plan_need {
    struct str domain, score;
    bool has_goal;
};
struct plan_needs {
    LIST_OF(struct plan_need) items;
    struct instant at; /* of the assessment; INSTANT_NONE: none */
};
/**
 * Areas that need a goal, by the newest record of the pack's form that asks for each code D of the
 * list "domain" a question D_goal (yes) and D_score.
 */
enum err plan_needs(struct ctx *ctx, const struct casefile *file,
                    const struct plan_goal_list *goals, struct plan_needs *ret) MUST_CHECK;

/** The answer that calls for something: to which question of which form. */
struct plan_reason {
    const struct pack_form *form;
    struct str question, code; /* code: what counts of the answer; empty: nothing calls for it */
    struct instant at;         /* when the form was sent */
};
/** An action that goes with it; one with a condition of its own only when that is met, too. */
struct plan_offer_action {
    const struct pack_template *action;
    struct plan_reason why; /* form: NULL when it has no condition */
};
/** A goal of the pack that an answer calls for, and its actions. */
struct plan_offer {
    const struct pack_template *goal;
    struct plan_reason why;
    LIST_OF(struct plan_offer_action) actions;
};
LIST_TYPE(plan_offer_list, struct plan_offer);
/**
 * Goals of the pack's templates whose condition the newest record of its form meets, as far as the
 * actor may read it; not those which the goals have word for word.
 *
 * Shape  in the pack's order
 */
enum err plan_offers(struct ctx *ctx, const struct casefile *file,
                     const struct plan_goal_list *goals, struct plan_offer_list *ret) MUST_CHECK;
/**
 * Adds the goal of a template and its actions to a draft, in the actor's language, to be reworded.
 *
 * Effects  as plan_goal_add and plan_action_add
 * Errors   E_CONFLICT  plan.template_gone: it is not offered (any more), or the plan is not a draft
 */
enum err plan_template_take(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                            struct str name, struct plan_goal *ret) MUST_CHECK;

#endif
