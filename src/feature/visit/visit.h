/* visit/visit.h: a visit from the door to the desk: what to know before, who is out alone and back
 * by when, and what came of it, told once. Where no errors are listed, E_BUSY and E_IO are
 * possible. */
#ifndef VISIT_H
#define VISIT_H

#include "core/feature.h"
#include "feature/appointment/appointment.h"
#include "feature/casefile/casefile.h"
#include "feature/note/note.h"

#define VISIT_MINUTES_MAX 720
#define VISIT_GRACE_MIN 15 /* so long after the end the supervisor is told */
#define VISIT_WORDS_MAX 500

/** What was told of one that is not back in time: one after the other, each once. */
enum visit_told { VISIT_IN_TIME, VISIT_LATE, VISIT_ESCALATED };

/** A visit that somebody makes alone. */
struct visit {
    struct id id, casefile_id, account_id;
    struct str place;
    struct instant started_at, expected_at, ended_at;
    enum visit_told told;
    int64_t version;
    struct str worker_name, worker_phone, client_name, number;
};
LIST_TYPE(visit_list, struct visit);

/** Not back yet. */
static inline bool visit_is_running(const struct visit *v)
{
    return !instant_given(v->ended_at);
}

/**
 * The actor goes out alone and is back in so many minutes.
 *
 * Needs    CAP_APPOINTMENT_EDIT
 * Effects  event visit.started
 * Errors   E_INVALID  less than five minutes, or more than twelve hours; E_CONFLICT  the actor is
 *          out already, or the case is closed
 */
enum err visit_start(struct ctx *ctx, const struct casefile *file, struct str place,
                     int64_t minutes, struct visit *ret) MUST_CHECK;
/** The one that the actor is on; ret->id is ID_NONE when there is none. */
enum err visit_running(struct ctx *ctx, struct visit *ret) MUST_CHECK;
/** One of the actor's, or for who leads a team, of a case in scope. Errors: E_NOT_FOUND. */
enum err visit_load(struct ctx *ctx, struct id id, struct visit *ret) MUST_CHECK;
/**
 * Back, and safe. Somebody else says how that is known. Ended already: changes nothing.
 *
 * Effects  event visit.ended
 * Errors   E_INVALID  somebody else's, and no words
 */
enum err visit_end(struct ctx *ctx, struct visit *visit, struct str words) MUST_CHECK;
/** It takes longer: back in so many minutes from now. Event visit.prolonged. Errors: E_INVALID  as
 *  visit_start; E_CONFLICT  ended. */
enum err visit_prolong(struct ctx *ctx, struct visit *visit, int64_t minutes) MUST_CHECK;
/** Those that are not back in time, of cases the actor sees; the longest first, at most 20. */
enum err visit_late_list(struct ctx *ctx, struct visit_list *ret) MUST_CHECK;
/** Job: tells who is late, and a quarter of an hour later the supervisor. */
enum err visit_tell(struct ctx *ctx) MUST_CHECK;

/* ---- what came of it ------------------------------------------------------------------------ */

#define VISIT_TASKS 2

/** All that is told after a visit, in one command. */
struct visit_debrief {
    struct note_draft note;
    struct id appointment_id; /* that it was, or ID_NONE */
    struct {
        struct str title;
        struct date due;
    } tasks[VISIT_TASKS];
    struct str promise;
    struct date promise_due;
    struct appointment_draft next; /* starts_at not set: no next one */
};
/**
 * The note, the follow-ups, a promise and the next appointment: all of it, or nothing. When nobody
 * was reached, the appointment counts as missed.
 *
 * Needs    CAP_NOTE_ADD, and what the parts need
 * Effects  events of note, appointment, task and promise; a lone visit of the actor in this case
 *          ends
 * Errors   those of the parts; fields are task_1_due, promise_due, next_on and so on
 */
enum err visit_debrief(struct ctx *ctx, const struct casefile *file,
                       const struct visit_debrief *debrief) MUST_CHECK;

#endif
