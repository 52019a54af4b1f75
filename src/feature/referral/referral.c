/* referral/referral.c: writing a referral, and what both sides do about it. */
#include "feature/referral/referral.h"

#include "core/authz.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "feature/consent/consent.h"
#include "feature/directory/directory.h"
#include "feature/referral/referral_internal.h"
#include "feature/referral/referral_store.h"
#include "feature/task/task.h"

/* ---- for all of it --------------------------------------------------------------------------- */

struct str referral_path(struct ctx *ctx, const struct referral *referral)
{
    char id[ID_TEXT];
    struct str rest = str_fmt(ctx->arena, "referrals/%.*s", STR_ARG(id_format(referral->id, id)));

    return casefile_href(ctx, referral->casefile_id, rest.p);
}

enum err referral_emit(struct ctx *ctx, const struct referral *referral, const char *kind,
                       struct str about, struct str more)
{
    struct str summary = referral->to_name;

    if (str_given(more))
        summary = str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(summary), STR_ARG(more));
    return event_emit(ctx, &(struct event){.kind = kind,
                                           .subject_id = referral->id,
                                           .casefile_id = referral->casefile_id,
                                           .person_id = referral->person_id,
                                           .about = about,
                                           .link = referral_path(ctx, referral),
                                           .summary = summary});
}

enum err referral_task(struct ctx *ctx, const struct referral *referral, int msg)
{
    const struct msg_arg args[] = {{.name = "to", .text = referral->to_name}};
    const struct task_draft draft = {.casefile_id = referral->casefile_id,
                                     .account_id = referral->created_by,
                                     .due = ctx_today(ctx),
                                     .high = str_eq(referral->urgency, STR("urgent")),
                                     .origin = TASK_REFERRAL,
                                     .origin_id = referral->id};

    /* Nothing is left to do in a closed case. */
    if (!referral->case_is_open)
        return OK;
    return task_raise(ctx, &draft, &(struct task_words){msg, args, 1});
}

/* ---- whom it is for -------------------------------------------------------------------------- */

static enum err unit_find(struct ctx *ctx, enum referral_to to, struct id id, struct referral *ret)
{
    struct casefile_unit unit;
    struct id agency_id;
    enum err e = referral_store_unit(ctx, id, &unit, &agency_id);

    if (e == E_NOT_FOUND || (e == OK && str_given(unit.team) != (to == REFERRAL_TO_TEAM)))
        return ctx_fail(ctx, E_INVALID, "referral.to_missing", "to");
    TRY(e);
    *ret = (struct referral){.to = to,
                             .to_team_id = to == REFERRAL_TO_TEAM ? id : ID_NONE,
                             .to_agency_id = agency_id,
                             .to_name = casefile_unit_name(ctx, &unit),
                             .channel = STR("inbox")};
    return OK;
}

enum err referral_receiver(struct ctx *ctx, enum referral_to to, struct id id, struct referral *ret)
{
    struct service service;
    struct organization organization = {0};

    if (to != REFERRAL_TO_SERVICE)
        return unit_find(ctx, to, id, ret);
    enum err e = service_load(ctx, id, &service);

    if (e == E_NOT_FOUND || (e == OK && !service_is_open(&service)))
        return ctx_fail(ctx, E_INVALID, "referral.to_missing", "to");
    TRY(e);
    if (id_given(service.organization_id))
        TRY(organization_load(ctx, service.organization_id, &organization));
    *ret =
        (struct referral){.to = to,
                          .to_agency_id = organization.agency_id,
                          .service_id = service.id,
                          .organization_id = service.organization_id,
                          .to_name = str_given(service.organization_name)
                                         ? str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(service.name),
                                                   STR_ARG(service.organization_name))
                                         : service.name,
                          .channel = id_given(organization.agency_id) ? STR("inbox") : STR("link")};
    return OK;
}

/* ---- the draft ------------------------------------------------------------------------------- */

/* An urgent one is answered the next day; one that is to come soon, in half the time. */
static struct date due_by(const struct ctx *ctx, struct str urgency, int days, struct date wanted)
{
    if (date_given(wanted))
        return wanted;
    if (str_eq(urgency, STR("urgent")))
        days = days > 8 ? days / 4 : 1;
    else if (str_eq(urgency, STR("soon")))
        days = (days + 1) / 2;
    return date_add_days(ctx_today(ctx), days);
}

static enum err days_check(struct ctx *ctx, const struct referral *referral)
{
    if (date_cmp(referral->acknowledged_due, ctx_today(ctx)) < 0)
        return ctx_fail(ctx, E_INVALID, "referral.day_past", "acknowledged_due");
    if (date_cmp(referral->feedback_due, referral->acknowledged_due) < 0)
        return ctx_fail(ctx, E_INVALID, "referral.feedback_first", "feedback_due");
    return OK;
}

/* What of a draft the record holds; the receiver is set already. */
static enum err draft_take(struct ctx *ctx, const struct referral_draft *draft,
                           struct referral *referral)
{
    bool inbox = id_given(referral->to_agency_id);

    if (!pack_code_find(ctx->pack, STR("urgency"), draft->urgency))
        return ctx_fail(ctx, E_INVALID, "referral.urgency_missing", "urgency");
    if (!str_given(str_trim(draft->need)))
        return ctx_fail(ctx, E_INVALID, "referral.need_missing", "need");
    if (str_given(draft->sector) && !pack_code_find(ctx->pack, STR("share_with"), draft->sector))
        return ctx_fail(ctx, E_INVALID, "form.not_choice", "sector");
    referral->urgency = draft->urgency;
    referral->sector = draft->sector;
    referral->channel = inbox                                  ? STR("inbox")
                        : str_eq(draft->channel, STR("paper")) ? STR("paper")
                                                               : STR("link");
    referral->acknowledged_due =
        due_by(ctx, draft->urgency, ctx->pack->referral_answer_days, draft->acknowledged_due);
    referral->feedback_due =
        due_by(ctx, draft->urgency, ctx->pack->referral_feedback_days, draft->feedback_due);
    return days_check(ctx, referral);
}

enum err referral_add(struct ctx *ctx, const struct casefile *file,
                      const struct referral_draft *draft, struct referral *ret)
{
    struct referral_item_list items;
    struct referral referral;

    TRY(authz_need(ctx, CAP_REFERRAL_EDIT));
    if (!casefile_is_open(file))
        return ctx_fail(ctx, E_CONFLICT, "casefile.is_closed", NULL);
    TRY(referral_receiver(ctx, draft->to, draft->to_id, &referral));
    TRY(draft_take(ctx, draft, &referral));
    TRY(referral_choose(ctx, file, draft, &items));
    referral.id = id_new(ctx, "referral");
    referral.casefile_id = file->id;
    referral.person_id = file->person_id;
    referral.created_by = ctx->actor.account_id;
    referral.created_at = ctx->now;
    referral.version = 1;
    TRY(referral_store_insert(ctx, &referral));
    TRY(referral_store_set_items(ctx, referral.id, &items));
    TRY(referral_emit(ctx, &referral, "referral.added", STR_NONE, STR_NONE));
    *ret = referral;
    return OK;
}

enum err referral_edit(struct ctx *ctx, const struct casefile *file, struct referral *referral,
                       const struct referral_draft *draft, int64_t version)
{
    struct referral_item_list items;
    bool changed = false;

    TRY(authz_need(ctx, CAP_REFERRAL_EDIT));
    if (!casefile_is_open(file))
        return ctx_fail(ctx, E_CONFLICT, "casefile.is_closed", NULL);
    if (referral->state != REFERRAL_DRAFT)
        return ctx_fail(ctx, E_CONFLICT, "referral.sent_already", NULL);
    TRY(draft_take(ctx, draft, referral));
    TRY(referral_choose(ctx, file, draft, &items));
    if (version == referral->version)
        TRY(referral_store_set_draft(ctx, referral, &changed));
    if (version != referral->version || !changed)
        return ctx_fail(ctx, E_CONFLICT, "referral.changed_meanwhile", NULL);
    TRY(referral_store_set_items(ctx, referral->id, &items));
    return referral_emit(ctx, referral, "referral.edited", STR_NONE, STR_NONE);
}

/* ---- consent --------------------------------------------------------------------------------- */

/* Among the people of the agency that has the case nobody is asked. */
static bool is_internal(const struct casefile *file, const struct referral *referral)
{
    return referral->to != REFERRAL_TO_SERVICE && id_eq(referral->to_agency_id, file->agency_id);
}

static enum err consent_asking(struct ctx *ctx, const struct referral *referral,
                               struct consent_ask *ret)
{
    struct referral_item_list items;

    TRY(referral_store_items(ctx, referral->id, &items));
    *ret = (struct consent_ask){.purpose = STR("services"),
                                .kinds = referral_kinds(ctx, &items),
                                .until = referral->feedback_due};
    ret->to.name = referral->to_name;
    ret->to.sector = referral->sector;
    if (referral->to != REFERRAL_TO_SERVICE) {
        ret->to.kind = CONSENT_TO_UNIT;
        ret->to.id =
            referral->to == REFERRAL_TO_TEAM ? referral->to_team_id : referral->to_agency_id;
    } else if (id_given(referral->organization_id)) {
        ret->to.kind = CONSENT_TO_ORGANISATION;
        ret->to.id = referral->organization_id;
    } else {
        ret->to.kind = CONSENT_TO_NAMED;
    }
    return OK;
}

enum err referral_consent_check(struct ctx *ctx, const struct casefile *file,
                                const struct referral *referral, struct str *ret_withheld,
                                const char **ret)
{
    struct consent_ask ask;
    struct consent_answer answer = {0};

    *ret = NULL;
    *ret_withheld = STR_NONE;
    if (is_internal(file, referral))
        return OK;
    TRY(consent_asking(ctx, referral, &ask));
    TRY(consent_check(ctx, file, &ask, &answer));
    *ret = consent_verdict_msg(answer.verdict);
    *ret_withheld = answer.withheld;
    return OK;
}

enum err referral_consent_begin(struct ctx *ctx, const struct casefile *file,
                                struct referral *referral)
{
    struct consent_ask ask;
    struct consent_answer answer;

    if (is_internal(file, referral))
        return OK;
    TRY(consent_asking(ctx, referral, &ask));
    TRY(consent_need(ctx, file, &ask, NULL, &answer));
    referral->consent_id = answer.consent_id;
    return consent_use_add(ctx, file,
                           &(struct consent_use){.consent_id = answer.consent_id,
                                                 .noun = STR("referral"),
                                                 .subject_id = referral->id,
                                                 .label = referral->to_name});
}

enum err referral_consent_end(struct ctx *ctx, const struct referral *referral)
{
    if (!id_given(referral->consent_id) || instant_given(referral->stopped_at))
        return OK;
    return consent_use_end(ctx, referral->casefile_id, STR("referral"), referral->id);
}

/* ---- reading --------------------------------------------------------------------------------- */

enum err referral_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                    struct referral_list *ret)
{
    return referral_store_by_casefile(ctx, file->id, ret);
}

enum err referral_load(struct ctx *ctx, const struct casefile *file, struct id id,
                       struct referral *ret)
{
    enum err e = referral_store_find(ctx, file->id, id, ret);

    return e == E_NOT_FOUND ? ctx_fail(ctx, e, "problem.not_found", NULL) : e;
}

enum err referral_load_received(struct ctx *ctx, struct id id, struct referral *ret)
{
    enum err e = referral_store_to_us(ctx, id, ret);

    if (e == E_NOT_FOUND) {
        struct id casefile_id;

        TRY(referral_store_there(ctx, id, &casefile_id));
        if (id_given(casefile_id))
            ctx_denied(ctx, "referral", id, casefile_id, ID_NONE);
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    }
    TRY(e);
    ctx_access(ctx, "referral", id, ret->casefile_id, ret->person_id);
    site_enter(ctx, ret->programme);
    return OK;
}

static void names_open(struct ctx *ctx, struct referral_row_list *rows)
{
    for (size_t i = 0; i < rows->n; i++)
        rows->items[i].name = referral_name(ctx, rows->items[i].name);
}

enum err referral_list_new(struct ctx *ctx, int most, struct referral_row_list *ret)
{
    TRY(referral_store_new(ctx, most, ret));
    names_open(ctx, ret);
    return OK;
}

enum err referral_list(struct ctx *ctx, const struct referral_filter *filter,
                       struct referral_row_list *ret, bool *ret_more)
{
    TRY(referral_store_list(ctx, filter->show, filter->ended, filter->page, ret));
    if (filter->show == REFERRAL_RECEIVED)
        names_open(ctx, ret);
    *ret_more = ret->n > REFERRAL_PAGE;
    ret->n = *ret_more ? REFERRAL_PAGE : ret->n;
    return OK;
}

bool referral_is_shown(const struct referral *referral)
{
    return !instant_given(referral->stopped_at) &&
           (referral_state_is_open(referral->state) || referral->state == REFERRAL_COMPLETED);
}

enum err referral_answers(struct ctx *ctx, const struct referral *referral, bool for_receiver,
                          struct referral_answer_list *ret)
{
    TRY(referral_store_answers(ctx, referral->id, ret));
    for (size_t i = 0; for_receiver && i < ret->n; i++) {
        struct referral_answer *a = &ret->items[i];

        if (a->side == REFERRAL_RECEIVER)
            continue;
        a->words = STR_NONE;
        a->reason = STR_NONE;
    }
    return OK;
}
