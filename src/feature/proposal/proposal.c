/* proposal/proposal.c: the rules of what is only ever proposed. */
#include "feature/proposal/proposal.h"

#include "core/authz.h"
#include "core/pack.h"
#include "feature/decision/decision.h"
#include "feature/proposal/proposal_store.h"

#define SAID(text) str_given(str_trim(text))

static bool is_state(const struct proposal *p, const char *state)
{
    return str_eq(p->state, str_c(state));
}

static struct str proposal_link(struct ctx *ctx, const struct proposal *p)
{
    char id[ID_TEXT];

    return casefile_href(ctx, p->casefile_id,
                         str_fmt(ctx->arena, "proposals/%.*s", STR_ARG(id_format(p->id, id))).p);
}

static enum err proposal_emit(struct ctx *ctx, const struct casefile *file,
                              const struct proposal *p, const char *kind, struct str summary)
{
    return event_emit(ctx, &(struct event){.kind = kind,
                                           .subject_id = p->id,
                                           .casefile_id = file->id,
                                           .person_id = file->person_id,
                                           .about = p->kind,
                                           .link = proposal_link(ctx, p),
                                           .summary = summary});
}

/* Somebody else was quicker, or it is not at this point. */
static enum err elsewhere(struct ctx *ctx)
{
    return ctx_fail(ctx, E_CONFLICT, "proposal.not_now", NULL);
}

/* ---- proposing ------------------------------------------------------------------------------- */

static enum err code_check(struct ctx *ctx, const char *list, struct str code, const char *field)
{
    return pack_code_find(ctx->pack, str_c(list), code)
               ? OK
               : ctx_fail(ctx, E_INVALID, "form.unknown_answer", field);
}

/* Does one of the situations bar any proposal? */
static bool is_barred(const struct ctx *ctx, struct str easements)
{
    struct str rest = easements, word;

    while (str_split(&rest, ' ', &word)) {
        const struct pack_code *code = pack_code_find(ctx->pack, STR("proposal_easement"), word);

        if (code && pack_has_word(code->group, STR("bars")))
            return true;
    }
    return false;
}

static enum err heard_check(struct ctx *ctx, const struct proposal_draft *d)
{
    if (!SAID(d->causes))
        return ctx_fail(ctx, E_INVALID, "proposal.causes_missing", "causes");
    if (!str_eq(d->causes, STR("none")))
        return ctx_fail(ctx, E_INVALID, "proposal.has_cause", "causes");
    if (!SAID(d->asked_words))
        return ctx_fail(ctx, E_INVALID, "proposal.asked_missing", "asked_words");
    return OK;
}

static enum err hit_check(struct ctx *ctx, const struct proposal_draft *d)
{
    bool none = str_eq(d->easements, STR("none"));

    if (d->children_n < 0 || d->children_n > PROPOSAL_CHILDREN_MAX)
        return ctx_fail(ctx, E_INVALID, "proposal.children_missing", "children_n");
    if (d->children_n > 0 && !SAID(d->children_effect))
        return ctx_fail(ctx, E_INVALID, "proposal.effect_missing", "children_effect");
    if (!SAID(d->easements))
        return ctx_fail(ctx, E_INVALID, "proposal.easements_missing", "easements");
    if (!none && pack_has_word(d->easements, STR("none")))
        return ctx_fail(ctx, E_INVALID, "proposal.none_alone", "easements");
    if (is_barred(ctx, d->easements))
        return ctx_fail(ctx, E_INVALID, "proposal.is_barred", "easements");
    if (!none && !SAID(d->easement_words))
        return ctx_fail(ctx, E_INVALID, "proposal.easement_words_missing", "easement_words");
    return OK;
}

static enum err draft_check(struct ctx *ctx, const struct proposal_draft *d)
{
    TRY(code_check(ctx, "proposal_kind", d->kind, "kind"));
    if (!date_given(d->happened_on) || date_cmp(d->happened_on, ctx_today(ctx)) > 0)
        return ctx_fail(ctx, E_INVALID, "proposal.day_wrong", "happened_on");
    if (!SAID(d->facts))
        return ctx_fail(ctx, E_INVALID, "proposal.facts_missing", "facts");
    TRY(heard_check(ctx, d));
    TRY(hit_check(ctx, d));
    if (!SAID(d->help_instead))
        return ctx_fail(ctx, E_INVALID, "proposal.help_missing", "help_instead");
    if (!SAID(d->notice))
        return ctx_fail(ctx, E_INVALID, "proposal.notice_missing", "notice");
    return OK;
}

enum err proposal_add(struct ctx *ctx, const struct casefile *file, const struct proposal_draft *d,
                      struct proposal *ret)
{
    bool done;

    TRY(authz_need(ctx, CAP_PROPOSAL_ADD));
    TRY(draft_check(ctx, d));
    struct proposal p = {.id = id_new(ctx, "proposal"),
                         .casefile_id = file->id,
                         .form_record_id = d->form_record_id,
                         .kind = d->kind,
                         .happened_on = d->happened_on,
                         .facts = d->facts,
                         .asked_words = d->asked_words,
                         .children_n = d->children_n,
                         .children_effect = d->children_n > 0 ? d->children_effect : STR_NONE,
                         .easements = d->easements,
                         .easement_words = d->easement_words,
                         .help_instead = d->help_instead,
                         .notice = d->notice};

    TRY(proposal_store_insert(ctx, &p, &done));
    if (!done)
        return ctx_fail(ctx, E_CONFLICT, "proposal.open_already", NULL);
    *ret = p;
    return proposal_emit(ctx, file, &p, "proposal.made", d->notice);
}

enum err proposal_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                    struct proposal_list *ret)
{
    return proposal_store_list(ctx, file->id, ret);
}

enum err proposal_load(struct ctx *ctx, const struct casefile *file, struct id id,
                       struct proposal *ret)
{
    enum err e = proposal_store_find(ctx, file->id, id, ret);

    return e == E_NOT_FOUND ? ctx_fail(ctx, e, "problem.not_found", NULL) : e;
}

/* ---- telling and hearing --------------------------------------------------------------------- */

/* The pack's own time for a good reason, where it has one in days. */
static int response_days(const struct ctx *ctx, bool *ret_working)
{
    *ret_working = true;
    for (size_t i = 0; i < ctx->pack->clocks.n; i++) {
        const struct pack_clock *clock = &ctx->pack->clocks.items[i];
        bool in_days = clock->unit[3] == CLOCK_DAYS || clock->unit[3] == CLOCK_WORKING_DAYS;

        if (!str_eq(clock->name, STR("good_reason")) || !in_days || clock->limit[3] < 1)
            continue;
        *ret_working = clock->unit[3] == CLOCK_WORKING_DAYS;
        return clock->limit[3];
    }
    return PROPOSAL_RESPONSE_DAYS;
}

/* Holidays of a single area are left to who gives the notice: more time is always right. */
struct date proposal_respond_by(const struct ctx *ctx, struct date told_on)
{
    struct workdays workdays = pack_workdays(ctx->arena, ctx->pack, STR_NONE);
    bool working;
    int left = response_days(ctx, &working);
    struct date day = told_on, most = date_add_days(told_on, 366);

    while (left > 0 && date_cmp(day, most) < 0) {
        day = date_add_days(day, 1);
        left -= !working || workdays_is(&workdays, day);
    }
    return day;
}

enum err proposal_tell(struct ctx *ctx, const struct casefile *file, struct proposal *p,
                       const struct proposal_telling *telling)
{
    struct contact_rules rules;
    struct date on = telling->on;
    bool done;

    TRY(authz_need(ctx, CAP_PROPOSAL_ADD));
    if (!date_given(on) || date_cmp(on, ctx_today(ctx)) > 0 ||
        date_cmp(on, date_of(p->proposed_at, ctx->tz_offset_min)) < 0)
        return ctx_fail(ctx, E_INVALID, "proposal.told_wrong", "told_on");
    TRY(code_check(ctx, "contact_channel", telling->how, "told_how"));
    TRY(casefile_contact(ctx, file, &rules));
    struct contact_plan plan = contact_plan(
        &rules, &(struct contact_ask){.channel = telling->how, .at = ctx->now}, ctx->tz_offset_min);

    /* The day may have been another one: only the way is judged. */
    if (!plan.allowed && !instant_given(plan.not_before))
        return ctx_fail(ctx, E_INVALID, plan.why, "told_how");
    if (!date_given(telling->respond_by) ||
        date_cmp(telling->respond_by, proposal_respond_by(ctx, on)) < 0)
        return ctx_fail(ctx, E_INVALID, "proposal.too_few_days", "respond_by");
    p->told_on = on;
    p->told_how = telling->how;
    p->respond_by = telling->respond_by;
    TRY(proposal_store_tell(ctx, p, &done));
    if (!done)
        return elsewhere(ctx);
    return proposal_emit(ctx, file, p, "proposal.told", STR_NONE);
}

enum err proposal_answer(struct ctx *ctx, const struct casefile *file, struct proposal *p,
                         struct date on, struct str words)
{
    bool done;

    TRY(authz_need(ctx, CAP_PROPOSAL_ADD));
    if (!date_given(on) || date_cmp(on, ctx_today(ctx)) > 0)
        return ctx_fail(ctx, E_INVALID, "proposal.day_wrong", "answered_on");
    if (!SAID(words))
        return ctx_fail(ctx, E_INVALID, "proposal.answer_missing", "answer");
    p->answered_on = on;
    p->answer = words;
    TRY(proposal_store_answer(ctx, p, &done));
    if (!done)
        return elsewhere(ctx);
    return proposal_emit(ctx, file, p, "proposal.answered", words);
}

/* ---- deciding -------------------------------------------------------------------------------- */

static struct str both_names(struct ctx *ctx, const struct proposal *p)
{
    return str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(p->proposed_by_name),
                   STR_ARG(ctx->actor.name));
}

/* The decision as it stands in the list of the case; *ret is its id. */
static enum err decision_write(struct ctx *ctx, const struct casefile *file,
                               const struct proposal *p, const struct decision *about,
                               struct id *ret)
{
    struct decision draft = *about, added;
    struct decision_evidence_list evidence = {0};
    char id[ID_TEXT];

    draft.kind = str_eq(p->kind, STR("closure")) ? STR("closure") : STR("sanction");
    draft.alternatives = p->help_instead;
    draft.agreed = both_names(ctx, p);
    draft.link = proposal_link(ctx, p);
    if (id_given(p->form_record_id)) {
        struct str rest =
            str_fmt(ctx->arena, "forms/%.*s", STR_ARG(id_format(p->form_record_id, id)));

        LIST_ADD(ctx->arena, &evidence,
                 ((struct decision_evidence){.link = casefile_href(ctx, file->id, rest.p),
                                             .label = ctx_msg(ctx, "proposal.form")}));
    }
    TRY(decision_add(ctx, file, &draft, &evidence, &added));
    *ret = added.id;
    return OK;
}

/* What a correction has to refer to: the newest of those that put one another right. */
static enum err newest_of(struct ctx *ctx, const struct casefile *file, struct id id,
                          struct id *ret)
{
    struct decision_evidence_list evidence;
    struct decision d = {.corrected_by = id};

    while (id_given(d.corrected_by)) {
        *ret = d.corrected_by;
        TRY(decision_load(ctx, file, *ret, &d, &evidence));
    }
    return OK;
}

static struct str kind_sentence(struct ctx *ctx, const char *key, const struct proposal *p)
{
    struct msg_arg what = {
        .name = "what", .text = pack_label(ctx->pack, STR("proposal_kind"), p->kind, ctx->locale)};

    return msg_by_key(ctx->arena, ctx->locale, str_c(key), &what, 1);
}

static enum err uphold_check(struct ctx *ctx, const struct proposal *p,
                             const struct proposal_ruling *ruling)
{
    struct date first = date_add_days(ctx_today(ctx), PROPOSAL_APPEAL_DAYS);

    TRY(authz_need(ctx, CAP_PROPOSAL_DECIDE));
    if (is_state(p, "proposed"))
        return ctx_fail(ctx, E_CONFLICT, "proposal.not_told", NULL);
    if (id_eq(p->proposed_by, ctx->actor.account_id))
        return ctx_fail(ctx, E_CONFLICT, "proposal.own", NULL);
    if (is_state(p, "told") && date_cmp(ctx_today(ctx), p->respond_by) <= 0)
        return ctx_fail(ctx, E_CONFLICT, "proposal.too_early", NULL);
    if (!date_given(ruling->appeal_until) || date_cmp(ruling->appeal_until, first) < 0)
        return ctx_fail(ctx, E_INVALID, "proposal.appeal_days", "appeal_until");
    return OK;
}

enum err proposal_decide(struct ctx *ctx, const struct casefile *file, struct proposal *p,
                         const struct proposal_ruling *ruling)
{
    bool own = id_eq(p->proposed_by, ctx->actor.account_id), done;

    if (!is_state(p, "proposed") && !is_state(p, "told"))
        return elsewhere(ctx);
    if (ruling->upheld)
        TRY(uphold_check(ctx, p, ruling));
    else
        TRY(authz_need(ctx, own ? CAP_PROPOSAL_ADD : CAP_PROPOSAL_DECIDE));
    if (!SAID(ruling->words))
        return ctx_fail(ctx, E_INVALID, "proposal.words_missing", "words");
    struct decision about = {
        .what =
            kind_sentence(ctx, ruling->upheld ? "proposal.is_upheld" : "proposal.is_dropped", p),
        .reason = ruling->words,
        .appeal_until = ruling->upheld ? ruling->appeal_until : DATE_NONE};

    p->state = ruling->upheld ? STR("upheld") : STR("dropped");
    p->decided_words = ruling->words;
    p->appeal_until = about.appeal_until;
    TRY(decision_write(ctx, file, p, &about, &p->decision_id));
    TRY(proposal_store_decide(ctx, p, &done));
    if (!done)
        return elsewhere(ctx);
    return proposal_emit(ctx, file, p, ruling->upheld ? "proposal.upheld" : "proposal.dropped",
                         ruling->words);
}

/* ---- the appeal ------------------------------------------------------------------------------ */

enum err proposal_appeal(struct ctx *ctx, const struct casefile *file, struct proposal *p,
                         struct date on, struct str words)
{
    bool done;

    TRY(authz_need(ctx, CAP_PROPOSAL_ADD));
    if (!is_state(p, "upheld"))
        return elsewhere(ctx);
    if (!date_given(on) || date_cmp(on, ctx_today(ctx)) > 0 ||
        date_cmp(on, date_of(p->decided_at, ctx->tz_offset_min)) < 0)
        return ctx_fail(ctx, E_INVALID, "proposal.day_wrong", "appealed_on");
    if (date_cmp(on, p->appeal_until) > 0)
        return ctx_fail(ctx, E_INVALID, "proposal.appeal_late", "appealed_on");
    if (!SAID(words))
        return ctx_fail(ctx, E_INVALID, "proposal.answer_missing", "appeal_words");
    p->appealed_on = on;
    p->appeal_words = words;
    TRY(proposal_store_appeal(ctx, p, &done));
    if (!done)
        return elsewhere(ctx);
    return proposal_emit(ctx, file, p, "proposal.appealed", words);
}

enum err proposal_appeal_decide(struct ctx *ctx, const struct casefile *file, struct proposal *p,
                                const struct proposal_ruling *ruling)
{
    struct id decision;
    bool done;

    TRY(authz_need(ctx, CAP_PROPOSAL_DECIDE));
    if (!is_state(p, "appealed"))
        return elsewhere(ctx);
    if (id_eq(p->decided_by, ctx->actor.account_id) || id_eq(p->proposed_by, ctx->actor.account_id))
        return ctx_fail(ctx, E_CONFLICT, "proposal.own_appeal", NULL);
    if (!SAID(ruling->words))
        return ctx_fail(ctx, E_INVALID, "proposal.words_missing", "words");
    struct decision about = {
        .what = kind_sentence(ctx, ruling->upheld ? "proposal.stands" : "proposal.falls", p),
        .reason = ruling->words,
        .appeal_until = DATE_NONE};

    if (!ruling->upheld)
        TRY(newest_of(ctx, file, p->decision_id, &about.corrects_id));
    p->state = ruling->upheld ? STR("upheld") : STR("overturned");
    p->appeal_decided_words = ruling->words;
    TRY(decision_write(ctx, file, p, &about, &decision));
    TRY(proposal_store_appeal_decide(ctx, p, &done));
    if (!done)
        return elsewhere(ctx);
    return proposal_emit(ctx, file, p, "proposal.appeal_decided", ruling->words);
}

enum err proposal_allows_closure(struct ctx *ctx, const struct casefile *file, bool *ret)
{
    struct proposal_list list;

    *ret = false;
    TRY(proposal_store_list(ctx, file->id, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct proposal *p = &list.items[i];

        if (str_eq(p->kind, STR("closure")))
            *ret = *ret || is_state(p, "upheld");
    }
    return OK;
}
