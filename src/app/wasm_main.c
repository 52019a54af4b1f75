/* app/wasm_main.c: the browser's exports. The service worker hands in one request as JSON and gets
 * one answer as JSON. The two databases are in memory: the worker keeps the blocks that changed,
 * sealed, and puts them back after a start. What is done here and waits to be sent stands in the
 * outbox; what it changed is only shown, on top of what the server sent (docs/adr/0602). */
#include <stdlib.h>
#include <string.h>

#include "app/assets.h"
#include "core/dispatch.h"
#include "core/form_version.h"
#include "core/i18n.h"
#include "core/pack.h"
#include "core/sync_device.h"
#include "plat/crypto.h"
#include "plat/json.h"
#include "plat/migrate.h"
#include "plat/os.h"
#include "plat/vfs_wasm.h"

#define EXPORT(name) __attribute__((export_name(name)))

/* One browser worker is one installation: the only state of the program. */
static struct {
    struct arena *arena, *request;
    struct pack *pack;
    struct site site;
    struct sync_device device;
    struct sync_round round;
    struct sync_post post;
    uint8_t block[VFS_MAIN_BLOCK]; /* on its way to the worker */
} app;

int32_t wasm_init(char *text, uint32_t n);
int32_t wasm_open(void);
int32_t wasm_block_put(int32_t file, uint32_t block, void *p, uint32_t n);
int32_t wasm_block_next(int32_t file);
void *wasm_block_get(int32_t file, uint32_t block);
uint32_t wasm_size(int32_t file);
char *wasm_request(char *text, uint32_t n);
char *wasm_ask(uint32_t begins);
int32_t wasm_answer(char *text, uint32_t n);
char *wasm_state(void);
void *wasm_free(void *p, uint32_t n);

/* A NUL-terminated answer; lives until the next call. */
static char *answer(struct buf *out)
{
    buf_put_c(out, '\0');
    return out->over ? NULL : out->p;
}

static enum err pack_from(const struct json *files, struct pack **ret, struct str *problem)
{
    struct map map;

    if (!files || files->kind != JSON_KIND_OBJECT)
        return E_INVALID;
    map_init(&map, app.arena);
    for (size_t i = 0; i < files->n; i++) {
        struct str *text = ARENA_NEW(app.arena, struct str);

        /* A picture has no text: {"base64url": "…"}. */
        if (files->items[i].kind == JSON_KIND_OBJECT)
            TRY(crypto_base64url_parse(
                app.arena, json_get_str(app.arena, &files->items[i], STR("base64url")), text));
        else
            *text = files->items[i].s;
        map_set(&map, files->keys[i], text);
    }
    return pack_load_files(app.arena, &map, ret, problem);
}

/* One pack's files, or a list of them: then they find each other, as in a native installation. */
static enum err packs_from(const struct json *packs, struct str *problem)
{
    struct pack *last = NULL;
    size_t n = packs && packs->kind == JSON_KIND_ARRAY ? packs->n : 1;

    for (size_t i = 0; i < n; i++) {
        struct pack *pack = NULL;

        const struct json *files = packs;

        if (packs && packs->kind == JSON_KIND_ARRAY)
            files = &packs->items[i];
        TRY(pack_from(files, &pack, problem));
        if (last)
            last->next = pack;
        else
            app.pack = pack;
        last = pack;
    }
    if (last)
        last->next = app.pack;
    return last ? OK : E_INVALID;
}

/* {"fr": text of messages.fr.txt}: the languages that this device uses besides English. */
static enum err languages_from(const struct json *files)
{
    for (size_t i = 0; files && files->kind == JSON_KIND_OBJECT && i < files->n; i++) {
        const struct locale *l = locale_find(files->keys[i]);

        if (!l)
            return E_INVALID;
        TRY(msg_install(app.arena, l, files->items[i].s));
    }
    return OK;
}

/* ---- the device ----------------------------------------------------------------------------- */

static struct memfile *file_of(int32_t file)
{
    return file ? &vfs_box : &vfs_main;
}

/* SQLite sees by the change counter that its pages are old. */
static enum err roll_back(void *self, struct sync_device *d)
{
    (void)self, (void)d;
    memfile_drop(&vfs_main);
    return OK;
}

static enum err settle(void *self, struct sync_device *d)
{
    (void)self, (void)d;
    memfile_settle(&vfs_main);
    return OK;
}

/* A call begins: its arena, its moment, and whose device it is. */
static enum err begin(void)
{
    struct sync_device *d = &app.device;

    arena_reset(app.request);
    d->arena = app.request;
    d->now = os_now();
    d->bytes = (int64_t)(vfs_main.size + vfs_box.size);
    if (!d->box)
        return OK;
    db_use_arena(d->db, app.request);
    return sync_device_owner(d);
}

static struct ctx ctx_now(void)
{
    return (struct ctx){.arena = app.request,
                        .db = app.device.db,
                        .reads = app.device.db,
                        .site = &app.site,
                        .pack = app.pack,
                        .locale = app.device.locale,
                        .now = app.device.now};
}

/* {"name":…, "secret":…, "pack":{path: text or {"base64url":…}} or a list of such,
 * "messages":{language: text}}; 0 when all is well. Until alidade_open() nobody is signed in. */
EXPORT("alidade_init") int32_t wasm_init(char *text, uint32_t n)
{
    struct json config;
    struct str problem = STR_NONE;

    app.arena = arena_new((size_t)64 << 20);
    app.request = arena_new((size_t)128 << 20); /* an answer of 8 MiB, taken apart */
    if (crypto_init() != OK || json_parse(app.arena, (struct str){text, n}, &config) != OK)
        return 1;
    if (packs_from(json_get(&config, STR("pack")), &problem) != OK)
        return 2;
    if (languages_from(json_get(&config, STR("messages"))) != OK)
        return 5;
    app.site =
        (struct site){.features = feature_offline,
                      .pack = app.pack,
                      .tables = sync_tables,
                      .device = &app.device,
                      .name = json_get_str(app.arena, &config, STR("name")),
                      .secret = json_get_str(app.arena, &config, STR("secret")),
                      .asset_version = json_get_str(app.arena, &config, STR("asset_version"))};
    app.device = (struct sync_device){
        .site = &app.site, .locale = locale_all[0], .shell = {NULL, roll_back, settle}};
    if (site_check(&app.site, app.arena, &problem) != OK)
        return 4;
    return db_open("sqlite::memory:", true, &app.device.db) == OK ? 0 : 3;
}

static enum err databases_open(void)
{
    struct sync_device *d = &app.device;
    struct str problem;
    bool fresh = vfs_main.size == 0;
    int applied;

    db_close(d->db);
    TRY(db_open("sqlite:main", true, &d->db));
    TRY(migrate_run(d->db, &applied));
    TRY(db_open("sqlite:box", true, &d->box));
    TRY(sync_device_box(d->box));
    TRY(begin());
    if (fresh)
        TRY(sync_device_refill(d));
    struct ctx ctx = ctx_now();

    TRY(form_version_publish(&ctx, &problem));
    memfile_settle(&vfs_main);
    memfile_settle(&vfs_box);
    return sync_device_resume(d);
}

/* Opens what the blocks hold, or what is empty; what waits is shown on top. 0 when all is well. */
EXPORT("alidade_open") int32_t wasm_open(void)
{
    return databases_open() == OK ? 0 : 3;
}

/* ---- blocks: file 0 is what the server sent, 1 the outbox ------------------------------------ */

EXPORT("alidade_block_put")
int32_t wasm_block_put(int32_t file, uint32_t block, void *p, uint32_t n)
{
    return memfile_block_put(file_of(file), block, p, n) == OK ? 0 : 3;
}

/* A block that changed and was not asked for yet; -1: none. */
EXPORT("alidade_block_next") int32_t wasm_block_next(int32_t file)
{
    size_t block;

    return memfile_next(file_of(file), &block) ? (int32_t)block : -1;
}

/* Lives until the next call; the last one is as long as the size says. */
EXPORT("alidade_block_get") void *wasm_block_get(int32_t file, uint32_t block)
{
    memfile_block_get(file_of(file), block, app.block);
    return app.block;
}

EXPORT("alidade_size") uint32_t wasm_size(int32_t file)
{
    return (uint32_t)file_of(file)->settled_size;
}

/* ---- pages ---------------------------------------------------------------------------------- */

static struct http_request request_from(const struct json *json)
{
    const struct json *headers = json_get(json, STR("headers"));
    struct http_request request = {
        .method = json_get_str(app.request, json, STR("method")),
        .path = json_get_str(app.request, json, STR("path")),
        .query = json_get_str(app.request, json, STR("query")),
        .body = json_get_str(app.request, json, STR("body")),
    };

    if (headers && headers->kind == JSON_KIND_OBJECT) {
        struct req_header *list = ARENA_ARRAY(app.request, struct req_header, headers->n);

        for (size_t i = 0; i < headers->n; i++)
            list[i] = (struct req_header){headers->keys[i], headers->items[i].s};
        request.headers = list;
        request.header_n = headers->n;
    }
    return request;
}

static void response_write(struct buf *out, const struct http_response *response)
{
    struct json_writer w;

    json_writer_init(&w, out);
    json_open(&w, '{');
    json_key(&w, STR("status"));
    json_put_int(&w, response->status);
    json_key(&w, STR("headers"));
    json_open(&w, '[');
    for (size_t i = 0; i < response->header_n; i++) {
        json_open(&w, '[');
        json_put_str(&w, response->headers[i].name);
        json_put_str(&w, response->headers[i].value);
        json_close(&w, ']');
    }
    json_close(&w, ']');
    json_key(&w, STR("body"));
    json_put_str(&w, response->body);
    json_close(&w, '}');
}

/* What a page did here is kept before it says so. */
static enum err respond(const struct http_request *request, struct http_response *response)
{
    struct ctx ctx = ctx_now();

    TRY(sync_device_request(&app.device, &ctx, request, response));
    if (app.device.box)
        memfile_settle(&vfs_box);
    return OK;
}

/* {"method":…, "path":…, "query":…, "headers":{…}, "body":…, "link":0 online, 1 offline, 2 refused}
 * gives {"status":…, "headers":[[…]], "body":…}; NULL: nothing was done, and nothing is sure any
 * more. */
EXPORT("alidade_request") char *wasm_request(char *text, uint32_t n)
{
    struct json json;
    struct http_response response;
    struct buf out;

    if (begin() != OK || json_parse(app.request, (struct str){text, n}, &json) != OK)
        return NULL;
    const struct json *link = json_get(&json, STR("link"));
    struct http_request request = request_from(&json);

    app.device.link = link && link->kind == JSON_KIND_INT ? (enum sync_link)link->i : SYNC_ONLINE;
    if (respond(&request, &response) != OK)
        return NULL;
    buf_init(&out, app.request, (size_t)8 << 20);
    response_write(&out, &response);
    return answer(&out);
}

/* ---- the contact with the server ------------------------------------------------------------ */

/* The next question of a contact, {"path":…, "body":…}; {} at its end; NULL: it leads nowhere. */
EXPORT("alidade_ask") char *wasm_ask(uint32_t begins)
{
    struct json_writer w;
    struct buf out;

    if (begins)
        app.round = (struct sync_round){0};
    if (begin() != OK || sync_device_ask(&app.device, &app.round, &app.post) != OK)
        return NULL;
    buf_init(&out, app.request, (size_t)8 << 20);
    json_writer_init(&w, &out);
    json_open(&w, '{');
    if (app.post.path) {
        json_key(&w, STR("path"));
        json_put_str(&w, str_c(app.post.path));
        json_key(&w, STR("body"));
        json_put_str(&w, app.post.body);
    }
    json_close(&w, '}');
    return answer(&out);
}

/* {"status":…, "body":…} of that question. 0: taken in; 1: try later; 2: we are not known there; 3:
 * nothing is sure any more. */
EXPORT("alidade_answer") int32_t wasm_answer(char *text, uint32_t n)
{
    struct json json;
    const struct json *status;
    enum err e;

    if (begin() != OK || json_parse(app.request, (struct str){text, n}, &json) != OK)
        return 3;
    status = json_get(&json, STR("status"));
    app.post.status = status && status->kind == JSON_KIND_INT ? (int)status->i : 0;
    app.post.answer = json_get_str(app.request, &json, STR("body"));
    e = sync_device_answer(&app.device, &app.round, &app.post);
    memfile_settle(&vfs_box);
    return e == OK ? 0 : e == E_BUSY ? 1 : e == E_DENIED ? 2 : 3;
}

/* {"waiting":…, "met":…, "wiped":…, "language":…, "pages":[…]}: how many commands wait, the last
 * contact in microseconds, and which pages are about what stands only here. */
EXPORT("alidade_state") char *wasm_state(void)
{
    struct sync_pages pages;
    struct json_writer w;
    struct buf out;
    int64_t waiting;

    if (begin() != OK || sync_device_waiting(&app.device, &waiting) != OK)
        return NULL;
    struct ctx ctx = ctx_now();

    if (sync_device_pages(&app.device, &ctx, &pages) != OK)
        return NULL;
    buf_init(&out, app.request, (size_t)1 << 20);
    json_writer_init(&w, &out);
    json_open(&w, '{');
    json_key(&w, STR("waiting"));
    json_put_int(&w, waiting);
    json_key(&w, STR("met"));
    json_put_int(&w, app.device.met.us);
    json_key(&w, STR("wiped"));
    json_put_bool(&w, app.device.wiped);
    json_key(&w, STR("language"));
    json_put_str(&w, locale_tag(app.device.locale));
    json_key(&w, STR("pages"));
    json_open(&w, '[');
    for (size_t i = 0; i < pages.n; i++)
        json_put_str(&w, pages.items[i]);
    json_close(&w, ']');
    json_close(&w, '}');
    return answer(&out);
}

/* The worker's memory for what it hands in: p NULL makes n bytes, else p is given back. */
EXPORT("alidade_free") void *wasm_free(void *p, uint32_t n)
{
    if (!p)
        return malloc(n);
    free(p);
    return NULL;
}
