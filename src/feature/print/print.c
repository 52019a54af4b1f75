/* print/print.c: the rules of prints, see print.h. */
#include "feature/print/print.h"

#include "core/event.h"
#include "core/feature.h"
#include "feature/print/print_store.h"
#include "feature/print/print_sweep.h"

enum err print_add(struct ctx *ctx, struct print *print, struct id person_id, struct str html)
{
    struct blob page;

    if (!ctx->site->prints)
        return ctx_fail(ctx, E_CONFLICT, "print.not_here", NULL);
    TRY(blob_put(ctx, "text/html", html, &page));
    print->id = id_new(ctx, "print");
    print->account_id = ctx->actor.account_id;
    print->state = STR("waiting");
    print->html_id = page.id;
    print->at = ctx->now;
    TRY(print_store_insert(ctx, print));
    return event_emit(ctx, &(struct event){.kind = "print.made",
                                           .subject_id = print->id,
                                           .casefile_id = print->casefile_id,
                                           .person_id = person_id,
                                           .summary = print->title});
}

enum err print_load(struct ctx *ctx, struct id id, struct print *ret)
{
    struct instant since = {ctx->now.us - PRINT_KEPT_MIN * MINUTE_US};
    enum err e = print_store_find(ctx, id, since, ret);

    return e == E_NOT_FOUND ? ctx_fail(ctx, e, "problem.not_found", NULL) : e;
}

enum err print_next(struct ctx *ctx, struct print *ret)
{
    enum err e = print_store_waiting(ctx, ret);

    if (e == E_NOT_FOUND)
        *ret = (struct print){0};
    return e == E_NOT_FOUND ? OK : e;
}

enum err print_end(struct ctx *ctx, struct id id, const struct blob *pdf, enum err why)
{
    return print_store_end(ctx, id, pdf ? "done" : why == E_LIMIT ? "large" : "failed", pdf);
}

/* The files go by blob_sweep(): nothing ever names them as to be kept. */
enum err print_sweep(struct ctx *ctx)
{
    return print_store_forget(ctx, (struct instant){ctx->now.us - HOUR_US});
}
