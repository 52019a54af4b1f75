/* plan/plan_action_web.c: the page of an action, what came of it, and the form about it. */
#include "base/num.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "plan_page.h"
#include "plan_tmpl.gen.h"

const struct field plan_action_form[] = {
    {"what", FIELD_LINE, .label = "plan.what", .hint = "plan.what_hint", .required = true,
     .max = PLAN_WHAT_MAX},
    {"kind", FIELD_CODE, .label = "plan.kind", .codes = "action_kind", .required = true},
    {"who", FIELD_CODE, .label = "plan.who", .codes = "action_who", .required = true},
    {"who_name", FIELD_LINE, .label = "plan.who_name", .hint = "plan.who_name_hint"},
    {"start_on", FIELD_DATE, .label = "plan.start_on"},
    {"due", FIELD_DATE, .label = "plan.due", .required = true},
    FIELDS_END,
};

const struct field plan_end_form[] = {
    {"state", FIELD_CODE, .label = "plan.end_state", .codes = "action_end", .required = true},
    {"outcome", FIELD_TEXT, .label = "plan.outcome", .hint = "plan.outcome_hint",
     .max = PLAN_TEXT_MAX},
    FIELDS_END,
};

/* An action with its goal, plan and case, as the path names them. */
struct place {
    struct casefile file;
    struct plan plan;
    struct plan_goal goal;
    struct plan_action action;
    struct str base;
};

static enum err place_load(struct req *r, bool writes, struct place *ret)
{
    struct ctx *ctx = r->ctx;

    TRY(plan_file_load(r, writes, &ret->file, &ret->base));
    TRY(plan_action_load(ctx, &ret->file, req_id(r, "action"), &ret->action, &ret->plan));
    return plan_goal_load(ctx, &ret->file, ret->action.goal_id, &ret->goal, &ret->plan);
}

enum err plan_action_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct place p = {0};
    struct plan_action_page_view view = {0};

    TRY(place_load(r, false, &p));
    view.base = plan_href(ctx, p.base, &p.plan);
    view.href = plan_part_href(ctx, p.base, "actions", p.action.id);
    view.goal = p.goal.wish;
    view.goal_href = plan_part_href(ctx, p.base, "goals", p.goal.id);
    view.action = p.action;
    view.view = plan_action_shown(ctx, &p.file, &p.plan, &p.action);
    view.kind = pack_label(ctx->pack, STR("action_kind"), p.action.kind, ctx->locale);
    view.is_open = plan_action_is_open(&p.action);
    view.may_end = plan_is_agreed(&p.plan) && plan_may_edit(ctx, &p.file);
    view.may_edit = plan_may_edit(ctx, &p.file) && plan_action_may_change(&p.plan, &p.action);
    view.state =
        form_field(ctx, &r->form, plan_end_form, "state", view.is_open ? STR("done") : STR_NONE);
    view.outcome = form_field(ctx, &r->form, plan_end_form, "outcome", STR_NONE);
    return casefile_page(r, &p.file, "plan", p.action.what,
                         (struct panel_view){&tmpl_plan_action_page, &view});
}

enum err plan_action_end_post(struct req *r)
{
    struct place p = {0};
    struct plan_report report = {form_code(&r->form, "state"), form_text(&r->form, "outcome")};

    TRY(place_load(r, true, &p));
    TRY(plan_action_end(r->ctx, &p.file, &p.plan, &p.action, &report));
    return resp_see_other(r, p.base, "plan.action.done");
}

/* Ended by mistake. */
enum err plan_action_reopen_post(struct req *r)
{
    struct place p = {0};
    struct plan_report report = {.code = STR("planned")};

    TRY(place_load(r, true, &p));
    TRY(plan_action_end(r->ctx, &p.file, &p.plan, &p.action, &report));
    return resp_see_other(r, p.base, "plan.action.done");
}

/* ---- the form of an action ------------------------------------------------------------------ */

static struct plan_action typed_action(struct req *r)
{
    int64_t version;

    return (struct plan_action){
        .what = form_text(&r->form, "what"),
        .kind = form_code(&r->form, "kind"),
        .who = form_code(&r->form, "who"),
        .who_name = form_text(&r->form, "who_name"),
        .start_on = form_date(&r->form, "start_on"),
        .due = form_date(&r->form, "due"),
        .version = num_parse_range(form_typed(&r->form, "version"), 0, INT32_MAX, &version) == OK
                       ? version
                       : -1};
}

/* An action of another account is shown as "me" to that account only. */
static struct str who_typed(const struct ctx *ctx, const struct plan_action *a)
{
    if (str_eq(a->who, STR("account")) && id_eq(a->account_id, ctx->actor.account_id))
        return STR("me");
    return a->who;
}

static enum err action_form_page(struct req *r, const struct place *p, const char *title,
                                 struct plan_action_form_view *view)
{
    struct ctx *ctx = r->ctx;
    const struct plan_action *a = &p->action;
    const struct field *f = plan_action_form;

    view->base = plan_href(ctx, p->base, &p->plan);
    view->goal = p->goal.wish;
    view->what = form_field(ctx, &r->form, f, "what", a->what);
    view->kind = form_field(ctx, &r->form, f, "kind", a->kind);
    view->who = form_field(ctx, &r->form, f, "who", who_typed(ctx, a));
    view->who_name = form_field(ctx, &r->form, f, "who_name", a->who_name);
    view->start_on = form_field(ctx, &r->form, f, "start_on", ctx_date_text(ctx, a->start_on));
    view->due = form_field(ctx, &r->form, f, "due", ctx_date_text(ctx, a->due));
    view->version = a->version;
    return casefile_page(r, &p->file, NULL, ctx_msg(ctx, title),
                         (struct panel_view){&tmpl_plan_action_form, view});
}

static enum err goal_load(struct req *r, bool writes, struct place *ret)
{
    TRY(plan_file_load(r, writes, &ret->file, &ret->base));
    return plan_goal_load(r->ctx, &ret->file, req_id(r, "goal"), &ret->goal, &ret->plan);
}

enum err plan_action_new_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct place p = {.action = {.start_on = DATE_NONE, .due = DATE_NONE, .who = STR("worker")}};
    struct plan_action_form_view view = {0};

    TRY(goal_load(r, false, &p));
    if (!plan_may_edit(ctx, &p.file) || !(plan_is_draft(&p.plan) || plan_is_agreed(&p.plan)))
        return resp_see_other(r, plan_part_href(ctx, p.base, "goals", p.goal.id), NULL);
    view.action =
        str_cat(ctx->arena, plan_part_href(ctx, p.base, "goals", p.goal.id), STR("/action"));
    return action_form_page(r, &p, "plan.action_new", &view);
}

enum err plan_action_new_post(struct req *r)
{
    struct place p = {0};
    struct plan_action action = typed_action(r);
    bool more = str_eq(form_typed(&r->form, "do"), STR("more"));

    TRY(goal_load(r, true, &p));
    TRY(plan_action_add(r->ctx, &p.file, &p.plan, &p.goal, &action));
    if (more)
        return resp_see_other(r,
                              str_cat(r->ctx->arena,
                                      plan_part_href(r->ctx, p.base, "goals", p.goal.id),
                                      STR("/action")),
                              "done.added");
    return resp_see_other(r, plan_href(r->ctx, p.base, &p.plan), "done.added");
}

enum err plan_action_edit_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct place p = {0};
    struct plan_action_form_view view = {0};

    TRY(place_load(r, false, &p));
    if (!plan_may_edit(ctx, &p.file) || !plan_action_may_change(&p.plan, &p.action))
        return resp_see_other(r, plan_part_href(ctx, p.base, "actions", p.action.id), NULL);
    view.action =
        str_cat(ctx->arena, plan_part_href(ctx, p.base, "actions", p.action.id), STR("/edit"));
    return action_form_page(r, &p, "plan.action_edit", &view);
}

enum err plan_action_edit_post(struct req *r)
{
    struct place p = {0};
    struct plan_action wanted = typed_action(r);

    TRY(place_load(r, true, &p));
    TRY(plan_action_edit(r->ctx, &p.file, &p.plan, &p.action, &wanted));
    return resp_see_other(r, plan_href(r->ctx, p.base, &p.plan), "done.changed");
}
