/* plan/plan_panel_web.c: the plan on other pages: the goals beside the overview of a case, what is
 * due today. */
#include "core/feature.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "plan_page.h"
#include "plan_tmpl.gen.h"

/* ---- beside the overview -------------------------------------------------------------------- */

enum err plan_panel_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    struct ctx *ctx = r->ctx;
    const struct casefile *file = subject;
    struct plan_panel_view *view = ARENA_NEW(ctx->arena, struct plan_panel_view);
    struct plan plan, prepared;
    struct plan_goal_list goals;
    const struct plan_action_list none = {0};

    TRY(plan_agreed(ctx, file, &plan));
    TRY(plan_prepared(ctx, file, &prepared));
    view->base = plan_base(ctx, file);
    view->is_agreed = id_given(plan.id);
    if (id_given(prepared.id))
        view->state = pack_label(ctx->pack, STR("plan_status"), prepared.state, ctx->locale);
    if (!view->is_agreed)
        plan = prepared;
    view->has_plan = id_given(plan.id);
    view->version_no = plan.version_no;
    view->agreed_on = view->is_agreed ? plan.agreed_on : DATE_NONE;
    if (view->has_plan) {
        TRY(plan_goals(ctx, &plan, &goals));
        for (size_t i = 0; i < goals.n; i++)
            LIST_ADD(ctx->arena, &view->goals,
                     plan_goal_shown(ctx, file, &plan, &goals.items[i], &none));
    } else if (file->phase < PHASE_PLANNING || !plan_may_edit(ctx, file)) {
        return OK;
    }
    *ret = (struct panel_view){&tmpl_plan_panel, view};
    return OK;
}

/* ---- what is due ---------------------------------------------------------------------------- */

static void duty_tell(struct ctx *ctx, struct duty *duty)
{
    const struct plan_due *one = duty->of;
    char text[ID_TEXT];
    const char *rest =
        str_fmt(ctx->arena, "plan/actions/%.*s", STR_ARG(id_format(one->id, text))).p;
    bool mine = str_eq(one->who, STR("worker")) || str_eq(one->who, STR("account"));

    duty->link = casefile_href(ctx, one->casefile_id, rest);
    duty->why = msg_text(ctx->locale, MSG_PLAN_DUE_HEADING);
    if (!mine)
        duty->who = str_given(one->who_name)
                        ? one->who_name
                        : pack_label(ctx->pack, STR("action_who"), one->who, ctx->locale);
}

enum err plan_due_add(struct ctx *ctx, const struct duty_ask *ask, struct duty_list *ret)
{
    struct plan_due_list due;

    TRY(plan_actions_due(ctx, ask, &due));
    for (size_t i = 0; i < due.n; i++) {
        const struct plan_due *one = &due.items[i];

        LIST_ADD(ctx->arena, ret,
                 ((struct duty){.casefile_id = one->casefile_id,
                                .what = one->what,
                                .client_name = one->client_name,
                                .number = one->number,
                                .risk = one->risk,
                                .due = one->due,
                                .tell = duty_tell,
                                .of = one}));
    }
    return OK;
}
