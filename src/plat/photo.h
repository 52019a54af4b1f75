/* plat/photo.h: large photos made smaller. A camera's JPEG is decoded and written anew, upright and
 * without anything but the picture, by `alidade photo` in a process that is locked in (jail.h):
 * whatever hostile bytes make of the decoder, there is nothing to be had. Native only. */
#ifndef PLAT_PHOTO_H
#define PLAT_PHOTO_H

#include "base/arena.h"
#include "plat/jail.h"

#define PHOTO_SIDE 2000 /* pixels of the longer side, at most */

/**
 * A JPEG through a process of its own: io's bytes come back smaller. Two seconds of processor, ten
 * in all.
 *
 * Errors  E_INVALID  the process cannot read it: damaged, or colours of a printer; E_LIMIT; E_IO;
 *         those of io
 */
enum err photo_shrink(const struct jail_io *io) MUST_CHECK;
/**
 * What that process does: a JPEG of PHOTO_SIDE at most, upright.
 *
 * Memory  ret: the arena; besides what libjpeg takes, 192 MB at most
 * Errors  E_INVALID  it cannot be read as a whole
 */
enum err photo_small(struct arena *a, struct str jpeg, struct str *ret) MUST_CHECK;

#endif
