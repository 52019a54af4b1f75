/* core/upload.c: the parts of a form with files, see upload.h. */
#include "core/upload.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "core/feature.h"
#include "core/form_multipart.h"
#include "core/i18n.h"
#include "core/messages.gen.h"
#include "plat/os.h"
#include "plat/photo.h"
#include "plat/vault.h"

#define FRESH_US (10 * MINUTE_US)

/* A file on its way into the vault. */
struct keeping {
    struct ctx *ctx;
    struct vault_writer *writer; /* NULL until something may stay */
    struct blob blob;            /* one that has an id is written anew, in its place */
};

/* The part that is being read. */
struct reading {
    struct req *r;
    struct form_value_list pairs;
    size_t text_n; /* bytes of all values */
    bool in_part, is_file;
    struct str name;
    struct buf text;
    struct upload file;
    struct media media;
    struct sha256_stream hash;
    struct keeping keeping;
};

static struct id name_new(const struct ctx *ctx)
{
    uint8_t rnd[10];

    os_random(rnd, sizeof rnd);
    return id_make_v7(ctx->now.us / 1000, rnd);
}

/* The first bytes that may stay make the file. */
static enum err file_put(void *arg, struct str bytes)
{
    struct keeping *k = arg;

    const struct vault *v = k->ctx->site->vault;

    if (!k->writer && id_given(k->blob.id))
        TRY(vault_write_again(v, k->ctx->arena, k->blob.id, &k->writer));
    if (!k->writer) {
        k->blob.id = name_new(k->ctx);
        TRY(vault_write_begin(v, k->ctx->arena, k->blob.id, &k->writer));
    }
    k->blob.size += (int64_t)bytes.n;
    return vault_write(k->writer, bytes);
}

/* Of that kind. Errors: E_IO  the disk is full. */
static enum err file_keep(struct keeping *k, const struct media_kind *kind, struct blob *ret)
{
    TRY(vault_write_end(k->writer));
    k->blob.type = str_c(kind->type);
    *ret = k->blob;
    return OK;
}

static enum err part_begin(struct reading *in, const struct upload_part *part)
{
    struct arena *a = in->r->ctx->arena;

    in->in_part = true;
    in->is_file = part->is_file;
    in->name = str_dup(a, part->name);
    in->keeping = (struct keeping){.ctx = in->r->ctx};
    if (!part->is_file) {
        buf_init(&in->text, a, FORM_BODY_MAX);
        return OK;
    }
    in->file = (struct upload){.name = in->name, .filename = str_dup(a, part->filename)};
    if (!utf8_is_valid(in->file.filename) || !utf8_is_valid(in->name))
        return E_INVALID;
    if (in->r->uploads.n == UPLOAD_FILES_MAX)
        in->file.problem = "upload.too_many";
    if (!in->r->ctx->site->vault)
        in->file.problem = "upload.no_vault";
    crypto_sha256_begin(&in->hash);
    media_begin(&in->media, a, file_put, &in->keeping);
    return OK;
}

static enum err file_add(struct reading *in, struct str data)
{
    struct upload *file = &in->file;

    if (file->problem)
        return OK;
    crypto_sha256_add(&in->hash, data);
    if (in->media.n + (int64_t)data.n > (int64_t)UPLOAD_FILE_MAX)
        file->problem = "upload.too_large";
    enum err e = file->problem ? E_INVALID : media_add(&in->media, data);

    if (e == E_INVALID && !file->problem)
        file->problem = in->media.problem;
    return e == E_INVALID ? OK : e;
}

static enum err file_end(struct reading *in)
{
    struct arena *a = in->r->ctx->arena;
    struct upload *file = &in->file;

    /* A box in which nothing was chosen. */
    if (!str_given(file->filename) && in->media.n == 0)
        return OK;
    if (!file->problem && media_end(&in->media) != OK)
        file->problem = in->media.problem ? in->media.problem : "upload.damaged";
    file->hash = crypto_sha256_end(&in->hash);
    if (!file->problem && in->keeping.writer) {
        file->kind = in->media.kind;
        TRY(file_keep(&in->keeping, file->kind, &file->blob));
        file->is_large =
            str_eq(file->blob.type, STR("image/jpeg")) && in->media.picture.side > PHOTO_SIDE;
        file->filename = media_filename(a, file->filename, file->kind);
    }
    LIST_ADD(a, &in->r->uploads, *file);
    return OK;
}

static enum err part_end(struct reading *in)
{
    if (!in->in_part)
        return OK;
    in->in_part = false;
    if (in->is_file)
        return file_end(in);
    in->text_n += in->text.n;
    if (in->text.over || in->text_n > FORM_BODY_MAX)
        return E_LIMIT;
    return form_pair_add(in->r->ctx->arena, &in->pairs, in->name, buf_str(&in->text));
}

static enum err part_read(void *arg, const struct upload_part *part)
{
    struct reading *in = arg;

    if (part->offset == 0) {
        TRY(part_end(in));
        TRY(part_begin(in, part));
    }
    if (in->is_file)
        return file_add(in, part->data);
    buf_put(&in->text, part->data);
    return OK;
}

static enum err part_whole(void *arg, const struct form_part *part)
{
    return part_read(arg, &(struct upload_part){.name = part->name,
                                                .filename = part->filename,
                                                .is_file = part->is_file,
                                                .data = part->data});
}

enum err upload_read(struct req *r)
{
    struct reading *in = ARENA_NEW(r->ctx->arena, struct reading);
    const struct upload_source *from = r->upload_from;

    in->r = r;
    if (from)
        TRY(from->each(from, part_read, in));
    else
        TRY(form_multipart_each(r->ctx->arena, r->content_type, r->body, part_whole, in));
    TRY(part_end(in));
    r->form.values = form_pairs_join(r->ctx->arena, &in->pairs);
    return OK;
}

void upload_settle(struct ctx *ctx, struct upload_list *uploads, bool done)
{
    for (size_t i = 0; i < uploads->n; i++) {
        const struct upload *u = &uploads->items[i];

        /* What cannot be removed now, the sweep finds. */
        if (id_given(u->blob.id) && !(done && u->kept))
            (void)!vault_remove(ctx->site->vault, u->blob.id);
    }
}

struct str upload_problem(struct ctx *ctx, const struct upload *upload)
{
    struct str name = utf8_cut(upload->filename, 100);
    struct msg_arg args[] = {{.name = "name", .text = name},
                             {.name = "problem", .text = ctx_msg(ctx, upload->problem)}};

    return msg_format(ctx->arena, ctx->locale, MSG_UPLOAD_NOT_TAKEN, args, 2);
}

/* ---- files that are kept -------------------------------------------------------------------- */

enum err blob_open(struct ctx *ctx, struct id id, struct vault_reader **ret)
{
    return ctx->site->vault ? vault_read_begin(ctx->site->vault, ctx->arena, id, ret) : E_NOT_FOUND;
}

enum err blob_put(struct ctx *ctx, const char *type, struct str bytes, struct blob *ret)
{
    struct blob blob = {name_new(ctx), str_c(type), (int64_t)bytes.n};
    struct vault_writer *w;

    if (!ctx->site->vault)
        return E_NOT_FOUND;
    TRY(vault_write_begin(ctx->site->vault, ctx->arena, blob.id, &w));
    TRY(vault_write(w, bytes));
    TRY(vault_write_end(w));
    *ret = blob;
    return OK;
}

enum err blob_remove(struct ctx *ctx, struct id id)
{
    return ctx->site->vault ? vault_remove(ctx->site->vault, id) : OK;
}

#ifndef __wasm__
/* A photo on its way out of the vault, through the process that makes it smaller, and back. */
struct shrinking {
    struct vault_reader *reader;
    struct media media; /* what comes back is looked at like what a stranger sent */
    struct keeping keeping;
};

static enum err photo_next(void *arg, struct str *ret)
{
    struct shrinking *s = arg;

    return vault_read(s->reader, ret);
}

static enum err photo_put(void *arg, struct str bytes)
{
    struct shrinking *s = arg;

    return media_add(&s->media, bytes);
}

enum err blob_shrink(struct ctx *ctx, struct blob *blob)
{
    struct shrinking *s = ARENA_NEW(ctx->arena, struct shrinking);

    s->keeping = (struct keeping){.ctx = ctx, .blob.id = blob->id};
    TRY(blob_open(ctx, blob->id, &s->reader));
    media_begin(&s->media, ctx->arena, file_put, &s->keeping);
    TRY(photo_shrink(&(struct jail_io){photo_next, photo_put, s}));
    TRY(media_end(&s->media));
    if (!str_eq(str_c(s->media.kind->type), blob->type) || !s->keeping.writer)
        return E_INVALID;
    return file_keep(&s->keeping, s->media.kind, blob);
}
#endif

/* When the name was made: the first 48 bits of a UUIDv7. */
static int64_t made_us(struct id id)
{
    int64_t ms = 0;

    for (int i = 0; i < 6; i++)
        ms = ms << 8 | id.b[i];
    return ms * 1000;
}

enum err blob_sweep(struct ctx *ctx, enum err (*known)(struct ctx *ctx, struct id id, bool *ret))
{
    const struct vault *v = ctx->site->vault;
    struct vault_names fresh = {0};

    if (!v)
        return OK;
    TRY(vault_fresh(v, ctx->arena, &fresh));
    for (size_t i = 0; i < fresh.n; i++) {
        bool is_known;

        if (made_us(fresh.items[i]) > ctx->now.us - FRESH_US)
            continue;
        TRY(known(ctx, fresh.items[i], &is_known));
        TRY(is_known ? vault_settle(v, fresh.items[i]) : vault_remove(v, fresh.items[i]));
    }
    return OK;
}
