/* core/draft.c: see draft.h. */
#include "core/draft.h"

#include "core/core_sql.gen.h"
#include "core/dispatch.h"
#include "core/form_parse.h"
#include "core/pack.h"

#define DRAFT_MAX ((size_t)900 << 10) /* a command of a device must go into one batch */

static void encode(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     c == '-' || c == '_' || c == '.';

        if (plain)
            buf_put_c(out, (char)c);
        else
            buf_printf(out, "%%%02X", c);
    }
}

static bool is_secret(const struct form *form, struct str name)
{
    for (const struct field *f = form->fields; f && f->name; f++) {
        if (f->type == FIELD_SECRET && str_eq(name, str_c(f->name)))
            return true;
    }
    return str_eq(name, STR("csrf"));
}

struct str draft_encode(struct ctx *ctx, const struct form *form)
{
    struct buf out;

    buf_init(&out, ctx->arena, DRAFT_MAX);
    for (size_t i = 0; i < form->values.n; i++) {
        const struct form_value *v = &form->values.items[i];

        if (is_secret(form, v->name))
            continue;
        if (out.n)
            buf_put_c(&out, '&');
        encode(&out, v->name);
        buf_put_c(&out, '=');
        encode(&out, v->typed);
    }
    return out.over ? STR_NONE : buf_str(&out);
}

enum err draft_add(struct ctx *ctx, struct id account_id, struct str path, struct str body,
                   struct id *ret)
{
    struct id id = id_new(ctx, "draft");

    if (path.n == 0 || path.p[0] != '/' || path.n > 500)
        return ctx_fail(ctx, E_INVALID, "problem.not_found", NULL);
    TRY(db_exec(ctx->db, &SQL_DRAFT_INSERT,
                BINDS(b_id(id), b_id(account_id), b_str(path), b_str(body), b_int(ctx->now.us)),
                NULL));
    *ret = id;
    return OK;
}

enum err draft_sent(struct req *r)
{
    struct ctx *ctx = r->ctx;

    if (!id_given(r->draft_id))
        return OK;
    return db_exec(ctx->db, &SQL_DRAFT_DELETE,
                   BINDS(b_id(r->draft_id), b_id(ctx->actor.account_id), b_str(r->path)), NULL);
}

enum err draft_sweep(struct ctx *ctx)
{
    return db_exec(ctx->db, &SQL_DRAFT_SWEEP,
                   BINDS(b_int(ctx->now.us - ctx->site->pack->draft_days * DAY_US)), NULL);
}

enum err draft_show(struct req *r, struct id draft_id)
{
    struct ctx *ctx = r->ctx;
    struct rows rows;
    struct str path = STR_NONE, body = STR_NONE;
    bool other;

    TRY(db_query(ctx->db, &SQL_DRAFT_FIND, BINDS(b_id(draft_id), b_id(ctx->actor.account_id)),
                 &rows));
    bool found = rows_next(&rows);

    if (found) {
        path = col_str(&rows, 0);
        body = col_str(&rows, 1);
    }
    TRY(rows_end(&rows));
    const struct route *route = found ? site_route(ctx->site, METHOD_POST, path, r, &other) : NULL;

    if (!route || !route->again)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    TRY(authz_need(ctx, route->need));
    TRY(form_parse_query(ctx->arena, body, &r->form.values));
    /* Shown as typed, not as wrong. */
    r->form.fields = route->form;
    r->form.sent = true;
    r->path = path;
    r->route = route;
    r->draft_id = draft_id;
    r->resp.status = 200;
    return route->again(r);
}

struct str draft_stays_pages(struct ctx *ctx, struct sync_row *row)
{
    struct str path = sync_row_value(row, "path")->s;
    const char *page = site_sends_to_itself(ctx->site, path) ? "" : "/new";

    return str_fmt(ctx->arena, "%.*s%s /drafts/%.*s", STR_ARG(path), page,
                   STR_ARG(ctx_id_text(ctx, sync_row_id(row, "id"))));
}

struct str draft_stays_typed(struct ctx *ctx, struct sync_row *row)
{
    (void)ctx;
    return sync_row_value(row, "body")->s;
}
