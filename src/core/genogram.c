/* core/genogram.c: links become families and generations, see genogram.h. */
#include "core/genogram.h"

#include "core/genogram_internal.h"

#define PASS_MAX 3 /* generations that a line may go past */

/* ---- families ------------------------------------------------------------------------------- */

static bool is_descent(enum genogram_tie tie)
{
    return tie <= GENOGRAM_FOSTER;
}

static int node_add(struct geno *g, struct geno_node node)
{
    LIST_ADD(g->arena, &g->nodes, node);
    return (int)g->nodes.n - 1;
}

static struct geno_family *family_find(struct geno *g, int a, int b)
{
    for (size_t i = 0; i < g->families.n; i++) {
        struct geno_family *f = &g->families.items[i];

        if ((f->parent[0] == a && f->parent[1] == b) || (f->parent[0] == b && f->parent[1] == a))
            return f;
    }
    return NULL;
}

static struct geno_family *family_of(struct geno *g, int a, int b)
{
    struct geno_family *f = family_find(g, a, b);

    if (!f) {
        f = LIST_PUSH(g->arena, &g->families);
        *f = (struct geno_family){.parent = {a, b}, .tie = GENOGRAM_PARTNER};
    }
    return f;
}

static void child_add(struct geno *g, struct geno_family *f, int node, enum genogram_tie tie)
{
    for (size_t i = 0; i < f->children.n; i++)
        if (f->children.items[i].node == node)
            return;
    LIST_ADD(g->arena, &f->children, ((struct geno_child){node, tie}));
}

/* The parent whom nobody told of; all children of whom only this parent is known share one. */
static int unknown_beside(struct geno *g, int parent)
{
    for (size_t i = 0; i < g->families.n; i++) {
        const struct geno_family *f = &g->families.items[i];

        if (f->parent[0] == parent && f->parent[1] >= 0 && g->nodes.items[f->parent[1]].person < 0)
            return f->parent[1];
    }
    return node_add(g, (struct geno_node){.person = -1, .width = GENOGRAM_SLOT_UNKNOWN});
}

struct parents {
    int n, of[8];
};

static void parents_find(const struct genogram_link_list *links, int child, enum genogram_tie tie,
                         struct parents *p)
{
    for (size_t i = 0; i < links->n && p->n < 8; i++) {
        const struct genogram_link *l = &links->items[i];
        bool known = false;

        if (l->b != child || l->tie != tie || l->a == child)
            continue;
        for (int k = 0; k < p->n; k++)
            known = known || p->of[k] == l->a;
        if (!known)
            p->of[p->n++] = l->a;
    }
}

/* A couple first, so that a third parent is the one who hangs alone. */
static void couple_first(struct geno *g, struct parents *p)
{
    for (int i = 0; i < p->n; i++) {
        for (int k = i + 1; k < p->n; k++) {
            const struct geno_family *f = family_find(g, p->of[i], p->of[k]);

            if (f && f->is_couple) {
                int a = p->of[i], b = p->of[k];

                p->of[i] = p->of[0];
                p->of[0] = a;
                p->of[k] = p->of[1];
                p->of[1] = b;
                return;
            }
        }
    }
}

/* Of children by birth there is another parent, also when nobody told of one. */
static void hang(struct geno *g, int child, struct parents *p, enum genogram_tie tie)
{
    if (p->n == 0)
        return;
    couple_first(g, p);
    int other = p->n > 1 ? p->of[1] : tie == GENOGRAM_PARENT ? unknown_beside(g, p->of[0]) : -1;

    child_add(g, family_of(g, p->of[0], other), child, tie);
    for (int i = 2; i < p->n; i++)
        child_add(g, family_of(g, p->of[i], -1), child, tie);
}

static void child_hang(struct geno *g, const struct genogram_link_list *links, int child)
{
    struct parents blood = {0}, adopted = {0}, foster = {0};

    parents_find(links, child, GENOGRAM_PARENT, &blood);
    parents_find(links, child, GENOGRAM_ADOPTED, &adopted);
    parents_find(links, child, GENOGRAM_FOSTER, &foster);
    if (blood.n == 1 && adopted.n == 1) {
        const struct geno_family *f = family_find(g, blood.of[0], adopted.of[0]);

        if (f && f->is_couple) { /* the partner adopted the other's child */
            child_add(g, family_of(g, blood.of[0], adopted.of[0]), child, GENOGRAM_ADOPTED);
            blood.n = adopted.n = 0;
        }
    }
    hang(g, child, &blood, GENOGRAM_PARENT);
    hang(g, child, &adopted, GENOGRAM_ADOPTED);
    hang(g, child, &foster, GENOGRAM_FOSTER);
}

static struct geno_family *hung_in(struct geno *g, int node)
{
    for (size_t i = 0; i < g->families.n; i++)
        for (size_t k = 0; k < g->families.items[i].children.n; k++)
            if (g->families.items[i].children.items[k].node == node)
                return &g->families.items[i];
    return NULL;
}

/* Brothers and sisters of whom no parents are told hang where the other one hangs. */
static void siblings_hang(struct geno *g, const struct genogram_link_list *links)
{
    for (size_t i = 0; i < links->n; i++) {
        const struct genogram_link *l = &links->items[i];
        struct geno_family *of_a, *of_b;

        if (l->tie != GENOGRAM_SIBLING || l->a == l->b)
            continue;
        of_a = hung_in(g, l->a);
        of_b = hung_in(g, l->b);
        if (of_a && of_b)
            continue;
        if (!of_a && !of_b) {
            of_a = LIST_PUSH(g->arena, &g->families);
            *of_a = (struct geno_family){.parent = {-1, -1}};
            child_add(g, of_a, l->a, GENOGRAM_PARENT);
        }
        child_add(g, of_a ? of_a : of_b, of_a ? l->b : l->a, GENOGRAM_PARENT);
    }
}

static void families_make(struct geno *g, const struct genogram_link_list *links)
{
    for (size_t i = 0; i < links->n; i++) {
        const struct genogram_link *l = &links->items[i];

        if (!is_descent(l->tie) && l->tie != GENOGRAM_SIBLING && l->a != l->b) {
            struct geno_family *f = family_of(g, l->a, l->b);

            if (!f->is_couple)
                f->tie = l->tie;
            f->is_couple = true;
        }
    }
    for (size_t i = 0; i < g->people->n; i++)
        child_hang(g, links, (int)i);
    siblings_hang(g, links);
}

/* ---- generations ---------------------------------------------------------------------------- */

struct queue {
    int *items;
    size_t n, next;
};

static void reach(struct geno *g, struct queue *q, int node, int layer)
{
    if (node < 0 || g->nodes.items[node].placed)
        return;
    g->nodes.items[node].placed = true;
    g->nodes.items[node].layer = layer;
    q->items[q->n++] = node;
}

static void family_reach(struct geno *g, struct queue *q, const struct geno_family *f, int node)
{
    int layer = g->nodes.items[node].layer;
    bool is_parent = f->parent[0] == node || f->parent[1] == node, is_child = false;

    for (size_t i = 0; i < f->children.n; i++)
        is_child = is_child || f->children.items[i].node == node;
    if (!is_parent && !is_child)
        return;
    for (int i = 0; i < 2; i++)
        reach(g, q, f->parent[i], is_parent ? layer : layer - 1);
    for (size_t i = 0; i < f->children.n; i++)
        reach(g, q, f->children.items[i].node, is_parent ? layer + 1 : layer);
}

/* Counted from the first person; who is not related to anybody stands in the same row. */
static void layers_make(struct geno *g)
{
    struct queue q = {.items = ARENA_ARRAY(g->arena, int, g->nodes.n + 1)};
    int min = 0, max = 0;

    for (size_t i = 0; i < g->nodes.n; i++) {
        reach(g, &q, (int)i, 0);
        for (; q.next < q.n; q.next++)
            for (size_t k = 0; k < g->families.n; k++)
                family_reach(g, &q, &g->families.items[k], q.items[q.next]);
    }
    for (size_t i = 0; i < g->nodes.n; i++) {
        min = g->nodes.items[i].layer < min ? g->nodes.items[i].layer : min;
        max = g->nodes.items[i].layer > max ? g->nodes.items[i].layer : max;
    }
    for (size_t i = 0; i < g->nodes.n; i++)
        g->nodes.items[i].layer -= min;
    g->layer_n = max - min + 1;
}

static int layer_of(const struct geno *g, int node)
{
    return node < 0 ? -1 : g->nodes.items[node].layer;
}

/* Partners of two generations: the line is left out, the younger one keeps the children. */
static void couples_check(struct geno *g)
{
    for (size_t i = 0; i < g->families.n; i++) {
        struct geno_family *f = &g->families.items[i];
        int a = layer_of(g, f->parent[0]), b = layer_of(g, f->parent[1]);

        if (f->parent[0] < 0 || f->parent[1] < 0 || a == b)
            continue;
        f->parent[0] = a > b ? f->parent[0] : f->parent[1];
        f->parent[1] = -1;
        g->left_out++;
    }
}

/* A line down to the child, past the generations between; false: it would go up, or too far. */
static bool child_reach(struct geno *g, size_t family, struct geno_child child)
{
    int from = layer_of(g, g->families.items[family].parent[0]);
    const struct geno_child_list *others = &g->families.items[family].children;

    if (from < 0) /* brothers and sisters stand in one row */
        from = layer_of(g, others->n ? others->items[0].node : child.node) - 1;
    int past = layer_of(g, child.node) - from - 1;

    if (past > 0 && g->families.items[family].parent[0] < 0)
        return false;
    if (past < 0 || past > PASS_MAX)
        return false;
    for (int k = 1; k <= past; k++) {
        int node = node_add(g, (struct geno_node){.person = -1,
                                                  .passes = true,
                                                  .placed = true,
                                                  .layer = from + k,
                                                  .width = GENOGRAM_SLOT_PASS});

        LIST_ADD(g->arena, &g->families.items[family].children,
                 ((struct geno_child){node, child.tie}));
        family = g->families.n;
        *LIST_PUSH(g->arena, &g->families) =
            (struct geno_family){.parent = {node, -1}, .tie = GENOGRAM_PARTNER};
    }
    LIST_ADD(g->arena, &g->families.items[family].children, child);
    return true;
}

static void children_check(struct geno *g)
{
    size_t n = g->families.n;

    for (size_t i = 0; i < n; i++) {
        struct geno_family was = g->families.items[i];

        g->families.items[i].children = (struct geno_child_list){0};
        for (size_t k = 0; k < was.children.n; k++)
            g->left_out += !child_reach(g, i, was.children.items[k]);
    }
}

/* ---- all of it ------------------------------------------------------------------------------ */

void genogram_lay(struct arena *a, const struct genogram_person_list *people,
                  const struct genogram_link_list *links, bool rtl, struct genogram *ret)
{
    struct genogram_person_list in = *people;
    struct genogram_link_list used = {0};
    struct geno g = {.arena = a, .people = &in};

    *ret = (struct genogram){0};
    in.n = in.n > GENOGRAM_PEOPLE_MAX ? GENOGRAM_PEOPLE_MAX : in.n;
    g.left_out = (int)(people->n - in.n);
    for (size_t i = 0; i < links->n; i++) {
        const struct genogram_link *l = &links->items[i];
        bool fits = l->a >= 0 && l->b >= 0 && (size_t)l->a < in.n && (size_t)l->b < in.n;

        if (fits && used.n < GENOGRAM_LINKS_MAX)
            LIST_ADD(a, &used, *l);
        else
            g.left_out++;
    }
    if (in.n == 0)
        return;
    for (size_t i = 0; i < in.n; i++)
        node_add(&g, (struct geno_node){.person = (int)i, .width = GENOGRAM_SLOT});
    families_make(&g, &used);
    layers_make(&g);
    couples_check(&g);
    children_check(&g);
    genogram_place(&g);
    genogram_draw(&g, rtl, ret);
    ret->left_out = g.left_out;
}
