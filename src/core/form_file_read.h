/* core/form_file_read.h: what form_file.c and form_file_read.c share; nobody else includes it. */
#ifndef CORE_FORM_FILE_READ_H
#define CORE_FORM_FILE_READ_H

#include "core/form_file.h"

/**
 * Makes an instance of a file, by the ending of its name.
 *
 * Errors  E_INVALID, E_LIMIT  *problem is one line
 */
enum err form_file_read(struct arena *a, const struct form_files *files, struct str name,
                        struct expr_node **ret, struct str *problem) MUST_CHECK;

#endif
