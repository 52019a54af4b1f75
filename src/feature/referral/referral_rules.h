/* referral/referral_rules.h: the life of a referral, as a table: what can be done in which state,
 * by whom, and what becomes of it. Pure; private to the feature. */
#ifndef REFERRAL_RULES_H
#define REFERRAL_RULES_H

#include "base/err.h"
#include "base/str.h"

/** The ten states (FHIR Task without ready and received, as Gravity uses it). */
enum referral_state {
    REFERRAL_DRAFT,
    REFERRAL_REQUESTED,
    REFERRAL_ACCEPTED,
    REFERRAL_REJECTED,
    REFERRAL_IN_PROGRESS,
    REFERRAL_ON_HOLD,
    REFERRAL_COMPLETED,
    REFERRAL_FAILED,
    REFERRAL_CANCELLED,
    REFERRAL_ENTERED_IN_ERROR,
    REFERRAL_STATE_N
};

/** What somebody does about it. */
enum referral_act {
    REFERRAL_SEND,
    REFERRAL_ACCEPT,
    REFERRAL_REJECT,
    REFERRAL_WAIT,   /* put on a waiting list */
    REFERRAL_ATTEND, /* the client came: it has begun */
    REFERRAL_MISS,   /* the client did not come */
    REFERRAL_COMPLETE,
    REFERRAL_FAIL,
    REFERRAL_COUNTER, /* back to whoever sent it, with what they are asked to do */
    REFERRAL_CANCEL,
    REFERRAL_VOID, /* it should never have been written */
    REFERRAL_ACT_N
};

/** Who acts: a bit each. */
enum referral_side {
    REFERRAL_SENDER = 1,
    REFERRAL_RECEIVER = 2,
    REFERRAL_PROGRAM = 4 /* when the consent goes, or the case ends */
};

/** "in_progress", as stored and as code of the list referral_state. */
struct str referral_state_code(enum referral_state state);
/** Errors: E_INVALID  no such state. */
enum err referral_state_parse(struct str code, enum referral_state *ret) MUST_CHECK;
/** "accept", as it is sent by forms and stored. */
struct str referral_act_code(enum referral_act act);
/** Errors: E_INVALID  no such act. */
enum err referral_act_parse(struct str code, enum referral_act *ret) MUST_CHECK;
/** True while something is still expected of the receiver. */
bool referral_state_is_open(enum referral_state state);
/** Whether that side may do it in that state; *ret_to is what the state becomes, perhaps the same.
 */
bool referral_may(enum referral_state from, enum referral_act act, unsigned sides,
                  enum referral_state *ret_to);

#endif
