/* intake/intake_rules.h: what the rules of this feature share among themselves. */
#ifndef INTAKE_RULES_H
#define INTAKE_RULES_H

#include "base/utf8.h"
#include "core/event.h"
#include "feature/intake/intake.h"

/** Codes in the reader's words, with dots between. */
struct str intake_labels(struct ctx *ctx, const char *list, struct str codes);
/** Subscribers of person.merged and person.merge_undone. Errors: E_BUSY, E_IO. */
enum err intake_on_merge(struct ctx *ctx, const struct event *event) MUST_CHECK;
enum err intake_on_merge_undone(struct ctx *ctx, const struct event *event) MUST_CHECK;

#endif
