/* app/doc_work.h: what the jobs process does with uploaded files before anybody gets them. */
#ifndef APP_DOC_WORK_H
#define APP_DOC_WORK_H

#include "app/install.h"

/**
 * Asks the scanner about the files that wait, a few in a round, and makes large photos smaller.
 * Between two transactions, not in one: nobody waits for either. Where no scanner is set, what
 * still waits is given out. A photo that cannot be made smaller is given out as it came.
 *
 * Errors  E_BUSY  the scanner does not answer: they wait on; E_IO
 */
enum err doc_work(const struct install *in, struct ctx *ctx) MUST_CHECK;

#endif
