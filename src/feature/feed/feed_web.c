/* feed/feed_web.c: the page on which a worker makes the address, and what the address gives. */
#include "core/messages.gen.h"
#include "core/pack.h"
#include "feature/feed/feed.h"
#include "feed_tmpl.gen.h"
#include "feed_views.h"

/* Its name begins as core/site.c wants the secret of a link to: the rest tells the features apart.
 */
#define TOKEN "token_feed"

static enum err page_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct feed_page_view view = {.names = ctx->pack->feed_names};
    struct page page = {
        .title = msg_text(ctx->locale, MSG_FEED_HEADING), .nav = "/calendar", .narrow = true};

    TRY(feed_load(ctx, &view.feed));
    view.has_feed = id_given(view.feed.id);
    return resp_page(r, &page, &tmpl_feed_page, &view);
}

/* The only time that the address is seen: an answer, not an address to go to, so that it stands
 * neither in the history of the browser nor in any table. */
static enum err make_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct str token;
    struct page page = {
        .title = msg_text(ctx->locale, MSG_FEED_SECRET), .nav = "/calendar", .narrow = true};

    TRY(feed_make(ctx, &token));
    struct feed_secret_view view = {
        .address = req_address(r, str_fmt(ctx->arena, "/feed/%.*s", STR_ARG(token)))};

    r->resp.status = 200;
    return resp_page(r, &page, &tmpl_feed_secret, &view);
}

static enum err revoke_post(struct req *r)
{
    TRY(feed_revoke(r->ctx));
    return resp_see_other(r, STR("/calendar/feed"), "feed.done_revoked");
}

/* Unknown, revoked, or never: one answer. */
static enum err feed_get(struct req *r)
{
    struct str text;
    enum err e = feed_read(r->ctx, req_param(r, TOKEN), &text);

    if (e == E_NOT_FOUND)
        return ctx_fail(r->ctx, e, "problem.not_found", NULL);
    TRY(e);
    return resp_content(r, "text/calendar; charset=utf-8", NULL, text);
}

static enum err link_used(struct req *r)
{
    if (!str_has_prefix(r->path, STR("/feed/")))
        return OK; /* a link of another feature */
    return feed_use(r->ctx, req_param(r, TOKEN), r->peer);
}

static const struct route feed_routes[] = {
    ROUTE(GET, "/calendar/feed", page_get, CAP_APPOINTMENT_READ),
    ROUTE(POST, "/calendar/feed", make_post, CAP_APPOINTMENT_READ),
    ROUTE(POST, "/calendar/feed/end", revoke_post, CAP_APPOINTMENT_READ),
    ROUTE(GET, "/feed/:" TOKEN, feed_get, CAP_LINK),
    ROUTES_END,
};

static const struct event_kind feed_events[] = {
    {"feed.made", 0, NULL},
    {"feed.revoked", 0, NULL},
    EVENTS_END,
};

extern const struct feature feed_feature;
const struct feature feed_feature = {
    .name = "feed",
    .routes = feed_routes,
    .events = feed_events,
    .link_used = link_used,
};
