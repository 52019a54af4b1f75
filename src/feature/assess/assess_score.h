/* assess/assess_score.h: why a form computed what it computed. Private to the feature. */
#ifndef ASSESS_SCORE_H
#define ASSESS_SCORE_H

#include "feature/assess/assess.h"

struct assess_moved_view_list;

/**
 * The computed scores of a form, and what it proposed, each with the answers that moved it.
 *
 * Of a submitted record, as it was loaded for the actor: computed with the clock of its day from
 * what the actor may read, and from nothing else. So no difference tells of an answer that is
 * hidden. A result that is another one without the hidden answers stands without its reasons, or
 * with how much each readable answer adds by itself.
 *
 * Errors  E_INVALID  it cannot be computed with the form of today; as form_moved()
 */
enum err assess_moved_then(struct ctx *ctx, const struct assess_record *record,
                           const struct pack_form *def,
                           struct assess_moved_view_list *ret) MUST_CHECK;
/** The same of a form that is being filled in. Errors: as form_moved(). */
enum err assess_moved(struct form_live *live, struct assess_moved_view_list *ret) MUST_CHECK;

/** Says beside the boxes of a page what the form proposes, and why. Errors: as form_moved(). */
enum err assess_propose(struct form_live *live, struct field_view_list *fields) MUST_CHECK;

/** A decision that is not what the form proposes. */
struct assess_deviation {
    struct str proposed; /* code; empty when the person agrees, or it is not for the journal */
    struct str reason;
};
/**
 * A person may judge the risk otherwise than the form proposes, and says why: for the case, and for
 * who asks later whether the form proposes well.
 *
 * Errors  E_INVALID  no reason is given; the form says so at the question for it
 */
enum err assess_proposal_check(struct form_live *live, const struct pack_form *def,
                               struct form *form, struct assess_deviation *ret) MUST_CHECK;
/** "Proposed: High", for the record of the decision. */
struct str assess_proposed(struct ctx *ctx, const struct pack_form *def,
                           const struct assess_deviation *deviation);
/** "The form “Assessment” proposed: High. Decided: Medium. …", for the journal. */
struct str assess_decided(struct ctx *ctx, const struct pack_form *def,
                          const struct assess_deviation *deviation, struct str decided);

#endif
