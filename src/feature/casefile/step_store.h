/* casefile/step_store.h: rows of steps and of stays in a phase. Errors: those of plat/db.h. */
#ifndef STEP_STORE_H
#define STEP_STORE_H

#include "feature/casefile/casefile.h"

/** A step as it is stored; the pack knows the rest. */
struct step_row {
    struct id id;
    enum phase phase;
    struct str step, state, reason;
    struct date due;
    struct instant done_at;
};
LIST_TYPE(step_row_list, struct step_row);

/** All of the phase the case is in, and of those before it what is still to do. */
enum err step_store_open(struct ctx *ctx, struct id casefile_id, enum phase phase,
                         struct step_row_list *ret) MUST_CHECK;
/** Of one phase. */
enum err step_store_phase(struct ctx *ctx, struct id casefile_id, enum phase phase,
                          struct step_row_list *ret) MUST_CHECK;
/** The step appears, or gets a new date when it was left open. */
enum err step_store_enter(struct ctx *ctx, struct id casefile_id, enum phase phase, struct str step,
                          struct date due) MUST_CHECK;
/** The step as in the row; made when it was not there. */
enum err step_store_set(struct ctx *ctx, struct id casefile_id,
                        const struct step_row *row) MUST_CHECK;
/** Another date. */
enum err step_store_set_due(struct ctx *ctx, struct id casefile_id, struct id id,
                            struct date due) MUST_CHECK;
/** Forgets the steps of this phase and of those behind it. */
enum err step_store_reset(struct ctx *ctx, struct id casefile_id, enum phase from) MUST_CHECK;
/** State, phase and risk of a case, without the rest. Errors: E_NOT_FOUND. */
enum err step_store_case(struct ctx *ctx, struct id casefile_id, struct casefile *ret) MUST_CHECK;
/** The stay in the phase ends; a stay in file->phase begins. */
enum err step_store_stay(struct ctx *ctx, const struct casefile *file,
                         struct str reason) MUST_CHECK;

/** How far open cases follow the steps of a pack. */
struct step_rules {
    struct str mark; /* pack_steps_mark() of all packs; empty: never before */
    struct id after_id;
    bool done;
};
/** The one row there is of it. */
enum err step_store_rules(struct ctx *ctx, struct step_rules *ret) MUST_CHECK;
enum err step_store_set_rules(struct ctx *ctx, const struct step_rules *rules) MUST_CHECK;
/** Nobody else changes the case until the transaction ends. */
enum err step_store_lock(struct ctx *ctx, struct id casefile_id) MUST_CHECK;
/** Id, person, state and programme of the next cases by id, open or not; after may be ID_NONE. */
enum err step_store_cases_after(struct ctx *ctx, struct id after, int limit,
                                struct casefile_list *ret) MUST_CHECK;

#endif
