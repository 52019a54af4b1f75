/* conference/conference_rules.h: what the two files of rules share; nobody else includes it. */
#ifndef CONFERENCE_RULES_H
#define CONFERENCE_RULES_H

#include "feature/conference/conference.h"

/** An event about the conference; it links to its page. Errors: E_BUSY, E_IO. */
enum err conference_emit(struct ctx *ctx, const struct casefile *file, const struct conference *c,
                         const char *kind, struct str summary) MUST_CHECK;
/** Errors: E_DENIED; E_CONFLICT  it was closed or cancelled. */
enum err conference_must_be_planned(struct ctx *ctx, const struct conference *c) MUST_CHECK;
/** False for a day that is missing, or more than CONFERENCE_DAYS away on either side. */
bool conference_day_ok(const struct ctx *ctx, struct date day);

#endif
