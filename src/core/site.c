/* core/site.c: the route table of all features, and what must not start. */
#include <string.h>

#include "core/feature.h"
#include "core/pack.h"

/* Matches "/cases/:case/notes" against a path, filling r->params. literal_n counts literal segments
 * from the left, so that "/cases/new" wins over "/cases/:case". */
static bool path_match(const char *pattern, struct str path, struct req *r, unsigned *literal)
{
    struct str want = str_c(pattern), have = path, w, h;

    *literal = 0;
    r->param_n = 0;
    want = str_from(want, 1);
    have = str_from(have, 1);
    for (;;) {
        bool more_w = str_split(&want, '/', &w), more_h = str_split(&have, '/', &h);

        if (!more_w || !more_h)
            return more_w == more_h;
        *literal <<= 1;
        if (w.n && w.p[0] == ':') {
            if (h.n == 0 || r->param_n == 4)
                return false;
            r->params[r->param_n].name = str_from(w, 1);
            r->params[r->param_n++].value = h;
        } else if (str_eq(w, h)) {
            *literal |= 1;
        } else {
            return false;
        }
    }
}

const struct route *site_route(const struct site *site, enum method method, struct str path,
                               struct req *r, bool *other_method)
{
    const struct route *best = NULL;
    unsigned best_literal = 0, literal;
    struct req tried = {0};

    *other_method = false;
    if (path.n == 0 || path.p[0] != '/')
        return NULL;
    for (const struct feature *const *f = site->features; *f; f++) {
        for (const struct route *route = (*f)->routes; route && route->path; route++) {
            if (!path_match(route->path, path, &tried, &literal))
                continue;
            if (route->method != method) {
                *other_method = true;
            } else if (!best || literal > best_literal) {
                best = route;
                best_literal = literal;
                memcpy(r->params, tried.params, sizeof r->params);
                r->param_n = tried.param_n;
            }
        }
    }
    return best;
}

bool site_sends_to_itself(const struct site *site, struct str path)
{
    struct req r = {0};
    bool other;
    const struct route *sent = site_route(site, METHOD_POST, path, &r, &other);
    const struct route *shown = site_route(site, METHOD_GET, path, &r, &other);

    return sent && shown && sent->again == shown->handler;
}

const struct event_kind *site_event_kind(const struct site *site, const char *name)
{
    for (const struct feature *const *f = site->features; *f; f++) {
        for (const struct event_kind *kind = (*f)->events; kind && kind->name; kind++) {
            if (strcmp(kind->name, name) == 0)
                return kind;
        }
    }
    return NULL;
}

static const char *route_problem(const struct route *route)
{
    if (route->need <= CAP_NONE || route->need >= CAP_N)
        return "has no capability";
    if (route->path[0] != '/' || !route->handler)
        return "has no path or no handler";
    if (route->need == CAP_LINK && !strstr(route->path, "/:token"))
        return "is opened by a link but has no :token in its path";
    if (route->offline && (route->own_tx || cap_is_open(route->need)))
        return "cannot be sent later: it has its own transaction, or is open to all";
    if (route->form && (route->method != METHOD_POST || !route->again))
        return "has a form but no page that draws it again";
    return NULL;
}

static bool route_is_twice(const struct site *site, const struct route *route)
{
    int n = 0;

    for (const struct feature *const *f = site->features; *f; f++) {
        for (const struct route *other = (*f)->routes; other && other->path; other++)
            n += other->method == route->method && strcmp(other->path, route->path) == 0;
    }
    return n > 1;
}

static enum err feature_check(const struct site *site, const struct feature *f, struct arena *a,
                              struct str *problem)
{
    for (const struct route *route = f->routes; route && route->path; route++) {
        const char *why = route_problem(route);

        if (!why && route_is_twice(site, route))
            why = "is declared twice";
        if (why) {
            *problem =
                str_fmt(a, "route %s %s of %s %s", route->method == METHOD_GET ? "GET" : "POST",
                        route->path, f->name, why);
            return E_INVALID;
        }
    }
    for (const struct subscriber *s = f->subscribers; s && s->event; s++) {
        if (strcmp(s->event, "*") != 0 && !site_event_kind(site, s->event)) {
            *problem =
                str_fmt(a, "%s subscribes to %s, which no feature declares", f->name, s->event);
            return E_INVALID;
        }
    }
    return OK;
}

enum err site_check(const struct site *site, struct arena *a, struct str *problem)
{
    for (const struct feature *const *f = site->features; *f; f++)
        TRY(feature_check(site, *f, a, problem));
    return OK;
}

bool site_has_programmes(const struct site *site)
{
    return site->pack->next && site->pack->next != site->pack;
}

const struct pack *site_pack(const struct site *site, struct str name)
{
    const struct pack *p = site->pack;

    do {
        if (str_eq(p->name, name))
            return p;
        p = p->next;
    } while (p && p != site->pack);
    return NULL;
}

const struct pack *site_pack_of(const struct ctx *ctx, struct str name)
{
    const struct pack *pack = ctx->site ? site_pack(ctx->site, name) : NULL;

    return pack ? pack : ctx->pack;
}

bool site_enter(struct ctx *ctx, struct str programme)
{
    const struct pack *pack = ctx->pack;

    if (ctx->site)
        pack = str_given(programme) ? site_pack(ctx->site, programme) : ctx->site->pack;
    if (pack)
        ctx->pack = pack;
    return pack != NULL;
}

/* What the path has under that name, if it has it. */
static struct id id_of_path(const struct req *r, const char *name)
{
    for (size_t i = 0; i < r->param_n; i++)
        if (str_eq(r->params[i].name, str_c(name)))
            return req_id(r, name);
    return ID_NONE;
}

enum err site_programme_of(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct str name = STR_NONE;

    if (!site_has_programmes(ctx->site))
        return OK;
    for (const struct feature *const *f = ctx->site->features; *f; f++) {
        enum err (*programme)(struct ctx *, struct id, struct str *) = (*f)->programme;
        struct id id;

        if (!programme)
            continue;
        id = id_of_path(r, (*f)->programme_param);
        if (id_given(id))
            TRY(programme(ctx, id, &name));
    }
    site_enter(ctx, str_given(name) ? name : form_typed(&r->form, "programme"));
    return OK;
}
