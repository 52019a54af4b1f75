/* help/help_web.c: pages about the product itself; open to everyone, they show nothing of anyone.
 */
#include "core/feature.h"
#include "core/pack.h"
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

/* At the risk levels at which the clock runs. */
static void limits_fill(struct ctx *ctx, const struct pack_clock *c, struct help_clock_view *view)
{
    static const struct str risks[] = {{"high", 4}, {"medium", 6}, {"low", 3}, {"none", 4}};
    for (int i = 0; i < 4; i++) {
        struct str key = str_cat(ctx->arena, STR("help.clock_in."), clock_unit_code(c->unit[i]));
        struct msg_arg n = {.name = "n", .number = c->limit[i], .is_number = true};

        if (c->limit[i] >= 0)
            LIST_ADD(ctx->arena, &view->limits,
                     ((struct help_limit_view){risks[i],
                                               msg_by_key(ctx->arena, ctx->locale, key, &n, 1)}));
    }
}

/* A role of the program, or somebody outside it. */
static struct str owner_text(struct ctx *ctx, struct str owner)
{
    if (str_eq(owner, STR("family")))
        return pack_label(ctx->pack, STR("action_who"), owner, ctx->locale);
    if (str_eq(owner, STR("provider")))
        return ctx_msg(ctx, "help.deadlines.provider");
    return pack_label(ctx->pack, STR("role"), owner, ctx->locale);
}

static void clocks_fill(struct ctx *ctx, const struct pack *pack, struct help_deadlines_view *view)
{
    for (size_t i = 0; i < pack->clocks.n; i++) {
        const struct pack_clock *c = &pack->clocks.items[i];
        struct help_clock_view *shown = LIST_PUSH(ctx->arena, &view->clocks);

        *shown = (struct help_clock_view){
            .label = text_in(&c->label, ctx->locale),
            .programme = view->several ? text_in(&pack->title, ctx->locale) : STR_NONE,
            .why = text_in(&c->why, ctx->locale),
            .owner = owner_text(ctx, c->owner),
            .source = c->source,
            .told = owner_text(ctx, c->escalate_to),
            .warn_days = c->warn_days,
            .told_days = c->escalate_after_days,
            .repeats = c->repeats,
            .warns = c->warn_days > 0,
            .is_told = str_given(c->escalate_to),
            .may_pause = str_given(c->pause_reasons)};
        limits_fill(ctx, c, shown);
    }
}

static enum err deadlines_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    const struct pack *pack = ctx->site->pack;
    struct help_deadlines_view view = {.programme = text_in(&pack->title, ctx->locale),
                                       .several = site_has_programmes(ctx->site)};
    struct page page = {.title = ctx_msg(ctx, "help.deadlines.title"), .narrow = true};

    do {
        clocks_fill(ctx, pack, &view);
        pack = pack->next;
    } while (pack && pack != ctx->site->pack);
    return resp_page(r, &page, &tmpl_help_deadlines, &view);
}

static const struct route help_routes[] = {
    ROUTE(GET, "/help", help_get, CAP_PUBLIC),
    ROUTE(GET, "/help/shortcuts", shortcuts_get, CAP_PUBLIC),
    ROUTE(GET, "/help/deadlines", deadlines_get, CAP_PUBLIC),
    ROUTE(GET, "/accessibility", accessibility_get, CAP_PUBLIC),
    ROUTE(GET, "/privacy", privacy_get, CAP_PUBLIC),
    ROUTES_END,
};

extern const struct feature help_feature;
const struct feature help_feature = {.name = "help", .routes = help_routes};
