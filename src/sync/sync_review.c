/* sync/sync_review.c: what a person decides about a command that could not just be done. */
#include "core/authz.h"
#include "core/draft.h"
#include "core/event.h"
#include "core/form_parse.h"
#include "core/password.h"
#include "sync/sync_internal.h"
#include "sync/sync_store.h"

static bool supervises(const struct ctx *ctx, const struct sync_review *r)
{
    return authz_can(ctx, CAP_APPROVE) && id_eq(ctx->actor.team_id, r->team_id);
}

bool sync_review_is_for_others(const struct ctx *ctx, const struct sync_review *review)
{
    return !str_eq(review->reason, STR("changed")) && !supervises(ctx, review);
}

enum err sync_review_waiting(struct ctx *ctx, struct sync_review_list *ret)
{
    struct sync_review_list team = {0};

    TRY(sync_store_reviews_own(ctx, ret));
    if (authz_can(ctx, CAP_APPROVE) && id_given(ctx->actor.team_id))
        TRY(sync_store_reviews_team(ctx, &team));
    for (size_t i = 0; i < team.n; i++) {
        if (!id_eq(team.items[i].account_id, ctx->actor.account_id))
            LIST_ADD(ctx->arena, ret, team.items[i]);
    }
    return OK;
}

enum err sync_review_load(struct ctx *ctx, struct id id, struct sync_review *ret)
{
    struct sync_review review;

    TRY(sync_store_review(ctx, id, &review));
    if (!id_eq(review.account_id, ctx->actor.account_id) && !supervises(ctx, &review))
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    if (str_given(review.number))
        ctx_access(ctx, "casefile", review.casefile_id, review.casefile_id, ID_NONE);
    *ret = review;
    return OK;
}

struct deciding {
    const struct sync_review *review;
    const char *state;
    struct str words;
};

static enum err decide(struct ctx *ctx, void *arg)
{
    const struct deciding *d = arg;
    const struct sync_review *r = d->review;
    bool done;

    TRY(sync_store_decide(ctx, r->id, d->state, d->words, &done));
    if (!done)
        return ctx_fail(ctx, E_CONFLICT, "sync.decided_already", NULL);
    return event_emit(ctx, &(struct event){.kind = "sync.decided",
                                           .subject_id = r->id,
                                           .casefile_id = r->casefile_id,
                                           .about = str_c(d->state),
                                           .summary = d->words});
}

static enum err decide_done(struct ctx *ctx, void *arg, struct str location)
{
    (void)location;
    return decide(ctx, arg);
}

static enum err may_decide(struct ctx *ctx, const struct sync_review *review)
{
    if (sync_review_is_for_others(ctx, review))
        return ctx_fail(ctx, E_CONFLICT, "sync.supervisor_decides", NULL);
    if (!str_eq(review->state, STR("waiting")))
        return ctx_fail(ctx, E_CONFLICT, "sync.decided_already", NULL);
    return OK;
}

/* The form as it was typed, on top of what is stored by now. */
static enum err body_now(struct ctx *ctx, const struct sync_review *review, struct str *ret)
{
    struct form form = {0};

    TRY(form_parse_body(ctx->arena, STR("application/x-www-form-urlencoded"), review->body,
                        &form.values));
    for (size_t i = 0; i < form.values.n; i++) {
        struct form_value *v = &form.values.items[i];

        if (str_eq(v->name, STR("version")) && review->stored_version)
            v->typed = str_fmt(ctx->arena, "%lld", (long long)review->stored_version);
    }
    *ret = draft_encode(ctx, &form);
    return OK;
}

static enum err again(struct ctx *ctx, void *arg)
{
    return sync_store_review_again(ctx, arg);
}

enum err sync_review_take(struct ctx *ctx, const struct sync_review *review, struct str words,
                          struct str *ret_location)
{
    struct deciding deciding = {.review = review, .state = "taken", .words = words};
    struct replay replay = {.cmd_id = ctx->cmd_id,
                            .path = review->path,
                            .claimed_at = review->claimed_at,
                            .before_commit = decide_done,
                            .arg = &deciding};
    struct replay_answer answer;
    struct sync_review newer = *review;

    TRY(may_decide(ctx, review));
    TRY(body_now(ctx, review, &replay.body));
    enum err e = dispatch_replay(ctx, &replay, &answer);

    if (e == OK)
        *ret_location = answer.location;
    if (e == E_CONFLICT && ctx->conflict.rows.n > 0) {
        /* What stands there by now is what there is to decide about. */
        newer.stored = sync_stored(ctx);
        newer.stored_version = ctx->conflict.version;
        ctx->conflict = (struct conflict){0};
        TRY(ctx_in_tx(ctx, again, &newer));
        return ctx_fail(ctx, E_CONFLICT, "sync.changed_again", NULL);
    }
    if (e == E_INVALID && str_given(answer.what))
        ctx->fail.detail = answer.what;
    return e;
}

enum err sync_review_drop(struct ctx *ctx, const struct sync_review *review, struct str words)
{
    struct deciding deciding = {.review = review, .state = "dropped", .words = words};

    TRY(may_decide(ctx, review));
    return ctx_in_tx(ctx, decide, &deciding);
}
