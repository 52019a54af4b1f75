/* person/person_twin_store.c: see person_twin_store.h. */
#include "feature/person/person_twin_store.h"

#include "feature/person/person_store.h"
#include "person_twin_sql.gen.h"
#include "plat/db.h"

#define CASE_COLUMN 17
#define VISIBLE_COLUMN 18

static bool is_known(const struct person_twin_list *list, struct id id)
{
    for (size_t i = 0; i < list->n; i++) {
        if (id_eq(list->items[i].person.id, id))
            return true;
    }
    return false;
}

static enum err twins_read(struct ctx *ctx, struct rows *rows, struct person_twin_list *ret)
{
    while (rows_next(rows)) {
        struct person person = person_store_read(rows, 0);
        struct str file = col_str(rows, CASE_COLUMN);

        if (is_known(ret, person.id))
            continue;
        struct person_twin *twin = LIST_PUSH(ctx->arena, ret);

        twin->person = person;
        twin->visible = !col_is_null(rows, VISIBLE_COLUMN);
        if (str_given(file)) {
            (void)str_split(&file, ' ', &twin->case_state);
            twin->case_number = file;
        }
    }
    return rows_end(rows);
}

enum err person_twin_store_by_name(struct ctx *ctx, const struct person_sounds *s,
                                   const struct person_range *born, struct person_twin_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PERSON_TWIN_BY_NAME,
                 BINDS(b_id(ctx->actor.scope_id), b_str(s->given[0]), b_str(s->given[1]),
                       b_str(s->given[2]), b_str(s->family[0]), b_str(s->family[1]),
                       b_str(s->family[2]), b_str(born->from), b_str(born->to)),
                 &rows));
    return twins_read(ctx, &rows, ret);
}

enum err person_twin_store_by_birth(struct ctx *ctx, const struct person_sounds *s,
                                    struct date born, struct person_twin_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PERSON_TWIN_BY_BIRTH,
                 BINDS(b_id(ctx->actor.scope_id), b_str(s->given[0]), b_str(s->given[1]),
                       b_str(s->given[2]), b_str(s->family[0]), b_str(s->family[1]),
                       b_str(s->family[2]), b_date(ctx->arena, born)),
                 &rows));
    return twins_read(ctx, &rows, ret);
}

enum err person_twin_store_by_phone(struct ctx *ctx, const struct person_range *phone,
                                    struct person_twin_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PERSON_TWIN_BY_PHONE,
                 BINDS(b_id(ctx->actor.scope_id), b_str(phone->from), b_str(phone->to)), &rows));
    return twins_read(ctx, &rows, ret);
}

enum err person_twin_store_by_identifier(struct ctx *ctx, struct str folded,
                                         struct person_twin_list *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PERSON_TWIN_BY_IDENTIFIER,
                 BINDS(b_id(ctx->actor.scope_id), b_str(folded)), &rows));
    return twins_read(ctx, &rows, ret);
}

enum err person_twin_store_has(struct ctx *ctx, struct id person_id, struct str folded, bool *ret)
{
    struct rows rows;

    TRY(db_query(ctx->db, &SQL_PERSON_TWIN_HAS_IDENTIFIER, BINDS(b_id(person_id), b_str(folded)),
                 &rows));
    *ret = rows_next(&rows);
    return rows_end(&rows);
}

enum err person_twin_store_ask(struct ctx *ctx, struct id person_id, struct str *ret)
{
    struct rows rows;

    *ret = STR_NONE;
    TRY(db_query(ctx->db, &SQL_PERSON_TWIN_ASK, BINDS(b_id(person_id)), &rows));
    if (rows_next(&rows)) {
        bool ours = id_eq(col_id(&rows, 1), ctx->actor.agency_id);

        *ret = ours ? col_str(&rows, 0) : col_str(&rows, 2);
    }
    return rows_end(&rows);
}
