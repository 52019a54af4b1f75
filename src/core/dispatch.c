/* core/dispatch.c: the path of every request, see dispatch.h. */
#include "core/dispatch.h"

#include <string.h>

#include "base/utf8.h"
#include "core/core_sql.gen.h"
#include "core/dispatch_internal.h"
#include "core/draft.h"
#include "core/event.h"
#include "core/feature.h"
#include "core/form_parse.h"
#include "core/frame.h"
#include "core/journal.h"
#include "core/pack.h"
#include "core/password.h"
#include "core/session.h"
#include "core/sync_device.h"
#include "plat/crypto.h"
#include "plat/os.h"

#define TRIES 3

/* ---- one command or page ------------------------------------------------------------------- */

static struct str body_hash(struct req *r)
{
    struct buf out;

    /* Where to and what was typed, without the token that differs each time the page is opened.
     * Keyed: who has the database but not the keys cannot try what an erased text may have been. */
    buf_init(&out, r->ctx->arena, (size_t)4 << 20);
    buf_put(&out, r->path);
    buf_put_c(&out, '\n');
    for (size_t i = 0; i < r->form.values.n; i++) {
        const struct form_value *v = &r->form.values.items[i];

        if (str_eq(v->name, STR("csrf")))
            continue;
        buf_put(&out, v->name);
        buf_put_c(&out, '=');
        buf_put(&out, v->typed);
        buf_put_c(&out, '\n');
    }
    for (size_t i = 0; i < r->uploads.n; i++) {
        buf_put(&out, r->uploads.items[i].name);
        buf_put_hex(&out, r->uploads.items[i].hash.b, SHA256_SIZE);
    }
    struct sha256 hash =
        crypto_mac(r->ctx->site->secret, str_cat(r->ctx->arena, STR("command "), buf_str(&out)));

    return str_dup(r->ctx->arena, (struct str){(char *)hash.b, SHA256_SIZE});
}

/* The same command again: its first result. *found tells. */
static enum err command_again(struct req *r, struct str hash, bool *found)
{
    struct ctx *ctx = r->ctx;
    struct rows rows;
    struct str location = STR_NONE, known = STR_NONE;
    struct id account_id = ID_NONE;

    /* What a device has done stands in its outbox, also when it sends something else instead. */
    if (ctx->site->device && !r->replay) {
        TRY(sync_device_find(ctx->site->device, ctx->cmd_id, &location, found));
        if (*found)
            return resp_see_other(r, location, NULL);
    }
    TRY(db_query(ctx->db, &SQL_COMMAND_FIND, BINDS(b_id(ctx->cmd_id)), &rows));
    *found = rows_next(&rows);
    if (*found) {
        account_id = col_id(&rows, 0);
        known = col_str(&rows, 2);
        location = col_str(&rows, 4);
    }
    TRY(rows_end(&rows));
    if (!*found)
        return OK;
    if (!id_eq(account_id, ctx->actor.account_id) || !str_eq(known, hash))
        return ctx_fail(ctx, E_CONFLICT, "problem.command_differs", NULL);
    return resp_see_other(r, location, NULL);
}

struct str dispatch_location(const struct req *r)
{
    for (size_t i = 0; i < r->resp.header_n; i++) {
        if (str_eq(r->resp.headers[i].name, STR("Location")))
            return r->resp.headers[i].value;
    }
    return STR_NONE;
}

static enum err command_store(struct req *r, struct str hash)
{
    struct ctx *ctx = r->ctx;

    return db_exec(ctx->db, &SQL_COMMAND_INSERT,
                   BINDS(b_id(ctx->cmd_id), b_id(ctx->actor.account_id),
                         b_str(str_c(r->route->path)), b_blob(hash), b_int(r->resp.status),
                         b_str(dispatch_location(r)), b_int(ctx->now.us)),
                   NULL);
}

static enum err write_in_tx(struct req *r)
{
    struct str hash = body_hash(r);
    bool found = false;

    TRY(command_again(r, hash, &found));
    if (found)
        return OK;
    TRY(r->route->handler(r));
    /* Only what was done is remembered; a handler that answers with a page did not do it. */
    TRY(r->resp.status == 303 ? draft_sent(r) : OK);
    return r->resp.status == 303 ? command_store(r, hash) : OK;
}

/* Who changed a record has seen it: the event says so, and a look beside it would say it again. */
static void looks_without_changed(struct ctx *ctx)
{
    size_t n = 0;

    for (size_t i = 0; i < ctx->accesses.n; i++) {
        const struct access *a = &ctx->accesses.items[i];
        bool changed = false;

        for (size_t k = 0; k < ctx->changed_n; k++)
            changed |= id_eq(a->subject_id, ctx->changed[k]);
        if (!changed)
            ctx->accesses.items[n++] = *a;
    }
    ctx->accesses.n = n;
}

/* Of what was looked at, or of what was refused. A request that succeeds has refused nothing, even
 * where a page asked for more than it then shows. */
static void looks_keep(struct ctx *ctx, bool denied)
{
    size_t n = 0;

    for (size_t i = 0; i < ctx->accesses.n; i++) {
        if (ctx->accesses.items[i].denied == denied)
            ctx->accesses.items[n++] = ctx->accesses.items[i];
    }
    ctx->accesses.n = n;
}

static enum err write_run(struct req *r)
{
    struct ctx *ctx = r->ctx;

    if (r->route->form) {
        TRY(site_programme_of(r));
        r->form.fields = r->route->form;
        TRY(form_check(ctx, &r->form));
    }
    if (r->route->own_tx)
        return r->route->handler(r);
    TRY(tx_begin(ctx->db, TX_WRITE));
    enum err e = write_in_tx(r);

    /* Whom else the command looked at is on record with the change itself. */
    if (e == OK) {
        looks_keep(ctx, false);
        looks_without_changed(ctx);
        e = journal_access_flush(ctx, r->route->path);
    }
    if (e == OK && r->replay)
        e = dispatch_replayed(r);
    if (e == OK)
        e = tx_commit(ctx->db);
    if (e != OK)
        tx_rollback(ctx->db);
    return e;
}

static enum err read_run(struct req *r, handler_fn handler)
{
    struct ctx *ctx = r->ctx;

    TRY(tx_begin(ctx->db, TX_READ));
    enum err e = handler(r);

    tx_rollback(ctx->db);
    if (e != OK)
        return e;
    /* Who looked is written before the response leaves. */
    looks_keep(ctx, false);
    return journal_access_flush(ctx, r->route->path);
}

/* Where a capability is missing nobody asked for the case yet: what knows cases says whether the
 * one in the address is there. */
static enum err case_refused(struct req *r)
{
    struct id id;

    if (str_find(str_c(r->route->path), STR("/:case"), 0) < 0)
        return OK;
    id = req_id(r, "case");
    for (const struct feature *const *f = r->ctx->site->features; *f; f++) {
        if ((*f)->refused)
            TRY((*f)->refused(r->ctx, id));
    }
    return OK;
}

/* Also who was refused is on record; the answer is the same as where nothing is. Errors: E_IO. */
static enum err refusal_note(struct req *r, enum err e)
{
    if (e == E_DENIED)
        TRY(case_refused(r));
    looks_keep(r->ctx, true);
    return journal_access_flush(r->ctx, r->route->path);
}

/* Forgets what a failed try left behind, so that the next one starts as the first did. */
static void try_reset(struct req *r)
{
    struct ctx *ctx = r->ctx;

    memset(ctx->ids, 0, sizeof ctx->ids);
    ctx->accesses.n = ctx->changed_n = 0;
    ctx->fail = (struct failure){0};
    ctx->conflict = (struct conflict){0};
    r->resp = (struct resp){0};
    for (size_t i = 0; i < r->form.values.n; i++)
        r->form.values.items[i].error = STR_NONE;
    for (size_t i = 0; i < r->uploads.n; i++)
        r->uploads.items[i].kept = false;
}

enum err dispatch_command(struct req *r)
{
    enum err may = authz_need(r->ctx, r->route->need), e = may == OK ? E_BUSY : may;

    for (int i = 0; e == E_BUSY && i < TRIES; i++) {
        try_reset(r);
        e = r->route->method == METHOD_GET ? read_run(r, r->route->handler) : write_run(r);
    }
    /* A conflict shows what is stored: the change is undone, the look is not. */
    if (e == E_CONFLICT) {
        looks_keep(r->ctx, false);
        TRY(journal_access_flush(r->ctx, r->route->path));
    }
    if (e == E_DENIED || e == E_NOT_FOUND)
        TRY(refusal_note(r, e));
    return e;
}

/* ---- around it: session, token, pages for what went wrong ----------------------------------- */

/* A write whose session is over: the sign-in page, carrying everything typed. */
static enum err sign_in_keeping(struct req *r)
{
    bool other;
    struct req found = *r;
    const struct route *sign_in =
        site_route(r->ctx->site, METHOD_GET, STR("/sign-in"), &found, &other);

    r->resp = (struct resp){.status = 401};
    return sign_in ? sign_in->handler(r) : E_NOT_FOUND;
}

static enum err sign_in_first(struct req *r)
{
    if (r->route->method == METHOD_POST) {
        /* Another site's form would come back after the sign-in as if the person had typed it. */
        TRY(session_origin_check(r));
        return sign_in_keeping(r);
    }
    if (r->wants_json) {
        resp_problem_status(r, 401, NULL);
        return OK;
    }
    struct str next = str_given(r->query) ? str_fmt(r->ctx->arena, "%.*s%%3F%.*s", STR_ARG(r->path),
                                                    STR_ARG(r->query))
                                          : r->path;
    struct buf to;

    buf_init(&to, r->ctx->arena, 4096);
    buf_put_z(&to, "/sign-in?next=");
    for (size_t i = 0; i < next.n; i++) {
        char c = next.p[i];

        if (c == '&' || c == '=' || c == '#' || c == '+' || c == ' ')
            buf_printf(&to, "%%%02X", (unsigned)(unsigned char)c);
        else
            buf_put_c(&to, c);
    }
    return resp_see_other(r, buf_str(&to), NULL);
}

static void cmd_id_set(struct req *r)
{
    struct id id;
    struct str typed = form_typed(&r->form, "cmd");

    if (!str_given(typed))
        typed = req_header(r, "Idempotency-Key");
    if (id_parse(typed, &id) != OK) {
        uint8_t rnd[10];

        os_random(rnd, sizeof rnd);
        id = id_make_v7(r->ctx->now.us / 1000, rnd);
    }
    r->ctx->cmd_id = id;
}

static enum err body_read(struct req *r)
{
    struct str type = r->content_type;

    TRY(form_parse_query(r->ctx->arena, r->query, &r->get));
    /* A device sends no forms; its handler reads the body. */
    if (r->method == METHOD_GET || r->route->need == CAP_DEVICE)
        return OK;
    if (r->route->files && str_eq_nocase(str_slice(type, 0, 10), STR("multipart/")))
        TRY(upload_read(r));
    else
        TRY(form_parse_body(r->ctx->arena, type, r->body, &r->form.values));
    r->form.sent = true;
    if (id_parse(form_typed(&r->form, "draft"), &r->draft_id) != OK)
        r->draft_id = ID_NONE;
    return OK;
}

/* The form again with everything typed in it and what is wrong. */
static enum err form_again(struct req *r)
{
    enum err e;

    for (size_t i = 0; i < r->uploads.n; i++)
        r->uploads.items[i].kept = false;
    /* What the refusal was learnt from stays noted: "taken" tells something of somebody too. */
    r->resp = (struct resp){.status = 422};
    e = read_run(r, r->route->again);
    return e;
}

/* A failure of the whole form (no field of its own) is shown on top like one of a field. */
static void failure_to_form(struct req *r)
{
    struct ctx *ctx = r->ctx;

    if (ctx->fail.msg)
        (void)!form_fail(ctx, &r->form, ctx->fail.field ? ctx->fail.field : "", ctx->fail.msg);
}

static enum err command_answer(struct req *r)
{
    enum err e = dispatch_command(r);

    if (e == E_INVALID && r->method == METHOD_POST && r->route->again) {
        failure_to_form(r);
        r->ctx->fail.field = NULL;
        return form_again(r);
    }
    return e;
}

static enum err link_used(struct ctx *ctx, void *arg)
{
    for (const struct feature *const *f = ctx->site->features; *f; f++) {
        if ((*f)->link_used)
            TRY((*f)->link_used(arg));
    }
    return OK;
}

/* Whoever has the link, also somebody who is signed in: nothing of a session counts here, and none
 * is begun. The secret in the address is what another site's form would have to know, so it stands
 * for the token; a browser that keeps the address to itself sends no origin either. */
static enum err link_run(struct req *r)
{
    const struct locale *chosen = locale_find(req_get(r, "lang"));

    r->ctx->locale = chosen ? chosen : r->ctx->locale;
    TRY(ctx_in_tx(r->ctx, link_used, r));
    return command_answer(r);
}

static enum err signed_in_run(struct req *r)
{
    struct ctx *ctx = r->ctx;

    if (r->route->need != CAP_PUBLIC && !r->session->present)
        return sign_in_first(r);
    if (r->method == METHOD_POST)
        TRY(session_csrf_check(r));
    if (r->method == METHOD_POST && ctx->site->device && !r->route->offline && !r->route->here) {
        r->form.fields = r->route->form;
        return ctx_fail(ctx, E_BUSY, "problem.not_offline", NULL);
    }
    /* The script asks by itself how long the session lasts; that is not somebody at work. */
    if (!str_eq(r->path, STR("/session")))
        TRY(session_touch(r));
    if (session_password_first(r)) {
        if (r->method == METHOD_GET && !r->wants_json)
            return resp_see_other(r, STR("/account/password"), NULL);
        return ctx_fail(ctx, E_DENIED, "account.must_change", NULL);
    }
    return command_answer(r);
}

static enum err request_run(struct req *r)
{
    enum err e = body_read(r);

    cmd_id_set(r);
    if (e == E_INVALID) {
        resp_problem_status(r, 400, "problem.not_utf8");
        return OK;
    }
    TRY(e);
    if (r->route->need == CAP_DEVICE)
        return dispatch_command(r);
    if (r->route->need == CAP_LINK)
        return link_run(r);
    TRY(session_resume(r));
    return signed_in_run(r);
}

static bool json_wanted(const struct req *r)
{
    return str_find(req_header(r, "Accept"), STR("application/json"), 0) >= 0;
}

void dispatch_req_init(struct req *r, struct ctx *ctx, const struct http_request *h)
{
    *r = (struct req){.ctx = ctx,
                      .path = h->path,
                      .query = h->query,
                      .body = h->body,
                      .headers = h->headers,
                      .header_n = h->header_n,
                      .peer = h->peer,
                      .upload_from = h->upload_from};
    r->is_head = str_eq(h->method, STR("HEAD"));
    r->method = str_eq(h->method, STR("POST")) ? METHOD_POST : METHOD_GET;
    r->wants_json = json_wanted(r);
    r->content_type = req_header(r, "Content-Type");
    ctx->locale = locale_accept(req_header(r, "Accept-Language"));
    const struct locale *chosen = locale_find(req_cookie(r, "alidade-language"));

    if (chosen)
        ctx->locale = chosen;
    ctx->claimed_at = ctx->now;
    ctx->pack = ctx->site->pack;
    ctx->tz_offset_min = ctx->pack->tz_offset_min;
    db_use_arena(ctx->db, ctx->arena);
    if (ctx->reads != ctx->db)
        db_use_arena(ctx->reads, ctx->arena);
}

/* The route, or 0 and the status of the refusal. */
static int route_find(struct req *r, const struct http_request *h)
{
    bool other = false;
    bool known = str_eq(h->method, STR("GET")) || str_eq(h->method, STR("HEAD")) ||
                 str_eq(h->method, STR("POST"));

    if (!utf8_is_valid(h->path) || h->path.n > 2000 || h->query.n > 8000)
        return 400;
    r->route = site_route(r->ctx->site, r->method, h->path, r, &other);
    if (!known)
        return 405;
    if (!r->route)
        return other ? 405 : 404;
    return 0;
}

void dispatch_http(struct ctx *ctx, const struct http_request *request,
                   struct http_response *response)
{
    struct req r;
    enum err e = OK;

    dispatch_req_init(&r, ctx, request);
    r.session = ARENA_NEW(ctx->arena, struct session);
    int refused = route_find(&r, request);

    if (refused) {
        /* The frame of the refusal greets whoever is signed in. */
        (void)!session_resume(&r);
        r.form = (struct form){0};
        resp_problem_status(&r, refused, NULL);
    } else {
        e = request_run(&r);
    }
    if (e != OK) {
        tx_rollback(ctx->db);
        resp_problem(&r, e);
    }
    upload_settle(ctx, &r.uploads, e == OK);
    dispatch_answer(&r, response);
}
