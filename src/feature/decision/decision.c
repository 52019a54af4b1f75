/* decision/decision.c: the rules of decisions. */
#include "feature/decision/decision.h"

#include "core/authz.h"
#include "core/pack.h"
#include "core/weighed.h"
#include "feature/assess/assess.h"
#include "feature/decision/decision_store.h"
#include "feature/plan/plan.h"

struct str decision_title(struct ctx *ctx, const struct decision *d)
{
    return str_given(d->what) ? d->what : event_title(ctx, d->event_kind, d->event_about);
}

static struct str decision_link(struct ctx *ctx, const struct decision *d)
{
    char id[ID_TEXT];

    return casefile_href(ctx, d->casefile_id,
                         str_fmt(ctx->arena, "decisions/%.*s", STR_ARG(id_format(d->id, id))).p);
}

static enum err decision_write(struct ctx *ctx, const struct casefile *file, struct decision *d)
{
    bool done;

    d->id = id_new(ctx, "decision");
    d->casefile_id = file->id;
    d->by_name = ctx->actor.name;
    d->at = ctx->now;
    TRY(decision_store_insert(ctx, d, &done));
    return done ? OK : ctx_fail(ctx, E_CONFLICT, "decision.corrected_already", NULL);
}

static enum err draft_check(struct ctx *ctx, const struct casefile *file, const struct decision *d)
{
    const struct pack_code *kind = pack_code_find(ctx->pack, STR("decision_kind"), d->kind);
    struct decision old;

    if (!kind)
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "kind");
    if (!str_given(str_trim(d->what)))
        return ctx_fail(ctx, E_INVALID, "decision.what_missing", "what");
    if (!str_given(str_trim(d->reason)))
        return ctx_fail(ctx, E_INVALID, "decision.reason_missing", "reason");
    if (!str_given(str_trim(d->alternatives)))
        return ctx_fail(ctx, E_INVALID, "decision.alternatives_missing", "alternatives");
    if (date_given(d->appeal_until) && date_cmp(d->appeal_until, ctx_today(ctx)) <= 0)
        return ctx_fail(ctx, E_INVALID, "weighed.appeal_past", "appeal_until");
    if (!id_given(d->corrects_id))
        return OK;
    enum err e = decision_store_find(ctx, file->id, d->corrects_id, &old);

    return e == E_NOT_FOUND ? ctx_fail(ctx, e, "problem.not_found", NULL) : e;
}

/* ---- what it rests on -------------------------------------------------------------------------
 */

struct str decision_record_text(struct ctx *ctx, const struct assess_record *record)
{
    const struct pack_form *def = pack_form_find(ctx->pack, record->form);
    struct str day = ctx_date_words(ctx, ctx_day_of(ctx, record->submitted_at), DATE_MEDIUM);
    struct str title = def ? text_in(&def->title, ctx->locale) : record->form;

    return str_fmt(ctx->arena, "%.*s, %.*s", STR_ARG(title), STR_ARG(day));
}

enum err decision_evidence_read(struct ctx *ctx, const struct casefile *file,
                                const struct id rests_on[WEIGHED_RESTS_ON],
                                struct decision_evidence_list *ret)
{
    for (size_t i = 0; i < WEIGHED_RESTS_ON; i++) {
        struct assess_record record;
        char text[ID_TEXT];

        if (!id_given(rests_on[i]))
            continue;
        enum err e = assess_load(ctx, file, rests_on[i], &record);

        if (e == E_NOT_FOUND || (e == OK && !assess_is_submitted(&record)))
            return ctx_fail(ctx, E_INVALID, "form.unknown_answer", weighed_evidence[i]);
        TRY(e);
        struct str rest = str_fmt(ctx->arena, "forms/%.*s", STR_ARG(id_format(rests_on[i], text)));

        LIST_ADD(ctx->arena, ret,
                 ((struct decision_evidence){.link = casefile_href(ctx, file->id, rest.p),
                                             .label = decision_record_text(ctx, &record)}));
    }
    return OK;
}

static enum err evidence_write(struct ctx *ctx, const struct decision *d,
                               const struct decision_evidence_list *evidence)
{
    for (size_t i = 0; evidence && i < evidence->n; i++)
        TRY(decision_store_evidence_insert(ctx, d, (int64_t)i + 1, &evidence->items[i]));
    return OK;
}

/* ---- one, and all ------------------------------------------------------------------------------
 */

enum err decision_add(struct ctx *ctx, const struct casefile *file, const struct decision *draft,
                      const struct decision_evidence_list *evidence, struct decision *ret)
{
    struct decision d = *draft;

    TRY(authz_need(ctx, CAP_DECISION_ADD));
    TRY(draft_check(ctx, file, &d));
    TRY(decision_write(ctx, file, &d));
    TRY(evidence_write(ctx, &d, evidence));
    *ret = d;
    return event_emit(ctx, &(struct event){.kind = "decision.made",
                                           .subject_id = d.id,
                                           .casefile_id = file->id,
                                           .person_id = file->person_id,
                                           .about = d.kind,
                                           .link = decision_link(ctx, &d),
                                           .summary = d.what});
}

enum err decision_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                    struct decision_list *ret)
{
    return decision_store_list(ctx, file->id, ret);
}

enum err decision_load(struct ctx *ctx, const struct casefile *file, struct id id,
                       struct decision *ret, struct decision_evidence_list *ret_evidence)
{
    enum err e = decision_store_find(ctx, file->id, id, ret);

    if (e == E_NOT_FOUND)
        return ctx_fail(ctx, e, "problem.not_found", NULL);
    TRY(e);
    return decision_store_evidence(ctx, file->id, id, ret_evidence);
}

/* ---- those that are made elsewhere ------------------------------------------------------------
 */

/* Which events are decisions, and of what kind. Without a reason a phase is entered as the steps
 * say: that is none. */
static const struct {
    const char *event, *kind;
    bool only_with_reason;
} made_elsewhere[] = {
    {"casefile.risk_changed", "risk", false},
    {"casefile.phase_entered", "phase", true},
    {"plan.agreed", "plan", false},
    {"approval.refused", "refusal", false},
    {"consent.excepted", "disclosure", false},
    {"casefile.closed", "closure", false},
};

/* Who asked for an approval that was given in this very command, and who gave it; before who else
 * agreed. */
static enum err agreed_by_approval(struct ctx *ctx, const struct casefile *file, struct str *ret)
{
    struct approval_list list;

    TRY(approval_list_for_casefile(ctx, file, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct approval *a = &list.items[i];

        if (a->decided_at.us == ctx->now.us && str_eq(a->state, STR("approved")))
            *ret = str_fmt(ctx->arena, "%.*s · %.*s%s%.*s", STR_ARG(a->asked_by_name),
                           STR_ARG(a->decided_by_name), str_given(*ret) ? "\n" : "", STR_ARG(*ret));
    }
    return OK;
}

/* Of a plan: what the family wants, and with whom it was agreed. */
static enum err plan_fill(struct ctx *ctx, const struct casefile *file, struct decision *d)
{
    struct plan plan;

    TRY(plan_agreed(ctx, file, &plan));
    d->reason = plan.aim;
    d->agreed = str_given(d->agreed) ? str_fmt(ctx->arena, "%.*s\n%.*s", STR_ARG(plan.agreed_with),
                                               STR_ARG(d->agreed))
                                     : plan.agreed_with;
    return OK;
}

enum err decision_on_event(struct ctx *ctx, const struct event *event)
{
    /* Whoever emits such an event has loaded the case for writing. */
    struct casefile file = {.id = event->casefile_id, .person_id = event->person_id};
    struct decision d = {.event_kind = str_c(event->kind),
                         .event_about = event->about,
                         .reason = event->summary,
                         .link = str_given(event->link) ? event->link : ctx->weighed.link,
                         .alternatives = ctx->weighed.alternatives,
                         .agreed = ctx->weighed.agreed,
                         .appeal_until = DATE_NONE};
    struct decision_evidence_list evidence = {0};
    bool counts = false;

    for (size_t i = 0; i < sizeof made_elsewhere / sizeof made_elsewhere[0]; i++) {
        if (!str_eq(d.event_kind, str_c(made_elsewhere[i].event)))
            continue;
        d.kind = str_c(made_elsewhere[i].kind);
        counts = !made_elsewhere[i].only_with_reason || str_given(event->summary);
    }
    if (!counts || !id_given(ctx->actor.account_id))
        return OK;
    if (str_given(ctx->weighed.appeal_until) &&
        date_parse(ctx->weighed.appeal_until, &d.appeal_until) != OK)
        return E_BUG;
    if (str_eq(d.kind, STR("plan")))
        TRY(plan_fill(ctx, &file, &d));
    else
        TRY(agreed_by_approval(ctx, &file, &d.agreed));
    TRY(decision_evidence_read(ctx, &file, ctx->weighed.rests_on, &evidence));
    TRY(decision_write(ctx, &file, &d));
    return evidence_write(ctx, &d, &evidence);
}
