/* review/review.c: what follows from a review or an evaluation. */
#include "feature/review/review.h"

#include <string.h>

#include "core/authz.h"
#include "core/pack.h"
#include "feature/assess/assess.h"
#include "feature/review/review_store.h"
#include "feature/task/task.h"

enum err review_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                  struct review_list *ret)
{
    return review_store_by_casefile(ctx, file->id, ret);
}

struct date review_next_on(const struct ctx *ctx, const struct casefile *file,
                           const struct review_list *list)
{
    struct date from = file->opened_on;

    for (size_t i = 0; i < list->n; i++) {
        if (list->items[i].is_evaluation)
            continue;
        if (date_given(list->items[i].next_on))
            return list->items[i].next_on;
        from = list->items[i].held_on;
        break;
    }
    int days = ctx->pack->review_days[risk_index(file->risk)];

    return days > 0 ? date_add_days(from, days) : DATE_NONE;
}

/* ---- what was answered ---------------------------------------------------------------------- */

static struct str answer(struct form_answers *answers, const char *name)
{
    return form_answer(answers, str_c(name));
}

static struct str first_given(struct str a, struct str b)
{
    return str_given(a) ? a : b;
}

static struct date date_answer(struct form_answers *answers, const char *name)
{
    struct date date;

    return date_parse(answer(answers, name), &date) == OK ? date : DATE_NONE;
}

static enum err review_read(struct ctx *ctx, const struct assess_record *record, bool is_evaluation,
                            struct review *ret)
{
    struct form_answers answers;

    TRY(form_answers_parse(ctx, record->answers, &answers));
    struct date held = date_answer(&answers, is_evaluation ? "evaluated_on" : "held_on");

    *ret = (struct review){
        .id = record->id,
        .casefile_id = record->casefile_id,
        .is_evaluation = is_evaluation,
        .held_on = date_given(held) ? held : ctx_today(ctx),
        .next_on = date_answer(&answers, "next_review_on"),
        .kind = answer(&answers, "review_kind"),
        .outcome = answer(&answers, "outcome"),
        .decision = first_given(answer(&answers, "decision"), answer(&answers, "recommendation")),
        .author_name = ctx->actor.name};
    return OK;
}

/* ---- the task that calls for the next one --------------------------------------------------- */

/* A review ends the task that called for it; a correction only changes the day. */
static enum err tasks_end(struct ctx *ctx, const struct casefile *file, bool is_correction)
{
    struct task_list tasks;

    TRY(task_list_for_casefile(ctx, file, &tasks));
    for (size_t i = 0; i < tasks.n && task_is_open(&tasks.items[i]); i++) {
        struct task *task = &tasks.items[i];

        if (task->origin != TASK_REVIEW)
            continue;
        if (is_correction)
            TRY(task_drop(ctx, task, file, ctx_msg(ctx, "review.corrected")));
        else
            TRY(task_done(ctx, task, file, STR_NONE));
    }
    return OK;
}

static enum err next_task(struct ctx *ctx, const struct casefile *file, const struct review *review)
{
    struct task task;
    struct task_draft draft = {.casefile_id = file->id,
                               .account_id = file->worker_id,
                               .title = ctx_msg(ctx, "review.task"),
                               .due = review->next_on,
                               .origin = TASK_REVIEW,
                               .origin_id = review->id};

    if (!date_given(review->next_on) || !authz_can(ctx, CAP_TASK_EDIT))
        return OK;
    return task_add(ctx, &draft, &task);
}

enum err review_on_held(struct ctx *ctx, const struct event *event)
{
    struct casefile file;
    struct assess_record record;
    struct review review;
    bool is_evaluation = strcmp(event->kind, "evaluation.done") == 0;

    TRY(casefile_load(ctx, event->casefile_id, CASEFILE_WRITE, &file));
    TRY(assess_load(ctx, &file, event->subject_id, &record));
    TRY(review_read(ctx, &record, is_evaluation, &review));
    TRY(review_store_insert(ctx, &review, record.replaces_id));
    if (is_evaluation)
        return OK;
    TRY(tasks_end(ctx, &file, id_given(record.replaces_id)));
    return next_task(ctx, &file, &review);
}
