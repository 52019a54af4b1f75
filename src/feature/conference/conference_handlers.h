/* conference/conference_handlers.h: handlers and forms of the pages, for the route table. */
#ifndef CONFERENCE_HANDLERS_H
#define CONFERENCE_HANDLERS_H

#include "core/form.h"

struct req;

extern const struct field conference_head_form[], conference_invite_form[], conference_issue_form[],
    conference_decision_form[], conference_action_form[], conference_close_form[],
    conference_cancel_form[], conference_correction_form[];

/** POST /cases/:case/conferences. Errors: any that a page can have. */
enum err conference_plan_post(struct req *r) MUST_CHECK;
/** POST …/:conference/edit. Errors: any that a page can have. */
enum err conference_edit_post(struct req *r) MUST_CHECK;
/** POST …/:conference/cancel. Errors: any that a page can have. */
enum err conference_cancel_post(struct req *r) MUST_CHECK;
/** POST …/:conference/participants: one more. Errors: any that a page can have. */
enum err conference_invite_post(struct req *r) MUST_CHECK;
/** POST …/:conference/presence: who came. Errors: any that a page can have. */
enum err conference_presence_post(struct req *r) MUST_CHECK;
/** POST …/:conference/issues, decisions, actions, corrections. Errors: any that a page can have. */
enum err conference_issue_post(struct req *r) MUST_CHECK;
enum err conference_decision_post(struct req *r) MUST_CHECK;
enum err conference_action_post(struct req *r) MUST_CHECK;
enum err conference_correction_post(struct req *r) MUST_CHECK;
/** POST …/:conference/entries/:entry: takes it out. Errors: any that a page can have. */
enum err conference_entry_post(struct req *r) MUST_CHECK;
/** POST …/:conference/close. Errors: any that a page can have. */
enum err conference_close_post(struct req *r) MUST_CHECK;

#endif
