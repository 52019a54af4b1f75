/* caseload/search_web.c: the search page. */
#include "caseload_handlers.h"
#include "caseload_tmpl.gen.h"
#include "caseload_views.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "feature/caseload/caseload.h"

/* "34 years old · North District · Omar Haddad": enough to tell two people of one name apart. */
static struct str facts(struct ctx *ctx, const struct search_hit *hit)
{
    struct str parts[] = {casefile_age(ctx, hit->birth_date, hit->birth_estimated), hit->area_name,
                          hit->worker_name};
    struct str text = STR_NONE;

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (!str_given(parts[i]))
            continue;
        text = str_given(text)
                   ? str_cat(ctx->arena, text, str_cat(ctx->arena, STR(" · "), parts[i]))
                   : parts[i];
    }
    return text;
}

/* Somebody who is not the client: "in the case of Amal Nasser, as another child concerned". */
static struct str in_case(struct ctx *ctx, const struct search_hit *hit)
{
    struct msg_arg args[] = {
        {.name = "name", .text = hit->client_name},
        {.name = "role",
         .text = pack_label(ctx->pack, STR("casefile_role"), hit->role, ctx->locale)}};

    if (!str_given(hit->role))
        return STR_NONE;
    return msg_format(ctx->arena, ctx->locale, MSG_SEARCH_IN_CASE, args, 2);
}

static void hits_fill(struct req *r, const struct search_hit_list *hits, struct search_view *view)
{
    struct ctx *ctx = r->ctx;
    bool pages = casefile_has_route(r, "/people/:person");

    for (size_t i = 0; i < hits->n; i++) {
        const struct search_hit *hit = &hits->items[i];

        LIST_ADD(ctx->arena, &view->hits,
                 ((struct search_hit_view){.person_id = hit->person_id,
                                           .casefile_id = hit->casefile_id,
                                           .name = hit->name,
                                           .initials = casefile_initials(ctx, hit->name),
                                           .number = hit->number,
                                           .by = facts(ctx, hit),
                                           .in_case = in_case(ctx, hit),
                                           .risk_cls = casefile_risk_class(hit->risk),
                                           .risk = id_given(hit->casefile_id)
                                                       ? casefile_risk_label(ctx, hit->risk)
                                                       : STR_NONE,
                                           .is_case = id_given(hit->casefile_id),
                                           .is_closed = str_eq(hit->state, STR("closed")),
                                           .has_page = pages}));
    }
}

enum err search_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct search_view view = {.q = req_get(r, "q")};
    struct search_hit_list hits = {0};
    struct page page = {.title = msg_text(ctx->locale, MSG_NAV_SEARCH), .narrow = true};
    struct id casefile_id;

    view.searched = str_given(view.q);
    if (view.searched) {
        enum err e = search_by_number(ctx, view.q, &casefile_id);

        if (e == OK)
            return resp_see_other(r, casefile_href(ctx, casefile_id, ""), NULL);
        if (e != E_NOT_FOUND)
            return e;
        e = search_by_name(ctx, view.q, &hits, &view.sounds_alike);
        view.too_short = e == E_INVALID;
        if (e != OK && e != E_INVALID)
            return e;
        ctx->fail = (struct failure){0};
    }
    hits_fill(r, &hits, &view);
    return resp_page(r, &page, &tmpl_search, &view);
}
