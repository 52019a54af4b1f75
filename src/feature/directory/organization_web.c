/* directory/organization_web.c: organisations: the list, the page of one, and its form. */
#include "core/feature.h"
#include "core/messages.gen.h"
#include "directory_page.h"
#include "directory_tmpl.gen.h"

const struct field organization_form[] = {
    {"name", FIELD_LINE, .label = "organization.name", .required = true},
    {"alternate_name", FIELD_LINE, .label = "organization.alternate_name"},
    {"description", FIELD_TEXT, .label = "organization.description", .max = 4000},
    {"phone", FIELD_LINE, .label = "organization.phone", .max = 60},
    {"email", FIELD_LINE, .label = "organization.email"},
    {"website", FIELD_LINE, .label = "organization.website", .max = 500},
    {"agency", FIELD_ID, .label = "organization.agency", .hint = "organization.agency_hint"},
    FIELDS_END,
};

static struct str href(struct ctx *ctx, struct id id, const char *rest)
{
    char text[ID_TEXT];

    return str_fmt(ctx->arena, "/organizations/%.*s%s", STR_ARG(id_format(id, text)), rest);
}

enum err organization_list_get(struct req *r)
{
    int64_t at = req_get_int(r, "page", 1, 100000, 1);
    struct organizations_view view = {.may_edit = authz_can(r->ctx, CAP_SERVICE_EDIT)};
    struct page page = {.title = msg_text(r->ctx->locale, MSG_ORGANIZATION_ALL),
                        .nav = "/services",
                        .own_heading = true};
    bool more;

    TRY(organization_list(r->ctx, at, &view.rows, &more));
    view.pager = req_pager(r, at, more);
    view.has_pages = more || at > 1;
    return resp_page(r, &page, &tmpl_organizations, &view);
}

enum err organization_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct service_list services;
    struct organization_agency_list agencies;
    struct organization_page_view view = {.may_edit = authz_can(ctx, CAP_SERVICE_EDIT)};

    TRY(organization_load(ctx, req_id(r, "organization"), &view.organization));
    TRY(service_list(ctx, view.organization.id, &services));
    for (size_t i = 0; i < services.n; i++)
        LIST_ADD(ctx->arena, &view.services, service_row(ctx, &services.items[i]));
    TRY(organization_agencies(ctx, &agencies));
    for (size_t i = 0; i < agencies.n; i++) {
        if (id_given(view.organization.agency_id) &&
            id_eq(agencies.items[i].id, view.organization.agency_id))
            view.agency = agencies.items[i].name;
    }
    struct page page = {.title = view.organization.name, .nav = "/services"};

    return resp_page(r, &page, &tmpl_organization_page, &view);
}

static struct organization typed(struct req *r)
{
    const struct form *f = &r->form;

    return (struct organization){.agency_id = form_id(f, "agency"),
                                 .name = form_text(f, "name"),
                                 .alternate_name = form_text(f, "alternate_name"),
                                 .description = form_text(f, "description"),
                                 .phone = form_text(f, "phone"),
                                 .email = form_text(f, "email"),
                                 .website = form_text(f, "website"),
                                 .version = directory_version(r)};
}

static enum err form_page(struct req *r, const struct organization *o,
                          struct organization_form_view *view)
{
    struct ctx *ctx = r->ctx;
    struct organization_agency_list agencies;
    struct page page = {.title =
                            ctx_msg(ctx, view->is_new ? "organization.new" : "organization.edit"),
                        .nav = "/services",
                        .narrow = true};
    const struct field *f = organization_form;

    view->version = o->version;
    view->name = form_field(ctx, &r->form, f, "name", o->name);
    view->alternate_name = form_field(ctx, &r->form, f, "alternate_name", o->alternate_name);
    view->description = form_field(ctx, &r->form, f, "description", o->description);
    view->phone = form_field(ctx, &r->form, f, "phone", o->phone);
    view->email = form_field(ctx, &r->form, f, "email", o->email);
    view->website = form_field(ctx, &r->form, f, "website", o->website);
    view->agency = form_field(ctx, &r->form, f, "agency",
                              id_given(o->agency_id) ? ctx_id_text(ctx, o->agency_id) : STR_NONE);
    TRY(organization_agencies(ctx, &agencies));
    field_option_add(ctx, &view->agency, STR_NONE, ctx_msg(ctx, "core.none"));
    for (size_t i = 0; i < agencies.n; i++)
        field_option_add(ctx, &view->agency, ctx_id_text(ctx, agencies.items[i].id),
                         agencies.items[i].name);
    return resp_page(r, &page, &tmpl_organization_form, view);
}

enum err organization_new_get(struct req *r)
{
    struct organization o = {0};
    struct organization_form_view view = {
        .is_new = true, .action = STR("/organizations"), .back = STR("/organizations")};

    return form_page(r, &o, &view);
}

enum err organization_new_post(struct req *r)
{
    struct organization o = typed(r);

    TRY(organization_save(r->ctx, &o));
    return resp_see_other(r, href(r->ctx, o.id, ""), "organization.added.done");
}

enum err organization_edit_get(struct req *r)
{
    struct organization o;
    struct organization_form_view view = {0};

    TRY(organization_load(r->ctx, req_id(r, "organization"), &o));
    view.action = href(r->ctx, o.id, "/edit");
    view.back = href(r->ctx, o.id, "");
    return form_page(r, &o, &view);
}

enum err organization_edit_post(struct req *r)
{
    struct organization o = typed(r);

    o.id = req_id(r, "organization");
    TRY(organization_save(r->ctx, &o));
    return resp_see_other(r, href(r->ctx, o.id, ""), "organization.changed.done");
}
