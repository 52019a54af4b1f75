/* consent/consent_store.c: rows of consents, see consent_store.h. */
#include "feature/consent/consent_store.h"

#include "consent_sql.gen.h"
#include "plat/db.h"

static const char *const kinds[] = {"", "organisation", "unit", "sector", "named"};

static enum consent_to kind_of(struct str text)
{
    for (size_t i = 1; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (str_eq(text, str_c(kinds[i])))
            return (enum consent_to)i;
    }
    return CONSENT_TO_NONE;
}

enum err consent_store_insert(struct ctx *ctx, const struct consent *c)
{
    return db_exec(ctx->db, &SQL_CONSENT_INSERT,
                   BINDS(b_id(c->id), b_id(c->casefile_id), b_id(c->person_id), b_str(c->basis),
                         b_str(str_c(kinds[c->to.kind])), b_id(c->to.id), b_str(c->to.name),
                         b_str(c->purposes), b_str(c->kinds), b_str(c->withheld), b_str(c->how),
                         b_str(c->giver), b_str(c->giver_name), b_str(c->witness), b_str(c->reason),
                         b_date(ctx->arena, c->since), b_date(ctx->arena, c->until),
                         b_id(c->form_record_id), b_id(ctx->actor.account_id), b_instant(c->at)),
                   NULL);
}

static struct consent consent_read(struct ctx *ctx, const struct rows *rows)
{
    struct str given = col_str(rows, 3), family = col_str(rows, 4);

    return (struct consent){
        .id = col_id(rows, 0),
        .casefile_id = col_id(rows, 1),
        .person_id = col_id(rows, 2),
        .person_name = str_trim(str_fmt(ctx->arena, "%.*s %.*s", STR_ARG(given), STR_ARG(family))),
        .basis = col_str(rows, 5),
        .to = {.kind = kind_of(col_str(rows, 6)), .id = col_id(rows, 7), .name = col_str(rows, 8)},
        .purposes = col_str(rows, 9),
        .kinds = col_str(rows, 10),
        .withheld = col_str(rows, 11),
        .how = col_str(rows, 12),
        .giver = col_str(rows, 13),
        .giver_name = col_str(rows, 14),
        .witness = col_str(rows, 15),
        .reason = col_str(rows, 16),
        .since = col_date(rows, 17),
        .until = col_date(rows, 18),
        .form_record_id = col_id(rows, 19),
        .replaced_by = col_id(rows, 20),
        .withdrawn_on = col_date(rows, 21),
        .withdrawn_words = col_str(rows, 22),
        .withdrawn_by_name = col_str(rows, 23),
        .by_name = col_str(rows, 24),
        .at = col_instant(rows, 25),
        .withdrawn_at = col_instant(rows, 26)};
}

enum err consent_store_list(struct ctx *ctx, struct id casefile_id, struct consent_list *ret)
{
    struct consent_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_CONSENT_LIST, BINDS(b_id(casefile_id)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list, consent_read(ctx, &rows));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err consent_store_find(struct ctx *ctx, struct id casefile_id, struct id id,
                            struct consent *ret)
{
    struct rows rows;
    struct consent c = {0};

    TRY(db_query(ctx->db, &SQL_CONSENT_FIND, BINDS(b_id(casefile_id), b_id(id)), &rows));
    if (rows_next(&rows))
        c = consent_read(ctx, &rows);
    TRY(rows_end(&rows));
    if (!id_given(c.id))
        return E_NOT_FOUND;
    *ret = c;
    return OK;
}

enum err consent_store_withdraw(struct ctx *ctx, const struct consent *c, bool *ret_done)
{
    int64_t changed = 0;

    TRY(db_exec(ctx->db, &SQL_CONSENT_WITHDRAW,
                BINDS(b_id(c->casefile_id), b_id(c->id), b_date(ctx->arena, c->withdrawn_on),
                      b_instant(ctx->now), b_id(ctx->actor.account_id), b_str(c->withdrawn_words)),
                &changed));
    *ret_done = changed > 0;
    return OK;
}

enum err consent_store_replace(struct ctx *ctx, const struct consent *old, struct id by)
{
    TRY(db_exec(ctx->db, &SQL_CONSENT_REPLACE,
                BINDS(b_id(old->casefile_id), b_id(old->id), b_id(by)), NULL));
    return db_exec(ctx->db, &SQL_CONSENT_USES_MOVE,
                   BINDS(b_id(old->casefile_id), b_id(old->id), b_id(by)), NULL);
}

enum err consent_store_agency(struct ctx *ctx, struct id unit_id, struct id *ret)
{
    struct rows rows;
    struct id agency = ID_NONE;

    TRY(db_query(ctx->db, &SQL_CONSENT_AGENCY, BINDS(b_id(unit_id)), &rows));
    if (rows_next(&rows))
        agency = col_id(&rows, 0);
    TRY(rows_end(&rows));
    *ret = agency;
    return OK;
}

enum err consent_store_use_insert(struct ctx *ctx, struct id casefile_id,
                                  const struct consent_use *use)
{
    return db_exec(ctx->db, &SQL_CONSENT_USE_INSERT,
                   BINDS(b_id(use->id), b_id(use->consent_id), b_id(casefile_id), b_str(use->noun),
                         b_id(use->subject_id), b_str(use->label), b_instant(ctx->now)),
                   NULL);
}

enum err consent_store_use_end(struct ctx *ctx, struct id casefile_id, struct str noun,
                               struct id subject_id)
{
    return db_exec(ctx->db, &SQL_CONSENT_USE_END,
                   BINDS(b_id(casefile_id), b_str(noun), b_id(subject_id), b_instant(ctx->now)),
                   NULL);
}

static enum err uses_read(struct ctx *ctx, struct rows *rows, struct consent_use_list *ret)
{
    struct consent_use_list list = {0};

    while (rows_next(rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct consent_use){.id = col_id(rows, 0),
                                       .consent_id = col_id(rows, 1),
                                       .noun = col_str(rows, 2),
                                       .subject_id = col_id(rows, 3),
                                       .label = col_str(rows, 4),
                                       .at = col_instant(rows, 5),
                                       .stopped_at = col_instant(rows, 6)}));
    TRY(rows_end(rows));
    *ret = list;
    return OK;
}

enum err consent_store_uses(struct ctx *ctx, struct id casefile_id, struct id consent_id,
                            struct consent_use_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_CONSENT_USES, BINDS(b_id(casefile_id), b_id(consent_id)), &rows));
    return uses_read(ctx, &rows, ret);
}

enum err consent_store_running(struct ctx *ctx, struct id casefile_id, struct id consent_id,
                               struct consent_use_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_CONSENT_RUNNING, BINDS(b_id(casefile_id), b_id(consent_id)), &rows));
    return uses_read(ctx, &rows, ret);
}

enum err consent_store_over(struct ctx *ctx, struct date today, struct consent_over_list *ret)
{
    struct consent_over_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_CONSENT_OVER, BINDS(b_date(ctx->arena, today)), &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, &list,
                 ((struct consent_over){.casefile_id = col_id(&rows, 0),
                                        .use = {.noun = col_str(&rows, 1),
                                                .subject_id = col_id(&rows, 2),
                                                .label = col_str(&rows, 3)},
                                        .person_id = col_id(&rows, 4)}));
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}
