/* review/closure.h: how a case ends and how it begins again. Where no errors are listed, E_BUSY and
 * E_IO are possible. */
#ifndef CLOSURE_H
#define CLOSURE_H

#include "core/event.h"
#include "core/feature.h"
#include "feature/casefile/casefile.h"

#define CLOSURE_WORDS_MAX 4000

/** A closure: asked for, carried out, sent back or taken back; and how it was undone. */
struct closure {
    struct id id, casefile_id;
    struct str state;  /* "asked", "closed", "refused" or "withdrawn" */
    struct str reason; /* code list "closure_reason" */
    struct str words;  /* what was reached, what stays open */
    struct str risk;   /* at the end */
    struct str told, missing_why;
    struct str asked_by_name, decided_by_name, decided_words;
    struct instant asked_at, decided_at; /* decided_at: when it was closed, refused or taken back */
    struct str reopened_by_name, reopened_words;
    struct str reopened_reason; /* code list "reopening_reason" */
    struct instant reopened_at;
};
LIST_TYPE(closure_list, struct closure);

/** What is not there yet though it should be before the case ends. */
struct closure_gap {
    enum { CLOSURE_STEP, CLOSURE_TASKS, CLOSURE_ACTIONS, CLOSURE_NOT_SEEN } kind;
    struct casefile_step step; /* of CLOSURE_STEP */
    int n; /* open tasks or actions; days since the last contact, -1 for never */
};
LIST_TYPE(closure_gap_list, struct closure_gap);
/**
 * What is missing: required steps that are not met, of the phases so far and of evaluation and
 * closure; open tasks; open actions of the plan in force; a family not seen for CLOSURE_SEEN_DAYS.
 *
 * Shape  steps in the order of phases, then tasks, actions, the contact; empty when all is there
 */
enum err closure_gaps(struct ctx *ctx, const struct casefile *file,
                      struct closure_gap_list *ret) MUST_CHECK;
#define CLOSURE_SEEN_DAYS 10

/** What was answered about something that people still wait for, see struct loose_end. */
struct closure_end {
    struct id closure_id, subject_id;
    struct str what;   /* as it read then */
    struct str answer; /* "kept", "passed_on", "released", "goes_on" or "stopped" */
    struct str words;
};
LIST_TYPE(closure_end_list, struct closure_end);
/** What people still wait for: open promises, referrals under way. */
enum err closure_end_open(struct ctx *ctx, const struct casefile *file,
                          struct loose_end_list *ret) MUST_CHECK;
/** What was answered in all closures of the case, at most 500. */
enum err closure_end_list(struct ctx *ctx, const struct casefile *file,
                          struct closure_end_list *ret) MUST_CHECK;
/** The one of that closure about that promise or referral, or NULL. */
const struct closure_end *closure_end_find(const struct closure_end_list *list, struct id closure,
                                           struct id subject);
/** "It is kept", in the reader's language. */
struct str closure_end_label(struct ctx *ctx, struct str answer);

struct closure_draft {
    struct id casefile_id;
    struct str reason, words, risk, told;
    struct str missing_why;       /* needed when something is missing */
    struct closure_end_list ends; /* subject_id, answer and words are read */
};
/**
 * Asks for the closure; where the pack wants no approval, closes at once.
 *
 * Needs    CAP_REVIEW_EDIT
 * Returns  *ret_waiting: true when the supervisor has to decide
 * Effects  closure; sets the risk of the case; events closure.asked, approval.asked or
 *          casefile.closed; what people wait for ends as it was answered when the case is closed
 * Errors   E_NOT_FOUND; E_INVALID  a code, words or the reason for what is missing, no answer to
 *          what people wait for; E_CONFLICT  it is closed, or a closure waits already
 */
enum err closure_ask(struct ctx *ctx, const struct closure_draft *draft,
                     bool *ret_waiting) MUST_CHECK;

/** All closures of a case, newest first, at most 50. */
enum err closure_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                   struct closure_list *ret) MUST_CHECK;

struct reopening_draft {
    struct id casefile_id;
    enum phase phase;
    struct str reason, words;
};
/**
 * Opens a closed case again in a phase, under the same number.
 *
 * Needs    CAP_CASE_REOPEN
 * Effects  the closure says so; event casefile.reopened
 * Errors   E_NOT_FOUND; E_INVALID  a code or no words; E_CONFLICT  it is open
 */
enum err closure_reopen(struct ctx *ctx, const struct reopening_draft *draft,
                        struct casefile *ret) MUST_CHECK;

/** Subscriber to approval.approved: closes the case. Errors: those of casefile_close(). */
enum err closure_on_approved(struct ctx *ctx, const struct event *event) MUST_CHECK;
/** Subscriber to approval.refused: the worker has to ask again. Errors: E_BUSY, E_IO. */
enum err closure_on_refused(struct ctx *ctx, const struct event *event) MUST_CHECK;
/** A closed case of somebody who is referred again, and why it was closed. */
struct closure_earlier {
    struct id casefile_id;
    struct str number, programme;
    struct date closed_on;
    struct str reason, words; /* reason: code list "closure_reason"; empty of a case taken over */
};
LIST_TYPE(closure_earlier_list, struct closure_earlier);
/** Those that the actor may see, the last closed first; at most 10. Errors: E_BUSY, E_IO. */
enum err closure_list_of_person(struct ctx *ctx, struct id person_id,
                                struct closure_earlier_list *ret) MUST_CHECK;

/** Subscriber to approval.withdrawn. Errors: E_BUSY, E_IO. */
enum err closure_on_withdrawn(struct ctx *ctx, const struct event *event) MUST_CHECK;

#endif
