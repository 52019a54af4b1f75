/* assess/assess_file_web.c: questions that are answered with a file: what was sent becomes a
 * document at once, so that a mistake in another answer does not lose it; and the file of a record.
 */
#include "assess_page.h"
#include "feature/doc/doc.h"

#define FILE_BOX STR(".file") /* see core/field.html */

static struct form_value *value_of(struct req *r, struct form *form, struct str name)
{
    for (size_t i = 0; i < form->values.n; i++)
        if (str_eq(form->values.items[i].name, name))
            return &form->values.items[i];
    struct form_value *v = LIST_PUSH(r->ctx->arena, &form->values);

    v->name = name;
    return v;
}

/* What names a file must be what stands in the form already: nobody gets at another answer's file
 * by typing its id. */
static void typed_check(struct assess_work *w, struct form *form)
{
    struct form_upload file;

    for (size_t i = 0; i < form->values.n; i++) {
        struct form_value *v = &form->values.items[i];
        struct str typed = str_trim(v->typed), kept = STR_NONE;

        if (form_upload_read(typed, &file) != OK)
            continue;
        if (form_live_state(w->answers.live, v->name))
            kept = form_live_answer(w->answers.live, v->name);
        if (!str_eq(typed, kept))
            v->typed = kept;
    }
}

static enum err upload_take(struct req *r, struct assess_work *w, struct form *form,
                            struct upload *upload, struct assess_files *files)
{
    struct ctx *ctx = r->ctx;
    struct str name = str_slice(upload->name, 0, upload->name.n - FILE_BOX.n);
    struct form_state *s = form_live_state(w->answers.live, name);
    struct form_upload file;

    if (!s || !pack_has_word(STR("image audio video file"), s->item->type))
        return OK;
    /* A question for a picture takes no letter. */
    if (upload->kind && !str_eq(s->item->type, STR("file")) &&
        !str_eq(s->item->type, str_c(upload->kind->group)))
        upload->problem = "upload.other_kind";
    struct doc_question question = {form, str_z(ctx->arena, name)};
    enum err e = doc_answer_add(ctx, &w->file, upload, &question, &file);

    if (e == E_INVALID) {
        files->any_refused = true;
        LIST_ADD(ctx->arena, &files->refused, *value_of(r, form, name));
        return OK;
    }
    TRY(e);
    LIST_ADD(ctx->arena, &files->ids, file.id);
    value_of(r, form, name)->typed = form_upload_text(ctx->arena, &file);
    value_of(r, form, str_cat(ctx->arena, name, STR(".drop")))->typed = STR_NONE;
    return OK;
}

/* A page of the server, answered by a device: it says the name of the file that was chosen. */
static void offline_check(struct req *r, struct form *form, struct assess_files *files)
{
    for (size_t i = 0; i < form->values.n; i++) {
        struct str box = form->values.items[i].name;

        if (!str_has_suffix(box, FILE_BOX) || !str_given(form->values.items[i].typed))
            continue;
        struct form_value *v = value_of(r, form, str_slice(box, 0, box.n - FILE_BOX.n));

        v->error = ctx_msg(r->ctx, "form.file_offline");
        files->any_refused = true;
        LIST_ADD(r->ctx->arena, &files->refused, *v);
    }
}

enum err assess_files_take(struct req *r, struct assess_work *w, struct form *form,
                           struct assess_files *ret)
{
    typed_check(w, form);
    if (r->ctx->site->device)
        offline_check(r, form, ret);
    for (size_t i = 0; i < r->uploads.n; i++)
        if (str_has_suffix(r->uploads.items[i].name, FILE_BOX))
            TRY(upload_take(r, w, form, &r->uploads.items[i], ret));
    return OK;
}

enum err assess_files_bind(struct req *r, const struct assess_work *w,
                           const struct assess_files *files, struct id record_id)
{
    return doc_answer_bind(r->ctx, &w->file, files->ids.items, files->ids.n, record_id);
}

enum err assess_files_again(struct req *r, struct assess_work *w, struct assess_page *page,
                            const struct assess_files *files, handler_fn page_of)
{
    struct form shown = {.sent = true};
    struct assess_record record;

    for (size_t i = 0; i < page->form->values.n; i++)
        LIST_ADD(r->ctx->arena, &shown.values, page->form->values.items[i]);
    for (size_t i = 0; i < files->refused.n; i++)
        value_of(r, &shown, files->refused.items[i].name)->error = files->refused.items[i].error;
    page->act = STR("show");
    TRY(assess_keep(r->ctx, &w->file, page, &record));
    TRY(assess_files_bind(r, w, files, record.id));
    value_of(r, &shown, STR("version"))->typed =
        str_fmt(r->ctx->arena, "%lld", (long long)record.version);
    r->form = shown;
    r->resp = (struct resp){.status = 422};
    return page_of(r);
}

enum err assess_file_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct assess_record record;
    struct doc_file f;
    char text[ID_TEXT];
    struct id id = req_id(r, "answer");

    TRY(casefile_load_part(ctx, req_id(r, "case"), CASEFILE_PART_FORMS, CASEFILE_READ, &file));
    TRY(assess_load(ctx, &file, req_id(r, "record"), &record));
    /* Loading took out what this reader may not see. */
    if (!id_given(id) || str_find(record.answers, id_format(id, text), 0) < 0)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    TRY(doc_answer_load(ctx, &file, id, &f));
    ctx_access(ctx, "doc", id, file.id, file.person_id);
    return resp_file(r, &f.blob, f.filename);
}

void assess_file_show(struct ctx *ctx, const struct casefile *file,
                      const struct assess_record *record, struct str stored,
                      struct assess_answer_view *answer)
{
    struct form_upload upload;
    char id[ID_TEXT], at[ID_TEXT];

    if (form_upload_read(stored, &upload) != OK)
        return;
    answer->is_image = str_has_prefix(upload.type, STR("image/"));
    answer->file_href = str_fmt(ctx->arena, "%.*s/files/%.*s",
                                STR_ARG(assess_base(ctx, file, id_format(record->id, at))),
                                STR_ARG(id_format(upload.id, id)));
}
