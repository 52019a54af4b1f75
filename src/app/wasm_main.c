/* app/wasm_main.c: the browser's three exports. The service worker hands in one request as JSON and
 * gets one answer as JSON; the database is in memory, its pages are the worker's to keep. */
#include <stdlib.h>
#include <string.h>

#include "app/assets.h"
#include "core/dispatch.h"
#include "core/form_version.h"
#include "core/i18n.h"
#include "core/pack.h"
#include "plat/crypto.h"
#include "plat/json.h"
#include "plat/migrate.h"
#include "plat/os.h"

#define EXPORT(name) __attribute__((export_name(name)))

/* One browser worker is one installation: the only state of the program. */
static struct {
    struct arena *arena, *request;
    struct db *db;
    struct pack *pack;
    struct site site;
} app;

int32_t wasm_init(char *text, uint32_t n);
char *wasm_request(char *text, uint32_t n);
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

/* {"name":…, "secret":…, "pack":{path: text or {"base64url":…}} or a list of such,
 * "messages":{language: text}}; 0 when all is well. */
EXPORT("alidade_init") int32_t wasm_init(char *text, uint32_t n)
{
    struct json config;
    struct str problem = STR_NONE;
    int applied;

    app.arena = arena_new((size_t)64 << 20);
    app.request = arena_new((size_t)16 << 20);
    if (crypto_init() != OK || json_parse(app.arena, (struct str){text, n}, &config) != OK)
        return 1;
    if (packs_from(json_get(&config, STR("pack")), &problem) != OK)
        return 2;
    if (languages_from(json_get(&config, STR("messages"))) != OK)
        return 5;
    if (db_open("sqlite::memory:", true, &app.db) != OK || migrate_run(app.db, &applied) != OK)
        return 3;
    app.site =
        (struct site){.features = feature_offline,
                      .pack = app.pack,
                      .name = json_get_str(app.arena, &config, STR("name")),
                      .secret = json_get_str(app.arena, &config, STR("secret")),
                      .asset_version = json_get_str(app.arena, &config, STR("asset_version"))};
    if (site_check(&app.site, app.arena, &problem) != OK)
        return 4;
    struct ctx ctx = {.arena = app.request,
                      .db = app.db,
                      .reads = app.db,
                      .site = &app.site,
                      .pack = app.pack,
                      .now = os_now()};

    db_use_arena(app.db, app.request);
    return form_version_publish(&ctx, &problem) == OK ? 0 : 3;
}

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

/* {"method":…, "path":…, "query":…, "headers":{…}, "body":…} gives {"status":…, "headers":[[…]],
 * "body":…}. */
EXPORT("alidade_request") char *wasm_request(char *text, uint32_t n)
{
    struct json json;
    struct http_response response;
    struct buf out;

    arena_reset(app.request);
    if (json_parse(app.request, (struct str){text, n}, &json) != OK)
        return NULL;
    struct http_request request = request_from(&json);
    struct ctx ctx = {.arena = app.request,
                      .db = app.db,
                      .reads = app.db,
                      .site = &app.site,
                      .pack = app.pack,
                      .now = os_now()};

    dispatch_http(&ctx, &request, &response);
    buf_init(&out, app.request, (size_t)8 << 20);
    response_write(&out, &response);
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
