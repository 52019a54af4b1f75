/* task/task.h: tasks, in a case or of one's own. Where no errors are listed, E_BUSY and E_IO are
 * possible. */
#ifndef TASK_H
#define TASK_H

#include "core/feature.h"
#include "feature/casefile/casefile.h"

#define TASK_DETAIL_MAX 2000
#define TASK_PAGE 100
#define TASK_WEEK 7         /* days after today that count as this week */
#define TASK_REPEAT_MAX 365 /* every so many days, weeks or months */
#define TASK_BULK_MAX 50    /* at once */

enum task_origin { TASK_OWN, TASK_STEP, TASK_PLAN, TASK_REVIEW, TASK_REFERRAL, TASK_CONFERENCE };

/** How a task comes again. The next one is made when it is done, for the first such day that is
 * ahead: what was missed does not pile up. */
struct task_repeat {
    int64_t n;        /* 0: it does not */
    struct str unit;  /* "days", "weeks" or "months" */
    struct date from; /* counted from this day, so that a 31st is the last day of a month again */
};

struct task {
    struct id id, casefile_id; /* casefile_id: ID_NONE of a task without a case */
    struct id account_id;      /* whose it is */
    struct str title, detail;
    struct date due;
    bool high;
    enum task_origin origin;
    struct id origin_id; /* the record it came from */
    struct str state;    /* "open", "done" or "dropped" */
    struct str outcome;  /* what came of it, or why it was dropped */
    struct instant created_at, ended_at;
    int64_t version;
    struct task_repeat repeat; /* moves on to the next one when this one is done */
    struct str worker_name, created_by_name, ended_by_name; /* whose, by whom */
    struct str client_name, number, risk;                   /* of the case */
};
LIST_TYPE(task_list, struct task);

/** Whether it is still to be done. */
static inline bool task_is_open(const struct task *t)
{
    return str_eq(t->state, STR("open"));
}

struct task_draft {
    struct id casefile_id; /* ID_NONE: no case */
    struct id account_id;  /* ID_NONE: the actor */
    struct str title, detail;
    struct date due; /* DATE_NONE: some time */
    bool high;
    enum task_origin origin;
    struct id origin_id;
    struct task_repeat repeat; /* from: whatever it is, the due day counts */
};
/**
 * Adds a task.
 *
 * Needs    CAP_TASK_EDIT
 * Effects  task; event task.added
 * Errors   E_NOT_FOUND  the case; E_CONFLICT  the case is closed; E_INVALID  no title, a person
 *          who cannot see the case, or it repeats without a day or never
 */
enum err task_add(struct ctx *ctx, const struct task_draft *draft, struct task *ret) MUST_CHECK;

/** The title of a task in words of the program: a message and its places. */
struct task_words {
    int msg;
    const struct msg_arg *args;
    int arg_n;
};
/**
 * Adds a task to a case because of what happened there, whoever acts or nobody: for the worker of
 * the case, or for draft->account_id when it has none, with a title in that person's language.
 *
 * Effects  task; event task.added
 */
enum err task_raise(struct ctx *ctx, const struct task_draft *draft,
                    const struct task_words *title) MUST_CHECK;

/**
 * One task, and its case; of one's own task also as one of the case's team. Of a task without a
 * case *ret_file is empty, and only its owner has it.
 *
 * Errors  E_NOT_FOUND  no such task in the actor's scope
 */
enum err task_load(struct ctx *ctx, struct id id, enum casefile_access access, struct task *ret,
                   struct casefile *ret_file) MUST_CHECK;

/** Which tasks to list. */
enum task_show {
    TASK_MINE, /* open ones of the actor: by date, those without a date last */
    TASK_TEAM, /* open ones of all cases in the actor's scope, by date */
    TASK_ENDED /* done or dropped ones of the actor, newest first */
};
enum task_when {
    TASK_ANY_TIME,
    TASK_OVERDUE,
    TASK_TODAY,
    TASK_THIS_WEEK,
    TASK_LATER,
    TASK_UNDATED
};
struct task_filter {
    enum task_show show;
    enum task_when when;  /* of open ones */
    bool high;            /* urgent ones alone */
    struct id account_id; /* of the team: one person's; ID_NONE: everybody's */
    int64_t page;         /* from 1 */
};
/**
 * Tasks across cases, TASK_PAGE at a time; in one query.
 *
 * Shape  *ret_more tells whether there are more. A task of a case that the actor
 * cannot see any more is left out
 */
enum err task_list(struct ctx *ctx, const struct task_filter *filter, struct task_list *ret,
                   bool *ret_more) MUST_CHECK;
#define TASK_SPAN_MAX 200
/** Open tasks of the actor that are due from that day, before another, by date; at most
 *  TASK_SPAN_MAX. A task of a case that the actor cannot see any more is left out. */
enum err task_between(struct ctx *ctx, struct date from, struct date until,
                      struct task_list *ret) MUST_CHECK;
/** The open tasks of a case by date, then what was ended, newest first; at most 200. */
enum err task_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                struct task_list *ret) MUST_CHECK;

/** Who may be given a task of the case: everybody who sees it by a seat of theirs, and accounts in
 * its team. */
struct task_person {
    struct id account_id;
    struct str name;
};
LIST_TYPE(task_person_list, struct task_person);
/** By name, at most 100. */
enum err task_people(struct ctx *ctx, const struct casefile *file,
                     struct task_person_list *ret) MUST_CHECK;

/** Who has a seat in the actor's team, by name. */
enum err task_team(struct ctx *ctx, struct task_person_list *ret) MUST_CHECK;

/**
 * Done. Completing what is done already changes nothing, unless another outcome is told.
 *
 * Effects  event task.done, which may complete a step; of one that repeats the next task, and event
 *          task.added
 * Errors   E_CONFLICT  dropped, or done with another outcome; the case is closed
 */
enum err task_done(struct ctx *ctx, struct task *task, const struct casefile *file,
                   struct str outcome) MUST_CHECK;
/** Not to be done any more. Event task.dropped. Errors: E_INVALID  no reason; E_CONFLICT  not open.
 */
enum err task_drop(struct ctx *ctx, struct task *task, const struct casefile *file,
                   struct str reason) MUST_CHECK;
/** Open again: it was ended by mistake. Event task.reopened. Errors: E_CONFLICT  it is open, or the
 *  case is closed. */
enum err task_open_again(struct ctx *ctx, struct task *task,
                         const struct casefile *file) MUST_CHECK;
/**
 * Puts it off to a later day.
 *
 * Effects  event task.snoozed with the reason
 * Errors   E_INVALID  no reason, or a day that is not ahead; E_CONFLICT  it has another date by
 * now, or is not open
 */
enum err task_snooze(struct ctx *ctx, struct task *task, const struct task_draft *wanted,
                     struct str reason, int64_t version) MUST_CHECK;
/** Another person's from now on. Event task.assigned. Errors: E_INVALID  a person who cannot see
 * the case; E_CONFLICT  somebody else's by now, or not open. */
enum err task_assign(struct ctx *ctx, struct task *task, const struct casefile *file,
                     struct id account_id, int64_t version) MUST_CHECK;
/** Another text, date or priority. Event task.edited. Errors: E_INVALID  no title; E_CONFLICT  it
 * was changed meanwhile, or is not open. */
enum err task_edit(struct ctx *ctx, struct task *task, const struct task_draft *wanted,
                   int64_t version) MUST_CHECK;

/** The day a task comes again that repeats, after a day; DATE_NONE: there is none before the year
 * 10000. */
struct date task_repeat_next(const struct task_repeat *repeat, struct date after);

/** What is done to several tasks at once. */
enum task_deed { TASK_DEED_DONE, TASK_DEED_LATER, TASK_DEED_ASSIGN };
struct task_order {
    enum task_deed deed;
    struct date due;      /* later: until when */
    struct str reason;    /* later: why */
    struct id account_id; /* assign: to whom */
};
LIST_TYPE(task_id_list, struct id);
/** What became of one of them. */
struct task_result {
    struct id task_id;
    const char *problem; /* message key: why nothing was changed; NULL: it was done */
};
LIST_TYPE(task_result_list, struct task_result);
/**
 * Does it to each of the tasks that allows it, and tells of each.
 *
 * Needs    CAP_TASK_EDIT
 * Shape    results in the order of the ids; one that is named twice is done once
 * Effects  as of each alone
 * Errors   E_INVALID  no task, more than TASK_BULK_MAX, no day ahead or no reason for later
 */
enum err task_bulk(struct ctx *ctx, const struct task_id_list *ids, const struct task_order *order,
                   struct task_result_list *ret) MUST_CHECK;

/** The open task of a case that is due first, for the lists of cases; see core/feature.h. */
enum err task_first(struct ctx *ctx, struct id casefile_id, struct todo *ret) MUST_CHECK;
/** For struct feature: open tasks that are due. */
enum err task_due(struct ctx *ctx, const struct duty_ask *ask, struct duty_list *ret) MUST_CHECK;
/** Subscriber: the open tasks of a closed case are dropped. Errors: E_BUSY, E_IO. */
enum err task_on_closed(struct ctx *ctx, const struct event *event) MUST_CHECK;
/** Subscriber: the tasks of a case that changed hands, or whose team somebody left, go to its
 *  worker, unless who has them still sees the case. Errors: E_BUSY, E_IO. */
enum err task_on_assigned(struct ctx *ctx, const struct event *event) MUST_CHECK;

#endif
