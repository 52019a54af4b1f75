/* referral/referral_web.c: the pages of the referrals of a case: the list, one of them, its links.
 */
#include "core/messages.gen.h"
#include "core/pack.h"
#include "referral_handlers.h"
#include "referral_tmpl.gen.h"

#define PANEL_MAX 5

const struct field referral_link_form[] = {
    {"days", FIELD_INT, .label = "referral.link_days", .required = true, .min = 1,
     .max = REFERRAL_LINK_DAYS_MAX},
    FIELDS_END,
};

static bool may_edit(const struct ctx *ctx, const struct casefile *file)
{
    return casefile_is_open(file) && file->access == CASEFILE_WRITE &&
           authz_can(ctx, CAP_REFERRAL_EDIT);
}

static struct referral_row row_of(const struct referral *r)
{
    return (struct referral_row){.id = r->id,
                                 .casefile_id = r->casefile_id,
                                 .state = r->state,
                                 .to_name = r->to_name,
                                 .urgency = r->urgency,
                                 .reason = r->reason,
                                 .due = r->due,
                                 .waiting_until = r->waiting_until,
                                 .sent_at = r->sent_at,
                                 .name = r->to_name};
}

/* ---- the list -------------------------------------------------------------------------------- */

enum err referral_list_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct referral_list list;
    struct referral_list_view view = {0};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(referral_list_for_casefile(ctx, &file, &list));
    view.casefile_id = file.id;
    view.may_add = may_edit(ctx, &file);
    for (size_t i = 0; i < list.n; i++) {
        const struct referral_row row = row_of(&list.items[i]);

        LIST_ADD(ctx->arena, &view.rows, referral_row_fill(ctx, &row, REFERRAL_SENT));
    }
    return casefile_page(r, &file, "referrals", msg_text(ctx->locale, MSG_REFERRAL_HEADING),
                         (struct panel_view){&tmpl_referral_list, &view});
}

/* ---- one ------------------------------------------------------------------------------------- */

static struct str code_label(struct ctx *ctx, const char *list, struct str code)
{
    return str_given(code) ? pack_label(ctx->pack, str_c(list), code, ctx->locale) : STR_NONE;
}

static void facts_fill(struct ctx *ctx, const struct referral *ref, struct referral_page_view *view)
{
    const char *reasons = ref->state == REFERRAL_REJECTED    ? "referral_reject"
                          : ref->state == REFERRAL_FAILED    ? "referral_fail"
                          : ref->state == REFERRAL_CANCELLED ? "referral_stop"
                                                             : NULL;

    view->state = referral_state_badge(ctx, ref->state);
    view->due = casefile_due(ctx, ref->due);
    view->urgency = code_label(ctx, "urgency", ref->urgency);
    view->channel = code_label(ctx, "referral_channel", ref->channel);
    view->attended = code_label(ctx, "yes_no", ref->attended);
    view->outcome = code_label(ctx, "referral_outcome", ref->outcome);
    view->reason = reasons ? code_label(ctx, reasons, ref->reason) : STR_NONE;
}

static enum err links_fill(struct req *r, const struct referral *ref,
                           struct referral_page_view *view)
{
    struct ctx *ctx = r->ctx;
    struct referral_link_list links;

    TRY(referral_links(ctx, ref, &links));
    for (size_t i = 0; i < links.n; i++) {
        const struct referral_link *l = &links.items[i];

        LIST_ADD(ctx->arena, &view->links,
                 ((struct referral_link_row_view){.id = l->id,
                                                  .by = l->by_name,
                                                  .revoked_by = l->revoked_by_name,
                                                  .created_at = l->created_at,
                                                  .ends_at = l->ends_at,
                                                  .revoked_at = l->revoked_at,
                                                  .opened_at = l->opened_at,
                                                  .opened_n = l->opened_n,
                                                  .live = l->live}));
    }
    view->may_link =
        view->may_edit && referral_state_is_open(ref->state) && str_eq(ref->channel, STR("link"));
    view->has_links = view->may_link || links.n > 0;
    view->days = form_field(ctx, &r->form, referral_link_form, "days",
                            str_fmt(ctx->arena, "%d", ctx->pack->referral_link_days));
    return OK;
}

/* What the sender does, and what the receiver told on the phone. */
static void acts_fill(struct req *r, const struct referral *ref, struct referral_page_view *view)
{
    static const enum referral_act send[] = {REFERRAL_SEND};
    static const enum referral_act ending[] = {REFERRAL_CANCEL, REFERRAL_VOID};
    struct str action = referral_path(r->ctx, ref);
    struct referral_acts_wanted told = referral_receiver_acts;

    view->acts = referral_acts_fill(
        r, ref, &(struct referral_acts_wanted){send, 1, REFERRAL_SENDER, action});
    view->ending = referral_acts_fill(
        r, ref, &(struct referral_acts_wanted){ending, 2, REFERRAL_SENDER, action});
    told.side = REFERRAL_SENDER;
    told.action = action;
    if (!str_eq(ref->channel, STR("inbox")))
        view->told = referral_acts_fill(r, ref, &told);
}

enum err referral_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct referral ref;
    struct referral_page_view view = {0};
    const char *why_not = NULL;

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(referral_load(ctx, &file, req_id(r, "referral"), &ref));
    view.casefile_id = file.id;
    view.referral = &ref;
    view.is_draft = ref.state == REFERRAL_DRAFT;
    view.may_edit = may_edit(ctx, &file);
    facts_fill(ctx, &ref, &view);
    TRY(referral_shared_fill(ctx, &ref, false, &view.shared));
    TRY(referral_history_fill(ctx, &ref, false, &view.history));
    TRY(links_fill(r, &ref, &view));
    if (view.may_edit)
        acts_fill(r, &ref, &view);
    if (view.is_draft)
        TRY(referral_consent_check(ctx, &file, &ref, &view.withheld, &why_not));
    if (why_not)
        view.why_not = ctx_msg(ctx, why_not);
    view.may_edit = view.may_edit && view.is_draft;
    return casefile_page(r, &file, "referrals", ref.to_name,
                         (struct panel_view){&tmpl_referral_page, &view});
}

enum err referral_post(struct req *r)
{
    struct casefile file;
    struct referral ref;

    TRY(casefile_load(r->ctx, req_id(r, "case"), CASEFILE_WRITE, &file));
    TRY(referral_load(r->ctx, &file, req_id(r, "referral"), &ref));
    TRY(referral_answer_take(r, &file, &ref, REFERRAL_SENDER));
    return resp_see_other(r, referral_path(r->ctx, &ref),
                          ref.state == REFERRAL_REQUESTED ? "referral.done_sent"
                                                          : "referral.done_saved");
}

/* ---- links ----------------------------------------------------------------------------------- */

/* The only time that the link is seen: an answer, not an address to go to, so that it stands
 * neither in the history of the browser nor in any table. */
enum err referral_link_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct referral ref;
    struct str token;
    int64_t days = form_int(&r->form, "days", 0);

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_WRITE, &file));
    TRY(referral_load(ctx, &file, req_id(r, "referral"), &ref));
    TRY(referral_link_add(ctx, &ref, days, &token));
    struct referral_secret_view view = {
        .address = req_address(r, str_fmt(ctx->arena, "/link/%.*s", STR_ARG(token))),
        .back = referral_path(ctx, &ref),
        .to_name = ref.to_name,
        .until = date_of((struct instant){ctx->now.us + days * DAY_US}, ctx->tz_offset_min)};

    r->resp.status = 200;
    return casefile_page(r, &file, NULL, msg_text(ctx->locale, MSG_REFERRAL_SECRET),
                         (struct panel_view){&tmpl_referral_secret, &view});
}

enum err referral_link_end_post(struct req *r)
{
    struct casefile file;
    struct referral ref;

    TRY(casefile_load(r->ctx, req_id(r, "case"), CASEFILE_WRITE, &file));
    TRY(referral_load(r->ctx, &file, req_id(r, "referral"), &ref));
    TRY(referral_link_revoke(r->ctx, &ref, req_id(r, "link")));
    return resp_see_other(r, referral_path(r->ctx, &ref), "referral.done_revoked");
}

/* ---- on the overview of the case ------------------------------------------------------------- */

enum err referral_panel_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    struct ctx *ctx = r->ctx;
    const struct casefile *file = subject;
    struct referral_panel_view *view = ARENA_NEW(ctx->arena, struct referral_panel_view);
    struct referral_list list;

    TRY(referral_list_for_casefile(ctx, file, &list));
    view->casefile_id = file->id;
    for (size_t i = 0; i < list.n && view->rows.n < PANEL_MAX; i++) {
        const struct referral_row row = row_of(&list.items[i]);

        if (referral_state_is_open(row.state) || row.state == REFERRAL_DRAFT)
            LIST_ADD(ctx->arena, &view->rows, referral_row_fill(ctx, &row, REFERRAL_SENT));
    }
    if (view->rows.n)
        *ret = (struct panel_view){&tmpl_referral_panel, view};
    return OK;
}

enum err referral_action_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    const struct casefile *file = subject;
    struct referral_action_view *view = ARENA_NEW(r->ctx->arena, struct referral_action_view);

    if (!may_edit(r->ctx, file))
        return OK;
    view->casefile_id = file->id;
    *ret = (struct panel_view){&tmpl_referral_action, view};
    return OK;
}
