/* review/closure_web.c: the page that ends a case, the record of it, and the page that opens it
 * again. */
#include "closure_views.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "feature/assess/assess.h"
#include "review_handlers.h"
#include "review_tmpl.gen.h"

const struct field closure_form[] = {
    {"closure_reason", FIELD_CODE, .label = "closure.reason", .codes = "closure_reason",
     .required = true},
    {"words", FIELD_TEXT, .label = "closure.words", .hint = "closure.words_hint", .required = true,
     .max = CLOSURE_WORDS_MAX},
    {"risk", FIELD_CODE, .label = "closure.risk", .codes = "risk", .required = true},
    {"told", FIELD_TEXT, .label = "closure.told", .hint = "closure.told_hint", .max = 1000},
    {"missing_why", FIELD_TEXT, .label = "closure.missing_why", .hint = "closure.missing_why_hint",
     .max = 1000},
    WEIGHED_FIELDS,
    FIELDS_END,
};
const struct field reopening_form[] = {
    {"reopening_reason", FIELD_CODE, .label = "closure.reopening_reason",
     .codes = "reopening_reason", .required = true},
    {"words", FIELD_TEXT, .label = "closure.reopening_words", .required = true, .max = 1000},
    {"phase", FIELD_LINE, .label = "closure.reopening_phase",
     .hint = "closure.reopening_phase_hint"},
    FIELDS_END,
};

/* ---- what is missing ------------------------------------------------------------------------ */

static struct str with_n(struct ctx *ctx, int msg, int64_t n)
{
    struct msg_arg arg = {.name = "n", .number = n, .is_number = true};

    return msg_format(ctx->arena, ctx->locale, msg, &arg, 1);
}

static struct closure_gap_view step_gap(struct ctx *ctx, const struct casefile *file,
                                        const struct casefile_step *s)
{
    struct closure_gap_view view = {.what = text_in(&s->def->what, ctx->locale),
                                    .why = text_in(&s->def->why, ctx->locale),
                                    .due = casefile_due(ctx, s->due)};
    struct str mark = str_fmt(ctx->arena, "phases/%.*s/%.*s", STR_ARG(phase_code(s->phase)),
                              STR_ARG(s->def->name));
    bool entered = s->phase <= file->phase;

    if (str_given(s->def->link))
        view.href = casefile_href(ctx, file->id, str_z(ctx->arena, s->def->link));
    if (entered)
        view.skip_href = casefile_href(ctx, file->id, mark.p);
    return view;
}

static struct closure_gap_view gap_view(struct ctx *ctx, const struct casefile *file,
                                        const struct closure_gap *gap)
{
    if (gap->kind == CLOSURE_STEP)
        return step_gap(ctx, file, &gap->step);
    if (gap->kind == CLOSURE_TASKS)
        return (struct closure_gap_view){.what = with_n(ctx, MSG_CLOSURE_GAP_TASKS, gap->n),
                                         .why = msg_text(ctx->locale, MSG_CLOSURE_GAP_TASKS_WHY),
                                         .href = casefile_href(ctx, file->id, "tasks"),
                                         .due.on = DATE_NONE};
    if (gap->kind == CLOSURE_ACTIONS)
        return (struct closure_gap_view){.what = with_n(ctx, MSG_CLOSURE_GAP_ACTIONS, gap->n),
                                         .why = msg_text(ctx->locale, MSG_CLOSURE_GAP_ACTIONS_WHY),
                                         .href = casefile_href(ctx, file->id, "plan"),
                                         .due.on = DATE_NONE};
    return (struct closure_gap_view){.what = gap->n < 0
                                                 ? msg_text(ctx->locale, MSG_CLOSURE_GAP_NEVER_SEEN)
                                                 : with_n(ctx, MSG_CLOSURE_GAP_NOT_SEEN, gap->n),
                                     .why = msg_text(ctx->locale, MSG_CLOSURE_GAP_NOT_SEEN_WHY),
                                     .href = casefile_href(ctx, file->id, "notes/new"),
                                     .due.on = DATE_NONE};
}

static enum err gaps_fill(struct ctx *ctx, const struct casefile *file,
                          struct closure_page_view *view)
{
    struct closure_gap_list gaps;

    TRY(closure_gaps(ctx, file, &gaps));
    for (size_t i = 0; i < gaps.n; i++)
        LIST_ADD(ctx->arena, &view->gaps, gap_view(ctx, file, &gaps.items[i]));
    return OK;
}

/* ---- the page ------------------------------------------------------------------------------- */

static struct closure_record_view record_view(struct ctx *ctx, const struct closure *c)
{
    static const struct {
        const char *state, *cls;
        int text;
    } states[] = {{"asked", "info", MSG_STATUS_WAITING},
                  {"closed", "ok", MSG_STATUS_CLOSED},
                  {"refused", "warn", MSG_STATUS_SENT_BACK},
                  {"withdrawn", "none", MSG_CLOSURE_WITHDRAWN}};
    struct closure_record_view view = {.closure = *c,
                                       .risk_cls = casefile_risk_class(c->risk),
                                       .risk = casefile_risk_label(ctx, c->risk),
                                       .is_asked = str_eq(c->state, STR("asked")),
                                       .is_reopened = instant_given(c->reopened_at)};

    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        if (!str_eq(c->state, str_c(states[i].state)))
            continue;
        view.state = msg_text(ctx->locale, states[i].text);
        view.state_cls = str_c(states[i].cls);
    }
    return view;
}

/* The approval that waits, if the actor asked for it. */
static enum err waiting_fill(struct ctx *ctx, const struct casefile *file,
                             struct closure_page_view *view)
{
    struct approval_list list;

    TRY(approval_list_for_casefile(ctx, file, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct approval *a = &list.items[i];

        if (str_eq(a->kind, STR("closure")) && str_eq(a->state, STR("waiting")) &&
            id_eq(a->asked_by, ctx->actor.account_id))
            view->approval_id = a->id;
    }
    return OK;
}

/* What stands in the form before it is sent: of the request that was sent back, so that it is put
 * right and not typed again; else of the closing report. */
struct before {
    struct str reason, words, told, missing_why;
    struct str from; /* where it was taken from, or empty */
};

/* The report says at length what the request says in short. */
static enum err report_read(struct ctx *ctx, const struct casefile *file, struct before *ret)
{
    struct assess_record record;
    struct form_answers answers;

    TRY(assess_latest(ctx, file, STR("closure"), INSTANT_NONE, &record));
    if (!id_given(record.id) || record.submitted_at.us < file->phase_since.us)
        return OK;
    TRY(form_answers_parse(ctx, record.answers, &answers));
    struct str why = form_answer(&answers, STR("closure_explained"));
    struct str open = form_answer(&answers, STR("what_remains"));

    ret->reason = form_answer(&answers, STR("closure_reason"));
    ret->words = str_given(why) && str_given(open)
                     ? str_fmt(ctx->arena, "%.*s\n%.*s", STR_ARG(why), STR_ARG(open))
                     : str_cat(ctx->arena, why, open);
    ret->from = msg_text(ctx->locale, MSG_CLOSURE_FROM_REPORT);
    return OK;
}

static enum err before_read(struct ctx *ctx, const struct casefile *file,
                            const struct closure_page_view *view, struct before *ret)
{
    *ret = (struct before){0};
    if (!view->may_ask)
        return OK;
    if (!str_given(view->refused_by))
        return report_read(ctx, file, ret);
    const struct closure *c = &view->records.items[0].closure;

    *ret = (struct before){c->reason, c->words, c->told, c->missing_why, STR_NONE};
    return OK;
}

static enum err form_fill(struct req *r, const struct casefile *file,
                          struct closure_page_view *view)
{
    struct ctx *ctx = r->ctx;
    struct before before;

    TRY(before_read(ctx, file, view, &before));
    view->reason = form_field(ctx, &r->form, closure_form, "closure_reason", before.reason);
    view->words = form_field(ctx, &r->form, closure_form, "words", before.words);
    view->risk = form_field(ctx, &r->form, closure_form, "risk", file->risk);
    view->told = form_field(ctx, &r->form, closure_form, "told", before.told);
    view->missing_why = form_field(ctx, &r->form, closure_form, "missing_why", before.missing_why);
    view->missing_why.required = true; /* when it is shown */
    TRY(weighed_view(r, closure_form, file, &view->weighed));
    if (!r->form.sent && str_given(before.words))
        view->reason.from = view->words.from = before.from;
    return OK;
}

enum err closure_page_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct closure_list list;
    struct closure_page_view view = {0};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    TRY(closure_list_for_casefile(ctx, &file, &list));
    for (size_t i = 0; i < list.n; i++)
        LIST_ADD(ctx->arena, &view.records, record_view(ctx, &list.items[i]));
    bool edit = file.access == CASEFILE_WRITE && authz_can(ctx, CAP_REVIEW_EDIT);

    view.casefile_id = file.id;
    view.is_open = casefile_is_open(&file);
    view.is_waiting = list.n > 0 && view.records.items[0].is_asked;
    view.needs_approval = ctx->pack->closure_needs_approval;
    view.last_seen = file.last_contact_on;
    view.may_ask = edit && view.is_open && !view.is_waiting;
    view.may_reopen =
        !view.is_open && file.access == CASEFILE_WRITE && authz_can(ctx, CAP_CASE_REOPEN);
    if (view.is_open && list.n > 0 && str_eq(list.items[0].state, STR("refused"))) {
        view.refused_by = list.items[0].decided_by_name;
        view.refused_words = list.items[0].decided_words;
    }
    if (view.is_open)
        TRY(gaps_fill(ctx, &file, &view));
    if (view.is_waiting)
        TRY(waiting_fill(ctx, &file, &view));
    TRY(form_fill(r, &file, &view));
    TRY(closure_end_fill(r, &file, &view));
    if (view.may_ask)
        TRY(draft_notice(r, casefile_href(ctx, file.id, "closure"), &view.draft));
    return casefile_page(
        r, &file, view.may_ask ? NULL : "closure",
        msg_text(ctx->locale, view.is_open ? MSG_CLOSURE_HEADING : MSG_CLOSURE_RECORD),
        (struct panel_view){&tmpl_closure_page, &view});
}

enum err closure_post(struct req *r)
{
    struct closure_draft draft = {.casefile_id = req_id(r, "case"),
                                  .reason = form_code(&r->form, "closure_reason"),
                                  .words = form_text(&r->form, "words"),
                                  .risk = form_code(&r->form, "risk"),
                                  .told = form_text(&r->form, "told"),
                                  .missing_why = form_text(&r->form, "missing_why")};
    bool waiting;

    TRY(closure_end_read(r, &draft.ends));
    TRY(weighed_take(r));
    TRY(closure_ask(r->ctx, &draft, &waiting));
    TRY(weighed_check(r->ctx));
    return resp_see_other(r, casefile_href(r->ctx, draft.casefile_id, ""),
                          waiting ? "closure.done_asked" : "closure.done_closed");
}

/* ---- on the overview ------------------------------------------------------------------------ */

enum err closure_banner_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    struct ctx *ctx = r->ctx;
    const struct casefile *file = subject;
    struct closure_banner_view *view = ARENA_NEW(ctx->arena, struct closure_banner_view);
    struct closure_list list;
    bool writes = file->access == CASEFILE_WRITE;

    TRY(closure_list_for_casefile(ctx, file, &list));
    if (list.n > 0)
        view->closure = list.items[0];
    view->casefile_id = file->id;
    view->is_closed = !casefile_is_open(file);
    view->is_refused = !view->is_closed && str_eq(view->closure.state, STR("refused"));
    view->closed_on = file->closed_on;
    view->may_reopen = view->is_closed && writes && authz_can(ctx, CAP_CASE_REOPEN);
    view->may_ask = view->is_refused && writes && authz_can(ctx, CAP_REVIEW_EDIT);
    if (view->is_closed || view->is_refused)
        *ret = (struct panel_view){&tmpl_closure_banner, view};
    return OK;
}

/* ---- opening again -------------------------------------------------------------------------- */

static void phases_offer(struct ctx *ctx, struct field_view *field)
{
    for (int p = PHASE_INTAKE; p < PHASE_N; p++)
        field_option_add(ctx, field, phase_code((enum phase)p),
                         text_in(&ctx->pack->phases[p].label, ctx->locale));
}

enum err reopening_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    if (file.access < CASEFILE_WRITE)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    if (casefile_is_open(&file))
        return ctx_fail(ctx, E_CONFLICT, "casefile.is_open", NULL);
    struct reopening_view view = {
        .casefile_id = file.id,
        .reason = form_field(ctx, &r->form, reopening_form, "reopening_reason", STR_NONE),
        .words = form_field(ctx, &r->form, reopening_form, "words", STR_NONE),
        .phase = form_field(ctx, &r->form, reopening_form, "phase", phase_code(PHASE_ASSESSMENT))};

    phases_offer(ctx, &view.phase);
    return casefile_page(r, &file, NULL, msg_text(ctx->locale, MSG_CLOSURE_REOPENING),
                         (struct panel_view){&tmpl_reopening, &view});
}

enum err reopening_post(struct req *r)
{
    struct casefile file;
    struct reopening_draft draft = {.casefile_id = req_id(r, "case"),
                                    .reason = form_code(&r->form, "reopening_reason"),
                                    .words = form_text(&r->form, "words")};

    if (phase_parse(form_text(&r->form, "phase"), &draft.phase) != OK)
        return ctx_fail(r->ctx, E_INVALID, "form.unknown_answer", "phase");
    TRY(closure_reopen(r->ctx, &draft, &file));
    return resp_see_other(r, casefile_href(r->ctx, file.id, ""), "closure.done_reopened");
}

/* Each in the words of its own programme. */
enum err closure_earlier_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    struct ctx *ctx = r->ctx;
    const struct id *person_id = subject;
    const struct pack *was = ctx->pack;
    struct closure_earlier_view *view = ARENA_NEW(ctx->arena, struct closure_earlier_view);
    struct closure_earlier_list list;

    TRY(closure_list_of_person(ctx, *person_id, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct closure_earlier *c = &list.items[i];

        ctx->pack = was;
        bool runs = site_enter(ctx, c->programme);

        LIST_ADD(ctx->arena, &view->rows,
                 ((struct closure_earlier_row_view){
                     .casefile_id = c->casefile_id,
                     .number = c->number,
                     .programme = !runs ? c->programme
                                  : site_has_programmes(ctx->site)
                                      ? text_in(&ctx->pack->title, ctx->locale)
                                      : STR_NONE,
                     .reason = str_given(c->reason) ? pack_label(ctx->pack, STR("closure_reason"),
                                                                 c->reason, ctx->locale)
                                                    : STR_NONE,
                     .words = c->words,
                     .closed_on = c->closed_on}));
    }
    ctx->pack = was;
    if (list.n > 0)
        *ret = (struct panel_view){&tmpl_closure_earlier, view};
    return OK;
}
