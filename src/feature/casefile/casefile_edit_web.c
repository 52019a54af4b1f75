/* casefile/casefile_edit_web.c: the forms about the case itself: risk, safety, summary, worker. */
#include "casefile_handlers.h"
#include "casefile_tmpl.gen.h"
#include "casefile_views.h"
#include "core/messages.gen.h"

/* ---- risk ----------------------------------------------------------------------------------- */

const struct field casefile_risk_form[] = {
    {"risk", FIELD_CODE, .label = "risk.label", .codes = "risk", .required = true},
    {"reason", FIELD_TEXT, .label = "casefile.risk_reason", .hint = "casefile.risk_hint",
     .required = true, .max = CASEFILE_REASON_MAX},
    WEIGHED_FIELDS,
    FIELDS_END,
};

enum err casefile_risk_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;

    TRY(casefile_load_for_form(ctx, req_id(r, "case"), &file));
    struct casefile_risk_view view = {
        .casefile_id = file.id,
        .risk = form_field(ctx, &r->form, casefile_risk_form, "risk", file.risk),
        .reason = form_field(ctx, &r->form, casefile_risk_form, "reason", STR_NONE)};

    TRY(weighed_view(r, casefile_risk_form, &file, &view.weighed));
    return casefile_page(r, &file, NULL, msg_text(ctx->locale, MSG_CASEFILE_ACTION_RISK),
                         (struct panel_view){&tmpl_casefile_risk, &view});
}

enum err casefile_risk_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;

    TRY(casefile_load_open(ctx, req_id(r, "case"), &file));
    TRY(weighed_take(r));
    TRY(casefile_set_risk(ctx, &file, form_code(&r->form, "risk"), form_text(&r->form, "reason")));
    TRY(weighed_check(ctx));
    return resp_see_other(r, casefile_href(ctx, file.id, ""), "casefile.done_risk");
}

/* ---- safety --------------------------------------------------------------------------------- */

const struct field casefile_safety_form[] = {
    {"safety", FIELD_CODES, .label = "casefile.safety", .hint = "casefile.safety_hint",
     .codes = "safety_flag"},
    {"safety_note", FIELD_TEXT, .label = "casefile.safety_note", .max = 500},
    {"was_safety", FIELD_CODES, .label = "casefile.safety", .codes = "safety_flag"},
    {"was_note", FIELD_TEXT, .label = "casefile.safety_note", .max = 500},
    {"version", FIELD_INT, .label = "note.version", .required = true, .max = 1000000000},
    FIELDS_END,
};

/* What stood on the page when it was opened, through any number of corrections. */
static struct str was(const struct req *r, const char *name, struct str stored)
{
    return r->form.sent ? form_typed(&r->form, name) : stored;
}

static int64_t version_of(const struct req *r, int64_t stored)
{
    return r->form.sent ? form_int(&r->form, "version", stored) : stored;
}

enum err casefile_safety_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;

    TRY(casefile_load_for_form(ctx, req_id(r, "case"), &file));
    struct casefile_safety_view view = {
        .casefile_id = file.id,
        .safety = form_field(ctx, &r->form, casefile_safety_form, "safety", file.safety),
        .safety_note =
            form_field(ctx, &r->form, casefile_safety_form, "safety_note", file.safety_note),
        .version = version_of(r, file.version),
        .was_safety = was(r, "was_safety", file.safety),
        .was_note = was(r, "was_note", file.safety_note)};

    return casefile_page(r, &file, NULL, msg_text(ctx->locale, MSG_CASEFILE_SAFETY),
                         (struct panel_view){&tmpl_casefile_safety, &view});
}

enum err casefile_safety_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct casefile_edit edit = {.version = form_int(&r->form, "version", 0),
                                 .safety = form_code(&r->form, "safety"),
                                 .text = form_text(&r->form, "safety_note"),
                                 .was_safety = form_code(&r->form, "was_safety"),
                                 .was_text = form_text(&r->form, "was_note")};

    TRY(casefile_load_open(ctx, req_id(r, "case"), &file));
    TRY(casefile_set_safety(ctx, &file, &edit));
    return resp_see_other(r, casefile_href(ctx, file.id, ""), "casefile.done_safety");
}

/* ---- summary -------------------------------------------------------------------------------- */

const struct field casefile_summary_form[] = {
    {"summary", FIELD_TEXT, .label = "casefile.summary", .hint = "casefile.summary_hint",
     .max = CASEFILE_SUMMARY_MAX},
    {"was", FIELD_TEXT, .label = "casefile.summary", .max = CASEFILE_SUMMARY_MAX},
    {"version", FIELD_INT, .label = "note.version", .required = true, .max = 1000000000},
    FIELDS_END,
};

enum err casefile_summary_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;

    TRY(casefile_load_for_form(ctx, req_id(r, "case"), &file));
    struct casefile_summary_view view = {
        .casefile_id = file.id,
        .summary = form_field(ctx, &r->form, casefile_summary_form, "summary", file.summary),
        .version = version_of(r, file.version),
        .was = was(r, "was", file.summary)};

    return casefile_page(r, &file, NULL, msg_text(ctx->locale, MSG_CASEFILE_SUMMARY),
                         (struct panel_view){&tmpl_casefile_summary, &view});
}

enum err casefile_summary_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct casefile_edit edit = {.version = form_int(&r->form, "version", 0),
                                 .text = form_text(&r->form, "summary"),
                                 .was_text = form_text(&r->form, "was")};

    TRY(casefile_load_open(ctx, req_id(r, "case"), &file));
    TRY(casefile_set_summary(ctx, &file, &edit));
    return resp_see_other(r, casefile_href(ctx, file.id, ""), "casefile.done_summary");
}

/* ---- who works on it ------------------------------------------------------------------------ */

const struct field casefile_assign_form[] = {
    {"worker_id", FIELD_LINE, .label = "casefile.assign_to", .required = true},
    {"reason", FIELD_LINE, .label = "casefile.assign_reason", .max = 500},
    FIELDS_END,
};

static enum err assign_fill(struct req *r, const struct casefile *file,
                            struct casefile_assign_view *view)
{
    struct ctx *ctx = r->ctx;
    struct casefile_involvement_list involved;

    TRY(casefile_workers_view(r, file->worker_id, &view->workers));
    TRY(casefile_involvements(ctx, file, &involved));
    for (size_t i = 0; i < involved.n; i++)
        LIST_ADD(ctx->arena, &view->involved, involved.items[i]);
    view->casefile_id = file->id;
    view->is_assigned = id_given(file->worker_id);
    view->to_nobody = str_eq(form_typed(&r->form, "worker_id"), STR("none"));
    view->reason = form_field(ctx, &r->form, casefile_assign_form, "reason", STR_NONE);
    view->worker = form_field(ctx, &r->form, casefile_assign_form, "worker_id", STR_NONE);
    return OK;
}

enum err casefile_assign_get(struct req *r)
{
    struct casefile file;
    struct casefile_assign_view view = {0};

    TRY(casefile_load_for_form(r->ctx, req_id(r, "case"), &file));
    TRY(assign_fill(r, &file, &view));
    return casefile_page(r, &file, NULL, msg_text(r->ctx->locale, MSG_CASEFILE_ACTION_ASSIGN),
                         (struct panel_view){&tmpl_casefile_assign, &view});
}

enum err casefile_assign_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct id worker_id = ID_NONE;
    struct str worker = form_text(&r->form, "worker_id");

    TRY(casefile_load_open(ctx, req_id(r, "case"), &file));
    if (!str_eq(worker, STR("none")) && id_parse(worker, &worker_id) != OK)
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "worker_id");
    TRY(casefile_assign(ctx, &file, worker_id, form_text(&r->form, "reason")));
    return resp_see_other(r, casefile_href(ctx, file.id, ""), "casefile.done_assigned");
}
