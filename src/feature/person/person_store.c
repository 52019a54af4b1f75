/* person/person_store.c: see person_store.h. */
#include "feature/person/person_store.h"

#include "core/event.h"
#include "person_sql.gen.h"
#include "plat/db.h"

#define JOURNAL_PAGE 50

struct person person_store_read(const struct rows *rows, int c)
{
    return (struct person){.id = col_id(rows, c),
                           .given_name = col_str(rows, c + 1),
                           .family_name = col_str(rows, c + 2),
                           .other_names = col_str(rows, c + 3),
                           .sex = col_str(rows, c + 4),
                           .birth_date = col_date(rows, c + 5),
                           .birth_estimated = col_bool(rows, c + 6),
                           .died_on = col_date(rows, c + 7),
                           .languages = col_str(rows, c + 8),
                           .phone = col_str(rows, c + 9),
                           .email = col_str(rows, c + 10),
                           .address = col_str(rows, c + 11),
                           .contact_note = col_str(rows, c + 12),
                           .area_id = col_id(rows, c + 13),
                           .merged_into = col_id(rows, c + 14),
                           .version = col_int(rows, c + 15),
                           .area_name = col_str(rows, c + 16)};
}

enum err person_store_find(struct ctx *ctx, struct id id, struct person *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PERSON_FIND,
                 BINDS(b_id(id), b_id(ctx->actor.scope_id), b_date(ctx->arena, ctx_today(ctx))),
                 &rows));
    bool found = rows_next(&rows);
    struct person person = found ? person_store_read(&rows, 0) : (struct person){0};

    TRY(rows_end(&rows));
    if (!found)
        return ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
    *ret = person;
    return OK;
}

enum err person_store_is_there(struct ctx *ctx, struct id id, bool *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PERSON_IS_THERE, BINDS(b_id(id)), &rows));
    bool there = rows_next(&rows);
    TRY(rows_end(&rows));
    *ret = there;
    return OK;
}

enum err person_store_lock(struct ctx *ctx, struct id id)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PERSON_LOCK, BINDS(b_id(id)), &rows));
    (void)rows_next(&rows);
    return rows_end(&rows);
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

enum err person_store_update(struct ctx *ctx, const struct person *p, struct str sort,
                             struct str digits)
{
    return db_exec(ctx->db, &SQL_PERSON_UPDATE,
                   BINDS(b_id(p->id), b_str(p->given_name), b_str(p->family_name),
                         b_str(p->other_names), b_str(sort), b_str(p->sex),
                         b_date(ctx->arena, p->birth_date), b_bool(p->birth_estimated),
                         b_date(ctx->arena, p->died_on), b_str(p->languages), b_str(p->phone),
                         b_str(digits), b_str(p->email), b_str(p->address), b_id(p->area_id),
                         b_str(p->contact_note), b_int(p->version)),
                   NULL);
}

enum err person_store_key(struct ctx *ctx, struct id person_id, struct str key)
{
    return db_exec(ctx->db, &SQL_PERSON_KEY_INSERT, BINDS(b_str(key), b_id(person_id)), NULL);
}

enum err person_store_keys_clear(struct ctx *ctx, struct id person_id)
{
    return db_exec(ctx->db, &SQL_PERSON_KEY_CLEAR, BINDS(b_id(person_id)), NULL);
}

enum err person_store_scope(struct ctx *ctx, struct id person_id, struct id scope_id)
{
    return db_exec(ctx->db, &SQL_PERSON_SCOPE_INSERT, BINDS(b_id(scope_id), b_id(person_id)), NULL);
}

enum err person_store_scope_area(struct ctx *ctx, struct id person_id, struct id area_id)
{
    return db_exec(ctx->db, &SQL_PERSON_SCOPE_AREA, BINDS(b_id(person_id), b_id(area_id)), NULL);
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
    struct rows rows;
    struct person_hit_list list = {0};

    TRY(db_query(ctx->db, &SQL_PERSON_SEARCH,
                 BINDS(b_id(ctx->actor.scope_id), b_str(w->word[0].from), b_str(w->word[0].to),
                       b_str(w->word[1].from), b_str(w->word[1].to), b_str(w->word[2].from),
                       b_str(w->word[2].to)),
                 &rows));
    while (rows_next(&rows)) {
        struct person p = {.given_name = col_str(&rows, 1), .family_name = col_str(&rows, 2)};
        struct person_hit *hit = LIST_PUSH(ctx->arena, &list);

        *hit = (struct person_hit){.id = col_id(&rows, 0),
                                   .name = person_name(ctx, &p),
                                   .area_name = col_str(&rows, 3),
                                   .birth_date = col_date(&rows, 4),
                                   .birth_estimated = col_bool(&rows, 5)};
    }
    TRY(rows_end(&rows));
    *ret = list;
    return OK;
}

enum err person_store_area(struct ctx *ctx, struct id id, struct str *ret)
{
    struct rows rows;
    struct str name = STR_NONE;

    TRY(db_query(ctx->db, &SQL_PERSON_AREA, BINDS(b_id(id)), &rows));
    bool found = rows_next(&rows);

    if (found)
        name = col_str(&rows, 0);
    TRY(rows_end(&rows));
    *ret = name;
    return found ? OK : E_NOT_FOUND;
}

enum err person_store_areas(struct ctx *ctx, struct person_area_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PERSON_AREAS, NO_BINDS, &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, ret,
                 ((struct person_area){.id = col_id(&rows, 0), .name = col_str(&rows, 1)}));
    return rows_end(&rows);
}

enum err person_store_cases(struct ctx *ctx, struct id person_id, struct person_case_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PERSON_CASES, BINDS(b_id(person_id), b_id(ctx->actor.scope_id)),
                 &rows));
    while (rows_next(&rows))
        LIST_ADD(ctx->arena, ret,
                 ((struct person_case){.id = col_id(&rows, 0),
                                       .number = col_str(&rows, 1),
                                       .state = col_str(&rows, 2),
                                       .role = col_str(&rows, 3),
                                       .opened_on = col_date(&rows, 4),
                                       .closed_on = col_date(&rows, 5)}));
    return rows_end(&rows);
}

enum err person_store_journal(struct ctx *ctx, struct id person_id, int64_t page,
                              struct person_event_list *ret, bool *ret_more)
{
    struct rows rows;

    *ret_more = false;
    TRY(db_query(ctx->db, &SQL_PERSON_JOURNAL,
                 BINDS(b_id(person_id), b_int(JOURNAL_PAGE + 1), b_int((page - 1) * JOURNAL_PAGE)),
                 &rows));
    while (rows_next(&rows)) {
        if (ret->n == JOURNAL_PAGE) {
            *ret_more = true;
            break;
        }
        struct person_event *e = LIST_PUSH(ctx->arena, ret);

        *e = (struct person_event){.title = event_title(ctx, col_str(&rows, 0), col_str(&rows, 1)),
                                   .who = col_str(&rows, 2),
                                   .at = col_instant(&rows, 3)};
    }
    return rows_end(&rows);
}
