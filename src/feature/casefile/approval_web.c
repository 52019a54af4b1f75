/* casefile/approval_web.c: the inbox of what a supervisor has to decide. */
#include "casefile_handlers.h"
#include "casefile_tmpl.gen.h"
#include "casefile_views.h"
#include "core/feature.h"
#include "core/messages.gen.h"

#define TODAY_MAX 8

const struct field approval_form[] = {
    {"decision", FIELD_LINE, .label = "approval.decision", .required = true},
    {"reason", FIELD_TEXT, .label = "approval.words", .max = CASEFILE_REASON_MAX},
    WEIGHED_FIELDS,
    FIELDS_END,
};

static struct str title_of(struct ctx *ctx, const struct approval *a)
{
    struct msg_arg arg = {.name = "phase"};
    enum phase phase;

    if (!str_eq(a->kind, STR("phase_override")) || phase_parse(a->detail, &phase) != OK)
        return ctx_msg(ctx, str_fmt(ctx->arena, "approval.title.%.*s", STR_ARG(a->kind)).p);
    arg.text = text_in(&site_pack_of(ctx, a->programme)->phases[phase].label, ctx->locale);
    return msg_format(ctx->arena, ctx->locale, MSG_APPROVAL_TITLE_PHASE_OVERRIDE, &arg, 1);
}

/* "Waiting since today", then how many days: red from the third on. */
static struct due_view waits(struct ctx *ctx, struct instant since)
{
    int days = ctx_today(ctx).day - date_of(since, ctx->tz_offset_min).day;
    struct msg_arg arg = {.name = "n", .number = days, .is_number = true};

    if (days <= 0)
        return (struct due_view){STR("today"), msg_text(ctx->locale, MSG_DATE_TODAY),
                                 ctx_today(ctx)};
    return (struct due_view){days >= 3 ? STR("over") : STR("week"),
                             msg_format(ctx->arena, ctx->locale, MSG_APPROVAL_WAITS_DAYS, &arg, 1),
                             date_of(since, ctx->tz_offset_min)};
}

/* A plan and a closure have a page of their own, if a feature answers it. */
static struct str record_href(struct req *r, const struct approval *a)
{
    struct str route = str_cat(r->ctx->arena, STR("/cases/:case/"), a->kind);

    return casefile_has_route(r, str_z(r->ctx->arena, route))
               ? casefile_href(r->ctx, a->casefile_id, str_z(r->ctx->arena, a->kind))
               : STR_NONE;
}

/* Left empty, the day that who asked has named stays. */
static struct field_view appeal_box(struct ctx *ctx, const struct approval *a)
{
    struct field_view box = form_field(ctx, NULL, approval_form, "appeal_until", STR_NONE);

    box.id = str_cat(ctx->arena, STR("appeal-"), ctx_id_text(ctx, a->id));
    box.described_by = STR_NONE;
    if (str_given(a->weighed.appeal_until))
        box.hint = STR_NONE;
    return box;
}

static enum err approval_fill(struct req *r, const struct approval *a, struct approval_view *ret)
{
    struct ctx *ctx = r->ctx;
    bool failed = r->form.sent && id_eq(req_id(r, "approval"), a->id);
    struct approval_view view = {
        .id = a->id,
        .casefile_id = a->casefile_id,
        .title = title_of(ctx, a),
        .client_name = a->client_name,
        .number = a->casefile_number,
        .asked_by = a->asked_by_name,
        .reason = a->asked_reason,
        .href = record_href(r, a),
        .waits = waits(ctx, a->asked_at),
        .asked_at = a->asked_at,
        .is_own = id_eq(a->asked_by, ctx->actor.account_id),
        .failed = failed,
        .asked_weighed = a->weighed,
        .asked_appeal = DATE_NONE,
        .words = form_field(ctx, failed ? &r->form : NULL, approval_form, "reason", STR_NONE)};

    if (str_given(a->weighed.appeal_until) &&
        date_parse(a->weighed.appeal_until, &view.asked_appeal) != OK)
        view.asked_appeal = DATE_NONE;
    view.appeal = appeal_box(ctx, a);
    if (failed)
        TRY(weighed_view(r, approval_form, NULL, &view.weighed));
    *ret = view;
    return OK;
}

enum err approval_inbox_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct approval_list list;
    struct approval asked;
    struct approvals_view view = {0};
    struct page page = {.title = msg_text(ctx->locale, MSG_NAV_APPROVALS), .nav = "/approvals"};

    /* Drawn again for a decision that was wrong: about something the actor may decide at all. */
    if (r->form.sent)
        TRY(approval_load(ctx, req_id(r, "approval"), &asked));
    TRY(approval_waiting(ctx, &list));
    for (size_t i = 0; i < list.n; i++)
        TRY(approval_fill(r, &list.items[i], LIST_PUSH(ctx->arena, &view.list)));
    return resp_page(r, &page, &tmpl_approvals, &view);
}

enum err approval_today_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    struct ctx *ctx = r->ctx;
    struct approval_today_view *view = ARENA_NEW(ctx->arena, struct approval_today_view);
    struct approval_list list;

    (void)subject;
    TRY(approval_waiting_team(ctx, TODAY_MAX, &list));
    for (size_t i = 0; i < list.n; i++) {
        struct approval_view one;

        TRY(approval_fill(r, &list.items[i], &one));
        if (!str_given(one.href))
            one.href = STR("/approvals");
        LIST_ADD(ctx->arena, &view->rows, one);
    }
    if (list.n > 0)
        *ret = (struct panel_view){&tmpl_approval_today, view};
    return OK;
}

enum err approval_decide_post(struct req *r)
{
    struct str decision = form_text(&r->form, "decision");
    bool approve = str_eq(decision, STR("approve"));

    if (!approve && !str_eq(decision, STR("refuse")))
        return ctx_fail(r->ctx, E_INVALID, "form.unknown_answer", "decision");
    TRY(weighed_take(r));
    TRY(approval_decide(r->ctx, req_id(r, "approval"), approve, form_text(&r->form, "reason")));
    if (!approve)
        TRY(weighed_check(r->ctx));
    return resp_see_other(r, STR("/approvals"),
                          approve ? "approval.done_approved" : "approval.done_refused");
}

enum err approval_withdraw_post(struct req *r)
{
    struct id casefile_id;

    TRY(approval_withdraw(r->ctx, req_id(r, "approval"), &casefile_id));
    return resp_see_other(r, casefile_href(r->ctx, casefile_id, ""), "approval.done_withdrawn");
}
