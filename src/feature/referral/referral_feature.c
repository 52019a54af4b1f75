/* referral/referral_feature.c: what the feature hands to the core. */
#include "core/feature.h"
#include "referral_handlers.h"

static const struct route referral_routes[] = {
    ROUTE(GET, "/cases/:case/referrals", referral_list_get, CAP_REFERRAL_READ),
    ROUTE(GET, "/cases/:case/referrals/new", referral_new_get, CAP_REFERRAL_EDIT),
    ROUTE_FORM("/cases/:case/referrals", referral_new_post, CAP_REFERRAL_EDIT, referral_draft_form,
               referral_new_get),
    ROUTE(GET, "/cases/:case/referrals/:referral", referral_get, CAP_REFERRAL_READ),
    ROUTE_FORM("/cases/:case/referrals/:referral", referral_post, CAP_REFERRAL_EDIT,
               referral_answer_form, referral_get),
    ROUTE(GET, "/cases/:case/referrals/:referral/edit", referral_edit_get, CAP_REFERRAL_EDIT),
    ROUTE_FORM("/cases/:case/referrals/:referral/edit", referral_edit_post, CAP_REFERRAL_EDIT,
               referral_draft_form, referral_edit_get),
    ROUTE_FORM("/cases/:case/referrals/:referral/links", referral_link_post, CAP_REFERRAL_EDIT,
               referral_link_form, referral_get),
    ROUTE(POST, "/cases/:case/referrals/:referral/links/:link", referral_link_end_post,
          CAP_REFERRAL_EDIT),
    ROUTE(GET, "/referrals/sent", referral_sent_get, CAP_REFERRAL_READ),
    ROUTE(GET, "/referrals/received", referral_received_list_get, CAP_REFERRAL_ANSWER),
    ROUTE(GET, "/referrals/received/:received", referral_received_get, CAP_REFERRAL_ANSWER),
    ROUTE_FORM("/referrals/received/:received", referral_received_post, CAP_REFERRAL_ANSWER,
               referral_answer_form, referral_received_get),
    ROUTE(GET, "/link/:token", referral_open_get, CAP_LINK),
    ROUTE_FORM("/link/:token", referral_open_post, CAP_LINK, referral_answer_form,
               referral_open_get),
    ROUTES_END,
};

static const struct nav_item referral_nav[] = {
    {"/referrals/received", "nav.referrals", "swap", CAP_REFERRAL_ANSWER, 35, false},
    NAV_END,
};

static const struct panel referral_panels[] = {
    {SLOT_CASE_ACTIONS, 40, CAP_REFERRAL_EDIT, referral_action_draw},
    {SLOT_CASE_SIDE, 45, CAP_REFERRAL_READ, referral_panel_draw},
    {SLOT_TODAY, 30, CAP_REFERRAL_ANSWER, referral_today_draw},
    PANELS_END,
};

static const struct event_kind referral_events[] = {
    {"referral.added", 0, NULL},
    {"referral.edited", 0, NULL},
    {"referral.viewed", 0, NULL},
    {"referral.denied", 0, NULL},
    {"referral.sent", EVENT_TIMELINE | EVENT_DOCUMENT, NULL},
    {"referral.accepted", EVENT_TIMELINE, NULL},
    {"referral.rejected", EVENT_TIMELINE, "referral_reject"},
    {"referral.waiting", EVENT_TIMELINE, NULL},
    {"referral.attended", EVENT_TIMELINE, NULL},
    {"referral.missed", EVENT_TIMELINE, NULL},
    {"referral.completed", EVENT_TIMELINE, "referral_outcome"},
    {"referral.failed", EVENT_TIMELINE, "referral_fail"},
    {"referral.countered", EVENT_TIMELINE, NULL},
    {"referral.cancelled", EVENT_TIMELINE | EVENT_DECISION, NULL},
    {"referral.voided", EVENT_TIMELINE | EVENT_DECISION, NULL},
    {"referral.overdue", EVENT_TIMELINE, NULL},
    {"referral.link_made", EVENT_TIMELINE, NULL},
    {"referral.link_revoked", EVENT_TIMELINE, NULL},
    {"referral.link_opened", 0, NULL},
    EVENTS_END,
};

static const struct subscriber referral_subscribers[] = {
    {"consent.stopped", referral_on_consent},
    {"casefile.closed", referral_on_closed},
    SUBSCRIBERS_END,
};

static const struct job referral_jobs[] = {{"referral_chase", 60, referral_chase}, JOBS_END};

const struct feature referral_feature = {
    .name = "referral",
    .routes = referral_routes,
    .panels = referral_panels,
    .nav = referral_nav,
    .events = referral_events,
    .subscribers = referral_subscribers,
    .jobs = referral_jobs,
    .loose_ends = referral_loose_ends,
    .loose_end = referral_loose_end,
    .link_used = referral_link_used,
};
