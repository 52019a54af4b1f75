/* plan/plan_compare_web.c: what a version of the plan says differently from an earlier one. */
#include "core/messages.gen.h"
#include "core/pack.h"
#include "plan_page.h"
#include "plan_tmpl.gen.h"

static const struct {
    const char *cls;
    int msg;
} fates[] = {
    [PLAN_SAME] = {"none", MSG_PLAN_SAME},
    [PLAN_CHANGED] = {"info", MSG_PLAN_CHANGED_MARK},
    [PLAN_ADDED] = {"ok", MSG_PLAN_ADDED},
    [PLAN_REMOVED] = {"bad", MSG_PLAN_REMOVED},
};

static void fields_fill(struct ctx *ctx, const struct plan_field_list *from,
                        struct plan_field_view_list *ret)
{
    for (size_t i = 0; i < from->n; i++)
        LIST_ADD(ctx->arena, ret,
                 ((struct plan_field_view){ctx_msg(ctx, from->items[i].label), from->items[i].was,
                                           from->items[i].is}));
}

static void goal_fill(struct ctx *ctx, const struct casefile *file,
                      const struct plan_goal_change *change, const struct plan *plan,
                      struct plan_compare_view *view)
{
    struct plan_goal_change_view goal = {
        .cls = str_c(fates[change->fate].cls),
        .fate = msg_text(ctx->locale, fates[change->fate].msg),
        .wish = change->goal.wish,
        .domain = pack_label(ctx->pack, STR("domain"), change->goal.domain, ctx->locale)};

    if (!change->changed) {
        view->same_n++;
        return;
    }
    fields_fill(ctx, &change->fields, &goal.fields);
    for (size_t i = 0; i < change->actions.n; i++) {
        const struct plan_action_change *one = &change->actions.items[i];
        struct plan_action_change_view action = {
            .cls = str_c(fates[one->fate].cls),
            .fate = msg_text(ctx->locale, fates[one->fate].msg),
            .what = one->action.what,
            .who = plan_action_shown(ctx, file, plan, &one->action).who};

        if (one->fate == PLAN_SAME)
            continue;
        fields_fill(ctx, &one->fields, &action.fields);
        LIST_ADD(ctx->arena, &goal.actions, action);
    }
    LIST_ADD(ctx->arena, &view->goals, goal);
}

static void versions_fill(struct ctx *ctx, const struct plan_list *all, int64_t chosen,
                          struct option_view_list *ret)
{
    for (size_t i = 0; i < all->n; i++) {
        struct msg_arg n = {.name = "n", .number = all->items[i].version_no, .is_number = true};
        struct str label = msg_format(ctx->arena, ctx->locale, MSG_PLAN_VERSION, &n, 1);

        LIST_ADD(ctx->arena, ret,
                 ((struct option_view){
                     .value = str_fmt(ctx->arena, "%lld", (long long)n.number),
                     .label = str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(label),
                                      STR_ARG(pack_label(ctx->pack, STR("plan_status"),
                                                         all->items[i].state, ctx->locale))),
                     .chosen = n.number == chosen}));
    }
}

/* The newest version, and the one before it, unless others are asked for. */
static void pair_choose(struct req *r, const struct plan_list *all, const struct plan **from,
                        const struct plan **to)
{
    *to = plan_version_asked(r, all, "to");
    *from = plan_version_asked(r, all, "from");
    if (!*to)
        *to = &all->items[0];
    for (size_t i = 0; !*from && i < all->n; i++)
        if (all->items[i].version_no < (*to)->version_no)
            *from = &all->items[i];
    if (!*from)
        *from = *to;
}

enum err plan_compare_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct plan_list all;
    struct plan_difference difference;
    struct plan_compare_view view = {0};
    const struct plan *from, *to;

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(plan_versions(ctx, &file, &all));
    view.base = plan_base(ctx, &file);
    view.has_two = all.n > 1;
    if (view.has_two) {
        pair_choose(r, &all, &from, &to);
        TRY(plan_compare(ctx, from, to, &difference));
        view.from_no = from->version_no;
        view.to_no = to->version_no;
        versions_fill(ctx, &all, view.from_no, &view.from);
        versions_fill(ctx, &all, view.to_no, &view.to);
        view.aim_was = difference.aim_was;
        view.aim_is = difference.aim_is;
        view.aim_changed = !str_eq(view.aim_was, view.aim_is);
        view.is_equal = !difference.changed;
        for (size_t i = 0; i < difference.goals.n; i++)
            goal_fill(ctx, &file, &difference.goals.items[i], to, &view);
    }
    return casefile_page(r, &file, "plan", ctx_msg(ctx, "plan.compare_title"),
                         (struct panel_view){&tmpl_plan_compare, &view});
}
