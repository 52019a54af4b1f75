/* referral/referral_link.c: the link for a receiver without an account. Its secret is 256 random
 * bits and stands nowhere; its hash finds the one referral that it opens. */
#include "core/authz.h"
#include "core/password.h"
#include "feature/account/account.h"
#include "feature/referral/referral_internal.h"
#include "feature/referral/referral_store.h"

enum err referral_links(struct ctx *ctx, const struct referral *referral,
                        struct referral_link_list *ret)
{
    return referral_store_links(ctx, referral->id, ret);
}

enum err referral_link_add(struct ctx *ctx, const struct referral *referral, int64_t days,
                           struct str *ret_token)
{
    struct referral_link link = {.id = id_new(ctx, "referral_link"),
                                 .created_at = ctx->now,
                                 .ends_at = {ctx->now.us + days * DAY_US}};
    struct str token = password_token(ctx);
    bool put;

    TRY(authz_need(ctx, CAP_REFERRAL_EDIT));
    if (days < 1 || days > REFERRAL_LINK_DAYS_MAX)
        return ctx_fail(ctx, E_INVALID, "referral.link_days_wrong", "days");
    if (!referral_state_is_open(referral->state) || !str_eq(referral->channel, STR("link")))
        return ctx_fail(ctx, E_CONFLICT, "referral.link_not_now", NULL);
    TRY(referral_store_put_link(ctx, referral->id, &link, password_token_hash(ctx, token), &put));
    if (!put)
        return ctx_fail(ctx, E_CONFLICT, "referral.link_used", NULL);
    TRY(referral_store_revoke_links(ctx, referral->id, link.id));
    TRY(referral_emit(ctx, referral, "referral.link_made", STR_NONE, STR_NONE));
    *ret_token = token;
    return OK;
}

enum err referral_link_revoke(struct ctx *ctx, const struct referral *referral, struct id id)
{
    struct referral_link_list links;
    bool revoked;

    TRY(authz_need(ctx, CAP_REFERRAL_EDIT));
    TRY(referral_store_revoke_link(ctx, referral->id, id, &revoked));
    if (revoked)
        return referral_emit(ctx, referral, "referral.link_revoked", STR_NONE, STR_NONE);
    TRY(referral_store_links(ctx, referral->id, &links));
    for (size_t i = 0; i < links.n; i++) {
        if (id_eq(links.items[i].id, id))
            return ctx_fail(ctx, E_CONFLICT, "referral.link_over", NULL);
    }
    return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
}

enum err referral_link_load(struct ctx *ctx, struct str token, struct referral *ret,
                            struct instant *ret_ends_at)
{
    struct referral_link_found found;

    TRY(referral_store_by_token(ctx, password_token_hash(ctx, token), &found));
    *ret = found.referral;
    *ret_ends_at = found.ends_at;
    site_enter(ctx, ret->programme);
    return OK;
}

enum err referral_link_use(struct ctx *ctx, struct str token, struct str peer, bool opening)
{
    struct referral_link_found found;

    TRY(account_secret_used(ctx, token, peer));
    enum err e = referral_store_by_token(ctx, password_token_hash(ctx, token), &found);

    if (e == E_NOT_FOUND || (e == OK && !opening))
        return OK;
    TRY(e);
    TRY(referral_store_opened(ctx, found.link_id));
    /* The first time is news for the worker; the journal has each. */
    return event_emit(ctx, &(struct event){.kind = "referral.link_opened",
                                           .subject_id = found.referral.id,
                                           .casefile_id = found.referral.casefile_id,
                                           .person_id = found.referral.person_id,
                                           .link = referral_path(ctx, &found.referral),
                                           .summary = found.referral.to_name,
                                           .flags = found.opened_n == 0 ? EVENT_TIMELINE : 0});
}
