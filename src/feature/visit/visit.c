/* visit/visit.c: the rules of lone visits. */
#include "feature/visit/visit.h"

#include "core/authz.h"
#include "core/event.h"
#include "feature/visit/visit_store.h"

#define MINUTES_MIN 5

static struct str clock_text(struct ctx *ctx, struct instant at)
{
    struct buf out;

    buf_init(&out, ctx->arena, 100);
    locale_time(&out, ctx->locale, at, ctx->tz_offset_min);
    return buf_str(&out);
}

static enum err visit_emit(struct ctx *ctx, const struct visit *v, const char *kind,
                           struct str summary)
{
    return event_emit(ctx, &(struct event){.kind = kind,
                                           .subject_id = v->id,
                                           .casefile_id = v->casefile_id,
                                           .summary = summary});
}

static enum err minutes_check(struct ctx *ctx, int64_t minutes)
{
    bool right = minutes >= MINUTES_MIN && minutes <= VISIT_MINUTES_MAX;

    return right ? OK : ctx_fail(ctx, E_INVALID, "visit.minutes_wrong", "minutes");
}

enum err visit_start(struct ctx *ctx, const struct casefile *file, struct str place,
                     int64_t minutes, struct visit *ret)
{
    struct visit v = {.casefile_id = file->id,
                      .account_id = ctx->actor.account_id,
                      .place = str_trim(place),
                      .started_at = ctx->now,
                      .expected_at = {ctx->now.us + minutes * MINUTE_US},
                      .version = 1};
    bool put;

    TRY(authz_need(ctx, CAP_APPOINTMENT_EDIT));
    if (!casefile_is_open(file))
        return ctx_fail(ctx, E_CONFLICT, "casefile.is_closed", NULL);
    TRY(minutes_check(ctx, minutes));
    v.id = id_new(ctx, "visit");
    TRY(visit_store_insert(ctx, &v, &put));
    if (!put)
        return ctx_fail(ctx, E_CONFLICT, "visit.out_already", NULL);
    TRY(visit_emit(ctx, &v, "visit.started", clock_text(ctx, v.expected_at)));
    *ret = v;
    return OK;
}

enum err visit_running(struct ctx *ctx, struct visit *ret)
{
    return visit_store_running(ctx, ret);
}

static bool is_own(const struct ctx *ctx, const struct visit *v)
{
    return id_eq(v->account_id, ctx->actor.account_id);
}

/* Whoever is out must be able to say "I am back", also when the case is somebody else's by now. */
enum err visit_load(struct ctx *ctx, struct id id, struct visit *ret)
{
    struct casefile file;
    enum err e = visit_store_find(ctx, id, ret);

    if (e == E_NOT_FOUND)
        return ctx_fail(ctx, e, "problem.not_found", NULL);
    TRY(e);
    if (is_own(ctx, ret))
        return OK;
    TRY(casefile_load(ctx, ret->casefile_id, CASEFILE_READ, &file));
    return authz_can(ctx, CAP_CASE_TEAM) ? OK
                                         : ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
}

enum err visit_end(struct ctx *ctx, struct visit *v, struct str words)
{
    bool ended;

    TRY(authz_need(ctx, CAP_APPOINTMENT_EDIT));
    if (!visit_is_running(v))
        return OK;
    if (!is_own(ctx, v) && !str_given(str_trim(words)))
        return ctx_fail(ctx, E_INVALID, "visit.words_missing", "words");
    TRY(visit_store_end(ctx, v, str_trim(words), &ended));
    v->ended_at = ctx->now;
    return ended ? visit_emit(ctx, v, "visit.ended", str_trim(words)) : OK;
}

enum err visit_prolong(struct ctx *ctx, struct visit *v, int64_t minutes)
{
    bool running;

    TRY(authz_need(ctx, CAP_APPOINTMENT_EDIT));
    TRY(minutes_check(ctx, minutes));
    v->expected_at.us = ctx->now.us + minutes * MINUTE_US;
    TRY(visit_store_prolong(ctx, v, &running));
    if (!running)
        return ctx_fail(ctx, E_CONFLICT, "visit.over", NULL);
    return visit_emit(ctx, v, "visit.prolonged", clock_text(ctx, v->expected_at));
}

enum err visit_late_list(struct ctx *ctx, struct visit_list *ret)
{
    return visit_store_late(ctx, ret);
}

/* ---- telling -------------------------------------------------------------------------------- */

static enum err tell(struct ctx *ctx, struct visit *v)
{
    static const char *const kinds[] = {NULL, "visit.late", "visit.escalated"};
    struct instant escalates = {v->expected_at.us + VISIT_GRACE_MIN * MINUTE_US};
    struct instant next = v->expected_at;

    while (v->told < VISIT_ESCALATED && next.us <= ctx->now.us) {
        v->told++;
        TRY(visit_emit(ctx, v, kinds[v->told], v->worker_name));
        next = escalates;
    }
    return visit_store_told(ctx, v, v->told == VISIT_ESCALATED ? INSTANT_NONE : escalates);
}

enum err visit_tell(struct ctx *ctx)
{
    struct visit_list list;

    TRY(visit_store_to_tell(ctx, &list));
    for (size_t i = 0; i < list.n; i++)
        TRY(tell(ctx, &list.items[i]));
    return OK;
}
