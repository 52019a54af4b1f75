/* assess/assess_begin.c: drafts that begin with an earlier record: its answers on offer, or its
 * correction; and throwing one away. */
#include "core/authz.h"
#include "core/event.h"
#include "core/feature.h"
#include "feature/assess/assess_form.h"
#include "feature/assess/assess_store.h"
#include "feature/doc/doc.h"

struct assess_record assess_record_new(struct ctx *ctx, const struct casefile *file,
                                       const struct pack_form *def)
{
    return (struct assess_record){.id = id_new(ctx, "form_record"),
                                  .casefile_id = file->id,
                                  .person_id = file->person_id,
                                  .account_id = ctx->actor.account_id,
                                  .form = def->name,
                                  .form_version = def->version,
                                  .state = STR("draft"),
                                  .answers = STR("{}"),
                                  .author_name = ctx->actor.name,
                                  .created_at = ctx->now,
                                  .saved_at = ctx->now};
}

enum err assess_draft_emit(struct ctx *ctx, const struct casefile *file,
                           const struct assess_record *draft, const char *kind)
{
    return event_emit(ctx, &(struct event){.kind = kind,
                                           .subject_id = draft->id,
                                           .casefile_id = file->id,
                                           .person_id = file->person_id,
                                           .about = draft->form});
}

static enum err draft_add(struct ctx *ctx, const struct casefile *file,
                          const struct assess_record *draft)
{
    struct assess_record other = {0};

    TRY(assess_store_draft(ctx, file->id, draft->form, &other));
    if (id_given(other.id))
        return ctx_fail(ctx, E_CONFLICT, "assess.draft_exists", NULL);
    TRY(assess_store_insert(ctx, draft));
    if (ctx->site->device)
        TRY(assess_store_stays(ctx, draft, ASSESS_HERE));
    return assess_draft_emit(ctx, file, draft, "assess.begun");
}

/* The form of today of a submitted record, if the pack still has it. */
static const struct pack_form *def_of(struct ctx *ctx, const struct assess_record *record)
{
    return assess_is_submitted(record) ? pack_form_find(ctx->pack, record->form) : NULL;
}

enum err assess_begin(struct ctx *ctx, const struct casefile *file, struct id source_id,
                      struct assess_record *ret)
{
    struct assess_record source = {0}, draft;
    const struct pack_form *def;

    TRY(assess_may_write(ctx, file));
    TRY(assess_load(ctx, file, source_id, &source));
    def = def_of(ctx, &source);
    if (!def)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    draft = assess_record_new(ctx, file, def);
    draft.source_id = source.id;
    TRY(draft_add(ctx, file, &draft));
    *ret = draft;
    return OK;
}

bool assess_may_replace(const struct ctx *ctx, const struct casefile *file,
                        const struct assess_record *record)
{
    return assess_is_submitted(record) && !id_given(record->replaced_by) &&
           casefile_is_open(file) && authz_can(ctx, CAP_ASSESS_EDIT) &&
           pack_form_find(ctx->pack, record->form) && !record->has_hidden &&
           assess_may_read(ctx, file, record) != ASSESS_PLAIN;
}

enum err assess_replace(struct ctx *ctx, const struct casefile *file,
                        const struct assess_record *record, struct str reason,
                        struct assess_record *ret)
{
    struct assess_record draft;
    const struct pack_form *def = NULL;

    TRY(assess_may_write(ctx, file));
    if (assess_is_submitted(record))
        TRY(assess_form_of(ctx, record, &def));
    if (!def)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    if (id_given(record->replaced_by))
        return ctx_fail(ctx, E_CONFLICT, "assess.replaced_already", NULL);
    if (record->has_hidden || assess_may_read(ctx, file, record) == ASSESS_PLAIN)
        return ctx_fail(ctx, E_INVALID, "assess.not_yours", "reason");
    if (!str_given(reason))
        return ctx_fail(ctx, E_INVALID, "assess.reason_missing", "reason");
    draft = assess_record_new(ctx, file, def);
    draft.replaces_id = record->id;
    draft.reason = reason;
    draft.answers = record->answers;
    draft.form_version = record->form_version;
    draft.seen = assess_parts_all(ctx, def);
    TRY(draft_add(ctx, file, &draft));
    *ret = draft;
    return OK;
}

/* ---- throwing a draft away ------------------------------------------------------------------ */

enum err assess_discard(struct ctx *ctx, const struct casefile *file, const struct pack_form *def)
{
    struct assess_record draft = {0};
    bool any = false;

    TRY(assess_may_write(ctx, file));
    TRY(assess_store_draft(ctx, file->id, def->name, &draft));
    TRY(assess_store_discard(ctx, file->id, def->name, &any));
    if (any)
        TRY(doc_answer_settle(ctx, file, draft.id, STR_NONE));
    return any ? assess_draft_emit(ctx, file, &draft, "assess.discarded") : OK;
}
