/* sync/sync_model_test_support.c: a server and many devices in one process, see
 * sync_model_test_support.h. */
#include "sync/sync_model_test_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/assets.h"
#include "feature/device/device.h"
#include "plat/crypto.h"
#include "plat/json.h"
#include "plat/migrate.h"
#include "sync/sync_internal.h"

#define STEP_ARENA ((size_t)512 << 20)
#define YEAR_US (365 * DAY_US)

/* ---- chance --------------------------------------------------------------------------------- */

int dice_roll(struct dice *dice, int n)
{
    uint64_t z = dice->state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (int)((z ^ (z >> 31)) % (uint64_t)n);
}

bool dice_in(struct dice *dice, int percent)
{
    return dice_roll(dice, 100) < percent;
}

static void must(enum err e, const char *what, struct db *db)
{
    if (e == OK)
        return;
    fprintf(stderr, "sync model: %s: %s %s\n", what, err_name(e), db ? db_error(db) : "");
    exit(2);
}

static void wrong(struct model *m, const char *what)
{
    if (!m->wrong)
        m->wrong = what;
}

/* ---- the network ---------------------------------------------------------------------------- */

static bool case_is_for(struct model *m, const struct sim *s, struct id casefile_id)
{
    static const struct sql sql = {
        .name = "model_seen",
        .sqlite = "SELECT 1 FROM casefile_scope WHERE casefile_id = $1 AND scope_id = $2",
        .pg = "",
        .arg_n = 2,
        .slot = SQL_NO_SLOT};
    struct rows rows;

    must(db_query(m->world.db, &sql, BINDS(b_id(casefile_id), b_id(s->dev.actor.scope_id)), &rows),
         "seen", m->world.db);
    bool seen = rows_next(&rows);

    must(rows_end(&rows), "seen", m->world.db);
    return seen;
}

/* No word of a case that is not for the device's owner, and nothing for one that was taken back. */
static void answer_judge(struct model *m, const struct sim *s, const char *path, struct str body)
{
    if (strcmp(path, "/sync/pull") != 0)
        return;
    for (int i = 0; i < m->case_n; i++) {
        const struct world_case *c = &m->cases[i];

        if (str_find(body, c->number, 0) < 0)
            continue;
        if (s->revoked)
            wrong(m, "a device that was taken back was given a case");
        else if (!case_is_for(m, s, c->casefile_id))
            wrong(m, "a device was given a case out of its scope");
    }
}

static void server_ask(struct model *m, struct str key, struct str path, struct str body,
                       struct http_response *ret)
{
    struct world *w = &m->world;
    const struct world_ask request = {STR("POST"), path, body, true};

    arena_reset(w->request);
    w->actor = str_cat(m->arena, STR("device:"), key);
    w->now.us += SECOND_US;
    world_request(w, &request, ret);
    w->actor = STR_NONE;
}

int model_ask(struct model *m, const struct sim *s, const char *path, struct str body)
{
    struct http_response response;

    server_ask(m, s->key, str_c(path), body, &response);
    return response.status;
}

static enum err sim_send(struct sim *s, struct sync_post *post)
{
    struct model *m = s->model;
    struct http_response response;
    bool loses = !m->quiet;

    m->sent++;
    if (s->crash || (loses && dice_in(&m->dice, 8)))
        return m->lost++, E_IO;
    /* An old request arrives late, out of its turn. */
    if (loses && str_given(m->old_body) && dice_in(&m->dice, 5)) {
        server_ask(m, m->old_key, m->old_path, m->old_body, &response);
        m->doubled++;
    }
    server_ask(m, s->key, str_c(post->path), post->body, &response);
    if (loses && dice_in(&m->dice, 6)) {
        server_ask(m, s->key, str_c(post->path), post->body, &response);
        m->doubled++;
    }
    if (loses && dice_in(&m->dice, 20)) {
        m->old_key = s->key;
        m->old_path = str_c(post->path);
        m->old_body = str_dup(m->arena, post->body);
    }
    answer_judge(m, s, post->path, response.body);
    if (loses && dice_in(&m->dice, 8))
        return m->lost++, E_IO;
    /* The power goes right after the server has done it. */
    if (loses && dice_in(&m->dice, 3)) {
        s->crash = true;
        return E_IO;
    }
    post->status = response.status;
    post->answer = str_dup(s->arena, response.body);
    return OK;
}

static enum err contact(struct sim *s)
{
    struct sync_round round = {0};
    struct sync_post post;

    for (;;) {
        TRY(sync_device_ask(&s->dev, &round, &post));
        if (!post.path)
            return OK;
        TRY(sim_send(s, &post));
        TRY(sync_device_answer(&s->dev, &round, &post));
    }
}

/* ---- a device ------------------------------------------------------------------------------- */

static enum err sim_roll_back(void *self, struct sync_device *d)
{
    struct sim *s = self;

    db_close(d->db);
    d->db = model_image_open(s->base, s->base_n);
    return OK;
}

static enum err sim_settle(void *self, struct sync_device *d)
{
    struct sim *s = self;

    model_image_take(d->db, &s->base, &s->base_n);
    model_image_take(d->box, &s->box, &s->box_n);
    return OK;
}

static void sim_now(struct sim *s)
{
    arena_reset(s->arena);
    s->dev.now.us = s->model->world.now.us + s->clock_us;
}

/* What is in memory is gone. */
void model_keep(struct sim *s)
{
    model_image_take(s->dev.box, &s->box, &s->box_n);
}

void model_restart(struct sim *s)
{
    s->crash = false;
    sim_now(s);
    db_close(s->dev.box);
    s->dev.box = model_image_open(s->box, s->box_n);
    must(sync_device_resume(&s->dev), "resume", s->dev.db);
    s->model->crashes++;
}

void model_contact(struct sim *s)
{
    sim_now(s);
    enum err e = contact(s);

    if (e != OK && e != E_IO && e != E_BUSY)
        wrong(s->model, "contact failed in another way than by the network");
    if (s->crash)
        model_restart(s);
    else
        model_keep(s);
}

static void sim_open(struct model *m, struct sim *s, const char *login, const void *empty, size_t n)
{
    static const char *const names[] = {"T0", "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9"};
    struct ctx ctx = world_ctx(&m->world, login);
    struct device device;
    struct str secret;
    char id[ID_TEXT];
    int own = 0;

    for (struct sim *other = m->sims; other < s; other++)
        own += strcmp(other->login, login) == 0;
    must(tx_begin(ctx.db, TX_WRITE), "enrol", ctx.db);
    must(device_enrol(&ctx, str_c(names[own]), false, &device, &secret), "enrol", ctx.db);
    must(tx_commit(ctx.db), "enrol", ctx.db);
    *s = (struct sim){.model = m, .login = login, .id = device.id};
    s->key = str_fmt(m->arena, "%.*s.%.*s", STR_ARG(id_format(device.id, id)), STR_ARG(secret));
    s->arena = arena_new(STEP_ARENA);
    s->clock_us = dice_in(&m->dice, 20) ? (int64_t)(dice_roll(&m->dice, 9) - 4) * YEAR_US : 0;
    s->dev = (struct sync_device){.arena = s->arena,
                                  .db = model_image_open(empty, n),
                                  .site = &m->world.site,
                                  .locale = locale_all[0],
                                  .actor = ctx.actor,
                                  .shell = {s, sim_roll_back, sim_settle}};
    s->dev.actor.name = str_c(login);
    must(db_open("sqlite::memory:", true, &s->dev.box), "box", NULL);
    must(sync_device_box(s->dev.box), "box", s->dev.box);
    model_image_take(s->dev.db, &s->base, &s->base_n);
    model_keep(s);
}

/* A case on the device, as its rows say; its version and summary for a form. */
struct device_case {
    struct id id;
    int64_t version;
    struct str summary;
};

static bool sim_case(struct sim *s, struct device_case *ret)
{
    static const struct sql sql = {.name = "model_cases",
                                   .sqlite =
                                       "SELECT id, version, summary FROM casefile ORDER BY id",
                                   .pg = "",
                                   .arg_n = 0,
                                   .slot = SQL_NO_SLOT};
    LIST_OF(struct device_case) list = {0};
    struct rows rows;

    db_use_arena(s->dev.db, s->arena);
    must(db_query(s->dev.db, &sql, NO_BINDS, &rows), "cases", s->dev.db);
    while (rows_next(&rows))
        LIST_ADD(s->arena, &list,
                 ((struct device_case){col_id(&rows, 0), col_int(&rows, 1), col_str(&rows, 2)}));
    must(rows_end(&rows), "cases", s->dev.db);
    if (list.n == 0)
        return false;
    *ret = list.items[dice_roll(&s->model->dice, (int)list.n)];
    return true;
}

static struct str plus_for_blank(struct arena *a, struct str s)
{
    char *out = arena_copy(a, s.p ? s.p : "", s.n);

    for (size_t i = 0; i < s.n; i++) {
        if (out[i] == ' ')
            out[i] = '+';
    }
    return (struct str){out, s.n};
}

static void sim_do(struct sim *s)
{
    struct model *m = s->model;
    struct device_case file;
    struct str path, body, location;
    int number = ++m->commands, kind = dice_roll(&m->dice, 10);
    struct sha256 hash = crypto_sha256(str_fmt(m->arena, "model %d", number));
    struct id cmd_id = id_make_v7(m->world.now.us / 1000, hash.b);
    char id[ID_TEXT];

    sim_now(s);
    if (!sim_case(s, &file))
        return;
    id_format(file.id, id);
    path = str_fmt(s->arena, "/cases/%s/%s", id, kind < 7 ? "notes" : "summary");
    body = kind < 7
               ? str_fmt(s->arena, "kind=phone_call&occurred_on=2026-11-19&body=cmd-%d.", number)
               : str_fmt(s->arena, "version=%lld&was=%.*s&summary=cmd-%d.", (long long)file.version,
                         STR_ARG(plus_for_blank(s->arena, file.summary)), number);
    if (dice_in(&m->dice, 3))
        path = str_fmt(s->arena, "/cases/%s/assign", id); /* is not for devices */
    if (sync_device_do(&s->dev, cmd_id, path, body, &location) != OK)
        return;
    /* Saved: from here on it may not be lost. */
    model_keep(s);
    LIST_ADD(m->arena, &m->made, ((struct promise_made){cmd_id, s->id, number, kind < 7}));
    if (dice_in(&m->dice, 5) && sync_device_do(&s->dev, cmd_id, path, body, &location) != OK)
        wrong(m, "the same command again was refused");
}

/* ---- the office ----------------------------------------------------------------------------- */

static void office_post(struct model *m, const char *login, struct str path, struct str body)
{
    struct world *w = &m->world;
    struct http_response response;

    arena_reset(w->request);
    w->actor = str_c(login);
    struct str cmd = world_cmd(w), csrf = world_csrf(w);

    body = str_fmt(m->arena, "%.*s&cmd=%.*s&csrf=%.*s", STR_ARG(body), STR_ARG(cmd), STR_ARG(csrf));
    w->now.us += SECOND_US;
    world_request(w, &(struct world_ask){STR("POST"), path, body, true}, &response);
    w->actor = STR_NONE;
}

static void office_step(struct model *m)
{
    static const char *const workers[] = {"ana", "ben"};
    const struct world_case *c = &m->cases[dice_roll(&m->dice, m->case_n)];
    const char *to = workers[dice_roll(&m->dice, 2)];
    char id[ID_TEXT], worker[ID_TEXT];

    id_format(c->casefile_id, id);
    if (dice_in(&m->dice, 40)) {
        office_post(m, "carla", str_fmt(m->arena, "/cases/%s/assign", id),
                    str_fmt(m->arena, "worker_id=%.*s",
                            STR_ARG(id_format(world_id(&m->world, to), worker))));
    } else if (dice_in(&m->dice, 50)) {
        office_post(m, to, str_fmt(m->arena, "/cases/%s/notes", id),
                    STR("kind=phone_call&occurred_on=2026-11-19&body=From+the+office"));
    } else {
        office_post(m, "carla", str_fmt(m->arena, "/cases/%s/summary", id),
                    str_fmt(m->arena, "version=1&was=&summary=office-%d.", m->sent));
    }
}

static void server_restore(struct model *m)
{
    if (!m->backup || dice_in(&m->dice, 50)) {
        model_image_take(m->world.db, &m->backup, &m->backup_n);
        return;
    }
    db_close(m->world.db);
    m->world.db = model_image_open(m->backup, m->backup_n);
    m->restores++;
}

static void revoke(struct model *m, struct sim *s)
{
    struct ctx ctx = world_ctx(&m->world, "omar");

    /* Some stay, and a server that comes back from a backup would know nothing of it. */
    if (s->revoked || s < m->sims + 2)
        return;
    must(tx_begin(ctx.db, TX_WRITE), "revoke", ctx.db);
    must(device_revoke_any(&ctx, s->id, true), "revoke", ctx.db);
    must(tx_commit(ctx.db), "revoke", ctx.db);
    s->revoked = true;
    free(m->backup);
    m->backup = NULL;
}

/* ---- all of it ------------------------------------------------------------------------------ */

void model_open(struct model *m, uint64_t seed, int devices)
{
    static const char *const first[] = {"ana", "ben", "ana", "carla", "rami"};
    static const char *const more[] = {"ana",   "ben",  "rami",  "salma",
                                       "carla", "dina", "sofia", "eli"};
    const struct world_setup setup = {.url = "sqlite::memory:", .pack_dir = "packs/child-family"};
    struct db *empty = NULL;
    void *image = NULL;
    size_t n;
    int applied;

    *m = (struct model){.dice = {seed}, .arena = arena_new(STEP_ARENA), .sim_n = devices};
    must(world_open(&setup, &m->world), "world", NULL);
    for (m->case_n = 0; m->case_n < 12; m->case_n++) {
        m->world.actor = str_c(m->case_n % 3 == 2 ? "rami" : m->case_n % 3 ? "ben" : "ana");
        must(world_case(&m->world, STR("Amal"), str_fmt(m->arena, "Nasser %d", m->case_n), STR_NONE,
                        &m->cases[m->case_n]),
             "case", m->world.db);
        m->cases[m->case_n].number = str_dup(m->arena, m->cases[m->case_n].number);
        m->world.now.us += SECOND_US;
    }
    must(db_open("sqlite::memory:", true, &empty), "empty", NULL);
    must(migrate_run(empty, &applied), "empty", empty);
    model_image_take(empty, &image, &n);
    db_close(empty);
    for (int i = 0; i < devices; i++) {
        m->world.now.us += SECOND_US;
        sim_open(m, &m->sims[i], i < 5 ? first[i] : more[i % 8], image, n);
    }
    free(image);
}

void model_close(struct model *m)
{
    for (int i = 0; i < m->sim_n; i++) {
        struct sim *s = &m->sims[i];

        db_close(s->dev.db);
        db_close(s->dev.box);
        arena_free(s->arena);
        free(s->base);
        free(s->box);
    }
    free(m->backup);
    world_close(&m->world);
    arena_free(m->arena);
}

static void jobs(struct model *m)
{
    arena_reset(m->world.request);
    m->world.now.us += SECOND_US;
    must(world_jobs(&m->world), "jobs", m->world.db);
}

void model_step(struct model *m)
{
    struct sim *s = &m->sims[dice_roll(&m->dice, m->sim_n)];
    int what = dice_roll(&m->dice, 1000);

    m->world.now.us += (int64_t)dice_roll(&m->dice, 600) * SECOND_US;
    if (what < 550)
        sim_do(s);
    else if (what < 770)
        model_contact(s);
    else if (what < 860)
        office_step(m);
    else if (what < 960)
        jobs(m);
    else if (what < 975)
        model_restart(s);
    else if (what < 996)
        server_restore(m);
    else if (what < 998)
        revoke(m, s);
}

void model_settle(struct model *m)
{
    m->quiet = true;
    for (int round = 0; round < 4; round++) {
        jobs(m);
        jobs(m);
        for (int i = 0; i < m->sim_n; i++)
            model_contact(&m->sims[i]);
    }
}
