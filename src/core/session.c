/* core/session.c: cookies, the session row, CSRF tokens. Cookie: SameSite=Lax, HttpOnly. */
#include "core/session.h"

#include <string.h>

#include "base/utf8.h"

#include "core/core_sql.gen.h"
#include "core/feature.h"
#include "core/pack.h"
#include "core/password.h"
#include "core/sync_device.h"
#include "plat/crypto.h"
#include "plat/os.h"

#define CSRF_BYTES 16
#define TOUCH_EVERY_US MINUTE_US

static const char *cookie_name(const struct req *r)
{
    return r->ctx->site->secure_cookies ? "__Host-alidade" : "alidade";
}

static const char *pre_name(const struct req *r)
{
    return r->ctx->site->secure_cookies ? "__Host-alidade-pre" : "alidade-pre";
}

void session_cookie_set(struct req *r, const char *name, struct str value, bool clear)
{
    resp_header(r, "Set-Cookie",
                str_fmt(r->ctx->arena, "%s=%.*s; Path=/; HttpOnly; SameSite=Lax%s%s", name,
                        STR_ARG(value), r->ctx->site->secure_cookies ? "; Secure" : "",
                        clear ? "; Max-Age=0" : ""));
}

static void session_read(struct req *r, const struct rows *rows)
{
    struct session *s = r->session;
    struct actor *actor = &r->ctx->actor;
    struct actor found = {.account_id = col_id(rows, 1),
                          .seat_id = col_id(rows, 2),
                          .name = col_str(rows, 5),
                          .scope_id = col_id(rows, 12),
                          .team_id = col_id(rows, 13),
                          .agency_id = col_id(rows, 14)};

    s->id = col_id(rows, 0);
    s->seen_at = col_instant(rows, 3);
    s->ends_at = col_instant(rows, 4);
    s->idle_ends_at.us = s->seen_at.us + r->ctx->site->pack->idle_minutes * MINUTE_US;
    if (r->ctx->now.us >= s->ends_at.us || r->ctx->now.us >= s->idle_ends_at.us ||
        role_parse(col_str(rows, 11), &found.role) != OK) {
        s->expired = true;
        return;
    }
    s->present = true;
    s->theme = col_str(rows, 7);
    s->density = col_str(rows, 8);
    s->text_size = col_str(rows, 9);
    s->must_change_password = col_bool(rows, 10);
    s->by_question = str_eq(col_str(rows, 15), STR("question"));
    *actor = found;
    authz_grant(actor);
    r->ctx->calendar = calendar_find(col_str(rows, 16));
    const struct locale *locale = locale_find(col_str(rows, 6));
    if (locale)
        r->ctx->locale = locale;
}

/* A device has one owner: whoever unlocked it. */
static void session_of_device(struct req *r, const struct sync_device *d)
{
    struct session *s = r->session;

    if (!id_given(d->actor.account_id))
        return;
    s->present = true;
    s->seen_at = r->ctx->now;
    s->theme = d->theme;
    s->density = d->density;
    s->text_size = d->text_size;
    s->by_question = d->by_question;
    r->ctx->actor = d->actor;
    r->ctx->calendar = d->calendar;
    r->ctx->locale = d->locale;
}

enum err session_resume(struct req *r)
{
    struct str token = req_cookie(r, cookie_name(r));
    struct rows rows;

    r->session = ARENA_NEW(r->ctx->arena, struct session);
    if (r->ctx->site->device) {
        session_of_device(r, r->ctx->site->device);
        return OK;
    }
    r->session->pre = req_cookie(r, pre_name(r));
    if (!str_given(token))
        return OK;
    TRY(db_query(r->ctx->db, &SQL_SESSION_FIND, BINDS(b_blob(password_token_hash(r->ctx, token))),
                 &rows));
    if (rows_next(&rows))
        session_read(r, &rows);
    else
        r->session->expired = true;
    return rows_end(&rows);
}

enum err session_touch(struct req *r)
{
    struct ctx *ctx = r->ctx;

    if (!r->session->present || ctx->now.us - r->session->seen_at.us < TOUCH_EVERY_US)
        return OK;
    TRY(tx_begin(ctx->db, TX_WRITE));
    enum err e =
        db_exec(ctx->db, &SQL_SESSION_TOUCH, BINDS(b_id(r->session->id), b_int(ctx->now.us)), NULL);

    if (e != OK) {
        tx_rollback(ctx->db);
        return e;
    }
    r->session->seen_at = ctx->now;
    r->session->idle_ends_at.us = ctx->now.us + ctx->site->pack->idle_minutes * MINUTE_US;
    return tx_commit(ctx->db);
}

enum err session_start(struct req *r, struct id account_id, struct id seat_id)
{
    struct ctx *ctx = r->ctx;
    struct str token = password_token(ctx);
    struct instant ends = {ctx->now.us + ctx->site->pack->session_hours * HOUR_US};

    TRY(db_exec(ctx->db, &SQL_SESSION_INSERT,
                BINDS(b_id(id_new(ctx, "session")), b_blob(password_token_hash(r->ctx, token)),
                      b_id(account_id), b_id(seat_id),
                      b_str(utf8_cut(req_header(r, "User-Agent"), 200)), b_int(ctx->now.us),
                      b_int(ctx->now.us), b_int(ends.us)),
                NULL));
    session_cookie_set(r, cookie_name(r), token, false);
    session_cookie_set(r, pre_name(r), STR_NONE, true);
    return OK;
}

enum err session_end(struct req *r, struct id session_id)
{
    struct ctx *ctx = r->ctx;
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_SESSION_END,
                BINDS(b_id(session_id), b_id(ctx->actor.account_id), b_int(ctx->now.us)),
                &changed));
    if (changed == 0)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    if (id_eq(session_id, r->session->id))
        session_cookie_set(r, cookie_name(r), STR_NONE, true);
    return OK;
}

/* The unmasked token: bound to the session, or to the visitor's cookie before one exists. */
static struct sha256 csrf_key(struct req *r)
{
    struct session *s = r->session;

    if (s->present)
        return crypto_mac(r->ctx->site->secret,
                          str_cat(r->ctx->arena, STR("csrf session "),
                                  (struct str){(char *)s->id.b, sizeof s->id.b}));
    if (!str_given(s->pre)) {
        char raw[CSRF_BYTES];

        os_random(raw, sizeof raw);
        s->pre = crypto_base64url(r->ctx->arena, (struct str){raw, sizeof raw});
        s->pre_is_new = true;
    }
    return crypto_mac(r->ctx->site->secret, str_cat(r->ctx->arena, STR("csrf visitor "), s->pre));
}

struct str session_csrf(struct req *r)
{
    uint8_t token[2 * CSRF_BYTES];

    /* Opened by a link or on a device: no cookie, so there is no token to check; the id of the
     * command is made of this one. */
    if ((r->route && r->route->need == CAP_LINK) || r->ctx->site->device) {
        os_random(token, sizeof token);
        return crypto_base64url(r->ctx->arena, (struct str){(char *)token, sizeof token});
    }
    struct sha256 key = csrf_key(r);

    if (r->session->pre_is_new) {
        session_cookie_set(r, pre_name(r), r->session->pre, false);
        r->session->pre_is_new = false;
    }
    os_random(token, CSRF_BYTES);
    for (int i = 0; i < CSRF_BYTES; i++)
        token[CSRF_BYTES + i] = token[i] ^ key.b[i];
    return crypto_base64url(r->ctx->arena, (struct str){(char *)token, sizeof token});
}

/* "https://host" of the Origin header must be the Host we were asked as. */
static bool origin_is_ours(const struct req *r)
{
    struct str origin = req_header(r, "Origin");
    ptrdiff_t at = str_find(origin, STR("://"), 0);

    if (!str_given(origin))
        return true;
    return at > 0 && str_eq_nocase(str_from(origin, (size_t)at + 3), req_header(r, "Host"));
}

enum err session_origin_check(struct req *r)
{
    return origin_is_ours(r) ? OK : ctx_fail(r->ctx, E_DENIED, "problem.csrf", NULL);
}

enum err session_csrf_check(struct req *r)
{
    struct str sent = form_typed(&r->form, "csrf"), token;
    struct sha256 key;
    char unmasked[CSRF_BYTES];

    /* The service worker knows which page asks, and says so. */
    if (r->ctx->site->device && str_given(req_header(r, "Origin")))
        return session_origin_check(r);
    key = csrf_key(r);

    if (!str_given(sent))
        sent = req_header(r, "X-CSRF-Token");
    TRY(session_origin_check(r));
    if (crypto_base64url_parse(r->ctx->arena, sent, &token) != OK ||
        token.n != (size_t)2 * CSRF_BYTES)
        return ctx_fail(r->ctx, E_DENIED, "problem.csrf", NULL);
    for (int i = 0; i < CSRF_BYTES; i++)
        unmasked[i] = (char)(token.p[i] ^ token.p[CSRF_BYTES + i]);
    if (!crypto_equal((struct str){unmasked, CSRF_BYTES}, (struct str){(char *)key.b, CSRF_BYTES}))
        return ctx_fail(r->ctx, E_DENIED, "problem.csrf", NULL);
    return OK;
}

bool session_password_first(const struct req *r)
{
    static const char *const open[] = {"/account/password", "/sign-out", "/session"};

    if (!r->session->must_change_password || cap_is_open(r->route->need))
        return false;
    for (size_t i = 0; i < sizeof open / sizeof open[0]; i++) {
        if (str_eq(r->path, str_c(open[i])))
            return false;
    }
    return true;
}
