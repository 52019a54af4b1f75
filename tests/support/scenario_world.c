/* support/scenario_world.c: see scenario.h. */
#include "scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/assets.h"
#include "core/core_sql.gen.h"
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

static void must(enum err e, const char *what, struct db *db)
{
    if (e == OK)
        return;
    fprintf(stderr, "scenario: %s: %s: %s\n", what, err_name(e), db ? db_error(db) : "");
    exit(2);
}

struct id world_id(struct world *w, const char *what)
{
    struct sha256 hash = crypto_sha256(str_c(what));

    /* Of the first day, whatever the clock says now. */
    return id_make_v7(w->began.us / 1000, hash.b);
}

/* Direct SQL: the world must stand before any feature is to be trusted. */
static void run(struct world *w, const char *text)
{
    must(db_script(w->db, text), text, w->db);
}

static const char *sql_id(struct world *w, const char *what)
{
    char text[ID_TEXT];
    struct str hex = id_format(world_id(w, what), text);

    if (db_is_pg(w->db))
        return str_z(w->arena, str_fmt(w->arena, "'%.*s'", STR_ARG(hex)));
    struct buf out;

    buf_init(&out, w->arena, 64);
    buf_put_z(&out, "x'");
    for (size_t i = 0; i < hex.n; i++) {
        if (hex.p[i] != '-')
            buf_put_c(&out, hex.p[i]);
    }
    buf_put_c(&out, '\'');
    return str_z(w->arena, buf_str(&out));
}

static const char *sql_token(struct world *w, const char *login)
{
    struct sha256 hash = crypto_sha256(str_fmt(w->arena, "token-%s", login));
    struct buf out;

    buf_init(&out, w->arena, 128);
    buf_put_z(&out, db_is_pg(w->db) ? "'\\x" : "x'");
    buf_put_hex(&out, hash.b, SHA256_SIZE);
    buf_put_c(&out, '\'');
    return str_z(w->arena, buf_str(&out));
}

static void units_make(struct world *w)
{
    static const char *const teams[][2] = {
        {"North 1", "north"}, {"North 2", "north"}, {"South 1", "south"}};
    const char *at = str_z(w->arena, str_fmt(w->arena, "%lld", (long long)w->now.us));

    for (int i = 0; i < 2; i++) {
        const char *code = i ? "south" : "north",
                   *name = i ? "South Family Centre" : "North Social Services";

        run(w, str_z(w->arena,
                     str_fmt(w->arena,
                             "INSERT INTO agency (id, code, name, created_at) VALUES (%s, '%s', "
                             "'%s', %s); INSERT INTO area (id, code, name) VALUES (%s, '%s-area', "
                             "'%s District')",
                             sql_id(w, code), code, name, at, sql_id(w, i ? "a-south" : "a-north"),
                             code, i ? "South" : "North")));
    }
    for (size_t i = 0; i < sizeof teams / sizeof teams[0]; i++)
        run(w, str_z(w->arena,
                     str_fmt(w->arena,
                             "INSERT INTO team (id, agency_id, area_id, name, created_at) VALUES "
                             "(%s, %s, %s, '%s', %s)",
                             sql_id(w, teams[i][0]), sql_id(w, teams[i][1]),
                             sql_id(w, strcmp(teams[i][1], "north") == 0 ? "a-north" : "a-south"),
                             teams[i][0], at)));
}

static void player_make(struct world *w, const struct player *p)
{
    struct arena *a = w->arena;
    const char *at = str_z(a, str_fmt(a, "%lld", (long long)w->now.us));
    const char *ends = str_z(a, str_fmt(a, "%lld", (long long)(w->now.us + 400 * DAY_US)));
    const char *account = sql_id(w, p->login),
               *seat = sql_id(w, str_z(a, str_fmt(a, "seat %s", p->login)));
    bool own = strcmp(p->scope_kind, "own") == 0, all = strcmp(p->scope_kind, "all") == 0;
    bool team = own || strcmp(p->scope_kind, "team") == 0;
    const char *unit = all ? "NULL" : sql_id(w, p->unit);
    const char *agency =
        team ? (strncmp(p->unit, "North", 5) == 0 ? sql_id(w, "north") : sql_id(w, "south")) : unit;

    run(w, str_z(a, str_fmt(a,
                            "INSERT INTO account (id, login, name, password, language, created_at) "
                            "VALUES (%s, '%s', '%s', '', '%s', %s);",
                            account, p->login, p->name, p->language, at)));
    run(w,
        str_z(a, str_fmt(a,
                         "INSERT INTO seat (id, account_id, role, scope_kind, scope_id, team_id, "
                         "agency_id, created_at) VALUES (%s, %s, '%.*s', '%s', %s, %s, %s, %s);",
                         seat, account, STR_ARG(role_code(p->role)), p->scope_kind,
                         own || all ? account : unit, team ? unit : "NULL", agency, at)));
    run(w, str_z(a, str_fmt(a,
                            "INSERT INTO session (id, token_hash, account_id, seat_id, created_at, "
                            "seen_at, ends_at) VALUES (%s, %s, %s, %s, %s, %s, %s);",
                            sql_id(w, str_z(a, str_fmt(a, "session %s", p->login))),
                            sql_token(w, p->login), account, seat, at, at, ends)));
    /* A second session and a draft, so that there is something of their own to end and to open. */
    run(w, str_z(a, str_fmt(a,
                            "INSERT INTO session (id, token_hash, account_id, seat_id, created_at, "
                            "seen_at, ends_at) VALUES (%s, %s, %s, %s, %s, %s, %s); "
                            "INSERT INTO draft (id, account_id, path, body, at) VALUES (%s, %s, "
                            "'/account/preferences', 'theme=dark', %s);",
                            sql_id(w, str_z(a, str_fmt(a, "spare session %s", p->login))),
                            sql_token(w, str_z(a, str_fmt(a, "spare %s", p->login))), account, seat,
                            at, at, ends, sql_id(w, str_z(a, str_fmt(a, "draft %s", p->login))),
                            account, at)));
}

static void database_empty(struct world *w)
{
    int applied;

    if (db_is_pg(w->db))
        run(w, "DROP SCHEMA public CASCADE; CREATE SCHEMA public;");
    must(migrate_run(w->db, &applied), "migrations", w->db);
}

void world_open(struct world *w, const char *url, const char *pack_dir)
{
    struct str problem = STR_NONE;

    *w = (struct world){.of_today = w->of_today,
                        .arena = arena_new((size_t)128 << 20),
                        .request = arena_new((size_t)16 << 20)};
    must(crypto_init(), "crypto", NULL);
    must(instant_parse(STR("2026-11-20T09:00:00Z"), &w->now), "clock", NULL);
    w->began = w->now;
    if (w->of_today)
        w->now = os_now();
    if (db_open(url, true, &w->db) != OK) {
        fprintf(stderr, "scenario: %s\n", db_open_error());
        exit(2);
    }
    database_empty(w);
    if (pack_load(w->arena, pack_dir, &w->pack, &problem) != OK) {
        fprintf(stderr, "scenario: %.*s\n", STR_ARG(problem));
        exit(2);
    }
    w->pack->idle_minutes = 60 * 24 * 365;
    w->site = (struct site){.features = feature_all,
                            .pack = w->pack,
                            .name = STR("North Social Services"),
                            .secret = STR("0123456789abcdef0123456789abcdef"),
                            .asset_version = STR("test"),
                            .dev = true};
    if (site_check(&w->site, w->arena, &problem) != OK) {
        fprintf(stderr, "scenario: %.*s\n", STR_ARG(problem));
        exit(2);
    }
    crypto_sign_new_pair(w->keys.secret, w->keys.public_);
    units_make(w);
    for (int i = 0; i < scenario_cast_n; i++)
        player_make(w, &scenario_cast[i]);
}

void world_close(struct world *w)
{
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

void world_request(struct world *w, struct str method, struct str target, struct str body,
                   bool json, struct http_response *ret)
{
    struct ctx ctx = world_ctx(w, NULL);
    ptrdiff_t q = str_find(target, STR("?"), 0);
    const char *prefix = w->site.secure_cookies ? "__Host-" : "";
    struct req_header headers[] = {
        {STR("Cookie"), str_given(w->actor)
                            ? str_fmt(w->request, "%salidade%s%.*s", prefix,
                                      w->actor.p[0] == '=' ? "" : "=token-", STR_ARG(w->actor))
                            : str_fmt(w->request, "%salidade-pre=visitor", prefix)},
        {STR("Accept"), json ? STR("application/json") : STR("text/html")},
        {STR("Content-Type"), json && body.n && body.p[0] == '{'
                                  ? STR("application/json")
                                  : STR("application/x-www-form-urlencoded")},
        {STR("Host"), STR("test")},
        {STR("Accept-Language"), STR("en")},
        {STR("Origin"), w->origin},
    };
    struct http_request request = {.method = method,
                                   .path = q < 0 ? target : str_slice(target, 0, (size_t)q),
                                   .query = q < 0 ? STR_NONE : str_from(target, (size_t)q + 1),
                                   .body = body,
                                   .headers = headers,
                                   .header_n = sizeof headers / sizeof headers[0],
                                   .peer = str_given(w->peer) ? w->peer : STR("192.0.2.1")};

    dispatch_http(&ctx, &request, ret);
}

/* Any page shows a token; the mask does not matter. */
struct str world_csrf(struct world *w)
{
    struct http_response response;
    const char *page = str_given(w->actor) ? "/session" : "/sign-in";

    world_request(w, STR("GET"), str_c(page), STR_NONE, true, &response);
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
