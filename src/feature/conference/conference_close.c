/* conference/conference_close.c: closing a conference: its decisions and actions become records. */
#include "core/authz.h"
#include "core/messages.gen.h"
#include "feature/conference/conference_rules.h"
#include "feature/conference/conference_store.h"
#include "feature/decision/decision.h"
#include "feature/task/task.h"

/* What it is closed with. */
struct closing {
    const struct casefile *file;
    const struct conference *c;
    struct conference_participant_list people;
    struct conference_entry_list entries;
};

static enum err close_check(struct ctx *ctx, const struct closing *k)
{
    const struct conference *c = k->c;
    bool any = false;

    if (date_cmp(c->held_on, ctx_today(ctx)) > 0)
        return ctx_fail(ctx, E_INVALID, "conference.not_yet", "summary");
    if (!str_given(c->summary))
        return ctx_fail(ctx, E_INVALID, "conference.summary_missing", "summary");
    if (date_given(c->next_on) &&
        (!conference_day_ok(ctx, c->next_on) || date_cmp(c->next_on, ctx_today(ctx)) <= 0))
        return ctx_fail(ctx, E_INVALID, "conference.next_day", "next_on");
    for (size_t i = 0; i < k->people.n; i++)
        any = any || str_eq(k->people.items[i].presence, STR("present"));
    return any ? OK : ctx_fail(ctx, E_INVALID, "conference.nobody_present", "summary");
}

static struct str on_text(struct ctx *ctx, const struct conference *c)
{
    return ctx_date_words(ctx, c->held_on, DATE_MEDIUM);
}

static enum err decide(struct ctx *ctx, const struct closing *k, const struct conference_entry *e,
                       struct id *ret)
{
    char id[ID_TEXT];
    struct str rest = str_fmt(ctx->arena, "conferences/%.*s", STR_ARG(id_format(k->c->id, id)));
    struct decision made;
    struct decision draft = {.kind = STR("conference"),
                             .what = e->what,
                             .reason = e->reason,
                             .alternatives = e->alternatives,
                             .agreed = e->agreed,
                             .appeal_until = DATE_NONE,
                             .link = casefile_href(ctx, k->file->id, rest.p)};

    if (str_given(e->dissent))
        draft.agreed =
            str_trim(str_fmt(ctx->arena, "%.*s\n\n%.*s\n%.*s", STR_ARG(e->agreed),
                             STR_ARG(ctx_msg(ctx, "conference.dissent")), STR_ARG(e->dissent)));
    TRY(decision_add(ctx, k->file, &draft, NULL, &made));
    *ret = made.id;
    return OK;
}

static const struct conference_participant *doer(const struct closing *k, struct id id)
{
    for (size_t i = 0; i < k->people.n; i++)
        if (id_eq(k->people.items[i].id, id))
            return &k->people.items[i];
    return NULL;
}

/* Who has an account and is still there has the task; of anybody else the worker asks after it. */
static enum err act(struct ctx *ctx, const struct closing *k, const struct conference_entry *e,
                    struct id *ret)
{
    const struct conference_participant *p = doer(k, e->participant_id);
    bool own = p && id_given(p->account_id) && p->is_there;
    struct msg_arg args[] = {{.name = "name", .text = e->who},
                             {.name = "date", .text = on_text(ctx, k->c)},
                             {.name = "what", .text = e->what}};
    struct task task;
    struct task_draft draft = {.casefile_id = k->file->id,
                               .account_id = own ? p->account_id : k->file->worker_id,
                               .title = e->what,
                               .due = e->due,
                               .origin = TASK_CONFERENCE,
                               .origin_id = k->c->id};

    if (!own)
        draft.title = msg_format(ctx->arena, ctx->locale, MSG_CONFERENCE_TASK_OF, args, 3);
    draft.detail = msg_format(ctx->arena, ctx->locale,
                              own                 ? MSG_CONFERENCE_TASK_OWN
                              : p && !p->is_there ? MSG_CONFERENCE_TASK_LEFT
                                                  : MSG_CONFERENCE_TASK_ASK,
                              args, 3);
    TRY(task_add(ctx, &draft, &task));
    *ret = task.id;
    return OK;
}

static enum err records_make(struct ctx *ctx, const struct closing *k)
{
    for (size_t i = 0; i < k->entries.n; i++) {
        const struct conference_entry *e = &k->entries.items[i];
        struct id record = ID_NONE;

        if (e->kind == CONFERENCE_DECISION)
            TRY(decide(ctx, k, e, &record));
        else if (e->kind == CONFERENCE_ACTION)
            TRY(act(ctx, k, e, &record));
        if (id_given(record))
            TRY(conference_store_become(ctx, k->c, e->id, record));
    }
    return OK;
}

enum err conference_close(struct ctx *ctx, const struct casefile *file, struct conference *c,
                          const struct conference *wanted)
{
    struct closing k = {.file = file, .c = c};
    bool done;

    TRY(conference_must_be_planned(ctx, c));
    if (wanted->version != c->version) {
        ctx_conflict_add(ctx, "conference.summary", c->summary, wanted->summary);
        return ctx_conflict(ctx, c->version, "conference.changed_meanwhile");
    }
    c->summary = wanted->summary;
    c->next_on = wanted->next_on;
    c->state = STR("closed");
    c->ended_at = ctx->now;
    TRY(conference_store_participants(ctx, c, &k.people));
    TRY(conference_store_entries(ctx, c, &k.entries));
    TRY(close_check(ctx, &k));
    TRY(conference_store_end(ctx, c, &done));
    if (!done)
        return ctx_fail(ctx, E_CONFLICT, "conference.is_over", NULL);
    TRY(records_make(ctx, &k));
    return conference_emit(ctx, file, c, "conference.closed", c->summary);
}
