/* print/print_web.c: asking for a PDF of a page, waiting for it, and getting it. */
#include "core/feature.h"
#include "core/media.h"
#include "core/messages.gen.h"
#include "feature/print/print.h"
#include "feature/print/print_sweep.h"
#include "print_tmpl.gen.h"
#include "print_views.h"

static struct str print_href(struct ctx *ctx, struct id id, const char *rest)
{
    char text[ID_TEXT];

    return str_fmt(ctx->arena, "/print/%.*s%s", STR_ARG(id_format(id, text)), rest);
}

static enum err print_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct drawn paper = {.frame = &tmpl_print_frame, .page = form_typed(&r->form, "page")};

    if (!str_given(paper.page))
        return ctx_fail(ctx, E_INVALID, "print.no_page", NULL);
    TRY(req_draw(r, &paper));
    struct print print = {
        .casefile_id = paper.casefile_id, .page = paper.page, .title = paper.title};

    TRY(print_add(ctx, &print, paper.person_id, paper.html));
    return resp_see_other(r, print_href(ctx, print.id, ""), NULL);
}

static enum err print_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct print print;

    TRY(print_load(ctx, req_id(r, "print"), &print));
    struct print_page_view view = {.page = print.page,
                                   .title = print.title,
                                   .file_href = print_href(ctx, print.id, "/file"),
                                   .is_waiting = str_eq(print.state, STR("waiting")),
                                   .is_done = str_eq(print.state, STR("done")),
                                   .is_large = str_eq(print.state, STR("large"))};
    struct page page = {.title = msg_text(ctx->locale, view.is_waiting ? MSG_PRINT_WAITING
                                                       : view.is_done  ? MSG_PRINT_DONE
                                                                       : MSG_PRINT_FAILED),
                        .nav = id_given(print.casefile_id) ? "/cases" : NULL,
                        .narrow = true};

    if (view.is_waiting)
        resp_header(r, "Refresh", STR("2"));
    return resp_page(r, &page, &tmpl_print_page, &view);
}

/* The page once more, for its rights: who may no longer open it does not get its PDF. */
static enum err print_file_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct print print;

    TRY(print_load(ctx, req_id(r, "print"), &print));
    if (!str_eq(print.state, STR("done")))
        return ctx_fail(ctx, E_CONFLICT, "print.not_ready", NULL);
    TRY(req_draw(r, &(struct drawn){.frame = &tmpl_print_frame, .page = print.page}));
    return resp_file(r, &print.pdf,
                     media_filename(ctx->arena, print.title, media_kind_of(print.pdf.type)));
}

static const struct route print_routes[] = {
    ROUTE(POST, "/print", print_post, CAP_SIGNED_IN),
    ROUTE(GET, "/print/:print", print_get, CAP_SIGNED_IN),
    ROUTE(GET, "/print/:print/file", print_file_get, CAP_SIGNED_IN),
    ROUTES_END,
};

static const struct event_kind print_events[] = {
    {"print.made", 0, NULL},
    EVENTS_END,
};

static const struct job print_jobs[] = {
    {"prints", 60, print_sweep},
    JOBS_END,
};

extern const struct feature print_feature;
const struct feature print_feature = {
    .name = "print",
    .routes = print_routes,
    .events = print_events,
    .jobs = print_jobs,
};
