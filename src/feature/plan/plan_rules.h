/* plan/plan_rules.h: what plan.c, plan_goal.c and plan_action.c share. Private to the feature. */
#ifndef PLAN_RULES_H
#define PLAN_RULES_H

#include "core/feature.h"
#include "feature/plan/plan.h"

/** Errors: E_DENIED; E_NOT_FOUND  the case is not writable; E_CONFLICT  it is closed. */
enum err plan_may_write(struct ctx *ctx, const struct casefile *file) MUST_CHECK;
/** Errors: E_CONFLICT plan.not_draft. */
enum err plan_must_be_draft(struct ctx *ctx, const struct plan *plan) MUST_CHECK;
/** Errors: E_CONFLICT plan.not_agreed. */
enum err plan_must_be_agreed(struct ctx *ctx, const struct plan *plan) MUST_CHECK;
/** An event about the plan, a goal or an action of it. Errors: those of event_emit(). */
enum err plan_emit(struct ctx *ctx, const struct casefile *file, struct event *event) MUST_CHECK;
/** "/cases/…/plan", with more behind it. */
struct str plan_link(struct ctx *ctx, struct id casefile_id, const char *rest, struct id id);
/** The fields of a goal, of an action, that say something else. */
void plan_goal_differ(struct ctx *ctx, const struct plan_goal *was, const struct plan_goal *is,
                      struct plan_field_list *ret);
void plan_action_differ(struct ctx *ctx, const struct plan_action *was,
                        const struct plan_action *is, struct plan_field_list *ret);
/** Puts the fields onto the page of a conflict; `is` is what was typed. */
void plan_fields_conflict(struct ctx *ctx, const struct plan_field_list *fields);
/** The same for two texts of a plan: the lines that only one of them has. */
void plan_text_conflict(struct ctx *ctx, struct str stored, struct str seen);
/** The supervisor decided about a plan, or it was taken back: subscriber. Errors: E_BUSY, E_IO. */
enum err plan_on_decision(struct ctx *ctx, const struct event *event) MUST_CHECK;

/** The open action of a case that is due first, for the lists of cases; see core/feature.h.
 *  Errors: E_BUSY, E_IO. */
enum err plan_first(struct ctx *ctx, struct id casefile_id, struct todo *ret) MUST_CHECK;

#endif
