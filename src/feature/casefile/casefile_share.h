/* casefile/casefile_share.h: a case shown to a team or agency until a day. Private to the feature.
 * Errors, where none are listed: E_BUSY, E_IO. */
#ifndef CASEFILE_SHARE_H
#define CASEFILE_SHARE_H

#include "feature/casefile/casefile.h"

#define CASEFILE_SHARE_DAYS 366 /* the longest, from today */

/** One sharing, running or over. */
struct casefile_share {
    struct id id, casefile_id;
    struct casefile_unit unit;
    struct str reason, by_name, ended_by_name; /* ended_by: empty when the day had passed */
    struct date until;                         /* the last day */
    struct instant at, ended_at;
};
LIST_TYPE(casefile_share_list, struct casefile_share);

/** Newest first, at most 100. */
enum err casefile_share_list(struct ctx *ctx, const struct casefile *file,
                             struct casefile_share_list *ret) MUST_CHECK;
/**
 * Lets a unit read the case, and the people in it, up to and including a day.
 *
 * Needs    CAP_CASE_ASSIGN
 * Effects  casefile_share, scope of case and people; event casefile.shared
 * Errors   E_INVALID  no such unit, a day in the past or too far, no reason; E_CONFLICT  the unit
 *          sees the case already
 */
enum err casefile_share_add(struct ctx *ctx, const struct casefile *file,
                            const struct casefile_share *wanted) MUST_CHECK;
/** Ends it now. Needs CAP_CASE_ASSIGN. Event casefile.share_ended. Errors: E_NOT_FOUND  not of this
 *  case; E_CONFLICT  it has ended already. */
enum err casefile_share_end(struct ctx *ctx, const struct casefile *file, struct id id) MUST_CHECK;
/** Whether the actor's unit saw the case by a sharing whose day has passed. */
enum err casefile_share_is_over(struct ctx *ctx, struct id casefile_id, bool *ret) MUST_CHECK;
/** Subscriber to consent.stopped: what was shared with that consent ends. */
enum err casefile_share_on_stopped(struct ctx *ctx, const struct event *event) MUST_CHECK;
/** Job: ends what is over, up to 200 a time. Event casefile.share_ended. */
enum err casefile_share_sweep(struct ctx *ctx) MUST_CHECK;

#endif
