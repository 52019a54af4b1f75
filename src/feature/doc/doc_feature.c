/* doc/doc_feature.c: what the feature hands to the core. */
#include "core/feature.h"
#include "doc_page.h"
#include "doc_tmpl.gen.h"
#include "doc_views.h"
#include "feature/doc/doc_sweep.h"

static enum err doc_action_draw(struct req *r, const void *subject, struct panel_view *ret)
{
    const struct casefile *file = subject;
    struct doc_action_view *view = ARENA_NEW(r->ctx->arena, struct doc_action_view);

    if (!casefile_is_open(file) || file->access != CASEFILE_WRITE)
        return OK;
    view->casefile_id = file->id;
    *ret = (struct panel_view){&tmpl_doc_action, view};
    return OK;
}

static const struct route doc_routes[] = {
    ROUTE(GET, "/cases/:case/documents", doc_list_get, CAP_DOC_READ),
    ROUTE(GET, "/cases/:case/documents/new", doc_new_get, CAP_DOC_ADD),
    ROUTE_FILES("/cases/:case/documents", doc_post, CAP_DOC_ADD, doc_new_form, doc_new_get),
    ROUTE(GET, "/cases/:case/documents/:doc", doc_get, CAP_DOC_READ),
    ROUTE(GET, "/cases/:case/documents/:doc/files/:number", doc_file_get, CAP_DOC_READ),
    ROUTE(GET, "/cases/:case/documents/:doc/edit", doc_edit_get, CAP_DOC_ADD),
    ROUTE_FORM("/cases/:case/documents/:doc/edit", doc_edit_post, CAP_DOC_ADD, doc_edit_form,
               doc_edit_get),
    ROUTE(GET, "/cases/:case/documents/:doc/version", doc_version_get, CAP_DOC_ADD),
    ROUTE_FILES("/cases/:case/documents/:doc/version", doc_version_post, CAP_DOC_ADD,
                doc_version_form, doc_version_get),
    ROUTE(GET, "/cases/:case/documents/:doc/remove", doc_remove_get, CAP_DOC_ADD),
    ROUTE_FORM("/cases/:case/documents/:doc/remove", doc_remove_post, CAP_DOC_ADD, doc_remove_form,
               doc_remove_get),
    ROUTES_END,
};

static const struct panel doc_panels[] = {
    {SLOT_CASE_ACTIONS, 15, CAP_DOC_ADD, doc_action_draw},
    PANELS_END,
};

static const struct event_kind doc_events[] = {
    {"doc.added", EVENT_TIMELINE | EVENT_DOCUMENT, "doc_kind"},
    {"doc.renewed", EVENT_TIMELINE | EVENT_DOCUMENT, "doc_kind"},
    {"doc.edited", 0, "doc_kind"},
    {"doc.removed", EVENT_TIMELINE | EVENT_DOCUMENT, "doc_kind"},
    {"doc.refused", EVENT_TIMELINE | EVENT_DOCUMENT, "doc_kind"},
    EVENTS_END,
};

static const struct job doc_jobs[] = {
    {"documents", 60, doc_sweep},
    JOBS_END,
};

const struct feature doc_feature = {
    .name = "doc",
    .routes = doc_routes,
    .panels = doc_panels,
    .events = doc_events,
    .jobs = doc_jobs,
};
