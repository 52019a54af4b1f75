/* core/form_score.h: scores of a pack's form, and which answers moved what a form computes. */
#ifndef CORE_FORM_SCORE_H
#define CORE_FORM_SCORE_H

#include "core/form_live.h"

#define FORM_SCORE_TRIALS 400      /* times that one explanation may compute the form again */
#define FORM_SCORE_WORK_MAX 200000 /* nodes that these may compute together */

/** True when the pack calls the question a score. */
bool form_score_is(const struct form_item *item);
/** Reads a number with at most two decimals. Units: hundredths, "2.5" is 250. Errors: E_INVALID. */
enum err form_score_parse(struct str s, int64_t *ret) MUST_CHECK;
/** A number of hundredths as people write it: in the language's digits, with a sign if wanted. */
struct str form_score_text(struct ctx *ctx, int64_t hundredths, bool sign);
/** The lowest and highest that a score can be: of its codes, or start and end of its parameters.
 * False when it says neither. Units: hundredths. */
bool form_score_bounds(const struct form_item *item, int64_t *ret_min, int64_t *ret_max);

/** An answer without which a computed value would be another. */
struct form_mover {
    const struct form_state *answer;
    struct str name;    /* in answers: "child/2/age" */
    struct str other;   /* the value without this answer; empty when there is none */
    struct str instead; /* `other` is the value with this code, as there is none without any */
    bool is_number;     /* both values are numbers, and by is their difference */
    int64_t by;         /* the value minus the other. Units: hundredths */
};
LIST_TYPE(form_mover_list, struct form_mover);

/** What moved a value; answers without effect are left out. */
struct form_moved {
    struct form_mover_list answers; /* the largest first, then in the order of the form */
    const bool *sources; /* of each item: the value may depend on it, whatever is answered */
    bool is_cut;         /* the form is too large: not every answer was tried */
};

/**
 * Finds the answers that moved a computed value: each that it depends on is taken away by itself.
 *
 * Where nothing can be computed without an answer, its other choices are tried instead, and the one
 * that makes most difference counts. An answer that says how often a repeat is asked is not tried:
 * taking it away would throw answers away. The form is as before afterwards, in every node.
 *
 * Shape   target is a state of the form with a calculation; empty or not relevant: nothing moved it
 * Errors  E_INVALID, E_LIMIT  the form could not be computed as it was before
 */
enum err form_moved(struct form_live *live, const struct form_state *target,
                    struct form_moved *ret) MUST_CHECK;

/** The calculation that proposes an answer to the question of this name, or NULL; *ret_name (unless
 * NULL) is its name in answers. */
const struct form_state *form_proposal(const struct form_live *live, struct str name,
                                       struct str *ret_name);

/**
 * Opens the answers of a finished record as they were computed then: clock is the record's.
 *
 * Memory  in the arena of ctx
 * Errors  as form_live_open()
 */
enum err form_live_at(struct ctx *ctx, const struct pack_form *def, struct instant clock,
                      const struct form_answers *answers, struct form_live **ret) MUST_CHECK;

#endif
