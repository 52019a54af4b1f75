/* directory/service_case_web.c: finding a service for a family: the search begins with the age and
 * the area of the client; what was not found is written down on the same page. */
#include "core/feature.h"
#include "core/messages.gen.h"
#include "core/pack.h"
#include "directory_page.h"
#include "directory_tmpl.gen.h"
#include "feature/casefile/casefile_page.h"

static bool may_edit(const struct ctx *ctx, const struct casefile *file)
{
    return casefile_is_open(file) && file->access == CASEFILE_WRITE &&
           authz_can(ctx, CAP_CASE_EDIT);
}

/* Opened fresh, or for a need (of an action of the plan), the page asks for what is known; every
 * later search says all it means. */
static struct service_filter filter_of(struct req *r, const struct casefile *file)
{
    struct service_filter f = service_filter_of(r);

    struct str need = req_get(r, "for");

    if (r->get.n > 0 && !str_given(need))
        return f;
    if (str_given(need))
        f.need = need;
    f.area_id = file->area_id;
    f.age = date_age(file->client_birth, ctx_today(r->ctx));
    return f;
}

/* When a feature answers it, a referral begins at the service. */
static void refer_fill(struct req *r, const struct casefile *file, struct service_found_view *found)
{
    struct ctx *ctx = r->ctx;

    if (!may_edit(ctx, file) || !casefile_has_route(r, "/cases/:case/referrals/new"))
        return;
    for (size_t i = 0; i < found->rows.n; i++) {
        struct service_row_view *row = &found->rows.items[i];
        struct str id = str_from(row->href, sizeof "/services/" - 1);

        row->refer_href = casefile_href(
            ctx, file->id, str_fmt(ctx->arena, "referrals/new?service=%.*s", STR_ARG(id)).p);
    }
}

static enum err unmet_fill(struct req *r, const struct casefile *file,
                           struct case_services_view *view)
{
    struct ctx *ctx = r->ctx;
    struct unmet_list list;

    TRY(unmet_list_for_casefile(ctx, file, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct unmet *u = &list.items[i];
        bool open = !instant_given(u->ended_at);
        struct str how = str_cat(ctx->arena, STR("unmet.how."), u->ended_how);

        LIST_ADD(ctx->arena, &view->unmet,
                 ((struct unmet_row_view){
                     .id = u->id,
                     .need = pack_label(ctx->pack, STR("need"), u->need, ctx->locale),
                     .reason = pack_label(ctx->pack, STR("unmet_reason"), u->reason, ctx->locale),
                     .area = u->area_name,
                     .remark = u->remark,
                     .author = u->author_name,
                     .how = open ? STR_NONE : ctx_msg(ctx, str_z(ctx->arena, how)),
                     .at = u->at,
                     .ended_at = u->ended_at,
                     .is_open = open,
                     .may_end = open && view->may_edit}));
    }
    return OK;
}

enum err service_case_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct casefile file;
    struct case_services_view view = {0};

    TRY(casefile_load(ctx, req_id(r, "case"), CASEFILE_READ, &file));
    struct service_filter filter = filter_of(r, &file);

    TRY(service_found_fill(r, &filter, &view.found));
    view.base = casefile_href(ctx, file.id, "");
    view.found.action = casefile_href(ctx, file.id, "services");
    view.may_edit = may_edit(ctx, &file);
    refer_fill(r, &file, &view.found);
    TRY(unmet_fill(r, &file, &view));
    if (pack_code_find(ctx->pack, STR("need"), filter.need)) {
        view.need = filter.need;
        view.need_label = pack_label(ctx->pack, STR("need"), filter.need, ctx->locale);
    }
    if (id_given(filter.area_id))
        view.area = ctx_id_text(ctx, filter.area_id);
    view.is_sent = r->form.sent;
    view.f_need = form_field(ctx, &r->form, unmet_form, "need", filter.need);
    view.f_reason = form_field(ctx, &r->form, unmet_form, "reason", STR_NONE);
    view.f_remark = form_field(ctx, &r->form, unmet_form, "remark", STR_NONE);
    return casefile_page(r, &file, "services", msg_text(ctx->locale, MSG_SERVICE_FOR_CASE),
                         (struct panel_view){&tmpl_case_services, &view});
}
