/* core/weighed.c: the boxes of a form that makes a decision, see weighed.h. */
#include "core/weighed.h"

#include "core/messages.gen.h"

const char *const weighed_evidence[WEIGHED_RESTS_ON] = {"evidence_1", "evidence_2", "evidence_3"};

enum err weighed_view(struct req *r, const struct field *fields, const void *file,
                      struct weighed_view *ret)
{
    struct ctx *ctx = r->ctx;
    struct weighed_view view = {
        .alternatives = form_field(ctx, &r->form, fields, "alternatives", STR_NONE),
        .nothing_else = form_field(ctx, &r->form, fields, "nothing_else", STR_NONE),
        .agreed = form_field(ctx, &r->form, fields, "agreed", STR_NONE),
        .appeal_until = form_field(ctx, &r->form, fields, "appeal_until", STR_NONE)};

    view.alternatives.required = true;
    view.is_open = str_given(view.agreed.value) || str_given(view.agreed.error) ||
                   str_given(view.appeal_until.year) || str_given(view.appeal_until.error);
    for (size_t i = 0; i < WEIGHED_RESTS_ON; i++)
        view.is_open = view.is_open || str_given(form_typed(&r->form, weighed_evidence[i]));
    if (file)
        TRY(panels_draw(r, SLOT_WEIGHED, file, &view.evidence));
    *ret = view;
    return OK;
}

enum err weighed_take(struct req *r)
{
    struct date appeal = form_date(&r->form, "appeal_until");
    struct weighed w = {.alternatives = form_text(&r->form, "alternatives"),
                        .agreed = form_text(&r->form, "agreed"),
                        .appeal_until = form_text(&r->form, "appeal_until")};

    if (date_given(appeal) && date_cmp(appeal, ctx_today(r->ctx)) <= 0)
        return ctx_fail(r->ctx, E_INVALID, "weighed.appeal_past", "appeal_until");
    if (!str_given(w.alternatives) && form_bool(&r->form, "nothing_else"))
        w.alternatives = msg_text(r->ctx->locale, MSG_WEIGHED_NOTHING_ELSE);
    for (size_t i = 0; i < WEIGHED_RESTS_ON; i++)
        w.rests_on[i] = form_id(&r->form, weighed_evidence[i]);
    r->ctx->weighed = w;
    return OK;
}

enum err weighed_check(struct ctx *ctx)
{
    return str_given(ctx->weighed.alternatives)
               ? OK
               : ctx_fail(ctx, E_INVALID, "weighed.alternatives_missing", "alternatives");
}
