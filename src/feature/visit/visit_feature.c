/* visit/visit_feature.c: what the feature hands to the core, and its panels. */
#include "visit_handlers.h"
#include "visit_tmpl.gen.h"

static enum err action_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    struct visit_action_view *view = ARENA_NEW(r->ctx->arena, struct visit_action_view);
    const struct casefile *file = subject;

    view->href = casefile_href(r->ctx, file->id, "visit");
    *ret = (struct panel_view){&tmpl_visit_action, view};
    return OK;
}

/* The own lone visit; and for who leads a team, whoever is not back in time. */
static enum err today_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    struct ctx *ctx = r->ctx;
    struct visit_today_view *view = ARENA_NEW(ctx->arena, struct visit_today_view);
    struct visit_list late = {0};

    (void)subject;
    TRY(visit_banner_fill(r, NULL, &view->out));
    if (authz_can(ctx, CAP_CASE_TEAM))
        TRY(visit_late_list(ctx, &late));
    for (size_t i = 0; i < late.n; i++)
        if (!id_eq(late.items[i].account_id, ctx->actor.account_id))
            LIST_ADD(
                ctx->arena, &view->late,
                ((struct visit_late_view){.id = late.items[i].id,
                                          .worker = late.items[i].worker_name,
                                          .phone = late.items[i].worker_phone,
                                          .client = late.items[i].client_name,
                                          .place = late.items[i].place,
                                          .expected_at = late.items[i].expected_at,
                                          .escalated = late.items[i].told == VISIT_ESCALATED}));
    view->words = form_field(ctx, &r->form, visit_end_form, "words", STR_NONE);
    if (id_given(view->out.id) || view->late.n > 0)
        *ret = (struct panel_view){&tmpl_visit_today, view};
    return OK;
}

/* The page to which an error of the buttons on it leads back. */
static enum err today_get(struct req *r)
{
    struct visit visit;
    struct panel_view panel = {0};
    struct page page = {.title = ctx_msg(r->ctx, "visit.out"), .nav = "/today", .narrow = true};

    TRY(visit_load(r->ctx, req_id(r, "visit"), &visit));
    TRY(today_draw(r, NULL, &panel));
    if (!panel.tmpl)
        return resp_see_other(r, STR("/today"), NULL);
    return resp_page(r, &page, panel.tmpl, panel.view);
}

static const struct route visit_routes[] = {
    ROUTE(GET, "/cases/:case/visit", visit_kit_get, CAP_APPOINTMENT_READ),
    ROUTE_OFFLINE("/cases/:case/visit", visit_start_post, CAP_APPOINTMENT_EDIT, visit_start_form,
                  visit_kit_get),
    ROUTE(GET, "/cases/:case/debrief", visit_debrief_get, CAP_NOTE_ADD),
    ROUTE_OFFLINE("/cases/:case/debrief", visit_debrief_post, CAP_NOTE_ADD, visit_debrief_form,
                  visit_debrief_get),
    ROUTE_OFFLINE("/visits/:visit/end", visit_end_post, CAP_APPOINTMENT_EDIT, visit_end_form,
                  today_get),
    ROUTE_OFFLINE("/visits/:visit/longer", visit_longer_post, CAP_APPOINTMENT_EDIT,
                  visit_start_form, today_get),
    ROUTES_END,
};

static const struct panel visit_panels[] = {
    {SLOT_CASE_ACTIONS, 12, CAP_APPOINTMENT_READ, action_draw},
    {SLOT_TODAY_VISITS, 1, CAP_APPOINTMENT_READ, today_draw},
    PANELS_END,
};

static const struct event_kind visit_events[] = {
    {"visit.started", EVENT_TIMELINE, NULL},   {"visit.prolonged", 0, NULL},
    {"visit.ended", EVENT_TIMELINE, NULL},     {"visit.late", 0, NULL},
    {"visit.escalated", EVENT_TIMELINE, NULL}, EVENTS_END,
};

static const struct job visit_jobs[] = {{"visit_tell", 5, visit_tell}, JOBS_END};

extern const struct feature visit_feature;
const struct feature visit_feature = {
    .name = "visit",
    .routes = visit_routes,
    .panels = visit_panels,
    .events = visit_events,
    .jobs = visit_jobs,
};
