/* app/seed_units.c: who works where: agencies, areas, teams, accounts. */
#include <stdio.h>

#include "app/seed.h"
#include "app/seed_sql.gen.h"
#include "core/password.h"

#define TEAMS_AN_AGENCY 12
#define DEMO_PASSWORD "demo-only-pass-phrase"

static const char *const districts[] = {"North", "East", "Harbour",  "Hills",  "River", "South",
                                        "West",  "Lake", "Old Town", "Valley", "Coast", "Plains"};

/* Somebody to be hired. */
struct hire {
    struct str login, name, password;
    enum role role;
    bool arabic;
};

static struct actor actor_add(struct seed *s, const struct hire *h, const struct seed_team *team,
                              enum err *e)
{
    struct ctx *ctx = s->ctx;
    enum role role = h->role;
    struct actor actor = {.account_id = id_new(ctx, "account"), .role = role, .name = h->name};
    bool worker = role == ROLE_WORKER, unit = worker || role == ROLE_SUPERVISOR;
    bool agency = role == ROLE_COORDINATOR;

    actor.seat_id = id_new(ctx, "seat");
    actor.scope_id = worker   ? actor.account_id
                     : unit   ? team->id
                     : agency ? team->agency_id
                              : actor.account_id;
    if (unit || agency)
        actor.agency_id = team->agency_id;
    if (unit)
        actor.team_id = team->id;
    authz_grant(&actor);
    *e = db_exec(ctx->db, &SQL_SEED_ACCOUNT,
                 BINDS(b_id(actor.account_id), b_str(h->login), b_str(h->name), b_str(h->password),
                       b_str(h->arabic ? STR("ar") : STR("en")), b_int(ctx->now.us)),
                 NULL);
    if (*e != OK)
        return actor;
    *e = db_exec(ctx->db, &SQL_SEED_SEAT,
                 BINDS(b_id(actor.seat_id), b_id(actor.account_id), b_str(role_code(role)),
                       b_str(worker   ? STR("own")
                             : unit   ? STR("team")
                             : agency ? STR("agency")
                                      : STR("all")),
                       b_id(actor.scope_id), b_id(actor.team_id), b_id(actor.agency_id),
                       b_int(ctx->now.us)),
                 NULL);
    return actor;
}

static enum err team_add(struct seed *s, int64_t index, int64_t workers, struct str password)
{
    struct ctx *ctx = s->ctx;
    struct seed_team *team = &s->teams.items[index];
    enum err e = OK;
    const char *district = districts[(size_t)index % (sizeof districts / sizeof districts[0])];
    int64_t turn = index / 12 + 1; /* of the list of names */
    struct str name = str_fmt(ctx->arena, "%s %lld", district, (long long)turn);

    team->id = id_new(ctx, "team");
    TRY(db_exec(ctx->db, &SQL_SEED_TEAM,
                BINDS(b_id(team->id), b_id(team->agency_id), b_id(team->area_id), b_str(name),
                      b_int(ctx->now.us)),
                NULL));
    team->supervisor =
        actor_add(s,
                  &(struct hire){str_fmt(ctx->arena, "supervisor%lld", (long long)index + 1),
                                 seed_worker_name(s, false), password, ROLE_SUPERVISOR, false},
                  team, &e);
    for (int64_t i = 0; e == OK && i < workers; i++) {
        bool arabic = i % 4 == 3;
        struct seed_worker *w = LIST_PUSH(s->units, &team->workers);

        w->arabic = arabic;
        int64_t number = index * SEED_TEAM + i + 1;

        w->actor =
            actor_add(s,
                      &(struct hire){str_fmt(ctx->arena, "worker%lld", (long long)number),
                                     seed_worker_name(s, arabic), password, ROLE_WORKER, arabic},
                      team, &e);
    }
    return e;
}

static enum err agency_add(struct seed *s, int64_t index, struct id *ret)
{
    struct ctx *ctx = s->ctx;

    *ret = id_new(ctx, "agency");
    return db_exec(
        ctx->db, &SQL_SEED_AGENCY,
        BINDS(b_id(*ret), b_str(str_fmt(ctx->arena, "agency-%lld", (long long)index + 1)),
              b_str(index
                        ? str_fmt(ctx->arena, "Regional Social Services %lld", (long long)index + 1)
                        : STR("District Social Services")),
              b_int(ctx->now.us)),
        NULL);
}

static enum err area_add(struct seed *s, struct id parent, struct str code, struct str name,
                         struct id *ret)
{
    *ret = id_new(s->ctx, "area");
    return db_exec(s->ctx->db, &SQL_SEED_AREA,
                   BINDS(b_id(*ret), b_id(parent), b_str(code), b_str(name)), NULL);
}

/* The accounts that ./demo names; the worker and the supervisor share the first team. */
static enum err demo_accounts(struct seed *s, struct str password)
{
    static const struct {
        const char *login, *name;
        enum role role;
    } more[] = {{"coordinator", "Elias Moreau", ROLE_COORDINATOR},
                {"analyst", "Nadia Okafor", ROLE_ANALYST},
                {"admin", "Omar Diallo", ROLE_ADMINISTRATOR},
                {"auditor", "Uma Rahman", ROLE_AUDITOR}};
    struct seed_team *team = &s->teams.items[0];
    enum err e = OK;

    for (size_t i = 0; e == OK && i < sizeof more / sizeof more[0]; i++)
        (void)actor_add(s,
                        &(struct hire){str_c(more[i].login), str_c(more[i].name), password,
                                       more[i].role, false},
                        team, &e);
    return e;
}

enum err seed_units(struct seed *s, int64_t cases, bool demo)
{
    struct ctx *ctx = s->ctx;
    int64_t workers = (cases + SEED_CASELOAD - 1) / SEED_CASELOAD;
    int64_t teams = (workers + SEED_TEAM - 1) / SEED_TEAM;
    struct str password = STR("!"); /* nobody can sign in with it */
    struct id agency = ID_NONE, region = ID_NONE;

    if (demo)
        TRY(password_hash(ctx, STR(DEMO_PASSWORD), &password));
    ctx->now.us = s->until.us - 4 * (365 * DAY_US);
    s->worker_n = workers;
    TRY(tx_begin(ctx->db, TX_WRITE));
    for (int64_t i = 0; i < teams; i++)
        (void)LIST_PUSH(s->units, &s->teams);
    for (int64_t i = 0; i < teams; i++) {
        struct seed_team *team = &s->teams.items[i];
        int64_t here = workers - i * SEED_TEAM;

        seed_command(s);
        if (i % TEAMS_AN_AGENCY == 0) {
            TRY(agency_add(s, i / TEAMS_AN_AGENCY, &agency));
            TRY(area_add(
                s, ID_NONE, str_fmt(ctx->arena, "r%lld", (long long)(i / TEAMS_AN_AGENCY + 1)),
                str_fmt(ctx->arena, "Region %lld", (long long)(i / TEAMS_AN_AGENCY + 1)), &region));
        }
        team->agency_id = agency;
        TRY(area_add(s, region, str_fmt(ctx->arena, "d%lld", (long long)i + 1),
                     str_fmt(ctx->arena, "%s District%s", districts[i % 12],
                             i < 12 ? "" : str_fmt(ctx->arena, " %lld", (long long)(i / 12 + 1)).p),
                     &team->area_id));
        TRY(team_add(s, i, here < SEED_TEAM ? here : SEED_TEAM, password));
    }
    if (demo)
        TRY(demo_accounts(s, password));
    return tx_commit(ctx->db);
}
