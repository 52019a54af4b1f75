/* print/print_sweep.h: the job of prints. */
#ifndef PRINT_SWEEP_H
#define PRINT_SWEEP_H

#include "core/ctx.h"

/** Forgets what was asked for more than an hour ago. Safe to repeat. Errors: E_BUSY, E_IO. */
enum err print_sweep(struct ctx *ctx) MUST_CHECK;

#endif
