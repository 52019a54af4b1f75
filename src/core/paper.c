/* core/paper.c: a page drawn for paper, inside the request that asks for it. */
#include "base/utf8.h"
#include "core/core_views.h"
#include "core/feature.h"
#include "core/form_parse.h"

#define PATH_MAX_N 2000

/* Whom the page is about, as its loads noted it. */
static void people_note(const struct req *page, struct drawn *ret)
{
    const struct access_list *seen = &page->ctx->accesses;

    ret->casefile_id = ret->person_id = ID_NONE;
    if (str_find(str_c(page->route->path), STR("/:case"), 0) < 0)
        return;
    ret->casefile_id = req_id(page, "case");
    for (size_t i = 0; i < seen->n; i++)
        if (id_eq(seen->items[i].casefile_id, ret->casefile_id))
            ret->person_id = seen->items[i].person_id;
}

static enum err page_find(struct req *r, struct str page, struct req *ret)
{
    ptrdiff_t mark = str_find(page, STR("?"), 0);
    bool other = false;

    ret->path = mark < 0 ? page : str_slice(page, 0, (size_t)mark);
    ret->query = mark < 0 ? STR_NONE : str_from(page, (size_t)mark + 1);
    if (!str_has_prefix(page, STR("/")) || page.n > PATH_MAX_N || !utf8_is_valid(page))
        return E_NOT_FOUND;
    ret->route = site_route(r->ctx->site, METHOD_GET, ret->path, ret, &other);
    if (!ret->route || !ret->route->paper)
        return E_NOT_FOUND;
    return form_parse_query(r->ctx->arena, ret->query, &ret->get);
}

enum err req_draw(struct req *r, struct drawn *ret)
{
    struct ctx *ctx = r->ctx;
    const struct locale *locale = ctx->locale;
    struct req page = {.ctx = ctx,
                       .method = METHOD_GET,
                       .peer = r->peer,
                       .headers = r->headers,
                       .header_n = r->header_n,
                       .session = r->session,
                       .paper = ret};

    if (page_find(r, ret->page, &page) != OK)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    TRY(authz_need(ctx, page.route->need));
    enum err e = page.route->handler(&page);

    /* Some pages are in the language of who will read them. */
    ctx->locale = locale;
    TRY(e);
    if (page.resp.no_paper)
        return ctx_fail(ctx, E_CONFLICT, "page.not_on_paper", NULL);
    if (page.resp.status != 200 || !str_given(ret->title))
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    people_note(&page, ret);
    return buf_done(&page.resp.body, &ret->html);
}

struct to_paper_view req_paper(const struct req *r)
{
    bool here = r->route && r->route->paper && r->method == METHOD_GET && r->ctx->site->prints &&
                !r->resp.no_paper && !r->paper && (r->resp.status == 0 || r->resp.status == 200);

    if (!here)
        return (struct to_paper_view){0};
    return (struct to_paper_view){str_given(r->query) ? str_fmt(r->ctx->arena, "%.*s?%.*s",
                                                                STR_ARG(r->path), STR_ARG(r->query))
                                                      : r->path};
}
