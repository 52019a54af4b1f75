/* core/upload.h: files that came with a form, and files that are kept. Bytes go sealed into the
 * vault while they are read (plat/vault.h); a record then names them by their id, or they are
 * removed before the answer leaves. */
#ifndef CORE_UPLOAD_H
#define CORE_UPLOAD_H

#include "base/id.h"
#include "base/list.h"
#include "core/ctx.h"
#include "core/media.h"
#include "plat/crypto.h"

#define UPLOAD_FILE_MAX ((size_t)25 << 20)
#define UPLOAD_BODY_MAX ((size_t)60 << 20)
#define UPLOAD_FILES_MAX 10 /* in one request */

struct req;
struct vault_reader;

/** A file of the vault. */
struct blob {
    struct id id;
    struct str type; /* of the allow-list, see media_kind_of() */
    int64_t size;
};

/** A file that was sent. */
struct upload {
    struct str name;     /* of its box */
    struct str filename; /* as it may be offered again */
    struct blob blob;
    const struct media_kind *kind;
    struct sha256 hash;  /* of the bytes as they were sent */
    const char *problem; /* message key: it is refused, and nothing is kept of it */
    bool is_large;       /* a photo larger than PHOTO_SIDE (plat/photo.h) */
    bool kept;           /* set by who names it in a record */
};
LIST_TYPE(upload_list, struct upload);

/** A piece of a part of a form. offset is where data stands in the part; 0 begins it. */
struct upload_part {
    struct str name, filename;
    bool is_file;
    int64_t offset;
    struct str data;
};
/** Where parts come from: hands all of them to fn. */
struct upload_source {
    enum err (*each)(const struct upload_source *from,
                     enum err (*fn)(void *arg, const struct upload_part *part), void *arg);
    const void *request;
};

/**
 * Reads a form with files: its text into r->form.values, its files into the vault and r->uploads.
 * A file that is refused is in the list with its problem.
 *
 * Errors  E_INVALID  broken framing, or not UTF-8; E_LIMIT  too many values; E_IO
 */
enum err upload_read(struct req *r) MUST_CHECK;
/** Removes the files that no record names. done: the request was carried out. */
void upload_settle(struct ctx *ctx, struct upload_list *uploads, bool done);
/** The problem of a file in words, with its name; for a form's error. */
struct str upload_problem(struct ctx *ctx, const struct upload *upload);

/** Opens a file of the vault. Errors: E_NOT_FOUND; E_IO. */
enum err blob_open(struct ctx *ctx, struct id id, struct vault_reader **ret) MUST_CHECK;
/** Keeps a finished text as a file of that type (of the allow-list). Until a record names it, it is
 * left over, see blob_sweep(). Errors: E_NOT_FOUND  there is no vault; E_IO. */
enum err blob_put(struct ctx *ctx, const char *type, struct str bytes, struct blob *ret) MUST_CHECK;
/** Makes a large photo smaller, in its place; it takes up to two seconds. Native only, and of one
 * process. Errors: E_INVALID, E_LIMIT  it stays as it is: damaged, printers' colours, or too much
 * work; E_IO. */
enum err blob_shrink(struct ctx *ctx, struct blob *blob) MUST_CHECK;
/** Removes one; what is not there is removed already. Errors: E_IO. */
enum err blob_remove(struct ctx *ctx, struct id id) MUST_CHECK;
/** Files that came more than ten minutes ago: those that known() names go to their place, the
 * others are left over from requests that were cut off, and go. Errors: E_IO; those of known(). */
enum err blob_sweep(struct ctx *ctx,
                    enum err (*known)(struct ctx *ctx, struct id id, bool *ret)) MUST_CHECK;

#endif
