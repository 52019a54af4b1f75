/* plan/plan_diff.c: what two versions of a plan differ in, goal by goal and action by action. */
#include "feature/plan/plan_rules.h"
#include "feature/plan/plan_store.h"

static void field_add(struct ctx *ctx, struct plan_field_list *list, const char *label,
                      struct str was, struct str is)
{
    if (!str_eq(was, is))
        LIST_ADD(ctx->arena, list, ((struct plan_field){label, was, is}));
}

static struct str in_words(struct ctx *ctx, const char *list, struct str code)
{
    return str_given(code) ? pack_label(ctx->pack, str_c(list), code, ctx->locale) : STR_NONE;
}

static struct str day_in_words(struct ctx *ctx, struct date day)
{
    struct buf text;

    if (!date_given(day))
        return STR_NONE;
    buf_init(&text, ctx->arena, 100);
    calendar_date(&text, ctx->locale, ctx->calendar, day, DATE_MEDIUM);
    return buf_str(&text);
}

void plan_goal_differ(struct ctx *ctx, const struct plan_goal *was, const struct plan_goal *is,
                      struct plan_field_list *ret)
{
    field_add(ctx, ret, "plan.domain", in_words(ctx, "domain", was->domain),
              in_words(ctx, "domain", is->domain));
    field_add(ctx, ret, "plan.wish", was->wish, is->wish);
    field_add(ctx, ret, "plan.baseline", in_words(ctx, "score", was->baseline),
              in_words(ctx, "score", is->baseline));
    field_add(ctx, ret, "plan.target", in_words(ctx, "score", was->target),
              in_words(ctx, "score", is->target));
    field_add(ctx, ret, "plan.goal_due", day_in_words(ctx, was->due), day_in_words(ctx, is->due));
}

static struct str who_in_words(struct ctx *ctx, const struct plan_action *a)
{
    return str_given(a->who_name) ? a->who_name : in_words(ctx, "action_who", a->who);
}

void plan_action_differ(struct ctx *ctx, const struct plan_action *was,
                        const struct plan_action *is, struct plan_field_list *ret)
{
    field_add(ctx, ret, "plan.what", was->what, is->what);
    field_add(ctx, ret, "plan.kind", in_words(ctx, "action_kind", was->kind),
              in_words(ctx, "action_kind", is->kind));
    field_add(ctx, ret, "plan.who", who_in_words(ctx, was), who_in_words(ctx, is));
    field_add(ctx, ret, "plan.start_on", day_in_words(ctx, was->start_on),
              day_in_words(ctx, is->start_on));
    field_add(ctx, ret, "plan.due", day_in_words(ctx, was->due), day_in_words(ctx, is->due));
}

void plan_fields_conflict(struct ctx *ctx, const struct plan_field_list *fields)
{
    for (size_t i = 0; i < fields->n; i++)
        ctx_conflict_add(ctx, fields->items[i].label, fields->items[i].was, fields->items[i].is);
}

/* ---- two versions --------------------------------------------------------------------------- */

struct both {
    struct plan_goal_list goals[2];
    struct plan_action_list actions[2];
};

static const struct plan_goal *goal_of(const struct plan_goal_list *list, struct id origin)
{
    for (size_t i = 0; i < list->n; i++)
        if (id_eq(list->items[i].origin_id, origin))
            return &list->items[i];
    return NULL;
}

static const struct plan_action *action_of(const struct plan_action_list *list, struct id origin)
{
    for (size_t i = 0; i < list->n; i++)
        if (id_eq(list->items[i].origin_id, origin))
            return &list->items[i];
    return NULL;
}

static void action_put(struct ctx *ctx, const struct plan_action *was, const struct plan_action *is,
                       struct plan_goal_change *goal)
{
    struct plan_action_change change = {.fate = PLAN_SAME};

    if (is)
        change.action = *is;
    else if (was)
        change.action = *was;
    if (was && is)
        plan_action_differ(ctx, was, is, &change.fields);
    else
        change.fate = is ? PLAN_ADDED : PLAN_REMOVED;
    if (change.fields.n > 0)
        change.fate = PLAN_CHANGED;
    goal->changed = goal->changed || change.fate != PLAN_SAME;
    LIST_ADD(ctx->arena, &goal->actions, change);
}

/* An action that went to another goal left one and came to the other. */
static void actions_put(struct ctx *ctx, const struct both *b, const struct plan_goal *was,
                        const struct plan_goal *is, struct plan_goal_change *goal)
{
    for (size_t i = 0; is && i < b->actions[1].n; i++) {
        const struct plan_action *now = &b->actions[1].items[i];
        const struct plan_action *before = action_of(&b->actions[0], now->origin_id);

        if (id_eq(now->goal_id, is->id))
            action_put(ctx, before && was && id_eq(before->goal_id, was->id) ? before : NULL, now,
                       goal);
    }
    for (size_t i = 0; was && i < b->actions[0].n; i++) {
        const struct plan_action *before = &b->actions[0].items[i];
        const struct plan_action *now = action_of(&b->actions[1], before->origin_id);

        if (id_eq(before->goal_id, was->id) && !(now && is && id_eq(now->goal_id, is->id)))
            action_put(ctx, before, NULL, goal);
    }
}

static void goal_put(struct ctx *ctx, const struct both *b, const struct plan_goal *was,
                     const struct plan_goal *is, struct plan_difference *ret)
{
    struct plan_goal_change change = {.fate = PLAN_SAME};

    if (is)
        change.goal = *is;
    else if (was)
        change.goal = *was;
    if (was && is)
        plan_goal_differ(ctx, was, is, &change.fields);
    else
        change.fate = is ? PLAN_ADDED : PLAN_REMOVED;
    actions_put(ctx, b, was, is, &change);
    change.changed = change.changed || change.fate != PLAN_SAME || change.fields.n > 0;
    if (change.changed && change.fate == PLAN_SAME)
        change.fate = PLAN_CHANGED;
    ret->changed = ret->changed || change.changed;
    LIST_ADD(ctx->arena, &ret->goals, change);
}

enum err plan_compare(struct ctx *ctx, const struct plan *from, const struct plan *to,
                      struct plan_difference *ret)
{
    struct both b;
    struct plan_difference difference = {.aim_was = from->aim, .aim_is = to->aim};

    TRY(plan_store_goals(ctx, from, &b.goals[0]));
    TRY(plan_store_goals(ctx, to, &b.goals[1]));
    TRY(plan_store_actions(ctx, from, &b.actions[0]));
    TRY(plan_store_actions(ctx, to, &b.actions[1]));
    difference.changed = !str_eq(from->aim, to->aim);
    for (size_t i = 0; i < b.goals[1].n; i++)
        goal_put(ctx, &b, goal_of(&b.goals[0], b.goals[1].items[i].origin_id), &b.goals[1].items[i],
                 &difference);
    for (size_t i = 0; i < b.goals[0].n; i++)
        if (!goal_of(&b.goals[1], b.goals[0].items[i].origin_id))
            goal_put(ctx, &b, &b.goals[0].items[i], NULL, &difference);
    *ret = difference;
    return OK;
}
