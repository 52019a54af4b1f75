/* note/note.c: the rules of case notes. */
#include "feature/note/note.h"

#include "base/utf8.h"
#include "core/authz.h"
#include "core/event.h"
#include "core/pack.h"
#include "feature/note/note_store.h"
#include "feature/note/note_word.h"

#define SUMMARY_MAX 200

static bool in_group(const struct ctx *ctx, const char *list, struct str code, const char *group)
{
    const struct pack_code *found = pack_code_find(ctx->pack, str_c(list), code);

    return found && str_eq(found->group, str_c(group));
}

static bool code_ok(const struct ctx *ctx, const char *list, struct str code)
{
    const struct pack_code *found = pack_code_find(ctx->pack, str_c(list), code);

    return found && !found->retired;
}

/* The first line, for the timeline. */
static struct str first_line(struct ctx *ctx, struct str body)
{
    struct str rest = body, line;

    if (!str_split(&rest, '\n', &line))
        return STR_NONE;
    struct str cut = utf8_cut(str_trim(line), SUMMARY_MAX);

    return cut.n < str_trim(body).n ? str_cat(ctx->arena, cut, STR(" …")) : cut;
}

static struct str note_link(struct ctx *ctx, const struct note *note)
{
    char file[ID_TEXT], id[ID_TEXT];

    return str_fmt(ctx->arena, "/cases/%.*s/notes/%.*s",
                   STR_ARG(id_format(note->casefile_id, file)), STR_ARG(id_format(note->id, id)));
}

static enum err note_emit(struct ctx *ctx, const struct casefile *file, const struct note *note,
                          const char *kind, unsigned flags)
{
    return event_emit(ctx, &(struct event){.kind = kind,
                                           .subject_id = note->id,
                                           .casefile_id = file->id,
                                           .person_id = file->person_id,
                                           .about = note->kind,
                                           .link = note_link(ctx, note),
                                           .summary = first_line(ctx, note->body),
                                           .confidential = note->confidential,
                                           .flags = flags,
                                           .contact = str_eq(str_c(kind), STR("note.added")) &&
                                                              (flags & EVENT_CONTACT)
                                                          ? note->kind
                                                          : STR_NONE});
}

static enum err draft_check(struct ctx *ctx, const struct note_draft *draft)
{
    if (!code_ok(ctx, "note_kind", draft->kind))
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "kind");
    if (str_given(draft->result) && !code_ok(ctx, "contact_result", draft->result))
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "result");
    if (!date_given(draft->occurred_on))
        return ctx_fail(ctx, E_INVALID, "note.date_missing", "occurred_on");
    if (date_cmp(draft->occurred_on, ctx_today(ctx)) > 0)
        return ctx_fail(ctx, E_INVALID, "note.in_future", "occurred_on");
    if (!str_given(str_trim(draft->body)))
        return ctx_fail(ctx, E_INVALID, "note.body_missing", "body");
    return OK;
}

enum err note_add(struct ctx *ctx, const struct note_draft *draft, struct note *ret)
{
    struct casefile file;

    TRY(authz_need(ctx, CAP_NOTE_ADD));
    TRY(casefile_load(ctx, draft->casefile_id, CASEFILE_WRITE, &file));
    bool contact = in_group(ctx, "note_kind", draft->kind, "contact");
    bool attempt = contact && in_group(ctx, "contact_result", draft->result, "attempt");

    /* How they are is asked again after the closing; anything else needs the case to be open. */
    if (!casefile_is_open(&file) && !contact)
        return ctx_fail(ctx, E_CONFLICT, "casefile.is_closed", NULL);
    TRY(draft_check(ctx, draft));
    struct note note = {.id = id_new(ctx, "note"),
                        .casefile_id = file.id,
                        .account_id = ctx->actor.account_id,
                        .kind = draft->kind,
                        .result = contact ? draft->result : STR_NONE,
                        .body = draft->body,
                        .author_name = ctx->actor.name,
                        .occurred_on = draft->occurred_on,
                        .created_at = ctx->now,
                        .version = 1,
                        .confidential = draft->confidential};

    TRY(note_store_insert(ctx, &note, contact));
    TRY(note_word_add(ctx, file.id, note.body));
    TRY(note_store_put_actions(ctx, &note, &draft->actions));
    if (contact && !attempt)
        TRY(note_store_put_seen(ctx, &note, &draft->seen));
    if (contact && !attempt)
        TRY(casefile_contacted(ctx, &file, note.occurred_on));
    TRY(note_emit(ctx, &file, &note,
                  attempt                   ? "note.attempted"
                  : casefile_is_open(&file) ? "note.added"
                                            : "note.followed_up",
                  contact ? EVENT_CONTACT : 0));
    *ret = note;
    return OK;
}

enum err note_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                const struct note_filter *filter, struct note_list *ret,
                                bool *ret_more)
{
    struct note_list list;

    TRY(note_store_by_casefile(ctx, file->id, filter, &list));
    *ret_more = list.n > NOTE_PAGE;
    list.n = *ret_more ? NOTE_PAGE : list.n;
    *ret = list;
    return OK;
}

enum err note_load(struct ctx *ctx, const struct casefile *file, struct id id, struct note *ret)
{
    struct note note;
    enum err e = note_store_find(ctx, file->id, id, &note);

    if (e == E_NOT_FOUND || (e == OK && note.hidden))
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    TRY(e);
    *ret = note;
    return OK;
}

enum err note_texts(struct ctx *ctx, const struct note *note, struct note_text_list *ret)
{
    return note_store_texts(ctx, note, ret);
}

enum err note_seen(struct ctx *ctx, const struct note *note, struct note_name_list *ret)
{
    return note_store_seen(ctx, note, ret);
}

enum err note_actions(struct ctx *ctx, const struct note *note, struct note_name_list *ret)
{
    return note_store_actions(ctx, note, ret);
}

bool note_may_correct(const struct ctx *ctx, const struct note *note)
{
    return !note->hidden && authz_can(ctx, CAP_NOTE_ADD) &&
           (id_eq(note->account_id, ctx->actor.account_id) ||
            authz_can(ctx, CAP_NOTE_CONFIDENTIAL));
}

static enum err correction_check(struct ctx *ctx, const struct note *note,
                                 const struct note_text *wanted, int64_t version)
{
    if (!note_may_correct(ctx, note))
        return ctx_fail(ctx, E_CONFLICT, "note.not_yours", NULL);
    if (!str_given(str_trim(wanted->body)))
        return ctx_fail(ctx, E_INVALID, "note.body_missing", "body");
    if (!str_given(str_trim(wanted->reason)))
        return ctx_fail(ctx, E_INVALID, "note.reason_missing", "reason");
    if (version != note->version) {
        ctx_conflict_add(ctx, "note.body", note->body, wanted->body);
        if (ctx->conflict.rows.n > 0)
            return ctx_conflict(ctx, note->version, "note.corrected_meanwhile");
    }
    if (str_eq(note->body, wanted->body))
        return ctx_fail(ctx, E_INVALID, "note.nothing_changed", "body");
    return OK;
}

enum err note_correct(struct ctx *ctx, const struct casefile *file, struct note *note,
                      const struct note_text *wanted, int64_t version)
{
    if (!casefile_is_open(file))
        return ctx_fail(ctx, E_CONFLICT, "casefile.is_closed", NULL);
    TRY(correction_check(ctx, note, wanted, version));
    TRY(note_store_correct(ctx, note, wanted));
    TRY(note_word_renew(ctx, file->id));
    note->body = wanted->body;
    note->version++;
    note->correction_n++;
    return note_emit(ctx, file, note, "note.corrected", 0);
}
