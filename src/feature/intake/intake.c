/* intake/intake.c: rules of receiving, screening and deciding. Taking over a list is in
 * intake_sheet.c. */
#include "feature/intake/intake.h"

#include "core/authz.h"
#include "core/event.h"
#include "core/feature.h"
#include "feature/intake/intake_rules.h"
#include "feature/intake/intake_store.h"

#define SCREENING "screening"
#define SUMMARY_LINE 300

/* A code in the reader's words. */
static struct str intake_label(struct ctx *ctx, const char *list, struct str code)
{
    return str_given(code) ? pack_label(ctx->pack, str_c(list), code, ctx->locale) : STR_NONE;
}

struct str intake_labels(struct ctx *ctx, const char *list, struct str codes)
{
    struct str code, out = STR_NONE;

    while (str_split(&codes, ' ', &code)) {
        struct str label = intake_label(ctx, list, code);

        if (str_given(out) && str_given(label))
            out = str_fmt(ctx->arena, "%.*s · %.*s", STR_ARG(out), STR_ARG(label));
        else if (str_given(label))
            out = label;
    }
    return out;
}

enum err intake_load(struct ctx *ctx, struct id id, struct intake *ret)
{
    struct intake there = {0};
    enum err e = intake_store_find(ctx, id, ret);

    /* To the actor it is as if there were none; on record it is what it was. */
    if (e == E_NOT_FOUND)
        TRY(intake_store_whose(ctx, id, &there));
    if (id_given(there.id))
        ctx_denied(ctx, "intake", id, there.casefile_id, there.person_id);
    TRY(e);
    ctx_access(ctx, "intake", ret->id, ret->casefile_id, ret->person_id);
    site_enter(ctx, ret->programme);
    return intake_hide(ctx, ret);
}

enum err intake_programme(struct ctx *ctx, struct id id, struct str *ret)
{
    return intake_store_programme(ctx, id, ret);
}

enum err intake_of_casefile(struct ctx *ctx, const struct casefile *file, struct intake *ret)
{
    TRY(intake_store_of_casefile(ctx, file->id, ret));
    return intake_hide(ctx, ret);
}

static enum err list_hide(struct ctx *ctx, struct intake_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        TRY(intake_hide(ctx, &list->items[i]));
    return OK;
}

enum err intake_of_person(struct ctx *ctx, const struct person *person, struct intake_list *ret)
{
    TRY(intake_store_of_person(ctx, person->id, ret));
    return list_hide(ctx, ret);
}

enum err intake_list(struct ctx *ctx, bool decided, int64_t page, struct intake_list *ret,
                     bool *ret_more)
{
    TRY(intake_store_list(ctx, decided, (page - 1) * INTAKE_PAGE, INTAKE_PAGE + 1, ret));
    *ret_more = ret->n > INTAKE_PAGE;
    ret->n = *ret_more ? INTAKE_PAGE : ret->n;
    return list_hide(ctx, ret);
}

enum err intake_list_first(struct ctx *ctx, int64_t max, struct intake_list *ret)
{
    TRY(intake_store_list(ctx, false, 0, max, ret));
    return list_hide(ctx, ret);
}

const struct pack_form *intake_screening_form(const struct ctx *ctx)
{
    return pack_form_find(ctx->pack, STR(SCREENING));
}

/* The urgency of a request stands where the risk of a case will stand. */
static int due_index(struct str urgency)
{
    if (str_eq(urgency, STR("urgent")))
        return risk_index(STR("high"));
    return risk_index(str_eq(urgency, STR("soon")) ? STR("medium") : STR("low"));
}

struct date intake_due(const struct ctx *ctx, const struct intake *intake)
{
    const struct pack *pack = site_pack_of(ctx, intake->programme);
    const struct pack_phase *phase = &pack->phases[PHASE_INTAKE];
    int days = phase->steps.n ? phase->steps.items[0].due_days[due_index(intake->urgency)] : -1;

    if (days < 0)
        return DATE_NONE;
    return date_add_days(date_of(intake->received_at, ctx->tz_offset_min), days);
}

/* ---- what was written down ------------------------------------------------------------------ */

static bool codes_known(const struct pack *pack, const char *list, struct str codes)
{
    struct str code;

    while (str_split(&codes, ' ', &code)) {
        if (str_given(code) && !pack_code_find(pack, str_c(list), code))
            return false;
    }
    return true;
}

static enum err draft_take(struct ctx *ctx, const struct intake_draft *draft, struct intake *i)
{
    if (!pack_code_find(ctx->pack, STR("channel"), draft->channel))
        return ctx_fail(ctx, E_INVALID, "intake.channel_missing", "channel");
    if (!pack_code_find(ctx->pack, STR("urgency"), draft->urgency))
        return ctx_fail(ctx, E_INVALID, "intake.urgency_missing", "urgency");
    if (!codes_known(ctx->pack, "concern", draft->concerns))
        return ctx_fail(ctx, E_INVALID, "form.not_choice", "concerns");
    if (draft->received_at.us > ctx->now.us)
        return ctx_fail(ctx, E_INVALID, "intake.received_in_future", "received_at");
    i->channel = draft->channel;
    i->source = draft->source;
    i->source_contact = draft->source_contact;
    i->concerns = draft->concerns;
    i->urgency = draft->urgency;
    i->narrative = draft->narrative;
    return OK;
}

static struct str diff(struct ctx *ctx, const struct intake *before, const struct intake *after)
{
    struct event_diff d = {.ctx = ctx};

    event_diff_add(&d, "channel", before->channel, after->channel);
    event_diff_add(&d, "source", before->source, after->source);
    event_diff_add(&d, "source_contact", before->source_contact, after->source_contact);
    event_diff_add(&d, "concerns", before->concerns, after->concerns);
    event_diff_add(&d, "urgency", before->urgency, after->urgency);
    event_diff_add(&d, "narrative", before->narrative, after->narrative);
    return event_diff_done(&d);
}

/* An event about a request. Errors: those of event_emit(). */
static enum err intake_emit(struct ctx *ctx, const struct intake *i, const char *kind,
                            struct str about, struct str data)
{
    char text[ID_TEXT];
    struct str link = str_fmt(ctx->arena, "/intakes/%.*s", STR_ARG(id_format(i->id, text)));

    return event_emit(ctx, &(struct event){.kind = kind,
                                           .subject_id = i->id,
                                           .casefile_id = i->casefile_id,
                                           .person_id = i->person_id,
                                           .about = about,
                                           .link = link,
                                           .summary = i->reason,
                                           .data = data});
}

static enum err scopes_add(struct ctx *ctx, const struct intake *i)
{
    const struct actor *a = &ctx->actor;
    struct id units[] = {a->account_id, a->scope_id, a->team_id, a->agency_id};

    for (size_t k = 0; k < sizeof units / sizeof units[0]; k++) {
        if (id_given(units[k]))
            TRY(intake_store_scope(ctx, i->id, units[k], true));
    }
    return id_given(i->person.area_id) ? intake_store_scope_area(ctx, i->id, i->person.area_id)
                                       : OK;
}

enum err intake_add(struct ctx *ctx, const struct person *person, const struct intake_draft *draft,
                    struct intake *ret)
{
    struct intake i = {
        .person_id = person->id, .person = *person, .programme = ctx->pack->name, .version = 1};

    TRY(authz_need(ctx, CAP_INTAKE_ADD));
    TRY(draft_take(ctx, draft, &i));
    i.received_at = instant_given(draft->received_at) ? draft->received_at : ctx->now;
    i.id = id_new(ctx, "intake");
    TRY(intake_store_insert(ctx, &i));
    TRY(scopes_add(ctx, &i));
    TRY(intake_emit(ctx, &i, "intake.received", i.channel, diff(ctx, &(struct intake){0}, &i)));
    *ret = i;
    return OK;
}

static enum err still_open(struct ctx *ctx, const struct intake *intake, struct intake *ret)
{
    TRY(intake_store_lock(ctx, intake->id));
    TRY(intake_store_find(ctx, intake->id, ret));
    return ret->decided ? ctx_fail(ctx, E_CONFLICT, "intake.decided_already", NULL) : OK;
}

enum err intake_edit(struct ctx *ctx, struct intake *intake, const struct intake_draft *draft)
{
    struct intake stored, wanted;
    struct str data;

    TRY(authz_need(ctx, CAP_INTAKE_ADD));
    TRY(still_open(ctx, intake, &stored));
    wanted = stored;
    TRY(draft_take(ctx, draft, &wanted));
    data = diff(ctx, &stored, &wanted);
    if (draft->version != stored.version && str_given(data)) {
        ctx_conflict_add(ctx, "intake.channel", intake_label(ctx, "channel", stored.channel),
                         intake_label(ctx, "channel", wanted.channel));
        ctx_conflict_add(ctx, "intake.source", stored.source, wanted.source);
        ctx_conflict_add(ctx, "intake.source_contact", stored.source_contact,
                         wanted.source_contact);
        ctx_conflict_add(ctx, "intake.concerns", intake_labels(ctx, "concern", stored.concerns),
                         intake_labels(ctx, "concern", wanted.concerns));
        ctx_conflict_add(ctx, "intake.urgency", intake_label(ctx, "urgency", stored.urgency),
                         intake_label(ctx, "urgency", wanted.urgency));
        ctx_conflict_add(ctx, "intake.narrative", stored.narrative, wanted.narrative);
        return ctx_conflict(ctx, stored.version, "intake.changed_meanwhile");
    }
    if (str_given(data)) {
        wanted.version = stored.version + 1;
        TRY(intake_store_update(ctx, &wanted));
        TRY(intake_emit(ctx, &wanted, "intake.changed", STR_NONE, data));
    }
    *intake = wanted;
    return OK;
}

/* What is private is not in the journal: there stands that it was answered. */
static enum err answers_diff(struct ctx *ctx, struct event_diff *d, struct str before,
                             struct str after)
{
    bool any;

    TRY(intake_answers_plain(ctx, before, &before, &any));
    TRY(intake_answers_plain(ctx, after, &after, &any));
    event_diff_add(d, "answers", before, after);
    return OK;
}

enum err intake_screen(struct ctx *ctx, struct intake *intake, struct str answers,
                       struct str urgency)
{
    struct intake stored, seen;
    struct event_diff d = {.ctx = ctx};

    TRY(authz_need(ctx, CAP_INTAKE_ADD));
    TRY(still_open(ctx, intake, &stored));
    seen = stored;
    TRY(intake_hide(ctx, &seen));
    /* Whoever cannot read them would put nothing in their place. */
    if (seen.has_hidden)
        return ctx_fail(ctx, E_CONFLICT, "intake.screening_not_yours", NULL);
    TRY(answers_diff(ctx, &d, stored.answers, answers));
    if (pack_code_find(ctx->pack, STR("urgency"), urgency)) {
        event_diff_add(&d, "urgency", stored.urgency, urgency);
        stored.urgency = urgency;
    }
    stored.answers = answers;
    stored.screened_at = ctx->now;
    TRY(intake_store_screen(ctx, &stored));
    TRY(intake_emit(ctx, &stored, "intake.screened", stored.urgency, event_diff_done(&d)));
    *intake = stored;
    return OK;
}

/* ---- deciding ------------------------------------------------------------------------------- */

static enum err decision_check(struct ctx *ctx, const struct intake_decision *what)
{
    bool refer = str_eq(what->decision, STR("refer")), close = str_eq(what->decision, STR("close"));
    const char *list = refer ? "refer_reason" : "intake_close_reason";

    if (!refer && !close && !str_eq(what->decision, STR("open")))
        return ctx_fail(ctx, E_INVALID, "intake.decision_missing", "decision");
    if (refer && !str_given(what->referred_to))
        return ctx_fail(ctx, E_INVALID, "intake.referred_to_missing", "referred_to");
    if ((refer || close) && !pack_code_find(ctx->pack, str_c(list), what->reason_code))
        return ctx_fail(ctx, E_INVALID, "intake.reason_code_missing", list);
    if ((refer || close) && !str_given(what->reason))
        return ctx_fail(ctx, E_INVALID, "intake.reason_missing", "reason");
    return OK;
}

/* What the case is about, in a sentence: the reason given, else how the request began. */
static struct str summary_of(struct ctx *ctx, const struct intake *i, struct str reason)
{
    struct str rest = str_given(reason) ? reason : i->narrative, line = STR_NONE;

    (void)str_split(&rest, '\n', &line);
    if (!str_given(line))
        line = intake_labels(ctx, "concern", i->concerns);
    return utf8_cut(str_trim(line), SUMMARY_LINE);
}

static enum err case_open(struct ctx *ctx, const struct intake *i,
                          const struct intake_decision *what, struct casefile *ret)
{
    struct person person;
    struct household_list homes = {0};
    struct casefile_draft draft = {.person_id = i->person_id,
                                   .worker_id = what->worker_id,
                                   .summary = summary_of(ctx, i, what->reason)};

    TRY(person_load(ctx, i->person_id, &person));
    TRY(household_list(ctx, &person, &homes));
    if (homes.n)
        draft.household_id = homes.items[0].id;
    draft.person_id = person.id;
    draft.area_id = person.area_id;
    return casefile_open(ctx, &draft, ret);
}

enum err intake_decide(struct ctx *ctx, struct intake *intake, const struct intake_decision *what,
                       struct casefile *ret_file)
{
    struct intake stored;
    struct event_diff d = {.ctx = ctx};

    TRY(authz_need(ctx, CAP_INTAKE_DECIDE));
    TRY(decision_check(ctx, what));
    TRY(still_open(ctx, intake, &stored));
    stored.decided = true;
    stored.decision = what->decision;
    stored.reason = what->reason;
    stored.decided_at = ctx->now;
    if (str_eq(what->decision, STR("open"))) {
        TRY(case_open(ctx, &stored, what, ret_file));
        stored.casefile_id = ret_file->id;
        stored.casefile_number = ret_file->number;
    } else {
        stored.reason_code = what->reason_code;
        if (str_eq(what->decision, STR("refer")))
            stored.referred_to = what->referred_to;
    }
    TRY(intake_store_decide(ctx, &stored));
    if (id_given(what->worker_id))
        TRY(intake_store_scope(ctx, stored.id, what->worker_id, false));
    event_diff_add(&d, "decision", STR_NONE, stored.decision);
    event_diff_add(&d, "reason_code", STR_NONE, stored.reason_code);
    event_diff_add(&d, "referred_to", STR_NONE, stored.referred_to);
    event_diff_add(&d, "reason", STR_NONE, stored.reason);
    TRY(intake_emit(ctx, &stored, "intake.decided", stored.decision, event_diff_done(&d)));
    *intake = stored;
    return OK;
}

/* ---- when two records become one ------------------------------------------------------------ */

enum err intake_on_merge(struct ctx *ctx, const struct event *event)
{
    struct person_merge merge;
    struct person_row_list rows = {0};

    TRY(person_merge_find(ctx, event->subject_id, &merge));
    TRY(intake_store_move(ctx, merge.kept_id, merge.merged_id, &rows));
    for (size_t i = 0; i < rows.n; i++)
        TRY(person_merge_moved(ctx, merge.id, "intake", rows.items[i]));
    return OK;
}

enum err intake_on_merge_undone(struct ctx *ctx, const struct event *event)
{
    struct person_merge merge;
    struct person_row_list rows = {0};

    TRY(person_merge_find(ctx, event->subject_id, &merge));
    TRY(person_merge_rows(ctx, merge.id, "intake", &rows));
    for (size_t i = 0; i < rows.n; i++)
        TRY(intake_store_back(ctx, rows.items[i], merge.kept_id, merge.merged_id));
    return OK;
}
