/* account/account_change.c: what an administrator gives (an account, a pass phrase, a role) works
 * once a second person has confirmed it. Of a pass phrase each of the two sees one half, so that
 * neither can sign in as somebody else. */
#include "core/event.h"
#include "core/password.h"
#include "feature/account/account.h"
#include "feature/account/account_change_store.h"
#include "feature/account/account_rules.h"
#include "feature/account/account_store.h"

/* "babebi-bobubu-dadedi-dodudu" after its second group. */
void account_phrase_halve(struct str phrase, struct str *ret_first, struct str *ret_second)
{
    ptrdiff_t at = str_find(phrase, STR("-"), 0);

    at = str_find(phrase, STR("-"), (size_t)at + 1);
    *ret_first = str_slice(phrase, 0, (size_t)at + 1);
    *ret_second = str_from(phrase, (size_t)at + 1);
}

enum err account_change_add(struct ctx *ctx, const struct account_change *wanted,
                            struct str password, struct str half)
{
    struct account_change_secret x = {.change = *wanted, .password = password, .half = half};
    bool phrase = str_given(password);

    x.change.id = id_new(ctx, "account_change");
    x.change.asked_by = ctx->actor.account_id;
    x.change.asked_at = ctx->now;
    x.change.phrase = phrase;
    if (phrase)
        TRY(account_change_store_replace(ctx, wanted->account_id));
    TRY(account_change_store_insert(ctx, &x));
    return event_emit(
        ctx, &(struct event){.kind = phrase ? "account.phrase_asked" : "account.seat_asked",
                             .subject_id = wanted->account_id,
                             .about = role_code(wanted->role)});
}

/* ---- asking --------------------------------------------------------------------------------- */

struct asking {
    struct id account_id;
    struct str hash, half;
};

static enum err phrase_ask(struct ctx *ctx, void *arg)
{
    const struct asking *asking = arg;

    return account_change_add(ctx, &(struct account_change){.account_id = asking->account_id},
                              asking->hash, asking->half);
}

enum err account_ask_phrase(struct ctx *ctx, struct id account_id, struct account *ret,
                            struct str *ret_half)
{
    struct asking asking = {.account_id = account_id};

    TRY(account_find(ctx, account_id, ret));
    if (id_eq(account_id, ctx->actor.account_id))
        return ctx_fail(ctx, E_INVALID, "account.own_phrase", NULL);
    struct str phrase = account_passphrase(ctx, ret->login), first;

    account_phrase_halve(phrase, &first, &asking.half);
    TRY(password_hash(ctx, phrase, &asking.hash));
    TRY(ctx_in_tx(ctx, phrase_ask, &asking));
    *ret_half = first;
    return OK;
}

enum err account_ask_seat(struct ctx *ctx, struct id account_id, enum role role, struct id unit_id)
{
    struct str kind;

    TRY(account_seat_may(ctx, account_id, role, unit_id, &kind));
    return account_change_add(
        ctx, &(struct account_change){.account_id = account_id, .role = role, .unit_id = unit_id},
        STR_NONE, STR_NONE);
}

/* ---- deciding ------------------------------------------------------------------------------- */

enum err account_changes(struct ctx *ctx, struct account_change_list *ret)
{
    struct account_change_secret_list list = {0};

    TRY(account_change_store_waiting(ctx, authz_can(ctx, CAP_ACCOUNT_ADMIN), ID_NONE, &list));
    for (size_t i = 0; i < list.n; i++)
        LIST_ADD(ctx->arena, ret, list.items[i].change);
    return OK;
}

bool account_change_is_own(const struct ctx *ctx, const struct account_change *x)
{
    return id_eq(x->asked_by, ctx->actor.account_id) || id_eq(x->account_id, ctx->actor.account_id);
}

static enum err change_apply(struct ctx *ctx, const struct account_change_secret *x)
{
    const struct account_change *c = &x->change;

    if (c->phrase) {
        TRY(account_store_password(ctx, c->account_id, x->password, true));
        TRY(account_store_end_sessions(ctx, c->account_id, ID_NONE));
        TRY(event_emit(
            ctx, &(struct event){.kind = "account.password_reset", .subject_id = c->account_id}));
    }
    return c->role == ROLE_NONE ? OK : account_give_seat(ctx, c->account_id, c->role, c->unit_id);
}

static enum err change_decide(struct ctx *ctx, const struct account_change_secret *x, bool confirm)
{
    enum err e = account_change_store_decide(ctx, x->change.id, confirm);

    if (e == E_CONFLICT)
        return ctx_fail(ctx, E_CONFLICT, "account.change_decided", NULL);
    TRY(e);
    TRY(event_emit(ctx, &(struct event){.kind = confirm ? "account.change_confirmed"
                                                        : "account.change_refused",
                                        .subject_id = x->change.account_id,
                                        .about = role_code(x->change.role)}));
    return confirm ? change_apply(ctx, x) : OK;
}

enum err account_change_decide(struct ctx *ctx, struct id id, struct str decision,
                               struct account_change *ret, struct str *ret_half)
{
    struct account_change_secret_list list = {0};
    bool confirm = str_eq(decision, STR("confirm"));

    TRY(account_change_store_waiting(ctx, authz_can(ctx, CAP_ACCOUNT_ADMIN), id, &list));
    if (!id_given(id) || list.n == 0)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    if (!confirm && !str_eq(decision, STR("refuse")))
        return ctx_fail(ctx, E_INVALID, "form.not_choice", "decision");
    /* Taking back what one has asked for oneself needs nobody else. */
    if (confirm && account_change_is_own(ctx, &list.items[0].change))
        return ctx_fail(ctx, E_INVALID, "account.change_own", NULL);
    TRY(change_decide(ctx, &list.items[0], confirm));
    *ret = list.items[0].change;
    *ret_half = list.items[0].half;
    return OK;
}

struct confirming {
    struct str login, half;
    int n;
};

static enum err all_confirm(struct ctx *ctx, void *arg)
{
    struct confirming *c = arg;
    struct account_change_secret_list list = {0};

    TRY(account_change_store_waiting(ctx, true, ID_NONE, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct account_change_secret *x = &list.items[i];

        if (!str_eq(x->change.login, c->login))
            continue;
        TRY(change_decide(ctx, x, true));
        c->half = str_given(x->half) ? x->half : c->half;
        c->n++;
    }
    return c->n ? OK : ctx_fail(ctx, E_NOT_FOUND, "account.change_none", NULL);
}

enum err account_change_confirm_all(struct ctx *ctx, struct str login, struct str *ret_half)
{
    struct confirming c = {.login = login};

    TRY(ctx_in_tx(ctx, all_confirm, &c));
    *ret_half = c.half;
    return OK;
}

enum err account_told(struct ctx *ctx, struct account_told *ret)
{
    return account_change_store_told(ctx, ret);
}
