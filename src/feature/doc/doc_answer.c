/* doc/doc_answer.c: files that are answers of forms. They are not listed with the case: who may
 * read the answer may have the file, and that only the form knows. */
#include "core/event.h"
#include "core/form.h"
#include "feature/doc/doc_rules.h"
#include "feature/doc/doc_store.h"

enum err doc_answer_add(struct ctx *ctx, const struct casefile *file, struct upload *upload,
                        const struct doc_question *question, struct form_upload *ret)
{
    struct upload_list one = {.items = upload, .n = 1};
    struct doc doc = {.casefile_id = file->id,
                      .account_id = ctx->actor.account_id,
                      .kind = STR("other"),
                      .title = upload->filename,
                      .created_at = ctx->now};

    TRY(doc_uploads_check(ctx, file, &one, question->form, question->name));
    doc.id = id_new(ctx, "doc");
    TRY(doc_store_insert(ctx, &doc, "draft", upload));
    upload->kept = true;
    *ret = (struct form_upload){doc.id, upload->blob.type, upload->filename};
    return OK;
}

enum err doc_answer_bind(struct ctx *ctx, const struct casefile *file, const struct id *ids,
                         size_t n, struct id record_id)
{
    for (size_t i = 0; i < n; i++)
        TRY(doc_store_bind(ctx, file->id, ids[i], record_id));
    return OK;
}

enum err doc_answer_settle(struct ctx *ctx, const struct casefile *file, struct id record_id,
                           struct str answers)
{
    struct doc_ids ids;

    TRY(doc_store_draft(ctx, file->id, record_id, &ids));
    for (size_t i = 0; i < ids.n; i++) {
        char text[ID_TEXT];
        bool named = str_find(answers, id_format(ids.items[i], text), 0) >= 0;

        TRY(named ? doc_store_answered(ctx, file->id, ids.items[i])
                  : doc_store_remove(ctx, file->id, ids.items[i], STR_NONE));
    }
    return OK;
}

enum err doc_answer_load(struct ctx *ctx, const struct casefile *file, struct id id,
                         struct doc_file *ret)
{
    struct doc_file f;
    enum err e = doc_store_answer(ctx, file->id, id, &f);

    if (e == E_NOT_FOUND)
        return ctx_fail(ctx, e, "problem.not_found", NULL);
    TRY(e);
    TRY(doc_file_check(ctx, &f));
    *ret = f;
    return OK;
}
