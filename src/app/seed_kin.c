/* app/seed_kin.c: the wider family of some people of ./demo, so that its pictures show more than a
 * household: grandparents, one of them dead, a former partner with a half-brother or half-sister,
 * an aunt or uncle, a neighbour, and how close they are. */
#include "app/seed.h"

struct kin {
    struct seed *s;
    const struct person *near; /* lives in the same area and speaks the same language */
    bool arabic;
};

static int year_of(const struct person *p)
{
    int y, m, d;

    date_to_ymd(p->birth_date, &y, &m, &d);
    return y;
}

/* Somebody of that sex, born about that year. */
static enum err add(const struct kin *k, bool female, int year, struct date died_on,
                    struct person *ret)
{
    struct person p = seed_person(k->s, k->arabic, false);

    for (int i = 0; i < 20 && str_eq(p.sex, STR("female")) != female; i++)
        p = seed_person(k->s, k->arabic, false);
    p.birth_date = date_from_ymd(year, 1 + (int)seed_pick(k->s, 12), 1 + (int)seed_pick(k->s, 28));
    p.birth_estimated = false;
    p.area_id = k->near->area_id;
    TRY(person_add(k->s->ctx, &p, ret));
    if (!date_given(died_on))
        return OK;
    struct person_edit edit = {.was = *ret, .now = *ret, .version = ret->version};

    edit.now.died_on = died_on;
    return person_edit(k->s->ctx, ret, &edit);
}

/* other is the kind of person. */
static enum err relate(const struct kin *k, const struct person *person, const struct person *other,
                       const char *kind, const char *tie)
{
    return relationship_add(
        k->s->ctx, person, other,
        &(struct relationship_draft){.kind = str_c(kind), .tie = str_c(tie), .since = DATE_NONE});
}

static enum err elders_add(const struct kin *k, const struct person *parent)
{
    struct person mother, father, sibling;
    int year = year_of(parent);

    struct date today = date_of(k->s->ctx->now, 0);

    TRY(add(k, true, year - 23 - (int)seed_pick(k->s, 6),
            year < 1960 ? date_add_days(today, -200 - (int)seed_pick(k->s, 3000)) : DATE_NONE,
            &mother));
    TRY(add(k, false, year - 28 - (int)seed_pick(k->s, 6),
            date_add_days(today, -400 - (int)seed_pick(k->s, 3000)), &father));
    TRY(add(k, seed_chance(k->s, 50), year + 3, DATE_NONE, &sibling));
    TRY(relate(k, parent, &mother, "mother", "strong"));
    TRY(relate(k, parent, &father, "father", ""));
    TRY(relate(k, &mother, &father, "spouse", ""));
    TRY(relate(k, &sibling, &mother, "mother", ""));
    TRY(relate(k, &sibling, &father, "father", ""));
    return relate(k, parent, &sibling, "sibling", seed_chance(k->s, 50) ? "strong" : "weak");
}

static enum err former_add(const struct kin *k, const struct person *parent)
{
    bool mother = str_eq(parent->sex, STR("female"));
    struct person former, half;
    int year = year_of(parent), now = 0, m, d;

    date_to_ymd(date_of(k->s->ctx->now, 0), &now, &m, &d);
    TRY(add(k, !mother, year - 1, DATE_NONE, &former));
    TRY(add(k, seed_chance(k->s, 50), year + 19 < now ? year + 19 : now - 1, DATE_NONE, &half));
    TRY(relate(k, parent, &former, seed_chance(k->s, 50) ? "divorced" : "former_partner",
               "stressful"));
    TRY(relate(k, &half, parent, mother ? "mother" : "father", ""));
    return relate(k, &half, &former, mother ? "father" : "mother", "strong");
}

/* The other parent of a child that lives with one of them. */
static enum err other_parent_add(const struct kin *k, const struct person *child,
                                 const struct person *parent)
{
    bool mother = str_eq(parent->sex, STR("female"));
    struct person other;

    TRY(add(k, !mother, year_of(parent) - 2, DATE_NONE, &other));
    TRY(relate(k, child, &other, mother ? "father" : "mother", "weak"));
    return relate(k, parent, &other, "separated", "stressful");
}

enum err seed_kin(struct seed *s, const struct person *client, const struct person *adult)
{
    struct kin k = {.s = s, .near = client, .arabic = str_eq(client->languages, STR("ar"))};
    const struct person *parent = adult ? adult : client;
    struct person neighbour;

    if (adult && year_of(adult) > year_of(client) - 17)
        return OK; /* too young to be a parent of the client */
    TRY(elders_add(&k, parent));
    TRY(former_add(&k, parent));
    if (adult)
        TRY(other_parent_add(&k, client, adult));
    TRY(add(&k, seed_chance(s, 60), 1960 + (int)seed_pick(s, 30), DATE_NONE, &neighbour));
    return relate(&k, client, &neighbour, seed_chance(s, 60) ? "neighbour" : "friend",
                  seed_chance(s, 60) ? "strong" : "weak");
}
