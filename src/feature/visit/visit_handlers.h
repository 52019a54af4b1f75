/* visit/visit_handlers.h: handlers that stand in other files than the route table. Errors of
 * handlers: what the rules in visit.h answer. */
#ifndef VISIT_HANDLERS_H
#define VISIT_HANDLERS_H

#include "visit_views.h"

struct req;

/** The boxes for going out alone from this case, or for the visit that runs. Errors: E_BUSY, E_IO.
 */
enum err visit_banner_fill(struct req *r, const struct casefile *file,
                           struct visit_banner_view *ret) MUST_CHECK;
/** GET /cases/:case/visit */
enum err visit_kit_get(struct req *r) MUST_CHECK;
/** POST /cases/:case/visit */
enum err visit_start_post(struct req *r) MUST_CHECK;
/** GET /cases/:case/debrief */
enum err visit_debrief_get(struct req *r) MUST_CHECK;
/** POST /cases/:case/debrief */
enum err visit_debrief_post(struct req *r) MUST_CHECK;
/** POST /visits/:visit/end */
enum err visit_end_post(struct req *r) MUST_CHECK;
/** POST /visits/:visit/longer */
enum err visit_longer_post(struct req *r) MUST_CHECK;

extern const struct field visit_start_form[], visit_end_form[], visit_debrief_form[];

#endif
