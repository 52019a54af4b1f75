/* appointment/appointment_store.h: rows of appointments. Errors: those of plat/db.h unless more are
 * listed. */
#ifndef APPOINTMENT_STORE_H
#define APPOINTMENT_STORE_H

#include "feature/appointment/appointment.h"

/** A new one, without its people. */
enum err appointment_store_insert(struct ctx *ctx, const struct appointment *a) MUST_CHECK;
/** One of the case. Errors: E_NOT_FOUND. */
enum err appointment_store_find(struct ctx *ctx, struct id casefile_id, struct id id,
                                struct appointment *ret) MUST_CHECK;
/** Of one case. */
enum err appointment_store_by_casefile(struct ctx *ctx, struct id casefile_id,
                                       struct appointment_list *ret) MUST_CHECK;
/** Planned ones of one case. */
enum err appointment_store_next(struct ctx *ctx, struct id casefile_id, int64_t max,
                                struct appointment_list *ret) MUST_CHECK;
/** Of an account, or of all cases the actor sees. */
enum err appointment_store_list(struct ctx *ctx, const struct appointment_span *span,
                                struct appointment_list *ret) MUST_CHECK;
/** Of those whom the account covers. */
enum err appointment_store_covered(struct ctx *ctx, const struct appointment_span *span,
                                   struct appointment_list *ret) MUST_CHECK;
/** Of cases that a seat of the account sees. */
enum err appointment_store_for_feed(struct ctx *ctx, const struct appointment_span *span,
                                    struct appointment_list *ret) MUST_CHECK;
/** Planned ones of an account in this time, but not that one. */
enum err appointment_store_clashes(struct ctx *ctx, const struct appointment_span *span,
                                   struct id except, struct appointment_doubt_list *ret) MUST_CHECK;
/** An absence of the account in this time. */
enum err appointment_store_away(struct ctx *ctx, const struct appointment_span *span,
                                struct appointment_doubt_list *ret) MUST_CHECK;
/** All but state and reason, and a higher version. *ret_changed: false when it was in another
 *  version. */
enum err appointment_store_set(struct ctx *ctx, const struct appointment *a,
                               bool *ret_changed) MUST_CHECK;
/** State, reason and words. *ret_changed: as above. */
enum err appointment_store_set_state(struct ctx *ctx, const struct appointment *a,
                                     bool *ret_changed) MUST_CHECK;
/** The time it had until now. */
enum err appointment_store_move(struct ctx *ctx, const struct appointment *was,
                                struct str reason) MUST_CHECK;
/** Newest first. */
enum err appointment_store_moves(struct ctx *ctx, const struct appointment *a,
                                 struct appointment_move_list *ret) MUST_CHECK;
/** Who is asked to come: these, as far as they are people of the case. */
enum err appointment_store_set_people(struct ctx *ctx, const struct appointment *a,
                                      const struct casefile_id_list *people) MUST_CHECK;
/** In the order of their ids. */
enum err appointment_store_people(struct ctx *ctx, struct id id,
                                  struct casefile_id_list *ret) MUST_CHECK;
/** Planned ones of the case. */
enum err appointment_store_cancel_all(struct ctx *ctx, struct id casefile_id) MUST_CHECK;
/** Planned ones of who does not see the case any more, to its worker. */
enum err appointment_store_hand_on(struct ctx *ctx, struct id casefile_id) MUST_CHECK;

/** A new absence of the actor. */
enum err absence_store_insert(struct ctx *ctx, const struct absence *absence) MUST_CHECK;
/** One of the actor's. Errors: E_NOT_FOUND. */
enum err absence_store_find(struct ctx *ctx, struct id id, struct absence *ret) MUST_CHECK;
/** It does not count any more. */
enum err absence_store_void(struct ctx *ctx, struct id id) MUST_CHECK;
/** Of the actor and of those the actor covers. */
enum err absence_store_list(struct ctx *ctx, struct instant after,
                            struct absence_list *ret) MUST_CHECK;
/** Of the actor's team and agency. */
enum err absence_store_colleagues(struct ctx *ctx, struct absence_colleague_list *ret) MUST_CHECK;

#endif
