/* casefile/casefile_feature.c: what the feature hands to the core. */
#include "casefile_handlers.h"
#include "core/feature.h"
#include "feature/casefile/casefile_page.h"
#include "feature/casefile/casefile_rules.h"
#include "feature/casefile/casefile_share.h"

static const struct route casefile_routes[] = {
    ROUTE_PAPER("/cases/:case", casefile_overview_get, CAP_CASE_READ),
    ROUTE(GET, "/cases/:case/history", casefile_history_get, CAP_CASE_READ),
    ROUTE_PAPER("/cases/:case/chronology", casefile_chronology_get, CAP_CASE_READ),
    ROUTE(GET, "/cases/:case/access", casefile_access_get, CAP_CASE_WATCH),
    ROUTE_FORM("/cases/:case/shares", casefile_share_post, CAP_CASE_ASSIGN, casefile_share_form,
               casefile_access_get),
    ROUTE(POST, "/cases/:case/shares/:share", casefile_share_end_post, CAP_CASE_ASSIGN),
    ROUTE(GET, "/cases/:case/phases/:phase", casefile_steps_get, CAP_CASE_READ),
    ROUTE(GET, "/cases/:case/phases/:phase/:step", casefile_mark_get, CAP_CASE_EDIT),
    ROUTE_OFFLINE("/cases/:case/phases/:phase/:step", casefile_mark_post, CAP_CASE_EDIT,
                  casefile_mark_form, casefile_mark_get),
    ROUTE(GET, "/cases/:case/phase", casefile_gate_get, CAP_CASE_EDIT),
    ROUTE_OFFLINE("/cases/:case/phase", casefile_gate_post, CAP_CASE_EDIT, casefile_gate_form,
                  casefile_gate_get),
    ROUTE(GET, "/cases/:case/risk", casefile_risk_get, CAP_CASE_EDIT),
    ROUTE_OFFLINE("/cases/:case/risk", casefile_risk_post, CAP_CASE_EDIT, casefile_risk_form,
                  casefile_risk_get),
    ROUTE(GET, "/cases/:case/safety", casefile_safety_get, CAP_CASE_EDIT),
    ROUTE_OFFLINE("/cases/:case/safety", casefile_safety_post, CAP_CASE_EDIT, casefile_safety_form,
                  casefile_safety_get),
    ROUTE(GET, "/cases/:case/summary", casefile_summary_get, CAP_CASE_EDIT),
    ROUTE_OFFLINE("/cases/:case/summary", casefile_summary_post, CAP_CASE_EDIT,
                  casefile_summary_form, casefile_summary_get),
    ROUTE(GET, "/cases/:case/assign", casefile_assign_get, CAP_CASE_ASSIGN),
    ROUTE_FORM("/cases/:case/assign", casefile_assign_post, CAP_CASE_ASSIGN, casefile_assign_form,
               casefile_assign_get),
    ROUTE(GET, "/cases/:case/people", casefile_people_get, CAP_PERSON_READ),
    ROUTE_OFFLINE("/cases/:case/people", casefile_people_post, CAP_PERSON_EDIT,
                  casefile_people_form, casefile_people_get),
    ROUTE_OFFLINE("/cases/:case/people/:person", casefile_person_post, CAP_PERSON_EDIT, NULL, NULL),
    ROUTE(GET, "/approvals", approval_inbox_get, CAP_APPROVE),
    ROUTE_FORM("/approvals/:approval", approval_decide_post, CAP_APPROVE, approval_form,
               approval_inbox_get),
    ROUTE(POST, "/approvals/:approval/withdraw", approval_withdraw_post, CAP_CASE_EDIT),
    ROUTES_END,
};

static const struct panel casefile_panels[] = {
    {SLOT_TODAY, 5, CAP_APPROVE, approval_today_draw},
    PANELS_END,
};

static const struct event_kind casefile_events[] = {
    {"casefile.viewed", 0, NULL},
    {"casefile.denied", 0, NULL},
    {"casefile.opened", EVENT_TIMELINE | EVENT_DECISION, NULL},
    {"casefile.assigned", EVENT_TIMELINE, NULL},
    {"casefile.unassigned", EVENT_TIMELINE, NULL},
    {"casefile.risk_changed", EVENT_TIMELINE | EVENT_DECISION, "risk"},
    {"casefile.safety_changed", EVENT_TIMELINE | EVENT_DECISION, NULL},
    {"casefile.edited", EVENT_TIMELINE, NULL},
    {"casefile.phase_entered", EVENT_TIMELINE | EVENT_DECISION, "phase"},
    {"casefile.step_done", EVENT_TIMELINE, NULL},
    {"casefile.step_not_needed", EVENT_TIMELINE | EVENT_DECISION, NULL},
    {"casefile.step_opened", EVENT_TIMELINE, NULL},
    {"casefile.step_added", EVENT_TIMELINE, "step"},
    {"casefile.step_redated", EVENT_TIMELINE, "step"},
    {"casefile.person_added", EVENT_TIMELINE, "casefile_role"},
    {"casefile.person_removed", EVENT_TIMELINE, "casefile_role"},
    {"casefile.shared", EVENT_TIMELINE | EVENT_DECISION, NULL},
    {"casefile.share_ended", EVENT_TIMELINE | EVENT_DECISION, NULL},
    {"casefile.closed", EVENT_TIMELINE | EVENT_DECISION, NULL},
    {"casefile.reopened", EVENT_TIMELINE | EVENT_DECISION, "phase"},
    {"approval.asked", EVENT_TIMELINE | EVENT_DECISION, "approval.kind."},
    {"approval.approved", EVENT_TIMELINE | EVENT_DECISION, "approval.kind."},
    {"approval.refused", EVENT_TIMELINE | EVENT_DECISION, "approval.kind."},
    {"approval.withdrawn", EVENT_TIMELINE, "approval.kind."},
    EVENTS_END,
};

static const struct subscriber casefile_subscribers[] = {
    {"person.merged", casefile_on_merge},
    {"person.merge_undone", casefile_on_merge_undone},
    {"consent.stopped", casefile_share_on_stopped},
    {"*", casefile_on_event},
    SUBSCRIBERS_END,
};

static const struct nav_item casefile_nav[] = {
    {"/approvals", "nav.approvals", "clipboard-check", CAP_APPROVE, 25, true},
    NAV_END,
};

static const struct job casefile_jobs[] = {{"share_sweep", 60, casefile_share_sweep},
                                           {"casefile_follow_pack", 5, casefile_follow_pack},
                                           JOBS_END};

const struct feature casefile_feature = {
    .name = "casefile",
    .routes = casefile_routes,
    .panels = casefile_panels,
    .nav = casefile_nav,
    .events = casefile_events,
    .subscribers = casefile_subscribers,
    .programme_param = "case",
    .programme = casefile_programme,
    .jobs = casefile_jobs,
    .due = casefile_due_list,
    .refused = casefile_refused,
};
