/* doc/doc_file_web.c: the bytes of documents: out, and newer ones in. */
#include "core/messages.gen.h"
#include "doc_page.h"
#include "doc_tmpl.gen.h"
#include "doc_views.h"
#include "feature/doc/doc.h"

#include "base/num.h"

const struct field doc_version_form[] = {
    {"file", FIELD_FILE, .label = "doc.file", .codes = "file"},
    FIELDS_END,
};

enum err doc_file_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct doc doc;
    struct doc_file f;
    int64_t number;

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(doc_load(ctx, &file, req_id(r, "doc"), &doc));
    if (num_parse_range(req_param(r, "number"), 1, DOC_VERSIONS_MAX, &number) != OK)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    TRY(doc_file_load(ctx, &doc, number, &f));
    ctx_access(ctx, "doc", doc.id, file.id, file.person_id);
    return resp_file(r, &f.blob, f.filename);
}

enum err doc_version_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct doc doc;

    TRY(casefile_load_for_form(ctx, req_id(r, "case"), &file));
    TRY(doc_load(ctx, &file, req_id(r, "doc"), &doc));
    struct doc_version_view view = {
        .casefile_id = file.id,
        .doc_id = doc.id,
        .file = form_field(ctx, &r->form, doc_version_form, "file", STR_NONE)};

    view.file.required = true;
    return casefile_page(r, &file, NULL, msg_text(ctx->locale, MSG_DOC_RENEW),
                         (struct panel_view){&tmpl_doc_version, &view});
}

enum err doc_version_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct doc doc;
    char id[ID_TEXT];

    TRY(casefile_load_open(ctx, req_id(r, "case"), &file));
    TRY(doc_load(ctx, &file, req_id(r, "doc"), &doc));
    TRY(doc_renew(ctx, &file, &doc, &r->uploads, &r->form));
    return resp_see_other(
        r,
        casefile_href(ctx, file.id,
                      str_fmt(ctx->arena, "documents/%.*s", STR_ARG(id_format(doc.id, id))).p),
        "doc.done_renewed");
}
