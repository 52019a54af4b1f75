/* person/person_twin.c: likely twins: candidates by sound, birth date, phone and papers, scored by
 * person_similar.c. One code for forms, lists and the interface. */
#include "feature/person/person.h"
#include "feature/person/person_key.h"
#include "feature/person/person_similar.h"
#include "feature/person/person_twin_store.h"

#define TWINS_MAX 10
#define BIRTH_MONTHS 108 /* nine years: one of the dates may be an estimate */

static int sounds_of(struct ctx *ctx, struct str name, struct str ret[PERSON_SOUNDS])
{
    struct str rest = text_fold(ctx->arena, name), word;
    int n = 0;

    while (n < PERSON_SOUNDS && str_split(&rest, ' ', &word)) {
        struct str sound = text_phonetic(ctx->arena, word);

        if (str_given(sound))
            ret[n++] = str_cat(ctx->arena, STR("p:"), sound);
    }
    for (int i = n; n > 0 && i < PERSON_SOUNDS; i++)
        ret[i] = ret[0];
    return n;
}

/* False when nothing of a name can be looked for. */
static bool sounds_fill(struct ctx *ctx, const struct person *p, struct person_sounds *ret)
{
    int given = sounds_of(ctx, p->given_name, ret->given);
    int family = sounds_of(ctx, p->family_name, ret->family);

    for (int i = 0; i < PERSON_SOUNDS; i++) {
        if (given == 0)
            ret->given[i] = ret->family[i];
        if (family == 0)
            ret->family[i] = ret->given[i];
    }
    return given + family > 0;
}

/* Days between which somebody of this name may have been born and still be the same; those farther
 * away do not count as alike (see person_similar.c). */
static struct person_range born_between(struct ctx *ctx, const struct person *p)
{
    if (!date_given(p->birth_date))
        return (struct person_range){STR(""), STR("~")};
    return (struct person_range){ctx_date_text(ctx, date_add_months(p->birth_date, -BIRTH_MONTHS)),
                                 ctx_date_text(ctx, date_add_months(p->birth_date, BIRTH_MONTHS))};
}

static enum err candidates(struct ctx *ctx, const struct person *draft, struct str identifier,
                           struct person_twin_list *ret)
{
    struct person_sounds sounds = {0};
    struct person_range phone = person_phone_range(ctx, draft->phone);
    struct person_range born = born_between(ctx, draft);

    if (str_given(identifier))
        TRY(person_twin_store_by_identifier(ctx, identifier, ret));
    if (person_digits(ctx, draft->phone).n >= PERSON_PHONE_END)
        TRY(person_twin_store_by_phone(ctx, &phone, ret));
    if (!sounds_fill(ctx, draft, &sounds))
        return OK;
    if (date_given(draft->birth_date) && !draft->birth_estimated)
        TRY(person_twin_store_by_birth(ctx, &sounds, draft->birth_date, ret));
    return person_twin_store_by_name(ctx, &sounds, &born, ret);
}

static bool same_phone(struct ctx *ctx, const struct person *a, const struct person *b)
{
    struct str x = person_digits(ctx, a->phone);

    return x.n >= PERSON_PHONE_END &&
           str_eq(person_phone_range(ctx, a->phone).from, person_phone_range(ctx, b->phone).from);
}

static enum err judge(struct ctx *ctx, const struct person *draft, struct str identifier,
                      struct person_twin *twin)
{
    struct person_common common = {.phone = same_phone(ctx, draft, &twin->person)};
    struct person name_only = twin->person;
    struct str unused;

    if (str_given(identifier))
        TRY(person_twin_store_has(ctx, twin->person.id, identifier, &common.identifier));
    twin->score = person_similar(ctx, draft, &twin->person, &common, &twin->why);
    if (twin->visible || twin->score < PERSON_TWIN_LIKELY)
        return OK;
    /* That somebody is known elsewhere is said only when a name, which anybody may try, is not all
     * there is. */
    name_only.birth_date = DATE_NONE;
    if (person_similar(ctx, draft, &name_only, &(struct person_common){0}, &unused) == twin->score)
        twin->score = 0;
    TRY(person_twin_store_ask(ctx, twin->person.id, &twin->ask));
    /* Who asked whether somebody is known to others is on that person's record. */
    if (twin->score >= PERSON_TWIN_LIKELY)
        ctx_access(ctx, "person", twin->person.id, ID_NONE, twin->person.id);
    twin->person =
        (struct person){.id = twin->person.id, .birth_date = DATE_NONE, .died_on = DATE_NONE};
    twin->why = STR_NONE;
    return OK;
}

/* Keeps the list in order, the best first, and short. */
static void keep(struct ctx *ctx, struct person_twin_list *list, const struct person_twin *twin)
{
    size_t i = list->n;

    LIST_ADD(ctx->arena, list, *twin);
    for (; i > 0 && list->items[i - 1].score < twin->score; i--)
        list->items[i] = list->items[i - 1];
    list->items[i] = *twin;
    if (list->n > TWINS_MAX)
        list->n = TWINS_MAX;
}

enum err person_twins(struct ctx *ctx, const struct person *draft, struct str identifier,
                      struct person_twin_list *ret)
{
    struct person_twin_list all = {0}, list = {0};
    struct str folded = person_identifier_fold(ctx, identifier);

    TRY(candidates(ctx, draft, folded, &all));
    for (size_t i = 0; i < all.n; i++) {
        struct person_twin *twin = &all.items[i];
        int least = twin->visible ? PERSON_TWIN_MAYBE : PERSON_TWIN_LIKELY;

        if (id_eq(twin->person.id, draft->id))
            continue;
        TRY(judge(ctx, draft, folded, twin));
        if (twin->score >= least)
            keep(ctx, &list, twin);
    }
    *ret = list;
    return OK;
}
