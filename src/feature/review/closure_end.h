/* review/closure_end.h: what closure.c asks of closure_end.c. Nobody else includes this. */
#ifndef CLOSURE_END_H
#define CLOSURE_END_H

#include "feature/review/closure.h"

/** That all that is open has an answer: those answers, with what they are about. Errors: E_INVALID
 *  at "end-ID" or "why-ID". */
enum err closure_end_check(struct ctx *ctx, const struct casefile *file,
                           const struct closure_draft *draft,
                           struct closure_end_list *ret) MUST_CHECK;
enum err closure_end_keep(struct ctx *ctx, const struct closure *c,
                          const struct closure_end_list *ends) MUST_CHECK;
/** The case is being closed: does what was answered. Errors: E_CONFLICT  something came since,
 * which has no answer. */
enum err closure_end_do(struct ctx *ctx, const struct casefile *file,
                        const struct closure *c) MUST_CHECK;

#endif
