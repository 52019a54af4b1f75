#include "core/ecomap.h"

#include <stdlib.h>

#include "base/test.h"

static bool is_apart(const struct ecomap *e)
{
    for (size_t i = 0; i < e->nodes.n; i++) {
        const struct ecomap_node *n = &e->nodes.items[i];
        int near_x = abs(n->x - e->x) - ECOMAP_WIDTH / 2;
        int near_y = abs(n->y - e->y) - ECOMAP_HEIGHT / 2;

        if (n->x < ECOMAP_WIDTH / 2 || n->x + ECOMAP_WIDTH / 2 > e->width)
            return false;
        if (n->y < ECOMAP_HEIGHT / 2 || n->y + ECOMAP_HEIGHT / 2 > e->height)
            return false;
        if (near_x < ECOMAP_RADIUS && near_y < ECOMAP_RADIUS)
            return false;
        for (size_t k = 0; k < i; k++)
            if (abs(n->x - e->nodes.items[k].x) < ECOMAP_WIDTH &&
                abs(n->y - e->nodes.items[k].y) < ECOMAP_HEIGHT)
                return false;
    }
    return true;
}

static int number(const char **p, const char *end)
{
    int n = 0;

    while (*p < end && (**p < '0' || **p > '9'))
        ++*p;
    for (; *p < end && **p >= '0' && **p <= '9'; ++*p)
        n = n * 10 + (**p - '0');
    return n;
}

/* Points of the line, close to each other, stay out of all boxes but at its own's border. */
static bool is_line_free(const struct ecomap *e, struct str d)
{
    const char *p = d.p, *end = d.p + d.n;
    int x = number(&p, end), y = number(&p, end);

    while (p < end) {
        int nx = number(&p, end), ny = number(&p, end);

        for (int i = 0; i <= 100; i++) {
            int at_x = x + (nx - x) * i / 100, at_y = y + (ny - y) * i / 100;

            for (size_t k = 0; k < e->nodes.n; k++)
                if (abs(at_x - e->nodes.items[k].x) < ECOMAP_WIDTH / 2 &&
                    abs(at_y - e->nodes.items[k].y) < ECOMAP_HEIGHT / 2)
                    return false;
        }
        x = nx;
        y = ny;
    }
    return true;
}

TEST(ecomap, any_number_without_overlap)
{
    enum ecomap_tie ties[64];

    for (size_t i = 0; i < 64; i++)
        ties[i] = (enum ecomap_tie)(i % 4);
    for (size_t n = 0; n <= 64; n++) {
        struct ecomap e, mirror;

        ecomap_lay(t->arena, ties, n, false, &e);
        ecomap_lay(t->arena, ties, n, true, &mirror);
        CHECK_INT(e.nodes.n, n < ECOMAP_MAX ? n : ECOMAP_MAX);
        CHECK(is_apart(&e));
        for (size_t i = 0; i < e.nodes.n; i++) {
            CHECK_INT(e.nodes.items[i].x, mirror.width - mirror.nodes.items[i].x);
            CHECK(is_line_free(&e, e.nodes.items[i].d));
            CHECK(is_line_free(&mirror, mirror.nodes.items[i].d));
        }
    }
}

TEST(ecomap, a_stressful_line_goes_to_and_fro)
{
    const enum ecomap_tie ties[] = {ECOMAP_STRESSFUL, ECOMAP_STRONG};
    struct ecomap e;

    ecomap_lay(t->arena, ties, 2, false, &e);
    CHECK(e.nodes.items[0].d.n > 2 * e.nodes.items[1].d.n);
}
