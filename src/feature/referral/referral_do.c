/* referral/referral_do.c: what either side does about a referral, and what follows from it. */
#include "core/authz.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "feature/referral/referral_internal.h"
#include "feature/referral/referral_store.h"

/* What an act needs to be told, what it is in the journal, and which task comes of it. */
static const struct {
    const char *event, *reasons; /* reasons: code list that is asked, or NULL */
    bool words, day;
    int task; /* message, or 0 */
} kinds[] = {
    [REFERRAL_SEND] = {"referral.sent", NULL, false, false, 0},
    [REFERRAL_ACCEPT] = {"referral.accepted", NULL, false, false, 0},
    [REFERRAL_REJECT] = {"referral.rejected", "referral_reject", false, false,
                         MSG_REFERRAL_TASK_REJECTED},
    [REFERRAL_WAIT] = {"referral.waiting", NULL, false, false, 0},
    [REFERRAL_ATTEND] = {"referral.attended", NULL, false, true, 0},
    [REFERRAL_MISS] = {"referral.missed", NULL, false, true, MSG_REFERRAL_TASK_MISSED},
    [REFERRAL_COMPLETE] = {"referral.completed", "referral_outcome", false, false, 0},
    [REFERRAL_FAIL] = {"referral.failed", "referral_fail", false, false, MSG_REFERRAL_TASK_FAILED},
    [REFERRAL_COUNTER] = {"referral.countered", NULL, true, false, MSG_REFERRAL_TASK_COUNTERED},
    [REFERRAL_CANCEL] = {"referral.cancelled", NULL, true, false, 0},
    [REFERRAL_VOID] = {"referral.voided", NULL, true, false, 0},
};

const char *referral_reasons(enum referral_act act)
{
    return act == REFERRAL_CANCEL ? "referral_stop" : kinds[act].reasons;
}

/* Who has no account may have answered on the phone: the sender writes it down. */
static unsigned sides_of(const struct referral *referral, enum referral_side side)
{
    bool by_phone = side == REFERRAL_SENDER && !str_eq(referral->channel, STR("inbox"));

    return by_phone ? REFERRAL_SENDER | REFERRAL_RECEIVER : (unsigned)side;
}

bool referral_can(const struct referral *referral, enum referral_act act, enum referral_side side)
{
    enum referral_state to;

    return !(instant_given(referral->stopped_at) && side == REFERRAL_RECEIVER) &&
           referral_may(referral->state, act, sides_of(referral, side), &to);
}

/* ---- checking -------------------------------------------------------------------------------- */

static enum err day_check(struct ctx *ctx, const struct referral_answer *a)
{
    bool given = date_given(a->on);

    if (a->act == REFERRAL_WAIT)
        return given && date_cmp(a->on, ctx_today(ctx)) < 0
                   ? ctx_fail(ctx, E_INVALID, "referral.day_past", "on")
                   : OK;
    if (kinds[a->act].day && (!given || date_cmp(a->on, ctx_today(ctx)) > 0))
        return ctx_fail(ctx, E_INVALID, given ? "referral.day_ahead" : "referral.day_missing",
                        "on");
    return OK;
}

static enum err answer_check(struct ctx *ctx, const struct referral_answer *a)
{
    const char *reasons = kinds[a->act].reasons;
    bool words = kinds[a->act].words;

    if (a->side == REFERRAL_PROGRAM)
        return OK;
    if (reasons && !pack_code_find(ctx->pack, str_c(reasons), a->reason))
        return ctx_fail(ctx, E_INVALID, "referral.reason_missing", "reason");
    words = words || (reasons && str_eq(a->reason, STR("other")));
    if (words && !str_given(str_trim(a->words)))
        return ctx_fail(ctx, E_INVALID, "referral.words_missing", "words");
    return day_check(ctx, a);
}

/* The same answer a second time: somebody pressed twice, or two people at the receiver's. */
static enum err is_again(struct ctx *ctx, const struct referral *referral,
                         const struct referral_answer *a, bool *ret)
{
    struct referral_answer_list list;

    TRY(referral_store_answers(ctx, referral->id, &list));
    *ret = list.n > 0 && list.items[0].act == a->act && list.items[0].side == a->side &&
           str_eq(list.items[0].reason, a->reason) && str_eq(list.items[0].words, a->words) &&
           date_cmp(list.items[0].on, a->on) == 0;
    return OK;
}

static struct str state_label(struct ctx *ctx, enum referral_state state)
{
    return pack_label(ctx->pack, STR("referral_state"), referral_state_code(state), ctx->locale);
}

struct str referral_act_label(struct ctx *ctx, enum referral_act act)
{
    return ctx_msg(ctx,
                   str_fmt(ctx->arena, "referral.act_%.*s", STR_ARG(referral_act_code(act))).p);
}

static enum err not_now(struct ctx *ctx, const struct referral *referral)
{
    enum err e = ctx_fail(ctx, E_CONFLICT, "referral.not_now", NULL);

    ctx->fail.detail = state_label(ctx, referral->state);
    return e;
}

/* ---- doing ----------------------------------------------------------------------------------- */

/* When something is expected next. What is answered late is not chased for the same day again. */
static struct date due_after(const struct ctx *ctx, const struct referral *r)
{
    struct date soonest = date_add_days(ctx_today(ctx), ctx->pack->referral_answer_days);
    struct date due = r->feedback_due;

    if (!referral_state_is_open(r->state))
        return DATE_NONE;
    if (r->state == REFERRAL_REQUESTED)
        return r->acknowledged_due;
    if (r->state == REFERRAL_ON_HOLD && date_given(r->waiting_until) &&
        date_cmp(r->waiting_until, due) > 0)
        due = r->waiting_until;
    return date_cmp(due, ctx_today(ctx)) < 0 ? soonest : due;
}

static void answer_apply(const struct ctx *ctx, struct referral *r, const struct referral_answer *a)
{
    switch (a->act) {
    case REFERRAL_SEND:
        r->sent_at = ctx->now;
        break;
    case REFERRAL_REJECT:
    case REFERRAL_FAIL:
    case REFERRAL_CANCEL:
        r->reason = a->reason;
        break;
    case REFERRAL_WAIT:
        r->waiting_until = a->on;
        break;
    case REFERRAL_ATTEND:
    case REFERRAL_MISS:
        r->attended = a->act == REFERRAL_ATTEND ? STR("yes") : STR("no");
        r->attended_on = a->on;
        break;
    case REFERRAL_COMPLETE:
        r->outcome = a->reason;
        break;
    default:
        break;
    }
    r->due = due_after(ctx, r);
}

static enum err ends(struct ctx *ctx, const struct referral *r, enum referral_act act)
{
    if (act == REFERRAL_CANCEL || act == REFERRAL_VOID)
        TRY(referral_store_revoke_links(ctx, r->id, ID_NONE));
    return referral_is_shown(r) || r->state == REFERRAL_DRAFT ? OK : referral_consent_end(ctx, r);
}

static enum err written(struct ctx *ctx, const struct referral *r, const struct referral_answer *a)
{
    const char *reasons = referral_reasons(a->act);

    TRY(referral_store_add_answer(ctx, r->id, a));
    TRY(referral_emit(ctx, r, kinds[a->act].event, reasons ? a->reason : STR_NONE, a->words));
    if (kinds[a->act].task && a->side == REFERRAL_RECEIVER)
        TRY(referral_task(ctx, r, kinds[a->act].task));
    return OK;
}

enum err referral_apply(struct ctx *ctx, struct referral *referral,
                        const struct referral_answer *answer)
{
    struct referral r = *referral;
    bool changed;

    if (!referral_may(r.state, answer->act, sides_of(referral, answer->side), &r.state))
        return not_now(ctx, referral);
    answer_apply(ctx, &r, answer);
    TRY(referral_store_set_state(ctx, &r, &changed));
    if (!changed)
        return ctx_fail(ctx, E_CONFLICT, "referral.changed_meanwhile", NULL);
    r.version++;
    TRY(written(ctx, &r, answer));
    TRY(ends(ctx, &r, answer->act));
    *referral = r;
    return OK;
}

enum err referral_do(struct ctx *ctx, const struct casefile *file, struct referral *referral,
                     const struct referral_answer *answer, int64_t version)
{
    bool again;

    if (answer->side == REFERRAL_SENDER)
        TRY(authz_need(ctx, CAP_REFERRAL_EDIT));
    TRY(is_again(ctx, referral, answer, &again));
    if (again)
        return OK;
    if (!referral_can(referral, answer->act, answer->side))
        return not_now(ctx, referral);
    if (version != referral->version) {
        ctx_conflict_add(ctx, "referral.state", state_label(ctx, referral->state),
                         referral_act_label(ctx, answer->act));
        return ctx_conflict(ctx, referral->version, "referral.changed_meanwhile");
    }
    TRY(answer_check(ctx, answer));
    if (answer->act == REFERRAL_SEND) {
        if (!casefile_is_open(file))
            return ctx_fail(ctx, E_CONFLICT, "casefile.is_closed", NULL);
        TRY(referral_consent_begin(ctx, file, referral));
    }
    return referral_apply(ctx, referral, answer);
}
