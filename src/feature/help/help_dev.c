/* help/help_dev.c: the page for those who build pages. A feature of its own, so that the browser's
 * module is without it (app/features.c). */
#include "core/feature.h"
#include "help_tmpl.gen.h"
#include "help_views.h"

/* Every component on one page, for those who build them; elsewhere it does not exist. */
static enum err kitchen_sink_get(struct req *r)
{
    struct kitchen_sink_view view = {.shown = true};
    struct page page = {.title = STR("Kitchen sink"), .own_heading = true};

    if (!r->ctx->site->dev)
        return ctx_fail(r->ctx, E_NOT_FOUND, "problem.not_found", NULL);
    return resp_page(r, &page, &tmpl_kitchen_sink, &view);
}

static const struct route help_dev_routes[] = {
    ROUTE(GET, "/dev/kitchen-sink", kitchen_sink_get, CAP_PUBLIC),
    ROUTES_END,
};

extern const struct feature help_dev_feature;
const struct feature help_dev_feature = {.name = "help_dev", .routes = help_dev_routes};
