/* doc/doc_check.c: what becomes of files after they came: what waits is done, and the sweep. */
#include "core/event.h"
#include "feature/doc/doc_rules.h"
#include "feature/doc/doc_store.h"
#include "feature/doc/doc_sweep.h"

enum err doc_check_next(struct ctx *ctx, struct doc_file *ret)
{
    return doc_store_waiting(ctx, ret);
}

enum err doc_check_done(struct ctx *ctx, const struct blob *blob, bool clean)
{
    struct doc doc;

    TRY(doc_store_of_file(ctx, blob->id, &doc));
    TRY(doc_store_checked(ctx, blob, clean));
    if (clean)
        return OK;
    TRY(blob_remove(ctx, blob->id));
    return event_emit(ctx, &(struct event){.kind = "doc.refused",
                                           .subject_id = doc.id,
                                           .casefile_id = doc.casefile_id,
                                           .about = doc.kind,
                                           .summary = doc.title,
                                           .confidential = doc.confidential});
}

enum err doc_sweep(struct ctx *ctx)
{
    struct instant before = {ctx->now.us - DOC_KEPT_DAYS * DAY_US};
    struct doc_ids gone;

    TRY(blob_sweep(ctx, doc_store_known));
    TRY(doc_store_erasable(ctx, before, &gone));
    for (size_t i = 0; i < gone.n; i++) {
        TRY(blob_remove(ctx, gone.items[i]));
        TRY(doc_store_erased(ctx, gone.items[i]));
    }
    return OK;
}
