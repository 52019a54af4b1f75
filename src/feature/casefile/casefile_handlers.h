/* casefile/casefile_handlers.h: the handlers of the *_web.c files, for the one route table in
 * casefile_feature.c. Errors: those of the functions they call. */
#ifndef CASEFILE_HANDLERS_H
#define CASEFILE_HANDLERS_H

#include "core/form.h"
#include "core/view.h"

struct req;

/** GET /cases/:case: what is next, the latest events, what other features add. */
enum err casefile_overview_get(struct req *r);
/** GET /cases/:case/history: the whole timeline, filtered, by pages. */
enum err casefile_history_get(struct req *r);
/** GET /cases/:case/chronology: what happened to the client, in all their cases; ?show, from,
 * until, after. */
enum err casefile_chronology_get(struct req *r);
/** GET /cases/:case/access: with whom it is shared, and who saw it. */
enum err casefile_access_get(struct req *r);
/** POST /cases/:case/shares: unit, until, reason. */
enum err casefile_share_post(struct req *r);
/** POST /cases/:case/shares/:share: ends it. */
enum err casefile_share_end_post(struct req *r);
extern const struct field casefile_share_form[];

/** GET /cases/:case/phases/:phase: the steps of one phase. */
enum err casefile_steps_get(struct req *r);
/** GET /cases/:case/phase: what is missing to move on; ?to= another phase. */
enum err casefile_gate_get(struct req *r);
/** POST /cases/:case/phase: to, reason. */
enum err casefile_gate_post(struct req *r);
/** GET /cases/:case/phases/:phase/:step: why a step is not needed. */
enum err casefile_mark_get(struct req *r);
/** POST /cases/:case/phases/:phase/:step: state, reason. */
enum err casefile_mark_post(struct req *r);
extern const struct field casefile_gate_form[], casefile_mark_form[];

/** GET /cases/:case/risk. */
enum err casefile_risk_get(struct req *r);
/** POST /cases/:case/risk. */
enum err casefile_risk_post(struct req *r);
/** GET /cases/:case/safety. */
enum err casefile_safety_get(struct req *r);
/** POST /cases/:case/safety. */
enum err casefile_safety_post(struct req *r);
/** GET /cases/:case/summary. */
enum err casefile_summary_get(struct req *r);
/** POST /cases/:case/summary. */
enum err casefile_summary_post(struct req *r);
/** GET /cases/:case/assign: who could take the case, and who had it. */
enum err casefile_assign_get(struct req *r);
/** POST /cases/:case/assign. */
enum err casefile_assign_post(struct req *r);
extern const struct field casefile_risk_form[], casefile_safety_form[], casefile_summary_form[],
    casefile_assign_form[];

/** GET /cases/:case/people: who is in the case; ?q= finds people to take in. */
enum err casefile_people_get(struct req *r);
/** POST /cases/:case/people. */
enum err casefile_people_post(struct req *r);
/** POST /cases/:case/people/:person: takes a person out. */
enum err casefile_person_post(struct req *r);
extern const struct field casefile_people_form[];

/** GET /approvals: what waits for a decision. */
enum err approval_inbox_get(struct req *r);
/** Panel of the page of the day: what waits for a supervisor. Errors: E_BUSY, E_IO. */
enum err approval_today_draw(struct req *r, const void *subject, struct panel_view *ret) MUST_CHECK;
/** POST /approvals/:approval: decision ("approve", "refuse"), reason. */
enum err approval_decide_post(struct req *r);
/** POST /approvals/:approval/withdraw: by who asked. */
enum err approval_withdraw_post(struct req *r);
extern const struct field approval_form[];

#endif
