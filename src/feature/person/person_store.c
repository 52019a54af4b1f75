/* person/person_store.c: rows of people, see person_store.h. */
#include "feature/person/person_store.h"

#include "person_sql.gen.h"
#include "plat/db.h"

static struct person person_read(const struct rows *rows)
{
    return (struct person){.id = col_id(rows, 0),
                           .given_name = col_str(rows, 1),
                           .family_name = col_str(rows, 2),
                           .other_names = col_str(rows, 3),
                           .sex = col_str(rows, 4),
                           .birth_date = col_date(rows, 5),
                           .birth_estimated = col_bool(rows, 6),
                           .died_on = col_date(rows, 7),
                           .languages = col_str(rows, 8),
                           .phone = col_str(rows, 9),
                           .email = col_str(rows, 10),
                           .address = col_str(rows, 11),
                           .contact_note = col_str(rows, 12),
                           .area_id = col_id(rows, 13),
                           .merged_into = col_id(rows, 14),
                           .version = col_int(rows, 15)};
}

enum err person_store_find(struct ctx *ctx, struct id id, struct person *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PERSON_FIND, BINDS(b_id(id), b_id(ctx->actor.scope_id)), &rows));
    bool found = rows_next(&rows);
    struct person person = found ? person_read(&rows) : (struct person){0};

    TRY(rows_end(&rows));
    if (!found)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    *ret = person;
    return OK;
}

enum err person_store_insert(struct ctx *ctx, const struct person *p, struct str sort,
                             struct str digits)
{
    return db_exec(ctx->db, &SQL_PERSON_INSERT,
                   BINDS(b_id(p->id), b_str(p->given_name), b_str(p->family_name),
                         b_str(p->other_names), b_str(sort), b_str(p->sex),
                         b_date(ctx->arena, p->birth_date), b_bool(p->birth_estimated),
                         b_date(ctx->arena, p->died_on), b_str(p->languages), b_str(p->phone),
                         b_str(digits), b_str(p->email), b_str(p->address), b_id(p->area_id),
                         b_str(p->contact_note), b_id(ctx->actor.account_id), b_int(ctx->now.us)),
                   NULL);
}

enum err person_store_key(struct ctx *ctx, struct id person_id, struct str key)
{
    return db_exec(ctx->db, &SQL_PERSON_KEY_INSERT, BINDS(b_str(key), b_id(person_id)), NULL);
}

enum err person_store_scope(struct ctx *ctx, struct id person_id, struct id scope_id)
{
    return db_exec(ctx->db, &SQL_PERSON_SCOPE_INSERT, BINDS(b_id(scope_id), b_id(person_id)), NULL);
}

enum err person_store_share(struct ctx *ctx, struct id person_id, struct id casefile_id)
{
    return db_exec(ctx->db, &SQL_PERSON_SHARE, BINDS(b_id(person_id), b_id(casefile_id)), NULL);
}

enum err person_store_unshare(struct ctx *ctx, struct id person_id, struct id scope_id)
{
    return db_exec(ctx->db, &SQL_PERSON_UNSHARE, BINDS(b_id(person_id), b_id(scope_id)), NULL);
}

enum err person_store_search(struct ctx *ctx, const struct person_words *w,
                             struct person_hit_list *ret)
{
    struct person_hit_list list = {0};
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PERSON_SEARCH,
                 BINDS(b_id(ctx->actor.scope_id), b_str(w->word[0].from), b_str(w->word[0].to),
                       b_str(w->word[1].from), b_str(w->word[1].to), b_str(w->word[2].from),
                       b_str(w->word[2].to)),
                 &rows));
    while (rows_next(&rows)) {
        struct person p = {.given_name = col_str(&rows, 1), .family_name = col_str(&rows, 2)};

        LIST_ADD(ctx->arena, &list,
                 ((struct person_hit){.id = col_id(&rows, 0),
                                      .name = person_name(ctx, &p),
                                      .area_name = col_str(&rows, 3),
                                      .birth_date = col_date(&rows, 4),
                                      .birth_estimated = col_bool(&rows, 5)}));
    }
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}
