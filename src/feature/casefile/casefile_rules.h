/* casefile/casefile_rules.h: what the parts of the feature's rules share; nobody else includes it.
 * Errors, where none are listed: E_BUSY, E_IO. */
#ifndef CASEFILE_RULES_H
#define CASEFILE_RULES_H

#include "core/event.h"
#include "feature/casefile/casefile.h"

/** Where a capability is missing or the case is not the actor's: on record when there is such a
 * case.
 */
enum err casefile_refused(struct ctx *ctx, struct id id) MUST_CHECK;
/** True when the code is in the pack's list and not retired. */
bool casefile_code_ok(const struct ctx *ctx, const char *list, struct str code);
/** An event about the case itself. */
enum err casefile_emit(struct ctx *ctx, const struct casefile *file, const char *kind,
                       struct str about, struct str summary) MUST_CHECK;
/**
 * Makes the units that see the case, and through it its people, those of worker, team, agency and
 * area: after any of them changed.
 */
enum err casefile_rescope(struct ctx *ctx, const struct casefile *file) MUST_CHECK;

/** Enters file->phase now: its steps appear with their dates, and what is next. */
enum err casefile_enter_phase(struct ctx *ctx, struct casefile *file, struct str reason) MUST_CHECK;
/** Dates of open steps follow the risk level that was just set. */
enum err casefile_redate_steps(struct ctx *ctx, struct casefile *file) MUST_CHECK;
/** The day a step of the present phase is due at this risk, counted from a day; none: DATE_NONE. */
struct date casefile_step_due(const struct pack_step *def, struct str risk, struct date from);
/** Works out what is next and stores it for the lists. */
enum err casefile_renew_next(struct ctx *ctx, struct casefile *file) MUST_CHECK;
/** Job: brings open cases to the steps of the pack in use, some hundred a round, see
 *  casefile_follow.c. */
enum err casefile_follow_pack(struct ctx *ctx) MUST_CHECK;
/** Subscriber to all events: ticks the steps they complete; follows a person's new name. */
enum err casefile_on_event(struct ctx *ctx, const struct event *event) MUST_CHECK;
/** Writes a person's name into the lists of cases anew. Errors: E_NOT_FOUND, E_BUSY, E_IO. */
enum err casefile_client_renew(struct ctx *ctx, struct id person_id) MUST_CHECK;
/** Subscribers of person.merged and person.merge_undone: cases follow. Errors: E_BUSY, E_IO. */
enum err casefile_on_merge(struct ctx *ctx, const struct event *event) MUST_CHECK;
enum err casefile_on_merge_undone(struct ctx *ctx, const struct event *event) MUST_CHECK;
/** Moves without asking whether the gate is open. */
enum err casefile_move_now(struct ctx *ctx, struct casefile *file, enum phase to,
                           struct str reason) MUST_CHECK;

#endif
