/* doc/doc_store.c: rows of documents, see doc_store.h. */
#include "feature/doc/doc_store.h"

#include "core/authz.h"
#include "core/feature.h"
#include "doc_sql.gen.h"
#include "plat/db.h"

#define ERASE_MAX 100

enum err doc_store_insert(struct ctx *ctx, const struct doc *d, const char *origin,
                          const struct upload *upload)
{
    TRY(db_exec(ctx->db, &SQL_DOC_INSERT,
                BINDS(b_id(d->id), b_id(d->casefile_id), b_str(d->kind), b_str(d->title),
                      b_date(ctx->arena, d->expires_on), b_bool(d->confidential),
                      b_str(str_c(origin)), b_id(d->account_id), b_int(d->created_at.us)),
                NULL));
    return doc_store_file(ctx, d, 1, upload);
}

enum err doc_store_file(struct ctx *ctx, const struct doc *d, int64_t number,
                        const struct upload *u)
{
    bool large = ctx->site->shrinks && u->is_large;

    return db_exec(ctx->db, &SQL_DOC_FILE_INSERT,
                   BINDS(b_id(u->blob.id), b_id(d->id), b_id(d->casefile_id), b_int(number),
                         b_str(u->filename), b_str(u->blob.type), b_int(u->blob.size),
                         b_blob((struct str){(const char *)u->hash.b, SHA256_SIZE}),
                         b_str(ctx->site->scans || large ? STR("waiting") : STR("ready")),
                         b_id(ctx->actor.account_id), b_int(ctx->now.us), b_bool(large)),
                   NULL);
}

enum err doc_store_bytes(struct ctx *ctx, struct id casefile_id, int64_t *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_DOC_BYTES, BINDS(b_id(casefile_id)), &rows));
    *ret = rows_next(&rows) ? col_int(&rows, 0) : 0;
    return rows_end(&rows);
}

static struct doc doc_read(const struct rows *rows)
{
    return (struct doc){
        .id = col_id(rows, 0),
        .casefile_id = col_id(rows, 1),
        .account_id = col_id(rows, 2),
        .kind = col_str(rows, 3),
        .title = col_str(rows, 4),
        .author_name = col_str(rows, 5),
        .expires_on = col_date(rows, 6),
        .created_at = col_instant(rows, 7),
        .version = col_int(rows, 8),
        .confidential = col_bool(rows, 9),
        .hidden = col_int(rows, 10) != 0,
        .file = {
            .blob = {.id = col_id(rows, 11), .type = col_str(rows, 13), .size = col_int(rows, 14)},
            .doc_id = col_id(rows, 0),
            .filename = col_str(rows, 12),
            .state = col_str(rows, 15),
            .number = col_int(rows, 16)}};
}

static struct doc_file doc_file_read(const struct rows *rows)
{
    return (struct doc_file){
        .blob = {.id = col_id(rows, 0), .type = col_str(rows, 4), .size = col_int(rows, 5)},
        .doc_id = col_id(rows, 1),
        .number = col_int(rows, 2),
        .filename = col_str(rows, 3),
        .state = col_str(rows, 6),
        .author_name = col_str(rows, 7),
        .at = col_instant(rows, 8),
        .is_large = col_bool(rows, 9)};
}

enum err doc_store_by_casefile(struct ctx *ctx, struct id casefile_id, int64_t page,
                               struct doc_list *ret)
{
    struct doc_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_DOC_BY_CASEFILE,
                 BINDS(b_id(casefile_id), b_id(ctx->actor.account_id),
                       b_bool(authz_can(ctx, CAP_NOTE_CONFIDENTIAL)), b_int(DOC_PAGE + 1),
                       b_int((page - 1) * DOC_PAGE)),
                 &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list, doc_read(&rows));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

static enum err doc_one(struct ctx *ctx, const struct sql *query, struct id casefile_id,
                        struct id id, struct doc *ret)
{
    struct doc doc = {0};
    struct rows rows;
    bool found;

    TRY(db_query(ctx->db, query,
                 BINDS(b_id(casefile_id), b_id(ctx->actor.account_id),
                       b_bool(authz_can(ctx, CAP_NOTE_CONFIDENTIAL)), b_id(id)),
                 &rows));
    found = rows_next(&rows);
    if (found)
        doc = doc_read(&rows);
    TRY(rows_end(&rows));
    if (!found)
        return E_NOT_FOUND;
    *ret = doc;
    return OK;
}

enum err doc_store_find(struct ctx *ctx, struct id casefile_id, struct id id, struct doc *ret)
{
    return doc_one(ctx, &SQL_DOC_FIND, casefile_id, id, ret);
}

enum err doc_store_by_file(struct ctx *ctx, struct id casefile_id, struct id file_id,
                           struct doc *ret)
{
    return doc_one(ctx, &SQL_DOC_BY_FILE, casefile_id, file_id, ret);
}

/* What a query for one file gave. */
static enum err file_one(struct rows *rows, struct doc_file *ret)
{
    struct doc_file file = {0};
    bool found = rows_next(rows);

    if (found)
        file = doc_file_read(rows);
    TRY(rows_end(rows));
    if (!found)
        return E_NOT_FOUND;
    *ret = file;
    return OK;
}

enum err doc_store_files(struct ctx *ctx, const struct doc *doc, struct doc_file_list *ret)
{
    struct doc_file_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_DOC_FILE_BY_DOC, BINDS(b_id(doc->id), b_id(doc->casefile_id)),
                 &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list, doc_file_read(&rows));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err doc_store_file_find(struct ctx *ctx, const struct doc *doc, int64_t number,
                             struct doc_file *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_DOC_FILE_FIND,
                 BINDS(b_id(doc->id), b_id(doc->casefile_id), b_int(number)), &rows));
    return file_one(&rows, ret);
}

enum err doc_store_answer(struct ctx *ctx, struct id casefile_id, struct id id,
                          struct doc_file *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_DOC_FILE_OF_ANSWER, BINDS(b_id(casefile_id), b_id(id)), &rows));
    return file_one(&rows, ret);
}

enum err doc_store_update(struct ctx *ctx, const struct doc *d, int64_t version, bool *ret_done)
{
    int64_t n = 0;

    TRY(db_exec(ctx->db, &SQL_DOC_UPDATE,
                BINDS(b_id(d->casefile_id), b_id(d->id), b_str(d->kind), b_str(d->title),
                      b_date(ctx->arena, d->expires_on), b_bool(d->confidential), b_int(version)),
                &n));
    *ret_done = n == 1;
    return OK;
}

enum err doc_store_renew(struct ctx *ctx, const struct doc *doc, int64_t number)
{
    return db_exec(ctx->db, &SQL_DOC_RENEW,
                   BINDS(b_id(doc->casefile_id), b_id(doc->id), b_int(number)), NULL);
}

enum err doc_store_remove(struct ctx *ctx, struct id casefile_id, struct id id, struct str reason)
{
    return db_exec(ctx->db, &SQL_DOC_REMOVE,
                   BINDS(b_id(casefile_id), b_id(id), b_int(ctx->now.us),
                         b_id(ctx->actor.account_id), b_str(reason)),
                   NULL);
}

enum err doc_store_bind(struct ctx *ctx, struct id casefile_id, struct id id, struct id record_id)
{
    return db_exec(ctx->db, &SQL_DOC_BIND, BINDS(b_id(casefile_id), b_id(id), b_id(record_id)),
                   NULL);
}

static enum err ids_read(struct ctx *ctx, struct rows *rows, struct doc_ids *ret)
{
    struct doc_ids list = {0};

    while (rows_next(rows))
        LIST_ADD(ctx->arena, &list, col_id(rows, 0));
    TRY(rows_end(rows));
    *ret = list;
    return OK;
}

enum err doc_store_draft(struct ctx *ctx, struct id casefile_id, struct id record_id,
                         struct doc_ids *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_DOC_DRAFT, BINDS(b_id(casefile_id), b_id(record_id)), &rows));
    return ids_read(ctx, &rows, ret);
}

enum err doc_store_answered(struct ctx *ctx, struct id casefile_id, struct id id)
{
    return db_exec(ctx->db, &SQL_DOC_ANSWERED, BINDS(b_id(casefile_id), b_id(id)), NULL);
}

enum err doc_store_known(struct ctx *ctx, struct id blob_id, bool *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_DOC_KNOWN, BINDS(b_id(blob_id)), &rows));
    *ret = rows_next(&rows);
    return rows_end(&rows);
}

enum err doc_store_erasable(struct ctx *ctx, struct instant before, struct doc_ids *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_DOC_ERASABLE, BINDS(b_int(before.us), b_int(ERASE_MAX)), &rows));
    return ids_read(ctx, &rows, ret);
}

enum err doc_store_erased(struct ctx *ctx, struct id blob_id)
{
    return db_exec(ctx->db, &SQL_DOC_ERASED, BINDS(b_id(blob_id), b_int(ctx->now.us)), NULL);
}

enum err doc_store_waiting(struct ctx *ctx, struct doc_file *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_DOC_WAITING, NO_BINDS, &rows));
    enum err e = file_one(&rows, ret);

    if (e == E_NOT_FOUND)
        *ret = (struct doc_file){0};
    return e == E_NOT_FOUND ? OK : e;
}

enum err doc_store_of_file(struct ctx *ctx, struct id blob_id, struct doc *ret)
{
    struct doc doc = {0};
    struct rows rows;
    bool found;

    TRY(db_query(ctx->db, &SQL_DOC_OF_FILE, BINDS(b_id(blob_id)), &rows));
    found = rows_next(&rows);
    if (found)
        doc = (struct doc){.id = col_id(&rows, 0),
                           .casefile_id = col_id(&rows, 1),
                           .kind = col_str(&rows, 2),
                           .title = col_str(&rows, 3),
                           .confidential = col_bool(&rows, 4),
                           .account_id = col_id(&rows, 5)};
    TRY(rows_end(&rows));
    if (!found)
        return E_NOT_FOUND;
    *ret = doc;
    return OK;
}

enum err doc_store_checked(struct ctx *ctx, const struct blob *blob, bool clean)
{
    return db_exec(ctx->db, &SQL_DOC_CHECKED,
                   BINDS(b_id(blob->id), b_str(clean ? STR("ready") : STR("refused")),
                         clean ? b_int_null() : b_int(ctx->now.us), b_int(blob->size)),
                   NULL);
}
