/* intake/intake_decide_web.c: the screening questions, and the decision. */
#include "core/feature.h"
#include "core/form_live.h"
#include "core/pack.h"
#include "intake_feature.h"
#include "intake_tmpl.gen.h"

const struct field intake_decide_form[] = {
    {"decision", FIELD_CODE, .label = "intake.decision", .codes = "intake_decision",
     .required = true},
    {"worker_id", FIELD_LINE, .label = "intake.worker", .max = 40},
    {"referred_to", FIELD_LINE, .label = "intake.referred_to", .hint = "intake.referred_to_hint",
     .max = 200},
    {"refer_reason", FIELD_CODE, .label = "intake.refer_reason", .codes = "refer_reason"},
    {"intake_close_reason", FIELD_CODE, .label = "intake.close_reason",
     .codes = "intake_close_reason"},
    {"reason", FIELD_TEXT, .label = "intake.reason", .hint = "intake.reason_hint", .max = 2000},
    FIELDS_END,
};

/* ---- screening ------------------------------------------------------------------------------ */

enum err intake_screening_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct intake intake;
    struct intake_screening_view view = {0};
    struct form_answers answers;
    struct form_live *live;
    const struct field *fields;
    const struct pack_form *form = intake_screening_form(ctx);
    struct page page = {.nav = "/intakes", .own_heading = true};

    TRY(intake_of_path(r, &intake));
    if (!form)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    if (intake.has_hidden)
        return ctx_fail(ctx, E_CONFLICT, "intake.screening_not_yours", NULL);
    TRY(form_answers_parse(ctx, intake.answers, &answers));
    page.title = text_in(&form->title, ctx->locale);
    view.row = intake_row(ctx, &intake);
    view.person = intake_person(ctx, &intake.person, intake.person_visible);
    view.why = text_in(&form->why, ctx->locale);
    TRY(form_live_open(ctx, form, &(struct form_source){form_live_stored, &answers, STR_NONE},
                       &live));
    TRY(form_live_page(live, &r->form, STR_NONE, &fields));
    view.fields = form_fields(ctx, &r->form, fields, form_live_answer, live);
    return resp_page(r, &page, &tmpl_intake_screening, &view);
}

enum err intake_screening_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct intake intake;
    struct form_answers answers;
    struct form_live *live;
    const struct pack_form *form = intake_screening_form(ctx);

    TRY(intake_of_path(r, &intake));
    if (!form)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    TRY(form_answers_parse(ctx, intake.answers, &answers));
    TRY(form_live_open(ctx, form, &(struct form_source){form_live_stored, &answers, STR_NONE},
                       &live));
    TRY(form_live_take(live, &r->form, &(struct form_part){.strict = true}));
    TRY(intake_screen(ctx, &intake, form_live_json(live, false), form_code(&r->form, "urgency")));
    return resp_see_other(r, intake_path(ctx, intake.id, NULL), "intake.screened.done");
}

/* ---- the decision --------------------------------------------------------------------------- */

static enum err open_case_find(struct ctx *ctx, const struct intake *i,
                               struct intake_decide_view *view)
{
    struct person_case_list cases = {0};

    if (!i->person_visible)
        return OK;
    TRY(person_cases(ctx, &i->person, &cases));
    for (size_t k = 0; k < cases.n && !str_given(view->open_case); k++) {
        const struct person_case *c = &cases.items[k];

        if (str_eq(c->state, STR("open")) && !str_given(c->role)) {
            view->open_case = c->number;
            view->open_case_id = c->id;
        }
    }
    return OK;
}

enum err intake_decide_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct intake intake;
    struct intake_decide_view view = {.may_assign = authz_can(ctx, CAP_CASE_ASSIGN)};
    const struct field *form = intake_decide_form;
    struct page page = {
        .title = ctx_msg(ctx, "intake.decide"), .nav = "/intakes", .own_heading = true};

    TRY(intake_of_path(r, &intake));
    if (intake.decided)
        return resp_see_other(r, intake_path(ctx, intake.id, NULL), NULL);
    view.row = intake_row(ctx, &intake);
    view.person = intake_person(ctx, &intake.person, intake.person_visible);
    TRY(panels_draw(r, SLOT_INTAKE, &intake.person.id, &view.earlier));
    view.narrative = intake.narrative;
    view.decision = form_field(ctx, &r->form, form, "decision", STR_NONE);
    view.referred_to = form_field(ctx, &r->form, form, "referred_to", STR_NONE);
    view.refer_reason = form_field(ctx, &r->form, form, "refer_reason", STR_NONE);
    view.close_reason = form_field(ctx, &r->form, form, "intake_close_reason", STR_NONE);
    view.worker_id = form_field(ctx, &r->form, form, "worker_id", STR_NONE);
    view.reason = form_field(ctx, &r->form, form, "reason", STR_NONE);
    /* Needed where they are shown, which the page decides. */
    view.referred_to.required = view.refer_reason.required = view.close_reason.required = true;
    if (view.may_assign) {
        TRY(casefile_workers_view(r, ID_NONE, &view.workers));
        view.to_team = !r->form.sent || str_eq(form_typed(&r->form, "worker_id"), STR("none"));
    }
    TRY(open_case_find(ctx, &intake, &view));
    return resp_page(r, &page, &tmpl_intake_decide, &view);
}

/* A worker opens the own cases; who distributes work says whose it is, or leaves it to the team. */
static enum err worker_read(struct req *r, struct id *ret)
{
    struct ctx *ctx = r->ctx;
    struct str typed = form_typed(&r->form, "worker_id");

    *ret = ID_NONE;
    if (!authz_can(ctx, CAP_CASE_ASSIGN)) {
        *ret = ctx->actor.account_id;
        return OK;
    }
    if (!str_given(typed) || str_eq(typed, STR("none")))
        return OK;
    return id_parse(typed, ret) == OK ? OK
                                      : ctx_fail(ctx, E_INVALID, "form.not_choice", "worker_id");
}

enum err intake_decide_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct intake intake;
    struct casefile file;
    struct str decision = form_code(&r->form, "decision");
    bool open = str_eq(decision, STR("open")), refer = str_eq(decision, STR("refer"));
    struct intake_decision what = {
        .decision = decision,
        .reason = form_text(&r->form, "reason"),
        .reason_code =
            open ? STR_NONE : form_code(&r->form, refer ? "refer_reason" : "intake_close_reason"),
        .referred_to = refer ? form_text(&r->form, "referred_to") : STR_NONE,
    };

    TRY(intake_of_path(r, &intake));
    if (open)
        TRY(worker_read(r, &what.worker_id));
    TRY(intake_decide(ctx, &intake, &what, &file));
    if (open) {
        char text[ID_TEXT];

        return resp_see_other(r,
                              str_fmt(ctx->arena, "/cases/%.*s", STR_ARG(id_format(file.id, text))),
                              "intake.opened.done");
    }
    return resp_see_other(r, intake_path(ctx, intake.id, NULL), "intake.decided.done");
}
