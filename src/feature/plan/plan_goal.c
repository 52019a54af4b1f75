/* plan/plan_goal.c: goals, how far they have come, and which the assessment calls for. */
#include "core/event.h"
#include "core/form.h"
#include "feature/assess/assess.h"
#include "feature/plan/plan_rules.h"
#include "feature/plan/plan_store.h"

#include "base/num.h"

bool plan_goal_is_open(const struct plan_goal *goal)
{
    return !str_eq(goal->state, STR("achieved")) && !str_eq(goal->state, STR("abandoned"));
}

enum err plan_goals(struct ctx *ctx, const struct plan *plan, struct plan_goal_list *ret)
{
    return plan_store_goals(ctx, plan, ret);
}

enum err plan_goal_load(struct ctx *ctx, const struct casefile *file, struct id id,
                        struct plan_goal *ret, struct plan *ret_plan)
{
    struct plan_goal goal = {0};

    TRY(plan_store_goal_find(ctx, file->id, id, &goal));
    TRY(plan_store_find(ctx, file->id, goal.plan_id, ret_plan));
    *ret = goal;
    return OK;
}

/* ---- adding and changing -------------------------------------------------------------------- */

/* The place of a code in its list; -1 when it is none of it. */
static int place_in(const struct pack *pack, struct str list, struct str code)
{
    const struct pack_codes *codes = pack_codes_find(pack, list);

    for (size_t i = 0; codes && i < codes->codes.n; i++) {
        if (str_eq(codes->codes.items[i].code, code))
            return (int)i;
    }
    return -1;
}

static enum err score_check(struct ctx *ctx, struct str score, const char *field)
{
    if (str_given(score) && place_in(ctx->pack, STR("score"), score) < 0)
        return ctx_fail(ctx, E_INVALID, "form.not_choice", field);
    return OK;
}

/* was: the day it had before, which may be past by now. */
static enum err goal_check(struct ctx *ctx, const struct plan_goal *g, struct date was)
{
    if (!pack_code_find(ctx->pack, STR("domain"), g->domain))
        return ctx_fail(ctx, E_INVALID, "form.not_choice", "domain");
    if (!str_given(g->wish))
        return ctx_fail(ctx, E_INVALID, "plan.wish_missing", "wish");
    TRY(score_check(ctx, g->baseline, "baseline"));
    TRY(score_check(ctx, g->target, "target"));
    if (str_given(g->baseline) && str_given(g->target) &&
        place_in(ctx->pack, STR("score"), g->target) <
            place_in(ctx->pack, STR("score"), g->baseline))
        return ctx_fail(ctx, E_INVALID, "plan.target_low", "target");
    if (date_given(g->due) && date_cmp(g->due, was) != 0 && date_cmp(g->due, ctx_today(ctx)) < 0)
        return ctx_fail(ctx, E_INVALID, "plan.due_past", "due");
    return OK;
}

static struct str goal_diff(struct ctx *ctx, const struct plan_goal *before,
                            const struct plan_goal *after)
{
    struct event_diff diff = {.ctx = ctx};

    event_diff_add(&diff, "domain", before->domain, after->domain);
    event_diff_add(&diff, "wish", before->wish, after->wish);
    event_diff_add(&diff, "baseline", before->baseline, after->baseline);
    event_diff_add(&diff, "target", before->target, after->target);
    event_diff_add(&diff, "due", ctx_date_text(ctx, before->due), ctx_date_text(ctx, after->due));
    return event_diff_done(&diff);
}

static enum err goal_emit(struct ctx *ctx, const struct casefile *file,
                          const struct plan_goal *goal, const char *kind, struct str data)
{
    return plan_emit(ctx, file,
                     &(struct event){.kind = kind,
                                     .subject_id = goal->id,
                                     .about = goal->domain,
                                     .link = plan_link(ctx, file->id, "/goals/", goal->id),
                                     .summary = goal->wish,
                                     .data = data});
}

enum err plan_goal_add(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                       struct plan_goal *goal)
{
    const struct plan_goal none = {.due = DATE_NONE};

    TRY(plan_may_write(ctx, file));
    TRY(plan_must_be_draft(ctx, plan));
    TRY(goal_check(ctx, goal, DATE_NONE));
    goal->id = id_new(ctx, "plan_goal");
    goal->origin_id = goal->id;
    goal->plan_id = plan->id;
    goal->casefile_id = file->id;
    goal->state = STR("not_started");
    goal->progress = 0;
    goal->created_at = ctx->now;
    goal->version = 1;
    TRY(plan_store_goal_insert(ctx, goal));
    return goal_emit(ctx, file, goal, "plan.goal_added", goal_diff(ctx, &none, goal));
}

enum err plan_goal_edit(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                        const struct plan_goal *goal, const struct plan_goal *wanted)
{
    struct plan_goal after = *goal;
    struct str data;

    TRY(plan_may_write(ctx, file));
    TRY(plan_must_be_draft(ctx, plan));
    after.domain = wanted->domain;
    after.wish = wanted->wish;
    after.baseline = wanted->baseline;
    after.target = wanted->target;
    after.due = wanted->due;
    TRY(goal_check(ctx, &after, goal->due));
    data = goal_diff(ctx, goal, &after);
    if (!str_given(data))
        return OK;
    if (wanted->version != goal->version) {
        struct plan_field_list fields = {0};

        plan_goal_differ(ctx, goal, &after, &fields);
        plan_fields_conflict(ctx, &fields);
        return ctx_conflict(ctx, goal->version, "plan.changed");
    }
    TRY(plan_store_goal_set(ctx, &after));
    return goal_emit(ctx, file, &after, "plan.goal_changed", data);
}

enum err plan_goal_drop(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                        const struct plan_goal *goal)
{
    const struct plan_goal none = {.due = DATE_NONE};

    TRY(plan_may_write(ctx, file));
    TRY(plan_must_be_draft(ctx, plan));
    TRY(plan_store_goal_delete(ctx, goal));
    return goal_emit(ctx, file, goal, "plan.goal_dropped", goal_diff(ctx, goal, &none));
}

/* ---- how far it is -------------------------------------------------------------------------- */

enum err plan_progress_list(struct ctx *ctx, const struct plan_goal *goal,
                            struct plan_progress_list *ret)
{
    return plan_store_progress(ctx, goal, ret);
}

/* A code of the list "progress": a percentage, or that it was given up. */
static enum err reached_set(struct ctx *ctx, struct plan_goal *goal,
                            const struct plan_report *report)
{
    struct str reached = report->code;
    int64_t percent = 0;

    if (!pack_code_find(ctx->pack, STR("progress"), reached))
        return ctx_fail(ctx, E_INVALID, "form.not_choice", "reached");
    if (str_eq(reached, STR("abandoned"))) {
        if (!str_given(report->words))
            return ctx_fail(ctx, E_INVALID, "plan.note_missing", "note");
        goal->state = reached;
        return OK;
    }
    if (num_parse_range(reached, 0, 100, &percent) != OK)
        return ctx_fail(ctx, E_INVALID, "form.not_choice", "reached");
    goal->progress = percent;
    goal->state = percent == 0     ? STR("not_started")
                  : percent == 100 ? STR("achieved")
                                   : STR("in_progress");
    return OK;
}

enum err plan_progress_add(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                           struct plan_goal *goal, const struct plan_report *report)
{
    struct event_diff diff = {.ctx = ctx};
    struct plan_goal after = *goal;
    struct str before = str_fmt(ctx->arena, "%lld", (long long)goal->progress);

    TRY(plan_may_write(ctx, file));
    TRY(plan_must_be_agreed(ctx, plan));
    TRY(reached_set(ctx, &after, report));
    TRY(plan_store_goal_set_progress(ctx, &after));
    TRY(plan_store_progress_insert(ctx, &after, report->words));
    event_diff_add(&diff, "progress", before,
                   str_fmt(ctx->arena, "%lld", (long long)after.progress));
    event_diff_add(&diff, "state", goal->state, after.state);
    *goal = after;
    return plan_emit(
        ctx, file,
        &(struct event){.kind = "plan.progress",
                        .subject_id = goal->id,
                        .about = goal->domain,
                        .link = plan_link(ctx, file->id, "/goals/", goal->id),
                        .summary = str_given(report->words) ? report->words : goal->wish,
                        .data = event_diff_done(&diff)});
}

/* ---- what the assessment says --------------------------------------------------------------- */

static bool asks_for_goals(struct ctx *ctx, const struct pack_form *def,
                           const struct pack_codes *domains)
{
    for (size_t i = 0; i < domains->codes.n; i++) {
        struct str name = str_cat(ctx->arena, domains->codes.items[i].code, STR("_goal"));

        if (field_find(def->fields, name))
            return true;
    }
    return false;
}

/* The form that says where a goal is needed, or NULL. */
static const struct pack_form *needs_form(struct ctx *ctx, const struct pack_codes *domains)
{
    for (size_t i = 0; domains && i < ctx->pack->forms.n; i++) {
        const struct pack_form *def = ctx->pack->forms.entries[i].value;

        if (asks_for_goals(ctx, def, domains))
            return def;
    }
    return NULL;
}

static bool has_goal(const struct plan_goal_list *goals, struct str domain)
{
    for (size_t i = 0; i < goals->n; i++) {
        if (str_eq(goals->items[i].domain, domain))
            return true;
    }
    return false;
}

enum err plan_needs(struct ctx *ctx, const struct casefile *file,
                    const struct plan_goal_list *goals, struct plan_needs *ret)
{
    const struct pack_codes *domains = pack_codes_find(ctx->pack, STR("domain"));
    const struct pack_form *def = needs_form(ctx, domains);
    struct assess_record record = {0};
    struct form_answers answers;

    *ret = (struct plan_needs){.at = INSTANT_NONE};
    if (!def)
        return OK;
    TRY(assess_latest(ctx, file, def->name, INSTANT_NONE, &record));
    TRY(form_answers_parse(ctx, record.answers, &answers));
    ret->at = record.submitted_at;
    for (size_t i = 0; i < domains->codes.n; i++) {
        struct str domain = domains->codes.items[i].code;
        struct str wanted = form_answer(&answers, str_cat(ctx->arena, domain, STR("_goal")));

        if (str_eq(wanted, STR("yes")))
            LIST_ADD(ctx->arena, &ret->items,
                     ((struct plan_need){
                         .domain = domain,
                         .score = form_answer(&answers, str_cat(ctx->arena, domain, STR("_score"))),
                         .has_goal = has_goal(goals, domain)}));
    }
    return OK;
}
