/* casefile/casefile.h: the case: opening, phases and gates, steps, flags, assignment, approvals,
 * who may see it. Other features build on struct casefile: having one is the proof that
 * casefile_load() authorized it. Where no errors are listed, E_BUSY and E_IO are possible. */
#ifndef CASEFILE_H
#define CASEFILE_H

#include "core/ctx.h"
#include "core/event.h"
#include "core/pack.h"
#include "feature/person/person.h"

#define CASEFILE_REASON_MAX 2000
#define CASEFILE_SUMMARY_MAX 1000

enum casefile_access { CASEFILE_READ = 1, CASEFILE_WRITE = 2 };

struct casefile {
    struct id id, person_id, household_id, worker_id, team_id, agency_id, area_id;
    struct str number;    /* "CF-2026-000123" */
    struct str programme; /* name of its pack */
    struct str state;     /* "open" or "closed" */
    enum phase phase;
    struct instant phase_since;
    struct str risk;   /* code list "risk", or empty: not assessed yet */
    struct str safety; /* codes of list "safety_flag", space-separated */
    struct str safety_note;
    struct str summary; /* what it is about, in a sentence */
    struct str client_name, worker_name, team_name, area_name;
    /* Of the client, for the identity bar: who is meant must be clear before anything is done. */
    struct date client_birth;
    struct str client_sex, client_languages, client_phone;
    bool client_birth_estimated;
    struct str next_what, next_link; /* what is next, see casefile_next_text(); where to do it */
    struct date next_due, last_contact_on, opened_on, closed_on;
    int64_t version;
    enum casefile_access access; /* what the actor may do */
    /* Of who sees it only as one of its team, see casefile_load_part(): */
    struct id member_id;
    struct str parts, profession; /* codes of lists member_part, profession */
};
LIST_TYPE(casefile_list, struct casefile);

/** Whether work goes on; a closed case can only be read. */
static inline bool casefile_is_open(const struct casefile *f)
{
    return str_eq(f->state, STR("open"));
}

/** What of a case somebody of its team may see; the team and tasks go with every membership. */
enum casefile_part {
    CASEFILE_PART_NONE,
    CASEFILE_PART_TEAM,  /* that there is the case, and who works on it */
    CASEFILE_PART_TASKS, /* the own ones */
    CASEFILE_PART_CONTACT,
    CASEFILE_PART_PLAN,
    CASEFILE_PART_FORMS, /* those that the pack names for the profession, filled in by oneself */
    CASEFILE_PART_CONFERENCES /* those one was asked to */
};
/** Whether the actor sees it only as one of its team. */
static inline bool casefile_is_part(const struct casefile *f)
{
    return id_given(f->member_id);
}
/** True for who sees the whole case, and for a member who may see this. */
bool casefile_has_part(const struct casefile *file, enum casefile_part part);
/**
 * As casefile_load(), and also for a running member of the case's team who may see this part. Of
 * what the membership does not give nothing is loaded: no risk, no summary, nothing of the person
 * but the name. Only a page that shows nothing but that part may use it.
 *
 * Errors  as casefile_load(); E_NOT_FOUND  also when writing is asked and the part is only read
 */
enum err casefile_load_part(struct ctx *ctx, struct id id, enum casefile_part part,
                            enum casefile_access access, struct casefile *ret) MUST_CHECK;
/** An address below the case: casefile_href(ctx, file->id, "notes"); "" is the case itself. */
struct str casefile_href(struct ctx *ctx, struct id id, const char *rest);
/**
 * The authorizing load. The read is noted for the journal of reads; with CASEFILE_WRITE the row is
 * locked first on PostgreSQL. What follows is about the case's programme: ctx->pack is its pack.
 *
 * Errors  E_NOT_FOUND  no such case in the actor's scope, or only readable when writing is asked;
 *         E_CONFLICT  casefile.programme_missing: the pack of its programme is not loaded
 */
enum err casefile_load(struct ctx *ctx, struct id id, enum casefile_access access,
                       struct casefile *ret) MUST_CHECK;
/** For struct feature: the name of the pack of a case in the actor's scope, or nothing. */
enum err casefile_programme(struct ctx *ctx, struct id id, struct str *ret) MUST_CHECK;
/** How the client may be reached: what the person said, and the safety flag "no_messages". Whoever
 * prints or sends something for the client judges it by this, see contact_plan(). */
enum err casefile_contact(struct ctx *ctx, const struct casefile *file,
                          struct contact_rules *ret) MUST_CHECK;
/** As casefile_load for writing, and the case must be open. Errors: also E_CONFLICT
 * casefile.is_closed. */
enum err casefile_load_open(struct ctx *ctx, struct id id, struct casefile *ret) MUST_CHECK;
/** The same for a page with a form, which only reads: nothing is locked. Errors: as
 * casefile_load_open. */
enum err casefile_load_for_form(struct ctx *ctx, struct id id, struct casefile *ret) MUST_CHECK;

struct casefile_draft {
    struct id person_id, household_id, area_id;
    struct id worker_id; /* ID_NONE leaves it unassigned */
    struct id team_id;   /* ID_NONE: the worker's, else the actor's */
    struct str risk, safety, safety_note, summary;
};
/**
 * Opens a case in phase intake.
 *
 * Needs    CAP_INTAKE_DECIDE; to give it to somebody else, CAP_CASE_ASSIGN
 * Effects  casefile, scope, phase, steps, involvement; events casefile.opened, casefile.assigned
 * Errors   E_NOT_FOUND  the person; E_INVALID  a code that is none, no team, not a worker of it
 */
enum err casefile_open(struct ctx *ctx, const struct casefile_draft *draft,
                       struct casefile *ret) MUST_CHECK;
/**
 * Sets risk with a reason; recomputes the due dates of open steps. Event casefile.risk_changed.
 *
 * Errors  E_INVALID  not in the pack's list; E_CONFLICT  it has this risk already
 */
enum err casefile_set_risk(struct ctx *ctx, struct casefile *file, struct str risk,
                           struct str reason) MUST_CHECK;
/**
 * A text of the case as it was when the page was opened, and as it is wanted. Somebody else's
 * change meanwhile is a conflict only when it is to the same text; sending version as it is stored
 * says "I have seen it".
 */
struct casefile_edit {
    int64_t version;
    struct str text, was_text; /* the summary, or the note to the safety flags */
    struct str safety, was_safety;
};
/** Errors: E_CONFLICT  somebody changed the summary meanwhile. Event casefile.edited. */
enum err casefile_set_summary(struct ctx *ctx, struct casefile *file,
                              const struct casefile_edit *edit) MUST_CHECK;
/** Safety flags and the note to them. Event casefile.safety_changed. Errors: E_INVALID a flag that
 *  is none; E_CONFLICT as above. */
enum err casefile_set_safety(struct ctx *ctx, struct casefile *file,
                             const struct casefile_edit *edit) MUST_CHECK;
/** Marks the case closed, and says why on its timeline; only review calls this. Event
 *  casefile.closed. */
enum err casefile_close(struct ctx *ctx, struct casefile *file, struct date on,
                        struct str why) MUST_CHECK;
/** Opens it again in a phase, whose steps start anew; only review calls this. Event
 *  casefile.reopened. */
enum err casefile_reopen(struct ctx *ctx, struct casefile *file, enum phase phase,
                         struct str reason) MUST_CHECK;
/** The day of a contact with the family, for "last seen". */
enum err casefile_contacted(struct ctx *ctx, struct casefile *file, struct date on) MUST_CHECK;

/* ---- who works on it ------------------------------------------------------------------------ */

/** Somebody who may be given cases, with what there is on the desk already. */
struct casefile_worker {
    struct id account_id, team_id;
    struct str name, team_name;
    int64_t open_n, high_n; /* open cases; of those with high risk */
};
LIST_TYPE(casefile_worker_list, struct casefile_worker);
/**
 * Who may be given cases by the actor.
 *
 * Shape  by team and name; the teams of the actor's unit, at most 500 people
 */
enum err casefile_workers(struct ctx *ctx, struct casefile_worker_list *ret) MUST_CHECK;
/**
 * Gives the case to a worker (ID_NONE: to nobody). The team follows the worker.
 *
 * Needs    CAP_CASE_ASSIGN
 * Effects  involvement, scope of case and people; event casefile.assigned or casefile.unassigned
 * Errors   E_DENIED; E_INVALID  nobody of the actor's unit; E_CONFLICT  has it already
 */
enum err casefile_assign(struct ctx *ctx, struct casefile *file, struct id worker_id,
                         struct str reason) MUST_CHECK;
/**
 * Gives the case to the actor, or to a worker of the actor's unit, who was asked to take it and
 * said yes: only transfer calls this, after its own authorizing load.
 *
 * Needs    CAP_CASE_EDIT
 * Effects  as casefile_assign; the rights of who had the case end
 * Errors   as casefile_assign, and E_CONFLICT  casefile.is_closed, casefile.moved_meanwhile: it has
 *          another worker than from_worker_id by now
 */
enum err casefile_take_over(struct ctx *ctx, struct id id, struct id from_worker_id,
                            struct id worker_id, struct str reason) MUST_CHECK;
/** Who worked on the case from when to when. */
struct casefile_involvement {
    struct str name;
    struct instant since, until; /* until: not set while it lasts */
    struct str reason;
};
LIST_TYPE(casefile_involvement_list, struct casefile_involvement);
/** Newest first. */
enum err casefile_involvements(struct ctx *ctx, const struct casefile *file,
                               struct casefile_involvement_list *ret) MUST_CHECK;

/* ---- units, and with whom a case is shared ----------------------------------------------------
 */

/** A team, or an agency as a whole. */
struct casefile_unit {
    struct id id;
    struct str team, agency; /* team: empty for an agency */
};
LIST_TYPE(casefile_unit_list, struct casefile_unit);

/** "North 2 · Northern agency". Memory: ctx->arena. */
struct str casefile_unit_name(struct ctx *ctx, const struct casefile_unit *unit);
/** All teams and agencies, by agency and team; at most 1,000. */
enum err casefile_units(struct ctx *ctx, struct casefile_unit_list *ret) MUST_CHECK;
/** A running sharing of a case, as the subscribers of casefile.shared need it. */
struct casefile_shared {
    struct casefile_unit unit;
    struct date until; /* the last day */
};
/** The sharing that an event casefile.shared is about. Errors: E_NOT_FOUND. */
enum err casefile_shared(struct ctx *ctx, const struct event *event,
                         struct casefile_shared *ret) MUST_CHECK;

LIST_TYPE(casefile_id_list, struct id);

/* ---- people in it --------------------------------------------------------------------------- */

/** Somebody in a case besides the client. */
struct casefile_person {
    struct id person_id;
    struct str name, role; /* code list "casefile_role" */
    struct date birth_date;
    bool birth_estimated;
    struct str phone;
};
LIST_TYPE(casefile_person_list, struct casefile_person);
/** In the order of the pack's roles, then by name. */
enum err casefile_people(struct ctx *ctx, const struct casefile *file,
                         struct casefile_person_list *ret) MUST_CHECK;
/**
 * Takes a person in, who then can be seen by the units of the case. Event casefile.person_added.
 *
 * Errors  E_NOT_FOUND  the person; E_INVALID  the role; E_CONFLICT  is in the case already
 */
enum err casefile_add_person(struct ctx *ctx, struct casefile *file, struct id person_id,
                             struct str role) MUST_CHECK;
/** Takes a person out again; the record stays. Event casefile.person_removed. Errors:
 *  E_NOT_FOUND  not in this case. */
enum err casefile_remove_person(struct ctx *ctx, struct casefile *file, struct id person_id,
                                struct str reason) MUST_CHECK;

/** A contact with the family that a form tells of. */
struct casefile_contact {
    struct str form, by; /* the form's name; who sent it */
    struct date on;      /* the day it was sent */
};
LIST_TYPE(casefile_contact_list, struct casefile_contact);
/** Since that day, the newest first, at most 400. Contacts that notes tell of are the notes'.
 * Errors: E_BUSY, E_IO. */
enum err timeline_contacts(struct ctx *ctx, const struct casefile *file, struct date from,
                           struct casefile_contact_list *ret) MUST_CHECK;

/* ---- phases, steps, gates ------------------------------------------------------------------- */

/** One step of a phase as it stands. */
struct casefile_step {
    const struct pack_step *def;
    struct id id;
    enum phase phase;
    struct str state; /* "todo", "done", "not_needed" */
    struct date due;
    struct instant done_at; /* of a step that repeats: the last time */
    struct str reason;
};
LIST_TYPE(casefile_step_list, struct casefile_step);
/** True when the gate need not wait for it: not required, done, not needed; one that repeats must
 *  have been done once. */
bool casefile_step_is_met(const struct casefile_step *step);
/** All steps of a phase, in the pack's order. Of a phase not entered yet they have no dates. */
enum err casefile_steps(struct ctx *ctx, const struct casefile *file, enum phase phase,
                        struct casefile_step_list *ret) MUST_CHECK;
/**
 * Open steps, the most urgent first: those of the present phase, and required ones of earlier
 * phases that were passed over.
 */
enum err casefile_open_steps(struct ctx *ctx, const struct casefile *file,
                             struct casefile_step_list *ret) MUST_CHECK;
/** The same, and all steps of the present phase, read once. */
enum err casefile_steps_now(struct ctx *ctx, const struct casefile *file,
                            struct casefile_step_list *ret_open,
                            struct casefile_step_list *ret_phase) MUST_CHECK;
/** What a person says about a step. */
struct casefile_mark {
    enum phase phase;
    struct str step, state, reason;
};
/**
 * Marks a step by hand: "done" where no event does it, "not_needed" with a reason, "todo" again.
 *
 * Effects  events casefile.step_done, casefile.step_not_needed, casefile.step_opened
 * Errors   E_NOT_FOUND  no such step in a phase the case has entered; E_INVALID  a reason is
 *          missing, or an event does this step
 */
enum err casefile_mark_step(struct ctx *ctx, struct casefile *file,
                            const struct casefile_mark *mark) MUST_CHECK;
/** Subscriber to events after which something else may be the first to do in their case. */
enum err casefile_on_work(struct ctx *ctx, const struct event *event) MUST_CHECK;
/** What is next, in the reader's language: next_what names a step of the pack ("step:") or is in
 *  somebody's own words ("text:"). */
struct str casefile_next_text(struct ctx *ctx, struct str next_what);

/**
 * Moves to a phase. Forward, the required steps of the present phase must be met and none skipped;
 * else an override reason is needed, and where the pack says so a supervisor's approval (then the
 * case waits). Going back needs a reason.
 *
 * Returns  *ret_waiting: true when an approval was asked instead of moving
 * Effects  event casefile.phase_entered or approval.asked
 * Errors   E_INVALID  casefile.gate: something is missing and there is no reason;
 *          E_CONFLICT  it is in this phase, or an approval waits already
 */
enum err casefile_move(struct ctx *ctx, struct casefile *file, enum phase to, struct str reason,
                       bool *ret_waiting) MUST_CHECK;

/* ---- approvals ------------------------------------------------------------------------------ */

/** What a supervisor has to decide. */
struct approval {
    struct id id, casefile_id, subject_id, asked_by, decided_by;
    struct str kind;  /* "phase_override", "plan", "closure" */
    struct str state; /* "waiting", "approved", "refused", "withdrawn" */
    struct str asked_reason, decided_reason, asked_by_name, decided_by_name;
    struct str detail;      /* phase_override: the phase's code */
    struct weighed weighed; /* by who asked */
    struct str casefile_number, client_name, programme;
    struct instant asked_at, decided_at;
};
LIST_TYPE(approval_list, struct approval);
/** Asks for what wanted says: kind, subject_id, asked_reason and detail; the rest is set here.
 * Event approval.asked. Errors: E_CONFLICT  one of this kind and subject waits already. */
enum err approval_ask(struct ctx *ctx, const struct casefile *file,
                      const struct approval *wanted) MUST_CHECK;
/** One approval, waiting or not. Errors: E_NOT_FOUND  outside the actor's scope. */
enum err approval_load(struct ctx *ctx, struct id id, struct approval *ret) MUST_CHECK;
/** Waiting approvals in the actor's scope, oldest first, at most 200. */
enum err approval_waiting(struct ctx *ctx, struct approval_list *ret) MUST_CHECK;
/** The first `max` of those about cases of the actor's team. */
enum err approval_waiting_team(struct ctx *ctx, int max, struct approval_list *ret) MUST_CHECK;
/** All approvals of a case, newest first. */
enum err approval_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                    struct approval_list *ret) MUST_CHECK;
/**
 * Decides. Emits approval.approved or approval.refused (about = kind, subject = subject_id): the
 * feature that asked subscribes and acts. Refusing needs a reason.
 *
 * Needs   CAP_APPROVE
 * Errors  E_NOT_FOUND; E_INVALID  no reason; E_CONFLICT  already decided, or the actor asked for
 *         it (four eyes)
 */
enum err approval_decide(struct ctx *ctx, struct id id, bool approve, struct str reason) MUST_CHECK;
/** Takes back what the actor asked. Event approval.withdrawn. Errors: E_NOT_FOUND; E_CONFLICT
 *  already decided, or somebody else asked. */
enum err approval_withdraw(struct ctx *ctx, struct id id, struct id *ret_casefile_id) MUST_CHECK;

/** Where the client of a case lives and how to call, with what they said about it. */
struct casefile_reach {
    struct id person_id;
    struct str phone, address; /* their own, else the household's, else the area */
    struct str safety, programme;
    struct contact_rules rules;
};
/** For a line of a day: show it by person_reach(), which leaves out what they refused. The reading
 * is on record. Errors: E_NOT_FOUND  not in the actor's scope; E_BUSY, E_IO. */
enum err casefile_reach(struct ctx *ctx, struct id casefile_id,
                        struct casefile_reach *ret) MUST_CHECK;

#endif
