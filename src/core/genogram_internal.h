/* core/genogram_internal.h: what the three steps of a genogram share: families are made
 * (genogram.c), people get their places (genogram_place.c), lines are drawn (genogram_draw.c). */
#ifndef GENOGRAM_INTERNAL_H
#define GENOGRAM_INTERNAL_H

#include "core/genogram.h"

#define GENOGRAM_SLOT 128 /* a person with the label */
#define GENOGRAM_SLOT_UNKNOWN 60
#define GENOGRAM_SLOT_PASS 24 /* a line that goes past a generation */

/** A person, an unknown parent, or a place where a line goes past a generation. */
struct geno_node {
    int person; /* -1: nobody known */
    bool passes;
    bool placed; /* has a layer */
    int layer, block;
    int width, at; /* at: centre, from the left of the block */
    int x;
    int families; /* in which it is a parent */
    int hung;     /* lines that come down to it so far */
};
LIST_TYPE(geno_node_list, struct geno_node);

struct geno_child {
    int node;
    enum genogram_tie tie;
};
LIST_TYPE(geno_child_list, struct geno_child);

/** Up to two parents and their children; none: brothers and sisters whose parents are not told. */
struct geno_family {
    int parent[2]; /* nodes, or -1 */
    enum genogram_tie tie;
    bool is_couple; /* tie was told */
    struct geno_child_list children;
    int drop; /* where the line to the children leaves, from the left of the block */
    int lane, bus;
};
LIST_TYPE(geno_family_list, struct geno_family);

/** Both parents are known: there is a line between them for the children to leave from. */
static inline bool genogram_is_pair(const struct geno_family *f)
{
    return f->parent[0] >= 0 && f->parent[1] >= 0;
}

/** People of one generation who stand together: partners, and partners of partners. */
struct geno_block {
    LIST_OF(int) nodes;
    int layer, width;
    int x; /* centre */
    int64_t key;
    int32_t born;
};
LIST_TYPE(geno_block_list, struct geno_block);

struct geno {
    struct arena *arena;
    const struct genogram_person_list *people;
    struct geno_node_list nodes;
    struct geno_family_list families;
    struct geno_block_list blocks;
    int layer_n, left_out;
};

/** Makes blocks of partners and gives everybody an x; no two slots of a generation overlap. */
void genogram_place(struct geno *g);
/** Where the line to the children leaves a family. */
int genogram_drop_x(const struct geno *g, const struct geno_family *f);
/** Draws what was placed. */
void genogram_draw(struct geno *g, bool rtl, struct genogram *ret);

#endif
