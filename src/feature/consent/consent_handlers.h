/* consent/consent_handlers.h: handlers and forms of the pages, for the route table. */
#ifndef CONSENT_HANDLERS_H
#define CONSENT_HANDLERS_H

#include "core/form.h"

struct req;

extern const struct field consent_form[], consent_withdraw_form[];

/** GET /cases/:case/consents. Errors: any that a page can have. */
enum err consent_list_get(struct req *r) MUST_CHECK;
/** GET /cases/:case/consents/new; with without=1 for sharing without consent. Errors: any that a
 * page can have. */
enum err consent_new_get(struct req *r) MUST_CHECK;
/** POST /cases/:case/consents. Errors: any that a page can have. */
enum err consent_post(struct req *r) MUST_CHECK;
/** GET /cases/:case/consents/:consent. Errors: any that a page can have. */
enum err consent_get(struct req *r) MUST_CHECK;
/** POST /cases/:case/consents/:consent/withdraw. Errors: any that a page can have. */
enum err consent_withdraw_post(struct req *r) MUST_CHECK;
/** GET /cases/:case/consents/:consent/receipt. Errors: any that a page can have. */
enum err consent_receipt_get(struct req *r) MUST_CHECK;

#endif
