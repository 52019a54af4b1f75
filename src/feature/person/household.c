/* person/household.c: who lives with whom, since when, and where. Nobody is ever taken out of a
 * household: they move out on a day. */
#include "core/authz.h"
#include "core/event.h"
#include "core/pack.h"
#include "feature/person/household_store.h"
#include "feature/person/person.h"
#include "feature/person/person_store.h"

enum err household_load(struct ctx *ctx, struct id id, struct household *ret)
{
    TRY(household_store_find(ctx, id, ret));
    ctx_access(ctx, "household", id, ID_NONE, ID_NONE);
    return OK;
}

enum err household_list(struct ctx *ctx, const struct person *person, struct household_list *ret)
{
    return household_store_of(ctx, person->id, ret);
}

enum err household_members(struct ctx *ctx, const struct household *household,
                           struct household_member_list *ret, int64_t *ret_hidden)
{
    TRY(household_store_members(ctx, household->id, ret));
    return household_store_hidden(ctx, household->id, ret_hidden);
}

static enum err emit(struct ctx *ctx, const char *kind, const struct household *household,
                     const struct person *person, struct str data)
{
    return event_emit(ctx, &(struct event){.kind = kind,
                                           .subject_id = household->id,
                                           .person_id = person ? person->id : ID_NONE,
                                           .summary = household->name,
                                           .data = data});
}

static enum err check(struct ctx *ctx, const struct household_draft *draft, struct household *h)
{
    h->name = str_trim(draft->name);
    h->address = draft->address;
    h->area_id = draft->area_id;
    if (!str_given(h->name))
        return ctx_fail(ctx, E_INVALID, "person.household_name_missing", "name");
    if (id_given(h->area_id)) {
        enum err e = person_store_area(ctx, h->area_id, &h->area_name);

        if (e == E_NOT_FOUND)
            return ctx_fail(ctx, E_INVALID, "person.area_wrong", "area");
        return e;
    }
    return OK;
}

static struct str household_diff(struct ctx *ctx, const struct household *before,
                                 const struct household *after)
{
    struct event_diff diff = {.ctx = ctx};

    event_diff_add(&diff, "name", before->name, after->name);
    event_diff_add(&diff, "address", before->address, after->address);
    event_diff_add(&diff, "area", before->area_name, after->area_name);
    return event_diff_done(&diff);
}

enum err household_join(struct ctx *ctx, const struct household *household,
                        const struct person *person, struct str role, struct date since)
{
    struct household_member member = {.role = role, .since = since, .person = *person};
    struct event_diff diff = {.ctx = ctx};
    bool present = false;

    TRY(authz_need(ctx, CAP_PERSON_EDIT));
    if (date_cmp(since, ctx_today(ctx)) > 0)
        return ctx_fail(ctx, E_INVALID, "person.since_in_future", "since");
    if (!pack_code_find(ctx->pack, STR("household_role"), role))
        return ctx_fail(ctx, E_INVALID, "form.not_choice", "role");
    TRY(household_store_is_present(ctx, household->id, person->id, &present));
    if (present)
        return ctx_fail(ctx, E_CONFLICT, "person.lives_there", NULL);
    member.id = id_new(ctx, "household_member");
    TRY(household_store_join(ctx, household->id, &member));
    event_diff_add(&diff, "role", STR_NONE, role);
    event_diff_add(&diff, "since", STR_NONE, ctx_date_text(ctx, since));
    return emit(ctx, "person.household_joined", household, person, event_diff_done(&diff));
}

enum err household_add(struct ctx *ctx, const struct person *person,
                       const struct household_draft *draft, struct household *ret)
{
    struct household household = {.version = 1};

    TRY(authz_need(ctx, CAP_PERSON_EDIT));
    TRY(check(ctx, draft, &household));
    household.id = id_new(ctx, "household");
    TRY(household_store_insert(ctx, &household));
    TRY(household_join(ctx, &household, person, draft->role, draft->since));
    *ret = household;
    return OK;
}

enum err household_edit(struct ctx *ctx, struct household *household,
                        const struct household_draft *draft)
{
    struct household wanted = *household;
    struct str data;
    enum err e;

    TRY(authz_need(ctx, CAP_PERSON_EDIT));
    TRY(check(ctx, draft, &wanted));
    data = household_diff(ctx, household, &wanted);
    if (!str_given(data))
        return OK;
    wanted.version = draft->version;
    e = household_store_update(ctx, &wanted);
    if (e == E_CONFLICT) {
        ctx_conflict_add(ctx, "person.household_name", household->name, wanted.name);
        ctx_conflict_add(ctx, "person.address", household->address, wanted.address);
        ctx_conflict_add(ctx, "person.area", household->area_name, wanted.area_name);
        return ctx_conflict(ctx, household->version, "person.changed_meanwhile");
    }
    TRY(e);
    TRY(emit(ctx, "person.household_edited", &wanted, NULL, data));
    *household = wanted;
    return OK;
}

enum err household_leave(struct ctx *ctx, const struct household *household, struct id member_id,
                         struct date until)
{
    struct household_member member;
    struct event_diff diff = {.ctx = ctx};

    TRY(authz_need(ctx, CAP_PERSON_EDIT));
    TRY(household_store_member(ctx, household->id, member_id, &member));
    if (!member.present)
        return ctx_fail(ctx, E_CONFLICT, "person.left_already", NULL);
    if (date_cmp(until, ctx_today(ctx)) > 0)
        return ctx_fail(ctx, E_INVALID, "person.until_in_future", "until");
    if (date_cmp(until, member.since) < 0)
        return ctx_fail(ctx, E_INVALID, "person.until_before_since", "until");
    TRY(household_store_end(ctx, member_id, until));
    event_diff_add(&diff, "until", STR_NONE, ctx_date_text(ctx, until));
    return emit(ctx, "person.household_left", household, &member.person, event_diff_done(&diff));
}

enum err household_children(struct ctx *ctx, struct id person_id, int *ret)
{
    struct person person = {.id = person_id};
    struct household_list homes = {0};

    TRY(household_list(ctx, &person, &homes));
    *ret = homes.n == 0 ? -1 : 0;
    for (size_t i = 0; i < homes.n; i++) {
        struct household_member_list members = {0};
        int64_t hidden;

        TRY(household_members(ctx, &homes.items[i], &members, &hidden));
        for (size_t k = 0; k < members.n; k++) {
            int age = date_age(members.items[k].person.birth_date, ctx_today(ctx));

            *ret += members.items[k].present && age >= 0 && age < 18;
        }
    }
    return OK;
}
