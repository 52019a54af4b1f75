/* plan/plan_panel_web.c: the plan where it is not the page itself: the copy for the family, the
 * goals beside the overview of a case, what is due today. */
#include "core/feature.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "plan_page.h"
#include "plan_tmpl.gen.h"

#define DUE_AHEAD_DAYS 7

/* ---- for the family ------------------------------------------------------------------------- */

static const struct plan *plan_for_family(const struct plan_list *all, int64_t version_no)
{
    const struct plan *found = NULL;

    for (size_t i = 0; i < all->n; i++) {
        const struct plan *plan = &all->items[i];

        if (version_no > 0 ? plan->version_no == version_no : plan_is_agreed(plan))
            return plan;
        if (!found && version_no == 0 && !str_eq(plan->state, STR("replaced")))
            found = plan;
    }
    return found;
}

static void languages_fill(struct req *r, struct plan_family_view *view)
{
    for (const struct locale *const *l = locale_all; *l; l++)
        LIST_ADD(r->ctx->arena, &view->languages,
                 ((struct plan_language_view){
                     .href = str_fmt(r->ctx->arena, "%.*s?version=%lld&lang=%.*s", STR_ARG(r->path),
                                     (long long)view->plan.version_no, STR_ARG(locale_tag(*l))),
                     .name = locale_name(*l),
                     .tag = locale_tag(*l),
                     .current = *l == r->ctx->locale}));
}

/* Without flags, risk and the frame of the case: this paper lies on a kitchen table. */
enum err plan_family_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct plan_list all;
    struct plan_goal_list goals;
    struct plan_action_list actions;
    struct plan_family_view view = {0};
    const struct locale *wanted = locale_find(req_get(r, "lang"));
    const struct plan *plan;
    struct contact_rules rules;

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(plan_versions(ctx, &file, &all));
    TRY(casefile_contact(ctx, &file, &rules));
    if (wanted)
        ctx->locale = wanted;
    view.paper = contact_paper(r, &rules, file.person_id);
    plan = plan_for_family(&all, req_get_int(r, "version", 1, INT32_MAX, 0));
    view.back = plan_base(ctx, &file);
    view.number = file.number;
    view.worker = file.worker_name;
    view.client = file.client_name;
    if (plan) {
        view.has_plan = true;
        view.plan = *plan;
        view.is_agreed = plan_is_agreed(plan);
        TRY(plan_goals(ctx, plan, &goals));
        TRY(plan_actions(ctx, plan, &actions));
        for (size_t i = 0; i < goals.n; i++)
            LIST_ADD(ctx->arena, &view.goals,
                     plan_goal_shown(ctx, &file, plan, &goals.items[i], &actions));
    }
    languages_fill(r, &view);
    struct page page = {.title = ctx_msg(ctx, "plan.family_title"),
                        .nav = "/cases",
                        .narrow = true,
                        .own_heading = true};

    return resp_page(r, &page, &tmpl_plan_family, &view);
}

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

enum err plan_due_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    struct ctx *ctx = r->ctx;
    struct plan_due_list due;
    struct plan_due_list_view *view = ARENA_NEW(ctx->arena, struct plan_due_list_view);
    char text[ID_TEXT];

    (void)subject;
    TRY(plan_actions_due(ctx, ctx->actor.account_id, date_add_days(ctx_today(ctx), DUE_AHEAD_DAYS),
                         &due));
    for (size_t i = 0; i < due.n; i++) {
        const struct plan_due *one = &due.items[i];
        const char *rest =
            str_fmt(ctx->arena, "plan/actions/%.*s", STR_ARG(id_format(one->id, text))).p;
        bool mine = str_eq(one->who, STR("worker")) || str_eq(one->who, STR("account"));

        LIST_ADD(ctx->arena, &view->rows,
                 ((struct plan_due_row_view){
                     .href = casefile_href(ctx, one->casefile_id, rest),
                     .what = one->what,
                     .who = mine ? STR_NONE
                            : str_given(one->who_name)
                                ? one->who_name
                                : pack_label(ctx->pack, STR("action_who"), one->who, ctx->locale),
                     .client_name = one->client_name,
                     .due = casefile_due(ctx, one->due)}));
    }
    if (view->rows.n > 0)
        *ret = (struct panel_view){&tmpl_plan_due_list, view};
    return OK;
}
