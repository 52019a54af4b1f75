/* decision/decision_handlers.h: handlers and forms of the pages, for the route table. */
#ifndef DECISION_HANDLERS_H
#define DECISION_HANDLERS_H

#include "core/form.h"
#include "core/view.h"

struct req;

extern const struct field decision_form[];

/** GET /cases/:case/decisions. Errors: any that a page can have. */
enum err decision_list_get(struct req *r) MUST_CHECK;
/** GET /cases/:case/decisions/new; with corrects=ID a correction. Errors: any that a page can have.
 */
enum err decision_new_get(struct req *r) MUST_CHECK;
/** POST /cases/:case/decisions. Errors: any that a page can have. */
enum err decision_post(struct req *r) MUST_CHECK;
/** GET /cases/:case/decisions/:decision. Errors: any that a page can have. */
enum err decision_get(struct req *r) MUST_CHECK;
/** Panel: submitted forms of the case, in the form of a decision that is made elsewhere. Errors: as
 *  assess_list_for_casefile. */
enum err decision_evidence_draw(struct req *r, const void *subject,
                                struct panel_view *ret) MUST_CHECK;

#endif
