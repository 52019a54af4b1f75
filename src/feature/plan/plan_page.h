/* plan/plan_page.h: what the handlers of plans share, and the handlers themselves. Private to the
 * feature. Errors of the handlers: those of the rules they call, see plan.h. */
#ifndef PLAN_PAGE_H
#define PLAN_PAGE_H

#include "core/feature.h"
#include "core/web.h"
#include "feature/plan/plan.h"
#include "plan_views.h"

/** What is typed about a goal, about an action, about the end of one, and how far a goal is. */
extern const struct field plan_goal_form[], plan_action_form[], plan_end_form[],
    plan_progress_form[];
/** Of the translated sentences: the language. */
extern const struct field plan_words_form[];
/** What is typed when proposing, about what the family wants, and when it has agreed. */
extern const struct field plan_propose_form[], plan_aim_form[], plan_agree_form[];

/** "/cases/…/plan". */
struct str plan_base(struct ctx *ctx, const struct casefile *file);
/** A version of the plan: "/cases/…/plan?version=2". */
struct str plan_href(struct ctx *ctx, struct str base, const struct plan *plan);
/** A goal or an action ("goals", "actions") under the base: "/cases/…/plan/goals/…". */
struct str plan_part_href(struct ctx *ctx, struct str base, const char *parts, struct id id);
/**
 * The case of the path, to read or to change its plan, and the base of the plan's pages.
 * Errors: as casefile_load and casefile_load_open.
 */
enum err plan_file_load(struct req *r, bool writes, struct casefile *ret,
                        struct str *ret_base) MUST_CHECK;
/** True when the actor may change the plan of this case now. */
bool plan_may_edit(const struct ctx *ctx, const struct casefile *file);
/** A goal with its actions as they stand on the page of its plan. */
struct plan_goal_view plan_goal_shown(struct ctx *ctx, const struct casefile *file,
                                      const struct plan *plan, const struct plan_goal *goal,
                                      const struct plan_action_list *actions);
/** An action as it stands in the table of its goal. */
struct plan_action_view plan_action_shown(struct ctx *ctx, const struct casefile *file,
                                          const struct plan *plan,
                                          const struct plan_action *action);
/** Nothing to change there now: 303 back to the plan. Errors: none. */
enum err plan_instead(struct req *r, const struct casefile *file) MUST_CHECK;
/** The box "version" of a form; -1 when it holds no number. */
int64_t plan_version_sent(const struct req *r);
/** The box "seen": the text of a plan as it stood on the page. */
struct str plan_text_sent(const struct req *r);
/** The version that the query names under `name`, or NULL. */
const struct plan *plan_version_asked(struct req *r, const struct plan_list *all, const char *name);

/** Fills what the pack's templates offer on the page of a draft. Errors: those of plan_offers(). */
enum err plan_offers_fill(struct req *r, const struct casefile *file,
                          const struct plan_goal_list *goals,
                          struct plan_page_view *view) MUST_CHECK;
/** Leads from actions that the pack's templates have word for word, and that are open, to services
 *  of the directory. */
void plan_services_fill(struct req *r, const struct casefile *file, struct plan_goal_view *goal);
/** A template is taken over. */
enum err plan_template_post(struct req *r) MUST_CHECK;
/** The plan, its versions, and its way to the supervisor and the family. */
enum err plan_get(struct req *r) MUST_CHECK;
enum err plan_start_post(struct req *r) MUST_CHECK;
enum err plan_aim_get(struct req *r) MUST_CHECK;
enum err plan_aim_post(struct req *r) MUST_CHECK;
enum err plan_propose_get(struct req *r) MUST_CHECK;
enum err plan_propose_post(struct req *r) MUST_CHECK;
enum err plan_reopen_post(struct req *r) MUST_CHECK;
enum err plan_agree_get(struct req *r) MUST_CHECK;
enum err plan_agree_post(struct req *r) MUST_CHECK;

/** The page of a goal, and the forms about it. */
enum err plan_goal_get(struct req *r) MUST_CHECK;
enum err plan_goal_new_get(struct req *r) MUST_CHECK;
enum err plan_goal_new_post(struct req *r) MUST_CHECK;
enum err plan_goal_edit_get(struct req *r) MUST_CHECK;
enum err plan_goal_edit_post(struct req *r) MUST_CHECK;
enum err plan_goal_drop_post(struct req *r) MUST_CHECK;
enum err plan_progress_post(struct req *r) MUST_CHECK;

/** The page of an action, and the forms about it. */
enum err plan_action_get(struct req *r) MUST_CHECK;
enum err plan_action_end_post(struct req *r) MUST_CHECK;
enum err plan_action_reopen_post(struct req *r) MUST_CHECK;
enum err plan_action_new_get(struct req *r) MUST_CHECK;
enum err plan_action_new_post(struct req *r) MUST_CHECK;
enum err plan_action_edit_get(struct req *r) MUST_CHECK;
enum err plan_action_edit_post(struct req *r) MUST_CHECK;

/** What was agreed, word for word; and two versions side by side. */
enum err plan_signed_get(struct req *r) MUST_CHECK;
enum err plan_compare_get(struct req *r) MUST_CHECK;
/** The plan in plain words, for the family; and its sentences in another language. */
enum err plan_family_get(struct req *r) MUST_CHECK;
enum err plan_words_get(struct req *r) MUST_CHECK;
enum err plan_words_post(struct req *r) MUST_CHECK;
/** Panel: goals beside the overview of a case. */
enum err plan_panel_draw(struct req *r, const void *subject, struct panel_view *ret) MUST_CHECK;
/** For struct feature: actions of plans that are due. */
enum err plan_due_add(struct ctx *ctx, const struct duty_ask *ask,
                      struct duty_list *ret) MUST_CHECK;

#endif
