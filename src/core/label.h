/* core/label.h: how much room words take in a picture. The server has no fonts: widths are
 * estimates on the safe side, for the faces of tokens.css and what stands in for them. */
#ifndef CORE_LABEL_H
#define CORE_LABEL_H

#include "base/arena.h"
#include "base/str.h"

/** Pixels that the text takes at that size at most, set in regular weight. */
int label_width(struct str text, int font_px);
/** The text, or its beginning and "…" when it would be wider than that. Never cuts a character from
 * its marks. Memory: arena, or the text itself. */
struct str label_fit(struct arena *a, struct str text, int font_px, int width);

#endif
