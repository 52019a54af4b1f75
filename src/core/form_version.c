/* core/form_version.c: see form_version.h. */
#include "core/form_version.h"

#include "core/feature.h"
#include "core_sql.gen.h"
#include "plat/db.h"

/* The digest on record, or empty. */
static enum err digest_stored(struct ctx *ctx, const struct pack *pack,
                              const struct pack_form *form, struct str *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_FORM_VERSION_DIGEST,
                 BINDS(b_str(pack->name), b_str(form->name), b_str(form->version)), &rows));
    *ret = rows_next(&rows) ? col_str(&rows, 0) : STR_NONE;
    return rows_end(&rows);
}

/* By their content: two versions, or two forms, share what is the same. */
static enum err pictures_keep(struct ctx *ctx, const struct pack_form *form)
{
    for (size_t i = 0; form->pictures && i < form->pictures->n; i++) {
        const struct pack_picture *picture = form->pictures->entries[i].value;

        if (str_given(picture->bytes))
            TRY(db_exec(ctx->db, &SQL_FORM_MEDIA_ADD,
                        BINDS(b_str(picture->digest), b_str(str_c(picture->kind)),
                              b_blob(picture->bytes), b_int(ctx->now.us)),
                        NULL));
    }
    return OK;
}

enum err form_media_find(struct ctx *ctx, struct str digest, struct str *ret_kind, struct str *ret)
{
    struct rows rows;

    *ret_kind = *ret = STR_NONE;
    TRY(db_query(ctx->db, &SQL_FORM_MEDIA_FIND, BINDS(b_str(digest)), &rows));
    if (rows_next(&rows)) {
        *ret_kind = col_str(&rows, 0);
        *ret = col_str(&rows, 1);
    }
    return rows_end(&rows);
}

static enum err publish(struct ctx *ctx, const struct pack *pack, const struct pack_form *form,
                        struct str *problem)
{
    struct str definition = pack_form_definition(ctx->arena, form);
    struct str digest = ctx_hash(ctx->arena, definition), stored;

    TRY(digest_stored(ctx, pack, form, &stored));
    TRY(pictures_keep(ctx, form));
    if (str_eq(stored, digest))
        return OK;
    if (str_given(stored)) {
        *problem = str_fmt(ctx->arena,
                           "the form %.*s of the pack %.*s was changed, but is still version %.*s; "
                           "raise its version in forms.csv, so that answers keep their questions",
                           STR_ARG(form->name), STR_ARG(pack->name), STR_ARG(form->version));
        return E_CONFLICT;
    }
    return db_exec(ctx->db, &SQL_FORM_VERSION_INSERT,
                   BINDS(b_str(pack->name), b_str(form->name), b_str(form->version), b_str(digest),
                         b_str(definition), b_int(ctx->now.us)),
                   NULL);
}

static enum err publish_all(struct ctx *ctx, struct str *problem)
{
    const struct pack *pack = ctx->site->pack;

    do {
        for (size_t i = 0; i < pack->forms.n; i++)
            TRY(publish(ctx, pack, pack->forms.entries[i].value, problem));
        pack = pack->next;
    } while (pack && pack != ctx->site->pack);
    return OK;
}

enum err form_version_publish(struct ctx *ctx, struct str *problem)
{
    enum err e;

    TRY(tx_begin(ctx->db, TX_WRITE));
    e = publish_all(ctx, problem);
    if (e == OK)
        e = tx_commit(ctx->db);
    if (e != OK)
        tx_rollback(ctx->db);
    return e;
}

enum err form_version_find(struct ctx *ctx, struct str form, struct str version,
                           const struct pack_form **ret)
{
    const struct pack_form *now = pack_form_find(ctx->pack, form);
    struct str definition = STR_NONE;
    struct rows rows;

    *ret = now && str_eq(now->version, version) ? now : NULL;
    if (*ret)
        return OK;
    TRY(db_query(ctx->db, &SQL_FORM_VERSION_FIND,
                 BINDS(b_str(ctx->pack->name), b_str(form), b_str(version)), &rows));
    if (rows_next(&rows))
        definition = col_str(&rows, 0);
    TRY(rows_end(&rows));
    if (str_given(definition) && pack_form_parse(ctx->arena, ctx->pack, definition, ret) != OK)
        *ret = NULL;
    return OK;
}
