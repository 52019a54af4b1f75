/* consent/consent_handlers.h: handlers and forms of the pages, for the route table. */
#ifndef CONSENT_HANDLERS_H
#define CONSENT_HANDLERS_H

#include "core/form.h"

struct req;

extern const struct field consent_form[], consent_withdraw_form[];

/** GET /cases/:case/consents */
enum err consent_list_get(struct req *r) MUST_CHECK;
/** GET /cases/:case/consents/new; with without=1 for sharing without consent */
enum err consent_new_get(struct req *r) MUST_CHECK;
/** POST /cases/:case/consents */
enum err consent_post(struct req *r) MUST_CHECK;
/** GET /cases/:case/consents/:consent */
enum err consent_get(struct req *r) MUST_CHECK;
/** POST /cases/:case/consents/:consent/withdraw */
enum err consent_withdraw_post(struct req *r) MUST_CHECK;
/** GET /cases/:case/consents/:consent/receipt */
enum err consent_receipt_get(struct req *r) MUST_CHECK;

#endif
