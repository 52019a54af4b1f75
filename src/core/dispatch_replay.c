/* core/dispatch_replay.c: a command that was made on a device, done now; see dispatch.h. */
#include "core/dispatch.h"

#include <string.h>

#include "core/dispatch_internal.h"
#include "core/form_parse.h"
#include "core/pack.h"
#include "core/session.h"

#define WHAT_MAX ((size_t)4 << 10)

enum err dispatch_replayed(struct req *r)
{
    /* A page instead of a way on: nothing was done that could be answered for. */
    if (r->resp.status != 303)
        return ctx_fail(r->ctx, E_INVALID, "problem.422.what", NULL);
    if (!r->replay->before_commit)
        return OK;
    return r->replay->before_commit(r->ctx, r->replay->arg, dispatch_location(r));
}

/* As a person would read them at the boxes of the form. */
static struct str what_is_wrong(struct req *r)
{
    struct buf out;

    buf_init(&out, r->ctx->arena, WHAT_MAX);
    for (size_t i = 0; i < r->form.values.n; i++) {
        const struct form_value *v = &r->form.values.items[i];

        if (!str_given(v->error) || out.n + v->error.n + 1 > WHAT_MAX)
            continue;
        if (out.n)
            buf_put_c(&out, '\n');
        buf_put(&out, v->error);
    }
    return buf_str(&out);
}

static enum err replay_init(struct req *r, struct ctx *ctx, const struct replay *replay)
{
    const struct http_request request = {
        .method = STR("POST"), .path = replay->path, .body = replay->body};
    const struct locale *locale = ctx->locale;
    bool other;

    dispatch_req_init(r, ctx, &request);
    r->session = ARENA_NEW(ctx->arena, struct session);
    r->replay = replay;
    r->content_type = STR("application/x-www-form-urlencoded");
    ctx->locale = locale;
    ctx->cmd_id = replay->cmd_id;
    ctx->made_at = replay->made_at;
    ctx->claimed_at = replay->claimed_at;
    r->route = site_route(ctx->site, METHOD_POST, replay->path, r, &other);
    if (!r->route || !r->route->offline)
        return ctx_fail(ctx, E_DENIED, "problem.not_offline", NULL);
    TRY(form_parse_body(ctx->arena, r->content_type, replay->body, &r->form.values));
    r->form.sent = true;
    return OK;
}

enum err dispatch_replay(struct ctx *ctx, const struct replay *replay, struct replay_answer *ret)
{
    struct req r;
    enum err e;

    *ret = (struct replay_answer){0};
    ctx->fail = (struct failure){0};
    ctx->conflict = (struct conflict){0};
    e = replay_init(&r, ctx, replay);
    /* Of a path that is not for devices no case is told: that one cannot be done by anybody. */
    for (size_t i = 0; e == OK && i < r.param_n; i++) {
        if (str_eq(r.params[i].name, STR("case")))
            ret->casefile_id = req_id(&r, "case");
    }
    if (e == OK)
        e = dispatch_command(&r);
    ret->location = dispatch_location(&r);
    ret->what = what_is_wrong(&r);
    return e;
}
