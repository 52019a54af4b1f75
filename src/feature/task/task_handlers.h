/* task/task_handlers.h: the handlers of one task, which stand in task_page_web.c, and what both
 * files of pages share. Errors of handlers: what the rules in task.h answer. */
#ifndef TASK_HANDLERS_H
#define TASK_HANDLERS_H

#include "core/form.h"
#include "feature/task/task.h"
#include "task_views.h"

struct req;

/** "/tasks/ID" or "/tasks/ID/rest". */
struct str task_href(struct ctx *ctx, struct id id, const char *rest);
/** The select of people who may have a task of the case; nothing is offered without a case. Errors:
 *  E_BUSY, E_IO. */
enum err task_people_offer(struct ctx *ctx, const struct casefile *file,
                           struct field_view *field) MUST_CHECK;

/** A line of a list; back: where "done" returns to. */
struct task_row_view task_row_fill(struct ctx *ctx, const struct task *task, const char *back);
/** What the form says about how the task repeats. */
struct task_repeat task_repeat_read(const struct form *form);
/** "every 2 weeks", or empty. */
struct str task_repeat_words(struct ctx *ctx, const struct task_repeat *repeat);

/** GET /tasks/several */
enum err task_bulk_get(struct req *r) MUST_CHECK;
/** POST /tasks/several */
enum err task_bulk_post(struct req *r) MUST_CHECK;
/** GET /tasks/:task */
enum err task_page_get(struct req *r) MUST_CHECK;
/** POST /tasks/:task/done */
enum err task_done_post(struct req *r) MUST_CHECK;
/** POST /tasks/:task/later */
enum err task_later_post(struct req *r) MUST_CHECK;
/** POST /tasks/:task/assignee */
enum err task_assignee_post(struct req *r) MUST_CHECK;
/** POST /tasks/:task/drop */
enum err task_drop_post(struct req *r) MUST_CHECK;
/** POST /tasks/:task/open */
enum err task_open_post(struct req *r) MUST_CHECK;
/** GET /tasks/:task/edit */
enum err task_edit_get(struct req *r) MUST_CHECK;
/** POST /tasks/:task/edit */
enum err task_edit_post(struct req *r) MUST_CHECK;

extern const struct field task_done_form[], task_later_form[], task_assignee_form[],
    task_drop_form[], task_edit_form[], task_bulk_form[];

#endif
