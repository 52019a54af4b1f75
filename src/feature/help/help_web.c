/* help/help_web.c: pages about the product itself; open to everyone, they show nothing of anyone.
 */
#include "core/feature.h"
#include "core/session.h"
#include "help_tmpl.gen.h"
#include "help_views.h"

static enum err help_get(struct req *r)
{
    struct help_view view = {.signed_in = r->session->present};
    struct page page = {.title = ctx_msg(r->ctx, "help.title"), .narrow = true};

    return resp_page(r, &page, &tmpl_help, &view);
}

static enum err shortcuts_get(struct req *r)
{
    struct help_shortcuts_view view = {.signed_in = r->session->present};
    struct page page = {.title = ctx_msg(r->ctx, "help.shortcuts"), .narrow = true};

    return resp_page(r, &page, &tmpl_help_shortcuts, &view);
}

static enum err accessibility_get(struct req *r)
{
    struct help_accessibility_view view = {.site_name = r->ctx->site->name};
    struct page page = {.title = ctx_msg(r->ctx, "help.accessibility.title"), .narrow = true};

    return resp_page(r, &page, &tmpl_help_accessibility, &view);
}

static enum err privacy_get(struct req *r)
{
    struct help_privacy_view view = {.site_name = r->ctx->site->name};
    struct page page = {.title = ctx_msg(r->ctx, "help.privacy.title"), .narrow = true};

    return resp_page(r, &page, &tmpl_help_privacy, &view);
}

/* Every component on one page, for those who build them; elsewhere it does not exist. */
static enum err kitchen_sink_get(struct req *r)
{
    struct kitchen_sink_view view = {.shown = true};
    struct page page = {.title = STR("Kitchen sink"), .own_heading = true};

    if (!r->ctx->site->dev)
        return ctx_fail(r->ctx, E_NOT_FOUND, "problem.not_found", NULL);
    return resp_page(r, &page, &tmpl_kitchen_sink, &view);
}

static const struct route help_routes[] = {
    ROUTE(GET, "/help", help_get, CAP_PUBLIC),
    ROUTE(GET, "/help/shortcuts", shortcuts_get, CAP_PUBLIC),
    ROUTE(GET, "/accessibility", accessibility_get, CAP_PUBLIC),
    ROUTE(GET, "/privacy", privacy_get, CAP_PUBLIC),
    ROUTE(GET, "/dev/kitchen-sink", kitchen_sink_get, CAP_PUBLIC),
    ROUTES_END,
};

extern const struct feature help_feature;
const struct feature help_feature = {.name = "help", .routes = help_routes};
