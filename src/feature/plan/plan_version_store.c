/* plan/plan_version_store.c: rows of signatures and of translated sentences, see plan_store.h. */
#include "feature/plan/plan_store.h"
#include "plan_version_sql.gen.h"
#include "plat/db.h"

enum err plan_store_sign(struct ctx *ctx, const struct plan *p, const struct plan_signature *s)
{
    return db_exec(ctx->db, &SQL_PLAN_VERSION_SIGN,
                   BINDS(b_id(p->id), b_id(p->casefile_id), b_str(s->lang), b_str(s->body),
                         b_str(s->body_hash), b_str(s->signature), b_id(ctx->actor.account_id),
                         b_instant(ctx->now), b_id(s->file_id)),
                   NULL);
}

enum err plan_store_signature(struct ctx *ctx, const struct plan *p, struct plan_signature *ret)
{
    struct plan_signature found = {.at = INSTANT_NONE};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PLAN_VERSION_SIGNATURE, BINDS(b_id(p->casefile_id), b_id(p->id)),
                 &rows));
    if (rows_next(&rows))
        found = (struct plan_signature){.lang = col_str(&rows, 0),
                                        .body = col_str(&rows, 1),
                                        .body_hash = col_str(&rows, 2),
                                        .signature = col_str(&rows, 3),
                                        .by_name = col_str(&rows, 4),
                                        .at = col_instant(&rows, 5),
                                        .file_id = col_id(&rows, 6)};
    TRY(rows_end(&rows));
    *ret = found;
    return OK;
}

enum err plan_store_words(struct ctx *ctx, struct id casefile_id, struct plan_sentence_list *ret)
{
    struct plan_sentence_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PLAN_VERSION_WORDS, BINDS(b_id(casefile_id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct plan_sentence){.origin_id = col_id(&rows, 0),
                                         .lang = col_str(&rows, 1),
                                         .source = col_str(&rows, 2),
                                         .body = col_str(&rows, 3)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err plan_store_words_set(struct ctx *ctx, struct id casefile_id, const struct plan_sentence *s)
{
    return db_exec(ctx->db, &SQL_PLAN_VERSION_WORDS_SET,
                   BINDS(b_id(casefile_id), b_id(s->origin_id), b_str(s->lang), b_str(s->source),
                         b_str(s->body), b_id(ctx->actor.account_id), b_instant(ctx->now)),
                   NULL);
}
