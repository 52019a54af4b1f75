/* caseload/bulk_web.c: several cases to somebody at once, and where the day begins. */
#include "caseload_handlers.h"
#include "caseload_tmpl.gen.h"
#include "caseload_views.h"
#include "core/messages.gen.h"
#include "feature/caseload/caseload.h"

const struct field caseload_bulk_form[] = {
    {"cases", FIELD_TEXT, .label = "caseload.chosen", .required = true},
    {"worker_id", FIELD_LINE, .label = "caseload.assign_to", .required = true},
    {"reason", FIELD_LINE, .label = "casefile.assign_reason", .max = 500},
    FIELDS_END,
};

static struct caseload_id_list ids_read(struct ctx *ctx, struct str text)
{
    struct caseload_id_list list = {0};
    struct str rest = text, word;
    struct id id;

    while (str_split(&rest, ' ', &word)) {
        if (id_parse(word, &id) == OK)
            LIST_ADD(ctx->arena, &list, id);
    }
    return list;
}

enum err caseload_bulk_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct str ids = r->form.sent ? form_typed(&r->form, "cases") : req_get(r, "case");
    struct caseload_id_list list = ids_read(ctx, ids);
    struct caseload_row_list rows;
    struct caseload_bulk_view view = {.ids = ids};
    bool team = authz_can(ctx, CAP_CASE_TEAM);
    struct page page = {.nav = team ? "/team" : "/cases", .own_heading = true};

    TRY(caseload_rows(ctx, &list, &rows));
    for (size_t i = 0; i < rows.n; i++) {
        const struct caseload_row *row = &rows.items[i];

        LIST_ADD(ctx->arena, &view.cases,
                 ((struct caseload_bulk_row_view){.id = row->id,
                                                  .name = row->client_name,
                                                  .number = row->number,
                                                  .worker = row->worker_name}));
    }
    TRY(casefile_workers_view(r, ID_NONE, &view.workers));
    view.n = (int64_t)rows.n;
    view.back = team ? STR("/team") : STR("/cases");
    view.to_nobody = str_eq(form_typed(&r->form, "worker_id"), STR("none"));
    view.worker = form_field(ctx, &r->form, caseload_bulk_form, "worker_id", STR_NONE);
    view.reason = form_field(ctx, &r->form, caseload_bulk_form, "reason", STR_NONE);
    page.title = msg_text(ctx->locale, MSG_CASELOAD_GIVE_AWAY);
    return resp_page(r, &page, &tmpl_caseload_bulk, &view);
}

enum err caseload_bulk_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct caseload_id_list list = ids_read(ctx, form_text(&r->form, "cases"));
    struct str worker = form_text(&r->form, "worker_id");
    struct id worker_id = ID_NONE;
    int n;

    if (!str_eq(worker, STR("none")) && id_parse(worker, &worker_id) != OK)
        return ctx_fail(ctx, E_INVALID, "form.unknown_answer", "worker_id");
    TRY(caseload_assign(ctx, &list, worker_id, form_text(&r->form, "reason"), &n));
    return resp_see_other(r, authz_can(ctx, CAP_CASE_TEAM) ? STR("/team") : STR("/cases"),
                          "caseload.done_assigned");
}

enum err caseload_start_get(struct req *r)
{
    static const char *const starts[ROLE_N] = {
        [ROLE_WORKER] = "/today",    [ROLE_SUPERVISOR] = "/today",    [ROLE_COORDINATOR] = "/team",
        [ROLE_ANALYST] = "/figures", [ROLE_ADMINISTRATOR] = "/admin", [ROLE_AUDITOR] = "/journal",
    };
    const char *start = starts[r->ctx->actor.role];

    if (!start || !casefile_has_route(r, start))
        start = "/account";
    return resp_see_other(r, str_c(start), NULL);
}
