/* appointment/absence_web.c: the page of who is away: the actor, and those whom the actor covers.
 */
#include "appointment_handlers.h"
#include "appointment_tmpl.gen.h"
#include "core/messages.gen.h"

const struct field absence_form[] = {
    {"kind", FIELD_CODE, .label = "absence.kind", .codes = "absence_kind", .required = true},
    {"first", FIELD_DATE, .label = "absence.first", .required = true},
    {"last", FIELD_DATE, .label = "absence.last", .required = true},
    {"cover", FIELD_ID, .label = "absence.cover", .hint = "absence.cover_hint"},
    FIELDS_END,
};

static enum err cover_fill(struct req *r, struct field_view *field)
{
    struct absence_colleague_list list;

    TRY(absence_colleagues(r->ctx, &list));
    field_option_add(r->ctx, field, STR_NONE, msg_text(r->ctx->locale, MSG_ABSENCE_COVER_NONE));
    for (size_t i = 0; i < list.n; i++)
        field_option_add(r->ctx, field, ctx_id_text(r->ctx, list.items[i].account_id),
                         list.items[i].name);
    return OK;
}

enum err absence_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct absence_list list;
    struct absence_page_view view = {.may_edit = authz_can(ctx, CAP_APPOINTMENT_EDIT)};
    struct page page = {
        .title = msg_text(ctx->locale, MSG_ABSENCE_HEADING), .nav = "/calendar", .narrow = true};

    TRY(absence_list(ctx, ctx->now, &list));
    for (size_t i = 0; i < list.n; i++)
        LIST_ADD(ctx->arena, &view.rows,
                 ((struct absence_row_view){
                     .absence = &list.items[i],
                     .mine = id_eq(list.items[i].account_id, ctx->actor.account_id),
                     .now = list.items[i].from_at.us <= ctx->now.us}));
    view.kind = form_field(ctx, &r->form, absence_form, "kind", STR("leave"));
    view.first = form_field(ctx, &r->form, absence_form, "first", STR_NONE);
    view.last = form_field(ctx, &r->form, absence_form, "last", STR_NONE);
    view.cover = form_field(ctx, &r->form, absence_form, "cover", STR_NONE);
    TRY(cover_fill(r, &view.cover));
    return resp_page(r, &page, &tmpl_absence_page, &view);
}

enum err absence_post(struct req *r)
{
    struct absence absence = {.kind = form_code(&r->form, "kind"),
                              .first = form_date(&r->form, "first"),
                              .last = form_date(&r->form, "last"),
                              .cover_id = form_id(&r->form, "cover")};

    TRY(absence_add(r->ctx, &absence));
    return resp_see_other(r, STR("/calendar/absences"), "absence.done_added");
}

enum err absence_void_post(struct req *r)
{
    TRY(absence_void(r->ctx, req_id(r, "absence")));
    return resp_see_other(r, STR("/calendar/absences"), "absence.done_voided");
}
