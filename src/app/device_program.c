/* app/device_program.c: what a browser fetches to work without a connection, see device_program.h.
 */
#include "app/device_program.h"

#include <string.h>
#include <unistd.h>

#include "app/assets.h"
#include "app/gzip.h"
#include "base/utf8.h"
#include "core/pack.h"
#include "plat/crypto.h"
#include "plat/json.h"
#include "plat/migrate.h"
#include "plat/os.h"

#define MODULE_MAX ((size_t)16 << 20)
#define JSON_MAX ((size_t)24 << 20)
#define PROGRAM_ARENA ((size_t)128 << 20)
#define VERSION_BYTES 6

/* Only the answer with the script may compile the module; pages may not. */
static const char worker_csp[] =
    "default-src 'none'; connect-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

static enum err dir_find(struct install *in, struct arena *a, struct str *ret)
{
    char exe[1024];
    ssize_t n;

    if (in->options.device && in->options.device[0]) {
        *ret = str_c(in->options.device);
        return OK;
    }
    n = readlink("/proc/self/exe", exe, sizeof exe);
    while (n > 0 && exe[n - 1] != '/')
        n--;
    if (n <= 0 || (size_t)n == sizeof exe)
        return E_NOT_FOUND;
    *ret = str_fmt(a, "%.*sdevice", (int)n, exe);
    return OK;
}

static enum err file_read(struct arena *a, struct str dir, const char *name, struct str *ret)
{
    return os_read_file(a, str_fmt(a, "%.*s/%s", STR_ARG(dir), name).p, MODULE_MAX, ret);
}

static enum err pack_put(struct arena *a, struct json_writer *w, struct str dir)
{
    struct map files;

    TRY(pack_files_read(a, str_z(a, dir), &files));
    json_open(w, '{');
    for (size_t i = 0; i < files.n; i++) {
        const struct str *text = files.entries[i].value;

        json_key(w, files.entries[i].key);
        if (utf8_is_valid(*text)) {
            json_put_str(w, *text);
            continue;
        }
        json_open(w, '{');
        json_key(w, STR("base64url"));
        json_put_str(w, crypto_base64url(a, *text));
        json_close(w, '}');
    }
    json_close(w, '}');
    return OK;
}

static enum err languages_put(struct arena *a, struct json_writer *w, struct str dir)
{
    json_key(w, STR("messages"));
    json_open(w, '{');
    for (const struct locale *const *l = locale_all + 1; *l; l++) {
        struct str text, tag = locale_tag(*l);

        TRY(file_read(a, dir, str_fmt(a, "messages.%.*s.txt", STR_ARG(tag)).p, &text));
        json_key(w, tag);
        json_put_str(w, text);
    }
    json_close(w, '}');
    return OK;
}

static enum err describe(struct install *in, struct arena *a, struct str dir, struct str *ret)
{
    struct str rest = str_c(in->options.pack), pack;
    struct json_writer w;
    struct buf out;

    buf_init(&out, a, JSON_MAX);
    json_writer_init(&w, &out);
    json_open(&w, '{');
    json_key(&w, STR("name"));
    json_put_str(&w, in->site.name);
    json_key(&w, STR("asset_version"));
    json_put_str(&w, in->site.asset_version);
    json_key(&w, STR("assets"));
    json_open(&w, '[');
    for (size_t i = 0; asset_nth(i); i++)
        json_put_str(&w, str_c(asset_nth(i)->name));
    json_close(&w, ']');
    TRY(languages_put(a, &w, dir));
    json_key(&w, STR("pack"));
    json_open(&w, '[');
    while (str_split(&rest, ',', &pack))
        TRY(pack_put(a, &w, str_trim(pack)));
    json_close(&w, ']');
    json_close(&w, '}');
    return buf_done(&out, ret);
}

/* One version of script, module, packs and pages: each names the others by it. */
static void worker_make(struct install *in, struct arena *a, struct device_program *ret)
{
    struct sha256 parts[] = {crypto_sha256(ret->module), crypto_sha256(in->site.device_program)};
    struct sha256 whole = crypto_sha256((struct str){(char *)parts, sizeof parts});
    struct str path = str_fmt(a, "/assets/%.*s/sw.js", STR_ARG(in->site.asset_version));
    const struct asset *script = asset_find(path);
    struct buf hex;

    buf_init(&hex, a, 64);
    buf_put_hex(&hex, whole.b, VERSION_BYTES);
    ret->module_path = str_fmt(a, "/program/%.*s/alidade.wasm", STR_ARG(buf_str(&hex)));
    ret->worker =
        str_fmt(a, "const VERSION = \"%.*s\", ASSETS = \"%.*s\";\n%.*s", STR_ARG(buf_str(&hex)),
                STR_ARG(in->site.asset_version), STR_ARG(script ? script->body : STR_NONE));
}

/* A folder left from another version: its databases would not be those that the server fills. */
static enum err module_check(const struct device_program *program)
{
    for (int i = 0; i < migration_all_n; i++) {
        const char *text = migration_all[i].sqlite;

        if (!memmem(program->module.p, program->module.n, text, strlen(text)))
            return E_CONFLICT;
    }
    return OK;
}

enum err device_program_load(struct install *in, struct device_program *ret, struct str *problem)
{
    struct arena *a = install_arena(PROGRAM_ARENA);
    bool named = in->options.device && in->options.device[0];
    struct str dir;
    enum err e = dir_find(in, a, &dir);

    *ret = (struct device_program){0};
    if (e == OK)
        e = file_read(a, dir, "alidade.wasm", &ret->module);
    if (e == E_NOT_FOUND && !named)
        return OK;
    if (e == OK)
        e = module_check(ret);
    if (e == OK)
        e = gzip_pack(a, ret->module, &ret->module_gzip);
    if (e == OK)
        e = file_read(a, dir, "alidade.wasm.br", &ret->module_brotli);
    if (e == E_NOT_FOUND && str_given(ret->module))
        e = OK;
    if (e == OK)
        e = describe(in, a, dir, &in->site.device_program);
    if (e != OK) {
        *problem = str_fmt(in->arena,
                           "cannot read the program for devices in '%s' (%s); "
                           "tools/device-program makes it",
                           named ? in->options.device : "device", err_name(e));
        return e;
    }
    worker_make(in, a, ret);
    return OK;
}

static void header_add(struct server_response *ret, const char *name, const char *value)
{
    ret->headers[ret->header_n++] = (struct server_header){str_c(name), str_c(value)};
}

/* The smallest that the browser unpacks: on a slow line this is most of what it waits for. */
static void module_put(const struct device_program *program, struct str accepted,
                       struct server_response *ret)
{
    const struct {
        const char *name;
        struct str body;
    } packed[] = {{"br", program->module_brotli}, {"gzip", program->module_gzip}};

    ret->body = program->module;
    for (size_t i = 0; i < sizeof packed / sizeof packed[0]; i++) {
        if (!str_given(packed[i].body) || str_find(accepted, str_c(packed[i].name), 0) < 0)
            continue;
        header_add(ret, "Content-Encoding", packed[i].name);
        ret->body = packed[i].body;
        return;
    }
}

bool device_program_answer(const struct device_program *program, const struct server_request *req,
                           struct str accepted, struct server_response *ret)
{
    bool worker = str_eq(req->path, STR("/sw.js"));

    if (!str_given(program->worker) || (!worker && !str_eq(req->path, program->module_path)))
        return false;
    ret->status = 200;
    header_add(ret, "X-Content-Type-Options", "nosniff");
    if (worker) {
        header_add(ret, "Content-Type", "text/javascript; charset=utf-8");
        header_add(ret, "Content-Security-Policy", worker_csp);
        header_add(ret, "Cache-Control", "no-cache");
        ret->body = program->worker;
        return true;
    }
    header_add(ret, "Content-Type", "application/wasm");
    header_add(ret, "Cache-Control", "public, max-age=31536000, immutable");
    header_add(ret, "Vary", "Accept-Encoding");
    module_put(program, accepted, ret);
    return true;
}
