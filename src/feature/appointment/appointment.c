/* appointment/appointment.c: the rules of appointments. */
#include "feature/appointment/appointment.h"

#include "core/authz.h"
#include "core/event.h"
#include "core/pack.h"
#include "feature/appointment/appointment_rules.h"
#include "feature/appointment/appointment_store.h"

static enum err may_write(struct ctx *ctx, const struct casefile *file)
{
    TRY(authz_need(ctx, CAP_APPOINTMENT_EDIT));
    if (file->access < CASEFILE_WRITE)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    if (!casefile_is_open(file))
        return ctx_fail(ctx, E_CONFLICT, "casefile.is_closed", NULL);
    return OK;
}

struct str appointment_when(struct ctx *ctx, struct instant at)
{
    struct buf out;

    buf_init(&out, ctx->arena, 200);
    locale_instant(&out, ctx->locale, at, ctx->tz_offset_min);
    return buf_str(&out);
}

static enum err appointment_emit(struct ctx *ctx, const struct appointment *a, const char *kind,
                                 struct event *more)
{
    char file[ID_TEXT], id[ID_TEXT];
    struct str summary = appointment_when(ctx, a->starts_at);

    if (str_given(more->summary))
        summary = str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(summary), STR_ARG(more->summary));
    more->kind = kind;
    more->subject_id = a->id;
    more->casefile_id = a->casefile_id;
    more->summary = summary;
    more->link = str_fmt(ctx->arena, "/cases/%.*s/appointments/%.*s",
                         STR_ARG(id_format(a->casefile_id, file)), STR_ARG(id_format(a->id, id)));
    if (!str_given(more->about))
        more->about = a->mode;
    return event_emit(ctx, more);
}

/* What was typed as it will be stored, when the time and all else can be so. */
static enum err draft_take(struct ctx *ctx, const struct casefile *file,
                           const struct appointment_draft *draft, struct id except,
                           struct appointment *a)
{
    struct appointment_doubt_list doubts = {0};

    if (id_given(draft->account_id) || !id_given(a->account_id))
        a->account_id = id_given(draft->account_id) ? draft->account_id : ctx->actor.account_id;
    a->mode = draft->mode;
    a->place = str_trim(draft->place);
    a->title = str_trim(draft->title);
    a->starts_at = draft->starts_at;
    a->ends_at = draft->ends_at;
    TRY(appointment_check(ctx, file, a));
    if (!draft->sure)
        TRY(appointment_doubts(ctx, file, draft, except, &doubts));
    return doubts.n == 0 ? OK : ctx_fail(ctx, E_INVALID, "appointment.doubts", "sure");
}

enum err appointment_add(struct ctx *ctx, const struct casefile *file,
                         const struct appointment_draft *draft, struct appointment *ret)
{
    struct appointment a = {.casefile_id = file->id,
                            .state = STR("planned"),
                            .version = 1,
                            .created_at = ctx->now,
                            .changed_at = ctx->now};

    TRY(may_write(ctx, file));
    TRY(draft_take(ctx, file, draft, ID_NONE, &a));
    a.id = id_new(ctx, "appointment");
    TRY(appointment_store_insert(ctx, &a));
    TRY(appointment_store_set_people(ctx, &a, &draft->people));
    TRY(appointment_emit(ctx, &a, "appointment.made", &(struct event){.summary = a.title}));
    *ret = a;
    return OK;
}

enum err appointment_load(struct ctx *ctx, const struct casefile *file, struct id id,
                          struct appointment *ret)
{
    enum err e = appointment_store_find(ctx, file->id, id, ret);

    return e == E_NOT_FOUND ? ctx_fail(ctx, e, "problem.not_found", NULL) : e;
}

enum err appointment_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                       struct appointment_list *ret)
{
    return appointment_store_by_casefile(ctx, file->id, ret);
}

enum err appointment_next(struct ctx *ctx, const struct casefile *file, int64_t max,
                          struct appointment_list *ret)
{
    return appointment_store_next(ctx, file->id, max, ret);
}

enum err appointment_people(struct ctx *ctx, const struct appointment *a,
                            struct casefile_id_list *ret)
{
    return appointment_store_people(ctx, a->id, ret);
}

enum err appointment_moves(struct ctx *ctx, const struct appointment *a,
                           struct appointment_move_list *ret)
{
    return appointment_store_moves(ctx, a, ret);
}

/* By time; two lists that are each in order. */
static void merge(struct ctx *ctx, const struct appointment_list *x,
                  const struct appointment_list *y, struct appointment_list *ret)
{
    struct appointment_list list = {0};
    size_t i = 0, j = 0;

    while ((i < x->n || j < y->n) && list.n < APPOINTMENT_LIST_MAX) {
        bool first =
            j == y->n || (i < x->n && x->items[i].starts_at.us <= y->items[j].starts_at.us);

        LIST_ADD(ctx->arena, &list, first ? x->items[i] : y->items[j]);
        if (first)
            i++;
        else
            j++;
    }
    *ret = list;
}

enum err appointment_list(struct ctx *ctx, const struct appointment_span *span,
                          struct appointment_list *ret)
{
    struct appointment_list own, covered = {0};

    TRY(appointment_store_list(ctx, span, &own));
    if (id_given(span->account_id))
        TRY(appointment_store_covered(ctx, span, &covered));
    merge(ctx, &own, &covered, ret);
    return OK;
}

enum err appointment_list_for_feed(struct ctx *ctx, const struct appointment_span *span,
                                   struct appointment_list *ret)
{
    return appointment_store_for_feed(ctx, span, ret);
}

/* ---- another time --------------------------------------------------------------------------- */

static struct str label_of(struct ctx *ctx, const char *list, struct str code)
{
    return pack_label(ctx->pack, str_c(list), code, ctx->locale);
}

/* What is on record beside what was typed. */
static enum err changed_meanwhile(struct ctx *ctx, const struct appointment *was,
                                  const struct appointment *wanted)
{
    ctx_conflict_add(ctx, "appointment.starts", appointment_when(ctx, was->starts_at),
                     appointment_when(ctx, wanted->starts_at));
    ctx_conflict_add(ctx, "appointment.ends", appointment_when(ctx, was->ends_at),
                     appointment_when(ctx, wanted->ends_at));
    ctx_conflict_add(ctx, "appointment.mode", label_of(ctx, "appointment_mode", was->mode),
                     label_of(ctx, "appointment_mode", wanted->mode));
    ctx_conflict_add(ctx, "appointment.place", was->place, wanted->place);
    ctx_conflict_add(ctx, "appointment.title", was->title, wanted->title);
    return ctx_conflict(ctx, was->version, "appointment.changed");
}

static enum err must_be_planned(struct ctx *ctx, const struct appointment *a)
{
    return appointment_is_planned(a) ? OK
                                     : ctx_fail(ctx, E_CONFLICT, "appointment.not_planned", NULL);
}

static enum err stored(struct ctx *ctx, bool changed)
{
    return changed ? OK : ctx_fail(ctx, E_CONFLICT, "appointment.changed", NULL);
}

enum err appointment_change(struct ctx *ctx, const struct casefile *file, struct appointment *a,
                            const struct appointment_draft *wanted, int64_t version)
{
    struct event_diff diff = {.ctx = ctx};
    struct appointment after = *a;
    bool changed,
        moved = a->starts_at.us != wanted->starts_at.us || a->ends_at.us != wanted->ends_at.us;

    TRY(may_write(ctx, file));
    TRY(must_be_planned(ctx, a));
    TRY(draft_take(ctx, file, wanted, a->id, &after));
    if (version != a->version)
        return changed_meanwhile(ctx, a, &after);
    if (moved && !str_given(str_trim(wanted->reason)))
        return ctx_fail(ctx, E_INVALID, "appointment.reason_missing", "reason");
    if (moved) {
        after.moved_n++;
        event_diff_add(&diff, "starts_at", appointment_when(ctx, a->starts_at),
                       appointment_when(ctx, after.starts_at));
        TRY(appointment_store_move(ctx, a, wanted->reason));
    }
    TRY(appointment_store_set(ctx, &after, &changed));
    TRY(stored(ctx, changed));
    TRY(appointment_store_set_people(ctx, &after, &wanted->people));
    *a = after;
    a->version++;
    return appointment_emit(ctx, a, moved ? "appointment.moved" : "appointment.changed",
                            &(struct event){.summary = moved ? wanted->reason : a->title,
                                            .data = event_diff_done(&diff)});
}

/* ---- how it went ---------------------------------------------------------------------------- */

static const struct appointment_ending {
    const char *state, *event, *reasons; /* reasons: a code list, or NULL */
    bool after;                          /* only once the day has come */
} endings[] = {{"came", "appointment.came", NULL, true},
               {"missed", "appointment.missed", "appointment_missed", true},
               {"cancelled", "appointment.cancelled", "appointment_cancelled", false},
               {"planned", "appointment.reopened", NULL, false}};

static const struct appointment_ending *ending_find(struct str state)
{
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (str_eq(state, str_c(endings[i].state)))
            return &endings[i];
    return NULL;
}

static enum err ended_meanwhile(struct ctx *ctx, const struct appointment *a,
                                const struct appointment_end *end)
{
    ctx_conflict_add(ctx, "core.status", label_of(ctx, "appointment_state", a->state),
                     label_of(ctx, "appointment_state", end->state));
    ctx_conflict_add(ctx, "appointment.words", a->words, end->words);
    return ctx_conflict(ctx, a->version, "appointment.changed");
}

static enum err end_check(struct ctx *ctx, const struct appointment *a,
                          const struct appointment_ending *ending,
                          const struct appointment_end *end)
{
    const struct pack_code *code;

    if (ending->after && date_cmp(ctx_day_of(ctx, a->starts_at), ctx_today(ctx)) > 0)
        return ctx_fail(ctx, E_INVALID, "appointment.not_yet", "state");
    if (!ending->reasons)
        return OK;
    code = pack_code_find(ctx->pack, str_c(ending->reasons), end->reason);
    return code && !code->retired
               ? OK
               : ctx_fail(ctx, E_INVALID, "appointment.reason_choose", ending->state);
}

enum err appointment_finish(struct ctx *ctx, const struct casefile *file, struct appointment *a,
                            const struct appointment_end *end)
{
    const struct appointment_ending *ending = ending_find(end->state);
    struct appointment after = *a;
    bool changed;

    TRY(may_write(ctx, file));
    if (!ending)
        return ctx_fail(ctx, E_INVALID, "form.not_choice", "state");
    TRY(end_check(ctx, a, ending, end));
    if (str_eq(a->state, end->state))
        return str_eq(a->reason, end->reason) && str_eq(a->words, end->words)
                   ? OK
                   : ended_meanwhile(ctx, a, end);
    if (end->version != a->version)
        return ended_meanwhile(ctx, a, end);
    after.state = str_c(ending->state);
    after.reason = ending->reasons ? end->reason : STR_NONE;
    after.words = str_trim(end->words);
    TRY(appointment_store_set_state(ctx, &after, &changed));
    TRY(stored(ctx, changed));
    *a = after;
    a->version++;
    return appointment_emit(ctx, a, ending->event,
                            &(struct event){.about = after.reason, .summary = after.words});
}

/* ---- what happens to the case --------------------------------------------------------------- */

enum err appointment_on_closed(struct ctx *ctx, const struct event *event)
{
    return appointment_store_cancel_all(ctx, event->casefile_id);
}

enum err appointment_on_assigned(struct ctx *ctx, const struct event *event)
{
    return appointment_store_hand_on(ctx, event->casefile_id);
}
