/* doc/doc_web.c: the pages of documents. */
#include "core/feature.h"
#include "core/messages.gen.h"
#include "doc_page.h"
#include "doc_tmpl.gen.h"
#include "doc_views.h"
#include "feature/doc/doc.h"

#define WORDS                                                                                      \
    {"kind", FIELD_CODE, .label = "doc.kind", .codes = "doc_kind", .required = true},              \
        {"title", FIELD_LINE, .label = "doc.title", .hint = "doc.title_hint",                      \
         .max = DOC_TITLE_MAX},                                                                    \
        {"expires_on", FIELD_DATE, .label = "doc.expires_on", .hint = "doc.expires_hint"},         \
        {"confidential", FIELD_BOOL, .label = "doc.confidential", .hint = "doc.confidential_why"}

const struct field doc_new_form[] = {
    {"file", FIELD_FILE, .label = "doc.files", .codes = "file"},
    {"photo", FIELD_FILE, .label = "doc.photo", .codes = "image"},
    WORDS,
    FIELDS_END,
};
const struct field doc_edit_form[] = {
    WORDS,
    {"version", FIELD_INT, .label = "doc.version", .required = true, .max = 1000000},
    FIELDS_END,
};
const struct field doc_remove_form[] = {
    {"reason", FIELD_LINE, .label = "doc.reason", .required = true, .max = 500},
    FIELDS_END,
};

static struct str href(struct ctx *ctx, struct id casefile_id, struct id doc_id, const char *rest)
{
    char text[ID_TEXT];

    return casefile_href(
        ctx, casefile_id,
        str_fmt(ctx->arena, "documents/%.*s%s", STR_ARG(id_format(doc_id, text)), rest).p);
}

static bool may_add(const struct ctx *ctx, const struct casefile *file)
{
    return casefile_is_open(file) && file->access == CASEFILE_WRITE && authz_can(ctx, CAP_DOC_ADD);
}

static struct doc_words words_of(const struct form *form)
{
    return (struct doc_words){.kind = form_code(form, "kind"),
                              .title = form_text(form, "title"),
                              .expires_on = form_date(form, "expires_on"),
                              .confidential = form_bool(form, "confidential")};
}

static struct str size_text(struct ctx *ctx, int64_t bytes)
{
    struct msg_arg kb = {.name = "n", .is_number = true, .number = (bytes + 1023) / 1024};
    struct msg_arg mb = {.name = "n", .is_number = true, .number = (bytes + (1 << 19)) >> 20};

    return bytes < 1 << 20 ? msg_format(ctx->arena, ctx->locale, MSG_DOC_KB, &kb, 1)
                           : msg_format(ctx->arena, ctx->locale, MSG_DOC_MB, &mb, 1);
}

/* ---- adding --------------------------------------------------------------------------------- */

enum err doc_new_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;

    TRY(casefile_load_for_form(ctx, req_id(r, "case"), &file));
    doc_uploads_say(ctx, &r->uploads, &r->form);
    struct doc_new_view view = {
        .casefile_id = file.id,
        .file = form_field(ctx, &r->form, doc_new_form, "file", STR_NONE),
        .photo = form_field(ctx, &r->form, doc_new_form, "photo", STR_NONE),
        .kind = form_field(ctx, &r->form, doc_new_form, "kind", req_get(r, "kind")),
        .title = form_field(ctx, &r->form, doc_new_form, "title", STR_NONE),
        .expires_on = form_field(ctx, &r->form, doc_new_form, "expires_on", STR_NONE),
        .confidential = form_field(ctx, &r->form, doc_new_form, "confidential", STR_NONE)};

    view.file.multiple = true;
    view.photo.capture = STR("environment");
    return casefile_page(r, &file, NULL, msg_text(ctx->locale, MSG_DOC_ADD),
                         (struct panel_view){&tmpl_doc_new, &view});
}

enum err doc_post(struct req *r)
{
    struct casefile file;
    struct doc_words words = words_of(&r->form);

    TRY(casefile_load_open(r->ctx, req_id(r, "case"), &file));
    TRY(doc_add(r->ctx, &file, &words, &r->uploads, &r->form));
    return resp_see_other(r, casefile_href(r->ctx, file.id, "documents"),
                          r->uploads.n > 1 ? "doc.done_added_many" : "doc.done_added");
}

/* ---- list ----------------------------------------------------------------------------------- */

enum err doc_list_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct doc_list_view view = {0};
    struct doc_list docs;
    int64_t page = req_get_int(r, "page", 1, 100000, 1);
    bool more;

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(doc_list_for_casefile(ctx, &file, page, &docs, &more));
    for (size_t i = 0; i < docs.n; i++) {
        const struct doc *doc = &docs.items[i];

        LIST_ADD(ctx->arena, &view.rows,
                 ((struct doc_row_view){.doc = *doc,
                                        .expires = casefile_due(ctx, doc->expires_on),
                                        .size = size_text(ctx, doc->file.blob.size),
                                        .is_ready = doc_file_is_ready(&doc->file),
                                        .is_waiting = str_eq(doc->file.state, STR("waiting"))}));
    }
    view.casefile_id = file.id;
    view.may_add = may_add(ctx, &file);
    view.pager = req_pager(r, page, more);
    view.has_pages = more || page > 1;
    return casefile_page(r, &file, "documents", msg_text(ctx->locale, MSG_DOC_HEADING),
                         (struct panel_view){&tmpl_doc_list, &view});
}

/* ---- one document --------------------------------------------------------------------------- */

static enum err versions_fill(struct ctx *ctx, struct doc_page_view *view)
{
    struct doc_file_list files;

    TRY(doc_files(ctx, &view->doc, &files));
    for (size_t i = 0; i < files.n; i++) {
        const struct doc_file *f = &files.items[i];
        struct str rest = str_fmt(ctx->arena, "/files/%lld", (long long)f->number);

        LIST_ADD(ctx->arena, &view->versions,
                 ((struct doc_version_row_view){
                     .file = *f,
                     .href = href(ctx, view->doc.casefile_id, view->doc.id, rest.p),
                     .size = size_text(ctx, f->blob.size),
                     .is_ready = doc_file_is_ready(f),
                     .is_waiting = str_eq(f->state, STR("waiting"))}));
    }
    view->has_versions = files.n > 1;
    return OK;
}

enum err doc_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct doc_page_view view = {0};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(doc_load(ctx, &file, req_id(r, "doc"), &view.doc));
    TRY(versions_fill(ctx, &view));
    view.href = view.versions.n ? view.versions.items[0].href : STR_NONE;
    view.expires = casefile_due(ctx, view.doc.expires_on);
    view.is_ready = doc_file_is_ready(&view.doc.file);
    view.is_waiting = str_eq(view.doc.file.state, STR("waiting"));
    view.is_image = view.is_ready && doc_file_is_image(&view.doc.file);
    view.is_audio = view.is_ready && str_has_prefix(view.doc.file.blob.type, STR("audio/"));
    view.may_add = may_add(ctx, &file);
    view.may_change = view.may_add && doc_may_change(ctx, &view.doc);
    return casefile_page(r, &file, "documents", view.doc.title,
                         (struct panel_view){&tmpl_doc_page, &view});
}

static enum err doc_for_change(struct req *r, struct casefile *file, struct doc *doc)
{
    TRY(casefile_load_for_form(r->ctx, req_id(r, "case"), file));
    TRY(doc_load(r->ctx, file, req_id(r, "doc"), doc));
    return doc_may_change(r->ctx, doc) ? OK : ctx_fail(r->ctx, E_CONFLICT, "doc.not_yours", NULL);
}

enum err doc_edit_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct doc doc;

    TRY(doc_for_change(r, &file, &doc));
    struct str on = date_given(doc.expires_on) ? ctx_date_text(ctx, doc.expires_on) : STR_NONE;
    struct doc_edit_view view = {
        .casefile_id = file.id,
        .doc_id = doc.id,
        .version = doc.version,
        .kind = form_field(ctx, &r->form, doc_edit_form, "kind", doc.kind),
        .title = form_field(ctx, &r->form, doc_edit_form, "title", doc.title),
        .expires_on = form_field(ctx, &r->form, doc_edit_form, "expires_on", on),
        .confidential = form_field(ctx, &r->form, doc_edit_form, "confidential",
                                   doc.confidential ? STR("1") : STR_NONE)};

    return casefile_page(r, &file, NULL, msg_text(ctx->locale, MSG_DOC_EDIT),
                         (struct panel_view){&tmpl_doc_edit, &view});
}

enum err doc_edit_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct doc doc;
    struct doc_words words = words_of(&r->form);

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_WRITE, &file));
    TRY(doc_load(ctx, &file, req_id(r, "doc"), &doc));
    TRY(doc_edit(ctx, &file, &doc, &words, form_int(&r->form, "version", 0)));
    return resp_see_other(r, href(ctx, file.id, doc.id, ""), "doc.done_edited");
}

enum err doc_remove_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct doc doc;

    TRY(doc_for_change(r, &file, &doc));
    struct doc_remove_view view = {
        .casefile_id = file.id,
        .doc_id = doc.id,
        .title = doc.title,
        .reason = form_field(ctx, &r->form, doc_remove_form, "reason", STR_NONE)};

    return casefile_page(r, &file, NULL, msg_text(ctx->locale, MSG_DOC_REMOVE),
                         (struct panel_view){&tmpl_doc_remove, &view});
}

enum err doc_remove_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct doc doc;

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_WRITE, &file));
    TRY(doc_load(ctx, &file, req_id(r, "doc"), &doc));
    TRY(doc_remove(ctx, &file, &doc, form_text(&r->form, "reason")));
    return resp_see_other(r, casefile_href(ctx, file.id, "documents"), "doc.done_removed");
}
