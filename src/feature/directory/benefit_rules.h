/* directory/benefit_rules.h: what entering by hand and importing share. Private to the feature. */
#ifndef BENEFIT_RULES_H
#define BENEFIT_RULES_H

#include "feature/directory/benefit.h"

/** Errors: E_INVALID  something is missing, unknown or in the future. */
enum err benefit_check(struct ctx *ctx, const struct benefit *b) MUST_CHECK;
/** An event about a snapshot. Errors: those of event_emit(). */
enum err benefit_emit(struct ctx *ctx, const struct casefile *file, const char *kind,
                      const struct benefit *b) MUST_CHECK;

#endif
