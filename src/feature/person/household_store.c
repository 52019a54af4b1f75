/* person/household_store.c: see household_store.h. */
#include "feature/person/household_store.h"

#include "feature/person/person_store.h"
#include "household_sql.gen.h"
#include "plat/db.h"

#define PERSON_COLUMNS 17

static struct household household_read(const struct rows *rows)
{
    return (struct household){.id = col_id(rows, 0),
                              .name = col_str(rows, 1),
                              .address = col_str(rows, 2),
                              .area_id = col_id(rows, 3),
                              .area_name = col_str(rows, 4),
                              .version = col_int(rows, 5)};
}

enum err household_store_find(struct ctx *ctx, struct id id, struct household *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_HOUSEHOLD_FIND, BINDS(b_id(id), b_id(ctx->actor.scope_id)), &rows));
    bool found = rows_next(&rows);

    if (found)
        *ret = household_read(&rows);
    TRY(rows_end(&rows));
    return found ? OK : ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
}

enum err household_store_of(struct ctx *ctx, struct id person_id, struct household_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_HOUSEHOLD_OF_PERSON, BINDS(b_id(person_id)), &rows));
    while (rows_next(&rows)) {
        struct household *household = LIST_PUSH(ctx->arena, ret);

        *household = household_read(&rows);
        household->role = col_str(&rows, 6);
    }
    return rows_end(&rows);
}

enum err household_store_members(struct ctx *ctx, struct id household_id,
                                 struct household_member_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_HOUSEHOLD_MEMBERS,
                 BINDS(b_id(household_id), b_id(ctx->actor.scope_id)), &rows));
    while (rows_next(&rows)) {
        struct household_member *m = LIST_PUSH(ctx->arena, ret);

        *m = (struct household_member){.person = person_store_read(&rows, 0),
                                       .id = col_id(&rows, PERSON_COLUMNS),
                                       .role = col_str(&rows, PERSON_COLUMNS + 1),
                                       .since = col_date(&rows, PERSON_COLUMNS + 2),
                                       .until = col_date(&rows, PERSON_COLUMNS + 3),
                                       .has_case = col_int(&rows, PERSON_COLUMNS + 4) > 0};
        m->present = !date_given(m->until);
    }
    return rows_end(&rows);
}

enum err household_store_hidden(struct ctx *ctx, struct id household_id, int64_t *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_HOUSEHOLD_HIDDEN,
                 BINDS(b_id(household_id), b_id(ctx->actor.scope_id)), &rows));
    *ret = rows_next(&rows) ? col_int(&rows, 0) : 0;
    return rows_end(&rows);
}

enum err household_store_insert(struct ctx *ctx, const struct household *h)
{
    return db_exec(
        ctx->db, &SQL_HOUSEHOLD_INSERT,
        BINDS(b_id(h->id), b_str(h->name), b_str(h->address), b_id(h->area_id), b_int(ctx->now.us)),
        NULL);
}

enum err household_store_update(struct ctx *ctx, const struct household *h)
{
    int64_t changed = 0;

    TRY(db_exec(
        ctx->db, &SQL_HOUSEHOLD_UPDATE,
        BINDS(b_id(h->id), b_str(h->name), b_str(h->address), b_id(h->area_id), b_int(h->version)),
        &changed));
    return changed ? OK : E_CONFLICT;
}

enum err household_store_join(struct ctx *ctx, struct id household_id,
                              const struct household_member *m)
{
    return db_exec(ctx->db, &SQL_HOUSEHOLD_MEMBER_INSERT,
                   BINDS(b_id(m->id), b_id(household_id), b_id(m->person.id), b_str(m->role),
                         b_date(ctx->arena, m->since)),
                   NULL);
}

enum err household_store_is_present(struct ctx *ctx, struct id household_id, struct id person_id,
                                    bool *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_HOUSEHOLD_MEMBER_PRESENT, BINDS(b_id(household_id), b_id(person_id)),
                 &rows));
    *ret = rows_next(&rows);
    return rows_end(&rows);
}

enum err household_store_member(struct ctx *ctx, struct id household_id, struct id member_id,
                                struct household_member *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_HOUSEHOLD_MEMBER_FIND,
                 BINDS(b_id(member_id), b_id(household_id), b_id(ctx->actor.scope_id)), &rows));
    bool found = rows_next(&rows);

    if (found)
        *ret = (struct household_member){.id = col_id(&rows, 0),
                                         .role = col_str(&rows, 2),
                                         .since = col_date(&rows, 3),
                                         .until = col_date(&rows, 4),
                                         .present = col_is_null(&rows, 4),
                                         .person = {.id = col_id(&rows, 1),
                                                    .given_name = col_str(&rows, 5),
                                                    .family_name = col_str(&rows, 6)}};
    TRY(rows_end(&rows));
    return found ? OK : ctx_fail(ctx, E_NOT_FOUND, "problem.not_found", NULL);
}

enum err household_store_end(struct ctx *ctx, struct id member_id, struct date until)
{
    return db_exec(ctx->db, &SQL_HOUSEHOLD_MEMBER_END,
                   BINDS(b_id(member_id), b_date(ctx->arena, until)), NULL);
}
