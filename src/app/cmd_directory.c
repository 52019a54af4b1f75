/* app/cmd_directory.c: `alidade directory import FILE|DIR`, `alidade directory export json|csv DIR`
 * and `alidade benefit import FILE.csv`: the service directory as HSDS 3, and what other systems
 * say about benefits. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "app/command.h"
#include "app/hsds.h"
#include "feature/directory/benefit.h"
#include "plat/os.h"

#define ARENA_MAX ((size_t)4 << 30)
#define FILE_MAX ((size_t)512 << 20)

static struct ctx open_ctx(const struct options *options, struct install *in, struct db **ret_db)
{
    struct str problem = STR_NONE;

    if (install_open(options, false, in, &problem) != OK ||
        install_open_db(in, ret_db, NULL, &problem) != OK)
        install_die("%.*s", STR_ARG(problem));
    struct ctx ctx = install_ctx(in, install_arena(ARENA_MAX), *ret_db, NULL);

    install_new_command(&ctx);
    return ctx;
}

static _Noreturn void die(struct ctx *ctx, enum err e)
{
    struct str why = ctx->fail.msg ? ctx_msg(ctx, ctx->fail.msg) : str_c(err_name(e));

    install_die("%.*s %s; nothing was changed", STR_ARG(why), db_error(ctx->db));
}

static struct str read_all(struct ctx *ctx, const char *path)
{
    struct str text;

    if (os_read_file(ctx->arena, path, FILE_MAX, &text) != OK)
        install_die("cannot read %s", path);
    return text;
}

/* ---- import --------------------------------------------------------------------------------- */

/* A name of one of HSDS's CSVs, or of a JSON; the description of a package is neither. */
static bool file_read(struct ctx *ctx, struct hsds *h, const char *path, struct str name)
{
    int table = hsds_table_of_file(name);

    if (table >= 0)
        hsds_read_csv(h, (enum hsds_table)table, path, read_all(ctx, path));
    else if (str_has_suffix(name, STR(".json")) && !str_eq(name, STR("datapackage.json")))
        hsds_read_json(h, path, read_all(ctx, path));
    else
        return false;
    return true;
}

static void source_read(struct ctx *ctx, struct hsds *h, const char *path)
{
    struct os_names names = {0};
    struct str rest = str_c(path), part, name = rest;
    bool any = false;

    if (os_list_dir(ctx->arena, path, &names) == OK) {
        for (size_t i = 0; i < names.n; i++) {
            const char *file = str_fmt(ctx->arena, "%s/%.*s", path, STR_ARG(names.items[i])).p;

            any = file_read(ctx, h, file, names.items[i]) || any;
        }
        if (!any)
            install_die("%s has no file of HSDS: services.csv and the like, or JSON", path);
        return;
    }
    while (str_split(&rest, '/', &part))
        name = part;
    if (!file_read(ctx, h, path, name))
        install_die("%s is no file of HSDS: name it services.csv and the like, or .json", path);
}

static int directory_import(const struct options *options)
{
    struct install in;
    struct db *db = NULL;
    struct ctx ctx = open_ctx(options, &in, &db);
    struct hsds h;
    struct hsds_result r;

    hsds_init(&h, ctx.arena);
    source_read(&ctx, &h, options->args[1]);
    if (tx_begin(db, TX_WRITE) != OK)
        die(&ctx, E_BUSY);
    enum err e = hsds_store(&ctx, &h, &r);

    if (e == OK)
        e = tx_commit(db);
    if (e == E_INVALID && h.problem_n > 0) {
        tx_rollback(db);
        fprintf(stderr, "%.*s", STR_ARG(buf_str(&h.problems)));
        install_die("%lld mistake%s; nothing was imported", (long long)h.problem_n,
                    h.problem_n == 1 ? "" : "s");
    }
    if (e != OK)
        die(&ctx, e);
    db_close(db);
    fprintf(stderr, "%.*s", STR_ARG(buf_str(&h.notes)));
    printf("%lld added, %lld changed, %lld as they were, %lld newer here than in the file\n",
           (long long)r.added, (long long)r.changed, (long long)r.same, (long long)r.older);
    if (r.without_need > 0)
        printf("%lld services help with no need of ours; they are found by their words only\n",
               (long long)r.without_need);
    return 0;
}

/* ---- export --------------------------------------------------------------------------------- */

static void write_all(const char *dir, const char *name, struct arena *a, struct str text)
{
    const char *path = str_fmt(a, "%s/%s", dir, name).p;

    if (os_write_file(path, text) != OK)
        install_die("cannot write %s", path);
    printf("%s\n", path);
}

static void write_json(struct ctx *ctx, const struct hsds *h, const char *dir)
{
    static const struct {
        enum hsds_table table;
        const char *file;
    } kinds[] = {{HSDS_ORGANIZATION, "organizations.json"},
                 {HSDS_SERVICE, "services.json"},
                 {HSDS_SERVICE_AT_LOCATION, "service_at_locations.json"},
                 {HSDS_LOCATION, "locations.json"},
                 {HSDS_TAXONOMY, "taxonomies.json"},
                 {HSDS_TAXONOMY_TERM, "taxonomy_terms.json"}};

    for (size_t t = 0; t < sizeof kinds / sizeof kinds[0]; t++) {
        struct json_writer w;
        struct buf out;

        buf_init(&out, ctx->arena, FILE_MAX);
        json_writer_init(&w, &out);
        json_open(&w, '[');
        for (size_t i = 0; i < h->rows[kinds[t].table].n; i++)
            hsds_write_record(h, &w, h->rows[kinds[t].table].items[i], HSDS_COMPILED);
        json_close(&w, ']');
        buf_put_c(&out, '\n');
        write_all(dir, kinds[t].file, ctx->arena, buf_str(&out));
    }
}

static int directory_export(const struct options *options)
{
    struct install in;
    struct db *db = NULL;
    const char *dir = options->args[2];
    bool json = strcmp(options->args[1], "json") == 0;
    struct hsds h;

    if (!json && strcmp(options->args[1], "csv") != 0)
        install_die("say json or csv: alidade directory export json|csv DIR");
    struct ctx ctx = open_ctx(options, &in, &db);

    hsds_init(&h, ctx.arena);
    enum err e = tx_begin(db, TX_READ);

    if (e == OK)
        e = hsds_load(&ctx, &h);
    tx_rollback(db);
    if (e != OK)
        die(&ctx, e);
    if (mkdir(dir, 0777) != 0 && errno != EEXIST)
        install_die("cannot make the folder %s: %s", dir, strerror(errno));
    if (json)
        write_json(&ctx, &h, dir);
    for (int t = 0; !json && t < HSDS_TABLE_N; t++) {
        struct str csv = hsds_write_csv(ctx.arena, &h, (enum hsds_table)t);

        if (str_given(csv))
            write_all(dir, hsds_shapes[t].file, ctx.arena, csv);
    }
    db_close(db);
    return 0;
}

int cmd_directory(const struct options *options)
{
    if (options->arg_n == 2 && strcmp(options->args[0], "import") == 0)
        return directory_import(options);
    if (options->arg_n == 3 && strcmp(options->args[0], "export") == 0)
        return directory_export(options);
    install_die("say what: alidade directory import FILE|DIR, or alidade directory export json|csv "
                "DIR");
}

/* ---- benefits ------------------------------------------------------------------------------- */

int cmd_benefit(const struct options *options)
{
    struct install in;
    struct db *db = NULL;
    struct benefit_import r;

    if (options->arg_n != 2 || strcmp(options->args[0], "import") != 0)
        install_die("say what: alidade benefit import FILE.csv");
    struct ctx ctx = open_ctx(options, &in, &db);
    struct str text = read_all(&ctx, options->args[1]);

    if (tx_begin(db, TX_WRITE) != OK)
        die(&ctx, E_BUSY);
    enum err e = benefit_import(&ctx, text, &r);

    if (e == OK)
        e = tx_commit(db);
    if (e == E_INVALID && str_given(r.problem)) {
        tx_rollback(db);
        install_die("%s:%d: %.*s; nothing was imported", options->args[1], r.line,
                    STR_ARG(r.problem));
    }
    if (e != OK)
        die(&ctx, e);
    db_close(db);
    printf("%lld added, %lld known already\n", (long long)r.added, (long long)r.known);
    return 0;
}
