/* app/scenario_world.c: the database of a scenario with its cast, and requests to the program in
 * it.
 */
#include <string.h>

#include "app/assets.h"
#include "app/scenario.h"
#include "app/scenario_file.h"
#include "app/scenario_sql.gen.h"
#include "app/seed_sql.gen.h"
#include "core/core_sql.gen.h"
#include "core/form_version.h"
#include "core/pack.h"
#include "feature/account/account.h"
#include "plat/crypto.h"
#include "plat/migrate.h"
#include "plat/os.h"

/* Two agencies; the north has two teams. Ben is Ana's colleague, Dina, Rami and Sofia
 * are strangers. */
const struct player scenario_cast[] = {
    {"ana", "Ana Torres", ROLE_WORKER, "own", "North 1", "en"},
    {"ben", "Ben Okafor", ROLE_WORKER, "own", "North 1", "en"},
    {"salma", "Salma Haddad", ROLE_WORKER, "own", "North 2", "ar"},
    {"carla", "Carla Mendes", ROLE_SUPERVISOR, "team", "North 1", "en"},
    {"dina", "Dina Petrov", ROLE_SUPERVISOR, "team", "North 2", "fr"},
    {"eli", "Eli Moreau", ROLE_COORDINATOR, "agency", "north", "en"},
    {"rami", "Rami Saleh", ROLE_WORKER, "own", "South 1", "en"},
    {"sofia", "Sofia Reyes", ROLE_SUPERVISOR, "team", "South 1", "es"},
    {"nadia", "Nadia Okoye", ROLE_ANALYST, "all", "", "en"},
    {"omar", "Omar Diallo", ROLE_ADMINISTRATOR, "all", "", "en"},
    {"uma", "Uma Rahman", ROLE_AUDITOR, "all", "", "en"},
};
const int scenario_cast_n = sizeof scenario_cast / sizeof scenario_cast[0];

struct id world_id(struct world *w, const char *what)
{
    struct sha256 hash = crypto_sha256(str_c(what));

    /* Of the first day, whatever the clock says now. */
    return id_make_v7(w->began.us / 1000, hash.b);
}

/* Of the world's first day, before any feature is to be trusted. */
static struct bind of(struct world *w, const char *what)
{
    return b_id(world_id(w, what));
}

static enum err units_make(struct world *w)
{
    static const char *const agencies[][5] = {
        {"north", "North Social Services", "a-north", "north-area", "North District"},
        {"south", "South Family Centre", "a-south", "south-area", "South District"}};
    static const char *const teams[][3] = {{"North 1", "north", "a-north"},
                                           {"North 2", "north", "a-north"},
                                           {"South 1", "south", "a-south"}};

    for (size_t i = 0; i < sizeof agencies / sizeof agencies[0]; i++) {
        const char *const *a = agencies[i];

        TRY(db_exec(w->db, &SQL_SEED_AGENCY,
                    BINDS(of(w, a[0]), b_str(str_c(a[0])), b_str(str_c(a[1])), b_int(w->now.us)),
                    NULL));
        TRY(db_exec(w->db, &SQL_SEED_AREA,
                    BINDS(of(w, a[2]), b_id(ID_NONE), b_str(str_c(a[3])), b_str(str_c(a[4]))),
                    NULL));
    }
    for (size_t i = 0; i < sizeof teams / sizeof teams[0]; i++)
        TRY(db_exec(w->db, &SQL_SEED_TEAM,
                    BINDS(of(w, teams[i][0]), of(w, teams[i][1]), of(w, teams[i][2]),
                          b_str(str_c(teams[i][0])), b_int(w->now.us)),
                    NULL));
    return OK;
}

static const char *named(struct world *w, const char *what, const char *login)
{
    return str_fmt(w->arena, "%s %s", what, login).p;
}

/* The cookie token-LOGIN opens it for the next 400 days. */
static enum err session_make(struct world *w, const struct player *p, const char *id,
                             const char *token)
{
    struct sha256 hash = crypto_sha256(str_fmt(w->arena, "token-%s", token));

    return db_exec(w->db, &SQL_SCENARIO_SESSION,
                   BINDS(of(w, id), b_blob((struct str){(const char *)hash.b, SHA256_SIZE}),
                         of(w, p->login), of(w, named(w, "seat", p->login)), b_int(w->now.us),
                         b_int(w->now.us + 400 * DAY_US)),
                   NULL);
}

static enum err seat_make(struct world *w, const struct player *p)
{
    bool own = strcmp(p->scope_kind, "own") == 0, all = strcmp(p->scope_kind, "all") == 0;
    bool team = own || strcmp(p->scope_kind, "team") == 0;
    const char *agency = strncmp(p->unit, "North", 5) == 0 ? "north" : "south";

    return db_exec(w->db, &SQL_SEED_SEAT,
                   BINDS(of(w, named(w, "seat", p->login)), of(w, p->login),
                         b_str(role_code(p->role)), b_str(str_c(p->scope_kind)),
                         of(w, own || all ? p->login : p->unit),
                         team ? of(w, p->unit) : b_id(ID_NONE),
                         all    ? b_id(ID_NONE)
                         : team ? of(w, agency)
                                : of(w, p->unit),
                         b_int(w->now.us)),
                   NULL);
}

/* With a second session and a draft, so that there is something of their own to end and to open. */
static enum err player_make(struct world *w, const struct player *p)
{
    const char *login = p->login;

    TRY(db_exec(w->db, &SQL_SEED_ACCOUNT,
                BINDS(of(w, login), b_str(str_c(login)), b_str(str_c(p->name)), b_str(STR_NONE),
                      b_str(str_c(p->language)), b_int(w->now.us)),
                NULL));
    TRY(seat_make(w, p));
    TRY(session_make(w, p, named(w, "session", login), login));
    TRY(session_make(w, p, named(w, "spare session", login), named(w, "spare", login)));
    return db_exec(w->db, &SQL_SCENARIO_DRAFT,
                   BINDS(of(w, named(w, "draft", login)), of(w, login), b_int(w->now.us)), NULL);
}

static enum err database_make(struct world *w, const char *url)
{
    int applied;

    TRY(db_open(url, true, &w->db));
    if (db_is_pg(w->db))
        TRY(db_script(w->db, "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"));
    return migrate_run(w->db, &applied);
}

static enum err cast_make(struct world *w)
{
    TRY(units_make(w));
    for (int i = 0; i < scenario_cast_n; i++)
        TRY(player_make(w, &scenario_cast[i]));
    return OK;
}

/* The pack, and a site that serves it. */
static enum err site_make(struct world *w, const char *pack_dir)
{
    TRY(pack_load(w->arena, pack_dir, &w->pack, &w->problem));
    w->pack->idle_minutes = 60 * 24 * 365;
    w->site = (struct site){.features = feature_all,
                            .tables = sync_tables,
                            .pack = w->pack,
                            .name = STR("North Social Services"),
                            .secret = STR("0123456789abcdef0123456789abcdef"),
                            .asset_version = STR("test"),
                            .dev = true};
    return site_check(&w->site, w->arena, &w->problem);
}

static enum err forms_publish(struct world *w)
{
    struct ctx ctx = {.arena = w->request,
                      .db = w->db,
                      .reads = w->db,
                      .site = &w->site,
                      .pack = w->pack,
                      .now = w->now};

    db_use_arena(w->db, w->request);
    return form_version_publish(&ctx, &w->problem);
}

enum err world_open(const struct world_setup *setup, struct world *ret)
{
    struct world *w = ret;

    *w = (struct world){.arena = arena_new((size_t)128 << 20),
                        .request = arena_new((size_t)16 << 20)};
    TRY(crypto_init());
    TRY(instant_parse(STR("2026-11-20T09:00:00Z"), &w->now));
    w->began = w->now;
    if (setup->of_today)
        w->now = os_now();
    TRY(site_make(w, setup->pack_dir));
    scenario_vault_open(w, setup);
    enum err e = database_make(w, setup->url);

    if (e == OK)
        e = forms_publish(w);
    if (e == OK)
        e = cast_make(w);
    if (e != OK)
        w->problem = str_dup(w->arena, str_c(w->db ? db_error(w->db) : db_open_error()));
    crypto_sign_new_pair(w->keys.secret, w->keys.public_);
    return e;
}

void world_close(struct world *w)
{
    scenario_vault_close(w);
    if (w->db)
        db_close(w->db);
    arena_free(w->request);
    arena_free(w->arena);
}

struct ctx world_ctx(struct world *w, const char *login)
{
    struct ctx ctx = {.arena = w->request,
                      .db = w->db,
                      .reads = w->db,
                      .site = &w->site,
                      .pack = w->pack,
                      .locale = locale_all[0],
                      .now = w->now,
                      .claimed_at = w->now,
                      .tz_offset_min = w->pack->tz_offset_min};

    db_use_arena(w->db, w->request);
    (void)!id_parse(world_cmd(w), &ctx.cmd_id);
    for (int i = 0; login && i < scenario_cast_n; i++) {
        const struct player *p = &scenario_cast[i];
        bool own = strcmp(p->scope_kind, "own") == 0;

        if (strcmp(p->login, login) != 0)
            continue;
        ctx.actor = (struct actor){
            .account_id = world_id(w, login),
            .seat_id = world_id(w, str_z(w->request, str_fmt(w->request, "seat %s", login))),
            .scope_id = own || !p->unit[0] ? world_id(w, login) : world_id(w, p->unit),
            .role = p->role,
            .name = str_c(p->name)};
        if (own || strcmp(p->scope_kind, "team") == 0) {
            ctx.actor.team_id = world_id(w, p->unit);
            ctx.actor.agency_id =
                world_id(w, strncmp(p->unit, "North", 5) == 0 ? "north" : "south");
        }
        authz_grant(&ctx.actor);
    }
    return ctx;
}

struct str world_cmd(struct world *w)
{
    char text[ID_TEXT];
    struct sha256 hash = crypto_sha256(str_fmt(w->arena, "command %u", ++w->commands));

    return str_dup(w->arena, id_format(id_make_v7(w->now.us / 1000, hash.b), text));
}

/* An empty header is none. */
static struct str authorization_of(const struct world *w)
{
    return str_has_prefix(w->actor, STR("device:"))
               ? str_fmt(w->request, "Device %.*s", STR_ARG(str_from(w->actor, 7)))
               : STR_NONE;
}

static struct str cookie_of(const struct world *w)
{
    const char *prefix = w->site.secure_cookies ? "__Host-" : "";

    if (str_has_prefix(w->actor, STR("device:")))
        return STR_NONE;
    if (!str_given(w->actor))
        return str_fmt(w->request, "%salidade-pre=visitor", prefix);
    return str_fmt(w->request, "%salidade%s%.*s", prefix, w->actor.p[0] == '=' ? "" : "=token-",
                   STR_ARG(w->actor));
}

static struct str type_of(const struct world_ask *ask)
{
    if (ask->type)
        return str_c(ask->type);
    return ask->json && str_has_prefix(ask->body, STR("{"))
               ? STR("application/json")
               : STR("application/x-www-form-urlencoded");
}

void world_request(struct world *w, const struct world_ask *ask, struct http_response *ret)
{
    struct ctx ctx = world_ctx(w, NULL);
    ptrdiff_t q = str_find(ask->target, STR("?"), 0);
    struct req_header headers[] = {
        {STR("Authorization"), authorization_of(w)},
        {STR("Cookie"), cookie_of(w)},
        {STR("Accept"), ask->json ? STR("application/json") : STR("text/html")},
        {STR("Content-Type"), type_of(ask)},
        {STR("Host"), STR("test")},
        {STR("Accept-Language"), STR("en")},
        {STR("Origin"), w->origin},
    };
    struct http_request request = {.method = ask->method,
                                   .path =
                                       q < 0 ? ask->target : str_slice(ask->target, 0, (size_t)q),
                                   .query = q < 0 ? STR_NONE : str_from(ask->target, (size_t)q + 1),
                                   .body = ask->body,
                                   .headers = headers,
                                   .header_n = sizeof headers / sizeof headers[0],
                                   .peer = str_given(w->peer) ? w->peer : STR("192.0.2.1")};

    dispatch_http(&ctx, &request, ret);
    /* What cannot be read is an empty answer, which no test expects. */
    (void)!dispatch_file_read(w->request, ret);
}

/* Any page shows a token; the mask does not matter. */
struct str world_csrf(struct world *w)
{
    struct http_response response;
    const char *page = str_given(w->actor) ? "/session" : "/sign-in";

    world_request(w, &(struct world_ask){STR("GET"), str_c(page), STR_NONE, true}, &response);
    ptrdiff_t at = str_find(response.body, STR("\"csrf\":\""), 0);

    if (at < 0)
        return STR_NONE;
    struct str rest = str_from(response.body, (size_t)at + 8), token;

    return str_split(&rest, '"', &token) ? str_dup(w->arena, token) : STR_NONE;
}

enum err world_jobs(struct world *w)
{
    struct ctx ctx = world_ctx(w, NULL);
    int n = 1;

    for (const struct feature *const *f = w->site.features; *f; f++) {
        for (const struct job *job = (*f)->jobs; job && job->run; job++) {
            struct ctx own = world_ctx(w, NULL);

            TRY(tx_begin(own.db, TX_WRITE));
            enum err e = job->run(&own);

            if (e != OK) {
                tx_rollback(own.db);
                return e;
            }
            TRY(tx_commit(own.db));
        }
    }
    while (n > 0)
        TRY(journal_fold_reads(&ctx, &n));
    for (n = 1; n > 0;)
        TRY(journal_sequence(&ctx, &w->keys, &n));
    return OK;
}
