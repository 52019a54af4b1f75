/* plan/plan_template_web.c: templates of the pack on the page of a plan, and taking one over. */
#include "core/messages.gen.h"
#include "feature/casefile/casefile_page.h"
#include "plan_page.h"

/* "because of Interview, 3 Nov 2026: Support needed, in points 17" */
static struct str reason_shown(struct ctx *ctx, const struct plan_reason *why)
{
    const struct field *field;

    if (!str_given(why->code))
        return STR_NONE;
    field = field_find(why->form->fields, why->question);

    struct msg_arg args[] = {
        {.name = "form", .text = text_in(&why->form->title, ctx->locale)},
        {.name = "date", .text = ctx_date_words(ctx, ctx_day_of(ctx, why->at), DATE_MEDIUM)},
        {.name = "question",
         .text =
             field && field->label_text ? text_in(field->label_text, ctx->locale) : why->question},
        {.name = "answer",
         .text = field && field->codes
                     ? pack_label(ctx->pack, str_c(field->codes), why->code, ctx->locale)
                     : locale_digits(ctx->arena, ctx->locale, why->code)},
    };

    return msg_format(ctx->arena, ctx->locale, MSG_PLAN_TEMPLATE_BECAUSE, args, 4);
}

/* What is known of the case, the page of services adds itself: where the family lives, the age. */
static struct str services_href(struct req *r, const struct casefile *file, struct str need)
{
    struct ctx *ctx = r->ctx;

    if (!str_given(need) || !casefile_has_route(r, "/cases/:case/services"))
        return STR_NONE;
    return casefile_href(ctx, file->id, str_fmt(ctx->arena, "services?for=%.*s", STR_ARG(need)).p);
}

void plan_services_fill(struct req *r, const struct casefile *file, struct plan_goal_view *goal)
{
    const struct pack_template_list *all = &r->ctx->pack->templates;

    for (size_t i = 0; i < goal->actions.n; i++) {
        struct plan_action_view *action = &goal->actions.items[i];

        for (size_t k = 0; action->is_open && k < all->n; k++)
            for (int lang = 0; lang < 4; lang++)
                if (str_given(all->items[k].need) &&
                    str_eq(action->what, all->items[k].text.in[lang]))
                    action->services_href = services_href(r, file, all->items[k].need);
    }
}

static struct plan_offer_view offer_shown(struct req *r, const struct casefile *file,
                                          struct str base, const struct plan_offer *o)
{
    struct ctx *ctx = r->ctx;
    struct plan_offer_view view = {
        .wish = text_in(&o->goal->text, ctx->locale),
        .domain = pack_label(ctx->pack, STR("domain"), o->goal->domain, ctx->locale),
        .why = text_in(&o->goal->why, ctx->locale),
        .href = str_fmt(ctx->arena, "%.*s/templates/%.*s", STR_ARG(base), STR_ARG(o->goal->name)),
        .because = reason_shown(ctx, &o->why),
    };

    for (size_t i = 0; i < o->actions.n; i++)
        LIST_ADD(ctx->arena, &view.actions,
                 ((struct plan_offer_action_view){
                     text_in(&o->actions.items[i].action->text, ctx->locale),
                     reason_shown(ctx, &o->actions.items[i].why),
                     services_href(r, file, o->actions.items[i].action->need)}));
    return view;
}

enum err plan_offers_fill(struct req *r, const struct casefile *file,
                          const struct plan_goal_list *goals, struct plan_page_view *view)
{
    struct ctx *ctx = r->ctx;
    struct plan_offer_list offers;

    if (!view->is_draft || !view->may_edit)
        return OK;
    TRY(plan_offers(ctx, file, goals, &offers));
    for (size_t i = 0; i < offers.n; i++)
        LIST_ADD(ctx->arena, &view->offers, offer_shown(r, file, view->base, &offers.items[i]));
    return OK;
}

enum err plan_template_post(struct req *r)
{
    struct casefile file;
    struct str base;
    struct plan plan;
    struct plan_goal goal;

    TRY(plan_file_load(r, true, &file, &base));
    TRY(plan_prepared(r->ctx, &file, &plan));
    TRY(plan_template_take(r->ctx, &file, &plan, req_param(r, "template"), &goal));
    return resp_see_other(r, plan_href(r->ctx, base, &plan), "plan.template_taken");
}
