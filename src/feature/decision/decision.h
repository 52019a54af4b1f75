/* decision/decision.h: decisions of a case with their reasons. One is never changed: a correction
 * is a new one that refers to the old. Those that are made elsewhere (risk, phase, plan, refusal,
 * closure, sharing without consent) are written by a subscriber, in the transaction of their event;
 * a feature with more to say calls decision_add(). Where no errors are listed, E_BUSY and E_IO are
 * possible. */
#ifndef DECISION_H
#define DECISION_H

#include "core/event.h"
#include "feature/casefile/casefile.h"

#define DECISION_WORDS_MAX 4000

/** Something that a decision rests on: a page of the case. */
struct decision_evidence {
    struct str link, label;
};
LIST_TYPE(decision_evidence_list, struct decision_evidence);

struct decision {
    struct id id, casefile_id;
    struct str kind; /* code list decision_kind */
    struct str what; /* in a sentence */
    struct str reason;
    struct str alternatives; /* what else was considered, and why not */
    struct str agreed;       /* who agreed, and who did not */
    struct date appeal_until;
    struct id corrects_id, corrected_by;
    struct str link; /* the page of the record that it is about, or empty */
    struct str by_name;
    struct instant at;
    struct str event_kind, event_about; /* of one that an event made: what it says in its place */
};
LIST_TYPE(decision_list, struct decision);

/**
 * Writes a decision down, for good.
 *
 * Needs    CAP_DECISION_ADD; a case loaded for writing
 * Effects  decision, decision_evidence; event decision.made
 * Errors   E_INVALID  no such kind, no sentence, no reason, nothing considered; E_CONFLICT  what it
 *          corrects was corrected meanwhile; E_NOT_FOUND  what it corrects
 */
enum err decision_add(struct ctx *ctx, const struct casefile *file, const struct decision *draft,
                      const struct decision_evidence_list *evidence,
                      struct decision *ret) MUST_CHECK;
/** All of a case, the newest first, at most 200. */
enum err decision_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                    struct decision_list *ret) MUST_CHECK;
/** One of the case, with what it rests on. Errors: E_NOT_FOUND. */
enum err decision_load(struct ctx *ctx, const struct casefile *file, struct id id,
                       struct decision *ret,
                       struct decision_evidence_list *ret_evidence) MUST_CHECK;
struct assess_record;
/** A submitted form in a line: "Safety assessment, 20 Nov 2026". */
struct str decision_record_text(struct ctx *ctx, const struct assess_record *record);
/** Submitted forms of the case as evidence. Errors: E_INVALID  none such, at evidence_1 and on. */
enum err decision_evidence_read(struct ctx *ctx, const struct casefile *file,
                                const struct id rests_on[WEIGHED_RESTS_ON],
                                struct decision_evidence_list *ret) MUST_CHECK;
/** What was decided, in the reader's language. */
struct str decision_title(struct ctx *ctx, const struct decision *d);

/** Subscriber to the events that are decisions, see the list in decision.c. */
enum err decision_on_event(struct ctx *ctx, const struct event *event) MUST_CHECK;

#endif
