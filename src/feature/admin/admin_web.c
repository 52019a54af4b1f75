/* admin/admin_web.c: the overview and the pages of agencies, teams and areas; the feature. */
#include "admin_tmpl.gen.h"
#include "admin_views.h"
#include "base/num.h"
#include "core/event.h"
#include "core/feature.h"
#include "feature/admin/admin.h"
#include "feature/admin/admin_page.h"

enum err admin_chain_fill(struct ctx *ctx, struct admin_chain_view *ret)
{
    struct admin_chain chain;
    struct buf root;

    TRY(admin_chain_load(ctx, &chain));
    buf_init(&root, ctx->arena, 256);
    buf_put_hex(&root, chain.head.root.b, SHA256_SIZE);
    *ret = (struct admin_chain_view){.size = chain.head.size,
                                     .waiting = chain.waiting,
                                     .waiting_more = chain.waiting >= ADMIN_WAITING_MOST,
                                     .at = chain.head.at,
                                     .signed_yet = chain.signed_yet,
                                     .root = buf_str(&root)};
    return OK;
}

static enum err admin_get(struct req *r)
{
    struct admin_counts counts;
    struct admin_view view = {0};
    struct page page = {.title = ctx_msg(r->ctx, "nav.admin"), .nav = "/admin"};

    TRY(admin_counts_load(r->ctx, &counts));
    TRY(admin_chain_fill(r->ctx, &view.chain));
    view.active = counts.active;
    view.disabled = counts.disabled;
    view.agencies = counts.agencies;
    view.teams = counts.teams;
    view.areas = counts.areas;
    return resp_page(r, &page, &tmpl_admin, &view);
}

/* ---- units ---------------------------------------------------------------------------------- */

static struct str unit_name(const struct admin_unit_list *units, struct id id)
{
    for (size_t i = 0; i < units->n; i++) {
        if (id_eq(units->items[i].id, id))
            return units->items[i].name;
    }
    return STR_NONE;
}

/* Areas only point to areas that were there before them, so this ends. */
static struct admin_area_view_list areas_below(struct ctx *ctx, const struct admin_unit_list *units,
                                               struct id parent_id)
{
    struct admin_area_view_list list = {0};

    for (size_t i = 0; i < units->n; i++) {
        const struct admin_unit *u = &units->items[i];

        if (u->kind != ADMIN_UNIT_AREA || !id_eq(u->parent_id, parent_id))
            continue;
        struct admin_area_view area = {.id = u->id, .name = u->name, .code = u->code};
        struct admin_area_view_list below = areas_below(ctx, units, u->id);

        area.below.items = below.items;
        area.below.n = below.n;
        LIST_ADD(ctx->arena, &list, area);
    }
    return list;
}

static enum err units_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct admin_unit_list units = {0};
    struct admin_units_view view = {0};
    struct page page = {.title = ctx_msg(ctx, "admin.units"), .nav = "/admin/units"};

    TRY(admin_unit_list_all(ctx, &units));
    for (size_t i = 0; i < units.n; i++) {
        const struct admin_unit *u = &units.items[i];
        struct admin_unit_row_view row = {.id = u->id,
                                          .name = u->name,
                                          .code = u->code,
                                          .parent = unit_name(&units, u->parent_id),
                                          .area = unit_name(&units, u->area_id),
                                          .people = u->people};

        if (u->kind == ADMIN_UNIT_AGENCY)
            LIST_ADD(ctx->arena, &view.agencies, row);
        else if (u->kind == ADMIN_UNIT_TEAM)
            LIST_ADD(ctx->arena, &view.teams, row);
    }
    view.areas = areas_below(ctx, &units, ID_NONE);
    return resp_page(r, &page, &tmpl_admin_units, &view);
}

static const struct field agency_form[] = {
    {"name", FIELD_LINE, .label = "core.name", .required = true},
    {"code", FIELD_LINE, .label = "admin.code", .hint = "admin.code_hint", .required = true,
     .max = 40},
    FIELDS_END,
};
static const struct field team_form[] = {
    {"name", FIELD_LINE, .label = "core.name", .required = true},
    {"agency", FIELD_ID, .label = "admin.agency", .required = true},
    {"area", FIELD_ID, .label = "admin.area"},
    FIELDS_END,
};
static const struct field area_form[] = {
    {"name", FIELD_LINE, .label = "core.name", .required = true},
    {"code", FIELD_LINE, .label = "admin.code", .hint = "admin.code_hint", .required = true,
     .max = 40},
    {"area", FIELD_ID, .label = "admin.area_in"},
    FIELDS_END,
};
static const struct field rename_form[] = {
    {"name", FIELD_LINE, .label = "core.name", .required = true},
    FIELDS_END,
};

static const struct {
    const struct field *form;
    const char *path, *param, *new_title;
} kinds[ADMIN_UNIT_N] = {
    [ADMIN_UNIT_AGENCY] = {agency_form, "/admin/agencies", "agency", "admin.agency_new"},
    [ADMIN_UNIT_TEAM] = {team_form, "/admin/teams", "team", "admin.team_new"},
    [ADMIN_UNIT_AREA] = {area_form, "/admin/areas", "area", "admin.area_new"},
};

/* The selects of a new unit: agencies for a team, areas for teams and areas. */
static void unit_options(struct ctx *ctx, struct field_view *field,
                         const struct admin_unit_list *units)
{
    bool agency = str_eq(field->name, STR("agency")), area = str_eq(field->name, STR("area"));
    enum admin_unit_kind wanted = agency ? ADMIN_UNIT_AGENCY : ADMIN_UNIT_AREA;

    if (!agency && !area)
        return;
    field_option_add(ctx, field, STR_NONE, ctx_msg(ctx, agency ? "core.choose" : "core.none"));
    for (size_t i = 0; i < units->n; i++) {
        if (units->items[i].kind == wanted)
            field_option_add(ctx, field, ctx_id_text(ctx, units->items[i].id),
                             units->items[i].name);
    }
}

static enum err unit_new_get(struct req *r, enum admin_unit_kind kind)
{
    struct ctx *ctx = r->ctx;
    struct admin_unit_list units = {0};
    struct admin_unit_view view = {.action = str_c(kinds[kind].path), .is_new = true};
    struct page page = {
        .title = ctx_msg(ctx, kinds[kind].new_title), .nav = "/admin/units", .narrow = true};

    TRY(admin_unit_list_all(ctx, &units));
    view.fields = form_fields(ctx, &r->form, kinds[kind].form, NULL, NULL);
    for (size_t i = 0; i < view.fields.n; i++)
        unit_options(ctx, &view.fields.items[i], &units);
    return resp_page(r, &page, &tmpl_admin_unit, &view);
}

static enum err unit_add_post(struct req *r, enum admin_unit_kind kind)
{
    struct admin_unit wanted = {.kind = kind, .name = form_text(&r->form, "name")};
    struct id id;

    if (kind != ADMIN_UNIT_TEAM)
        wanted.code = form_text(&r->form, "code");
    if (kind == ADMIN_UNIT_TEAM) {
        wanted.parent_id = form_id(&r->form, "agency");
        wanted.area_id = form_id(&r->form, "area");
    } else if (kind == ADMIN_UNIT_AREA) {
        wanted.parent_id = form_id(&r->form, "area");
    }
    TRY(admin_unit_add(r->ctx, &wanted, &id));
    return resp_see_other(r, STR("/admin/units"), "admin.unit_added.done");
}

static enum err unit_get(struct req *r, enum admin_unit_kind kind)
{
    struct ctx *ctx = r->ctx;
    struct admin_unit unit;
    char id[ID_TEXT];

    TRY(admin_unit_load(ctx, kind, req_id(r, kinds[kind].param), &unit));
    struct page page = {.title = unit.name, .nav = "/admin/units", .narrow = true};
    struct admin_unit_view view = {
        .action = str_fmt(ctx->arena, "%s/%.*s", kinds[kind].path, STR_ARG(id_format(unit.id, id))),
        .version = unit.version};

    LIST_ADD(ctx->arena, &view.fields, form_field(ctx, &r->form, rename_form, "name", unit.name));
    return resp_page(r, &page, &tmpl_admin_unit, &view);
}

static enum err unit_rename_post(struct req *r, enum admin_unit_kind kind)
{
    struct admin_unit wanted = {.kind = kind,
                                .id = req_id(r, kinds[kind].param),
                                .name = form_text(&r->form, "name"),
                                .version = admin_version(r)};

    TRY(admin_unit_rename(r->ctx, &wanted));
    return resp_see_other(r, STR("/admin/units"), "admin.unit_renamed.done");
}

int64_t admin_version(const struct req *r)
{
    int64_t version = 0;

    return num_parse_i64(form_typed(&r->form, "version"), &version) == OK ? version : 0;
}

#define UNIT_HANDLERS(noun, kind)                                                                  \
    static enum err noun##_new_get(struct req *r)                                                  \
    {                                                                                              \
        return unit_new_get(r, kind);                                                              \
    }                                                                                              \
    static enum err noun##_add_post(struct req *r)                                                 \
    {                                                                                              \
        return unit_add_post(r, kind);                                                             \
    }                                                                                              \
    static enum err noun##_get(struct req *r)                                                      \
    {                                                                                              \
        return unit_get(r, kind);                                                                  \
    }                                                                                              \
    static enum err noun##_rename_post(struct req *r)                                              \
    {                                                                                              \
        return unit_rename_post(r, kind);                                                          \
    }
UNIT_HANDLERS(agency, ADMIN_UNIT_AGENCY)
UNIT_HANDLERS(team, ADMIN_UNIT_TEAM)
UNIT_HANDLERS(area, ADMIN_UNIT_AREA)

static const struct route admin_routes[] = {
    ROUTE(GET, "/admin", admin_get, CAP_ACCOUNT_ADMIN),
    ROUTE(GET, "/admin/accounts", admin_accounts_get, CAP_ACCOUNT_ADMIN),
    ROUTE(GET, "/admin/accounts/new", admin_account_new_get, CAP_ACCOUNT_ADMIN),
    ROUTE_OWN_TX("/admin/accounts", admin_account_add_post, CAP_ACCOUNT_ADMIN, admin_account_form,
                 admin_account_new_get),
    ROUTE(GET, "/admin/accounts/:account", admin_account_get, CAP_ACCOUNT_ADMIN),
    ROUTE_FORM("/admin/accounts/:account", admin_account_edit_post, CAP_ACCOUNT_ADMIN,
               admin_profile_form, admin_account_get),
    ROUTE_OWN_TX("/admin/accounts/:account/password", admin_account_password_post,
                 CAP_ACCOUNT_ADMIN, admin_no_fields, admin_account_get),
    ROUTE_FORM("/admin/accounts/:account/disable", admin_account_disable_post, CAP_ACCOUNT_ADMIN,
               admin_no_fields, admin_account_get),
    ROUTE_FORM("/admin/accounts/:account/enable", admin_account_enable_post, CAP_ACCOUNT_ADMIN,
               admin_no_fields, admin_account_get),
    ROUTE_FORM("/admin/accounts/:account/seats", admin_seat_add_post, CAP_ACCOUNT_ADMIN,
               admin_seat_form, admin_account_get),
    ROUTE_FORM("/admin/accounts/:account/seats/:seat/end", admin_seat_end_post, CAP_ACCOUNT_ADMIN,
               admin_no_fields, admin_account_get),
    ROUTE(GET, "/admin/units", units_get, CAP_ACCOUNT_ADMIN),
    ROUTE(GET, "/admin/agencies/new", agency_new_get, CAP_ACCOUNT_ADMIN),
    ROUTE_FORM("/admin/agencies", agency_add_post, CAP_ACCOUNT_ADMIN, agency_form, agency_new_get),
    ROUTE(GET, "/admin/agencies/:agency", agency_get, CAP_ACCOUNT_ADMIN),
    ROUTE_FORM("/admin/agencies/:agency", agency_rename_post, CAP_ACCOUNT_ADMIN, rename_form,
               agency_get),
    ROUTE(GET, "/admin/teams/new", team_new_get, CAP_ACCOUNT_ADMIN),
    ROUTE_FORM("/admin/teams", team_add_post, CAP_ACCOUNT_ADMIN, team_form, team_new_get),
    ROUTE(GET, "/admin/teams/:team", team_get, CAP_ACCOUNT_ADMIN),
    ROUTE_FORM("/admin/teams/:team", team_rename_post, CAP_ACCOUNT_ADMIN, rename_form, team_get),
    ROUTE(GET, "/admin/areas/new", area_new_get, CAP_ACCOUNT_ADMIN),
    ROUTE_FORM("/admin/areas", area_add_post, CAP_ACCOUNT_ADMIN, area_form, area_new_get),
    ROUTE(GET, "/admin/areas/:area", area_get, CAP_ACCOUNT_ADMIN),
    ROUTE_FORM("/admin/areas/:area", area_rename_post, CAP_ACCOUNT_ADMIN, rename_form, area_get),
    ROUTE(GET, "/journal", admin_journal_get, CAP_JOURNAL_READ),
    ROUTE(POST, "/journal/export", admin_journal_export_post, CAP_JOURNAL_READ),
    ROUTES_END,
};

static const struct nav_item admin_nav[] = {
    {"/admin", "nav.admin", "settings", CAP_ACCOUNT_ADMIN, 10, true},
    {"/admin/accounts", "nav.accounts", "people", CAP_ACCOUNT_ADMIN, 11, true},
    {"/admin/units", "admin.units", "building", CAP_ACCOUNT_ADMIN, 12, true},
    {"/journal", "nav.journal", "history", CAP_JOURNAL_READ, 10, true},
    NAV_END,
};

static const struct event_kind admin_events[] = {
    {"admin.agency_added", 0, NULL}, {"admin.agency_renamed", 0, NULL},
    {"admin.team_added", 0, NULL},   {"admin.team_renamed", 0, NULL},
    {"admin.area_added", 0, NULL},   {"admin.area_renamed", 0, NULL},
    {"journal.exported", 0, NULL},   EVENTS_END,
};

extern const struct feature admin_feature;
const struct feature admin_feature = {
    .name = "admin",
    .routes = admin_routes,
    .nav = admin_nav,
    .events = admin_events,
};
