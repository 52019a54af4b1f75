/* review/review.h: reviews and evaluations of a case. What is asked is a form of the pack, filled
 * in like any other; here is what follows from it. Where no errors are listed, E_BUSY and E_IO are
 * possible. */
#ifndef REVIEW_H
#define REVIEW_H

#include "core/event.h"
#include "feature/casefile/casefile.h"

/** A review that was held, or an evaluation; its id is that of the filled-in form. */
struct review {
    struct id id, casefile_id;
    bool is_evaluation;
    struct date held_on, next_on; /* next_on: DATE_NONE when no next one was agreed */
    struct str kind;              /* code list "review_kind", or empty */
    struct str outcome;           /* of an evaluation: code list "outcome", or empty */
    struct str decision; /* code list "review_decision"; of an evaluation "recommendation" */
    struct str author_name;
};
LIST_TYPE(review_list, struct review);

/** All of a case, newest first, at most 200; without those that were corrected by another. */
enum err review_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                  struct review_list *ret) MUST_CHECK;
/**
 * When the case is to be reviewed next: the day agreed at the last review; when there is none, the
 * pack's number of days after that review, or after the opening.
 *
 * Time    calendar days in the agency's time zone
 * Source  our choice; the numbers are the pack's
 */
struct date review_next_on(const struct ctx *ctx, const struct casefile *file,
                           const struct review_list *list);

/**
 * Subscriber to review.held and evaluation.done.
 *
 * The pack's form may ask held_on or evaluated_on, review_kind, decision or recommendation,
 * outcome, next_review_on; whatever else it asks stays in the form. A review ends the task that
 * called for it and makes the next one.
 *
 * Effects  review; tasks with their events
 * Errors   those of assess_load() and of the tasks
 */
enum err review_on_held(struct ctx *ctx, const struct event *event) MUST_CHECK;

#endif
