/* caseload/caseload_handlers.h: the handlers of the *_web.c files, for the one route table in
 * caseload_feature.c. Errors: those of the functions they call. */
#ifndef CASELOAD_HANDLERS_H
#define CASELOAD_HANDLERS_H

#include "core/form.h"

struct req;

/** GET /: to where the actor's day begins. */
enum err caseload_start_get(struct req *r);
/** GET /cases: the actor's own cases. */
enum err caseload_own_get(struct req *r);
/** GET /team: a team's cases, those of nobody first. */
enum err caseload_team_get(struct req *r);
/** GET /cases/assign?case=…: several cases to give to somebody. */
enum err caseload_bulk_get(struct req *r);
/** POST /cases/assign. */
enum err caseload_bulk_post(struct req *r);
extern const struct field caseload_bulk_form[];

#endif
