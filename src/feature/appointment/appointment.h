/* appointment/appointment.h: when somebody of us meets people of a case, how it went, and who is
 * away. Two appointments at one time are said, not forbidden. Where no errors are listed, E_BUSY
 * and E_IO are possible. */
#ifndef APPOINTMENT_H
#define APPOINTMENT_H

#include "core/feature.h"
#include "feature/casefile/casefile.h"

#define APPOINTMENT_PLACE_MAX 200
#define APPOINTMENT_TITLE_MAX 200
#define APPOINTMENT_HOURS_MAX 12 /* longer than a day of work is a mistake in typing */
#define APPOINTMENT_DAYS_AHEAD 731
#define APPOINTMENT_LIST_MAX 500

struct appointment {
    struct id id, casefile_id;
    struct id account_id; /* who keeps it */
    struct str mode;      /* code list "appointment_mode" */
    struct str place, title;
    struct instant starts_at, ends_at;
    struct str state;  /* code list "appointment_state" */
    struct str reason; /* code list "appointment_missed" or "appointment_cancelled" */
    struct str words;
    int64_t moved_n, version;
    struct instant created_at, changed_at;
    struct str worker_name, worker_phone, created_by_name;
    struct str client_name, number; /* of the case; empty when the actor does not see it */
    struct str programme;
    bool covered; /* of a colleague who is away and whom the actor covers */
};
LIST_TYPE(appointment_list, struct appointment);

/** Neither over nor called off. */
static inline bool appointment_is_planned(const struct appointment *a)
{
    return str_eq(a->state, STR("planned"));
}

/** A day and a time "09:30" as a form gives them, in the agency's zone; INSTANT_NONE when one is
 * not given. */
struct instant appointment_moment(const struct ctx *ctx, struct date on, struct str time);

/** What is wanted. */
struct appointment_draft {
    struct id account_id; /* ID_NONE: the actor; of a change: as it is */
    struct str mode, place, title;
    struct instant starts_at, ends_at;
    struct casefile_id_list people; /* of the case; others are left out */
    struct str reason;              /* of a change: why it is at another time */
    bool sure;                      /* also when something speaks against it */
};

/** What speaks against a time: told once, then it is the worker who decides. */
struct appointment_doubt {
    const char *msg;         /* message key with {from} and {until}; contact: without */
    struct instant from, to; /* of the other appointment or the absence, or not set */
};
LIST_TYPE(appointment_doubt_list, struct appointment_doubt);
/**
 * Doubts about a time: another appointment of who keeps it, an absence, a way or an hour that the
 * client said is not safe. except: the appointment that is being moved, or ID_NONE.
 */
enum err appointment_doubts(struct ctx *ctx, const struct casefile *file,
                            const struct appointment_draft *draft, struct id except,
                            struct appointment_doubt_list *ret) MUST_CHECK;
/**
 * Makes an appointment in an open case that was loaded for writing.
 *
 * Needs    CAP_APPOINTMENT_EDIT
 * Effects  event appointment.made
 * Errors   E_INVALID  no such mode, it ends before it begins, longer than twelve hours, in the past
 *          or more than two years ahead, somebody who cannot see the case; field "sure": there are
 *          doubts and draft->sure is not set; E_CONFLICT  casefile.is_closed
 */
enum err appointment_add(struct ctx *ctx, const struct casefile *file,
                         const struct appointment_draft *draft, struct appointment *ret) MUST_CHECK;
/** An appointment of the case. Errors: E_NOT_FOUND. */
enum err appointment_load(struct ctx *ctx, const struct casefile *file, struct id id,
                          struct appointment *ret) MUST_CHECK;
/** Planned ones by time, then the others, newest first; at most 200. */
enum err appointment_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                       struct appointment_list *ret) MUST_CHECK;
/** The planned ones by time, at most max. */
enum err appointment_next(struct ctx *ctx, const struct casefile *file, int64_t max,
                          struct appointment_list *ret) MUST_CHECK;
/** Who is asked to come. */
enum err appointment_people(struct ctx *ctx, const struct appointment *appointment,
                            struct casefile_id_list *ret) MUST_CHECK;
/**
 * Changes one that is planned. Another time needs a reason and is kept with the time before.
 *
 * Needs    CAP_APPOINTMENT_EDIT
 * Effects  event appointment.moved or appointment.changed
 * Errors   as appointment_add; E_INVALID  "reason"; E_CONFLICT  changed meanwhile, with both, or
 *          not planned any more
 */
enum err appointment_change(struct ctx *ctx, const struct casefile *file,
                            struct appointment *appointment, const struct appointment_draft *wanted,
                            int64_t version) MUST_CHECK;

/** One time it was moved: when it had been, why, by whom. */
struct appointment_move {
    struct instant starts_at, ends_at, at;
    struct str reason, by_name;
};
LIST_TYPE(appointment_move_list, struct appointment_move);
/** Newest first. */
enum err appointment_moves(struct ctx *ctx, const struct appointment *appointment,
                           struct appointment_move_list *ret) MUST_CHECK;

/** How it went: state came, missed, cancelled; or planned again, after a mistake. */
struct appointment_end {
    struct str state, reason, words;
    int64_t version;
};
/**
 * Says how it went. The same once more changes nothing.
 *
 * Needs    CAP_APPOINTMENT_EDIT
 * Effects  event appointment.came, appointment.missed, appointment.cancelled or
 *          appointment.reopened
 * Errors   E_INVALID  missed or cancelled without a reason of the list, came or missed before it
 *          begins; E_CONFLICT  ended otherwise meanwhile, with both; the case is closed
 */
enum err appointment_finish(struct ctx *ctx, const struct casefile *file,
                            struct appointment *appointment,
                            const struct appointment_end *end) MUST_CHECK;

/** Whose appointments, and when: from, before until. */
struct appointment_span {
    struct id account_id; /* ID_NONE: of all cases the actor sees */
    struct instant from, until;
};
/**
 * Appointments by time, all states. With an account also those it covers: of a case that the actor
 * does not see only the time and the mode.
 *
 * Shape  at most APPOINTMENT_LIST_MAX
 */
enum err appointment_list(struct ctx *ctx, const struct appointment_span *span,
                          struct appointment_list *ret) MUST_CHECK;
/** Appointments of an account by whoever has its address: of cases that a seat of it sees. By time,
 * at most APPOINTMENT_LIST_MAX. */
enum err appointment_list_for_feed(struct ctx *ctx, const struct appointment_span *span,
                                   struct appointment_list *ret) MUST_CHECK;
/** Subscriber: what was planned in a closed case is cancelled. Errors: E_BUSY, E_IO. */
enum err appointment_on_closed(struct ctx *ctx, const struct event *event) MUST_CHECK;
/** Subscriber: what a worker who is gone had planned, the new one keeps. Errors: E_BUSY, E_IO. */
enum err appointment_on_assigned(struct ctx *ctx, const struct event *event) MUST_CHECK;

/* ---- who is away ---------------------------------------------------------------------------- */

#define ABSENCE_DAYS_MAX 366

struct absence {
    struct id id, account_id, cover_id;
    struct str kind; /* code list "absence_kind" */
    struct instant from_at, until_at;
    struct date first, last; /* of the days */
    struct str account_name, cover_name;
    bool voided;
};
LIST_TYPE(absence_list, struct absence);
/** Who may cover for the actor: colleagues of the same team or agency, by name, at most 100. */
struct absence_colleague {
    struct id account_id;
    struct str name;
};
LIST_TYPE(absence_colleague_list, struct absence_colleague);
enum err absence_colleagues(struct ctx *ctx, struct absence_colleague_list *ret) MUST_CHECK;
/**
 * The actor is away: kind, first, last and cover_id of *absence are read.
 *
 * Needs    CAP_APPOINTMENT_EDIT
 * Effects  event absence.added
 * Errors   E_INVALID  ends before it begins, over already, longer than a year, far ahead, somebody
 *          who is no colleague
 */
enum err absence_add(struct ctx *ctx, struct absence *absence) MUST_CHECK;
/** Takes one of the actor's back. Event absence.voided; twice changes nothing. Errors: E_NOT_FOUND.
 */
enum err absence_void(struct ctx *ctx, struct id id) MUST_CHECK;
/** Of the actor, and of those whom the actor covers, that are not over at that moment; by time. */
enum err absence_list(struct ctx *ctx, struct instant after, struct absence_list *ret) MUST_CHECK;

#endif
