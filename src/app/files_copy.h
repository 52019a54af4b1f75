/* app/files_copy.h: the sealed files of a vault, to and from a backup. */
#ifndef APP_FILES_COPY_H
#define APP_FILES_COPY_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

/**
 * Copies all files of one vault's folder to another's, as they are: sealed. A file that is there
 * already is the same one, as none is ever changed; so a copy that was broken off can be repeated.
 *
 * Errors  E_IO  a file cannot be read or written. No folder to copy from is no error.
 */
enum err files_copy(struct arena *a, const char *from, const char *to, int64_t *ret_n) MUST_CHECK;

#endif
