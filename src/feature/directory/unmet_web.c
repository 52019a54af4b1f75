/* directory/unmet_web.c: writing an unmet need down, and where services are missing, for those who
 * plan them. The page with the form is in service_case_web.c. */
#include "core/feature.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "directory_page.h"
#include "directory_tmpl.gen.h"

const struct field unmet_form[] = {
    {"need", FIELD_CODE, .label = "service.need", .codes = "need", .required = true},
    {"reason", FIELD_CODE, .label = "unmet.reason", .codes = "unmet_reason", .required = true},
    {"remark", FIELD_LINE, .label = "unmet.remark", .hint = "unmet.remark_hint",
     .max = UNMET_REMARK_MAX},
    {"area", FIELD_ID, .label = "service.area"},
    FIELDS_END,
};

const struct field unmet_end_form[] = {
    {"how", FIELD_LINE, .label = "unmet.end", .required = true},
    FIELDS_END,
};

enum err unmet_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct unmet draft = {.need = form_code(&r->form, "need"),
                          .reason = form_code(&r->form, "reason"),
                          .remark = form_text(&r->form, "remark"),
                          .area_id = form_id(&r->form, "area")};

    TRY(casefile_load_open(ctx, req_id(r, "case"), &file));
    TRY(unmet_add(ctx, &file, &draft));
    return resp_see_other(r, casefile_href(ctx, file.id, "services"), "unmet.added.done");
}

enum err unmet_end_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;

    TRY(casefile_load_open(ctx, req_id(r, "case"), &file));
    TRY(unmet_end(ctx, &file, req_id(r, "unmet"), form_text(&r->form, "how")));
    return resp_see_other(r, casefile_href(ctx, file.id, "services"), "unmet.ended.done");
}

/* ---- figures -------------------------------------------------------------------------------- */

static void bars_add(struct ctx *ctx, const struct report_cell_list *cells, const char *list,
                     struct unmet_bar_view_list *ret)
{
    int64_t most = 1;

    for (size_t i = 0; i < cells->n; i++)
        most = cells->items[i].n > most ? cells->items[i].n : most;
    for (size_t i = 0; i < cells->n; i++) {
        const struct report_cell *c = &cells->items[i];

        LIST_ADD(ctx->arena, ret,
                 ((struct unmet_bar_view){
                     .label = pack_label(ctx->pack, str_c(list), c->code, ctx->locale),
                     .n = c->n,
                     .width = c->n * 100 / most,
                     .hidden = c->hidden}));
    }
}

enum err unmet_figures_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct report_cell_list needs = {0}, reasons = {0};
    struct id area = ID_NONE;
    struct unmet_figures_view view = {.since = date_add_months(ctx_today(ctx), -UNMET_MONTHS)};
    struct page page = {.title = msg_text(ctx->locale, MSG_UNMET_FIGURES), .nav = "/figures/unmet"};

    if (str_given(req_get(r, "area")) && id_parse(req_get(r, "area"), &area) != OK)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    TRY(service_area_options(ctx, area, &view.areas));
    TRY(unmet_figures(ctx, area, &needs, &reasons));
    bars_add(ctx, &needs, "need", &view.needs);
    bars_add(ctx, &reasons, "unmet_reason", &view.reasons);
    return resp_page(r, &page, &tmpl_unmet_figures, &view);
}
