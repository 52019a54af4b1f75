/* appointment/appointment_rules.h: what the rules of appointments share among their files. */
#ifndef APPOINTMENT_RULES_H
#define APPOINTMENT_RULES_H

#include "feature/appointment/appointment.h"

/** "20 Nov 2026, 09:40", in the actor's language. Memory: ctx->arena. */
struct str appointment_when(struct ctx *ctx, struct instant at);
/** What no appointment may be, whatever anybody is sure of. Errors: E_INVALID. */
enum err appointment_check(struct ctx *ctx, const struct casefile *file,
                           const struct appointment *a) MUST_CHECK;

#endif
