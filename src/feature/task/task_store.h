/* task/task_store.h: rows of tasks. Errors: those of plat/db.h unless more are listed. */
#ifndef TASK_STORE_H
#define TASK_STORE_H

#include "feature/task/task.h"

/** A new one. */
enum err task_store_insert(struct ctx *ctx, const struct task *t) MUST_CHECK;
/** Whoever it belongs to: the caller authorizes it by its case or its owner. Errors: E_NOT_FOUND.
 */
enum err task_store_find(struct ctx *ctx, struct id id, struct task *ret) MUST_CHECK;
/** One page and one more, so that the caller sees whether it ends. */
enum err task_store_list(struct ctx *ctx, const struct task_filter *f,
                         struct task_list *ret) MUST_CHECK;
/** Due on those days: the actor's, or those of the actor's team. */
enum err task_store_due(struct ctx *ctx, const struct duty_ask *ask,
                        struct task_list *ret) MUST_CHECK;
/** Open ones of the actor due from a day, before another. At most TASK_SPAN_MAX. */
enum err task_store_between(struct ctx *ctx, struct date from, struct date until,
                            struct task_list *ret) MUST_CHECK;
/** Of one case. */
enum err task_store_by_casefile(struct ctx *ctx, struct id casefile_id,
                                struct task_list *ret) MUST_CHECK;
/** The open task of the case that is due first; ret->id is ID_NONE when there is none. */
enum err task_store_first(struct ctx *ctx, struct id casefile_id, struct task *ret) MUST_CHECK;
/** Who sees the case by a seat. */
enum err task_store_people(struct ctx *ctx, struct id casefile_id,
                           struct task_person_list *ret) MUST_CHECK;
/** Who has a seat in the actor's team. */
enum err task_store_team(struct ctx *ctx, struct task_person_list *ret) MUST_CHECK;
/** State, how it ended, and a higher version. *ret_changed: false when it was in another version.
 */
enum err task_store_set_state(struct ctx *ctx, const struct task *t, bool *ret_changed) MUST_CHECK;
/** Text, date, priority, owner, and a higher version. *ret_changed: as above. */
enum err task_store_set(struct ctx *ctx, const struct task *t, bool *ret_changed) MUST_CHECK;
/** Open tasks of the case whose owners cannot see it any more. */
enum err task_store_stranded(struct ctx *ctx, struct id casefile_id,
                             struct task_list *ret) MUST_CHECK;
/** Sets whose the task is: the worker's of its case, else it stays whose it was; and gives that
 * person's language. Errors: E_NOT_FOUND  nobody's. */
enum err task_store_owner(struct ctx *ctx, struct task *task,
                          const struct locale **ret_locale) MUST_CHECK;
/** Who works on the case; ID_NONE when nobody does. Errors: E_NOT_FOUND. */
enum err task_store_worker(struct ctx *ctx, struct id casefile_id, struct id *ret) MUST_CHECK;

#endif
