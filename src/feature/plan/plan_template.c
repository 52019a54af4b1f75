/* plan/plan_template.c: goals of the pack that the latest assessments call for, and taking one over
 * with its actions. The pack proposes; what comes of it is a draft like any other. */
#include "core/form.h"
#include "feature/assess/assess.h"
#include "feature/plan/plan_rules.h"

/* "assessment.food_score=1 2" in its parts; the pack's check has seen that they are there. */
static void condition_read(struct ctx *ctx, const struct pack_template *t, struct plan_offer *offer,
                           struct str *ret_codes)
{
    ptrdiff_t dot = str_find(t->condition, STR("."), 0);
    struct str form = str_slice(t->condition, 0, dot < 0 ? 0 : (size_t)dot);

    *ret_codes = STR_NONE;
    offer->goal = t;
    offer->form = pack_form_find(ctx->pack, form);
    (void)pack_condition_split(str_from(t->condition, form.n + (dot < 0 ? 0 : 1)), &offer->question,
                               ret_codes);
}

/* The first of the answer's codes that the condition names, or empty. */
static struct str code_met(struct str answer, struct str codes)
{
    struct str code;

    while (str_split(&answer, ' ', &code))
        if (str_given(code) && pack_has_word(codes, code))
            return code;
    return STR_NONE;
}

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
static enum err offer_fill(struct ctx *ctx, const struct casefile *file, struct str codes,
                           struct plan_offer *offer)
{
    struct assess_record record = {0};
    struct form_answers answers;

    TRY(assess_latest(ctx, file, offer->form->name, INSTANT_NONE, &record));
    if (!id_given(record.id))
        return OK;
    TRY(form_answers_parse(ctx, record.answers, &answers));
    offer->at = record.submitted_at;
    offer->code = code_met(form_answer(&answers, offer->question), codes);
    return OK;
}

enum err plan_offers(struct ctx *ctx, const struct casefile *file,
                     const struct plan_goal_list *goals, struct plan_offer_list *ret)
{
    struct plan_offer_list list = {0};

    for (size_t i = 0; i < ctx->pack->templates.n; i++) {
        const struct pack_template *t = &ctx->pack->templates.items[i];
        struct plan_offer offer = {0};
        struct str codes;

        if (str_given(t->action) || is_in_plan(goals, t))
            continue;
        condition_read(ctx, t, &offer, &codes);
        if (!offer.form)
            continue;
        TRY(offer_fill(ctx, file, codes, &offer));
        if (str_given(offer.code))
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
                            const struct plan_goal *goal, struct str name)
{
    for (size_t i = 0; i < ctx->pack->templates.n; i++) {
        const struct pack_template *t = &ctx->pack->templates.items[i];
        struct plan_action action = {.kind = t->kind,
                                     .what = text_in(&t->text, ctx->locale),
                                     .who = t->who,
                                     .start_on = DATE_NONE,
                                     .due = day_in(ctx, t->days < 0 ? ACTION_DAYS : t->days)};

        if (str_eq(t->name, name) && str_given(t->action))
            TRY(plan_action_add(ctx, file, plan, goal, &action));
    }
    return OK;
}

enum err plan_template_take(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                            struct str name, struct plan_goal *ret)
{
    struct plan_goal_list goals;
    struct plan_offer_list offers;
    const struct pack_template *t = NULL;

    TRY(plan_may_write(ctx, file));
    TRY(plan_must_be_draft(ctx, plan));
    TRY(plan_goals(ctx, plan, &goals));
    TRY(plan_offers(ctx, file, &goals, &offers));
    for (size_t i = 0; i < offers.n; i++)
        if (str_eq(offers.items[i].goal->name, name))
            t = offers.items[i].goal;
    if (!t)
        return ctx_fail(ctx, E_CONFLICT, "plan.template_gone", NULL);
    *ret = (struct plan_goal){
        .domain = t->domain, .wish = text_in(&t->text, ctx->locale), .due = day_in(ctx, t->days)};
    TRY(plan_goal_add(ctx, file, plan, ret));
    return actions_add(ctx, file, plan, ret, name);
}
