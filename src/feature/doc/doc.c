/* doc/doc.c: the rules of documents. */
#include "feature/doc/doc.h"

#include "base/utf8.h"
#include "core/authz.h"
#include "core/event.h"
#include "core/form.h"
#include "core/pack.h"
#include "feature/doc/doc_rules.h"
#include "feature/doc/doc_store.h"

struct str doc_href(struct ctx *ctx, const struct doc *doc, const char *rest)
{
    char id[ID_TEXT];

    return casefile_href(
        ctx, doc->casefile_id,
        str_fmt(ctx->arena, "documents/%.*s%s", STR_ARG(id_format(doc->id, id)), rest).p);
}

static enum err doc_emit(struct ctx *ctx, const struct casefile *file, const struct doc *doc,
                         const char *kind, struct str summary)
{
    bool gone = str_eq(str_c(kind), STR("doc.removed"));

    return event_emit(ctx, &(struct event){.kind = kind,
                                           .subject_id = doc->id,
                                           .casefile_id = file->id,
                                           .person_id = file->person_id,
                                           .about = doc->kind,
                                           .link = gone ? STR_NONE : doc_href(ctx, doc, ""),
                                           .summary = summary,
                                           .confidential = doc->confidential});
}

static enum err words_check(struct ctx *ctx, const struct doc_words *words)
{
    const struct pack_code *kind = pack_code_find(ctx->pack, STR("doc_kind"), words->kind);

    if (!kind || kind->retired)
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "kind");
    return OK;
}

/* The problem of a file stands at its field, in words. */
static enum err problem_at(struct ctx *ctx, struct form *form, const char *field, struct str text)
{
    for (size_t i = 0; i < form->values.n; i++)
        if (str_eq(form->values.items[i].name, str_c(field))) {
            form->values.items[i].error = text;
            return ctx_fail(ctx, E_INVALID, NULL, NULL);
        }
    LIST_ADD(ctx->arena, &form->values,
             ((struct form_value){.name = str_c(field), .error = text, .added = true}));
    return ctx_fail(ctx, E_INVALID, NULL, NULL);
}

enum err doc_uploads_check(struct ctx *ctx, const struct casefile *file,
                           const struct upload_list *uploads, struct form *form, const char *field)
{
    int64_t bytes;

    for (size_t i = 0; i < uploads->n; i++)
        if (uploads->items[i].problem)
            return problem_at(ctx, form, field, upload_problem(ctx, &uploads->items[i]));
    TRY(doc_store_bytes(ctx, file->id, &bytes));
    for (size_t i = 0; i < uploads->n; i++)
        bytes += uploads->items[i].blob.size;
    if (bytes > DOC_CASE_BYTES_MAX)
        return problem_at(ctx, form, field, ctx_msg(ctx, "doc.quota"));
    return OK;
}

void doc_uploads_say(struct ctx *ctx, const struct upload_list *uploads, struct form *form)
{
    struct failure why = ctx->fail;
    struct str text = uploads->n > 0 ? ctx_msg(ctx, "form.file_gone") : STR_NONE;

    for (size_t i = 0; i < form->values.n; i++)
        if (str_eq(form->values.items[i].name, STR("file")) &&
            str_given(form->values.items[i].error))
            return;
    for (size_t i = uploads->n; i-- > 0;)
        if (uploads->items[i].problem)
            text = upload_problem(ctx, &uploads->items[i]);
    if (str_given(text))
        (void)!problem_at(ctx, form, "file", text);
    ctx->fail = why;
}

static enum err uploads_need(struct ctx *ctx, const struct casefile *file,
                             const struct upload_list *uploads, struct form *form)
{
    if (uploads->n == 0)
        return problem_at(ctx, form, "file", ctx_msg(ctx, "doc.no_file"));
    return doc_uploads_check(ctx, file, uploads, form, "file");
}

static struct str title_of(const struct doc_words *words, const struct upload *upload, size_t n)
{
    /* One title for several files would say of each of them nothing. */
    return str_given(words->title) && n == 1 ? words->title : upload->filename;
}

enum err doc_add(struct ctx *ctx, const struct casefile *file, const struct doc_words *words,
                 struct upload_list *uploads, struct form *form)
{
    TRY(authz_need(ctx, CAP_DOC_ADD));
    if (!casefile_is_open(file))
        return ctx_fail(ctx, E_CONFLICT, "casefile.is_closed", NULL);
    TRY(words_check(ctx, words));
    TRY(uploads_need(ctx, file, uploads, form));
    for (size_t i = 0; i < uploads->n; i++) {
        struct upload *upload = &uploads->items[i];
        struct doc doc = {.id = id_new(ctx, "doc"),
                          .casefile_id = file->id,
                          .account_id = ctx->actor.account_id,
                          .kind = words->kind,
                          .title = title_of(words, upload, uploads->n),
                          .expires_on = words->expires_on,
                          .confidential = words->confidential,
                          .created_at = ctx->now};

        TRY(doc_store_insert(ctx, &doc, "case", upload));
        upload->kept = true;
        TRY(doc_emit(ctx, file, &doc, "doc.added", doc.title));
    }
    return OK;
}

enum err doc_list_for_casefile(struct ctx *ctx, const struct casefile *file, int64_t page,
                               struct doc_list *ret, bool *ret_more)
{
    struct doc_list list;

    TRY(doc_store_by_casefile(ctx, file->id, page, &list));
    *ret_more = list.n > DOC_PAGE;
    list.n = *ret_more ? DOC_PAGE : list.n;
    for (size_t i = 0; i < list.n; i++)
        if (list.items[i].hidden)
            list.items[i].file = (struct doc_file){0};
    *ret = list;
    return OK;
}

enum err doc_load(struct ctx *ctx, const struct casefile *file, struct id id, struct doc *ret)
{
    struct doc doc;
    enum err e = doc_store_find(ctx, file->id, id, &doc);

    if (e == E_NOT_FOUND || (e == OK && doc.hidden))
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    TRY(e);
    *ret = doc;
    return OK;
}

enum err doc_find_by_file(struct ctx *ctx, const struct casefile *file, struct id file_id,
                          struct doc *ret)
{
    struct doc doc = {0};
    enum err e = doc_store_by_file(ctx, file->id, file_id, &doc);

    if (e != OK && e != E_NOT_FOUND)
        return e;
    if (doc.hidden)
        doc = (struct doc){0};
    *ret = doc;
    return OK;
}

enum err doc_files(struct ctx *ctx, const struct doc *doc, struct doc_file_list *ret)
{
    return doc_store_files(ctx, doc, ret);
}

enum err doc_file_check(struct ctx *ctx, const struct doc_file *f)
{
    if (str_eq(f->state, STR("waiting")))
        return ctx_fail(ctx, E_CONFLICT, "doc.waiting", NULL);
    if (!doc_file_is_ready(f))
        return ctx_fail(ctx, E_CONFLICT, "doc.harmful", NULL);
    return OK;
}

enum err doc_file_load(struct ctx *ctx, const struct doc *doc, int64_t number, struct doc_file *ret)
{
    struct doc_file file;
    enum err e = doc_store_file_find(ctx, doc, number, &file);

    if (e == E_NOT_FOUND)
        return ctx_fail(ctx, e, "problem.not_found", NULL);
    TRY(e);
    TRY(doc_file_check(ctx, &file));
    *ret = file;
    return OK;
}

bool doc_may_change(const struct ctx *ctx, const struct doc *doc)
{
    return !doc->hidden && authz_can(ctx, CAP_DOC_ADD) &&
           (id_eq(doc->account_id, ctx->actor.account_id) || authz_can(ctx, CAP_NOTE_CONFIDENTIAL));
}

static enum err change_check(struct ctx *ctx, const struct casefile *file, const struct doc *doc)
{
    if (!casefile_is_open(file))
        return ctx_fail(ctx, E_CONFLICT, "casefile.is_closed", NULL);
    if (!doc_may_change(ctx, doc))
        return ctx_fail(ctx, E_CONFLICT, "doc.not_yours", NULL);
    return OK;
}

enum err doc_edit(struct ctx *ctx, const struct casefile *file, struct doc *doc,
                  const struct doc_words *words, int64_t version)
{
    struct doc wanted = *doc;
    bool done = false;

    TRY(change_check(ctx, file, doc));
    TRY(words_check(ctx, words));
    if (version != doc->version) {
        ctx_conflict_add(ctx, "doc.title", doc->title, words->title);
        ctx_conflict_add(ctx, "doc.kind", doc->kind, words->kind);
        if (ctx->conflict.rows.n > 0)
            return ctx_conflict(ctx, doc->version, "doc.changed_meanwhile");
    }
    wanted.kind = words->kind;
    wanted.title = str_given(words->title) ? words->title : doc->file.filename;
    wanted.expires_on = words->expires_on;
    wanted.confidential = words->confidential;
    TRY(doc_store_update(ctx, &wanted, doc->version, &done));
    if (!done)
        return E_BUSY; /* somebody was quicker, this very moment: look again */
    *doc = wanted;
    return doc_emit(ctx, file, doc, "doc.edited", doc->title);
}

enum err doc_renew(struct ctx *ctx, const struct casefile *file, struct doc *doc,
                   struct upload_list *uploads, struct form *form)
{
    TRY(authz_need(ctx, CAP_DOC_ADD));
    if (!casefile_is_open(file))
        return ctx_fail(ctx, E_CONFLICT, "casefile.is_closed", NULL);
    TRY(uploads_need(ctx, file, uploads, form));
    if (doc->file.number >= DOC_VERSIONS_MAX)
        return ctx_fail(ctx, E_CONFLICT, "doc.versions_full", NULL);
    struct upload *upload = &uploads->items[0];
    int64_t number = doc->file.number + 1;

    TRY(doc_store_file(ctx, doc, number, upload));
    TRY(doc_store_renew(ctx, doc, number));
    upload->kept = true;
    return doc_emit(ctx, file, doc, "doc.renewed", doc->title);
}

enum err doc_remove(struct ctx *ctx, const struct casefile *file, struct doc *doc,
                    struct str reason)
{
    TRY(change_check(ctx, file, doc));
    if (!str_given(str_trim(reason)))
        return ctx_fail(ctx, E_INVALID, "doc.reason_missing", "reason");
    TRY(doc_store_remove(ctx, file->id, doc->id, reason));
    return doc_emit(ctx, file, doc, "doc.removed",
                    str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(doc->title), STR_ARG(reason)));
}
