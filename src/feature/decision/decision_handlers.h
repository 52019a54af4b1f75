/* decision/decision_handlers.h: handlers and forms of the pages, for the route table. */
#ifndef DECISION_HANDLERS_H
#define DECISION_HANDLERS_H

#include "core/form.h"

struct req;

extern const struct field decision_form[];

/** GET /cases/:case/decisions */
enum err decision_list_get(struct req *r) MUST_CHECK;
/** GET /cases/:case/decisions/new; with corrects=ID a correction */
enum err decision_new_get(struct req *r) MUST_CHECK;
/** POST /cases/:case/decisions */
enum err decision_post(struct req *r) MUST_CHECK;
/** GET /cases/:case/decisions/:decision */
enum err decision_get(struct req *r) MUST_CHECK;

#endif
