/* casefile/approval.c: what waits for a supervisor's yes. Plans and closures belong to the features
 * that asked, which subscribe to the decision; the passing of a gate is the case's own. */
#include "core/authz.h"
#include "core/event.h"
#include "feature/casefile/approval_store.h"
#include "feature/casefile/casefile.h"
#include "feature/casefile/casefile_rules.h"

static enum err approval_emit(struct ctx *ctx, const struct approval *a, const char *kind,
                              struct str reason)
{
    return event_emit(ctx, &(struct event){.kind = kind,
                                           .subject_id = a->subject_id,
                                           .casefile_id = a->casefile_id,
                                           .about = a->kind,
                                           .summary = reason});
}

enum err approval_ask(struct ctx *ctx, const struct casefile *file, const struct approval *wanted)
{
    struct approval a = *wanted;
    bool waiting;

    a.id = id_new(ctx, "approval");
    a.casefile_id = file->id;
    a.asked_by = ctx->actor.account_id;
    a.asked_at = ctx->now;
    a.weighed = ctx->weighed;
    TRY(approval_store_is_waiting(ctx, &a, &waiting));
    if (waiting)
        return ctx_fail(ctx, E_CONFLICT, "approval.waits_already", NULL);
    TRY(approval_store_insert(ctx, &a, file->team_id));
    return approval_emit(ctx, &a, "approval.asked", a.asked_reason);
}

enum err approval_load(struct ctx *ctx, struct id id, struct approval *ret)
{
    return approval_store_find(ctx, id, ret);
}

enum err approval_waiting(struct ctx *ctx, struct approval_list *ret)
{
    return approval_store_waiting(ctx, ret);
}

enum err approval_waiting_team(struct ctx *ctx, int max, struct approval_list *ret)
{
    return approval_store_waiting_team(ctx, max, ret);
}

enum err approval_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                    struct approval_list *ret)
{
    return approval_store_by_casefile(ctx, file->id, ret);
}

/* The case first, so that it is locked before the approval is looked at. */
static enum err load_locked(struct ctx *ctx, struct id id, struct approval *ret,
                            struct casefile *ret_file)
{
    struct approval a;

    TRY(approval_store_find(ctx, id, &a));
    TRY(casefile_load(ctx, a.casefile_id, CASEFILE_WRITE, ret_file));
    TRY(approval_store_find(ctx, id, &a));
    if (!str_eq(a.state, STR("waiting")))
        return ctx_fail(ctx, E_CONFLICT, "approval.decided_already", NULL);
    *ret = a;
    return OK;
}

static enum err decision_store(struct ctx *ctx, struct approval *a, struct str state,
                               struct str reason)
{
    a->state = state;
    a->decided_by = ctx->actor.account_id;
    a->decided_at = ctx->now;
    a->decided_reason = reason;
    return approval_store_set(ctx, a);
}

/* The gate may be passed now, unless the case has moved on by itself or was closed. */
static enum err override_carry_out(struct ctx *ctx, struct casefile *file, const struct approval *a)
{
    enum phase to;

    if (phase_parse(a->detail, &to) != OK || !casefile_is_open(file) || file->phase >= to)
        return OK;
    return casefile_move_now(ctx, file, to, a->asked_reason);
}

static struct str joined(struct ctx *ctx, struct str asked, struct str decided)
{
    if (!str_given(asked) || !str_given(decided))
        return str_given(asked) ? asked : decided;
    return str_fmt(ctx->arena, "%.*s\n%.*s", STR_ARG(asked), STR_ARG(decided));
}

enum err approval_decide(struct ctx *ctx, struct id id, bool approve, struct str reason)
{
    struct approval a;
    struct casefile file;

    TRY(authz_need(ctx, CAP_APPROVE));
    TRY(load_locked(ctx, id, &a, &file));
    if (id_eq(a.asked_by, ctx->actor.account_id))
        return ctx_fail(ctx, E_CONFLICT, "approval.own", NULL);
    if (!approve && !str_given(reason))
        return ctx_fail(ctx, E_INVALID, "approval.reason_missing", "reason");
    TRY(decision_store(ctx, &a, approve ? STR("approved") : STR("refused"), reason));
    /* What is approved was weighed by who asked as well; a refusal by who refuses. */
    if (approve) {
        struct weighed both = a.weighed;

        both.alternatives = joined(ctx, a.weighed.alternatives, ctx->weighed.alternatives);
        both.agreed = joined(ctx, a.weighed.agreed, ctx->weighed.agreed);
        if (str_given(ctx->weighed.appeal_until))
            both.appeal_until = ctx->weighed.appeal_until;
        ctx->weighed = both;
    }
    TRY(approval_emit(ctx, &a, approve ? "approval.approved" : "approval.refused", reason));
    if (approve && str_eq(a.kind, STR("phase_override")))
        TRY(override_carry_out(ctx, &file, &a));
    return OK;
}

enum err approval_withdraw(struct ctx *ctx, struct id id, struct id *ret_casefile_id)
{
    struct approval a;
    struct casefile file;

    TRY(load_locked(ctx, id, &a, &file));
    if (!id_eq(a.asked_by, ctx->actor.account_id))
        return ctx_fail(ctx, E_CONFLICT, "approval.not_yours", NULL);
    TRY(decision_store(ctx, &a, STR("withdrawn"), STR_NONE));
    TRY(approval_emit(ctx, &a, "approval.withdrawn", STR_NONE));
    *ret_casefile_id = file.id;
    return OK;
}
