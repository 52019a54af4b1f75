/* picture/picture_family.c: the family of a client, walked from relationship to relationship. */
#include "feature/picture/picture.h"

/* What a relationship says of descent; the rest (an aunt, a guardian) is in the table only. */
static const struct {
    const char *kind;
    enum genogram_tie tie;
    bool is_turned; /* the other one is the child */
} ties[] = {
    {"mother", GENOGRAM_PARENT, false},           {"father", GENOGRAM_PARENT, false},
    {"parent", GENOGRAM_PARENT, false},           {"child", GENOGRAM_PARENT, true},
    {"adoptive_parent", GENOGRAM_ADOPTED, false}, {"adopted_child", GENOGRAM_ADOPTED, true},
    {"foster_parent", GENOGRAM_FOSTER, false},    {"foster_child", GENOGRAM_FOSTER, true},
    {"spouse", GENOGRAM_MARRIED, false},          {"partner", GENOGRAM_PARTNER, false},
    {"separated", GENOGRAM_SEPARATED, false},     {"divorced", GENOGRAM_DIVORCED, false},
    {"former_partner", GENOGRAM_FORMER, false},   {"sibling", GENOGRAM_SIBLING, false},
};
#define TIES (sizeof ties / sizeof ties[0])

/* The place in the list, or -1. */
static int place_of(const struct picture_family *family, struct id person_id)
{
    for (size_t i = 0; i < family->people.n; i++)
        if (id_eq(family->people.items[i].person.id, person_id))
            return (int)i;
    return -1;
}

static bool is_left(const struct person_row_list *left, struct id person_id)
{
    for (size_t i = 0; i < left->n; i++)
        if (id_eq(left->items[i], person_id))
            return true;
    return false;
}

struct walk {
    struct ctx *ctx;
    struct picture_family *family;
    struct person_row_list seen; /* relationships: each is met from both ends */
    struct person_row_list left; /* people for whom there was no room */
};

static void relation_take(struct walk *w, int from, const struct relationship *r)
{
    struct arena *a = w->ctx->arena;
    size_t t = 0;
    int to = place_of(w->family, r->other.id);

    while (t < TIES && !str_eq(r->kind, str_c(ties[t].kind)))
        t++;
    if (t == TIES || is_left(&w->seen, r->id))
        return;
    LIST_ADD(a, &w->seen, r->id);
    if (to < 0 && w->family->people.n == PICTURE_PEOPLE_MAX) {
        if (!is_left(&w->left, r->other.id))
            LIST_ADD(a, &w->left, r->other.id);
        return;
    }
    if (to < 0) {
        to = (int)w->family->people.n;
        LIST_ADD(a, &w->family->people, ((struct picture_person){.person = r->other}));
    }
    LIST_ADD(a, &w->family->links,
             ((struct genogram_link){ties[t].is_turned ? from : to, ties[t].is_turned ? to : from,
                                     ties[t].tie}));
}

enum err picture_family(struct ctx *ctx, const struct casefile *file, struct picture_family *ret)
{
    struct picture_family family = {0};
    struct walk w = {.ctx = ctx, .family = &family};
    struct person client;

    TRY(person_load(ctx, file->person_id, &client));
    LIST_ADD(ctx->arena, &family.people, ((struct picture_person){.person = client}));
    for (size_t i = 0; i < family.people.n; i++) {
        struct relationship_list relations = {0};

        TRY(relationship_list(ctx, &family.people.items[i].person, &relations));
        family.people.items[i].relations = relations;
        for (size_t k = 0; k < relations.n; k++)
            relation_take(&w, (int)i, &relations.items[k]);
    }
    family.more = (int)w.left.n;
    *ret = family;
    return OK;
}
