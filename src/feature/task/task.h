/* task/task.h: tasks, in a case or of one's own. Where no errors are listed, E_BUSY and E_IO are
 * possible. */
#ifndef TASK_H
#define TASK_H

#include "core/feature.h"
#include "feature/casefile/casefile.h"

#define TASK_DETAIL_MAX 2000
#define TASK_PAGE 100

enum task_origin { TASK_OWN, TASK_STEP, TASK_PLAN, TASK_REVIEW, TASK_REFERRAL, TASK_CONFERENCE };

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
};
/**
 * Adds a task.
 *
 * Needs    CAP_TASK_EDIT
 * Effects  task; event task.added
 * Errors   E_NOT_FOUND  the case; E_CONFLICT  the case is closed; E_INVALID  no title, or a person
 *          who cannot see the case
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
/**
 * Tasks across cases, TASK_PAGE at a time; in one query.
 *
 * Shape  page from 1; *ret_more tells whether there are more. A task of a case that the actor
 * cannot see any more is left out
 */
enum err task_list(struct ctx *ctx, enum task_show show, int64_t page, struct task_list *ret,
                   bool *ret_more) MUST_CHECK;
/** Open tasks of an account that are due from that day, before another, by date; at most 200. A
 *  task of a case that the actor cannot see any more is left out. */
enum err task_between(struct ctx *ctx, struct id account_id, struct date from, struct date until,
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

/**
 * Done. Completing what is done already changes nothing, unless another outcome is told.
 *
 * Effects  event task.done, which may complete a step
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
