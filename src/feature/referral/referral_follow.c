/* referral/referral_follow.c: what happens to referrals by itself: when a day passes, when a
 * consent is taken back, when the case ends. */
#include "core/messages.gen.h"
#include "core/pack.h"
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

        /* What was sent has its answer, see below; what goes on is still good to know. */
        if (r->state == REFERRAL_DRAFT)
            TRY(stop(ctx, r, "closed"));
    }
    return OK;
}

enum err referral_loose_ends(struct ctx *ctx, struct id casefile_id, struct loose_end_list *ret)
{
    static const struct loose_answer answers[] = {
        {"goes_on", false}, {"stopped", true}, {NULL, false}};
    struct referral_list list;

    TRY(referral_store_by_casefile(ctx, casefile_id, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct referral *r = &list.items[i];
        struct msg_arg to = {.name = "to", .text = r->to_name};

        if (!referral_state_is_open(r->state))
            continue;
        LIST_ADD(ctx->arena, ret,
                 ((struct loose_end){
                     .id = r->id,
                     .what = msg_format(ctx->arena, ctx->locale, MSG_REFERRAL_LOOSE_END, &to, 1),
                     .who = pack_label(ctx->pack, STR("referral_state"),
                                       referral_state_code(r->state), ctx->locale),
                     .link = referral_path(ctx, r),
                     .due = r->due,
                     .answers = answers,
                     .words_label = "referral.loose_words"}));
    }
    return OK;
}

enum err referral_loose_end(struct ctx *ctx, struct id casefile_id, struct id id, struct str answer,
                            struct str words)
{
    struct casefile file;
    struct referral referral;
    const struct referral_answer cancel = {
        .act = REFERRAL_CANCEL, .side = REFERRAL_SENDER, .words = words, .on = DATE_NONE};

    if (!str_eq(answer, STR("stopped")))
        return OK;
    TRY(casefile_load(ctx, casefile_id, CASEFILE_WRITE, &file));
    TRY(referral_load(ctx, &file, id, &referral));
    return referral_do(ctx, &file, &referral, &cancel, referral.version);
}
