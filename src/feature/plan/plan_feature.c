/* plan/plan_feature.c: what the feature hands to the core. */
#include "core/feature.h"
#include "feature/plan/plan_rules.h"
#include "plan_page.h"

static const struct route plan_routes[] = {
    ROUTE_PAPER("/cases/:case/plan", plan_get, CAP_PLAN_READ),
    ROUTE_PAPER("/cases/:case/plan/family", plan_family_get, CAP_PLAN_READ),
    ROUTE(GET, "/cases/:case/plan/compare", plan_compare_get, CAP_PLAN_READ),
    ROUTE(GET, "/cases/:case/plan/signed", plan_signed_get, CAP_PLAN_READ),
    ROUTE(GET, "/cases/:case/plan/words", plan_words_get, CAP_PLAN_EDIT),
    ROUTE_OFFLINE("/cases/:case/plan/words", plan_words_post, CAP_PLAN_EDIT, plan_words_form,
                  plan_words_get),
    ROUTE_OFFLINE("/cases/:case/plan/start", plan_start_post, CAP_PLAN_EDIT, NULL, NULL),
    ROUTE(GET, "/cases/:case/plan/aim", plan_aim_get, CAP_PLAN_EDIT),
    ROUTE_OFFLINE("/cases/:case/plan/aim", plan_aim_post, CAP_PLAN_EDIT, plan_aim_form,
                  plan_aim_get),
    ROUTE(GET, "/cases/:case/plan/propose", plan_propose_get, CAP_PLAN_EDIT),
    ROUTE_OFFLINE("/cases/:case/plan/propose", plan_propose_post, CAP_PLAN_EDIT, plan_propose_form,
                  plan_get),
    ROUTE_OFFLINE("/cases/:case/plan/reopen", plan_reopen_post, CAP_PLAN_EDIT, NULL, NULL),
    ROUTE(GET, "/cases/:case/plan/agree", plan_agree_get, CAP_PLAN_EDIT),
    ROUTE_FILES("/cases/:case/plan/agree", plan_agree_post, CAP_PLAN_EDIT, plan_agree_form,
                plan_agree_get),
    ROUTE_OFFLINE("/cases/:case/plan/templates/:template", plan_template_post, CAP_PLAN_EDIT, NULL,
                  NULL),
    ROUTE(GET, "/cases/:case/plan/goals/new", plan_goal_new_get, CAP_PLAN_EDIT),
    ROUTE_OFFLINE("/cases/:case/plan/goals/new", plan_goal_new_post, CAP_PLAN_EDIT, plan_goal_form,
                  plan_goal_new_get),
    ROUTE(GET, "/cases/:case/plan/goals/:goal", plan_goal_get, CAP_PLAN_READ),
    ROUTE(GET, "/cases/:case/plan/goals/:goal/edit", plan_goal_edit_get, CAP_PLAN_EDIT),
    ROUTE_OFFLINE("/cases/:case/plan/goals/:goal/edit", plan_goal_edit_post, CAP_PLAN_EDIT,
                  plan_goal_form, plan_goal_edit_get),
    ROUTE_OFFLINE("/cases/:case/plan/goals/:goal/drop", plan_goal_drop_post, CAP_PLAN_EDIT, NULL,
                  NULL),
    ROUTE_OFFLINE("/cases/:case/plan/goals/:goal/progress", plan_progress_post, CAP_PLAN_EDIT,
                  plan_progress_form, plan_goal_get),
    ROUTE(GET, "/cases/:case/plan/goals/:goal/action", plan_action_new_get, CAP_PLAN_EDIT),
    ROUTE_OFFLINE("/cases/:case/plan/goals/:goal/action", plan_action_new_post, CAP_PLAN_EDIT,
                  plan_action_form, plan_action_new_get),
    ROUTE(GET, "/cases/:case/plan/actions/:action", plan_action_get, CAP_PLAN_READ),
    ROUTE_OFFLINE("/cases/:case/plan/actions/:action", plan_action_end_post, CAP_PLAN_EDIT,
                  plan_end_form, plan_action_get),
    ROUTE_OFFLINE("/cases/:case/plan/actions/:action/reopen", plan_action_reopen_post,
                  CAP_PLAN_EDIT, NULL, NULL),
    ROUTE(GET, "/cases/:case/plan/actions/:action/edit", plan_action_edit_get, CAP_PLAN_EDIT),
    ROUTE_OFFLINE("/cases/:case/plan/actions/:action/edit", plan_action_edit_post, CAP_PLAN_EDIT,
                  plan_action_form, plan_action_edit_get),
    ROUTES_END,
};

static const struct panel plan_panels[] = {
    {SLOT_CASE_SIDE, 20, CAP_PLAN_READ, plan_panel_draw},
    PANELS_END,
};

static const struct event_kind plan_events[] = {
    {"plan.started", EVENT_TIMELINE, NULL},
    {"plan.aim_changed", 0, NULL},
    {"plan.proposed", EVENT_TIMELINE | EVENT_DECISION, NULL},
    {"plan.withdrawn", 0, NULL},
    {"plan.approved", 0, NULL},
    {"plan.sent_back", 0, NULL},
    {"plan.reopened", 0, NULL},
    {"plan.agreed", EVENT_TIMELINE | EVENT_DECISION | EVENT_DOCUMENT, NULL},
    {"plan.replaced", 0, NULL},
    {"plan.translated", 0, NULL},
    {"plan.goal_added", EVENT_TIMELINE, "domain"},
    {"plan.goal_changed", 0, "domain"},
    {"plan.goal_dropped", 0, "domain"},
    {"plan.progress", EVENT_TIMELINE, "domain"},
    /* On the timeline once the plan is in force; see plan_action.c. */
    {"plan.action_added", 0, "action_kind"},
    {"plan.action_changed", 0, "action_kind"},
    {"plan.action_started", 0, "action_kind"},
    {"plan.action_done", 0, "action_kind"},
    {"plan.action_not_done", 0, "action_kind"},
    {"plan.action_cancelled", 0, "action_kind"},
    {"plan.action_reopened", 0, "action_kind"},
    EVENTS_END,
};

static const struct subscriber plan_subscribers[] = {
    {"approval.approved", plan_on_decision},    {"approval.refused", plan_on_decision},
    {"approval.withdrawn", plan_on_decision},   {"plan.agreed", casefile_on_work},
    {"plan.action_added", casefile_on_work},    {"plan.action_changed", casefile_on_work},
    {"plan.action_started", casefile_on_work},  {"plan.action_done", casefile_on_work},
    {"plan.action_not_done", casefile_on_work}, {"plan.action_cancelled", casefile_on_work},
    {"plan.action_reopened", casefile_on_work}, SUBSCRIBERS_END,
};

extern const struct feature plan_feature;
const struct feature plan_feature = {
    .name = "plan",
    .routes = plan_routes,
    .panels = plan_panels,
    .events = plan_events,
    .subscribers = plan_subscribers,
    .first = plan_first,
    .due = plan_due_add,
    .due_is_rare = true,
};
