/* plan/plan_action.c: who does what until when, and what came of it. */
#include "core/event.h"
#include "feature/plan/plan_rules.h"
#include "feature/plan/plan_store.h"

bool plan_action_is_open(const struct plan_action *action)
{
    return str_eq(action->state, STR("planned")) || str_eq(action->state, STR("in_progress"));
}

enum err plan_actions(struct ctx *ctx, const struct plan *plan, struct plan_action_list *ret)
{
    return plan_store_actions(ctx, plan, ret);
}

enum err plan_action_load(struct ctx *ctx, const struct casefile *file, struct id id,
                          struct plan_action *ret, struct plan *ret_plan)
{
    struct plan_action action = {0};

    TRY(plan_store_action_find(ctx, file->id, id, &action));
    TRY(plan_store_find(ctx, file->id, action.plan_id, ret_plan));
    *ret = action;
    return OK;
}

/* ---- adding and changing -------------------------------------------------------------------- */

/* "me" is the worker of the case, or an account of its own right. */
static enum err who_set(struct ctx *ctx, const struct casefile *file, struct plan_action *a)
{
    a->account_id = ID_NONE;
    if (!pack_code_find(ctx->pack, STR("action_who"), a->who))
        return ctx_fail(ctx, E_INVALID, "form.not_choice", "who");
    if (str_eq(a->who, STR("other")) && !str_given(a->who_name))
        return ctx_fail(ctx, E_INVALID, "plan.who_missing", "who_name");
    if (str_eq(a->who, STR("worker")))
        a->who_name = STR_NONE;
    if (!str_eq(a->who, STR("me")))
        return OK;
    a->who_name = STR_NONE;
    if (id_eq(file->worker_id, ctx->actor.account_id)) {
        a->who = STR("worker");
        return OK;
    }
    a->who = STR("account");
    a->account_id = ctx->actor.account_id;
    return OK;
}

/* was: the day it had before, which may be past by now. */
static enum err action_check(struct ctx *ctx, const struct plan_action *a, struct date was)
{
    if (!str_given(a->what))
        return ctx_fail(ctx, E_INVALID, "plan.what_missing", "what");
    if (!pack_code_find(ctx->pack, STR("action_kind"), a->kind))
        return ctx_fail(ctx, E_INVALID, "form.not_choice", "kind");
    if (!date_given(a->due))
        return ctx_fail(ctx, E_INVALID, "plan.due_missing", "due");
    if (date_cmp(a->due, was) != 0 && date_cmp(a->due, ctx_today(ctx)) < 0)
        return ctx_fail(ctx, E_INVALID, "plan.due_past", "due");
    if (date_given(a->start_on) && date_cmp(a->start_on, a->due) > 0)
        return ctx_fail(ctx, E_INVALID, "plan.due_before_start", "due");
    return OK;
}

static struct str action_diff(struct ctx *ctx, const struct plan_action *before,
                              const struct plan_action *after)
{
    struct event_diff diff = {.ctx = ctx};

    event_diff_add(&diff, "what", before->what, after->what);
    event_diff_add(&diff, "kind", before->kind, after->kind);
    event_diff_add(&diff, "who", before->who, after->who);
    event_diff_add(&diff, "who_name", before->who_name, after->who_name);
    event_diff_add(&diff, "start_on", ctx_date_text(ctx, before->start_on),
                   ctx_date_text(ctx, after->start_on));
    event_diff_add(&diff, "due", ctx_date_text(ctx, before->due), ctx_date_text(ctx, after->due));
    return event_diff_done(&diff);
}

/* What happens to an agreed plan is on the timeline; a draft may be typed and changed in peace. */
static enum err action_emit(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                            const struct plan_action *action, struct event *event)
{
    event->subject_id = action->id;
    event->about = action->kind;
    event->link = plan_link(ctx, file->id, "/actions/", action->id);
    if (!str_given(event->summary))
        event->summary = action->what;
    event->flags = plan_is_agreed(plan) ? EVENT_TIMELINE : 0;
    return plan_emit(ctx, file, event);
}

static enum err must_take_actions(struct ctx *ctx, const struct plan *plan)
{
    if (plan_is_draft(plan) || plan_is_agreed(plan))
        return OK;
    return ctx_fail(ctx, E_CONFLICT, "plan.not_draft", NULL);
}

enum err plan_action_add(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                         const struct plan_goal *goal, struct plan_action *action)
{
    const struct plan_action none = {.start_on = DATE_NONE, .due = DATE_NONE};

    TRY(plan_may_write(ctx, file));
    TRY(must_take_actions(ctx, plan));
    TRY(who_set(ctx, file, action));
    TRY(action_check(ctx, action, DATE_NONE));
    action->id = id_new(ctx, "plan_action");
    action->origin_id = action->id;
    action->plan_id = plan->id;
    action->goal_id = goal->id;
    action->casefile_id = file->id;
    action->state = STR("planned");
    action->ended_on = DATE_NONE;
    action->created_at = ctx->now;
    action->version = 1;
    action->later = plan_is_agreed(plan);
    TRY(plan_store_action_insert(ctx, action, plan_is_agreed(plan)));
    return action_emit(
        ctx, file, plan, action,
        &(struct event){.kind = "plan.action_added", .data = action_diff(ctx, &none, action)});
}

/* Another's action keeps its owner unless somebody else is chosen. */
static enum err who_keep(struct ctx *ctx, const struct casefile *file,
                         const struct plan_action *before, struct plan_action *after)
{
    if (!str_eq(after->who, STR("account")))
        return who_set(ctx, file, after);
    after->who = before->who;
    after->who_name = before->who_name;
    after->account_id = before->account_id;
    return OK;
}

bool plan_action_may_change(const struct plan *plan, const struct plan_action *action)
{
    return plan_action_is_open(action) &&
           (plan_is_draft(plan) || (plan_is_agreed(plan) && action->later));
}

enum err plan_action_edit(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                          const struct plan_action *action, const struct plan_action *wanted)
{
    struct plan_action after = *action;
    struct str data;

    TRY(plan_may_write(ctx, file));
    TRY(must_take_actions(ctx, plan));
    if (!plan_action_is_open(action))
        return ctx_fail(ctx, E_CONFLICT, "plan.action_ended", NULL);
    if (!plan_action_may_change(plan, action))
        return ctx_fail(ctx, E_CONFLICT, "plan.action_agreed", NULL);
    after.kind = wanted->kind;
    after.what = wanted->what;
    after.who = wanted->who;
    after.who_name = wanted->who_name;
    after.start_on = wanted->start_on;
    after.due = wanted->due;
    TRY(who_keep(ctx, file, action, &after));
    TRY(action_check(ctx, &after, action->due));
    data = action_diff(ctx, action, &after);
    if (!str_given(data))
        return OK;
    if (wanted->version != action->version) {
        struct plan_field_list fields = {0};

        plan_action_differ(ctx, action, &after, &fields);
        plan_fields_conflict(ctx, &fields);
        return ctx_conflict(ctx, action->version, "plan.changed");
    }
    TRY(plan_store_action_set(ctx, &after));
    return action_emit(ctx, file, plan, &after,
                       &(struct event){.kind = "plan.action_changed", .data = data});
}

/* ---- what came of it ------------------------------------------------------------------------ */

static const struct {
    const char *state, *kind;
    bool why; /* the outcome must be said */
} ends[] = {
    {"in_progress", "plan.action_started", false}, {"done", "plan.action_done", false},
    {"not_done", "plan.action_not_done", true},    {"cancelled", "plan.action_cancelled", true},
    {"planned", "plan.action_reopened", false},
};
#define ENDS_N (sizeof ends / sizeof ends[0])

enum err plan_action_end(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                         struct plan_action *action, const struct plan_report *report)
{
    struct str outcome = report->words;
    struct event_diff diff = {.ctx = ctx};
    struct plan_action after = *action;
    size_t i = 0;

    TRY(plan_may_write(ctx, file));
    TRY(plan_must_be_agreed(ctx, plan));
    while (i < ENDS_N && !str_eq(report->code, str_c(ends[i].state)))
        i++;
    if (i == ENDS_N)
        return ctx_fail(ctx, E_INVALID, "form.not_choice", "state");
    /* A tap more changes nothing. */
    if (str_eq(action->state, report->code) &&
        (!str_given(outcome) || str_eq(outcome, action->outcome)))
        return OK;
    if (str_eq(action->state, report->code))
        return ctx_fail(ctx, E_CONFLICT, "plan.action_ended", NULL);
    if (ends[i].why && !str_given(outcome))
        return ctx_fail(ctx, E_INVALID, "plan.outcome_missing", "outcome");
    after.state = str_c(ends[i].state);
    after.outcome = outcome;
    after.ended_on = plan_action_is_open(&after) ? DATE_NONE : ctx_today(ctx);
    TRY(plan_store_action_set_state(ctx, &after));
    event_diff_add(&diff, "state", action->state, after.state);
    event_diff_add(&diff, "outcome", action->outcome, after.outcome);
    *action = after;
    return action_emit(
        ctx, file, plan, action,
        &(struct event){.kind = ends[i].kind,
                        .summary = str_given(outcome)
                                       ? str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(action->what),
                                                 STR_ARG(outcome))
                                       : action->what,
                        .data = event_diff_done(&diff)});
}

enum err plan_first(struct ctx *ctx, struct id casefile_id, struct todo *ret)
{
    struct plan_action action;

    TRY(plan_store_action_first(ctx, casefile_id, &action));
    if (id_given(action.id))
        *ret = (struct todo){action.what, plan_link(ctx, casefile_id, "/actions/", action.id),
                             action.due};
    return OK;
}

enum err plan_actions_due(struct ctx *ctx, const struct duty_ask *ask, struct plan_due_list *ret)
{
    return plan_store_due(ctx, ask, ret);
}
