/* plan/plan_agree_web.c: the family agrees: what is read out and signed, and what was signed. */
#include "core/feature.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "core/weighed.h"
#include "feature/doc/doc.h"
#include "plan_page.h"
#include "plan_tmpl.gen.h"

const struct field plan_agree_form[] = {
    {"on", FIELD_DATE, .label = "plan.agreed_on", .required = true, .past = true},
    {"with", FIELD_LINE, .label = "plan.agreed_with", .hint = "plan.agreed_with_hint",
     .required = true},
    {"how", FIELD_CODE, .label = "plan.agreed_how", .codes = "agreed_how", .required = true},
    {"signature", FIELD_SIGNATURE, .label = "plan.signature", .hint = "plan.signature_hint"},
    {"witness", FIELD_LINE, .label = "plan.witness", .hint = "plan.witness_hint"},
    {"file", FIELD_FILE, .label = "plan.photo", .hint = "plan.photo_hint", .codes = "file"},
    {"code", FIELD_LINE, .label = "plan.code", .hint = "plan.code_hint", .max = 40},
    WEIGHED_FIELDS,
    FIELDS_END,
};

/* Where this program keeps files, and the actor may add some. */
static bool may_photograph(const struct ctx *ctx)
{
    return ctx->site->vault && authz_can(ctx, CAP_DOC_ADD);
}

enum err plan_agree_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct plan plan;
    struct plan_agree_view view = {0};
    const struct field *f = plan_agree_form;

    TRY(casefile_load_for_form(ctx, req_id(r, "case"), &file));
    TRY(plan_prepared(ctx, &file, &plan));
    if (!str_eq(plan.state, STR("approved")))
        return plan_instead(r, &file);
    doc_uploads_say(ctx, &r->uploads, &r->form);
    view.base = plan_base(ctx, &file);
    view.may_photograph = may_photograph(ctx);
    TRY(plan_text(ctx, &file, &plan, ctx->locale, &view.text));
    view.hash = ctx_hash(ctx->arena, view.text);
    view.on = form_field(ctx, &r->form, f, "on", ctx_date_text(ctx, ctx_today(ctx)));
    view.with = form_field(ctx, &r->form, f, "with", STR_NONE);
    view.how = form_field(ctx, &r->form, f, "how", STR_NONE);
    view.witness = form_field(ctx, &r->form, f, "witness", STR_NONE);
    view.signature = form_field(ctx, &r->form, f, "signature", STR_NONE);
    view.photo = form_field(ctx, &r->form, f, "file", STR_NONE);
    view.code = form_field(ctx, &r->form, f, "code", STR_NONE);
    TRY(weighed_view(r, f, &file, &view.weighed));
    return casefile_page(r, &file, NULL, ctx_msg(ctx, "plan.agree_title"),
                         (struct panel_view){&tmpl_plan_agree, &view});
}

enum err plan_agree_post(struct req *r)
{
    struct casefile file;
    struct plan plan;
    const struct locale *in = locale_find(form_typed(&r->form, "lang"));
    struct plan_agreement agreement = {.on = form_date(&r->form, "on"),
                                       .how = form_code(&r->form, "how"),
                                       .with = form_text(&r->form, "with"),
                                       .witness = form_text(&r->form, "witness"),
                                       .signature = form_text(&r->form, "signature"),
                                       .in = in ? in : r->ctx->locale,
                                       .hash = form_typed(&r->form, "hash"),
                                       .seen = plan_text_sent(r),
                                       .photo = &r->uploads,
                                       .code = form_text(&r->form, "code"),
                                       .form = &r->form};

    TRY(casefile_load_open(r->ctx, req_id(r, "case"), &file));
    TRY(plan_prepared(r->ctx, &file, &plan));
    TRY(weighed_take(r));
    TRY(plan_agree(r->ctx, &file, &plan, &agreement));
    TRY(weighed_check(r->ctx));
    return resp_see_other(r, plan_base(r->ctx, &file), "plan.agreed.done");
}

/* ---- what was signed ------------------------------------------------------------------------ */

const struct plan *plan_version_asked(struct req *r, const struct plan_list *all, const char *name)
{
    int64_t n = req_get_int(r, name, 1, INT32_MAX, 0);

    for (size_t i = 0; i < all->n; i++)
        if (all->items[i].version_no == n)
            return &all->items[i];
    return NULL;
}

/* The photo of what was signed on paper; where it lies, and whether it can be seen. */
static enum err photo_fill(struct ctx *ctx, const struct casefile *file, struct id file_id,
                           struct plan_photo_view *view)
{
    struct doc doc = {0};
    char id[ID_TEXT];

    view->was_taken = id_given(file_id);
    if (!view->was_taken || !authz_can(ctx, CAP_DOC_READ))
        return OK;
    TRY(doc_find_by_file(ctx, file, file_id, &doc));
    if (!id_given(doc.id))
        return OK;
    struct str rest = str_fmt(ctx->arena, "documents/%.*s", STR_ARG(id_format(doc.id, id)));

    view->href = casefile_href(ctx, file->id, rest.p);
    view->is_ready = doc_file_is_ready(&doc.file);
    view->is_waiting = str_eq(doc.file.state, STR("waiting"));
    if (view->is_ready && doc_file_is_image(&doc.file))
        view->src =
            str_fmt(ctx->arena, "%.*s/files/%lld", STR_ARG(view->href), (long long)doc.file.number);
    return OK;
}

static void words_fill(struct ctx *ctx, const struct plan_signature *signature,
                       struct plan_signed_view *view)
{
    const struct locale *in = locale_find(signature->lang);

    view->tag = signature->lang;
    view->flow = in && locale_is_rtl(in) ? STR("rtl") : STR("ltr");
    view->body = signature->body;
    view->hash = signature->body_hash;
    view->is_whole = str_eq(ctx_hash(ctx->arena, signature->body), signature->body_hash);
    view->path = form_answer_path(&plan_agree_form[3], signature->signature);
    view->signature = str_given(view->path) ? STR_NONE : signature->signature;
    view->how = pack_label(ctx->pack, STR("agreed_how"), view->plan.agreed_how, ctx->locale);
    view->by = signature->by_name;
    view->at = signature->at;
}

enum err plan_signed_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct plan_list all;
    const struct plan *plan;
    struct plan_signature signature;
    struct plan_signed_view view = {.at = INSTANT_NONE};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(plan_versions(ctx, &file, &all));
    plan = plan_version_asked(r, &all, "version");
    if (!plan)
        return plan_instead(r, &file);
    TRY(plan_signature(ctx, plan, &signature));
    view.base = plan_href(ctx, plan_base(ctx, &file), plan);
    view.plan = *plan;
    view.is_kept = signature.at.us != INSTANT_NONE.us;
    if (view.is_kept) {
        words_fill(ctx, &signature, &view);
        TRY(photo_fill(ctx, &file, signature.file_id, &view.photo));
    }
    return casefile_page(r, &file, "plan", ctx_msg(ctx, "plan.signed_title"),
                         (struct panel_view){&tmpl_plan_signed, &view});
}
