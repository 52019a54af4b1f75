/* plat/qr.h: a text as a QR code, by libqrencode; natively only, as paper is printed online. */
#ifndef PLAT_QR_H
#define PLAT_QR_H

#include "base/arena.h"
#include "base/str.h"

/**
 * The dark fields as the path of a picture, one unit a field, from 0 0 to size size; with no
 * margin. Level M: a fold or a stain may hide a seventh of it.
 *
 * Returns false where there is none: in the browser's build, or a text of more than 1,000 bytes
 */
bool qr_draw(struct arena *a, struct str text, int *ret_size, struct str *ret_path);

#endif
