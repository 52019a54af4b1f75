/* promise/promise.c: the rules of promises. */
#include "feature/promise/promise.h"

#include "core/authz.h"
#include "core/event.h"
#include "feature/promise/promise_store.h"

static enum err may_write(struct ctx *ctx, const struct casefile *file)
{
    TRY(authz_need(ctx, CAP_TASK_EDIT));
    if (file->access < CASEFILE_WRITE)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    if (!casefile_is_open(file))
        return ctx_fail(ctx, E_CONFLICT, "casefile.is_closed", NULL);
    return OK;
}

static struct str promise_link(struct ctx *ctx, struct id casefile_id, struct id id)
{
    char file[ID_TEXT], text[ID_TEXT];

    return str_fmt(ctx->arena, "/cases/%.*s/promises/%.*s", STR_ARG(id_format(casefile_id, file)),
                   STR_ARG(id_format(id, text)));
}

static enum err promise_emit(struct ctx *ctx, const struct promise *p, const char *kind,
                             struct str words, struct str data)
{
    return event_emit(
        ctx, &(struct event){.kind = kind,
                             .subject_id = p->id,
                             .casefile_id = p->casefile_id,
                             .link = promise_link(ctx, p->casefile_id, p->id),
                             .summary = str_given(words) ? str_fmt(ctx->arena, "%.*s · %.*s",
                                                                   STR_ARG(p->what), STR_ARG(words))
                                                         : p->what,
                             .data = data});
}

enum err promise_add(struct ctx *ctx, const struct casefile *file, struct promise *promise)
{
    TRY(may_write(ctx, file));
    promise->what = str_trim(promise->what);
    if (!str_given(promise->what))
        return ctx_fail(ctx, E_INVALID, "promise.what_missing", "what");
    if (!date_given(promise->made_on) || date_cmp(promise->made_on, ctx_today(ctx)) > 0)
        return ctx_fail(ctx, E_INVALID, "promise.made_in_future", "made_on");
    if (!date_given(promise->due))
        return ctx_fail(ctx, E_INVALID, "promise.due_missing", "due");
    if (date_cmp(promise->due, promise->made_on) < 0)
        return ctx_fail(ctx, E_INVALID, "promise.due_early", "due");
    promise->id = id_new(ctx, "promise");
    promise->casefile_id = file->id;
    promise->account_id = promise->made_by = ctx->actor.account_id;
    promise->created_at = ctx->now;
    promise->ended_at = INSTANT_NONE;
    promise->state = STR("open");
    promise->version = 1;
    TRY(promise_store_insert(ctx, promise));
    return promise_emit(ctx, promise, "promise.made", STR_NONE, STR_NONE);
}

enum err promise_load(struct ctx *ctx, const struct casefile *file, struct id id,
                      struct promise *ret)
{
    return promise_store_find(ctx, file->id, id, ret);
}

enum err promise_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                   struct promise_list *ret)
{
    return promise_store_by_casefile(ctx, file->id, ret);
}

enum err promise_due(struct ctx *ctx, const struct duty_ask *ask, struct promise_list *ret)
{
    return promise_store_due(ctx, ask, ret);
}

/* ---- how it ends ---------------------------------------------------------------------------- */

static struct str state_text(struct ctx *ctx, struct str state)
{
    return pack_label(ctx->pack, STR("promise_state"), state, ctx->locale);
}

/* What is on record beside what was typed. An ended promise stays as it ended. */
static enum err meanwhile(struct ctx *ctx, const struct promise *p, const struct promise_end *end)
{
    ctx_conflict_add(ctx, "core.status", state_text(ctx, p->state), state_text(ctx, end->state));
    ctx_conflict_add(ctx, "promise.outcome", p->outcome, end->words);
    if (date_given(end->due))
        ctx_conflict_add(ctx, "promise.due", ctx_date_words(ctx, p->due, DATE_MEDIUM),
                         ctx_date_words(ctx, end->due, DATE_MEDIUM));
    return ctx_conflict(ctx, promise_is_open(p) ? p->version : 0, "promise.changed");
}

static enum err promise_set(struct ctx *ctx, struct promise *p, const struct promise *after)
{
    bool done = false;

    TRY(promise_store_set(ctx, after, &done));
    if (!done)
        return ctx_fail(ctx, E_CONFLICT, "promise.changed", NULL);
    *p = *after;
    p->version++;
    return OK;
}

static const struct {
    const char *state, *event;
    bool why;
} ends[] = {{"kept", "promise.kept", false},
            {"passed_on", "promise.passed_on", true},
            {"broken", "promise.broken", true},
            {"released", "promise.released", true}};
#define ENDS_N (sizeof ends / sizeof ends[0])

enum err promise_finish(struct ctx *ctx, const struct casefile *file, struct promise *promise,
                        const struct promise_end *end)
{
    struct promise after = *promise;
    struct event_diff diff = {.ctx = ctx};
    size_t i = 0;

    TRY(may_write(ctx, file));
    while (i < ENDS_N && !str_eq(end->state, str_c(ends[i].state)))
        i++;
    if (i == ENDS_N)
        return ctx_fail(ctx, E_INVALID, "form.not_choice", "state");
    if (str_eq(promise->state, end->state) && str_eq(promise->outcome, end->words))
        return OK;
    if (!promise_is_open(promise) || end->version != promise->version)
        return meanwhile(ctx, promise, end);
    if (ends[i].why && !str_given(end->words))
        return ctx_fail(ctx, E_INVALID, "promise.words_missing", "words");
    after.state = str_c(ends[i].state);
    after.outcome = end->words;
    after.ended_at = ctx->now;
    event_diff_add(&diff, "state", promise->state, after.state);
    TRY(promise_set(ctx, promise, &after));
    return promise_emit(ctx, promise, ends[i].event, end->words, event_diff_done(&diff));
}

enum err promise_put_off(struct ctx *ctx, const struct casefile *file, struct promise *promise,
                         const struct promise_end *end)
{
    struct promise after = *promise;
    struct event_diff diff = {.ctx = ctx};
    struct str was = ctx_date_words(ctx, promise->due, DATE_MEDIUM);

    TRY(may_write(ctx, file));
    if (!promise_is_open(promise) ||
        (end->version != promise->version && date_cmp(promise->due, end->due) != 0))
        return meanwhile(
            ctx, promise,
            &(struct promise_end){.state = STR("open"), .words = end->words, .due = end->due});
    if (!date_given(end->due) || date_cmp(end->due, promise->due) <= 0 ||
        date_cmp(end->due, ctx_today(ctx)) < 0)
        return ctx_fail(ctx, E_INVALID, "promise.later_day", "due");
    if (!str_given(end->words))
        return ctx_fail(ctx, E_INVALID, "promise.told_missing", "words");
    after.due = end->due;
    event_diff_add(&diff, "due", was, ctx_date_words(ctx, end->due, DATE_MEDIUM));
    TRY(promise_set(ctx, promise, &after));
    return promise_emit(ctx, promise, "promise.put_off", end->words, event_diff_done(&diff));
}

/* ---- elsewhere ------------------------------------------------------------------------------ */

enum err promise_first(struct ctx *ctx, struct id casefile_id, struct todo *ret)
{
    struct promise promise;

    TRY(promise_store_first(ctx, casefile_id, &promise));
    if (id_given(promise.id))
        *ret = (struct todo){promise.what, promise_link(ctx, casefile_id, promise.id), promise.due};
    return OK;
}

enum err promise_loose_ends(struct ctx *ctx, struct id casefile_id, struct loose_end_list *ret)
{
    static const struct loose_answer answers[] = {
        {"kept", false}, {"passed_on", true}, {"released", true}, {NULL, false}};
    struct promise_list list;

    TRY(promise_store_by_casefile(ctx, casefile_id, &list));
    for (size_t i = 0; i < list.n && promise_is_open(&list.items[i]); i++) {
        const struct promise *p = &list.items[i];

        LIST_ADD(ctx->arena, ret,
                 ((struct loose_end){.id = p->id,
                                     .what = p->what,
                                     .who = p->keeper_name,
                                     .link = promise_link(ctx, casefile_id, p->id),
                                     .due = p->due,
                                     .answers = answers,
                                     .words_label = "promise.loose_words"}));
    }
    return OK;
}

enum err promise_loose_end(struct ctx *ctx, struct id casefile_id, struct id id, struct str answer,
                           struct str words)
{
    struct casefile file;
    struct promise promise;

    TRY(casefile_load(ctx, casefile_id, CASEFILE_WRITE, &file));
    TRY(promise_load(ctx, &file, id, &promise));
    return promise_finish(
        ctx, &file, &promise,
        &(struct promise_end){
            .state = answer, .words = words, .due = DATE_NONE, .version = promise.version});
}

enum err promise_on_assigned(struct ctx *ctx, const struct event *event)
{
    return promise_store_hand_on(ctx, event->casefile_id);
}
