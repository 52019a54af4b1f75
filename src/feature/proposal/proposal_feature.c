/* proposal/proposal_feature.c: what the feature hands to the core. */
#include "core/feature.h"
#include "feature/proposal/proposal.h"
#include "proposal_handlers.h"

static const struct route proposal_routes[] = {
    ROUTE(GET, "/cases/:case/proposals", proposal_list_get, CAP_DECISION_READ),
    ROUTE(GET, "/cases/:case/proposals/new", proposal_new_get, CAP_PROPOSAL_ADD),
    ROUTE_FORM("/cases/:case/proposals", proposal_post, CAP_PROPOSAL_ADD, proposal_form,
               proposal_new_get),
    ROUTE(GET, "/cases/:case/proposals/:proposal", proposal_get, CAP_DECISION_READ),
    ROUTE(GET, "/cases/:case/proposals/:proposal/notice", proposal_notice_get, CAP_DECISION_READ),
    ROUTE_FORM("/cases/:case/proposals/:proposal/tell", proposal_tell_post, CAP_PROPOSAL_ADD,
               proposal_tell_form, proposal_get),
    ROUTE_FORM("/cases/:case/proposals/:proposal/answer", proposal_answer_post, CAP_PROPOSAL_ADD,
               proposal_answer_form, proposal_get),
    ROUTE_FORM("/cases/:case/proposals/:proposal/decide", proposal_decide_post, CAP_PROPOSAL_ADD,
               proposal_decide_form, proposal_get),
    ROUTE_FORM("/cases/:case/proposals/:proposal/appeal", proposal_appeal_post, CAP_PROPOSAL_ADD,
               proposal_appeal_form, proposal_get),
    ROUTE_FORM("/cases/:case/proposals/:proposal/appeal-decision", proposal_ruling_post,
               CAP_PROPOSAL_DECIDE, proposal_ruling_form, proposal_get),
    ROUTES_END,
};

static const struct panel proposal_panels[] = {
    {SLOT_CASE_TOP, 20, CAP_DECISION_READ, proposal_banner_draw},
    PANELS_END,
};

static const struct event_kind proposal_events[] = {
    {"proposal.asked", EVENT_TIMELINE | EVENT_DOCUMENT, "form"},
    {"proposal.reported", EVENT_TIMELINE | EVENT_DOCUMENT, "form"},
    {"proposal.made", EVENT_TIMELINE | EVENT_DECISION, "proposal_kind"},
    {"proposal.told", EVENT_TIMELINE | EVENT_DOCUMENT, "proposal_kind"},
    {"proposal.answered", EVENT_TIMELINE, "proposal_kind"},
    {"proposal.upheld", EVENT_TIMELINE | EVENT_DECISION, "proposal_kind"},
    {"proposal.dropped", EVENT_TIMELINE | EVENT_DECISION, "proposal_kind"},
    {"proposal.appealed", EVENT_TIMELINE | EVENT_DECISION, "proposal_kind"},
    {"proposal.appeal_decided", EVENT_TIMELINE | EVENT_DECISION, "proposal_kind"},
    EVENTS_END,
};

static const struct subscriber proposal_subscribers[] = {
    {"proposal.asked", proposal_on_asked},
    {"proposal.reported", proposal_on_reported},
    SUBSCRIBERS_END,
};

const struct feature proposal_feature = {
    .name = "proposal",
    .routes = proposal_routes,
    .panels = proposal_panels,
    .events = proposal_events,
    .subscribers = proposal_subscribers,
};
