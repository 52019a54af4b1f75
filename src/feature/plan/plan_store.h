/* plan/plan_store.h: rows of plans, goals, actions and progress. Errors: those of plat/db.h. */
#ifndef PLAN_STORE_H
#define PLAN_STORE_H

#include "feature/plan/plan.h"

/** A new version. */
enum err plan_store_insert(struct ctx *ctx, const struct plan *p) MUST_CHECK;
/** All versions of a case, newest first. */
enum err plan_store_list(struct ctx *ctx, struct id casefile_id, struct plan_list *ret) MUST_CHECK;
/** One plan of a case. Errors: also E_NOT_FOUND. */
enum err plan_store_find(struct ctx *ctx, struct id casefile_id, struct id id,
                         struct plan *ret) MUST_CHECK;
/** The family's words. */
enum err plan_store_set_aim(struct ctx *ctx, const struct plan *p, struct str aim) MUST_CHECK;
/** Another state, and why it was sent back. *ret_done: false when it was not in p->state. */
enum err plan_store_set_state(struct ctx *ctx, const struct plan *p, const char *state,
                              struct str sent_back, bool *ret_done) MUST_CHECK;
/** In force; *ret_done: false when it was not approved. */
enum err plan_store_set_agreed(struct ctx *ctx, const struct plan *p,
                               const struct plan_agreement *agreement, bool *ret_done) MUST_CHECK;
/** The plan in force is replaced; *ret is its id, or ID_NONE. */
enum err plan_store_replace(struct ctx *ctx, struct id casefile_id, struct id *ret) MUST_CHECK;
/** Only the actions of this plan are in force. */
enum err plan_store_set_live(struct ctx *ctx, const struct plan *p) MUST_CHECK;

/** A new goal. */
enum err plan_store_goal_insert(struct ctx *ctx, const struct plan_goal *g) MUST_CHECK;
/** Goals of a plan in the order they were added. */
enum err plan_store_goals(struct ctx *ctx, const struct plan *p,
                          struct plan_goal_list *ret) MUST_CHECK;
/** One goal of a case. Errors: also E_NOT_FOUND. */
enum err plan_store_goal_find(struct ctx *ctx, struct id casefile_id, struct id id,
                              struct plan_goal *ret) MUST_CHECK;
/** What a draft may change of a goal. */
enum err plan_store_goal_set(struct ctx *ctx, const struct plan_goal *g) MUST_CHECK;
/** Progress and state, in all versions that are not replaced. */
enum err plan_store_goal_set_progress(struct ctx *ctx, const struct plan_goal *g) MUST_CHECK;
/** A goal of a draft with its actions. */
enum err plan_store_goal_delete(struct ctx *ctx, const struct plan_goal *g) MUST_CHECK;
/** One entry of the history of a goal, by the actor, now. */
enum err plan_store_progress_insert(struct ctx *ctx, const struct plan_goal *g,
                                    struct str note) MUST_CHECK;
/** The history of a goal, newest first. */
enum err plan_store_progress(struct ctx *ctx, const struct plan_goal *g,
                             struct plan_progress_list *ret) MUST_CHECK;

/** A new action; live: of the plan in force. */
enum err plan_store_action_insert(struct ctx *ctx, const struct plan_action *a,
                                  bool live) MUST_CHECK;
/** Actions of a plan by due date. */
enum err plan_store_actions(struct ctx *ctx, const struct plan *p,
                            struct plan_action_list *ret) MUST_CHECK;
/** One action of a case. Errors: also E_NOT_FOUND. */
enum err plan_store_action_find(struct ctx *ctx, struct id casefile_id, struct id id,
                                struct plan_action *ret) MUST_CHECK;
/** What may be changed of an open action. */
enum err plan_store_action_set(struct ctx *ctx, const struct plan_action *a) MUST_CHECK;
/** State, outcome and day, in all versions that are not replaced. */
enum err plan_store_action_set_state(struct ctx *ctx, const struct plan_action *a) MUST_CHECK;
/** The open action in force that is due first; ret->id is ID_NONE when there is none. */
enum err plan_store_action_first(struct ctx *ctx, struct id casefile_id,
                                 struct plan_action *ret) MUST_CHECK;
/** Due actions in visible cases, by date. */
enum err plan_store_due(struct ctx *ctx, const struct duty_ask *ask,
                        struct plan_due_list *ret) MUST_CHECK;

/** What was agreed, by the actor, now. */
enum err plan_store_sign(struct ctx *ctx, const struct plan *p,
                         const struct plan_signature *s) MUST_CHECK;
/** What was agreed; ret->at is INSTANT_NONE when nothing was kept. */
enum err plan_store_signature(struct ctx *ctx, const struct plan *p,
                              struct plan_signature *ret) MUST_CHECK;
/** All translated sentences of a case. */
enum err plan_store_words(struct ctx *ctx, struct id casefile_id,
                          struct plan_sentence_list *ret) MUST_CHECK;
/** One translated sentence, by the actor, now. */
enum err plan_store_words_set(struct ctx *ctx, struct id casefile_id,
                              const struct plan_sentence *s) MUST_CHECK;

#endif
