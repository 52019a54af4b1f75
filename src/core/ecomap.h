/* core/ecomap.h: a household in the middle and whom it has to do with around it, each on a line
 * that says how close they are. Geometry only, like core/genogram.h. */
#ifndef CORE_ECOMAP_H
#define CORE_ECOMAP_H

#include "base/arena.h"
#include "base/list.h"
#include "base/str.h"

#define ECOMAP_MAX 32    /* more are not drawn */
#define ECOMAP_WIDTH 148 /* of the box of one of those around */
#define ECOMAP_HEIGHT 44
#define ECOMAP_RADIUS 84 /* of the household */
#define ECOMAP_LABEL 134 /* width of a line of text, in a box and in the middle */
#define ECOMAP_FONT 13

enum ecomap_tie {
    ECOMAP_PLAIN,
    ECOMAP_STRONG,
    ECOMAP_WEAK,      /* dashed */
    ECOMAP_STRESSFUL, /* to and fro */
};

/** A box, by its centre, and its line to the middle, an SVG path. */
struct ecomap_node {
    int x, y;
    struct str d;
};
LIST_TYPE(ecomap_node_list, struct ecomap_node);

struct ecomap {
    int width, height, x, y; /* x, y: the middle of the household */
    struct ecomap_node_list nodes;
};
/** Lays out the first ECOMAP_MAX of n; ties[i] is how close number i is. Mirrored when rtl.
 * Memory: arena. */
void ecomap_lay(struct arena *a, const enum ecomap_tie *ties, size_t n, bool rtl,
                struct ecomap *ret);

#endif
