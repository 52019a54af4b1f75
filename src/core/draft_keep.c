/* core/draft_keep.c: see draft_keep.h. */
#include "core/draft_keep.h"

#include "core/core_sql.gen.h"
#include "core/dispatch.h"
#include "core/draft.h"

enum err draft_notice(struct req *r, struct str path, struct draft_notice_view *ret)
{
    struct ctx *ctx = r->ctx;
    struct rows rows;

    *ret = (struct draft_notice_view){0};
    if (r->form.sent)
        return OK;
    TRY(db_query(ctx->db, &SQL_DRAFT_NEWEST, BINDS(b_id(ctx->actor.account_id), b_str(path)),
                 &rows));
    if (rows_next(&rows))
        *ret = (struct draft_notice_view){
            .id = col_id(&rows, 0), .at = col_instant(&rows, 1), .here = ctx->site->device != NULL};
    return rows_end(&rows);
}

enum err draft_keep(struct req *r, struct str path, struct id *ret)
{
    struct ctx *ctx = r->ctx;
    struct req found = *r;
    struct id own;
    int64_t changed = 0;
    bool other;
    const struct route *route = site_route(ctx->site, METHOD_POST, path, &found, &other);

    if (!route || !route->again)
        return ctx_fail(ctx, E_INVALID, "problem.not_found", NULL);
    TRY(authz_need(ctx, route->need));
    /* The form's own fields say which of its values are secrets. */
    r->form.fields = route->form;
    struct str body = draft_encode(ctx, &r->form);

    if (!str_given(body))
        return ctx_fail(ctx, E_LIMIT, "problem.413.what", NULL);
    if (id_parse(form_typed(&r->form, "draft"), &own) == OK)
        TRY(db_exec(ctx->db, &SQL_DRAFT_UPDATE,
                    BINDS(b_id(own), b_id(ctx->actor.account_id), b_str(path), b_str(body),
                          b_int(ctx->now.us)),
                    &changed));
    if (changed == 0)
        return draft_add(ctx, ctx->actor.account_id, path, body, ret);
    *ret = own;
    return OK;
}

enum err draft_discard(struct ctx *ctx, struct id draft_id)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_DRAFT_DISCARD, BINDS(b_id(draft_id), b_id(ctx->actor.account_id)),
                &changed));
    return changed ? OK : ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
}
