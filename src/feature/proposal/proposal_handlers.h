/* proposal/proposal_handlers.h: handlers and forms of the pages, for the route table. */
#ifndef PROPOSAL_HANDLERS_H
#define PROPOSAL_HANDLERS_H

#include "core/form.h"

struct req;
struct panel_view;

extern const struct field proposal_form[], proposal_tell_form[], proposal_answer_form[];
extern const struct field proposal_decide_form[], proposal_appeal_form[], proposal_ruling_form[];

/** GET /cases/:case/proposals. Errors: any that a page can have. */
enum err proposal_list_get(struct req *r) MUST_CHECK;
/** GET /cases/:case/proposals/new. Errors: any that a page can have. */
enum err proposal_new_get(struct req *r) MUST_CHECK;
/** POST /cases/:case/proposals. Errors: any that a page can have. */
enum err proposal_post(struct req *r) MUST_CHECK;
/** GET /cases/:case/proposals/:proposal. Errors: any that a page can have. */
enum err proposal_get(struct req *r) MUST_CHECK;
/** GET /cases/:case/proposals/:proposal/notice. Errors: any that a page can have. */
enum err proposal_notice_get(struct req *r) MUST_CHECK;
/** POST /cases/:case/proposals/:proposal/tell. Errors: any that a page can have. */
enum err proposal_tell_post(struct req *r) MUST_CHECK;
/** POST /cases/:case/proposals/:proposal/answer. Errors: any that a page can have. */
enum err proposal_answer_post(struct req *r) MUST_CHECK;
/** POST /cases/:case/proposals/:proposal/decide. Errors: any that a page can have. */
enum err proposal_decide_post(struct req *r) MUST_CHECK;
/** POST /cases/:case/proposals/:proposal/appeal. Errors: any that a page can have. */
enum err proposal_appeal_post(struct req *r) MUST_CHECK;
/** POST /cases/:case/proposals/:proposal/appeal-decision. Errors: any that a page can have. */
enum err proposal_ruling_post(struct req *r) MUST_CHECK;
/** Panel above the overview of a case: what is open. Errors: E_BUSY, E_IO. */
enum err proposal_banner_draw(struct req *r, const void *subject,
                              struct panel_view *ret) MUST_CHECK;

#endif
