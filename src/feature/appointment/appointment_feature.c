/* appointment/appointment_feature.c: what the feature hands to the core, and its panels. */
#include "appointment_handlers.h"
#include "appointment_tmpl.gen.h"

#define PANEL_MAX 3

static enum err panel_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    struct ctx *ctx = r->ctx;
    const struct casefile *file = subject;
    struct appointment_panel_view *view = ARENA_NEW(ctx->arena, struct appointment_panel_view);
    struct appointment_list list;

    TRY(appointment_next(ctx, file, PANEL_MAX, &list));
    view->base = appointment_href(ctx, file->id, ID_NONE, "");
    view->may_edit = appointment_may_edit(ctx, file);
    for (size_t i = 0; i < list.n; i++) {
        struct appointment_row_view row = appointment_row(ctx, &list.items[i]);

        row.with_day = true;
        LIST_ADD(ctx->arena, &view->rows, row);
    }
    if (view->rows.n > 0 || view->may_edit)
        *ret = (struct panel_view){&tmpl_appointment_panel, view};
    return OK;
}

static enum err action_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    const struct casefile *file = subject;
    struct appointment_action_view *view = ARENA_NEW(r->ctx->arena, struct appointment_action_view);

    if (!appointment_may_edit(r->ctx, file))
        return OK;
    view->href = casefile_href(r->ctx, file->id, "appointments/new");
    *ret = (struct panel_view){&tmpl_appointment_action, view};
    return OK;
}

/* Where a visit goes and whom to call, as far as they agreed to it. */
static enum err today_row(struct ctx *ctx, const struct appointment *a,
                          struct appointment_today_row_view *ret)
{
    *ret = (struct appointment_today_row_view){.row = appointment_row(ctx, a)};
    if (!ret->row.covered)
        ret->row.worker = STR_NONE;
    if (!id_given(a->casefile_id) || !str_given(a->client_name))
        return OK;
    return casefile_reach_view(ctx, a->casefile_id, &ret->reach, &ret->has_reach);
}

/* The day in the order it is walked. */
static enum err today_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    struct ctx *ctx = r->ctx;
    struct appointment_today_view *view = ARENA_NEW(ctx->arena, struct appointment_today_view);
    struct date today = ctx_today(ctx);
    struct appointment_span span = {ctx->actor.account_id, date_start(today, ctx->tz_offset_min),
                                    date_start(date_add_days(today, 1), ctx->tz_offset_min)};
    struct appointment_list list;

    (void)subject;
    TRY(appointment_list(ctx, &span, &list));
    for (size_t i = 0; i < list.n; i++) {
        struct appointment_today_row_view row;

        if (str_eq(list.items[i].state, STR("cancelled")))
            continue;
        TRY(today_row(ctx, &list.items[i], &row));
        LIST_ADD(ctx->arena, &view->rows, row);
    }
    if (view->rows.n > 0)
        *ret = (struct panel_view){&tmpl_appointment_today, view};
    return OK;
}

static const struct route appointment_routes[] = {
    ROUTE(GET, "/cases/:case/appointments", appointment_list_get, CAP_APPOINTMENT_READ),
    ROUTE(GET, "/cases/:case/appointments/new", appointment_new_get, CAP_APPOINTMENT_EDIT),
    ROUTE_OFFLINE("/cases/:case/appointments", appointment_post, CAP_APPOINTMENT_EDIT,
                  appointment_form, appointment_new_get),
    ROUTE(GET, "/cases/:case/appointments/:appointment", appointment_get, CAP_APPOINTMENT_READ),
    ROUTE_OFFLINE("/cases/:case/appointments/:appointment", appointment_end_post,
                  CAP_APPOINTMENT_EDIT, appointment_end_form, appointment_get),
    ROUTE(GET, "/cases/:case/appointments/:appointment/change", appointment_change_get,
          CAP_APPOINTMENT_EDIT),
    ROUTE_OFFLINE("/cases/:case/appointments/:appointment/change", appointment_change_post,
                  CAP_APPOINTMENT_EDIT, appointment_form, appointment_change_get),
    ROUTE(GET, "/cases/:case/appointments/:appointment/card", appointment_card_get,
          CAP_APPOINTMENT_READ),
    ROUTE(GET, "/calendar", agenda_get, CAP_APPOINTMENT_READ),
    ROUTE(GET, "/calendar/absences", absence_get, CAP_APPOINTMENT_READ),
    ROUTE_FORM("/calendar/absences", absence_post, CAP_APPOINTMENT_EDIT, absence_form, absence_get),
    ROUTE(POST, "/calendar/absences/:absence", absence_void_post, CAP_APPOINTMENT_EDIT),
    ROUTES_END,
};

static const struct panel appointment_panels[] = {
    {SLOT_CASE_ACTIONS, 15, CAP_APPOINTMENT_EDIT, action_draw},
    {SLOT_CASE_SIDE, 7, CAP_APPOINTMENT_READ, panel_draw},
    {SLOT_TODAY_VISITS, 5, CAP_APPOINTMENT_READ, today_draw},
    PANELS_END,
};

static const struct nav_item appointment_nav[] = {
    {"/calendar", "nav.calendar", "calendar", CAP_APPOINTMENT_READ, 33, true},
    NAV_END,
};

static const struct event_kind appointment_events[] = {
    {"appointment.made", EVENT_TIMELINE, "appointment_mode"},
    {"appointment.changed", 0, "appointment_mode"},
    {"appointment.moved", EVENT_TIMELINE, "appointment_mode"},
    {"appointment.came", EVENT_TIMELINE, "appointment_mode"},
    {"appointment.missed", EVENT_TIMELINE, "appointment_missed"},
    {"appointment.cancelled", EVENT_TIMELINE, "appointment_cancelled"},
    {"appointment.reopened", 0, "appointment_mode"},
    {"absence.added", 0, "absence_kind"},
    {"absence.voided", 0, "absence_kind"},
    EVENTS_END,
};

static const struct subscriber appointment_subscribers[] = {
    {"casefile.closed", appointment_on_closed},
    {"casefile.assigned", appointment_on_assigned},
    SUBSCRIBERS_END,
};

extern const struct feature appointment_feature;
const struct feature appointment_feature = {
    .name = "appointment",
    .routes = appointment_routes,
    .panels = appointment_panels,
    .nav = appointment_nav,
    .events = appointment_events,
    .subscribers = appointment_subscribers,
};
