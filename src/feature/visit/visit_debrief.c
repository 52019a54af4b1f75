/* visit/visit_debrief.c: what is told after a visit, as the records that other features keep. */
#include "core/pack.h"
#include "feature/promise/promise.h"
#include "feature/task/task.h"
#include "feature/visit/visit.h"

/* The field of a part under its name on the page of all parts. */
static enum err named(struct ctx *ctx, enum err e, const char *prefix)
{
    if (e == E_INVALID && ctx->fail.field)
        ctx->fail.field = str_fmt(ctx->arena, "%s%s", prefix, ctx->fail.field).p;
    return e;
}

/* An appointment at which nobody was reached was missed. */
static enum err appointment_over(struct ctx *ctx, const struct casefile *file,
                                 const struct visit_debrief *d)
{
    const struct pack_code *result =
        pack_code_find(ctx->pack, STR("contact_result"), d->note.result);
    bool attempt = result && str_eq(result->group, STR("attempt"));
    struct appointment a;

    if (!id_given(d->appointment_id))
        return OK;
    TRY(appointment_load(ctx, file, d->appointment_id, &a));
    if (!appointment_is_planned(&a))
        return OK;
    return appointment_finish(
        ctx, file, &a,
        &(struct appointment_end){.state = attempt ? STR("missed") : STR("came"),
                                  .reason = attempt ? STR("not_known") : STR_NONE,
                                  .version = a.version});
}

static enum err tasks_add(struct ctx *ctx, const struct casefile *file,
                          const struct visit_debrief *d)
{
    static const char *const prefixes[VISIT_TASKS] = {"task_1_", "task_2_"};
    struct task task;

    for (size_t i = 0; i < VISIT_TASKS; i++) {
        struct task_draft draft = {
            .casefile_id = file->id, .title = d->tasks[i].title, .due = d->tasks[i].due};

        if (!str_given(draft.title) && !date_given(draft.due))
            continue;
        TRY(named(ctx, task_add(ctx, &draft, &task), prefixes[i]));
    }
    return OK;
}

static enum err promise_made(struct ctx *ctx, const struct casefile *file,
                             const struct visit_debrief *d, struct id note_id)
{
    struct promise promise = {.what = d->promise,
                              .made_on = d->note.occurred_on,
                              .due = d->promise_due,
                              .source = STR("note"),
                              .origin_id = note_id};

    if (!str_given(promise.what) && !date_given(promise.due))
        return OK;
    return named(ctx, promise_add(ctx, file, &promise), "promise_");
}

static enum err out_alone_over(struct ctx *ctx, const struct casefile *file)
{
    struct visit running;

    TRY(visit_running(ctx, &running));
    return id_eq(running.casefile_id, file->id) ? visit_end(ctx, &running, STR_NONE) : OK;
}

enum err visit_debrief(struct ctx *ctx, const struct casefile *file, const struct visit_debrief *d)
{
    struct note note;
    struct appointment next;

    TRY(note_add(ctx, &d->note, &note));
    TRY(appointment_over(ctx, file, d));
    TRY(tasks_add(ctx, file, d));
    TRY(promise_made(ctx, file, d, note.id));
    if (instant_given(d->next.starts_at))
        TRY(named(ctx, appointment_add(ctx, file, &d->next, &next), "next_"));
    return out_alone_over(ctx, file);
}
