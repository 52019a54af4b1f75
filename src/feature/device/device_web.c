/* device/device_web.c: "My devices", and the administrator's list of all. */
#include "core/feature.h"
#include "core/messages.gen.h"
#include "device_tmpl.gen.h"
#include "device_views.h"
#include "feature/device/device.h"

#define PAGE_ROWS 50
#define SKEW_S 600 /* a clock that is wrong by more makes the times of what was typed doubtful */

static const struct field enrol_form[] = {
    {"name", FIELD_LINE, .label = "device.name", .hint = "device.name_hint", .required = true,
     .max = DEVICE_NAME_MAX},
    {"office", FIELD_BOOL, .label = "device.office", .hint = "device.office_hint"},
    FIELDS_END,
};

static void rows_fill(struct ctx *ctx, const struct device_list *devices,
                      struct device_row_view_list *ret)
{
    for (size_t i = 0; i < devices->n; i++) {
        const struct device *d = &devices->items[i];

        LIST_ADD(
            ctx->arena, ret,
            ((struct device_row_view){.id = d->id,
                                      .name = d->name,
                                      .owner = d->owner,
                                      .enrolled_at = d->enrolled_at,
                                      .seen_at = d->seen_at,
                                      .wiped_at = d->wiped_at,
                                      .office = d->office,
                                      .works = device_works(d),
                                      .revoked = d->revoked_at.us != 0,
                                      .wipe_ordered = d->wipe_at.us != 0,
                                      .clock_wrong = d->skew_s > SKEW_S || d->skew_s < -SKEW_S}));
    }
}

static enum err devices_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct device_list own;
    struct devices_view view = {.name = form_field(ctx, &r->form, enrol_form, "name", STR_NONE),
                                .office =
                                    form_field(ctx, &r->form, enrol_form, "office", STR_NONE)};
    struct page page = {.title = msg_text(ctx->locale, MSG_DEVICE_HEADING)};

    view.takes_along = str_given(ctx->site->device_program);
    TRY(device_list_own(ctx, &own));
    rows_fill(ctx, &own, &view.rows);
    return resp_page(r, &page, &tmpl_devices, &view);
}

/* The packs and languages of the installation, for the program on the device. */
static enum err device_program_get(struct req *r)
{
    struct str program = r->ctx->site->device_program;

    if (!str_given(program))
        return resp_see_other(r, STR("/account/devices"), NULL);
    return resp_content(r, "application/json", NULL, program);
}

/* The secret is in this answer only: in no address, log or journal. */
static enum err devices_post(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct device device;
    struct device_secret_view view = {0};
    struct page page = {.title = msg_text(ctx->locale, MSG_DEVICE_ENROLLED), .narrow = true};

    TRY(device_enrol(ctx, form_text(&r->form, "name"), form_bool(&r->form, "office"), &device,
                     &view.secret));
    view.id = device.id;
    view.name = device.name;
    r->resp.status = 200;
    return resp_page(r, &page, &tmpl_device_secret, &view);
}

static enum err device_revoke_post(struct req *r)
{
    TRY(device_revoke_own(r->ctx, req_id(r, "device")));
    return resp_see_other(r, STR("/account/devices"), "device.done_revoked");
}

static enum err device_admin_get(struct req *r)
{
    struct ctx *ctx = r->ctx;
    struct device_list all;
    struct device_admin_view view = {0};
    struct page page = {.title = msg_text(ctx->locale, MSG_DEVICE_ALL), .nav = "/admin/devices"};
    int64_t number = req_get_int(r, "page", 1, 1000, 1);
    bool more;

    TRY(device_list_all(ctx, (number - 1) * PAGE_ROWS, PAGE_ROWS, &all, &more));
    rows_fill(ctx, &all, &view.rows);
    view.pager = req_pager(r, number, more);
    return resp_page(r, &page, &tmpl_device_admin, &view);
}

static enum err device_take_post(struct req *r)
{
    TRY(device_revoke_any(r->ctx, req_id(r, "enrolled"), false));
    return resp_see_other(r, STR("/admin/devices"), "device.done_revoked");
}

static enum err device_wipe_post(struct req *r)
{
    TRY(device_revoke_any(r->ctx, req_id(r, "enrolled"), true));
    return resp_see_other(r, STR("/admin/devices"), "device.done_wipe");
}

static const struct route device_routes[] = {
    ROUTE(GET, "/account/devices", devices_get, CAP_DEVICE_ENROL),
    ROUTE_FORM("/account/devices", devices_post, CAP_DEVICE_ENROL, enrol_form, devices_get),
    ROUTE(GET, "/account/devices/program", device_program_get, CAP_DEVICE_ENROL),
    ROUTE(POST, "/account/devices/:device/revoke", device_revoke_post, CAP_DEVICE_ENROL),
    ROUTE(GET, "/admin/devices", device_admin_get, CAP_DEVICE_ADMIN),
    ROUTE(POST, "/admin/devices/:enrolled/revoke", device_take_post, CAP_DEVICE_ADMIN),
    ROUTE(POST, "/admin/devices/:enrolled/wipe", device_wipe_post, CAP_DEVICE_ADMIN),
    ROUTES_END,
};

static const struct event_kind device_events[] = {
    {"device.enrolled", 0, NULL},
    {"device.revoked", 0, NULL},
    {"device.wipe_ordered", 0, NULL},
    {"device.wiped", 0, NULL},
    EVENTS_END,
};

static const struct nav_item device_nav[] = {
    {"/admin/devices", "device.all", "device", CAP_DEVICE_ADMIN, 75, false},
    NAV_END,
};

extern const struct feature device_feature;
const struct feature device_feature = {
    .name = "device",
    .routes = device_routes,
    .events = device_events,
    .nav = device_nav,
};
