/* intake/intake_rules.h: what the rules of this feature share among themselves. */
#ifndef INTAKE_RULES_H
#define INTAKE_RULES_H

#include "base/utf8.h"
#include "core/event.h"
#include "feature/intake/intake.h"

/** Takes from a loaded request the answers that the actor may not read: all are for who recorded
 * it, who has its case, and who supervises the team; others have the plain ones. Errors: E_IO. */
enum err intake_hide(struct ctx *ctx, struct intake *intake) MUST_CHECK;
/** The answers without what is sensitive or restricted; *ret_any: there was some. Errors: E_IO. */
enum err intake_answers_plain(struct ctx *ctx, struct str answers, struct str *ret,
                              bool *ret_any) MUST_CHECK;
/** Codes in the reader's words, with dots between. */
struct str intake_labels(struct ctx *ctx, const char *list, struct str codes);
/** Subscribers of person.merged and person.merge_undone. Errors: E_BUSY, E_IO. */
enum err intake_on_merge(struct ctx *ctx, const struct event *event) MUST_CHECK;
enum err intake_on_merge_undone(struct ctx *ctx, const struct event *event) MUST_CHECK;

#endif
