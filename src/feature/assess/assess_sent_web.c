/* assess/assess_sent_web.c: a form that was filled in on a device: what the device sends, and what
 * the server does with it. */
#include "assess_page.h"
#include "feature/assess/assess_form.h"
#include "feature/doc/doc.h"

enum err assess_stays(struct req *r, struct str path, const char *done)
{
    r->resp.on_device.stays = true;
    return resp_see_other(r, path, done);
}

enum err assess_sends(struct req *r, const struct assess_work *w, const char *where,
                      const struct assess_record *record)
{
    struct assess_record sent = *record;
    struct str body;

    if (!r->ctx->site->device || r->replay)
        return OK;
    if (assess_is_submitted(record))
        sent.seen = assess_parts_all(r->ctx, w->def);
    TRY(assess_sent_write(r->ctx, &sent, &body));
    if (!assess_is_submitted(record))
        TRY(assess_sent_take(r->ctx, record));
    r->resp.on_device.path = str_fmt(r->ctx->arena, "%.*s/%s", STR_ARG(w->base), where);
    r->resp.on_device.body = body;
    return OK;
}

enum err assess_sent_check_post(struct req *r, struct assess_work *w)
{
    struct ctx *ctx = r->ctx;
    struct assess_filled filled = {.def = w->def};
    struct assess_record record;
    struct form form = r->form;
    enum err e;

    TRY(assess_sent_read(ctx, &w->file, &w->draft, &r->form, &filled));
    TRY(assess_sent_compare(ctx, &w->file, &filled, &r->form));
    e = assess_submit_filled(ctx, &w->file, &filled, &form, &record);
    if (e == E_INVALID)
        r->form = form;
    TRY(e);
    TRY(doc_answer_settle(ctx, &w->file, record.id, record.answers));
    return assess_shown(r, &w->file, &record);
}

enum err assess_sent_start_post(struct req *r, struct assess_work *w)
{
    struct assess_filled filled = {.def = w->def};

    TRY(assess_sent_read(r->ctx, &w->file, &w->draft, &r->form, &filled));
    TRY(assess_sent_keep(r->ctx, &w->file, &w->draft, &filled));
    return resp_see_other(r, str_cat(r->ctx->arena, w->base, STR("/new")), "assess.moved.done");
}

enum err assess_here(struct ctx *ctx, const struct assess_work *w, bool *ret, int64_t *ret_base)
{
    *ret = false;
    *ret_base = ASSESS_HERE;
    if (!ctx->site->device || !id_given(w->draft.id))
        return OK;
    return assess_sent_base(ctx, &w->draft, ret_base, ret);
}
