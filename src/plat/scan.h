/* plat/scan.h: asks a virus scanner (clamd, by its command INSTREAM) about a file. Native only; the
 * scanner is a process of its own, so that hostile bytes are never taken apart in ours. */
#ifndef PLAT_SCAN_H
#define PLAT_SCAN_H

#include "base/err.h"
#include "base/str.h"

/**
 * Sends a file to the scanner, piece by piece, and waits for its word, half a minute at most.
 *
 * address  "unix:/run/clamav/clamd.ctl" or "127.0.0.1:3310"
 * next     gives the next piece; empty at the end
 * Errors   E_BUSY  the scanner does not answer, or cannot say: ask again later; those of next
 */
enum err scan_file(const char *address, enum err (*next)(void *arg, struct str *ret), void *arg,
                   bool *ret_clean) MUST_CHECK;

#endif
