/* app/install.c: see install.h. Keys live in a folder outside the database: whoever can change the
 * database cannot sign a new journal. */
#include "app/install.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/assets.h"
#include "base/buf.h"
#include "base/num.h"
#include "core/form_version.h"
#include "core/pack.h"
#include "install_sql.gen.h"
#include "plat/migrate.h"
#include "plat/os.h"
#include "plat/pdf.h"

#define BULK_CACHE_KIB (256 << 10)
#define APP_ARENA ((size_t)64 << 20)

/* Reachable until the end, so that a leak checker knows them for what they are. */
static struct arena *arenas[8];

struct arena *install_arena(size_t cap)
{
    for (size_t i = 0; i < sizeof arenas / sizeof arenas[0]; i++) {
        if (!arenas[i])
            return arenas[i] = arena_new(cap);
    }
    install_die("too many arenas");
}

void install_die(const char *fmt, ...)
{
    va_list args;

    fputs("alidade: ", stderr);
    va_start(args, fmt);
    vfprintf(stderr, fmt, args);
    va_end(args);
    fputc('\n', stderr);
    exit(1);
}

/* PATH.keys beside an SQLite file; else the folder must be named. */
static enum err keys_dir_find(struct install *in, struct str *problem)
{
    struct str db = str_c(in->options.db);

    if (in->options.keys[0]) {
        in->keys_dir = str_c(in->options.keys);
        return OK;
    }
    if (str_has_prefix(db, STR("sqlite:")) && !str_eq(db, STR("sqlite::memory:"))) {
        in->keys_dir = str_cat(in->arena, str_from(db, 7), STR(".keys"));
        return OK;
    }
    *problem = STR("say where the journal's keys are: --keys DIR");
    return E_INVALID;
}

static enum err key_read(struct install *in, const char *name, void *out, size_t n)
{
    struct str text;
    struct str path = str_fmt(in->arena, "%.*s/%s", STR_ARG(in->keys_dir), name);

    TRY(os_read_file(in->arena, str_z(in->arena, path), 4096, &text));
    return num_parse_hex(str_trim(text), out, n);
}

static enum err key_write(struct install *in, const char *name, const void *key, size_t n)
{
    struct buf text;
    struct str path = str_fmt(in->arena, "%.*s/%s", STR_ARG(in->keys_dir), name);

    buf_init(&text, in->arena, 1024);
    buf_put_hex(&text, key, n);
    buf_put_c(&text, '\n');
    return os_write_file(str_z(in->arena, path), buf_str(&text));
}

/* A key of its own: whoever makes new keys for the journal must not lose every document. */
static enum err files_key_make(struct install *in)
{
    mode_t old = umask(077);

    crypto_seal_new_key(in->vault.key);
    enum err e = key_write(in, "files.key", in->vault.key, SEAL_KEY_SIZE);

    umask(old);
    return e;
}

const char *install_files_dir(struct arena *a, const struct options *options)
{
    struct str db = str_c(options->db), dir = str_c(options->files ? options->files : "");

    if (!str_given(dir) && str_has_prefix(db, STR("sqlite:")) &&
        !str_eq(db, STR("sqlite::memory:")))
        dir = str_cat(a, str_from(db, 7), STR(".files"));
    return str_given(dir) ? str_z(a, dir) : NULL;
}

static void files_dir_find(struct install *in)
{
    in->vault.dir = install_files_dir(in->arena, &in->options);
    in->site.vault = in->vault.dir ? &in->vault : NULL;
    in->site.prints = in->site.vault && pdf_is_there();
    in->site.scans = in->options.scanner && in->options.scanner[0];
}

static enum err files_load(struct install *in, bool create, struct str *problem)
{
    files_dir_find(in);
    enum err e = key_read(in, "files.key", in->vault.key, SEAL_KEY_SIZE);

    if (e == E_NOT_FOUND && create)
        e = files_key_make(in);
    /* An installation from before there were documents gets its key by `alidade migrate`. */
    if (e != OK)
        *problem = str_fmt(in->arena,
                           "cannot read the key of documents, '%.*s/files.key'; put it back from "
                           "where the keys are kept, or, if there never was one, run 'alidade "
                           "migrate'",
                           STR_ARG(in->keys_dir));
    return e;
}

static enum err keys_make(struct install *in)
{
    uint8_t site[32];
    mode_t old = umask(077);

    mkdir(str_z(in->arena, in->keys_dir), 0700);
    os_random(site, sizeof site);
    crypto_sign_new_pair(in->keys.secret, in->keys.public_);
    enum err e = key_write(in, "site.key", site, sizeof site);

    if (e == OK)
        e = key_write(in, "journal.pub", in->keys.public_, SIGN_PUBLIC_SIZE);
    if (e == OK)
        e = key_write(in, "journal.key", in->keys.secret, SIGN_SECRET_SIZE);
    umask(old);
    return e;
}

static enum err keys_load(struct install *in, bool create, struct str *problem)
{
    uint8_t *site = arena_alloc(in->arena, 32);

    TRY(keys_dir_find(in, problem));
    enum err e = key_read(in, "journal.key", in->keys.secret, SIGN_SECRET_SIZE);

    if (e == E_NOT_FOUND && create)
        e = keys_make(in);
    if (e == OK)
        e = key_read(in, "journal.pub", in->keys.public_, SIGN_PUBLIC_SIZE);
    if (e == OK)
        e = key_read(in, "site.key", site, 32);
    in->site.secret = (struct str){(char *)site, 32};
    if (e != OK)
        *problem = str_fmt(in->arena, "cannot read the keys in '%.*s'; 'alidade init' makes them",
                           STR_ARG(in->keys_dir));
    return e;
}

/* Two programmes of one name, or with one prefix of case numbers, could not be told apart. */
static bool is_like(const struct pack *a, const struct pack *b)
{
    return str_eq(a->name, b->name) || str_eq(a->number_prefix, b->number_prefix);
}

/* "DIR,DIR": one ring, so that each finds the others; the first is the installation's. */
static enum err packs_load(struct install *in, struct str *problem)
{
    struct str rest = str_c(in->options.pack), dir, why = STR_NONE;
    struct pack *last = NULL;

    while (str_split(&rest, ',', &dir)) {
        const char *path = str_z(in->arena, str_trim(dir));
        struct pack *pack = NULL;
        enum err e = pack_load(in->arena, path, &pack, &why);

        if (e != OK) {
            *problem = str_fmt(in->arena, "cannot load the pack '%s': %.*s", path, STR_ARG(why));
            return e;
        }
        for (const struct pack *p = in->pack; p; p = p->next)
            if (is_like(p, pack)) {
                *problem = str_fmt(in->arena,
                                   "the pack '%s' has the name or the number_prefix of "
                                   "another; change it in pack.csv",
                                   path);
                return E_INVALID;
            }
        if (last)
            last->next = pack;
        else
            in->pack = pack;
        last = pack;
    }
    if (!last) {
        *problem = STR("no pack is named; --pack DIR");
        return E_INVALID;
    }
    last->next = in->pack;
    return OK;
}

enum err install_open(const struct options *options, bool create_keys, struct install *ret,
                      struct str *problem)
{
    *ret = (struct install){.arena = install_arena(APP_ARENA), .options = *options};
    if (crypto_init() != OK) {
        *problem = STR("the cryptographic library does not start");
        return E_BUG;
    }
    enum err e = packs_load(ret, problem);

    if (e != OK)
        return e;
    ret->site.features = feature_all;
    ret->site.tables = sync_tables;
    ret->site.pack = ret->pack;
    ret->site.name = str_c(options->name ? options->name : "Alidade");
    ret->site.dev = options->dev;
    ret->site.secure_cookies = options->secure_cookies;
    ret->site.asset_version = asset_version();
    if (site_check(&ret->site, ret->arena, problem) != OK)
        return E_BUG;
    e = keys_load(ret, create_keys, problem);
    return e == OK ? files_load(ret, create_keys, problem) : e;
}

enum err install_files_key(const struct options *options, struct str *problem)
{
    struct install in = {.arena = install_arena(APP_ARENA), .options = *options};

    TRY(crypto_init());
    TRY(keys_dir_find(&in, problem));
    files_dir_find(&in);
    return files_load(&in, !in.vault.dir || access(in.vault.dir, F_OK) != 0, problem);
}

static enum err state_check(struct install *in, struct db *db, struct str *problem)
{
    enum migrate_state state;
    int at = 0;

    if (migrate_check(db, &state, &at) != OK) {
        *problem = str_fmt(in->arena, "cannot read the database: %s", db_error(db));
        return E_IO;
    }
    switch (state) {
    case MIGRATE_CURRENT:
        return OK;
    case MIGRATE_EMPTY:
        *problem = STR("the database is empty; run 'alidade init' first");
        break;
    case MIGRATE_OLDER:
        *problem =
            str_fmt(in->arena, "the database is at migration %d of %d; run 'alidade migrate'", at,
                    migration_all[migration_all_n - 1].number);
        break;
    case MIGRATE_NEWER:
        *problem = str_fmt(
            in->arena, "the database was made by a newer Alidade (migration %d); use that version",
            at);
        break;
    case MIGRATE_CHANGED:
        *problem = str_fmt(in->arena, "migration %d was changed after it was applied", at);
        break;
    }
    return E_CONFLICT;
}

enum err install_open_db(struct install *in, struct db **ret_db, struct db **ret_reads,
                         struct str *problem)
{
    struct db *db = NULL;

    /* Where a jobs process does the checkpoints, no request waits for one. */
    struct db_options how = {.no_checkpoint = in->jobs_checkpoint,
                             .relaxed = in->bulk,
                             .cache_kib = in->bulk ? BULK_CACHE_KIB : 0};
    enum err e = db_open_with(in->options.db, &how, &db);

    if (e != OK) {
        *problem = str_c(db_open_error());
        return e;
    }
    e = state_check(in, db, problem);
    if (e == OK && ret_reads && db_open_reads(db, ret_reads) != OK) {
        *problem = str_fmt(in->arena, "cannot open the journal of reads: %s", db_open_error());
        e = E_IO;
    }
    if (e != OK) {
        db_close(db);
        return e;
    }
    *ret_db = db;
    return OK;
}

struct ctx install_ctx(const struct install *in, struct arena *arena, struct db *db,
                       struct db *reads)
{
    struct ctx ctx = {.arena = arena,
                      .db = db,
                      .reads = reads ? reads : db,
                      .site = &in->site,
                      .pack = in->pack,
                      .locale = locale_all[0],
                      .now = os_now(),
                      .tz_offset_min = in->pack->tz_offset_min};

    ctx.claimed_at = ctx.now;
    db_use_arena(db, arena);
    if (reads)
        db_use_arena(reads, arena);
    return ctx;
}

void install_new_command(struct ctx *ctx)
{
    uint8_t rnd[10];

    os_random(rnd, sizeof rnd);
    ctx->cmd_id = id_make_v7(ctx->now.us / 1000, rnd);
    memset(ctx->ids, 0, sizeof ctx->ids);
}

enum err install_publish(struct install *in, struct db *db, struct str *problem)
{
    struct arena *arena = arena_new(APP_ARENA);
    struct ctx ctx = install_ctx(in, arena, db, NULL);
    struct str why = STR_NONE;
    enum err e = form_version_publish(&ctx, &why);

    if (e != OK && !str_given(why))
        why = str_fmt(arena, "cannot keep the forms of the packs: %s", db_error(db));
    if (e != OK)
        *problem = str_dup(in->arena, why);
    db_use_arena(db, in->arena);
    arena_free(arena);
    return e;
}

enum err install_check_programmes(struct install *in, struct db *db, struct str *problem)
{
    struct str missing = STR_NONE;
    struct rows rows;
    db_use_arena(db, in->arena);
    enum err e = db_query(db, &SQL_INSTALL_PROGRAMMES, NO_BINDS, &rows);

    while (e == OK && rows_next(&rows))
        if (!str_given(missing) && !site_pack(&in->site, col_str(&rows, 0)))
            missing = str_dup(in->arena, col_str(&rows, 0));
    if (e == OK)
        e = rows_end(&rows);
    if (e != OK) {
        *problem = str_fmt(in->arena, "cannot read the programmes of cases: %s", db_error(db));
        return e;
    }
    if (!str_given(missing))
        return OK;
    *problem = str_fmt(in->arena,
                       "there is open work of the programme '%.*s', whose pack is not loaded; "
                       "add its folder to --pack",
                       STR_ARG(missing));
    return E_CONFLICT;
}
