/* app/scenario_case.c: a person with an open case, by the same rules as pages make them. */
#include "app/scenario.h"
#include "feature/casefile/casefile.h"

static enum err case_open(struct ctx *ctx, const struct person *draft,
                          const struct casefile_draft *wanted, struct casefile *ret)
{
    struct casefile_draft file = *wanted;
    struct person person;

    TRY(person_add(ctx, draft, &person));
    file.person_id = person.id;
    if (ctx->actor.role == ROLE_WORKER)
        file.worker_id = ctx->actor.account_id;
    return casefile_open(ctx, &file, ret);
}

enum err world_case(struct world *w, struct str given, struct str family, struct str risk,
                    struct world_case *ret)
{
    struct ctx ctx = world_ctx(w, str_z(w->request, w->actor));
    struct person person = {.given_name = given,
                            .family_name = family,
                            .sex = STR("female"),
                            .birth_date = date_from_ymd(1992, 4, 5),
                            .died_on = DATE_NONE,
                            .languages = STR("en ar"),
                            .phone = STR("55 010 417"),
                            .area_id = world_id(w, "a-north")};
    struct casefile_draft draft = {.risk = risk, .summary = STR("Asked for help at the office")};
    struct casefile file;

    TRY(tx_begin(w->db, TX_WRITE));
    enum err e = case_open(&ctx, &person, &draft, &file);

    if (e == OK)
        e = tx_commit(w->db);
    if (e != OK) {
        tx_rollback(w->db);
        return e;
    }
    *ret = (struct world_case){.casefile_id = file.id,
                               .person_id = file.person_id,
                               .number = str_dup(w->arena, file.number)};
    return OK;
}
