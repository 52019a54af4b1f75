/* plat/photo.c: starts `alidade photo`, locked in; see photo.h. */
#include "plat/photo.h"

/* Decoding in parts needs little. Photos that are sent in passes are whole in memory: some 60
 * million pixels fit. */
#define MEMORY (INT64_C(320) << 20)

enum err photo_shrink(const struct jail_io *io)
{
    /* This very program, also while a new one is put in its place; without what this process knows.
     */
    static const char *const args[] = {"/proc/self/exe", "photo", NULL};
    static const char *const paths[] = {"/proc/self/exe", NULL};
    static const struct jail jail = {
        .args = args, .paths = paths, .memory = MEMORY, .cpu_s = 2, .wait_ms = 10000};
    int code = 0;

    TRY(jail_run(&jail, io, &code));
    return code == 0 ? OK : E_INVALID;
}
