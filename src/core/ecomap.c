/* core/ecomap.c: boxes on the four sides of the middle, the outer ones of a row a little nearer to
 * it, so that no line to the middle meets another box. Whole numbers only. */
#include "core/ecomap.h"

#include <stdlib.h>

#include "base/buf.h"

#define EDGE 10
#define GAP 16  /* between two boxes */
#define ROOM 56 /* between the household and what is around it, for the lines */
#define BEND 26 /* how much lower the ends of a row are than its middle */
#define STEP 9  /* of a line that goes to and fro */
#define SWING 5

/* How many boxes on each side. */
struct sides {
    int top, bottom, left, right;
};

static struct sides split(int n)
{
    struct sides s = {.left = n < 2 ? 0 : n < 6 ? 1 : n / 4};

    s.right = s.left;
    s.top = (n - 2 * s.left + 1) / 2;
    s.bottom = n - 2 * s.left - s.top;
    return s;
}

static int root(int v)
{
    int r = 1;

    while ((int64_t)r * r < v)
        r++;
    return r;
}

/* Where box i of n stands on a line around 0. */
static int along(int i, int n, int pitch)
{
    return (2 * i - (n - 1)) * pitch / 2;
}

static int bend(int i, int n)
{
    int off = abs(2 * i - (n - 1));

    return n < 2 ? 0 : BEND * off * off / ((n - 1) * (n - 1));
}

/* Clockwise from the top. */
static void place(struct arena *a, const struct sides *s, struct ecomap *e)
{
    int row = s->top > s->bottom ? s->top : s->bottom;
    int pitch = ECOMAP_WIDTH + GAP, high = ECOMAP_HEIGHT + GAP;
    int x = ECOMAP_RADIUS + ROOM + ECOMAP_WIDTH / 2, y = ECOMAP_RADIUS + ROOM + ECOMAP_HEIGHT / 2;

    x = (row - 1) * pitch / 2 > x ? (row - 1) * pitch / 2 : x;
    /* A line to the end of a row passes above the boxes beside the middle. */
    if (s->left) {
        int least = (s->left * high / 2 + SWING) * x / (x - ECOMAP_WIDTH / 2) + ECOMAP_HEIGHT / 2;

        y = least > y ? least : y;
    }
    y += BEND;
    for (int i = 0; i < s->top; i++)
        LIST_ADD(a, &e->nodes,
                 ((struct ecomap_node){along(i, s->top, pitch), bend(i, s->top) - y, STR_NONE}));
    for (int i = 0; i < s->right; i++)
        LIST_ADD(a, &e->nodes, ((struct ecomap_node){x, along(i, s->right, high), STR_NONE}));
    for (int i = s->bottom - 1; i >= 0; i--)
        LIST_ADD(
            a, &e->nodes,
            ((struct ecomap_node){along(i, s->bottom, pitch), y - bend(i, s->bottom), STR_NONE}));
    for (int i = s->left - 1; i >= 0; i--)
        LIST_ADD(a, &e->nodes, ((struct ecomap_node){-x, along(i, s->left, high), STR_NONE}));
    e->x = (row * pitch / 2 > x + ECOMAP_WIDTH / 2 ? row * pitch / 2 : x + ECOMAP_WIDTH / 2) + EDGE;
    e->y = y + ECOMAP_HEIGHT / 2 + EDGE;
    e->width = 2 * e->x;
    e->height = 2 * e->y;
}

/* From the household to the side of the box that looks at it. */
static struct str line_of(struct arena *a, const struct ecomap *e, const struct ecomap_node *n,
                          bool is_beside, enum ecomap_tie tie)
{
    int dx = n->x, dy = n->y;
    struct buf out;

    if (is_beside)
        dx += dx > 0 ? -ECOMAP_WIDTH / 2 : ECOMAP_WIDTH / 2;
    else
        dy += dy > 0 ? -ECOMAP_HEIGHT / 2 : ECOMAP_HEIGHT / 2;

    int length = root(dx * dx + dy * dy);
    int swings = (length - ECOMAP_RADIUS) / STEP - 1; /* straight at the end */

    buf_init(&out, a, 8192);
    buf_printf(&out, "M%d %d", e->x + dx * ECOMAP_RADIUS / length,
               e->y + dy * ECOMAP_RADIUS / length);
    for (int i = 1; tie == ECOMAP_STRESSFUL && i < swings; i++) {
        int at = ECOMAP_RADIUS + i * STEP, side = i % 2 ? SWING : -SWING;

        buf_printf(&out, "L%d %d", e->x + (dx * at - dy * side) / length,
                   e->y + (dy * at + dx * side) / length);
    }
    buf_printf(&out, "L%d %d", e->x + dx, e->y + dy);
    return buf_str(&out);
}

void ecomap_lay(struct arena *a, const enum ecomap_tie *ties, size_t n, bool rtl,
                struct ecomap *ret)
{
    struct sides sides = split(n > ECOMAP_MAX ? ECOMAP_MAX : (int)n);

    *ret = (struct ecomap){0};
    place(a, &sides, ret);
    for (size_t i = 0; i < ret->nodes.n; i++) {
        struct ecomap_node *node = &ret->nodes.items[i];
        int k = (int)i, after_right = sides.top + sides.right;
        bool is_beside = (k >= sides.top && k < after_right) || k >= after_right + sides.bottom;

        node->x = rtl ? -node->x : node->x;
        node->d = line_of(a, ret, node, is_beside, ties[i]);
        node->x += ret->x;
        node->y += ret->y;
    }
}
