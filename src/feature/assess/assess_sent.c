/* assess/assess_sent.c: a form that was filled in on a device. It stays there as a draft and is
 * sent once, with all its answers: to be submitted, or to go on with it elsewhere. */
#include "base/num.h"
#include "core/draft.h"
#include "core/form_sent.h"
#include "core/form_upload.h"
#include "feature/assess/assess_form.h"
#include "feature/assess/assess_store.h"

struct str assess_stays_pages(struct ctx *ctx, struct sync_row *row)
{
    return str_fmt(ctx->arena, "/cases/%.*s/forms/%.*s",
                   STR_ARG(ctx_id_text(ctx, sync_row_id(row, "casefile_id"))),
                   STR_ARG(sync_row_value(row, "form")->s));
}

/* ---- on the device -------------------------------------------------------------------------- */

static void put(struct ctx *ctx, struct form *form, struct str name, struct str text)
{
    LIST_ADD(ctx->arena, &form->values, ((struct form_value){.name = name, .typed = text}));
}

static struct str number(struct ctx *ctx, int64_t n)
{
    return str_fmt(ctx->arena, "%lld", (long long)n);
}

struct str assess_stays_typed(struct ctx *ctx, struct sync_row *row)
{
    struct form form = {0};

    put(ctx, &form, STR(FORM_SENT), sync_row_value(row, "answers")->s);
    put(ctx, &form, STR("form_version"), sync_row_value(row, "form_version")->s);
    return draft_encode(ctx, &form);
}

enum err assess_sent_write(struct ctx *ctx, const struct assess_record *record, struct str *ret)
{
    struct form form = {0};
    int64_t base, count;
    bool here;

    TRY(assess_store_base(ctx, record, &base, &here));
    TRY(assess_store_count(ctx, record->casefile_id, record->form, &count));
    put(ctx, &form, STR(FORM_SENT), record->answers);
    put(ctx, &form, STR("form_version"), record->form_version);
    put(ctx, &form, STR("seen"), record->seen);
    put(ctx, &form, STR("begun"), ctx_id_text(ctx, record->id));
    put(ctx, &form, STR("base"), number(ctx, base));
    /* How many its author could have seen: one more, and somebody was quicker. */
    put(ctx, &form, STR("version"), number(ctx, count - assess_is_submitted(record)));
    if (id_given(record->source_id))
        put(ctx, &form, STR("from"), ctx_id_text(ctx, record->source_id));
    if (id_given(record->replaces_id)) {
        put(ctx, &form, STR("replaces"), ctx_id_text(ctx, record->replaces_id));
        put(ctx, &form, STR("reason"), record->reason);
    }
    *ret = draft_encode(ctx, &form);
    return str_given(*ret) ? OK : ctx_fail(ctx, E_LIMIT, "assess.too_long", NULL);
}

enum err assess_sent_take(struct ctx *ctx, const struct assess_record *draft)
{
    bool any;

    return assess_store_discard(ctx, draft->casefile_id, draft->form, &any);
}

enum err assess_sent_base(struct ctx *ctx, const struct assess_record *draft, int64_t *ret,
                          bool *ret_here)
{
    return assess_store_base(ctx, draft, ret, ret_here);
}

/* ---- on the server, and again on the device as the server will do it ------------------------- */

bool assess_sent_is(const struct form *form)
{
    return form_has(form, FORM_SENT);
}

static int64_t number_of(const struct form *form, const char *name)
{
    int64_t n;

    return num_parse_range(form_typed(form, name), ASSESS_HERE, INT32_MAX, &n) == OK ? n
                                                                                     : ASSESS_HERE;
}

/* Nobody gets at another answer's file by writing its id: it stands in what the author had. */
static enum err files_check(struct ctx *ctx, const struct assess_record *record,
                            struct form_answers *own, struct form_answers *replaced)
{
    struct form_answers sent;
    struct answer_view_list all;

    TRY(form_answers_parse(ctx, record->answers, &sent));
    all = form_answers_left(ctx, NULL, &sent);
    for (size_t i = 0; i < all.n; i++) {
        struct str name = all.items[i].label, stored = form_answer(&sent, name);
        struct form_upload file;

        if (form_upload_read(stored, &file) == OK && !str_eq(form_answer(own, name), stored) &&
            !str_eq(form_answer(replaced, name), stored))
            return ctx_fail(ctx, E_INVALID, "assess.file_gone", NULL);
    }
    return OK;
}

/* A correction: by who may correct, and with a reason. */
static enum err replaced_read(struct ctx *ctx, const struct casefile *file, const struct form *form,
                              struct assess_record *record, struct form_answers *ret)
{
    struct assess_record replaced;
    struct id id;

    TRY(form_answers_parse(ctx, STR_NONE, ret));
    if (id_parse(form_typed(form, "replaces"), &id) != OK)
        return OK;
    TRY(assess_load(ctx, file, id, &replaced));
    if (id_given(replaced.replaced_by))
        return ctx_fail(ctx, E_CONFLICT, "assess.replaced_already", NULL);
    if (!assess_may_replace(ctx, file, &replaced) || !str_eq(replaced.form, record->form))
        return ctx_fail(ctx, E_INVALID, "assess.not_yours", NULL);
    record->replaces_id = id;
    record->reason = str_slice(str_trim(form_typed(form, "reason")), 0, ASSESS_REASON_MAX);
    if (!str_given(record->reason))
        return ctx_fail(ctx, E_INVALID, "assess.reason_missing", NULL);
    return form_answers_parse(ctx, replaced.answers, ret);
}

/* The record that its answers were on offer from, if it may be read. */
static enum err source_read(struct ctx *ctx, const struct casefile *file, const struct form *form,
                            struct assess_record *record)
{
    struct assess_record source;
    struct id id;

    if (id_parse(form_typed(form, "from"), &id) != OK)
        return OK;
    TRY(assess_load(ctx, file, id, &source));
    record->source_id = id;
    return OK;
}

enum err assess_sent_read(struct ctx *ctx, const struct casefile *file,
                          const struct assess_record *own, const struct form *form,
                          struct assess_filled *ret)
{
    struct form_answers before, replaced;
    struct assess_record *record = &ret->record;
    struct id begun;

    TRY(form_answers_parse(ctx, own->answers, &before));
    if (id_parse(form_typed(form, "begun"), &begun) != OK)
        begun = ID_NONE;
    ret->is_new =
        !id_given(own->id) || !id_eq(own->id, begun) || own->version != number_of(form, "base");
    *record = ret->is_new ? assess_record_new(ctx, file, ret->def) : *own;
    record->form_version = form_typed(form, "form_version");
    record->seen = form_typed(form, "seen");
    record->answers = form_typed(form, FORM_SENT);
    TRY(assess_form_of(ctx, record, &ret->def));
    if (!ret->def)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    TRY(replaced_read(ctx, file, form, record, &replaced));
    TRY(source_read(ctx, file, form, record));
    return files_check(ctx, record, &before, &replaced);
}

/* Both, answer by answer, as the author may read them. */
static enum err both_show(struct ctx *ctx, const struct casefile *file,
                          const struct assess_filled *filled)
{
    struct assess_record latest;
    struct form_answers theirs, mine;
    const struct field *fields;
    struct answer_view_list stored, typed;

    TRY(assess_latest(ctx, file, filled->record.form, INSTANT_NONE, &latest));
    TRY(form_answers_parse(ctx, latest.answers, &theirs));
    TRY(form_answers_parse(ctx, filled->record.answers, &mine));
    fields = form_live_record(ctx, filled->def, &mine);
    stored = form_answers_view(ctx, fields, form_answer, &theirs);
    typed = form_answers_view(ctx, fields, form_answer, &mine);
    for (size_t i = 0; i < typed.n && i < stored.n; i++)
        if (!str_eq(stored.items[i].text, typed.items[i].text))
            LIST_ADD(ctx->arena, &ctx->conflict.rows,
                     ((struct conflict_row){.label = typed.items[i].label,
                                            .stored = stored.items[i].text,
                                            .typed = typed.items[i].text}));
    return OK;
}

enum err assess_sent_compare(struct ctx *ctx, const struct casefile *file,
                             const struct assess_filled *filled, const struct form *form)
{
    int64_t count;

    /* A correction is about one record: that one was not corrected by anybody else. */
    if (id_given(filled->record.replaces_id))
        return OK;
    TRY(assess_store_count(ctx, file->id, filled->record.form, &count));
    if (count <= number_of(form, "version"))
        return OK;
    TRY(both_show(ctx, file, filled));
    return ctx_conflict(ctx, count, "assess.submitted_meanwhile");
}

enum err assess_sent_keep(struct ctx *ctx, const struct casefile *file,
                          const struct assess_record *own, struct assess_filled *filled)
{
    struct assess_record *draft = &filled->record;
    struct assess_answers answers;

    if (filled->is_new && id_given(own->id))
        return ctx_fail(ctx, E_CONFLICT, "assess.draft_exists", NULL);
    TRY(assess_answers_load(ctx, file, filled->def, draft, &answers));
    draft->answers = form_live_json(answers.live, true);
    draft->form_version = filled->def->version;
    draft->saved_at = ctx->now;
    draft->version++;
    TRY(filled->is_new ? assess_store_insert(ctx, draft) : assess_store_save(ctx, draft));
    return assess_draft_emit(ctx, file, draft, filled->is_new ? "assess.begun" : "assess.saved");
}
