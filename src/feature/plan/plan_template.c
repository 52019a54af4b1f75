/* plan/plan_template.c: goals of the pack that the latest assessments call for, and taking one over
 * with its actions. The pack proposes; what comes of it is a draft like any other. */
#include "core/form.h"
#include "feature/assess/assess.h"
#include "feature/plan/plan_rules.h"

/* Taken over and not reworded since. */
static bool is_in_plan(const struct plan_goal_list *goals, const struct pack_template *t)
{
    for (size_t i = 0; i < goals->n; i++)
        for (int lang = 0; lang < 4; lang++)
            if (str_given(goals->items[i].wish) && str_eq(goals->items[i].wish, t->text.in[lang]))
                return true;
    return false;
}

/* Answers that the actor may not read are not there, and propose nothing. */
static enum err reason_find(struct ctx *ctx, const struct casefile *file, struct str condition,
                            struct plan_reason *ret)
{
    struct assess_record record = {0};
    struct form_answers answers;
    struct pack_rule rule;

    *ret = (struct plan_reason){0};
    if (!pack_rule_read(condition, &rule))
        return OK;
    ret->form = pack_form_find(ctx->pack, rule.form);
    if (!ret->form)
        return OK;
    TRY(assess_latest(ctx, file, ret->form->name, INSTANT_NONE, &record));
    if (!id_given(record.id))
        return OK;
    TRY(form_answers_parse(ctx, record.answers, &answers));
    ret->question = rule.question;
    ret->at = record.submitted_at;
    ret->code = pack_rule_met(&rule, form_answer(&answers, rule.question));
    return OK;
}

static enum err actions_find(struct ctx *ctx, const struct casefile *file, struct plan_offer *offer)
{
    for (size_t i = 0; i < ctx->pack->templates.n; i++) {
        struct plan_offer_action one = {.action = &ctx->pack->templates.items[i]};

        if (!str_eq(one.action->name, offer->goal->name) || !str_given(one.action->action))
            continue;
        TRY(reason_find(ctx, file, one.action->condition, &one.why));
        if (!str_given(one.action->condition) || str_given(one.why.code))
            LIST_ADD(ctx->arena, &offer->actions, one);
    }
    return OK;
}

enum err plan_offers(struct ctx *ctx, const struct casefile *file,
                     const struct plan_goal_list *goals, struct plan_offer_list *ret)
{
    struct plan_offer_list list = {0};

    for (size_t i = 0; i < ctx->pack->templates.n; i++) {
        const struct pack_template *t = &ctx->pack->templates.items[i];
        struct plan_offer offer = {.goal = t};

        if (str_given(t->action) || is_in_plan(goals, t))
            continue;
        TRY(reason_find(ctx, file, t->condition, &offer.why));
        if (!str_given(offer.why.code))
            continue;
        TRY(actions_find(ctx, file, &offer));
        LIST_ADD(ctx->arena, &list, offer);
    }
    *ret = list;
    return OK;
}

static struct date day_in(struct ctx *ctx, int days)
{
    return days < 0 ? DATE_NONE : date_add_days(ctx_today(ctx), days);
}

/* Without a day it would not be an action that somebody waits for. */
#define ACTION_DAYS 30

static enum err actions_add(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                            const struct plan_goal *goal, const struct plan_offer *offer)
{
    for (size_t i = 0; i < offer->actions.n; i++) {
        const struct pack_template *t = offer->actions.items[i].action;
        struct plan_action action = {.kind = t->kind,
                                     .what = text_in(&t->text, ctx->locale),
                                     .who = t->who,
                                     .start_on = DATE_NONE,
                                     .due = day_in(ctx, t->days < 0 ? ACTION_DAYS : t->days)};

        TRY(plan_action_add(ctx, file, plan, goal, &action));
    }
    return OK;
}

enum err plan_template_take(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                            struct str name, struct plan_goal *ret)
{
    struct plan_goal_list goals;
    struct plan_offer_list offers;
    const struct plan_offer *offer = NULL;

    TRY(plan_may_write(ctx, file));
    TRY(plan_must_be_draft(ctx, plan));
    TRY(plan_goals(ctx, plan, &goals));
    TRY(plan_offers(ctx, file, &goals, &offers));
    for (size_t i = 0; i < offers.n; i++)
        if (str_eq(offers.items[i].goal->name, name))
            offer = &offers.items[i];
    if (!offer)
        return ctx_fail(ctx, E_CONFLICT, "plan.template_gone", NULL);

    const struct pack_template *t = offer->goal;

    *ret = (struct plan_goal){
        .domain = t->domain, .wish = text_in(&t->text, ctx->locale), .due = day_in(ctx, t->days)};
    TRY(plan_goal_add(ctx, file, plan, ret));
    return actions_add(ctx, file, plan, ret, offer);
}
