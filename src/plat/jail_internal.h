/* plat/jail_internal.h: what jail.c and jail_child.c share. Nobody else includes this. */
#ifndef PLAT_JAIL_INTERNAL_H
#define PLAT_JAIL_INTERNAL_H

#include "plat/jail.h"

#define JAIL_NOT_STARTED                                                                           \
    125 /* exit code: it could not be locked in, or there is no such program                       \
         */

/** After fork(): locks this process in and becomes the program. in, out: its two ends. */
_Noreturn void jail_child(const struct jail *j, int in, int out);

#endif
