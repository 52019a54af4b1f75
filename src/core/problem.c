/* core/problem.c: every failure as a page that says what is wrong and what to do. */
#include <stdio.h>
#include <string.h>

#include "core/core_tmpl.gen.h"
#include "core/core_views.h"
#include "core/feature.h"
#include "core/frame.h"

static const int statuses[] = {
    [OK] = 200,      [E_NOT_FOUND] = 404, [E_DENIED] = 403, [E_INVALID] = 422, [E_CONFLICT] = 409,
    [E_LIMIT] = 413, [E_BUSY] = 503,      [E_IO] = 503,     [E_BUG] = 500,
};

static void resp_drop(struct req *r, int status)
{
    /* Cookies survive: a sign-out whose page fails has still happened. */
    size_t kept = 0;

    for (size_t i = 0; i < r->resp.header_n; i++) {
        if (str_eq(r->resp.headers[i].name, STR("Set-Cookie")))
            r->resp.headers[kept++] = r->resp.headers[i];
    }
    r->resp.header_n = kept;
    r->resp.status = status;
    r->resp.body = (struct buf){0};
}

/* The last resort when the page about the problem cannot be drawn either. */
static void resp_plain(struct req *r)
{
    resp_drop(r, 500);
    r->resp.content_type = STR("text/plain; charset=utf-8");
    buf_init(&r->resp.body, r->ctx->arena, 1024);
    buf_put_z(&r->resp.body, "Something went wrong on our side. Nothing was saved.\n");
}

/* A report written for an hour, for a case that was closed meanwhile, can still be copied. */
static void kept_fill(struct req *r, struct problem_view *view)
{
    for (size_t i = 0; r->form.fields && i < r->form.values.n; i++) {
        const struct form_value *v = &r->form.values.items[i];
        const struct field *field = field_find(r->form.fields, v->name);

        if (field && field->type == FIELD_TEXT && str_given(v->typed))
            LIST_ADD(r->ctx->arena, &view->kept, ((struct kept_view){v->name, v->typed}));
    }
}

/* Each status has three messages: problem.404.title, .what (is wrong) and .do (about it). A 409 for
 * which nobody else is to blame has its own. */
void resp_problem_status(struct req *r, int status, const char *why)
{
    char title[32], what[32], hint[32];
    const char *state = status == 409 ? "state_" : "";

    snprintf(title, sizeof title, "problem.%d.%stitle", status, state);
    snprintf(what, sizeof what, "problem.%d.%s", status, *state ? "state" : "what");
    snprintf(hint, sizeof hint, "problem.%d.%sdo", status, state);

    if (status == 404 && r->ctx->site->device)
        why = "problem.not_here";

    struct problem_view view = {.status = status,
                                .text = ctx_msg(r->ctx, why ? why : what),
                                .hint = ctx_msg(r->ctx, hint),
                                .detail = r->ctx->fail.detail};
    struct page page = {.title = ctx_msg(r->ctx, title), .narrow = true};

    if (status == 409 || (status == 503 && r->ctx->site->device))
        kept_fill(r, &view);
    resp_drop(r, status);
    r->form = (struct form){0};
    if (resp_page(r, &page, &tmpl_problem, &view) != OK)
        resp_plain(r);
}

static void conflict_page(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct conflict_view view = {
        .text = ctx_msg(ctx, ctx->fail.msg ? ctx->fail.msg : "problem.409.what"),
        .action = r->path,
        .version = ctx->conflict.version};
    struct page page = {.title = ctx_msg(ctx, "problem.409.title"), .narrow = true};

    for (size_t i = 0; i < ctx->conflict.rows.n; i++) {
        const struct conflict_row *row = &ctx->conflict.rows.items[i];

        LIST_ADD(ctx->arena, &view.rows,
                 ((struct conflict_field_view){row->label, row->stored, row->typed}));
    }
    for (size_t i = 0; i < r->form.values.n; i++) {
        const struct form_value *v = &r->form.values.items[i];

        if (str_eq(v->name, STR("csrf")) || str_eq(v->name, STR("cmd")) ||
            str_eq(v->name, STR("version")))
            continue;
        LIST_ADD(ctx->arena, &view.kept, ((struct kept_view){v->name, v->typed}));
    }
    resp_drop(r, 409);
    if (resp_page(r, &page, &tmpl_conflict, &view) != OK)
        resp_plain(r);
}

void resp_problem(struct req *r, enum err e)
{
    const char *why = r->ctx->fail.msg;

    if (e == E_CONFLICT && r->ctx->conflict.rows.n > 0) {
        conflict_page(r);
        return;
    }
    /* Nothing about our own mistakes, and one and the same page for all that is not found. */
    if (e == E_BUG || e == E_IO || e == E_NOT_FOUND)
        why = NULL;
    int64_t wait_s = r->ctx->fail.wait_s;

    resp_problem_status(r, e == E_LIMIT && wait_s ? 429 : statuses[e], why);
    if (r->resp.status == 429)
        resp_header(r, "Retry-After", str_fmt(r->ctx->arena, "%lld", (long long)wait_s));
}
