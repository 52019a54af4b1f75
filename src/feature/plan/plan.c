/* plan/plan.c: versions of a plan: begun, proposed, decided, agreed. Goals are in plan_goal.c,
 * actions in plan_action.c. */
#include "feature/plan/plan.h"

#include "core/authz.h"
#include "core/event.h"
#include "core/form.h"
#include "feature/doc/doc.h"
#include "feature/plan/plan_rules.h"
#include "feature/plan/plan_store.h"

/* ---- shared --------------------------------------------------------------------------------- */

enum err plan_may_write(struct ctx *ctx, const struct casefile *file)
{
    TRY(authz_need(ctx, CAP_PLAN_EDIT));
    if (file->access < CASEFILE_WRITE)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    if (!casefile_is_open(file))
        return ctx_fail(ctx, E_CONFLICT, "casefile.is_closed", NULL);
    return OK;
}

bool plan_is_draft(const struct plan *plan)
{
    return str_eq(plan->state, STR("draft"));
}

bool plan_is_agreed(const struct plan *plan)
{
    return str_eq(plan->state, STR("agreed"));
}

enum err plan_must_be_draft(struct ctx *ctx, const struct plan *plan)
{
    return plan_is_draft(plan) ? OK : ctx_fail(ctx, E_CONFLICT, "plan.not_draft", NULL);
}

enum err plan_must_be_agreed(struct ctx *ctx, const struct plan *plan)
{
    return plan_is_agreed(plan) ? OK : ctx_fail(ctx, E_CONFLICT, "plan.not_agreed", NULL);
}

struct str plan_link(struct ctx *ctx, struct id casefile_id, const char *rest, struct id id)
{
    char file[ID_TEXT], text[ID_TEXT];

    return str_fmt(ctx->arena, "/cases/%.*s/plan%s%.*s", STR_ARG(id_format(casefile_id, file)),
                   rest, STR_ARG(id_format(id, text)));
}

enum err plan_emit(struct ctx *ctx, const struct casefile *file, struct event *event)
{
    event->casefile_id = file->id;
    event->person_id = file->person_id;
    if (!str_given(event->link))
        event->link = plan_link(ctx, file->id, "", ID_NONE);
    return event_emit(ctx, event);
}

/* "Version 2", for the timeline. */
static struct str version_text(struct ctx *ctx, const struct plan *plan)
{
    struct msg_arg arg = {.name = "n", .number = plan->version_no, .is_number = true};

    return msg_by_key(ctx->arena, ctx->locale, STR("plan.version"), &arg, 1);
}

static enum err plan_emit_kind(struct ctx *ctx, const struct casefile *file,
                               const struct plan *plan, const char *kind)
{
    return plan_emit(
        ctx, file,
        &(struct event){.kind = kind, .subject_id = plan->id, .summary = version_text(ctx, plan)});
}

/* ---- reading -------------------------------------------------------------------------------- */

enum err plan_versions(struct ctx *ctx, const struct casefile *file, struct plan_list *ret)
{
    return plan_store_list(ctx, file->id, ret);
}

static enum err plan_of(struct ctx *ctx, const struct casefile *file, bool agreed, struct plan *ret)
{
    struct plan_list list;

    *ret = (struct plan){0};
    TRY(plan_store_list(ctx, file->id, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct plan *plan = &list.items[i];

        if (agreed ? plan_is_agreed(plan)
                   : !plan_is_agreed(plan) && !str_eq(plan->state, STR("replaced"))) {
            *ret = *plan;
            break;
        }
    }
    return OK;
}

enum err plan_agreed(struct ctx *ctx, const struct casefile *file, struct plan *ret)
{
    return plan_of(ctx, file, true, ret);
}

enum err plan_prepared(struct ctx *ctx, const struct casefile *file, struct plan *ret)
{
    return plan_of(ctx, file, false, ret);
}

/* ---- a new version -------------------------------------------------------------------------- */

static enum err actions_copy(struct ctx *ctx, const struct plan_action_list *actions,
                             const struct plan_goal *from, const struct plan_goal *to)
{
    for (size_t i = 0; i < actions->n; i++) {
        struct plan_action action = actions->items[i];

        if (!id_eq(action.goal_id, from->id))
            continue;
        action.id = id_new(ctx, "plan_action");
        action.plan_id = to->plan_id;
        action.goal_id = to->id;
        action.later = false;
        TRY(plan_store_action_insert(ctx, &action, false));
    }
    return OK;
}

/* Goals that were given up are not taken over; what was reached stays to be seen. */
static enum err goals_copy(struct ctx *ctx, const struct plan *from, const struct plan *to)
{
    struct plan_goal_list goals;
    struct plan_action_list actions;

    TRY(plan_store_goals(ctx, from, &goals));
    TRY(plan_store_actions(ctx, from, &actions));
    for (size_t i = 0; i < goals.n; i++) {
        struct plan_goal goal = goals.items[i];

        if (str_eq(goal.state, STR("abandoned")))
            continue;
        goal.id = id_new(ctx, "plan_goal");
        goal.plan_id = to->id;
        TRY(plan_store_goal_insert(ctx, &goal));
        TRY(actions_copy(ctx, &actions, &goals.items[i], &goal));
    }
    return OK;
}

enum err plan_start(struct ctx *ctx, const struct casefile *file, struct plan *ret)
{
    struct plan_list list;
    struct plan agreed, prepared;

    TRY(plan_may_write(ctx, file));
    TRY(plan_store_list(ctx, file->id, &list));
    TRY(plan_agreed(ctx, file, &agreed));
    TRY(plan_prepared(ctx, file, &prepared));
    if (id_given(prepared.id))
        return ctx_fail(ctx, E_CONFLICT, "plan.prepared_already", NULL);
    struct plan plan = {.id = id_new(ctx, "plan"),
                        .casefile_id = file->id,
                        .account_id = ctx->actor.account_id,
                        .author_name = ctx->actor.name,
                        .version_no = list.n ? list.items[0].version_no + 1 : 1,
                        .state = STR("draft"),
                        .aim = agreed.aim,
                        .agreed_on = DATE_NONE,
                        .created_at = ctx->now,
                        .state_at = ctx->now,
                        .version = 1};

    TRY(plan_store_insert(ctx, &plan));
    if (id_given(agreed.id))
        TRY(goals_copy(ctx, &agreed, &plan));
    TRY(plan_emit_kind(ctx, file, &plan, "plan.started"));
    *ret = plan;
    return OK;
}

enum err plan_set_aim(struct ctx *ctx, const struct casefile *file, struct plan *plan,
                      struct str aim, int64_t version)
{
    struct event_diff diff = {.ctx = ctx};

    TRY(plan_may_write(ctx, file));
    TRY(plan_must_be_draft(ctx, plan));
    if (str_eq(plan->aim, aim))
        return OK;
    if (version != plan->version) {
        ctx_conflict_add(ctx, "plan.aim", plan->aim, aim);
        return ctx_conflict(ctx, plan->version, "plan.changed");
    }
    event_diff_add(&diff, "aim", plan->aim, aim);
    TRY(plan_store_set_aim(ctx, plan, aim));
    plan->aim = aim;
    plan->version++;
    return plan_emit(ctx, file,
                     &(struct event){.kind = "plan.aim_changed",
                                     .subject_id = plan->id,
                                     .data = event_diff_done(&diff)});
}

/* ---- to the supervisor and back ------------------------------------------------------------- */

static bool has_action(const struct plan_action_list *actions, const struct plan_goal *goal)
{
    for (size_t i = 0; i < actions->n; i++) {
        if (id_eq(actions->items[i].goal_id, goal->id) &&
            !str_eq(actions->items[i].state, STR("cancelled")))
            return true;
    }
    return false;
}

enum err plan_gaps(struct ctx *ctx, const struct plan *plan, struct plan_gaps *ret)
{
    struct plan_goal_list goals;
    struct plan_action_list actions;
    struct plan_gaps gaps = {0};
    bool idle = false;

    TRY(plan_store_goals(ctx, plan, &goals));
    TRY(plan_store_actions(ctx, plan, &actions));
    if (!str_given(plan->aim))
        LIST_ADD(ctx->arena, &gaps.items, STR("plan.gap_aim"));
    if (goals.n == 0)
        LIST_ADD(ctx->arena, &gaps.items, STR("plan.gap_goals"));
    for (size_t i = 0; i < goals.n; i++)
        idle =
            idle || (plan_goal_is_open(&goals.items[i]) && !has_action(&actions, &goals.items[i]));
    if (idle)
        LIST_ADD(ctx->arena, &gaps.items, STR("plan.gap_actions"));
    *ret = gaps;
    return OK;
}

static enum err state_set(struct ctx *ctx, struct plan *plan, const char *state,
                          struct str sent_back)
{
    bool done = false;

    TRY(plan_store_set_state(ctx, plan, state, sent_back, &done));
    if (!done)
        return ctx_fail(ctx, E_CONFLICT, "plan.changed", NULL);
    plan->state = str_c(state);
    plan->state_at = ctx->now;
    plan->sent_back = sent_back;
    plan->version++;
    return OK;
}

/* Somebody else was quicker: what they sent, beside what was to be sent. */
static enum err proposed_already(struct ctx *ctx, const struct casefile *file,
                                 const struct plan *plan, const struct plan_proposal *mine)
{
    struct approval_list list;
    struct str now;

    TRY(approval_list_for_casefile(ctx, file, &list));
    TRY(plan_text(ctx, file, plan, ctx->locale, &now));
    for (size_t i = 0; i < list.n; i++) {
        const struct approval *theirs = &list.items[i];

        if (!id_eq(theirs->subject_id, plan->id) || !str_eq(theirs->state, STR("waiting")))
            continue;
        ctx_conflict_add(ctx, "journal.who", theirs->asked_by_name, ctx->actor.name);
        ctx_conflict_add(ctx, "plan.words", theirs->asked_reason, mine->words);
    }
    if (str_given(mine->seen))
        plan_text_conflict(ctx, now, mine->seen);
    return ctx_conflict(ctx, 0, "plan.proposed_already");
}

enum err plan_propose(struct ctx *ctx, const struct casefile *file, struct plan *plan,
                      const struct plan_proposal *proposal)
{
    struct plan_gaps gaps;
    struct str text;
    bool asks = ctx->pack->plan_needs_approval;

    TRY(plan_may_write(ctx, file));
    if (str_eq(plan->state, STR("waiting")))
        return proposed_already(ctx, file, plan, proposal);
    TRY(plan_must_be_draft(ctx, plan));
    TRY(plan_gaps(ctx, plan, &gaps));
    if (gaps.items.n > 0)
        return ctx_fail(ctx, E_INVALID, str_z(ctx->arena, gaps.items.items[0]), NULL);
    TRY(plan_text(ctx, file, plan, ctx->locale, &text));
    if (proposal->version != plan_text_version(text)) {
        plan_text_conflict(ctx, text, proposal->seen);
        return ctx_conflict(ctx, plan_text_version(text), "plan.draft_changed");
    }
    TRY(state_set(ctx, plan, asks ? "waiting" : "approved", STR_NONE));
    TRY(plan_emit_kind(ctx, file, plan, "plan.proposed"));
    if (!asks)
        return OK;
    return approval_ask(ctx, file,
                        &(struct approval){.kind = STR("plan"),
                                           .subject_id = plan->id,
                                           .asked_reason = proposal->words});
}

enum err plan_reopen(struct ctx *ctx, const struct casefile *file, struct plan *plan)
{
    TRY(plan_may_write(ctx, file));
    if (!str_eq(plan->state, STR("approved")))
        return ctx_fail(ctx, E_CONFLICT, "plan.changed", NULL);
    TRY(state_set(ctx, plan, "draft", STR_NONE));
    return plan_emit_kind(ctx, file, plan, "plan.reopened");
}

enum err plan_on_decision(struct ctx *ctx, const struct event *event)
{
    struct str kind = str_c(event->kind);
    bool approved = str_eq(kind, STR("approval.approved"));
    struct casefile file = {.id = event->casefile_id, .person_id = event->person_id};
    struct plan plan;

    if (!str_eq(event->about, STR("plan")))
        return OK;
    TRY(plan_store_find(ctx, event->casefile_id, event->subject_id, &plan));
    if (!str_eq(plan.state, STR("waiting")))
        return OK;
    TRY(state_set(ctx, &plan, approved ? "approved" : "draft",
                  str_eq(kind, STR("approval.refused")) ? event->summary : STR_NONE));
    return plan_emit_kind(ctx, &file, &plan,
                          approved                                ? "plan.approved"
                          : str_eq(kind, STR("approval.refused")) ? "plan.sent_back"
                                                                  : "plan.withdrawn");
}

/* ---- agreed with the family ----------------------------------------------------------------- */

static enum err signature_check(struct ctx *ctx, const struct plan_agreement *a)
{
    const struct field pad = {"signature", FIELD_SIGNATURE};
    bool drawn = str_given(form_answer_path(&pad, a->signature));
    bool tablet = str_eq(a->how, STR("tablet")), typed = str_eq(a->how, STR("typed"));

    if (tablet && !drawn)
        return ctx_fail(ctx, E_INVALID, "plan.signature_missing", "signature");
    if (typed && (drawn || !str_given(a->signature)))
        return ctx_fail(ctx, E_INVALID, "plan.signature_typed", "signature");
    if (!tablet && !typed && str_given(a->signature))
        return ctx_fail(ctx, E_INVALID, "plan.signature_how", "how");
    if ((typed || str_eq(a->how, STR("spoken"))) && !str_given(a->witness))
        return ctx_fail(ctx, E_INVALID, "plan.witness_missing", "witness");
    return OK;
}

static enum err agreement_check(struct ctx *ctx, const struct plan *plan,
                                const struct plan_agreement *a)
{
    if (!date_given(a->on))
        return ctx_fail(ctx, E_INVALID, "plan.agreed_on_missing", "on");
    if (date_cmp(a->on, ctx_today(ctx)) > 0)
        return ctx_fail(ctx, E_INVALID, "plan.agreed_on_future", "on");
    if (date_cmp(a->on, date_of(plan->created_at, ctx->tz_offset_min)) < 0)
        return ctx_fail(ctx, E_INVALID, "plan.agreed_on_early", "on");
    if (!pack_code_find(ctx->pack, STR("agreed_how"), a->how))
        return ctx_fail(ctx, E_INVALID, "form.not_choice", "how");
    if (!str_given(a->with))
        return ctx_fail(ctx, E_INVALID, "plan.with_missing", "with");
    return signature_check(ctx, a);
}

/* Nobody puts a name under words that the plan does not say. */
static enum err text_check(struct ctx *ctx, const struct plan_agreement *a, struct str text)
{
    if (str_eq(a->hash, ctx_hash(ctx->arena, text)))
        return OK;
    plan_text_conflict(ctx, text, a->seen);
    return ctx_conflict(ctx, 0, "plan.text_changed");
}

static bool has_photo(const struct plan_agreement *a)
{
    return a->photo && a->photo->n > 0;
}

/* On paper is signed what was printed: the code on the copy says whether that is still the plan. */
static enum err copy_check(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                           const struct plan_agreement *a, struct plan_signature *ret)
{
    struct plan_tongues tongues;

    if (!str_eq(a->how, STR("written")) && !str_eq(a->how, STR("thumbprint")))
        return ctx_fail(ctx, E_INVALID, "plan.photo_how", "how");
    /* A file that is refused is said at its box by doc_add(). */
    const struct upload *photo = &a->photo->items[0];

    if (!photo->problem && !str_has_prefix(photo->blob.type, STR("image/")) &&
        !str_eq(photo->blob.type, STR("application/pdf")))
        return ctx_fail(ctx, E_INVALID, "plan.photo_kind", "file");
    if (plan_copy_read(ctx, a->code, &tongues) != OK)
        return ctx_fail(ctx, E_INVALID, "plan.code_wrong", "code");
    TRY(plan_copy_text(ctx, file, plan, &tongues, &ret->body));
    if (!plan_copy_is(ctx, a->code, plan_copy_code(ctx, &tongues, ret->body)))
        return ctx_fail(ctx, E_INVALID, "plan.code_other", "code");
    ret->lang = locale_tag(tongues.in[0]);
    ret->body_hash = ctx_hash(ctx->arena, ret->body);
    return OK;
}

static enum err photo_keep(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                           const struct plan_agreement *a, struct plan_signature *ret)
{
    const struct doc_words words = {
        .kind = STR("signed"), .title = version_text(ctx, plan), .expires_on = DATE_NONE};

    a->photo->n = 1; /* the form takes one; the others are not kept */
    TRY(doc_add(ctx, file, &words, a->photo, a->form));
    ret->file_id = a->photo->items[0].blob.id;
    return OK;
}

/* What is put under which words: of the copy in the photo, or of the page that was read out. */
static enum err words_agreed(struct ctx *ctx, const struct casefile *file, const struct plan *plan,
                             const struct plan_agreement *a, struct plan_signature *ret)
{
    if (has_photo(a)) {
        TRY(copy_check(ctx, file, plan, a, ret));
        return photo_keep(ctx, file, plan, a, ret);
    }
    if (str_given(a->code))
        return ctx_fail(ctx, E_INVALID, "plan.photo_missing", "file");
    TRY(plan_text(ctx, file, plan, a->in, &ret->body));
    return text_check(ctx, a, ret->body);
}

enum err plan_signature(struct ctx *ctx, const struct plan *plan, struct plan_signature *ret)
{
    return plan_store_signature(ctx, plan, ret);
}

enum err plan_agree(struct ctx *ctx, const struct casefile *file, struct plan *plan,
                    const struct plan_agreement *agreement)
{
    struct plan before;
    struct plan_signature signature = {.lang = locale_tag(agreement->in),
                                       .body_hash = agreement->hash,
                                       .signature = agreement->signature};
    struct id replaced = ID_NONE;
    bool done = false;

    TRY(plan_may_write(ctx, file));
    if (!str_eq(plan->state, STR("approved")))
        return ctx_fail(ctx, E_CONFLICT, "plan.not_approved", NULL);
    TRY(agreement_check(ctx, plan, agreement));
    TRY(words_agreed(ctx, file, plan, agreement, &signature));
    TRY(plan_store_replace(ctx, file->id, &replaced));
    TRY(plan_store_set_agreed(ctx, plan, agreement, &done));
    if (!done)
        return ctx_fail(ctx, E_CONFLICT, "plan.changed", NULL);
    TRY(plan_store_sign(ctx, plan, &signature));
    TRY(plan_store_set_live(ctx, plan));
    if (id_given(replaced)) {
        TRY(plan_store_find(ctx, file->id, replaced, &before));
        TRY(plan_emit_kind(ctx, file, &before, "plan.replaced"));
    }
    TRY(plan_store_find(ctx, file->id, plan->id, plan));
    return plan_emit_kind(ctx, file, plan, "plan.agreed");
}
