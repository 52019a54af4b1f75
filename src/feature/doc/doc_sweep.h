/* doc/doc_sweep.h: the job of documents. */
#ifndef DOC_SWEEP_H
#define DOC_SWEEP_H

#include "core/ctx.h"

/** Files that requests left behind go, and the bytes of documents removed DOC_KEPT_DAYS ago. Safe
 *  to repeat. Errors: E_BUSY, E_IO. */
enum err doc_sweep(struct ctx *ctx) MUST_CHECK;

#endif
