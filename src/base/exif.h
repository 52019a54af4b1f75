/* base/exif.h: the one thing of a photo's Exif that belongs to the picture. */
#ifndef BASE_EXIF_H
#define BASE_EXIF_H

#include "base/str.h"

/** How the camera was turned, 1 to 8 as Exif counts, by the bytes of a JPEG's APP1 segment; 0 when
 * they do not say. No offset is followed but that of the first directory. */
unsigned exif_turn(struct str segment);

#endif
