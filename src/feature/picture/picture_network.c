/* picture/picture_network.c: who lives together, and whom they have to do with: people they are
 * related to, people of the case, the team, and who was asked to help. */
#include "feature/picture/picture.h"
#include "feature/referral/referral.h"

bool picture_has(const struct person_list *list, struct id person_id)
{
    for (size_t i = 0; i < list->n; i++)
        if (id_eq(list->items[i].id, person_id))
            return true;
    return false;
}

enum err picture_home(struct ctx *ctx, const struct person *client, struct picture_network *ret)
{
    struct household_list households = {0};

    *ret = (struct picture_network){0};
    LIST_ADD(ctx->arena, &ret->home, *client);
    TRY(household_list(ctx, client, &households));
    for (size_t i = 0; i < households.n; i++) {
        struct household_member_list members = {0};
        int64_t hidden = 0;

        TRY(household_members(ctx, &households.items[i], &members, &hidden));
        ret->hidden += hidden;
        for (size_t k = 0; k < members.n; k++)
            if (members.items[k].present && !picture_has(&ret->home, members.items[k].person.id))
                LIST_ADD(ctx->arena, &ret->home, members.items[k].person);
    }
    return OK;
}

static void tie_add(struct ctx *ctx, struct picture_network *net, struct picture_tie tie)
{
    if (net->ties.n < PICTURE_TIES_MAX)
        LIST_ADD(ctx->arena, &net->ties, tie);
}

/* People outside the household to whom somebody in it is related. */
static enum err relations_add(struct ctx *ctx, struct picture_network *net)
{
    for (size_t i = 0; i < net->home.n; i++) {
        struct relationship_list list = {0};

        TRY(relationship_list(ctx, &net->home.items[i], &list));
        for (size_t k = 0; k < list.n; k++) {
            const struct relationship *r = &list.items[k];

            if (!picture_has(&net->home, r->other.id) && !date_given(r->other.died_on))
                tie_add(ctx, net,
                        (struct picture_tie){.around = PICTURE_PERSON,
                                             .person_id = r->other.id,
                                             .name = person_name(ctx, &r->other),
                                             .list = STR("relationship"),
                                             .code = r->kind,
                                             .of = person_name(ctx, &net->home.items[i]),
                                             .tie = r->tie});
        }
    }
    return OK;
}

static bool is_around(const struct picture_network *net, struct id person_id)
{
    for (size_t i = 0; i < net->ties.n; i++)
        if (id_eq(net->ties.items[i].person_id, person_id))
            return true;
    return picture_has(&net->home, person_id);
}

static enum err people_add(struct ctx *ctx, const struct casefile *file,
                           struct picture_network *net)
{
    struct casefile_person_list people;

    TRY(casefile_people(ctx, file, &people));
    for (size_t i = 0; i < people.n; i++)
        if (!is_around(net, people.items[i].person_id))
            tie_add(ctx, net,
                    (struct picture_tie){.around = PICTURE_PERSON,
                                         .person_id = people.items[i].person_id,
                                         .name = people.items[i].name,
                                         .list = STR("casefile_role"),
                                         .code = people.items[i].role});
    return OK;
}

static bool counts(const struct referral *r)
{
    return referral_state_is_open(r->state) || r->state == REFERRAL_COMPLETED;
}

static enum err referrals_add(struct ctx *ctx, const struct casefile *file,
                              struct picture_network *net)
{
    struct referral_list list = {0};

    if (!authz_can(ctx, CAP_REFERRAL_READ))
        return OK;
    TRY(referral_list_for_casefile(ctx, file, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct referral *r = &list.items[i];
        bool waits = r->state == REFERRAL_REQUESTED || r->state == REFERRAL_ON_HOLD;

        if (counts(r))
            tie_add(ctx, net,
                    (struct picture_tie){.around = PICTURE_SERVICE,
                                         .name = r->to_name,
                                         .list = STR("referral_state"),
                                         .code = referral_state_code(r->state),
                                         .tie = waits ? STR("weak") : STR_NONE,
                                         .href = referral_path(ctx, r)});
    }
    return OK;
}

enum err picture_network(struct ctx *ctx, const struct casefile *file, struct picture_network *ret)
{
    struct picture_network net;
    struct person client;

    TRY(person_load(ctx, file->person_id, &client));
    TRY(picture_home(ctx, &client, &net));
    TRY(relations_add(ctx, &net));
    TRY(people_add(ctx, file, &net));
    if (str_given(file->team_name))
        tie_add(ctx, &net,
                (struct picture_tie){
                    .around = PICTURE_TEAM, .name = file->team_name, .of = file->worker_name});
    TRY(referrals_add(ctx, file, &net));
    *ret = net;
    return OK;
}
