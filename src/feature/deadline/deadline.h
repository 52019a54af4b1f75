/* deadline/deadline.h: the clocks of a pack as they run in a case: which day, why that day, what
 * stops them, who is told. When a clock ends is in core/clock.h.
 *
 * Errors, where none are listed: E_BUSY, E_IO. */
#ifndef DEADLINE_H
#define DEADLINE_H

#include "core/clock.h"
#include "core/feature.h"
#include "feature/casefile/casefile.h"

#define DEADLINE_LIST_MAX 100
#define DEADLINE_ANSWER "answer" /* began_by: counted from the answer to form.question */
#define DEADLINE_SOON_DAYS 7     /* what the list of deadlines looks ahead */

/** What was told of a deadline: one after the other, each once. */
enum deadline_told { TOLD_NOTHING, TOLD_SOON, TOLD_LATE, TOLD_ESCALATED };

struct deadline {
    struct id id, casefile_id;
    struct str clock, pack, pack_version; /* whose rule it is */
    enum clock_unit unit;
    int amount;
    struct str risk; /* that the amount is for */
    struct str began_by,
        began_about; /* kind of event and its code; DEADLINE_ANSWER, its question */
    struct instant began_at;
    struct str
        state; /* "open", "paused", "met", or "ended": the case was closed, or the rule went */
    struct instant due_at; /* late from then on; not set while it stands */
    struct date due_on;
    int64_t free_days, paused_days;
    struct str over_by, over_about; /* kind of the event that met or ended it, and its code */
    struct instant over_at;
    enum deadline_told told;
};
LIST_TYPE(deadline_list, struct deadline);

/** One of those that are late or soon, with its case. */
struct deadline_row {
    struct deadline deadline;
    struct str number, client_name, worker_name, risk;
};
LIST_TYPE(deadline_row_list, struct deadline_row);

/** A time that did not count, and why. */
struct deadline_pause {
    struct str reason; /* code list pause_reason */
    struct instant began_at, over_at;
};
LIST_TYPE(deadline_pause_list, struct deadline_pause);

/** Open or paused: nothing has met or ended it. */
static inline bool deadline_runs(const struct deadline *d)
{
    return str_eq(d->state, STR("open")) || str_eq(d->state, STR("paused"));
}

/** Those of a case; the running ones first, by day. At most 200. */
enum err deadline_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                    struct deadline_list *ret) MUST_CHECK;
/** The first `max` of those that run, by day; what stands comes last. */
enum err deadline_next(struct ctx *ctx, const struct casefile *file, int max,
                       struct deadline_list *ret) MUST_CHECK;
/** Open ones due until a day in the actor's own cases, or in those of the team, closed ones among
 * them; by day. */
enum err deadline_list_due(struct ctx *ctx, const struct duty_ask *ask,
                           struct deadline_row_list *ret) MUST_CHECK;
/** Errors: E_NOT_FOUND  none of this case. */
enum err deadline_find(struct ctx *ctx, const struct casefile *file, struct id id,
                       struct deadline *ret) MUST_CHECK;
/** In the order of time. */
enum err deadline_pauses(struct ctx *ctx, const struct deadline *deadline,
                         struct deadline_pause_list *ret) MUST_CHECK;
/** Late, or due within a week, in the cases the actor sees; the oldest first. At most 100. */
enum err deadline_list_visible(struct ctx *ctx, struct deadline_row_list *ret) MUST_CHECK;
/** Open ones that end on a day from that one, before another, in the cases the actor sees; with an
 *  account those of its own cases only. By day, at most 200. */
enum err deadline_list_between(struct ctx *ctx, struct id worker_id, struct date from,
                               struct date until, struct deadline_row_list *ret) MUST_CHECK;
/** What the deadline is called. Its pack's words; the clock's name when it has no such clock. */
struct str deadline_label(struct ctx *ctx, const struct deadline *d);
/**
 * Lets it stand, for a reason that the pack allows for this clock. Event deadline.paused.
 *
 * Errors  E_INVALID  not such a reason; E_CONFLICT  it does not run, or stands already
 */
enum err deadline_pause(struct ctx *ctx, const struct casefile *file, struct deadline *deadline,
                        struct str reason) MUST_CHECK;
/** Lets it go on, with the days added for which it stood. Event deadline.resumed. Errors:
 * E_CONFLICT it does not stand. */
enum err deadline_resume(struct ctx *ctx, const struct casefile *file,
                         struct deadline *deadline) MUST_CHECK;
/** When it ends under a rule, with its pauses. Errors: E_INVALID  there is no such day. */
enum err deadline_end(struct ctx *ctx, const struct deadline *deadline,
                      const struct workdays *workdays, struct clock_end *ret) MUST_CHECK;

/** What the newest answers in a case say of a clock. */
struct deadline_says {
    bool holds;          /* it may begin: it has no condition, or the answers meet it */
    struct instant from; /* the day or moment to count from; not set: there is no answer */
};
/** Reads them as they are stored, whoever asks: nothing of it is shown but the day. */
enum err deadline_says(struct ctx *ctx, const struct pack_clock *clock, struct id casefile_id,
                       struct deadline_says *ret) MUST_CHECK;

/** An open one, and the area of its case. */
struct deadline_of_pack {
    struct deadline deadline;
    struct str area;
};
LIST_TYPE(deadline_of_pack_list, struct deadline_of_pack);
/** Open ones of a programme in all cases, in the order of their ids, at most 100 after one of them.
 * For who runs the program; no page shows them. */
enum err deadline_list_of_pack(struct ctx *ctx, struct str pack, struct id after,
                               struct deadline_of_pack_list *ret) MUST_CHECK;

/** Subscriber to all events: clocks begin, are met, follow the risk, end with the case. */
enum err deadline_on_event(struct ctx *ctx, const struct event *event) MUST_CHECK;
/** Job: tells what is due soon, late, or has been late for long. */
enum err deadline_tell(struct ctx *ctx) MUST_CHECK;

#endif
