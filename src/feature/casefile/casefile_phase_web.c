/* casefile/casefile_phase_web.c: the steps of a phase, marking them, and moving on or back. */
#include "casefile_handlers.h"
#include "casefile_tmpl.gen.h"
#include "casefile_views.h"
#include "core/messages.gen.h"

const struct field casefile_gate_form[] = {
    {"to", FIELD_LINE, .label = "phase.label", .required = true},
    {"reason", FIELD_TEXT, .label = "casefile.gate_reason", .max = CASEFILE_REASON_MAX},
    WEIGHED_FIELDS,
    FIELDS_END,
};

const struct field casefile_mark_form[] = {
    {"state", FIELD_LINE, .label = "core.status", .required = true},
    {"reason", FIELD_LINE, .label = "casefile.step_reason", .max = 500},
    FIELDS_END,
};

static bool may_edit(const struct ctx *ctx, const struct casefile *file)
{
    return casefile_is_open(file) && file->access == CASEFILE_WRITE &&
           authz_can(ctx, CAP_CASE_EDIT);
}

static struct str phase_label(struct ctx *ctx, enum phase phase)
{
    return text_in(&ctx->pack->phases[phase].label, ctx->locale);
}

static struct str phase_href(struct ctx *ctx, const struct casefile *file, enum phase phase)
{
    struct str rest = str_fmt(ctx->arena, "phases/%.*s", STR_ARG(phase_code(phase)));

    return casefile_href(ctx, file->id, rest.p);
}

static struct str with_name(struct ctx *ctx, int msg, struct str name)
{
    struct msg_arg arg = {.name = "phase", .text = name};

    return msg_format(ctx->arena, ctx->locale, msg, &arg, 1);
}

/* ---- one step ------------------------------------------------------------------------------- */

static void status_fill(struct ctx *ctx, const struct casefile_step *s,
                        struct casefile_step_view *view)
{
    static const struct {
        const char *state, *cls, *text;
    } states[] = {{"done", "ok", "status.done"}, {"not_needed", "none", "status.not_needed"}};

    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        if (!str_eq(s->state, str_c(states[i].state)))
            continue;
        view->status_cls = str_c(states[i].cls);
        view->status = ctx_msg(ctx, states[i].text);
    }
    if (str_given(view->status))
        return;
    view->due = casefile_due(ctx, s->due);
    if (!str_given(view->due.cls)) {
        view->status_cls = STR("plain");
        view->status = ctx_msg(ctx, "status.todo");
    }
}

struct str casefile_step_who(struct ctx *ctx, const struct pack_step *step)
{
    static const char *const who[] = {"", "casefile.who_supervisor", "casefile.who_family",
                                      "casefile.who_provider"};

    return step->who == WHO_WORKER ? STR_NONE : ctx_msg(ctx, who[step->who]);
}

static struct casefile_step_view step_view(struct ctx *ctx, const struct casefile *file,
                                           const struct casefile_step *s, bool edit)
{
    const struct pack_step *def = s->def;
    bool todo = str_eq(s->state, STR("todo")), entered = id_given(s->id) || s->phase == file->phase;
    struct casefile_step_view view = {.name = def->name,
                                      .what = text_in(&def->what, ctx->locale),
                                      .why = text_in(&def->why, ctx->locale),
                                      .guidance = text_in(&def->guidance, ctx->locale),
                                      .who = casefile_step_who(ctx, def),
                                      .reason = s->reason,
                                      .done_at = s->done_at,
                                      .required = def->required,
                                      .repeats = def->repeats,
                                      .may_done =
                                          edit && entered && todo && !str_given(def->done_by),
                                      .may_skip = edit && entered && todo,
                                      .may_open = edit && entered && !todo};

    if (edit && entered && todo && str_given(def->link))
        view.href = casefile_href(ctx, file->id, str_z(ctx->arena, def->link));
    view.mark_href = str_fmt(ctx->arena, "%.*s/%.*s", STR_ARG(phase_href(ctx, file, s->phase)),
                             STR_ARG(def->name));
    status_fill(ctx, s, &view);
    return view;
}

enum err casefile_steps_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct casefile_step_list steps;
    struct casefile_steps_view view = {0};
    enum phase phase;

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    if (phase_parse(req_param(r, "phase"), &phase) != OK)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    TRY(casefile_steps(ctx, &file, phase, &steps));
    view = (struct casefile_steps_view){.casefile_id = file.id,
                                        .phase = phase_code(phase),
                                        .why = text_in(&ctx->pack->phases[phase].why, ctx->locale),
                                        .is_now = phase == file.phase && casefile_is_open(&file),
                                        .is_later = phase > file.phase,
                                        .is_earlier = phase < file.phase && casefile_is_open(&file),
                                        .may_edit = may_edit(ctx, &file)};
    for (size_t i = 0; i < steps.n; i++)
        LIST_ADD(ctx->arena, &view.steps, step_view(ctx, &file, &steps.items[i], view.may_edit));
    view.move_href = casefile_href(ctx, file.id, "phase");
    if (!view.is_now)
        view.move_href = str_cat(ctx->arena, view.move_href,
                                 str_cat(ctx->arena, STR("?to="), phase_code(phase)));
    return casefile_page(r, &file, "phase",
                         with_name(ctx, MSG_CASEFILE_PHASE_TITLE, phase_label(ctx, phase)),
                         (struct panel_view){&tmpl_casefile_steps, &view});
}

/* The step named in the path, of a phase the case has entered. */
static enum err step_find(struct req *r, const struct casefile *file, struct casefile_step *ret)
{
    struct casefile_step_list steps;
    enum phase phase;

    if (phase_parse(req_param(r, "phase"), &phase) != OK)
        return ctx_fail(r->ctx, E_NOT_FOUND, "problem.not_found", NULL);
    TRY(casefile_steps(r->ctx, file, phase, &steps));
    for (size_t i = 0; i < steps.n; i++) {
        if (str_eq(steps.items[i].def->name, req_param(r, "step"))) {
            *ret = steps.items[i];
            return OK;
        }
    }
    return ctx_fail(r->ctx, E_NOT_FOUND, "problem.not_found", NULL);
}

enum err casefile_mark_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct casefile_step step;

    TRY(casefile_load_for_form(ctx, req_id(r, "case"), &file));
    TRY(step_find(r, &file, &step));
    struct casefile_mark_view view = {
        .casefile_id = file.id,
        .phase = phase_code(step.phase),
        .step = step.def->name,
        .what = text_in(&step.def->what, ctx->locale),
        .reason = form_field(ctx, &r->form, casefile_mark_form, "reason", STR_NONE)};

    view.reason.required = true;
    return casefile_page(r, &file, NULL, msg_text(ctx->locale, MSG_CASEFILE_STEP_NOT_NEEDED),
                         (struct panel_view){&tmpl_casefile_mark, &view});
}

enum err casefile_mark_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct casefile_step step;

    TRY(casefile_load_open(ctx, req_id(r, "case"), &file));
    TRY(step_find(r, &file, &step));
    struct casefile_mark mark = {step.phase, step.def->name, form_text(&r->form, "state"),
                                 form_text(&r->form, "reason")};

    TRY(casefile_mark_step(ctx, &file, &mark));
    return resp_see_other(r, phase_href(ctx, &file, step.phase), "casefile.done_step");
}

/* ---- moving --------------------------------------------------------------------------------- */

/* Where to: as sent, as in the address, or simply on. */
static enum phase target(const struct req *r, const struct casefile *file)
{
    struct str code = r->form.sent ? form_typed(&r->form, "to") : req_get(r, "to");
    enum phase to;

    if (phase_parse(str_trim(code), &to) == OK)
        return to;
    return file->phase == PHASE_CLOSURE ? PHASE_CLOSURE : (enum phase)(file->phase + 1);
}

static enum err waiting_fill(struct ctx *ctx, const struct casefile *file,
                             struct casefile_gate_view *view)
{
    struct approval_list list;

    TRY(approval_list_for_casefile(ctx, file, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct approval *a = &list.items[i];
        struct msg_arg args[] = {
            {.name = "what", .text = ctx_msg(ctx, "approval.kind.phase_override")},
            {.name = "name", .text = a->asked_by_name}};

        if (!str_eq(a->state, STR("waiting")) || !str_eq(a->kind, STR("phase_override")))
            continue;
        view->waiting = msg_format(ctx->arena, ctx->locale, MSG_APPROVAL_WAITS_FOR, args, 2);
        view->waiting_id = a->id;
        view->may_withdraw = id_eq(a->asked_by, ctx->actor.account_id);
    }
    return OK;
}

static enum err missing_fill(struct ctx *ctx, const struct casefile *file, enum phase to,
                             struct casefile_gate_view *view)
{
    struct casefile_step_list steps;

    TRY(casefile_steps(ctx, file, file->phase, &steps));
    for (size_t i = 0; i < steps.n; i++) {
        const struct casefile_step *s = &steps.items[i];

        if (!s->def->required)
            continue;
        if (casefile_step_is_met(s))
            LIST_ADD(ctx->arena, &view->met, step_view(ctx, file, s, true));
        else
            LIST_ADD(ctx->arena, &view->missing, step_view(ctx, file, s, true));
    }
    view->missing_n = (int)view->missing.n;
    view->skips = (int)to > (int)file->phase + 1;
    view->is_open = view->missing_n == 0 && !view->skips;
    return OK;
}

static void others_fill(struct ctx *ctx, const struct casefile *file, enum phase to,
                        struct casefile_gate_view *view)
{
    for (int p = 0; p < PHASE_N; p++) {
        if (p == (int)file->phase || p == (int)to)
            continue;
        LIST_ADD(ctx->arena, &view->others,
                 ((struct option_view){.value = phase_code((enum phase)p),
                                       .label = phase_label(ctx, (enum phase)p)}));
    }
}

static struct str gate_title(struct ctx *ctx, const struct casefile_gate_view *view)
{
    int msg = view->is_back   ? MSG_CASEFILE_BACK_TITLE
              : view->is_open ? MSG_CASEFILE_MOVE_TITLE
                              : MSG_CASEFILE_GATE_TITLE;

    return with_name(ctx, msg, view->to_name);
}

enum err casefile_gate_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct casefile_gate_view view = {0};

    TRY(casefile_load_for_form(ctx, req_id(r, "case"), &file));
    enum phase to = target(r, &file);

    view.casefile_id = file.id;
    view.to = phase_code(to);
    view.to_name = phase_label(ctx, to);
    view.is_back = to < file.phase;
    view.is_here = to == file.phase;
    if (to > file.phase)
        TRY(missing_fill(ctx, &file, to, &view));
    view.needs_approval = !view.is_back && !view.is_open && ctx->pack->override_needs_approval &&
                          !authz_can(ctx, CAP_APPROVE);
    TRY(waiting_fill(ctx, &file, &view));
    others_fill(ctx, &file, to, &view);
    view.reason = form_field(ctx, &r->form, casefile_gate_form, "reason", STR_NONE);
    view.reason.required = true;
    TRY(weighed_view(r, casefile_gate_form, &file, &view.weighed));
    return casefile_page(r, &file, "phase", gate_title(ctx, &view),
                         (struct panel_view){&tmpl_casefile_gate, &view});
}

enum err casefile_gate_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    enum phase to;
    bool waiting = false;

    TRY(casefile_load_open(ctx, req_id(r, "case"), &file));
    if (phase_parse(form_text(&r->form, "to"), &to) != OK)
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "to");
    TRY(weighed_take(r));
    TRY(casefile_move(ctx, &file, to, form_text(&r->form, "reason"), &waiting));
    /* Without a reason the steps say that the case moves on: nobody has decided it. */
    if (str_given(form_text(&r->form, "reason")))
        TRY(weighed_check(ctx));
    return resp_see_other(r, casefile_href(ctx, file.id, ""),
                          waiting ? "approval.done_asked" : "casefile.done_moved");
}
