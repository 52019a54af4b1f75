/* person/relationship.c: who is what to whom. Told once, from one side; read from both. */
#include "core/authz.h"
#include "core/event.h"
#include "core/pack.h"
#include "feature/person/person.h"
#include "feature/person/relationship_store.h"

#define LIST "relationship"
#define RELATIONSHIPS_MAX 100

/* "parent" of a woman is "mother", where the pack has such words. */
static struct str refine(const struct pack *pack, struct str kind, struct str sex)
{
    struct str word = kind;

    if (!str_eq(kind, STR("parent")))
        return kind;
    if (str_eq(sex, STR("female")))
        word = STR("mother");
    else if (str_eq(sex, STR("male")))
        word = STR("father");
    return pack_code_find(pack, STR(LIST), word) ? word : kind;
}

/* What the other side is called: "child" for "mother". Refined by sex where the pack can. */
static struct str relationship_reverse(struct ctx *ctx, struct str kind, struct str sex)
{
    const struct pack_code *code = pack_code_find(ctx->pack, STR(LIST), kind);

    if (!code || !str_given(code->group))
        return kind;
    return refine(ctx->pack, code->group, sex);
}

enum err relationship_list(struct ctx *ctx, const struct person *person,
                           struct relationship_list *ret)
{
    bool first[RELATIONSHIPS_MAX] = {false};
    struct relationship_list list = {0};

    TRY(relationship_store_of(ctx, person->id, &list, first, RELATIONSHIPS_MAX));
    for (size_t i = 0; i < list.n; i++) {
        struct relationship *r = &list.items[i];

        /* The first is the KIND of the second: from the first's side it is the other way round. */
        if (first[i])
            r->kind = relationship_reverse(ctx, r->kind, r->other.sex);
    }
    *ret = list;
    return OK;
}

/* What the relationship is for one of the two, and the other's name. */
struct side {
    struct id person_id;
    struct str kind, other;
};

static enum err emit(struct ctx *ctx, const char *event, struct id row, struct side side)
{
    return event_emit(ctx, &(struct event){.kind = event,
                                           .subject_id = row,
                                           .person_id = side.person_id,
                                           .about = side.kind,
                                           .summary = side.other});
}

/* Codes that every pack has in these words: what makes somebody an ancestor. */
static const char *const older[] = {"mother",        "father",      "parent", "adoptive_parent",
                                    "foster_parent", "grandparent", NULL};
static const char *const younger[] = {"child", "adopted_child", "foster_child", "grandchild", NULL};

static bool is_among(const char *const *codes, struct str kind)
{
    for (; *codes; codes++)
        if (str_eq(kind, str_c(*codes)))
            return true;
    return false;
}

/* Nobody is their own ancestor. */
static enum err descent_check(struct ctx *ctx, const struct relationship_row *row)
{
    struct id child = row->other_id, parent = row->person_id;
    bool is_above = false;

    if (is_among(younger, row->kind)) {
        child = row->person_id;
        parent = row->other_id;
    } else if (!is_among(older, row->kind)) {
        return OK;
    }
    TRY(relationship_store_is_above(ctx, parent, child, &is_above));
    return is_above ? ctx_fail(ctx, E_INVALID, "person.own_ancestor", "kind") : OK;
}

static enum err tie_check(struct ctx *ctx, struct str tie)
{
    if (str_given(tie) && !pack_code_find(ctx->pack, STR("tie"), tie))
        return ctx_fail(ctx, E_INVALID, "form.not_choice", "tie");
    return OK;
}

enum err relationship_add(struct ctx *ctx, const struct person *person, const struct person *other,
                          const struct relationship_draft *draft)
{
    struct relationship_row row = {.person_id = other->id,
                                   .other_id = person->id,
                                   .kind = draft->kind,
                                   .tie = draft->tie,
                                   .since = draft->since};
    struct str reverse = relationship_reverse(ctx, row.kind, person->sex);
    bool known = false;

    TRY(authz_need(ctx, CAP_PERSON_EDIT));
    if (id_eq(person->id, other->id))
        return ctx_fail(ctx, E_INVALID, "person.same_person", "other");
    if (!pack_code_find(ctx->pack, STR(LIST), row.kind))
        return ctx_fail(ctx, E_INVALID, "form.not_choice", "kind");
    TRY(tie_check(ctx, row.tie));
    if (date_cmp(row.since, ctx_today(ctx)) > 0)
        return ctx_fail(ctx, E_INVALID, "person.since_in_future", "since");
    TRY(relationship_store_known(ctx, &row, reverse, &known));
    if (known)
        return ctx_fail(ctx, E_CONFLICT, "person.related_already", NULL);
    TRY(descent_check(ctx, &row));
    row.id = id_new(ctx, "relationship");
    TRY(relationship_store_insert(ctx, &row));
    TRY(emit(ctx, "person.related", row.id,
             (struct side){person->id, row.kind, person_name(ctx, other)}));
    return emit(ctx, "person.related", row.id,
                (struct side){other->id, reverse, person_name(ctx, person)});
}

enum err relationship_load(struct ctx *ctx, const struct person *person, struct id id,
                           struct relationship *ret)
{
    struct relationship_list list = {0};

    TRY(relationship_list(ctx, person, &list));
    for (size_t i = 0; i < list.n; i++)
        if (id_eq(list.items[i].id, id)) {
            *ret = list.items[i];
            return OK;
        }
    return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
}

static enum err tie_emit(struct ctx *ctx, const struct relationship *r, struct str tie,
                         struct id person_id, struct str other)
{
    struct event_diff diff = {.ctx = ctx};

    event_diff_add(&diff, "tie", r->tie, tie);
    return event_emit(ctx, &(struct event){.kind = "person.tie_changed",
                                           .subject_id = r->id,
                                           .person_id = person_id,
                                           .about = tie,
                                           .summary = other,
                                           .data = event_diff_done(&diff)});
}

enum err relationship_set_tie(struct ctx *ctx, const struct person *person,
                              const struct relationship *relationship, struct str tie)
{
    TRY(authz_need(ctx, CAP_PERSON_EDIT));
    TRY(tie_check(ctx, tie));
    if (str_eq(tie, relationship->tie))
        return OK;
    TRY(relationship_store_set_tie(ctx, relationship->id, person->id, tie));
    TRY(tie_emit(ctx, relationship, tie, person->id, person_name(ctx, &relationship->other)));
    return tie_emit(ctx, relationship, tie, relationship->other.id, person_name(ctx, person));
}

enum err relationship_void(struct ctx *ctx, const struct person *person, struct id id)
{
    struct relationship_row row;

    TRY(authz_need(ctx, CAP_PERSON_EDIT));
    TRY(relationship_store_void(ctx, id, person->id, &row));
    TRY(emit(ctx, "person.unrelated", id, (struct side){row.other_id, row.kind, STR_NONE}));
    return emit(
        ctx, "person.unrelated", id,
        (struct side){row.person_id, relationship_reverse(ctx, row.kind, STR_NONE), STR_NONE});
}
