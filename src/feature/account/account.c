/* account/account.c: rules of signing in, passwords, seats and preferences. */
#include "feature/account/account.h"

#include "base/utf8.h"
#include "core/event.h"
#include "core/password.h"
#include "feature/account/account_change_store.h"
#include "feature/account/account_rules.h"
#include "feature/account/account_store.h"

#define PHRASE_TRIES 50

/* After so many failures in a row each further one waits twice as long, at most a quarter hour; an
 * hour without one and counting begins anew. A login from one address waits soon; the login as such
 * late, so that nobody can keep a colleague out from elsewhere. */
#define PAIR_FREE 5
#define LOGIN_FREE 50
#define PEER_FREE 50
#define SECRET_MOST 60 /* uses of a link, then it waits too */
#define SECRET_PEER_MOST 300
#define WAIT_FIRST (5 * SECOND_US)
#define WAIT_MOST (15 * MINUTE_US)

enum { BY_PAIR, BY_LOGIN, BY_PEER, BY_N };

struct password_try {
    struct str keys[BY_N]; /* an empty one does not count */
    struct id account_id;
    const char *event; /* what a wrong one is in the journal */
};

/* The proxy's address, or our own: everybody's, so that it says nothing about who tries. */
static bool peer_is_shared(struct str peer)
{
    return !str_given(peer) || str_eq(peer, STR("unix")) || str_eq(peer, STR("::1")) ||
           str_has_prefix(peer, STR("127."));
}

static void keys_fill(struct ctx *ctx, struct str login, struct str peer, struct password_try *try)
{
    struct str pair = str_fmt(ctx->arena, "%.*s\n%.*s", STR_ARG(peer), STR_ARG(login));

    try->keys[BY_PAIR] = password_throttle_key(ctx, "pair", pair);
    try->keys[BY_LOGIN] = password_throttle_key(ctx, "login", login);
    if (!peer_is_shared(peer))
        try->keys[BY_PEER] = password_throttle_key(ctx, "peer", peer);
}

static enum err throttles_check(struct ctx *ctx, const struct password_try *try)
{
    for (int i = 0; i < BY_N; i++) {
        struct throttle t = {0};

        if (str_given(try->keys[i]))
            TRY(account_store_throttle(ctx, try->keys[i], &t));
        if (t.until.us > ctx->now.us)
            return ctx_fail_later(ctx, "account.throttled",
                                  (t.until.us - ctx->now.us + SECOND_US - 1) / SECOND_US);
    }
    return OK;
}

static enum err failure_note(struct ctx *ctx, void *arg)
{
    struct password_try *try = arg;
    static const int64_t free_n[BY_N] = {PAIR_FREE, LOGIN_FREE, PEER_FREE};

    for (int i = 0; i < BY_N; i++) {
        struct throttle t = {0};
        int64_t wait = 0;

        if (!str_given(try->keys[i]))
            continue;
        /* Counted by the database: tries at the same time all count. */
        TRY(account_store_throttle_count(ctx, try->keys[i], &t.failures));
        for (int64_t n = free_n[i]; n < t.failures && wait < WAIT_MOST; n++)
            wait = wait ? wait * 2 : WAIT_FIRST;
        t.until.us = ctx->now.us + (wait < WAIT_MOST ? wait : WAIT_MOST);
        TRY(account_store_throttle_set(ctx, try->keys[i], &t));
    }
    return event_emit(ctx, &(struct event){.kind = try->event,
                                           .subject_id = id_given(try->account_id)
                                                             ? try->account_id
                                                             : id_new(ctx, "unknown")});
}

/* Not those of the address: an own account must not wash away tries on others. */
static enum err failures_forget(struct ctx *ctx, void *arg)
{
    const struct password_try *try = arg;

    TRY(account_store_throttle_clear(ctx, try->keys[BY_PAIR]));
    return str_given(try->keys[BY_LOGIN]) ? account_store_throttle_clear(ctx, try->keys[BY_LOGIN])
                                          : OK;
}

static enum err seat_first(struct ctx *ctx, struct id account_id, struct seat *ret)
{
    struct seat_list seats = {0};

    TRY(account_store_seats(ctx, account_id, &seats));
    if (seats.n == 0)
        return ctx_fail(ctx, E_INVALID, "account.no_seat", NULL);
    *ret = seats.items[0];
    return OK;
}

enum err account_sign_in(struct ctx *ctx, const struct sign_in *sent, struct account *ret,
                         struct seat *ret_seat)
{
    struct account_secret found = {0};
    struct password_try try = {.event = "account.sign_in_failed"};
    bool same = false;

    keys_fill(ctx, sent->login, sent->peer, &try);
    TRY(throttles_check(ctx, &try));
    enum err e = account_store_find(ctx, sent->login, ID_NONE, &found);

    if (e != OK && e != E_NOT_FOUND)
        return e;
    bool may = e == OK && !found.account.disabled;

    try.account_id = found.account.id;
    /* The same work whether or not there is such an account. */
    TRY(password_verify(ctx, may ? found.password : STR_NONE, sent->password, &same));
    if (!same) {
        TRY(ctx_in_tx(ctx, failure_note, &try));
        return ctx_fail(ctx, E_INVALID, "account.sign_in_wrong", NULL);
    }
    TRY(ctx_in_tx(ctx, failures_forget, &try));
    TRY(seat_first(ctx, found.account.id, ret_seat));
    *ret = found.account;
    return OK;
}

enum err account_own(struct ctx *ctx, struct account *ret)
{
    struct account_secret found;

    TRY(account_store_find(ctx, STR_NONE, ctx->actor.account_id, &found));
    *ret = found.account;
    return OK;
}

enum err account_seats(struct ctx *ctx, struct id account_id, struct seat_list *ret)
{
    return account_store_seats(ctx, account_id, ret);
}

enum err account_sessions(struct ctx *ctx, struct session_row_list *ret)
{
    return account_store_sessions(ctx, ret);
}

enum err account_set_preferences(struct ctx *ctx, const struct account *wanted)
{
    TRY(account_store_preferences(ctx, wanted));
    return event_emit(
        ctx, &(struct event){.kind = "account.changed", .subject_id = ctx->actor.account_id});
}

enum err account_set_form_pages(struct ctx *ctx, struct str form_pages)
{
    if (!str_eq(form_pages, STR("section")) && !str_eq(form_pages, STR("question")))
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", NULL);
    TRY(account_store_form_pages(ctx, form_pages));
    return event_emit(
        ctx, &(struct event){.kind = "account.changed", .subject_id = ctx->actor.account_id});
}

enum err account_password_check(struct ctx *ctx, struct str wanted, struct str login)
{
    size_t length = utf8_length(wanted);
    struct str low = text_fold(ctx->arena, wanted), name = text_fold(ctx->arena, login);
    bool one_char = true;

    if (length < PASSWORD_MIN)
        return ctx_fail(ctx, E_INVALID, "account.password_short", "password");
    if (length > PASSWORD_MAX)
        return ctx_fail(ctx, E_INVALID, "account.password_long", "password");
    for (size_t i = 1; i < wanted.n; i++)
        one_char = one_char && wanted.p[i] == wanted.p[0];
    if (one_char || (name.n >= 3 && str_find(low, name, 0) >= 0) ||
        str_find(low, STR("password"), 0) >= 0 || str_find(low, STR("123456789"), 0) >= 0 ||
        str_find(low, STR("qwertyuiop"), 0) >= 0 || str_find(low, STR("alidade"), 0) >= 0)
        return ctx_fail(ctx, E_INVALID, "account.password_common", "password");
    return OK;
}

struct password_change {
    struct id account_id, session_id;
    struct str hash;
};

static enum err password_store(struct ctx *ctx, void *arg)
{
    const struct password_change *change = arg;

    TRY(account_store_password(ctx, change->account_id, change->hash, false));
    /* Whoever knew the old password is out. */
    TRY(account_store_end_sessions(ctx, change->account_id, change->session_id));
    return event_emit(
        ctx, &(struct event){.kind = "account.password_changed", .subject_id = change->account_id});
}

enum err account_set_password(struct ctx *ctx, struct id session_id, struct str present,
                              struct str wanted)
{
    struct account_secret found;
    struct password_change change = {.account_id = ctx->actor.account_id, .session_id = session_id};
    struct password_try try = {.account_id = ctx->actor.account_id,
                               .event = "account.password_failed"};
    bool same = false;

    TRY(account_store_find(ctx, STR_NONE, ctx->actor.account_id, &found));
    TRY(account_password_check(ctx, wanted, found.account.login));
    /* Who sits down at somebody's open session does not find out her password by trying. */
    try.keys[BY_PAIR] = password_throttle_key(ctx, "present", found.account.login);
    TRY(throttles_check(ctx, &try));
    TRY(password_verify(ctx, found.password, present, &same));
    if (!same) {
        TRY(ctx_in_tx(ctx, failure_note, &try));
        return ctx_fail(ctx, E_INVALID, "account.present_wrong", "present");
    }
    TRY(ctx_in_tx(ctx, failures_forget, &try));
    TRY(password_hash(ctx, wanted, &change.hash));
    return ctx_in_tx(ctx, password_store, &change);
}

struct reset {
    struct id account_id;
    struct str hash;
    bool disable;
};

static enum err reset_store(struct ctx *ctx, void *arg)
{
    const struct reset *reset = arg;

    TRY(account_store_password(ctx, reset->account_id, reset->hash, true));
    TRY(account_store_end_sessions(ctx, reset->account_id, ID_NONE));
    return event_emit(
        ctx, &(struct event){.kind = "account.password_reset", .subject_id = reset->account_id});
}

enum err account_reset_password(struct ctx *ctx, struct str login, struct str wanted)
{
    struct account_secret found;
    struct reset reset = {0};

    enum err e = account_store_find(ctx, login, ID_NONE, &found);

    if (e == E_NOT_FOUND)
        return ctx_fail(ctx, E_NOT_FOUND, "account.no_such", NULL);
    TRY(e);
    TRY(account_password_check(ctx, wanted, login));
    reset.account_id = found.account.id;
    TRY(password_hash(ctx, wanted, &reset.hash));
    return ctx_in_tx(ctx, reset_store, &reset);
}

static enum err disable_store(struct ctx *ctx, void *arg)
{
    const struct reset *reset = arg;

    return account_set_disabled(ctx, reset->account_id, reset->disable);
}

enum err account_disable(struct ctx *ctx, struct str login, bool disable)
{
    struct account_secret found;
    enum err e = account_store_find(ctx, login, ID_NONE, &found);

    if (e == E_NOT_FOUND)
        return ctx_fail(ctx, E_NOT_FOUND, "account.no_such", NULL);
    TRY(e);
    return ctx_in_tx(ctx, disable_store,
                     &(struct reset){.account_id = found.account.id, .disable = disable});
}

enum err account_list_all(struct ctx *ctx, struct account_list *ret)
{
    return account_store_list(ctx, ret);
}

enum err account_unit_find(struct ctx *ctx, struct str name, struct str *ret_kind, struct id *ret)
{
    return account_store_unit(ctx, name, ret_kind, ret);
}

enum err account_choose_seat(struct ctx *ctx, struct id session_id, struct id seat_id)
{
    TRY(account_store_set_seat(ctx, session_id, seat_id));
    return event_emit(ctx, &(struct event){.kind = "account.seat_chosen", .subject_id = seat_id});
}

static bool login_is_usable(struct str login)
{
    for (size_t i = 0; i < login.n; i++) {
        char c = login.p[i];

        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
              c == '_' || c == '@'))
            return false;
    }
    return login.n >= 2 && login.n <= 80;
}

struct account_adding {
    struct account account;
    struct str hash, half; /* half: of the phrase; the account waits for a second person */
    enum role role;
    struct id unit_id;
};

static enum err account_insert(struct ctx *ctx, void *arg)
{
    struct account_adding *adding = arg;

    adding->account.id = id_new(ctx, "account");
    bool waits = str_given(adding->half);
    enum err e = account_store_insert(ctx, &adding->account, waits ? STR_NONE : adding->hash);

    if (e == E_CONFLICT)
        return ctx_fail(ctx, E_INVALID, "account.login_taken", "login");
    TRY(e);
    TRY(event_emit(ctx,
                   &(struct event){.kind = "account.added", .subject_id = adding->account.id}));
    if (waits)
        return account_change_add(ctx,
                                  &(struct account_change){.account_id = adding->account.id,
                                                           .role = adding->role,
                                                           .unit_id = adding->unit_id},
                                  adding->hash, adding->half);
    return account_give_seat(ctx, adding->account.id, adding->role, adding->unit_id);
}

static enum err account_adding_run(struct ctx *ctx, const struct account_draft *draft,
                                   struct account_adding *adding, struct account *ret)
{
    adding->account = (struct account){.login = draft->login,
                                       .name = draft->name,
                                       .phone = draft->phone,
                                       .language = draft->language,
                                       .must_change_password = draft->must_change_password,
                                       .version = 1};
    if (!login_is_usable(draft->login))
        return ctx_fail(ctx, E_INVALID, "account.login_chars", "login");
    TRY(account_password_check(ctx, draft->password, draft->login));
    TRY(password_hash(ctx, draft->password, &adding->hash));
    TRY(ctx_in_tx(ctx, account_insert, adding));
    *ret = adding->account;
    return OK;
}

enum err account_add_with_seat(struct ctx *ctx, const struct account_draft *draft, enum role role,
                               struct id unit_id, struct account *ret)
{
    struct account_adding adding = {.role = role, .unit_id = unit_id};
    struct str kind;

    /* Before the slow hash, and so that this problem is said together with no other. */
    TRY(account_seat_check(ctx, role, unit_id, &kind));
    return account_adding_run(ctx, draft, &adding, ret);
}

enum err account_ask_account(struct ctx *ctx, const struct account_draft *wanted,
                             const struct account_change *seat, struct account *ret,
                             struct str *ret_half)
{
    struct account_adding adding = {.role = seat->role, .unit_id = seat->unit_id};
    struct account_draft draft = *wanted;
    struct str kind, first;

    TRY(account_seat_check(ctx, seat->role, seat->unit_id, &kind));
    draft.password = account_passphrase(ctx, draft.login);
    draft.must_change_password = true;
    account_phrase_halve(draft.password, &first, &adding.half);
    TRY(account_adding_run(ctx, &draft, &adding, ret));
    *ret_half = first;
    return OK;
}

enum err account_add_seat(struct ctx *ctx, struct id account_id, enum role role,
                          struct str scope_kind, struct id unit_id)
{
    bool own = str_eq(scope_kind, STR("own")), team = str_eq(scope_kind, STR("team"));
    struct seat seat = {.id = id_new(ctx, "seat"),
                        .account_id = account_id,
                        .role = role,
                        .scope_kind = scope_kind,
                        .scope_id = own ? account_id : unit_id};

    /* A worker sees the own cases, but new ones belong to a team: the unit names it. */
    if (own || team) {
        seat.team_id = unit_id;
        if (id_given(unit_id))
            TRY(account_store_team_agency(ctx, unit_id, &seat.agency_id));
    } else if (str_eq(scope_kind, STR("agency"))) {
        seat.agency_id = unit_id;
    }
    TRY(account_store_add_seat(ctx, &seat));
    return event_emit(ctx, &(struct event){.kind = "account.seat_added",
                                           .subject_id = account_id,
                                           .about = role_code(role)});
}

enum err account_sweep(struct ctx *ctx)
{
    TRY(account_change_store_sweep(ctx));
    return account_store_sweep(ctx);
}

struct str account_passphrase(struct ctx *ctx, struct str login)
{
    struct failure before = ctx->fail;
    struct str phrase = password_phrase(ctx);

    for (int i = 0; i < PHRASE_TRIES && account_password_check(ctx, phrase, login) != OK; i++)
        phrase = password_phrase(ctx);
    ctx->fail = before;
    return phrase;
}

/* ---- secrets in addresses -------------------------------------------------------------------- */

static enum err use_count(struct ctx *ctx, struct str key, int64_t most)
{
    struct throttle t = {0};

    TRY(account_store_throttle(ctx, key, &t));
    int64_t over = t.until.us + WAIT_MOST;

    /* What is refused does not count: whoever waits gets in again. */
    if (t.failures >= most && ctx->now.us < over)
        return ctx_fail_later(ctx, "account.throttled",
                              (over - ctx->now.us + SECOND_US - 1) / SECOND_US);
    if (t.failures >= most)
        TRY(account_store_throttle_clear(ctx, key));
    return account_store_throttle_count(ctx, key, &t.failures);
}

enum err account_secret_used(struct ctx *ctx, struct str secret, struct str peer)
{
    if (!peer_is_shared(peer))
        TRY(use_count(ctx, password_throttle_key(ctx, "secret peer", peer), SECRET_PEER_MOST));
    return use_count(ctx, password_throttle_key(ctx, "secret", secret), SECRET_MOST);
}
