/* referral/referral_received_web.c: the page of the receiver, with an account or by a link. By a
 * link there is one page for all that does not open, so that nobody learns what there was. */
#include "core/messages.gen.h"
#include "core/pack.h"
#include "referral_handlers.h"
#include "referral_tmpl.gen.h"

static enum err view_fill(struct req *r, const struct referral *ref, struct str action,
                          struct referral_received_view *view)
{
    struct ctx *ctx = r->ctx;
    struct referral_acts_wanted wanted = referral_receiver_acts;

    wanted.action = action;
    view->referral = ref;
    view->state = referral_state_badge(ctx, ref->state);
    view->urgency = referral_urgent(ctx, ref->urgency);
    if (referral_state_is_open(ref->state))
        view->answer_by = ref->due;
    else
        view->answer_by = DATE_NONE;
    view->acts = referral_acts_fill(r, ref, &wanted);
    TRY(referral_shared_fill(ctx, ref, true, &view->shared));
    return referral_history_fill(ctx, ref, true, &view->history);
}

/* The receiver opens a request of its own: the form comes with what was shared, and asks for what
 * is missing. The names are not in any address. */
static enum err intake_fill(struct ctx *ctx, const struct referral *ref,
                            struct referral_received_view *view)
{
    static const char *const channels[] = {"agency", "social", "other"};
    struct referral_item_list items;
    struct referral_intake_view in = {
        .source =
            str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(ref->from_agency), STR_ARG(ref->from_team)),
        .contact = ref->worker_name,
        .urgency = ref->urgency,
        .narrative = view->shared.need};

    if (!referral_is_shown(ref) || ref->state == REFERRAL_REQUESTED ||
        !authz_can(ctx, CAP_INTAKE_ADD))
        return OK;
    for (int i = 0; i < 3 && !str_given(in.channel); i++) {
        if (pack_code_find(ctx->pack, STR("channel"), str_c(channels[i])))
            in.channel = str_c(channels[i]);
    }
    TRY(referral_items(ctx, ref, &items));
    for (size_t i = 0; i < items.n; i++) {
        struct str rest = items.items[i].body;

        if (str_eq(items.items[i].what, STR("name"))) {
            (void)str_split(&rest, '|', &in.given_name);
            in.family_name = rest;
        } else if (str_eq(items.items[i].what, STR("phone"))) {
            in.phone = rest;
        }
    }
    in.may = str_given(in.given_name);
    view->intake = in;
    return OK;
}

/* ---- with an account ------------------------------------------------------------------------- */

enum err referral_received_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct referral ref;
    struct referral_received_view view = {.until = DATE_NONE};
    struct page page = {.title = msg_text(ctx->locale, MSG_REFERRAL_RECEIVED_ONE),
                        .nav = "/referrals/received",
                        .narrow = true};

    TRY(referral_load_received(ctx, req_id(r, "received"), &ref));
    TRY(view_fill(r, &ref, r->path, &view));
    TRY(intake_fill(ctx, &ref, &view));
    return resp_page(r, &page, &tmpl_referral_received, &view);
}

enum err referral_received_post(struct req *r)
{
    struct referral ref;

    TRY(referral_load_received(r->ctx, req_id(r, "received"), &ref));
    TRY(referral_answer_take(r, NULL, &ref, REFERRAL_RECEIVER));
    return resp_see_other(r, r->path, "referral.done_answered");
}

/* ---- by a link ------------------------------------------------------------------------------- */

enum err referral_link_used(struct req *r)
{
    if (!str_has_prefix(r->path, STR("/link/")))
        return OK; /* a link of another feature */
    return referral_link_use(r->ctx, req_param(r, "token"), r->peer,
                             r->method == METHOD_GET && !r->is_head);
}

static enum err gone(struct req *r)
{
    struct referral_gone_view view = {0};
    struct page page = {.title = msg_text(r->ctx->locale, MSG_REFERRAL_GONE_TITLE)};

    r->form = (struct form){0};
    r->ctx->fail = (struct failure){0};
    r->ctx->pack = r->ctx->site->pack;
    r->resp.status = 404;
    return resp_page(r, &page, &tmpl_referral_gone, &view);
}

/* Where forms go: this address, in the language of the page. The secret need not be repeated. */
static struct str here(struct req *r)
{
    return str_fmt(r->ctx->arena, "?lang=%.*s", STR_ARG(locale_tag(r->ctx->locale)));
}

static enum err opened(struct req *r, struct str notice)
{
    struct ctx *ctx = r->ctx;
    struct referral ref;
    struct instant ends_at;
    struct page page = {.title = msg_text(ctx->locale, MSG_REFERRAL_RECEIVED_ONE)};
    enum err e = referral_link_load(ctx, req_param(r, "token"), &ref, &ends_at);

    if (e == E_NOT_FOUND)
        return gone(r);
    TRY(e);
    struct referral_received_view view = {
        .by_link = true, .notice = notice, .until = date_of(ends_at, ctx->tz_offset_min)};

    TRY(view_fill(r, &ref, here(r), &view));
    return resp_page(r, &page, &tmpl_referral_received, &view);
}

enum err referral_open_get(struct req *r)
{
    return opened(r, STR_NONE);
}

enum err referral_open_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct referral ref;
    struct instant ends_at;
    enum err e = referral_link_load(ctx, req_param(r, "token"), &ref, &ends_at);

    if (e == E_NOT_FOUND)
        return gone(r);
    TRY(e);
    e = referral_answer_take(r, NULL, &ref, REFERRAL_RECEIVER);
    if (e == E_CONFLICT) {
        /* Nothing was written. Who comes second sees what the first one answered. */
        struct str notice = ctx_msg(ctx, "referral.answered_meanwhile");

        ctx->conflict = (struct conflict){0};
        r->form = (struct form){0};
        r->resp.status = 409;
        return opened(r, notice);
    }
    TRY(e);
    return resp_see_other(r, here(r), "referral.done_answered");
}
