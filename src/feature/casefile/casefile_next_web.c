/* casefile/casefile_next_web.c: what is due in a case, what keeps it in its phase, and who has to
 * act: a strip on each of its pages, more of it on the overview. */
#include "casefile_next.h"
#include "core/feature.h"
#include "core/messages.gen.h"

static struct str phase_path(struct ctx *ctx, const struct casefile *file, enum phase phase)
{
    return casefile_href(ctx, file->id,
                         str_fmt(ctx->arena, "phases/%.*s", STR_ARG(phase_code(phase))).p);
}

static struct str step_href(struct ctx *ctx, const struct casefile *file,
                            const struct casefile_step *s)
{
    if (str_given(s->def->link))
        return casefile_href(ctx, file->id, str_z(ctx->arena, s->def->link));
    return phase_path(ctx, file, s->phase);
}

static void todo_fill(struct ctx *ctx, const struct casefile_next *next,
                      struct casefile_next_view *view)
{
    const struct casefile *file = next->file;
    size_t i = 0;

    if (str_has_prefix(file->next_what, STR("text:")))
        LIST_ADD(ctx->arena, &view->todo,
                 ((struct casefile_todo_view){.text = casefile_next_text(ctx, file->next_what),
                                              .href = casefile_next_href(ctx, file),
                                              .due = casefile_due(ctx, file->next_due)}));
    for (; i < next->open->n && view->todo.n < (size_t)next->max; i++) {
        const struct casefile_step *s = &next->open->items[i];

        LIST_ADD(ctx->arena, &view->todo,
                 ((struct casefile_todo_view){.text = text_in(&s->def->what, ctx->locale),
                                              .href = step_href(ctx, file, s),
                                              .who = casefile_step_who(ctx, s->def),
                                              .due = casefile_due(ctx, s->due)}));
    }
    view->more_n = (int)(next->open->n - i);
    if (next->open->n > 0)
        view->guidance = text_in(&next->open->items[0].def->guidance, ctx->locale);
}

static void gate_fill(struct ctx *ctx, const struct casefile *file,
                      const struct casefile_step_list *steps, struct casefile_next_view *view)
{
    if (!casefile_is_open(file))
        return;
    for (size_t i = 0; i < steps->n; i++) {
        const struct casefile_step *s = &steps->items[i];
        bool done =
            !str_eq(s->state, STR("todo")) || (s->def->repeats && instant_given(s->done_at));

        view->done_n += done;
        view->missing_n += !casefile_step_is_met(s);
    }
    view->step_n = (int)steps->n;
    view->percent = steps->n ? view->done_n * 100 / (int)steps->n : 0;
    view->is_ready = view->missing_n == 0;
    view->is_last = file->phase == PHASE_CLOSURE;
    if (!view->is_last)
        view->next_phase = text_in(&ctx->pack->phases[file->phase + 1].label, ctx->locale);
    view->phase_href = phase_path(ctx, file, file->phase);
}

/* What a supervisor has to decide before the case can go on. */
static enum err waiting_fill(struct ctx *ctx, const struct casefile *file,
                             struct casefile_next_view *view)
{
    struct approval_list list;

    TRY(approval_list_for_casefile(ctx, file, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct approval *a = &list.items[i];
        struct msg_arg args[] = {
            {.name = "what",
             .text = ctx_msg(ctx, str_fmt(ctx->arena, "approval.kind.%.*s", STR_ARG(a->kind)).p)},
            {.name = "name", .text = a->asked_by_name}};

        if (str_eq(a->state, STR("waiting")) && !str_given(view->waiting))
            view->waiting = msg_format(ctx->arena, ctx->locale, MSG_APPROVAL_WAITS_FOR, args, 2);
    }
    return OK;
}

enum err casefile_next_fill(struct req *r, const struct casefile *file, int max,
                            struct casefile_next_view *view)
{
    struct ctx *ctx = r->ctx;
    struct casefile_step_list open, present;
    struct casefile_next next = {.file = file, .open = &open, .max = max};

    *view = (struct casefile_next_view){.casefile_id = file->id,
                                        .may_edit = casefile_is_open(file) &&
                                                    file->access == CASEFILE_WRITE &&
                                                    authz_can(ctx, CAP_CASE_EDIT)};
    TRY(casefile_steps_now(ctx, file, &open, &present));
    todo_fill(ctx, &next, view);
    gate_fill(ctx, file, &present, view);
    TRY(waiting_fill(ctx, file, view));
    TRY(panels_draw(r, SLOT_CASE_NEXT, &next, &view->clocks));
    view->has_lines = view->todo.n > 0 || view->clocks.n > 0;
    return OK;
}

enum err casefile_reach_view(struct ctx *ctx, struct id casefile_id, struct person_reach_view *ret,
                             bool *ret_seen)
{
    const struct pack *was = ctx->pack;
    struct casefile_reach reach;
    enum err e = casefile_reach(ctx, casefile_id, &reach);

    *ret_seen = false;
    if (e == E_NOT_FOUND)
        return OK; /* who is of the team sees a part of the case: not this one */
    TRY(e);
    site_enter(ctx, reach.programme);
    *ret = person_reach(
        ctx,
        &(struct person){.id = reach.person_id, .phone = reach.phone, .address = reach.address},
        &reach.rules, reach.safety);
    ctx->pack = was;
    *ret_seen = true;
    return OK;
}
