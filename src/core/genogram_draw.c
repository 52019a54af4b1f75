/* core/genogram_draw.c: the lines of a genogram. Lines that would run along each other in a row get
 * lanes of their own; what goes down passes between labels, never through one. */
#include <stdlib.h>
#include <string.h>

#include "core/genogram_internal.h"

#define EDGE 12 /* around the picture */
#define LANE 11 /* between two lines of a row */
#define RISER 6 /* from a symbol to the first lane */
#define LABEL (GENOGRAM_LINES * GENOGRAM_LEADING)
#define HANG 16   /* from the last lane to the children */
#define SPREAD 26 /* of the lines that leave one symbol */
#define SLASH 4

struct span {
    int from, to, *lane;
};
LIST_TYPE(span_list, struct span);

/* What a row of the picture needs, and where it begins. */
struct row {
    struct span_list couples, buses;
    int couple_n, bus_n; /* lanes */
    int top;
};

struct drawing {
    struct geno *g;
    struct row *rows;
    struct genogram *out;
    bool rtl;
};

static int px(const struct drawing *d, int x)
{
    return d->rtl ? d->out->width - EDGE - x : EDGE + x;
}

static const struct geno_node *node_at(const struct drawing *d, int node)
{
    return &d->g->nodes.items[node];
}

static void line_add(struct drawing *d, enum genogram_stroke stroke, struct str path)
{
    LIST_ADD(d->g->arena, &d->out->lines, ((struct genogram_line){path, stroke}));
}

/* ---- lanes ---------------------------------------------------------------------------------- */

static void span_add(struct drawing *d, struct span_list *list, struct span span)
{
    LIST_ADD(d->g->arena, list, span);
}

static int span_cmp(const void *a, const void *b)
{
    const struct span *x = a, *y = b;
    int by = (x->to - x->from) - (y->to - y->from);

    return by ? by : x->from - y->from;
}

/* Short ones nearest to the people; who would touch another goes one lane further. */
static int lanes_give(struct arena *a, struct span_list *list)
{
    bool *taken = ARENA_ARRAY(a, bool, list->n + 1);
    int n = 0;

    if (list->n)
        qsort(list->items, list->n, sizeof *list->items, span_cmp);
    for (size_t i = 0; i < list->n; i++) {
        const struct span *s = &list->items[i];
        int lane = 0;

        memset(taken, 0, list->n + 1);
        for (size_t k = 0; k < i; k++) {
            const struct span *o = &list->items[k];

            taken[*o->lane] |= o->from <= s->to + 4 && s->from <= o->to + 4;
        }
        while (taken[lane])
            lane++;
        *s->lane = lane;
        n = lane + 1 > n ? lane + 1 : n;
    }
    return n;
}

/* ---- couples -------------------------------------------------------------------------------- */

static int other_x(const struct drawing *d, const struct geno_family *f, int node)
{
    if (!genogram_is_pair(f))
        return genogram_drop_x(d->g, f);
    return node_at(d, f->parent[f->parent[0] == node ? 1 : 0])->x;
}

static bool has_line(const struct geno_family *f, int node)
{
    return (f->parent[0] == node || f->parent[1] == node) &&
           (genogram_is_pair(f) || f->children.n > 0);
}

/* Where the line of a family leaves a symbol: the nearest partner's outermost, so that no line
 * crosses another of the same person. */
static int riser_x(const struct drawing *d, const struct geno_family *f, int node)
{
    int x = node_at(d, node)->x, n = 0, before = 0, mine = other_x(d, f, node);

    for (size_t i = 0; i < d->g->families.n; i++) {
        const struct geno_family *o = &d->g->families.items[i];
        int theirs = has_line(o, node) ? other_x(d, o, node) : 0;
        bool is_left = theirs < x, i_am_left = mine < x;

        if (!has_line(o, node))
            continue;
        n++;
        if (o == f)
            continue;
        if (is_left != i_am_left)
            before += is_left;
        else if (theirs != mine)
            before += theirs > mine;
        else
            before += o < f;
    }
    return n < 2 ? x : x - SPREAD / 2 + before * SPREAD / (n - 1);
}

static int couple_y(const struct drawing *d, const struct geno_family *f)
{
    return d->rows[node_at(d, f->parent[0])->layer].top + GENOGRAM_SYMBOL + RISER + f->lane * LANE;
}

static int symbol_bottom(const struct drawing *d, int node)
{
    return d->rows[node_at(d, node)->layer].top + GENOGRAM_SYMBOL;
}

static enum genogram_stroke couple_stroke(const struct geno_family *f)
{
    if (!f->is_couple)
        return GENOGRAM_DOTTED;
    return f->tie == GENOGRAM_PARTNER || f->tie == GENOGRAM_FORMER ? GENOGRAM_DASHED
                                                                   : GENOGRAM_SOLID;
}

static void slashes_draw(struct drawing *d, const struct geno_family *f, int from, int to)
{
    int n = f->tie == GENOGRAM_SEPARATED                               ? 1
            : f->tie == GENOGRAM_DIVORCED || f->tie == GENOGRAM_FORMER ? 2
                                                                       : 0;
    int x = px(d, (from + to) / 2), y = couple_y(d, f);

    for (int i = 0; i < n && f->is_couple; i++) {
        int at = x + i * 5 - (n - 1) * 2;

        line_add(d, GENOGRAM_SLASH,
                 str_fmt(d->g->arena, "M%d %dL%d %d", at - 3, y + SLASH, at + 3, y - SLASH));
    }
}

static void couple_draw(struct drawing *d, const struct geno_family *f)
{
    int a = riser_x(d, f, f->parent[0]), y = couple_y(d, f), drop = genogram_drop_x(d->g, f);
    struct str up = str_fmt(d->g->arena, "M%d %dV%d", px(d, a), symbol_bottom(d, f->parent[0]), y);

    if (!genogram_is_pair(f)) {
        line_add(d, GENOGRAM_SOLID, str_fmt(d->g->arena, "%.*sH%d", STR_ARG(up), px(d, drop)));
        return;
    }
    int b = riser_x(d, f, f->parent[1]);

    line_add(
        d, couple_stroke(f),
        str_fmt(d->g->arena, "%.*sH%dV%d", STR_ARG(up), px(d, b), symbol_bottom(d, f->parent[1])));
    slashes_draw(d, f, abs(a - drop) > abs(b - drop) ? a : b, drop);
}

/* ---- children ------------------------------------------------------------------------------- */

static int bus_y(const struct drawing *d, const struct geno_family *f)
{
    int layer = node_at(d, f->children.items[0].node)->layer;
    const struct row *row = &d->rows[layer];

    return row->top - HANG - (row->bus_n - 1 - f->bus) * LANE;
}

/* A second line to the same child comes in beside the first. */
static int hang_x(struct drawing *d, int node)
{
    static const int beside[] = {0, 8, -8};
    struct geno_node *n = &d->g->nodes.items[node];

    return n->passes ? n->x : n->x + beside[n->hung++ % 3];
}

static bool are_twins(const struct drawing *d, int a, int b)
{
    int x = node_at(d, a)->person, y = node_at(d, b)->person;

    if (x < 0 || y < 0)
        return false;
    const struct genogram_person *p = &d->g->people->items[x], *q = &d->g->people->items[y];

    return date_given(p->born) && date_cmp(p->born, q->born) == 0 && p->is_exact && q->is_exact;
}

/* Where a child's line leaves the bus: of twins, between them. */
static int fork_x(const struct drawing *d, const struct geno_family *f, size_t child)
{
    int sum = 0, n = 0;

    for (size_t i = 0; i < f->children.n; i++) {
        if (i != child && !are_twins(d, f->children.items[i].node, f->children.items[child].node))
            continue;
        sum += node_at(d, f->children.items[i].node)->x;
        n++;
    }
    return sum / n;
}

static bool is_twin(const struct drawing *d, const struct geno_family *f, size_t child)
{
    for (size_t i = 0; i < f->children.n; i++)
        if (i != child && are_twins(d, f->children.items[i].node, f->children.items[child].node))
            return true;
    return false;
}

static enum genogram_stroke child_stroke(const struct geno_child *c)
{
    return c->tie == GENOGRAM_PARENT ? GENOGRAM_SOLID : GENOGRAM_DASHED;
}

/* From the line of the brothers and sisters down to one of them; where it hangs. */
static int child_draw(struct drawing *d, const struct geno_family *f, size_t i, int y)
{
    const struct geno_child *c = &f->children.items[i];
    const struct geno_node *node = node_at(d, c->node);
    struct arena *a = d->g->arena;
    bool twin = is_twin(d, f, i);
    int x = twin ? fork_x(d, f, i) : hang_x(d, c->node), top = d->rows[node->layer].top;
    int end = node->passes ? top + GENOGRAM_SYMBOL : top;

    line_add(d, child_stroke(c),
             twin ? str_fmt(a, "M%d %dL%d %d", px(d, x), y, px(d, node->x), top)
                  : str_fmt(a, "M%d %dV%d", px(d, x), y, end));
    return x;
}

/* From the parents down to the line of their children. */
static void drop_draw(struct drawing *d, struct geno_family *f, int x, int y)
{
    const struct geno_node *parent = node_at(d, f->parent[0]);
    int from = parent->passes ? symbol_bottom(d, f->parent[0]) : couple_y(d, f);

    line_add(d, parent->passes ? child_stroke(&f->children.items[0]) : GENOGRAM_SOLID,
             str_fmt(d->g->arena, "M%d %dV%d", px(d, x), from, y));
}

static void reach(struct span *span, int x)
{
    span->from = x < span->from ? x : span->from;
    span->to = x > span->to ? x : span->to;
}

static void children_draw(struct drawing *d, struct geno_family *f)
{
    int drop = genogram_drop_x(d->g, f), y = bus_y(d, f);
    struct span all = {drop, drop, NULL};

    for (size_t i = 0; i < f->children.n; i++)
        reach(&all, child_draw(d, f, i, y));
    if (f->parent[0] >= 0)
        drop_draw(d, f, drop, y);
    if (all.from < all.to)
        line_add(d, GENOGRAM_SOLID,
                 str_fmt(d->g->arena, "M%d %dH%d", px(d, all.from), y, px(d, all.to)));
}

/* ---- all of it ------------------------------------------------------------------------------ */

static void family_spans(struct drawing *d, struct geno_family *f)
{
    int drop = genogram_drop_x(d->g, f);
    struct span bus = {drop, drop, &f->bus}, lane = {drop, drop, &f->lane};

    for (size_t k = 0; k < f->children.n; k++)
        reach(&bus, node_at(d, f->children.items[k].node)->x);
    if (f->children.n)
        span_add(d, &d->rows[node_at(d, f->children.items[0].node)->layer].buses, bus);
    if (f->parent[0] < 0 || node_at(d, f->parent[0])->passes || !has_line(f, f->parent[0]))
        return;
    for (int k = 0; k < (genogram_is_pair(f) ? 2 : 1); k++)
        reach(&lane, riser_x(d, f, f->parent[k]));
    span_add(d, &d->rows[node_at(d, f->parent[0])->layer].couples, lane);
}

static void spans_find(struct drawing *d)
{
    for (size_t i = 0; i < d->g->families.n; i++)
        family_spans(d, &d->g->families.items[i]);
}

static void rows_measure(struct drawing *d)
{
    int y = EDGE;

    for (int i = 0; i < d->g->layer_n; i++) {
        struct row *row = &d->rows[i];

        row->couple_n = lanes_give(d->g->arena, &row->couples);
        row->bus_n = lanes_give(d->g->arena, &row->buses);
        if (row->bus_n)
            y += HANG + row->bus_n * LANE;
        row->top = y;
        y += GENOGRAM_SYMBOL + RISER + row->couple_n * LANE + LABEL + LANE;
    }
    d->out->height = y + EDGE;
}

static void nodes_draw(struct drawing *d)
{
    for (size_t i = 0; i < d->g->nodes.n; i++) {
        const struct geno_node *node = node_at(d, (int)i);
        const struct row *row = &d->rows[node->layer];

        if (node->passes)
            continue;
        LIST_ADD(d->g->arena, &d->out->nodes,
                 ((struct genogram_node){.person = node->person,
                                         .x = px(d, node->x),
                                         .y = row->top + GENOGRAM_SYMBOL / 2,
                                         .label_y = row->top + GENOGRAM_SYMBOL + RISER +
                                                    row->couple_n * LANE + GENOGRAM_FONT}));
    }
}

void genogram_draw(struct geno *g, bool rtl, struct genogram *ret)
{
    struct drawing d = {
        .g = g, .rows = ARENA_ARRAY(g->arena, struct row, g->layer_n), .out = ret, .rtl = rtl};
    int right = 0;

    for (int i = 0; i < g->layer_n; i++)
        d.rows[i] = (struct row){0};
    for (size_t i = 0; i < g->blocks.n; i++) {
        int edge = g->blocks.items[i].x + (g->blocks.items[i].width + 1) / 2;

        right = edge > right ? edge : right;
    }
    ret->width = right + 2 * EDGE;
    spans_find(&d);
    rows_measure(&d);
    for (size_t i = 0; i < g->families.n; i++) {
        struct geno_family *f = &g->families.items[i];

        if (f->parent[0] >= 0 && !node_at(&d, f->parent[0])->passes && has_line(f, f->parent[0]))
            couple_draw(&d, f);
        if (f->children.n)
            children_draw(&d, f);
    }
    nodes_draw(&d);
}
