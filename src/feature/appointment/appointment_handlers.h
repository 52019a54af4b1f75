/* appointment/appointment_handlers.h: handlers that stand in other files than the route table, and
 * what they share. Errors of handlers: what the rules in appointment.h answer. */
#ifndef APPOINTMENT_HANDLERS_H
#define APPOINTMENT_HANDLERS_H

#include "appointment_views.h"

struct req;

/** "/cases/ID/appointments/ID/rest", or without an appointment the list. */
struct str appointment_href(struct ctx *ctx, struct id casefile_id, struct id id, const char *rest);

/** GET /cases/:case/appointments */
enum err appointment_list_get(struct req *r) MUST_CHECK;
/** GET /cases/:case/appointments/new */
enum err appointment_new_get(struct req *r) MUST_CHECK;
/** POST /cases/:case/appointments */
enum err appointment_post(struct req *r) MUST_CHECK;
/** GET /cases/:case/appointments/:appointment/change */
enum err appointment_change_get(struct req *r) MUST_CHECK;
/** POST /cases/:case/appointments/:appointment/change */
enum err appointment_change_post(struct req *r) MUST_CHECK;
/** GET /cases/:case/appointments/:appointment */
enum err appointment_get(struct req *r) MUST_CHECK;
/** POST /cases/:case/appointments/:appointment */
enum err appointment_end_post(struct req *r) MUST_CHECK;
/** GET /cases/:case/appointments/:appointment/card */
enum err appointment_card_get(struct req *r) MUST_CHECK;
/** GET /calendar */
enum err agenda_get(struct req *r) MUST_CHECK;
/** GET /calendar/absences */
enum err absence_get(struct req *r) MUST_CHECK;
/** POST /calendar/absences */
enum err absence_post(struct req *r) MUST_CHECK;
/** POST /calendar/absences/:absence */
enum err absence_void_post(struct req *r) MUST_CHECK;

extern const struct field appointment_form[], appointment_end_form[], absence_form[];

#endif
