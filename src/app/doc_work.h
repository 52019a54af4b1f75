/* app/doc_work.h: what the jobs process does with uploaded files before anybody gets them. */
#ifndef APP_DOC_WORK_H
#define APP_DOC_WORK_H

#include "app/install.h"

/**
 * Asks the scanner about the files that wait, a few in a round. Between two transactions, not in
 * one: nobody waits for the scanner. Where none is set, what still waits is given out.
 *
 * Errors  E_BUSY  the scanner does not answer: they wait on; E_IO
 */
enum err doc_work(const struct install *in, struct ctx *ctx) MUST_CHECK;

#endif
