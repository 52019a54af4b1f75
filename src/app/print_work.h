/* app/print_work.h: what the jobs process does with pages that somebody wants as a PDF. */
#ifndef APP_PRINT_WORK_H
#define APP_PRINT_WORK_H

#include "app/install.h"

/**
 * Makes the PDF that waits longest, if one does. Between two transactions, not in one: nobody waits
 * for WeasyPrint. What cannot be made is marked so, and not tried again.
 *
 * Errors  E_BUSY, E_IO
 */
enum err print_work(const struct install *in, struct ctx *ctx) MUST_CHECK;

#endif
