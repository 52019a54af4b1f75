/* plan/plan_template_web.c: templates of the pack on the page of a plan, and taking one over. */
#include "plan_page.h"

static struct plan_offer_view offer_shown(struct ctx *ctx, struct str base,
                                          const struct plan_offer *o)
{
    const struct field *field = field_find(o->form->fields, o->question);
    struct plan_offer_view view = {
        .wish = text_in(&o->goal->text, ctx->locale),
        .domain = pack_label(ctx->pack, STR("domain"), o->goal->domain, ctx->locale),
        .why = text_in(&o->goal->why, ctx->locale),
        .href = str_fmt(ctx->arena, "%.*s/templates/%.*s", STR_ARG(base), STR_ARG(o->goal->name)),
        .form = text_in(&o->form->title, ctx->locale),
        .question =
            field && field->label_text ? text_in(field->label_text, ctx->locale) : o->question,
        .answer = field && field->codes
                      ? pack_label(ctx->pack, str_c(field->codes), o->code, ctx->locale)
                      : o->code,
        .on = date_of(o->at, ctx->tz_offset_min),
    };

    for (size_t i = 0; i < ctx->pack->templates.n; i++) {
        const struct pack_template *t = &ctx->pack->templates.items[i];

        if (str_eq(t->name, o->goal->name) && str_given(t->action))
            LIST_ADD(ctx->arena, &view.actions, text_in(&t->text, ctx->locale));
    }
    return view;
}

enum err plan_offers_fill(struct ctx *ctx, const struct casefile *file,
                          const struct plan_goal_list *goals, struct plan_page_view *view)
{
    struct plan_offer_list offers;

    if (!view->is_draft || !view->may_edit)
        return OK;
    TRY(plan_offers(ctx, file, goals, &offers));
    for (size_t i = 0; i < offers.n; i++)
        LIST_ADD(ctx->arena, &view->offers, offer_shown(ctx, view->base, &offers.items[i]));
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
