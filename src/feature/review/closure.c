/* review/closure.c: the rules of ending a case and of opening it again. */
#include "feature/review/closure.h"

#include "core/authz.h"
#include "core/pack.h"
#include "feature/plan/plan.h"
#include "feature/proposal/proposal.h"
#include "feature/review/closure_end.h"
#include "feature/review/closure_store.h"
#include "feature/task/task.h"

/* ---- what is missing ------------------------------------------------------------------------ */

/* Asking and approving are what is being done; they cannot be missing. */
static bool is_closing(const struct casefile_step *s)
{
    return str_has_prefix(s->def->done_by, STR("closure."));
}

static enum err gaps_of_phase(struct ctx *ctx, const struct casefile *file, enum phase phase,
                              struct closure_gap_list *ret)
{
    struct casefile_step_list steps;

    TRY(casefile_steps(ctx, file, phase, &steps));
    for (size_t i = 0; i < steps.n; i++) {
        const struct casefile_step *s = &steps.items[i];
        bool passed_over = phase < file->phase && !id_given(s->id);

        if (!casefile_step_is_met(s) && !is_closing(s) && !passed_over)
            LIST_ADD(ctx->arena, ret, ((struct closure_gap){.kind = CLOSURE_STEP, .step = *s}));
    }
    return OK;
}

static enum err gap_of_tasks(struct ctx *ctx, const struct casefile *file,
                             struct closure_gap_list *ret)
{
    struct task_list tasks;
    int n = 0;

    TRY(task_list_for_casefile(ctx, file, &tasks));
    for (size_t i = 0; i < tasks.n; i++)
        n += task_is_open(&tasks.items[i]);
    if (n)
        LIST_ADD(ctx->arena, ret, ((struct closure_gap){.kind = CLOSURE_TASKS, .n = n}));
    return OK;
}

static enum err gap_of_actions(struct ctx *ctx, const struct casefile *file,
                               struct closure_gap_list *ret)
{
    struct plan plan;
    struct plan_action_list actions = {0};
    int n = 0;

    TRY(plan_agreed(ctx, file, &plan));
    if (id_given(plan.id))
        TRY(plan_actions(ctx, &plan, &actions));
    for (size_t i = 0; i < actions.n; i++)
        n += plan_action_is_open(&actions.items[i]);
    if (n)
        LIST_ADD(ctx->arena, ret, ((struct closure_gap){.kind = CLOSURE_ACTIONS, .n = n}));
    return OK;
}

static void gap_of_contact(struct ctx *ctx, const struct casefile *file,
                           struct closure_gap_list *ret)
{
    bool never = !date_given(file->last_contact_on);
    int days = never ? -1 : ctx_today(ctx).day - file->last_contact_on.day;

    if (never || days > CLOSURE_SEEN_DAYS)
        LIST_ADD(ctx->arena, ret, ((struct closure_gap){.kind = CLOSURE_NOT_SEEN, .n = days}));
}

enum err closure_gaps(struct ctx *ctx, const struct casefile *file, struct closure_gap_list *ret)
{
    struct closure_gap_list list = {0};

    for (int p = PHASE_INTAKE; p < PHASE_N; p++) {
        if (p <= (int)file->phase || p >= PHASE_EVALUATION)
            TRY(gaps_of_phase(ctx, file, (enum phase)p, &list));
    }
    TRY(gap_of_tasks(ctx, file, &list));
    TRY(gap_of_actions(ctx, file, &list));
    gap_of_contact(ctx, file, &list);
    *ret = list;
    return OK;
}

/* ---- asking --------------------------------------------------------------------------------- */

static bool code_ok(const struct ctx *ctx, const char *list, struct str code)
{
    const struct pack_code *found = pack_code_find(ctx->pack, str_c(list), code);

    return found && !found->retired;
}

static enum err draft_check(struct ctx *ctx, const struct closure_draft *draft, bool is_missing)
{
    if (!code_ok(ctx, "closure_reason", draft->reason))
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "closure_reason");
    if (!str_given(str_trim(draft->words)))
        return ctx_fail(ctx, E_INVALID, "closure.words_missing", "words");
    if (!code_ok(ctx, "risk", draft->risk))
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "risk");
    if (is_missing && !str_given(str_trim(draft->missing_why)))
        return ctx_fail(ctx, E_INVALID, "closure.missing_why_missing", "missing_why");
    return OK;
}

static enum err closure_emit(struct ctx *ctx, const struct casefile *file, const struct closure *c,
                             const char *kind)
{
    char id[ID_TEXT];

    return event_emit(ctx, &(struct event){.kind = kind,
                                           .subject_id = c->id,
                                           .casefile_id = file->id,
                                           .person_id = file->person_id,
                                           .about = c->reason,
                                           .link = str_fmt(ctx->arena, "/cases/%.*s/closure",
                                                           STR_ARG(id_format(file->id, id))),
                                           .summary = c->words});
}

/* "Goals are met. Nothing stays open" */
static struct str in_words(struct ctx *ctx, const char *list, struct str reason, struct str words)
{
    return str_fmt(ctx->arena, "%.*s. %.*s",
                   STR_ARG(pack_label(ctx->pack, str_c(list), reason, ctx->locale)),
                   STR_ARG(words));
}

/* What the supervisor reads in the list of approvals. */
static struct str asked_text(struct ctx *ctx, const struct closure *c,
                             const struct closure_end_list *ends)
{
    struct str text = in_words(ctx, "closure_reason", c->reason, c->words);

    if (str_given(c->missing_why))
        text = str_fmt(ctx->arena, "%.*s\n%.*s %.*s", STR_ARG(text),
                       STR_ARG(ctx_msg(ctx, "closure.missing_why")), STR_ARG(c->missing_why));
    for (size_t i = 0; i < ends->n; i++) {
        const struct closure_end *end = &ends->items[i];

        text = str_fmt(ctx->arena, "%.*s\n- %.*s: %.*s%s%.*s", STR_ARG(text), STR_ARG(end->what),
                       STR_ARG(closure_end_label(ctx, end->answer)),
                       str_given(end->words) ? ". " : "", STR_ARG(end->words));
    }
    return text;
}

static enum err close_now(struct ctx *ctx, struct casefile *file, struct closure *c)
{
    bool done;

    c->state = STR("closed");
    TRY(closure_store_decide(ctx, c, &done));
    if (!done)
        return OK;
    TRY(closure_end_do(ctx, file, c));
    return casefile_close(ctx, file, ctx_today(ctx),
                          in_words(ctx, "closure_reason", c->reason, c->words));
}

/* What ends support against the family's will is proposed and decided first, see proposal.h. */
static enum err against_check(struct ctx *ctx, const struct casefile *file, struct str reason)
{
    const struct pack_code *code = pack_code_find(ctx->pack, STR("closure_reason"), reason);
    bool allowed = true;

    if (code && pack_has_word(code->group, STR("against")))
        TRY(proposal_allows_closure(ctx, file, &allowed));
    return allowed ? OK : ctx_fail(ctx, E_INVALID, "closure.needs_proposal", "closure_reason");
}

enum err closure_ask(struct ctx *ctx, const struct closure_draft *draft, bool *ret_waiting)
{
    struct casefile file;
    struct closure_gap_list gaps;
    struct closure_end_list ends;
    bool done;

    TRY(authz_need(ctx, CAP_REVIEW_EDIT));
    TRY(casefile_load_open(ctx, draft->casefile_id, &file));
    TRY(closure_gaps(ctx, &file, &gaps));
    TRY(draft_check(ctx, draft, gaps.n > 0));
    TRY(against_check(ctx, &file, draft->reason));
    TRY(closure_end_check(ctx, &file, draft, &ends));
    struct closure c = {.id = id_new(ctx, "closure"),
                        .casefile_id = file.id,
                        .state = STR("asked"),
                        .reason = draft->reason,
                        .words = draft->words,
                        .risk = draft->risk,
                        .told = draft->told,
                        .missing_why = gaps.n ? draft->missing_why : STR_NONE,
                        .asked_at = ctx->now};

    TRY(closure_store_insert(ctx, &c, &done));
    if (!done)
        return ctx_fail(ctx, E_CONFLICT, "closure.waits_already", NULL);
    if (!str_eq(file.risk, draft->risk)) {
        struct weighed of_closure = ctx->weighed; /* not of the risk */

        ctx->weighed = (struct weighed){0};
        TRY(casefile_set_risk(ctx, &file, draft->risk, draft->words));
        ctx->weighed = of_closure;
    }
    TRY(closure_end_keep(ctx, &c, &ends));
    TRY(closure_emit(ctx, &file, &c, "closure.asked"));
    *ret_waiting = ctx->pack->closure_needs_approval;
    if (*ret_waiting)
        return approval_ask(ctx, &file,
                            &(struct approval){.kind = STR("closure"),
                                               .subject_id = c.id,
                                               .asked_reason = asked_text(ctx, &c, &ends),
                                               .detail = c.reason});
    return close_now(ctx, &file, &c);
}

enum err closure_list_for_casefile(struct ctx *ctx, const struct casefile *file,
                                   struct closure_list *ret)
{
    return closure_store_by_casefile(ctx, file->id, ret);
}

/* ---- what the supervisor decided ------------------------------------------------------------ */

/* The closure an approval is about; ret->id stays empty when it is about something else. */
static enum err asked_load(struct ctx *ctx, const struct event *event, struct closure *ret,
                           struct casefile *ret_file)
{
    *ret = (struct closure){0};
    if (!str_eq(event->about, STR("closure")))
        return OK;
    TRY(casefile_load(ctx, event->casefile_id, CASEFILE_WRITE, ret_file));
    return closure_store_find(ctx, event->casefile_id, event->subject_id, ret);
}

enum err closure_on_approved(struct ctx *ctx, const struct event *event)
{
    struct casefile file = {0};
    struct closure c;

    TRY(asked_load(ctx, event, &c, &file));
    if (!id_given(c.id) || !casefile_is_open(&file))
        return OK;
    c.decided_words = event->summary;
    /* Before the closing: it completes a step, and a closed case has none. */
    TRY(closure_emit(ctx, &file, &c, "closure.approved"));
    return close_now(ctx, &file, &c);
}

/* Asking is to be done once more. */
static enum err ask_again(struct ctx *ctx, struct casefile *file)
{
    struct casefile_step_list steps;

    for (int p = PHASE_INTAKE; p <= (int)file->phase; p++) {
        TRY(casefile_steps(ctx, file, (enum phase)p, &steps));
        for (size_t i = 0; i < steps.n; i++) {
            const struct casefile_step *s = &steps.items[i];

            if (str_eq(s->def->done_by, STR("closure.asked")) && str_eq(s->state, STR("done")))
                TRY(casefile_mark_step(ctx, file,
                                       &(struct casefile_mark){.phase = (enum phase)p,
                                                               .step = s->def->name,
                                                               .state = STR("todo")}));
        }
    }
    return OK;
}

static enum err not_closed(struct ctx *ctx, const struct event *event, struct str state)
{
    struct casefile file = {0};
    struct closure c;
    bool done;

    TRY(asked_load(ctx, event, &c, &file));
    if (!id_given(c.id))
        return OK;
    c.state = state;
    c.decided_words = event->summary;
    TRY(closure_store_decide(ctx, &c, &done));
    return casefile_is_open(&file) ? ask_again(ctx, &file) : OK;
}

enum err closure_on_refused(struct ctx *ctx, const struct event *event)
{
    return not_closed(ctx, event, STR("refused"));
}

enum err closure_on_withdrawn(struct ctx *ctx, const struct event *event)
{
    return not_closed(ctx, event, STR("withdrawn"));
}

/* ---- opening again -------------------------------------------------------------------------- */

enum err closure_reopen(struct ctx *ctx, const struct reopening_draft *draft, struct casefile *ret)
{
    struct casefile file;

    TRY(authz_need(ctx, CAP_CASE_REOPEN));
    TRY(casefile_load(ctx, draft->casefile_id, CASEFILE_WRITE, &file));
    if (!code_ok(ctx, "reopening_reason", draft->reason))
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "reopening_reason");
    if (!str_given(str_trim(draft->words)))
        return ctx_fail(ctx, E_INVALID, "closure.words_missing", "words");
    struct str why = in_words(ctx, "reopening_reason", draft->reason, draft->words);

    TRY(casefile_reopen(ctx, &file, draft->phase, why));
    TRY(closure_store_reopen(ctx, draft));
    *ret = file;
    return OK;
}

enum err closure_list_of_person(struct ctx *ctx, struct id person_id,
                                struct closure_earlier_list *ret)
{
    TRY(closure_store_of_person(ctx, person_id, ret));
    for (size_t i = 0; i < ret->n; i++)
        ctx_access(ctx, "casefile", ret->items[i].casefile_id, ret->items[i].casefile_id,
                   person_id);
    return OK;
}
