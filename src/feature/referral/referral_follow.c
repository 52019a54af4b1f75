/* referral/referral_follow.c: what happens to referrals by itself: when a day passes, when a
 * consent is taken back, when the case ends. */
#include "core/messages.gen.h"
#include "feature/referral/referral_internal.h"
#include "feature/referral/referral_store.h"

static enum err chase(struct ctx *ctx, const struct referral *referral)
{
    bool first, asked = referral->state == REFERRAL_REQUESTED;

    TRY(referral_store_set_chased(ctx, referral, &first));
    if (!first)
        return OK;
    TRY(referral_task(ctx, referral,
                      asked ? MSG_REFERRAL_TASK_NO_ANSWER : MSG_REFERRAL_TASK_NO_FEEDBACK));
    return referral_emit(ctx, referral, "referral.overdue", STR_NONE, STR_NONE);
}

enum err referral_chase(struct ctx *ctx)
{
    struct referral_list list;

    TRY(referral_store_late(ctx, ctx_today(ctx), &list));
    for (size_t i = 0; i < list.n; i++)
        TRY(chase(ctx, &list.items[i]));
    return OK;
}

/* Stops one that is open or was never sent; one that is over stays as it came out. */
static enum err stop(struct ctx *ctx, struct referral *referral, const char *reason)
{
    const struct referral_answer answer = {
        .act = REFERRAL_CANCEL, .side = REFERRAL_PROGRAM, .reason = str_c(reason)};
    enum referral_state to;

    if (!referral_may(referral->state, REFERRAL_CANCEL, REFERRAL_PROGRAM, &to))
        return OK;
    return referral_apply(ctx, referral, &answer);
}

enum err referral_on_consent(struct ctx *ctx, const struct event *event)
{
    struct referral referral;
    bool changed;

    if (!str_eq(event->about, STR("referral")))
        return OK;
    enum err e = referral_store_find(ctx, event->casefile_id, event->subject_id, &referral);

    if (e == E_NOT_FOUND)
        return OK;
    TRY(e);
    referral.stopped_at = ctx->now;
    TRY(referral_store_set_state(ctx, &referral, &changed));
    if (!changed)
        return ctx_fail(ctx, E_BUSY, NULL, NULL);
    referral.version++;
    TRY(referral_store_revoke_links(ctx, referral.id, ID_NONE));
    return stop(ctx, &referral, "consent");
}

enum err referral_on_closed(struct ctx *ctx, const struct event *event)
{
    struct referral_list list;

    TRY(referral_store_by_casefile(ctx, event->casefile_id, &list));
    for (size_t i = 0; i < list.n; i++) {
        struct referral *r = &list.items[i];

        /* What was taken up goes on, and its outcome is still good to know. */
        if (r->state == REFERRAL_DRAFT || r->state == REFERRAL_REQUESTED ||
            r->state == REFERRAL_ON_HOLD)
            TRY(stop(ctx, r, "closed"));
    }
    return OK;
}
