/* deadline/deadline_store.h: rows of deadlines and their pauses. Nobody else includes it.
 *
 * Errors, where none are listed: E_BUSY, E_IO. */
#ifndef DEADLINE_STORE_H
#define DEADLINE_STORE_H

#include "core/feature.h"
#include "feature/deadline/deadline.h"

/** What a clock needs to know of its case. */
struct deadline_case {
    struct str risk, programme, state, area;
    struct id person_id;
};
/** Errors: E_NOT_FOUND  no such case. */
enum err deadline_store_case(struct ctx *ctx, struct id casefile_id,
                             struct deadline_case *ret) MUST_CHECK;
/** Nothing when a clock of that name runs in the case already; when it counts from an answer and
 * does not repeat, also when it was met for that day. look_at: see enum deadline_told. */
enum err deadline_store_insert(struct ctx *ctx, const struct deadline *deadline,
                               struct instant look_at, bool repeats) MUST_CHECK;
/** Marks the one of that clock that runs; none: nothing. *ret_any, which may be NULL, says it. */
enum err deadline_store_over(struct ctx *ctx, const struct deadline *over,
                             bool *ret_any) MUST_CHECK;
/** Ends all that run in a case. */
enum err deadline_store_all_over(struct ctx *ctx, struct id casefile_id,
                                 struct str event_kind) MUST_CHECK;
/** Writes rule, beginning, state, end and what was told of one that runs. */
enum err deadline_store_renew(struct ctx *ctx, const struct deadline *deadline,
                              struct instant look_at) MUST_CHECK;
/** What was told, and when to look again. */
enum err deadline_store_told(struct ctx *ctx, const struct deadline *deadline,
                             struct instant look_at) MUST_CHECK;
/** Whose the case is now stands beside those that run in it. */
enum err deadline_store_dealt(struct ctx *ctx, struct id casefile_id) MUST_CHECK;
/** Due on those days, to the actor or the team. */
enum err deadline_store_due(struct ctx *ctx, const struct duty_ask *ask,
                            struct deadline_row_list *ret) MUST_CHECK;
/** The first of those that run in a case. */
enum err deadline_store_next(struct ctx *ctx, struct id casefile_id, int max,
                             struct deadline_list *ret) MUST_CHECK;
/** Those that run in a case. */
enum err deadline_store_running(struct ctx *ctx, struct id casefile_id,
                                struct deadline_list *ret) MUST_CHECK;
enum err deadline_store_by_casefile(struct ctx *ctx, struct id casefile_id,
                                    struct deadline_list *ret) MUST_CHECK;
/** Errors: E_NOT_FOUND. */
enum err deadline_store_find(struct ctx *ctx, struct id casefile_id, struct id id,
                             struct deadline *ret) MUST_CHECK;
/** Those that end before then, in the cases that the actor's unit sees. */
enum err deadline_store_visible(struct ctx *ctx, struct instant until,
                                struct deadline_row_list *ret) MUST_CHECK;
/** Open ones that end in these days, there; of a worker's cases, or of all. */
enum err deadline_store_between(struct ctx *ctx, struct id worker_id, struct date from,
                                struct date until, struct deadline_row_list *ret) MUST_CHECK;
/** Those of which something is to be told by now, at most so many. */
enum err deadline_store_to_tell(struct ctx *ctx, int max, struct deadline_list *ret) MUST_CHECK;
enum err deadline_store_pause(struct ctx *ctx, const struct deadline *deadline,
                              struct str reason) MUST_CHECK;
/** Ends the pause that lasts. */
enum err deadline_store_resume(struct ctx *ctx, const struct deadline *deadline) MUST_CHECK;
enum err deadline_store_pauses(struct ctx *ctx, const struct deadline *deadline,
                               struct deadline_pause_list *ret) MUST_CHECK;
/** Open ones of a programme, in the order of their ids, after one of them. */
enum err deadline_store_of_pack(struct ctx *ctx, struct str pack, struct id after,
                                struct deadline_of_pack_list *ret) MUST_CHECK;

#endif
