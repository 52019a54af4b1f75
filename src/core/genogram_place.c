/* core/genogram_place.c: partners into blocks, blocks into rows. A row is sorted by where its
 * parents and children stand, then pushed apart no further than the slots need (isotonic
 * regression), a few times up and down. */
#include <stdlib.h>

#include "core/genogram_internal.h"

#define ROUNDS 14
#define SETTLE 8 /* the last rounds do not change the order any more */
#define GAP 8    /* between blocks */

/* ---- blocks --------------------------------------------------------------------------------- */

static int partner_in(const struct geno_family *f, int node)
{
    if (!genogram_is_pair(f))
        return -1;
    return f->parent[0] == node ? f->parent[1] : f->parent[1] == node ? f->parent[0] : -1;
}

struct row {
    int *left, *right; /* what is pushed on either side of the first one */
    size_t left_n, right_n;
};

/* Partners to either side in turn; their other partners further out on the same side. */
static void partners_push(struct geno *g, struct row *row, int node, int side, int block)
{
    int turn = side;

    g->nodes.items[node].block = block;
    for (size_t i = 0; i < g->families.n; i++) {
        int other = partner_in(&g->families.items[i], node);

        if (other < 0 || g->nodes.items[other].block >= 0)
            continue;
        if (turn < 0)
            row->left[row->left_n++] = other;
        else
            row->right[row->right_n++] = other;
        g->nodes.items[other].block = block;
        turn = side ? side : -turn;
    }
}

static bool is_male(const struct geno *g, int node)
{
    int person = g->nodes.items[node].person;

    return person >= 0 && g->people->items[person].is_male;
}

static void block_fill(struct geno *g, int first, struct row *row)
{
    int index = (int)g->blocks.n;
    struct geno_block *b = LIST_PUSH(g->arena, &g->blocks);
    size_t l = 0, r = 0;

    *b = (struct geno_block){.layer = g->nodes.items[first].layer};
    row->left_n = row->right_n = 0;
    partners_push(g, row, first, 0, index);
    while (l < row->left_n || r < row->right_n) {
        if (l < row->left_n)
            partners_push(g, row, row->left[l++], -1, index);
        else
            partners_push(g, row, row->right[r++], 1, index);
    }
    for (size_t i = row->left_n; i > 0; i--)
        LIST_ADD(g->arena, &b->nodes, row->left[i - 1]);
    LIST_ADD(g->arena, &b->nodes, first);
    for (size_t i = 0; i < row->right_n; i++)
        LIST_ADD(g->arena, &b->nodes, row->right[i]);
    if (b->nodes.n == 2 && is_male(g, b->nodes.items[1]) && !is_male(g, b->nodes.items[0])) {
        int was = b->nodes.items[0];

        b->nodes.items[0] = b->nodes.items[1];
        b->nodes.items[1] = was;
    }
}

static void block_measure(struct geno *g, struct geno_block *b)
{
    b->width = 0;
    for (size_t i = 0; i < b->nodes.n; i++) {
        struct geno_node *node = &g->nodes.items[b->nodes.items[i]];

        node->at = b->width + node->width / 2;
        b->width += node->width;
    }
}

static int families_of(const struct geno *g, int node)
{
    return node < 0 ? 0 : g->nodes.items[node].families;
}

/* Between the outer partner and whoever stands inside; of one parent, at the right end. */
static int drop_of(const struct geno *g, const struct geno_family *f)
{
    const struct geno_node *outer, *inner;
    bool first;

    if (f->parent[0] < 0)
        return 0;
    outer = &g->nodes.items[f->parent[0]];
    if (outer->passes)
        return outer->at;
    if (!genogram_is_pair(f))
        return outer->at + outer->width / 2;
    first = families_of(g, f->parent[0]) <= families_of(g, f->parent[1]);
    outer = &g->nodes.items[f->parent[first ? 0 : 1]];
    inner = &g->nodes.items[f->parent[first ? 1 : 0]];
    return outer->at + (outer->at < inner->at ? outer->width / 2 : -outer->width / 2);
}

/* Lines at the same edge of a slot stand beside each other. */
static void drops_measure(struct geno *g)
{
    static const int beside[] = {0, 6, -6};

    for (size_t i = 0; i < g->families.n; i++) {
        struct geno_family *f = &g->families.items[i];
        int n = 0;

        if (f->parent[0] < 0)
            continue;
        f->drop = drop_of(g, f);
        for (size_t k = 0; k < i; k++) {
            const struct geno_family *o = &g->families.items[k];

            n += o->parent[0] >= 0 && o->children.n && abs(o->drop - f->drop) <= 6 &&
                 g->nodes.items[o->parent[0]].block == g->nodes.items[f->parent[0]].block;
        }
        f->drop += beside[n % 3];
    }
}

static void blocks_make(struct geno *g)
{
    struct row row = {.left = ARENA_ARRAY(g->arena, int, g->nodes.n),
                      .right = ARENA_ARRAY(g->arena, int, g->nodes.n)};

    for (size_t i = 0; i < g->nodes.n; i++)
        g->nodes.items[i].block = -1;
    for (size_t i = 0; i < g->families.n; i++)
        for (int k = 0; k < 2; k++)
            if (g->families.items[i].parent[k] >= 0)
                g->nodes.items[g->families.items[i].parent[k]].families++;
    /* Who has most partners stands in the middle of them. */
    for (int least = 2; least >= 0; least--)
        for (size_t i = 0; i < g->nodes.n; i++)
            if (g->nodes.items[i].block < 0 && g->nodes.items[i].families >= least)
                block_fill(g, (int)i, &row);
    for (size_t i = 0; i < g->blocks.n; i++)
        block_measure(g, &g->blocks.items[i]);
    drops_measure(g);
}

/* ---- where a block would like to stand ------------------------------------------------------- */

struct wish {
    int64_t sum, order;
    int n, born_n;
    int32_t born;
};

static int64_t block_left(const struct geno *g, int node)
{
    const struct geno_block *b = &g->blocks.items[g->nodes.items[node].block];

    return b->x - b->width / 2;
}

static int64_t node_x(const struct geno *g, int node)
{
    return block_left(g, node) + g->nodes.items[node].at;
}

static int64_t children_x(const struct geno *g, const struct geno_family *f)
{
    int64_t sum = 0;

    for (size_t i = 0; i < f->children.n; i++)
        sum += node_x(g, f->children.items[i].node);
    return f->children.n ? sum / (int64_t)f->children.n : 0;
}

int genogram_drop_x(const struct geno *g, const struct geno_family *f)
{
    if (f->parent[0] < 0)
        return (int)children_x(g, f);
    return (int)(block_left(g, f->parent[0]) + f->drop);
}

static int32_t born_of(const struct geno *g, int node)
{
    int person = g->nodes.items[node].person;

    if (person < 0 || !date_given(g->people->items[person].born))
        return INT32_MAX;
    return g->people->items[person].born.day;
}

static void wish_below(const struct geno *g, struct wish *w, const struct geno_family *f)
{
    for (size_t i = 0; i < f->children.n; i++) {
        int node = f->children.items[i].node;
        struct wish *of = &w[g->nodes.items[node].block];
        const struct geno_block *b = &g->blocks.items[g->nodes.items[node].block];
        int64_t drop = genogram_drop_x(g, f);

        of->sum += drop - (g->nodes.items[node].at - b->width / 2);
        of->order += drop;
        of->n++;
        if (of->born_n++ == 0 || born_of(g, node) < of->born)
            of->born = born_of(g, node);
    }
}

static void wish_above(const struct geno *g, struct wish *w, const struct geno_family *f)
{
    struct wish *of;
    const struct geno_block *b;

    if (f->parent[0] < 0 || f->children.n == 0)
        return;
    of = &w[g->nodes.items[f->parent[0]].block];
    b = &g->blocks.items[g->nodes.items[f->parent[0]].block];
    of->sum += children_x(g, f) - (f->drop - b->width / 2);
    of->order += children_x(g, f);
    of->n++;
}

/* ---- rows ----------------------------------------------------------------------------------- */

struct rows {
    int *items; /* blocks, row after row */
    int *begin; /* of each row, and one more */
    struct wish *wish;
    int64_t *pool_sum; /* of the regression */
    int *pool_n;
    int64_t *from; /* of each node: where its parents' lines come from */
    int *from_n;
};

static bool stands_before(const struct geno_block *a, const struct geno_block *b)
{
    return a->key != b->key ? a->key < b->key : a->born < b->born;
}

static void row_sort(struct geno *g, int *row, int n)
{
    for (int i = 1; i < n; i++) {
        int block = row[i], k = i;

        for (; k > 0 && stands_before(&g->blocks.items[block], &g->blocks.items[row[k - 1]]); k--)
            row[k] = row[k - 1];
        row[k] = block;
    }
}

static int64_t offset_of(const struct geno *g, const int *row, int i)
{
    return (g->blocks.items[row[i - 1]].width + g->blocks.items[row[i]].width) / 2 + GAP;
}

/* Those who would touch stand together, where the mean of their wishes is. */
static void pools_make(const struct geno *g, struct rows *rows, const int *row, int n)
{
    int pools = 0;
    int64_t offset = 0;

    for (int i = 0; i < n; i++) {
        const struct geno_block *b = &g->blocks.items[row[i]];
        const struct wish *w = &rows->wish[row[i]];

        offset += i ? offset_of(g, row, i) : 0;
        rows->pool_sum[pools] = (w->n ? w->sum / w->n : b->x) - offset;
        rows->pool_n[pools++] = 1;
        while (pools > 1 && rows->pool_sum[pools - 1] * rows->pool_n[pools - 2] <
                                rows->pool_sum[pools - 2] * rows->pool_n[pools - 1]) {
            rows->pool_sum[pools - 2] += rows->pool_sum[pools - 1];
            rows->pool_n[pools - 2] += rows->pool_n[pools - 1];
            pools--;
        }
    }
}

/* Everybody as near as may be to the wish, in this order and without touching. */
static void row_spread(struct geno *g, struct rows *rows, const int *row, int n)
{
    int64_t offset = 0;

    pools_make(g, rows, row, n);
    for (int i = 0, p = 0, in = 0; i < n; i++, in++) {
        if (in == rows->pool_n[p]) {
            p++;
            in = 0;
        }
        offset += i ? offset_of(g, row, i) : 0;
        g->blocks.items[row[i]].x = (int)(rows->pool_sum[p] / rows->pool_n[p] + offset);
    }
    for (int i = 1; i < n; i++) { /* what rounding took */
        struct geno_block *b = &g->blocks.items[row[i]];
        int64_t least = g->blocks.items[row[i - 1]].x + offset_of(g, row, i);

        b->x = b->x < least ? (int)least : b->x;
    }
}

/* Partners change sides when their parents stand the other way round. */
static void block_turn(struct geno *g, const int64_t *from, const int *from_n, int block)
{
    struct geno_block *b = &g->blocks.items[block];
    int64_t mean = 0, turn = 0;
    int n = 0;

    for (size_t i = 0; i < b->nodes.n; i++) {
        mean += from[b->nodes.items[i]];
        n += from_n[b->nodes.items[i]];
    }
    if (n < 2)
        return;
    mean /= n;
    for (size_t i = 0; i < b->nodes.n; i++) {
        int node = b->nodes.items[i];

        turn += (g->nodes.items[node].at - b->width / 2) * (from[node] - mean * from_n[node]);
    }
    if (turn >= 0)
        return;
    for (size_t i = 0, k = b->nodes.n - 1; i < k; i++, k--) {
        int was = b->nodes.items[i];

        b->nodes.items[i] = b->nodes.items[k];
        b->nodes.items[k] = was;
    }
    block_measure(g, b);
}

static void blocks_turn(struct geno *g, struct rows *rows)
{
    for (size_t i = 0; i < g->nodes.n; i++) {
        rows->from[i] = 0;
        rows->from_n[i] = 0;
    }
    for (size_t i = 0; i < g->families.n; i++) {
        const struct geno_family *f = &g->families.items[i];

        for (size_t k = 0; k < f->children.n && f->parent[0] >= 0; k++) {
            rows->from[f->children.items[k].node] += genogram_drop_x(g, f);
            rows->from_n[f->children.items[k].node]++;
        }
    }
    for (size_t i = 0; i < g->blocks.n; i++)
        if (g->blocks.items[i].nodes.n > 1)
            block_turn(g, rows->from, rows->from_n, (int)i);
    drops_measure(g);
}

enum look { LOOK_UP = 1, LOOK_DOWN = 2 };

static void wishes_gather(struct geno *g, struct rows *rows, int layer, unsigned look)
{
    for (size_t i = 0; i < g->families.n; i++) {
        const struct geno_family *f = &g->families.items[i];

        /* Families end in their children's row, and begin in their parents'. */
        if (f->children.n == 0)
            continue;
        if (look & LOOK_UP && g->nodes.items[f->children.items[0].node].layer == layer)
            wish_below(g, rows->wish, f);
        if (look & LOOK_DOWN && f->parent[0] >= 0 && g->nodes.items[f->parent[0]].layer == layer)
            wish_above(g, rows->wish, f);
    }
}

static void row_arrange(struct geno *g, struct rows *rows, int layer, unsigned look, bool sorts)
{
    int *row = &rows->items[rows->begin[layer]], n = rows->begin[layer + 1] - rows->begin[layer];

    for (int i = 0; i < n; i++)
        rows->wish[row[i]] = (struct wish){.born = INT32_MAX};
    wishes_gather(g, rows, layer, look);
    for (int i = 0; i < n && sorts; i++) {
        const struct wish *w = &rows->wish[row[i]];
        struct geno_block *b = &g->blocks.items[row[i]];

        b->key = w->n ? w->order / w->n : b->x;
        b->born = w->born_n ? w->born : b->born;
    }
    if (sorts)
        row_sort(g, row, n);
    row_spread(g, rows, row, n);
}

static void rows_make(struct geno *g, struct rows *rows)
{
    int n = 0;

    rows->items = ARENA_ARRAY(g->arena, int, g->blocks.n);
    rows->begin = ARENA_ARRAY(g->arena, int, g->layer_n + 1);
    rows->wish = ARENA_ARRAY(g->arena, struct wish, g->blocks.n);
    rows->pool_sum = ARENA_ARRAY(g->arena, int64_t, g->blocks.n);
    rows->pool_n = ARENA_ARRAY(g->arena, int, g->blocks.n);
    rows->from = ARENA_ARRAY(g->arena, int64_t, g->nodes.n);
    rows->from_n = ARENA_ARRAY(g->arena, int, g->nodes.n);
    for (int layer = 0; layer < g->layer_n; layer++) {
        int64_t x = 0;

        rows->begin[layer] = n;
        for (size_t i = 0; i < g->blocks.n; i++) {
            struct geno_block *b = &g->blocks.items[i];

            if (b->layer != layer)
                continue;
            b->born = INT32_MAX;
            b->x = (int)x + b->width / 2;
            x += b->width + GAP;
            rows->items[n++] = (int)i;
        }
    }
    rows->begin[g->layer_n] = n;
}

/* The first begins at the edge. */
static void blocks_shift(struct geno *g)
{
    int64_t left = INT64_MAX;

    for (size_t i = 0; i < g->blocks.n; i++) {
        int64_t edge = g->blocks.items[i].x - g->blocks.items[i].width / 2;

        left = edge < left ? edge : left;
    }
    for (size_t i = 0; i < g->blocks.n; i++)
        g->blocks.items[i].x -= (int)left;
}

void genogram_place(struct geno *g)
{
    struct rows rows;

    blocks_make(g);
    rows_make(g, &rows);
    for (int round = 0; round < ROUNDS; round++) {
        bool sorts = round < ROUNDS - SETTLE;

        for (int layer = g->layer_n - 1; layer >= 0; layer--)
            row_arrange(g, &rows, layer, sorts ? LOOK_DOWN : LOOK_DOWN | LOOK_UP, sorts);
        if (sorts)
            blocks_turn(g, &rows);
        for (int layer = 0; layer < g->layer_n; layer++)
            row_arrange(g, &rows, layer, sorts ? LOOK_UP : LOOK_DOWN | LOOK_UP, sorts);
    }
    blocks_shift(g);
    for (size_t i = 0; i < g->nodes.n; i++)
        g->nodes.items[i].x = (int)node_x(g, (int)i);
}
