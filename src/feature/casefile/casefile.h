/* casefile/casefile.h: the case: opening, phases and gates, steps, flags, assignment, approvals,
 * who may see it. Other features build on struct casefile: having one is the proof that
 * casefile_load() authorized it. */
#ifndef CASEFILE_H
#define CASEFILE_H

#include "core/ctx.h"
#include "core/pack.h"
#include "feature/person/person.h"

enum casefile_access { CASEFILE_READ = 1, CASEFILE_WRITE = 2 };

struct casefile {
    struct id id, person_id, household_id, worker_id, team_id, agency_id, area_id;
    struct str number; /* "CF-2026-000123" */
    struct str state;  /* "open" or "closed" */
    enum phase phase;
    struct instant phase_since;
    struct str risk;   /* code list "risk", or empty: not assessed yet */
    struct str safety; /* codes of list "safety_flag", space-separated */
    struct str safety_note;
    struct str summary; /* what it is about, in a sentence */
    struct str client_name, worker_name, team_name, area_name;
    struct str next_what, next_link; /* first open step: text key or text, and where to do it */
    struct date next_due, last_contact_on, opened_on, closed_on;
    int64_t version;
    enum casefile_access access; /* what the actor may do */
};
LIST_TYPE(casefile_list, struct casefile);

static inline bool casefile_is_open(const struct casefile *f)
{
    return str_eq(f->state, STR("open"));
}

/**
 * The authorizing load. The read is noted for the journal of reads; with CASEFILE_WRITE the row is
 * locked first on PostgreSQL.
 *
 * Errors  E_NOT_FOUND  no such case in the actor's scope, or only readable when writing is asked
 */
enum err casefile_load(struct ctx *ctx, struct id id, enum casefile_access access,
                       struct casefile *ret) MUST_CHECK;
/** As casefile_load for writing, and the case must be open. Errors: also E_CONFLICT
 * casefile.is_closed. */
enum err casefile_load_open(struct ctx *ctx, struct id id, struct casefile *ret) MUST_CHECK;

struct casefile_draft {
    struct id person_id, household_id, area_id,
        worker_id; /* worker: ID_NONE leaves it unassigned */
    struct str risk, safety, summary;
};
/**
 * Opens a case in phase intake for the actor's team.
 *
 * Needs    CAP_INTAKE_DECIDE
 * Effects  casefile, scope, phase, steps, involvement; events intake.opened, casefile.assigned
 */
enum err casefile_open(struct ctx *ctx, const struct casefile_draft *draft,
                       struct casefile *ret) MUST_CHECK;
/** Sets risk with a reason; recomputes the due dates of open steps. Event risk.changed. */
enum err casefile_set_risk(struct ctx *ctx, struct casefile *file, struct str risk,
                           struct str reason) MUST_CHECK;
/** Gives the case to a worker (ID_NONE: to nobody). Events casefile.assigned; scope follows. */
enum err casefile_assign(struct ctx *ctx, struct casefile *file, struct id worker_id,
                         struct str reason) MUST_CHECK;
/** Marks the case closed / open again; only review calls these. */
enum err casefile_close(struct ctx *ctx, struct casefile *file, struct date on) MUST_CHECK;
enum err casefile_reopen(struct ctx *ctx, struct casefile *file, enum phase phase,
                         struct str reason) MUST_CHECK;
/** The day of a contact with the family, for "last seen". */
enum err casefile_contacted(struct ctx *ctx, struct casefile *file, struct date on) MUST_CHECK;

/** One step of a phase as it stands. */
struct casefile_step {
    const struct pack_step *def;
    struct id id;
    enum phase phase;
    struct str state; /* "todo", "done", "not_needed" */
    struct date due;
    struct instant done_at;
    struct str reason;
};
LIST_TYPE(casefile_step_list, struct casefile_step);
/** All steps of a phase, in the pack's order. */
enum err casefile_steps(struct ctx *ctx, const struct casefile *file, enum phase phase,
                        struct casefile_step_list *ret) MUST_CHECK;

/**
 * Moves on to a phase. Required steps of the present phase must be done; else an override reason is
 * needed, and where the pack says so a supervisor's approval (then the case waits).
 *
 * Returns  *ret_waiting: true when an approval was asked instead of moving
 * Errors   E_INVALID  casefile.gate: steps are missing and there is no reason; E_CONFLICT
 */
enum err casefile_move(struct ctx *ctx, struct casefile *file, enum phase to, struct str reason,
                       bool *ret_waiting) MUST_CHECK;

/** What a supervisor has to decide. */
struct approval {
    struct id id, casefile_id, subject_id, asked_by, decided_by;
    struct str kind;  /* "phase_override", "plan", "closure" */
    struct str state; /* "waiting", "approved", "refused", "withdrawn" */
    struct str asked_reason, decided_reason, asked_by_name, decided_by_name;
    struct str detail; /* phase_override: the phase's code */
    struct str casefile_number, client_name;
    struct instant asked_at, decided_at;
};
LIST_TYPE(approval_list, struct approval);
/** Asks; one waiting approval of a kind and subject at a time. Event approval.asked. */
enum err approval_ask(struct ctx *ctx, const struct casefile *file, const char *kind,
                      struct id subject_id, struct str reason, struct str detail) MUST_CHECK;
/** Waiting approvals in the actor's scope, oldest first. */
enum err approval_waiting(struct ctx *ctx, struct approval_list *ret) MUST_CHECK;
/**
 * Decides. Emits approval.approved or approval.refused (about = kind, subject = subject_id): the
 * feature that asked subscribes and acts.
 *
 * Errors  E_NOT_FOUND; E_CONFLICT  already decided, or the actor asked for it (four eyes)
 */
enum err approval_decide(struct ctx *ctx, struct id id, bool approve, struct str reason) MUST_CHECK;

#endif
